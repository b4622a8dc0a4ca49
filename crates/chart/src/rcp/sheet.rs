//! All columns of a chart laid out, and any few of them drawn: a screen shows a dozen of what may be hundreds.

use super::{Column, labels, plot, rows::Layout};
use crate::{
    course::Course,
    drawing::{Drawing, Stop},
};
use std::ops::Range;

/// So many columns are drawn at a time: few enough to come within one frame while they are scrolled into view.
pub const TILE: usize = 6;

/// The columns of a chart and where each lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    columns: Vec<Column>,
    /// Left edges, and the right edge of the last.
    edges: Vec<f64>,
    layout: Layout,
}

/// Columns that lie beside each other and are drawn together.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// Left edge, in units from the left of the sheet.
    pub left: f64,
    /// Width in units.
    pub width: f64,
    /// Which columns.
    pub columns: Range<usize>,
}

impl Sheet {
    /// Lays out these columns, the oldest at the left.
    pub fn of(course: &Course, columns: Vec<Column>) -> Self {
        let layout = Layout::of(course, &columns);
        let mut edges = vec![0.0];
        for column in &columns {
            edges.push(edges.last().copied().unwrap_or_default() + column.width());
        }
        Self { columns, edges, layout }
    }

    /// Width of all columns in units.
    pub fn width(&self) -> f64 {
        self.edge(self.columns.len())
    }

    /// Height in units.
    pub const fn height(&self) -> f64 {
        self.layout.height
    }

    /// Where each set lies, from left to right.
    pub fn stops(&self) -> Vec<Stop> {
        let stop = |(column, left): (&Column, &f64)| {
            Some(Stop { x: left + column.width() / 2.0, set: column.set()? })
        };
        self.columns.iter().zip(&self.edges).filter_map(stop).collect()
    }

    /// The labels of the rows with their points, [`super::LABELS`] wide.
    pub fn labels(&self) -> Drawing {
        labels::labels(&self.layout)
    }

    /// The rows across all columns, with nothing in them.
    pub fn ground(&self) -> Drawing {
        let mut drawing = Drawing { width: self.width(), height: self.height(), marks: Vec::new() };
        plot::ground(&mut drawing, &self.layout);
        drawing
    }

    /// The tiles that hold anything between these two, in units from the left of the sheet.
    pub fn tiles(&self, from: f64, to: f64) -> Vec<Tile> {
        let last = self.columns.len();
        let tiles = (0..last).step_by(TILE).map(|first| {
            let columns = first..(first + TILE).min(last);
            let left = self.edge(columns.start);
            Tile { left, width: self.edge(columns.end) - left, columns }
        });
        tiles.filter(|tile| tile.left < to && tile.left + tile.width > from).collect()
    }

    /// What lies in these columns, in units from the left edge of the first. What comes in from a neighbour is drawn from the
    /// neighbour on: the line from the value before, the line to the value after, words that are wider than their column.
    /// It lies outside of the drawing, which is to be clipped.
    pub fn draw(&self, course: &Course, these: Range<usize>) -> Drawing {
        let counts = |at: &usize| {
            let set = self.columns.get(*at).and_then(Column::set).and_then(|set| course.sets.get(set));
            set.is_some_and(|set| set.standing.counts())
        };
        // What was struck is not joined, so that a line may reach over it.
        let first = (0..these.start).rev().find(counts).unwrap_or(0);
        let last = (these.end..self.columns.len()).find(counts).map_or(self.columns.len(), |last| last + 1);
        let origin = self.edge(these.start);
        let mut drawing =
            Drawing { width: self.edge(these.end) - origin, height: self.height(), marks: Vec::new() };
        if let Some(columns) = self.columns.get(first..last) {
            plot::columns(&mut drawing, course, columns, &self.layout, self.edge(first) - origin);
        }
        drawing
    }

