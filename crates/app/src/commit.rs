//! The first of two writers: what people do on this device becomes facts.
//!
//! One transaction holds the facts and their audit, whole but for their signatures, in the order of the device's chain. When
//! it has answered, all of that is on the disk. What the facts change is folded meanwhile; the rest is done afterwards
//! ([`crate::afterwards`]).

use crate::{
    App,
    afterwards::MOST_HELD,
    behind::Beside,
    clock::Now,
    entropy::{mint, random},
    project::{self, Asked, Folded, Refolded},
    stays::{self, Seen},
    words::{self, Fail},
};
use clinical::{
    ClockTrust, FactId, NoteId, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis, WardId,
    entry::{Act, Entry, EntryBody},
    staff::AuthLevel,
};
use record::{EntryHash, Fact, SignedFact};
use replication::chain::Chain;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, atomic::Ordering},
};
use store::{Disk, Inserted, ReadTx, Source, WriteTx};

/// A fact to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewFact {
    pub(crate) scope: ScopeId,
    pub(crate) id: FactId,
    pub(crate) taken_at: TakenAt,
    /// When it was written down, and by what clock; `None` is now.
    pub(crate) recorded: Option<(Stamp, ClockTrust)>,
    pub(crate) author: StaffId,
    pub(crate) auth: AuthLevel,
    pub(crate) on_behalf_of: Option<StaffId>,
    pub(crate) supersedes: Vec<FactId>,
    pub(crate) reason: String,
    pub(crate) body: EntryBody,
}

/// What a call wants to be written.
pub(crate) struct Plan<T> {
    pub(crate) facts: Vec<NewFact>,
    /// The draft that has become one of the facts.
    pub(crate) drops: Option<FactId>,
    pub(crate) answer: T,
}

/// What was written.
pub(crate) struct Committed<T> {
    pub(crate) answer: T,
    /// The stays as they are now.
    pub(crate) stays: BTreeMap<StayId, Arc<Folded>>,
    /// How they stand, where that was worked out beside the disk.
    pub(crate) asked: BTreeMap<StayId, Asked>,
}

/// What a plan is made from: the state of this very transaction.
pub(crate) struct Desk<'d, 'c> {
    pub(crate) app: &'d App,
    pub(crate) tx: &'d WriteTx<'c>,
}

impl Desk<'_, '_> {
    /// A stay as it is now; empty when this device has nothing of it.
    pub(crate) fn stay(&self, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        let seen = self.app.stays.seen();
        let folded = self.app.stay_in(self.tx, stay)?;
        // Nothing of this transaction is written yet, so this is what everybody may have.
        self.app.stays.read(*stay, &folded, seen);
        Ok(folded)
    }

    /// A stay of which this device has something.
    pub(crate) fn known_stay(&self, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        let folded = self.stay(stay)?;
        if folded.exists() { Ok(folded) } else { Err(words::no_such_patient().into()) }
    }

    /// A fresh identifier.
    pub(crate) fn mint(&self, now: &Now) -> FactId {
        mint(&*self.app.entropy, now.at(), FactId::mint)
    }
}

/// What a transaction wrote.
struct Written<T> {
    answer: T,
    changed: Changed,
    /// Some of it is still to be signed.
    unsigned: bool,
}

/// What a transaction changed: put in it already, or being folded.
enum Changed {
    Put(Touched),
    Folding(Touched, Beside),
}

/// Facts of a plan that is made at a bedside. What brings in more of them is no save that somebody waits for.
const FEW: usize = 8;

/// The target of the trace that a commit is on the disk, for whoever measures that.
pub const DURABLE: &str = "wardlight::durable";

/// When the server last spoke of a scope of which it has not spoken yet.
pub(crate) const NEVER_HEARD: UtcMillis = UtcMillis(0);

/// What a transaction changed, to be told once it is durable.
#[derive(Default)]
pub(crate) struct Touched {
    pub(crate) stays: BTreeMap<StayId, Arc<Folded>>,
    /// Stays of which a note changed that somebody looked at.
    pub(crate) watched: BTreeSet<StayId>,
    pub(crate) wards: BTreeSet<WardId>,
    pub(crate) scopes: BTreeSet<ScopeId>,
    pub(crate) directory: bool,
}

