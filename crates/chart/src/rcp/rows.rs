//! The rows of the chart, from its top to its bottom: which band each holds, and where it lies.

use super::columns::{Column, flags};
use crate::course::Course;
use clinical::{
    news2::{Band, Parameter, Scale, band_of, bands, consciousness_points},
    vitals::Consciousness,
};

/// Width of the column of a set, in units.
pub const COLUMN: f64 = 48.0;
/// Width of a column that holds no set, in units.
pub const NARROW: f64 = 30.0;
/// Width of the labels of the rows, in units.
pub const LABELS: f64 = 122.0;

/// Height of a row.
pub(super) const ROW: f64 = 18.0;
/// Height of the cell of the total.
const TOTAL: f64 = 28.0;
/// Between two blocks.
const GAP: f64 = 6.0;
/// Height of the warning over scale 2.
pub(super) const WARNING: f64 = 40.0;
/// Height of a line of what is to be known of a set.
pub(super) const FLAG: f64 = 11.0;

/// A block of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Block {
    Respiration,
    ScaleOne,
    ScaleTwo,
    Oxygen,
    Pressure,
    Pulse,
    Consciousness,
    Temperature,
    Total,
    Monitoring,
    Escalation,
    Initials,
}

impl Block {
    /// In the chart's order.
    const ALL: [Self; 12] = [
        Self::Respiration,
        Self::ScaleOne,
        Self::ScaleTwo,
        Self::Oxygen,
        Self::Pressure,
        Self::Pulse,
        Self::Consciousness,
        Self::Temperature,
        Self::Total,
        Self::Monitoring,
        Self::Escalation,
        Self::Initials,
    ];

    /// Its name, and its letter of the examination with the unit.
    pub(super) const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Respiration => ("Respirations", "A+B  breaths/min"),
            Self::ScaleOne => ("SpO₂ scale 1", "A+B  %"),
            Self::ScaleTwo => ("SpO₂ scale 2", "A+B  %"),
            Self::Oxygen => ("Air or O₂", ""),
            Self::Pressure => ("Blood pressure", "C  mmHg, scored by systolic"),
            Self::Pulse => ("Pulse", "C  beats/min"),
            Self::Consciousness => ("Consciousness", "D"),
            Self::Temperature => ("Temperature", "E  °C"),
            Self::Total => ("NEWS TOTAL", ""),
            Self::Monitoring => ("Monitoring", ""),
            Self::Escalation => ("Escalation Y/N", ""),
            Self::Initials => ("Initials", ""),
        }
    }

    /// It stands on the chart's grey ground.
    pub(super) const fn is_grey(self) -> bool {
        matches!(self, Self::ScaleTwo | Self::Monitoring | Self::Escalation | Self::Initials)
    }

    /// The sign that its rows are the bands of.
    pub(super) const fn parameter(self) -> Option<Parameter> {
        match self {
            Self::Respiration => Some(Parameter::Respiration),
            Self::ScaleOne | Self::ScaleTwo => Some(Parameter::Spo2),
            Self::Pressure => Some(Parameter::Systolic),
            Self::Pulse => Some(Parameter::Pulse),
            Self::Temperature => Some(Parameter::Temperature),
            _ => None,
        }
    }

    fn rows(self) -> Vec<(&'static str, u8, Option<Band>)> {
        let of = |bands: &[Band]| bands.iter().map(|band| (band.label, band.points, Some(*band))).collect();
        match (self, self.parameter()) {
            (Self::ScaleTwo, _) => of(&scale_two()),
            (_, Some(parameter)) => of(bands(parameter, Scale::One, false)),
            (Self::Oxygen, None) => {
                vec![("A = air", 0, None), ("O₂ L/min or %", 2, None), ("Device", 0, None)]
            }
            (Self::Consciousness, None) => Consciousness::ALL
                .into_iter()
                .map(|level| {
                    let label = match level {
                        Consciousness::Alert => "Alert",
                        Consciousness::Confusion => "Confusion",
                        Consciousness::Voice => "V",
                        Consciousness::Pain => "P",
                        Consciousness::Unresponsive => "U",
                    };
                    (label, consciousness_points(level), None)
                })
                .collect(),
            _ => vec![("", 0, None)],
        }
    }
}

/// The rows of scale 2: those that hold on oxygen alone, then those that hold on air, most of which hold on both.
fn scale_two() -> Vec<Band> {
    let on_air = bands(Parameter::Spo2, Scale::Two, false);
    let on_oxygen = bands(Parameter::Spo2, Scale::Two, true).iter().filter(|band| !on_air.contains(band));
    on_oxygen.chain(on_air).copied().collect()
}

/// A row and where it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    pub(super) label: &'static str,
    pub(super) points: u8,
    band: Option<Band>,
    pub(super) top: f64,
    pub(super) height: f64,
}

impl Row {
    pub(super) fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }

    /// Where a value lies in its row: by its size between the ends of a closed band, in the middle of an open one.
    pub(super) fn y(&self, value: i16) -> f64 {
        let Some(band) = self.band.filter(|band| !band.label.starts_with(['≥', '≤'])) else {
            return self.middle();
        };
        let part = (f64::from(value - band.low) + 0.5) / f64::from(band.high - band.low + 1);
        self.top + self.height * (1.0 - part.clamp(0.0, 1.0))
    }
}

/// A block and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    pub(super) block: Block,
    /// Top edge, above its warning.
    pub(super) top: f64,
    pub(super) rows: Vec<Row>,
}

impl Panel {
    pub(super) fn bottom(&self) -> f64 {
        self.rows.last().map_or(self.top, |row| row.top + row.height)
    }

