//! The application as a whole: what it holds, how it opens, whom it tells.

use crate::{
    Clock, Config, Entropy, PinAuthority, PinCost, UnknownKinds,
    afterwards::Afterwards,
    aside::Aside,
    behind::Behind,
    clock::{Now, ProvedTime},
    commit::Touched,
    directory::Directory,
    downtime::Packs,
    entropy::{mint, random},
    line::Line,
    stays::Stays,
    syncing::Syncing,
    waiting::Counts,
    words::Fail,
};
use chrono_tz::Tz;
use clinical::{DeviceId, Incarnation, NoteId, ScopeId, StayId, WardId, form::Forms, policy::Policies};
use contract::{CallError, Event};
use ed25519_dalek::Signer as _;
use record::{KeyId, SigningKey};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, atomic::AtomicBool},
};
use store::{Life, OpenOptions, Secret, Store};
use tokio::sync::{Notify, broadcast};
use zeroize::Zeroizing;

/// Events kept for a screen that is slow to listen; one that falls behind asks for everything again.
const EVENTS: usize = 256;

/// Why the application could not be opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder: in use, from a newer version, damaged, or unusable. In words.
    #[error(transparent)]
    Store(#[from] store::OpenError),
    /// The data could be opened and not read.
    #[error("{0}")]
    Read(CallError),
}

impl From<Fail> for OpenError {
    fn from(fail: Fail) -> Self {
        Self::Read(fail.into())
    }
}

/// Who this device is.
pub(crate) struct Me {
    pub(crate) device: DeviceId,
    pub(crate) key: SigningKey,
    pub(crate) key_id: KeyId,
}

impl Me {
    /// Signs bytes that are no fact; a domain tag stands in them.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(bytes).to_bytes()
    }
}

/// The application. Shared between threads; writes take turns.
pub struct App {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) zone: Tz,
    pub(crate) demo: bool,
    /// Languages of the screens that the hospital lets be chosen here.
    pub(crate) languages: Vec<String>,
    pub(crate) pin_cost: PinCost,
    pub(crate) me: Me,
    pub(crate) server_url: Option<String>,
    pub(crate) unknown: UnknownKinds,
    /// Where the downtime packs go.
    pub(crate) downtime: Option<Packs>,
    pub(crate) stays: Stays,
    pub(crate) counts: Counts,
    /// Held over a transaction and the update of what is held in memory, so that the two never disagree.
    pub(crate) writing: Mutex<()>,
    /// Whether something may still have to be signed. Changed by whoever holds `writing`.
    pub(crate) unsigned: AtomicBool,
    pub(crate) aside: Aside,
    pub(crate) afterwards: Afterwards,
    pub(crate) behind: Behind,
    /// Taken before `writing`, never after it.
    pub(crate) syncing: Mutex<Syncing>,
    pub(crate) authority: Mutex<Option<Arc<dyn PinAuthority>>>,
    pub(crate) wake: Notify,
    /// Notes that somebody looked at, and their stays.
    pub(crate) watched_notes: Mutex<BTreeMap<NoteId, StayId>>,
    directory: RwLock<Arc<Directory>>,
    line: Mutex<Line>,
    news: Mutex<News>,
    events: broadcast::Sender<Event>,
}

/// What the sync driver has not been told yet.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) written: bool,
    /// Entries that a person wants brought again, by their hashes.
    pub(crate) again: Vec<[u8; 32]>,
    /// Scopes written to; kept only while a session takes them over, since one that begins later looks for itself.
    pub(crate) scopes: BTreeSet<ScopeId>,
    /// A session will ask for them.
    pub(crate) awaited: bool,
}

impl News {
    /// What there is, leaving nothing.
    pub(crate) fn take(&mut self) -> Self {
        let awaited = self.awaited;
        std::mem::replace(self, Self { awaited, ..Self::default() })
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("device", &self.me.device).finish_non_exhaustive()
    }
}

