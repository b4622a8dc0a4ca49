//! The contract between a session and its host: what goes in, what comes out, and what each obliges the host to.
//!
//! The host keeps, in one database: for each scope its cursor and the entries it holds; the **outbox**, each entry of
//! which has a position that only ever rises; the **quarantine**; and the server's epoch. Two rules are the host's own,
//! since only its transactions can keep them:
//!
//! 1. An outbox entry is removed only by the transaction that ingests a [`VerifiedPage`] in which it stands (by hash),
//!    or that moves it to quarantine. Never on [`Effect::OnServer`].
//! 2. An ingested page, its cursor and its projections are one transaction.

use crate::{
    chain::Cursor,
    wire::{Entry, Epoch, Hash, Message, Refused},
};
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The time of the last step's `wake_at` has come; or the first step.
    Wake,
    /// The network is back, or a person asked: try now rather than at the end of the wait.
    TryNow,
    /// The connection that [`Effect::Open`] asked for stands.
    Opened,
    /// The connection is gone, or never came to stand.
    Closed,
    /// A frame arrived.
    Frame(Vec<u8>),
    /// Follow this scope from this cursor. At start for every scope held; later for each new one, such as a stay that
    /// an ingested index page names or that was opened here.
    Follow(Follow),
    /// Follow this scope no longer.
    Unfollow(ScopeId),
    /// The outbox has new entries.
    Written,
    /// A person wants this entry brought again, which was refused on this connection or before. It lies in the outbox again.
    Again(Hash),
    /// Compare all chains now (the nightly comparison).
    Compare,
    /// The host began this incarnation; the next `HELLO` names it.
    Incarnation(Incarnation),
    /// Answers [`Effect::SignHello`].
    HelloSigned([u8; 64]),
    /// Answers [`Effect::CheckWelcome`]: whether the server's signature is good.
    WelcomeChecked(bool),
    /// Answers [`Effect::AdoptEpoch`] once it is durable.
    EpochAdopted,
    /// Answers [`Effect::LoadOutbox`].
    Outbox {
        /// The entries, by rising position.
        entries: Vec<Outgoing>,
        /// Whether there are others after them.
        more: bool,
    },
    /// Answers [`Effect::Ingest`] once it is durable, with the cursor stored.
    Ingested {
        /// The scope.
        scope: ScopeId,
        /// Its cursor now.
        cursor: Cursor,
    },
    /// Answers [`Effect::Rewind`] once it is durable.
    Rewound {
        /// The scope.
        scope: ScopeId,
        /// The hash of every entry of it that the device holds whole; all of them are in the outbox now.
        held: Vec<Hash>,
    },
    /// The host could not do what an effect asked (disk full, database locked). Nothing of it happened.
    HostFailed,
}

/// A scope to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The scope.
    pub scope: ScopeId,
    /// How far it has been followed; [`Cursor::START`] for a new one.
    pub cursor: Cursor,
}

/// One outbox entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its position: rises with each entry put into the outbox, also with one put back, and is never used again.
    pub position: u64,
    /// Its scope.
    pub scope: ScopeId,
    /// The entry, whole.
    pub entry: Entry,
}

/// A page whose chain has been verified from the scope's cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedPage {
    /// The scope.
    pub scope: ScopeId,
    /// The sequence of the first entry.
    pub first: u64,
    /// The entries in order, each with its hash.
    pub entries: Vec<(Hash, Entry)>,
    /// The cursor after the last of them.
    pub cursor: Cursor,
    /// The sequence of the log's last entry, as far as the server said.
    pub head: u64,
}

/// What the host is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Open a connection. Answered by [`Input::Opened`] or [`Input::Closed`].
    Open,
    /// Close the connection. Needs no answer; a late [`Input::Closed`] does no harm.
    Close,
    /// Sign these bytes with the device's key. Answered by [`Input::HelloSigned`].
    SignHello {
        /// The bytes, domain tag included.
        bytes: Vec<u8>,
    },
    /// Check this signature with the server's pinned key. Answered by [`Input::WelcomeChecked`].
    CheckWelcome {
        /// The bytes, domain tag included.
        bytes: Vec<u8>,
        /// The server's signature.
        signature: [u8; 64],
    },
    /// The server's time is proved. Remember it for this boot: facts recorded from now on carry it. No answer.
    ClockProved {
        /// Server time minus device time, in milliseconds, with half the round trip allowed for.
        offset_ms: i64,
    },
    /// The server names these scopes to begin with. Answered by an [`Input::Follow`] for each that is not followed yet.
    Offered {
        /// The scopes.
        scopes: Vec<ScopeId>,
    },
    /// Read outbox entries with a position above `after`, oldest first. Answered by [`Input::Outbox`], at once.
    LoadOutbox {
        /// The position after which to read.
        after: u64,
        /// So many at the most; at least one where there is any.
        max: usize,
    },
    /// Store this page: entries not held yet, the cursor, the projections and the removal from the outbox of every entry
    /// that stands in it, in one transaction. Every entry is applied, whatever an older directory here thinks of it: the
    /// server has decided. Only bytes that are not what they claim (a signature that does not fit, another scope than
    /// this in the signed bytes) are set aside in quarantine, visibly, and the cursor still moves. Answered by
    /// [`Input::Ingested`], after the [`Input::Follow`]s of the scopes that it brought to light.
    Ingest(VerifiedPage),
    /// The server does not have what this scope's cursor says. In one transaction: the cursor to [`Cursor::START`], and
    /// every entry of the scope that is held whole into the outbox, **whoever wrote it**. Nothing is deleted. Answered by
    /// [`Input::Rewound`].
    Rewind {
        /// The scope.
        scope: ScopeId,
    },
    /// Store this as the server's epoch. Comes after the rewinds that a new epoch needs. Answered by
    /// [`Input::EpochAdopted`].
    AdoptEpoch(Epoch),
    /// The server has this entry in its log. For the screens only: the entry **stays in the outbox**. No answer.
    OnServer {
        /// The scope.
        scope: ScopeId,
        /// The entry.
        hash: Hash,
    },
    /// The server keeps this entry in quarantine. Move it from the outbox to quarantine, keep its bytes, show it. No
    /// answer.
    Quarantine {
        /// The scope.
        scope: ScopeId,
        /// The entry.
        hash: Hash,
        /// Why.
        reason: Refused,
    },
    /// This database has been copied or restored: begin a new incarnation before the next fact is written. Answered by
    /// [`Input::Incarnation`].
    BeginIncarnation,
    /// When the server last heard from other devices of this device's wards, by its clock. Those it never heard from are
    /// not among them. No answer.
    Seen {
        /// Each device with when.
        devices: Vec<(DeviceId, UtcMillis)>,
    },
    /// The server will not show this scope. What is held stays. No answer.
    Denied {
        /// The scope.
        scope: ScopeId,
    },
    /// Whoever answered is not this device's server: its signature is wrong. Nothing was sent to it. A person has to see
    /// to it; attempts go on, seldom. No answer.
    ForgedServer,
    /// The server refuses this device or this version. A person has to see to it; attempts go on. No answer.
    Refused(crate::wire::FaultCode),
}

/// What to do after one input: the effects in order, then the messages in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// Messages to send on the connection.
    pub send: Vec<Message>,
    /// What the host is to do before that.
    pub effects: Vec<Effect>,
    /// When to feed [`Input::Wake`], by the same clock as `now`; `None` when only an input can help.
    pub wake_at: Option<UtcMillis>,
}