    /// The row of a value of the block's sign.
    pub(super) fn row_of(&self, value: i16, on_oxygen: bool) -> Option<&Row> {
        let scale = if self.block == Block::ScaleTwo { Scale::Two } else { Scale::One };
        let band = band_of(self.block.parameter()?, scale, on_oxygen, value)?;
        self.rows.iter().find(|row| row.band.as_ref() == Some(band))
    }

    /// The row that a diastolic pressure lies in: the chart has no bands for it, and below the lowest it lies in that.
    pub(super) fn row_of_diastolic(&self, value: i16) -> Option<&Row> {
        self.row_of(value, false).or_else(|| self.rows.last())
    }
}

/// Where everything lies from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Lines of what is to be known of a set under its time.
    pub(super) flag_lines: usize,
    pub(super) panels: Vec<Panel>,
    pub(super) height: f64,
}

impl Layout {
    pub(super) fn of(course: &Course, columns: &[Column]) -> Self {
        let flag_lines = columns.iter().map(|column| flags(course, column).len()).max().unwrap_or(0);
        let mut top = 2.0 * ROW + FLAG * flag_lines as f64 + GAP;
        let mut panels = Vec::new();
        for block in Block::ALL {
            let panel = panel(block, top);
            top = panel.bottom() + if block < Block::Total { GAP } else { 0.0 };
            panels.push(panel);
        }
        Self { flag_lines, panels, height: top + 1.0 }
    }

    pub(super) fn panel(&self, block: Block) -> Option<&Panel> {
        self.panels.iter().find(|panel| panel.block == block)
    }
}

fn panel(block: Block, top: f64) -> Panel {
    let height = if block == Block::Total { TOTAL } else { ROW };
    let first = if block == Block::ScaleTwo { top + WARNING } else { top };
    let rows = block.rows().into_iter().enumerate().map(|(index, (label, points, band))| Row {
        label,
        points,
        band,
        top: first + height * index as f64,
        height,
    });
    Panel { block, top, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::{
        news2::{Applicability, score},
        vitals::{DeciCelsius, Oxygen, Pulse, RespRate, Sign, Spo2, Systolic, Vitals},
    };

    fn layout() -> Layout {
        Layout::of(&crate::samples::course(Vec::new()), &[])
    }

    fn vitals(parameter: Parameter, value: i16, on_oxygen: bool) -> Vitals {
        let (mut vitals, value) = (Vitals::default(), i64::from(value));
        vitals.oxygen = Some(if on_oxygen { Oxygen::Supplemental(Default::default()) } else { Oxygen::Air });
        match parameter {
            Parameter::Respiration => vitals.respiration = RespRate::new(value),
            Parameter::Spo2 => vitals.spo2 = Spo2::new(value),
            Parameter::Systolic => vitals.systolic = Systolic::new(value),
            Parameter::Pulse => vitals.pulse = Pulse::new(value),
            Parameter::Temperature => vitals.temperature = DeciCelsius::new(value),
        }
        vitals
    }

    /// The row that a value lies in carries the points that the scorer gives it: for every value that can be charted.
    #[test]
    fn every_value_lies_in_a_row_of_its_points() {
        let layout = layout();
        for block in Block::ALL {
            let Some(parameter) = block.parameter() else { continue };
            let scale = if block == Block::ScaleTwo { Scale::Two } else { Scale::One };
            let panel = layout.panel(block).unwrap();
            let (low, high) = parameter.range();
            for (value, on_oxygen) in (low..=high).flat_map(|value| [(value, false), (value, true)]) {
                let row = panel.row_of(value, on_oxygen).unwrap();
                let outcome = score(&vitals(parameter, value, on_oxygen), scale, Applicability::Applies);
                let points = outcome.parts().unwrap()[&parameter.sign()];
                assert_eq!(row.points, points, "{block:?} {value}");
                let y = row.y(value);
                assert!(row.top <= y && y <= row.top + row.height, "{block:?} {value} lies in its row");
            }
        }
    }

    #[test]
    fn the_order_and_the_rows_are_those_of_the_college() {
        let layout = layout();
        let labels = |block| {
            layout.panel(block).unwrap().rows.iter().map(|row| (row.label, row.points)).collect::<Vec<_>>()
        };
        assert_eq!(
            labels(Block::ScaleTwo),
            [
                ("≥97 on O₂", 3),
                ("95–96 on O₂", 2),
                ("93–94 on O₂", 1),
                ("≥93 on air", 0),
                ("88–92", 0),
                ("86–87", 1),
                ("84–85", 2),
                ("≤83", 3)
            ]
        );
        assert_eq!(labels(Block::Pressure).len(), 14);
        assert_eq!(labels(Block::Pulse).len(), 12);
        assert_eq!(
            labels(Block::Consciousness),
            [("Alert", 0), ("Confusion", 3), ("V", 3), ("P", 3), ("U", 3)]
        );
        assert_eq!(labels(Block::Oxygen)[1].1, 2);
        assert!(layout.panels.windows(2).all(|pair| pair[0].bottom() <= pair[1].top), "from top to bottom");
        let order: Vec<_> = layout.panels.iter().map(|panel| panel.block).collect();
        assert_eq!(order, Block::ALL);
        assert_eq!(Sign::ALL.len() + 1, Block::ALL.iter().filter(|block| **block < Block::Total).count());
    }

    #[test]
    fn within_a_row_the_higher_value_lies_higher() {
        let layout = layout();
        let pulse = layout.panel(Block::Pulse).unwrap();
        let y = |value| pulse.row_of(value, false).unwrap().y(value);
        assert!((41..=130).collect::<Vec<i16>>().windows(2).all(|pair| y(pair[0]) > y(pair[1])));
    }
}
