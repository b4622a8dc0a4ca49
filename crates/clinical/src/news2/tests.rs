//! The scorer against tables and references that were written without it.

use super::*;
use crate::vitals::{
    Consciousness, DeciCelsius, Oxygen, OxygenDelivery, Pulse, RespRate, Spo2, Systolic, Vitals,
};
use proptest::prelude::*;

mod edges;
mod subsets;

/// `rr, spo2, on_oxygen, sbp, pulse, acvpu, tenths of a degree`.
pub(super) fn set(
    rr: i64,
    spo2: i64,
    on_oxygen: bool,
    sbp: i64,
    pulse: i64,
    acvpu: char,
    tenths: i64,
) -> Vitals {
    let oxygen = if on_oxygen { Oxygen::Supplemental(OxygenDelivery::default()) } else { Oxygen::Air };
    Vitals {
        respiration: Some(RespRate::new(rr).unwrap()),
        spo2: Some(Spo2::new(spo2).unwrap()),
        oxygen: Some(oxygen),
        systolic: Some(Systolic::new(sbp).unwrap()),
        pulse: Some(Pulse::new(pulse).unwrap()),
        consciousness: Some(Consciousness::from_letter(acvpu).unwrap()),
        temperature: Some(DeciCelsius::new(tenths).unwrap()),
        ..Vitals::default()
    }
}

fn complete(vitals: &Vitals, scale: Scale) -> (Vec<u8>, u8, Risk) {
    match score(vitals, scale, Applicability::Applies) {
        Outcome::Complete { parts, total, risk } => (parts.into_values().collect(), total, risk),
        other => panic!("a full set is complete, not {other:?}"),
    }
}

/// The same set without some of its signs.
pub(super) fn without(full: &Vitals, missing: &[Sign]) -> Vitals {
    let mut vitals = full.clone();
    for sign in missing {
        match sign {
            Sign::Respiration => vitals.respiration = None,
            Sign::Spo2 => vitals.spo2 = None,
            Sign::Oxygen => vitals.oxygen = None,
            Sign::BloodPressure => vitals.systolic = None,
            Sign::Pulse => vitals.pulse = None,
            Sign::Consciousness => vitals.consciousness = None,
            Sign::Temperature => vitals.temperature = None,
        }
    }
    vitals
}

#[test]
fn published_worked_examples_come_out_as_published() {
    let (parts, total, risk) = complete(&set(26, 95, false, 95, 109, 'C', 390), Scale::One);
    assert_eq!((parts, total, risk), (vec![3, 1, 0, 2, 1, 3, 1], 11, Risk::High), "the 82-year-old on air");
    assert_eq!(complete(&set(26, 95, true, 95, 109, 'C', 390), Scale::One).1, 13, "and on oxygen");
    assert_eq!(complete(&set(22, 93, true, 100, 48, 'A', 385), Scale::One).1, 10);
    assert_eq!(complete(&set(22, 94, false, 105, 112, 'A', 385), Scale::One).1, 7);
    let (parts, total, risk) = complete(&set(22, 93, true, 108, 112, 'C', 384), Scale::One);
    assert_eq!((parts, total, risk), (vec![2, 2, 2, 1, 2, 3, 1], 13, Risk::High));
}

#[test]
fn the_coldest_patient_scores_20_and_the_hottest_at_most_19() {
    let worst = |tenths| complete(&set(30, 80, true, 60, 150, 'U', tenths), Scale::One).1;
    assert_eq!(worst(300), 20);
    assert_eq!(worst(460), 19);
}

#[test]
fn any_single_three_with_a_total_of_3_or_4_is_low_medium_and_an_urgent_ward_based_response() {
    let calm = || set(16, 97, false, 125, 70, 'A', 370);
    let with = |change: &dyn Fn(&mut Vitals)| {
        let mut vitals = calm();
        change(&mut vitals);
        vitals
    };
    let threes: Vec<(&str, Vitals)> = vec![
        ("slow breathing", with(&|v| v.respiration = RespRate::new(8))),
        ("fast breathing", with(&|v| v.respiration = RespRate::new(25))),
        ("saturation", with(&|v| v.spo2 = Spo2::new(91))),
        ("low pressure", with(&|v| v.systolic = Systolic::new(90))),
        ("high pressure", with(&|v| v.systolic = Systolic::new(220))),
        ("slow pulse", with(&|v| v.pulse = Pulse::new(40))),
        ("fast pulse", with(&|v| v.pulse = Pulse::new(131))),
        ("new confusion", with(&|v| v.consciousness = Some(Consciousness::Confusion))),
        ("voice", with(&|v| v.consciousness = Some(Consciousness::Voice))),
        ("pain", with(&|v| v.consciousness = Some(Consciousness::Pain))),
        ("unresponsive", with(&|v| v.consciousness = Some(Consciousness::Unresponsive))),
        ("cold", with(&|v| v.temperature = DeciCelsius::new(350))),
    ];
    for (name, vitals) in threes {
        let outcome = score(&vitals, Scale::One, Applicability::Applies);
        assert_eq!(outcome.floor(), Some((Risk::LowMedium, 3)), "{name}");
        assert_eq!(outcome.response(), Some(Response::UrgentWardBased), "{name}");
    }
}

