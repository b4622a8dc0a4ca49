//! What people write down about a patient who gets worse: concerns, who was told, who came, what was decided.
//!
//! An event names the *triggers* that its author saw (the sets and concerns that raised the episode), never an episode:
//! an episode is worked out from the facts ([`crate::stay::Episode`]), and a trigger that nobody named is one that nobody
//! has answered, however late it arrives.

use crate::{
    FactId, UtcMillis,
    staff::{Action, AuthLevel, Role, may},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Triggers that one event may name, and facts that one countersignature may cover.
pub const MOST_NAMED: usize = 64;

/// The facts that an event is about: at least one, at most [`MOST_NAMED`]. An event about nothing cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<FactId>", into = "BTreeSet<FactId>")]
pub struct Named(BTreeSet<FactId>);

impl Named {
    /// These facts, each once; `None` when there is none or there are too many.
    pub fn new(facts: impl IntoIterator<Item = FactId>) -> Option<Self> {
        let facts: BTreeSet<FactId> = facts.into_iter().collect();
        (1..=MOST_NAMED).contains(&facts.len()).then_some(Self(facts))
    }

    /// Whether the fact is among them.
    pub fn contains(&self, fact: FactId) -> bool {
        self.0.contains(&fact)
    }

    /// The facts, by identifier.
    pub fn iter(&self) -> impl Iterator<Item = FactId> + '_ {
        self.0.iter().copied()
    }
}

impl TryFrom<BTreeSet<FactId>> for Named {
    type Error = &'static str;
    fn try_from(facts: BTreeSet<FactId>) -> Result<Self, Self::Error> {
        Self::new(facts).ok_or("an event names at least one fact and at most 64")
    }
}

impl From<Named> for BTreeSet<FactId> {
    fn from(named: Named) -> Self {
        named.0
    }
}

/// The nurse in charge has looked at an entry that the server refused, and it need not be brought to it any more. It stays set
/// aside with its bytes, and nothing that it says is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// The entry.
    pub of: FactId,
    /// The role in which the author decided.
    pub role: Role,
}

/// Something that a person did about a rise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// The sets and concerns that the author saw. The event answers these and no others.
    pub triggers: Named,
    /// The role in which the author acted.
    pub role: Role,
    /// What they did.
    pub act: EscalationAct,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationAct {
    /// Somebody was told. That is not yet an answer.
    Told {
        /// The role on the policy's chain, by its code, such as `ward_doctor`.
        role: String,
        /// The person, in words; empty when it is not known who took the call.
        who: String,
        /// How.
        how: Telling,
    },
    /// Somebody took it on.
    Accepted {
        /// Who, in words, where that is not the author: the call handler, the registrar on the telephone.
        who: String,
    },
    /// Somebody came to the patient.
    Attended {
        /// Who, in words, where that is not the author.
        who: String,
    },
    /// What is to be done.
    Planned {
        /// In words.
        plan: String,
        /// Until when the same score is expected and is not asked about again, where the plan says so.
        review_at: Option<UtcMillis>,
    },
    /// A registered person decided not to escalate.
    NotEscalated {
        /// The policy's code of the reason; the words are the entry's reason.
        reason: String,
    },
    /// The answer to "could this be an infection?".
    Infection(Infection),
    /// A person closes what these triggers raised.
    Closed {
        /// The policy's code of the reason; the words are the entry's reason.
        reason: String,
    },
}

/// How somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Telling {
    /// Face to face.
    InPerson,
    /// By telephone.
    Telephone,
    /// By bleep or pager.
    Bleep,
    /// By an emergency call: 2222 in hospital, 999 at home.
    EmergencyCall,
}

/// What was thought about an infection. The application asks; it never diagnoses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Infection {
    /// It could be.
    Suspected,
    /// It is unlikely.
    Unlikely,
    /// It is known, and treatment has begun.
    UnderTreatment,
}

/// A worry about a patient, which raises an episode with no score at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    /// Whose worry it is.
    pub from: ConcernFrom,
    /// In words; may be empty, since the button works at once.
    pub words: String,
    /// Signs that open the sepsis clock at any score (safety rule 16).
    pub signs: BTreeSet<SepsisSign>,
}

/// Whose worry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernFrom {
    /// A member of staff.
    Staff,
    /// The patient.
    Patient,
    /// Family, friend or carer.
    Family,
}

/// A sign that raises the risk of sepsis whatever the score (NICE NG253, in our own words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SepsisSign {
    /// Mottled, ashen or cyanosed skin.
    Colour,
    /// A rash that does not fade when pressed.
    Rash,
    /// Known neutropenia.
    Neutropenia,
}

/// A registered person puts their name under what was charted under doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countersignature {
    /// The entries.
    pub of: Named,
    /// The role in which the author signs.
    pub role: Role,
}

impl EscalationAct {
    /// What a person needs leave for in order to do this.
    pub const fn action(&self) -> Action {
        match self {
            Self::Told { .. } => Action::TellOfEscalation,
            Self::Accepted { .. } => Action::AcceptEscalation,
            Self::Attended { .. } => Action::AttendEscalation,
            Self::Planned { .. } => Action::PlanEscalation,
            Self::NotEscalated { .. } => Action::DecideNotToEscalate,
            Self::Infection(_) => Action::AnswerSepsis,
            Self::Closed { .. } => Action::CloseEscalation,
        }
    }
}

impl Escalation {
    /// Whether the event counts. One by somebody who may not do it, or whose PIN nobody checked, is kept and shown, and
    /// quietens nothing.
    pub const fn counts(&self, auth: AuthLevel) -> bool {
        may(self.role, auth, self.act.action())
    }
}

impl Telling {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::Telephone, Self::Bleep, Self::EmergencyCall];

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InPerson => "in person",
            Self::Telephone => "by telephone",
            Self::Bleep => "by bleep",
            Self::EmergencyCall => "by emergency call",
        }
    }
}

impl Infection {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::Suspected, Self::Unlikely, Self::UnderTreatment];

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Suspected => "Infection suspected",
            Self::Unlikely => "Infection unlikely",
            Self::UnderTreatment => "Infection known, under treatment",
        }
    }
}

impl ConcernFrom {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Staff => "Staff concern",
            Self::Patient => "The patient's own concern",
            Self::Family => "Family or carer's concern",
        }
    }
}

impl SepsisSign {
    /// All signs.
    pub const ALL: [Self; 3] = [Self::Colour, Self::Rash, Self::Neutropenia];

    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Colour => "Mottled, ashen or blue skin",
            Self::Rash => "Rash that does not fade when pressed",
            Self::Neutropenia => "Known neutropenia",
        }
    }
}
