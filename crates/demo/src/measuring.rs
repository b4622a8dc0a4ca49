//! From what is true to what is charted: rounding, heaping and the habits of tired hands.
//!
//! Habits are calibrated to what was found in 4.38 million sets from English wards: 36.0 degrees in 11.3 per cent of
//! temperatures, breathing rates heaped on even numbers and more so after a calm set, pressures and pulses on tens in
//! some 2 per cent (Jackson and others, 2023).

use crate::{
    chance::Chance,
    course::{Breath, DIASTOLIC_PERMILLE},
    physiology::Truth,
};
use clinical::vitals::{
    DeciCelsius, Diastolic, Fio2, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate, Sign, Spo2, Systolic,
    UnableReason, Vitals,
};

/// Odd breathing rates moved to an even neighbour, per thousand: counted for 30 seconds and doubled.
const HEAPED: u32 = 620;
/// The same after a set that was calm.
const HEAPED_AFTER_CALM: u32 = 740;
/// Temperatures written as 36.0 without much looking, per thousand of those that are nearly normal.
const THIRTY_SIX: u32 = 104;
/// Pressures and pulses written as the nearest ten, per thousand.
const TENS: u32 = 22;

/// A full set as this patient's signs would be charted.
pub(crate) fn measure(truth: &Truth, after_calm: bool, chance: &mut Chance) -> Vitals {
    let signs = truth.signs;
    let systolic = on_tens(whole(signs.systolic), chance).clamp(50, 240);
    let ratio = DIASTOLIC_PERMILLE + chance.bell(35);
    let diastolic = on_tens(systolic * ratio / 1000, chance).clamp(25, systolic - 12);
    Vitals {
        respiration: RespRate::new(breaths(signs.respiration, after_calm, chance).into()),
        spo2: Spo2::new(whole(signs.spo2).clamp(70, 100).into()),
        oxygen: Some(oxygen(truth.breath)),
        systolic: Systolic::new(systolic.into()),
        diastolic: Diastolic::new(diastolic.into()),
        pulse: Pulse::new(on_tens(whole(signs.pulse), chance).clamp(38, 190).into()),
        consciousness: Some(truth.mind),
        temperature: DeciCelsius::new(tenths(signs.temperature, chance).into()),
        unable: std::collections::BTreeMap::new(),
    }
}

/// Takes a sign out of a set and says why it is not there.
pub(crate) fn leave_out(vitals: &mut Vitals, sign: Sign, reason: UnableReason) {
    match sign {
        Sign::Respiration => vitals.respiration = None,
        Sign::Spo2 => vitals.spo2 = None,
        Sign::Oxygen => vitals.oxygen = None,
        Sign::BloodPressure => (vitals.systolic, vitals.diastolic) = (None, None),
        Sign::Pulse => vitals.pulse = None,
        Sign::Consciousness => vitals.consciousness = None,
        Sign::Temperature => vitals.temperature = None,
    }
    vitals.unable.insert(sign, reason);
}

/// Hundredths to the nearest whole, half up.
const fn whole(hundredths: i32) -> i32 {
    (hundredths + 50).div_euclid(100)
}

fn breaths(hundredths: i32, after_calm: bool, chance: &mut Chance) -> i32 {
    let counted = whole(hundredths).clamp(7, 48);
    let heaped = if after_calm { HEAPED_AFTER_CALM } else { HEAPED };
    match counted % 2 {
        0 => counted,
        _ if !chance.permille(heaped) => counted,
        _ if chance.permille(500) => counted + 1,
        _ => counted - 1,
    }
}

fn on_tens(value: i32, chance: &mut Chance) -> i32 {
    if chance.permille(TENS) { (value + 5).div_euclid(10) * 10 } else { value }
}

fn tenths(hundredths: i32, chance: &mut Chance) -> i32 {
    let value = whole(hundredths).clamp(330, 415);
    if (354..=372).contains(&value) && chance.permille(THIRTY_SIX) { 360 } else { value }
}

fn oxygen(breath: Breath) -> Oxygen {
    let delivery = |device: &str, flow, fio2| {
        Oxygen::Supplemental(OxygenDelivery { device: device.to_owned(), flow, fio2 })
    };
    match breath {
        Breath::Air => Oxygen::Air,
        Breath::Flow(device, hundredths) => delivery(device, OxygenFlow::new(hundredths), None),
        Breath::Percent(device, percent) => delivery(device, None, Fio2::new(percent)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Signs;
    use clinical::{policy::Policy, vitals::Consciousness};

    fn truth(signs: Signs, breath: Breath) -> Truth {
        Truth { signs, breath, mind: Consciousness::Alert }
    }

    #[test]
    fn whatever_the_body_does_the_charted_set_is_one_that_may_be_saved() {
        let mut chance = Chance::new(11, 0);
        for _ in 0..5_000 {
            let signs = Signs {
                respiration: chance.between(-2_000, 9_000),
                spo2: chance.between(4_000, 12_000),
                systolic: chance.between(0, 40_000),
                pulse: chance.between(0, 40_000),
                temperature: chance.between(20_000, 50_000),
            };
            let vitals = measure(&truth(signs, Breath::Air), false, &mut chance);
            assert_eq!(vitals.problems(), vec![], "{vitals:?}");
            assert_eq!(vitals.missing().count(), 0, "nothing is left out by accident");
        }
    }

    #[test]
    fn every_way_of_giving_oxygen_is_one_of_the_policys() {
        let policy = Policy::rcp_default();
        for breath in [Breath::Flow("N", 200), Breath::Flow("SM", 600), Breath::Percent("V28", 28)] {
            let Oxygen::Supplemental(delivery) = oxygen(breath) else { panic!("oxygen is given") };
            let device = policy.oxygen_device(&delivery.device).expect("on the policy's list");
            assert_eq!((device.flow, device.percent), (delivery.flow.is_some(), delivery.fio2.is_some()));
        }
    }

    #[test]
    fn what_is_left_out_is_missing_with_its_reason_and_never_zero() {
        let signs =
            Signs { respiration: 1600, spo2: 9700, systolic: 12_000, pulse: 8000, temperature: 36_700 };
        let mut vitals = measure(&truth(signs, Breath::Air), true, &mut Chance::new(1, 0));
        for sign in Sign::ALL {
            leave_out(&mut vitals, sign, UnableReason::Declined);
        }
        assert_eq!(vitals.missing().count(), 7);
        assert_eq!(vitals.diastolic, None, "a blood pressure goes as a whole");
        assert_eq!(vitals.problems(), vec![]);
    }
}
