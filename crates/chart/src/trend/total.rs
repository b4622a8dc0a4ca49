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
    let axis = &scene.axis;
    for (index, point) in scene.around.iter().enumerate() {
        let next = scene.around.get(index + 1);
        let until = next.map_or_else(|| scene.end(), |next| next.at);
        // A score says nothing of a time that it was to be looked at again long before.
        let known = point.set.interval(&scene.course.bedside).overdue_minutes;
        let until: UtcMillis = until.min(point.at.plus_minutes(2 * i64::from(known)));
        let Some((left, right)) = scene.between(point, until) else { continue };
        let right =
            if until >= axis.to && next.is_none_or(|next| next.at > axis.to) { axis.right() } else { right };
        let (words, cell, ink) = rcp::total(point.set);
        let width = (right - left).max(2.0);
        d.area((left, top), (width, height), cell);
        if width >= 9.0 * words.chars().count() as f64 + 2.0 {
            d.text((left + 4.0, top + 20.0), Style::bold(14.0), ink, words);
        }
    }
}

/// The latest total large, the one before it small.
pub(super) fn latest(scene: &Scene<'_>, d: &mut Drawing, (top, height): (f64, f64)) {
    let mut totals = scene.points.iter().rev().map(|point| rcp::total(point.set).0);
    let (x, y) = (scene.axis.right() + 6.0, top + height / 2.0 + 6.0);
    if let Some(now) = totals.next() {
        let beside = x + 11.0 * now.chars().count() as f64 + 6.0;
        d.text((x, y), Style::bold(18.0), Ink::Words, now);
        if let Some(before) = totals.next() {
            d.text((beside, y), Style::plain(11.5), Ink::Quiet, before);
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
