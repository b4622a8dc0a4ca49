//! The quarantine in PostgreSQL: what was refused is kept as it came, up to a bound for each device that brings it.

use super::{
    append::{Refused, Taken},
    array, column, count,
};
use crate::{change_log::Push, postgres::Failed, quarantine::Reason};
use clinical::UtcMillis;
use deadpool_postgres::Transaction;
use replication::{
    Hash,
    wire::{self, Fate},
};
use std::collections::{BTreeMap, BTreeSet};

/// How much the quarantine holds of one device and nobody has settled.
struct Held {
    entries: u64,
    bytes: u64,
}

/// Keeps what was refused, as it came (SRV 7); the same once more is only counted. Where the device has brought as much as
/// it may, nothing is kept here: the device is told that it alone has it.
pub(super) async fn keep(
    transaction: &Transaction<'_>,
    push: &Push,
    refused: &[Refused<'_>],
    fates: &mut [(Hash, Fate)],
) -> Result<(), Failed> {
    if refused.is_empty() {
        return Ok(());
    }
    let mut held = count_held(transaction, push).await?;
    let mut there = already_there(transaction, push, refused).await?;
    let mut fresh: BTreeMap<Reason, Vec<&Refused<'_>>> = BTreeMap::new();
    let mut again: BTreeMap<(Hash, Reason), i32> = BTreeMap::new();
    for one in refused {
        if there.contains(&(*one.hash, one.reason)) {
            *again.entry((*one.hash, one.reason)).or_default() += 1;
            continue;
        }
        let size = (one.signed.bytes.len() + one.signed.signature.len()) as u64;
        let quota = push.aside;
        if held.entries < quota.entries && held.bytes.saturating_add(size) <= quota.bytes {
            held = Held { entries: held.entries + 1, bytes: held.bytes + size };
            there.insert((*one.hash, one.reason));
            fresh.entry(one.reason).or_default().push(one);
        } else {
            fates[one.place].1 = Fate::Refused(wire::Refused::QuarantineFull);
        }
    }
    for (reason, rows) in fresh {
        insert(transaction, push, reason, &rows).await?;
    }
    count_again(transaction, push, &again).await
}

/// Counts under the device's own lock, so that two nodes do not each find room for the same last entry.
async fn count_held(transaction: &Transaction<'_>, push: &Push) -> Result<Held, Failed> {
    let device = &push.brought_by.as_bytes()[..];
    let make =
        transaction.prepare_cached("INSERT INTO bringer (device) VALUES ($1) ON CONFLICT DO NOTHING").await?;
    transaction.execute(&make, &[&device]).await?;
    let lock = transaction.prepare_cached("SELECT device FROM bringer WHERE device = $1 FOR UPDATE").await?;
    transaction.query_one(&lock, &[&device]).await?;
    let ask = transaction
        .prepare_cached(
            "SELECT count(*), coalesce(sum(length(fact) + length(signature)), 0)::bigint FROM quarantine \
             WHERE brought_by = $1 AND settled_at IS NULL",
        )
        .await?;
    let row = transaction.query_one(&ask, &[&device]).await?;
    Ok(Held { entries: count(&row, 0)?, bytes: count(&row, 1)? })
}

/// What of this lies there already, with its reason.
async fn already_there(
    transaction: &Transaction<'_>,
    push: &Push,
    refused: &[Refused<'_>],
) -> Result<BTreeSet<(Hash, Reason)>, Failed> {
    let hashes: Vec<&[u8]> = refused.iter().map(|one| &one.hash[..]).collect();
    let ask = transaction
        .prepare_cached("SELECT hash, reason FROM quarantine WHERE scope = $1 AND hash = ANY($2)")
        .await?;
    let mut there = BTreeSet::new();
    for row in &transaction.query(&ask, &[&push.scope.to_string(), &hashes]).await? {
        // A reason that this version does not know is a newer server's, and none of ours.
        if let Ok(reason) = column::<&str>(row, 1)?.parse() {
            there.insert((array(row, 0)?, reason));
        }
    }
    Ok(there)
}

/// Keeps new rows of one reason, numbered in the order in which they came, under the lock of that reason's row.
async fn insert(
    transaction: &Transaction<'_>,
    push: &Push,
    reason: Reason,
    rows: &[&Refused<'_>],
) -> Result<(), Failed> {
    let many = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let number = transaction
        .prepare_cached(
            "INSERT INTO quarantine_head (reason, last) VALUES ($1, $2) \
             ON CONFLICT (reason) DO UPDATE SET last = quarantine_head.last + $2 RETURNING last",
        )
        .await?;
    let last: i64 = column(&transaction.query_one(&number, &[&reason.name(), &many]).await?, 0)?;
    let insert = transaction
        .prepare_cached(
            "INSERT INTO quarantine (scope, hash, reason, number, fact, signature, brought_by, arrived_at) \
             SELECT $1, r.hash, $2, $3 + r.place, r.fact, r.signature, $7, $8 \
             FROM unnest($4::bytea[], $5::bytea[], $6::bytea[]) WITH ORDINALITY AS r (hash, fact, signature, place)",
        )
        .await?;
    let hashes: Vec<&[u8]> = rows.iter().map(|one| &one.hash[..]).collect();
    let facts: Vec<&[u8]> = rows.iter().map(|one| &one.signed.bytes[..]).collect();
    let signatures: Vec<&[u8]> = rows.iter().map(|one| &one.signed.signature[..]).collect();
    let (UtcMillis(at), bringer) = (push.at, &push.brought_by.as_bytes()[..]);
    transaction
        .execute(
            &insert,
            &[
                &push.scope.to_string(),
                &reason.name(),
                &(last - many),
                &hashes,
                &facts,
                &signatures,
                &bringer,
                &at,
            ],
        )
        .await?;
    Ok(())
}

async fn count_again(
    transaction: &Transaction<'_>,
    push: &Push,
    again: &BTreeMap<(Hash, Reason), i32>,
) -> Result<(), Failed> {
    for ((hash, reason), times) in again {
        let update = transaction
            .prepare_cached(
                "UPDATE quarantine SET times = times + $4 WHERE scope = $1 AND hash = $2 AND reason = $3",
            )
            .await?;
        transaction.execute(&update, &[&push.scope.to_string(), &&hash[..], &reason.name(), times]).await?;
    }
    Ok(())
}

/// Notes that what was once refused has entered the log after all.
pub(super) async fn settle(
    transaction: &Transaction<'_>,
    push: &Push,
    taken: &[Taken<'_>],
) -> Result<(), Failed> {
    let hashes: Vec<&[u8]> = taken.iter().map(|taken| &taken.candidate.hash[..]).collect();
    let update = transaction
        .prepare_cached(
            "UPDATE quarantine SET settled_at = $3 WHERE scope = $1 AND hash = ANY($2) AND settled_at IS NULL",
        )
        .await?;
    transaction.execute(&update, &[&push.scope.to_string(), &hashes, &push.at.0]).await?;
    Ok(())
}
