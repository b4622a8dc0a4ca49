//! What may come a moment after a key, in a frame of its own: an old tablet cannot draw all of it in the frame that shows the key
//! and the score that follows from it.

use crate::{effect::use_effect_with, part::Part, widgets::text};
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
    /// For a screen reader, and otherwise for the eye: what is missing.
    aloud: bool,
}

impl LateProps {
    /// Which of the two.
    pub(crate) const fn name(&self) -> &'static str {
        if self.aloud { "aloud" } else { "missing" }
    }
}

/// What a screen reader is to say, in the page.
pub(super) fn say(words: String) -> Html {
    Part::Late(LateProps { words: words.into(), aloud: true }).draw()
}

/// What is missing, under the large score.
pub(super) fn missing(words: String) -> Html {
    Part::Late(LateProps { words: words.into(), aloud: false }).draw()
}

/// The same on the screen. A screen reader waits until others have spoken, so it need not be there before the score is drawn.
#[hook]
pub(crate) fn use_words(of: &LateProps) -> Html {
    let words = use_late(&of.words);
    match of.aloud {
        true => {
            html! { <p class="nhsuk-u-visually-hidden" role="status" aria-live="polite">{ words }</p> }
        }
        false => html! { <p class="score-panel-more">{ text::set(&words) }</p> },
    }
}
