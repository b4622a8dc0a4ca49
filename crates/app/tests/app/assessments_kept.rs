//! What assessments say of one another and of other versions: fluid, values worked out, answers that a form no longer has.

use crate::{assessments::*, support::*};
use app::authoring::Authored;
use clinical::{
    StayId,
    entry::EntryBody,
    form::{Answer, Answered, Answers, Assessment, Coded, ContentHash, FormResult, Pin, fluid},
    staff::{AuthLevel, Role},
};
use contract::{Code, Mark};

#[test]
fn body_mass_index_asks_for_the_height_that_is_missing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, WEIGHT);
    let weight = [("weight", typed("72.5")), ("weight-how", chosen("measured"))];
    let asks = fill(&device, &form, keyed_into(&form, &weight)).unwrap();
    assert!(asks.derived[0].1.to_lowercase().contains("height"), "{:?}", asks.derived);
    let mut both = weight.to_vec();
    both.push(("height", typed("170")));
    assert_eq!(fill(&device, &form, keyed_into(&form, &both)).unwrap().derived[0].1, "25.1 kg/m²");
}

#[test]
fn fluid_runs_from_seven_to_seven_and_an_output_nobody_measured_is_not_nought() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let drink = |ml: &str| {
        [
            ("direction", chosen("in")),
            ("kind-in", chosen("oral")),
            ("how", chosen("measured")),
            ("volume", typed(ml)),
        ]
    };
    let first = assess(&device, stay, fluid::FORM, &drink("1200")).fluid.unwrap();
    assert_eq!((first.intake.as_str(), first.output.as_str()), ("1,200 ml", "not recorded"));
    assert_eq!(first.balance, "not known", "no output is not an output of 0");
    assert_eq!((first.until.utc.0 - first.from.utc.0) / MINUTE, 24 * 60);
    let passed = [("direction", chosen("out")), ("kind-out", chosen("urine")), ("how", chosen("unmeasured"))];
    device.clock.pass(MINUTE);
    let second = assess(&device, stay, fluid::FORM, &passed).fluid.unwrap();
    assert_eq!((second.output.as_str(), second.balance.as_str()), ("at least 0 ml", "+1,200 ml or lower"));
    later(&device, 5);
    let form = open(&device, stay, fluid::FORM);
    let again = fill(&device, &form, keyed_into(&form, &passed)).unwrap();
    assert!(again.checks.iter().any(|check| check.code == "same_void"), "one void, charted twice? {again:?}");
    later(&device, 24 * 60);
    let days = device.patient(stay).assessments.fluid;
    assert_eq!(days.len(), 1, "today has no entry; yesterday's are shown as yesterday's");
    assert_eq!(days[0].from, first.from);
}

fn coded(code: &str) -> Coded {
    Coded { code: code.into(), label: format!("The option {code}") }
}

/// A form filled in under a version that this device does not have.
fn made(form: &str, version: &str, given: &[(&str, Answer)]) -> Assessment {
    let answered = |(link, answer): &(&str, Answer)| {
        ((*link).to_owned(), Answered { label: format!("The question {link}"), answer: answer.clone() })
    };
    Assessment {
        pin: Pin { url: form.into(), version: version.into(), hash: ContentHash([9; 32]) },
        title: "As it was called then".into(),
        answers: given.iter().map(answered).collect::<Answers>(),
        unable: None,
        result: FormResult::default(),
        confirmed: Vec::new(),
        moved_from: None,
        charted_there: None,
    }
}

fn author(device: &Device, stay: StayId, n: u16, at: clinical::UtcMillis, made: Assessment) {
    let authored = Authored {
        stay,
        id: numbered(n),
        taken_at: Some(at),
        recorded_at: at,
        author: person(Role::Nurse),
        auth: AuthLevel::Pin,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: String::new(),
        body: EntryBody::Assessment(Box::new(made)),
    };
    device.app.author("test", &[authored]).unwrap();
}

#[test]
fn an_answer_to_an_option_or_a_form_that_is_gone_is_shown_with_what_it_said() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let old = [("risk", Answer::Chosen(vec![coded("very-high")])), ("odour", Answer::Text("none".into()))];
    author(&device, stay, 60, device.now(), made(SKIN, "0", &old));
    author(&device, stay, 61, device.now(), made("urn:another:form", "7", &old));
    let history = history(&device, stay);
    let known = history.iter().find(|made| made.form == SKIN).unwrap();
    assert!(known.note.contains("version 0"), "{}", known.note);
    let answer = |label: &str| known.answers.iter().find(|answer| answer.label == label).unwrap();
    assert_eq!(answer("The question risk").words, "The option very-high");
    assert!(answer("The question risk").gone && answer("The question odour").gone);
    let unknown = history.iter().find(|made| made.form == "urn:another:form").unwrap();
    assert!(unknown.note.contains("does not have this form") && !unknown.can_correct);
    assert_eq!(unknown.answers.len(), 2);
    // Corrected under the version that is in force: what is gone is asked for again, and nothing is saved unseen.
    let form = open_for(&device, stay, SKIN, Some(known.fact)).unwrap();
    assert!(form.notice.contains("has changed"), "{}", form.notice);
    let problems: Vec<&str> = form.filled.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert!(problems.contains(&"risk") && problems.contains(&"odour"), "{problems:?}");
    assert_eq!(try_save(&device, to_save(&form, form.draft.clone())).unwrap_err().code, Code::Invalid);
}

#[test]
fn a_draft_of_another_version_is_kept_and_not_saved_unseen() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = open(&device, stay, NEURO);
    let mut draft = keyed_into(&form, &coma("e4", "v5", "m6"));
    draft.pin.version = "0".into();
    let refused = fill(&device, &form, draft.clone()).unwrap_err();
    assert_eq!(refused.code, Code::AlreadyChanged);
    assert!(refused.message.contains("what you keyed is kept"), "{}", refused.message);
    assert_eq!(try_save(&device, to_save(&form, draft.clone())).unwrap_err().code, Code::AlreadyChanged);
    let again = open(&device, stay, NEURO);
    assert_eq!(again.draft.given, draft.given);
    assert!(again.notice.contains("has changed"));
    assert!(try_save(&device, to_save(&again, again.draft.clone())).is_ok(), "looked over, it is saved");
}

#[test]
fn two_devices_that_corrected_one_assessment_apart_both_show_both_versions() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    let first = assess(&a, stay, GLUCOSE, &glucose("3.1")).fact;
    server.sync(&a.app);
    server.sync(&b.app);
    for (device, number) in [(&a, "3.3"), (&b, "3.6")] {
        server.cut(&device.app);
        let form = open_for(device, stay, GLUCOSE, Some(first)).unwrap();
        try_save(device, to_save(&form, keyed_into(&form, &glucose(number)))).unwrap();
    }
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let page = device.patient(stay);
        let disputed = page.assessments.history.iter().filter(|made| made.mark == Mark::Disputed).count();
        assert_eq!(disputed, 2);
        assert_eq!(page.conflicts.len(), 1);
        assert_eq!(page.conflicts[0].versions.len(), 2, "{:?}", page.conflicts);
    }
}
