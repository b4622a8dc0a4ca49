//! What was charted under doubt, or by somebody under supervision, and waits for a registered person's name; and that name
//! under it (safety rule 3).

use crate::{
    App, Session,
    audit::what,
    commit::{Plan, act},
    directory::Directory,
    entries, fluids,
    project::Folded,
    views::{Views, Whereabouts},
    words::{self, Fail},
};
use clinical::{
    FactId, StayId, UtcMillis, cui,
    entry::{Entry, EntryBody},
    escalation::{Countersignature, Named},
    leaves::{Graph, Written},
    staff::{Action, AuthLevel, Role},
    stay::{StayState, Task},
};
use contract::{CallError, EntryView, Reply};

/// Entries that wait, on the page; the oldest are signed first.
const WAITING: usize = 60;

impl App {
    /// Puts the signed-in person's name under an entry. Whoever charted it under a lock may do so themselves once their PIN
    /// was checked, if their role lets them sign for others; a name that nobody checked signs for nothing.
    pub(crate) fn countersign(&self, session: &Session, stay: &StayId, fact: &FactId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Countersign)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let entry = folded.entry(fact).ok_or_else(words::no_such_entry)?;
            let directory = self.directory();
            if !waiting(&directory, &folded).iter().any(|by| by.id == *fact) {
                return Err(waits_no_more(&directory, &folded, entry).into());
            }
            let of = Named::new([*fact]).ok_or_else(words::no_such_entry)?;
            let body = EntryBody::Countersignature(Countersignature { of, role: person.role });
            let facts = vec![
                self.stay_fact(desk, &now, &person, *stay, Vec::new(), "", body),
                act(self, &now, (person.staff, person.auth), what::COUNTERSIGN, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }
}

/// Why an entry asks for no name, in words.
fn waits_no_more(directory: &Directory, folded: &Folded, entry: &Entry) -> CallError {
    let by = Written::from(entry);
    if folded.state.countersigned.contains_key(&entry.id) {
        words::countersigned_before()
    } else if !by.is_doubtful() && !is_supervised(directory, &by) {
        words::nothing_to_countersign()
    } else {
        words::already_changed()
    }
}

/// Whatever of a stay waits for a registered person's name, the first written first: what was charted under a name that
/// nobody checked, and what a student charted.
fn waiting(directory: &Directory, folded: &Folded) -> Vec<Written> {
    let mut waiting = folded.state.to_countersign.clone();
    waiting.extend(supervised(directory, folded));
    waiting.sort_by_key(|by| (by.recorded(), by.id));
    waiting
}

/// What students charted, or had charted where it was moved away from, that stands and bears no name yet.
fn supervised(directory: &Directory, folded: &Folded) -> Vec<Written> {
    // To have read something is nothing to sign.
    let charted = folded.all().filter(|entry| !matches!(entry.body, EntryBody::HandoverRead(_)));
    let theirs = charted.map(Written::from).filter(|by| is_supervised(directory, by));
    let (signed, waits) = (&folded.state.countersigned, &folded.state.to_countersign);
    let unnamed = |by: &Written| !signed.contains_key(&by.id) && waits.iter().all(|known| known.id != by.id);
    let mut open: Vec<Written> = theirs.filter(unnamed).collect();
    if !open.is_empty() {
        let graph = Graph::of(&folded.entries);
        open.retain(|by| graph.withdrawn_by(by.id).is_none());
    }
    open
}

/// Whether somebody wrote it, with their PIN, for whom a registered colleague signs. What was charted under a name that
/// nobody checked waits anyway.
pub(crate) fn is_supervised(directory: &Directory, by: &Written) -> bool {
    let student = |staff| directory.role(staff).is_some_and(Role::needs_countersignature);
    let (charter, auth) = by.charter();
    !by.is_doubtful() && auth == AuthLevel::Pin && (student(&by.author) || student(&charter))
}

/// What is to be done for a patient, with what waits for a name as long as the directory calls its author a student.
pub(crate) fn tasks(directory: &Directory, folded: &Folded, now: UtcMillis) -> Vec<Task> {
    let mut tasks = folded.state.tasks(now);
    tasks.extend(supervised(directory, folded).iter().map(|by| Task::countersign(by, now)));
    fluids::name_signers(directory, folded, &mut tasks);
    tasks.sort_by_key(Task::order);
    tasks
}

impl Views<'_> {
    /// Whatever of a stay waits for a name, oldest first, in words.
    pub(crate) fn to_countersign(
        &self,
        stay: StayId,
        folded: &Folded,
        whereabouts: &Whereabouts,
    ) -> Vec<EntryView> {
        let waiting = waiting(self.directory, folded);
        waiting
            .iter()
            .take(WAITING)
            .filter_map(|by| {
                Some(EntryView {
                    fact: by.id,
                    stay: Some(stay),
                    what: entries::kind(folded.entry(&by.id)?),
                    recorded: by.recorded(),
                    by: self.directory.author(by),
                    sync: whereabouts.of(&by.id),
                })
            })
            .collect()
    }

    /// Whose names stand under an entry that was charted under doubt, and since when; empty while nobody's does.
    pub(crate) fn countersigned(&self, state: &StayState, fact: &FactId) -> String {
        let names = state.countersigned.get(fact).into_iter().flatten();
        names.map(|by| self.by_and_when(by)).collect::<Vec<_>>().join("; ")
    }

    /// Who moved an entry here from another patient, and when, as far as that is known; empty of what was not moved.
    pub(crate) fn moved_by(&self, by: &Written) -> String {
        let Some(moved) = by.moved.as_deref() else { return String::new() };
        let mover = self.directory.signed(&by.author, by.auth, &by.reason);
        match moved.at {
            Some(at) => format!("{mover}, {}", cui::date_time(self.now.local(at.utc))),
            None => mover,
        }
    }
}
