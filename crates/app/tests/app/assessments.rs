//! Assessments through the door: opened, keyed, saved, corrected, moved, read back by whoever has another version.

use crate::support::*;
use clinical::{
    FactId, StayId, TakenAt,
    form::{Draft, Given},
    news2::Response,
    staff::Role,
    stay::{Stage, TaskKind},
    vitals::UnableReason,
};
use contract::{
    AssessmentForm, AssessmentSaved, AssessmentView, CallError, Code, FillAssessment, Filled, FormTile, Mark,
    Reply, Request, SaveAssessment, TakenChoice,
};

/// One minute, in milliseconds.
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const NEURO: &str = "urn:wardlight:questionnaire:neuro";
pub(crate) const GLUCOSE: &str = "urn:wardlight:questionnaire:glucose";
pub(crate) const SKIN: &str = "urn:wardlight:questionnaire:skin";
pub(crate) const WEIGHT: &str = "urn:wardlight:questionnaire:weight-height";

pub(crate) fn open_for(
    device: &Device,
    stay: StayId,
    form: &str,
    amends: Option<FactId>,
) -> Result<AssessmentForm, CallError> {
    match device.call(Request::OpenAssessment { stay, form: form.into(), amends })? {
        Reply::Assessment(form) => Ok(*form),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn open(device: &Device, stay: StayId, form: &str) -> AssessmentForm {
    open_for(device, stay, form, None).unwrap()
}

pub(crate) fn chosen(code: &str) -> Given {
    Given::Chosen(vec![code.into()])
}

pub(crate) fn typed(text: &str) -> Given {
    Given::Typed(text.into())
}

pub(crate) fn keyed_into(form: &AssessmentForm, given: &[(&str, Given)]) -> Draft {
    let given = given.iter().map(|(link, given)| ((*link).to_owned(), given.clone()));
    let mut draft = form.draft.clone();
    draft.given.extend(given);
    draft
}

pub(crate) fn fill(device: &Device, form: &AssessmentForm, draft: Draft) -> Result<Filled, CallError> {
    let (id, stay, amends) = (form.id, form.banner.stay, form.amends);
    let taken = TakenChoice::At(form.now);
    match device.call(Request::FillAssessment(Box::new(FillAssessment { id, stay, draft, taken, amends })))? {
        Reply::Filled(filled) => Ok(*filled),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn to_save(form: &AssessmentForm, draft: Draft) -> SaveAssessment {
    SaveAssessment {
        id: form.id,
        stay: form.banner.stay,
        bed_shown: form.bed.clone(),
        bed_confirmed: false,
        draft,
        taken: if form.amends.is_some() { TakenChoice::AsBefore } else { TakenChoice::At(form.now) },
        amends: form.amends,
        identified: None,
        reason: String::new(),
    }
}

pub(crate) fn try_save(device: &Device, asked: SaveAssessment) -> Result<AssessmentSaved, CallError> {
    match device.call(Request::SaveAssessment(Box::new(asked)))? {
        Reply::AssessmentSaved(saved) => Ok(*saved),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn assess(device: &Device, stay: StayId, form: &str, given: &[(&str, Given)]) -> AssessmentSaved {
    let form = open(device, stay, form);
    let draft = keyed_into(&form, given);
    try_save(device, to_save(&form, draft)).unwrap()
}

pub(crate) fn coma(eyes: &str, verbal: &str, motor: &str) -> [(&'static str, Given); 3] {
    [("eyes", chosen(eyes)), ("verbal", chosen(verbal)), ("motor", chosen(motor))]
}

pub(crate) fn glucose(number: &str) -> [(&'static str, Given); 3] {
    [("meter", chosen("number")), ("glucose", typed(number)), ("swallow", Given::Yes(true))]
}

/// Time passes, and the nurse keys her PIN again.
pub(crate) fn later(device: &Device, minutes: i64) {
    device.clock.pass(minutes * MINUTE);
    device.sign_in(person(Role::Nurse));
}

pub(crate) fn tile(device: &Device, stay: StayId, form: &str) -> FormTile {
    device.patient(stay).assessments.forms.into_iter().find(|tile| tile.form == form).unwrap()
}

pub(crate) fn history(device: &Device, stay: StayId) -> Vec<AssessmentView> {
    device.patient(stay).assessments.history
}

pub(crate) fn words(form: &AssessmentView, label: &str) -> String {
    form.answers.iter().find(|answer| answer.label == label).map_or_else(String::new, |a| a.words.clone())
}

#[test]
fn every_form_can_be_opened_and_shows_what_it_is_and_nothing_chosen() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let tiles = device.patient(stay).assessments.forms;
    assert_eq!(tiles.len(), 14);
    for tile in tiles {
        let form = open(&device, stay, &tile.form);
        assert_eq!((form.title.as_str(), form.bed.as_str()), (tile.title.as_str(), "A1"));
        assert!(!form.source.is_empty() && form.draft.given.is_empty() && !form.filled.begun);
        assert!(form.filled.problems.is_empty() && form.filled.checks.is_empty(), "{}", form.title);
        assert!(
            form.filled.totals.iter().all(|total| total.words.starts_with("at least")),
            "{:?}",
            form.filled
        );
        assert!(tile.last.is_none() && tile.due.is_none() && !tile.draft);
    }
    assert_eq!(open_for(&device, stay, "urn:none", None).unwrap_err().code, Code::NotFound);
}

#[test]
fn keying_shows_what_is_asked_next_what_is_wrong_and_what_it_would_raise_and_saves_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, GLUCOSE);
    let place = |link: &str| form.items.iter().position(|item| item.link == link).unwrap();
    let shown = |filled: &Filled, link: &str| filled.shown.contains(&u32::try_from(place(link)).unwrap());
    assert!(!shown(&form.filled, "glucose"), "the number is asked for once the meter shows one");
    let number = fill(&device, &form, keyed_into(&form, &[("meter", chosen("number"))])).unwrap();
    assert!(shown(&number, "glucose") && !shown(&number, "swallow"));
    let low = fill(&device, &form, keyed_into(&form, &glucose("2.8")[..2])).unwrap();
    assert!(shown(&low, "swallow"));
    assert_eq!((low.totals[0].words.as_str(), low.totals[0].band.as_str()), ("2.8", "Low"));
    assert_eq!(low.alerts[0].level, Response::UrgentWardBased);
    assert_eq!(low.missing, ["swallow"]);
    assert!(low.checks.iter().all(|check| check.message.ends_with('?')));
    let wrong = fill(&device, &form, keyed_into(&form, &glucose("2.85"))).unwrap();
    assert_eq!(wrong.problems[0].field, "glucose");
    assert!(wrong.problems[0].message.contains("one decimal"), "{:?}", wrong.problems);
    assert_eq!(wrong.totals[0].words, "at least 0.1", "a field that is wrong counts as missing, never as 0");
    let page = device.patient(stay);
    assert_eq!((page.assessments.in_all, page.episodes.len()), (0, 0));
    assert!(tile(&device, stay, GLUCOSE).draft);
}

#[test]
fn a_flat_battery_loses_nothing_that_was_keyed() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, NEURO);
    let draft = keyed_into(&form, &coma("e3", "v4", "m6"));
    fill(&device, &form, draft.clone()).unwrap();
    device.clock.pass(5 * MINUTE);
    let device = device.restarted_with_nurse();
    let again = open(&device, stay, NEURO);
    assert_eq!((again.id, &again.draft, again.started), (form.id, &draft, Some(form.now)));
    assert!(device.form(stay).draft.is_none(), "it is no draft of a set");
    assert!(open(&device, stay, GLUCOSE).draft.given.is_empty(), "nor of another form");
    let saved =
        try_save(&device, SaveAssessment { taken: TakenChoice::At(form.now), ..to_save(&again, draft) });
    let saved = saved.unwrap();
    assert_eq!(saved.totals[0].words, "13");
    assert!(open(&device, stay, NEURO).draft.given.is_empty(), "a saved form is no draft any more");
    device.sign_in(other_nurse());
    let others = open(&device, stay, NEURO);
    fill(&device, &others, keyed_into(&others, &[("eyes", chosen("e1"))])).unwrap();
    device.sign_in(person(Role::Nurse));
    assert!(open(&device, stay, NEURO).draft.given.is_empty(), "nobody is offered another's draft");
}

#[test]
fn a_coma_score_that_falls_raises_an_episode_as_it_is_saved_and_another_device_sees_it() {
    let server = Server::new();
    let (nurse, sister) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    sister.sign_in(person(Role::NurseInCharge));
    let stay = nurse.admit("Adeyemi", "A1");
    let first = assess(&nurse, stay, NEURO, &coma("e4", "v5", "m6"));
    assert_eq!((first.totals[0].words.as_str(), first.episode), ("15", None));
    later(&nurse, 10);
    let form = open(&nurse, stay, NEURO);
    let eyes = form.items.iter().find(|item| item.link == "eyes").unwrap();
    assert!(!eyes.before.is_empty(), "last time stands beside the choices");
    let draft = keyed_into(&form, &coma("e3", "v4", "m5"));
    let preview = fill(&nurse, &form, draft.clone()).unwrap();
    let saved = try_save(&nurse, to_save(&form, draft)).unwrap();
    assert_eq!((&saved.totals, &saved.alerts), (&preview.totals, &preview.alerts), "previewed is saved");
    assert!(saved.alerts.iter().any(|alert| alert.words.contains("fallen by 2")), "{:?}", saved.alerts);
    let raised = saved.episode.expect("raised at the moment of saving");
    assert_eq!((raised.level, raised.stage), (Response::Urgent, Stage::Raised));
    assert!(raised.words.contains("GCS has fallen by 2"), "no score raised it: {}", raised.words);
    assert!(raised.story.iter().any(|line| line.words.contains("GCS has fallen by 2")), "{:?}", raised.story);
    assert!(saved.nobody_told_ring.as_deref().is_some_and(|ring| ring.contains("4312")), "no server: ring");
    server.sync(&nurse.app);
    server.sync(&sister.app);
    assert_eq!(sister.rows(stay)[0].alert.as_ref().map(|alert| alert.episode), Some(raised.id));
    let read = &history(&sister, stay)[0];
    assert_eq!(read.totals, saved.totals);
    assert_eq!(words(read, "Eye opening"), "To sound");
    assert_eq!(words(read, "Fall in GCS since last time"), "3");
}

#[test]
fn a_part_that_cannot_be_tested_leaves_no_total() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, NEURO);
    let reason = form.items.iter().find(|item| item.link == "verbal").unwrap().not_testable[0].clone();
    let draft = keyed_into(
        &form,
        &[("eyes", chosen("e4")), ("verbal", Given::NotTestable(reason.code)), ("motor", chosen("m6"))],
    );
    let saved = try_save(&device, to_save(&form, draft)).unwrap();
    assert!(saved.totals[0].words.starts_with("no total"), "{:?}", saved.totals);
    assert!(words(&history(&device, stay)[0], "Verbal response").starts_with("Not testable: "));
}

#[test]
fn a_required_answer_or_a_reason_is_asked_for_and_too_unwell_is_an_emergency() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, NEURO);
    let empty = try_save(&device, to_save(&form, form.draft.clone())).unwrap_err();
    assert_eq!(empty.code, Code::Invalid);
    let part = keyed_into(&form, &[("eyes", chosen("e2"))]);
    let refused = try_save(&device, to_save(&form, part.clone())).unwrap_err();
    let fields: Vec<&str> = refused.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["verbal", "motor"]);
    let with_reason = Draft { unable: Some(UnableReason::TooUnwell), ..part };
    let saved = try_save(&device, to_save(&form, with_reason)).unwrap();
    assert_eq!(saved.totals[0].words, "at least 4");
    assert_eq!(saved.episode.unwrap().level, Response::Emergency);
}

