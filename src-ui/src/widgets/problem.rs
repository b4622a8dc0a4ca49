//! Something that went wrong, and the waiting before an answer.

use super::el::{attr, el, english, made, press, say};
use crate::words;
use contract::{CallError, FieldProblem};
use yew::prelude::*;

/// An error in words: what happened, whether anything was lost, what to do; and a way to ask again where that may help.
pub(crate) fn problem(error: &CallError, again: Option<Callback<()>>) -> Html {
    let again = again.map(|again| {
        press(
            "button button--plain",
            words::errors::try_again(),
            "again",
            true,
            again.reform(|_: MouseEvent| ()),
        )
    });
    let (message, lang) = words::errors::of_core(&error.said, &error.message);
    let field = |problem: &FieldProblem| {
        let (message, lang) = words::errors::of_core(&problem.said, &problem.message);
        in_its_language(say("li", "", &message), lang)
    };
    let mut inside = vec![
        say("h2", "notice-title", words::errors::heading(error.code)),
        in_its_language(say("p", "", &message), lang),
    ];
    if !error.fields.is_empty() {
        inside.push(el("ul", "", error.fields.iter().map(field).collect()));
    }
    inside.extend(again);
    made("div", &["class", "role", "data-testid"], &["notice notice--problem", "alert", "problem"], inside)
}

/// A sentence that is in another language than the screens says so.
fn in_its_language(node: Html, lang: Option<&'static str>) -> Html {
    if lang.is_some() { english(node) } else { node }
}

/// While the first answer has not come.
pub(crate) fn waiting() -> Html {
    attr(say("p", "quiet pad", words::loading()), "role", "status")
}

/// A screen with nothing on it says what it would show and how that comes about.
pub(crate) fn nothing(text: &'static str) -> Html {
    say("p", "nothing", text)
}
