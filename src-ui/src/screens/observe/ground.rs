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
    /// Presses a key of the form.
    pub(super) press: Callback<Press>,
    /// Throws the draft away.
    pub(super) discard: Callback<()>,
    /// Locks the screen for wiping it.
    pub(super) clean: Callback<()>,
    /// Reading is locked: nothing of before is shown.
    pub(super) reduced: bool,
}

impl Ground {
    /// Presses a key of the draft.
    pub(super) fn act(&self, act: Act) -> impl Fn() + 'static {
        let (press, now) = (self.press.clone(), self.now);
        move || press.emit(Press::Key(act.clone(), now))
    }

    /// The same for a button.
    pub(super) fn key(&self, act: Act) -> Callback<MouseEvent> {
        let act = self.act(act);
        Callback::from(move |_: MouseEvent| act())
    }

    /// Puts another panel in the keypad's place.
    pub(super) fn open(&self, panel: Panel) -> impl Fn() + 'static {
        let press = self.press.clone();
        move || press.emit(Press::Open(panel.clone()))
    }

    /// The same for a button.
    pub(super) fn opens(&self, panel: Panel) -> Callback<MouseEvent> {
        let open = self.open(panel);
        Callback::from(move |_: MouseEvent| open())
    }
}
