//! Every small piece of the screens in each of its states, on one page without any patient: what a picture of it looked like
//! before is kept, and compared with (`#/gallery`).

mod pieces;

use crate::{
    desk::use_desk,
    widgets::el::{attr, el, id, press, say},
    words,
};
use yew::prelude::*;

/// The page. Needs nobody to be signed in, since it shows nobody.
#[hook]
pub(crate) fn use_gallery() -> Html {
    let desk = use_desk();
    let change = desk.change_theme.clone();
    let theme = press(
        "button button--plain",
        words::theme(desk.theme),
        "theme",
        true,
        Callback::from(move |_: MouseEvent| change.emit(())),
    );
    let sections = pieces::all().into_iter().map(|(name, inside)| section(name, inside));
    let mut page = vec![say("h1", "board-title", words::gallery::TITLE), theme];
    page.extend(sections);
    id(el("main", "page gallery", page), "gallery")
}

fn section(name: &'static str, inside: Vec<Html>) -> Html {
    let states = inside.into_iter().map(|state| el("div", "gallery-state", vec![state]));
    let head = say("h2", "section-title", name);
    let inside = vec![head, el("div", "gallery-states", states.collect())];
    attr(el("section", "gallery-section", inside), "data-piece", name)
}
