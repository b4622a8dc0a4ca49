//! The strips of letters: oxygen, and the level of consciousness.

use super::{Drawing, px, text};
use crate::{
    screens::{chart::course, observe::draft::Delivery},
    widgets::mark::Level,
};
use clinical::vitals::{Oxygen, Sign};
use yew::prelude::*;

/// Oxygen (A, litres or per cent) or consciousness (A C V P U), as letters in their own strip.
pub(super) fn letters(drawing: &Drawing<'_>, top: f64, sign: Sign) -> Html {
    let axis = &drawing.axis;
    let (mut free, mut before) = (f64::MIN, String::new());
    let cells: Vec<Html> = drawing
        .points
        .iter()
        .filter_map(|point| {
            let vitals = &point.set.vitals;
            let words = match sign {
                Sign::Oxygen => vitals.oxygen.as_ref().map(oxygen_letters),
                _ => vitals.consciousness.map(|level| level.letter().to_string()),
            };
            let words = words.or_else(|| course::gap(vitals, sign).map(|(letter, _)| letter.to_string()))?;
            let part = point.set.outcome.parts().and_then(|parts| parts.get(&sign)).copied();
            let (x, width) = (axis.x(point.at), 8.0 * words.chars().count() as f64 + 8.0);
            let severe = part.is_some_and(|part| part > 0);
            // Where sets stand close, a letter that repeats gives way, and one that does not score.
            if x - width / 2.0 < free && (!severe || words == before) {
                return None;
            }
            free = x + width / 2.0;
            before.clone_from(&words);
            let level = part.map_or(Level::None, Level::of_points);
            Some(html! {
                <g class={level.class()}>
                    <rect x={px(x - width / 2.0)} y={px(top + 4.0)} width={px(width)} height="22" rx="3"
                        class="c-cell" />
                    <text x={px(x)} y={px(top + 20.0)} class="c-cell-text" text-anchor="middle">{ words }</text>
                </g>
            })
        })
        .collect();
    let label = if sign == Sign::Oxygen { "O2" } else { "ACVPU" };
    let class = "c-text--strong";
    let label_y = if sign == Sign::Oxygen { top + 20.0 } else { top };
    html! { <g>{ text(4.0, label_y, class, "start", label) }{ for cells }</g> }
}

fn oxygen_letters(oxygen: &Oxygen) -> String {
    match oxygen {
        Oxygen::Air => "A".to_owned(),
        Oxygen::Supplemental(how) => {
            let shown = Delivery::from_set(how);
            let amount = if shown.flow.is_empty() { format!("{}%", shown.fio2) } else { shown.flow };
            let amount = if amount == "%" { "O2".to_owned() } else { amount };
            if shown.device.is_empty() { amount } else { format!("{amount} {}", shown.device) }
        }
    }
}
