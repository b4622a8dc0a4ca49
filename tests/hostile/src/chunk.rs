//! Chunks of Automerge made by hand: changes of a few bytes that stand for a million operations, and compressed ones that
//! unpack to megabytes. Nothing of the product reads them; what it does with them is tested here.

use flate2::{Compression, write::DeflateEncoder};
use sha2::{Digest, Sha256};
use std::io::Write as _;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE: u8 = 1;
const COMPRESSED: u8 = 2;
/// Where a chunk keeps its checksum, and where what that covers begins.
const CHECKSUM: usize = 4;
const COVERED: usize = 8;
/// Where its contents begin, whatever their length.
const CONTENTS: usize = 10;

/// Columns of a change: what it puts where.
mod column {
    pub(super) const KEY: u8 = 0x15;
    pub(super) const INSERT: u8 = 0x34;
    pub(super) const ACTION: u8 = 0x42;
    pub(super) const VALUE_LENGTH: u8 = 0x56;
    pub(super) const VALUE: u8 = 0x57;
    pub(super) const PREDECESSORS: u8 = 0x70;
}

/// A change of so many operations, each of which puts nothing under one key. Its size does not grow with their number.
pub fn many_operations(operations: u32) -> Vec<u8> {
    let run = |value: &[u8]| [signed(i64::from(operations)), value.to_vec()].concat();
    let columns = [
        (column::KEY, run(&[1, b'a'])),
        (column::INSERT, unsigned(u64::from(operations))),
        (column::ACTION, run(&[1])),
        (column::VALUE_LENGTH, run(&[0])),
        (column::PREDECESSORS, run(&[0])),
    ];
    let contents = change(&columns);
    let covered = [vec![CHANGE], unsigned(contents.len() as u64), contents].concat();
    [&MAGIC[..], &Sha256::digest(&covered)[..4], &covered].concat()
}

/// A compressed change of a few kilobytes that holds one value of so many zeros.
///
/// # Errors
/// Never: it is written to memory.
pub fn many_zeros(zeros: u64) -> std::io::Result<Vec<u8>> {
    // A run of one operation is written as one literal: minus one, then the value.
    let one = |value: &[u8]| [signed(-1), value.to_vec()].concat();
    let head = [
        (column::KEY, one(&[1, b'z'])),
        (column::INSERT, unsigned(1)),
        (column::ACTION, one(&[1])),
        (column::VALUE_LENGTH, one(&unsigned(zeros << 4 | 7))),
    ];
    let front = change_with(&head, Some((column::VALUE, zeros)), &[(column::PREDECESSORS, one(&[0]))]);
    let back = one(&[0]);
    let length = front.len() as u64 + zeros + back.len() as u64;
    let mut sum = Sha256::new().chain_update([CHANGE]).chain_update(unsigned(length)).chain_update(&front);
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&front)?;
    let block = [0; 64 * 1024];
    let mut left = zeros;
    while left > 0 {
        let part = &block[..usize::try_from(left).map_or(block.len(), |left| left.min(block.len()))];
        sum.update(part);
        packed.write_all(part)?;
        left -= part.len() as u64;
    }
    sum.update(&back);
    packed.write_all(&back)?;
    let packed = packed.finish()?;
    let checksum = sum.finalize();
    Ok([&MAGIC[..], &checksum[..4], &[COMPRESSED], &unsigned(packed.len() as u64), &packed].concat())
}

/// A few bytes of a chunk altered by chance, and a checksum that fits: a wrong one is found out at once.
pub fn altered(chunk: &[u8], dice: &mut crate::dice::Dice) -> Vec<u8> {
    let mut chunk = chunk.to_vec();
    for _ in 0..=dice.below(3) {
        let at = CONTENTS + dice.below(chunk.len().saturating_sub(CONTENTS));
        if let Some(byte) = chunk.get_mut(at) {
            *byte = dice.throw().to_be_bytes()[0];
        }
    }
    if chunk.len() > COVERED {
        let sum = Sha256::digest(&chunk[COVERED..]);
        chunk[CHECKSUM..COVERED].copy_from_slice(&sum[..COVERED - CHECKSUM]);
    }
    chunk
}

fn change(columns: &[(u8, Vec<u8>)]) -> Vec<u8> {
    change_with(columns, None, &[])
}

/// The contents of a change that depends on nothing, up to a column that is too large to be held; what follows that one is
/// named here and written by the caller.
fn change_with(columns: &[(u8, Vec<u8>)], huge: Option<(u8, u64)>, after: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = vec![0]; // no dependencies
    out.extend([1, 0x42]); // an actor of one byte
    out.extend([1, 1, 0, 0, 0]); // sequence, first operation, time, message, other actors
    out.extend(unsigned((columns.len() + usize::from(huge.is_some()) + after.len()) as u64));
    let small = |(name, data): &(u8, Vec<u8>)| (*name, data.len() as u64);
    for (name, length) in columns.iter().map(small).chain(huge).chain(after.iter().map(small)) {
        out.push(name);
        out.extend(unsigned(length));
    }
    columns.iter().for_each(|(_, data)| out.extend(data));
    out
}

/// LEB128.
fn unsigned(mut number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

/// Signed LEB128.
fn signed(mut number: i64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if (number == 0 && low & 0x40 == 0) || (number == -1 && low & 0x40 != 0) {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}
