//! An entry: one fact of a stay, as the fold and the screens read it.
//!
//! `record` turns signed bytes into entries and back; nothing here promises a stored shape.

use crate::{
    ClockTrust, DeviceId, FactId, StaffId, Stamp, StayId, TakenAt, WardId,
    care::{Ceiling, Precaution, Resuscitation},
    escalation::{Concern, Countersignature, Dismissal, Escalation},
    form::{Assessment, PublishedForm, fluid::FluidSignature},
    handover::{Handover, HandoverRead},
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Scale,
    note::{NoteEdit, NoteOpened, NoteSignature},
    observation::{Confirmed, ObservationSet},
    oxygen::OxygenOrder,
    patient::Identity,
    policy::PublishedPolicy,
    staff::{AuthLevel, Staff},
    visit::{CaseloadEntry, Goal, Home, TherapyHandover, VisitCalledOff, VisitEnd, VisitPlan, VisitStart},
    ward::{Place, Ward},
};
use serde::{Deserialize, Serialize};

/// One fact, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity; the same on every device.
    pub id: FactId,
    /// When it was true.
    pub taken_at: TakenAt,
    /// When it was written down, by the device's clock.
    pub recorded_at: Stamp,
    /// How far that clock could be trusted.
    pub clock: ClockTrust,
    /// Who wrote it.
    pub author: StaffId,
    /// For whom, when somebody wrote for somebody else.
    pub on_behalf_of: Option<StaffId>,
    /// How it was known who wrote it.
    pub auth: AuthLevel,
    /// The device that signed it.
    pub device: DeviceId,
    /// The facts that this one replaces. Those stay in the record.
    pub supersedes: Vec<FactId>,
    /// Why, in words, where a reason was given; empty otherwise.
    pub reason: String,
    /// What it says.
    pub body: EntryBody,
}

/// What an entry says. Kinds that this version does not know are kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryBody {
    /// A stay begins. Carries who the patient is as far as known.
    Admission(Identity),
    /// Who the patient is, corrected or completed; supersedes an admission or an identity.
    Identity(Identity),
    /// The patient is placed in a bed. Supersedes the placement before.
    Placement(Place),
    /// A person of the ward has received the patient in this bed. A placement in another ward than the one before is a
    /// patient on the way until this supersedes it; both replace one another.
    Arrival(Place),
    /// The patient leaves the hospital.
    Discharge(Discharge),
    /// A set of vital signs; with `supersedes` it is an amendment.
    Observations(Box<ObservationSet>),
    /// Something was entered in error, undone, or belonged to another patient. Supersedes what it withdraws.
    Withdrawal(Withdrawal),
    /// The SpO2 scale, decided by a competent clinician.
    SpO2Scale(ScaleDecision),
    /// Pregnant or recently pregnant, or no longer.
    Pregnancy(bool),
    /// Allergies as known.
    Allergies(Allergies),
    /// A member of staff looks after this patient now, or no longer does.
    Allocation(Allocation),
    /// Somebody did something about a rise, or closed what it raised.
    Escalation(Box<Escalation>),
    /// Somebody is worried about the patient.
    Concern(Concern),
    /// By what the patient was told apart before a form or a concern.
    Confirmed(Confirmed),
    /// How often to observe.
    Monitoring(MonitoringDecision),
    /// Observations stop, or run again.
    ObservationsStop(ObservationsStop),
    /// Off the ward, or back.
    OffWard(OffWard),
    /// Whether resuscitation is to be attempted.
    Resuscitation(Resuscitation),
    /// How far treatment is to go.
    Ceiling(Ceiling),
    /// Oxygen is prescribed, or no longer. How sets are scored is the scale's, not this.
    Oxygen(OxygenOrder),
    /// Something to be careful of.
    Precaution(Precaution),
    /// This stay is of the same person as that one. Nothing is merged; both stay what they are.
    SamePerson(StayId),
    /// What the server refused was looked at by the nurse in charge.
    Dismissal(Dismissal),
    /// A registered person signs what was charted under doubt.
    Countersignature(Countersignature),
    /// What one shift tells the next. Supersedes the one before of the same profession.
    Handover(Handover),
    /// Somebody has read the handover.
    HandoverRead(HandoverRead),
    /// A completed form; with `supersedes` it is a correction.
    Assessment(Box<Assessment>),
    /// Somebody signs the fluid balance of a shift or a day; with `supersedes` it is signed again.
    FluidSignature(Box<FluidSignature>),
    /// A note is opened; its text lies in a record of its own.
    Note(NoteOpened),
    /// Of a note: what one person wrote between two pauses.
    NoteEdit(Box<NoteEdit>),
    /// Of a note: somebody signs their own words.
    NoteSignature(Box<NoteSignature>),
    /// On somebody's caseload, or no longer.
    Caseload(CaseloadEntry),
    /// Seen at home, and where that is.
    Home(Home),
    /// Somebody means to visit; with `supersedes` the plan has changed.
    VisitPlan(VisitPlan),
    /// A visit that was planned is not to be made; it supersedes the plans.
    VisitCalledOff(VisitCalledOff),
    /// A visit begins.
    VisitStart(VisitStart),
    /// A visit ends, or never began.
    VisitEnd(VisitEnd),
    /// What the patient wants to get back to.
    Goal(Goal),
    /// Three lines from a therapist for the ward.
    TherapyHandover(TherapyHandover),
    /// This stay never shows on a board: history brought in from elsewhere.
    Historic(Provenance),
    /// A ward's index: this stay is, or was, placed here. A pointer; the place itself is a fact of the stay.
    IndexStay(StayId),
    /// Directory: a member of staff.
    Staff(Staff),
    /// Directory: a ward.
    Ward(Ward),
    /// Directory: an enrolled device.
    Device(EnrolledDevice),
    /// Directory: the policy of one kind of place.
    Policy(Box<PublishedPolicy>),
    /// Directory: an assessment form of the hospital's own, or the word that one is offered no more.
    Form(Box<PublishedForm>),
    /// Audit: somebody did or saw something on this device.
    Act(Act),
    /// Made by a newer version of the application; passed through unharmed and shown as such.
    Newer {
        /// The kind's number.
        kind: u16,
    },
}

