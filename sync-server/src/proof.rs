//! A log taken elsewhere with what proves it: whoever has the server's public key, and nothing else of this house, finds any
//! bit, row or order that is not as it was.
//!
//! The file holds whole logs, the directory first, since it says which device has which key. At its front the server
//! states, under its signature, how far each log goes and what its chain is there; the chain leaves no entry and no order
//! open, and each entry is signed by its device, the directory's by the server itself. Every byte is under one of these.

use crate::directory::Snapshot;
use clinical::{DeviceId, ScopeId, UtcMillis};
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use record::{
    Directory as _, Fact, SignedFact, VerifyingKey,
    device_chain::{self, Finding, Link},
};
use replication::Chain;
use std::{collections::BTreeSet, fmt};

/// What a file begins with. It stands under the signature too, so that nothing else the server signs passes for one.
const MAGIC: &[u8] = b"wardlight/proof/v1\0";

/// Logs with what proves them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What the server states, and has signed.
    pub statement: Statement,
    /// Its signature.
    pub signature: [u8; 64],
    /// The entries of each log, in the order of the statement.
    pub logs: Vec<Vec<SignedFact>>,
}

/// What the server states of the logs in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The life of its database.
    pub epoch: [u8; 16],
    /// When, by its clock.
    pub at: UtcMillis,
    /// How far each log goes.
    pub heads: Vec<Head>,
}

/// How far a log goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The log.
    pub scope: ScopeId,
    /// Its entries.
    pub seq: u64,
    /// Its chain after the last.
    pub chain: Chain,
}

/// What was found to be as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// When the server stated it.
    pub at: UtcMillis,
    /// The logs and their entries.
    pub logs: Vec<(ScopeId, u64)>,
    /// Devices whose entries these are.
    pub devices: usize,
    /// Places of a device's own chain that no entry here has. That is so for every log, since a device writes to several.
    pub elsewhere: u64,
}

/// What is not as it was. Says where, and nothing of what an entry says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Tampered {
    /// These are not the bytes of such a file.
    #[error("at byte {at}: this is no exported log, or it was cut or added to")]
    Shape {
        /// Where that shows.
        at: usize,
    },
    /// The server did not state this.
    #[error("what stands at the front of the file was not signed by the owner of this key")]
    Statement,
    /// There is no directory to say whose keys the others are.
    #[error("the directory does not stand first in the file")]
    NoDirectory,
    /// The entries are not those that the server stated.
    #[error("{scope}: an entry was changed, left out, added or moved")]
    Chain {
        /// The log.
        scope: ScopeId,
    },
    /// An entry is not its author's.
    #[error("{scope} entry {seq}: {why}")]
    Entry {
        /// The log.
        scope: ScopeId,
        /// Which.
        seq: u64,
        /// What is wrong with it.
        why: BadEntry,
    },
    /// A device's own chain does not fit.
    #[error("the chain of a device does not fit: {0}")]
    Device(String),
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadEntry {
    /// It cannot be read.
    #[error("it cannot be read")]
    Unreadable,
    /// It is of another log.
    #[error("it belongs to another log")]
    Elsewhere,
    /// Its device is not in the directory.
    #[error("the directory does not know its device")]
    Unknown,
    /// Its signature does not hold.
    #[error("its signature does not hold")]
    Signature,
}

impl Proof {
    /// States and signs these logs. The directory stands first.
    pub(crate) fn state(
        key: &SigningKey,
        epoch: [u8; 16],
        at: UtcMillis,
        logs: Vec<(ScopeId, Vec<SignedFact>)>,
    ) -> Self {
        let head = |(scope, facts): &(ScopeId, Vec<SignedFact>)| Head {
            scope: scope.clone(),
            seq: facts.len() as u64,
            chain: chain_of(facts),
        };
        let statement = Statement { epoch, at, heads: logs.iter().map(head).collect() };
        let signature = key.sign(&statement.bytes()).to_bytes();
        Self { statement, signature, logs: logs.into_iter().map(|(_, facts)| facts).collect() }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.statement.bytes();
        bytes.extend_from_slice(&self.signature);
        for fact in self.logs.iter().flatten() {
            bytes.extend_from_slice(&(fact.bytes.len() as u32).to_be_bytes());
            bytes.extend_from_slice(&fact.bytes);
            bytes.extend_from_slice(&fact.signature);
        }
        bytes
    }

