//! How a text is set, and the cells and rows that hold it.

use crate::{
    fonts::Weight,
    sheet::{BLACK, Ink},
};

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
    /// A line goes through it: it counts no longer.
    pub(crate) struck: bool,
}

impl Style {
    pub(crate) const PLAIN: Self = Self { size: 9.0, weight: Weight::Regular, ink: BLACK, struck: false };
    pub(crate) const BOLD: Self = Self { weight: Weight::Bold, ..Self::PLAIN };
    pub(crate) const SMALL: Self = Self { size: 7.5, ..Self::PLAIN };

    pub(crate) const fn struck(self, struck: bool) -> Self {
        Self { struck, ..self }
    }

    pub(crate) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

/// A cell: paragraphs, and the colour behind them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub(crate) texts: Vec<(String, Style)>,
    pub(crate) behind: Option<Ink>,
}

impl Cell {
    pub(crate) fn of(text: impl Into<String>, style: Style) -> Self {
        Self { texts: vec![(text.into(), style)], behind: None }
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::of(text, Style::PLAIN)
    }

    pub(crate) fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.texts.push((text.into(), style));
        self
    }
}

/// A row: its cells, and what is said under them over the table's whole width.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) below: Vec<(String, Style)>,
}
