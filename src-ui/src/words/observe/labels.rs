//! What the observation screen's keys, buttons and headings say.

include!(concat!(env!("OUT_DIR"), "/observe.rs"));

/// Usual answers to why a set is entered late. They are written into the record, and so stay in the language of the record.
pub const LATE_REASONS: [&str; 4] = [
    "An emergency came first",
    "Written on paper first",
    "No device to hand",
    "The system was not available",
];
/// Usual answers to why a set is corrected. They are written into the record as well.
pub const CORRECTION_REASONS: [&str; 4] =
    ["Keyed wrongly", "Measured again: equipment fault", "Wrong time", "A value was left out"];
