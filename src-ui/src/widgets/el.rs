//! Elements put together by calls. The macro writes each element out in full where it stands, some three hundred bytes
//! each; a call is a tenth of that, and a page this size is made of some thousand elements.

use crate::{route::Route, words::texts};
use std::rc::Rc;
use yew::{
    html::onclick,
    prelude::*,
    virtual_dom::{AttributeOrProperty, Attributes, VList, VTag},
};

/// Nothing, in the place where something stands at other times: what follows keeps its place.
pub(crate) fn none() -> Html {
    Html::default()
}

/// An element with what is inside it.
#[inline(never)]
pub(crate) fn el(tag: &'static str, class: &str, inside: Vec<Html>) -> Html {
    if class.is_empty() { made(tag, &[], &[], inside) } else { made(tag, &["class"], &[class], inside) }
}

/// An element with attributes, each name with its value. Where the names stay the same ones, only the values are compared.
#[inline(never)]
pub(crate) fn made(
    tag: &'static str,
    names: &'static [&'static str],
    values: &[&str],
    inside: Vec<Html>,
) -> Html {
    let value = |value: &&str| Some(AttributeOrProperty::Attribute(AttrValue::Rc(Rc::from(*value))));
    let mut made = VTag::new(tag);
    if !names.is_empty() {
        made.attributes = Attributes::Dynamic { keys: names, values: values.iter().map(value).collect() };
    }
    if let Some(children) = made.children_mut().filter(|_| !inside.is_empty()) {
        *children = Html::VList(Rc::new(VList::with_children(inside, None)));
    }
    Html::from(made)
}

/// With what is done when it is pressed.
#[inline(never)]
pub(crate) fn pressed(node: Html, pressed: Callback<MouseEvent>) -> Html {
    match node {
        Html::VTag(mut tag) => {
            Rc::make_mut(&mut tag).add_listener(Rc::new(onclick::Wrapper::new(pressed)));
            Html::VTag(tag)
        }
        other => other,
    }
}

/// With the name by which it stays what it is when others beside it come and go.
#[inline(never)]
pub(crate) fn keyed(node: Html, key: String) -> Html {
    match node {
        Html::VTag(mut tag) => {
            Rc::make_mut(&mut tag).key = Some(key.into());
            Html::VTag(tag)
        }
        other => other,
    }
}

/// Several in the place of one.
#[inline(never)]
pub(crate) fn all(nodes: Vec<Html>) -> Html {
    Html::VList(Rc::new(VList::with_children(nodes, None)))
}

/// An element with a text in it.
#[inline(never)]
pub(crate) fn say(tag: &'static str, class: &str, text: &str) -> Html {
    el(tag, class, vec![super::text::set(text)])
}

/// The same where there is a text, otherwise nothing.
#[inline(never)]
pub(crate) fn say_any(tag: &'static str, class: &str, text: &str) -> Html {
    if text.is_empty() { none() } else { say(tag, class, text) }
}

/// A text by itself.
#[inline(never)]
pub(crate) fn words(text: &str) -> Html {
    super::text::set(text)
}

/// With an attribute more.
#[inline(never)]
pub(crate) fn attr(node: Html, name: &'static str, value: &str) -> Html {
    match node {
        Html::VTag(mut tag) => {
            Rc::make_mut(&mut tag).add_attribute(name, AttrValue::Rc(Rc::from(value)));
            Html::VTag(tag)
        }
        other => other,
    }
}

/// With the language of the core and of the record, which is English whatever the screens are in: a screen reader then says it
/// right.
#[inline(never)]
pub(crate) fn english(node: Html) -> Html {
    attr(node, "lang", "en-GB")
}

/// An element with a text of the policy, of a form or of the core's lists, or with several that the core has joined: in the language of
/// the screens where that has words for this very wording, and otherwise in English and marked so.
#[inline(never)]
pub(crate) fn given(tag: &'static str, class: &str, text: &str) -> Html {
    let mut texts = texts::in_texts(text);
    if texts.len() > 1 {
        // In one element, since what they stand in may set its children side by side.
        let all = texts.iter().map(|(said, own)| tongue("span", "", said, *own)).collect();
        return el(tag, class, vec![el("span", "", all)]);
    }
    let (said, own) = texts.pop().unwrap_or_default();
    tongue(tag, class, &said, own)
}

fn tongue(tag: &'static str, class: &str, said: &str, own: bool) -> Html {
    let node = say(tag, class, said);
    if own { node } else { english(node) }
}

/// The same where there is a text, otherwise nothing.
#[inline(never)]
pub(crate) fn given_any(tag: &'static str, class: &str, text: &str) -> Html {
    if text.is_empty() { none() } else { given(tag, class, text) }
}

/// With something more inside.
#[inline(never)]
pub(crate) fn with(node: Html, more: Html) -> Html {
    match node {
        Html::VTag(mut tag) => {
            Rc::make_mut(&mut tag).add_child(more);
            Html::VTag(tag)
        }
        other => other,
    }
}

/// With the name that journeys find it by.
#[inline(never)]
pub(crate) fn id(node: Html, testid: &str) -> Html {
    attr(node, "data-testid", testid)
}

/// A button. One that is not ready can be seen and not pressed.
#[inline(never)]
pub(crate) fn press(
    class: &str,
    label: &str,
    testid: &str,
    ready: bool,
    pressed: Callback<MouseEvent>,
) -> Html {
    let values = ["button", class, testid];
    let made = made("button", &["type", "class", "data-testid"], &values, vec![super::text::set(label)]);
    let made = self::pressed(made, pressed);
    if ready { made } else { attr(made, "disabled", "disabled") }
}

/// A button with something else than a text in it.
#[inline(never)]
pub(crate) fn key(class: &str, testid: &str, inside: Vec<Html>, pressed: Callback<MouseEvent>) -> Html {
    with_all(press(class, "", testid, true, pressed), inside)
}

fn with_all(node: Html, more: Vec<Html>) -> Html {
    more.into_iter().fold(node, with)
}

/// A way to another screen.
#[inline(never)]
pub(crate) fn link(class: &str, route: &Route, testid: &str, inside: Vec<Html>) -> Html {
    id(attr(el("a", class, inside), "href", &route.hash()), testid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_together_is_what_the_macro_would_have_made() {
        let made = id(el("p", "quiet", vec![words("SpO₂ scale"), none()]), "x");
        let Html::VTag(tag) = made else { panic!("not an element") };
        let attributes: Vec<_> = tag.attributes.iter().collect();
        assert_eq!(attributes, [("class", "quiet"), ("data-testid", "x")]);
        assert_eq!(say_any("p", "", ""), none());
    }
}
