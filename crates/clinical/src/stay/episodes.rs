//! Deterioration, worked out from the facts: one episode per rise, from its first trigger to a named person's close.
//!
//! An episode is raised as of the time of the set that raised it. Nothing but a close by a named person ends it, and a
//! close settles only the triggers that it names (safety rule 4): one that its author had not seen keeps the episode open
//! or opens it again, as of its own time. The same facts give the same episodes on every device, in any order.

mod acts;
mod group;
mod read;
mod run;

pub use acts::Done;
pub(super) use group::Group;
pub use run::{Alert, Ask};

use super::{
    ChartedAssessment, ChartedSet, StayState,
    raised::RaisedBy,
    signals::{Signal, signals},
};
use crate::{
    FactId, UtcMillis,
    escalation::{Concern, Infection},
    leaves::{Graph, Written},
    news2::Response,
    policy::{Chain, Policy},
};
use serde::{Deserialize, Serialize};

/// What a stay needs to tell its episodes at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deterioration {
    pub(super) chain: Chain,
    pub(super) raised: RaisedBy,
    pub(super) signals: Vec<Signal>,
    pub(super) acts: Vec<acts::Act>,
    pub(super) groups: Vec<Group>,
    /// A set entered so many minutes after it was taken was known later.
    pub(super) known_late_minutes: i64,
    /// When the stay ended, if it did.
    pub(super) ended: Option<UtcMillis>,
}

impl Deterioration {
    /// Of a stay in which nothing was charted.
    pub(super) fn none(policy: &Policy, raised: RaisedBy) -> Self {
        Self {
            chain: policy.chain().clone(),
            raised,
            signals: Vec::new(),
            acts: Vec::new(),
            groups: Vec::new(),
            known_late_minutes: policy.draft_minutes().into(),
            ended: None,
        }
    }

    /// Takes in everything that was charted and done.
    pub(super) fn charted(
        &mut self,
        threads: &[Vec<ChartedSet>],
        assessments: &[ChartedAssessment],
        graph: &Graph<'_>,
    ) {
        self.signals = signals(threads, assessments, graph, &self.chain, &self.raised);
        self.acts = acts::acts(graph);
        self.groups = group::groups(&self.signals, &self.acts);
    }

    /// Takes in a set that no other entry is linked with.
    pub(super) fn charted_also(&mut self, threads: &[Vec<ChartedSet>], graph: &Graph<'_>) {
        for signal in signals(threads, &[], graph, &self.chain, &self.raised) {
            let key = (signal.at, signal.counts, signal.id());
            let place = self.signals.partition_point(|other| (other.at, other.counts, other.id()) < key);
            self.signals.insert(place, signal);
        }
        self.groups = group::groups(&self.signals, &self.acts);
    }

    /// Triggers that nobody has settled.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = &Signal> {
        self.groups.iter().flat_map(|group| group.unsettled()).map(|at| &self.signals[at])
    }
}

/// One rise of a stay, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// Its first trigger. An earlier one that becomes known later takes its place.
    pub id: FactId,
    /// When the first trigger was true.
    pub raised_at: UtcMillis,
    /// The worst that its triggers ask for. Nothing lowers it.
    pub level: Response,
    /// Since when so much is asked for: a higher level begins its own clock, and takes none over from a lower one.
    pub level_since: UtcMillis,
    /// Since when an answer is waited for: no rise and no climb begins this anew while nobody answers. `None` once somebody has,
    /// or it is closed.
    pub waiting_since: Option<UtcMillis>,
    /// How far it has been answered since it was last raised.
    pub stage: Stage,
    /// Every set, assessment and concern in it that asks for somebody, oldest first.
    pub triggers: Vec<Trigger>,
    /// Every time that it was raised, raised again, or climbed, oldest first.
    pub alerts: Vec<Alert>,
    /// Everything that was done, oldest first.
    pub done: Vec<Done>,
    /// Whoever accepted first since it was last raised: the owner. Others who did are in `accepted`.
    pub owner: Option<Written>,
    /// Everybody who accepted since it was last raised, the first by time first.
    pub accepted: Vec<Written>,
    /// Whom to tell now, and how; `None` once it is closed.
    pub ask: Option<Ask>,
    /// When somebody is to be with the patient; `None` once somebody was, or it was closed.
    pub attend_by: Option<UtcMillis>,
    /// The question about infection, where it is asked.
    pub sepsis: Option<Sepsis>,
    /// Triggers that somebody took back, and who is still to be told of that.
    pub taken_back: Vec<TakenBack>,
    /// Somebody closed it who had not seen all of its triggers, so that it is open.
    pub reopened: bool,
    /// A trigger became known after the stay had ended.
    pub after_end: bool,
    /// How it was closed.
    pub closed: Option<Closed>,
}

/// How far an episode has been answered since it was last raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has been told.
    Raised,
    /// Somebody was told; nobody has taken it on.
    Told,
    /// Somebody took it on.
    Accepted,
    /// A registered person decided, with a reason, not to escalate.
    NotEscalated,
    /// Somebody is, or was, with the patient.
    Attended,
    /// There is a plan.
    Planned,
    /// Closed by a named person.
    Closed,
}

/// A set, assessment or concern that asks for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// Who wrote it, when.
    pub by: Written,
    /// When it was true.
    pub at: UtcMillis,
    /// What it asks for.
    pub response: Option<Response>,
    /// Its total, or the least it can be.
    pub total: Option<u8>,
    /// The concern, where it is one.
    pub concern: Option<Concern>,
    /// The form's title and what it says to do, where it is an assessment.
    pub finding: Option<String>,
    /// Why it raised an alert; `None` for one that was no worse than what had been raised.
    pub why: Option<Why>,
    /// The close that settles it.
    pub settled_by: Option<FactId>,
    /// Entered long after it was true, a correction, or not seen by somebody who acted after it.
    pub known_late: bool,
    /// Whatever was done after it was true by people who had not seen it.
    pub unseen_by: Vec<FactId>,
}

