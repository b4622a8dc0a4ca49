//! The handover of a ward, from what was charted; its three lines; and who has read it.

use super::Ordered;
use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    commit::{Plan, act},
    countersign,
    project::Folded,
    session::Person,
    views::Views,
    words::{self, Fail},
};
use clinical::{
    FactId, WardId,
    entry::EntryBody,
    escalation::{MOST_NAMED, Named},
    handover::{Handover, HandoverNote, HandoverRead},
    leaves::{Graph, Leaf},
    staff::{Action, Role},
    stay::{DueState, Receipt},
    ward::Ward,
};
use contract::{
    BoardRow, HandoverLines, HandoverPatient, HandoverView, ReadHandover, ReadView, Reply, WriteHandover,
};
use std::{collections::BTreeSet, sync::Arc};

/// What is due within so many minutes is handed over: a shift of 12 hours.
const SHIFT_MINUTES: i64 = 12 * 60;
/// Remarks shown.
const REMARKS: usize = 3;
/// Receipts shown are of the last two days, in minutes.
const RECEIPT_MINUTES: i64 = 48 * 60;

impl App {
    /// The handover of a ward.
    pub(crate) fn handover(&self, session: &Session, id: &WardId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let directory = self.directory();
        let ward = directory.ward(id)?;
        self.audit_look(session, &now, &person, what::VIEW_HANDOVER, Of::Ward(id))?;
        self.handover_of(&now, &person, ward).map(Box::new).map(Reply::Handover)
    }

    /// The handover of a ward, as the screen shows it and as it is printed.
    pub(crate) fn handover_of(&self, now: &Now, person: &Person, ward: &Ward) -> Result<HandoverView, Fail> {
        let Ordered { rows, folded } = self.ordered(now, person, ward)?;
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        // Its row says that a stay cannot be put together.
        let unknown = Arc::new(Folded::new(Vec::new(), &self.policies()));
        let handed_over = |row: BoardRow| {
            let stay = row.banner.as_ref()?.stay;
            Some(views.handed_over(row, folded.get(&stay).unwrap_or(&unknown), person))
        };
        Ok(HandoverView {
            ward: ward.id.clone(),
            title: ward.name.clone(),
            patients: rows.into_iter().filter_map(handed_over).collect(),
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })
    }

