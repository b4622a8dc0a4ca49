//! What may come a moment after a key, in a frame of its own: an old tablet cannot draw all of it in the frame that shows the key
//! and the score that follows from it.

use crate::{
    effect::use_effect_with,
    part::Part,
    widgets::el::{el, given, none, say_any},
};
use clinical::news2::Response;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long after a key the rest of it comes, in milliseconds: with a frame after the one that shows the key and its score.
pub(super) const AFTER_MS: u32 = 50;

/// What `now` was when it last stood for [`AFTER_MS`]; what it is, as long as nothing has changed.
#[hook]
pub(super) fn use_late<T: Clone + PartialEq + 'static>(now: &T) -> T {
    let stood = use_state_eq(|| now.clone());
    {
        let set = stood.clone();
        use_effect_with(now.clone(), move |now| {
            let late = (*set != *now).then(|| {
                let now = now.clone();
                Timeout::new(AFTER_MS, move || set.set(now))
            });
            move || drop(late)
        });
    }
    (*stood).clone()
}

/// Words that are not the score.
#[derive(Clone, PartialEq)]
pub(crate) struct LateProps {
    words: AttrValue,
    what: What,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    /// What a screen reader is to say.
    Aloud,
    /// What is missing, under the large score.
    Missing,
    /// What the score asks for, by the response's name.
    Asked,
}

impl LateProps {
    /// Which of them.
    pub(crate) const fn name(&self) -> &'static str {
        match self.what {
            What::Aloud => "aloud",
            What::Missing => "missing",
            What::Asked => "asked",
        }
    }
}

/// What a screen reader is to say, in the page.
pub(super) fn say(words: String) -> Html {
    Part::Late(LateProps { words: words.into(), what: What::Aloud }).draw()
}

/// What is missing, under the large score; nothing where that is empty.
pub(super) fn missing(words: String) -> Html {
    Part::Late(LateProps { words: words.into(), what: What::Missing }).draw()
}

/// What the score asks for, if anything.
pub(super) fn asked(response: Option<Response>) -> Html {
    let words = response.map(Response::name).unwrap_or_default();
    Part::Late(LateProps { words: words.into(), what: What::Asked }).draw()
}

/// The same on the screen. A screen reader waits until others have spoken, so it need not be there before the score is drawn.
#[hook]
pub(crate) fn use_words(of: &LateProps) -> Html {
    let words = use_late(&of.words);
    match of.what {
        What::Aloud => {
            html! { <p class="nhsuk-u-visually-hidden" role="status" aria-live="polite">{ words }</p> }
        }
        What::Missing => say_any("p", "score-panel-more", &words),
        What::Asked => Response::ALL.into_iter().find(|of| of.name() == words).map_or_else(none, |of| {
            let said = vec![given("b", "", of.name()), Html::from(" "), given("span", "", of.summary())];
            el("p", "score-panel-response", said)
        }),
    }
}