/// How a stay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discharge {
    /// Left the hospital.
    Discharged,
    /// Died.
    Died,
}

/// Why an entry no longer counts. What was written stays readable, struck through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withdrawal {
    /// Entered in error: mis-keyed, wrong time, equipment fault, duplicate, test. The reason is the entry's.
    EnteredInError,
    /// Undone within seconds of saving.
    Undone,
    /// It was another patient's; it now stands in that stay as another fact.
    WrongPatient {
        /// Where it belongs.
        moved_to: StayId,
    },
}

/// The SpO2 scale and its prescription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleDecision {
    /// The scale from now on. Sets already scored keep theirs.
    pub scale: Scale,
    /// Prescribed saturation range, lowest and highest per cent, where there is one.
    pub target: Option<(u8, u8)>,
}

/// What is known of allergies. "Not recorded" is the absence of this entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allergies {
    /// Asked, and there are none.
    NoneKnown,
    /// Known allergies, each in words.
    Known(Vec<String>),
}

/// Who looks after the patient. A later one for the same person supersedes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// The nurse, healthcare assistant or therapist.
    pub staff: StaffId,
    /// True from now on, false when it ends.
    pub looking_after: bool,
}

/// Where imported history came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The source system or file, by name.
    pub source: String,
    /// The row or record there.
    pub row: String,
    /// The score the source gave, if it gave one. Never trusted, always kept.
    pub score_there: Option<u8>,
}

/// A device as the directory describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolledDevice {
    /// Identifier.
    pub id: DeviceId,
    /// The name on its back, such as "Bluebell tablet 3".
    pub label: String,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
    /// Wards whose patients it may show.
    pub wards: Vec<WardId>,
    /// When its right to sign ended, if it has.
    pub revoked_at: Option<Stamp>,
}

/// One line of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done: a short code such as `view_patient`, `sign_in`, `sign_in_failed`.
    pub what: String,
    /// About which stay, where there is one.
    pub stay: Option<StayId>,
}
