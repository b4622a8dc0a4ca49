//! The first of two writers: what people do on this device becomes facts.
//!
//! One transaction holds the facts, their places in the device's chain and in the outbox, the audit, and every
//! projection they change. When it has answered, all of that is on the disk.

use crate::{
    App,
    clock::Now,
    entropy::{mint, random},
    project::{self, Folded, stored},
    stays::{self, Seen},
    words::{self, Fail},
};
use clinical::{
    ClockTrust, FactId, NoteId, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis, WardId,
    entry::{Act, Entry, EntryBody},
    news2::RULESET,
    staff::AuthLevel,
};
use record::{ClockFacts, EntryHash, Fact, Header, PolicyRevision, SignedFact};
use replication::chain::Chain;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError},
};
use store::{FactHash, Inserted, ReadTx, Source, WriteTx};

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
}

/// What a plan is made from: the state of this very transaction.
pub(crate) struct Desk<'d, 'c> {
    pub(crate) app: &'d App,
    pub(crate) tx: &'d WriteTx<'c>,
}

impl Desk<'_, '_> {
    /// A stay as it is now; empty when this device has nothing of it.
    pub(crate) fn stay(&self, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        self.app.stay_in(self.tx, stay)
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
        let _turn = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let (answer, touched) = self.store.write(|tx| -> Result<_, Fail> {
            let Plan { facts, drops, answer } = plan(&Desk { app: self, tx })?;
            let mut entries = Vec::with_capacity(facts.len());
            for fact in facts {
                entries.push(self.write_fact(tx, now, fact)?);
            }
            if let Some(form) = drops {
                tx.drafts().drop(&form)?;
            }
            Ok((answer, self.project(tx, entries)?))
        })?;
        let stays = touched.stays.clone();
        self.settled(touched);
        Ok(Committed { answer, stays })
    }

    /// Signs one fact, gives it its place in the chain, and keeps it.
    fn write_fact(&self, tx: &WriteTx<'_>, now: &Now, new: NewFact) -> Result<(ScopeId, Entry), Fail> {
        let link = tx.device().link()?;
        let (recorded_at, trust) = new.recorded.unwrap_or_else(|| (now.recorded(), now.trust));
        let header = Header {
            schema: record::fact::SCHEMA,
            scope: new.scope,
            id: new.id,
            taken_at: new.taken_at,
            recorded_at,
            clock: ClockFacts { monotonic_ms: now.monotonic_ms, boot: now.boot, trust },
            author: new.author,
            on_behalf_of: new.on_behalf_of,
            auth: new.auth,
            device: self.me.device,
            incarnation: link.incarnation,
            device_seq: link.sequence,
            previous: link.previous.map_or(EntryHash::NONE, |hash| EntryHash(hash.0)),
            signer: self.me.key_id,
            policy: PolicyRevision(self.policy.revision()),
            ruleset: RULESET.to_owned(),
            supersedes: new.supersedes,
            reason: new.reason,
        };
        let fact = Fact { header, body: new.body };
        let signed = fact.sign(&self.me.key)?;
        let hash = signed.hash();
        match keep(tx, &signed, &fact, hash, now, Source::Here)? {
            Inserted::New => tx.device().advance(link, &FactHash(hash.0))?,
            // The plan looked before it asked, in this same transaction.
            Inserted::Same | Inserted::OtherBytes => return Err(words::saved_differently().into()),
        }
        let entry = fact.entry();
        Ok((fact.header.scope, entry))
    }

    /// Puts every projection that these entries change.
    pub(crate) fn project(&self, tx: &WriteTx<'_>, entries: Vec<(ScopeId, Entry)>) -> Result<Touched, Fail> {
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
                ScopeId::Note(note) => touched.watched.extend(self.watched().get(note)),
                ScopeId::Audit(_) => {}
            }
            touched.scopes.insert(scope);
        }
        for (stay, entries) in by_stay {
            let folded = Arc::new(self.with(tx, &stay, entries)?);
            put_stay(tx, stay, &folded, &mut touched.wards)?;
            touched.stays.insert(stay, folded);
        }
        if touched.directory {
            crate::directory::project(tx)?;
        }
        Ok(touched)
    }

    /// A stay with more entries.
    fn with(&self, tx: &ReadTx<'_>, stay: &StayId, more: Vec<Entry>) -> Result<Folded, Fail> {
        let mut entries = self.stay_in(tx, stay)?.entries.clone();
        let held: BTreeSet<FactId> = entries.iter().map(|entry| entry.id).collect();
        entries.extend(more.into_iter().filter(|entry| !held.contains(&entry.id)));
        Ok(Folded::new(entries, &self.policy))
    }

    /// A stay as a reader's snapshot has it, kept in memory unless something was written since it was `seen`.
    pub(crate) fn stay_read(&self, tx: &ReadTx<'_>, stay: &StayId, seen: Seen) -> Result<Arc<Folded>, Fail> {
        if let Some(folded) = self.stays.get(stay) {
            return Ok(folded);
        }
        let read = Arc::new(stays::load(tx, stay, &self.policy)?);
        self.stays.read(*stay, &read, seen);
        Ok(read)
    }

    /// A stay as a transaction sees it. A writer's transaction sees what is held in memory, since writers take turns.
    pub(crate) fn stay_in(&self, tx: &ReadTx<'_>, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        match self.stays.get(stay) {
            Some(folded) => Ok(folded),
            None => Ok(Arc::new(stays::load(tx, stay, &self.policy)?)),
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

/// Puts a stay's projections, and adds the wards whose boards it left or joined.
pub(crate) fn put_stay(
    tx: &WriteTx<'_>,
    stay: StayId,
    folded: &Folded,
    wards: &mut BTreeSet<WardId>,
) -> Result<(), Fail> {
    let projected = project::project(stay, folded);
    wards.extend(tx.board().of_stay(&stay)?.into_iter().map(|row| row.ward));
    let rows: Vec<store::BoardRow> = projected
        .rows
        .iter()
        .map(|row| store::BoardRow {
            stay,
            ward: row.place.ward.clone(),
            bed: row.place.bed.clone(),
            due_at: row.timeline.first_due(),
            row: stored::write(row),
        })
        .collect();
    wards.extend(rows.iter().map(|row| row.ward.clone()));
    tx.stays().put(&stay, projected.ward.as_ref(), &stored::write(&projected.card))?;
    tx.board().put(&stay, &rows)?;
    tx.allocations().put(&stay, &projected.listed_for)?;
    Ok(())
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
