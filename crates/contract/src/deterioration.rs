//! Deterioration as the screens read it and act on it: episodes, tasks, alerts on the board.

use crate::{AllergiesAsked, Banner, OxygenAsked};
use clinical::{
    FactId, StayId, UtcMillis,
    care::{Ceiling, Precaution, Resuscitation, WeightBearing},
    escalation::{Concern, EscalationAct, Telling},
    monitoring::OffWard,
    news2::Response,
    stay::{DueState, Stage, TaskId},
    visit::IdentityCheck,
    ward::Place,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Somebody does something about an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalate {
    /// The patient.
    pub stay: StayId,
    /// The episode, by its first trigger.
    pub episode: FactId,
    /// Every fact of the episode that the person saw: [`EpisodeView::seen`]. The act answers the triggers among them and
    /// no others; where others have come since, it is refused with what changed.
    pub seen: Vec<FactId>,
    /// What they do.
    pub act: ActAsked,
    /// Why, in words, where the act asks for a reason.
    pub reason: String,
}

/// An act, as a screen asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActAsked {
    /// As it is written down.
    Act(EscalationAct),
    /// Told whoever is asked for now.
    TellAsked {
        /// The person, in words; empty when it is not known who took the call.
        who: String,
        /// How.
        how: Telling,
    },
}

/// Somebody is worried. Works without a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseConcern {
    /// Minted when the button was shown, so that two taps are one concern.
    pub id: FactId,
    /// The patient.
    pub stay: StayId,
    /// The concern.
    pub concern: Concern,
    /// The identifiers that stood beside the bed when the person said that this is the patient. Absent: it was not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identified: Option<BTreeSet<IdentityCheck>>,
}

/// What the concern button shows. Opened by anybody who may record, under a lock too, so that it says nothing of how the
/// patient is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcernForm {
    /// The id that the concern will have.
    pub id: FactId,
    /// Who.
    pub banner: Banner,
    /// What may worry somebody, in the policy's words.
    pub worries: Vec<String>,
    /// The number for a cardiac arrest, such as 2222.
    pub emergency_number: String,
    /// Whom to ring when nobody else can be told, in words.
    pub ring: String,
    /// Who the patient is, is to be asked: nobody's PIN was checked, and it was not said in this session yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub identify: bool,
}

/// A decision about one patient that is not about an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// The patient.
    pub stay: StayId,
    /// What is decided.
    pub decision: Decision,
    /// Why, in words; needed for a stop, and for an allergy that is taken out of the list.
    pub reason: String,
}

/// Kinds of decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// How often to observe: every so many minutes, until then.
    Monitoring {
        /// Minutes; never zero.
        every_minutes: std::num::NonZeroU32,
        /// Until when.
        until: UtcMillis,
    },
    /// No more sets are due, by the policy's code of the reason.
    StopObservations {
        /// The code.
        reason: String,
    },
    /// Sets are due again.
    RestartObservations,
    /// Off the ward, or back.
    OffWard(OffWard),
    /// Whether resuscitation is to be attempted.
    Resuscitation(Resuscitation),
    /// How far treatment is to go.
    Ceiling(Ceiling),
    /// Something to be careful of.
    Precaution(Precaution),
    /// Whether the patient is pregnant or recently was. It holds until somebody says that it does no longer.
    Pregnancy(bool),
    /// What becomes of the list of allergies.
    Allergies(AllergiesAsked),
    /// How much weight either leg may bear: a precaution for each of the two.
    BothLegs(WeightBearing),
    /// Oxygen is prescribed, or no longer.
    #[cfg_attr(not(feature = "round"), serde(skip_serializing))]
    Oxygen(OxygenAsked),
}

/// One episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EpisodeView {
    /// By its first trigger.
    pub id: FactId,
    /// When the first trigger was true.
    pub raised_at: UtcMillis,
    /// The worst that its triggers ask for.
    pub level: Response,
    /// That, in the policy's words.
    pub words: String,
    /// The score of the last trigger that has one, or the least it can be.
    pub total: Option<u8>,
    /// How far it has been answered.
    pub stage: Stage,
    /// What happened, oldest first: alerts and acts.
    pub story: Vec<StoryLine>,
    /// Who owns it: whoever accepted first since it was last raised.
    pub owner: Option<String>,
    /// Who else accepted.
    pub also_accepted: Vec<String>,
    /// Whom to tell now; `None` once it is closed.
    pub ask: Option<AskView>,
    /// Somebody is to be with the patient by then; `None` once somebody was.
    pub attend_by: Option<UtcMillis>,
    /// The question about infection, while nobody has answered it.
    pub infection: Option<InfectionView>,
    /// What the screen has to say besides, in words: known later, opened again, taken back, after the end of the stay.
    pub notes: Vec<String>,
    /// What to say on the telephone; `None` once it is closed.
    pub sbar: Option<SbarView>,
    /// Every fact of it, for [`Escalate::seen`].
    pub seen: Vec<FactId>,
    /// What the signed-in person may do.
    pub may: Vec<ActKind>,
    /// Since when the level is asked for, where that is later than [`Self::raised_at`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_since: Option<UtcMillis>,
    /// Since when an answer is waited for, where that is not since the level is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<UtcMillis>,
    /// In the answer to a save: what the saved entry is to an alert that it did not raise alone, in words. What comes after the
    /// first holds while nobody has accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
}

