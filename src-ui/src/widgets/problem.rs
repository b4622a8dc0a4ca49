//! Something that went wrong, and the waiting before an answer.

use crate::words;
use contract::{CallError, FieldProblem};
use yew::prelude::*;

/// An error in words: what happened, whether anything was lost, what to do; and a way to ask again where that may help.
pub(crate) fn problem(error: &CallError, again: Option<Callback<()>>) -> Html {
    let again = again.map(|again| {
        let press = Callback::from(move |_: MouseEvent| again.emit(()));
        html! { <button class="button button--plain" onclick={press}>{ words::errors::try_again() }</button> }
    });
    let (message, lang) = words::errors::of_core(&error.said, &error.message);
    let field = |problem: &FieldProblem| {
        let (message, lang) = words::errors::of_core(&problem.said, &problem.message);
        html! { <li {lang}>{ message }</li> }
    };
    html! {
        <div class="notice notice--problem" role="alert" data-testid="problem">
            <h2 class="notice-title">{ words::errors::heading(error.code) }</h2>
            <p {lang}>{ message }</p>
            if !error.fields.is_empty() {
                <ul>{ for error.fields.iter().map(field) }</ul>
            }
            { for again }
        </div>
    }
}

/// While the first answer has not come.
pub(crate) fn waiting() -> Html {
    html! { <p class="quiet pad" role="status">{ words::loading() }</p> }
}

/// A screen with nothing on it says what it would show and how that comes about.
pub(crate) fn nothing(text: &'static str) -> Html {
    html! { <p class="nothing">{ text }</p> }
}
