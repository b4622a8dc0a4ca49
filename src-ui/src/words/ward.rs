//! The sentences of a ward's day: moves, transfers, the end of a stay, allocation, handover.

use super::times;

include!(concat!(env!("OUT_DIR"), "/ward.rs"));

/// Where a ward has not said which bed. It is written into the record, and so stays in the language of the record.
pub const BED_TO_BE_GIVEN: &str = "Bed to be given";
/// The bay of such a place.
pub const ARRIVALS: &str = "Arrivals";
/// Usual reasons for taking back. They are written into the record.
pub const TAKE_BACK_REASONS: [&str; 3] = ["Wrong patient", "Wrong bed or ward", "Not yet"];
/// Usual reasons for joining. They are written into the record.
pub const JOIN_REASONS: [&str; 3] = ["Wristband or papers found", "Named by family", "Registered twice"];

/// Fields of a name.
pub fn name_fields() -> [&'static str; 4] {
    [family_name(), given_names(), born_on(), nhs_number()]
}
/// The three lines.
pub fn lines() -> [&'static str; 3] {
    [line_situation(), line_watch_for(), line_to_do()]
}
/// Does it for the beds that were tapped.
pub fn save_beds(n: usize) -> String {
    save_for_beds(n as i64)
}
/// Warns before it.
pub fn not_allocated(n: usize) -> String {
    patients_without(n as i64)
}
/// Confirms for the ward.
pub fn read_all(n: usize) -> String {
    i_have_read_all(n as i64)
}
/// A receipt that is out of date.
pub fn changed(what: &[String]) -> String {
    changed_since(&what.join(", "))
}
/// Those who left.
pub fn left(n: usize) -> String {
    left_this_ward(n as i64)
}
/// The age of a row's data, in minutes, while the line is down.
pub fn data_from(minutes: i64) -> String {
    data_from_ago(&times::span(minutes))
}
/// Does it.
pub fn confirm_end(name: &str, died: bool) -> String {
    if died { has_died(name) } else { discharge(name) }
}