impl App {
    /// Opens the data folder, which is made if it is not there. Takes no more than the folder's lock: facts, drafts,
    /// sessions' counters and cursors are as they were left.
    ///
    /// # Errors
    /// When another process has the folder, when the data is a newer version's or damaged, or the disk refuses.
    pub fn open(config: Config) -> Result<Arc<Self>, OpenError> {
        let Config {
            data_dir,
            server_url,
            zone,
            demo,
            languages,
            clock,
            entropy,
            pin_cost,
            unknown,
            downtime,
            ..
        } = config;
        let Config { quota_bytes, reserve_bytes, .. } = config;
        let fresh = Incarnation::from_bytes(random(&*entropy));
        let store = Store::open(&data_dir, &OpenOptions { fresh, reserve_bytes, quota_bytes })?;
        if matches!(store.life(), Life::Restored { .. }) {
            tracing::warn!("the data was restored or copied: a new incarnation has begun");
        }
        let me = identity(&store, &*clock, &*entropy)?;
        let (proved, copied) = store
            .read(|tx| -> Result<_, Fail> { Ok((tx.device().known_clock()?, tx.device().is_copied()?)) })?;
        let proved = proved.filter(|known| known.boot == clock.boot());
        let proved =
            proved.map(|known| ProvedTime::seen(clock.wall(), known.offset_ms, clock.monotonic_ms()));
        let app = Self {
            stays: Stays::default(),
            counts: Counts::default(),
            writing: Mutex::new(()),
            syncing: Mutex::new(Syncing::default()),
            authority: Mutex::new(None),
            wake: Notify::new(),
            watched_notes: Mutex::default(),
            directory: RwLock::new(Arc::default()),
            line: Mutex::new(Line::new(proved, copied)),
            news: Mutex::default(),
            events: broadcast::Sender::new(EVENTS),
            aside: Aside::begin(),
            afterwards: Afterwards::default(),
            behind: Behind::default(),
            unsigned: AtomicBool::new(true),
            store,
            clock,
            entropy,
            zone,
            demo,
            languages,
            pin_cost,
            me,
            server_url,
            unknown,
            downtime: downtime.map(Packs::new),
        };
        if app.projections_are_old()? {
            app.rebuild_projections().map_err(OpenError::Read)?;
        }
        app.read_directory()?;
        app.settle_policies();
        app.take_up()?;
        Ok(Arc::new(app))
    }

    /// What changes from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// This device's identifier.
    pub fn device(&self) -> DeviceId {
        self.me.device
    }

    /// This device's public key.
    pub fn public_key(&self) -> [u8; 32] {
        self.me.key.verifying_key().to_bytes()
    }

    /// Reads all clocks once.
    pub(crate) fn now(&self) -> Now {
        let proved = self.line().proved;
        Now::read(&*self.clock, proved, self.zone)
    }

    pub(crate) fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The policies in force, and the kind of place of each ward.
    pub(crate) fn policies(&self) -> Arc<Policies> {
        Arc::clone(&self.directory().policies)
    }

    /// The assessment forms of this hospital.
    pub(crate) fn forms(&self) -> Arc<Forms> {
        Arc::clone(&self.directory().forms)
    }

    pub(crate) fn read_directory(&self) -> Result<(), Fail> {
        let mut read = self.store.read(Directory::read)?;
        let mut known = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        let as_before = read.policies == known.policies;
        if as_before {
            // Stays that are held go on with the very policy that they were folded under.
            read.policies = Arc::clone(&known.policies);
        }
        if read.forms == known.forms {
            read.forms = Arc::clone(&known.forms);
        }
        *known = Arc::new(read);
        drop(known);
        if !as_before {
            self.stays.clear();
        }
        Ok(())
    }

    pub(crate) fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many are listening.
    pub(crate) fn listeners(&self) -> usize {
        self.events.receiver_count()
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody listening is no error.
        let _ = self.events.send(event);
    }

    /// A transaction is durable: what is held in memory follows it, and those who watch are told.
    pub(crate) fn settled(&self, touched: Touched) {
        let Touched { stays, watched, wards, scopes, directory } = touched;
        let changed: BTreeSet<StayId> = stays.keys().copied().chain(watched).collect();
        let changed: Vec<StayId> = changed.into_iter().collect();
        // Before the stays: those folded under another policy are held only once readers know of it.
        let listed = directory && self.read_directory().is_ok();
        let replaced = self.stays.written(stays);
        self.stays.forget(&self.store.behind());
        if !replaced.is_empty() {
            // Some hundred sets are not taken apart in a moment; whoever wrote does not wait for it.
            self.aside.run(move || drop(replaced));
        }
        self.counts.changed(scopes.iter().cloned());
        if listed {
            self.tell(Event::Directory);
        }
        let wards: Vec<WardId> = wards.into_iter().collect();
        if !changed.is_empty() || !wards.is_empty() {
            self.tell(Event::Changed { stays: changed, wards });
        }
        if !scopes.is_empty() {
            let mut news = self.news();
            news.written = true;
            if news.awaited {
                news.scopes.extend(scopes);
            }
            drop(news);
            self.wake.notify_one();
        }
    }
}

/// The device's identity, made at the first opening and kept for good.
fn identity(store: &Store, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<Me, Fail> {
    let known = store.read(|tx| tx.device().identity())?;
    let identity = match known {
        Some(identity) => identity,
        None => {
            let seed = Zeroizing::new(random::<32>(entropy));
            let device = mint(entropy, clock.wall(), DeviceId::mint);
            let identity = store::Identity { device, secret: Secret(*seed) };
            store.write(|tx| tx.device().identify(&identity))?;
            identity
        }
    };
    let key = SigningKey::from_bytes(&identity.secret.0);
    let key_id = KeyId::of(&key.verifying_key());
    Ok(Me { device: identity.device, key, key_id })
}
