//! The sentences of a ward's day: moves, transfers, the end of a stay, allocation, handover.

use super::{count, times};

/// The ward's own pages, for a screen reader.
pub const WARD_PAGES: &str = "Ward pages";
/// Opens the handover.
pub const HANDOVER: &str = "Handover";
/// Opens the allocation.
pub const ALLOCATE: &str = "Allocate staff";
/// Opens the admission of somebody whom nobody knows.
pub const ADMIT_UNKNOWN: &str = "Admit unknown";
/// Opens everything but charting.
pub const MORE: &str = "Move, discharge, more";
/// Heading.
pub const MORE_TITLE: &str = "Move, discharge and more";
/// Back to the patient.
pub const BACK_TO_PATIENT: &str = "Back to the patient";
/// Heading of the strip.
pub const COMING: &str = "Coming to this ward";
/// Opens the receipt.
pub const RECEIVE: &str = "Receive the patient";
/// Explains it.
pub const RECEIVE_MORE: &str =
    "Which bed are they in now? From then on they are this ward's, and no longer the other's.";
/// Heading.
pub const MOVE: &str = "Move or transfer";
/// Asks where.
pub const WHICH_WARD: &str = "Which ward?";
/// Asks where.
pub const WHICH_BED: &str = "Which bed?";
/// A bed that is taken.
pub const TAKEN: &str = "taken";
/// Where a ward has not said which bed.
pub const BED_TO_BE_GIVEN: &str = "Bed to be given";
/// The bay of such a place.
pub const ARRIVALS: &str = "Arrivals";
/// Heading.
pub const END: &str = "Discharge or death";
/// One way to end a stay.
pub const DISCHARGED: &str = "Discharged";
/// The other.
pub const DIED: &str = "Died";
/// What stays open.
pub const END_OPEN: &str = "An alert is open. It stays with the nurse in charge until somebody closes it.";
/// What ends.
pub const END_MORE: &str =
    "The patient leaves the board. Somebody who may can take this back for a day from the board.";
/// Ended, and charted since.
pub const CONTRADICTED: &str = "Something was charted after this. The patient stays on the board until a nurse settles it: end the \
     stay again if it did end, or take the end back.";
/// Heading.
pub const TAKE_BACK: &str = "Take back";
/// Usual reasons.
pub const TAKE_BACK_REASONS: [&str; 3] = ["Wrong patient", "Wrong bed or ward", "Not yet"];
/// Does it.
pub const CONFIRM_TAKE_BACK: &str = "Take it back";
/// Heading.
pub const IDENTIFY: &str = "Who the patient is";
/// Fields of a name.
pub const NAME_FIELDS: [&str; 4] = ["Family name", "Given names", "Born", "NHS number"];
/// A number that is none.
pub const BAD_NHS: &str = "That is not an NHS number. Check its ten digits, or leave it empty.";
/// Heading.
pub const JOIN: &str = "Same person as another stay";
/// Explains it.
pub const JOIN_MORE: &str = "Both stays keep what was charted. Each page says so and shows all allergies.";
/// Usual reasons.
pub const JOIN_REASONS: [&str; 3] = ["Wristband or papers found", "Named by family", "Registered twice"];
/// Does it.
pub const CONFIRM_JOIN: &str = "These two are one person";
/// Asks for a text.
pub const FIND: &str = "Name, date of birth, NHS number or hospital number";
/// Looks for it.
pub const SEARCH: &str = "Search the stays on this device";
/// Nothing fits.
pub const FOUND_NOBODY: &str = "No other stay on this device fits. Write less, or another part.";
/// Not all are shown.
pub const FOUND_MORE: &str = "There are more. Write more of the name, or the date of birth.";
/// Asks which.
pub const WHO_IS_IT: &str = "Who is it? Tap to see the two side by side";
/// Beside a stay.
pub const JOINED: &str = " – joined already";
/// In place of joining.
pub const JOINED_ALREADY: &str = "Somebody has said already that these two are one person.";
/// Columns.
pub const PART: &str = "Part";
/// Columns.
pub const THIS_STAY: &str = "This stay";
/// Columns.
pub const THAT_STAY: &str = "That stay";
/// The column that says whether the two fit.
pub const COMPARED: &str = "Compared";
/// Two are the same.
pub const FITS: &str = "Fits";
/// Two are not.
pub const DIFFERS: &str = "Differs";
/// Goes back to the list.
pub const NOT_THE_SAME: &str = "Not the same";
/// On the page of a joined stay.
pub const SAME_PERSON: &str = "Same person as";
/// The three lines.
pub const LINES: [&str; 3] = ["Situation", "Watch for", "To do"];
/// Does it.
pub const SAVE_LINES: &str = "Save handover";
/// Does it.
pub const SAVE: &str = "Save";
/// Explains the page.
pub const ALLOCATE_MORE: &str = "Choose a person, then tap their beds.";
/// What therapists left, on the handover.
pub const THERAPY: &str = "Therapy:";
/// Asks which.
pub const WHICH_SHIFT: &str = "Which shift?";
/// Those who stand there stay.
pub const THIS_SHIFT: &str = "This shift: change some beds";
/// Begins with nobody.
pub const NEW_SHIFT: &str = "New shift: begin with nobody";
/// Does it for the ward.
pub const START_SHIFT: &str = "Start the new shift";
/// Asks for a person.
pub const WHO: &str = "Who?";
/// Does it for the beds that were tapped.
pub fn save_beds(n: usize) -> String {
    format!("Save for {}", count(n as u64, "bed", "beds"))
}
/// Warns before it.
pub fn not_allocated(n: usize) -> String {
    format!("{} will have nobody.", super::capital(&count(n as u64, "patient", "patients")))
}
/// Nobody is allowed but one.
pub const ALLOCATE_NOT_YOURS: &str =
    "The nurse in charge allocates beds. You can look after a patient from their page.";
