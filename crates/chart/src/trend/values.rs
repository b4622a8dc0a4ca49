//! Values on their strip: joined dots, pressures as bars, reasons where there is none, the latest in numbers.

use super::{
    Point, Scene,
    strip::{Place, Strip},
};
use crate::{
    course::letter,
    drawing::{Drawing, Ink, Mark, Shape, Style},
    words,
};
use clinical::{news2::Parameter, vitals::Sign};

/// Half the width of a dot.
const SIZE: f64 = 3.6;

/// The values of a strip. A line runs from one to the next, not across a missing value, nor across more than twice the
/// planned interval.
pub(super) fn values(scene: &Scene<'_>, d: &mut Drawing, parameter: Parameter, strip: Strip) {
    if parameter != Parameter::Systolic {
        for run in runs(scene, parameter) {
            let at = |(point, value): &(Point<'_>, i16)| (point.x, strip.place(*value).y());
            let points = cut(run.iter().map(at).collect(), (scene.axis.left(), scene.axis.right()));
            d.marks.push(Mark::Line { points, ink: Ink::Value });
        }
    }
    for point in scene.struck.iter().chain(&scene.points) {
        let Some(value) = parameter.value(&point.set.vitals) else { continue };
        let place = strip.place(value);
        if parameter == Parameter::Systolic {
            bar(d, point, strip, place, value);
        } else {
            dot(d, point, parameter, place, value);
        }
        about(d, point, parameter.sign(), place.y());
    }
}

/// Two values or more that are joined.
pub(super) fn runs<'a>(scene: &Scene<'a>, parameter: Parameter) -> Vec<Vec<(Point<'a>, i16)>> {
    let mut runs: Vec<Vec<(Point<'a>, i16)>> = Vec::new();
    let mut previous: Option<Point<'a>> = None;
    for point in &scene.around {
        let value = parameter.value(&point.set.vitals);
        if let Some(value) = value {
            let joins = previous.is_some_and(|before| scene.course.joined(before.set, point.set));
            match runs.last_mut().filter(|_| joins) {
                Some(run) => run.push((*point, value)),
                None => runs.push(vec![(*point, value)]),
            }
        }
        previous = value.map(|_| *point);
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// A line as far as it lies in the window: its first and its last point may lie beyond, and the line keeps its slope.
fn cut(mut points: Vec<(f64, f64)>, (left, right): (f64, f64)) -> Vec<(f64, f64)> {
    let on = |(x, y): (f64, f64), (to_x, to_y): (f64, f64), edge: f64| {
        (edge, y + (to_y - y) * (edge - x) / (to_x - x))
    };
    if let [first, second, ..] = points.as_mut_slice()
        && first.0 < left
    {
        *first = on(*first, *second, left);
    }
    if let [.., before, last] = points.as_mut_slice()
        && last.0 > right
    {
        *last = on(*before, *last, right);
    }
    points
}

const fn ink(point: &Point<'_>) -> Ink {
    if point.set.standing.counts() { Ink::Value } else { Ink::Struck }
}

fn dot(d: &mut Drawing, point: &Point<'_>, parameter: Parameter, place: Place, value: i16) {
    let at = (point.x, place.y());
    let (shape, beside) = match place {
        Place::At(_) if point.set.outcome.is_complete() => (Shape::Dot, None),
        Place::At(_) => (Shape::Hollow, None),
        Place::Above(_) => (Shape::Up, Some(16.0)),
        Place::Below(_) => (Shape::Down, Some(-8.0)),
    };
    d.shape(at, if beside.is_some() { SIZE + 1.4 } else { SIZE }, shape, ink(point));
    if let Some(beside) = beside {
        number(d, at, beside, words::number(parameter, value));
    }
}

/// The number of a value that is off the scale.
fn number(d: &mut Drawing, (x, y): (f64, f64), beside: f64, words: String) {
    d.text((x, y + beside), Style::bold(11.5).middle(), Ink::Words, words);
}

/// A vertical line with short bars at systolic and diastolic; never joined to the next.
fn bar(d: &mut Drawing, point: &Point<'_>, strip: Strip, high: Place, systolic: i16) {
    let diastolic = point.set.vitals.diastolic.map(|low| low.get() as i16);
    let low = diastolic.map(|low| strip.place(low));
    d.marks.push(Mark::Bar { x: point.x, high: high.y(), low: low.map(Place::y), ink: ink(point) });
    let above = [(Some(high), Some(systolic)), (low, diastolic)];
    for (place, value) in above.into_iter().filter_map(|(place, value)| place.zip(value)) {
        match place {
            Place::Above(y) => {
                d.shape((point.x, y), SIZE, Shape::Up, ink(point));
                number(d, (point.x + 16.0, y), 5.0, value.to_string());
            }
            Place::Below(y) => {
                d.shape((point.x, y), SIZE, Shape::Down, ink(point));
                number(d, (point.x + 14.0, y), 3.0, value.to_string());
            }
            Place::At(_) => {}
        }
    }
}

/// What is to be known of a value, around it.
fn about(d: &mut Drawing, point: &Point<'_>, sign: Sign, y: f64) {
    let (set, at) = (point.set, (point.x, y));
    if set.late || set.clock_doubtful {
        d.shape(at, SIZE + 3.4, Shape::Ring, Ink::Late);
    }
    if set.corrects {
        d.shape(at, SIZE + 3.4, Shape::Ring, Ink::Corrected);
    }
    if set.from_device.contains(&sign) {
        d.shape(at, SIZE + 2.4, Shape::Square, Ink::Device);
    }
    if !set.standing.counts() {
        d.shape(at, SIZE + 3.0, Shape::Stroke, Ink::Struck);
    }
}

/// Why a value is missing, as a letter on the strip's lower edge.
pub(super) fn reasons(scene: &Scene<'_>, d: &mut Drawing, sign: Sign, bottom: f64) {
    let mut free = f64::MIN;
    for point in &scene.points {
        let Some(reason) = point.set.vitals.unable.get(&sign) else { continue };
        if point.x < free {
            continue;
        }
        free = point.x + 8.0;
        d.text((point.x, bottom - 4.0), Style::bold(12.0).middle(), Ink::Gap, letter(reason));
    }
}

/// The latest value large, the one before it small.
pub(super) fn latest(scene: &Scene<'_>, d: &mut Drawing, parameter: Parameter, strip: Strip) {
    let shown = |point: &Point<'_>| words::value(&point.set.vitals, parameter.sign(), &scene.course.bedside);
    let mut values = scene.points.iter().rev().filter_map(shown);
    let (x, middle) = (scene.axis.right() + 6.0, (strip.top + strip.bottom()) / 2.0);
    let size = if parameter == Parameter::Systolic { 14.0 } else { 18.0 };
    if let Some(now) = values.next() {
        d.text((x, middle + 2.0), Style::bold(size), Ink::Words, now);
    }
    if let Some(before) = values.next() {
        d.text((x, middle + 18.0), Style::plain(11.5), Ink::Quiet, before);
    }
}
