//! The language of the screens: chosen where one signs in or under one's name, kept on this device.
//!
//! The loader of the page reads what is kept here before it starts the screens; a choice loads the page anew.

use crate::{
    effect::use_effect_with,
    theme::storage,
    widgets::el::{attr, none, press, say},
    words::spoken,
};
use contract::Hello;
use yew::prelude::*;

const KEY: &str = "wardlight.language";
/// Which everybody may choose, and which needs no leave.
const ENGLISH: &str = "en";

/// Whether this language may be chosen on this device: English always, on the synthetic ward every one, and otherwise what the
/// hospital allows.
fn is_offered(tag: &str, demo: bool, allowed: &[String]) -> bool {
    tag == ENGLISH || demo || allowed.iter().any(|allowed| allowed == tag)
}

/// Says on the page's root element which language its words are in, for a screen reader.
pub(crate) fn declare() {
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.document_element());
    if let Some(root) = root {
        let tag = if spoken::tag() == ENGLISH { "en-GB" } else { spoken::tag() };
        let _ = root.set_attribute("lang", tag); // The name is a valid attribute name.
    }
}

/// Keeps a choice, and loads the page in it; where nothing can be kept, nothing changes.
pub(crate) fn choose(tag: &str) {
    if storage().is_some_and(|kept| kept.set_item(KEY, tag).is_ok()) {
        let _ = web_sys::window().map(|window| window.location().reload()); // A page that cannot be loaded anew stays.
    }
}

/// Back to English, where the hospital no longer lets the chosen language be used.
#[hook]
pub(crate) fn use_leave(hello: Option<&Hello>) {
    let withdrawn = hello.is_some_and(|hello| !is_offered(spoken::tag(), hello.demo, &hello.languages));
    use_effect_with(withdrawn, |withdrawn| {
        if *withdrawn {
            choose(ENGLISH);
        }
    });
}

/// The other languages, each by its own name.
pub(crate) fn choices(hello: &Hello, class: &'static str) -> Vec<Html> {
    let others = spoken::languages()
        .filter(|(tag, _)| *tag != spoken::tag() && is_offered(tag, hello.demo, &hello.languages));
    let button = |(tag, name): (&'static str, &'static str)| {
        let pressed = Callback::from(move |_: MouseEvent| choose(tag));
        attr(press(class, name, &["language-", tag].concat(), true, pressed), "lang", tag)
    };
    others.map(button).collect()
}

/// Where nobody competent has checked the language, the ribbon of every screen says so.
pub(crate) fn draft() -> Html {
    if spoken::draft().is_empty() { none() } else { say("strong", "", spoken::draft()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_offered_on_the_demo_and_where_the_hospital_says_so_and_english_always() {
        assert!(is_offered("en", false, &[]));
        assert!(!is_offered("cy", false, &["pl".into()]), "a draft is nothing to come upon by chance");
        assert!(is_offered("cy", false, &["pl".into(), "cy".into()]));
        assert!(is_offered("cy", true, &[]));
    }
}
