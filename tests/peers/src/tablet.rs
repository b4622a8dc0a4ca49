//! A tablet in memory: the session that every device runs, over a real socket, with the host's side of its contract kept in
//! this process. Signatures of what comes are checked, chains are the session's.

use crate::hand::{self, Hand, entry, fact_of, hash};
use clinical::ScopeId;
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use record::SignedFact;
use replication::{
    Config, Effect, Entry, Hash, Input, Session,
    chain::Cursor,
    session::{Follow, Outgoing, Timing, VerifiedPage},
    wire::{Epoch, Refused, encode},
};
use std::collections::{BTreeMap, HashMap, VecDeque};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};
use transport::{Heard, ServerUrl, Transport as _, WebSocket};

mod clock;

use clock::Clock;

/// What a tablet tells whoever counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// Everything has been compared, pushed and pulled for now.
    Quiet,
    /// A set of observations is here: whose, and which.
    Holds(u32, u32),
    /// The server has acknowledged this entry.
    OnServer(Hash),
    /// This entry has come back in a page whose chain verifies, and has left the outbox.
    Echoed(Hash),
    /// The server refused this entry.
    Refused(Refused),
    /// The connection was lost.
    Lost,
}

/// A word from one of the tablets.
pub type Word = (u32, Instant, Told);

/// What a tablet holds when it begins.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The life of the server's database, where it has met it.
    pub epoch: Option<Epoch>,
    /// How far it has followed each log.
    pub cursors: BTreeMap<ScopeId, Cursor>,
    /// What it has saved and not brought yet.
    pub queued: Vec<(ScopeId, SignedFact)>,
}

/// A tablet.
pub struct Tablet {
    hand: Hand,
    server: VerifyingKey,
    session: Session,
    socket: WebSocket,
    connected: bool,
    held: Held,
    outbox: BTreeMap<u64, Outgoing>,
    positions: u64,
    places: HashMap<Hash, u64>,
    keys: HashMap<u32, VerifyingKey>,
    /// Whether what comes from others is checked and told.
    looks: bool,
    owed: VecDeque<Input>,
    wake_at: Option<Instant>,
    quiet: bool,
    tell: mpsc::UnboundedSender<Word>,
    clock: Clock,
}

impl Tablet {
    /// A tablet of this server, which is known by its key.
    pub fn new(
        hand: Hand,
        server: (ServerUrl, VerifyingKey),
        mut held: Held,
        looks: bool,
        tell: mpsc::UnboundedSender<Word>,
    ) -> Self {
        let mut seed = [7; 32];
        seed[..16].copy_from_slice(hand.id.as_bytes());
        let config = Config {
            device: hand.id,
            incarnation: hand.incarnation(),
            known: held.epoch,
            seed,
            hash,
            timing: Timing::default(),
        };
        let queued = std::mem::take(&mut held.queued);
        let mut tablet = Self {
            hand,
            server: server.1,
            session: Session::new(config),
            socket: WebSocket::new(server.0),
            connected: false,
            outbox: BTreeMap::new(),
            positions: 0,
            places: HashMap::new(),
            keys: HashMap::new(),
            looks,
            owed: held.cursors.iter().map(|(scope, cursor)| follow(scope, *cursor)).collect(),
            held,
            wake_at: None,
            quiet: false,
            tell,
            clock: Clock::begin(),
        };
        queued.into_iter().for_each(|(scope, fact)| tablet.queue(scope, entry(&fact)));
        tablet.owed.push_back(Input::Wake);
        tablet
    }

