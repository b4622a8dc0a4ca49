//! What went wrong, in words for the person at the screen: what happened, whether anything was lost, what to do next.
//!
//! No sentence here carries a name, a number of a patient, a bed or a value: errors end up in logs.

use clinical::{Said, form::FieldCode, vitals::FieldError};
use contract::{CallError, Code, FieldProblem};
use record::CannotSign;
use store::StoreError;
use wristband::BadBand;

/// Why something inside the core failed, before it is put into words.
#[derive(Debug)]
pub(crate) enum Fail {
    /// Put into words already.
    Call(CallError),
    /// The disk.
    Store(StoreError),
    /// A fact that cannot be signed as it is.
    Sign(CannotSign),
    /// A stay that cannot be read or folded. It has been said in the log which.
    Unfolded,
}

impl From<CallError> for Fail {
    fn from(error: CallError) -> Self {
        Self::Call(error)
    }
}

impl From<StoreError> for Fail {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<CannotSign> for Fail {
    fn from(error: CannotSign) -> Self {
        Self::Sign(error)
    }
}

impl From<Fail> for CallError {
    fn from(fail: Fail) -> Self {
        match fail {
            Fail::Call(error) => error,
            Fail::Store(error) => {
                let code = if matches!(error, StoreError::Full) { Code::DiskFull } else { Code::Storage };
                tracing::error!(%error, "the store failed");
                Self::new(code, error.to_string())
            }
            Fail::Sign(error) => Self::new(
                Code::Invalid,
                format!("This was not saved: {error}. What you keyed is still there."),
            )
            .said("cannot_sign", &[]),
            Fail::Unfolded => stay_not_folded(),
        }
    }
}

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident: $code:ident, $text:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name() -> CallError {
            CallError::new(Code::$code, $text).said(stringify!($name), &[])
        }
    )*
        /// Every one of them, with its name here.
        #[cfg(test)]
        const SENTENCES: &[(&str, fn() -> CallError)] = &[$((stringify!($name), $name)),*];
    };
}

