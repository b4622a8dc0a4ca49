//! The board's sentences.

use super::{count, times};
use contract::Trend;

/// An empty bed.
pub const UNOCCUPIED: &str = "Unoccupied";
/// No set yet.
pub const NO_SCORE: &str = "No score yet";
/// The strip above the board.
pub const NEEDS_ACTION: &str = "Needs action now";
/// Nothing in the strip.
pub const NOTHING_URGENT: &str = "No alert is open, no patient scores 5 or more, and none is overdue.";
/// A row's button.
pub const OBSERVE: &str = "Observe";
/// Another patient has a name like it.
pub const LIKE_NAME: &str = "Name alike on this ward";
/// Something that asks for help was refused by the server.
pub const UNVERIFIED: &str = "Unverified alert: look at the patient now";
/// The same on the wall.
pub const UNVERIFIED_SHORT: &str = "Unverified";
/// The same on the wall.
pub const REPEAT_NOW_SHORT: &str = "Repeat now";
/// Two people recorded something differently.
pub const CONFLICT: &str = "Recorded differently";
/// The row of a caseload without patients.
pub const NOBODY_YOURS: &str =
    "You look after nobody yet. Open a patient from the ward board and choose \"Look after\".";
/// A ward without beds.
pub const NO_BEDS: &str =
    "This ward has no beds on this device yet. They arrive with the first contact with the server.";
/// Before enrolment.
pub const NO_WARD: &str = "This device has not been given a ward yet.";
/// Looked after by nobody.
pub const NOBODY: &str = "Nobody named";
/// In the first minute, on the wall.
pub const NOW: &str = "now";
/// Due and not yet overdue, on the wall.
pub const DUE: &str = "due";
/// Nothing is planned, on the wall.
pub const NO_SET: &str = "no set planned";
/// On the way to another ward, on the wall.
pub const LEAVING: &str = "Leaving";
/// On the way here, on the wall.
pub const COMING: &str = "Coming";
/// Opens the wall view.
pub const WALL: &str = "Wall view";
/// Leaves the wall view.
pub const LEAVE_WALL: &str = "Leave wall view";
/// A later set is incomplete.
pub const LATER_INCOMPLETE: &str = "a later set is incomplete";
/// A set of a device whose clock nobody checked stands beside the score.
pub const UNCHECKED_CLOCK: &str = "taken by a tablet with an unchecked clock; may be newer";
/// The set that gave the status was withdrawn.
pub const REPEAT_NOW: &str = "Repeat the set now: the last one was withdrawn";
/// The patient died or left while on the board.
pub const ENDED_DISCHARGED: &str = "Discharged";
/// The patient died.
pub const ENDED_DIED: &str = "Died";
/// The columns.
pub const COLUMNS: [&str; 6] = ["Bed", "Patient", "NEWS2", "Trend", "Next set", "Looked after by"];

/// The age of a status, in place of calm.
pub fn status_age(minutes: i64) -> String {
    format!("from {} ago", times::span(minutes))
}

/// The trend in words.
pub const fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::None => "no trend yet",
        Trend::First => "first score",
        Trend::Up => "rising",
        Trend::Same => "unchanged",
        Trend::Down => "falling",
    }
}

/// Entries of a stay that nobody else can see.
pub fn unsent(n: u32) -> String {
    format!("{} only on this device", count(n, "entry", "entries"))
}

/// A device of the ward that has been silent: by what the server said that it heard, or by what was charted.
pub fn silent_device(label: &str, last: Option<&str>, heard: bool) -> String {
    let said = match (last, heard) {
        (Some(age), true) => format!("the server has not heard from it for {age}"),
        (None, true) => "the server has never heard from it".to_owned(),
        (Some(age), false) => format!("nothing charted on it has come for {age}"),
        (None, false) => "nothing charted on it has come yet".to_owned(),
    };
    format!("{label}: {said}. It may hold entries that nobody has seen.")
}

/// How old it is what is known of silent devices.
pub fn silence_known(minutes: i64) -> String {
    format!(
        "Known from {} ago: what the server has heard since, this device cannot know.",
        times::span(minutes)
    )
}

/// The heading above the silent devices.
pub fn silent_devices(n: usize) -> String {
    format!("{} not heard from", super::capital(&count(n as u64, "device", "devices")))
}

/// How old the board's data is.
pub fn refreshed(age: &str) -> String {
    format!("Refreshed {age}")
}

/// The board's caption for a screen reader.
pub fn caption(title: &str, patients: usize, beds: usize) -> String {
    format!(
        "{title}: {} in {}, by bed",
        count(patients as u64, "patient", "patients"),
        count(beds as u64, "bed", "beds")
    )
}
