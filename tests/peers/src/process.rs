//! What a process used, as Linux tells it.

use anyhow::{Context as _, Result};
use std::{fs, path::PathBuf};

/// Ticks of a second in which Linux counts a process's time, on every machine.
const TICKS: u64 = 100;

/// One process.
#[derive(Debug, Clone)]
pub struct Used {
    folder: PathBuf,
}

impl Used {
    /// By the process with this number.
    pub fn by(process: u32) -> Self {
        Self { folder: PathBuf::from(format!("/proc/{process}")) }
    }

    /// Processor time of all its threads, its own and the system's for it, in milliseconds.
    ///
    /// # Errors
    /// When the process is gone, or this is not Linux.
    pub fn cpu_ms(&self) -> Result<u64> {
        let stat = fs::read_to_string(self.folder.join("stat"))?;
        cpu_ms(&stat).context("the system does not say what a process used")
    }

    /// The most memory that it ever held, in KiB.
    ///
    /// # Errors
    /// When the process is gone, or this is not Linux.
    pub fn most_kib(&self) -> Result<u64> {
        let status = fs::read_to_string(self.folder.join("status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")).and_then(|kib| kib.parse().ok());
        kib.context("the system does not say how much memory a process held")
    }
}

/// A program's name may have blanks and brackets in it, so the fields are counted from its end.
fn cpu_ms(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * 1000 / TICKS)
}

/// How many wanted the processors over the last minute; nothing where nobody says.
pub fn load() -> String {
    let all = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    all.split_whitespace().next().unwrap_or("not told").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_behind_a_name_that_looks_like_fields() {
        let stat = "7 (a) 1 b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 4 0";
        assert_eq!(cpu_ms(stat), Some(1_750));
        assert_eq!(cpu_ms("7 (short) S 1"), None);
    }
}