    fn edge(&self, column: usize) -> f64 {
        self.edges.get(column).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::{Pause, Standing},
        drawing::{Ink, Mark},
        rcp::columns,
        samples::{course, minutes_ago, refused, set},
    };

    /// Forty hours with a gap, a set that was declined and one that was struck.
    fn long() -> Course {
        let mut sets: Vec<_> = (0..30).map(|n| set(60 * (70 - n))).collect();
        sets[7].standing = Standing::Struck("Entered in error".into());
        sets[6].late = true;
        sets.insert(13, refused(60 * 57 - 30));
        sets.push(set(20));
        let mut course = course(sets);
        let (from, to) = (minutes_ago(60 * 30), Some(minutes_ago(60 * 20)));
        course.pauses = vec![Pause { from, to, why: "Off the ward".into() }];
        course
    }

    fn moved(mark: &Mark, by: f64) -> Mark {
        let mut mark = mark.clone();
        match &mut mark {
            Mark::Line { points, .. } => points.iter_mut().for_each(|(x, _)| *x += by),
            Mark::Area { x, .. } | Mark::Bar { x, .. } | Mark::Shape { x, .. } | Mark::Text { x, .. } => {
                *x += by
            }
        }
        mark
    }

    /// Whether anything of the mark may lie between two places. Words are at most as wide as three columns.
    fn touches(mark: &Mark, from: f64, to: f64) -> bool {
        let (left, right) = match mark {
            Mark::Area { x, width, .. } => (*x, x + width),
            Mark::Line { points, .. } => points
                .iter()
                .fold((f64::MAX, f64::MIN), |(left, right), (x, _)| (left.min(*x), right.max(*x))),
            Mark::Bar { x, .. } => (x - 5.0, x + 5.0),
            Mark::Shape { x, size, .. } => (x - size, x + size),
            Mark::Text { x, .. } => (x - 20.0, x + 20.0),
        };
        right > from && left < to
    }

    /// What is drawn tile by tile is what is drawn at once: nothing that reaches into a tile is missing from it.
    #[test]
    fn the_tiles_hold_what_the_whole_sheet_holds() {
        let course = long();
        let sheet = Sheet::of(&course, columns(&course, true));
        let all = sheet.columns.len();
        assert!(all > 4 * TILE, "{all}");
        let whole = sheet.draw(&course, 0..all);
        for tile in sheet.tiles(0.0, sheet.width()) {
            let drawn = sheet.draw(&course, tile.columns.clone());
            assert!((drawn.width - tile.width).abs() < 0.01);
            let drawn: Vec<Mark> = drawn.marks.iter().map(|mark| moved(mark, tile.left)).collect();
            let right = tile.left + tile.width;
            for mark in whole.marks.iter().filter(|mark| touches(mark, tile.left, right)) {
                assert!(drawn.contains(mark), "{mark:?} is missing from {tile:?}");
            }
            assert!(drawn.iter().all(|mark| whole.marks.contains(mark)), "nothing is added to {tile:?}");
        }
        let joined = whole.marks.iter().filter(|mark| matches!(mark, Mark::Line { ink: Ink::Value, .. }));
        assert!(joined.count() > 60, "values are joined");
    }

    #[test]
    fn only_the_tiles_in_sight_are_asked_for_and_together_they_leave_nothing_out() {
        let course = long();
        let sheet = Sheet::of(&course, columns(&course, false));
        let tiles = sheet.tiles(0.0, sheet.width());
        assert_eq!(tiles.iter().map(|tile| tile.columns.len()).sum::<usize>(), sheet.columns.len());
        assert!(tiles.windows(2).all(|pair| (pair[0].left + pair[0].width - pair[1].left).abs() < 0.01));
        let newest = sheet.tiles(sheet.width() - 100.0, sheet.width());
        assert!(newest.len() <= 2 && newest.last() == tiles.last(), "{newest:?}");
        assert_eq!(sheet.tiles(-500.0, 0.0), []);
        assert_eq!(sheet.stops().len(), course.standing().count());
    }
}
