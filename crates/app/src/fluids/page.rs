//! The page of a patient's fluid: days, shifts, entries, signatures and what has come to them.

use super::{amounts, day_of, signs_alone, window};
use crate::{
    App,
    clock::Now,
    observations::may_correct,
    project::{self, Folded},
    session::Person,
    views::{self, Views, Whereabouts, count},
    words::Fail,
};
use clinical::{
    FactId, ScopeId, StayId,
    cui::time_of,
    form::fluid::{Direction, FORM, FluidDay, FluidEntry, FluidPeriod, FluidWindow},
    stay::{FluidChange, FluidShift, FluidSigned, FluidStanding},
};
use contract::{FluidDayView, FluidEntryView, FluidShiftView, FluidSignedView, FluidsView, Reply};
use std::collections::BTreeSet;

/// Days on the page, today's and yesterday's among them.
const DAYS: usize = 14;

/// What a page is drawn from.
struct Page<'a> {
    views: Views<'a>,
    person: &'a Person,
    folded: &'a Folded,
    whereabouts: Whereabouts,
}

impl App {
    /// The page, for somebody who may read.
    pub(super) fn fluids_page(
        &self,
        now: &Now,
        person: &Person,
        stay: StayId,
        folded: &Folded,
    ) -> Result<Reply, Fail> {
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let banner = project::banner(stay, folded);
        let (like_name, whereabouts) = self.store.read(|tx| {
            Ok::<_, Fail>((
                views.has_like_name(tx, stay, &banner)?,
                Whereabouts::read(tx, &ScopeId::Stay(stay))?,
            ))
        })?;
        let page = Page { views, person, folded, whereabouts };
        let counting = folded.state.assessments.iter().filter(|made| made.mark.counts());
        let untimed = counting.filter(|made| made.made.pin.url == FORM && made.at.is_none());
        Ok(Reply::Fluids(Box::new(FluidsView {
            banner: views::banner(banner, now, like_name),
            days: page.days(),
            untimed: count(untimed.count()),
            alone: signs_alone(person),
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })))
    }
}

