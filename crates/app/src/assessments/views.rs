//! Assessments in words, for the screens.

use crate::{
    directory::reason_alone,
    project::{self, Folded},
    session::Person,
    views::{self as shared, Views, Whereabouts, count},
    words::Fail,
};
use clinical::{
    FactId, ScopeId, Stamp, StayId, TakenAt, UtcMillis,
    form::{
        Answered, Definition, Draft, FormResult, Forms, Formula, Item, ItemKind, Mark, Score, TotalResult,
        read_back,
    },
    stay::{AssessmentDue, ChartedAssessment, StayState},
};
use contract::{
    AnswerView, AssessmentForm, AssessmentView, AssessmentsView, FormAlert, FormItem, FormItemKind, FormTile,
    TotalView,
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
    /// Whether it is to be asked who the patient is.
    pub(super) identify: bool,
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
            identify: self.identify,
            unable_reasons: folded.policy.unable_reasons().to_vec(),
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
            forms: tiles(&self.directory.forms, folded, &begun, self.now.at()),
            history: made
                .iter()
                .rev()
                .take(HISTORY)
                .map(|made| self.assessment(made, &folded.state, &whereabouts))
                .collect(),
            in_all: count(made.len()),
            fluid: crate::fluids::days(folded, &self.now),
        })
    }

    fn assessment(
        &self,
        charted: &ChartedAssessment,
        state: &StayState,
        whereabouts: &Whereabouts,
    ) -> AssessmentView {
        let ChartedAssessment { by, made, at, mark, amends: _, late, clock_doubtful } = charted;
        let form = self.directory.forms.find(&made.pin.url).map(|form| &**form);
        let (charter, auth) = by.charter();
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
            by: self.directory.charter(by),
            role: self.directory.role(&charter),
            auth,
            countersigned: self.countersigned(state, &by.id),
            mark: self.mark(mark),
            moved_here: made.moved_from.is_some(),
            moved_by: self.moved_by(by),
            identified: shared::identified_words(
                state.confirmed.get(&by.id),
                auth,
                made.moved_from.is_some(),
            ),
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

/// Every form that is offered, and one that is not any more while it is due or begun: what is due first, then as a ward
/// looks for them.
fn tiles(forms: &Forms, folded: &Folded, begun: &BTreeSet<String>, now: UtcMillis) -> Vec<FormTile> {
    let due = folded.state.assessments_due(now);
    let of = |url: &str| due.iter().position(|due| due.form == url);
    let withdrawn = due.iter().map(|due| due.form.as_str()).chain(begun.iter().map(String::as_str));
    let withdrawn: BTreeSet<&str> = withdrawn.filter(|url| !forms.offers(url)).collect();
    let mut tiles: Vec<(usize, FormTile)> = forms
        .offered()
        .chain(withdrawn.into_iter().filter_map(|url| forms.find(url)))
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
