//! A device whose application is from before there were notes: what it does not know it says, and shows once it is updated.

use crate::{notes, support::*};
use app::{App, Config, Session, UnknownKinds};
use clinical::{note::Section, staff::Role};

/// The process begins again, as this version.
fn opened_as(device: Device, unknown: UnknownKinds) -> Device {
    let Device { app, clock, session: _, folder, seed } = device;
    drop(app);
    let seed = seed + 1_000;
    let app = App::open(Config { unknown, ..config(folder.path(), &clock, seed) }).unwrap();
    Device { app, clock, session: Session::new(), folder, seed }
}

fn meet(server: &Server, devices: [&Device; 2]) {
    for device in [devices[0], devices[1], devices[0]] {
        server.sync(&device.app);
    }
    devices.iter().for_each(|device| server.cut(&device.app));
}

#[test]
fn an_older_device_says_that_it_cannot_show_a_note_and_shows_all_of_it_once_it_is_updated() {
    let server = Server::new();
    let (ana, old) = (Device::enrolled(&server, 1), Device::enrolled(&server, 2));
    let old = opened_as(old, UnknownKinds::SINCE_NOTES);
    ana.sign_in(person(Role::Therapist));
    old.sign_in(other_nurse());
    let stay = ana.admit("Adeyemi", "A1");
    let view = notes::write(&ana, &notes::opened(&ana, stay), Section::Subjective, "Slept badly. ");
    meet(&server, [&ana, &old]);
    assert_eq!(old.patient(stay).newer, 1, "the note's opening is here, and cannot be shown");
    assert_eq!(old.sync_state().unsent, 0, "nothing waits for what it cannot read");

    let updated = opened_as(old, UnknownKinds::NONE);
    updated.app.rebuild_projections().unwrap();
    updated.sign_in(other_nurse());
    assert_eq!(updated.patient(stay).newer, 0);
    meet(&server, [&ana, &updated]);
    let text = notes::text_of(&notes::look(&updated, &view), Section::Subjective).to_owned();
    assert_eq!(text, "Slept badly. ", "its record is followed from now on");
}
