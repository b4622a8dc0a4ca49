//! The patient page's sentences: banner, sets, corrections, scale.

use clinical::{news2::Scale, vitals::Counted};
use contract::Mark;

/// Opens the form.
pub const OBSERVE: &str = "Record observations";
/// Opens the chart.
pub const CHART: &str = "Chart";
/// Takes the patient on.
pub const LOOK_AFTER: &str = "Look after";
/// Hands the patient back.
pub const STOP_LOOKING_AFTER: &str = "Stop looking after";
/// Allergies.
pub const NO_ALLERGIES: &str = "No known allergies";
/// Allergies.
pub const ALLERGIES_NOT_RECORDED: &str = "Allergies not recorded";
/// Allergies.
pub const KNOWN_ALLERGIES: &str = "Known allergies";
/// A label.
pub const BORN: &str = "Born";
/// A label.
pub const NHS_NO: &str = "NHS No.";
/// A label.
pub const HOSPITAL_NO: &str = "Hospital No.";
/// A label.
pub const GENDER: &str = "Gender";
/// A null value in words.
pub const NOT_RECORDED: &str = "Not recorded";
/// A null value in words.
pub const NOT_KNOWN: &str = "Not known";
/// Heading.
pub const RECENT_SETS: &str = "Recent observations";
/// Nothing charted.
pub const NO_SETS: &str = "No observations have been recorded in this stay.";
/// Heading.
pub const RESPONSE: &str = "What the score asks for";
/// Heading.
pub const TARGET: &str = "Prescribed target";
/// One of them.
pub fn target(low: u8, high: u8) -> String {
    format!("{low} to {high} %")
}
/// Another.
pub const NO_TARGET: &str = "No target";
/// Heading of the scale.
pub const SCALE: &str = "SpO₂ scale";
/// The scale's default.
pub const SCALE_DEFAULT: &str = "The default. Nobody has decided otherwise.";
/// Opens the decision.
pub const DECIDE_SCALE: &str = "Decide the scale";
/// Explains the decision.
pub const DECIDE_SCALE_MORE: &str = "Scale 2 only for hypercapnic respiratory failure with a prescribed target of 88 to \
     92 %. Sets that are already scored keep their scale.";
/// Why nobody else sees the button.
pub const SCALE_NOT_YOURS: &str = "Decided by the nurse in charge or a doctor.";
/// Two people decided differently.
pub const SCALE_DISPUTED: &str = "In dispute: until it is settled, the higher score counts.";
/// Opens the ways to correct a set.
pub const CORRECT: &str = "Correct";
/// The ways to correct a set, for a screen reader.
pub fn correct_set(at: &str) -> String {
    format!("Correct the set of {at}")
}
/// Measures one sign of a set again.
pub const RECHECK: &str = "Recheck";
/// The same for a screen reader.
pub fn recheck_set(at: &str) -> String {
    format!("Recheck one sign of the set of {at}")
}
/// A second reading whose set is not among those shown.
pub const RECHECK_OF_SET: &str = "Recheck of one sign of an earlier set";
/// A second reading, the first, and whether and by how much it is higher.
pub fn rechecked(at: &str, was: &str, change: Option<(bool, String)>) -> String {
    let change = match change {
        None => String::new(),
        Some((true, by)) => format!(", now {by} higher"),
        Some((false, by)) => format!(", now {by} lower"),
    };
    format!("Recheck of {at}: {was} then{change}. Both stand")
}
/// How the respiratory rate was counted.
pub const fn counted(how: Counted) -> &'static str {
    match how {
        Counted::Tapped => "Respirations counted by taps",
        Counted::FullMinute => "Respirations counted for a full minute",
    }
}
/// A way to correct.
pub const AMEND: &str = "Change a value";
/// A way to correct.
pub const IN_ERROR: &str = "Entered in error";
/// A way to correct.
pub const WRONG_PATIENT: &str = "Wrong patient";
/// Explains it.
pub const IN_ERROR_MORE: &str = "The set stays readable, struck through, and counts no longer. If it raised an alarm, a \
     repeat is asked for now.";
/// Explains it.
pub const WRONG_PATIENT_MORE: &str = "The set is withdrawn here and charted for the right patient at its own time. Both \
     records say so.";
