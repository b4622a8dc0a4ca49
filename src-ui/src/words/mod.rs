//! Every sentence that a screen shows, in one place, in the English of a ward.
//!
//! Words that belong to the score or to the policy come from `clinical` and from the core's replies.

pub mod assess;
pub mod board;
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
pub mod sign_in;
pub mod sync;
pub mod times;
pub mod tour;
pub mod visit;
pub mod ward;

/// The product's name.
pub const NAME: &str = "Wardlight";
/// On every screen, until a hospital's clinical safety officer has signed the approval record.
pub const NOT_FOR_CLINICAL_USE: &str = "Not for clinical use";
/// The strip that says so, for a screen reader.
pub const NOTICE: &str = "Notice";
/// On every screen of the synthetic ward.
pub const DEMO: &str = "DEMO – synthetic patients";
/// While the first answer has not come.
pub const LOADING: &str = "Looking it up…";
/// Back to where one came from.
pub const BACK: &str = "Back";
/// Leaves a panel without doing anything.
pub const CANCEL: &str = "Cancel";
/// The board.
pub const WARD_BOARD: &str = "Ward board";
/// The caseload.
pub const MY_PATIENTS: &str = "My patients";
/// The ledger of this device.
pub const ENTRIES_HERE: &str = "Entries made here";
/// What was refused.
pub const SET_ASIDE: &str = "Set aside";
/// What scores, colours and words mean.
pub const HELP: &str = "Help";
/// Ends the session.
pub const SIGN_OUT: &str = "Sign out";
/// Locks reading at once.
pub const LOCK_NOW: &str = "Lock";
/// The menu of screens, for a screen reader.
pub const MAIN_MENU: &str = "Screens";
/// Skips the header.
pub const SKIP: &str = "Skip to the main part";

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
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// The button that changes the light of the screen.
pub const fn theme(current: crate::theme::Theme) -> &'static str {
    use crate::theme::Theme;
    match current {
        Theme::Auto => "Light: auto",
        Theme::Day => "Light: day",
        Theme::Night => "Light: night",
        Theme::Contrast => "Light: high contrast",
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