/// Kinds of act, for the buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// Say whom one told.
    Tell,
    /// Take it on.
    Accept,
    /// Be with the patient.
    Attend,
    /// Say what is to be done.
    Plan,
    /// Decide, with a reason, not to escalate.
    NotEscalate,
    /// Answer the question about infection.
    Infection,
    /// Close it.
    Close,
}

/// One line of an episode's story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryLine {
    /// When it was true.
    pub at: UtcMillis,
    /// What, in words.
    pub words: String,
    /// Who, with their role; empty for an alert, which nobody raises by hand.
    pub by: String,
    /// Whether it is an alert.
    pub alert: bool,
    /// It was written by somebody who may not do it, or under doubt: shown, and quietens nothing.
    pub counts: bool,
}

/// What to say to whoever is told: drafted from the record, to be read out and put right by the person who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SbarView {
    /// Who, where, and what has happened.
    pub situation: String,
    /// What the listener has to know of the patient.
    pub background: String,
    /// The last sets and what was found.
    pub assessment: String,
    /// What is asked of whom.
    pub recommendation: String,
}

/// Whom to tell now, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// Who, by the code of the policy.
    pub role: String,
    /// Who, in words.
    pub label: String,
    /// What is asked of them, in the ward's words.
    pub ask: String,
    /// The telephone or bleep number, in words; may be empty.
    pub number: String,
    /// Since when.
    pub since: UtcMillis,
    /// When it climbs to the next step, if nobody answers.
    pub climbs_at: Option<UtcMillis>,
    /// Nobody has answered in time.
    pub unanswered: bool,
    /// Whether the signed-in person is among those asked.
    pub mine: bool,
    /// Whom to ring where nobody else can have been told, in words: a line each, in this order, every number once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ring: String,
}

/// The question about infection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InfectionView {
    /// The question.
    pub question: String,
    /// The clock starts at the first trigger.
    pub clock_from: UtcMillis,
    /// When a first dose is due, where an infection is suspected.
    pub treat_by: Option<UtcMillis>,
}

/// The most urgent open episode of a patient, as the board's row shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertView {
    /// The episode.
    pub episode: FactId,
    /// The worst that its triggers ask for.
    pub level: Response,
    /// How far it has been answered.
    pub stage: Stage,
    /// When it was raised.
    pub raised_at: UtcMillis,
    /// Who owns it; empty when nobody has accepted.
    pub owner: String,
    /// Whom to tell now, in words.
    pub ask: String,
    /// Since when they are asked, and when it climbs.
    pub since: UtcMillis,
    /// When it climbs to the next step.
    pub climbs_at: Option<UtcMillis>,
    /// Nobody has answered in time.
    pub unanswered: bool,
    /// How many more are open.
    pub others: u32,
}

/// The choices that a hospital's policy gives for an act, as code and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationChoices {
    /// Whom one may tell.
    pub tell: Vec<(String, String)>,
    /// Reasons for not escalating.
    pub not_escalated: Vec<(String, String)>,
    /// Reasons for closing.
    pub close: Vec<(String, String)>,
    /// Reasons for stopping observations.
    pub stop: Vec<(String, String)>,
    /// The ward's own flags, by code.
    pub flags: Vec<(String, String)>,
}

/// What somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TasksView {
    /// Overdue first, then by time.
    pub tasks: Vec<TaskView>,
    /// The time of this view.
    pub now: UtcMillis,
    /// Local time less UTC then, in minutes.
    pub offset_minutes: i16,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    /// Which; the same on every device.
    pub id: TaskId,
    /// The patient.
    pub stay: StayId,
    /// The patient's family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Where the patient is.
    pub places: Vec<Place>,
    /// What, in words.
    pub words: String,
    /// When it is due.
    pub due: UtcMillis,
    /// How that stands.
    pub state: DueState,
    /// Who has taken it on.
    pub taken_by: Vec<String>,
    /// Whether the signed-in person looks after the patient.
    pub mine: bool,
}
