//! `cargo xtask properties`: the property tests under many seeds, one after the other, until a time is over or one fails.
//!
//! The gate runs each property under one seed, [`GATE_SEED`], so that a change is refused for what it does and not for
//! what chance found in what was there before. New seeds are searched here.

use crate::{
    progress::{now, say},
    repository::Repository,
};
use anyhow::{Context, Result, bail};
use std::process::Stdio;

/// The crates that state properties, and run them without a network, a browser or a server.
const PACKAGES: [&str; 8] =
    ["--package", "clinical", "--package", "record", "--package", "replication", "--package", "store"];

/// What proptest takes its seed from.
pub(crate) const SEED: &str = "PROPTEST_RNG_SEED";

/// The seed under which the gate runs every property, unless the environment names another.
pub(crate) const GATE_SEED: &str = "20261122";

/// Runs the properties under `count` seeds from `first` on.
///
/// # Errors
/// When a property fails; its seed and its smallest counterexample have been printed by then.
pub(crate) fn run(repository: &Repository, first: u64, count: u64) -> Result<()> {
    let started = now();
    for (done, seed) in (first..first.saturating_add(count)).enumerate() {
        let mut command = repository.cargo(&[&["test", "--quiet"][..], &PACKAGES].concat());
        command.env(SEED, seed.to_string()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = command.output().context("could not start cargo")?;
        if !output.status.success() {
            say(String::from_utf8_lossy(&output.stdout));
            say(String::from_utf8_lossy(&output.stderr));
            bail!("seed {seed} failed; `cargo xtask properties --seed {seed} --seeds 1` repeats it");
        }
        let (done, all) = (done as u64 + 1, count);
        let took = now().duration_since(started).as_secs();
        say(format!("  seed {seed}: ok ({done} of {all}, {took} s, {} s to go)", took * (all - done) / done));
    }
    Ok(())
}

/// A seed that nobody chose.
///
/// # Errors
/// When the system has no randomness to give.
pub(crate) fn new_seed() -> Result<u64> {
    getrandom::u32().map(u64::from).context("the system gave no random number")
}
