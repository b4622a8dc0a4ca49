//! The head of the form: whose set it is, when it was taken, and what the nurse must know of the form as a whole.

use super::{
    form::{Panel, Press},
    ground::{Ground, tap},
    late::use_late,
    more::taken_words,
    taken::Taken,
};
use crate::{
    app::go,
    part::Part,
    route::Route,
    widgets::{
        banner::{patient_banner, reduced_banner},
        el::{attr, given},
        mark::{Way, arrow, dots},
    },
    words::{self, observe},
};
use contract::FormView;
use std::rc::Rc;
use yew::prelude::*;

/// What stands in the head: drawn again when that changes, and only then.
#[derive(Clone)]
pub(crate) struct HeadProps {
    view: Rc<FormView>,
    /// When it was taken.
    taken: AttrValue,
    /// The nurse has said so.
    chosen: bool,
    recheck: bool,
    reduced: bool,
    press: Callback<Press>,
}

impl PartialEq for HeadProps {
    fn eq(&self, other: &Self) -> bool {
        // The form as it was opened does not change: it is the same one, or it is another.
        Rc::ptr_eq(&self.view, &other.view)
            && self.taken == other.taken
            && (self.chosen, self.recheck, self.reduced) == (other.chosen, other.recheck, other.reduced)
            && self.press == other.press
    }
}

/// The head of a form.
pub(super) fn head(ground: &Ground) -> Part {
    let taken = taken_words(&ground.form, ground.now, ground.view.offset_minutes).into();
    let chosen = ground.form.draft.taken != Taken::Now;
    let (view, recheck, reduced) = (ground.view.clone(), ground.review.recheck, ground.reduced);
    Part::Head(HeadProps { view, taken, chosen, recheck, reduced, press: ground.press.clone() })
}

/// The head on the screen. The time that the first key of a set gives it comes a moment after that key, since beside a name it has the
/// whole page laid out; one that was chosen comes at once.
#[hook]
pub(crate) fn use_head(of: &HeadProps) -> Html {
    let late = use_late(&of.taken);
    let taken = if of.chosen { of.taken.clone() } else { late };
    let banner = if of.reduced { reduced_banner } else { patient_banner };
    html! {
        <>
            { banner(&of.view.banner, back(&of.view), head_buttons(of, taken)) }
            { notes(of) }
        </>
    }
}

fn back(view: &FormView) -> Html {
    let stay = view.banner.stay;
    html! {
        <button type="button" class="banner-back" aria-label={words::back()} data-testid="back"
            onclick={move |_: MouseEvent| go(&Route::Patient(stay))}>{ arrow(Way::Left) }</button>
    }
}

/// Beside the name: when it was taken, and what is not needed every time.
fn head_buttons(of: &HeadProps, taken: AttrValue) -> Html {
    html! {
        <div class="banner-tools">
            <button type="button" class="tool" onclick={tap(&of.press, Press::Open(Panel::Taken))} data-testid="taken">
                <small>{ observe::taken() }</small>{ " " }{ taken }
            </button>
            <button type="button" class="tool tool--icon" onclick={tap(&of.press, Press::Open(Panel::More))}
                aria-label={observe::more()} data-testid="more">{ dots() }</button>
        </div>
    }
}

fn notes(of: &HeadProps) -> Html {
    let view = &of.view;
    html! {
        <div class="obs-notes">
            if of.reduced {
                <p role="status">{ observe::locked_pad() }</p>
            }
            { for view.not_applicable.map(|reason| html! { <p role="status">{ crate::words::score::advice(reason) }</p> }) }
            if !of.reduced && !view.scale.notice.is_empty() {
                { attr(given("p", "obs-wide", &view.scale.notice), "role", "status") }
            }
            { for view.amends.as_ref().map(|_| html! { <p role="status">{ observe::title_amend() }</p> }) }
            if of.recheck {
                <p role="status">{ observe::title_recheck() }</p>
            }
        </div>
    }
}
