//! Each soft check fires where it should, and a usual set is asked nothing.

use super::*;
use crate::policy::Policy;
use crate::vitals::{
    Consciousness, DeciCelsius, Diastolic, Fio2, OxygenFlow, Pulse, RespRate, Spo2, Systolic,
};

fn usual() -> Vitals {
    Vitals {
        respiration: RespRate::new(16),
        spo2: Spo2::new(97),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(124),
        diastolic: Diastolic::new(78),
        pulse: Pulse::new(72),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(371),
        ..Vitals::default()
    }
}

/// The same patient an hour before: near enough, and not the same.
fn before() -> Vitals {
    Vitals {
        respiration: RespRate::new(18),
        systolic: Systolic::new(130),
        diastolic: Diastolic::new(80),
        pulse: Pulse::new(76),
        temperature: DeciCelsius::new(368),
        ..usual()
    }
}

fn codes(vitals: &Vitals, recent: &[&Vitals]) -> Vec<String> {
    check(vitals, recent, Policy::rcp_default().bedside()).iter().map(SoftCheck::code).collect()
}

fn with(change: impl Fn(&mut Vitals)) -> Vitals {
    let mut vitals = usual();
    change(&mut vitals);
    vitals
}

#[test]
fn a_usual_set_is_asked_nothing() {
    assert!(codes(&usual(), &[]).is_empty());
    assert!(codes(&usual(), &[&before()]).is_empty());
    assert!(codes(&Vitals::default(), &[&before()]).is_empty());
}

#[test]
fn what_lies_outside_the_usual_range_is_asked_about_at_its_edges() {
    type Change = fn(&mut Vitals, i64);
    let fields: [(&str, Change, [i64; 2], [i64; 2]); 6] = [
        ("unusual:respiration", |v, n| v.respiration = RespRate::new(n), [6, 40], [5, 41]),
        ("unusual:spo2", |v, n| v.spo2 = Spo2::new(n), [75, 100], [74, 74]),
        ("unusual:systolic", |v, n| v.systolic = Systolic::new(n), [70, 220], [69, 221]),
        ("unusual:diastolic", |v, n| v.diastolic = Diastolic::new(n), [30, 130], [29, 131]),
        ("unusual:pulse", |v, n| v.pulse = Pulse::new(n), [35, 160], [34, 161]),
        ("unusual:temperature", |v, n| v.temperature = DeciCelsius::new(n), [340, 410], [339, 411]),
    ];
    for (code, change, inside, outside) in fields {
        let asked = |n: i64| codes(&with(|v| change(v, n)), &[]).contains(&code.to_owned());
        assert!(inside.iter().all(|n| !asked(*n)), "{code} {inside:?}");
        assert!(outside.iter().all(|n| asked(*n)), "{code} {outside:?}");
    }
}

#[test]
fn no_breath_and_no_pulse_ask_about_cardiac_arrest_first_and_once() {
    let none = with(|v| {
        v.respiration = RespRate::new(0);
        v.pulse = Pulse::new(0);
    });
    let found = check(&none, &[], Policy::rcp_default().bedside());
    let codes: Vec<String> = found.iter().map(SoftCheck::code).collect();
    assert_eq!(codes, ["cardiac_arrest:respiration", "cardiac_arrest:pulse"]);
    let said: Vec<&str> = found.iter().map(|check| check.message.as_str()).collect();
    assert_eq!(
        said,
        ["No breaths: cardiac arrest? Call 2222.", "No pulse: cardiac arrest? Call 2222."],
        "with the policy's number"
    );
}

#[test]
fn jumps_are_measured_against_the_last_set_that_recorded_the_sign() {
    let last = before();
    for (code, jumped, near) in [
        (
            "jump:respiration",
            with(|v| v.respiration = RespRate::new(33)),
            with(|v| v.respiration = RespRate::new(32)),
        ),
        ("jump:spo2", with(|v| v.spo2 = Spo2::new(87)), with(|v| v.spo2 = Spo2::new(88))),
        (
            "jump:systolic",
            with(|v| v.systolic = Systolic::new(180)),
            with(|v| v.systolic = Systolic::new(179)),
        ),
        ("jump:pulse", with(|v| v.pulse = Pulse::new(126)), with(|v| v.pulse = Pulse::new(125))),
        (
            "jump:temperature",
            with(|v| v.temperature = DeciCelsius::new(388)),
            with(|v| v.temperature = DeciCelsius::new(387)),
        ),
    ] {
        assert!(codes(&jumped, &[&last]).contains(&code.to_owned()), "{code}");
        assert!(!codes(&near, &[&last]).contains(&code.to_owned()), "{code} one less");
        let unrecorded = Vitals::default();
        assert!(codes(&jumped, &[&unrecorded, &last]).contains(&code.to_owned()), "{code} past an empty set");
    }
    let risen = with(|v| v.spo2 = Spo2::new(99));
    let low = Vitals { spo2: Spo2::new(80), ..before() };
    assert!(codes(&risen, &[&low]).is_empty(), "a saturation that rises is not asked about");
}