#[test]
fn a_form_is_saved_once_for_the_patient_and_the_bed_it_was_opened_for() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (stay, other) = (device.admit("Adeyemi", "A1"), device.admit("Byrne", "A2"));
    let form = open(&device, stay, NEURO);
    let asked = to_save(&form, keyed_into(&form, &coma("e4", "v5", "m6")));
    let wrong = SaveAssessment { stay: other, ..asked.clone() };
    assert_eq!(try_save(&device, wrong).unwrap_err().code, Code::Invalid);
    device.done(Request::MoveBed { stay, to: place("B1") });
    assert_eq!(try_save(&device, asked.clone()).unwrap_err().code, Code::BedChanged);
    let confirmed = SaveAssessment { bed_confirmed: true, ..asked };
    let saved = try_save(&device, confirmed.clone()).unwrap();
    assert_eq!(try_save(&device, confirmed.clone()).unwrap().fact, saved.fact);
    assert_eq!(device.patient(stay).assessments.in_all, 1, "saving twice stores one");
    let draft = keyed_into(&form, &coma("e1", "v5", "m6"));
    assert_eq!(
        try_save(&device, SaveAssessment { draft, ..confirmed }).unwrap_err().code,
        Code::AlreadyChanged
    );
}

#[test]
fn when_it_is_due_again_is_a_task_and_a_finding_that_is_taken_back_has_to_be_repeated_now() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.done(Request::LookAfter { stay, on: true });
    let low = assess(&device, stay, GLUCOSE, &glucose("3.1"));
    assert_eq!(low.next_due, Some(device.now().plus_minutes(10)));
    let kinds = |device: &Device| -> Vec<TaskKind> {
        match device.call(Request::Tasks).unwrap() {
            Reply::Tasks(view) => view.tasks.iter().map(|task| task.id.kind).collect(),
            other => panic!("{other:?}"),
        }
    };
    assert!(kinds(&device).contains(&TaskKind::Assess));
    assert_eq!(tile(&device, stay, GLUCOSE).due, low.next_due);
    assert_eq!(device.patient(stay).assessments.forms[0].form, GLUCOSE, "what is due stands first");
    device.done(Request::Undo { fact: low.fact, stay });
    assert!(kinds(&device).contains(&TaskKind::RepeatAssessment));
    assert!(tile(&device, stay, GLUCOSE).repeat);
    assert_eq!(device.patient(stay).episodes[0].stage, Stage::Raised, "and nothing closes the episode");
    device.clock.pass(MINUTE);
    assess(&device, stay, GLUCOSE, &[("meter", chosen("number")), ("glucose", typed("7.2"))]);
    assert!(!tile(&device, stay, GLUCOSE).repeat);
}

