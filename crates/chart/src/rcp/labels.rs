//! The labels of the rows, which stay at the left while the columns are scrolled.

use super::rows::{Block, LABELS, Layout, ROW, Row};
use crate::drawing::{Drawing, Ink, Style};

/// Left edge of the rows' own labels: before it stand the names of the blocks, turned.
const NAMES: f64 = 28.0;
/// Width of the strip of points at the right edge of the labels.
const POINTS: f64 = 20.0;
/// The labels of the rows with their points.
pub(super) fn labels(layout: &Layout) -> Drawing {
    let mut drawing = Drawing { width: LABELS, height: layout.height, marks: Vec::new() };
    let d = &mut drawing;
    d.area((0.0, 0.0), (LABELS, 2.0 * ROW), Ink::Header);
    d.text((6.0, ROW - 5.0), Style::bold(11.0), Ink::Heading, "Date");
    d.text((6.0, 2.0 * ROW - 5.0), Style::bold(11.0), Ink::Heading, "Time");
    for panel in &layout.panels {
        let (top, bottom) = (panel.top, panel.bottom());
        if panel.block.is_grey() {
            d.area((0.0, top), (LABELS, bottom - top), Ink::Panel);
        }
        let (name, about) = panel.block.name();
        if panel.rows.len() == 1 {
            let row = &panel.rows[0];
            let size = if panel.block == Block::Total { 13.0 } else { 11.0 };
            d.text((6.0, row.middle() + 4.0), Style::bold(size), Ink::Heading, name);
        } else {
            let middle = (panel.rows[0].top + bottom) / 2.0;
            d.text((11.0, middle), Style::bold(10.5).middle().turned(), Ink::Heading, name);
            d.text((23.0, middle), Style::plain(9.0).middle().turned(), Ink::Quiet, about);
            panel.rows.iter().for_each(|row| label(d, row));
        }
        if panel.block == Block::ScaleTwo {
            for (line, words) in
                ["ONLY use scale 2 under", "the direction of a", "qualified clinician"].iter().enumerate()
            {
                d.text((6.0, top + 12.0 * (line + 1) as f64), Style::bold(9.5), Ink::Warning, *words);
            }
        }
        d.line((0.0, top), (LABELS, top), Ink::Strong);
        d.line((0.0, bottom), (LABELS, bottom), Ink::Strong);
    }
    drawing
}

fn label(d: &mut Drawing, row: &Row) {
    let left = LABELS - POINTS;
    d.area((left, row.top), (POINTS, row.height), Ink::Band(row.points));
    d.line((NAMES, row.top), (LABELS, row.top), Ink::Grid);
    d.text((left - 5.0, row.middle() + 4.0), Style::plain(11.0).end(), Ink::Words, row.label);
    if row.points > 0 {
        let at = (left + POINTS / 2.0, row.middle() + 4.0);
        d.text(at, Style::bold(12.0).middle(), Ink::OnBand(row.points), row.points.to_string());
    }
}
