//! What the rows, the pad and the Save bar of one drawing stand on.

use super::{
    draft::Act,
    form::{Form, Panel, Press},
    review::Review,
};
use clinical::UtcMillis;
use contract::FormView;
use std::rc::Rc;
use yew::prelude::*;

/// What the pad shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Keys,
    Oxygen,
    Levels,
    Done,
    /// None of the faces: a panel that is made when it is asked for.
    Panel,
}

/// The open form at one moment.
#[derive(Clone)]
pub(super) struct Ground {
    /// As the core opened it.
    pub(super) view: Rc<FormView>,
    /// What was keyed, and which panel stands there.
    pub(super) form: Rc<Form>,
    /// What stands between the draft and Save, and the live score.
    pub(super) review: Rc<Review>,
    pub(super) now: UtcMillis,
    /// Says what time it is.
    pub(super) clock: Callback<(), UtcMillis>,
    /// Presses a key of the form: the same one as long as the form is open, so that what holds it need not be drawn again.
    pub(super) press: Callback<Press>,
    /// Throws the draft away.
    pub(super) discard: Callback<()>,
    /// Locks the screen for wiping it.
    pub(super) clean: Callback<()>,
    /// Reading is locked: nothing of before is shown.
    pub(super) reduced: bool,
    /// The set is on its way to the disk.
    pub(super) busy: bool,
}

impl Ground {
    /// Presses a key of the draft.
    pub(super) fn act(&self, act: Act) -> impl Fn() + 'static {
        presses(&self.press, Press::Key(act))
    }

    /// Puts another panel in the keypad's place.
    pub(super) fn open(&self, panel: Panel) -> impl Fn() + 'static {
        presses(&self.press, Press::Open(panel))
    }
}

/// Presses this.
pub(super) fn presses(press: &Callback<Press>, what: Press) -> impl Fn() + 'static {
    let press = press.clone();
    move || press.emit(what.clone())
}

/// The same for a button.
pub(super) fn tap(press: &Callback<Press>, what: Press) -> Callback<MouseEvent> {
    let presses = presses(press, what);
    Callback::from(move |_: MouseEvent| presses())
}
