//! The sentences of caseload, visit, note and the end of the day.

use clinical::stay::VisitStage;

/// The tab and the heading.
pub const CASELOAD: &str = "Caseload";
/// Nobody on it.
pub const NOBODY: &str =
    "Nobody is on your caseload. Open a patient's page, then Visit, and take them on your caseload.";
/// Opens the last page of the day.
pub const FINISH: &str = "Finish the day";
/// Opens a visit's page.
pub const VISIT: &str = "Visit";
/// A patient whose record is not all here.
pub const NOT_READY: &str = "Not all on this device yet";
/// Words that are not signed.
pub const UNSIGNED: &str = "Not signed";
/// A visit that nobody is to make.
pub const STOPPED: &str = "Died. Do not visit.";
/// Heading.
pub const PRECAUTIONS: &str = "Precautions";
/// None of them.
pub const NO_PRECAUTIONS: &str = "None recorded. That is not the same as none: ask.";
/// Heading.
pub const HOME: &str = "Home";
/// Opens the fields of the address.
pub const CORRECT_HOME: &str = "Correct the address";
/// The same, where none is recorded.
pub const ADD_HOME: &str = "Add a home address";
/// A field.
pub const ADDRESS: &str = "Address";
/// A field.
pub const ACCESS: &str = "Getting in, and what to beware of (key safe, dog, oxygen)";
/// Saves.
pub const SAVE: &str = "Save";
/// Opens the fields of another time.
pub const MOVE: &str = "Move";
/// A field.
pub const MOVE_TO: &str = "To which day and time?";
/// A field.
pub const MOVE_WHY: &str = "Why?";
/// A field.
pub const IN_WORDS: &str = "In words";
/// Reasons for moving that are one tap.
pub const MOVE_REASONS: [&str; 4] =
    ["The patient asked", "The patient is away then", "Running late", "Nobody can come then"];
/// Saves.
pub const MOVE_NOW: &str = "Move the visit";
/// Opens the reasons.
pub const CALL_OFF: &str = "Call off";
/// Asks why.
pub const WHY_CALLED_OFF: &str = "Why is the visit called off?";
/// Two people changed a plan.
pub const TWO_PLANS: &str = "Two people changed this plan without knowing of each other. What holds?";
/// The same, on the caseload.
pub const TO_SETTLE: &str = "Plan to be settled";
/// One of them holds.
pub const THIS_HOLDS: &str = "This holds";
/// Heading: what became of a plan.
pub const CHANGES: &str = "Changes";
/// Opens the fields of a visit that is over.
pub const LATER: &str = "Enter a visit that has taken place";
/// Explains it.
pub const LATER_MORE: &str = "It is kept with its own times, and marked as entered later.";
/// A field.
pub const BEGAN: &str = "Began";
/// A field.
pub const ENDED: &str = "Ended";
/// Opens the field of an earlier end.
pub const ENDED_EARLIER: &str = "It ended earlier";
/// Saves.
pub const SAVE_LATER: &str = "Save this visit";
/// A field.
pub const GOAL_BY: &str = "By which day? (may be left empty)";
/// Opens the field of a goal's day.
pub const OTHER_DAY: &str = "Another day";
/// Of a goal.
pub const OVERDUE: &str = "Overdue";
/// Heading.
pub const IDENTITY: &str = "Who is this? Ask for two, and tick what fits.";
/// Heading.
pub const CONSENT: &str = "Consent";
/// Begins.
pub const BEGIN: &str = "Begin visit";
/// Begins one that nobody planned.
pub const BEGIN_UNPLANNED: &str = "Begin a visit now";
/// Opens the reasons.
pub const UNABLE: &str = "Unable to visit";
/// Ends.
pub const END_SEEN: &str = "End visit: seen";
/// Ends.
pub const END_NOT_SEEN: &str = "End visit: not seen";
/// Asks why.
pub const WHY_NOT_SEEN: &str = "Why was the patient not seen?";
/// A field.
pub const MORE: &str = "More, if needed";
/// Plans.
pub const PLAN: &str = "Plan a visit";
/// A field.
pub const PURPOSE: &str = "What for";
/// Times to plan for: minutes from now, and words.
pub const PLANS: [(i64, &str); 5] = [
    (30, "In 30 min"),
    (60, "In 1 hour"),
    (120, "In 2 hours"),
    (240, "In 4 hours"),
    (1_440, "Tomorrow, this time"),
];
/// Opens the note.
pub const NOTE: &str = "Write the note";
/// Opens the patient's page, where the forms are.
pub const FORMS: &str = "Assessments";
/// Charts a set.
pub const OBSERVE: &str = "Observations";
/// Heading.
pub const GOALS: &str = "Goals";
/// A field.
pub const NEW_GOAL: &str = "A new goal, in the patient's own words";
/// A field.
pub const MEASURE: &str = "How will one know?";
/// Saves.
pub const ADD_GOAL: &str = "Add goal";
/// Heading.
pub const HANDOVER: &str = "Leave for the ward";
/// Explains it.
pub const HANDOVER_MORE: &str = "Stands on the ward's board until the next one.";
/// The fields: name, label.
pub const LINES: [(&str, &str); 3] =
    [("situation", "How they are"), ("watch", "Watch for"), ("to_do", "Please do")];