/// Why an alert went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A higher band than before.
    HigherBand,
    /// 2 or more above the lowest since the last alert.
    RiseOfTwo,
    /// A sign scores 3 that did not before.
    NewThree,
    /// Too unwell to be measured.
    TooUnwell,
    /// Somebody is worried.
    Concern,
    /// An assessment found something that asks for somebody.
    Finding,
    /// As high as when it was closed, and the policy's time has passed.
    StillHigh,
    /// No better after the policy's time.
    NoImprovement,
    /// Nobody took it on in time, so that it climbs.
    NoAnswer,
    /// Somebody took it on and nobody came in time, so that it climbs.
    NotAttended,
}

/// The question about infection in one episode (safety rule 16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sepsis {
    /// The clock starts at the first trigger of the episode and is never started again.
    pub clock_from: UtcMillis,
    /// When a first dose is due where an infection is suspected.
    pub treat_by: Option<UtcMillis>,
    /// Every answer, oldest first. Asked once an episode: with one answer the question is asked no more.
    pub answers: Vec<(Written, Infection)>,
}

/// A trigger that somebody took back, or corrected to something better. Those who were told are to be told of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The trigger.
    pub trigger: FactId,
    /// Who took it back, or corrected it.
    pub by: Written,
    /// What it is now, where it was corrected; `None` where it was taken back.
    pub corrected: Option<Corrected>,
    /// What shows that somebody knew of it, each by the fact that says so, while nobody was told anything since.
    pub still_to_tell: Vec<FactId>,
}

/// A correction after which a trigger asks for less than those who were told of it have heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// The total that was told of, or the least it could be; `None` where there is no score.
    pub from: Option<u8>,
    /// What it is now; `None` where it is not a whole score.
    pub to: Option<u8>,
}

/// How an episode was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When the last of its triggers was settled.
    pub at: UtcMillis,
    /// The closes that settle them, oldest first.
    pub by: Vec<Written>,
}

impl Episode {
    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Every fact of it: what a screen saw. A request that names these can be told what has changed since.
    pub fn facts(&self) -> Vec<FactId> {
        let triggers = self.triggers.iter().map(|trigger| trigger.by.id);
        // A correction may ask for somebody itself, and is a trigger then.
        let taken_back = self.taken_back.iter().map(|taken| taken.by.id);
        let taken_back = taken_back.filter(|by| self.triggers.iter().all(|trigger| trigger.by.id != *by));
        triggers.chain(taken_back).chain(self.done.iter().map(|done| done.by.id)).collect()
    }

    /// What has been charted or done since somebody saw these facts: a stale click is refused with it.
    pub fn changed_since(&self, seen: &[FactId]) -> Vec<FactId> {
        self.facts().into_iter().filter(|fact| !seen.contains(fact)).collect()
    }

    /// Every trigger, which is what an act on this episode has to name.
    pub fn trigger_ids(&self) -> Vec<FactId> {
        self.triggers.iter().map(|trigger| trigger.by.id).collect()
    }

    /// The trigger of the latest alert.
    pub fn raised_by(&self) -> FactId {
        self.alerts.last().map_or(self.id, |alert| alert.trigger)
    }

    /// Whether something in it was known later than it was true.
    pub fn known_late(&self) -> bool {
        self.triggers.iter().any(|trigger| trigger.known_late)
    }
}

impl Why {
    /// In words; the policy has words of its own for each level.
    pub const fn label(self) -> &'static str {
        match self {
            Self::HigherBand => "Higher band",
            Self::RiseOfTwo => "Risen by 2 or more",
            Self::NewThree => "A new single 3",
            Self::TooUnwell => "Too unwell to be measured",
            Self::Concern => "Concern",
            Self::Finding => "New finding",
            Self::StillHigh => "Still as high since it was closed",
            Self::NoImprovement => "No improvement",
            Self::NoAnswer => "No answer",
            Self::NotAttended => "Nobody has come",
        }
    }
}

impl Stage {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Raised => "Raised, nobody told",
            Self::Told => "Told, not accepted",
            Self::Accepted => "Accepted",
            Self::NotEscalated => "Not escalated, with a reason",
            Self::Attended => "Attended",
            Self::Planned => "Plan made",
            Self::Closed => "Closed",
        }
    }
}

impl StayState {
    /// Every episode of the stay as it stands at `now`, oldest first, closed ones too.
    pub fn episodes(&self, now: UtcMillis) -> Vec<Episode> {
        let of = &self.deterioration;
        of.groups.iter().map(|group| read::episode(of, group, now, self.is_over())).collect()
    }

    /// What people did that belongs to no episode that is known here: what they named has not arrived, or asks for nobody.
    pub fn unplaced_acts(&self) -> Vec<Written> {
        let of = &self.deterioration;
        let unplaced = of.acts.iter().filter(|act| !of.groups.iter().any(|group| group.is_named_by(act, of)));
        unplaced.map(|act| act.by.clone()).collect()
    }

    /// The open ones, the most urgent first, then the oldest.
    pub fn open_episodes(&self, now: UtcMillis) -> Vec<Episode> {
        let mut open: Vec<Episode> = self.episodes(now).into_iter().filter(Episode::is_open).collect();
        open.sort_by_key(|episode| (std::cmp::Reverse(episode.level), episode.raised_at, episode.id));
        open
    }
}
