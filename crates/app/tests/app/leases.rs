//! Safety rules 3 and 14: "Recording is never refused for role, allocation, obs stop, lock, lease, wrong PIN, server or
//! clock. Reading may be." "Reading locks at 60 s ... Lease: 16 h on wards, 7 days on enrolled community devices; after it
//! reading ends and recording stays."

use crate::support::*;
use clinical::{entry::EntryBody, policy::Setting, staff::Role, ward::Ward};
use contract::{CallError, Code, Decide, Decision, Pin, Reply, Request};

const HOUR_MS: i64 = 60 * 60 * 1000;

fn reads(device: &Device) -> Result<Reply, CallError> {
    device.call(Request::Board { ward: bluebell() })
}

/// Somebody touches the screen every minute for so long.
fn busy_for(device: &Device, hours: i64) {
    for _ in 0..hours * 60 {
        device.clock.pass(60_000);
        device.done(Request::StillHere);
    }
}

#[test]
fn with_any_stop_lock_lease_pin_and_clock_whoever_it_is_the_set_is_saved_and_alerts() {
    let server = Server::new();
    let mut tried = 0_u32;
    for proved in [true, false] {
        for who in Role::ALL.into_iter().map(Some).chain([None]) {
            let device = Device::with_nurse(&server, u64::from(tried) + 1);
            if !proved {
                device.clock.reboot();
            }
            for case in 0..16_u32 {
                let [stopped, locked, over, wrong] = [0, 1, 2, 3].map(|bit| case & (1 << bit) != 0);
                let said =
                    format!("{who:?} proved {proved} stop {stopped} lock {locked} lease {over} pin {wrong}");
                device.sign_in(person(Role::NurseInCharge));
                let stay = device.admit(&format!("Patient {tried}"), "A1");
                if stopped {
                    let decision = Decision::StopObservations { reason: "end_of_life".into() };
                    let asked = Decide { stay, decision, reason: "as agreed with the family".into() };
                    device.done(Request::Decide(Box::new(asked)));
                }
                match who {
                    Some(role) => device.sign_in(person(role)),
                    None => {
                        drop(device.call(Request::SignInForEmergency { name: "Jo Bank".into() }).unwrap())
                    }
                }
                if over {
                    device.clock.pass(17 * HOUR_MS);
                }
                if locked {
                    device.done(Request::Lock);
                }
                if wrong {
                    assert!(device.call(Request::Unlock { pin: Pin("111222".into()) }).is_err());
                }
                let saved = device.record(stay, ill());
                assert!(saved.nobody_told_ring.is_some(), "{said}");
                device.sign_in(person(Role::NurseInCharge));
                let rows = device.rows(stay);
                assert!(rows.len() == 1 && rows[0].alert.is_some(), "{said}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 2 * 8 * 16);
}

/// Every second around the minute, and some far from it.
#[test]
fn reading_locks_after_sixty_seconds_without_a_touch_and_recording_never() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    for seconds in (0..=130).chain([600, 3_600, 7 * 3_600]) {
        device.sign_in(person(Role::Nurse));
        // A form that is open stays open, and is saved.
        let form = device.form(stay);
        device.clock.pass(seconds * 1_000);
        let locked = reads(&device).is_err_and(|error| error.code == Code::Locked);
        assert_eq!(locked, seconds > 60, "{seconds} s");
        device.try_record(Device::filled(&form, well())).unwrap();
    }
}

#[test]
fn a_sign_in_reads_for_sixteen_hours_on_a_ward_and_for_seven_days_on_a_device_of_the_community() {
    for (setting, hours) in [(Setting::AcuteWard, 16), (Setting::MentalHealth, 16), (Setting::Home, 7 * 24)] {
        let server = Server::new();
        server.author(EntryBody::Ward(Ward { setting, ..ward() }));
        let device = Device::with_nurse(&server, 1);
        let stay = device.admit("Adeyemi", "A1");
        busy_for(&device, hours);
        assert!(reads(&device).is_ok(), "{setting:?}: to the last minute");
        busy_for(&device, 1);
        assert_eq!(reads(&device).unwrap_err().code, Code::Locked, "{setting:?}");
        device.record(stay, ill());
        device.call(Request::Unlock { pin: Pin(PIN.into()) }).unwrap();
        assert_eq!(device.patient(stay).sets.len(), 1, "{setting:?}: charted all the same");
    }
}

#[test]
fn a_device_of_a_ward_and_of_homes_has_the_wards_lease() {
    let server = Server::new();
    let homes = Ward { id: "riverside".parse().unwrap(), setting: Setting::Home, ..ward() };
    server.author(EntryBody::Ward(homes));
    let device = Device::with_nurse(&server, 1);
    busy_for(&device, 17);
    assert_eq!(reads(&device).unwrap_err().code, Code::Locked);
}