#[test]
fn a_digit_keyed_wrongly_in_the_temperature_is_asked_about_as_such() {
    let last = Vitals { temperature: DeciCelsius::new(371), ..before() };
    assert_eq!(
        codes(&with(|v| v.temperature = DeciCelsius::new(271)), &[&last]),
        ["unusual:temperature", "digit_shift:temperature"]
    );
}

#[test]
fn pressures_and_pulse_in_each_others_place_are_asked_about() {
    let last = before();
    let swapped = with(|v| {
        v.pulse = Pulse::new(128);
        v.systolic = Systolic::new(79);
        v.diastolic = Diastolic::new(60);
    });
    assert!(codes(&swapped, &[&last]).contains(&"pulse_pressure_swapped:pulse".to_owned()));
    let one_box = with(|v| {
        v.systolic = Systolic::new(82);
        v.diastolic = None;
    });
    assert!(codes(&one_box, &[&last]).contains(&"pressure_swapped:systolic".to_owned()));
    let narrow = with(|v| v.diastolic = Diastolic::new(110));
    assert_eq!(codes(&narrow, &[]), ["pulse_pressure:diastolic"]);
    let wide = with(|v| {
        v.systolic = Systolic::new(200);
        v.diastolic = Diastolic::new(79);
    });
    assert_eq!(codes(&wide, &[]), ["pulse_pressure:diastolic"]);
}

#[test]
fn a_number_equal_to_the_saturation_is_asked_about() {
    assert_eq!(codes(&with(|v| v.pulse = Pulse::new(97)), &[]), ["same_as_spo2:pulse"]);
    let in_respirations = codes(&with(|v| v.respiration = RespRate::new(97)), &[]);
    assert!(in_respirations.contains(&"same_as_spo2:respiration".to_owned()));
}

#[test]
fn five_of_six_numbers_as_in_the_last_set_are_asked_about_and_four_are_not() {
    let five = Vitals { pulse: Pulse::new(90), ..usual() };
    let four = Vitals { pulse: Pulse::new(90), respiration: RespRate::new(12), ..usual() };
    assert_eq!(codes(&usual(), &[&usual()]), ["same_as_last:set"]);
    assert_eq!(codes(&usual(), &[&five]), ["same_as_last:set"]);
    assert!(codes(&usual(), &[&four]).is_empty());
    assert!(codes(&usual(), &[&before(), &usual()]).is_empty(), "only the very last set is compared");
    assert!(
        codes(&Vitals::default(), &[&Vitals::default()]).is_empty(),
        "missing is not the same as missing"
    );
}

#[test]
fn thirty_six_point_nought_for_the_third_time_running_is_asked_about() {
    let at_36 = |pulse| Vitals { temperature: DeciCelsius::new(360), pulse: Pulse::new(pulse), ..before() };
    let now = with(|v| v.temperature = DeciCelsius::new(360));
    assert_eq!(codes(&now, &[&at_36(80), &at_36(81)]), ["temperature_36:temperature"]);
    assert!(codes(&now, &[&at_36(80)]).is_empty(), "twice may be chance");
    assert!(codes(&now, &[&at_36(80), &before(), &at_36(81)]).is_empty(), "not running");
}

#[test]
fn oxygen_is_asked_for_its_device_and_the_device_for_what_belongs_to_it() {
    let on = |device: &str, flow: Option<i64>, fio2: Option<i64>| {
        with(|v| {
            v.oxygen = Some(Oxygen::Supplemental(OxygenDelivery {
                device: device.into(),
                flow: flow.and_then(OxygenFlow::new),
                fio2: fio2.and_then(Fio2::new),
            }));
        })
    };
    for (vitals, expected) in [
        (on("N", Some(200), None), vec![]),
        (on("V28", None, Some(28)), vec![]),
        (on("TM", None, Some(35)), vec![]),
        (on("HFNO", Some(6000), Some(60)), vec![]),
        (on("", None, None), vec!["device_unknown:device"]),
        (on("ZZ", Some(200), None), vec!["device_unknown:device"]),
        (on("N", None, None), vec!["delivery_unknown:flow"]),
        (on("V28", None, None), vec!["delivery_unknown:fio2"]),
        (on("N", Some(1501), None), vec!["unusual:flow"]),
    ] {
        assert_eq!(codes(&vitals, &[]), expected, "{:?}", vitals.oxygen);
    }
}
