//! What the observation screen's keys, buttons and headings say.

/// The screen's name.
pub const TITLE: &str = "Observations";
/// Its name when a set is corrected.
pub const TITLE_AMEND: &str = "Correct a set";
/// Its name when one sign is measured again.
pub const TITLE_RECHECK: &str = "Recheck: one sign, beside the set";
/// Asks which.
pub const WHICH_SIGN: &str = "Which sign did you measure again?";
/// In the Save bar of a recheck.
pub const RECHECK_STATE: &str = "A second reading; the set's score stays";
/// After it is saved.
pub const RECHECK_SAVED: &str = "Second reading saved. It stands beside the set, whose score and due time stay, unless \
     this reading asks for more. If the patient has changed, take a whole set.";
/// Opens the counter of breaths.
pub const COUNT: &str = "Count";
/// Opens the form for both pressures.
pub const LYING_STANDING: &str = "Lying and standing BP";
/// Locks the screen for wiping it.
pub const CLEAN: &str = "Clean screen";
/// While it is wiped.
pub const CLEANING: &str = "Wipe the screen now";
/// The key that goes on.
pub const NEXT: &str = "Next";
/// The back key, for a screen reader.
pub const BACKSPACE: &str = "Back one digit";
/// The keys.
pub const KEYPAD: &str = "Number keys";
/// Air.
pub const AIR: &str = "Air";
/// Oxygen.
pub const OXYGEN: &str = "Oxygen";
/// Opens the reasons for one sign.
pub const UNABLE: &str = "Unable";
/// Answers a soft check.
pub const KEEP: &str = "Keep";
/// Answers a soft check.
pub const RE_ENTER: &str = "Re-enter";
/// Answers a question about the oxygen device.
pub const CHOOSE: &str = "Choose";
/// Answers a question about the oxygen device.
pub const LEAVE_OUT: &str = "Leave";
/// The reasons for everything missing.
pub const WHY_MISSING: &str = "One reason for all that is missing:";
/// The reasons when nothing was keyed.
pub const WHY_NOTHING: &str = "Why could nothing be recorded? One reason covers the set.";
/// Under the reason that escalates.
pub const TOO_UNWELL: &str = "Too unwell to measure";
/// Under it.
pub const TOO_UNWELL_MORE: &str = "Counts as an emergency, whatever the score";
/// Another reason, in words.
pub const OTHER_REASON: &str = "Another reason";
/// Above its text field.
pub const OTHER_REASON_LABEL: &str = "The reason, in a few words";
/// Uses what was typed.
pub const USE_THIS: &str = "Use this";
/// Above the oxygen devices.
pub const WHICH_DEVICE: &str = "How is oxygen given?";
/// Leaves the device for later.
pub const NOT_NOW: &str = "Leave it out";
/// Above the flows.
pub const WHICH_FLOW: &str = "Flow, litres a minute";
/// Above the percentages.
pub const WHICH_FIO2: &str = "Inspired oxygen, per cent";
/// Above the times.
pub const WHEN_TAKEN: &str = "When was it taken?";
/// The time of the first key.
pub const NOW: &str = "Now";
/// A time of one's own.
pub const OTHER_TIME: &str = "Other time";
/// Above the clock's keys.
pub const KEY_THE_TIME: &str = "Key the time, 24-hour";
/// Uses the time.
pub const SET_TIME: &str = "Use this time";
/// The remark.
pub const REMARK: &str = "Remark";
/// Above the remark.
pub const REMARK_LABEL: &str = "Remark (optional, with the set)";
/// The button that opens what is not needed every time.
pub const MORE: &str = "More";
/// Nothing at all could be recorded.
pub const WHOLE_SET: &str = "Set not recorded…";
/// Throws the draft away.
pub const DISCARD: &str = "Discard this set";
/// Why so late.
pub const WHY_LATE: &str = "It was taken more than an hour ago. Why is it entered now?";
/// Usual answers to that.
pub const LATE_REASONS: [&str; 4] = [
    "An emergency came first",
    "Written on paper first",
    "No device to hand",
    "The system was not available",
];
/// Why corrected.
pub const WHY_CORRECTED: &str = "Why is it corrected? The old values stay readable.";
/// Usual answers to that.
pub const CORRECTION_REASONS: [&str; 4] =
    ["Keyed wrongly", "Measured again: equipment fault", "Wrong time", "A value was left out"];