    /// Reads a file. One file has one reading, and no byte is left over.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(file: &[u8]) -> Result<Self, Tampered> {
        let mut from = Reader { file, at: 0 };
        let statement = Statement::read(&mut from)?;
        let signature = from.array()?;
        let mut logs = Vec::new();
        for head in &statement.heads {
            let mut facts = Vec::new();
            for _ in 0..head.seq {
                let size = u32::from_be_bytes(from.array()?);
                facts
                    .push(SignedFact { bytes: from.take(size as usize)?.to_vec(), signature: from.array()? });
            }
            logs.push(facts);
        }
        if from.at == file.len() { Ok(Self { statement, signature, logs }) } else { Err(from.wrong()) }
    }

    /// Checks everything, from the server's public key alone.
    ///
    /// # Errors
    /// What was found first that is not as it was.
    pub fn verify(&self, root: &VerifyingKey) -> Result<Verified, Tampered> {
        let stated = Signature::from_bytes(&self.signature);
        root.verify_strict(&self.statement.bytes(), &stated).map_err(|_| Tampered::Statement)?;
        let heads = &self.statement.heads;
        if heads.first().is_none_or(|head| head.scope != ScopeId::Dir) {
            return Err(Tampered::NoDirectory);
        }
        let logs = || heads.iter().zip(&self.logs);
        for (head, facts) in logs() {
            if facts.len() as u64 != head.seq || chain_of(facts) != head.chain {
                return Err(Tampered::Chain { scope: head.scope.clone() });
            }
        }
        let mut directory = Snapshot::default();
        let mut links = Vec::new();
        for (head, facts) in logs() {
            let read = signed(head, facts, root, &directory)?;
            if head.scope == ScopeId::Dir {
                directory = Snapshot::of(read.into_iter().map(|(_, fact)| fact), root.to_bytes());
            } else {
                links.extend(read.into_iter().map(|(signed, fact)| Link::of(&fact.header, signed.hash())));
            }
        }
        let devices: BTreeSet<DeviceId> = links.iter().map(|link| link.device).collect();
        Ok(Verified {
            at: self.statement.at,
            logs: heads.iter().map(|head| (head.scope.clone(), head.seq)).collect(),
            devices: devices.len(),
            elsewhere: elsewhere(links)?,
        })
    }
}

fn chain_of(facts: &[SignedFact]) -> Chain {
    facts.iter().fold(Chain::EMPTY, |chain, fact| chain.extend(&fact.hash().0))
}

/// The facts of a log, each one's signature looked at.
fn signed<'f>(
    head: &Head,
    facts: &'f [SignedFact],
    root: &VerifyingKey,
    directory: &Snapshot,
) -> Result<Vec<(&'f SignedFact, Fact)>, Tampered> {
    let look = |(at, signed): (usize, &'f SignedFact)| {
        let bad = |why| Tampered::Entry { scope: head.scope.clone(), seq: at as u64 + 1, why };
        let fact = signed.decode().map_err(|_| bad(BadEntry::Unreadable))?;
        if fact.header.scope != head.scope {
            return Err(bad(BadEntry::Elsewhere));
        }
        let key = if head.scope == ScopeId::Dir {
            *root
        } else {
            let known = directory.device(&fact.header.device).ok_or_else(|| bad(BadEntry::Unknown))?;
            VerifyingKey::from_bytes(&known.key).map_err(|_| bad(BadEntry::Unknown))?
        };
        signed.verify(&key).map_err(|_| bad(BadEntry::Signature))?;
        Ok((signed, fact))
    };
    facts.iter().enumerate().map(look).collect()
}

/// How many places of the devices' chains are not here.
///
/// A fork is no tampering: both entries are in the log, and the server told the device.
fn elsewhere(links: Vec<Link>) -> Result<u64, Tampered> {
    let mut missing = 0;
    for finding in device_chain::inspect(links) {
        match finding {
            Finding::Gap { from, to, .. } => missing += to - from + 1,
            Finding::Fork { .. } => {}
            Finding::Broken { device, seq, .. } => {
                return Err(Tampered::Device(format!("entry {seq} of {device} names another one before it")));
            }
        }
    }
    Ok(missing)
}

impl Statement {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = [MAGIC, &self.epoch, &self.at.0.to_be_bytes()].concat();
        bytes.extend_from_slice(&(self.heads.len() as u32).to_be_bytes());
        for head in &self.heads {
            let name = head.scope.to_string();
            bytes.extend_from_slice(&(name.len() as u32).to_be_bytes());
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(&head.seq.to_be_bytes());
            bytes.extend_from_slice(&head.chain.0);
        }
        bytes
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Tampered> {
        if from.take(MAGIC.len())? != MAGIC {
            return Err(Tampered::Shape { at: 0 });
        }
        let (epoch, at) = (from.array()?, UtcMillis(i64::from_be_bytes(from.array()?)));
        let mut heads = Vec::new();
        for _ in 0..u32::from_be_bytes(from.array()?) {
            let size = u32::from_be_bytes(from.array()?);
            let name = from.take(size as usize)?;
            let scope = std::str::from_utf8(name).ok().and_then(|name| name.parse().ok());
            // A name has one spelling.
            let scope: ScopeId = scope.ok_or_else(|| from.wrong())?;
            if scope.to_string().as_bytes() != name {
                return Err(from.wrong());
            }
            heads.push(Head { scope, seq: u64::from_be_bytes(from.array()?), chain: Chain(from.array()?) });
        }
        Ok(Self { epoch, at, heads })
    }
}

/// Reads a file from its beginning.
struct Reader<'f> {
    file: &'f [u8],
    at: usize,
}

impl<'f> Reader<'f> {
    fn take(&mut self, size: usize) -> Result<&'f [u8], Tampered> {
        let end = self.at.checked_add(size).ok_or_else(|| self.wrong())?;
        let taken = self.file.get(self.at..end).ok_or_else(|| self.wrong())?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Tampered> {
        let at = self.at;
        self.take(N)?.try_into().map_err(|_| Tampered::Shape { at })
    }

    fn wrong(&self) -> Tampered {
        Tampered::Shape { at: self.at }
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries: u64 = self.logs.iter().map(|(_, entries)| entries).sum();
        write!(
            f,
            "as it was: {} logs, {entries} entries, signed by {} devices; stated by the server at {} ms UTC. {} places of the \
             devices' own chains are in other logs.",
            self.logs.len(),
            self.devices,
            self.at.0,
            self.elsewhere
        )
    }
}
