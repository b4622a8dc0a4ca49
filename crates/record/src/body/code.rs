//! Words as numbers. A number, once given, is never given again; one that has no word here is a newer version's.

use super::BadBody;
use clinical::{
    care::{Assistance, CeilingLevel, Leg, Limb, Swallowing, WeightBearing},
    escalation::{ConcernFrom, Infection, SepsisSign, Telling},
    news2::{NotApplicable, Response, Risk, Scale},
    note::Section,
    oxygen::Given,
    patient::Gender,
    policy::Setting,
    staff::{AuthLevel, Role},
    visit::{Consent, GoalStanding, IdentityCheck},
    vitals::{Consciousness, Counted, Sign},
};

/// A word of the vocabulary that is stored as a number.
pub(super) trait Coded: Sized {
    /// Its number.
    fn code(&self) -> u16;
    /// The word of a number.
    fn from_code(code: u16) -> Result<Self, BadBody>;
}

macro_rules! codes {
    ($type:ty { $($variant:ident = $code:literal),+ $(,)? }) => {
        impl Coded for $type {
            fn code(&self) -> u16 {
                match self { $(Self::$variant => $code),+ }
            }
            fn from_code(code: u16) -> Result<Self, BadBody> {
                match code { $($code => Ok(Self::$variant),)+ _ => Err(BadBody::Newer) }
            }
        }
    };
}

codes!(Sign {
    Respiration = 0,
    Spo2 = 1,
    Oxygen = 2,
    BloodPressure = 3,
    Pulse = 4,
    Consciousness = 5,
    Temperature = 6,
});
codes!(Consciousness { Alert = 0, Confusion = 1, Voice = 2, Pain = 3, Unresponsive = 4 });
codes!(Counted { Tapped = 0, FullMinute = 1 });
codes!(Scale { One = 1, Two = 2 });
codes!(Risk { Low = 0, LowMedium = 1, Medium = 2, High = 3 });
codes!(NotApplicable { Under16 = 0, Pregnancy = 1, AgeUnknown = 2 });
codes!(Gender { Male = 0, Female = 1, Other = 2, NotKnown = 3, NotSpecified = 4 });
codes!(Role {
    HealthcareAssistant = 0,
    Student = 1,
    Nurse = 2,
    NurseInCharge = 3,
    Therapist = 4,
    Doctor = 5,
    System = 6,
});
// As in the header.
codes!(AuthLevel { Pin = 0, Emergency = 1, System = 2 });
codes!(Response { Routine = 0, WardBased = 1, UrgentWardBased = 2, Urgent = 3, Emergency = 4 });
codes!(Telling { InPerson = 0, Telephone = 1, Bleep = 2, EmergencyCall = 3 });
codes!(Infection { Suspected = 0, Unlikely = 1, UnderTreatment = 2 });
codes!(ConcernFrom { Staff = 0, Patient = 1, Family = 2 });
codes!(SepsisSign { Colour = 0, Rash = 1, Neutropenia = 2 });
codes!(CeilingLevel { Comfort = 0, Ward = 1, HighDependency = 2, Full = 3 });
codes!(WeightBearing { Full = 0, AsTolerated = 1, Partial = 2, ToeTouch = 3, None = 4 });
codes!(Assistance { Independent = 0, Supervision = 1, One = 2, Two = 3, Hoist = 4, BedRest = 5 });
codes!(Swallowing { Normal = 0, Modified = 1, NilByMouth = 2 });
codes!(Given { Continuous = 0, AsNeeded = 1 });
codes!(Setting { AcuteWard = 0, MentalHealth = 1, Home = 2 });
codes!(Limb { LeftArm = 0, RightArm = 1, LeftLeg = 2, RightLeg = 3 });
codes!(Leg { Left = 0, Right = 1 });

codes!(Section { Subjective = 0, Objective = 1, Assessment = 2, Plan = 3, Addendum = 4 });
codes!(IdentityCheck { Name = 0, BornOn = 1, Address = 2, NhsNumber = 3, Wristband = 4 });
codes!(Consent { Given = 0, BestInterests = 1 });
codes!(GoalStanding { Open = 0, PartlyMet = 1, Met = 2, NotMet = 3, Stopped = 4 });

/// The word of an optional number.
pub(super) fn optional<T: Coded>(code: Option<u16>) -> Result<Option<T>, BadBody> {
    code.map(T::from_code).transpose()
}

/// The words of a list of numbers, into any collection.
pub(super) fn all<T: Coded, C: FromIterator<T>>(codes: Vec<u16>) -> Result<C, BadBody> {
    codes.into_iter().map(T::from_code).collect()
}
