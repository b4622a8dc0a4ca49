//! A drawing on the screen. A part of its own, so that moving the focus over it does not draw it again.

use super::svg::svg;
use chart::{
    course::Course,
    drawing::Drawing,
    rcp::{self, Sheet},
};
use std::rc::Rc;
use yew::prelude::*;

/// What is drawn.
#[derive(Clone)]
pub(crate) struct DrawnProps {
    /// Which of the drawings beside each other.
    pub(crate) name: &'static str,
    pub(crate) drawing: Rc<Drawing>,
}

/// The same marks are the same drawing: it is never changed once it was made.
impl PartialEq for DrawnProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.drawing, &other.drawing)
    }
}

/// Draws it.
#[hook]
pub(crate) fn use_drawn(props: &DrawnProps) -> Html {
    svg(&props.drawing, 0.0)
}

/// A few columns of the College's chart.
#[derive(Clone)]
pub(crate) struct TileProps {
    pub(crate) sheet: Rc<Sheet>,
    pub(crate) course: Rc<Course>,
    pub(crate) tile: rcp::Tile,
}

/// Of one sheet, the same columns are the same drawing.
impl PartialEq for TileProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sheet, &other.sheet) && self.tile.columns == other.tile.columns
    }
}

/// Draws them where they lie among the others.
#[hook]
pub(crate) fn use_tile(props: &TileProps) -> Html {
    svg(&props.sheet.draw(&props.course, props.tile.columns.clone()), props.tile.left)
}
