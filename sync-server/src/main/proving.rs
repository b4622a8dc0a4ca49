//! The commands that say whether everything is as it was.

use super::{desk, say};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};
use sync_server::{postgres::Address, proof::Proof};

/// A data folder, or a file and the key that it is verified by.
#[derive(Args)]
pub(crate) struct VerifyArguments {
    /// The data folder whose logs to go over.
    #[arg(long, conflicts_with_all = ["file", "root"], required_unless_present = "file")]
    data: Option<PathBuf>,
    /// The PostgreSQL database in which the logs lie; without one, SQLite in the data folder.
    #[arg(long, env = "WARDLIGHT_DATABASE", hide_env_values = true)]
    database: Option<Address>,
    /// A file that holds the database's address, readable by this user alone.
    #[arg(long, env = "WARDLIGHT_DATABASE_FILE", conflicts_with = "database")]
    database_file: Option<PathBuf>,
    /// A file that `record prove` made. Nothing else of the house is needed but the key.
    #[arg(requires = "root")]
    file: Option<PathBuf>,
    /// The server's public key, as `root` prints it: 64 hexadecimal digits.
    #[arg(long, requires = "file")]
    root: Option<String>,
}

/// Succeeds when everything is as it was.
pub(crate) fn verify(arguments: VerifyArguments) -> Result<ExitCode> {
    match arguments {
        VerifyArguments { data: Some(data), database, database_file, .. } => {
            logs(super::Data { data, database, database_file })
        }
        VerifyArguments { file: Some(path), root: Some(root), .. } => file(&path, &root),
        VerifyArguments { .. } => bail!("give a data folder, or a file and the server's public key"),
    }
}

fn logs(data: super::Data) -> Result<ExitCode> {
    let audit = desk(data)?.audit()?;
    say(&format!("{} logs, {} entries, {} findings", audit.scopes, audit.entries, audit.findings.len()))?;
    for finding in &audit.findings {
        say(&finding.to_string())?;
    }
    for unseen in &audit.unseen {
        say(&unseen.to_string())?;
    }
    Ok(if audit.findings.is_empty() && audit.unseen.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn file(path: &PathBuf, root: &str) -> Result<ExitCode> {
    let mut key = [0; 32];
    hex::decode_to_slice(root.trim(), &mut key).context("the key is not 64 hexadecimal digits")?;
    let root = record::VerifyingKey::from_bytes(&key).context("the key is none")?;
    let file = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    match Proof::read(&file).and_then(|proof| proof.verify(&root)) {
        Ok(verified) => say(&verified.to_string()),
        Err(tampered) => {
            say(&format!("NOT as it was: {tampered}"))?;
            Ok(ExitCode::FAILURE)
        }
    }
}
