//! What may be recorded, and what is said of it first.

use super::*;
use crate::{
    samples::{NOW, form, set},
    screens::observe::{draft::Act, score_panel::level, taken::Taken},
    widgets::mark::Level,
    words::observe::{self, Before},
};
use clinical::{
    news2::NotApplicable,
    vitals::{Breathing, Consciousness, UnableReason},
};

pub(crate) fn keyed(resps: &str, rest: &str) -> Draft {
    let digits = |draft: Draft, text: &str| {
        text.bytes().fold(draft, |draft, digit| draft.apply(Act::Digit(digit - b'0'), NOW))
    };
    let draft = digits(Draft::new(), resps);
    if rest.is_empty() {
        return draft;
    }
    let draft = digits(draft, "96").apply(Act::Breathe(Breathing::Air), NOW);
    let draft = digits(draft, &format!("12478{rest}")).apply(Act::Level(Consciousness::Alert), NOW);
    digits(draft, "372")
}

fn judge(draft: &Draft, form: &FormView) -> Review {
    review(draft, form, NOW)
}

#[test]
fn a_whole_set_is_saved_with_the_score_that_was_shown() {
    let review = judge(&keyed("18", "88"), &form(Vec::new()));
    let Step::Save(vitals) = &review.step else { panic!("{:?}", review.step) };
    assert_eq!(news2::score(vitals, Scale::One, Applicability::Applies), review.outcome);
    assert!(matches!(review.outcome, Outcome::Complete { total: 0, .. }));
}

#[test]
fn an_empty_form_saves_nothing() {
    let review = judge(&Draft::new(), &form(Vec::new()));
    assert_eq!(review.step, Step::Nothing);
    assert_eq!(review.unexplained.len(), 7);
}

#[test]
fn missing_signs_need_a_reason_and_one_is_enough() {
    let draft = keyed("26", "");
    let form = form(Vec::new());
    let review = judge(&draft, &form);
    assert_eq!(review.step, Step::AskWhyMissing);
    assert!(matches!(review.outcome, Outcome::Incomplete { at_least: 3, .. }));
    let explained = judge(&draft.apply(Act::UnableRest(UnableReason::TooUnwell), NOW), &form);
    assert!(matches!(explained.step, Step::Save(_)));
    assert!(explained.too_unwell && !review.too_unwell);
    assert_eq!(level(explained.too_unwell, &explained.outcome), Level::Three, "whatever the floor");
    assert_eq!(observe::bare_score(&explained), "≥3");
    assert_eq!(observe::score(&explained, Before::First), "Too unwell to measure: emergency. At least 3");
    let other = judge(&draft.apply(Act::UnableRest(UnableReason::Equipment), NOW), &form);
    assert!(!other.too_unwell);
}

#[test]
fn an_unusual_value_is_asked_about_once_and_the_answer_goes_with_the_set() {
    let form = form(Vec::new());
    let draft = keyed("18", "172");
    let Step::Ask(question) = judge(&draft, &form).step else { panic!("172 is not usual") };
    assert_eq!(question.field, Field::Pulse);
    let kept = draft.apply(Act::Keep(vec![question.code(), "jump:spo2".into()]), NOW);
    let Step::Save(vitals) = judge(&kept, &form).step else { panic!("it was answered") };
    assert_eq!(kept_answers(&kept, &vitals, &form), ["unusual:pulse"]);
}

#[test]
fn what_cannot_be_is_corrected_before_anything_is_asked() {
    let draft = keyed("18", "172").apply(Act::Focus(Field::Diastolic), NOW);
    let draft = draft.apply(Act::Digit(1), NOW).apply(Act::Digit(3), NOW).apply(Act::Digit(0), NOW);
    let review = judge(&draft, &form(Vec::new()));
    assert!(
        matches!(review.step, Step::Correct(ref e) if e.code == ErrorCode::PressureOrder),
        "{:?}",
        review.step
    );
}

#[test]
fn a_withdrawn_set_is_no_set_to_compare_with() {
    let last = vitals::parse(&keyed("18", "88").keyed(false)).unwrap();
    let withdrawn = Mark::Undone(contract::MarkedBy { name: "A".into(), at: NOW, reason: String::new() });
    let struck = form(vec![set(last.clone(), withdrawn)]);
    assert!(matches!(judge(&keyed("18", "88"), &struck).step, Step::Save(_)));
    assert_eq!(
        (total_before(&struck, &Draft::new()), before(&struck, &Draft::new(), Field::Pulse).is_none()),
        (None, true)
    );
    let stands = form(vec![set(last, Mark::Current)]);
    let review = judge(&keyed("18", "88"), &stands);
    assert!(
        matches!(review.step, Step::Ask(ref q) if q.field == Field::Set),
        "nearly all as before: measured now?"
    );
    assert_eq!(
        (total_before(&stands, &Draft::new()), before(&stands, &Draft::new(), Field::Pulse).map(|b| b.1)),
        (Some(0), Some(88))
    );
}

