//! Something that went wrong, and the waiting before an answer.

use crate::words;
use contract::CallError;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Problem`].
#[derive(Properties, PartialEq)]
pub(crate) struct ProblemProps {
    pub(crate) error: Rc<CallError>,
    /// Asks once more, where that may help.
    #[prop_or_default]
    pub(crate) again: Option<Callback<()>>,
}

/// An error in words: what happened, whether anything was lost, what to do.
#[component]
pub(crate) fn Problem(props: &ProblemProps) -> Html {
    let again = props.again.clone().map(|again| {
        let press = Callback::from(move |_: MouseEvent| again.emit(()));
        html! { <button class="button button--plain" onclick={press}>{ words::errors::TRY_AGAIN }</button> }
    });
    html! {
        <div class="notice notice--problem" role="alert" data-testid="problem">
            <h2 class="notice-title">{ words::errors::heading(props.error.code) }</h2>
            <p>{ props.error.message.clone() }</p>
            if props.error.fields.len() > 0 {
                <ul>{ for props.error.fields.iter().map(|f| html! { <li>{ f.message.clone() }</li> }) }</ul>
            }
            { for again }
        </div>
    }
}

/// While the first answer has not come.
pub(crate) fn waiting() -> Html {
    html! { <p class="quiet pad" role="status">{ words::LOADING }</p> }
}

/// A screen with nothing on it says what it would show and how that comes about.
pub(crate) fn nothing(text: &'static str) -> Html {
    html! { <p class="nothing">{ text }</p> }
}
