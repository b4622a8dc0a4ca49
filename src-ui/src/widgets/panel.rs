//! A grid of large buttons: reasons, devices, times.

use crate::widgets::class::{classes, on};
use yew::prelude::*;

/// One button of a panel.
#[derive(Clone, PartialEq)]
pub(crate) struct Choice {
    /// What it says.
    pub(crate) label: AttrValue,
    /// A second, smaller line.
    pub(crate) more: Option<AttrValue>,
    /// Chosen now.
    pub(crate) on: bool,
    /// Stands out: an emergency, a main answer.
    pub(crate) class: &'static str,
    /// Its label is a text of the policy, of a form or of the core: in English where the language of the screens has no words for it. What
    /// is chosen by it goes into the record as it is.
    pub(crate) english: bool,
    /// For journeys.
    pub(crate) testid: AttrValue,
    /// When pressed.
    pub(crate) press: Callback<()>,
}

impl Choice {
    pub(crate) fn new(
        label: impl Into<AttrValue>,
        testid: impl Into<AttrValue>,
        press: impl Fn() + 'static,
    ) -> Self {
        Self {
            label: label.into(),
            more: None,
            on: false,
            class: "",
            english: false,
            testid: testid.into(),
            press: Callback::from(move |()| press()),
        }
    }

    pub(crate) fn on(mut self, on: bool) -> Self {
        self.on = on;
        self
    }

    pub(crate) fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    pub(crate) fn english(mut self) -> Self {
        self.english = true;
        self
    }

    pub(crate) fn more(mut self, more: &'static str) -> Self {
        self.more = Some(AttrValue::from(more));
        self
    }
}

/// The buttons of a panel under its question.
pub(crate) fn panel(title: &str, class: &'static str, choices: Vec<Choice>) -> Html {
    html! {
        <div class={classes(&["panel", class])} role="group" aria-label={title.to_owned()}>
            <p class="panel-title">{ super::text::set(title) }</p>
            <div class="panel-choices">{ for choices.into_iter().map(button) }</div>
        </div>
    }
}

/// One large button.
pub(crate) fn button(choice: Choice) -> Html {
    let press = choice.press;
    let pressed = if choice.on { "true" } else { "false" };
    let label = if choice.english {
        super::el::given("span", "", &choice.label)
    } else {
        super::el::say("span", "", &choice.label)
    };
    html! {
        <button type="button" class={classes(&["choice", on(choice.on, "choice--on"), choice.class])}
            aria-pressed={pressed} data-testid={choice.testid}
            onclick={move |_: MouseEvent| press.emit(())}>
            { label }
            { for choice.more.map(|more| html! { <small>{ more }</small> }) }
        </button>
    }
}
