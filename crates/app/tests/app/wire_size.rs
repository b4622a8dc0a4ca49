//! What one set of observations weighs on the wire: the fullest that a nurse can key, as a push of it alone.

use crate::support::{Device, Server, person, well};
use clinical::{
    FactId, ScopeId, StayId,
    staff::Role,
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Fio2, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate,
        Spo2, Systolic, Vitals, check,
    },
};
use contract::RecordObservations;
use replication::wire::{Entry, Message, encode};

/// What a push of one set may weigh, in bytes: scope, signature and all.
const TARGET: usize = 1_024;

/// What the form takes of a remark, and of a reason, in characters.
const LONGEST: usize = 1_000;

/// The push that carries one fact of a stay to the server, in bytes.
fn pushed(device: &Device, stay: StayId, fact: FactId) -> usize {
    device.app.catch_up();
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let query = "SELECT bytes, signature FROM facts WHERE id = ?1";
    let (bytes, signature) =
        database.query_row(query, [&fact.as_bytes()[..]], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let push = Message::Push { scope: ScopeId::Stay(stay), entries: vec![Entry::Fact { bytes, signature }] };
    encode(&push).unwrap().len()
}

/// Every box filled, each as far as it goes from the set before, so that as much as possible is asked about.
fn every_box() -> Vitals {
    Vitals {
        respiration: RespRate::new(RespRate::MAX.into()),
        spo2: Spo2::new(50),
        oxygen: Some(Oxygen::Supplemental(OxygenDelivery {
            // The longest code that is taken, and one that no list has.
            device: "D".repeat(24),
            flow: OxygenFlow::new(OxygenFlow::MAX.into()),
            fio2: Fio2::new(Fio2::MAX.into()),
        })),
        systolic: Systolic::new(Systolic::MAX.into()),
        diastolic: Diastolic::new(Diastolic::MAX.into()),
        pulse: Pulse::new(Pulse::MAX.into()),
        consciousness: Some(Consciousness::Unresponsive),
        temperature: DeciCelsius::new(DeciCelsius::MAX.into()),
        unable: Default::default(),
    }
}

/// A patient with a set, and the form of the fullest one after it, with everything confirmed that the screen asks about.
fn fullest(device: &Device) -> (StayId, RecordObservations) {
    let stay = device.admit("WEIGHED", "A1");
    device.record(stay, well());
    let form = device.form(stay);
    let asked = check(&every_box(), &[&well()], &form.bedside);
    assert!(asked.len() >= 12, "as much as possible is asked: {asked:#?}");
    let confirmed = asked.iter().map(|check| check.code()).collect();
    (stay, RecordObservations { confirmed, ..Device::filled(&form, every_box()) })
}

#[test]
fn the_fullest_set_that_can_be_keyed_weighs_less_than_a_kilobyte_on_the_wire() {
    let device = Device::with_nurse(&Server::new(), 1);
    device.sign_in(person(Role::Nurse));
    let (stay, set) = fullest(&device);
    let fact = set.form;
    device.try_record(set).unwrap();
    let bytes = pushed(&device, stay, fact);
    println!("the fullest set without words: {bytes} bytes; target {TARGET}");
    assert!(bytes < TARGET, "{bytes} bytes");
}

/// Words cost what they are, and are never cut short to fit.
#[test]
fn the_longest_remark_costs_no_more_than_its_own_bytes() {
    let device = Device::with_nurse(&Server::new(), 1);
    device.sign_in(person(Role::Nurse));
    let (stay, set) = fullest(&device);
    let (plain, remark) = (set.form, "€".repeat(LONGEST));
    device.try_record(set).unwrap();
    let form = device.form(stay);
    let asked = check(&every_box(), &[&well()], &form.bedside);
    let confirmed = asked.iter().map(|check| check.code()).collect();
    let filled = Device::filled(&form, every_box());
    device.try_record(RecordObservations { confirmed, remark: remark.clone(), ..filled }).unwrap();
    let more = pushed(&device, stay, form.form) - pushed(&device, stay, plain);
    println!("{} bytes of remark: {more} bytes more", remark.len());
    // Lengths that stand before it, here and in the message around it, are a byte or two longer each.
    assert!((remark.len()..=remark.len() + 12).contains(&more), "{more} bytes for {}", remark.len());
    let mut too_long = Device::filled(&device.form(stay), well());
    too_long.remark = "€".repeat(LONGEST + 1);
    assert!(device.try_record(too_long).is_err(), "this is the longest");
}
