//! The one table of bands: the scorer looks values up in it and the chart draws its rows from it.
//!
//! Rows and points: Royal College of Physicians, National Early Warning Score (NEWS) 2, London, 2017, chart 1 and the
//! observation chart. The rows are the chart's, so neighbouring rows may carry the same points. Each table runs from
//! the chart's top row to its bottom row and covers every value that the unit can hold, once; the compiler checks it.

use super::Scale;
use crate::vitals::{Consciousness, DeciCelsius, Oxygen, Pulse, RespRate, Sign, Spo2, Systolic, Vitals};

/// A sign that is scored by the band its number falls in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// Breaths a minute.
    Respiration,
    /// Oxygen saturation, per cent.
    Spo2,
    /// Systolic blood pressure, mmHg.
    Systolic,
    /// Beats a minute.
    Pulse,
    /// Temperature in tenths of a degree Celsius.
    Temperature,
}

impl Parameter {
    /// All five in chart order.
    pub const ALL: [Self; 5] =
        [Self::Respiration, Self::Spo2, Self::Systolic, Self::Pulse, Self::Temperature];

    /// The sign it belongs to.
    pub const fn sign(self) -> Sign {
        match self {
            Self::Respiration => Sign::Respiration,
            Self::Spo2 => Sign::Spo2,
            Self::Systolic => Sign::BloodPressure,
            Self::Pulse => Sign::Pulse,
            Self::Temperature => Sign::Temperature,
        }
    }

    /// Lowest and highest value that can be charted, both included.
    pub const fn range(self) -> (i16, i16) {
        match self {
            Self::Respiration => (RespRate::MIN as i16, RespRate::MAX as i16),
            Self::Spo2 => (Spo2::MIN as i16, Spo2::MAX as i16),
            Self::Systolic => (Systolic::MIN as i16, Systolic::MAX as i16),
            Self::Pulse => (Pulse::MIN as i16, Pulse::MAX as i16),
            Self::Temperature => (DeciCelsius::MIN, DeciCelsius::MAX),
        }
    }

    /// The charted number, where it was recorded.
    pub fn value(self, vitals: &Vitals) -> Option<i16> {
        match self {
            Self::Respiration => vitals.respiration.map(|v| v.get() as i16),
            Self::Spo2 => vitals.spo2.map(|v| i16::from(v.get())),
            Self::Systolic => vitals.systolic.map(|v| v.get() as i16),
            Self::Pulse => vitals.pulse.map(|v| v.get() as i16),
            Self::Temperature => vitals.temperature.map(DeciCelsius::get),
        }
    }
}

/// One row of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Lowest value of the row, in the parameter's unit.
    pub low: i16,
    /// Highest value of the row.
    pub high: i16,
    /// 0 to 3.
    pub points: u8,
    /// The row's label as printed on the chart.
    pub label: &'static str,
}

const fn row(low: i16, high: i16, points: u8, label: &'static str) -> Band {
    Band { low, high, points, label }
}

static RESPIRATION: [Band; 7] = [
    row(25, 120, 3, "≥25"),
    row(21, 24, 2, "21–24"),
    row(18, 20, 0, "18–20"),
    row(15, 17, 0, "15–17"),
    row(12, 14, 0, "12–14"),
    row(9, 11, 1, "9–11"),
    row(0, 8, 3, "≤8"),
];

static SPO2_SCALE_1: [Band; 4] =
    [row(96, 100, 0, "≥96"), row(94, 95, 1, "94–95"), row(92, 93, 2, "92–93"), row(1, 91, 3, "≤91")];

static SPO2_SCALE_2_ON_OXYGEN: [Band; 7] = [
    row(97, 100, 3, "≥97 on O₂"),
    row(95, 96, 2, "95–96 on O₂"),
    row(93, 94, 1, "93–94 on O₂"),
    row(88, 92, 0, "88–92"),
    row(86, 87, 1, "86–87"),
    row(84, 85, 2, "84–85"),
    row(1, 83, 3, "≤83"),
];

static SPO2_SCALE_2_ON_AIR: [Band; 5] = [
    row(93, 100, 0, "≥93 on air"),
    row(88, 92, 0, "88–92"),
    row(86, 87, 1, "86–87"),
    row(84, 85, 2, "84–85"),
    row(1, 83, 3, "≤83"),
];

static SYSTOLIC: [Band; 14] = [
    row(220, 350, 3, "≥220"),
    row(201, 219, 0, "201–219"),
    row(181, 200, 0, "181–200"),
    row(161, 180, 0, "161–180"),
    row(141, 160, 0, "141–160"),
    row(121, 140, 0, "121–140"),
    row(111, 120, 0, "111–120"),
    row(101, 110, 1, "101–110"),
    row(91, 100, 2, "91–100"),
    row(81, 90, 3, "81–90"),
    row(71, 80, 3, "71–80"),
    row(61, 70, 3, "61–70"),
    row(51, 60, 3, "51–60"),
    row(20, 50, 3, "≤50"),
];

