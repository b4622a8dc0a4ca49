//! Going over everything stored: is each log still what was appended to it, byte for byte?
//!
//! A disk that flips a bit, or a hand in the database, breaks a hash, a chain or a signature. Devices would notice at
//! their next page; an administrator can ask at any time, also on a copy of the folder.

use crate::{
    database::StoreError,
    directory::Snapshot,
    shelves::{Head, Shelves, Stored},
};
use clinical::ScopeId;
use record::{Directory as _, Fact, SignedFact, VerifyingKey};
use replication::chain::Cursor;
use std::fmt;
use unseen::Seen;

mod unseen;

pub use unseen::Unseen;

/// What going over the logs found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// Scopes looked at.
    pub scopes: u64,
    /// Entries looked at.
    pub entries: u64,
    /// What is wrong. Empty when all is as it was appended.
    pub findings: Vec<Finding>,
    /// Patients whom no tablet of their ward shows. No flaw of a log.
    pub unseen: Vec<Unseen>,
}

/// Something wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The log, by its stored name.
    pub scope: String,
    /// The entry, where it is one entry.
    pub seq: Option<u64>,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The stored hash is not that of the bytes.
    #[error("its bytes are not those that were appended")]
    Bytes,
    /// The chain does not lead from the entry before to this one.
    #[error("the chain is broken here")]
    Chain,
    /// There is no entry of the number that comes next.
    #[error("an entry is missing before it")]
    Gap,
    /// The signature is not that of the device named.
    #[error("its signature does not fit")]
    Signature,
    /// The head row is not where the entries end.
    #[error("the log does not end where its head says")]
    Head,
    /// The database finds its own file damaged.
    #[error("the database file is damaged")]
    File,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "{} entry {seq}: {}", self.scope, self.flaw),
            None => write!(f, "{}: {}", self.scope, self.flaw),
        }
    }
}

/// How many entries are read at a time.
const PAGE: usize = 500;

/// Goes over every log. `directory` says whose key is whose.
///
/// # Errors
/// When the database cannot be read at all.
pub(crate) fn audit(shelves: &dyn Shelves, directory: &Snapshot) -> Result<Audit, StoreError> {
    let mut audit = Audit { scopes: 0, entries: 0, findings: Vec::new(), unseen: Vec::new() };
    let mut seen = Seen::default();
    if !shelves.is_sound()? {
        audit.findings.push(Finding { scope: "all".into(), seq: None, flaw: Flaw::File });
    }
    for head in shelves.heads()? {
        audit.scopes += 1;
        go_over(shelves, head, directory, &mut audit, &mut seen)?;
    }
    audit.unseen = seen.unseen(directory);
    Ok(audit)
}

/// Goes over one log, a page at a time. A server may be writing to it meanwhile: then its head has moved on by the end.
fn go_over(
    shelves: &dyn Shelves,
    mut head: Head,
    directory: &Snapshot,
    audit: &mut Audit,
    seen: &mut Seen,
) -> Result<(), StoreError> {
    let mut end = Cursor::START;
    loop {
        let page = shelves.stored(&head.scope, end.seq, PAGE)?;
        if !page.is_empty() {
            for stored in page {
                audit.entries += 1;
                let fact = stored.signed.decode().ok();
                look_at(&stored, fact.as_ref(), &head.scope, end, directory, &mut audit.findings);
                // What was refused is shown as it came, and places nobody.
                if !is_aside(&head.scope) {
                    fact.iter().for_each(|fact| seen.note(stored.seq, fact));
                }
                end = Cursor { seq: stored.seq, chain: stored.chain };
            }
        } else if head.end == end {
            return Ok(());
        } else {
            match shelves.head(&head.scope)? {
                Some(moved) if moved.end != head.end => head = moved,
                _ => {
                    audit.findings.push(Finding { scope: head.scope, seq: None, flaw: Flaw::Head });
                    return Ok(());
                }
            }
        }
    }
}

/// Looks at one entry that should come after `before`.
fn look_at(
    stored: &Stored,
    fact: Option<&Fact>,
    scope: &str,
    before: Cursor,
    directory: &Snapshot,
    findings: &mut Vec<Finding>,
) {
    let mut find = |flaw| findings.push(Finding { scope: scope.to_owned(), seq: Some(stored.seq), flaw });
    if stored.seq != before.seq + 1 {
        find(Flaw::Gap);
    }
    if stored.signed.hash().0 != stored.hash {
        find(Flaw::Bytes);
    } else if !signature_holds(&stored.signed, fact, scope, directory) {
        find(Flaw::Signature);
    }
    if before.chain.extend(&stored.hash) != stored.chain {
        find(Flaw::Chain);
    }
}

fn is_aside(scope: &str) -> bool {
    matches!(scope.parse(), Ok(ScopeId::Aside(_)))
}

fn signature_holds(signed: &SignedFact, fact: Option<&Fact>, scope: &str, directory: &Snapshot) -> bool {
    // What was refused is shown as it came: its signature may be the very reason.
    if is_aside(scope) {
        return true;
    }
    let Some(fact) = fact else { return false };
    let key = match (&fact.header.scope, directory.device(&fact.header.device)) {
        (ScopeId::Dir, _) => directory.server_key(),
        (_, Some(rights)) => rights.key,
        (_, None) => return false,
    };
    fact.header.scope.to_string() == scope
        && VerifyingKey::from_bytes(&key).is_ok_and(|key| signed.verify(&key).is_ok())
}
