//! Fluid balance: a ward's days and shifts, and signing them (safety rule 17).
//!
//! Signing names the entries that were shown. Where others count by the time that it arrives here, nothing is signed: a
//! name never stands under what nobody saw.

mod amounts;
mod page;

use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    commit::{Plan, act},
    directory::Directory,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{
    FactId, StayId, UtcMillis,
    entry::EntryBody,
    form::fluid::{Covered, FluidDay, FluidItem, FluidPeriod, FluidSignature, FluidWindow},
    staff::{Action, may},
    stay::{FluidShift, FluidSigned, FluidStanding, Task, TaskKind},
};
use contract::{CallError, FluidView, Reply, SignFluid};
use record::limits::MAX_SUPERSEDES;
use std::collections::BTreeSet;

/// A shift can be signed so many minutes before it ends: who hands over signs before they leave.
const BEFORE_THE_END_MINUTES: i64 = 60;

impl App {
    /// The fluid balance of a patient.
    pub(crate) fn fluids(&self, session: &Session, stay: &StayId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let folded = self.stay(stay)?;
        self.audit_look(session, &now, &person, what::VIEW_FLUID, Of::Stay(*stay))?;
        self.fluids_page(&now, &person, *stay, &folded)
    }

    /// Signs a shift or a day. Who may not sign alone signs all the same, and waits for a colleague's name.
    pub(crate) fn sign_fluid(&self, session: &Session, asked: &SignFluid) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let SignFluid { stay, from, until, entries } = asked;
        let seen: BTreeSet<FactId> = entries.iter().copied().collect();
        let window =
            FluidWindow::new(now.local(*from), now.local(*until)).ok_or_else(words::no_such_shift)?;
        let committed = self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let shift = folded.state.fluid_shift(window);
            if is_again(&shift, &person, &seen) {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            can_be_signed(&shift, folded.policy.day_begins(), &now)?;
            if seen != shift.covers {
                return Err(words::fluid_has_changed().into());
            }
            let alone = signs_alone(&person);
            // A name that counts for nothing yet takes nobody's place whose does.
            let before = shift.leaves().filter(|signed| alone || !signed.counts);
            let before = before.map(|signed| signed.by.id).take(MAX_SUPERSEDES).collect();
            let covers = Covered::new(seen.iter().copied()).ok_or_else(words::too_much_to_sign)?;
            let signature = FluidSignature { window, covers, totals: shift.totals, role: person.role };
            let body = EntryBody::FluidSignature(Box::new(signature));
            let facts = vec![
                self.stay_fact(desk, &now, &person, *stay, before, "", body),
                act(self, &now, (person.staff, person.auth), what::SIGN_FLUID, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        match committed.stays.get(stay) {
            Some(folded) => self.fluids_page(&now, &person, *stay, folded),
            None => self.fluids_page(&now, &person, *stay, &*self.stay(stay)?),
        }
    }
}

fn signs_alone(person: &Person) -> bool {
    may(person.role, person.auth, Action::SignFluid)
}

/// The second tap of one signature.
fn is_again(shift: &FluidShift, person: &Person, seen: &BTreeSet<FactId>) -> bool {
    let same = |signed: &FluidSigned| signed.signature.covers.facts() == seen;
    shift.leaves().any(|signed| signed.by.author == person.staff && same(signed))
}

/// A shift of this ward, or one that somebody has signed before, that is about to end, and of which nobody has signed what
/// is there.
fn can_be_signed(shift: &FluidShift, begins: u8, now: &Now) -> Result<(), CallError> {
    let (from, until) = shift.window.ends();
    let ours = FluidPeriod::ALL
        .into_iter()
        .filter_map(|period| window(day_of(from, begins, now), period, begins, now));
    if shift.signatures.is_empty() && !ours.map(|of| of.ends()).any(|ends| ends == (from, until)) {
        return Err(words::no_such_shift());
    }
    if now.at() < until.plus_minutes(-BEFORE_THE_END_MINUTES) {
        return Err(words::shift_still_runs());
    }
    if shift.standing() == FluidStanding::Signed {
        return Err(words::fluid_is_signed());
    }
    if shift.covers.is_empty() && shift.signatures.is_empty() {
        return Err(words::nothing_was_charted());
    }
    Ok(())
}

/// The day of the ward that a moment belongs to; the ward's policy says at which hour it begins.
fn day_of(at: UtcMillis, begins: u8, now: &Now) -> FluidDay {
    FluidDay::of(now.local(at), begins)
}

/// A period of a ward's day. The clock's offset is that at each of its two ends, whatever it is now.
fn window(day: FluidDay, period: FluidPeriod, begins: u8, now: &Now) -> Option<FluidWindow> {
    FluidWindow::of(day, period, begins, |at| now.offset_at(at))
}

/// Today's fluid and yesterday's, where something was charted.
pub(crate) fn days(folded: &Folded, now: &Now) -> Vec<FluidView> {
    let today = day_of(now.at(), folded.policy.day_begins(), now);
    let days = [Some(today), today.0.pred_opt().map(FluidDay)].into_iter().flatten();
    days.filter_map(|day| one_day(folded, day, now)).collect()
}

/// The day's fluid that an entry belongs to.
pub(crate) fn day_with(folded: &Folded, fact: &FactId, now: &Now) -> Option<FluidView> {
    let at = folded.state.assessment(*fact)?.at?;
    one_day(folded, day_of(at, folded.policy.day_begins(), now), now)
}

fn one_day(folded: &Folded, day: FluidDay, now: &Now) -> Option<FluidView> {
    let (state, begins) = (&folded.state, folded.policy.day_begins());
    let whole = window(day, FluidPeriod::Day, begins, now)?;
    let shift = state.fluid_shift(whole);
    let reopened: Vec<String> = state
        .fluid_signed
        .iter()
        .filter(|signed| day_of(signed.window.ends().0, begins, now) == day && signed.reopened().is_some())
        .map(|signed| signed.window.to_string())
        .collect();
    let shown = state.fluid.iter().any(|item| item.touches(whole)) || !reopened.is_empty();
    shown.then(|| amounts::sums(shift.totals, whole, reopened.join("; ")))
}

/// Every fluid entry that counts, but the one that is being corrected.
pub(crate) fn entries(
    folded: &Folded,
    corrected: Option<FactId>,
) -> impl Iterator<Item = &clinical::form::fluid::FluidEntry> {
    let entries = folded.state.fluid.iter().flat_map(FluidItem::entries);
    entries.filter(move |(id, _)| Some(*id) != corrected).map(|(_, entry)| entry)
}

/// Puts the names under the tasks to sign again.
pub(crate) fn name_signers(directory: &Directory, folded: &Folded, tasks: &mut [Task]) {
    for task in tasks.iter_mut().filter(|task| task.id.kind == TaskKind::SignFluid) {
        let mut shifts = folded.state.fluid_signed.iter();
        let about =
            |shift: &&FluidShift| shift.reopened().is_some_and(|signed| signed.by.id == task.id.about);
        if let Some(shift) = shifts.find(about)
            && let Some(signed) = shift.reopened()
        {
            task.words = format!(
                "Fluid balance of {}: was signed by {}; {}: sign again",
                shift.window,
                directory.author(&signed.by),
                signed.what_changed()
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Clock;
    use clinical::BootId;

    struct Stopped(UtcMillis);

    impl Clock for Stopped {
        fn wall(&self) -> UtcMillis {
            self.0
        }
        fn monotonic_ms(&self) -> u64 {
            0
        }
        fn boot(&self) -> BootId {
            BootId::from_bytes([1; 16])
        }
    }

    /// Hours of the ward's day that this time belongs to.
    fn hours(at: i64) -> i64 {
        let now = Now::read(&Stopped(UtcMillis(at)), None, chrono_tz::Europe::London);
        let window = window(day_of(UtcMillis(at), 7, &now), FluidPeriod::Day, 7, &now).unwrap();
        assert!(window.contains(UtcMillis(at)));
        window.ends().1.minutes_since(window.ends().0) / 60
    }

    #[test]
    fn a_day_of_fluid_has_23_or_25_hours_when_the_clocks_change_in_it() {
        // 22 November 2026 at noon; 24 October and 28 March 2026 at noon: the clocks change in the night after.
        assert_eq!(hours(1_795_348_800_000), 24);
        assert_eq!(hours(1_792_843_200_000), 25);
        assert_eq!(hours(1_774_699_200_000), 23);
        // 06:30 on 25 October, already in winter, still belongs to the long day; 07:00 does not.
        assert_eq!(hours(1_792_909_800_000), 25);
        assert_eq!(hours(1_792_911_600_000), 24);
    }
}
