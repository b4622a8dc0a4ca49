//! The ledger of this device, and what was set aside.

include!(concat!(env!("OUT_DIR"), "/entries.rs"));

/// Why a set that was charted anew is entered so late; written into the record.
pub const ANEW_REASON: &str = "The server refused the first entry";
/// Shifts that can be looked at.
pub fn shifts() -> [&'static str; 2] {
    [this_shift(), shift_before()]
}
/// Columns of the counts.
pub fn counted() -> [&'static str; 4] {
    [counted_entered(), counted_verified(), counted_on_server(), counted_here()]
}
