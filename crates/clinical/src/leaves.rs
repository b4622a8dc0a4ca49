//! The graph of what supersedes what: which entries stand, which were replaced, and where people disagree.
//!
//! An entry replaces entries of its own family; a withdrawal takes back entries of any. One leaf is the current value.
//! Several are a conflict, kept and shown until an entry supersedes them all. Nothing here depends on the order in
//! which entries arrived, on an entry arriving twice, or on all of them having arrived.

mod graph;
mod moved;

pub use graph::Graph;
pub use moved::{Charter, Moved};

use crate::{
    ClockTrust, DeviceId, FactId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    care::PrecautionKind,
    entry::{Entry, EntryBody},
    staff::AuthLevel,
};

/// Who wrote an entry, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The entry.
    pub id: FactId,
    /// When it was true.
    pub taken_at: TakenAt,
    /// When it was written down, by the device's clock.
    pub recorded_at: Stamp,
    /// How far that clock could be trusted.
    pub clock: ClockTrust,
    /// Who wrote it.
    pub author: StaffId,
    /// For whom.
    pub on_behalf_of: Option<StaffId>,
    /// How it was known who wrote it.
    pub auth: AuthLevel,
    /// On which device.
    pub device: DeviceId,
    /// Why, in words; empty when no reason was given.
    pub reason: String,
    /// Somebody else's charting, which the author moved here.
    pub moved: Option<Box<Moved>>,
}

impl From<&Entry> for Written {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            taken_at: entry.taken_at,
            recorded_at: entry.recorded_at,
            clock: entry.clock,
            author: entry.author,
            on_behalf_of: entry.on_behalf_of,
            auth: entry.auth,
            device: entry.device,
            reason: entry.reason.clone(),
            moved: moved::of(entry).map(Box::new),
        }
    }
}

impl Written {
    /// When it was true, corrected with the proved offset of the clock that said so.
    pub fn at(&self) -> Option<UtcMillis> {
        self.taken_at.utc().map(|at| self.clock.corrected(at))
    }

    /// When it was written down, corrected likewise.
    pub const fn recorded(&self) -> UtcMillis {
        self.clock.corrected(self.recorded_at.utc)
    }
}

/// One current version and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<T> {
    /// Who, when, why.
    pub by: Written,
    /// What.
    pub value: T,
}

/// The current value of something that people change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaves<T> {
    /// Never recorded, or all withdrawn.
    None,
    /// One value, or several entries that say the same; then the latest of them.
    Settled(Leaf<T>),
    /// Several people recorded it differently: oldest first, all to be shown.
    Conflict(Vec<Leaf<T>>),
}

impl<T: PartialEq> Leaves<T> {
    /// Sorts leaves by time; equal ones are one opinion.
    pub fn from_versions(mut versions: Vec<Leaf<T>>) -> Self {
        versions.sort_by_key(|leaf| (leaf.by.at(), leaf.by.recorded(), leaf.by.id));
        let agreed = versions.windows(2).all(|pair| pair[0].value == pair[1].value);
        match versions.pop() {
            None => Self::None,
            Some(last) if agreed => Self::Settled(last),
            Some(last) => {
                versions.push(last);
                Self::Conflict(versions)
            }
        }
    }
}

impl<T> Leaves<T> {
    /// Every current version, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Leaf<T>> {
        match self {
            Self::None => &[],
            Self::Settled(leaf) => std::slice::from_ref(leaf),
            Self::Conflict(leaves) => leaves.as_slice(),
        }
        .iter()
    }

    /// Every current value, oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.iter().map(|leaf| &leaf.value)
    }

    /// The latest version, in dispute or not. For display only: what counts under dispute is each kind's own rule.
    pub fn latest(&self) -> Option<&Leaf<T>> {
        self.iter().next_back()
    }

    /// Whether people disagree.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict(_))
    }

    /// Whether there is none.
    pub const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}

