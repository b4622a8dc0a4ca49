//! Appending to a log in PostgreSQL: one push, in the transaction of whoever calls. What becomes of each entry is worked out
//! in memory while the head row is locked, and written in a handful of statements, however many entries there are.
//!
//! Rows of other scopes and devices are locked in one order (head, bringer, reasons, places in a chain), so that two pushes
//! do not wait for each other; what the database gives up all the same is done again.

use super::{array, aside, count, forks::forks};
use crate::{
    change_log::{
        Appended, Arrival, Candidate, Push,
        rows::{MAX_PLACINGS, flag_bits, in_column, placing_columns},
    },
    database::StoreError,
    postgres::Failed,
    quarantine::Reason,
};
use clinical::{DeviceId, FactId, ScopeId};
use deadpool_postgres::Transaction;
use record::SignedFact;
use replication::{Chain, Hash, wire::Fate};
use std::collections::{BTreeMap, BTreeSet};

/// Appends one push. The caller commits.
pub(crate) async fn append_within(transaction: &Transaction<'_>, push: &Push) -> Result<Appended, Failed> {
    let before = Head::lock(transaction, &push.scope).await?;
    let mut plan =
        Plan::new(&before, push, known(transaction, push).await?, placings(transaction, push).await?);
    for (arrival, place) in push.arrivals.iter().zip(0..) {
        plan.consider(place, arrival);
    }
    let Plan { head, mut fates, taken, refused, contributors, .. } = plan;
    aside::keep(transaction, push, &refused, &mut fates).await?;
    if !taken.is_empty() {
        insert(transaction, push, &taken).await?;
        note(transaction, push, &taken).await?;
        for place in forks(transaction, push, &taken).await? {
            if let Fate::At(seq) = fates[place].1 {
                fates[place].1 = Fate::Forked(seq);
            }
        }
        aside::settle(transaction, push, &taken).await?;
        head.save(transaction, &push.scope).await?;
    }
    contribute(transaction, &push.scope, &contributors).await?;
    let grew = !taken.is_empty();
    Ok(Appended { fates, head: head.seq, grew })
}

/// A scope's head row, locked for the length of the transaction.
#[derive(Clone)]
struct Head {
    seq: u64,
    chain: Chain,
    bytes: u64,
}

impl Head {
    async fn lock(transaction: &Transaction<'_>, scope: &ScopeId) -> Result<Self, Failed> {
        let name = scope.to_string();
        let lock = transaction
            .prepare_cached("SELECT seq, chain, bytes FROM head WHERE scope = $1 FOR UPDATE")
            .await?;
        let row = match transaction.query_opt(&lock, &[&name]).await? {
            Some(row) => row,
            None => {
                let make = transaction
                    .prepare_cached(
                        "INSERT INTO head (scope, seq, chain, bytes) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING",
                    )
                    .await?;
                transaction.execute(&make, &[&name, &&Chain::EMPTY.0[..]]).await?;
                transaction.query_one(&lock, &[&name]).await?
            }
        };
        Ok(Self { seq: count(&row, 0)?, chain: Chain(array(&row, 1)?), bytes: count(&row, 2)? })
    }

    async fn save(&self, transaction: &Transaction<'_>, scope: &ScopeId) -> Result<(), Failed> {
        let save = transaction
            .prepare_cached("UPDATE head SET seq = $2, chain = $3, bytes = $4 WHERE scope = $1")
            .await?;
        let (seq, bytes) = (in_column(self.seq), in_column(self.bytes));
        transaction.execute(&save, &[&scope.to_string(), &seq, &&self.chain.0[..], &bytes]).await?;
        Ok(())
    }
}

/// Of what is brought, the entries that the log holds under these identifiers.
async fn known(transaction: &Transaction<'_>, push: &Push) -> Result<BTreeMap<FactId, (u64, Hash)>, Failed> {
    let ids: Vec<&[u8]> = vetted(push).map(|candidate| &candidate.id.as_bytes()[..]).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ask = transaction
        .prepare_cached("SELECT fact_id, seq, hash FROM entry WHERE scope = $1 AND fact_id = ANY($2)")
        .await?;
    let rows = transaction.query(&ask, &[&push.scope.to_string(), &ids]).await?;
    let known = rows.iter().map(|row| {
        Ok::<_, StoreError>((FactId::from_bytes(array(row, 0)?), (count(row, 1)?, array(row, 2)?)))
    });
    Ok(known.collect::<Result<_, _>>()?)
}

