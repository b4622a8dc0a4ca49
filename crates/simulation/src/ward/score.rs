//! NEWS2 once more, from the Royal College of Physicians' chart (2017), by tables and not by the product's code.

use clinical::vitals::{Consciousness, Oxygen, Vitals};

/// Points for a value: the first row whose upper edge it does not pass.
fn points(value: i64, rows: &[(i64, u8)]) -> u8 {
    rows.iter().find(|(most, _)| value <= *most).map_or(0, |(_, points)| *points)
}

const END: i64 = i64::MAX;

/// The total of a complete set under scale 1; `None` when something is missing.
pub(super) fn total(vitals: &Vitals) -> Option<u8> {
    let respiration = i64::from(vitals.respiration?.get());
    let spo2 = i64::from(vitals.spo2?.get());
    let systolic = i64::from(vitals.systolic?.get());
    let pulse = i64::from(vitals.pulse?.get());
    let temperature = i64::from(vitals.temperature?.get());
    let air = matches!(vitals.oxygen.as_ref()?, Oxygen::Air);
    let alert = matches!(vitals.consciousness.as_ref()?, Consciousness::Alert);
    let sum = points(respiration, &[(8, 3), (11, 1), (20, 0), (24, 2), (END, 3)])
        + points(spo2, &[(91, 3), (93, 2), (95, 1), (END, 0)])
        + if air { 0 } else { 2 }
        + points(systolic, &[(90, 3), (100, 2), (110, 1), (219, 0), (END, 3)])
        + points(pulse, &[(40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (END, 3)])
        + if alert { 0 } else { 3 }
        + points(temperature, &[(350, 3), (360, 1), (380, 0), (390, 1), (END, 2)]);
    Some(sum)
}
