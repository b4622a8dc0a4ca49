//! The open form as it stands, and the parts of the screen that look at it. A key changes the form and draws nothing by itself:
//! each part then looks whether what it shows has become another, and is drawn again if so.

use super::{
    face::face,
    form::{Form, Press},
    ground::{Ground, Seen},
    head::head,
    pad::PadProps,
    review::review,
    rows::{row, times, values},
    save_bar::save_bar,
    score_panel::ScoreProps,
};
use crate::{
    effect::use_effect_with,
    part::{Part, use_drawn},
};
use clinical::{
    UtcMillis,
    vitals::{Field, Sign},
};
use contract::FormView;
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};
use yew::prelude::*;

/// A part of the screen that looks at the form by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Head,
    /// The times of the sets before, over the rows.
    Times,
    Row(Sign),
    /// The values of a row, and which of its boxes is marked as the one that the keys go into.
    Values(Sign, Option<Field>),
    Pad,
    /// The score, large.
    Score,
    /// One of the pad's faces, and whether it is to be seen.
    Face(Seen, bool),
    SaveBar,
}

impl Which {
    /// What it shows as the form stands.
    fn part(self, open: &Rc<OpenForm>) -> Part {
        let ground = open.ground();
        match self {
            Self::Head => head(&ground),
            Self::Times => times(&ground),
            Self::Row(sign) => row(&ground, open, sign),
            Self::Values(sign, here) => values(&ground, sign, here),
            Self::Pad => Part::Pad(PadProps { ground, open: open.clone() }),
            Self::Score => Part::Score(ScoreProps { review: ground.review.clone(), reduced: ground.reduced }),
            Self::Face(which, shown) => face(&ground, which, shown),
            Self::SaveBar => save_bar(&ground, open),
        }
    }
}

/// An open form: how it stands, and who looks at it.
pub(crate) struct OpenForm {
    ground: RefCell<Rc<Ground>>,
    /// When something was last pressed.
    pressed: Cell<UtcMillis>,
    /// Keeps what was keyed.
    keep: Callback<Rc<Form>>,
    /// What the Save bar does: save, ask for the PIN, or go where something is still to be answered.
    save: RefCell<Callback<()>>,
    looks: RefCell<Vec<Rc<Look>>>,
}

impl PartialEq for OpenForm {
    /// It is the same one, or it is another.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl OpenForm {
    /// A form as the core opened it. `clock` says what time it is.
    pub(super) fn new(
        form: Form,
        view: Rc<FormView>,
        clock: Callback<(), UtcMillis>,
        keep: Callback<Rc<Form>>,
    ) -> Rc<Self> {
        Rc::new_cyclic(|open: &Weak<Self>| {
            let open = open.clone();
            let press = Callback::from(move |press| {
                if let Some(open) = open.upgrade() {
                    open.press(press);
                }
            });
            let now = clock.emit(());
            let review = Rc::new(review(&form.draft, &view, now));
            let (discard, clean) = (Callback::noop(), Callback::noop());
            let (form, reduced, busy) = (Rc::new(form), false, false);
            let ground = Ground { view, form, review, now, clock, press, discard, clean, reduced, busy };
            Self {
                ground: RefCell::new(Rc::new(ground)),
                pressed: Cell::new(now),
                keep,
                save: RefCell::new(Callback::noop()),
                looks: RefCell::default(),
            }
        })
    }

    /// The form at this moment.
    pub(super) fn ground(&self) -> Rc<Ground> {
        self.ground.borrow().clone()
    }

    /// When something was last pressed.
    pub(super) fn pressed(&self) -> UtcMillis {
        self.pressed.get()
    }

    fn press(self: &Rc<Self>, press: Press) {
        let ground = self.ground();
        let now = ground.clock.emit(());
        self.pressed.set(now);
        let form = ground.form.press(press, now);
        if form == *ground.form {
            return;
        }
        let form = Rc::new(form);
        if form.draft.first_key.is_some() && form.draft != ground.form.draft {
            self.keep.emit(form.clone());
        }
        self.stand(Ground { form, ..(*ground).clone() });
    }

    /// The form stands like this from now on: judged at the time that it is, and looked at by every part.
    pub(super) fn stand(self: &Rc<Self>, mut ground: Ground) {
        ground.now = ground.clock.emit(());
        ground.review = Rc::new(review(&ground.form.draft, &ground.view, ground.now));
        self.ground.replace(Rc::new(ground));
        for look in self.looks.borrow().iter() {
            look.look(self);
        }
    }

    /// What Save does from now on.
    pub(super) fn saves_by(&self, save: Callback<()>) {
        self.save.replace(save);
    }

    /// Does what Save does.
    pub(super) fn save(&self) {
        let save = self.save.borrow().clone();
        save.emit(());
    }
}

/// A part of the screen, in the page.
pub(super) fn look(open: &Rc<OpenForm>, which: Which) -> Html {
    Part::Look(LookProps { open: open.clone(), which }).draw()
}

/// Which part, and of which form.
#[derive(Clone, PartialEq)]
pub(crate) struct LookProps {
    open: Rc<OpenForm>,
    which: Which,
}

impl LookProps {
    /// A name for each part of a form.
    pub(crate) const fn name(&self) -> &'static str {
        match self.which {
            Which::Head => "head",
            Which::Times => "times",
            Which::Row(sign) => Field::of(sign).name(),
            Which::Values(..) => "values",
            Which::Pad => "pad",
            Which::Score => "score",
            Which::Face(Seen::Keys, _) => "keys",
            Which::Face(Seen::Oxygen, _) => "oxygen",
            Which::Face(Seen::Levels, _) => "levels",
            Which::Face(Seen::Done | Seen::Panel, _) => "done",
            Which::SaveBar => "save",
        }
    }
}

/// What a part shows, and how it is drawn again.
struct Look {
    of: RefCell<LookProps>,
    shows: RefCell<Rc<Part>>,
    again: Callback<()>,
}

impl Look {
    fn new(of: &LookProps, again: Callback<()>) -> Self {
        let shows = Rc::new(of.which.part(&of.open));
        Self { of: RefCell::new(of.clone()), shows: RefCell::new(shows), again }
    }

    /// What it shows. What it held of another form, or of another part, is not shown.
    fn shows(&self, of: &LookProps) -> Rc<Part> {
        if *self.of.borrow() != *of {
            self.of.replace(of.clone());
            self.shows.replace(Rc::new(of.which.part(&of.open)));
        }
        self.shows.borrow().clone()
    }

    /// Looks at the form, and draws the part again where it shows something else.
    fn look(&self, open: &Rc<OpenForm>) {
        let now = self.of.borrow().which.part(open);
        if **self.shows.borrow() != now {
            self.shows.replace(Rc::new(now));
            self.again.emit(());
        }
    }
}

/// The part on the screen.
#[hook]
pub(crate) fn use_look(of: &LookProps) -> Html {
    let drawn = use_force_update();
    let look = use_memo((), |()| Rc::new(Look::new(of, Callback::from(move |()| drawn.force_update()))));
    let part = look.shows(of);
    use_effect_with(of.clone(), move |of| {
        let (open, look) = (of.open.clone(), (*look).clone());
        open.looks.borrow_mut().push(look.clone());
        // Something may have been pressed since it was drawn.
        look.look(&open);
        move || open.looks.borrow_mut().retain(|other| !Rc::ptr_eq(other, &look))
    });
    use_drawn(&part)
}

#[cfg(test)]
mod tests;
