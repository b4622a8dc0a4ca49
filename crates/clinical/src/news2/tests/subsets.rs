//! Incomplete sets: floor and ceiling hold for every subset of every set, and no tighter bounds exist.

use super::*;

fn missing_by(mask: u8) -> Vec<Sign> {
    Sign::ALL.into_iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, sign)| sign).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_subset_of_every_set_lies_between_its_floor_and_its_ceiling(full in any_set(), two in any::<bool>()) {
        let scale = if two { Scale::Two } else { Scale::One };
        let (_, total, risk) = complete(&full, scale);
        for mask in 0u8..128 {
            let missing = missing_by(mask);
            let outcome = score(&without(&full, &missing), scale, Applicability::Applies);
            let (floor_risk, at_least) = outcome.floor().unwrap();
            let (ceiling_risk, at_most) = outcome.ceiling().unwrap();
            prop_assert!(at_least <= total && total <= at_most, "{missing:?}: {at_least} <= {total} <= {at_most}");
            prop_assert!(floor_risk <= risk && risk <= ceiling_risk, "{missing:?}");
            prop_assert_eq!(outcome.is_complete(), missing.is_empty());
            if let Outcome::Incomplete { missing: told, .. } = &outcome {
                prop_assert_eq!(told, &missing, "in chart order");
            }
            // Points that are told are right ones.
            let known = score(&full, scale, Applicability::Applies);
            for (sign, points) in outcome.parts().unwrap() {
                prop_assert_eq!(known.parts().unwrap()[sign], *points, "{:?}", sign);
            }
        }
    }

    #[test]
    fn taking_one_more_sign_away_never_raises_the_floor_nor_lowers_the_ceiling(
        full in any_set(), two in any::<bool>(), mask in 0u8..128, more in 0usize..7,
    ) {
        let scale = if two { Scale::Two } else { Scale::One };
        let outcome = |mask| score(&without(&full, &missing_by(mask)), scale, Applicability::Applies);
        let (some, fewer) = (outcome(mask), outcome(mask | (1 << more)));
        let floor = |o: &Outcome| o.floor().unwrap();
        let ceiling = |o: &Outcome| o.ceiling().unwrap();
        prop_assert!(floor(&fewer).0 <= floor(&some).0 && floor(&fewer).1 <= floor(&some).1);
        prop_assert!(ceiling(&fewer).0 >= ceiling(&some).0 && ceiling(&fewer).1 >= ceiling(&some).1);
    }
}

/// One value out of every band of every sign.
const RESPIRATIONS: [i64; 5] = [6, 10, 16, 22, 30];
const SATURATIONS: [i64; 9] = [70, 84, 86, 90, 92, 93, 94, 95, 98];
const PRESSURES: [i64; 5] = [80, 95, 105, 150, 240];
const PULSES: [i64; 6] = [35, 45, 70, 100, 120, 140];
const TEMPERATURES: [i64; 5] = [340, 355, 370, 385, 400];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn floor_and_ceiling_are_those_of_some_completion(full in any_set(), two in any::<bool>(), mask in 1u8..128) {
        let scale = if two { Scale::Two } else { Scale::One };
        let missing = missing_by(mask);
        let lost = |sign| missing.contains(&sign);
        let pick = |sign, values: &[i64]| if lost(sign) { values.to_vec() } else { vec![0] };
        let (mut totals, mut risks) = (Vec::new(), Vec::new());
        for rr in pick(Sign::Respiration, &RESPIRATIONS) {
            for spo2 in pick(Sign::Spo2, &SATURATIONS) {
                for oxygen in pick(Sign::Oxygen, &[0, 1]) {
                    for sbp in pick(Sign::BloodPressure, &PRESSURES) {
                        for pulse in pick(Sign::Pulse, &PULSES) {
                            for level in pick(Sign::Consciousness, &[0, 1]) {
                                for t in pick(Sign::Temperature, &TEMPERATURES) {
                                    let filled = set(
                                        rr, spo2.max(1), oxygen == 1, sbp.max(20), pulse,
                                        if level == 1 { 'V' } else { 'A' }, t.max(150),
                                    );
                                    let kept: Vec<Sign> =
                                        Sign::ALL.into_iter().filter(|s| !lost(*s)).collect();
                                    let mut vitals = without(&filled, &kept);
                                    merge(&mut vitals, &full, &kept);
                                    let (_, total, risk) = complete(&vitals, scale);
                                    totals.push(total);
                                    risks.push(risk);
                                }
                            }
                        }
                    }
                }
            }
        }
        let outcome = score(&without(&full, &missing), scale, Applicability::Applies);
        let least = (risks.iter().min().copied().unwrap(), totals.iter().min().copied().unwrap());
        let most = (risks.iter().max().copied().unwrap(), totals.iter().max().copied().unwrap());
        prop_assert_eq!(outcome.floor(), Some(least), "{:?}", missing);
        prop_assert_eq!(outcome.ceiling(), Some(most), "{:?}", missing);
    }
}

fn merge(into: &mut Vitals, from: &Vitals, signs: &[Sign]) {
    for sign in signs {
        match sign {
            Sign::Respiration => into.respiration = from.respiration,
            Sign::Spo2 => into.spo2 = from.spo2,
            Sign::Oxygen => into.oxygen = from.oxygen.clone(),
            Sign::BloodPressure => into.systolic = from.systolic,
            Sign::Pulse => into.pulse = from.pulse,
            Sign::Consciousness => into.consciousness = from.consciousness,
            Sign::Temperature => into.temperature = from.temperature,
        }
    }
}