impl Page<'_> {
    /// Today, yesterday, and whatever earlier day somebody still has to sign.
    fn days(&self) -> Vec<FluidDayView> {
        let (now, begins) = (&self.views.now, self.folded.policy.day_begins());
        let today = day_of(now.at(), begins, now);
        let open = self
            .folded
            .state
            .fluid_signed
            .iter()
            .filter(|shift| matches!(shift.standing(), FluidStanding::Reopened | FluidStanding::Waiting));
        let mut days: BTreeSet<FluidDay> =
            open.map(|shift| day_of(shift.window.ends().0, begins, now)).collect();
        days.extend([Some(today), today.0.pred_opt().map(FluidDay)].into_iter().flatten());
        days.into_iter().rev().take(DAYS).map(|day| self.day(day)).collect()
    }

    fn day(&self, day: FluidDay) -> FluidDayView {
        let (state, now, begins) = (&self.folded.state, &self.views.now, self.folded.policy.day_begins());
        let mut shifts: Vec<(&str, FluidShift)> = FluidPeriod::ALL
            .into_iter()
            .filter_map(|period| Some((period.label(), state.fluid_shift(window(day, period, begins, now)?))))
            .filter(|(_, shift)| shift.window.ends().0 <= now.at() || !shift.covers.is_empty())
            .collect();
        // A window that another ward's day has, or had.
        let known: BTreeSet<_> = shifts.iter().map(|(_, shift)| shift.window.ends()).collect();
        let others =
            state.fluid_signed.iter().filter(|shift| day_of(shift.window.ends().0, begins, now) == day);
        let others = others.filter(|shift| !known.contains(&shift.window.ends()));
        shifts.extend(others.map(|shift| ("Signed", shift.clone())));
        let whole = window(day, FluidPeriod::Day, begins, now);
        FluidDayView {
            entries: whole.map(|whole| self.entries(whole, &shifts)).unwrap_or_default(),
            shifts: shifts.into_iter().map(|(name, shift)| self.shift(name, &shift)).collect(),
        }
    }

    fn shift(&self, name: &str, shift: &FluidShift) -> FluidShiftView {
        let reopened = shift.reopened().map_or_else(String::new, |_| shift.window.to_string());
        FluidShiftView {
            name: name.to_owned(),
            sums: amounts::sums(shift.totals, shift.window, reopened),
            standing: shift.standing(),
            words: self.standing(shift),
            entries: shift.covers.iter().copied().collect(),
            to_sign: super::can_be_signed(shift, self.folded.policy.day_begins(), &self.views.now).is_ok(),
            signed: shift.signatures.iter().rev().map(|signed| self.signed(shift, signed)).collect(),
        }
    }

    fn standing(&self, shift: &FluidShift) -> String {
        let names: Vec<String> =
            shift.leaves().map(|signed| self.views.directory.author(&signed.by)).collect();
        let names = names.join(", ");
        match shift.standing() {
            FluidStanding::Unsigned => "Not signed".to_owned(),
            FluidStanding::Waiting => format!("Signed by {names}; waits for a registered person's name"),
            FluidStanding::Incomplete => {
                format!("Signed by {names}; not everything that was signed has reached this device")
            }
            FluidStanding::Signed => format!("Signed by {names}"),
            FluidStanding::Reopened => {
                let what = shift.reopened().map_or("it has changed", FluidSigned::what_changed);
                format!("Was signed by {names}; {what}: sign again")
            }
        }
    }

    fn signed(&self, shift: &FluidShift, signed: &FluidSigned) -> FluidSignedView {
        let names = self.views.countersigned(&self.folded.state, &signed.by.id);
        let mark = match &signed.replaced_by {
            Some(by) => format!("Signed again by {}", self.views.by_and_when(by)),
            None if !names.is_empty() => format!("Countersigned by {names}"),
            None if !signed.counts => "Waits for a registered person's name".to_owned(),
            None => String::new(),
        };
        let mut changes: Vec<String> = signed.changes.iter().map(|change| self.change(change)).collect();
        if signed.missing > 0 {
            changes.push(format!("Entries that are not on this device yet: {}", signed.missing));
        }
        FluidSignedView {
            fact: signed.by.id,
            by: self.views.by_and_when(&signed.by),
            sums: amounts::sums(signed.signature.totals, shift.window, String::new()),
            replaced: signed.replaced_by.is_some(),
            differs: !signed.fits(),
            mark,
            changes,
            can_take_back: self.may_take_back(signed),
            sync: self.whereabouts.of(&signed.by.id),
        }
    }

    fn may_take_back(&self, signed: &FluidSigned) -> bool {
        let entry = self.folded.entry(&signed.by.id);
        signed.replaced_by.is_none() && entry.is_some_and(|entry| may_correct(entry, self.person).is_ok())
    }

    /// "An entry came later: By mouth, 300 ml, 11:20. Ben Okafor, 21-Nov-2026 20:15".
    fn change(&self, change: &FluidChange) -> String {
        let mut kind = change.kind.words().to_owned();
        if let Some(first) = kind.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let made = self.folded.state.assessment(change.entry);
        let entry = made.and_then(|made| {
            let clinical::TakenAt::At(stamp) = made.by.taken_at else { return None };
            FluidEntry::of(&made.made, clinical::Stamp { utc: made.at?, ..stamp })
        });
        let entry = entry.map_or_else(String::new, |entry| {
            format!(": {}, {}, {}", entry.label, amounts::volume(entry.volume), time_of(entry.at))
        });
        let at = self.views.now.local(change.by.recorded());
        let by = self.views.directory.author(&change.by);
        format!("{kind}{entry}. {by}, entered {}", clinical::cui::date_time(at))
    }

    fn entries(&self, whole: FluidWindow, shifts: &[(&str, FluidShift)]) -> Vec<FluidEntryView> {
        let items = self.folded.state.fluid.iter().filter(|item| item.touches(whole));
        let mut shown: Vec<FluidEntryView> = items
            .flat_map(|item| {
                let disputed = item.facts().nth(1).is_some();
                item.entries().map(move |(id, entry)| self.entry(id, entry, disputed, shifts))
            })
            .collect();
        shown.sort_by_key(|entry| std::cmp::Reverse((entry.at.utc, entry.fact)));
        shown
    }

    fn entry(
        &self,
        id: FactId,
        entry: &FluidEntry,
        disputed: bool,
        shifts: &[(&str, FluidShift)],
    ) -> FluidEntryView {
        let made = self.folded.state.assessment(id);
        let after = shifts.iter().filter(|(_, shift)| {
            shift.reopened().is_some_and(|signed| signed.changes.iter().any(|change| change.entry == id))
        });
        let after: Vec<&str> = after.map(|(name, _)| *name).collect();
        let note = match (disputed, after.as_slice()) {
            (true, _) => {
                "Charted differently by two people: one thing, of which the least is known".to_owned()
            }
            (false, []) => String::new(),
            (false, names) => format!("Not in what was signed: {}", names.join(", ")),
        };
        FluidEntryView {
            fact: id,
            at: entry.at,
            out: entry.direction == Direction::Out,
            label: entry.label.clone(),
            volume: amounts::volume(entry.volume),
            by: made.map_or_else(String::new, |made| self.views.directory.author(&made.by)),
            note,
            sync: self.whereabouts.of(&id),
        }
    }
}
