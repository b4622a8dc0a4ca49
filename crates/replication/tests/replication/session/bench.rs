//! A session on the bench: fed by hand, with a clock that is turned by hand.

use crate::model::facts::{Fact, hash};
use clinical::{DeviceId, Incarnation, ScopeId, StayId, UtcMillis};
use replication::{
    Chain, Config, Effect, Entry, Hash, Input, Message, Session, Step,
    chain::Cursor,
    session::{Follow, Outgoing, Timing},
    wire::{Epoch, Page, ServerLimits, Standing, Welcome, encode},
};

pub(crate) const START: UtcMillis = UtcMillis(1_795_348_800_000);

pub(crate) struct Bench {
    pub session: Session,
    pub now: UtcMillis,
}

pub(crate) fn stay(n: u8) -> ScopeId {
    ScopeId::Stay(StayId::from_bytes([n; 16]))
}

pub(crate) fn device() -> DeviceId {
    DeviceId::from_bytes([1; 16])
}

pub(crate) fn incarnation() -> Incarnation {
    Incarnation::from_bytes([0x1c; 16])
}

pub(crate) fn epoch(n: u8) -> Epoch {
    Epoch { server: [0x5e; 16], epoch: [n; 16] }
}

/// The `n`th entry of a stay's log.
pub(crate) fn entry(scope: &ScopeId, n: u64) -> Entry {
    let scope = scope.clone();
    Fact { scope, device: device(), incarnation: incarnation(), seq: n, serial: n, refused: false }.entry()
}

pub(crate) fn entries(scope: &ScopeId, range: std::ops::RangeInclusive<u64>) -> Vec<Entry> {
    range.map(|n| entry(scope, n)).collect()
}

pub(crate) fn hashes(entries: &[Entry]) -> Vec<Hash> {
    entries.iter().map(hash).collect()
}

/// The cursor after the `seq`th entry of a stay's log.
pub(crate) fn cursor(scope: &ScopeId, seq: u64) -> Cursor {
    Cursor { seq, chain: Chain::EMPTY.over(&hashes(&entries(scope, 1..=seq))) }
}

/// Entries `after + 1` to `to` of a log that goes on to `head`.
pub(crate) fn page(scope: &ScopeId, after: u64, to: u64, head: u64) -> Page {
    let chain = cursor(scope, to).chain;
    Page { scope: scope.clone(), first: after + 1, entries: entries(scope, after + 1..=to), chain, head }
}

pub(crate) fn outgoing(scope: &ScopeId, range: std::ops::RangeInclusive<u64>) -> Vec<Outgoing> {
    range.map(|n| Outgoing { position: n, scope: scope.clone(), entry: entry(scope, n) }).collect()
}

/// Of a server of a version that does not say when it last heard from devices.
pub(crate) fn welcome(epoch: Epoch, time: UtcMillis) -> Message {
    welcome_that(false, epoch, time)
}

pub(crate) fn welcome_that(tells_seen: bool, epoch: Epoch, time: UtcMillis) -> Message {
    let limits = ServerLimits { message_bytes: 1_048_576, push_entries: 500 };
    let (signature, scopes) = ([0x52; 64], vec![ScopeId::Dir]);
    Message::Welcome(Welcome { epoch, time, signature, limits, scopes, tells_seen, sends_news: false })
}

/// Of a server of this version.
pub(crate) fn welcome_of_both(epoch: Epoch, time: UtcMillis) -> Message {
    match welcome_that(true, epoch, time) {
        Message::Welcome(welcome) => Message::Welcome(Welcome { sends_news: true, ..welcome }),
        other => other,
    }
}

impl Bench {
    /// A session that has not begun and knows epoch 1.
    pub(crate) fn new() -> Self {
        Self::knowing(Some(epoch(1)))
    }

    pub(crate) fn knowing(known: Option<Epoch>) -> Self {
        let config = Config {
            device: device(),
            incarnation: incarnation(),
            known,
            seed: [9; 32],
            hash,
            timing: Timing::default(),
        };
        Self { session: Session::new(config), now: START }
    }

    /// A live session that follows these scopes from these cursors; what it asked first is returned with it.
    pub(crate) fn live(scopes: &[(ScopeId, Cursor)]) -> (Self, Step) {
        let mut bench = Self::new();
        for (scope, cursor) in scopes {
            bench.follow(scope, *cursor);
        }
        let step = bench.greet(epoch(1));
        (bench, step)
    }

    /// A live session with an empty outbox whose scopes stand where their cursors say.
    pub(crate) fn settled(scopes: &[(ScopeId, Cursor)]) -> Self {
        let (mut bench, _) = Self::live(scopes);
        bench.feed(Input::Outbox { entries: Vec::new(), more: false });
        let standings = scopes.iter().map(|(scope, _)| (scope.clone(), Standing::Ok)).collect();
        let step = bench.hear(&Message::Synced { standings });
        assert!(step.send.is_empty(), "{step:?}");
        assert!(bench.session.is_quiet());
        bench
    }

    pub(crate) fn feed(&mut self, input: Input) -> Step {
        self.session.step(self.now, input)
    }

    /// A message from the server.
    pub(crate) fn hear(&mut self, message: &Message) -> Step {
        self.feed(Input::Frame(encode(message).unwrap()))
    }

    pub(crate) fn after(&mut self, milliseconds: i64) -> Step {
        self.now.0 += milliseconds;
        self.feed(Input::Wake)
    }

    pub(crate) fn follow(&mut self, scope: &ScopeId, cursor: Cursor) -> Step {
        self.feed(Input::Follow(Follow { scope: scope.clone(), cursor }))
    }

    /// From nothing to a welcome that was checked; the step that follows it.
    pub(crate) fn greet(&mut self, epoch: Epoch) -> Step {
        assert_eq!(self.feed(Input::TryNow).effects, [Effect::Open]);
        self.feed(Input::Opened);
        self.hear(&Message::Challenge { nonce: [0x9c; 32] });
        self.feed(Input::HelloSigned([0x51; 64]));
        self.hear(&welcome(epoch, self.now));
        self.feed(Input::WelcomeChecked(true))
    }

    /// Says that the host has stored a page up to there.
    pub(crate) fn ingested(&mut self, scope: &ScopeId, seq: u64) -> Step {
        let cursor = cursor(scope, seq);
        self.feed(Input::Ingested { scope: scope.clone(), cursor })
    }
}

/// Whether a step gave the connection up.
pub(crate) fn gave_up(step: &Step) -> bool {
    step.effects.contains(&Effect::Close) && step.send.is_empty()
}