#[test]
fn a_corrected_assessment_keeps_its_time_and_the_old_one_stays_in_sight() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = assess(&device, stay, GLUCOSE, &glucose("31.0")[..2]);
    later(&device, 20);
    let form = open_for(&device, stay, GLUCOSE, Some(first.fact)).unwrap();
    assert_eq!(
        form.draft.given.get("glucose"),
        Some(&typed("31.0")),
        "what was answered is there to be put right"
    );
    let mut asked = to_save(&form, keyed_into(&form, &glucose("3.1")));
    asked.reason = "mis-keyed".into();
    let corrected = try_save(&device, asked).unwrap();
    let [now, was] = &history(&device, stay)[..] else { panic!("two") };
    let (now, was) = if now.fact == corrected.fact { (now, was) } else { (was, now) };
    assert_eq!((was.fact, now.taken), (first.fact, was.taken));
    assert!(matches!(&was.mark, Mark::Amended(by) if by.reason == "mis-keyed"));
    assert_eq!(corrected.episode.unwrap().level, Response::UrgentWardBased);
    let again = open_for(&device, stay, GLUCOSE, Some(first.fact)).unwrap_err();
    assert_eq!(again.code, Code::AlreadyChanged);
    device.done(Request::EnterInError { fact: corrected.fact, stay, reason: "another meter".into() });
    assert!(history(&device, stay).iter().all(|made| !matches!(made.mark, Mark::Current)));
}

