//! The words of finding a patient, by the band on the wrist or in the list.

/// The way there.
pub const FIND_PATIENT: &str = "Find a patient";
/// Above what is typed.
pub const WHAT: &str = "Name, date of birth, NHS number, hospital number or bed";
/// Looks.
pub const SEARCH: &str = "Search";
/// How to find somebody without typing.
pub const OR_SCAN: &str = "Or scan the wristband: on any screen, at any time.";
/// Nobody fits.
pub const NOBODY: &str = "Nobody was found. Check the spelling, or try a number or the bed.";
/// More than the list holds.
pub const MORE: &str = "There are more. Write more of the name, or a number.";
/// Asked of whoever scanned.
pub const IN_FRONT: &str = "Is this the patient in front of you?";
/// The number is known to nobody here.
pub const NOT_FOUND: &str = "Not found";
/// Beside an open form.
pub const ANOTHERS: &str = "This band is another patient's";
/// The same, beside a form: the band may be anybody's.
pub const NOTHING_LOST: &str = "Nothing was saved, and what you keyed is still there.";
/// What became of the form.
pub const NOTHING_SAVED: &str =
    "The form that is open is not theirs. Nothing was saved, and what you keyed is still there.";
/// Band and record do not say the same.
pub const DIFFERS: &str = "Band and record differ. Make sure who this is before you go on.";
/// The record, as a column.
pub const RECORD: &str = "Record";
/// The band, as a column.
pub const BAND: &str = "Band";
/// How to make sure.
pub const ASK_THEM: &str = "Ask for their name and date of birth.";
/// Back to the form.
pub const BACK_TO_FORM: &str = "Back to the open form";
/// Leaves the scan.
pub const CLOSE: &str = "Close";
/// A scan beside the form of the same patient.
pub const SAME: &str = "Identified by wristband";

/// Band and record say the same of these.
pub fn agree(parts: &[&str]) -> String {
    ["Band and record agree: ", &super::list(parts).to_lowercase().replace("nhs", "NHS"), "."].concat()
}

/// Confirms, and leaves a form that is open for somebody else.
pub fn leave_for(bed: &str) -> String {
    ["Leave the form: this is bed ", bed].concat()
}

/// Confirms.
pub fn this_is(bed: &str) -> String {
    if bed.is_empty() { "Yes, this is them".to_owned() } else { ["Yes, this is them, bed ", bed].concat() }
}
