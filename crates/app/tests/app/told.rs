//! What is said of an alert after a save: what the entry is to it, since when it waits, and whom to ring first.

use crate::support::*;
use clinical::{
    FactId,
    escalation::{Concern, ConcernFrom, EscalationAct},
    news2::Response,
    staff::Role,
    stay::Stage,
    vitals::Vitals,
};
use contract::{ActAsked, EpisodeView, Escalate, RaiseConcern, Reply, Request};

/// One minute, in milliseconds.
const MINUTE: i64 = 60_000;

/// NEWS2 5, by one sign of 3 and one of 2.
fn poorly() -> Vitals {
    keyed(|draft| {
        draft.respiration = "25".into();
        draft.spo2 = "92".into();
    })
}

/// NEWS2 11.
fn worse() -> Vitals {
    keyed(|draft| {
        draft.respiration = "25".into();
        draft.spo2 = "92".into();
        draft.pulse = "112".into();
        draft.temperature = "39.2".into();
        draft.systolic = "95".into();
    })
}

fn accept(device: &Device, stay: clinical::StayId, seen: &EpisodeView) {
    let act = ActAsked::Act(EscalationAct::Accepted { who: String::new() });
    let seen = Escalate { stay, episode: seen.id, seen: seen.seen.clone(), act, reason: String::new() };
    device.call(Request::Escalate(Box::new(seen))).unwrap();
}

#[test]
fn a_correction_of_the_set_that_raised_an_alert_says_what_becomes_of_that_alert() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    // What it was, what it is now, and what is true of the alert then.
    let cases = [
        (ill(), ill(), "The alert waits for an answer."),
        (ill(), worse(), "The alert waits for an answer."),
        (poorly(), ill(), "It asks for more now: the alert is raised again."),
        (ill(), poorly(), "It asks for less now. The alert waits for an answer."),
        (ill(), well(), "It asks for less now. The alert waits for an answer."),
    ];
    for (n, (was, is, said)) in cases.into_iter().enumerate() {
        let stay = device.admit(&format!("Patient {n}"), "A1");
        let raised = device.record(stay, was);
        let alert = raised.episode.unwrap();
        device.clock.pass(MINUTE);
        let corrected = device.amend(stay, raised.fact, is).unwrap();
        let now = corrected.episode.unwrap_or_else(|| panic!("case {n}: an alert that stands is shown"));
        assert_eq!(
            (now.id, now.raised_at, now.stage),
            (alert.id, alert.raised_at, Stage::Raised),
            "case {n}"
        );
        let [words] = now.beside.as_slice() else { panic!("case {n}: {:?}", now.beside) };
        let begins = words.starts_with("This corrects what raised the alert of ");
        assert!(begins && words.ends_with(said), "case {n}: {words}");
        // A correction of the correction is one of the same set still.
        let again = device.amend(stay, corrected.fact, ill()).unwrap().episode.unwrap();
        assert!(again.beside[0].starts_with("This corrects what raised"), "case {n}: {:?}", again.beside);
    }
}

#[test]
fn a_correction_after_somebody_accepted_says_whether_the_alert_waits_again() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    for (n, is) in [ill(), worse(), well()].into_iter().enumerate() {
        let stay = device.admit(&format!("Patient {n}"), "A1");
        device.sign_in(person(Role::Nurse));
        let raised = device.record(stay, ill());
        device.sign_in(person(Role::Doctor));
        accept(&device, stay, &raised.episode.unwrap());
        device.clock.pass(MINUTE);
        device.sign_in(person(Role::Nurse));
        let now = device.amend(stay, raised.fact, is).unwrap().episode.unwrap();
        let waits = matches!(now.stage, Stage::Raised | Stage::Told);
        assert_eq!(now.beside[0].ends_with("The alert waits for an answer."), waits, "case {n}: {now:?}");
        assert_eq!(now.beside[0].ends_with("until somebody closes it."), !waits, "case {n}");
    }
}

#[test]
fn a_score_that_was_corrected_is_not_said_again_of_the_alert_that_it_raised() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record(stay, ill()).fact;
    device.clock.pass(MINUTE);
    device.amend(stay, first, poorly()).unwrap();
    device.clock.pass(MINUTE);
    let next = device.record(stay, poorly()).episode.unwrap();
    assert!(next.beside[0].starts_with("An earlier alert of "), "{:?}", next.beside);
}

