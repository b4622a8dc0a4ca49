//! Weight-bearing is of a leg: on the board, on the patient's page and in what the next shift reads, each leg with its own value.

use crate::support::*;
use clinical::{
    StayId,
    care::{Leg, Precaution, WeightBearing},
    staff::Role,
};
use contract::{Decide, Decision, FlagKind, Request};

fn decide(device: &Device, stay: StayId, decision: Decision) {
    device.done(Request::Decide(Box::new(Decide { stay, decision, reason: String::new() })));
}

fn leg(leg: Leg, bearing: WeightBearing) -> Decision {
    Decision::Precaution(Precaution::LegBearing { leg, bearing })
}

/// What the board has room for, and all of the words on the page.
fn shown(device: &Device, stay: StayId) -> Vec<(String, String)> {
    let row = device.rows(stay).remove(0);
    let of_weight = |flags: Vec<contract::Flag>| -> Vec<(String, String)> {
        let flags = flags.into_iter().filter(|flag| flag.kind == FlagKind::WeightBearing);
        flags.map(|flag| (flag.short, flag.words.split(". ").next().unwrap().to_owned())).collect()
    };
    let page = of_weight(device.patient(stay).flags);
    assert_eq!(of_weight(row.flags), page, "the page and the board say the same");
    page
}

fn pair(short: &str, words: &str) -> (String, String) {
    (short.to_owned(), words.to_owned())
}

#[test]
fn each_leg_has_its_own_weight_bearing_and_what_named_no_leg_stands_until_both_are_known() {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    device.sign_in(person(Role::Nurse));
    let stay = device.admit("Adeyemi", "A1");
    decide(&device, stay, Decision::Precaution(Precaution::WeightBearing(WeightBearing::None)));
    let old = pair("WB, leg?", "Non weight-bearing, leg not said");
    assert_eq!(shown(&device, stay), std::slice::from_ref(&old));
    decide(&device, stay, leg(Leg::Left, WeightBearing::Partial));
    let left = pair("WB left", "Partial weight-bearing, left leg");
    assert_eq!(shown(&device, stay), [old, left.clone()], "it may have been said of the right one");
    decide(&device, stay, leg(Leg::Right, WeightBearing::ToeTouch));
    let right = pair("WB right", "Toe-touch weight-bearing, right leg");
    assert_eq!(shown(&device, stay), [left, right.clone()]);
    decide(&device, stay, leg(Leg::Left, WeightBearing::Full));
    assert_eq!(shown(&device, stay), [right], "the left leg is spared no longer, and the right one is");
    assert!(device.patient(stay).conflicts.is_empty(), "each replaced its own");
}

#[test]
fn both_legs_are_said_at_once_and_changed_one_by_one() {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    device.sign_in(person(Role::Therapist));
    let stay = device.admit("Adeyemi", "A1");
    decide(&device, stay, Decision::Precaution(Precaution::WeightBearing(WeightBearing::Partial)));
    decide(&device, stay, Decision::BothLegs(WeightBearing::None));
    let left = pair("WB left", "Non weight-bearing, left leg");
    assert_eq!(shown(&device, stay), [left, pair("WB right", "Non weight-bearing, right leg")]);
    decide(&device, stay, leg(Leg::Left, WeightBearing::AsTolerated));
    let left = pair("WB left", "Weight-bearing as tolerated, left leg");
    assert_eq!(shown(&device, stay), [left, pair("WB right", "Non weight-bearing, right leg")]);
}
