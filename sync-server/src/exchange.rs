//! What the server answers: one message of a device in, the messages for it out.
//!
//! No socket, no clock and no randomness of its own. The WebSocket drives it, and so does a simulated network. Every
//! message is judged by the directory as it stands at that moment (SRV 10), never by what a connection was told before.

use crate::{
    access::Readers,
    change_log::{ChangeLog, Quota},
    clock::{Entropy, NoEntropy, random},
    database::StoreError,
    directory::{Directory, Snapshot},
    hints::{Hints, Mailbox},
    key::ServerKey,
    rate::{Rate, Rates},
};
use clinical::{DeviceId, ScopeId, UtcMillis};
use planted::Fault;
use record::Directory as _;
use replication::{
    Message,
    wire::{FaultCode, ServerLimits},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

mod arrival;
mod aside;
mod follow;
mod greet;
mod push;
mod seen;

pub(crate) use arrival::placing;

/// How much a device may send, and how fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message.
    pub message_bytes: u32,
    /// Entries of one push.
    pub push_entries: u16,
    /// How fast one device may push.
    pub rate: Rate,
    /// How much one scope may hold.
    pub quota: Quota,
    /// How much the quarantine may hold of what one device brought.
    pub aside: Quota,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 1024 * 1024,
            push_entries: 500,
            // A tablet's whole week at once, then more than any ward can write.
            rate: Rate { burst: 64 * 1024 * 1024, per_second: 4 * 1024 * 1024 },
            // A year's stay at one set every ten minutes.
            quota: Quota { entries: 60_000, bytes: 256 * 1024 * 1024 },
            // A ward's month, for a tablet that refills a server which was restored from before its colleagues came.
            aside: Quota { entries: 10_000, bytes: 32 * 1024 * 1024 },
        }
    }
}

/// The server's side of every conversation.
pub struct Exchange {
    log: Arc<dyn ChangeLog>,
    directory: Directory,
    readers: Readers,
    key: ServerKey,
    entropy: Arc<dyn Entropy>,
    limits: Limits,
    rates: Rates,
    hints: Arc<Hints>,
    heard: seen::Heard,
    /// The directory's head when quarantined entries were last looked at again, to the end and without a fault.
    settled_at: AtomicU64,
}

/// One conversation. Questions are answered one after another; a push waits for none of them.
pub struct Conn {
    phase: Mutex<Phase>,
    mailbox: Arc<Mailbox>,
    following: Mutex<Following>,
}

/// What a conversation tells about the logs that its device follows.
#[derive(Default)]
struct Following {
    /// Scopes of which the device has shown that it holds the log up to its cursor.
    proved: BTreeSet<ScopeId>,
    /// Up to where the device has each log, as far as this conversation tells; `None` until it asks for news.
    has: Option<BTreeMap<ScopeId, u64>>,
}

#[derive(Clone, Copy)]
enum Phase {
    /// Challenged; nothing but a good `HELLO` is taken.
    Greeting { nonce: [u8; 32] },
    /// The device is who it says.
    Open { device: DeviceId },
    /// A fault was told; nothing more is taken or said.
    Closed,
}

impl Conn {
    /// Whether the conversation is over. The socket is to be closed once what was answered has been sent.
    pub fn is_closed(&self) -> bool {
        matches!(self.phase(), Phase::Closed)
    }

    /// The device, once it has proved itself.
    pub fn device(&self) -> Option<DeviceId> {
        match self.phase() {
            Phase::Open { device } => Some(device),
            Phase::Greeting { .. } | Phase::Closed => None,
        }
    }

    /// Where its hints arrive; ring-worthy when [`Exchange::notes`] may have something to say.
    pub(crate) fn mailbox(&self) -> Arc<Mailbox> {
        self.mailbox.clone()
    }

    fn phase(&self) -> Phase {
        *held(&self.phase)
    }

    /// Ends the conversation with a reason, the first that there is: where a question and a push fail at once, one of them
    /// is answered with nothing.
    fn fault(&self, code: FaultCode) -> Vec<Message> {
        match std::mem::replace(&mut *held(&self.phase), Phase::Closed) {
            Phase::Closed => Vec::new(),
            Phase::Greeting { .. } | Phase::Open { .. } => vec![Message::Fault { code }],
        }
    }
}

impl Following {
    /// The device has this log up to here, or will have once it has heard the answer.
    fn has(&mut self, scope: &ScopeId, upto: u64) {
        if let Some(has) = &mut self.has {
            has.insert(scope.clone(), upto);
        }
    }
}

/// What a panic left behind is used on: a conversation in which one happened is closed by its socket.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whose message is being answered.
#[derive(Clone, Copy)]
struct Asked<'a> {
    device: &'a DeviceId,
    /// As it stands at this moment.
    directory: &'a Snapshot,
    mailbox: &'a Arc<Mailbox>,
}