    /// Lives until nobody orders it any more, then tells what it holds.
    pub async fn live(mut self, mut orders: mpsc::UnboundedReceiver<(ScopeId, SignedFact)>) -> Held {
        loop {
            self.turn().await;
            let wake_at = self.wake_at;
            let woken = async {
                match wake_at {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                order = orders.recv() => match order {
                    Some((scope, fact)) => {
                        self.keep(&fact);
                        self.queue(scope, entry(&fact));
                        self.owed.push_back(Input::Written);
                    }
                    None => return self.held,
                },
                heard = self.socket.recv(), if self.connected => match heard {
                    Ok(Heard::Frame(frame)) => self.owed.push_back(Input::Frame(frame)),
                    Ok(Heard::Alive) => {}
                    Err(_) => self.lost(),
                },
                () = woken => {
                    self.wake_at = None;
                    self.owed.push_back(Input::Wake);
                }
            }
        }
    }

    fn say(&self, told: Told) {
        // Nobody counts any more.
        let _unheard = self.tell.send((self.hand.number, Instant::now(), told)).is_err();
    }

    fn lost(&mut self) {
        if std::mem::take(&mut self.connected) {
            self.say(Told::Lost);
        }
        self.owed.push_back(Input::Closed);
    }

    /// What was saved here is here.
    fn keep(&self, fact: &SignedFact) {
        if let Some((whose, which)) = hand::counted(fact) {
            self.say(Told::Holds(whose, which));
        }
    }

    fn queue(&mut self, scope: ScopeId, entry: Entry) {
        // Never used again, also when the outbox has been empty.
        self.positions += 1;
        let position = self.positions;
        self.places.insert(hash(&entry), position);
        self.outbox.insert(position, Outgoing { position, scope, entry });
    }

    /// Feeds the session all that it is owed, and does what it asks.
    async fn turn(&mut self) {
        while let Some(input) = self.owed.pop_front() {
            let step = self.session.step(self.clock.now(), input);
            self.wake_at = step.wake_at.map(|at| self.clock.at(at));
            for effect in step.effects {
                self.carry_out(effect).await;
            }
            for message in step.send {
                let sent = match encode(&message) {
                    Ok(frame) => self.socket.send(frame).await.is_ok(),
                    Err(_) => false,
                };
                if !sent {
                    self.lost();
                    break;
                }
            }
        }
        let quiet = self.session.is_quiet();
        if quiet && !self.quiet {
            self.say(Told::Quiet);
        }
        self.quiet = quiet;
    }

    async fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Open => match self.socket.connect().await {
                Ok(()) => {
                    self.connected = true;
                    self.owed.push_back(Input::Opened);
                }
                Err(_) => self.lost(),
            },
            Effect::Close => {
                self.socket.close().await;
                self.connected = false;
            }
            Effect::SignHello { bytes } => {
                let signature = self.hand.key.sign(&bytes).to_bytes();
                self.owed.push_back(Input::HelloSigned(signature));
            }
            Effect::CheckWelcome { bytes, signature } => {
                let genuine = self.server.verify_strict(&bytes, &Signature::from_bytes(&signature)).is_ok();
                self.owed.push_back(Input::WelcomeChecked(genuine));
            }
            Effect::Offered { scopes } => {
                for scope in scopes {
                    let cursor = *self.held.cursors.entry(scope.clone()).or_insert(Cursor::START);
                    self.owed.push_back(follow(&scope, cursor));
                }
            }
            Effect::LoadOutbox { after, max } => self.load(after, max),
            Effect::Ingest(page) => self.ingest(page),
            Effect::Rewind { scope } => {
                // It keeps nothing but what it has not brought, so that is what it holds.
                self.held.cursors.insert(scope.clone(), Cursor::START);
                self.owed.push_back(Input::Rewound { scope, held: Vec::new() });
            }
            Effect::AdoptEpoch(epoch) => {
                self.held.epoch = Some(epoch);
                self.owed.push_back(Input::EpochAdopted);
            }
            Effect::OnServer { hash, .. } => self.say(Told::OnServer(hash)),
            Effect::Quarantine { hash, reason, .. } => {
                self.forget(&hash);
                self.say(Told::Refused(reason));
            }
            Effect::BeginIncarnation
            | Effect::ClockProved { .. }
            | Effect::Seen { .. }
            | Effect::Denied { .. }
            | Effect::ForgedServer
            | Effect::Refused(_) => {}
        }
    }

    fn forget(&mut self, hash: &Hash) -> bool {
        self.places.remove(hash).and_then(|position| self.outbox.remove(&position)).is_some()
    }

    fn load(&mut self, after: u64, max: usize) {
        let mut rest = self.outbox.range(after + 1..).map(|(_, outgoing)| outgoing.clone());
        let entries: Vec<_> = rest.by_ref().take(max).collect();
        let more = rest.next().is_some();
        self.owed.push_back(Input::Outbox { entries, more });
    }

    fn ingest(&mut self, page: VerifiedPage) {
        let VerifiedPage { scope, entries, cursor, .. } = page;
        for (hash, entry) in entries {
            if self.forget(&hash) {
                self.say(Told::Echoed(hash));
            } else if let Some(fact) = fact_of(&entry).filter(|_| self.looks) {
                self.take(&fact);
            }
        }
        self.held.cursors.insert(scope.clone(), cursor);
        self.owed.push_back(Input::Ingested { scope, cursor });
    }

    /// What a colleague saved.
    fn take(&mut self, fact: &SignedFact) {
        let Some((whose, which)) = hand::counted(fact) else { return };
        let key = self.keys.entry(whose).or_insert_with(|| Hand::new(whose).key.verifying_key());
        if fact.verify(key).is_ok() {
            self.say(Told::Holds(whose, which));
        }
    }
}

fn follow(scope: &ScopeId, cursor: Cursor) -> Input {
    Input::Follow(Follow { scope: scope.clone(), cursor })
}
