//! Everything a screen may ask for.

use clinical::{
    FactId, StaffId, StayId, UtcMillis, WardId,
    entry::ScaleDecision,
    patient::Identity,
    visit::IdentityCheck,
    vitals::{Counted, Vitals},
    ward::Place,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One request. Whose it is, is the session's matter, never the request's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// What this device is, and who is signed in. Answered to anybody. Replies [`crate::Reply::Hello`].
    Hello,
    /// The people who may sign in here. Replies [`crate::Reply::Staff`].
    StaffChoices,
    /// Sign in with a six-digit PIN. Replies [`crate::Reply::SignedIn`].
    SignIn {
        /// Who.
        staff: StaffId,
        /// Six digits. Never logged, never stored.
        pin: Pin,
    },
    /// Chart without being known: write-only, flagged, to be countersigned. Replies [`crate::Reply::SignedIn`].
    SignInForEmergency {
        /// The name as typed.
        name: String,
    },
    /// End the session. Replies [`crate::Reply::Done`].
    SignOut,
    /// Lock reading, as after a minute's idleness. Replies [`crate::Reply::Done`].
    Lock,
    /// Unlock reading for the person whose session it is. Replies [`crate::Reply::SignedIn`].
    Unlock {
        /// Six digits.
        pin: Pin,
    },
    /// The hand is still on the glass: keeps the session from locking. Replies [`crate::Reply::Done`].
    StillHere,
    /// Leave a ward's board on the wall: it is shown without a lock, and everything else is locked, until a PIN is keyed or
    /// the sign-in is over. Replies [`crate::Reply::Done`].
    ShowOnWall {
        /// Which ward.
        ward: WardId,
    },
    /// A ward's board. Replies [`crate::Reply::Board`].
    Board {
        /// Which ward.
        ward: WardId,
    },
    /// The patients the signed-in person looks after, soonest due first. Replies [`crate::Reply::Board`].
    MyPatients,
    /// Take a patient on, or hand them back. Replies [`crate::Reply::Done`].
    LookAfter {
        /// Which stay.
        stay: StayId,
        /// True to take on.
        on: bool,
    },
    /// One patient's page. Replies [`crate::Reply::Patient`].
    Patient {
        /// Which stay.
        stay: StayId,
    },
    /// Everything to draw a chart with. Replies [`crate::Reply::Chart`].
    Chart {
        /// Which stay.
        stay: StayId,
        /// How far back, in hours; `None` is the whole stay.
        hours: Option<u32>,
    },
    /// Open a set of observations. Replies [`crate::Reply::Form`], which carries the id the set will have.
    OpenForm {
        /// Which stay.
        stay: StayId,
        /// The set that is being corrected, if this is a correction.
        amends: Option<FactId>,
        /// The set of which one sign is measured again, if this is a recheck: its draft is not a set's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rechecks: Option<FactId>,
    },
    /// Keep what has been keyed so far, so that a flat battery loses nothing. Replies [`crate::Reply::Done`].
    KeepDraft {
        /// The form's id.
        form: FactId,
        /// Which stay.
        stay: StayId,
        /// The screen's own text; opaque to the core, at most 8 KiB.
        draft: String,
        /// As the form was opened, for a core that was started anew since: the set that is being corrected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amends: Option<FactId>,
        /// The same: the set of which one sign is measured again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rechecks: Option<FactId>,
    },
    /// Throw a draft away. Replies [`crate::Reply::Done`].
    DropDraft {
        /// The form's id.
        form: FactId,
    },
    /// Save a set, or the amended set. Replies [`crate::Reply::Saved`] once it is durable.
    Record(Box<RecordObservations>),
    /// Open a form: a new assessment, or one that corrects another. Replies [`crate::Reply::Assessment`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    OpenAssessment {
        /// Which stay.
        stay: StayId,
        /// The form's address.
        form: String,
        /// The assessment that is being corrected.
        amends: Option<FactId>,
    },
    /// Read and keep what has been keyed into a form so far. Replies [`crate::Reply::Filled`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    FillAssessment(Box<crate::FillAssessment>),
    /// Save an assessment, or a corrected one. Replies [`crate::Reply::AssessmentSaved`] once it is durable.
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    SaveAssessment(Box<crate::SaveAssessment>),
    /// Take back what was just saved. Replies [`crate::Reply::Done`].
    Undo {
        /// The saved fact.
        fact: FactId,
        /// Its stay.
        stay: StayId,
    },
    /// Mark an entry as entered in error. Replies [`crate::Reply::Done`].
    EnterInError {
        /// The entry.
        fact: FactId,
        /// Its stay.
        stay: StayId,
        /// Why, in words; never empty.
        reason: String,
    },
    /// The set or assessment was another patient's: withdraw it here and chart it there, at its own time. Replies
    /// [`crate::Reply::Saved`] or [`crate::Reply::AssessmentSaved`].
    MoveToPatient {
        /// The entry.
        fact: FactId,
        /// Where it was charted.
        stay: StayId,
        /// Whose it is.
        to: StayId,
        /// Why, in words; never empty.
        reason: String,
    },
    /// Put one's name, as a registered person whose PIN was checked, under an entry that was charted under doubt. Replies
    /// [`crate::Reply::Done`].
    Countersign {
        /// Which stay.
        stay: StayId,
        /// The entry.
        fact: FactId,
    },
    /// Decide the SpO2 scale of a stay; an authorised act. Replies [`crate::Reply::Done`].
    DecideScale {
        /// Which stay.
        stay: StayId,
        /// The decision.
        decision: ScaleDecision,
        /// Why, in words; never empty.
        reason: String,
    },
    /// Begin a stay and place it in a bed. Replies [`crate::Reply::Admitted`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Admit(Box<Admit>),
    /// Move a patient to another bed. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    MoveBed {
        /// Which stay.
        stay: StayId,
        /// Where to.
        to: Place,
    },
    /// Open the concern button. Replies [`crate::Reply::Concern`], which carries the id the concern will have.
    OpenConcern {
        /// Which stay.
        stay: StayId,
    },
    /// Somebody is worried about a patient. Replies [`crate::Reply::Episode`], or `Done` where they may not read.
    RaiseConcern(Box<crate::RaiseConcern>),
    /// Somebody does something about an episode. Replies [`crate::Reply::Episode`], or `Done` where they may not read.
    Escalate(Box<crate::Escalate>),
    /// A decision about one patient that answers no episode. Replies [`crate::Reply::Done`].
    Decide(Box<crate::Decide>),
    /// Receive a patient whom another ward sent, in this bed. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Receive {
        /// Which stay.
        stay: StayId,
        /// The bed that the patient is in now.
        at: Place,
    },
    /// End a stay: left the hospital, or died. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    End(Box<crate::EndStay>),
    /// Take back a move, a discharge or a join that was wrong. What it replaced stands again. Replies
    /// [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    TakeBack {
        /// Which stay.
        stay: StayId,
        /// The entry.
        fact: FactId,
        /// Why, in words; never empty.
        reason: String,
    },
    /// Say who looks after whom, as at a change of shift. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Allocate(Box<crate::Allocate>),
    /// Complete or correct who somebody is. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Identify(Box<crate::Identify>),
    /// Two stays are of one person. Both stay what they are. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Join {
        /// One stay.
        stay: StayId,
        /// The other.
        with: StayId,
        /// How that is known, in words; never empty.
        reason: String,
    },
    /// Wards and beds, to choose a place from. Replies [`crate::Reply::Places`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Places,
    /// The handover of a ward. Replies [`crate::Reply::Handover`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Handover {
        /// Which ward.
        ward: WardId,
    },
    /// Write the handover of a patient. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    WriteHandover(Box<crate::WriteHandover>),
    /// Say that one has read the handover of patients. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    ReadHandover(Box<crate::ReadHandover>),
    /// What the signed-in person has to do. Replies [`crate::Reply::Tasks`].
    Tasks,
    /// The patients on the signed-in person's caseload. Replies [`crate::Reply::Caseload`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Caseload,
    /// Look at a visit, or do something about it. Replies [`crate::Reply::Visit`], or `Done` where they may not read.
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Visit(Box<crate::VisitAsked>),
    /// Look at a note, write in it or sign it. Replies [`crate::Reply::Note`], or `NoteKept` where they may not read.
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Note(Box<crate::NoteAsked>),
    /// What is left of the day. Replies [`crate::Reply::Finish`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    FinishDay,
    /// The fluid balance of a patient. Replies [`crate::Reply::Fluids`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Fluids {
        /// Which stay.
        stay: StayId,
    },
    /// Sign the fluid balance of a shift or a day. Replies [`crate::Reply::Fluids`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    SignFluid(Box<crate::SignFluid>),
    /// How this device stands with the server. Replies [`crate::Reply::Sync`].
    SyncState,
    /// The entries made on this device, newest first, each with where it is now. Replies [`crate::Reply::Entries`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Entries,
    /// Whether everything that was made on this device since a time is on the server, for the end of a shift. Replies
    /// [`crate::Reply::ShiftReceipt`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    ShiftReceipt {
        /// Entries recorded from then on count.
        since: clinical::UtcMillis,
    },
    /// Look for other stays of a person. Replies [`crate::Reply::FoundStays`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    FindStays(Box<crate::FindStays>),
    /// What was refused or set aside, with the reason. Replies [`crate::Reply::Parked`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Parked,
    /// Bring an entry that was refused to the server once more. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    SendAgain {
        /// The entry.
        fact: FactId,
    },
    /// State in one's own name what was refused of who a patient is and where they lie, all of the stay at once. Replies
    /// [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    StateAgain {
        /// One of the entries.
        fact: FactId,
    },
    /// Say that an entry which was refused was looked at, and need not be brought any more. Replies [`crate::Reply::Done`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    DismissParked {
        /// The entry.
        fact: FactId,
        /// Why.
        reason: String,
    },
    /// What was set aside, as text to hand over. Replies [`crate::Reply::Export`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    ExportParked,
    /// What each score asks of a ward, by its policy. Replies [`crate::Reply::ScoreGuide`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    ScoreGuide {
        /// Which ward.
        ward: WardId,
    },
    /// Something on paper. Replies [`crate::Reply::Paper`], or [`crate::Reply::PaperKept`] where the shell keeps it itself.
    #[cfg_attr(not(feature = "paper"), serde(skip_serializing))]
    Print(Printed),
    /// Whose wristband was scanned. Replies [`crate::Reply::Wristband`].
    ReadWristband(Box<crate::ReadWristband>),
    /// This is the patient whose wristband was scanned. Replies [`crate::Reply::Done`].
    ConfirmWristband(Box<crate::ConfirmWristband>),
    /// Look for a patient by name, number or bed. Replies [`crate::Reply::PatientsFound`].
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    FindPatients {
        /// A name, a date of birth, an NHS number, a hospital number, or a bed; all of it has to fit.
        text: String,
    },
}

