//! The breath counter's sentences.

use clinical::vitals::Counted;

/// On the button before the first breath.
pub const BEGIN: &str = "Tap with each breath";
/// Under it.
pub const BEGIN_MORE: &str = "Five even breaths give a rate";
/// So far too few for a rate.
pub const COUNTING: &str = "Go on";
/// The last breaths were even.
pub const STEADY: &str = "Even";
/// They were not.
pub const UNSTEADY: &str = "Not even yet. Go on";
/// Near a band that scores, or irregular.
pub const GO_ON: &str = "Low, high or irregular: count the full minute";
/// The minute is over.
pub const WHOLE: &str = "in a full minute";
/// Nobody tapped to its end.
pub const STOPPED: &str =
    "The taps stopped before the minute was over. Tap to begin again, or key your own count.";

/// Breaths so far.
pub fn breaths(count: usize) -> String {
    format!("{count}")
}

/// How it stands, with what is left of the minute.
pub fn seconds_left(how: &str, left: i64) -> String {
    format!("{how} ({left} s)")
}

/// Takes a rate.
pub fn take(rate: u16) -> String {
    format!("Use {rate}")
}

/// Takes one that asks for the full minute.
pub fn take_early(rate: u16) -> String {
    format!("Use {rate} without the full minute")
}

/// For a screen reader.
pub fn spoken(rate: u16, counted: Counted, early: bool) -> String {
    let more = if early { ". Count the full minute" } else { "" };
    format!("{rate} a minute, {}{more}", counted.label())
}
