//! What the screens are told while the server is away, and that it is taken back when it has returned.

use crate::support::*;
use app::{Input, SyncAction};
use clinical::{
    UtcMillis,
    escalation::EscalationAct,
    news2::{Applicability, Response, Scale, score},
    staff::Role,
    stay::Stage,
};
use contract::{ActAsked, Connection, EntrySync, Escalate, Event, RecordObservations, Reply, Request};
use replication::wire::{FaultCode, Message, Refused, encode};
use tokio::sync::broadcast::Receiver;

/// Opens a connection, as far as a socket goes.
fn opened(device: &Device) {
    device.clock.pass(120_000);
    let actions = device.app.sync(Input::TryNow);
    assert!(actions.contains(&SyncAction::Open), "{actions:?}");
    let _ = device.app.sync(Input::Opened);
}

fn trouble(device: &Device) -> String {
    device.sync_state().trouble
}

/// How many sync events were told since last asked.
fn told(events: &mut Receiver<Event>) -> usize {
    std::iter::from_fn(|| events.try_recv().ok()).filter(|event| matches!(event, Event::Sync(_))).count()
}

#[test]
fn each_way_to_lose_the_server_is_said_in_a_sentence_and_taken_back() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    opened(&device);
    let _ = device.app.sync(Input::Closed);
    assert!(trouble(&device).contains("broke off"), "{}", trouble(&device));
    opened(&device);
    device.clock.pass(60_000);
    let _ = device.app.sync(Input::Wake);
    assert!(trouble(&device).contains("does not answer in time"), "{}", trouble(&device));
    opened(&device);
    let _ = device.app.sync(Input::Frame(b"<html>".to_vec()));
    assert!(trouble(&device).contains("not understood"), "{}", trouble(&device));
    opened(&device);
    let fault = encode(&Message::Fault { code: FaultCode::Revoked }).unwrap();
    let _ = device.app.sync(Input::Frame(fault));
    assert!(trouble(&device).contains("withdrawn from use"), "the closer reason: {}", trouble(&device));
    device.clock.pass(120_000);
    server.sync(&device.app);
    assert_eq!(trouble(&device), "");
}

#[test]
fn every_attempt_that_fails_is_told_so_that_words_and_ages_are_read_anew() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let mut events = device.app.subscribe();
    for attempt in 1..=3 {
        opened(&device);
        told(&mut events);
        let _ = device.app.sync(Input::Closed);
        assert_eq!(told(&mut events), 1, "attempt {attempt}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_to_be_out_of_reach() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1).restarted();
    device.clock.run();
    let (line, listener) = transport::memory::line();
    drop(listener);
    let mut events = device.app.subscribe();
    let story = async {
        loop {
            if let Ok(Event::Sync(view)) = events.recv().await
                && view.trouble.contains("cannot be reached")
            {
                return;
            }
        }
    };
    tokio::select! {
        _ = app::driver::drive(&device.app, line) => unreachable!("the driver never ends by itself"),
        () = story => {}
    }
    assert!(matches!(device.sync_state().connection, Connection::Offline { .. }));
}

#[test]
fn once_a_set_has_reached_the_server_nobody_is_asked_to_ring_for_it_any_more() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let form = device.form(stay);
    let request: RecordObservations = Device::filled(&form, ill());
    assert!(device.try_record(request.clone()).unwrap().nobody_told_ring.is_some());
    server.sync(&device.app);
    assert_eq!(device.try_record(request.clone()).unwrap().nobody_told_ring, None);
    server.cut(&device.app);
    assert_eq!(device.try_record(request).unwrap().nobody_told_ring, None, "told is told");
    assert_eq!(device.patient(stay).sets[0].sync, EntrySync::Verified);
}

