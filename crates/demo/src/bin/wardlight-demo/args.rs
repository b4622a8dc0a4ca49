//! What can be asked on the command line.

use chrono::DateTime;
use clap::{Parser, Subcommand};
use clinical::{StaffId, UtcMillis};
use std::path::PathBuf;

/// A synthetic ward from a seed, and history from a file. For demonstration and tests; not for clinical use.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the directory of the synthetic hospital: wards.json and staff.csv, to be loaded into a server.
    WriteDirectory {
        /// The folder to write into.
        out: PathBuf,
    },
    /// Fill the synthetic ward: enrol a data folder as the device "Demo seed", write 14 days of charting, and send all of
    /// it until the server has given it back verified. Run again with the same folder to continue.
    Seed(Seed),
    /// Say how like a real ward the synthetic one is.
    Stats(AsOf),
    /// Bring history in from a CSV file; docs/import.md describes it.
    Import(Import),
}

/// Which ward.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct AsOf {
    /// As of when the ward is made, such as 2026-11-05T15:20:00Z. The present when not given.
    #[arg(long, value_parser = instant)]
    pub(crate) now: Option<UtcMillis>,
    /// The seed.
    #[arg(long, default_value_t = 7)]
    pub(crate) seed: u64,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Seed {
    /// Where the server listens, such as http://127.0.0.1:8080.
    #[arg(long)]
    pub(crate) server: String,
    /// A one-use enrolment code; not needed again for a folder that is enrolled.
    #[arg(long, env = "WARDLIGHT_ENROL", hide_env_values = true)]
    pub(crate) enrol: Option<String>,
    /// The data folder of the device that writes the ward.
    #[arg(long)]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file.
    pub(crate) file: PathBuf,
    /// The data folder that history is brought into.
    #[arg(long, required_unless_present = "dry_run")]
    pub(crate) data: Option<PathBuf>,
    /// The list of rows that cannot be used; made anew.
    #[arg(long)]
    pub(crate) rejects: PathBuf,
    /// A list of the rows whose score in the source disagrees with ours; made anew.
    #[arg(long)]
    pub(crate) differences: Option<PathBuf>,
    /// Where the server listens; without it, history stays in the folder.
    #[arg(long)]
    pub(crate) server: Option<String>,
    /// A one-use enrolment code; not needed again for a folder that is enrolled.
    #[arg(long, env = "WARDLIGHT_ENROL", hide_env_values = true, requires = "server")]
    pub(crate) enrol: Option<String>,
    /// In whose name history is brought in: a member of staff of the role "system". The synthetic hospital's when not given.
    #[arg(long)]
    pub(crate) author: Option<StaffId>,
    /// The source's name. The file's name when not given. The same name means the same rows.
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Read, score and report, and bring nothing in.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

fn instant(text: &str) -> Result<UtcMillis, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| UtcMillis(at.timestamp_millis()))
        .map_err(|error| format!("{error}; write it like 2026-11-05T15:20:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn an_import_needs_a_folder_unless_it_is_a_dry_run() {
        let parse = |line: &str| Args::try_parse_from(line.split(' '));
        assert!(parse("wardlight-demo import a.csv --rejects r.csv").is_err());
        assert!(parse("wardlight-demo import a.csv --rejects r.csv --dry-run").is_ok());
        assert!(parse("wardlight-demo import a.csv --rejects r.csv --data d").is_ok());
        assert!(parse("wardlight-demo import a.csv --rejects r.csv --data d --enrol 123").is_err(), "where?");
    }

    #[test]
    fn a_time_is_read_with_its_offset() {
        assert_eq!(instant("2026-10-25T01:30:00+01:00"), instant("2026-10-25T00:30:00Z"));
        assert!(instant("yesterday").is_err_and(|error| error.contains("write it like")));
    }
}
