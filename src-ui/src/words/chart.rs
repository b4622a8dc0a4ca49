//! The chart's sentences.

use super::texts;
use chart::{course::Course, summary::clauses};

include!(concat!(env!("OUT_DIR"), "/chart.rs"));

/// The chart in a sentence.
pub fn summary(course: &Course) -> String {
    summary_parts(course).concat()
}

/// The same in two: what the score did and whether the newest set is whole; and how many sets there are, late, missed, corrected.
pub fn summary_parts(course: &Course) -> [String; 2] {
    let clauses = clauses(course);
    let sentences = clauses.iter().filter(|clause| clause.ends).count();
    let (mut parts, mut ended) = ([String::new(), String::new()], 0);
    for clause in clauses {
        let said = &mut parts[usize::from(ended + 1 >= sentences)];
        said.push_str(&texts::said(&clause.text));
        let signs: Vec<String> = clause.signs.iter().map(|sign| texts::text_or(sign)).collect();
        if !signs.is_empty() {
            said.extend([" ", &super::list(&signs)]);
        }
        said.push_str(if clause.ends { ". " } else { ", " });
        ended += usize::from(clause.ends);
    }
    parts
}

/// A score as read out: a bare one with the name of what it is.
pub fn score(said: &str) -> String {
    if said.starts_with(|c: char| c.is_ascii_digit()) { ["NEWS2 ", said].concat() } else { said.to_owned() }
}
/// The table's caption.
pub fn caption(name: &str, sets: usize) -> String {
    caption_sets(name, sets as i64)
}
