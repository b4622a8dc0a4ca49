//! The options of a command line that every shell has.

use crate::Downtime;
use std::path::PathBuf;

/// Where the downtime pack goes, and what is done with it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DowntimeOptions {
    /// A folder in which a downtime pack of each ward is kept up to date: PDFs with patients' data, for when nothing works.
    #[arg(long, env = "WARDLIGHT_DOWNTIME")]
    downtime: Option<PathBuf>,
    /// The password that opens the downtime pack. Without it the pack is in the clear. A command line can be read by
    /// everybody on this computer; the environment cannot.
    #[arg(long, env = "WARDLIGHT_DOWNTIME_PASSWORD", hide_env_values = true, requires = "downtime")]
    downtime_password: Option<Password>,
    /// A program to run on each new pack, such as one that prints it; each further argument of it with the same option
    /// once more. The PDF's path is put last.
    #[arg(long, allow_hyphen_values = true, requires = "downtime")]
    downtime_run: Vec<String>,
    /// The program runs for a ward at most once in so many minutes.
    #[arg(long, default_value_t = 60)]
    downtime_run_every: u32,
}

/// A password that no log and no panic can show.
#[derive(Clone)]
struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a password")
    }
}

impl std::str::FromStr for Password {
    type Err = EmptyPassword;

    fn from_str(text: &str) -> Result<Self, EmptyPassword> {
        if text.trim().is_empty() { Err(EmptyPassword) } else { Ok(Self(text.to_owned())) }
    }
}

/// A password was asked for and is empty: the hospital wanted one, and a pack in the clear is not what it wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the password of the downtime pack is empty: give one, or leave the option out")]
struct EmptyPassword;

impl DowntimeOptions {
    /// The pack, where a folder was named.
    pub fn pack(self) -> Option<Downtime> {
        let Self { downtime, downtime_password, downtime_run: run, downtime_run_every: run_every_minutes } =
            self;
        let password = downtime_password.map(|password| password.0.into());
        downtime.map(|folder| Downtime { folder, password, run, run_every_minutes })
    }
}
