//! The trend over true time: fixed scales, so that the same height always means the same value and a gap is as wide as it was
//! long.
//!
//! After the NHS Common User Interface's rules for graphs: points joined by straight lines, pressures as vertical bars that
//! are never joined, one time axis for all strips, the newest at the right, what is off the scale at its edge with its number.

mod axis;
mod bands;
mod letters;
mod strip;
mod time;
mod total;
mod values;

pub use axis::{LEFT, RIGHT};

use crate::{
    course::{Course, Set},
    drawing::{Drawing, Ink, Stop, Style},
};
use axis::TimeAxis;
use clinical::{UtcMillis, news2::Parameter, vitals::Sign};
use strip::Strip;

/// Heights, in units.
const TOTAL: f64 = 30.0;
const ACTS: f64 = 24.0;
const LETTERS: f64 = 30.0;
const GAP: f64 = 22.0;
/// Above the first strip.
const TOP: f64 = 22.0;
/// Below the last one: what is missing and why, hours, days.
const BOTTOM: f64 = 58.0;

/// The strips' height beside a form, as a part of their full one.
const LOW: f64 = 0.62;

/// The strips in the chart's order, with their full heights.
const STRIPS: [(Parameter, f64); 5] = [
    (Parameter::Respiration, 88.0),
    (Parameter::Spo2, 88.0),
    (Parameter::Systolic, 120.0),
    (Parameter::Pulse, 100.0),
    (Parameter::Temperature, 84.0),
];

/// How the trend is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Width of the drawing, in units; what it says keeps its size.
    pub width: f64,
    /// Lower strips, beside a form.
    pub low: bool,
    /// With what no longer stands.
    pub corrections: bool,
}

/// The drawing, and where each set lies in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The marks.
    pub drawing: Drawing,
    /// The sets that stand, from left to right.
    pub stops: Vec<Stop>,
}

/// A set on the time axis.
#[derive(Clone, Copy)]
struct Point<'a> {
    x: f64,
    at: UtcMillis,
    set: &'a Set,
}

/// What every part of the drawing is drawn from.
struct Scene<'a> {
    course: &'a Course,
    axis: TimeAxis,
    /// The sets that stand, oldest first.
    points: Vec<Point<'a>>,
    /// Those that do not, where they are asked for.
    struck: Vec<Point<'a>>,
}

/// Draws the window of the course.
pub fn draw(course: &Course, look: Look) -> Trend {
    let axis = TimeAxis::new(course.from, course.now.utc, look.width);
    let mut stops = Vec::new();
    let points = course.standing().filter(|(_, at, _)| *at >= course.from).map(|(index, at, set)| {
        let x = axis.x(at);
        stops.push(Stop { x, set: index });
        Point { x, at, set }
    });
    let points = points.collect();
    let gone = course.sets.iter().filter(|set| look.corrections && !set.standing.counts());
    let struck =
        gone.filter_map(|set| Some((set.at()?, set))).map(|(at, set)| Point { x: axis.x(at), at, set });
    let scene = Scene { course, struck: struck.collect(), points, axis };
    let mut drawing = Drawing { width: look.width, ..Drawing::default() };
    let bottom = scene.draw(&mut drawing, if look.low { LOW } else { 1.0 });
    drawing.height = bottom + BOTTOM;
    Trend { drawing, stops }
}

impl Scene<'_> {
    /// All strips from the top; gives where the last one ends.
    fn draw(&self, d: &mut Drawing, tall: f64) -> f64 {
        let mut top = TOP;
        total::total(self, d, (top, TOTAL));
        top += TOTAL;
        if total::acts(self, d, top + 2.0) {
            top += ACTS;
        }
        top += GAP;
        for (parameter, height) in STRIPS {
            let strip = Strip::of(parameter, top, height * tall);
            self.strip(d, parameter, strip);
            top = strip.bottom();
            match parameter {
                Parameter::Spo2 => {
                    letters::letters(self, d, top + 4.0, Sign::Oxygen);
                    top += LETTERS + 4.0;
                }
                Parameter::Pulse => {
                    top += GAP;
                    letters::letters(self, d, top, Sign::Consciousness);
                    top += LETTERS;
                }
                _ => {}
            }
            top += GAP;
        }
        let bottom = top - GAP;
        time::time(self, d, bottom);
        bottom
    }

    fn strip(&self, d: &mut Drawing, parameter: Parameter, strip: Strip) {
        let sign = parameter.sign();
        bands::bands(self, d, parameter, strip);
        let label = format!("{}, {}", sign.label(), sign.unit());
        d.text((4.0, strip.top - 6.0), Style::bold(12.0), Ink::Heading, label);
        values::values(self, d, parameter, strip);
        values::reasons(self, d, sign, strip.bottom());
        values::latest(self, d, parameter, strip);
    }
}

#[cfg(test)]
mod tests;