static PULSE: [Band; 12] = [
    row(131, 350, 3, "≥131"),
    row(121, 130, 2, "121–130"),
    row(111, 120, 2, "111–120"),
    row(101, 110, 1, "101–110"),
    row(91, 100, 1, "91–100"),
    row(81, 90, 0, "81–90"),
    row(71, 80, 0, "71–80"),
    row(61, 70, 0, "61–70"),
    row(51, 60, 0, "51–60"),
    row(41, 50, 1, "41–50"),
    row(31, 40, 3, "31–40"),
    row(0, 30, 3, "≤30"),
];

static TEMPERATURE: [Band; 6] = [
    row(391, 460, 2, "≥39.1"),
    row(381, 390, 1, "38.1–39.0"),
    row(371, 380, 0, "37.1–38.0"),
    row(361, 370, 0, "36.1–37.0"),
    row(351, 360, 1, "35.1–36.0"),
    row(150, 350, 3, "≤35.0"),
];

/// Whether the rows, read from the last to the first, cover `range` with no gap and no overlap.
const fn covers(rows: &[Band], range: (i16, i16)) -> bool {
    let mut next = range.0;
    let mut left = rows.len();
    while left > 0 {
        left -= 1;
        if rows[left].low != next || rows[left].high < rows[left].low || rows[left].points > 3 {
            return false;
        }
        next = rows[left].high + 1;
    }
    next == range.1 + 1
}

const _: () = {
    assert!(covers(&RESPIRATION, Parameter::Respiration.range()));
    assert!(covers(&SPO2_SCALE_1, Parameter::Spo2.range()));
    assert!(covers(&SPO2_SCALE_2_ON_OXYGEN, Parameter::Spo2.range()));
    assert!(covers(&SPO2_SCALE_2_ON_AIR, Parameter::Spo2.range()));
    assert!(covers(&SYSTOLIC, Parameter::Systolic.range()));
    assert!(covers(&PULSE, Parameter::Pulse.range()));
    assert!(covers(&TEMPERATURE, Parameter::Temperature.range()));
};

/// The rows of one parameter, from the chart's top to its bottom. The scale and the oxygen matter to SpO2 only.
pub fn bands(parameter: Parameter, scale: Scale, on_oxygen: bool) -> &'static [Band] {
    match (parameter, scale, on_oxygen) {
        (Parameter::Respiration, _, _) => &RESPIRATION,
        (Parameter::Spo2, Scale::One, _) => &SPO2_SCALE_1,
        (Parameter::Spo2, Scale::Two, true) => &SPO2_SCALE_2_ON_OXYGEN,
        (Parameter::Spo2, Scale::Two, false) => &SPO2_SCALE_2_ON_AIR,
        (Parameter::Systolic, _, _) => &SYSTOLIC,
        (Parameter::Pulse, _, _) => &PULSE,
        (Parameter::Temperature, _, _) => &TEMPERATURE,
    }
}

/// The row that holds `value`; `None` when no value of the parameter's unit can be that.
pub fn band_of(parameter: Parameter, scale: Scale, on_oxygen: bool, value: i16) -> Option<&'static Band> {
    bands(parameter, scale, on_oxygen).iter().find(|band| (band.low..=band.high).contains(&value))
}

/// Rows with equal points joined, from top to bottom: the coloured areas behind a trend line.
pub fn areas(parameter: Parameter, scale: Scale, on_oxygen: bool) -> Vec<(i16, i16, u8)> {
    let mut areas: Vec<(i16, i16, u8)> = Vec::new();
    for band in bands(parameter, scale, on_oxygen) {
        match areas.last_mut() {
            Some((low, _, points)) if *points == band.points => *low = band.low,
            _ => areas.push((band.low, band.high, band.points)),
        }
    }
    areas
}

/// Points for breathing oxygen: 2 whatever the flow or the device, 0 on air.
pub const fn oxygen_points(oxygen: &Oxygen) -> u8 {
    match oxygen {
        Oxygen::Air => 0,
        Oxygen::Supplemental(_) => 2,
    }
}

/// Points for the level of consciousness: 0 when alert, otherwise 3.
pub const fn consciousness_points(level: Consciousness) -> u8 {
    match level {
        Consciousness::Alert => 0,
        Consciousness::Confusion
        | Consciousness::Voice
        | Consciousness::Pain
        | Consciousness::Unresponsive => 3,
    }
}
