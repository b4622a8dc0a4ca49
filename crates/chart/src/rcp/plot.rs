//! Drawing the rows and what lies in them.

use super::{
    Column,
    columns::flags,
    rows::{Block, FLAG, Layout, Panel, ROW, Row},
};
use crate::{
    course::{Course, Set, letter},
    drawing::{Drawing, Ink, Mark, Shape, Style},
    words,
};
use clinical::{
    news2::{Outcome, Parameter, Scale},
    vitals::{Consciousness, Oxygen, Sign},
};
use std::collections::BTreeMap;

/// Where the dot of a set stands in its column, and where its number begins.
const DOT: f64 = 8.0;
const NUMBER: f64 = 14.0;
/// Half the width of a dot.
const SIZE: f64 = 3.4;

/// Draws these columns from `left` on.
pub(super) fn columns(d: &mut Drawing, course: &Course, columns: &[Column], layout: &Layout, mut left: f64) {
    let mut joins = Joins::default();
    for column in columns {
        let cell = Cell { course, layout, left, width: column.width(), column };
        match column {
            Column::Set(index) | Column::Refused { set: index, .. } => {
                if let Some(set) = course.sets.get(*index) {
                    cell.set(d, set, &mut joins);
                }
            }
            Column::Gap { words } => cell.absence(d, words, &mut joins),
            Column::ChangeOfScale { words, .. } => cell.absence(d, words, &mut joins),
        }
        left += column.width();
        d.line((left, 0.0), (left, layout.height), Ink::Grid);
    }
}

/// The bands across all columns.
pub(super) fn ground(d: &mut Drawing, layout: &Layout) {
    let across = d.width;
    d.area((0.0, 0.0), (across, 2.0 * ROW), Ink::Header);
    for panel in &layout.panels {
        let (top, bottom) = (panel.top, panel.bottom());
        if panel.block.is_grey() {
            d.area((0.0, top), (across, bottom - top), Ink::Panel);
        }
        for row in panel.rows.iter().filter(|_| panel.block < Block::Total) {
            d.area((0.0, row.top), (across, row.height), Ink::Band(row.points));
            d.line((0.0, row.top), (across, row.top), Ink::Grid);
        }
        d.line((0.0, top), (across, top), Ink::Strong);
        d.line((0.0, bottom), (across, bottom), Ink::Strong);
    }
}

/// The last dot of each block, as long as a line may go on from it.
#[derive(Default)]
struct Joins {
    last: BTreeMap<Block, (f64, f64)>,
    before: Option<usize>,
}

/// One column on the plate.
struct Cell<'a> {
    course: &'a Course,
    layout: &'a Layout,
    left: f64,
    width: f64,
    column: &'a Column,
}

