//! The breath counter's sentences.

use clinical::vitals::Counted;

include!(concat!(env!("OUT_DIR"), "/breaths.rs"));

/// Breaths so far.
pub fn breaths(count: usize) -> String {
    count.to_string()
}

/// How it stands, with what is left of the minute.
pub fn seconds_left(how: &str, left: i64) -> String {
    self::left(how, left)
}

/// Takes a rate.
pub fn take(rate: u16) -> String {
    take_it(rate.into())
}

/// Takes one that asks for the full minute.
pub fn take_early(rate: u16) -> String {
    take_it_early(rate.into())
}

/// For a screen reader.
pub fn spoken(rate: u16, counted: Counted, early: bool) -> String {
    let said = if early { rate_early } else { self::rate };
    said(rate.into(), counted.label())
}
