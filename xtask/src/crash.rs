//! `cargo xtask crash` and `cargo xtask tamper`: power cuts, failing disks, changed logs. What is done stands in `tests/crash`
//! and with the server's tests.

use crate::repository::{Repository, finish};
use anyhow::Result;

/// How long the check of every change cuts the power, in seconds.
const CHECKED_FOR: &str = "150";

/// Distinct images below which those seconds were too few: the machine was not free for it.
const AT_LEAST: &str = "250";

/// Images from which on an optimised program saves more time than it takes to build.
const WORTH_OPTIMISING: u64 = 20_000;

/// Builds the program and runs it.
///
/// # Errors
/// When it does not build, or a promise is broken.
pub(crate) fn run(repository: &Repository, images: u64, seed: u64, calls: bool) -> Result<()> {
    let mut command = repository.cargo(&["run", "--package", "crash"]);
    if images >= WORTH_OPTIMISING {
        command.arg("--release");
    }
    command.arg("--");
    if calls {
        command.arg("calls");
    } else {
        command.args(["images", "--images", &images.to_string(), "--seed", &seed.to_string()]);
    }
    finish(&mut command)
}

/// Runs the test of tampering with so many changes.
///
/// # Errors
/// When a change is not found.
pub(crate) fn tamper(repository: &Repository, mutations: u64, seed: u64) -> Result<()> {
    let test = "whatever_is_changed_in_a_log_taken_elsewhere_is_found_from_the_root_key_alone";
    let words = ["test", "--package", "sync-server", "--test", "server", test, "--", "--nocapture"];
    let mut command = repository.cargo(&words);
    command.env("WARDLIGHT_MUTATIONS", mutations.to_string()).env("WARDLIGHT_SEED", seed.to_string());
    finish(&mut command)
}

/// What is checked of every change: the program has been built by then.
///
/// # Errors
/// When a promise is broken, or fewer images were looked at than should be.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let program = || std::process::Command::new(repository.program("crash"));
    let most = u64::MAX.to_string();
    let cuts = ["images", "--images", &most, "--seconds", CHECKED_FOR, "--at-least", AT_LEAST];
    finish(program().args(cuts))?;
    finish(program().arg("calls"))
}