/// Saves.
pub const PUT_ON_BOARD: &str = "Put on the board";
/// Takes on.
pub const TAKE_ON: &str = "Take on my caseload";
/// Takes off.
pub const TAKE_OFF: &str = "Take off my caseload";
/// Heading.
pub const OTHERS: &str = "Other visits";
/// Heading.
pub const NOTES: &str = "Notes";
/// A note's own page.
pub const NOTE_TITLE: &str = "Visit note";
/// Two changed a sentence.
pub const BY_TWO: &str = "Changed by two: read again";
/// They did so without having seen what the other wrote.
pub const AT_ONCE: &str = "Changed by two at once: read again";
/// Came after a signature.
pub const AFTER_SIGNING: &str = "After signing, not signed";
/// Of words and signatures: nobody checked who it was.
pub const UNCHECKED: &str = "Not checked: emergency sign-in or locked screen";
/// Takes the note back.
pub const WRONG_PATIENT: &str = "Opened for the wrong patient";
/// Explains it.
pub const WRONG_PATIENT_MORE: &str = "The note stays readable, struck through, and nobody signs it. Its words are not \
    moved: write them in a note of the patient they are about.";
/// Asks why.
pub const WRONG_PATIENT_WHY: &str = "What happened?";
/// The note was taken back.
pub const WITHDRAWN: &str = "Opened for the wrong patient, and taken back. It is not about this patient.";
/// Heading.
pub const SIGN: &str = "Sign your words";
/// Explains the ticks.
pub const READ_AGAIN: &str = "Two people changed these sentences. Read each again, and tick it.";
/// Nothing of one's own.
pub const NOTHING_TO_SIGN: &str = "Nothing of yours here waits to be signed.";
/// The note is closed.
pub const CLOSED: &str = "Signed. Only the addendum is open.";
/// What was signed and stands no more.
pub const CHANGED_SINCE: &str = "Signed as, and changed since:";
/// What was being written when somebody signed.
pub const MOVED: &str = "The note was signed meanwhile, so its text stays as it was signed. What you wrote stands as an \
    addendum. What you took out was not taken out. This is what you had typed:";
/// Heading.
pub const STILL_OPEN: &str = "Visits not finished";
/// Heading.
pub const STILL_UNSIGNED: &str = "Words not signed";
/// Heading.
pub const STILL_UNSENT: &str = "Not sent";
/// All is done.
pub const ALL_DONE: &str = "Nothing is left. Everything is signed, and the server has it.";
/// Where the not sent ones are listed.
pub const WHAT_IS_UNSENT: &str = "What is not sent";

/// "Ready offline, 9 of 9, at 07:42".
pub fn ready(ready: u32, all: usize, at: Option<&str>) -> String {
    match at {
        Some(at) => format!("Ready offline, {ready} of {all}, at {at}"),
        None => format!("Ready offline: {ready} of {all}"),
    }
}

/// What a visit's stage is called.
pub const fn stage(stage: VisitStage) -> &'static str {
    match stage {
        VisitStage::Planned => "Planned",
        VisitStage::Stopped => STOPPED,
        VisitStage::Open => "Begun",
        VisitStage::Seen => "Seen",
        VisitStage::NotSeen => "Not seen",
        VisitStage::Disputed => "Ended twice, differently",
        VisitStage::CalledOff => "Called off",
    }
}

/// Takes back a visit, or its end, that was entered later.
pub const TAKE_BACK_ENTRY: &str = "Take back this entry";

/// The button that takes back what was said last.
pub const fn take_back(stage: VisitStage) -> &'static str {
    match stage {
        VisitStage::CalledOff => "Take back: not called off",
        VisitStage::Planned | VisitStage::Stopped | VisitStage::Open => "Take back: not moved",
        VisitStage::Seen | VisitStage::NotSeen | VisitStage::Disputed => "Take back: not ended",
    }
}

/// "moved from 09:00".
pub fn moved_from(at: &str) -> String {
    format!("moved from {at}")
}

/// The button that signs.
pub fn sign(sentences: u32) -> String {
    format!("Sign {}", super::count(sentences, "sentence", "sentences"))
}

/// How the text stands on this device.
pub fn saved(saving: bool, unsent: u32) -> String {
    match (saving, unsent) {
        (true, _) => "Saving…".to_owned(),
        (false, 0) => "Saved, and the server has it".to_owned(),
        (false, _) => "Saved on this device".to_owned(),
    }
}

/// Words of others that have not come.
pub fn waiting(edits: u32) -> String {
    format!(
        "{} follow words that have not arrived here yet. They show when those come.",
        super::capital(&super::count(edits, "edit", "edits"))
    )
}

/// Edits of a faulty device, or more than a note takes of one.
pub fn damaged(edits: u32) -> String {
    let edits = super::capital(&super::count(edits, "edit of this note shows", "edits of this note show"));
    format!("{edits} nothing: damaged, or more than a note takes from one device. Tell IT support.")
}

/// The day in a sentence.
pub fn day(seen: u32, not_seen: u32) -> String {
    format!("Today: {seen} seen, {not_seen} not seen.")
}

/// What waits for the server.
pub fn unsent(entries: u32) -> String {
    let entries = super::capital(&super::count(entries, "entry is", "entries are"));
    format!("{entries} only on this device. Nobody else can see them until it has a signal.")
}

/// What the server refused.
pub fn set_aside(entries: u32) -> String {
    format!("{} set aside and need you.", super::capital(&super::count(entries, "entry was", "entries were")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_that_show_nothing_are_counted_in_a_sentence() {
        assert!(
            damaged(1).starts_with("One edit of this note shows nothing") || damaged(1).starts_with("1 edit")
        );
        assert!(damaged(3).contains("edits of this note show nothing"));
    }

    #[test]
    fn what_is_ready_is_said_with_its_time_or_without_one() {
        assert_eq!(ready(9, 9, Some("07:42")), "Ready offline, 9 of 9, at 07:42");
        assert_eq!(ready(8, 9, None), "Ready offline: 8 of 9");
    }
}
