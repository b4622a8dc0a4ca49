//! The board's sentences.

use super::times;
use contract::Trend;

include!(concat!(env!("OUT_DIR"), "/board.rs"));

/// The columns.
pub fn columns() -> [&'static str; 6] {
    [column_bed(), column_patient(), column_score(), column_trend(), column_next(), column_by()]
}

/// The age of a status, in place of calm.
pub fn status_age(minutes: i64) -> String {
    status_from(&times::span(minutes))
}

/// The trend in words.
pub fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::None => trend_none(),
        Trend::First => trend_first(),
        Trend::Up => trend_up(),
        Trend::Same => trend_same(),
        Trend::Down => trend_down(),
    }
}

/// Entries of a stay that nobody else can see.
pub fn unsent(n: u32) -> String {
    unsent_entries(n.into())
}

/// A device of the ward that has been silent: by what the server said that it heard, or by what was charted.
pub fn silent_device(label: &str, last: Option<&str>, heard: bool) -> String {
    match (last, heard) {
        (Some(age), true) => silent_heard(label, age),
        (None, true) => silent_never_heard(label),
        (Some(age), false) => silent_charted(label, age),
        (None, false) => silent_never_charted(label),
    }
}

/// How old it is what is known of silent devices.
pub fn silence_known(minutes: i64) -> String {
    known_from(&times::span(minutes))
}

/// The heading above the silent devices.
pub fn silent_devices(n: usize) -> String {
    devices_not_heard(n as i64)
}

/// How old the board's data is.
pub fn refreshed(age: &str) -> String {
    refreshed_at(age)
}

/// The board's caption for a screen reader.
pub fn caption(title: &str, patients: usize, beds: usize) -> String {
    summary(title, &self::patients(patients as i64), &self::beds(beds as i64))
}
