//! The programs of this workspace as files that can be run: built once per test run, found by name.

use serde_json::Value;
use std::{
    collections::BTreeMap,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
};

/// The packages of the programs that the tests run.
const PROGRAMS: [(&str, &str); 5] = [
    ("wardlight-server", "sync-server"),
    ("wardlight-desk", "loopback"),
    ("wardlight-demo", "demo"),
    ("wardlight", "wardlight"),
    ("xtask", "xtask"),
];

/// Where the programs lie that were built before the tests began, as `cargo xtask test` does.
const BUILT: &str = "WARDLIGHT_PROGRAMS";

/// The path of a program such as `wardlight-server`. Where it was not built before, the first to ask has it built,
/// which costs little when nothing has changed.
///
/// # Panics
/// When the build fails, or makes no such program.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    static FOUND: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = found.get(name) {
        return path.clone();
    }
    let path = match std::env::var_os(BUILT) {
        Some(folder) => PathBuf::from(folder).join(name).with_extension(std::env::consts::EXE_EXTENSION),
        None => build(name),
    };
    assert!(path.is_file(), "there is no {}", path.display());
    found.insert(name.to_owned(), path.clone());
    path
}

#[expect(clippy::expect_used, reason = "a test that cannot build its subject has failed")]
fn build(name: &str) -> PathBuf {
    let (_, package) = PROGRAMS.iter().find(|(program, _)| *program == name).expect("the program is known");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--bins", "--message-format=json", "-p", package]);
    cargo.current_dir(crate::repository::root()).stderr(Stdio::inherit());
    let built = cargo.output().expect("cargo can be run");
    assert!(built.status.success(), "the programs could not be built");
    let messages = String::from_utf8(built.stdout).expect("cargo speaks UTF-8");
    messages.lines().find_map(|message| executable(message, name)).expect("the build made the program")
}

/// The path of the program, where a message of the build speaks of it.
fn executable(message: &str, name: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let path = message["executable"].as_str()?;
    (message["target"]["name"].as_str()? == name).then(|| path.into())
}