#[test]
fn bands_of_the_total_are_asked_from_the_highest_down() {
    for (total, three, expected) in [
        (0, false, Risk::Low),
        (4, false, Risk::Low),
        (3, true, Risk::LowMedium),
        (4, true, Risk::LowMedium),
        (5, false, Risk::Medium),
        (6, true, Risk::Medium),
        (7, false, Risk::High),
        (20, true, Risk::High),
    ] {
        assert_eq!(Risk::of(total, three), expected, "{total} {three}");
    }
}

/// SpO2 points as the report words them, written without the table.
fn reference_spo2(scale: Scale, spo2: i64, on_oxygen: bool) -> u8 {
    if scale == Scale::One {
        return if spo2 <= 91 {
            3
        } else if spo2 <= 93 {
            2
        } else {
            u8::from(spo2 <= 95)
        };
    }
    if spo2 <= 83 {
        3
    } else if spo2 <= 85 {
        2
    } else if spo2 <= 87 {
        1
    } else if spo2 <= 92 || !on_oxygen {
        0
    } else if spo2 <= 94 {
        1
    } else if spo2 <= 96 {
        2
    } else {
        3
    }
}

#[test]
fn every_saturation_with_and_without_oxygen_scores_as_the_report_says_on_both_scales() {
    for scale in [Scale::One, Scale::Two] {
        for spo2 in 1..=100 {
            for on_oxygen in [false, true] {
                let (parts, total, _) = complete(&set(16, spo2, on_oxygen, 125, 70, 'A', 370), scale);
                let expected = reference_spo2(scale, spo2, on_oxygen);
                assert_eq!(parts[1], expected, "{scale:?} {spo2} oxygen {on_oxygen}");
                assert_eq!(total, expected + if on_oxygen { 2 } else { 0 });
            }
        }
    }
}

#[test]
fn saturation_on_scale_2_is_unknown_from_93_up_while_the_oxygen_is() {
    for spo2 in 1..=100 {
        for scale in [Scale::One, Scale::Two] {
            let vitals = without(&set(16, spo2, false, 125, 70, 'A', 370), &[Sign::Oxygen]);
            let Outcome::Incomplete { parts, at_least, at_most, missing, .. } =
                score(&vitals, scale, Applicability::Applies)
            else {
                panic!("oxygen is missing")
            };
            let (air, oxygen) = (reference_spo2(scale, spo2, false), reference_spo2(scale, spo2, true) + 2);
            assert_eq!(missing, [Sign::Oxygen], "the saturation itself was recorded");
            assert_eq!((at_least, at_most), (air.min(oxygen), air.max(oxygen)), "{scale:?} {spo2}");
            let unknown = scale == Scale::Two && spo2 >= 93;
            assert_eq!(!parts.contains_key(&Sign::Spo2), unknown, "{scale:?} {spo2}: never taken as 0");
        }
    }
}

#[test]
fn oxygen_scores_2_whatever_the_flow_or_device_and_the_diastolic_scores_nothing() {
    let mut vitals = set(16, 97, true, 125, 70, 'A', 370);
    vitals.diastolic = crate::vitals::Diastolic::new(20);
    vitals.oxygen = Some(Oxygen::Supplemental(OxygenDelivery {
        device: "RM".into(),
        flow: crate::vitals::OxygenFlow::new(1500),
        fio2: None,
    }));
    assert_eq!(complete(&vitals, Scale::One).0, [0, 0, 2, 0, 0, 0, 0]);
}

#[test]
fn a_child_a_pregnancy_and_an_unknown_age_are_recorded_and_not_scored() {
    for reason in [NotApplicable::Under16, NotApplicable::Pregnancy, NotApplicable::AgeUnknown] {
        let applies = Applicability::DoesNotApply(reason);
        for vitals in [set(30, 80, true, 60, 150, 'U', 300), Vitals::default()] {
            assert_eq!(score(&vitals, Scale::One, applies), Outcome::NotApplicable { reason });
        }
        assert!(!reason.advice().is_empty());
    }
}

#[test]
fn nothing_recorded_is_anything_from_0_to_20_and_never_low() {
    let outcome = score(&Vitals::default(), Scale::One, Applicability::Applies);
    assert_eq!(outcome.floor(), Some((Risk::Low, 0)));
    assert_eq!(outcome.ceiling(), Some((Risk::High, 20)));
    assert!(!outcome.is_complete());
}

#[test]
fn the_stored_shapes_of_an_outcome_are_these() {
    let full = set(22, 93, true, 108, 112, 'C', 384);
    insta::assert_json_snapshot!([
        score(&full, Scale::One, Applicability::Applies),
        score(&without(&full, &[Sign::Oxygen, Sign::Pulse]), Scale::Two, Applicability::Applies),
        score(&full, Scale::One, Applicability::DoesNotApply(NotApplicable::Under16)),
    ]);
}

pub(super) fn any_set() -> impl Strategy<Value = Vitals> {
    (0..=120i64, 1..=100i64, any::<bool>(), 20..=350i64, 0..=350i64, 0..5usize, 150..=460i64).prop_map(
        |(rr, spo2, oxygen, sbp, pulse, acvpu, t)| {
            set(rr, spo2, oxygen, sbp, pulse, Consciousness::ALL[acvpu].letter(), t)
        },
    )
}
