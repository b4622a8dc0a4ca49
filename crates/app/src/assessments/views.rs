//! Assessments in words, for the screens.

use crate::{
    clock::Now,
    directory::reason_alone,
    forms,
    project::{self, Folded},
    session::Person,
    views::{self as shared, Views, Whereabouts, count},
    words::Fail,
};
use clinical::{
    FactId, ScopeId, Stamp, StayId, TakenAt, UtcMillis,
    form::{
        Answered, Definition, Draft, FormResult, Formula, Item, ItemKind, Mark, Score, TotalResult,
        fluid::{Amount, Balance, DAY_BEGINS, FluidDay, FluidEntry, FluidTotals},
        read_back,
    },
    stay::{AssessmentDue, ChartedAssessment},
};
use contract::{
    AnswerView, AssessmentForm, AssessmentView, AssessmentsView, FluidView, FormAlert, FormItem,
    FormItemKind, FormTile, TotalView,
};
use std::collections::BTreeSet;
use store::ReadTx;

/// Assessments on the patient's page.
const HISTORY: usize = 30;

/// A form that has been opened.
pub(super) struct Opened<'f> {
    pub(super) id: FactId,
    pub(super) form: &'f Definition,
    pub(super) draft: Draft,
    pub(super) started: Option<UtcMillis>,
    /// What was keyed was keyed under another version.
    pub(super) changed: bool,
    pub(super) corrected: Option<&'f ChartedAssessment>,
    /// Whether how the patient was may be shown.
    pub(super) reads: bool,
}

impl Opened<'_> {
    pub(super) fn view(
        self,
        views: &Views<'_>,
        tx: &ReadTx<'_>,
        stay: StayId,
        folded: &Folded,
    ) -> Result<AssessmentForm, Fail> {
        let (now, form) = (&views.now, self.form);
        let banner = project::banner(stay, folded);
        let like_name = views.has_like_name(tx, stay, &banner)?;
        let amends = self.corrected.map(|made| made.by.id);
        let at = self.corrected.map_or(Some(now.at()), |made| made.at);
        let last = super::charted_before(folded, form, at, amends).next().filter(|_| self.reads);
        let notice = if self.changed {
            "This form has changed since this was keyed. What you keyed is still here: look it over."
        } else {
            ""
        };
        Ok(AssessmentForm {
            id: self.id,
            banner: shared::banner(banner, now, like_name),
            bed: shared::beds(folded, views.directory),
            title: form.title().to_owned(),
            source: format!("{} {}", form.source(), form.licence()),
            items: items(form, last),
            filled: super::filled(form, &self.draft, folded, at, amends, now, self.reads),
            draft: self.draft,
            started: self.started,
            notice: notice.to_owned(),
            amends,
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })
    }
}

fn items(form: &Definition, last: Option<&ChartedAssessment>) -> Vec<FormItem> {
    let depth = |item: &Item| {
        let (mut up, mut depth) = (item.parent, 0_u8);
        while let Some(parent) = up {
            (up, depth) = (form.items()[parent].parent, depth.saturating_add(1));
        }
        depth
    };
    let before = |item: &Item| {
        let answered = last.and_then(|last| last.made.answers.get(&item.link));
        answered.map_or_else(String::new, |Answered { answer, .. }| answer.words())
    };
    let each = form.items().iter().map(|item| FormItem {
        link: item.link.clone(),
        depth: depth(item),
        text: item.text.clone(),
        kind: kind(&item.kind),
        required: item.required,
        not_testable: item.not_testable.clone(),
        before: before(item),
    });
    each.collect()
}

fn kind(kind: &ItemKind) -> FormItemKind {
    match kind {
        ItemKind::Group => FormItemKind::Group,
        ItemKind::Display => FormItemKind::Display,
        ItemKind::Choice { options, many } => FormItemKind::Choice {
            options: options
                .iter()
                .map(|o| clinical::form::Coded { code: o.code.clone(), label: o.label.clone() })
                .collect(),
            many: *many,
        },
        ItemKind::Number(number) => FormItemKind::Number {
            unit: number.unit.map_or("", |unit| unit.shown()).to_owned(),
            places: number.places,
            range: format!("{} to {}", number.low.shown(number.places), number.high.shown(number.places)),
            negative: number.low.0 < 0,
            control: number.control,
        },
        ItemKind::Text { longest } => FormItemKind::Text { longest: *longest },
        ItemKind::Boolean => FormItemKind::Boolean,
        ItemKind::DateTime => FormItemKind::DateTime,
        ItemKind::Derived(_) => FormItemKind::Derived,
    }
}

/// Totals in words, without those that were not asked.
pub(crate) fn totals(result: &FormResult) -> Vec<TotalView> {
    let asked = result.totals.iter().filter(|total| total.score != Score::NotAsked);
    asked
        .map(|total| TotalView {
            label: total.label.clone(),
            words: total_words(total),
            band: total.band.clone().unwrap_or_default(),
            level: result.alerts.iter().filter(|a| a.from == total.id).map(|a| a.level).max(),
        })
        .collect()
}