/// What can be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// The full observation report of a stay, with what each score set off.
    Report {
        /// Which stay.
        stay: StayId,
    },
    /// The handover sheet of a ward.
    Handover {
        /// Which ward.
        ward: WardId,
    },
    /// The observation chart.
    Chart {
        /// Which stay.
        stay: StayId,
        /// How far back, in hours; `None` is the whole stay.
        hours: Option<u32>,
    },
}

/// A PIN on its way to be checked. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pin(pub String);

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(..)")
    }
}

/// A set of vital signs to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordObservations {
    /// The id that [`crate::FormView`] gave; saving it twice stores one set.
    pub form: FactId,
    /// Which stay the form was opened for.
    pub stay: StayId,
    /// The bed that the screen showed. If the patient has moved since, nothing is saved until the nurse has seen it.
    pub bed_shown: String,
    /// The nurse has seen that the bed changed and says this is the patient.
    pub bed_confirmed: bool,
    /// The signs.
    pub vitals: Vitals,
    /// When they were taken.
    pub taken: TakenChoice,
    /// Codes of the soft checks that she confirmed.
    pub confirmed: Vec<String>,
    /// A remark; empty when there is none.
    pub remark: String,
    /// The set this one corrects.
    pub amends: Option<FactId>,
    /// Why it is corrected, or why it is entered so late; empty otherwise.
    pub reason: String,
    /// The identifiers that stood large beside the bed when she said that this is the patient. Absent: she did not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identified: Option<BTreeSet<IdentityCheck>>,
    /// How the respiratory rate was counted; absent where it was keyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The set of which one sign was measured again; this is that sign alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rechecks: Option<FactId>,
}

/// When a set was taken, as chosen on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenChoice {
    /// When the first key was pressed.
    At(UtcMillis),
    /// As the set that is being corrected.
    AsBefore,
}

/// A stay to begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admit {
    /// Who, as far as known.
    pub identity: Identity,
    /// Which bed.
    pub place: Place,
}
