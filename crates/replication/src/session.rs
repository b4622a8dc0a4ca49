//! The device's side of a connection, as a state machine: no socket, no clock, no disk, no randomness of its own.
//!
//! The host feeds it [`Input`]s and does what each [`Step`] says: first its effects, in order, then its messages.
//! [`io`] says for each [`Effect`] what the host must do and which input answers it.

mod chance;
mod clock;
mod greeting;
pub mod io;
mod link;
mod live;
mod outbox;
mod scope;

pub use io::{Effect, Follow, Input, Outgoing, Step, VerifiedPage};

use crate::{
    limits::{MAX_ENTRIES, MAX_MESSAGE_BYTES},
    wire::{Entry, Epoch, Hash, ServerLimits},
};
use chance::Chance;
use clinical::{DeviceId, Incarnation, ScopeId, UtcMillis};
use clock::{Clock, Ticks};
use link::Link;
use outbox::Outbox;
use scope::{Doing, Scope};
use std::collections::BTreeMap;

/// What a session is told when it is made.
#[derive(Debug, Clone)]
pub struct Config {
    /// This device.
    pub device: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// The server's epoch that the host adopted last; `None` on a device that never met its server.
    pub known: Option<Epoch>,
    /// 32 bytes from a CSPRNG: fingerprint keys and the jitter of waits come from it.
    pub seed: [u8; 32],
    /// How an entry is hashed. A pure function.
    pub hash: fn(&Entry) -> Hash,
    /// How long things may take.
    pub timing: Timing,
}

/// How long things may take, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Until an unanswered request means that the connection is dead.
    pub answer_ms: i64,
    /// The first wait after a lost connection; doubled each time.
    pub back_off_ms: i64,
    /// The longest wait after a lost connection.
    pub back_off_most_ms: i64,
    /// How often all chains are compared on a connection that stays up.
    pub compare_ms: i64,
}

impl Default for Timing {
    fn default() -> Self {
        Self { answer_ms: 30_000, back_off_ms: 1_000, back_off_most_ms: 60_000, compare_ms: 300_000 }
    }
}

/// Where the connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No connection; the next attempt is due at the step's `wake_at`.
    Offline,
    /// The host is opening a connection.
    Opening,
    /// Device and server are proving themselves to one another.
    Greeting,
    /// Entries flow.
    Live,
}

/// The device's side of a connection.
#[derive(Debug)]
pub struct Session {
    config: Config,
    chance: Chance,
    clock: Clock,
    link: Link,
    /// Connections lost since one last proved useful.
    failures: u32,
    last_lost: Option<Lost>,
    scopes: BTreeMap<ScopeId, Scope>,
    outbox: Outbox,
    limits: ServerLimits,
    /// A new epoch, to be adopted once every scope has been rewound.
    adopting: Option<Adopting>,
    seen: AskSeen,
    /// The server sends what is new to who asks, and is yet to be asked.
    asks_news: bool,
}

/// Whether the server is to be asked when it last heard from the other devices. Nothing waits for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AskSeen {
    /// This server does not say.
    Never,
    /// At the next step.
    Now,
    /// It has been asked, and is asked again when all chains are compared.
    Asked,
}

#[derive(Debug, Clone, Copy)]
struct Adopting {
    epoch: Epoch,
    /// The host has been asked to store it.
    asked: bool,
}

/// Why a connection was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It broke, an answer was overdue, or the host could not store something.
    Broken,
    /// Whoever answered said what no server of this protocol says, or a page that does not follow from the log.
    Garbage,
    /// Whoever answered is not this device's server, or does not take this device: the next attempt comes late.
    Refused,
}

type Outcome = Result<(), Lost>;

impl Session {
    /// A session that has not begun. Feed it an [`Input::Follow`] for every scope that the device holds, then
    /// [`Input::Wake`].
    pub fn new(config: Config) -> Self {
        Self {
            chance: Chance::new(config.seed),
            clock: Clock::default(),
            link: Link::NotBegun,
            failures: 0,
            last_lost: None,
            scopes: BTreeMap::new(),
            outbox: Outbox::default(),
            limits: ServerLimits {
                message_bytes: MAX_MESSAGE_BYTES as u32,
                push_entries: MAX_ENTRIES as u16,
            },
            adopting: None,
            seen: AskSeen::Never,
            asks_news: false,
            config,
        }
    }

    /// Where the connection stands.
    pub const fn phase(&self) -> Phase {
        match self.link {
            Link::NotBegun | Link::Offline { .. } => Phase::Offline,
            Link::Opening { .. } => Phase::Opening,
            Link::Live { .. } => Phase::Live,
            _ => Phase::Greeting,
        }
    }

    /// Why the last connection was given up; `None` again once the next one has proved useful.
    pub const fn last_lost(&self) -> Option<Lost> {
        self.last_lost
    }

    /// Whether a connection stands on which, as far as this side knows, everything has been pushed, pulled and
    /// ingested. Entries that the server will not show may still lie in the outbox.
    pub fn is_quiet(&self) -> bool {
        let idle = self.link.is_live() && self.adopting.is_none();
        idle && self.outbox.is_quiet() && self.scopes.values().all(Scope::is_quiet)
    }