#[test]
fn a_correction_of_a_later_set_still_belongs_to_the_alert_that_an_earlier_one_raised() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    device.clock.pass(MINUTE);
    let second = device.record(stay, ill()).fact;
    let corrected = device.amend(stay, second, worse()).unwrap().episode.unwrap();
    assert!(corrected.beside[0].starts_with("An earlier score of 9 at "), "{:?}", corrected.beside);
    // Who was told of a later one that asks for less is to hear that by a call of its own.
    let later = device.record(stay, ill()).fact;
    device.clock.pass(MINUTE);
    let eased = device.amend(stay, later, well()).unwrap().episode.unwrap();
    let [open] = eased.beside.as_slice() else { panic!("{:?}", eased.beside) };
    assert!(open.starts_with("An earlier score of 9 at "), "{open}");
    // And of a calm one, which raised nothing, the alert is its own.
    let other = device.admit("Brown", "A2");
    let calm = device.record(other, well()).fact;
    device.clock.pass(MINUTE);
    let own = device.amend(other, calm, ill()).unwrap().episode.unwrap();
    assert!(own.beside.is_empty(), "{:?}", own.beside);
}

#[test]
fn a_higher_level_has_its_own_clock_and_the_wait_for_an_answer_keeps_the_older_one() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let urgent = device.record(stay, poorly()).episode.unwrap();
    assert_eq!((urgent.level, urgent.level_since, urgent.waiting_since), (Response::Urgent, None, None));
    device.clock.pass(7 * MINUTE);
    device.sign_in(person(Role::Nurse));
    let at = device.now();
    let emergency = device.record(stay, ill()).episode.unwrap();
    assert_eq!(emergency.level, Response::Emergency);
    assert_eq!(emergency.raised_at, urgent.raised_at);
    assert_eq!(emergency.level_since, Some(at), "an emergency since now");
    assert_eq!(emergency.waiting_since, Some(urgent.raised_at), "and nobody has answered since the first");

    // Once somebody has answered, nobody waits; a rise after that waits since the rise.
    let other = device.admit("Brown", "A2");
    device.record(other, poorly());
    device.sign_in(person(Role::Doctor));
    accept(&device, other, &device.patient(other).episodes[0]);
    assert_eq!(device.patient(other).episodes[0].waiting_since, None);
    device.clock.pass(7 * MINUTE);
    device.sign_in(person(Role::Nurse));
    let at = device.now();
    let raised = device.record(other, ill()).episode.unwrap();
    assert_eq!((raised.level_since, raised.waiting_since), (Some(at), None), "one time for both");
    assert_eq!(raised.stage, Stage::Raised);
}

#[test]
fn whom_to_ring_is_one_list_an_emergency_first_and_every_number_once() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let ring = |episode: &EpisodeView| episode.ask.as_ref().unwrap().ring.clone();
    let urgent = device.record(stay, poorly());
    let own_first = "Nurse in charge, ext. 4312\nWard doctor: bleep the ward doctor through switchboard, 0";
    assert_eq!(urgent.nobody_told_ring.as_deref(), Some(own_first), "she is nearer");
    assert_eq!(ring(&urgent.episode.unwrap()), own_first);
    device.clock.pass(MINUTE);
    let emergency = device.record(stay, ill());
    assert_eq!(emergency.nobody_told_ring.as_deref(), Some(RING));
    assert_eq!(ring(&emergency.episode.unwrap()), RING);
    // Nobody answers, and it climbs to the emergency call.
    device.clock.pass(12 * MINUTE);
    device.sign_in(person(Role::Nurse));
    let climbed = ring(&device.patient(stay).episodes[0]);
    assert_eq!(climbed, "Medical emergency team: 2222\nNurse in charge, ext. 4312");

    // Somebody worried is told of the ward's own before there is an alert.
    let other = device.admit("Brown", "A2");
    let Reply::Concern(form) = device.call(Request::OpenConcern { stay: other }).unwrap() else { panic!() };
    assert_eq!(form.ring, "Nurse in charge, ext. 4312");
    let concern = Concern { from: ConcernFrom::Family, words: String::new(), signs: [].into() };
    let id = FactId::from_bytes([77; 16]);
    let asked = RaiseConcern { id, stay: other, concern, identified: None };
    let Reply::Episode(raised) = device.call(Request::RaiseConcern(Box::new(asked))).unwrap() else {
        panic!()
    };
    assert_eq!((ring(&raised).as_str(), raised.beside.len()), (own_first, 0));
}
