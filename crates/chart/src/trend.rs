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

pub use axis::{LEFT, RIGHT, at};

use crate::{
    course::{Course, Set},
    drawing::{Drawing, Ink, Stop, Style},
    window::Window,
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
    /// The part of the course that is drawn; without one, all of it.
    pub window: Option<Window>,
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
    /// The same with the one before and the one after the window, which lie beyond its edges: what reaches into it is drawn.
    around: Vec<Point<'a>>,
    /// Those that do not, where they are asked for.
    struck: Vec<Point<'a>>,
}

/// Draws the window of the course.
pub fn draw(course: &Course, look: Look) -> Trend {
    let edges = Window::edges(look.window, course);
    let axis = TimeAxis::new(edges, look.width);
    let (mut stops, mut points, mut around) = (Vec::new(), Vec::new(), Vec::new());
    for (index, at, set) in course.standing().filter(|(_, at, _)| *at >= course.from) {
        // A device whose clock runs ahead charts later than now: at the newest edge, where somebody sees it.
        let within = edges.hold(at) || (at > edges.to && edges.to >= course.now.utc);
        let point = Point { x: if within { axis.x(at) } else { axis.beyond(at) }, at, set };
        if within {
            stops.push(Stop { x: point.x, set: index });
            points.push(point);
        } else if at < edges.from {
            around.clear();
        } else if around.last().is_some_and(|last: &Point<'_>| last.at > edges.to) {
            break;
        }
        around.push(point);
    }
    let gone = course.sets.iter().filter(|set| look.corrections && !set.standing.counts());
    let gone = gone.filter_map(|set| Some((set.at()?, set))).filter(|(at, _)| edges.hold(*at));
    let struck = gone.map(|(at, set)| Point { x: axis.x(at), at, set }).collect();
    let scene = Scene { course, struck, points, around, axis };
    let mut drawing = Drawing { width: look.width, ..Drawing::default() };
    let bottom = scene.draw(&mut drawing, if look.low { LOW } else { 1.0 });
    drawing.height = bottom + BOTTOM;
    Trend { drawing, stops }
}

impl Scene<'_> {
    /// Whether the newest is drawn. Only then do the latest values stand at the right: read off an older window they would pass for now.
    fn reaches_now(&self) -> bool {
        self.axis.to >= self.course.now.utc
    }

    /// From a set until then, as far as it lies in the window; none where it does not.
    fn between(&self, point: &Point<'_>, until: UtcMillis) -> Option<(f64, f64)> {
        let axis = &self.axis;
        let before = point.at < axis.from;
        // A set later than now lies at the newest edge.
        let seen = if before { until > axis.from } else { point.at <= axis.to || self.reaches_now() };
        seen.then(|| (if before { axis.left() } else { point.x }, axis.x(until)))
    }

    /// Where a time after the last set ends.
    fn end(&self) -> UtcMillis {
        self.axis.to.max(self.course.now.utc)
    }

    /// All strips from the top; gives where the last one ends.
    fn draw(&self, d: &mut Drawing, tall: f64) -> f64 {
        let mut top = TOP;
        total::total(self, d, (top, TOTAL));
        if self.reaches_now() {
            total::latest(self, d, (top, TOTAL));
        }
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
        if self.reaches_now() {
            values::latest(self, d, parameter, strip);
        }
    }
}

#[cfg(test)]
mod tests;
