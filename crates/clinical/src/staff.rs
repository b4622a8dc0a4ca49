//! Who is on the ward, and what each may do.

use crate::{StaffId, UtcMillis, WardId};
use serde::{Deserialize, Serialize};

/// A member of staff as the directory describes them. Never carries a PIN verifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Identifier, stable over a career.
    pub id: StaffId,
    /// The name as shown and as it signs, such as "Amina Yusuf".
    pub name: String,
    /// The role, which decides what they may do.
    pub role: Role,
    /// Wards and teams they work on.
    pub wards: Vec<WardId>,
    /// False once they have left; kept, because what they charted stays theirs.
    pub active: bool,
    /// When their PIN was last set, by the server's clock. A device that learns of a later time than it knew forgets how it
    /// checked the PIN before. Says nothing of the PIN itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin_set_at: Option<UtcMillis>,
}

/// Roles that the first wards use. Recording is allowed to all of them (safety rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Healthcare assistant.
    HealthcareAssistant,
    /// Student, supervised.
    Student,
    /// Registered nurse.
    Nurse,
    /// Ward sister, charge nurse, or the nurse in charge of the shift.
    NurseInCharge,
    /// Physiotherapist, occupational or speech and language therapist.
    Therapist,
    /// Doctor, advanced clinical practitioner.
    Doctor,
    /// Hospital systems acting for themselves: an import, an interface.
    System,
}

/// How it was known who was acting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthLevel {
    /// The person's PIN was checked on this device.
    Pin,
    /// A name was typed in an emergency and nothing was checked: write-only, to be countersigned.
    Emergency,
    /// A system with its own device key.
    System,
}

impl Role {
    /// All roles, from the bedside outwards.
    pub const ALL: [Self; 7] = [
        Self::HealthcareAssistant,
        Self::Student,
        Self::Nurse,
        Self::NurseInCharge,
        Self::Therapist,
        Self::Doctor,
        Self::System,
    ];

    /// As the screen says it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::HealthcareAssistant => "Healthcare assistant",
            Self::Student => "Student",
            Self::Nurse => "Registered nurse",
            Self::NurseInCharge => "Nurse in charge",
            Self::Therapist => "Therapist",
            Self::Doctor => "Doctor",
            Self::System => "System",
        }
    }

    /// Whether what they chart waits for a registered colleague's signature.
    pub const fn needs_countersignature(self) -> bool {
        matches!(self, Self::Student)
    }
}

impl AuthLevel {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Pin, Self::Emergency, Self::System];
}

/// What somebody may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Chart a set of observations.
    RecordObservations,
    /// Say that one is worried about a patient.
    RaiseConcern,
    /// Correct, withdraw or undo what one charted oneself.
    CorrectOwn,
    /// Correct or withdraw what somebody else charted.
    CorrectOthers,
    /// Move a set to the patient it belongs to.
    MoveToPatient,
    /// Begin a stay, say who somebody is, place them in a bed.
    Admit,
    /// Move a patient to another bed or ward.
    MoveBed,
    /// End a stay, or settle that it did not end.
    Discharge,
    /// Record allergies.
    RecordAllergies,
    /// Record that a patient is, was recently, or is no longer pregnant.
    RecordPregnancy,
    /// Decide the SpO2 scale.
    DecideScale,
    /// Write down that somebody was told of a rise.
    TellOfEscalation,
    /// Take on what a rise asks for.
    AcceptEscalation,
    /// Write down that one came to the patient.
    AttendEscalation,
    /// Write down what is to be done.
    PlanEscalation,
    /// Decide, with a reason, not to escalate.
    DecideNotToEscalate,
    /// Answer "could this be an infection?".
    AnswerSepsis,
    /// Close what a rise raised.
    CloseEscalation,
    /// Observe less often than the score asks for.
    RelaxMonitoring,
    /// Observe more often than the score asks for.
    TightenMonitoring,
    /// Stop observations.
    StopObservations,
    /// Let observations run again.
    RestartObservations,
    /// Record that the patient is off the ward, or back.
    RecordOffWard,
    /// Record whether resuscitation is to be attempted, and how far treatment goes, as the signed form says.
    RecordTreatmentDecision,
    /// Record something to be careful of.
    RecordPrecaution,
    /// Say that two stays are of the same person.
    JoinStays,
    /// Say who looks after whom on a ward.
    Allocate,
    /// Sign what was charted under doubt.
    Countersign,
    /// Sign the fluid balance of a shift or a day, so that it counts without a colleague's name.
    SignFluid,
    /// See boards, patients and charts.
    Read,
    /// See what was set aside on this device, and hand it over.
    ReadParked,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 31] = [
        Self::RecordObservations,
        Self::RaiseConcern,
        Self::CorrectOwn,
        Self::CorrectOthers,
        Self::MoveToPatient,
        Self::Admit,
        Self::MoveBed,
        Self::Discharge,
        Self::RecordAllergies,
        Self::RecordPregnancy,
        Self::DecideScale,
        Self::TellOfEscalation,
        Self::AcceptEscalation,
        Self::AttendEscalation,
        Self::PlanEscalation,
        Self::DecideNotToEscalate,
        Self::AnswerSepsis,
        Self::CloseEscalation,
        Self::RelaxMonitoring,
        Self::TightenMonitoring,
        Self::StopObservations,
        Self::RestartObservations,
        Self::RecordOffWard,
        Self::RecordTreatmentDecision,
        Self::RecordPrecaution,
        Self::JoinStays,
        Self::Allocate,
        Self::Countersign,
        Self::SignFluid,
        Self::Read,
        Self::ReadParked,
    ];
}