/// How many placings the log holds, where that is of interest.
async fn placings(transaction: &Transaction<'_>, push: &Push) -> Result<u64, Failed> {
    if !vetted(push).any(|candidate| candidate.placing.is_some()) {
        return Ok(0);
    }
    let ask = transaction.prepare_cached("SELECT count(*) FROM placement WHERE scope = $1").await?;
    Ok(count(&transaction.query_one(&ask, &[&push.scope.to_string()]).await?, 0)?)
}

fn vetted(push: &Push) -> impl Iterator<Item = &Candidate> {
    push.arrivals.iter().filter_map(|arrival| match arrival {
        Arrival::Vetted(candidate) => Some(&**candidate),
        Arrival::Refused { .. } => None,
    })
}

/// An entry that enters the log.
pub(super) struct Taken<'p> {
    /// Its place among what was brought.
    pub(super) place: usize,
    pub(super) candidate: &'p Candidate,
    seq: u64,
    chain: Chain,
}

/// An entry that does not.
pub(super) struct Refused<'p> {
    /// Its place among what was brought.
    pub(super) place: usize,
    pub(super) signed: &'p SignedFact,
    pub(super) hash: &'p Hash,
    pub(super) reason: Reason,
}

/// What becomes of a push, worked out entry by entry.
struct Plan<'p> {
    push: &'p Push,
    head: Head,
    known: BTreeMap<FactId, (u64, Hash)>,
    placings: u64,
    fates: Vec<(Hash, Fate)>,
    taken: Vec<Taken<'p>>,
    refused: Vec<Refused<'p>>,
    contributors: BTreeSet<DeviceId>,
}

impl<'p> Plan<'p> {
    fn new(head: &Head, push: &'p Push, known: BTreeMap<FactId, (u64, Hash)>, placings: u64) -> Self {
        let (head, fates) = (head.clone(), Vec::with_capacity(push.arrivals.len()));
        let (taken, refused, contributors) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { push, head, known, placings, fates, taken, refused, contributors }
    }

    fn consider(&mut self, place: usize, arrival: &'p Arrival) {
        match arrival {
            Arrival::Refused { signed, hash, reason } => self.refuse(place, signed, hash, *reason),
            Arrival::Vetted(candidate) => self.take(place, candidate),
        }
    }

    fn refuse(&mut self, place: usize, signed: &'p SignedFact, hash: &'p Hash, reason: Reason) {
        self.fates.push((*hash, Fate::Refused(reason.code())));
        self.refused.push(Refused { place, signed, hash, reason });
    }

    fn take(&mut self, place: usize, candidate: &'p Candidate) {
        let size = (candidate.signed.bytes.len() + candidate.signed.signature.len()) as u64;
        let quota = self.push.quota;
        let reason = match self.known.get(&candidate.id) {
            Some((seq, hash)) if *hash == candidate.hash => {
                self.fates.push((candidate.hash, Fate::Duplicate(*seq)));
                self.contributors.extend([candidate.device, self.push.brought_by]);
                return;
            }
            Some(_) => Reason::Twin,
            None if self.head.seq >= quota.entries => Reason::QuotaFull,
            None if self.head.bytes.saturating_add(size) > quota.bytes => Reason::QuotaFull,
            None if candidate.placing.is_some() && self.placings >= MAX_PLACINGS => Reason::QuotaFull,
            None => return self.enter(place, candidate, size),
        };
        self.refuse(place, &candidate.signed, &candidate.hash, reason);
    }

