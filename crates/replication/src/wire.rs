//! The messages of a device and a server: CBOR, one message a frame.
//!
//! | from device | from server |
//! |---|---|
//! | | [`Message::Challenge`] |
//! | [`Message::Hello`] | [`Message::Welcome`] |
//! | [`Message::Sync`] | [`Message::Synced`] |
//! | [`Message::Push`] | [`Message::Ack`], [`Message::Busy`] |
//! | [`Message::Pull`] | [`Message::Page`], [`Message::Denied`] |
//! | [`Message::Have`] | [`Message::Want`] |
//! | [`Message::AskSeen`], of a server that offered it | [`Message::Seen`] |
//! | [`Message::AskNews`], of a server that offered it | |
//! | | [`Message::Note`], [`Message::News`] to who asked for it, [`Message::Fault`] at any time |

use crate::{
    chain::{Chain, Cursor},
    fingerprint::{Fingerprint, Key},
};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};

mod codec;
mod number;
mod reading;
mod signing;
mod writing;

pub use codec::{BadMessage, decode, encode, is_push};
pub use signing::{hello_bytes, welcome_bytes};

/// The version of this protocol.
pub const PROTOCOL: u16 = 1;

/// The hash of an entry, made by whoever knows what an entry is.
pub type Hash = [u8; 32];

/// One entry of a scope's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Only its hash: the device may not read this scope, and needs no more to verify the chain and clear its outbox.
    HashOnly(Hash),
    /// A fact and its signature.
    Fact {
        /// The fact's exact bytes.
        bytes: Vec<u8>,
        /// The Ed25519 signature over them.
        signature: [u8; 64],
    },
    /// A note's change with its detached signature, as the record encodes it. Reserved.
    NoteChange(Vec<u8>),
}

impl Entry {
    /// At most so many bytes does this entry take in a message.
    pub fn wire_bytes(&self) -> usize {
        match self {
            Self::HashOnly(_) => 40,
            Self::Fact { bytes, .. } => bytes.len() + 80,
            Self::NoteChange(bytes) => bytes.len() + 16,
        }
    }
}

/// Which server, and which life of its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Epoch {
    /// The server.
    pub server: [u8; 16],
    /// The life of its database: another one after a restore.
    pub epoch: [u8; 16],
}

/// The first words of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hello {
    /// The protocol's version; [`PROTOCOL`].
    pub protocol: u16,
    /// The device.
    pub device: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// Its wall clock.
    pub time: UtcMillis,
    /// The device's signature over [`hello_bytes`].
    pub signature: [u8; 64],
}

/// What the server takes, for the device to keep within. Never above the constants of [`crate::limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerLimits {
    /// Bytes of one message.
    pub message_bytes: u32,
    /// Entries of one push.
    pub push_entries: u16,
}

/// The server's answer to a good `HELLO`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// Which server, and which life of its database.
    pub epoch: Epoch,
    /// The server's clock.
    pub time: UtcMillis,
    /// The server's signature over [`welcome_bytes`], which proves the time and the epoch.
    pub signature: [u8; 64],
    /// What the server takes.
    pub limits: ServerLimits,
    /// The scopes that this device should follow to begin with: the directory and its wards' indexes.
    pub scopes: Vec<ScopeId>,
    /// Whether it answers [`Message::AskSeen`]. Said among the scopes, in a word that is none: a device of an older version
    /// passes over it, and a server of an older version does not say it, and is not asked.
    pub tells_seen: bool,
    /// Whether it sends [`Message::News`] to a device that says [`Message::AskNews`]. Said as the one before.
    pub sends_news: bool,
}

/// A piece of a scope's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The scope.
    pub scope: ScopeId,
    /// The sequence of the first entry; one after the cursor when there are none.
    pub first: u64,
    /// The entries in order.
    pub entries: Vec<Entry>,
    /// The chain after the last entry.
    pub chain: Chain,
    /// The sequence of the log's last entry.
    pub head: u64,
}

/// How a device's cursor compares with the server's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// They agree, and there is no more.
    Ok,
    /// They agree so far, and here is more; perhaps not all of it, perhaps none yet (see [`Page::head`]).
    More(Page),
    /// They disagree: the server has lost or never had what the device followed.
    Reset,
    /// The device may not follow this scope. It may still push to it.
    Denied,
}

