//! The score card, from the scorer's own table.

use crate::{
    widgets::{
        el::{attr, el, english, id, none, say},
        mark::Level,
    },
    words::{help as words, names, observe},
};
use clinical::{
    news2::{Parameter, Scale, areas},
    vitals::Sign,
};
use yew::prelude::*;

/// Columns of the card: points left of 0 are for what is too low, right of it for what is too high.
const COLUMNS: [u8; 7] = [3, 2, 1, 0, 1, 2, 3];

/// What stands in each column; empty where nothing scores so.
type Cells = [String; 7];

/// The card with what belongs to it.
pub(super) fn card() -> Vec<Html> {
    let rows = [
        (names::sign_label(Sign::Respiration), of(Parameter::Respiration, Scale::One)),
        (words::scale_1(), of(Parameter::Spo2, Scale::One)),
        (words::scale_2(), of(Parameter::Spo2, Scale::Two)),
        (names::sign_label(Sign::Oxygen), row_of([(observe::oxygen(), 1), (observe::air(), 3)])),
        (names::sign_label(Parameter::Systolic.sign()), of(Parameter::Systolic, Scale::One)),
        (names::sign_label(Sign::Pulse), of(Parameter::Pulse, Scale::One)),
        (names::sign_label(Sign::Consciousness), row_of([(names::level_alert(), 3), ("C, V, P, U", 6)])),
        (names::sign_label(Sign::Temperature), of(Parameter::Temperature, Scale::One)),
    ];
    let column = |text: &str, class: &str| attr(say("th", class, text), "scope", "col");
    let head = std::iter::once(column(words::sign(), ""))
        .chain(COLUMNS.map(|points| column(&points.to_string(), Level::of_points(points).class())));
    let mut lines = vec![el("tr", "", head.collect())];
    lines.extend(rows.map(|(name, cells)| line(name, &cells)));
    let table = id(el("table", "help-table help-card", lines), "help-card");
    vec![
        super::scrolled(words::card(), table),
        say("p", "quiet", words::scale_2_more()),
        english(say("p", "quiet", words::acknowledgement())),
    ]
}

fn line(name: &str, cells: &Cells) -> Html {
    let name = attr(say("th", "", name), "scope", "row");
    let cells = cells.iter().zip(COLUMNS).map(|(text, points)| match text.as_str() {
        "" => el("td", "help-blank", vec![none()]),
        text => say("td", Level::of_points(points).class(), text),
    });
    el("tr", "", std::iter::once(name).chain(cells).collect())
}

/// A row of words.
fn row_of<const N: usize>(all: [(&str, usize); N]) -> Cells {
    let mut cells = Cells::default();
    for (text, column) in all {
        if let Some(cell) = cells.get_mut(column) {
            text.clone_into(cell);
        }
    }
    cells
}

/// A row of numbers, from the scorer's table: what scores 0 stands in the middle, what is lower left of it.
fn of(parameter: Parameter, scale: Scale) -> Cells {
    let mut cells = Cells::default();
    let areas = areas(parameter, scale, true);
    let normal = areas.iter().position(|(_, _, points)| *points == 0).unwrap_or_default();
    for (place, (low, high, points)) in areas.iter().enumerate() {
        // From the chart's top to its bottom: what stands before the normal row is higher.
        let points = usize::from(*points);
        let column = if place < normal { 3 + points } else { 3 - points };
        if let Some(cell) = cells.get_mut(column) {
            *cell = range(parameter, *low, *high);
        }
    }
    if (parameter, scale) == (Parameter::Spo2, Scale::Two) {
        // On air nothing above the prescribed range scores; on oxygen it does.
        cells[3] += ", ≥93 on air";
        cells[4..].iter_mut().for_each(|cell| *cell += " on O₂");
    }
    cells
}

/// `12–20`, `≤8`, `≥25`.
fn range(parameter: Parameter, low: i16, high: i16) -> String {
    let (least, most) = parameter.range();
    let number = |value: i16| match parameter {
        Parameter::Temperature => format!("{}.{}", value / 10, value % 10),
        _ => value.to_string(),
    };
    match (low == least, high == most) {
        (true, _) => format!("≤{}", number(high)),
        (_, true) => format!("≥{}", number(low)),
        _ => format!("{}–{}", number(low), number(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Royal College of Physicians, NEWS2, London, 2017, chart 1.
    #[test]
    fn the_card_is_that_of_the_royal_college() {
        let row = |parameter, scale| of(parameter, scale).join("|");
        assert_eq!(row(Parameter::Respiration, Scale::One), "≤8||9–11|12–20||21–24|≥25");
        assert_eq!(row(Parameter::Spo2, Scale::One), "≤91|92–93|94–95|≥96|||");
        assert_eq!(
            row(Parameter::Spo2, Scale::Two),
            "≤83|84–85|86–87|88–92, ≥93 on air|93–94 on O₂|95–96 on O₂|≥97 on O₂"
        );
        assert_eq!(row(Parameter::Systolic, Scale::One), "≤90|91–100|101–110|111–219|||≥220");
        assert_eq!(row(Parameter::Pulse, Scale::One), "≤40||41–50|51–90|91–110|111–130|≥131");
        assert_eq!(row(Parameter::Temperature, Scale::One), "≤35.0||35.1–36.0|36.1–38.0|38.1–39.0|≥39.1|");
    }
}
