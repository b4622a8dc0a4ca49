//! The scorer's bands behind the values, their edges, and where the SpO2 scale changed.

use super::{LEFT, Scene, strip::Strip};
use crate::{
    course::Set,
    drawing::{Drawing, Ink, Style},
    words,
};
use clinical::{
    UtcMillis,
    news2::{Parameter, Scale},
};

/// A number gives way to its upper neighbour within so many units.
const LABEL_HEIGHT: f64 = 9.0;

/// A stretch of time under one SpO2 table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: UtcMillis,
    pub(super) to: UtcMillis,
    pub(super) scale: Scale,
    /// On oxygen, which decides the upper bands of scale 2.
    pub(super) on_oxygen: bool,
}

/// The SpO2 tables over the window: each set's own scale and oxygen, until the next set.
pub(super) fn stretches(scene: &Scene<'_>) -> Vec<Stretch> {
    // A set that does not say goes on as the one before; one that has none before it is taken for the more cautious table.
    let of = |set: &Set, before: bool| {
        (set.scale, set.scale == Scale::Two && set.vitals.on_oxygen().unwrap_or(before))
    };
    let (from, to) = (scene.axis.from, scene.axis.to);
    let first = scene.around.first().map_or((scene.course.scale, false), |point| of(point.set, true));
    let mut stretches = vec![Stretch { from, to, scale: first.0, on_oxygen: first.1 }];
    for point in &scene.around {
        let before = stretches.last().is_none_or(|last| last.on_oxygen);
        let (scale, on_oxygen) = of(point.set, before);
        if let Some(last) = stretches.last_mut().filter(|s| (s.scale, s.on_oxygen) != (scale, on_oxygen)) {
            last.to = point.at;
            stretches.push(Stretch { from: point.at, to, scale, on_oxygen });
        }
    }
    stretches
}

/// Pale areas; SpO2 changes with the scale and with oxygen, the other signs have one table.
pub(super) fn bands(scene: &Scene<'_>, d: &mut Drawing, parameter: Parameter, strip: Strip) {
    let spo2 = parameter == Parameter::Spo2;
    let mut stretches = stretches(scene);
    if !spo2 {
        stretches.truncate(1);
    }
    let axis = &scene.axis;
    let last = stretches.len() - 1;
    for (index, stretch) in stretches.iter().enumerate() {
        let left = if index == 0 { axis.left() } else { axis.x(stretch.from) };
        let right = if index == last { axis.right() } else { axis.x(stretch.to) };
        for (top, bottom, points) in strip.areas(parameter, stretch.scale, stretch.on_oxygen) {
            d.area((left, top), (right - left, bottom - top), Ink::Soft(points));
        }
        if spo2 && stretch.scale == Scale::Two {
            // Over the bands, so that a time under scale 2 is seen as one.
            d.area((left, strip.top), (right - left, strip.bottom() - strip.top), Ink::ScaleTwo);
        }
    }
    edges(scene, d, parameter, strip, stretches[last]);
    if spo2 {
        changes(scene, d, strip);
    }
}

/// Where the bands change, under the table that holds now. Where edges lie close, the line stays and its number gives way.
fn edges(scene: &Scene<'_>, d: &mut Drawing, parameter: Parameter, strip: Strip, now: Stretch) {
    let mut labelled = f64::MIN;
    for (y, low) in strip.edges(parameter, now.scale, now.on_oxygen) {
        d.line((scene.axis.left(), y), (scene.axis.right(), y), Ink::Edge);
        if y - labelled >= LABEL_HEIGHT {
            labelled = y;
            let words = words::number(parameter, low);
            d.text((LEFT - 4.0, y + 4.0), Style::plain(10.5).end(), Ink::Quiet, words);
        }
    }
}

/// When the scale changed, and who decided it.
fn changes(scene: &Scene<'_>, d: &mut Drawing, strip: Strip) {
    let window = scene.axis.from..=scene.axis.to;
    for change in scene.course.scale_changes.iter().filter(|change| window.contains(&change.at)) {
        let x = scene.axis.x(change.at);
        d.line((x, strip.top), (x, strip.bottom()), Ink::ScaleChange);
        let scale = match change.to {
            Scale::One => "Scale 1",
            Scale::Two => "Scale 2",
        };
        let words = format!("{scale}: {}", change.by);
        // Towards the side that has room.
        let left = x < (scene.axis.left() + scene.axis.right()) / 2.0;
        let (at, style) = if left {
            ((x + 4.0, strip.top + 12.0), Style::bold(11.0))
        } else {
            ((x - 4.0, strip.top + 12.0), Style::bold(11.0).end())
        };
        d.text(at, style, Ink::ScaleChange, words);
    }
}
