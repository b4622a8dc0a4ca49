//! A drawing on the screen. A part of its own, so that moving the focus over it does not draw it again.

use super::svg::svg;
use chart::drawing::Drawing;
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
    svg(&props.drawing)
}
