//! A ward's day as the screens read it and act on it: flags, transfer, the end of a stay, who looks after whom, joined
//! stays.

use clinical::{
    FactId, StaffId, StayId, UtcMillis, WardId, entry::Discharge, patient::Identity, ward::Place,
};
use serde::{Deserialize, Serialize};

/// Something to know about a patient before one does anything: an icon and its words, never the icon alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// Which icon.
    pub kind: FlagKind,
    /// A few letters or words, for the wall.
    pub short: String,
    /// In words; a decision with who decided it and when it is reviewed.
    pub words: String,
    /// False while people recorded it differently; the words then say what counts meanwhile.
    pub settled: bool,
}

/// Kinds of flag, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// This device cannot put the record together, so nothing of how they are is shown.
    NotShown,
    /// Resuscitation is not to be attempted. The signed form is what counts.
    NotForResuscitation,
    /// Resuscitation is to be attempted, said where somebody else recorded otherwise.
    Resuscitation,
    /// How far treatment goes.
    Ceiling,
    /// No set is due. One can always be recorded.
    ObservationsStopped,
    /// Off the ward.
    OffWard,
    /// Known allergies.
    Allergy,
    /// The prescribed saturation range.
    Oxygen,
    /// Oxygen is given, and nothing prescribes it.
    OxygenNotPrescribed,
    /// A limb that must be spared.
    Limb,
    /// What may be swallowed.
    Swallowing,
    /// How much weight may be borne.
    WeightBearing,
    /// How much help is needed to move.
    Assistance,
    /// At risk of falling.
    Falls,
    /// A flag of the ward's own list; its word is the policy's.
    Ward,
}

/// On the way to another ward, and not yet received there: shown on both wards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferView {
    /// True on the row of the ward that the patient leaves, false where they are expected.
    pub leaving: bool,
    /// Where from.
    pub from: Place,
    /// The name of that ward.
    pub from_ward: String,
    /// Where to.
    pub to: Place,
    /// The name of that ward.
    pub to_ward: String,
    /// Since when.
    pub since: UtcMillis,
    /// Who sent the patient.
    pub by: String,
}

/// Somebody who is no longer in a ward. For a day they can be found from its board; with an open episode until
/// somebody closes that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneView {
    /// Which stay.
    pub stay: StayId,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// The bed they had.
    pub place: Place,
    /// How they left.
    pub how: Gone,
    /// When.
    pub at: UtcMillis,
    /// An alert was open when they left, and nobody has closed it.
    pub left_open: bool,
}

/// How somebody left a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// Left the hospital.
    Discharged,
    /// Died.
    Died,
    /// Received in another ward, by name.
    Moved(String),
}

/// Ends a stay, or settles that it ended although something was charted after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndStay {
    /// Which stay.
    pub stay: StayId,
    /// How.
    pub how: Discharge,
    /// What was charted after an end that stands already, as the person saw it: [`Ending::seen`]. Where more has come
    /// since, it is refused with what changed.
    pub seen: Vec<FactId>,
    /// Why, where there is something to say.
    pub reason: String,
}

/// A stay that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Who said so and when, in words.
    pub words: String,
    /// Something was charted after it: the patient stays on the board until a nurse settles it.
    pub contradicted: bool,
    /// For [`EndStay::seen`].
    pub seen: Vec<FactId>,
}

/// Something that was done to a stay and can be taken back: a move, a discharge, a join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBackView {
    /// The entry.
    pub fact: FactId,
    /// What it says, who wrote it and when, in words.
    pub words: String,
}

/// What the signed-in person may do with a stay besides charting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StayAct {
    /// Move to a bed, or send to another ward.
    Move,
    /// Receive a patient whom another ward sent.
    Receive,
    /// End the stay, or settle that it ended.
    End,
    /// Say who the patient is.
    Identify,
    /// Say that another stay is of the same person.
    Join,
    /// Write the handover.
    Handover,
    /// Prescribe oxygen, copy a prescription from paper, or stop it.
    Oxygen,
}

/// Another stay of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherStay {
    /// Which.
    pub stay: StayId,
    /// The name there and where the patient lies by it, in words; or that this device does not have it.
    pub words: String,
}

/// Looks for other stays of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindStays {
    /// From which stay it is asked: it is not found itself, and the others are held against it.
    pub stay: StayId,
    /// A name, a date of birth, an NHS number or a hospital number; all of it has to fit.
    pub text: String,
}

/// A stay that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundStay {
    /// Which.
    pub stay: StayId,
    /// Who, as known there.
    pub banner: crate::Banner,
    /// Where the patient lies by it, in words, or that it has ended.
    pub place: String,
    /// Somebody has said already that the two are of one person.
    pub joined: bool,
    /// The two side by side.
    pub likeness: Vec<Likeness>,
}

/// One part of who somebody is, in the stay from which it is asked and in the one that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Which part, in words.
    pub what: String,
    /// As known here; empty when it is not.
    pub here: String,
    /// As known there; empty when it is not.
    pub there: String,
    /// Whether the two are the same; `None` where one of them is not known.
    pub fits: Option<bool>,
}

/// Who looks after whom from now on. One durable act, whatever the number of beds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocate {
    /// The ward.
    pub ward: WardId,
    /// A new shift: patients of the ward that are not named below are looked after by nobody of the bedside.
    pub shift_change: bool,
    /// For each patient all nurses and healthcare assistants from now on. Therapists and doctors stay as they are.
    pub beds: Vec<(StayId, Vec<StaffId>)>,
}

/// Completes or corrects who somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identify {
    /// Which stay.
    pub stay: StayId,
    /// Who, as far as known.
    pub identity: Identity,
}

/// A ward and its beds, to choose a place from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WardBeds {
    /// Which ward.
    pub ward: WardId,
    /// Its name.
    pub name: String,
    /// Its bays in order.
    pub bays: Vec<BayBeds>,
}

/// A bay and its beds, to choose a place from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BayBeds {
    /// Its name.
    pub bay: String,
    /// Its beds in order, each with whether somebody lies there; `None` where this device does not follow the ward.
    pub beds: Vec<(String, Option<bool>)>,
}