sentences! {
    not_signed_in: NotSignedIn,
        "Nobody is signed in. Nothing was lost. Sign in, or chart in an emergency under your name.";
    locked: Locked,
        "The screen locked itself to keep patients' details private. Nothing was lost. Key your PIN to go on.";
    left: NotSignedIn,
        "Your access to this ward has ended, so patients are not shown. What you charted is kept. Ask the nurse in \
         charge if that is a mistake.";
    not_allowed: NotAllowed,
        "Your role does not allow that, so nothing was changed. Ask a registered nurse or the nurse in charge.";
    not_a_prescriber: NotAllowed,
        "Oxygen is prescribed by the people whom the hospital's policy names, so nothing was changed. If it stands on \
         paper, a nurse can copy it with the name of whoever prescribed it.";
    cannot_be_sent_again: AlreadyChanged,
        "The server would refuse this entry again for what it is, so it was not sent. It is kept here. Chart it anew, or \
         hand it over as text.";
    not_refused: NotFound,
        "This entry is not among what the server refused, so nothing was changed. Open the list again.";
    emergency_reads_nothing: NotAllowed,
        "Under a name that was not checked you can chart, but not read charts. Nothing was lost. Sign in with a PIN to \
         read.";
    nothing_to_find: Invalid,
        "Write a name, a date of birth such as 14-03-1944, an NHS number, a hospital number or a bed. Nothing was changed.";
    scan_again: AlreadyChanged,
        "The wristband was scanned too long ago, or by somebody else. Nothing was saved. Scan it again.";
    not_your_session: NotAllowed,
        "A name that was not checked has no PIN to unlock with. Nothing was lost. Sign in with a PIN, or go on charting.";
    no_such_patient: NotFound,
        "This patient's record is not on this device. Nothing was changed. Go back to the board and open it again.";
    no_such_entry: NotFound,
        "There is no such entry in this record. Nothing was changed. Open the chart again.";
    no_such_episode: NotFound,
        "This device does not know that alert. Nothing was changed. Go back to the patient and look again.";
    no_such_visit: NotFound,
        "This device does not know that visit. Nothing was changed. Go back to the patient and look again.";
    no_such_note: NotFound,
        "This device does not know that note. Nothing was changed. Go back to the patient and look again.";
    goal_has_changed: AlreadyChanged,
        "Somebody has changed this goal meanwhile. Nothing was changed now. Look again.";
    visit_has_begun: AlreadyChanged,
        "This visit has begun or is over, so its plan was not changed. Look again, and plan another one if need be.";
    plan_has_changed: AlreadyChanged,
        "Somebody has moved this visit or called it off meanwhile. Nothing was changed now. Look at it, then decide again.";
    visit_is_open: AlreadyChanged,
        "You have begun this visit and not ended it. Nothing was changed. End it, with the time at which it ended.";
    nothing_to_take_back: AlreadyChanged,
        "Something was written about this visit meanwhile. Nothing was changed now. Look at it again.";
    not_yours_to_take_back: NotAllowed,
        "That is taken back by whoever wrote it, or whoever has the patient on their caseload. Nothing was changed. Take the \
         patient on first, or ask them.";
    died_before_that: AlreadyChanged,
        "By the record this patient had died by then. Nothing was saved. Look at the times again, or tell the nurse in charge.";
    patient_has_died: AlreadyChanged,
        "This patient has died. The visit was not begun. If that is a mistake, tell the nurse in charge.";
    note_is_signed: AlreadyChanged,
        "The note has been signed, so only the addendum is open. What you wrote is not saved yet: write it there.";
    note_is_withdrawn: NotAllowed,
        "This note was opened for the wrong patient and taken back, so nobody signs it. Its words are still there. Write \
         them in a note of the patient they are about.";
    note_has_changed: AlreadyChanged,
        "The note has changed since you were shown it. Nothing was signed or lost. Read it again.";
    note_too_long_at_once: Invalid,
        "That is too much text at once. What you wrote is still there: take it in smaller pieces.";
    note_is_full: Invalid, "This note is as long as a note can be. What you wrote is still there: open another note.";
    nothing_to_sign: Invalid, "There is nothing of yours in this note to sign. Nothing was changed.";
    note_not_settled: Internal,
        "This note cannot be put together on this device, so nothing was signed. Its words are safe. Tell IT support.";
    no_such_ward: NotFound,
        "This device does not know that ward. Nothing was changed. Choose another one.";
    no_such_person: NotFound,
        "This device does not know that person. Nothing was lost. Look at the list again, or chart in an emergency under \
         your name.";
    six_digits: Invalid, "A PIN has six digits. Key it again; this did not count as an attempt.";
    wrong_pin: WrongPin, "The PIN was not right. Nothing was lost. Key it again.";
    needs_server_first: NeedsServer,
        "Your first sign-in on this device needs the server, and it cannot be reached. Nothing was lost. Use a device \
         where you have signed in before, or chart in an emergency under your name.";
    needs_server_now: NeedsServer,
        "There were ten wrong PINs for this name on this device, so it now needs the server to check the next one. \
         Nothing was lost. Others can sign in as before. You can chart in an emergency under your name.";
    pin_locked: NeedsServer,
        "There were too many wrong PINs for this name, so the server asks for help from whoever looks after accounts on \
         the ward. Nothing was lost. Others can sign in. You can chart in an emergency under your name.";
    no_pin: NeedsServer,
        "No PIN has been set for this name. Nothing was lost. Ask whoever looks after accounts on the ward. You can chart in an emergency \
         under your name.";
    name_needed: Invalid, "Type your name, so that others can see who charted. Up to 80 characters. Nothing was lost.";
    bed_changed: BedChanged,
        "The patient's bed changed while this form was open. Nothing is lost and nothing was saved yet. Look at the \
         wristband, then save again if this is the patient.";
    other_form: Invalid,
        "This form was opened for another patient. Nothing was saved. Open a form for this patient; what you keyed is \
         kept in the first one.";
    saved_differently: AlreadyChanged,
        "This form was saved before, with other values. The first ones stand in the chart. To change them, correct that \
         entry.";
    already_changed: AlreadyChanged,
        "Somebody has changed this entry meanwhile. Nothing was changed now. Look at the chart again before you \
         correct it.";
    allergies_have_changed: AlreadyChanged,
        "The list of allergies has changed since you were shown it. Nothing was changed now. Look at it again: somebody may \
         have recorded another allergy, or taken one out.";
    nothing_to_countersign: Invalid,
        "This entry was made under a checked PIN, so it waits for nobody's name. Nothing was changed.";
    countersigned_before: AlreadyChanged,
        "Somebody has countersigned this entry already. Nothing was changed now. Look at the entry: it says who.";
    no_such_shift: Invalid, "That is no shift of this ward, so nothing was signed. Look at the fluid balance again.";
    shift_still_runs: Invalid,
        "This shift has more than an hour to go, so nothing was signed. Sign it when it ends: what is charted after a \
         signature reopens it.";
    nothing_was_charted: Invalid, "No fluid was charted in this shift, so there is nothing to sign. Nothing was changed.";
    too_much_to_sign: Invalid,
        "There are more entries than one signature can cover. Nothing was changed. Sign the shifts one by one.";
    fluid_has_changed: AlreadyChanged,
        "The fluid balance has changed since you were shown it, so nothing was signed. Look at it again, then sign.";
    fluid_is_signed: AlreadyChanged,
        "Somebody has signed this shift as it stands. Nothing was changed now.";
    undo_is_over: NotAllowed,
        "It is too late to undo this. It stands in the chart. Mark it as entered in error, with the reason.";
    not_yours_to_undo: NotAllowed,
        "Only the person who saved an entry can undo it. It stands in the chart. Mark it as entered in error, with the reason.";
    not_on_the_way: AlreadyChanged,
        "This patient is not on the way to this ward any more. Nothing was changed. Look at the patient again: somebody \
         may have received them, or fetched them back.";
    with_another_ward: NotAllowed,
        "Another ward has this patient now, so they cannot be moved from here. Nothing was changed. Ask that ward to send the \
         patient; then receive them here.";
    received_there: NotAllowed,
        "A patient is received at one of the tablets of the ward they come to. Nothing was changed; the patient is still on \
         both boards.";
    charted_meanwhile: AlreadyChanged,
        "Something more was charted for this patient meanwhile, so nothing was changed. Look at it, then decide again.";
    not_of_the_bedside: Invalid,
        "Only nurses, students and healthcare assistants who work here are allocated to beds. Nothing was changed.";
    empty_handover: Invalid, "Write at least one line. Nothing was changed.";
    handover_too_long: Invalid,
        "A line of a handover has up to 240 characters. Nothing was changed; what you wrote is still there.";
    same_patient: Invalid, "That is the patient it is charted for already. Nothing was changed.";
    not_a_set: Invalid, "Only observations and assessments can be moved or corrected like that. Nothing was changed.";
    no_such_form: NotFound,
        "This device does not have that form. Nothing was changed. Go back to the patient and choose another one.";
    form_changed: AlreadyChanged,
        "This form has changed since it was opened. Nothing was saved, and what you keyed is kept: open it again, look it \
         over and save.";
    draft_too_long: Invalid, "This draft is too long to keep. What you keyed is still there. Save the set, or shorten the remark.";
    nothing_to_lose: NotAllowed, "That entry cannot be taken back. Nothing was changed.";
    stay_not_folded: Internal,
        "This patient's record cannot be put together on this device, so it cannot be shown or added to here. Nothing that \
         was charted is lost. Use another device for this patient, and tell IT support.";
    saved_not_shown: Internal,
        "This is saved and will be sent, but this patient's record cannot be put together on this device, so it is not shown \
         here. Do not chart it again. Use another device for this patient, and tell IT support.";
    not_printed: Internal,
        "The paper could not be made. Nothing is lost, and nothing of the record has changed. Try again, or look at it on the screen.";
    internal: Internal,
        "Wardlight failed while doing that. Nothing was half-saved, and what was saved before is safe. Try again; if \
         it fails again, chart on another device and call IT support.";
}

