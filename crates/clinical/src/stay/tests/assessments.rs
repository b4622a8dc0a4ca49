//! Assessments in the fold: what they raise, hold and withdraw, and when each form is due again (safety rules 2, 4, 5 and
//! 12).

use super::{acts::*, build::*};
use crate::{
    entry::{EntryBody, Withdrawal},
    form::{Draft, Key, assess, shipped},
    monitoring::ObservationsStop,
    news2::Response,
    staff::Role,
    stay::{AssessmentDue, Stage, TaskKind, Why},
    vitals::UnableReason,
};

fn low(n: u8, minutes: i64) -> crate::entry::Entry {
    assessed(n, minutes, "glucose", Some(Response::UrgentWardBased), "glucose")
}

fn due(entries: &[crate::entry::Entry], minutes: i64) -> Vec<AssessmentDue> {
    state(entries).assessments_due(minute(minutes))
}

#[test]
fn a_finding_opens_an_episode_in_the_forms_words_and_a_better_form_does_not_close_it() {
    let raised = episode(&stay([low(3, 30), assessed(4, 40, "glucose", None, "")]), 41);
    assert_eq!((raised.id, raised.level, raised.stage), (id(3), Response::UrgentWardBased, Stage::Raised));
    assert_eq!(alerts(&raised), [(Why::Finding, 30)]);
    assert_eq!(raised.alerts[0].words, "glucose: Get help.");
    assert_eq!(raised.triggers[0].finding.as_deref(), Some("glucose: Get help."));
    assert!(raised.sepsis.is_none(), "a finding of a form does not ask about infection");
    let calm = assessed(3, 30, "skin", Some(Response::WardBased), "damage");
    assert!(episodes(&stay([calm]), 31).is_empty(), "what stays with the ward raises no episode");
}

#[test]
fn a_finding_joins_the_episode_that_a_set_raised_and_each_is_held_against_its_own_last_time() {
    let entries = stay([scoring(3, 0, 1), scoring(4, 30, 7), low(5, 32), scoring(6, 34, 7), low(7, 36)]);
    let one = episode(&entries, 37);
    assert_eq!(alerts(&one), [(Why::HigherBand, 30), (Why::Finding, 32)], "neither is raised twice");
    assert_eq!(one.level, Response::Emergency);
    assert_eq!(one.triggers.len(), 4);
}

#[test]
fn a_higher_level_another_finding_and_every_further_fall_raise_again() {
    let first = || assessed(3, 30, "neuro", Some(Response::Urgent), "gcs");
    let then = |next| alerts(&episode(&stay([first(), next]), 36)).len();
    assert_eq!(then(assessed(4, 35, "neuro", Some(Response::Urgent), "gcs")), 1);
    assert_eq!(then(assessed(4, 35, "neuro", Some(Response::Emergency), "gcs")), 2);
    assert_eq!(then(assessed(4, 35, "neuro", Some(Response::Urgent), "pupils")), 2);
    let fell = |n, minutes| {
        made_with(assessed(n, minutes, "neuro", Some(Response::Urgent), "drop"), |made| {
            made.result.alerts[0].since_last = true;
        })
    };
    assert_eq!(alerts(&episode(&stay([fell(3, 30), fell(4, 35)]), 36)).len(), 2, "it fell, and fell again");
}

#[test]
fn no_improvement_is_asked_of_the_form_that_raised_it_and_not_of_the_score() {
    let raised = [scoring(3, 0, 1), low(4, 30), accepted(10, 31, &[4]), attended(11, 32, &[4])];
    let with_calm_score = stay(raised.clone().into_iter().chain([scoring(5, 80, 0)]));
    assert_eq!(alerts(&episode(&with_calm_score, 92)).last(), Some(&(Why::NoImprovement, 92)));
    let better = stay(raised.into_iter().chain([assessed(5, 80, "glucose", None, "")]));
    assert_eq!(alerts(&episode(&better, 300)), [(Why::Finding, 30)]);
}

