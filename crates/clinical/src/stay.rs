//! One stay as its facts tell it: a fold that is the same on every device, in any order, after any merge.
//!
//! `fold` reads the facts once; [`StayState::at`] answers what also depends on the time: due, overdue, status. Each kind
//! of fact has its safe reading while people disagree (safety rule 7), and nothing incomplete, unproved or withdrawn
//! ever makes a status better or a due time later (safety rules 2 and 4).

mod append;
mod assessments;
mod care;
mod conflict;
mod due;
mod episodes;
mod events;
mod fluids;
mod fold;
mod groups;
mod handed;
mod harm;
mod known;
mod oxygen;
mod pace;
mod raised;
mod scale;
mod sets;
mod signals;
mod status;
mod tasks;
mod transfer;
mod visits;
mod walk;
mod watch;

pub use assessments::{AssessmentDue, ChartedAssessment};
pub use conflict::{Conflict, ConflictKind};
pub use episodes::{Alert, Ask, Closed, Corrected, Done, Episode, Sepsis, Stage, TakenBack, Trigger, Why};
pub use fluids::{FluidChange, FluidChangeKind, FluidShift, FluidSigned, FluidStanding};
pub use handed::Receipt;
pub use harm::Harm;
pub use scale::{CAUTIOUS_TARGET, Reading, ScaleInForce};
pub use sets::{ChartedSet, Mark};
pub use status::{CompleteScore, Due, DueBecause, DueState, Standing, Status, Trend};
pub use tasks::{Task, TaskId, TaskKind};
pub use transfer::Transfer;
pub use visits::{Happened, MOST_MEANWHILE, Meanwhile, StayNote, Visit, VisitStage};
pub use watch::{Away, Watching};

use crate::{
    FactId, StaffId, Stamp, StayId,
    care::{Ceiling, Resuscitation},
    entry::{Allergies, Discharge, Provenance, ScaleDecision},
    form::fluid::FluidItem,
    leaves::{Leaf, Leaves, Written},
    monitoring::{ObservationsStop, OffWard},
    news2::{Applicability, applicability},
    oxygen::OxygenOrder,
    patient::Identity,
    policy::{Policies, Policy},
    visit::{Goal, Home, TherapyHandover},
    ward::Place,
};
use episodes::Deterioration;
use events::Events;
use known::Knowledge;
use pace::Pace;
use scale::Decisions;
use watch::Watch;

/// A stay, folded from its facts under one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayState {
    /// Who the patient is. While people disagree, show all.
    pub identity: Leaves<Identity>,
    /// Where. While people disagree, every bed shows the name.
    pub places: Leaves<Place>,
    /// Sent to another ward, and not yet received there.
    pub transfers: Vec<Transfer>,
    /// Handovers that stand, newest first.
    pub handovers: Vec<Leaf<crate::handover::Handover>>,
    /// Everybody's last receipt of a handover, newest first.
    pub receipts: Vec<Receipt>,
    /// Whether the stay ended. See [`StayState::is_over`] for what a later set does to that.
    pub ended: Leaves<Discharge>,
    /// Allergies as recorded. See [`StayState::allergies`] for the reading under dispute.
    pub allergies_recorded: Leaves<Allergies>,
    /// Decisions on the SpO2 scale that stand.
    pub scale_decisions: Leaves<ScaleDecision>,
    /// Pregnant or recently pregnant.
    pub pregnancy: Leaves<bool>,
    /// Who looks after the patient. Somebody whom one entry takes on and another, not knowing, lets go, still does.
    pub looked_after_by: std::collections::BTreeSet<StaffId>,
    /// Resuscitation. While people disagree: show all, and check the signed form.
    pub resuscitation: Leaves<Resuscitation>,
    /// How far treatment goes. While people disagree the fullest counts; see [`StayState::ceiling`].
    pub ceiling: Leaves<Ceiling>,
    /// Oxygen orders. While people disagree: show all, and keep to the lower target; see [`StayState::oxygen_target`].
    pub oxygen: Leaves<OxygenOrder>,
    /// Every precaution that stands. See [`StayState::precautions`] for the reading under dispute.
    pub precautions_recorded: Vec<Leaf<crate::care::Precaution>>,
    /// Off the ward, or back. While people disagree the patient is on the ward, and due.
    pub whereabouts: Leaves<OffWard>,
    /// Observations stop. While one says stopped and another running they run; see [`Status::watching`].
    pub observations_stop: Leaves<ObservationsStop>,
    /// Other stays of the same person.
    pub same_person_as: std::collections::BTreeSet<StayId>,
    /// By what the patient was told apart before a form or a concern under a name that nobody checked, by that entry; where
    /// it was not asked there is none.
    pub confirmed: std::collections::BTreeMap<FactId, crate::observation::Identified>,
    /// Entries that were charted under doubt, with nobody's signature under them yet.
    pub to_countersign: Vec<Written>,
    /// Who has put their name under an entry, the first by time first.
    pub countersigned: std::collections::BTreeMap<FactId, Vec<Written>>,
    /// Visits: planned, begun and ended.
    pub visits: Vec<Visit>,
    /// Goals that stand.
    pub goals: Vec<Leaf<Goal>>,
    /// Notes that were opened. Their texts lie in records of their own.
    pub notes: Vec<StayNote>,
    /// On whose caseload the patient is.
    pub caseload_of: std::collections::BTreeSet<StaffId>,
    /// Where home is, for somebody who is seen at home. While people disagree, show all.
    pub home: Leaves<Home>,
    /// What therapists left for the ward. While two stand, show both.
    pub therapy: Leaves<TherapyHandover>,
    /// Where the stay was imported from, if it was and the patient was never placed in a bed: such a stay is on no board.
    pub historic: Leaves<Provenance>,
    /// Every set ever charted, corrected and withdrawn ones among them, oldest first; those without a time come first.
    pub sets: Vec<ChartedSet>,
    /// Every completed form ever charted, corrected and withdrawn ones among them, in the order of `sets`.
    pub assessments: Vec<ChartedAssessment>,
    /// Everything that went in or came out, as it counts, by time.
    pub fluid: Vec<FluidItem>,
    /// Every window of fluid that somebody signed, by its ends. See [`StayState::fluid_shift`] for any other.
    pub fluid_signed: Vec<FluidShift>,
    /// Entries that a newer version of the application made.
    pub newer: Vec<FactId>,
    /// What people recorded differently, and nobody has settled.
    pub conflicts: Vec<Conflict>,
    /// Whether the end of the stay is contradicted by something charted after it.
    end_contradicted: bool,
    pregnancies: Pregnancies,
    decisions: Decisions,
    known: Knowledge,
    events: Events,
    pace: Pace,
    deterioration: Deterioration,
    assessment_gaps: Vec<assessments::Gap>,
    watch: Watch,
}