/// Too many wrong PINs for this person on this device.
pub(crate) fn pin_paused(seconds: i64) -> CallError {
    let (name, wait, unit) = match seconds {
        ..=90 => ("pin_paused_seconds", seconds.max(1), "seconds"),
        more => ("pin_paused_minutes", (more + 59) / 60, "minutes"),
    };
    CallError::new(
        Code::PinPaused,
        format!(
            "Too many wrong PINs for this name on this device. Nothing was lost. Wait {wait} {unit}, then try again. Others can sign in \
             meanwhile, and you can chart in an emergency under your name."
        ),
    )
    .said(name, &[&wait.to_string()])
}

/// No patient on this device has the number on a wristband.
pub(crate) const BAND_UNKNOWN: &str = "The number on this band was not found. Nothing was saved. Look for the patient by name or \
     bed; if they are not there, admit them.";

/// Two numbers on a wristband, of two patients.
pub(crate) const BAND_OF_TWO: &str = "The NHS number on this band is one patient's and the hospital number another's. Nothing was \
     saved. Do not go by this band: make sure who this is, and have a new one printed.";

/// Stays of one number that all go on.
pub(crate) const BAND_OF_SEVERAL: &str = "More than one stay has the number on this band. Go by the bed and the date of birth, and \
     tell the nurse in charge.";

