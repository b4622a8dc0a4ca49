//! How entries lie in columns, the same in every database, and how many placings a stay may hold.

use super::{Placing, PlacingKind};
use clinical::{DeviceId, FactId};
use record::vet::Flag;
use std::collections::BTreeSet;

/// Admissions, placements and withdrawals that one stay may hold. Who may read the stay is worked out from all of them at
/// each message about it, in time that grows faster than their number; a year of daily moves is well below.
pub(crate) const MAX_PLACINGS: u64 = 1_000;

/// Databases count to 2^63; a device's sequence is any 64 bits. The same bits, read as signed.
pub(crate) const fn in_column(seq: u64) -> i64 {
    seq.cast_signed()
}

pub(crate) fn flag_bits(flags: &BTreeSet<Flag>) -> i64 {
    flags.iter().fold(0, |bits, flag| {
        bits | match flag {
            Flag::DeviceRevokedSince => 1,
            Flag::AuthorLeftSince => 2,
            Flag::Emergency => 4,
            Flag::DoubtfulClock => 8,
            Flag::Newer => 16,
            Flag::UnknownAuthor => 32,
        }
    })
}

/// A placing's kind, its ward, and what it supersedes.
pub(crate) fn placing_columns(placing: &Placing) -> (i16, Option<&str>, Vec<u8>) {
    let supersedes = placing.supersedes.iter().flat_map(|id| *id.as_bytes()).collect();
    match &placing.kind {
        PlacingKind::Admitted => (0, None, supersedes),
        PlacingKind::Placed(ward) => (1, Some(ward.as_str()), supersedes),
        PlacingKind::Withdrew => (2, None, supersedes),
        PlacingKind::Arrived(ward) => (3, Some(ward.as_str()), supersedes),
    }
}

/// A placing read back; nothing for columns that this server never writes.
pub(crate) fn placing_of(
    id: FactId,
    device: DeviceId,
    kind: i16,
    ward: Option<&str>,
    supersedes: &[u8],
) -> Option<Placing> {
    let kind = match (kind, ward) {
        (0, None) => PlacingKind::Admitted,
        (1, Some(ward)) => PlacingKind::Placed(ward.parse().ok()?),
        (2, None) => PlacingKind::Withdrew,
        (3, Some(ward)) => PlacingKind::Arrived(ward.parse().ok()?),
        _ => return None,
    };
    let supersedes = supersedes.as_chunks().0.iter().copied().map(FactId::from_bytes).collect();
    Some(Placing { id, device, kind, supersedes })
}
