//! What the logs hold, for the administrator who asks: which logs there are, any fact as JSON, a stay as a file.
//!
//! The only place in this server where what a patient's record says comes out in words. Nothing of it is traced, stored or
//! sent: it goes to the person at the terminal, or into the file that she names.

use super::{AdminError, Desk};
use crate::{folder, proof::Proof, quarantine::Reason, shelves::Head};
use clinical::{FactId, NoteId, ScopeId, StayId, entry::EntryBody};
use record::{EntryHash, SignedFact, chart::LeftOut, fact_json, stay_file};
use replication::wire::Entry;
use std::{collections::BTreeSet, fmt, path::Path};

/// How much of a log is read at a time.
const READ_AT_ONCE: usize = 500;

/// A log, by its name and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSize {
    /// Its name, such as `stay/<uuid>`. Text, since a newer server may know scopes that this one does not.
    pub scope: String,
    /// Entries.
    pub entries: u64,
    /// Bytes of facts and signatures.
    pub bytes: u64,
}

/// A fact, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub lies: Lies,
    /// Its bytes and signature.
    pub signed: SignedFact,
}

/// Where a fact lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lies {
    /// In a log, as this entry.
    InLog {
        /// The log's name.
        scope: String,
        /// Its number there, from 1.
        seq: u64,
    },
    /// In quarantine.
    SetAside {
        /// The scope it was brought to.
        scope: String,
        /// Why it was refused.
        reason: Reason,
    },
}

impl fmt::Display for Lies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InLog { scope, seq } => write!(f, "{scope} entry {seq}"),
            Self::SetAside { scope, reason } => write!(f, "in quarantine, brought to {scope}: {reason}"),
        }
    }
}

impl Found {
    /// The fact as JSON for a person, with every part that this version does not know.
    pub fn json(&self) -> String {
        fact_json(&self.signed)
    }
}

/// What was written to a stay's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StayExport {
    /// Facts.
    pub facts: usize,
    /// Notes whose text is in it.
    pub notes: usize,
    /// The file's bytes.
    pub bytes: usize,
    /// Facts that no document can hold, by their hashes. They are in the logs as they were.
    pub left_out: Vec<(EntryHash, LeftOut)>,
}

impl Desk {
    /// Every log that has entries, by name. Names are identifiers and say nothing of a patient.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn logs(&self) -> Result<Vec<LogSize>, AdminError> {
        let heads = self.storage.shelves.heads()?.into_iter().filter(|head| head.end.seq > 0);
        Ok(heads.map(|Head { scope, end, bytes }| LogSize { scope, entries: end.seq, bytes }).collect())
    }

    /// Every fact of a log, in its order. Answers how many there were. Read a page at a time: a log may be large.
    ///
    /// # Errors
    /// When the database cannot be read, or `each` says so.
    pub fn facts_of<E: From<AdminError>>(
        &self,
        scope: &ScopeId,
        mut each: impl FnMut(Found) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut seq = 0;
        loop {
            let page = self.storage.log.read(scope, seq, READ_AT_ONCE).map_err(AdminError::from)?;
            if page.is_empty() {
                return Ok(seq);
            }
            for logged in page {
                seq += 1;
                // A log of this server holds nothing but facts.
                let Entry::Fact { bytes, signature } = logged.entry else { continue };
                let lies = Lies::InLog { scope: scope.to_string(), seq };
                each(Found { lies, signed: SignedFact { bytes, signature } })?;
            }
        }
    }

    /// Everything that bears this identifier, in logs and in quarantine: one fact, unless something is wrong.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn fact(&self, id: FactId) -> Result<Vec<Found>, AdminError> {
        let found = self.storage.shelves.find(&id)?.into_iter();
        let mut found: Vec<Found> =
            found.map(|(scope, seq, signed)| Found { lies: Lies::InLog { scope, seq }, signed }).collect();
        self.quarantine(|aside| -> Result<(), AdminError> {
            if aside.signed.id() == Some(id) {
                let lies = Lies::SetAside { scope: aside.scope.to_string(), reason: aside.reason };
                found.push(Found { lies, signed: aside.signed });
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Writes a stay, and the notes opened in it, to a new file that nobody else on this machine may read.
    ///
    /// # Errors
    /// When there is no such stay, the file is there already or cannot be written, or the database cannot be read.
    /// No file is left then, but for one that was there before.
    pub fn export_stay(&self, stay: StayId, file: &Path) -> Result<StayExport, AdminError> {
        let mut facts = self.signed(&ScopeId::Stay(stay))?;
        if facts.is_empty() {
            return Err(AdminError::UnknownStay(stay));
        }
        let notes: Vec<NoteId> = facts.iter().filter_map(|fact| note_opened_by(fact, &stay)).collect();
        for note in notes {
            facts.extend(self.signed(&ScopeId::Note(note))?);
        }
        let exported = stay_file(&facts)?;
        folder::write_new(file, &exported.file)
            .map_err(|source| AdminError::Unwritable { path: file.to_owned(), source })?;
        Ok(StayExport {
            facts: exported.facts,
            notes: exported.notes,
            bytes: exported.file.len(),
            left_out: exported.left_out,
        })
    }

    /// Writes a log, with a stay's notes and the directory, and what proves them, to a new file that nobody else on this
    /// machine may read. [`Proof::verify`] needs that file and the server's public key.
    ///
    /// # Errors
    /// When there is no such log, the file is there already or cannot be written, or the database cannot be read. What the
    /// server refused proves nothing, so logs of it are none.
    pub fn prove(&self, scope: &ScopeId, file: &Path) -> Result<Proof, AdminError> {
        let facts = self.signed(scope)?;
        if facts.is_empty() || matches!(scope, ScopeId::Aside(_)) {
            return Err(AdminError::UnknownLog(scope.to_string()));
        }
        let mut logs = vec![(ScopeId::Dir, self.signed(&ScopeId::Dir)?)];
        let notes: BTreeSet<NoteId> = match scope {
            ScopeId::Stay(stay) => facts.iter().filter_map(|fact| note_opened_by(fact, stay)).collect(),
            _ => BTreeSet::new(),
        };
        if *scope != ScopeId::Dir {
            logs.push((scope.clone(), facts));
        }
        for note in notes {
            let scope = ScopeId::Note(note);
            let facts = self.signed(&scope)?;
            logs.push((scope, facts));
        }
        let proof = Proof::state(self.key.signing(), self.storage.log.epoch(), self.now(), logs);
        folder::write_new(file, &proof.bytes())
            .map_err(|source| AdminError::Unwritable { path: file.to_owned(), source })?;
        Ok(proof)
    }

    /// The server's public key, by which what is taken elsewhere is verified.
    pub fn root(&self) -> [u8; 32] {
        self.key.public()
    }

    fn signed(&self, scope: &ScopeId) -> Result<Vec<SignedFact>, AdminError> {
        let mut facts = Vec::new();
        self.facts_of(scope, |found| -> Result<(), AdminError> {
            facts.push(found.signed);
            Ok(())
        })?;
        Ok(facts)
    }
}

/// The note that a fact of a stay opens, if it does.
fn note_opened_by(signed: &SignedFact, stay: &StayId) -> Option<NoteId> {
    let fact = signed.decode().ok()?;
    matches!(fact.body, EntryBody::Note(_)).then(|| NoteId::of(stay, &fact.header.id))
}
