//! The patient page's sentences: banner, sets, corrections, scale.

use clinical::{news2::Scale, vitals::Counted};
use contract::Mark;

include!(concat!(env!("OUT_DIR"), "/patient.rs"));

/// A prescribed target.
pub fn target(low: u8, high: u8) -> String {
    target_range(low.into(), high.into())
}
/// A second reading, the first, and whether and by how much it is higher.
pub fn rechecked(at: &str, was: &str, change: Option<(bool, String)>) -> String {
    match change {
        None => rechecked_same(at, was),
        Some((true, by)) => rechecked_higher(at, was, &by),
        Some((false, by)) => rechecked_lower(at, was, &by),
    }
}
/// How the respiratory rate was counted.
pub fn counted(how: Counted) -> &'static str {
    match how {
        Counted::Tapped => counted_tapped(),
        Counted::FullMinute => counted_full_minute(),
    }
}
/// Usual reasons for an error. They are written into the record, and so stay in the language of the record.
pub const ERROR_REASONS: [&str; 4] = ["Keyed wrongly", "Equipment fault", "Entered twice", "Test entry"];
/// Usual reasons for a move. They are written into the record as well.
pub const MOVE_REASONS: [&str; 3] = ["Wrong bed", "Patients had swapped beds", "Names alike"];
/// More sets than shown.
pub fn more_sets(shown: usize, all: u32) -> String {
    sets_shown(shown as i64, all.into())
}
/// Facts of a newer version.
pub fn newer(n: u32) -> String {
    newer_entries(n.into())
}
/// The age of what this device knows.
pub fn heard(age: Option<&str>) -> String {
    age.map_or_else(|| heard_nothing().to_owned(), heard_news)
}
/// Age beside the date of birth: `61y`.
pub fn age(age: u16) -> String {
    years(age.into())
}
/// What became of a set; empty when it stands.
pub fn mark(mark: &Mark, at: impl Fn(clinical::UtcMillis) -> String) -> String {
    let told = |what: fn(&str, &str) -> String, by: &contract::MarkedBy| {
        let reason = if by.reason.is_empty() { String::new() } else { format!(": {}", by.reason) };
        what(&by.name, &at(by.at)) + &reason
    };
    match mark {
        Mark::Current => String::new(),
        Mark::Amended(by) => told(marked_corrected, by),
        Mark::InError(by) => told(marked_in_error, by),
        Mark::Undone(by) => told(marked_undone, by),
        Mark::Moved(by) => told(marked_moved, by),
        Mark::Disputed => marked_twice().to_owned(),
    }
}
/// A flag of a set, with who moved it and when where that is known.
pub fn moved_here(by: &str) -> String {
    if by.is_empty() { moved_from_another().to_owned() } else { moved_here_by(by) }
}
/// A scale, as the screen calls it.
pub fn scale_label(scale: Scale) -> &'static str {
    match scale {
        Scale::One => scale_1(),
        Scale::Two => scale_2(),
    }
}
/// Usual reasons for a scale: those of that scale and no others. They are written into the record.
pub const fn scale_reasons(scale: Scale) -> &'static [&'static str] {
    match scale {
        Scale::One => {
            &["No hypercapnic respiratory failure", "Blood gas normal", "88–92% no longer prescribed"]
        }
        Scale::Two => &[
            "Hypercapnic respiratory failure, prescribed 88–92%",
            "Confirmed by blood gas on this admission",
            "Confirmed by blood gas on an earlier admission",
        ],
    }
}