fn total_words(total: &TotalResult) -> String {
    let shown = |number: clinical::form::Number| number.shown(total.places);
    match &total.score {
        Score::NotAsked => String::new(),
        Score::Complete { total } => shown(*total),
        Score::Incomplete { at_least, .. } => format!("at least {}", shown(*at_least)),
        Score::NotTestable { at_least, .. } => {
            format!("no total, not testable in part; at least {}", shown(*at_least))
        }
    }
}

/// Whom it tells, in words.
pub(crate) fn alerts(result: &FormResult) -> Vec<FormAlert> {
    result.alerts.iter().map(|alert| FormAlert { level: alert.level, words: alert.words.clone() }).collect()
}

/// Values worked out. One that cannot be worked out says what it needs; a change since last time says nothing when there
/// is no last time.
pub(super) fn derived(form: &Definition, result: &FormResult, shown: &[usize]) -> Vec<(String, String)> {
    let shown = shown.iter().map(|place| &form.items()[*place]);
    shown
        .filter_map(|item| {
            let ItemKind::Derived(derived) = &item.kind else { return None };
            let worked = result.derived.iter().find(|worked| worked.link == item.link)?;
            let words = match (&worked.value, derived.formula) {
                (Some(value), _) => value.words(),
                (None, Formula::FallSinceLast { .. }) => String::new(),
                (None, _) => derived.when_missing.clone(),
            };
            Some((item.link.clone(), words))
        })
        .collect()
}

impl Views<'_> {
    /// The assessments of a patient.
    pub(crate) fn assessments(
        &self,
        tx: &ReadTx<'_>,
        stay: StayId,
        folded: &Folded,
        person: &Person,
    ) -> Result<AssessmentsView, Fail> {
        let whereabouts = Whereabouts::read(tx, &ScopeId::Stay(stay))?;
        let begun = crate::drafts::forms_begun(tx, &person.staff, &stay, folded)?;
        let made = &folded.state.assessments;
        Ok(AssessmentsView {
            forms: tiles(folded, &begun, self.now.at()),
            history: made
                .iter()
                .rev()
                .take(HISTORY)
                .map(|made| self.assessment(made, &whereabouts))
                .collect(),
            in_all: count(made.len()),
            fluid: fluid(folded, &self.now),
        })
    }

    fn assessment(&self, charted: &ChartedAssessment, whereabouts: &Whereabouts) -> AssessmentView {
        let ChartedAssessment { by, made, at, mark, amends: _, late, clock_doubtful } = charted;
        let form = forms::find(&made.pin.url);
        AssessmentView {
            fact: by.id,
            form: made.pin.url.clone(),
            title: made.title.clone(),
            note: note(charted, form),
            taken: match (by.taken_at, at) {
                (TakenAt::At(stamp), Some(at)) => TakenAt::At(Stamp { utc: *at, ..stamp }),
                _ => TakenAt::NotRecorded,
            },
            recorded: by.recorded(),
            totals: totals(&made.result),
            answers: answers(charted, form),
            alerts: alerts(&made.result),
            unable: made.unable.as_ref().map_or_else(String::new, |unable| match unable {
                clinical::vitals::UnableReason::Other(words) => words.clone(),
                known => known.default_label().to_owned(),
            }),
            reason: reason_alone(&by.reason).to_owned(),
            by: self.directory.author(by),
            role: self.directory.role(&by.author),
            auth: by.auth,
            mark: self.mark(mark),
            moved_here: made.moved_from.is_some(),
            late: *late,
            clock_doubtful: *clock_doubtful,
            can_correct: form.is_some(),
            sync: whereabouts.of(&by.id),
        }
    }
}

/// How an assessment stands to the form on this device.
fn note(charted: &ChartedAssessment, form: Option<&Definition>) -> String {
    let pin = &charted.made.pin;
    match form {
        None => "This device does not have this form. The answers are shown as they were given.".to_owned(),
        Some(form) if form.pin() == pin => String::new(),
        Some(form) => format!(
            "Filled in under version {}; this device has version {}. The answers are shown as they were given.",
            pin.version,
            form.pin().version
        ),
    }
}

/// The answers with the values that were worked out, each under the words it was given under.
fn answers(charted: &ChartedAssessment, form: Option<&Definition>) -> Vec<AnswerView> {
    let made = &charted.made;
    let mut read: Vec<AnswerView> = match form {
        Some(form) => read_back(&made.answers, form)
            .into_iter()
            .map(|read| AnswerView {
                label: read.label.to_owned(),
                words: read.answer.words(),
                gone: matches!(read.mark, Some(Mark::ItemGone | Mark::OptionGone | Mark::OtherKind)),
            })
            .collect(),
        None => made
            .answers
            .values()
            .map(|answered| AnswerView {
                label: answered.label.clone(),
                words: answered.answer.words(),
                gone: false,
            })
            .collect(),
    };
    let derived = made.result.derived.iter().filter_map(|derived| {
        let words = derived.value.as_ref()?.words();
        Some(AnswerView { label: derived.label.clone(), words, gone: false })
    });
    read.extend(derived);
    read
}