#[test]
fn a_set_that_asks_for_help_has_whom_to_ring_with_it_in_case_a_line_that_looks_whole_is_not() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    let request: RecordObservations = Device::filled(&device.form(stay), ill());
    let saved_at = device.now();
    let save = || device.try_record(request.clone()).unwrap();
    let first = save();
    assert_eq!(first.nobody_told_ring, None, "nothing says yet that the server is away");
    let ring = first.ring_if_unheard.unwrap();
    assert_eq!(ring.from, UtcMillis(saved_at.0 + 5_000), "the policy's seconds after it was saved");
    assert_eq!(ring.whom, RING);
    assert_eq!(device.patient(stay).sets[0].sync, EntrySync::OnThisDevice, "what the screen goes by");
    device.clock.pass(4_000);
    assert_eq!(save().ring_if_unheard, Some(ring), "saving again does not put the alarm off");
    assert_eq!(device.record(stay, well()).ring_if_unheard, None, "a score of 0 asks for nobody");
    server.cut(&device.app);
    let cut = save();
    assert!(
        cut.nobody_told_ring.is_some() && cut.ring_if_unheard.is_none(),
        "now nobody has been told: {cut:?}"
    );
    server.sync(&device.app);
    let told = save();
    assert_eq!((told.nobody_told_ring, told.ring_if_unheard), (None, None), "the server has it");
}

#[test]
fn a_set_that_the_server_keeps_aside_was_told_to_nobody_however_good_the_line() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    *server.refuse.borrow_mut() = Some(|_| Some(Refused::AuthorNotAllowed));
    let request = Device::filled(&device.form(stay), ill());
    device.try_record(request.clone()).unwrap();
    server.sync(&device.app);
    assert_eq!(device.sync_state().connection, Connection::Online);
    assert!(device.try_record(request).unwrap().nobody_told_ring.is_some());
}

#[test]
fn a_restored_data_folder_says_so_and_what_to_do() {
    let device = Device::with_nurse(&Server::new(), 1);
    assert!(!trouble(&device).contains("restored"));
    let Device { app, clock, folder, .. } = device;
    drop(app);
    std::fs::write(folder.path().join("incarnation"), "00000000-0000-4000-8000-000000000000\n").unwrap();
    let app = app::App::open(config(folder.path(), &clock, 77)).unwrap();
    let again = Device { app, clock, session: app::Session::new(), folder, seed: 77 };
    again.sign_in(person(Role::Nurse));
    let said = trouble(&again);
    for part in ["restored from a backup, or copied", "Nothing was lost", "tell IT support"] {
        assert!(said.contains(part), "{said}");
    }
}

/// Safety rule 9: "With no server the tablet says that nobody else has been told, and whom to ring. An alert counts as
/// delivered only when a person accepted it."
#[test]
fn without_the_server_every_set_that_asks_for_somebody_says_whom_to_ring_until_a_person_accepts_and_no_other_does()
 {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let mut chance = Chance(9);
    let mut asked = 0;
    for run in 0..40 {
        let stay = device.admit(&format!("Patient {run}"), "A1");
        let vitals = chance.vitals();
        let saved = device.record(stay, vitals.clone());
        let asks =
            score(&vitals, Scale::One, Applicability::Applies).response() >= Some(Response::UrgentWardBased);
        assert_eq!(saved.nobody_told_ring.is_some(), asks, "run {run}");
        device.clock.pass(30_000);
        let row = device.rows(stay).remove(0);
        assert_eq!(row.alert.is_some(), asks);
        let Some(alert) = row.alert else { continue };
        let seen = device.patient(stay).episodes.remove(0);
        assert_eq!(seen.stage, Stage::Raised, "to have been shown is not to have been told");
        let act = ActAsked::Act(EscalationAct::Accepted { who: String::new() });
        let accept = Escalate { stay, episode: alert.episode, seen: seen.seen, act, reason: String::new() };
        let Reply::Episode(now) = device.call(Request::Escalate(Box::new(accept))).unwrap() else { panic!() };
        assert_eq!(now.stage, Stage::Accepted);
        asked += 1;
    }
    assert!((5..40).contains(&asked), "{asked}");
}
