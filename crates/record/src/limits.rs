//! How large anything may be that enters a record.

/// Bytes of one fact, without its signature: 16 KiB.
pub const MAX_FACT_BYTES: usize = 16 * 1024;
/// Facts that one fact may supersede.
pub const MAX_SUPERSEDES: usize = 64;
/// How deep a fact's CBOR may nest.
pub const MAX_DEPTH: usize = 16;
/// The last number that an entry may have in its device's chain, which begins at 1. Devices and servers keep it in columns of
/// 64 bits with a sign.
pub const MAX_DEVICE_SEQ: u64 = i64::MAX.unsigned_abs();
/// Facts in one ward index before the next one is opened.
pub const ROLL_INDEX_AT: usize = 3_000;

/// The limits that [`crate::vet()`] applies. The server may narrow them, never widen them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one fact, without its signature. Above [`MAX_FACT_BYTES`] it has no effect.
    pub fact_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { fact_bytes: MAX_FACT_BYTES }
    }
}
