//! The chart's sentences.

include!(concat!(env!("OUT_DIR"), "/chart.rs"));

/// A score as read out: a bare one with the name of what it is.
pub fn score(said: &str) -> String {
    if said.starts_with(|c: char| c.is_ascii_digit()) { ["NEWS2 ", said].concat() } else { said.to_owned() }
}
/// The table's caption.
pub fn caption(name: &str, sets: usize) -> String {
    caption_sets(name, sets as i64)
}
