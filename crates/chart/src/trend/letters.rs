//! The strips of letters: oxygen, and the level of consciousness.

use super::Scene;
use crate::{
    course::{Set, letter},
    drawing::{Drawing, Ink, Style},
    words,
};
use clinical::vitals::{Oxygen, Sign};

/// Letters of one set in their cell.
struct Cell {
    x: f64,
    half: f64,
    words: String,
    points: Option<u8>,
}

/// Oxygen (A, litres or per cent, and the device) or consciousness (A C V P U), as letters in their own strip.
pub(super) fn letters(scene: &Scene<'_>, d: &mut Drawing, top: f64, sign: Sign) {
    let label = if sign == Sign::Oxygen { "O₂" } else { "ACVPU" };
    let y = if sign == Sign::Oxygen { top + 20.0 } else { top };
    d.text((4.0, y), Style::bold(12.0), Ink::Heading, label);
    if sign == Sign::Oxygen {
        on_oxygen(scene, d, top + 26.0);
    }
    let cells = scene.points.iter().filter_map(|point| {
        let reason = || point.set.vitals.unable.get(&sign).map(|reason| letter(reason).to_string());
        let words = value(point.set, sign).or_else(reason)?;
        let points = point.set.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
        let half = 3.7 * words.chars().count() as f64 + 4.0;
        Some(Cell { x: point.x, half, words, points })
    });
    for Cell { x, half, words, points } in with_room(cells.collect()) {
        let (cell, ink) =
            points.map_or((Ink::Unscored, Ink::Words), |points| (Ink::Band(points), Ink::OnBand(points)));
        d.area((x - half, top + 4.0), (2.0 * half, 22.0), cell);
        d.text((x, top + 19.5), Style::bold(12.0).middle(), ink, words);
    }
}

/// Where sets stand close, not all have room: whatever scores 3 comes first, then the newest.
fn with_room(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.reverse();
    let (severe, others): (Vec<Cell>, Vec<Cell>) = cells.into_iter().partition(|cell| cell.points == Some(3));
    let mut placed: Vec<Cell> = Vec::new();
    for cell in severe.into_iter().chain(others) {
        if placed.iter().all(|other| (other.x - cell.x).abs() >= other.half + cell.half) {
            placed.push(cell);
        }
    }
    placed
}

/// A bar under the letters for the time on oxygen, each set until the next one.
fn on_oxygen(scene: &Scene<'_>, d: &mut Drawing, y: f64) {
    for (index, point) in scene.around.iter().enumerate() {
        let next = scene.around.get(index + 1);
        if point.set.vitals.on_oxygen() == Some(true)
            && next.is_none_or(|next| scene.course.joined(point.set, next.set))
            && let Some((left, right)) = scene.between(point, next.map_or(point.at, |next| next.at))
        {
            let right = if next.is_none() { left + 6.0 } else { right };
            d.area((left, y), ((right - left).max(2.0), 4.0), Ink::Band(2));
        }
    }
}

fn value(set: &Set, sign: Sign) -> Option<String> {
    if sign == Sign::Consciousness {
        return set.vitals.consciousness.map(|level| level.letter().to_string());
    }
    Some(match set.vitals.oxygen.as_ref()? {
        Oxygen::Air => "A".to_owned(),
        Oxygen::Supplemental(how) => {
            let amount = words::amount(how);
            let amount = if amount.is_empty() { "O₂".to_owned() } else { amount };
            if how.device.is_empty() { amount } else { format!("{amount} {}", how.device) }
        }
    })
}
