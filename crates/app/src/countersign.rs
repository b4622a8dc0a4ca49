//! What was charted under doubt and waits for a registered person's name, and that name under it (safety rule 3).

use crate::{
    App, Session,
    audit::what,
    commit::{Plan, act},
    entries,
    project::Folded,
    views::{Views, Whereabouts},
    words::{self, Fail},
};
use clinical::{
    FactId, StayId,
    entry::{Entry, EntryBody},
    escalation::{Countersignature, Named},
    staff::{Action, AuthLevel},
    stay::StayState,
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
            if !folded.state.to_countersign.iter().any(|by| by.id == *fact) {
                return Err(waits_no_more(&folded, entry).into());
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
fn waits_no_more(folded: &Folded, entry: &Entry) -> CallError {
    if entry.auth != AuthLevel::Emergency {
        words::nothing_to_countersign()
    } else if folded.state.countersigned.contains_key(&entry.id) {
        words::countersigned_before()
    } else {
        words::already_changed()
    }
}

impl Views<'_> {
    /// Whatever of a stay waits for a name, oldest first, in words.
    pub(crate) fn to_countersign(
        &self,
        stay: StayId,
        folded: &Folded,
        whereabouts: &Whereabouts,
    ) -> Vec<EntryView> {
        let waiting = folded.state.to_countersign.iter().take(WAITING);
        waiting
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
}