impl App {
    /// Writes what a plan asks for. The plan sees the state of the transaction it is written in, and may be asked a
    /// second time when the disk was full and the reserve had to be spent.
    pub(crate) fn commit<T>(
        &self,
        now: &Now,
        mut plan: impl FnMut(&Desk<'_, '_>) -> Result<Plan<T>, Fail>,
    ) -> Result<Committed<T>, Fail> {
        self.make_up();
        let _turn = self.turn();
        let Written { answer, changed, unsigned } = self.store.write(|tx| {
            self.sign_due(tx, now)?;
            let plan = plan(&Desk { app: self, tx })?;
            self.write(tx, now, plan)
        })?;
        tracing::trace!(target: DURABLE, "on the disk");
        self.unsigned.store(unsigned, Ordering::Relaxed);
        let (touched, asked) = match changed {
            Changed::Put(touched) => (touched, BTreeMap::new()),
            Changed::Folding(touched, folding) => self.folded(touched, folding)?,
        };
        let stays = touched.stays.clone();
        self.settled(touched);
        Ok(Committed { answer, stays, asked })
    }

    /// Writes a plan: all of it that could be lost. Has what it changes folded meanwhile.
    fn write<T>(&self, tx: &WriteTx<'_>, now: &Now, plan: Plan<T>) -> Result<Written<T>, Fail> {
        let Plan { mut facts, drops, answer } = plan;
        let entries = facts.iter().map(|new| (new.scope.clone(), self.entry(now, new))).collect();
        // On the reserve there is room for what is charted, and projections wait however many they are.
        let many = self.store.held() >= MOST_HELD && self.store.disk() == Disk::Ample;
        let few = facts.len() <= FEW && !many;
        let (touched, by_stay) = sorted(tx, &self.watched(), entries)?;
        let beside = few && !touched.directory;
        let revisions = self.revisions(by_stay.keys());
        let folding = beside.then(|| self.begin_folding(tx, now, &by_stay)).transpose()?;
        let later = if beside { later(&mut facts) } else { Vec::new() };
        for fact in facts {
            let link = tx.device().link()?;
            let policy = revisions.of(&fact.scope);
            let fact = self.made(now, fact, &link, policy);
            self.sign_and_keep(tx, now, &fact, link)?;
        }
        let unsigned = !later.is_empty();
        self.keep_to_sign(tx, now, later, &revisions)?;
        if let Some(form) = drops {
            tx.drafts().drop(&form)?;
        }
        let changed = match folding {
            Some(folding) => Changed::Folding(touched, folding),
            None => {
                tx.put_held()?;
                Changed::Put(self.put(tx, touched, by_stay)?)
            }
        };
        Ok(Written { answer, changed, unsigned })
    }

    /// What was written is durable and folded: readers see it from now on.
    fn folded(
        &self,
        mut touched: Touched,
        folding: Beside,
    ) -> Result<(Touched, BTreeMap<StayId, Asked>), Fail> {
        match folding.folded.get() {
            Ok(refolded) => {
                // The reply needs how they stand now. What the boards show is worked out while it is on its way.
                self.afterwards.projecting(folding.stays, folding.projected);
                touched.stays.extend(refolded.stays);
                touched.wards.extend(refolded.wards);
                Ok((touched, refolded.asked))
            }
            Err(_) => Ok((self.folded_after_all(touched, folding.stays)?, BTreeMap::new())),
        }
    }

    /// Puts every projection that these entries change.
    pub(crate) fn project(&self, tx: &WriteTx<'_>, entries: Vec<(ScopeId, Entry)>) -> Result<Touched, Fail> {
        let (touched, by_stay) = sorted(tx, &self.watched(), entries)?;
        self.put(tx, touched, by_stay)
    }

    fn put(
        &self,
        tx: &WriteTx<'_>,
        mut touched: Touched,
        by_stay: BTreeMap<StayId, Vec<Entry>>,
    ) -> Result<Touched, Fail> {
        for (stay, more) in by_stay {
            self.put_stay(tx, stay, more, &mut touched)?;
        }
        if touched.directory {
            crate::directory::project(tx)?;
            self.refold(tx, &mut touched)?;
        }
        Ok(touched)
    }

    /// Has stays folded with more entries, on the thread beside this one.
    fn begin_folding(
        &self,
        tx: &WriteTx<'_>,
        now: &Now,
        by_stay: &BTreeMap<StayId, Vec<Entry>>,
    ) -> Result<Beside, Fail> {
        let policies = self.policies();
        let mut parts = Vec::with_capacity(by_stay.len());
        for (stay, more) in by_stay {
            let before = match self.stays.take(stay) {
                Some(folded) => folded,
                None => Arc::new(stays::load(tx, stay, &policies, self.unknown)?),
            };
            parts.push((*stay, before, more.clone()));
        }
        let now = now.at();
        let fold = move || {
            let refolded = Refolded::folded(parts, &policies).asked_at(now);
            let stays = refolded.stays.clone();
            (refolded, stays)
        };
        let (folded, projected) = self.aside.run_on(fold, |stays| project::projections(&stays));
        Ok(Beside { stays: by_stay.keys().copied().collect(), folded, projected })
    }

