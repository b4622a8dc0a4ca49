//! Every sentence that a screen shows, in one place.
//!
//! What is included here from the build comes from `assets/words`, one file a language. English in Rust is what goes into the record,
//! and the gallery's.
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
pub(crate) mod texts;
pub mod times;
pub mod tour;
pub mod visit;
pub mod ward;
pub mod when;
pub mod zoom;

/// The product's name.
pub const NAME: &str = "Wardlight";

include!(concat!(env!("OUT_DIR"), "/frame.rs"));

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
    fn lists_read_as_one_says_them() {
        assert_eq!(list(&["pulse"]), "pulse");
        assert_eq!(list(&["pulse", "temperature"]), "pulse and temperature");
        assert_eq!(list(&["respiration", "pulse", "temperature"]), "respiration, pulse and temperature");
        assert_eq!(capital("élan"), "Élan");
    }
}
