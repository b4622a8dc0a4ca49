//! The strips of letters: oxygen, and the level of consciousness.

use super::Scene;
use crate::{
    course::{Set, letter},
    drawing::{Drawing, Ink, Style},
    words,
};
use clinical::vitals::{Oxygen, Sign};

/// Oxygen (A, litres or per cent, and the device) or consciousness (A C V P U), as letters in their own strip.
pub(super) fn letters(scene: &Scene<'_>, d: &mut Drawing, top: f64, sign: Sign) {
    let label = if sign == Sign::Oxygen { "O₂" } else { "ACVPU" };
    let y = if sign == Sign::Oxygen { top + 20.0 } else { top };
    d.text((4.0, y), Style::bold(12.0), Ink::Heading, label);
    let (mut free, mut before) = (f64::MIN, String::new());
    for point in &scene.points {
        let reason = || point.set.vitals.unable.get(&sign).map(|reason| letter(reason).to_string());
        let Some(words) = value(point.set, sign).or_else(reason) else { continue };
        let points = point.set.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
        let half = 3.7 * words.chars().count() as f64 + 4.0;
        // Where sets stand close, a letter that repeats gives way, and one that does not score.
        if point.x - half < free && (points.unwrap_or(0) == 0 || words == before) {
            continue;
        }
        free = point.x + half;
        let (cell, ink) =
            points.map_or((Ink::Unscored, Ink::Words), |points| (Ink::Band(points), Ink::OnBand(points)));
        d.area((point.x - half, top + 4.0), (2.0 * half, 22.0), cell);
        d.text((point.x, top + 19.5), Style::bold(12.0).middle(), ink, words.clone());
        before = words;
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
