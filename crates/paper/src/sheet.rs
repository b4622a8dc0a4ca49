//! Pages before they are written: what stands where, and which part of the document it belongs to.

use crate::fonts::Weight;

/// A colour, red, green and blue.
pub(crate) type Ink = [u8; 3];

pub(crate) const BLACK: Ink = [0x21, 0x2b, 0x32];
pub(crate) const QUIET: Ink = [0x4c, 0x62, 0x72];
pub(crate) const RULE: Ink = [0xae, 0xb7, 0xbd];
pub(crate) const ALARM: Ink = [0xb4, 0x1e, 0x12];

/// What is drawn; points, from the page's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A line of text; `y` is its baseline. Turned, it is read from below, around `x` and `y`.
    Text { x: f32, y: f32, size: f32, weight: Weight, ink: Ink, text: String, turned: bool },
    /// A filled area.
    Area { x: f32, y: f32, width: f32, height: f32, ink: Ink },
    /// A closed shape, filled or with an edge of a width.
    Outline { points: Vec<(f32, f32)>, fill: Option<Ink>, stroke: Option<(f32, Ink)> },
    /// A straight line.
    Line { from: (f32, f32), to: (f32, f32), width: f32, ink: Ink },
}

/// What a part of the document is, for whoever has it read out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading, from 1.
    Heading(u16, String),
    Paragraph,
    Table,
    Row,
    /// A cell that names its column.
    ColumnHead,
    /// A cell over so many columns.
    Cell(u32),
    /// A drawing, with what it shows in words.
    Figure(String),
}

/// Something inside a part: another part by its number, or marks on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    Part(usize),
    /// Page, and the run of marks on it.
    Marks(usize, usize),
}

/// A part and what is in it, in reading order.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) part: Part,
    pub(crate) inside: Vec<Inside>,
}

/// Marks that belong together; those of no part are furniture or ornament.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) of: Option<usize>,
    pub(crate) marks: Vec<Mark>,
}

/// One page.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) runs: Vec<Run>,
}

/// A4, either way up; points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sheet {
    Portrait,
    Landscape,
}

impl Sheet {
    pub(crate) const fn size(self) -> (f32, f32) {
        match self {
            Self::Portrait => (595.28, 841.89),
            Self::Landscape => (841.89, 595.28),
        }
    }
}
