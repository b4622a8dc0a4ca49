//! The engine with which the journeys look for what keeps people out: axe-core, fetched once, held to its checksum.
//!
//! It is neither ours nor part of the product, so it lies among the build products.

use crate::{page::bundle::hex, progress::say, repository::Repository};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Its release, of September 2026, under the Mozilla Public License 2.0.
const VERSION: &str = "4.14.1";
/// What its script weighs in at.
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";
/// Its script in the package.
const SCRIPT: &str = "package/axe.min.js";

/// The script; nothing where it is not here and cannot be fetched, which is said.
pub(crate) fn script(repository: &Repository) -> Option<PathBuf> {
    let folder = repository.target(format!("axe-core-{VERSION}"));
    let script = folder.join(SCRIPT);
    if is_whole(&script) {
        return Some(script);
    }
    match fetch(&folder, &script) {
        Ok(()) => Some(script),
        Err(error) => {
            say(format!(
                "skipped: no screen is looked at with axe-core, which could not be fetched: {error:#}"
            ));
            None
        }
    }
}

fn fetch(folder: &Path, script: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let package = folder.join("package.tgz");
    let address = format!("https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz");
    let mut curl = Command::new("curl");
    curl.args([
        "--fail",
        "--silent",
        "--show-error",
        "--location",
        "--retry",
        "5",
        "--max-time",
        "120",
        "--output",
    ]);
    ensure!(
        curl.arg(&package).arg(address).status().context("curl could not be started")?.success(),
        "curl failed"
    );
    let mut tar = Command::new("tar");
    tar.arg("--extract").arg("--gzip").arg("--file").arg(&package).arg("--directory").arg(folder).arg(SCRIPT);
    ensure!(tar.status().context("tar could not be started")?.success(), "tar failed");
    ensure!(is_whole(script), "it is not the script that it was");
    Ok(())
}

fn is_whole(script: &Path) -> bool {
    fs::read(script).is_ok_and(|bytes| hex(&Sha256::digest(bytes)) == SHA256)
}
