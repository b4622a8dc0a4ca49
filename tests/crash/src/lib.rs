//! Power cuts and failing disks, under the whole of the real application and the real server.
//!
//! A recorder below the C library writes down every write, sync and change of a name that a process makes, and what the
//! process said was saved, in one order ([`recorder`]). From that, [`disk`] builds what a disk could hold after a cut at any
//! moment; [`check`] opens it as the product would and holds it to what was promised; [`campaign`] does so many times over.
//! [`failing`] makes the Nth call of the process fail, for each N in turn. Nothing in the product knows of any of it.

pub mod campaign;
pub mod check;
pub mod dice;
pub mod disk;
pub mod failing;
pub mod plain;
pub mod recorder;
pub mod trace;
pub mod ward;

/// What the recorded children do.
pub mod child {
    use crate::{failing, plain, ward};
    use anyhow::Result;
    use std::path::Path;

    /// A ward's morning.
    ///
    /// # Errors
    /// When anything does not do what it should.
    pub fn ward(folder: &Path, seed: u64, rounds: usize) -> Result<()> {
        ward::morning(folder, seed, rounds)
    }

    /// Rows in plain SQLite.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn plain(folder: &Path, synchronous: plain::Synchronous, rows: usize) -> Result<()> {
        plain::commits(folder, synchronous, rows)
    }

    /// Fails every call in turn.
    ///
    /// # Errors
    /// When a promise is broken, or no run passes untouched.
    pub fn calls(folder: &Path, every: u64) -> Result<()> {
        failing::every_call(folder, every)
    }
}
