//! How much memory a process holds and has held, as Linux tells it. Elsewhere nobody says, and nothing is asked.

use std::{fs, path::PathBuf};

/// What a process may grow by, whatever it is sent, in bytes: 64 MiB.
pub const MOST_GROWTH: u64 = 64 * 1024 * 1024;

/// One process.
#[derive(Debug, Clone)]
pub struct Memory {
    folder: PathBuf,
    before: Option<u64>,
}

impl Memory {
    /// From now on, of the process with this number.
    pub fn of(process: u32) -> Self {
        Self::at(PathBuf::from(format!("/proc/{process}")))
    }

    /// From now on, of this process.
    pub fn own() -> Self {
        Self::at(PathBuf::from("/proc/self"))
    }

    fn at(folder: PathBuf) -> Self {
        // Forgets the most that it ever held, so that what comes is told from what was.
        let _elsewhere = fs::write(folder.join("clear_refs"), "5").is_err();
        let before = field(&folder, "VmRSS:");
        Self { folder, before }
    }

    /// By how many bytes the most that it has held since is more than what it held then; `None` where nobody says.
    pub fn growth(&self) -> Option<u64> {
        Some(field(&self.folder, "VmHWM:")?.saturating_sub(self.before?))
    }
}

/// A field of the process's status, in bytes.
fn field(folder: &std::path::Path, name: &str) -> Option<u64> {
    let status = fs::read_to_string(folder.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
