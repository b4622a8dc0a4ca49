//! What stands over a stay is on its page and on every board, and what to say on the telephone is drafted from it.

use crate::support::*;
use clinical::{
    StayId,
    care::{Ceiling, CeilingLevel, Precaution, Resuscitation, Swallowing},
    escalation::{Concern, ConcernFrom, EscalationAct, Telling},
    monitoring::OffWard,
    staff::{Action, AuthLevel, Role, may},
    stay::Stage,
};
use contract::{
    ActAsked, Code, ConcernForm, Decide, Decision, DecisionKind, Escalate, FlagKind, RaiseConcern, Reply,
    Request,
};

fn decide(device: &Device, stay: StayId, decision: Decision) {
    let asked = Decide { stay, decision, reason: "as agreed on the round".into() };
    assert_eq!(device.call(Request::Decide(Box::new(asked))).unwrap(), Reply::Done);
}

fn open_concern(device: &Device, stay: StayId) -> ConcernForm {
    match device.call(Request::OpenConcern { stay }).unwrap() {
        Reply::Concern(form) => *form,
        other => panic!("{other:?}"),
    }
}

fn kinds(device: &Device, stay: StayId) -> Vec<FlagKind> {
    device.rows(stay)[0].flags.iter().map(|flag| flag.kind).collect()
}

#[test]
fn every_decision_is_a_flag_with_a_word_on_every_board_and_a_line_with_who_on_the_page() {
    let server = Server::new();
    let (doctor, sister) = (Device::with_nurse(&server, 1), Device::enrolled(&server, 2));
    let stay = doctor.admit("Adeyemi", "A1");
    doctor.record(stay, well());
    assert_eq!(kinds(&doctor, stay), []);
    doctor.sign_in(person(Role::Doctor));
    let by = || "Dr Lindqvist, consultant".to_owned();
    let review_on = chrono::NaiveDate::from_ymd_opt(2026, 11, 1);
    decide(
        &doctor,
        stay,
        Decision::Resuscitation(Resuscitation { attempt: false, decided_by: by(), review_on }),
    );
    decide(
        &doctor,
        stay,
        Decision::Ceiling(Ceiling {
            level: CeilingLevel::Ward,
            words: "antibiotics by mouth".into(),
            decided_by: by(),
            review_on: None,
        }),
    );
    decide(&doctor, stay, Decision::StopObservations { reason: "end_of_life".into() });
    decide(&doctor, stay, Decision::OffWard(OffWard::Away { place: "X-ray".into(), back_by: None }));
    decide(&doctor, stay, Decision::Precaution(Precaution::Swallowing(Swallowing::NilByMouth)));
    server.sync(&doctor.app);
    server.sync(&sister.app);
    sister.sign_in(person(Role::NurseInCharge));
    let all = [
        FlagKind::NotForResuscitation,
        FlagKind::Ceiling,
        FlagKind::ObservationsStopped,
        FlagKind::OffWard,
        FlagKind::Swallowing,
    ];
    assert_eq!(kinds(&sister, stay), all);
    let page = sister.patient(stay);
    assert_eq!(page.flags, sister.rows(stay)[0].flags, "the page and the board say the same");
    assert!(page.flags.iter().all(|flag| !flag.short.is_empty()), "{:?}", page.flags);
    let page = page.standing;
    let cpr = &page.decisions[0];
    assert_eq!((cpr.kind, cpr.words.as_str()), (DecisionKind::Resuscitation, "Not for resuscitation"));
    assert!(cpr.by.contains("Dr Lindqvist") && cpr.by.contains("Doctor Okafor"), "{}", cpr.by);
    assert!(cpr.review.ends_with("01-Nov-2026") && cpr.review_past, "{cpr:?}");
    assert_eq!(page.every_minutes, None, "no set is due");
    decide(&sister, stay, Decision::RestartObservations);
    decide(&sister, stay, Decision::OffWard(OffWard::Back));
    assert!(!kinds(&sister, stay).contains(&FlagKind::ObservationsStopped));
    assert!(!kinds(&sister, stay).contains(&FlagKind::OffWard));
    assert!(sister.patient(stay).standing.every_minutes.is_some());
}

