//! The commands that show what the logs hold. What they print may be patients' data: standard output is all that sees it.

use super::{Data, desk, say};
use anyhow::{Result, ensure};
use clap::Subcommand;
use clinical::{FactId, ScopeId, StayId};
use std::{
    io::{Write, stdout},
    path::PathBuf,
    process::ExitCode,
};
use sync_server::admin::{AdminError, reading::Found};

/// What the administrator asks of the record.
#[derive(Subcommand)]
pub(crate) enum RecordCommand {
    /// Lists the logs by their identifiers, with entries and bytes. Says nothing of any patient.
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Prints a fact, or every fact of a log, as JSON. PATIENTS' DATA, in the clear, on this terminal.
    Show {
        #[command(flatten)]
        data: Data,
        /// A fact's identifier, or a log's name as `record list` has it, such as stay/<uuid>.
        what: What,
    },
    /// Writes a log and what proves it to a new file, for `verify`. PATIENTS' DATA, in the clear, in that file.
    Prove {
        #[command(flatten)]
        data: Data,
        /// The log's name as `record list` has it. A stay's notes come with it.
        log: ScopeId,
        /// The file. One that is there already is left alone.
        file: PathBuf,
    },
    /// Writes a stay and its notes to a new Automerge file. PATIENTS' DATA, in the clear, in that file.
    Export {
        #[command(flatten)]
        data: Data,
        /// The stay's identifier.
        stay: StayId,
        /// The file. One that is there already is left alone.
        file: PathBuf,
    },
}

/// What is to be shown.
#[derive(Clone)]
pub(crate) enum What {
    Fact(FactId),
    Log(ScopeId),
}

impl std::str::FromStr for What {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fact = text.parse().map(Self::Fact);
        fact.or_else(|_| text.parse().map(Self::Log))
            .map_err(|_| "neither a fact's identifier nor a log's name; `record list` has the logs")
    }
}

pub(crate) fn run(command: RecordCommand) -> Result<ExitCode> {
    match command {
        RecordCommand::List { data } => {
            for log in desk(data)?.logs()? {
                say(&format!("{}\t{} entries\t{} bytes", log.scope, log.entries, log.bytes))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        RecordCommand::Show { data, what } => show(data, &what),
        RecordCommand::Prove { data, log, file } => {
            let proof = desk(data)?.prove(&log, &file)?;
            let entries: usize = proof.logs.iter().map(Vec::len).sum();
            say(&format!(
                "{} logs with {entries} entries written to {}. Whoever has the server's public key (`root`) can verify it.",
                proof.logs.len(),
                file.display()
            ))
        }
        RecordCommand::Export { data, stay, file } => {
            let written = desk(data)?.export_stay(stay, &file)?;
            say(&format!(
                "{} facts and {} notes written to {} ({} bytes). It holds a patient's record: keep it as one.",
                written.facts,
                written.notes,
                file.display(),
                written.bytes
            ))?;
            for (hash, why) in &written.left_out {
                say(&format!("left out: {hash} ({why:?}); it is in the logs as it was"))?;
            }
            Ok(if written.left_out.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
        }
    }
}

/// A list, whatever there is: each fact with the place where it lies.
fn show(data: Data, what: &What) -> Result<ExitCode> {
    let desk = desk(data)?;
    let mut out = stdout().lock();
    let mut shown = 0_u64;
    let mut each = |found: Found| -> Result<()> {
        let before = if shown == 0 { "[" } else { "," };
        shown += 1;
        let lies = serde_json::Value::from(found.lies.to_string());
        write!(out, "{before}\n{{ \"lies\": {lies}, \"fact\": {} }}", found.json())?;
        Ok(())
    };
    match what {
        What::Fact(id) => desk.fact(*id)?.into_iter().try_for_each(&mut each)?,
        What::Log(scope) => desk.facts_of(scope, |found| each(found).map_err(Stopped::Out)).map(drop)?,
    }
    ensure!(shown > 0, "There is nothing of that name here; `record list` has the logs.");
    writeln!(out, "\n]")?;
    Ok(ExitCode::SUCCESS)
}

/// Why not all of a log was shown.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Read(#[from] AdminError),
    #[error("standard output ended: {0}")]
    Out(anyhow::Error),
}