#[test]
fn a_set_is_held_against_those_taken_before_it_and_not_against_a_newer_one() {
    let vitals = |pulse| vitals::parse(&keyed("18", pulse).keyed(false)).unwrap();
    let newer = SetView {
        taken: TakenAt::At(clinical::Stamp { utc: NOW.plus_minutes(-5), offset_minutes: 60 }),
        ..set(vitals("95"), Mark::Current)
    };
    let form = form(vec![newer, set(vitals("88"), Mark::Current)]);
    let pulse = |taken| {
        let draft = keyed("18", "88").apply(Act::Taken(taken), NOW);
        before(&form, &draft, Field::Pulse).map(|found| found.1)
    };
    let an_hour_ago = NOW.plus_minutes(-60);
    assert_eq!(pulse(Taken::Now), Some(95));
    assert_eq!(pulse(Taken::At(an_hour_ago)), Some(88));
    assert_eq!(pulse(Taken::Ago { minutes: 60, at: an_hour_ago }), Some(88));
    assert_eq!(pulse(Taken::At(NOW.plus_minutes(-300))), None);
    // A draft that is gone on with is of its first key, and a correction of the set that it corrects.
    let mut resumed = keyed("18", "88");
    resumed.first_key = Some(an_hour_ago);
    assert_eq!(before(&form, &resumed, Field::Pulse).map(|found| found.1), Some(88));
    let amends = Some(SetView {
        taken: TakenAt::At(clinical::Stamp { utc: an_hour_ago, offset_minutes: 60 }),
        ..set(vitals("70"), Mark::Current)
    });
    let amend = FormView { amends, ..form.clone() };
    let correction = Draft::amending(&vitals("70"), None);
    assert_eq!(before(&amend, &correction, Field::Pulse).map(|found| found.1), Some(88));
    let late = keyed("18", "88").apply(Act::Taken(Taken::At(an_hour_ago)), NOW);
    assert_eq!(
        (judge(&late, &form).total_before, total_before(&form, &keyed("18", "88"))),
        (Some(0), Some(1))
    );
}

#[test]
fn a_late_set_and_a_correction_each_ask_why() {
    let plain = form(Vec::new());
    let at = NOW.plus_minutes(-61);
    let late = keyed("18", "88").apply(Act::Taken(Taken::At(at)), NOW);
    assert_eq!(judge(&late, &plain).step, Step::AskWhyLate);
    let told = late.apply(Act::Reason("Written on paper first".into()), NOW);
    assert!(matches!(judge(&told, &plain).step, Step::Save(_)));

    let last = vitals::parse(&keyed("18", "88").keyed(false)).unwrap();
    let amend = FormView { amends: Some(set(last.clone(), Mark::Current)), ..form(Vec::new()) };
    let draft = Draft::amending(&last, None);
    assert_eq!(judge(&draft, &amend).step, Step::AskWhyCorrected);
    assert!(matches!(
        judge(&draft.apply(Act::Reason("Keyed wrongly".into()), NOW), &amend).step,
        Step::Save(_)
    ));
}

#[test]
fn a_scale_in_dispute_shows_both_scores() {
    let mut form = form(Vec::new());
    form.scale.disputed = true;
    let review = judge(&keyed("18", "88"), &form);
    assert!(review.other_scale.is_some());
}

#[test]
fn a_child_is_recorded_without_a_score() {
    let form = FormView { not_applicable: Some(NotApplicable::Under16), ..form(Vec::new()) };
    let review = judge(&keyed("18", "88"), &form);
    assert!(matches!(review.outcome, Outcome::NotApplicable { .. }));
    assert!(matches!(review.step, Step::Save(_)));
}

#[test]
fn a_recheck_is_saved_with_one_sign_and_gives_no_score_of_its_own() {
    let last = vitals::parse(&keyed("18", "88").keyed(false)).unwrap();
    let form = form(vec![set(last, Mark::Current)]);
    let empty = Draft::rechecking(form.previous[0].fact);
    assert_eq!(judge(&empty, &form).step, Step::Nothing);
    let focused = empty.apply(Act::Focus(Field::Spo2), NOW);
    let keyed = "97".bytes().fold(focused, |draft, digit| draft.apply(Act::Digit(digit - b'0'), NOW));
    let review = judge(&keyed, &form);
    let Step::Save(vitals) = &review.step else { panic!("{:?}", review.step) };
    assert_eq!(vitals.recheck_problems(), []);
    assert_eq!(review.unexplained, [], "the other signs are not missing");
    assert_eq!(observe::bare_score(&review), "–");
    assert_eq!(observe::score(&review, Before::First), observe::recheck_state());
}
