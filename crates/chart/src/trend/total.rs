//! The score over time, and what was done about a rise under it.

use super::Scene;
use crate::{
    drawing::{Drawing, Ink, Shape, Style},
    rcp,
};
use clinical::UtcMillis;

/// Stepped: each total from its set to the next, hollow while a set was incomplete. No total reaches across a gap.
pub(super) fn total(scene: &Scene<'_>, d: &mut Drawing, (top, height): (f64, f64)) {
    d.text((4.0, top - 6.0), Style::bold(12.0), Ink::Heading, "NEWS2");
    for (index, point) in scene.points.iter().enumerate() {
        let next = scene.points.get(index + 1);
        let until = next.map_or(scene.axis.to, |next| next.at);
        // A score says nothing of a time that it was to be looked at again long before.
        let known = point.set.interval(&scene.course.bedside).overdue_minutes;
        let until: UtcMillis = until.min(point.at.plus_minutes(2 * i64::from(known)));
        let right = match next {
            None if until == scene.axis.to => scene.axis.right(),
            _ => scene.axis.x(until),
        };
        let (words, cell, ink) = rcp::total(point.set);
        let width = (right - point.x).max(2.0);
        d.area((point.x, top), (width, height), cell);
        if width >= 9.0 * words.chars().count() as f64 + 2.0 {
            d.text((point.x + 4.0, top + 20.0), Style::bold(14.0), ink, words);
        }
    }
}

/// A diamond for each step, its word beside it where there is room. Whether there was any.
pub(super) fn acts(scene: &Scene<'_>, d: &mut Drawing, top: f64) -> bool {
    let window = scene.axis.from..=scene.axis.to;
    let acts: Vec<_> = scene.course.acts.iter().filter(|act| window.contains(&act.at)).collect();
    for (index, act) in acts.iter().enumerate() {
        let (x, y) = (scene.axis.x(act.at), top + 11.0);
        d.shape((x, y), 4.5, Shape::Diamond, Ink::Act);
        let free = acts.get(index + 1).map_or(scene.axis.right() + 60.0, |next| scene.axis.x(next.at) - 6.0);
        let words = act.step.label();
        if x + 8.0 + 6.4 * words.len() as f64 <= free {
            d.text((x + 8.0, y + 4.0), Style::plain(11.0), Ink::Act, words);
        }
    }
    !acts.is_empty()
}
