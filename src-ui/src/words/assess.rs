//! The sentences of assessments: the form, the patient page's section, after Save.

use super::times;
use clinical::UtcMillis;

include!(concat!(env!("OUT_DIR"), "/assess.rs"));

/// Labels of the fluid table.
pub fn fluid_labels() -> [&'static str; 3] {
    [fluid_in(), fluid_out(), fluid_net()]
}

/// Asks why something is missing.
pub fn why_missing(missing: usize) -> String {
    why_answers_missing(missing as i64)
}
/// Save's second line while something is missing.
pub fn still_missing(missing: usize) -> String {
    answers_missing(missing as i64)
}
/// Save's second line with a reason.
pub fn incomplete(reason: &str) -> String {
    [not_complete(), ": ", reason].concat()
}
/// A draft that was taken up again.
pub fn begun(at: &str, minutes: i64) -> String {
    begun_at(at, &times::span(minutes))
}
/// After Save: when the form is due again.
pub fn next_due(at: &str, due: UtcMillis, now: UtcMillis) -> String {
    match due.minutes_since(now) {
        minutes if minutes <= 0 => due_again_now(at),
        minutes => due_again_in(at, &times::span(minutes)),
    }
}
/// More assessments than shown.
pub fn more(shown: usize, all: u32) -> String {
    assessments_shown(shown as i64, all.into())
}
