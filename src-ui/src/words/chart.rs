//! The chart's sentences.

use super::texts;
use chart::{course::Course, summary::clauses};

include!(concat!(env!("OUT_DIR"), "/chart.rs"));

/// The chart in a sentence.
pub fn summary(course: &Course) -> String {
    let mut said = String::new();
    for clause in clauses(course) {
        said.push_str(&texts::said(&clause.text));
        let signs: Vec<String> = clause.signs.iter().map(|sign| texts::text_or(sign)).collect();
        if !signs.is_empty() {
            said.extend([" ", &super::list(&signs)]);
        }
        said.push_str(if clause.ends { ". " } else { ", " });
    }
    said
}

/// A score as read out: a bare one with the name of what it is.
pub fn score(said: &str) -> String {
    if said.starts_with(|c: char| c.is_ascii_digit()) { ["NEWS2 ", said].concat() } else { said.to_owned() }
}
/// The table's caption.
pub fn caption(name: &str, sets: usize) -> String {
    caption_sets(name, sets as i64)
}
