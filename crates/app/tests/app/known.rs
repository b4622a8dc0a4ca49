//! Allergies and pregnancy, recorded at the bedside: seen everywhere, united, corrected with a reason, gating the score.

use crate::support::*;
use clinical::{
    FactId, StayId,
    entry::Allergies,
    news2::{NotApplicable, Outcome},
    staff::Role,
};
use contract::{
    AllergiesAsked, CallError, Code, Decide, Decision, DecisionKind, FlagKind, Request, ScoreView,
};

/// Time for one act to be later than another, and too short for a lock, in milliseconds.
const A_MOMENT: i64 = 20_000;
const UNSCORED: Outcome = Outcome::NotApplicable { reason: NotApplicable::Pregnancy };

fn pass(device: &Device) {
    device.clock.pass(A_MOMENT);
    device.done(Request::StillHere);
}

fn decide(device: &Device, stay: StayId, decision: Decision, reason: &str) -> Result<(), CallError> {
    pass(device);
    let asked = Decide { stay, decision, reason: reason.into() };
    device.call(Request::Decide(Box::new(asked))).map(drop)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn known(add: &[&str], remove: &[&str]) -> Decision {
    Decision::Allergies(AllergiesAsked::Known { add: names(add), remove: names(remove) })
}

fn none_known(remove: &[&str]) -> Decision {
    Decision::Allergies(AllergiesAsked::NoneKnown { remove: names(remove) })
}

/// The list in the banner, in the order of the alphabet.
fn list(device: &Device, stay: StayId) -> Option<Allergies> {
    let page = device.patient(stay);
    assert_eq!(page.banner.allergies, device.rows(stay)[0].banner.clone().unwrap().allergies);
    page.banner.allergies.map(|all| match all {
        Allergies::Known(mut names) => {
            names.sort();
            Allergies::Known(names)
        }
        Allergies::NoneKnown => Allergies::NoneKnown,
    })
}

fn disputed(device: &Device, stay: StayId) -> Vec<String> {
    device.patient(stay).conflicts.into_iter().map(|conflict| conflict.about).collect()
}

/// Two tablets with one patient, a nurse at the one and the sister at the other.
fn two(server: &Server) -> (Device, Device, StayId) {
    let (nurse, sister) = (Device::with_nurse(server, 1), Device::enrolled(server, 2));
    sister.sign_in(person(Role::NurseInCharge));
    let stay = nurse.admit("Adeyemi", "A1");
    meet(server, &nurse, &sister);
    (nurse, sister, stay)
}

fn meet(server: &Server, one: &Device, other: &Device) {
    for device in [one, other, one] {
        server.sync(&device.app);
    }
}

#[test]
fn allergies_recorded_at_one_bedside_stand_in_every_header_with_who_asked() {
    let server = Server::new();
    let (nurse, sister, stay) = two(&server);
    assert_eq!(list(&sister, stay), None, "nobody has asked");
    decide(&nurse, stay, none_known(&[]), "").unwrap();
    meet(&server, &nurse, &sister);
    assert_eq!(list(&sister, stay), Some(Allergies::NoneKnown));
    decide(&nurse, stay, known(&[" Penicillin: rash ", "penicillin: RASH"], &[]), "").unwrap();
    meet(&server, &nurse, &sister);
    for device in [&nurse, &sister] {
        assert_eq!(list(device, stay), Some(Allergies::Known(names(&["Penicillin: rash"]))));
        let page = device.patient(stay);
        assert!(page.flags.iter().any(|flag| flag.kind == FlagKind::Allergy), "{:?}", page.flags);
        let line = page.standing.decisions.iter().find(|d| d.kind == DecisionKind::Allergies).unwrap();
        assert_eq!(line.words, "Allergies: Penicillin: rash");
        assert!(line.by.contains("Nurse Okafor"), "{line:?}");
        assert_eq!(page.conflicts, [], "the later list replaces the earlier");
    }
    assert!(nurse.audit().contains(&("record_allergies".to_owned(), Some(stay))));
    for nothing in [known(&[], &["Penicillin: rash"]), known(&["  "], &[])] {
        let refused = decide(&nurse, stay, nothing, "mistaken").unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "nothing said is not the same as none known");
    }
}