/// What is needed to say whether the patient was pregnant at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pregnancies {
    /// Some entry that was not taken back says so.
    ever: bool,
    /// A standing entry says so.
    now: bool,
    /// When a standing entry first said no longer.
    ended: Option<crate::UtcMillis>,
}

impl Pregnancies {
    /// A recorded pregnancy marks the whole stay up to the entry that ends it.
    fn at(&self, at: crate::UtcMillis) -> bool {
        self.ever && (self.now || self.ended.is_some_and(|ended| at < ended))
    }
}

impl StayState {
    /// Folds the facts of one stay. Order, repetition and gaps do not matter.
    pub fn fold<E: std::borrow::Borrow<crate::entry::Entry>>(entries: &[E], policy: &Policy) -> Self {
        fold::fold(entries, policy)
    }

    /// Folds them under the policy in force where the patient is, and answers which that is.
    pub fn fold_in_force<E: std::borrow::Borrow<crate::entry::Entry>>(
        entries: &[E],
        policies: &Policies,
    ) -> (Self, std::sync::Arc<Policy>) {
        fold::fold_in_force(entries, policies)
    }

    /// How the patient stands at `now`.
    pub fn at(&self, now: crate::UtcMillis) -> Status {
        status::at(self, now)
    }

    /// What people decided on how often to observe, while it holds; the one that is heeded is in [`Status::interval`].
    pub fn intervals_decided(
        &self,
        now: crate::UtcMillis,
    ) -> impl Iterator<Item = &Leaf<crate::monitoring::MonitoringDecision>> {
        self.watch.intervals_decided(now)
    }

    /// The set of this id.
    pub fn set(&self, id: FactId) -> Option<&ChartedSet> {
        self.sets.iter().find(|set| set.by.id == id)
    }

    /// The assessment of this id.
    pub fn assessment(&self, id: FactId) -> Option<&ChartedAssessment> {
        self.assessments.iter().find(|made| made.by.id == id)
    }

    /// Whether NEWS2 applies to a set taken then. Where people disagree on the date of birth, it applies as soon as one
    /// of the dates says so: a score too many is safer than one too few.
    pub fn applicability(&self, taken: Stamp) -> Applicability {
        let pregnant = self.pregnancies.at(taken.utc);
        let of = |born| applicability(born, pregnant, taken.local_date());
        self.identity.values().map(|identity| of(identity.born)).min().unwrap_or_else(|| of(None))
    }

    /// The scale for a set taken then.
    pub fn scale_at(&self, taken: crate::UtcMillis) -> ScaleInForce {
        self.decisions.in_force(Some(taken))
    }

    /// The scale as it stands now.
    pub fn scale(&self) -> ScaleInForce {
        self.decisions.in_force(None)
    }

    /// Whether the stay is over. Something charted after its end keeps it open until a nurse settles it, by a new
    /// discharge that names what was charted, or by taking the discharge back.
    pub const fn is_over(&self) -> bool {
        !self.ended.is_none() && !self.end_contradicted
    }

    /// Allergies to show; `None` is "not recorded". While people disagree: all that anybody knows of.
    pub fn allergies(&self) -> Option<Allergies> {
        let mut known: Vec<String> = Vec::new();
        let mut recorded = false;
        for value in self.allergies_recorded.values() {
            recorded = true;
            if let Allergies::Known(names) = value {
                for name in names {
                    if !known.iter().any(|k| k.trim().eq_ignore_ascii_case(name.trim())) {
                        known.push(name.clone());
                    }
                }
            }
        }
        match (recorded, known.is_empty()) {
            (false, _) => None,
            (true, true) => Some(Allergies::NoneKnown),
            (true, false) => Some(Allergies::Known(known)),
        }
    }

    /// Who admitted the patient, or said last who they are.
    pub fn identified_by(&self) -> Option<&Written> {
        self.identity.latest().map(|leaf| &leaf.by)
    }
}

#[cfg(test)]
mod tests;