/// Beside a form under the lock.
pub(crate) const OTHER_BAND_LOCKED: &str = "This band is not that of the patient whose form is open. Nothing was saved. Key your PIN \
     to see whose it is.";

/// A code that is no wristband, or one that cannot be relied on.
pub(crate) fn bad_wristband(bad: BadBand) -> CallError {
    CallError::new(Code::Invalid, format!("{bad} Nothing was saved."))
        .said(&["band_", bad.name()].concat(), &[])
}

/// A form that cannot be right, every field named.
pub(crate) fn invalid_form(problems: Vec<clinical::form::FieldError>) -> CallError {
    let first = problems.first().map_or("", |problem| problem.message.as_str());
    let message = format!("This form is not saved yet, and nothing is lost. {first}");
    let fields = problems.into_iter().map(form_problem).collect();
    CallError { fields, ..CallError::new(Code::Invalid, message).said("invalid_form", &[]) }
}

/// A problem with one field of a form.
pub(crate) fn form_problem(problem: clinical::form::FieldError) -> FieldProblem {
    let clinical::form::FieldError { link, code, message } = problem;
    let code = match code {
        FieldCode::NotANumber => "not_a_number",
        FieldCode::TooPrecise => "too_precise",
        FieldCode::Impossible => "impossible",
        FieldCode::NotAbove => "not_above",
        FieldCode::TooLong => "too_long",
        FieldCode::NotATime => "not_a_time",
        FieldCode::OptionGone => "option_gone",
        FieldCode::ItemGone => "item_gone",
        FieldCode::OtherKind => "other_kind",
        FieldCode::Required => "required",
        FieldCode::ReasonWords => "reason_words",
        FieldCode::Empty => "empty",
        FieldCode::OtherForm => "other_form",
    };
    FieldProblem { field: link, code: code.into(), message, said: Said::default() }
}

/// One field that cannot be right.
pub(crate) fn invalid(field: &str, code: &str, message: &str) -> CallError {
    let problem = FieldProblem {
        field: field.into(),
        code: code.into(),
        message: message.into(),
        said: Said::default(),
    };
    let message = format!("{message} Nothing is lost: what you keyed is still there.");
    CallError { fields: vec![problem], ..CallError::new(Code::Invalid, message).said("invalid", &[]) }
}

/// A set that cannot be right, every field named.
pub(crate) fn invalid_vitals(problems: Vec<FieldError>) -> CallError {
    let fields: Vec<FieldProblem> = problems
        .into_iter()
        .map(|FieldError { field, code, message, said }| FieldProblem {
            field: field.name().into(),
            code: code.code().into(),
            message,
            said,
        })
        .collect();
    let first = fields.first().map_or("", |f| f.message.as_str());
    let message = format!("This set is not saved yet, and nothing is lost. {first}");
    CallError { fields, ..CallError::new(Code::Invalid, message).said("invalid_set", &[]) }
}

#[cfg(test)]
mod tests;