#[test]
fn two_lists_written_apart_are_united_and_what_somebody_added_meanwhile_is_not_taken_out_unseen() {
    let server = Server::new();
    let (nurse, sister, stay) = two(&server);
    decide(&nurse, stay, known(&["Penicillin"], &[]), "").unwrap();
    decide(&sister, stay, known(&["Latex", "PENICILLIN"], &[]), "").unwrap();
    meet(&server, &nurse, &sister);
    let united = |device: &Device| match list(device, stay) {
        Some(Allergies::Known(names)) => names.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    for device in [&nurse, &sister] {
        assert_eq!(united(device), ["latex", "penicillin"]);
        assert_eq!(disputed(device, stay), ["Allergies"]);
    }
    let stale = decide(&sister, stay, none_known(&["Penicillin"]), "asked again").unwrap_err();
    assert_eq!(stale.code, Code::AlreadyChanged, "{stale:?}");
    assert!(!stale.message.to_lowercase().contains("latex"), "an error carries no patient data");
    decide(&sister, stay, known(&["Nuts"], &[]), "").unwrap();
    meet(&server, &nurse, &sister);
    for device in [&nurse, &sister] {
        assert_eq!(united(device), ["latex", "nuts", "penicillin"]);
        assert_eq!(disputed(device, stay), [""; 0], "whoever writes next settles it");
    }
}

#[test]
fn an_allergy_is_taken_out_with_a_reason_by_whoever_wrote_it_or_may_correct_a_colleague() {
    let server = Server::new();
    let (nurse, sister, stay) = two(&server);
    nurse.sign_in(person(Role::HealthcareAssistant));
    decide(&nurse, stay, known(&["Eggs"], &[]), "").unwrap();
    decide(&nurse, stay, none_known(&["eggs"]), "misheard: she dislikes them").unwrap();
    assert_eq!(list(&nurse, stay), Some(Allergies::NoneKnown), "one's own is one's own to put right");
    meet(&server, &nurse, &sister);
    decide(&sister, stay, known(&["Penicillin", "Latex"], &[]), "").unwrap();
    meet(&server, &nurse, &sister);
    let both = Some(Allergies::Known(names(&["Latex", "Penicillin"])));
    for decision in [known(&[], &["Latex"]), none_known(&["Latex", "Penicillin"])] {
        let refused = decide(&nurse, stay, decision, "she says not").unwrap_err();
        assert_eq!(refused.code, Code::NotAllowed);
        assert!(refused.message.contains("Ask a registered nurse"), "{}", refused.message);
    }
    let why = decide(&sister, stay, known(&[], &["Latex"]), "  ").unwrap_err();
    assert_eq!((why.code, why.fields[0].field.as_str()), (Code::Invalid, "reason"));
    assert_eq!(list(&nurse, stay), both, "nothing was changed");
    decide(&nurse, stay, known(&["Nuts"], &[]), "").unwrap();
    meet(&server, &nurse, &sister);
    decide(&sister, stay, known(&[], &["latex"]), "tested negative").unwrap();
    meet(&server, &nurse, &sister);
    for device in [&nurse, &sister] {
        assert_eq!(list(device, stay), Some(Allergies::Known(names(&["Nuts", "Penicillin"]))));
        assert_eq!(device.patient(stay).standing.allergies.len(), 2);
    }
}

#[test]
fn a_pregnancy_recorded_elsewhere_leaves_the_open_set_without_a_score_on_both_devices() {
    let server = Server::new();
    let (nurse, sister, stay) = two(&server);
    let before = nurse.record(stay, well());
    assert!(matches!(before.outcome, Outcome::Complete { total: 0, .. }));
    meet(&server, &nurse, &sister);
    // Of two sets in one minute the worse would be the status.
    for device in [&nurse, &sister].repeat(4) {
        pass(device);
    }
    let open = sister.form(stay);
    assert_eq!(open.not_applicable, None);
    decide(&nurse, stay, Decision::Pregnancy(true), "").unwrap();
    pass(&sister);
    meet(&server, &nurse, &sister);
    let saved = sister.try_record(Device::filled(&open, ill())).unwrap();
    assert_eq!(saved.outcome, UNSCORED);
    assert!(saved.response.contains("MEWS"), "it says why, and which chart to use: {}", saved.response);
    meet(&server, &nurse, &sister);
    for device in [&nurse, &sister] {
        let page = device.patient(stay);
        let set = |fact: FactId| page.sets.iter().find(|set| set.fact == fact).unwrap();
        assert_eq!(set(saved.fact).outcome, UNSCORED);
        assert_eq!(set(before.fact).outcome, before.outcome, "what was charted is not erased");
        assert_eq!(set(before.fact).no_longer_applies, Some(NotApplicable::Pregnancy));
        assert_eq!(page.status.score, ScoreView::NotApplicable { reason: NotApplicable::Pregnancy });
        assert_eq!(device.form(stay).not_applicable, Some(NotApplicable::Pregnancy));
        let line = page.standing.decisions.iter().find(|d| d.kind == DecisionKind::Pregnancy).unwrap();
        assert_eq!(line.words, "Pregnant or recently pregnant");
    }
    assert!(nurse.audit().contains(&("record_pregnancy".to_owned(), Some(stay))));
}

#[test]
fn a_pregnancy_ends_when_somebody_says_so_and_one_said_of_the_wrong_patient_is_taken_back() {
    let server = Server::new();
    let (nurse, sister, stay) = two(&server);
    decide(&nurse, stay, Decision::Pregnancy(true), "").unwrap();
    decide(&sister, stay, Decision::Pregnancy(false), "").unwrap();
    meet(&server, &nurse, &sister);
    for device in [&nurse, &sister] {
        assert_eq!(disputed(device, stay), ["Pregnancy"]);
        assert_eq!(device.form(stay).not_applicable, Some(NotApplicable::Pregnancy), "until it is settled");
    }
    decide(&nurse, stay, Decision::Pregnancy(false), "").unwrap();
    pass(&nurse);
    assert!(matches!(nurse.record(stay, well()).outcome, Outcome::Complete { total: 0, .. }));
    decide(&nurse, stay, Decision::Pregnancy(true), "").unwrap();
    assert_eq!(nurse.record(stay, ill()).outcome, UNSCORED);
    nurse.sign_in(person(Role::HealthcareAssistant));
    let offered = nurse.patient(stay).take_back;
    assert!(offered.iter().all(|of| !of.words.contains("pregnant")), "{offered:?}");
    nurse.sign_in(person(Role::Nurse));
    let offered = nurse.patient(stay).take_back;
    let fact = offered.iter().find(|of| of.words.starts_with("Pregnant")).unwrap().fact;
    nurse.done(Request::TakeBack { stay, fact, reason: "it was the next bed".into() });
    let page = nurse.patient(stay);
    assert!(matches!(page.status.score, ScoreView::Complete { total: 9, .. }), "{:?}", page.status.score);
    assert_eq!(nurse.form(stay).not_applicable, None);
}
