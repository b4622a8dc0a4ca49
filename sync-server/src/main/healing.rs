//! After a server was put back to a backup: what has come back.

use super::{Data, desk, say};
use anyhow::{Context, Result};
use chrono::DateTime;
use clap::Args;
use clinical::UtcMillis;
use std::{path::PathBuf, process::ExitCode};

/// Since when to look, and where to put the page.
#[derive(Args)]
pub(crate) struct RefillArguments {
    #[command(flatten)]
    data: Data,
    /// When the server was put back, with its offset: 2026-11-23T04:10:00Z.
    #[arg(long, value_parser = moment)]
    since: UtcMillis,
    /// Write the report as a page of HTML too. It names devices and no patient.
    #[arg(long)]
    page: Option<PathBuf>,
}

pub(crate) fn refill(arguments: RefillArguments) -> Result<ExitCode> {
    let RefillArguments { data, since, page } = arguments;
    let report = desk(data)?.refill_report(since)?;
    say(&report.to_string())?;
    if let Some(path) = page {
        std::fs::write(&path, report.page())
            .with_context(|| format!("cannot write {}; the report above is all of it", path.display()))?;
        say(&format!("The page is in {}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn moment(text: &str) -> Result<UtcMillis, String> {
    let read = DateTime::parse_from_rfc3339(text);
    read.map(|at| UtcMillis(at.timestamp_millis()))
        .map_err(|_| "that is no time with an offset, such as 2026-11-23T04:10:00Z".to_owned())
}