    /// A stay as a reader's snapshot has it, kept in memory unless something was written since it was `seen`.
    pub(crate) fn stay_read(&self, tx: &ReadTx<'_>, stay: &StayId, seen: Seen) -> Result<Arc<Folded>, Fail> {
        if let Some(folded) = self.stays.get(stay) {
            return Ok(folded);
        }
        let read = Arc::new(stays::load(tx, stay, &self.policies(), self.unknown)?);
        self.stays.read(*stay, &read, seen);
        Ok(read)
    }

    /// A stay as a transaction sees it. A writer's transaction sees what is held in memory, since writers take turns.
    pub(crate) fn stay_in(&self, tx: &ReadTx<'_>, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        match self.stays.get(stay) {
            Some(folded) => Ok(folded),
            None => Ok(Arc::new(stays::load(tx, stay, &self.policies(), self.unknown)?)),
        }
    }
}

/// Keeps a signed fact.
pub(crate) fn keep(
    tx: &WriteTx<'_>,
    signed: &SignedFact,
    fact: &Fact,
    hash: EntryHash,
    now: &Now,
    source: Source,
) -> Result<Inserted, Fail> {
    let header = &fact.header;
    let new = store::NewFact {
        scope: &header.scope,
        id: header.id,
        hash: store::EntryHash(hash.0),
        kind: fact.kind(),
        taken_at: header.taken_at.utc(),
        recorded_at: header.recorded_at.utc,
        arrived_at: now.at(),
        author: header.author,
        device: header.device,
        incarnation: header.incarnation,
        sequence: header.device_seq,
        signature: &signed.signature,
        bytes: &signed.bytes,
    };
    Ok(tx.facts().insert(&new, source)?)
}

/// What entries change beside stays' projections, and the entries of each stay. Notes which stays a ward's index names.
fn sorted(
    tx: &WriteTx<'_>,
    watched: &BTreeMap<NoteId, StayId>,
    entries: Vec<(ScopeId, Entry)>,
) -> Result<(Touched, BTreeMap<StayId, Vec<Entry>>), Fail> {
    let mut touched = Touched::default();
    let mut by_stay: BTreeMap<StayId, Vec<Entry>> = BTreeMap::new();
    for (scope, entry) in entries {
        match &scope {
            ScopeId::Stay(stay) => {
                if matches!(entry.body, EntryBody::Note(_)) {
                    // A stay tells its notes; from now on the note is followed too.
                    let note = ScopeId::Note(NoteId::of(stay, &entry.id));
                    tx.cursors().follow(&note, &store::ChainHash(Chain::EMPTY.0), NEVER_HEARD)?;
                    touched.scopes.insert(note);
                }
                by_stay.entry(*stay).or_default().push(entry);
            }
            ScopeId::Ward(ward, _) => {
                for stay in project::indexed(std::slice::from_ref(&entry)) {
                    tx.members().add(ward, &stay)?;
                    touched.scopes.insert(ScopeId::Stay(stay));
                }
            }
            ScopeId::Dir => touched.directory = true,
            ScopeId::Note(note) => touched.watched.extend(watched.get(note)),
            ScopeId::Audit(_) | ScopeId::Aside(_) => {}
        }
        touched.scopes.insert(scope);
    }
    Ok((touched, by_stay))
}

/// Takes out what is signed after the reply: everything, where all of it belongs to stays and to the audit; else the audit
/// that ends a plan with facts of its own. An act by itself has nothing that is worth a second transaction.
fn later(facts: &mut Vec<NewFact>) -> Vec<NewFact> {
    let is_act = |new: &NewFact| matches!(new.scope, ScopeId::Audit(_));
    if facts.iter().all(is_act) {
        Vec::new()
    } else if facts.iter().all(|new| is_act(new) || matches!(new.scope, ScopeId::Stay(_))) {
        std::mem::take(facts)
    } else {
        facts.pop_if(|last| is_act(last)).into_iter().collect()
    }
}

/// One line of the audit.
pub(crate) fn act(
    app: &App,
    now: &Now,
    by: (StaffId, AuthLevel),
    what: &str,
    stay: Option<StayId>,
    reason: &str,
) -> NewFact {
    NewFact {
        scope: ScopeId::Audit(app.me.device),
        id: FactId::mint(now.at(), &random(&*app.entropy)),
        taken_at: TakenAt::At(now.recorded()),
        recorded: None,
        author: by.0,
        auth: by.1,
        on_behalf_of: None,
        supersedes: Vec::new(),
        reason: reason.to_owned(),
        body: EntryBody::Act(Act { what: what.to_owned(), stay }),
    }
}
