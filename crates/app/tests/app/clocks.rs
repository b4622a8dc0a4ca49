//! A clock that is put right, or loses its proof, while somebody charts.

use crate::support::*;
use clinical::{StayId, TakenAt, UtcMillis, staff::Role};
use contract::{RecordObservations, Reply, Request, ScoreView, TakenChoice};

const HOUR_MS: i64 = 3_600_000;

/// A device of the ward that started anew three hours fast, where no server has been heard yet.
fn three_hours_fast(server: &Server) -> (Device, StayId) {
    let device = Device::with_nurse(server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.clock.reboot();
    device.clock.set_wall(NOON + 3 * HOUR_MS);
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.sync_state().clock_offset_ms, None);
    (device, stay)
}

/// So many seconds pass, here and at the server.
fn pass(server: &Server, device: &Device, seconds: i64) {
    device.clock.pass(seconds * 1_000);
    server.time.borrow_mut().0 += seconds * 1_000;
}

fn taken(device: &Device, stay: StayId) -> UtcMillis {
    match device.patient(stay).sets[0].taken {
        TakenAt::At(stamp) => stamp.utc,
        TakenAt::NotRecorded => panic!("no time"),
    }
}

#[test]
fn a_clock_that_is_proved_while_the_form_is_open_does_not_shift_the_time_taken() {
    let server = Server::new();
    let (device, stay) = three_hours_fast(&server);
    let form = device.form(stay);
    assert_eq!(form.now.0, NOON + 3 * HOUR_MS, "as the tablet shows it");
    pass(&server, &device, 20);
    let first_key = UtcMillis(form.now.0 + 20_000);
    server.sync(&device.app);
    assert_eq!(device.sync_state().clock_offset_ms, Some(-3 * HOUR_MS));
    pass(&server, &device, 20);
    let request = RecordObservations { taken: TakenChoice::At(first_key), ..Device::filled(&form, ill()) };
    device.try_record(request).unwrap();
    assert_eq!(taken(&device, stay).0, NOON + 20_000, "when the first key was pressed by the ward's clock");
    let status = device.rows(stay)[0].status.clone().unwrap();
    assert_eq!(status.since, Some(UtcMillis(NOON + 20_000)));
    assert!(!status.unchecked_clock);
}

#[test]
fn a_clock_that_is_set_while_the_form_is_open_does_not_shift_the_time_taken_either() {
    let server = Server::new();
    let (device, stay) = three_hours_fast(&server);
    let form = device.form(stay);
    device.clock.pass(20_000);
    device.clock.set_wall(NOON + 20_000);
    device.try_record(Device::filled(&form, ill())).unwrap();
    assert_eq!(taken(&device, stay).0, NOON);
}

#[test]
fn a_form_keeps_its_clock_when_somebody_else_signs_in_before_it_is_saved() {
    let server = Server::new();
    let (device, stay) = three_hours_fast(&server);
    let form = device.form(stay);
    server.sync(&device.app);
    device.done(Request::SignOut);
    device.sign_in(other_nurse());
    device.try_record(Device::filled(&form, ill())).unwrap();
    assert_eq!(taken(&device, stay).0, NOON);
}

#[test]
fn a_draft_taken_up_again_after_the_clock_was_put_right_has_the_time_of_its_first_key() {
    let server = Server::new();
    let (device, stay) = three_hours_fast(&server);
    let form = device.form(stay);
    device.done(Request::KeepDraft {
        form: form.form,
        stay,
        draft: "16".into(),
        amends: None,
        rechecks: None,
    });
    pass(&server, &device, 40);
    server.sync(&device.app);
    let again = device.form(stay);
    let (_, first_key) = again.draft.clone().unwrap();
    assert_eq!(first_key.0, NOON, "forty seconds ago, not in three hours");
    let request = RecordObservations { taken: TakenChoice::At(first_key), ..Device::filled(&again, ill()) };
    device.try_record(request).unwrap();
    assert_eq!(taken(&device, stay).0, NOON);
}

