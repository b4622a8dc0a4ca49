//! Taking back and putting right.

use crate::support::*;
use clinical::{
    entry::ScaleDecision,
    escalation::{EscalationAct, Telling},
    news2::{Outcome, Scale},
    staff::Role,
    stay::Stage,
    vitals::Breathing,
};
use contract::{ActAsked, Code, EpisodeView, Escalate, Mark, Reply, Request, Saved, ScoreView};

#[test]
fn an_undone_set_stays_in_sight_struck_through_and_asks_for_a_repeat() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let fact = device.record(stay, ill()).fact;
    device.done(Request::Undo { fact, stay });
    let page = device.patient(stay);
    assert!(matches!(&page.sets[0].mark, Mark::Undone(by) if by.reason == "undone at once"));
    assert!(page.status.repeat_now, "the set that had raised the status is gone: repeat now");
    device.done(Request::Undo { fact, stay });
    assert_eq!(device.patient(stay).sets_in_all, 1, "undoing twice is undoing once");
}

#[test]
fn undo_ends_when_it_was_said_to_and_is_the_authors_own() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let saved = device.record(stay, ill());
    device.sign_in(other_nurse());
    let undo = Request::Undo { fact: saved.fact, stay };
    assert_eq!(device.call(undo.clone()).unwrap_err().code, Code::NotAllowed, "somebody else's");
    device.sign_in(person(Role::Nurse));
    device.clock.pass(saved.undo_until.0 - device.now().0 + 3_000);
    device.call(Request::StillHere).unwrap();
    let error = device.call(undo).unwrap_err();
    assert_eq!(error.code, Code::NotAllowed);
    assert!(error.message.contains("entered in error"), "{}", error.message);
    assert!(matches!(device.patient(stay).sets[0].mark, Mark::Current));
}

#[test]
fn entered_in_error_needs_a_reason_and_a_right() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let fact = device.record(stay, ill()).fact;
    let mark = |reason: &str| Request::EnterInError { fact, stay, reason: reason.into() };
    assert_eq!(device.call(mark("  ")).unwrap_err().fields[0].field, "reason");
    device.sign_in(person(Role::HealthcareAssistant));
    assert_eq!(device.call(mark("wrong cuff")).unwrap_err().code, Code::NotAllowed, "another's entry");
    let own = device.record(stay, well()).fact;
    device.done(Request::EnterInError { fact: own, stay, reason: "wrong cuff".into() });
    device.sign_in(other_nurse());
    device.done(mark("equipment fault"));
    assert_eq!(device.call(mark("again")).unwrap_err().code, Code::AlreadyChanged);
    let page = device.patient(stay);
    let by: Vec<_> = page.sets.iter().map(|set| &set.mark).collect();
    assert!(matches!(by[..], [Mark::InError(_), Mark::InError(_)]));
    assert_eq!(page.status.score, ScoreView::None);
}

#[test]
fn a_corrected_set_keeps_its_time_and_the_old_one_stays_in_sight() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let first = device.record_taken(stay, ill(), 30);
    let corrected = device.amend(stay, first.fact, well()).unwrap();
    let page = device.patient(stay);
    assert_eq!(page.sets_in_all, 2);
    let of = |fact| page.sets.iter().find(|set| set.fact == fact).unwrap();
    assert_eq!(of(corrected.fact).taken, of(first.fact).taken);
    assert!(matches!(&of(first.fact).mark, Mark::Amended(by) if by.reason == "mis-keyed"));
    assert_eq!(page.status.score, ScoreView::Complete { total: 0, risk: clinical::news2::Risk::Low });
    let again = device.amend(stay, first.fact, ill()).unwrap_err();
    assert_eq!(again.code, Code::AlreadyChanged, "the old version is not what stands");
    assert!(device.amend(stay, corrected.fact, ill()).is_ok());
}

#[test]
fn two_devices_that_corrected_one_set_apart_both_show_both_versions() {
    let server = Server::new();
    let (a, b) = (Device::with_nurse(&server, 1), Device::with_nurse(&server, 2));
    let stay = a.admit("Adeyemi", "A1");
    let first = a.record(stay, ill()).fact;
    server.sync(&a.app);
    server.sync(&b.app);
    for device in [&a, &b] {
        server.cut(&device.app);
    }
    let by_a = a.amend(stay, first, well()).unwrap().fact;
    let by_b = b.amend(stay, first, keyed(|draft| draft.pulse = "95".into())).unwrap().fact;
    for device in [&a, &b, &a] {
        server.sync(&device.app);
    }
    for device in [&a, &b] {
        let page = device.patient(stay);
        assert_eq!(page.sets_in_all, 3);
        let disputed: Vec<_> =
            page.sets.iter().filter(|s| s.mark == Mark::Disputed).map(|s| s.fact).collect();
        assert!(disputed.contains(&by_a) && disputed.contains(&by_b), "{disputed:?}");
        assert_eq!(page.conflicts.len(), 1);
        assert_eq!(page.conflicts[0].versions.len(), 2);
        assert_eq!(device.rows(stay)[0].conflicts, page.conflicts);
    }
    let settle = Request::EnterInError { fact: by_b, stay, reason: "read off the wrong monitor".into() };
    a.done(settle);
    server.sync(&a.app);
    server.sync(&b.app);
    assert_eq!(b.patient(stay).sets.iter().filter(|s| s.mark.counts_here()).count(), 1);
}

trait Counts {
    fn counts_here(&self) -> bool;
}

impl Counts for Mark {
    fn counts_here(&self) -> bool {
        matches!(self, Mark::Current | Mark::Disputed)
    }
}

