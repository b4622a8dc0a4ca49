//! Writing history: facts with a given author, time taken and time recorded, by the same way as everything else.
//!
//! For the synthetic ward and for imports. Many facts go into one transaction; a fact whose identifier is in its stay
//! already is left as it stands, so that a run that was broken off can be run again.

use crate::{
    App,
    commit::{NewFact, Plan, act},
    session::Person,
    words::Fail,
};
use clinical::{
    FactId, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::{Entry, EntryBody},
    note::Section,
    staff::{AuthLevel, Role},
};
use contract::CallError;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// One fact of a stay to be written as history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authored {
    /// Its stay; a stay that this device does not know begins with it.
    pub stay: StayId,
    /// Its identifier; [`derived_fact`] for imports.
    pub id: FactId,
    /// When it was true; `None` where the source does not say, and then it is never invented.
    pub taken_at: Option<UtcMillis>,
    /// When it was written down.
    pub recorded_at: UtcMillis,
    /// Who wrote it.
    pub author: StaffId,
    /// How that was known.
    pub auth: AuthLevel,
    /// For whom.
    pub on_behalf_of: Option<StaffId>,
    /// The facts of its stay that it replaces.
    pub supersedes: Vec<FactId>,
    /// Why; empty where there is nothing to say.
    pub reason: String,
    /// What it says: something that belongs into a stay.
    pub body: EntryBody,
}

/// The words of a note and their signature, to be written as history by [`App::author_note`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredNote {
    /// Whose record it is in.
    pub stay: StayId,
    /// The fact of the stay that opened it.
    pub opened: FactId,
    /// Who wrote and signed it.
    pub author: StaffId,
    /// What, by part, each under the identifier of its first edit.
    pub parts: Vec<(Section, FactId, String)>,
    /// When that was written.
    pub written_at: UtcMillis,
    /// When it was signed.
    pub signed_at: UtcMillis,
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Authoring {
    /// Facts written.
    pub written: usize,
    /// Facts that stood there already.
    pub already: usize,
}

impl App {
    /// Writes a batch in one transaction: all of it, or nothing. `what` is the code of the act that the audit keeps for
    /// the batch, such as `import`. Placements get their pointer in the ward's index.
    ///
    /// # Errors
    /// When the disk refuses, or a fact cannot be signed; then nothing of the batch was written.
    pub fn author(&self, what: &str, batch: &[Authored]) -> Result<Authoring, CallError> {
        let now = self.now();
        let Some(first) = batch.first() else { return Ok(Authoring::default()) };
        let committed = self.commit(&now, |desk| {
            let mut facts = Vec::with_capacity(batch.len() + 1);
            let mut done = Authoring::default();
            let mut pointed = BTreeSet::new();
            let mut here = BTreeSet::new();
            for authored in batch {
                let scope = ScopeId::Stay(authored.stay);
                let twice = !here.insert((authored.stay, authored.id));
                if twice || desk.tx.facts().get(&scope, &authored.id)?.is_some() {
                    done.already += 1;
                    continue;
                }
                done.written += 1;
                if let EntryBody::Placement(place) | EntryBody::Arrival(place) = &authored.body
                    && pointed.insert((place.ward.clone(), authored.stay))
                {
                    let person = Person {
                        staff: authored.author,
                        name: String::new(),
                        role: Role::System,
                        auth: authored.auth,
                    };
                    facts.extend(self.index(desk, &now, &person, &place.ward, authored.stay)?);
                }
                facts.push(self.history(&now, authored));
            }
            if done.written > 0 {
                facts.push(act(self, &now, (first.author, first.auth), what, None, ""));
            }
            Ok(Plan { facts, drops: None, answer: done })
        });
        committed.map(|committed| committed.answer).map_err(|fail: Fail| fail.into())
    }

    /// A fact of a stay as it stands in the record; `None` where there is none. An import compares what it would bring
    /// in with what it brought in before.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn authored(&self, stay: &StayId, fact: &FactId) -> Result<Option<Entry>, CallError> {
        self.settle();
        let stored = self.store.read(|tx| tx.facts().get(&ScopeId::Stay(*stay), fact)).map_err(Fail::from)?;
        Ok(stored.and_then(crate::stays::entry))
    }

    fn history(&self, now: &crate::clock::Now, authored: &Authored) -> NewFact {
        let Authored {
            stay,
            id,
            taken_at,
            recorded_at,
            author,
            auth,
            on_behalf_of,
            supersedes,
            reason,
            body,
        } = authored.clone();
        let by_device = |at: UtcMillis| -> Stamp { now.by_device(at) };
        NewFact {
            scope: ScopeId::Stay(stay),
            id,
            taken_at: taken_at.map_or(TakenAt::NotRecorded, |at| TakenAt::At(by_device(at))),
            recorded: Some((by_device(recorded_at), now.trust)),
            author,
            auth,
            on_behalf_of,
            supersedes,
            reason,
            body,
        }
    }
}

/// The identifier of the fact that a row of a source becomes: the same whenever and wherever it is imported.
pub fn derived_fact(source: &str, row: &str, part: &str) -> FactId {
    FactId::from_bytes(derived("fact", source, row, part))
}

/// The identifier of the stay that a row of a source becomes.
pub fn derived_stay(source: &str, row: &str) -> StayId {
    StayId::from_bytes(derived("stay", source, row, ""))
}

/// 16 bytes of a SHA-256 over a tag and counted parts, marked as a UUID of version 8.
fn derived(tag: &str, source: &str, row: &str, part: &str) -> [u8; 16] {
    let mut hash = Sha256::new().chain_update(b"wardlight/derived-id/v1\0");
    for text in [tag, source, row, part] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id[6] = (id[6] & 0x0f) | 0x80;
    id[8] = (id[8] & 0x3f) | 0x80;
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_one_identifier_and_no_two_rows_share_it() {
        assert_eq!(derived_fact("nhs.csv", "12", "set"), derived_fact("nhs.csv", "12", "set"));
        let ids: BTreeSet<FactId> = [("a", "bc", ""), ("ab", "c", ""), ("a", "b", "c"), ("a", "bc", "x")]
            .map(|(source, row, part)| derived_fact(source, row, part))
            .into();
        assert_eq!(ids.len(), 4);
    }
}
