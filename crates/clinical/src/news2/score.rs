//! The scorer: the preview, the stored score and the chart's arithmetic are this function.

use super::{
    Applicability, Outcome, Parameter, Risk, Scale, band_of, bands, consciousness_points, oxygen_points,
};
use crate::vitals::{Consciousness, Sign, Vitals};
use std::collections::{BTreeMap, BTreeSet};

/// Scores one set under the scale that was authorised on the stay.
///
/// A missing sign is never taken as normal: the outcome is then [`Outcome::Incomplete`], whose floor and ceiling are
/// exact over every value the missing signs could have had.
pub fn score(vitals: &Vitals, scale: Scale, applicability: Applicability) -> Outcome {
    if let Applicability::DoesNotApply(reason) = applicability {
        return Outcome::NotApplicable { reason };
    }
    let parts: BTreeMap<Sign, u8> =
        Sign::ALL.into_iter().filter_map(|sign| Some((sign, points(vitals, scale, sign)?))).collect();
    let missing: Vec<Sign> = vitals.missing().collect();
    if missing.is_empty() {
        let total = parts.values().sum();
        let risk = Risk::of(total, parts.values().any(|p| *p == 3));
        return Outcome::Complete { parts, total, risk };
    }
    let possible = completions(vitals, scale);
    let totals = || possible.iter().map(|(total, _)| *total);
    let risks = || possible.iter().map(|(total, three)| Risk::of(*total, *three));
    Outcome::Incomplete {
        at_least: totals().min().unwrap_or(0),
        at_most: totals().max().unwrap_or(20),
        floor_risk: risks().min().unwrap_or(Risk::Low),
        ceiling_risk: risks().max().unwrap_or(Risk::High),
        parts,
        missing,
    }
}

/// The points of one sign, where they can be known.
fn points(vitals: &Vitals, scale: Scale, sign: Sign) -> Option<u8> {
    let banded = |parameter: Parameter, on_oxygen| {
        band_of(parameter, scale, on_oxygen, parameter.value(vitals)?).map(|band| band.points)
    };
    match sign {
        Sign::Respiration => banded(Parameter::Respiration, false),
        Sign::Spo2 => match vitals.on_oxygen() {
            Some(on_oxygen) => banded(Parameter::Spo2, on_oxygen),
            // Scale 2 at 93 and above depends on the oxygen; below, and on scale 1, both answers agree.
            None => banded(Parameter::Spo2, false).filter(|air| banded(Parameter::Spo2, true) == Some(*air)),
        },
        Sign::Oxygen => vitals.oxygen.as_ref().map(oxygen_points),
        Sign::BloodPressure => banded(Parameter::Systolic, false),
        Sign::Pulse => banded(Parameter::Pulse, false),
        Sign::Consciousness => vitals.consciousness.map(consciousness_points),
        Sign::Temperature => banded(Parameter::Temperature, false),
    }
}

/// Every (total, "some sign scores 3") that the set could turn out to have, once the missing signs were known.
fn completions(vitals: &Vitals, scale: Scale) -> BTreeSet<(u8, bool)> {
    let single = |sign, all: BTreeSet<u8>| match points(vitals, scale, sign) {
        Some(known) => BTreeSet::from([(known, known == 3)]),
        None => all.into_iter().map(|p| (p, p == 3)).collect(),
    };
    let rows = |parameter| bands(parameter, scale, false).iter().map(|band| band.points).collect();
    let levels = [Consciousness::Alert, Consciousness::Unresponsive].map(consciousness_points);
    [
        single(Sign::Respiration, rows(Parameter::Respiration)),
        saturation_and_oxygen(vitals, scale),
        single(Sign::BloodPressure, rows(Parameter::Systolic)),
        single(Sign::Pulse, rows(Parameter::Pulse)),
        single(Sign::Consciousness, levels.into_iter().collect()),
        single(Sign::Temperature, rows(Parameter::Temperature)),
    ]
    .into_iter()
    .fold(BTreeSet::from([(0, false)]), |so_far, next| {
        so_far.iter().flat_map(|a| next.iter().map(move |b| (a.0 + b.0, a.1 || b.1))).collect()
    })
}

/// SpO2 and oxygen together, because under scale 2 the one decides what the other scores.
fn saturation_and_oxygen(vitals: &Vitals, scale: Scale) -> BTreeSet<(u8, bool)> {
    let saturation = Parameter::Spo2.value(vitals);
    let mut possible = BTreeSet::new();
    for on_oxygen in [false, true] {
        if vitals.on_oxygen().is_some_and(|known| known != on_oxygen) {
            continue;
        }
        let oxygen = if on_oxygen { 2 } else { 0 };
        for band in bands(Parameter::Spo2, scale, on_oxygen) {
            if saturation.is_none_or(|value| (band.low..=band.high).contains(&value)) {
                possible.insert((band.points + oxygen, band.points == 3));
            }
        }
    }
    possible
}
