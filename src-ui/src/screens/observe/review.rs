//! What stands between the draft and Save, and the live score. The score is `clinical`'s, the one that is stored.

use super::draft::{Draft, number_of};
use clinical::{
    TakenAt, UtcMillis,
    news2::{self, Applicability, Outcome, Scale},
    oxygen::{self, Beside},
    vitals::{self, ErrorCode, Field, FieldError, Sign, SoftCheck, UnableReason, Vitals},
};
use contract::{FormView, Mark, SetView};

/// The draft as it would be judged now.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The score of what was keyed so far.
    pub outcome: Outcome,
    /// A sign cannot be had because the patient is too unwell: an emergency, whatever the floor (safety rule 2).
    pub too_unwell: bool,
    /// Under the other scale, while two people have decided differently (safety rule 7).
    pub other_scale: Option<Outcome>,
    /// The last complete total before it, for "was 3".
    pub total_before: Option<u8>,
    /// Soft checks that wait for an answer, most urgent first.
    pub questions: Vec<SoftCheck>,
    /// Every field that cannot be right.
    pub wrong: Vec<FieldError>,
    /// How it lies against the oxygen that is prescribed. To think about, not to be answered.
    pub beside: Option<Beside>,
    /// Signs with neither a value nor a reason.
    pub unexplained: Vec<Sign>,
    /// It is one sign, measured again.
    pub recheck: bool,
    /// What Save would do.
    pub step: Step,
}

impl Review {
    /// Whether the score is the same, with all that is said of it.
    pub fn scores_as(&self, other: &Self) -> bool {
        let rest = |of: &Self| (of.too_unwell, of.total_before, of.recheck);
        rest(self) == rest(other) && self.outcome == other.outcome && self.other_scale == other.other_scale
    }
}

/// What pressing Save would do now.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing is keyed.
    Nothing,
    /// Go to a field that cannot be right.
    Correct(FieldError),
    /// Ask why signs are missing.
    AskWhyMissing,
    /// Put a soft check's question.
    Ask(SoftCheck),
    /// Ask why it is entered so late.
    AskWhyLate,
    /// Ask why it is corrected.
    AskWhyCorrected,
    /// Save this set.
    Save(Box<Vitals>),
}

/// Judges the draft.
pub fn review(draft: &Draft, form: &FormView, now: UtcMillis) -> Review {
    let applicability = form.not_applicable.map_or(Applicability::Applies, Applicability::DoesNotApply);
    let so_far = draft.keyed(true).so_far();
    let score = |scale| news2::score(&so_far, scale, applicability);
    let mut questions = vitals::check(&so_far, &recent(form, draft), &form.bedside);
    questions.retain(|question| !draft.confirmed.contains(&question.code()));

    let recheck = draft.rechecks().is_some();
    let keyed = draft.keyed(false);
    let (mut parsed, mut errors) = match vitals::parse(&keyed) {
        Ok(vitals) => (Some(vitals), Vec::new()),
        Err(errors) => (None, errors),
    };
    if recheck {
        // The other signs are not missing: they stand in the set.
        errors.retain(|error| error.code != ErrorCode::NeedsReason);
        if errors.is_empty() {
            parsed = Some(keyed.so_far());
        }
    }
    let (missing, wrong): (Vec<_>, Vec<_>) =
        errors.into_iter().partition(|e| matches!(e.code, ErrorCode::NeedsReason | ErrorCode::Empty));
    let unexplained = Sign::ALL
        .into_iter()
        .filter(|sign| !recheck && !draft.has(*sign) && draft.reason_for(*sign).is_none())
        .collect();
    let step = step(draft, form, now, (parsed, &wrong, !missing.is_empty()), &questions);
    Review {
        outcome: score(form.scale.scale),
        total_before: total_before(form, draft),
        too_unwell: Sign::ALL
            .into_iter()
            .any(|sign| !draft.has(sign) && draft.reason_for(sign) == Some(&UnableReason::TooUnwell)),
        other_scale: form.scale.disputed.then(|| score(other(form.scale.scale))),
        questions,
        wrong,
        beside: form
            .oxygen
            .as_ref()
            .and_then(|of| oxygen::beside(of.target, &of.limits, so_far.spo2, so_far.oxygen.as_ref())),
        unexplained,
        recheck,
        step,
    }
}