#[test]
fn an_assessment_of_the_wrong_patient_is_moved_at_its_own_time_and_raises_there() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (wrong, right) = (device.admit("Adeyemi", "A1"), device.admit("Byrne", "A2"));
    assess(&device, right, NEURO, &coma("e4", "v5", "m6"));
    device.clock.pass(MINUTE);
    let fact = assess(&device, wrong, NEURO, &coma("e4", "v4", "m5")).fact;
    let taken = history(&device, wrong)[0].taken;
    later(&device, 10);
    let reason = "the beds were swapped".to_owned();
    let moved = device.call(Request::MoveToPatient { fact, stay: wrong, to: right, reason }).unwrap();
    let Reply::AssessmentSaved(moved) = moved else { panic!("{moved:?}") };
    assert!(moved.alerts.iter().any(|a| a.words.contains("fallen by 2")), "held against this patient's last");
    let (here, there) = (&history(&device, wrong)[0], &history(&device, right)[0]);
    assert!(matches!(here.mark, Mark::Moved(_)) && there.moved_here);
    assert_eq!((there.taken, there.fact), (taken, moved.fact));
    assert_eq!(
        device.patient(right).episodes[0].raised_at,
        match taken {
            TakenAt::At(stamp) => stamp.utc,
            TakenAt::NotRecorded => panic!("it has a time"),
        }
    );
    device.done(Request::Undo { fact: moved.fact, stay: right });
    assert!(matches!(history(&device, wrong)[0].mark, Mark::Current), "undone, it stands where it was");
}

#[test]
fn recording_is_refused_to_nobody_and_shows_nothing_of_last_time_under_a_lock() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    assess(&device, stay, NEURO, &coma("e4", "v5", "m6"));
    device.clock.pass(MINUTE);
    device.done(Request::Lock);
    let form = open(&device, stay, NEURO);
    assert!(form.items.iter().all(|item| item.before.is_empty()));
    let draft = keyed_into(&form, &coma("e1", "v2", "m3"));
    let filled = fill(&device, &form, draft.clone()).unwrap();
    assert!(
        filled.derived.iter().all(|(link, words)| !link.ends_with("fall") || words.is_empty()),
        "a change since then tells of then"
    );
    let saved = try_save(&device, to_save(&form, draft)).unwrap();
    assert!(saved.flags.iter().any(|flag| flag.contains("countersigned")), "{:?}", saved.flags);
    assert!(saved.alerts.iter().any(|a| a.level == Response::Emergency), "it asks for help all the same");
    assert_eq!(saved.episode, None);
    device.sign_in(person(Role::Nurse));
    device.done(Request::Countersign { stay, fact: saved.fact });
    let countersigned = &history(&device, stay)[0].countersigned;
    assert!(countersigned.starts_with("Nurse Okafor, "), "{countersigned}");
    for role in Role::ALL.into_iter().filter(|role| *role != Role::System) {
        device.sign_in(person(role));
        let low = assess(&device, stay, GLUCOSE, &glucose("2.1"));
        assert!(!low.alerts.is_empty(), "{role:?}");
    }
}