    /// Writes the three lines of one patient, in place of those of the same profession.
    pub(crate) fn write_handover(&self, session: &Session, asked: &WriteHandover) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let WriteHandover { stay, note } = asked;
        let [situation, watch, to_do] = note.lines().map(|line| line.trim().to_owned());
        let note = HandoverNote { situation, watch, to_do };
        if note.is_empty() {
            return Err(words::empty_handover().into());
        }
        if !note.fits() {
            return Err(words::handover_too_long().into());
        }
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let same = |leaf: &&Leaf<Handover>| profession(leaf.value.role) == profession(person.role);
            let before: Vec<FactId> =
                folded.state.handovers.iter().filter(same).map(|leaf| leaf.by.id).collect();
            let body = EntryBody::Handover(Handover { note: note.clone(), role: person.role });
            let facts = vec![
                self.stay_fact(desk, &now, &person, *stay, before, "", body),
                act(self, &now, (person.staff, person.auth), what::HANDOVER, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Says that the signed-in person has read the handover of patients, as it was shown: what came in meanwhile is not
    /// part of it.
    pub(crate) fn read_handover(&self, session: &Session, asked: &ReadHandover) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.commit(&now, |desk| {
            let mut facts = Vec::new();
            for (stay, shown) in &asked.read {
                let folded = desk.known_stay(stay)?;
                let known = shown.iter().copied().filter(|id| folded.entry(id).is_some());
                let read = Named::new(known).ok_or_else(words::no_such_entry)?;
                let mine = folded.state.receipts.iter().find(|receipt| receipt.by.author == person.staff);
                if mine.is_some_and(|receipt| receipt.read == read.iter().collect::<BTreeSet<_>>()) {
                    continue;
                }
                let before = mine.map(|receipt| receipt.by.id).into_iter().collect();
                let body = EntryBody::HandoverRead(HandoverRead { read });
                facts.push(self.stay_fact(desk, &now, &person, *stay, before, "", body));
            }
            if !facts.is_empty() {
                facts.push(act(self, &now, (person.staff, person.auth), what::HANDOVER_READ, None, ""));
            }
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }
}

impl Views<'_> {
    fn handed_over(&self, row: BoardRow, folded: &Folded, person: &Person) -> HandoverPatient {
        let now = self.now.at();
        let soon = |state: &DueState| !matches!(state, DueState::In { minutes } if *minutes > SHIFT_MINUTES);
        let tasks =
            countersign::tasks(self.directory, folded, now).into_iter().filter(|task| soon(&task.state));
        HandoverPatient {
            row,
            tasks: tasks.map(|task| (task.words, task.due_at)).collect(),
            lines: self.handovers(folded),
            remarks: self.remarks(folded),
            read_by: self.read_by(folded, person),
            seen: heads(folded, self),
        }
    }

    /// The handovers that stand, newest first.
    pub(crate) fn handovers(&self, folded: &Folded) -> Vec<HandoverLines> {
        let lines = |leaf: &Leaf<Handover>| HandoverLines {
            note: leaf.value.note.clone(),
            by: self.by_and_when(&leaf.by),
        };
        folded.state.handovers.iter().map(lines).collect()
    }

    fn remarks(&self, folded: &Folded) -> Vec<String> {
        let standing = folded.state.sets.iter().rev().filter(|set| set.mark.counts());
        let remarks = standing.filter(|set| !set.set.remark.is_empty()).take(REMARKS);
        remarks.map(|set| format!("{} ({})", set.set.remark, self.by_and_when(&set.by))).collect()
    }

    fn read_by(&self, folded: &Folded, person: &Person) -> Vec<ReadView> {
        let now = self.now.at();
        let shown: BTreeSet<FactId> = heads(folded, self).into_iter().collect();
        let lately = |receipt: &&Receipt| now.minutes_since(receipt.at()) < RECEIPT_MINUTES;
        folded
            .state
            .receipts
            .iter()
            .filter(lately)
            .map(|receipt| ReadView {
                name: self.directory.author(&receipt.by),
                at: receipt.at(),
                changed: changed(folded, &receipt.read, &shown),
                mine: receipt.by.author == person.staff,
            })
            .collect()
    }
}

/// Professions whose handovers replace one another.
const fn profession(role: Role) -> u8 {
    match role {
        Role::HealthcareAssistant | Role::Student | Role::Nurse | Role::NurseInCharge => 0,
        Role::Therapist => 1,
        Role::Doctor => 2,
        Role::System => 3,
    }
}

/// The facts behind what a handover shows of one patient: whoever reads it has read these.
fn heads(folded: &Folded, views: &Views<'_>) -> Vec<FactId> {
    let (state, now) = (&folded.state, views.now.at());
    let status = state.at(now);
    let graph = Graph::of(&folded.entries);
    let kept =
        |entry: &&clinical::entry::Entry| graph.is_current(entry.id) && about(&entry.body).is_some_and(lasts);
    let decisions = folded.all().filter(kept).map(|entry| entry.id);
    let sets = status.from.into_iter().chain(status.last_complete.map(|score| score.id));
    let newest = state.sets.iter().rev().find(|set| set.mark.counts()).map(|set| set.by.id);
    let open = state.open_episodes(now);
    let episodes = open.iter().flat_map(|episode| {
        let done = episode.done.iter().map(|done| done.by.id).max();
        [Some(episode.raised_by()), done].into_iter().flatten()
    });
    let mut heads: Vec<FactId> = sets.chain(newest).chain(episodes).chain(decisions).collect();
    let mut known = BTreeSet::new();
    heads.retain(|id| known.insert(*id));
    heads.truncate(MOST_NAMED);
    heads
}

/// What has come, or gone, since somebody read: in words, each once.
fn changed(folded: &Folded, read: &BTreeSet<FactId>, shown: &BTreeSet<FactId>) -> Vec<String> {
    let words: BTreeSet<About> =
        read.symmetric_difference(shown).filter_map(|id| about(&folded.entry(id)?.body)).collect();
    words.into_iter().map(|about| about.words().to_owned()).collect()
}

/// What part of a handover a fact is behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Handover,
    Therapy,
    Alert,
    Observations,
    Decision,
    Identity,
    Bed,
}

/// Whether every standing fact of this part is shown; of observations and alerts only the latest are.
const fn lasts(about: About) -> bool {
    !matches!(about, About::Observations | About::Alert)
}

const fn about(body: &EntryBody) -> Option<About> {
    match body {
        EntryBody::Handover(_) => Some(About::Handover),
        EntryBody::TherapyHandover(_) => Some(About::Therapy),
        EntryBody::Escalation(_) | EntryBody::Concern(_) => Some(About::Alert),
        EntryBody::Observations(_) => Some(About::Observations),
        EntryBody::SpO2Scale(_)
        | EntryBody::Allergies(_)
        | EntryBody::Monitoring(_)
        | EntryBody::ObservationsStop(_)
        | EntryBody::OffWard(_)
        | EntryBody::Resuscitation(_)
        | EntryBody::Ceiling(_)
        | EntryBody::Oxygen(_)
        | EntryBody::Precaution(_) => Some(About::Decision),
        EntryBody::Admission(_) | EntryBody::Identity(_) | EntryBody::SamePerson(_) => Some(About::Identity),
        EntryBody::Placement(_) | EntryBody::Arrival(_) | EntryBody::Discharge(_) => Some(About::Bed),
        _ => None,
    }
}

impl About {
    const fn words(self) -> &'static str {
        match self {
            Self::Handover => "handover",
            Self::Therapy => "the therapists' lines",
            Self::Alert => "alert",
            Self::Observations => "observations",
            Self::Decision => "decisions and precautions",
            Self::Identity => "who it is",
            Self::Bed => "bed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_therapists_handover_does_not_replace_a_nurses() {
        assert_eq!(profession(Role::Nurse), profession(Role::NurseInCharge));
        assert_ne!(profession(Role::Nurse), profession(Role::Therapist));
    }
}