fn step(
    draft: &Draft,
    form: &FormView,
    now: UtcMillis,
    (parsed, wrong, missing): (Option<Vitals>, &[FieldError], bool),
    questions: &[SoftCheck],
) -> Step {
    if draft.is_untouched() {
        return Step::Nothing;
    }
    if let Some(error) = wrong.first() {
        return Step::Correct(error.clone());
    }
    if let Some(question) = questions.first() {
        return Step::Ask(question.clone());
    }
    if missing {
        return Step::AskWhyMissing;
    }
    let taken = draft.taken.resolve(draft.first_key).unwrap_or(now);
    let late = form.amends.is_none() && now.minutes_since(taken) > i64::from(form.bedside.late_after_minutes);
    let no_reason = draft.reason.trim().is_empty();
    match parsed {
        Some(_) if form.amends.is_some() && no_reason => Step::AskWhyCorrected,
        Some(_) if late && no_reason => Step::AskWhyLate,
        Some(vitals) => Step::Save(Box::new(vitals)),
        None => Step::AskWhyMissing,
    }
}

const fn other(scale: Scale) -> Scale {
    match scale {
        Scale::One => Scale::Two,
        Scale::Two => Scale::One,
    }
}

/// The sets that stand, newest first: neither withdrawn nor corrected by a later one.
pub fn standing(form: &FormView) -> impl Iterator<Item = &SetView> {
    form.previous.iter().filter(|set| matches!(set.mark, Mark::Current | Mark::Disputed))
}

/// Those of them that were not taken after this one: after the time that the nurse says, the first key of a draft that is gone on with,
/// or the set that is corrected.
pub fn earlier<'a>(form: &'a FormView, draft: &Draft) -> impl Iterator<Item = &'a SetView> + use<'a> {
    let taken = |set: &SetView| match set.taken {
        TakenAt::At(stamp) => Some(stamp.utc),
        TakenAt::NotRecorded => None,
    };
    let until = draft.taken.resolve(draft.first_key).or_else(|| form.amends.as_ref().and_then(taken));
    standing(form).filter(move |set| until.zip(taken(set)).is_none_or(|(until, taken)| taken <= until))
}

/// Sets before this one that a value is held against. The core sends as many and no more: a key costs the same however long
/// the patient has been here.
const RECENT: usize = 3;

/// The newest of the sets that stand.
fn recent<'a>(form: &'a FormView, draft: &Draft) -> Vec<&'a Vitals> {
    earlier(form, draft).take(RECENT).map(|set| &set.vitals).collect()
}

/// The last set before this one that recorded a field's number, and that number.
pub fn before<'a>(form: &'a FormView, draft: &Draft, field: Field) -> Option<(&'a SetView, i32)> {
    earlier(form, draft).find_map(|set| Some((set, number_of(&set.vitals, field)?)))
}

/// The last complete total before, for "was 3".
fn total_before(form: &FormView, draft: &Draft) -> Option<u8> {
    earlier(form, draft).find_map(|set| match &set.outcome {
        Outcome::Complete { total, .. } => Some(*total),
        _ => None,
    })
}

/// The soft checks that were asked and kept, for the record: those that the saved values still raise.
pub fn kept_answers(draft: &Draft, vitals: &Vitals, form: &FormView) -> Vec<String> {
    let raised = vitals::check(vitals, &recent(form, draft), &form.bedside);
    raised.iter().map(SoftCheck::code).filter(|code| draft.confirmed.contains(code)).collect()
}

#[cfg(test)]
pub(super) mod tests;