/// What became of one pushed entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Durably in the log.
    At(u64),
    /// It was in the log already.
    Duplicate(u64),
    /// In the log, and another entry of this device has the same place in the device's chain: this database has been
    /// copied or restored and has to begin a new incarnation.
    Forked(u64),
    /// Kept in the server's quarantine, or, for [`Refused::QuarantineFull`], nowhere but on the device.
    Refused(Refused),
}

/// Why the server does not take an entry into the log. A code, so that each side can say it in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refused {
    /// Larger than an entry may be.
    TooBig,
    /// Its bytes are damaged.
    BadShape,
    /// Its signature does not fit.
    BadSignature,
    /// It belongs to another scope.
    WrongScope,
    /// Its kind has no place in that scope.
    WrongKind,
    /// Its device was never enrolled.
    UnknownDevice,
    /// Its device had been revoked when it was recorded.
    Revoked,
    /// Its author is not in the directory.
    UnknownAuthor,
    /// Its author was not allowed to write it.
    AuthorNotAllowed,
    /// Another entry with the same identifier and other bytes is in the log: an integrity alarm.
    Twin,
    /// The scope has taken all it may.
    QuotaFull,
    /// The server refused it, and keeps no more of what it refuses from the device that brought it: that device alone
    /// has it, and brings it again when the directory has changed.
    QuarantineFull,
    /// A reason of a newer version.
    Other(u16),
}

/// Why the server cannot go on with this connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// A message could not be read, or came out of turn.
    Malformed,
    /// The server does not speak this version.
    Protocol,
    /// The device is not enrolled, or its signature did not fit.
    NotEnrolled,
    /// The device's enrolment has been withdrawn.
    Revoked,
    /// The server is in trouble of its own, such as a full disk. Nothing was stored.
    Unavailable,
    /// A reason of a newer version.
    Other(u16),
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Server: prove who you are.
    Challenge {
        /// Random, never used twice.
        nonce: [u8; 32],
    },
    /// Device: here I am.
    Hello(Hello),
    /// Server: come in.
    Welcome(Welcome),
    /// Device: this is how far I have followed these.
    Sync {
        /// Each scope with its cursor.
        cursors: Vec<(ScopeId, Cursor)>,
    },
    /// Server: and this is how that compares.
    Synced {
        /// One for each scope asked about, in that order.
        standings: Vec<(ScopeId, Standing)>,
    },
    /// Device: take these.
    Push {
        /// The scope.
        scope: ScopeId,
        /// The entries, in the device's order.
        entries: Vec<Entry>,
    },
    /// Server: this became of them.
    Ack {
        /// The scope.
        scope: ScopeId,
        /// One for each entry pushed, in that order, with the entry's hash as the server made it.
        fates: Vec<(Hash, Fate)>,
    },
    /// Server: none of that push was taken; come again later.
    Busy {
        /// The scope that was pushed to.
        scope: ScopeId,
        /// How long to wait at the least, in milliseconds.
        retry_ms: u32,
    },
    /// Device: more of this, please.
    Pull {
        /// The scope.
        scope: ScopeId,
        /// After this sequence.
        after: u64,
        /// So many entries at the most.
        max: u16,
    },
    /// Server: here.
    Page(Page),
    /// Server: this device may not follow that.
    Denied {
        /// The scope.
        scope: ScopeId,
    },
    /// Device: these I hold whole.
    Have {
        /// The scope.
        scope: ScopeId,
        /// The fingerprints' key.
        key: Key,
        /// One for each entry.
        fingerprints: Vec<Fingerprint>,
    },
    /// Server: push these of them.
    Want {
        /// The scope.
        scope: ScopeId,
        /// The key of the `HAVE` that this answers.
        key: Key,
        /// Places in the `HAVE`'s list, rising.
        indexes: Vec<u32>,
    },
    /// Server: that scope has grown. A hint, nothing more.
    Note {
        /// The scope.
        scope: ScopeId,
        /// The sequence of its last entry.
        head: u64,
    },
    /// Device: when did you last hear from the devices of my wards?
    AskSeen,
    /// Server: so long ago, by my clock. Those it never heard from are not among them. Nothing rests on its coming, and one
    /// that comes unasked is as good.
    Seen {
        /// Each device with when anything of it last came.
        devices: Vec<(DeviceId, UtcMillis)>,
    },
    /// Device: send me what is new with the word that there is something.
    AskNews,
    /// Server: that scope has grown, and by this. Unasked, so that it fits only a device that holds all before it and is at
    /// nothing else; to any other it is a [`Message::Note`].
    News(Page),
    /// Server: this cannot go on. The connection ends after it.
    Fault {
        /// Why.
        code: FaultCode,
    },
}
