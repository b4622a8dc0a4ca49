//! Deterministic CBOR: one value, one form (RFC 8949, section 4.2.1). Signed bytes must have no second reading.

use minicbor::{Encoder, encode::Error};
use std::convert::Infallible;

/// Why bytes are not deterministic CBOR. Positions, never contents: contents may be a patient's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCbor {
    /// The bytes end inside a value.
    #[error("the bytes end inside a value")]
    Ends,
    /// More bytes follow the value.
    #[error("bytes follow the value, from byte {at}")]
    Trailing {
        /// Where they begin.
        at: usize,
    },
    /// A number, length or text has another form than its shortest, a length is open, or a text is not UTF-8.
    #[error("a value at byte {at} is not in its one form")]
    Form {
        /// Where it begins.
        at: usize,
    },
    /// A map's keys are not in rising order, or one comes twice.
    #[error("a key at byte {at} comes twice or out of order")]
    Keys {
        /// Where the key begins.
        at: usize,
    },
    /// Values lie deeper in one another than is allowed.
    #[error("values lie too deep in one another at byte {at}")]
    Deep {
        /// Where the limit was passed.
        at: usize,
    },
}

/// Checks that `bytes` are exactly one value in deterministic form and nest at most `depth` deep.
pub(crate) fn check(bytes: &[u8], depth: usize) -> Result<(), BadCbor> {
    let mut walk = Walk { bytes, at: 0 };
    walk.value(depth)?;
    if walk.at == bytes.len() { Ok(()) } else { Err(BadCbor::Trailing { at: walk.at }) }
}

struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Walk<'b> {
    fn value(&mut self, depth: usize) -> Result<(), BadCbor> {
        let start = self.at;
        let depth = depth.checked_sub(1).ok_or(BadCbor::Deep { at: start })?;
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 0x1f);
        if major == 7 {
            return self.simple(info, start);
        }
        let argument = self.argument(info, start)?;
        match major {
            0 | 1 => Ok(()),
            2 => self.take_many(argument).map(drop),
            3 => match std::str::from_utf8(self.take_many(argument)?) {
                Ok(_) => Ok(()),
                Err(_) => Err(BadCbor::Form { at: start }),
            },
            4 => (0..argument).try_for_each(|_| self.value(depth)),
            5 => self.map(argument, depth),
            _ => self.value(depth),
        }
    }

    fn map(&mut self, entries: u64, depth: usize) -> Result<(), BadCbor> {
        let mut last: &[u8] = &[];
        for _ in 0..entries {
            let start = self.at;
            self.value(depth)?;
            let key = &self.bytes[start..self.at];
            if key <= last {
                return Err(BadCbor::Keys { at: start });
            }
            last = key;
            self.value(depth)?;
        }
        Ok(())
    }

    /// `false`, `true`, `null`, `undefined` and floats. Floats mean nothing here today, and pass.
    fn simple(&mut self, info: u8, start: usize) -> Result<(), BadCbor> {
        match info {
            20..=23 => Ok(()),
            25 => self.take(2).map(drop),
            26 => self.take(4).map(drop),
            27 => self.take(8).map(drop),
            _ => Err(BadCbor::Form { at: start }),
        }
    }

    fn argument(&mut self, info: u8, start: usize) -> Result<u64, BadCbor> {
        let (value, least) = match info {
            0..=23 => return Ok(u64::from(info)),
            24 => (self.number(1)?, 24),
            25 => (self.number(2)?, 1 << 8),
            26 => (self.number(4)?, 1 << 16),
            27 => (self.number(8)?, 1 << 32),
            _ => return Err(BadCbor::Form { at: start }),
        };
        if value < least { Err(BadCbor::Form { at: start }) } else { Ok(value) }
    }

    fn number(&mut self, bytes: usize) -> Result<u64, BadCbor> {
        Ok(self.take(bytes)?.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }

    fn take_many(&mut self, count: u64) -> Result<&'b [u8], BadCbor> {
        self.take(usize::try_from(count).map_err(|_| BadCbor::Ends)?)
    }

    fn take(&mut self, count: usize) -> Result<&'b [u8], BadCbor> {
        let end = self.at.checked_add(count).ok_or(BadCbor::Ends)?;
        let taken = self.bytes.get(self.at..end).ok_or(BadCbor::Ends)?;
        self.at = end;
        Ok(taken)
    }
}

/// Writes into memory with `write`, which cannot fail: a `Vec` takes any bytes.
pub(crate) fn written(write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Result<(), Error<Infallible>>) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(1_024));
    #[expect(
        clippy::expect_used,
        reason = "the writer is a Vec, whose error type has no values, and no value here has an encoder that fails"
    )]
    write(&mut encoder).expect("writing to memory cannot fail");
    encoder.into_writer()
}
