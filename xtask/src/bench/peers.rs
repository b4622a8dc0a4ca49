//! `cargo xtask bench --peers` and `--tablets`: ours beside other servers, and alone under a hospital's tablets. What is done
//! stands in `tests/peers`; here its programs are built and the peers' packages fetched.

use crate::repository::{Repository, finish};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds the server as it ships, and the program that measures it.
const OURS: [&str; 7] = ["build", "--release", "--package", "sync-server", "--package", "peers", "--bins"];

/// Our release programs.
struct Programs {
    measuring: PathBuf,
    server: PathBuf,
}

fn programs(repository: &Repository) -> Result<Programs> {
    finish(&mut repository.cargo(&OURS))?;
    let program =
        |name: &str| repository.target("release").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    Ok(Programs { measuring: program("peers"), server: program("wardlight-server") })
}

/// Every workload on every server; `words` are handed on, such as `--only samod`.
///
/// # Errors
/// When something does not build or cannot be fetched.
pub(crate) fn compare(repository: &Repository, words: &[String]) -> Result<()> {
    let Programs { measuring, server } = programs(repository)?;
    let js = packages(repository)?;
    let samod = samod(repository)?;
    let mut command = Command::new(measuring);
    command
        .arg("compare")
        .arg("--server")
        .arg(server)
        .arg("--js")
        .arg(js)
        .arg("--samod")
        .arg(samod)
        .args(words);
    finish(&mut command)
}

/// The command that measures ours alone, and prints rows.
///
/// # Errors
/// When it does not build.
pub(super) fn tablets(repository: &Repository, tablets: u32, postgres: bool) -> Result<Command> {
    let Programs { measuring, server } = programs(repository)?;
    let mut command = Command::new(measuring);
    command.arg("tablets").arg(tablets.to_string()).arg("--server").arg(server);
    command.args(postgres.then_some("--postgres"));
    Ok(command)
}

/// The peers' servers and clients beside their packages, which npm fetches as the lock file names them. No script of theirs
/// runs.
fn packages(repository: &Repository) -> Result<PathBuf> {
    let (from, to) = (repository.path("tests/peers/js"), repository.target("peers/js"));
    let lock = "package-lock.json";
    let fetched = to.join("node_modules").is_dir() && same(&from.join(lock), &to.join(lock));
    copy(&from, &to)?;
    if !fetched {
        let mut npm = Command::new("npm");
        // Not `npm ci`: newer ones refuse a lock file that leaves out what other systems would compile, which nobody needs here. An
        // installation takes the versions of the lock file as well.
        npm.current_dir(&to).args([
            "install",
            "--omit=optional",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]);
        finish(&mut npm).context("the peers need Node.js 20 with npm, and its registry")?;
    }
    Ok(to)
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

/// samod's server, from a workspace of its own, so that nobody else compiles it.
fn samod(repository: &Repository) -> Result<PathBuf> {
    let target = repository.target("peers/samod");
    let mut cargo = repository.cargo(&["build", "--release", "--locked", "--manifest-path"]);
    cargo.arg(repository.path("tests/peers/samod/Cargo.toml")).arg("--target-dir").arg(&target);
    finish(&mut cargo)?;
    Ok(target.join("release/samod-peer").with_extension(std::env::consts::EXE_EXTENSION))
}