#[test]
fn a_draft_of_an_unchecked_clock_that_outlives_a_restart_of_the_tablet_stays_unchecked() {
    let server = Server::new();
    let (device, stay) = three_hours_fast(&server);
    let form = device.form(stay);
    device.done(Request::KeepDraft {
        form: form.form,
        stay,
        draft: "16".into(),
        amends: None,
        rechecks: None,
    });
    device.clock.reboot();
    let device = device.restarted();
    device.sign_in(person(Role::Nurse));
    server.sync(&device.app);
    let again = device.form(stay);
    let (_, first_key) = again.draft.clone().unwrap();
    let request = RecordObservations { taken: TakenChoice::At(first_key), ..Device::filled(&again, ill()) };
    let saved = device.try_record(request).unwrap();
    assert!(saved.flags.iter().any(|flag| flag.contains("has not been checked")), "{:?}", saved.flags);
    assert!(device.patient(stay).sets[0].clock_doubtful);
}

/// A device whose clock is proved by now, with two patients; the first has a 9 charted while the clock was unchecked and
/// three hours fast, and a 0 charted since.
fn nine_of_an_unchecked_clock(server: &Server) -> (Device, StayId, StayId, clinical::FactId) {
    let (device, stay) = three_hours_fast(server);
    let other = device.admit("Brown", "A2");
    let fact = device.record(stay, ill()).fact;
    server.sync(&device.app);
    device.record(stay, well());
    (device, stay, other, fact)
}

#[test]
fn a_corrected_set_takes_over_the_trust_of_its_time_as_well_as_the_time() {
    let server = Server::new();
    let (device, stay, _, fact) = nine_of_an_unchecked_clock(&server);
    // Three hours ahead by its own word: with the amending device's proof it would be the newest set of all.
    let calm = device.amend(stay, fact, keyed(|draft| draft.pulse = "95".into())).unwrap().fact;
    let page = device.patient(stay);
    let of = |fact| page.sets.iter().find(|set| set.fact == fact).unwrap();
    assert_eq!(of(calm).taken, of(fact).taken);
    assert!(of(calm).clock_doubtful);
    assert_eq!(of(calm).recorded.0, NOON, "written down when it was, by the proved clock");
    device.clock.pass(4 * HOUR_MS);
    device.sign_in(person(Role::Nurse));
    let status = device.patient(stay).status;
    assert!(status.unchecked_clock, "it stands beside the proved set, not in its place");
    assert!(status.repeat_now, "and the nine that it eased still asks for a repeat");
    let timed = device.form_for(stay, Some(calm)).unwrap();
    let request = RecordObservations {
        taken: TakenChoice::At(UtcMillis(NOON)),
        amends: Some(calm),
        reason: "time put right".into(),
        ..Device::filled(&timed, keyed(|draft| draft.pulse = "95".into()))
    };
    device.try_record(request).unwrap();
    assert!(!device.patient(stay).status.unchecked_clock, "a person gave it a time by a proved clock");
}

#[test]
fn a_set_moved_to_another_patient_takes_the_doubt_of_its_time_along() {
    let server = Server::new();
    let (device, stay, other, fact) = nine_of_an_unchecked_clock(&server);
    device.record(other, well());
    let reason = "beds swapped".into();
    let reply = device.call(Request::MoveToPatient { fact, stay, to: other, reason }).unwrap();
    let Reply::Saved(saved) = reply else { panic!("{reply:?}") };
    let page = device.patient(other);
    let moved = page.sets.iter().find(|set| set.fact == saved.fact).unwrap();
    assert!(moved.clock_doubtful && moved.moved_here);
    assert_eq!(moved.taken.utc().unwrap().0, NOON + 3 * HOUR_MS, "as its own clock said");
    assert!(matches!(page.status.score, ScoreView::Complete { total: 9, .. }), "and it alerts there");
    assert!(page.status.unchecked_clock);
}