#[test]
fn taking_back_a_finding_closes_nothing_and_demands_a_repeat_now() {
    let back = [low(3, 30), withdrawal(4, 35, Withdrawal::EnteredInError, &[3])];
    let open = episode(&stay(back.clone()), 36);
    assert!(open.is_open());
    assert_eq!(open.taken_back[0].trigger, id(3));
    let found = due(&stay(back.clone()), 36);
    assert_eq!(found.len(), 1);
    assert!(found[0].repeat);
    assert_eq!((found[0].about, found[0].overdue_at), (id(3), minute(35)));
    let tasks = state(&stay(back.clone())).tasks(minute(36));
    let repeat = tasks.iter().find(|task| task.id.kind == TaskKind::RepeatAssessment).unwrap();
    assert_eq!(repeat.words, "Repeat now, it was taken back: glucose");
    let again = stay(back.clone().into_iter().chain([assessed(5, 40, "glucose", None, "")]));
    assert!(!due(&again, 41)[0].repeat, "done again since");
    let earlier = stay(back.into_iter().chain([written(assessed(5, 20, "glucose", None, ""), 40)]));
    assert!(due(&earlier, 41)[0].repeat, "one from before says nothing of then");
}

#[test]
fn an_amendment_that_asks_for_less_demands_a_repeat_and_leaves_the_episode_open() {
    let eased = over(assessed(4, 30, "glucose", None, ""), &[3]);
    let entries = stay([low(3, 30), written(eased, 50)]);
    assert!(episode(&entries, 51).is_open());
    let found = due(&entries, 51);
    assert!(found[0].repeat, "the corrected version is no second look at the patient");
    let worse = over(assessed(4, 30, "glucose", Some(Response::Emergency), "glucose"), &[3]);
    assert!(!due(&stay([low(3, 30), written(worse, 50)]), 51)[0].repeat);
}

#[test]
fn an_incomplete_form_never_makes_its_next_due_later() {
    let part = |n, minutes| {
        made_with(assessed(n, minutes, "neuro", None, ""), |made| made.unable = Some(UnableReason::Declined))
    };
    let full = |n, minutes| assessed(n, minutes, "neuro", None, "");
    assert_eq!(due(&stay([full(3, 0)]), 10)[0].due_at, minute(30));
    assert_eq!(due(&stay([full(3, 0), part(4, 20)]), 25)[0].due_at, minute(30));
    assert_eq!(due(&stay([full(3, 0), full(4, 20)]), 25)[0].due_at, minute(50));
    assert_eq!(due(&stay([full(3, 0), full(4, 20)]), 25)[0].overdue_at, minute(60));
    assert_eq!(due(&stay([part(3, 0)]), 25)[0].due_at, minute(30), "it is due though it was never complete");
    let ahead = stay([full(3, 0), full(4, 300)]);
    assert_eq!(
        due(&ahead, 25)[0].due_at,
        minute(30),
        "one whose time is still to come counts when it has come"
    );
    assert_eq!(due(&ahead, 301)[0].due_at, minute(330));
}

#[test]
fn while_observations_are_stopped_no_form_is_due_but_what_was_taken_back() {
    let stop = entry(
        9,
        60,
        EntryBody::ObservationsStop(ObservationsStop::Stopped {
            reason: "end_of_life".into(),
            role: Role::NurseInCharge,
        }),
    );
    let stopped = stay([assessed(3, 0, "pain", None, ""), stop]);
    assert_eq!(due(&stopped, 90), []);
    let taken_back = withdrawal(5, 70, Withdrawal::EnteredInError, &[4]);
    let urgent = assessed(4, 10, "pain", Some(Response::WardBased), "rest");
    let back = stay(stopped.into_iter().skip(2).chain([urgent, taken_back]));
    assert!(due(&back, 90)[0].repeat);
}

#[test]
fn a_coma_score_that_falls_by_two_raises_though_a_tube_keeps_it_from_being_a_total() {
    let neuro = shipped::SHIPPED.iter().find(|form| form.name == "neuro").unwrap();
    let form = crate::form::Definition::parse(neuro.json).unwrap();
    let draft = |eyes: &str, verbal: Key, motor: &str| {
        let tapped = |code: &str| Key::Tapped(code.into());
        let draft = Draft::new(&form).after(&form, "eyes", tapped(eyes));
        draft.after(&form, "verbal", verbal).after(&form, "motor", tapped(motor))
    };
    let tube = || Key::NotTestable("tube".into());
    let before = assess(&form, &draft("e4", tube(), "m6"), &[]).unwrap();
    let now = assess(&form, &draft("e4", tube(), "m4"), &[&before]).unwrap();
    let put = |n, minutes, made| entry(n, minutes, EntryBody::Assessment(Box::new(made)));
    let raised = episode(&stay([put(3, 0, before), put(4, 30, now)]), 31);
    assert!(raised.alerts.iter().any(|alert| alert.words.contains("motor response has fallen by 2")));
}