/// Why a message has no answer of its own.
#[derive(Debug)]
enum Stop {
    /// The conversation ends with this code.
    Fault(FaultCode),
    /// The database cannot, just now.
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Exchange {
    /// The conversations over a log.
    pub fn new(log: Arc<dyn ChangeLog>, key: ServerKey, entropy: Arc<dyn Entropy>, limits: Limits) -> Self {
        let directory = Directory::new(log.clone(), key.public());
        let (rates, hints, readers) = (Rates::new(limits.rate), Arc::<Hints>::default(), Readers::default());
        log.tell(hints.clone());
        let (heard, settled_at) = (seen::Heard::default(), AtomicU64::new(0));
        Self { log, directory, readers, key, entropy, limits, rates, hints, heard, settled_at }
    }

    /// Begins a conversation: the challenge is to be sent at once.
    ///
    /// # Errors
    /// When there is no randomness for a nonce.
    pub fn connect(&self) -> Result<(Conn, Message), NoEntropy> {
        let nonce = random(&*self.entropy)?;
        let conn = Conn {
            phase: Mutex::new(Phase::Greeting { nonce }),
            mailbox: Arc::default(),
            following: Mutex::default(),
        };
        Ok((conn, Message::Challenge { nonce }))
    }

    /// Takes one message. What comes back is to be sent in order. Blocks until what it acknowledges is durable, and
    /// checks signatures: not to be called on an async thread.
    ///
    /// Once the device is greeted its pushes may be handled beside its questions; each kind in the order in which it came.
    pub fn handle(&self, conn: &Conn, now: UtcMillis, message: Message) -> Vec<Message> {
        let answered = match conn.phase() {
            Phase::Closed => return Vec::new(),
            Phase::Greeting { nonce } => self.greet(conn, &nonce, now, message),
            Phase::Open { device } => self.talk(conn, device, now, message),
        };
        match answered {
            Ok(messages) => messages,
            Err(Stop::Fault(code)) => conn.fault(code),
            Err(Stop::Store(error)) => {
                tracing::error!(%error, "a message could not be answered; nothing of it was stored");
                conn.fault(FaultCode::Unavailable)
            }
        }
    }

    /// What the bytes of a frame that is no message are answered with.
    pub fn garbage(&self, conn: &Conn) -> Vec<Message> {
        conn.fault(FaultCode::Malformed)
    }

    /// What is to be told unasked: which scopes have grown, or that the device may no longer be here.
    pub fn notes(&self, conn: &Conn, now: UtcMillis) -> Vec<Message> {
        let Phase::Open { device } = conn.phase() else { return Vec::new() };
        match self.pending(conn, &device, now) {
            Ok(messages) => messages,
            Err(Stop::Fault(code)) => conn.fault(code),
            // A hint may be lost: the device compares its chains anyway.
            Err(Stop::Store(_)) => Vec::new(),
        }
    }

    /// Looks whether another process of this server has changed the directory, and tells whom it concerns.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn refresh(&self, now: UtcMillis) -> Result<(), StoreError> {
        let directory = self.directory.now()?;
        if directory.head() > self.settled_at.load(Ordering::Relaxed) {
            self.hints.publish(&ScopeId::Dir, directory.head());
            self.settle(&directory, now)?;
        }
        Ok(())
    }

    /// The directory at this moment.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn directory(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.directory.now()
    }

    fn talk(
        &self,
        conn: &Conn,
        device: DeviceId,
        now: UtcMillis,
        message: Message,
    ) -> Result<Vec<Message>, Stop> {
        let directory = self.directory.now()?;
        still_welcome(&directory, &device)?;
        self.heard.note(device, now);
        let asked = Asked { device: &device, directory: &directory, mailbox: &conn.mailbox };
        match message {
            Message::Sync { cursors } => self.sync(&mut held(&conn.following), asked, &cursors),
            Message::Pull { scope, after, max } => {
                self.pull(&mut held(&conn.following), asked, scope, after, max)
            }
            Message::Have { scope, key, fingerprints } => {
                self.have(&held(&conn.following), asked, scope, key, &fingerprints)
            }
            Message::Push { scope, entries } => self.push(asked, now, scope, entries),
            Message::AskNews => {
                held(&conn.following).has.get_or_insert_default();
                Ok(Vec::new())
            }
            Message::AskSeen => Ok(self.seen(&device, &directory)),
            // Out of turn, or the server's own words.
            _ => Err(Stop::Fault(FaultCode::Malformed)),
        }
    }

    fn pending(&self, conn: &Conn, device: &DeviceId, _now: UtcMillis) -> Result<Vec<Message>, Stop> {
        let directory = self.directory.now()?;
        still_welcome(&directory, device)?;
        let asked = Asked { device, directory: &directory, mailbox: &conn.mailbox };
        let mut following = held(&conn.following);
        let mut notes = Vec::new();
        for (scope, head) in conn.mailbox.take() {
            // It may have been placed elsewhere since the device asked for it.
            notes.extend(self.news(&mut following, asked, scope, head)?);
        }
        Ok(notes)
    }

    const fn announced(&self) -> ServerLimits {
        ServerLimits { message_bytes: self.limits.message_bytes, push_entries: self.limits.push_entries }
    }
}

/// A device is judged anew at each message.
fn still_welcome(directory: &Snapshot, device: &DeviceId) -> Result<(), Stop> {
    match directory.device(device) {
        None => Err(Stop::Fault(FaultCode::NotEnrolled)),
        Some(rights) if rights.revoked_at.is_some() && !planted::is(Fault::RevokedStillServed) => {
            Err(Stop::Fault(FaultCode::Revoked))
        }
        Some(_) => Ok(()),
    }
}