/// Asks whose it is.
pub const WHOSE: &str = "Whose set is it?";
/// Asks why.
pub const WHY: &str = "Why?";
/// Asks for an answer.
pub const ANSWER: &str = "Your answer";
/// Usual reasons for an error.
pub const ERROR_REASONS: [&str; 4] = ["Keyed wrongly", "Equipment fault", "Entered twice", "Test entry"];
/// Usual reasons for a move.
pub const MOVE_REASONS: [&str; 3] = ["Wrong bed", "Patients had swapped beds", "Names alike"];
/// Does it.
pub const CONFIRM_IN_ERROR: &str = "Mark as entered in error";
/// Does it.
pub fn confirm_move(name: &str, bed: &str) -> String {
    format!("Move to {name} – {bed}")
}
/// Does it.
pub const CONFIRM_SCALE: &str = "Sign this decision";
/// Heading.
pub const CONFLICTS: &str = "Two people recorded this differently";
/// Which version counts.
pub fn meanwhile(what: &str) -> String {
    format!("Meanwhile: {what}")
}
/// More sets than shown.
pub fn more_sets(shown: usize, all: u32) -> String {
    format!("{shown} of {all} sets. The chart shows the others.")
}
/// Facts of a newer version.
pub fn newer(n: u32) -> String {
    let entries = super::count(n, "entry was", "entries were");
    format!(
        "{} made by a newer version of Wardlight and cannot be shown here. They are kept and passed on. Update this \
         device, and look on another one meanwhile.",
        super::capital(&entries)
    )
}
/// The age of what this device knows.
pub fn heard(age: Option<&str>) -> String {
    match age {
        Some(age) => format!("Last news of this patient from the server {age}"),
        None => "No news of this patient from the server yet".to_owned(),
    }
}
/// Age beside the date of birth: `61y`.
pub fn age(years: u16) -> String {
    format!("{years}y")
}
/// What became of a set; empty when it stands.
pub fn mark(mark: &Mark, at: impl Fn(clinical::UtcMillis) -> String) -> String {
    let told = |what: &str, by: &contract::MarkedBy| {
        let reason = if by.reason.is_empty() { String::new() } else { format!(": {}", by.reason) };
        format!("{what} by {} at {}{reason}", by.name, at(by.at))
    };
    match mark {
        Mark::Current => String::new(),
        Mark::Amended(by) => told("Corrected", by),
        Mark::InError(by) => told("Entered in error, marked", by),
        Mark::Undone(by) => told("Undone", by),
        Mark::Moved(by) => told("Moved to another patient", by),
        Mark::Disputed => "Two people corrected this set differently; this is one version".to_owned(),
    }
}
/// A flag of a set.
pub const LATE: &str = "Entered late";
/// A flag of a set.
pub const CLOCK_DOUBTFUL: &str = "The device's clock was not proved";
/// A flag of a set.
pub const MOVED_HERE: &str = "Moved here from another patient";
/// The same with who moved it and when, where that is known.
pub fn moved_here(by: &str) -> String {
    if by.is_empty() { MOVED_HERE.to_owned() } else { [MOVED_HERE, " by ", by].concat() }
}
/// A flag of a set.
pub const EMERGENCY: &str = "Charted without a PIN, to be countersigned";
/// The same, once somebody has.
pub fn countersigned(by: &str) -> String {
    ["Charted without a PIN, countersigned by ", by].concat()
}
/// A flag of a student's set, once somebody has put their name under it.
pub fn signed_for(by: &str) -> String {
    ["Countersigned by ", by].concat()
}
/// Heading: entries under names that nobody checked, and students'.
pub const TO_COUNTERSIGN: &str = "To be countersigned: charted without a PIN, or by a student";
/// Why there is no button.
pub const COUNTERSIGN_WHOSE: &str = "A nurse or a doctor who is signed in with a PIN countersigns.";
/// Puts one's name under an entry.
pub const COUNTERSIGN: &str = "Countersign";
/// A set whose score no longer applies.
pub fn no_longer(advice: &str) -> String {
    format!("This score no longer applies. {advice}")
}
/// Usual reasons for a scale: those of that scale and no others.
pub const fn scale_reasons(scale: Scale) -> &'static [&'static str] {
    match scale {
        Scale::One => {
            &["No hypercapnic respiratory failure", "Blood gas normal", "88–92% no longer prescribed"]
        }
        Scale::Two => &[
            "Hypercapnic respiratory failure, prescribed 88–92%",
            "Confirmed by blood gas on this admission",
            "Confirmed by blood gas on an earlier admission",
        ],
    }
}