/// Keeps the corrected set's own time.
pub const AS_BEFORE: &str = "As before";
/// What is left could not be recorded.
pub const REST_OF_SET: &str = "Rest not recorded…";
/// Closes a text.
pub const DONE: &str = "Done";
/// Answers "nearly all as in the last set".
pub const MEASURED_NOW: &str = "Measured now: keep";
/// Leaves the form for the patient.
pub const TO_PATIENT: &str = "Patient";
/// Under a floor while more is to come.
pub const SO_FAR: &str = "so far";
/// Under a set that is not scored.
pub const NO_SCORE: &str = "no score";
/// Shown once nothing is left to key.
pub const NOTHING_LEFT: &str = "Everything is keyed. Look it over, then save.";
/// Shown when an old draft stands as it is.
pub const FROZEN: &str = "These values are from the draft. New values begin a new set.";
/// While saving.
pub const SAVING: &str = "Saving…";
/// Asked where a save is refused because the patient moved.
pub const STILL_THIS_PATIENT: &str = "Yes, this is the patient: save";
/// Leaves without saving.
pub const DO_NOT_SAVE: &str = "Do not save";
/// The form keeps its pad while reading is locked.
pub const LOCKED_PAD: &str = "Reading is locked. Go on keying; your PIN is asked for at Save.";
/// Above the PIN at Save.
pub const PIN_TO_SAVE: &str = "Key your PIN to save";
/// Saves without a PIN.
pub const SAVE_WITHOUT_PIN: &str = "Save without it";
/// Explains that.
pub const SAVE_WITHOUT_PIN_MORE: &str = "The set is saved and escalated all the same. It is marked as charted without a PIN, and a colleague countersigns it.";
/// Takes up a draft.
pub const TAKE_UP: &str = "Go on with it";
/// Takes up an old draft.
pub const TAKE_UP_OLD: &str = "Look at it, to save as it is";
/// Begins anew.
pub const BEGIN_ANEW: &str = "Begin a new set";
/// Says what becomes of the draft.
pub const BEGIN_ANEW_MORE: &str = "beginning a new set throws the draft away.";
/// Above the time in the banner.
pub const TAKEN: &str = "Taken";
/// After saving.
pub const UNDO: &str = "Undo";
/// After undoing.
pub const UNDONE: &str = "Undone. The set stays in the record, struck through, and counts no longer.";
/// After saving without a server.
pub const NOBODY_TOLD: &str = "Nobody else has been told. Ring now:";
/// The same once the server has it.
pub const NOBODY_ANSWERED: &str = "On the server. Nobody has accepted yet. If you have not rung, ring now:";
/// Asked of whoever charts without a PIN, over the bed and the identifiers.
pub const IS_THIS_THE_PATIENT: &str = "Is this the patient?";
/// Before a bed's name.
pub const BED: &str = "Bed";
/// How to know.
pub const ASK_THEM: &str = "Ask for their name and date of birth, or read the wristband.";
/// The record does not say who this is.
pub const NOT_ENOUGH: &str = "Who this is is not known: the bed is what there is. You can chart.";
/// Another patient: back to the beds.
pub const NOT_THEM: &str = "No, another patient";
/// Said of a concern: nobody was asked who the patient is.
pub const NOT_ASKED: &str = "Not asked";
/// It could not be checked.
pub const NOT_CHECKED: &str = "I cannot check. Chart all the same";