/// Whether a person of this role, known in this way, may do this.
///
/// Recording is never refused (safety rule 3): what is charted under doubt is marked and countersigned. A name typed in
/// an emergency records and reads nothing. The SpO2 scale is a competent clinician's decision (safety rule 10): never an
/// assistant's, a student's, a therapist's or a system's.
pub const fn may(role: Role, auth: AuthLevel, action: Action) -> bool {
    use Role::{Doctor, HealthcareAssistant, Nurse, NurseInCharge, Student, System, Therapist};
    let known = !matches!(auth, AuthLevel::Emergency);
    match action {
        Action::RecordObservations | Action::RaiseConcern | Action::CorrectOwn | Action::Admit => true,
        Action::RecordAllergies | Action::RecordPregnancy => true,
        Action::Read => known,
        Action::MoveBed => known,
        Action::MoveToPatient | Action::ReadParked => known,
        Action::CorrectOthers | Action::Discharge => match role {
            Nurse | NurseInCharge | Doctor | System => known,
            HealthcareAssistant | Student | Therapist => false,
        },
        Action::DecideScale => match role {
            NurseInCharge | Doctor => matches!(auth, AuthLevel::Pin),
            HealthcareAssistant | Student | Nurse | Therapist | System => false,
        },
        // What only makes things safer is anybody's.
        Action::TellOfEscalation | Action::TightenMonitoring | Action::RestartObservations => true,
        Action::RecordOffWard | Action::RecordPrecaution => true,
        // An answer to an alarm is a registered person's; a therapist alone at home takes the call to the ambulance.
        Action::AcceptEscalation | Action::AttendEscalation | Action::PlanEscalation => match role {
            Nurse | NurseInCharge | Doctor | Therapist => matches!(auth, AuthLevel::Pin),
            HealthcareAssistant | Student | System => false,
        },
        Action::DecideNotToEscalate | Action::AnswerSepsis | Action::CloseEscalation => match role {
            Nurse | NurseInCharge | Doctor => matches!(auth, AuthLevel::Pin),
            HealthcareAssistant | Student | Therapist | System => false,
        },
        Action::RelaxMonitoring
        | Action::RecordTreatmentDecision
        | Action::Countersign
        | Action::SignFluid => match role {
            Nurse | NurseInCharge | Doctor => matches!(auth, AuthLevel::Pin),
            HealthcareAssistant | Student | Therapist | System => false,
        },
        Action::StopObservations => match role {
            NurseInCharge | Doctor => matches!(auth, AuthLevel::Pin),
            HealthcareAssistant | Student | Nurse | Therapist | System => false,
        },
        Action::Allocate => matches!(role, NurseInCharge) && matches!(auth, AuthLevel::Pin),
        Action::JoinStays => match role {
            Nurse | NurseInCharge | Doctor | System => known,
            HealthcareAssistant | Student | Therapist => false,
        },
    }
}

#[cfg(test)]
mod tests;
