//! The classes of an element, joined. `yew::classes!` keeps a set of each, which a page this size pays dearly for.

use yew::AttrValue;

/// The class where `yes`, otherwise none.
pub(crate) const fn on(yes: bool, class: &'static str) -> &'static str {
    if yes { class } else { "" }
}

/// Classes with a space between them; empty ones are left out.
pub(crate) fn classes(parts: &[&str]) -> AttrValue {
    let mut joined = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    AttrValue::from(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_joined_without_the_empty_ones() {
        assert_eq!(classes(&["row", on(false, "row--mine"), on(true, "row--stale")]), "row row--stale");
        assert_eq!(classes(&["", ""]), "");
    }
}
