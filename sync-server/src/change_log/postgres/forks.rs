//! Places in devices' chains in PostgreSQL: who comes second to one, with another entry, is a fork.

use super::{append::Taken, bytes, column};
use crate::{
    change_log::{Candidate, Push, rows::in_column},
    postgres::Failed,
};
use deadpool_postgres::Transaction;

/// Which of these came to a place in a device's chain that another entry has, by their places among what was brought.
/// Remembered: a copied database is at work. Exact however many append at once: whoever comes second to a place waits until
/// the first has committed, or was rolled back.
pub(super) async fn forks(
    transaction: &Transaction<'_>,
    push: &Push,
    taken: &[Taken<'_>],
) -> Result<Vec<usize>, Failed> {
    let mut places: Vec<(&Candidate, usize)> =
        taken.iter().map(|taken| (taken.candidate, taken.place)).collect();
    // In one order in every push; the sort is stable, so of two in this push the first takes the place.
    places.sort_by_key(|(candidate, _)| {
        (candidate.device, candidate.incarnation, in_column(candidate.device_seq))
    });
    let each = |of: fn(&Candidate) -> &[u8]| {
        places.iter().map(|(candidate, _)| of(candidate)).collect::<Vec<&[u8]>>()
    };
    let devices = each(|candidate| candidate.device.as_bytes());
    let incarnations = each(|candidate| candidate.incarnation.as_bytes());
    let hashes = each(|candidate| &candidate.hash);
    let seqs: Vec<i64> = places.iter().map(|(candidate, _)| in_column(candidate.device_seq)).collect();
    let take = transaction
        .prepare_cached(
            "INSERT INTO device_place (device, incarnation, device_seq, hash) SELECT * FROM \
             unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[]) ON CONFLICT DO NOTHING",
        )
        .await?;
    let made = transaction.execute(&take, &[&devices, &incarnations, &seqs, &hashes]).await?;
    if made == places.len() as u64 {
        return Ok(Vec::new());
    }
    let ask = transaction
        .prepare_cached(
            "SELECT mine.number FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[]) WITH ORDINALITY \
             AS mine (device, incarnation, device_seq, hash, number) JOIN device_place AS held \
             USING (device, incarnation, device_seq) WHERE held.hash <> mine.hash ORDER BY mine.number",
        )
        .await?;
    let rows = transaction.query(&ask, &[&devices, &incarnations, &seqs, &hashes]).await?;
    let mut forked = Vec::with_capacity(rows.len());
    for row in &rows {
        let number = usize::try_from(column::<i64>(row, 0)? - 1).unwrap_or(usize::MAX);
        if let Some((candidate, place)) = places.get(number) {
            remember_fork(transaction, push, candidate).await?;
            forked.push(*place);
        }
    }
    Ok(forked)
}

async fn remember_fork(
    transaction: &Transaction<'_>,
    push: &Push,
    candidate: &Candidate,
) -> Result<(), Failed> {
    let insert = transaction
        .prepare_cached(
            "INSERT INTO fork (device, incarnation, device_seq, hash, seen_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT DO NOTHING",
        )
        .await?;
    let (device, incarnation) = (bytes(candidate.device.as_bytes()), bytes(candidate.incarnation.as_bytes()));
    let seq = in_column(candidate.device_seq);
    transaction.execute(&insert, &[&device, &incarnation, &seq, &bytes(&candidate.hash), &push.at.0]).await?;
    Ok(())
}