/// Kinds of entry that replace one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Admission and identity.
    Identity,
    /// Bed: placed, or received there.
    Placement,
    /// Discharge or death.
    Discharge,
    /// Sets of vital signs.
    Observations,
    /// Withdrawals; they take back entries of any family.
    Withdrawal,
    /// SpO2 scale.
    Scale,
    /// Pregnancy.
    Pregnancy,
    /// Allergies.
    Allergies,
    /// Who looks after the patient.
    Allocation,
    /// What people did about a rise.
    Escalation,
    /// Worries.
    Concern,
    /// By what a patient was told apart; none replaces another.
    Confirmed,
    /// How often to observe.
    Monitoring,
    /// Observations stop and restart.
    ObservationsStop,
    /// Off the ward and back.
    OffWard,
    /// Resuscitation.
    Resuscitation,
    /// How far treatment goes.
    Ceiling,
    /// Prescribed oxygen.
    Oxygen,
    /// Precautions, each kind by itself; weight-bearing is one, whichever leg it is of.
    Precaution(PrecautionKind),
    /// The same person in another stay, each by itself.
    SamePerson(StayId),
    /// Looks at what was refused; none replaces another.
    Dismissal,
    /// Countersignatures.
    Countersignature,
    /// Handovers.
    Handover,
    /// Receipts of handovers.
    HandoverRead,
    /// Completed forms.
    Assessment,
    /// Signatures under a fluid balance, each window by itself.
    FluidSignature(UtcMillis, UtcMillis),
    /// Notes, each by itself.
    Note,
    /// Edits of a note; none replaces another.
    NoteEdit,
    /// Signatures under a note; none replaces another.
    NoteSignature,
    /// Whose caseload.
    Caseload,
    /// Where home is.
    Home,
    /// Plans to visit, each by itself, and what calls them off.
    VisitPlan,
    /// Beginnings of visits.
    VisitStart,
    /// Ends of visits.
    VisitEnd,
    /// Goals, each by itself.
    Goal,
    /// Therapists' three lines.
    TherapyHandover,
    /// Imported history.
    Historic,
    /// A ward's index.
    Index,
    /// Directory: staff.
    Staff,
    /// Directory: wards.
    Ward,
    /// Directory: devices.
    Device,
    /// A published policy.
    Policy,
    /// An assessment form of the hospital's own.
    Form,
    /// Audit.
    Act,
    /// Made by a newer version: replaces nothing that this version knows.
    Newer(u16),
}

impl Family {
    /// The family of an entry.
    pub const fn of(body: &EntryBody) -> Self {
        match body {
            EntryBody::Admission(_) | EntryBody::Identity(_) => Self::Identity,
            EntryBody::Placement(_) | EntryBody::Arrival(_) => Self::Placement,
            EntryBody::Discharge(_) => Self::Discharge,
            EntryBody::Observations(_) => Self::Observations,
            EntryBody::Withdrawal(_) => Self::Withdrawal,
            EntryBody::SpO2Scale(_) => Self::Scale,
            EntryBody::Pregnancy(_) => Self::Pregnancy,
            EntryBody::Allergies(_) => Self::Allergies,
            EntryBody::Allocation(_) => Self::Allocation,
            EntryBody::Escalation(_) => Self::Escalation,
            EntryBody::Concern(_) => Self::Concern,
            EntryBody::Confirmed(_) => Self::Confirmed,
            EntryBody::Monitoring(_) => Self::Monitoring,
            EntryBody::ObservationsStop(_) => Self::ObservationsStop,
            EntryBody::OffWard(_) => Self::OffWard,
            EntryBody::Resuscitation(_) => Self::Resuscitation,
            EntryBody::Ceiling(_) => Self::Ceiling,
            EntryBody::Oxygen(_) => Self::Oxygen,
            EntryBody::Precaution(precaution) => Self::Precaution(precaution.kind().family()),
            EntryBody::SamePerson(stay) => Self::SamePerson(*stay),
            EntryBody::Countersignature(_) => Self::Countersignature,
            EntryBody::Dismissal(_) => Self::Dismissal,
            EntryBody::Handover(_) => Self::Handover,
            EntryBody::HandoverRead(_) => Self::HandoverRead,
            EntryBody::Assessment(_) => Self::Assessment,
            EntryBody::FluidSignature(of) => {
                let (from, until) = of.window.ends();
                Self::FluidSignature(from, until)
            }
            EntryBody::Note(_) => Self::Note,
            EntryBody::NoteEdit(_) => Self::NoteEdit,
            EntryBody::NoteSignature(_) => Self::NoteSignature,
            EntryBody::Caseload(_) => Self::Caseload,
            EntryBody::Home(_) => Self::Home,
            EntryBody::VisitPlan(_) | EntryBody::VisitCalledOff(_) => Self::VisitPlan,
            EntryBody::VisitStart(_) => Self::VisitStart,
            EntryBody::VisitEnd(_) => Self::VisitEnd,
            EntryBody::Goal(_) => Self::Goal,
            EntryBody::TherapyHandover(_) => Self::TherapyHandover,
            EntryBody::Historic(_) => Self::Historic,
            EntryBody::IndexStay(_) => Self::Index,
            EntryBody::Staff(_) => Self::Staff,
            EntryBody::Ward(_) => Self::Ward,
            EntryBody::Device(_) => Self::Device,
            EntryBody::Policy(_) => Self::Policy,
            EntryBody::Form(_) => Self::Form,
            EntryBody::Act(_) => Self::Act,
            EntryBody::Newer { kind } => Self::Newer(*kind),
        }
    }
}

#[cfg(test)]
mod tests;