fn moved(reply: Reply) -> Saved {
    match reply {
        Reply::Saved(saved) => saved,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_set_of_another_patient_is_moved_at_its_own_time_and_alerts_there() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (wrong, right) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    device.sign_in(person(Role::Doctor));
    let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
    device.done(Request::DecideScale { stay: right, decision, reason: "COPD, blood gas".into() });
    device.sign_in(person(Role::Nurse));
    device.clock.pass(40 * 60_000);
    device.sign_in(person(Role::Nurse));
    let on_oxygen = keyed(|draft| {
        draft.oxygen = Some(Breathing::Oxygen);
        draft.device = "N".into();
    });
    let fact = device.record_taken(wrong, on_oxygen, 20).fact;
    let taken = device.patient(wrong).sets[0].taken;
    device.sign_in(person(Role::HealthcareAssistant));
    let request = |to| Request::MoveToPatient { fact, stay: wrong, to, reason: "beds swapped".into() };
    assert_eq!(device.call(request(wrong)).unwrap_err().code, Code::Invalid);
    let saved = moved(device.call(request(right)).unwrap());
    assert_eq!(saved.stay, right);
    assert!(
        matches!(saved.outcome, Outcome::Complete { total: 5, .. }),
        "scored under the other stay's scale"
    );
    let (here, there) = (device.patient(wrong), device.patient(right));
    assert!(matches!(&here.sets[0].mark, Mark::Moved(by) if by.reason == "beds swapped"));
    assert!(there.sets[0].moved_here);
    assert_eq!(there.sets[0].taken, taken, "at its own time");
    assert_eq!(there.status.since, taken.utc(), "and the board says since then");
    let [raised] = there.episodes.as_slice() else { panic!("{:?}", there.episodes) };
    assert_eq!((raised.id, raised.stage, raised.total), (saved.fact, Stage::Raised, Some(5)));
    assert_eq!(Some(raised.raised_at), taken.utc(), "raised as of its own time, not of the move");
    let alert = device.rows(right)[0].alert.clone().unwrap();
    assert_eq!((alert.episode, Some(alert.raised_at)), (saved.fact, taken.utc()), "and on the board");
    assert_eq!(here.episodes, [], "under the scale there it had raised nothing");
    assert_eq!(device.rows(wrong)[0].alert, None);
    let audit = device.audit();
    assert!(audit.contains(&("move_to_patient_from".into(), Some(wrong))));
    assert!(audit.contains(&("move_to_patient_to".into(), Some(right))));
    assert_eq!(device.call(request(right)).unwrap_err().code, Code::AlreadyChanged);
}

/// Only a named person closes an episode (safety rule 4): the one at the wrong patient says what became of its set.
#[test]
fn a_set_that_alerted_at_the_wrong_patient_alerts_at_the_right_one_as_of_its_time_and_is_closed_by_a_person()
{
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (wrong, right) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    device.clock.pass(40 * 60_000);
    device.sign_in(person(Role::Nurse));
    let fact = device.record_taken(wrong, ill(), 20).fact;
    let taken = device.patient(wrong).sets[0].taken.utc();
    let act = |stay, seen: &EpisodeView, act| {
        let asked = Escalate { stay, episode: seen.id, seen: seen.seen.clone(), act, reason: String::new() };
        device.call(Request::Escalate(Box::new(asked))).unwrap();
    };
    let before = device.patient(wrong).episodes.remove(0);
    act(wrong, &before, ActAsked::TellAsked { who: "Dr Rao".into(), how: Telling::Telephone });

    let request = Request::MoveToPatient { fact, stay: wrong, to: right, reason: "beds swapped".into() };
    let saved = moved(device.call(request).unwrap());
    let there = device.patient(right).episodes;
    assert_eq!(there.len(), 1);
    assert_eq!((there[0].id, there[0].stage, Some(there[0].raised_at)), (saved.fact, Stage::Raised, taken));

    let left = device.patient(wrong).episodes;
    assert_eq!(left.len(), 1, "the move opens nothing more there");
    assert_eq!((left[0].id, left[0].stage, Some(left[0].raised_at)), (fact, Stage::Told, taken));
    assert!(left[0].notes.iter().any(|note| note.contains("taken back by")), "{:?}", left[0].notes);
    act(wrong, &left[0], ActAsked::Act(EscalationAct::Closed { reason: "false_alarm".into() }));
    assert_eq!(device.rows(wrong)[0].alert, None);
    let still = device.patient(right).episodes;
    assert_eq!((still.len(), still[0].stage), (1, Stage::Raised), "closing one closes nothing at the other");
}

#[test]
fn undoing_a_move_brings_the_set_back_where_it_was() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (wrong, right) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    let fact = device.record(wrong, ill()).fact;
    let request = Request::MoveToPatient { fact, stay: wrong, to: right, reason: "beds swapped".into() };
    let saved = moved(device.call(request).unwrap());
    device.done(Request::Undo { fact: saved.fact, stay: right });
    assert!(matches!(device.patient(wrong).sets[0].mark, Mark::Current), "it stands somewhere");
    assert!(matches!(device.patient(right).sets[0].mark, Mark::Undone(_)));
}

#[test]
fn a_stays_beginning_cannot_be_undone_nor_an_entry_that_is_not_there() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (stay, other) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    let fact = device.record(other, well()).fact;
    assert_eq!(device.call(Request::Undo { fact, stay }).unwrap_err().code, Code::NotFound);
    let nowhere = clinical::StayId::from_bytes([9; 16]);
    assert_eq!(device.call(Request::Undo { fact, stay: nowhere }).unwrap_err().code, Code::NotFound);
}