#[test]
fn the_page_offers_whatever_the_signed_in_person_may_decide_and_nothing_else() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, well());
    let needs = [
        (DecisionKind::Resuscitation, Action::RecordTreatmentDecision),
        (DecisionKind::Ceiling, Action::RecordTreatmentDecision),
        (DecisionKind::Monitoring, Action::TightenMonitoring),
        (DecisionKind::RelaxMonitoring, Action::RelaxMonitoring),
        (DecisionKind::StopObservations, Action::StopObservations),
        (DecisionKind::OffWard, Action::RecordOffWard),
        (DecisionKind::Precaution, Action::RecordPrecaution),
        (DecisionKind::Allergies, Action::RecordAllergies),
        (DecisionKind::Pregnancy, Action::RecordPregnancy),
    ];
    for role in [Role::HealthcareAssistant, Role::Nurse, Role::NurseInCharge, Role::Doctor] {
        device.sign_in(person(role));
        let offered = device.patient(stay).standing.may;
        for (kind, action) in needs {
            let allowed = may(role, AuthLevel::Pin, action);
            assert_eq!(offered.contains(&kind), allowed, "{role:?} {kind:?}");
        }
    }
}

#[test]
fn what_to_say_on_the_telephone_is_there_while_the_alert_is_open() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let raised = *device.record(stay, ill()).episode.unwrap();
    let sbar = raised.sbar.as_ref().expect("drafted at the moment of saving");
    assert!(sbar.situation.contains("ADEYEMI") && sbar.situation.contains("NEWS2 9"), "{sbar:?}");
    assert!(sbar.background.contains("Allergies: not recorded"), "{sbar:?}");
    assert!(sbar.assessment.contains("SpO"), "{sbar:?}");
    let ask = raised.ask.as_ref().unwrap();
    assert!(sbar.recommendation.contains(&ask.label), "{sbar:?}");
    assert!(raised.words.contains("7 or more"), "{}", raised.words);
    let act = |seen: &contract::EpisodeView, act| {
        let asked = Escalate { stay, episode: seen.id, seen: seen.seen.clone(), act, reason: String::new() };
        match device.call(Request::Escalate(Box::new(asked))).unwrap() {
            Reply::Episode(episode) => *episode,
            other => panic!("{other:?}"),
        }
    };
    let someone_else = EscalationAct::Told {
        role: "emergency_team".into(),
        who: "call handler".into(),
        how: Telling::EmergencyCall,
    };
    assert_ne!(ask.role, "emergency_team");
    device.clock.pass(60_000);
    let told = act(&raised, ActAsked::Act(someone_else));
    assert_eq!(told.stage, Stage::Told, "one may tell another than the one asked for");
    device.clock.pass(60_000);
    let closed = act(&told, ActAsked::Act(EscalationAct::Closed { reason: "improved".into() }));
    assert_eq!(closed.sbar, None);
}

#[test]
fn the_concern_button_opens_under_a_lock_shows_nothing_of_how_the_patient_is_and_two_taps_are_one() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    device.done(Request::Lock);
    assert_eq!(device.call(Request::Patient { stay }).unwrap_err().code, Code::Locked);
    let form = open_concern(&device, stay);
    assert_eq!(form.banner.family, "Adeyemi");
    assert!(form.worries.iter().any(|worry| worry == "Looks unwell"), "{:?}", form.worries);
    assert!(!form.ring.is_empty(), "whom to ring is always said");
    let concern = Concern { from: ConcernFrom::Staff, words: form.worries[0].clone(), signs: [].into() };
    let raise = || RaiseConcern { id: form.id, stay, concern: concern.clone(), identified: None };
    for _ in 0..2 {
        assert_eq!(device.call(Request::RaiseConcern(Box::new(raise()))).unwrap(), Reply::Done);
    }
    device.sign_in(person(Role::Nurse));
    let story: Vec<String> =
        device.patient(stay).episodes.iter().flat_map(|e| e.story.clone()).map(|l| l.words).collect();
    assert_eq!(story.iter().filter(|words| words.contains("Looks unwell")).count(), 1, "{story:?}");
}
