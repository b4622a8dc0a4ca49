//! The programs of this workspace as files that can be run: built once per test run, found by name.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::PathBuf,
    process::{Command, Stdio},
    sync::OnceLock,
};

/// Packages whose programs the tests run.
const PACKAGES: [&str; 2] = ["sync-server", "loopback"];

/// The path of a program such as `wardlight-server`. The first to ask has them all built, which costs little when
/// nothing has changed.
///
/// # Panics
/// When the build fails, or makes no such program.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    static PROGRAMS: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(build);
    assert!(programs.contains_key(name), "the build made {:?} and no {name}", programs.keys());
    programs[name].clone()
}

#[expect(clippy::expect_used, reason = "a test that cannot build its subject has failed")]
fn build() -> BTreeMap<String, PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--bins", "--message-format=json"]).current_dir(crate::repository::root());
    for package in PACKAGES {
        cargo.args(["-p", package]);
    }
    let built = cargo.stderr(Stdio::inherit()).output().expect("cargo can be run");
    assert!(built.status.success(), "the programs could not be built");
    let messages = String::from_utf8(built.stdout).expect("cargo speaks UTF-8");
    messages.lines().filter_map(executable).collect()
}

/// The program that a message of the build speaks of, if it speaks of one.
fn executable(message: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let path = message["executable"].as_str()?;
    let name = message["target"]["name"].as_str()?;
    Some((name.to_owned(), path.into()))
}
