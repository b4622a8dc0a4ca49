//! The chart as the Royal College of Physicians draws it: a column of equal width for each set, a row for each band.
//!
//! Order, bands and colours: Royal College of Physicians, National Early Warning Score (NEWS) 2, London, 2017, observation
//! chart. What the College prints in colour stays so; nothing is added between its rows.

mod columns;
mod labels;
mod plot;
mod rows;
mod sheet;

pub use columns::{Column, columns};
pub(crate) use plot::total;
pub use rows::{COLUMN, LABELS, NARROW};
pub use sheet::{Sheet, TILE, Tile};

use crate::{
    course::Course,
    drawing::{Drawing, Stop},
};

/// Required by the College wherever the chart is reproduced.
pub const ACKNOWLEDGEMENT: &str = "Reproduced from: Royal College of Physicians. National Early Warning Score (NEWS) 2: \
     Standardising the assessment of acute-illness severity in the NHS. Updated report of a working party. London: RCP, \
     2017.";

/// Some columns of the chart, and the labels of its rows. Both are of one height and lie side by side: labels, columns,
/// and the labels once more at the right edge where there is room.
#[derive(Debug, Clone, PartialEq)]
pub struct Plate {
    /// The labels of the rows with their points, [`LABELS`] wide.
    pub labels: Drawing,
    /// The columns.
    pub columns: Drawing,
    /// Where each set lies among the columns, from left to right.
    pub stops: Vec<Stop>,
}

/// Draws these columns, the oldest at the left. Paper gives as many at a time as a page holds ([`width`]).
pub fn draw(course: &Course, columns: &[Column]) -> Plate {
    let sheet = Sheet::of(course, columns.to_vec());
    let mut drawing = sheet.ground();
    drawing.marks.extend(sheet.draw(course, 0..columns.len()).marks);
    Plate { labels: sheet.labels(), columns: drawing, stops: sheet.stops() }
}

/// How wide these columns are together.
pub fn width(columns: &[Column]) -> f64 {
    columns.iter().map(Column::width).sum()
}