impl Cell<'_> {
    fn middle(&self) -> f64 {
        self.left + self.width / 2.0
    }

    /// A full column of words, turned; nothing is joined across it.
    fn absence(&self, d: &mut Drawing, words: &str, joins: &mut Joins) {
        joins.last.clear();
        let Some((top, bottom)) = self.signs() else { return };
        d.area((self.left, top), (self.width, bottom - top), Ink::Absence);
        // In the middle and once more above it, so that one of them is in sight on a phone.
        for part in [0.25, 0.75] {
            let at = (self.middle() + 5.0, top + (bottom - top) * part);
            d.text(at, Style::bold(12.0).middle().turned(), Ink::Gap, words);
        }
    }

    /// Top and bottom of the signs' blocks.
    fn signs(&self) -> Option<(f64, f64)> {
        Some((self.layout.panels.first()?.top, self.layout.panel(Block::Temperature)?.bottom()))
    }

    fn set(&self, d: &mut Drawing, set: &Set, joins: &mut Joins) {
        let counts = set.standing.counts();
        let before = joins.before.and_then(|index| self.course.sets.get(index));
        if counts && before.is_some_and(|before| !self.course.joined(before, set)) {
            joins.last.clear();
        }
        self.head(d, set);
        if let Column::Refused { words, .. } = self.column {
            self.absence(d, words, joins);
        } else {
            for panel in &self.layout.panels {
                self.values(d, panel, set, joins);
            }
        }
        self.foot(d, set);
        if counts {
            joins.before = self.column.set();
        } else if let Some((top, bottom)) = self.signs() {
            d.line((self.middle(), top), (self.middle(), bottom), Ink::Struck);
        }
    }

    /// Date, time, and what is to be known of the set.
    fn head(&self, d: &mut Drawing, set: &Set) {
        let Some(stamp) = set.taken else { return };
        d.text((self.middle(), ROW - 5.0), Style::plain(11.0).middle(), Ink::Heading, words::day(stamp));
        let time = words::time(stamp);
        d.text((self.middle(), 2.0 * ROW - 5.0), Style::bold(12.0).middle(), Ink::Heading, time);
        for (line, word) in
            flags(self.course, self.column).into_iter().take(self.layout.flag_lines).enumerate()
        {
            let ink = match word {
                "struck" => Ink::Struck,
                "corrected" | "disputed" => Ink::Corrected,
                _ => Ink::Late,
            };
            let at = (self.middle(), 2.0 * ROW + FLAG * (line + 1) as f64 - 2.0);
            d.text(at, Style::plain(9.0).middle(), ink, word);
        }
    }

    fn values(&self, d: &mut Drawing, panel: &Panel, set: &Set, joins: &mut Joins) {
        match panel.block {
            Block::ScaleOne if set.scale != Scale::One => {}
            Block::ScaleTwo if set.scale != Scale::Two => {}
            Block::Pressure => self.pressure(d, panel, set),
            Block::Oxygen => self.oxygen(d, panel, set),
            Block::Consciousness => self.consciousness(d, panel, set),
            block => {
                if let Some(parameter) = block.parameter() {
                    self.value(d, panel, parameter, set, joins);
                }
            }
        }
    }

    /// A dot in its band with its number, joined to the one before.
    fn value(&self, d: &mut Drawing, panel: &Panel, parameter: Parameter, set: &Set, joins: &mut Joins) {
        let Some(value) = parameter.value(&set.vitals) else {
            self.missing(d, panel, parameter.sign(), set);
            if set.standing.counts() {
                joins.last.remove(&panel.block);
            }
            return;
        };
        let unknown_air = panel.block == Block::ScaleTwo && set.vitals.oxygen.is_none();
        // Where nobody said whether on oxygen, the row that holds then is the worse one, and the dot is hollow.
        let Some(row) = panel.row_of(value, set.vitals.on_oxygen().unwrap_or(unknown_air)) else { return };
        let at = (self.left + DOT, row.y(value));
        let known = set.outcome.parts().is_some_and(|parts| parts.contains_key(&parameter.sign()));
        self.dot(d, at, parameter.sign(), set, known);
        let text = (self.left + NUMBER, row.middle() + 4.0);
        d.text(text, Style::bold(12.0), Ink::OnBand(row.points), words::number(parameter, value));
        if set.standing.counts()
            && let Some(before) = joins.last.insert(panel.block, at)
        {
            d.line(before, at, Ink::Value);
        }
    }

    fn dot(&self, d: &mut Drawing, at: (f64, f64), sign: Sign, set: &Set, known: bool) {
        let ink = if set.standing.counts() { Ink::Value } else { Ink::Struck };
        d.shape(at, SIZE, if known { Shape::Dot } else { Shape::Hollow }, ink);
        if set.late || set.clock_doubtful {
            d.shape(at, SIZE + 3.0, Shape::Ring, Ink::Late);
        }
        if set.corrects {
            d.shape(at, SIZE + 3.0, Shape::Ring, Ink::Corrected);
        }
        if set.from_device.contains(&sign) {
            d.shape(at, SIZE + 2.0, Shape::Square, Ink::Device);
        }
    }

    /// A vertical bar from systolic to diastolic, both with their numbers.
    fn pressure(&self, d: &mut Drawing, panel: &Panel, set: &Set) {
        let Some(systolic) = Parameter::Systolic.value(&set.vitals) else {
            self.missing(d, panel, Sign::BloodPressure, set);
            return;
        };
        let Some(high) = panel.row_of(systolic, false) else { return };
        let low = set.vitals.diastolic.map(|low| low.get() as i16);
        let low_row = low.and_then(|low| Some((low, panel.row_of_diastolic(low)?)));
        let ink = if set.standing.counts() { Ink::Value } else { Ink::Struck };
        let x = self.left + DOT;
        d.marks.push(Mark::Bar { x, high: high.y(systolic), low: low_row.map(|(low, row)| row.y(low)), ink });
        if set.from_device.contains(&Sign::BloodPressure) {
            d.shape((x, high.y(systolic)), SIZE + 2.0, Shape::Square, Ink::Device);
        }
        let at = (self.left + NUMBER, high.middle() + 4.0);
        d.text(at, Style::bold(12.0), Ink::OnBand(high.points), systolic.to_string());
        if let Some((low, row)) = low_row {
            // Both in one row: the lower number in the row below.
            let next = panel.rows.iter().find(|next| row == high && next.top > high.top);
            let row = next.unwrap_or(row);
            let at = (self.left + NUMBER, row.middle() + 4.0);
            d.text(at, Style::plain(11.0), Ink::OnBand(row.points), low.to_string());
        }
    }

    /// A for air, or how much; and by what.
    fn oxygen(&self, d: &mut Drawing, panel: &Panel, set: &Set) {
        let [air, amount, device] = panel.rows.as_slice() else { return };
        let mut cell = |row: &Row, words: String| {
            let at = (self.middle(), row.middle() + 4.0);
            d.text(at, Style::bold(12.0).middle(), Ink::OnBand(row.points), words);
        };
        match &set.vitals.oxygen {
            Some(Oxygen::Air) => cell(air, "A".to_owned()),
            Some(Oxygen::Supplemental(how)) => {
                let words = words::amount(how);
                cell(amount, if words.is_empty() { "O₂".to_owned() } else { words });
                cell(device, how.device.clone());
            }
            None => self.missing(d, panel, Sign::Oxygen, set),
        }
    }

    fn consciousness(&self, d: &mut Drawing, panel: &Panel, set: &Set) {
        let Some(level) = set.vitals.consciousness else {
            self.missing(d, panel, Sign::Consciousness, set);
            return;
        };
        let place = Consciousness::ALL.iter().position(|other| *other == level);
        let Some(row) = place.and_then(|place| panel.rows.get(place)) else { return };
        let at = (self.middle(), row.middle() + 4.0);
        d.text(at, Style::bold(12.0).middle(), Ink::OnBand(row.points), level.letter());
    }

    /// Why a sign is missing, as a letter on the lowest row of its block; a dash where nobody said.
    fn missing(&self, d: &mut Drawing, panel: &Panel, sign: Sign, set: &Set) {
        let Some(row) = panel.rows.last() else { return };
        let words = set.vitals.unable.get(&sign).map_or('–', letter);
        let at = (self.middle(), row.middle() + 4.0);
        d.text(at, Style::bold(12.0).middle(), Ink::OnBand(row.points), words);
    }

    /// Total, how often, whether somebody was told, and by whom charted.
    fn foot(&self, d: &mut Drawing, set: &Set) {
        let (x, course) = (self.middle(), self.course);
        if let Some(row) = self.layout.panel(Block::Total).and_then(|panel| panel.rows.first()) {
            let (words, cell, ink) = total(set);
            d.area((self.left + 1.0, row.top + 1.0), (self.width - 2.0, row.height - 2.0), cell);
            d.text((x, row.middle() + 6.0), Style::bold(16.0).middle(), ink, words);
        }
        let small = [
            (Block::Monitoring, words::frequency(set.interval(&course.bedside))),
            (Block::Escalation, if set.escalated { "Y" } else { "N" }.to_owned()),
            (Block::Initials, words::initials(&set.by)),
        ];
        for (block, words) in small {
            if let Some(row) = self.layout.panel(block).and_then(|panel| panel.rows.first()) {
                d.text((x, row.middle() + 4.0), Style::plain(11.0).middle(), Ink::Words, words);
            }
        }
    }
}

/// The total of a set as it stands in its cell: a bare number only where the set is complete, counts and applies.
pub(crate) fn total(set: &Set) -> (String, Ink, Ink) {
    let applies = set.standing.counts() && !set.no_longer_applies;
    match &set.outcome {
        Outcome::Complete { total, risk, .. } if applies => {
            (total.to_string(), Ink::Total(*risk), Ink::OnTotal(*risk))
        }
        Outcome::Complete { total, .. } => (format!("({total})"), Ink::Unscored, Ink::Words),
        Outcome::Incomplete { at_least, floor_risk, .. } => {
            let cell = if applies { Ink::Floor(*floor_risk) } else { Ink::Unscored };
            (format!("≥{at_least}"), cell, Ink::Words)
        }
        Outcome::NotApplicable { .. } => ("–".to_owned(), Ink::Unscored, Ink::Words),
    }
}
