//! What was charted under doubt: the mark on it, what waits for a registered person's name, and the button that puts it there.

use crate::{
    widgets::{
        el::{attr, el, given, id, none, press, say, say_any},
        text,
    },
    words::patient,
};
use clinical::{FactId, UtcMillis, staff::AuthLevel};
use contract::{EntryView, PatientView, Request};
use yew::prelude::*;

/// Everything that waits, whatever kind of entry it is; nothing where nothing waits.
pub(super) fn section(view: &PatientView, now: UtcMillis, send: &Callback<Request>) -> Html {
    if view.to_countersign.is_empty() {
        return none();
    }
    let line = |of: &EntryView| {
        let inside = vec![
            el("b", "entry-time", vec![text::time(of.recorded, now, view.offset_minutes)]),
            given("span", "entry-what", &of.what),
            say("span", "quiet", &of.by),
            button(view, of.fact, send),
        ];
        id(el("li", "entry", inside), "to-countersign")
    };
    let whose = if view.may_countersign { "" } else { patient::countersign_whose() };
    let inside = vec![
        say("h2", "section-title", patient::to_countersign()),
        say_any("p", "quiet", whose),
        el("ol", "entry-list", view.to_countersign.iter().map(line).collect()),
    ];
    attr(el("section", "card", inside), "aria-label", patient::to_countersign())
}

/// The button of one entry, for whoever may sign, while it waits.
pub(super) fn button(view: &PatientView, fact: FactId, send: &Callback<Request>) -> Html {
    let waits = view.to_countersign.iter().find(|of| of.fact == fact);
    let Some(of) = waits.filter(|_| view.may_countersign) else { return none() };
    let (stay, send) = (view.banner.stay, send.clone());
    let sign = Callback::from(move |_: MouseEvent| send.emit(Request::Countersign { stay, fact }));
    let button = press("button button--plain set-correct", patient::countersign(), "countersign", true, sign);
    attr(button, "aria-label", &[patient::countersign(), ": ", &crate::words::texts::said(&of.what)].concat())
}

/// The mark on what nobody's PIN was checked for, that it waits, or whose name stands under it; a student's says whose.
pub(super) fn mark(auth: AuthLevel, countersigned: &str) -> Html {
    match (auth, countersigned) {
        (AuthLevel::Emergency, "") => say("span", "flag", patient::emergency()),
        (AuthLevel::Emergency, by) => say("span", "flag", &patient::countersigned(by)),
        (AuthLevel::Pin | AuthLevel::System, "") => none(),
        (AuthLevel::Pin | AuthLevel::System, by) => say("span", "flag", &patient::signed_for(by)),
    }
}
