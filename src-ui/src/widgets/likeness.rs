//! Two sayings of who somebody is, side by side, part by part: in words as well as in colour.

use super::el::{attr, el, given, id, say};
use crate::words::{patient, ward as words};
use contract::Likeness;
use yew::prelude::*;

/// The table, under the names of its two sides.
pub(crate) fn table(sides: [&str; 2], of: &[Likeness]) -> Html {
    let heads = [words::part(), sides[0], sides[1], words::compared()];
    let head = el("tr", "", heads.map(|text| attr(say("th", "", text), "scope", "col")).into());
    id(el("table", "likeness", std::iter::once(head).chain(of.iter().map(row)).collect()), "likeness")
}

fn row(of: &Likeness) -> Html {
    let known = |text: &str| if text.is_empty() { patient::not_known().to_owned() } else { text.to_owned() };
    let (said, class) = match of.fits {
        Some(true) => (words::fits(), ""),
        Some(false) => (words::differs(), "likeness--differs"),
        None => ("", ""),
    };
    let inside = vec![
        attr(given("th", "", &of.what), "scope", "row"),
        say("td", "", &known(&of.here)),
        say("td", "", &known(&of.there)),
        say("td", "", said),
    ];
    el("tr", class, inside)
}