    /// Takes one input at the device's wall clock `now` and says what to do. The clock may be wrong, and may jump.
    pub fn step(&mut self, now: UtcMillis, input: Input) -> Step {
        self.clock.advance(now);
        let mut step = Step::default();
        let outcome = self.take(now, input, &mut step).and_then(|()| self.overdue());
        match outcome {
            Ok(()) => self.go_on(&mut step),
            Err(lost) => self.lose(lost, &mut step),
        }
        step.wake_at = self.next_due().and_then(|due| self.clock.wall(due));
        step
    }

    fn take(&mut self, now: UtcMillis, input: Input, step: &mut Step) -> Outcome {
        match input {
            Input::Wake if self.link != Link::NotBegun => Ok(()),
            Input::Wake | Input::TryNow => {
                if self.link.is_down() {
                    self.link = Link::Offline { retry_at: self.clock.ticks() };
                }
                Ok(())
            }
            Input::Opened => self.opened(step),
            Input::Closed if self.link.is_down() => Ok(()),
            Input::Closed => Err(Lost::Broken),
            Input::Frame(frame) => self.frame(now, &frame, step),
            Input::Follow(Follow { scope, cursor }) => {
                self.scopes.entry(scope).or_insert_with(|| Scope::new(cursor));
                Ok(())
            }
            Input::Unfollow(scope) => {
                self.scopes.remove(&scope);
                self.outbox.look_again();
                Ok(())
            }
            Input::Written => {
                self.outbox.written();
                Ok(())
            }
            Input::Again(hash) => {
                self.outbox.unsettle(&[hash]);
                self.outbox.written();
                Ok(())
            }
            Input::Compare => {
                self.compare_all();
                Ok(())
            }
            Input::Incarnation(incarnation) => {
                self.config.incarnation = incarnation;
                Ok(())
            }
            Input::HelloSigned(signature) => {
                self.signed(signature, step);
                Ok(())
            }
            Input::WelcomeChecked(genuine) => self.checked(genuine, step),
            Input::EpochAdopted => {
                if let Some(adopted) = self.adopting.take_if(|adopting| adopting.asked) {
                    self.config.known = Some(adopted.epoch);
                }
                Ok(())
            }
            Input::Outbox { entries, more } => {
                self.outbox.loaded(entries, more);
                Ok(())
            }
            Input::Ingested { scope, cursor } => {
                self.ingested(&scope, cursor);
                Ok(())
            }
            Input::Rewound { scope, held } => {
                self.rewound(&scope, held);
                Ok(())
            }
            Input::HostFailed => {
                self.host_failed();
                Err(Lost::Broken)
            }
        }
    }

    /// Gives the connection up, and says when the next one is due.
    fn lose(&mut self, lost: Lost, step: &mut Step) {
        if self.link.is_down() {
            return;
        }
        let Timing { back_off_ms, back_off_most_ms, .. } = self.config.timing;
        let doubled = back_off_ms.saturating_mul(1_i64.checked_shl(self.failures.min(20)).unwrap_or(1));
        let wait = if lost == Lost::Refused { back_off_most_ms } else { doubled.min(back_off_most_ms) };
        self.failures = self.failures.saturating_add(1);
        self.last_lost = Some(lost);
        self.link = Link::Offline { retry_at: self.clock.ticks().saturating_add(self.chance.jittered(wait)) };
        self.outbox.begin();
        self.scopes.values_mut().for_each(Scope::disconnected);
        step.send.clear();
        step.effects.push(Effect::Close);
    }

    /// Whatever the host was doing for the session has not happened.
    fn host_failed(&mut self) {
        self.outbox.host_failed();
        if let Some(adopting) = &mut self.adopting {
            adopting.asked = false;
        }
        for scope in self.scopes.values_mut() {
            if matches!(scope.doing, Doing::Ingesting | Doing::Rewinding) {
                scope.doing = Doing::Nothing;
            }
        }
    }

    fn overdue(&self) -> Outcome {
        let now = self.clock.ticks();
        let due = self.answers_due();
        if due.is_some_and(|due| due <= now) { Err(Lost::Broken) } else { Ok(()) }
    }

    fn answers_due(&self) -> Option<Ticks> {
        let scopes = self.scopes.values().filter_map(Scope::due).min();
        [self.link.due(), self.outbox.due(), scopes].into_iter().flatten().min()
    }

    fn next_due(&self) -> Option<Ticks> {
        let own = match self.link {
            Link::Offline { retry_at } => Some(retry_at),
            Link::Live { compare_at } => Some(compare_at),
            _ => None,
        };
        let resumes = self.outbox.resumes_at(self.clock.ticks());
        [own, resumes, self.answers_due()].into_iter().flatten().min()
    }

    /// When an answer to what is asked now is overdue.
    const fn answer_due(&self) -> Ticks {
        self.clock.ticks().saturating_add(self.config.timing.answer_ms)
    }
}
