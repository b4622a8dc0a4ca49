//! The scorer: the preview, the stored score and the chart's arithmetic are this function.

use super::{
    Applicability, Outcome, Parameter, Risk, Scale, band_of, bands, consciousness_points, oxygen_points,
};
use crate::vitals::{Consciousness, Sign, Vitals};
use std::collections::BTreeMap;

/// Scores one set under the scale that was authorised on the stay.
///
/// A missing sign is never taken as normal: the outcome is then [`Outcome::Incomplete`], whose floor and ceiling are
/// exact over every value the missing signs could have had.
pub fn score(vitals: &Vitals, scale: Scale, applicability: Applicability) -> Outcome {
    if let Applicability::DoesNotApply(reason) = applicability {
        return Outcome::NotApplicable { reason };
    }
    let mut parts: BTreeMap<Sign, u8> = BTreeMap::new();
    for sign in Sign::ALL {
        if let Some(points) = points(vitals, scale, sign) {
            parts.insert(sign, points);
        }
    }
    let missing: Vec<Sign> = vitals.missing().collect();
    if missing.is_empty() {
        let total = parts.values().sum();
        let risk = Risk::of(total, parts.values().any(|p| *p == 3));
        return Outcome::Complete { parts, total, risk };
    }
    let possible = completions(vitals, scale);
    let totals = || possible.iter().map(|(total, _)| total);
    let risks = || possible.iter().map(|(total, three)| Risk::of(total, three));
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

/// Totals that a set could turn out to have, a bit each: those without a sign that scores 3, and those with one. The
/// highest total is 20.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Totals {
    without_three: u32,
    with_three: u32,
}

impl Totals {
    const NONE: Self = Self { without_three: 0, with_three: 0 };

    /// The points that one sign may score.
    fn of(points: impl IntoIterator<Item = u8>) -> Self {
        points.into_iter().fold(Self::NONE, |totals, points| totals.or(points, points == 3))
    }

    /// Or this total.
    const fn or(mut self, total: u8, three: bool) -> Self {
        let bit = 1 << total;
        if three {
            self.with_three |= bit
        } else {
            self.without_three |= bit
        }
        self
    }

    /// Every total of this together with every one of `next`.
    fn plus(self, next: Self) -> Self {
        let sums = |a: u32, b: u32| {
            (0..u32::BITS).filter(|n| b >> n & 1 == 1).fold(0, |all, points| all | a << points)
        };
        Self {
            without_three: sums(self.without_three, next.without_three),
            with_three: sums(self.with_three, next.without_three | next.with_three)
                | sums(self.without_three, next.with_three),
        }
    }

    /// Total and "some sign scores 3", the lowest first.
    fn iter(self) -> impl Iterator<Item = (u8, bool)> {
        let of = |bits: u32, three: bool| {
            (0_u8..32).filter(move |n| bits >> n & 1 == 1).map(move |total| (total, three))
        };
        of(self.without_three, false).chain(of(self.with_three, true))
    }
}

/// Every total that the set could turn out to have, once the missing signs were known.
fn completions(vitals: &Vitals, scale: Scale) -> Totals {
    let single = |sign, all: Totals| points(vitals, scale, sign).map_or(all, |known| Totals::of([known]));
    let rows = |parameter| Totals::of(bands(parameter, scale, false).iter().map(|band| band.points));
    let levels = [Consciousness::Alert, Consciousness::Unresponsive].map(consciousness_points);
    [
        single(Sign::Respiration, rows(Parameter::Respiration)),
        saturation_and_oxygen(vitals, scale),
        single(Sign::BloodPressure, rows(Parameter::Systolic)),
        single(Sign::Pulse, rows(Parameter::Pulse)),
        single(Sign::Consciousness, Totals::of(levels)),
        single(Sign::Temperature, rows(Parameter::Temperature)),
    ]
    .into_iter()
    .fold(Totals::of([0]), Totals::plus)
}

/// SpO2 and oxygen together, because under scale 2 the one decides what the other scores.
fn saturation_and_oxygen(vitals: &Vitals, scale: Scale) -> Totals {
    let saturation = Parameter::Spo2.value(vitals);
    let mut possible = Totals::NONE;
    for on_oxygen in [false, true] {
        if vitals.on_oxygen().is_some_and(|known| known != on_oxygen) {
            continue;
        }
        let oxygen = if on_oxygen { 2 } else { 0 };
        for band in bands(Parameter::Spo2, scale, on_oxygen) {
            if saturation.is_none_or(|value| (band.low..=band.high).contains(&value)) {
                possible = possible.or(band.points + oxygen, band.points == 3);
            }
        }
    }
    possible
}
