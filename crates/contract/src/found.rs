//! Finding a patient: by the band on the wrist, or by name, number or bed.

use clinical::StayId;
use serde::{Deserialize, Serialize};

/// Asks whose wristband was scanned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadWristband {
    /// What the scanner read, as it came.
    pub text: String,
    /// The patient whose form is open. A band of the same patient identifies them; one of another stops the save.
    pub at: Option<StayId>,
}

/// Says of the patient whose band was scanned: this is the patient in front of me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmWristband {
    /// Which stay.
    pub stay: StayId,
    /// The beds that the screen showed, [`PatientFound::bed`].
    pub bed_shown: String,
}

/// What a wristband says, held against the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WristbandView {
    /// The stays that have the band's number: one, unless something is wrong. None where it is not known here.
    pub patients: Vec<PatientFound>,
    /// What has to be known first, and what to do; empty where there is nothing to say.
    pub words: String,
    /// Beside an open form: whether the band is that patient's, and nothing on it differs. `None` where no form is open.
    pub at: Option<bool>,
}

/// A patient who was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientFound {
    /// Who, as this device's record has them.
    pub banner: crate::Banner,
    /// The bed or beds, as the Save bar names them; empty where the stay has ended.
    pub bed: String,
    /// Bed and ward in words, or that the stay has ended.
    pub place: String,
    /// Why this may not be the patient or the stay that is meant: of another ward, left, died; empty otherwise.
    pub warning: String,
    /// The record beside the band, for what the band says. Empty where no band was scanned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub likeness: Vec<crate::Likeness>,
}

/// Patients who were looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientsFound {
    /// Those whose stay goes on first.
    pub patients: Vec<PatientFound>,
    /// There are more than are shown.
    pub more: bool,
    /// What this device cannot know.
    pub words: String,
}