    /// The next dense sequence and the chain's next link (SRV 1, SRV 3).
    fn enter(&mut self, place: usize, candidate: &'p Candidate, size: u64) {
        let head = &mut self.head;
        head.seq += 1;
        head.chain = head.chain.extend(&candidate.hash);
        head.bytes += size;
        self.placings += u64::from(candidate.placing.is_some());
        self.known.insert(candidate.id, (head.seq, candidate.hash));
        self.fates.push((candidate.hash, Fate::At(head.seq)));
        self.taken.push(Taken { place, candidate, seq: head.seq, chain: head.chain });
        self.contributors.extend([candidate.device, self.push.brought_by]);
    }
}

async fn insert(transaction: &Transaction<'_>, push: &Push, taken: &[Taken<'_>]) -> Result<(), Failed> {
    let insert = transaction
        .prepare_cached(
            "INSERT INTO entry (scope, seq, hash, chain, fact_id, fact, signature, device, incarnation, device_seq, \
             flags, brought_by, arrived_at) \
             SELECT $1, e.seq, e.hash, e.chain, e.fact_id, e.fact, e.signature, e.device, e.incarnation, \
             e.device_seq, e.flags, $12, $13 \
             FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], \
             $9::bytea[], $10::bigint[], $11::bigint[]) \
             AS e (seq, hash, chain, fact_id, fact, signature, device, incarnation, device_seq, flags)",
        )
        .await?;
    let each =
        |of: fn(&Candidate) -> &[u8]| taken.iter().map(|taken| of(taken.candidate)).collect::<Vec<&[u8]>>();
    let seqs: Vec<i64> = taken.iter().map(|taken| in_column(taken.seq)).collect();
    let chains: Vec<&[u8]> = taken.iter().map(|taken| &taken.chain.0[..]).collect();
    let flags: Vec<i64> = taken.iter().map(|taken| flag_bits(&taken.candidate.flags)).collect();
    let places: Vec<i64> = taken.iter().map(|taken| in_column(taken.candidate.device_seq)).collect();
    transaction
        .execute(
            &insert,
            &[
                &push.scope.to_string(),
                &seqs,
                &each(|candidate| &candidate.hash),
                &chains,
                &each(|candidate| candidate.id.as_bytes()),
                &each(|candidate| &candidate.signed.bytes),
                &each(|candidate| &candidate.signed.signature),
                &each(|candidate| candidate.device.as_bytes()),
                &each(|candidate| candidate.incarnation.as_bytes()),
                &places,
                &flags,
                &&push.brought_by.as_bytes()[..],
                &push.at.0,
            ],
        )
        .await?;
    Ok(())
}

/// What the log remembers of an entry beside its bytes: who may read, and which note it opens.
async fn note(transaction: &Transaction<'_>, push: &Push, taken: &[Taken<'_>]) -> Result<(), Failed> {
    let scope = push.scope.to_string();
    for Taken { candidate, seq, .. } in taken {
        if let Some(placing) = &candidate.placing {
            let (kind, ward, supersedes) = placing_columns(placing);
            let insert = transaction
                .prepare_cached(
                    "INSERT INTO placement (scope, seq, fact_id, device, kind, ward, supersedes) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                )
                .await?;
            let (id, device) = (&placing.id.as_bytes()[..], &placing.device.as_bytes()[..]);
            transaction
                .execute(&insert, &[&scope, &in_column(*seq), &id, &device, &kind, &ward, &supersedes])
                .await?;
        }
        if let Some(note) = &candidate.opens {
            let insert = transaction
                .prepare_cached("INSERT INTO note_of (note, stay) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .await?;
            transaction.execute(&insert, &[&ScopeId::Note(*note).to_string(), &scope]).await?;
        }
    }
    Ok(())
}

async fn contribute(
    transaction: &Transaction<'_>,
    scope: &ScopeId,
    devices: &BTreeSet<DeviceId>,
) -> Result<(), Failed> {
    if devices.is_empty() {
        return Ok(());
    }
    let devices: Vec<&[u8]> = devices.iter().map(|device| &device.as_bytes()[..]).collect();
    let insert = transaction
        .prepare_cached(
            "INSERT INTO contributor (scope, device) SELECT $1, unnest($2::bytea[]) ON CONFLICT DO NOTHING",
        )
        .await?;
    transaction.execute(&insert, &[&scope.to_string(), &devices]).await?;
    Ok(())
}