/// Every form: what is due first, then as a ward looks for them.
fn tiles(folded: &Folded, begun: &BTreeSet<String>, now: UtcMillis) -> Vec<FormTile> {
    let due = folded.state.assessments_due(now);
    let of = |url: &str| due.iter().position(|due| due.form == url);
    let mut tiles: Vec<(usize, FormTile)> = forms::all()
        .iter()
        .map(|form| {
            let url = form.pin().url.as_str();
            let place = of(url);
            (place.unwrap_or(usize::MAX), tile(folded, form, place.map(|at| &due[at]), begun.contains(url)))
        })
        .collect();
    tiles.sort_by_key(|(place, _)| *place);
    tiles.into_iter().map(|(_, tile)| tile).collect()
}

fn tile(folded: &Folded, form: &Definition, due: Option<&AssessmentDue>, draft: bool) -> FormTile {
    let last = super::charted_before(folded, form, None, None).next();
    FormTile {
        form: form.pin().url.clone(),
        title: form.title().to_owned(),
        last: last.map(|last| last.by.id),
        last_at: last.and_then(|last| last.at),
        totals: last.map(|last| totals(&last.made.result)).unwrap_or_default(),
        level: last.and_then(|last| last.made.result.level()),
        due: due.map(|due| due.due_at),
        overdue: due.map(|due| due.overdue_at),
        repeat: due.is_some_and(|due| due.repeat),
        draft,
    }
}

/// Every fluid entry that counts, but the one that is being corrected.
pub(super) fn fluid_entries(folded: &Folded, corrected: Option<FactId>) -> Vec<FluidEntry> {
    let counting = folded.state.assessments.iter().filter(|made| made.mark.counts());
    counting
        .filter(|made| Some(made.by.id) != corrected)
        .filter_map(|made| {
            let TakenAt::At(stamp) = made.by.taken_at else { return None };
            FluidEntry::of(&made.made, Stamp { utc: made.at?, ..stamp })
        })
        .collect()
}

/// Today's fluid and yesterday's, where something was charted.
pub(crate) fn fluid(folded: &Folded, now: &Now) -> Vec<FluidView> {
    let entries = fluid_entries(folded, None);
    let today = FluidDay::of(now.local(now.at()), DAY_BEGINS);
    let days = [Some(today), today.0.pred_opt().map(FluidDay)].into_iter().flatten();
    days.filter(|day| entries.iter().any(|entry| FluidDay::of(entry.at, DAY_BEGINS) == *day))
        .map(|day| {
            let totals = clinical::form::fluid::totals(&entries, day, DAY_BEGINS);
            day_view(totals, bounds(day, now))
        })
        .collect()
}

/// Where a ward's day begins and ends. The clock's offset is that at each of the two ends, whatever it is now.
fn bounds(day: FluidDay, now: &Now) -> (UtcMillis, UtcMillis) {
    let roughly = day.bounds(DAY_BEGINS, 0, 0);
    let offset = |near: UtcMillis| {
        // The offset of the moment itself, found from one that may be an hour or two off.
        let first = now.offset_at(near);
        now.offset_at(near.plus_minutes(-i64::from(first)))
    };
    day.bounds(DAY_BEGINS, offset(roughly.0), offset(roughly.1))
}

fn day_view(totals: FluidTotals, (from, until): (UtcMillis, UtcMillis)) -> FluidView {
    let FluidTotals { intake, output, balance, estimated } = totals;
    FluidView {
        from,
        until,
        intake: amount(intake),
        output: amount(output),
        balance: match balance {
            Balance::Unknown => "not known".to_owned(),
            Balance::Known(ml) => signed(ml),
            Balance::AtMost(ml) => format!("{} or lower", signed(ml)),
            Balance::AtLeast(ml) => format!("{} or higher", signed(ml)),
        },
        estimated,
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::NotRecorded => "not recorded".to_owned(),
        Amount::Total(ml) => format!("{} ml", grouped(ml)),
        Amount::AtLeast(ml) => format!("at least {} ml", grouped(ml)),
    }
}

fn signed(ml: i64) -> String {
    let sign = match ml {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    format!("{sign}{} ml", grouped(ml.unsigned_abs()))
}

/// With a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
        let (from, until) = bounds(FluidDay::of(now.local(now.at()), DAY_BEGINS), &now);
        assert!(from.0 <= at && at < until.0);
        until.minutes_since(from) / 60
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

    #[test]
    fn volumes_are_written_with_their_sign_and_a_comma_between_thousands() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!([signed(0), signed(850), signed(-1_200)], ["0 ml", "+850 ml", "\u{2212}1,200 ml"]);
    }
}
