//! Every sentence that a screen shows, in one place.
//!
//! What is included here from the build comes from `assets/words`, one file a language; the rest is still English in Rust.
//! Words that belong to the score or to the policy come from `clinical` and from the core's replies.

pub mod assess;
pub mod board;
pub mod camera;
pub mod chart;
pub mod decisions;
pub mod entries;
pub mod episode;
pub mod errors;
pub mod find;
pub mod fluid;
pub mod gallery;
pub mod help;
pub mod names;
pub mod observe;
pub mod oxygen;
pub mod patient;
pub mod score;
pub mod sign_in;
pub(crate) mod spoken;
pub mod sync;
pub mod times;
pub mod tour;
pub mod visit;
pub mod ward;
pub mod when;
pub mod zoom;

/// The product's name.
pub const NAME: &str = "Wardlight";

include!(concat!(env!("OUT_DIR"), "/frame.rs"));

/// A number with its noun: `1 entry`, `3 entries`. Zero is `no entries`.
pub fn count(n: impl Into<u64>, one: &str, many: &str) -> String {
    match n.into() {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A list in a sentence: `pulse`, `pulse and temperature`, `pulse, level and temperature`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            last_of_list(&most.join(", "), last.as_ref())
        }
    }
}

/// The button that changes the light of the screen.
pub fn theme(current: crate::theme::Theme) -> &'static str {
    use crate::theme::Theme;
    match current {
        Theme::Auto => light_auto(),
        Theme::Day => light_day(),
        Theme::Night => light_night(),
        Theme::Contrast => light_contrast(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many_and_none_is_not_zero() {
        assert_eq!(count(0_u32, "entry", "entries"), "no entries");
        assert_eq!(count(1_u32, "entry", "entries"), "1 entry");
        assert_eq!(count(12_u32, "entry", "entries"), "12 entries");
    }

    #[test]
    fn lists_read_as_one_says_them() {
        assert_eq!(list(&["pulse"]), "pulse");
        assert_eq!(list(&["pulse", "temperature"]), "pulse and temperature");
        assert_eq!(list(&["respiration", "pulse", "temperature"]), "respiration, pulse and temperature");
        assert_eq!(capital("élan"), "Élan");
    }
}
