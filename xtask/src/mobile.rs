//! `cargo xtask check-mobile`: the shell is type-checked for phones and tablets.
//!
//! Nothing is linked and nothing can be run: that takes Android's or Apple's own tools, which are not needed here. The C
//! code of dependencies (SQLite) is not compiled either; stand-ins for compiler and archiver leave empty files, so a
//! mistake in C, or in how it is built for a phone, is not found.

use crate::{
    progress::say,
    repository::{Repository, finish},
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const TARGETS: [&str; 2] = ["aarch64-linux-android", "aarch64-apple-ios"];

/// Touches the file after `-o`, as a compiler would.
const COMPILER: &str = r#"#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    -o) shift; : > "$1" ;;
    -o*) : > "${1#-o}" ;;
  esac
  shift
done
"#;

/// Touches the archive that it is to fill.
const ARCHIVER: &str = r#"#!/bin/sh
for file in "$@"; do
  case "$file" in *.a) : > "$file" ;; esac
done
"#;

/// Checks the shell for every phone target.
///
/// # Errors
/// When a target cannot be added, or the shell does not type-check for it.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let folder = repository.target("stand-ins");
    fs::create_dir_all(&folder)?;
    let compiler = stand_in(&folder, "cc", COMPILER)?;
    let archiver = stand_in(&folder, "ar", ARCHIVER)?;
    for target in TARGETS {
        finish(Command::new("rustup").args(["target", "add", target])).with_context(|| {
            format!("the Rust target {target} could not be added; is Rust installed by rustup?")
        })?;
        let name = target.replace('-', "_");
        let mut check = repository.cargo(&["check", "--package", "wardlight", "--target", target]);
        for tool in ["CC", "CXX"] {
            check.env(format!("{tool}_{name}"), &compiler);
        }
        // Apple's targets ask for the folder of an SDK; with none at hand any folder will do.
        check.env(format!("AR_{name}"), &archiver).env("SDKROOT", &folder);
        finish(&mut check)?;
        say(format!("{target}: the shell type-checks; nothing was linked"));
    }
    Ok(())
}

fn stand_in(folder: &Path, name: &str, script: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, script).with_context(|| format!("could not write {}", path.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(path)
}