/// Explains the page.
pub const ADMIT_MORE: &str =
    "For somebody whose name nobody knows. Choose an empty bed, then one answer. Complete who it is later.";
/// The question.
pub const SEX: &str = "Male or female?";
/// Nobody in the ward.
pub const NO_PATIENTS: &str = "Nobody lies in this ward as far as this device knows.";
/// Confirms.
pub const I_HAVE_READ: &str = "I have read this";
/// Confirms for the ward.
pub fn read_all(n: usize) -> String {
    format!("I have read all {n}")
}
/// Nobody confirmed.
pub const READ_BY_NOBODY: &str = "Read by nobody yet";
/// Heading of a list.
pub const DUE: &str = "To do";
/// Heading of a list.
pub const REMARKS: &str = "Remarks";
/// Nothing was written.
pub const NO_LINES: &str = "No handover written yet.";
/// Writes it.
pub const WRITE: &str = "Write handover";
/// A receipt that is out of date.
pub fn changed(what: &[String]) -> String {
    format!("changed since: {}", what.join(", "))
}
/// Prints the page.
pub const PRINT: &str = "Print or save as PDF";
/// Heading.
pub const PAPER: &str = "On paper";
/// What it holds.
pub const PAPER_MORE: &str =
    "The report has every set with its score, who and when, what was corrected, and what each alert set off.";
/// Does it.
pub const PRINT_REPORT: &str = "Print or save the report of the stay";
/// Does it.
pub const PRINT_CHART: &str = "Print or save the chart of 72 hours";
/// Where it went: the browser's folder.
pub fn paper_saved(name: &str) -> String {
    format!("Saved with your downloads as {name}. Open it to print it, and delete it afterwards.")
}
/// Where it went.
pub fn paper_kept(name: &str, folder: &str) -> String {
    format!("Saved as {name} in {folder}. Open it to print it, and delete it afterwards.")
}
/// The browser did not take it.
pub const PAPER_NOT_SAVED: &str =
    "This browser did not save the PDF. Nothing of the record has changed. Try again.";
/// Those who left.
pub fn left(n: usize) -> String {
    format!("{} left this ward in the last day", super::capital(&count(n as u64, "patient", "patients")))
}
/// Those who left with something open.
pub const LEFT_OPEN: &str = "Left with an open alert";
/// On a row, and on a page.
pub fn going(to: &str, bed: &str) -> String {
    format!("Going to {to}, {bed} – not yet received")
}
/// On a row, and on a page.
pub fn coming(from: &str, bed: &str) -> String {
    format!("Coming from {from}, {bed} – not yet received")
}
/// The age of a row's data, in minutes, while the line is down.
pub fn data_from(minutes: i64) -> String {
    format!("Data from {} ago", times::span(minutes))
}
/// Does it.
pub fn move_to(bed: &str) -> String {
    format!("Move to bed {bed}")
}
/// Does it.
pub fn send_to(ward: &str, bed: &str) -> String {
    format!("Send to {ward}, {bed}")
}
/// Does it.
pub fn receive_in(bed: &str) -> String {
    format!("Receive in bed {bed}")
}
/// Does it.
pub fn confirm_end(name: &str, died: bool) -> String {
    if died { format!("{name} has died") } else { format!("Discharge {name}") }
}
/// A receipt.
pub fn read_by(name: &str) -> String {
    format!("Read by {name}")
}
