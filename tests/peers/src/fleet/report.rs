//! What was measured, as rows of the table.

use std::{fmt, time::Duration};

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Tablets that came back.
    pub tablets: u32,
    /// Sets that they brought.
    pub sets: u32,
    /// Which database.
    pub database: &'static str,
    /// Of each tablet, how long until the server had acknowledged its last set; shortest first.
    pub on_server: Vec<Duration>,
    /// Until the last set had come back to its tablet in a page.
    pub echoed: Duration,
    /// How long a set of a tablet that never was away took to be acknowledged, before the others came; shortest first.
    pub calm: Vec<Duration>,
    /// The same meanwhile.
    pub meanwhile: Vec<Duration>,
    /// Connections that were lost.
    pub lost: usize,
    /// The server's processor time meanwhile, in milliseconds.
    pub cpu_ms: u64,
    /// The most memory that the server's process held, in KiB.
    pub memory_kib: u64,
    /// How many wanted the machine's processors.
    pub load: String,
}

/// The one at this share of all, of a hundred.
fn at(sorted: &[Duration], percent: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    sorted.get((sorted.len() * percent / 100).min(last)).copied().unwrap_or_default()
}

/// The targets at this many tablets: all on the server, and the ninety-ninth of a hundred live saves, in milliseconds.
const fn targets(tablets: u32) -> (u64, u64) {
    match tablets {
        0..=100 => (5_000, 300),
        101..=1_000 => (30_000, 1_000),
        _ => (90_000, 2_000),
    }
}

/// The slowest tablet to the one in the middle, at the most.
const SLOWEST: u64 = 3;
/// The server's memory at the most, in KiB.
const MEMORY: u64 = 512 * 1024;

impl fmt::Display for Report {
    /// One row a figure, as `cargo xtask bench` reads them: what, ours, the target, the ratio, about it, the ratio's limit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let seconds = |ms: u64| format!("{}.{:02} s", ms / 1000, ms % 1000 / 10);
        let (in_time, p99) = targets(self.tablets);
        let (all, median) = (ms(at(&self.on_server, 100)), ms(at(&self.on_server, 50)));
        let live = ms(at(&self.meanwhile, 99));
        let who = format!("{} tablets, {}", self.tablets, self.database);
        let ratio = |much: u64, of: u64| {
            // Upwards: a little too much is over the limit.
            let hundredths = (much * 100).div_ceil(of.max(1));
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        };
        let rate = u64::from(self.sets) * 1000 / all.max(1);
        writeln!(
            f,
            "{who}: all {} sets on the server\t{}\t{}\t{}\ttarget; {rate} a second, back at the last tablet after {}, {} \
             connections lost, server CPU {}, load {}\t1.00",
            self.sets,
            seconds(all),
            seconds(in_time),
            ratio(all, in_time),
            seconds(ms(self.echoed)),
            self.lost,
            seconds(self.cpu_ms),
            self.load,
        )?;
        writeln!(
            f,
            "{who}: a live save, 99 of 100\t{live} ms\t{p99} ms\t{}\ttarget; {} saves, median {} ms, alone {} and {} ms\t1.00",
            ratio(live, p99),
            self.meanwhile.len(),
            ms(at(&self.meanwhile, 50)),
            ms(at(&self.calm, 99)),
            ms(at(&self.calm, 50)),
        )?;
        writeln!(
            f,
            "{who}: the slowest tablet\t{}\t{}\t{}\tthe one in the middle, three times which is the target\t{SLOWEST}.00",
            seconds(all),
            seconds(median),
            ratio(all, median),
        )?;
        write!(
            f,
            "{who}: memory of the server\t{} MiB\t{} MiB\t{}\ttarget\t1.00",
            self.memory_kib.div_ceil(1024),
            MEMORY / 1024,
            ratio(self.memory_kib, MEMORY),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(on_server: &[u64], meanwhile: &[u64], memory_kib: u64) -> Report {
        let times = |all: &[u64]| all.iter().copied().map(Duration::from_millis).collect::<Vec<_>>();
        Report {
            tablets: 100,
            sets: 5_000,
            database: "SQLite",
            on_server: times(on_server),
            echoed: Duration::from_secs(4),
            calm: times(&[2]),
            meanwhile: times(meanwhile),
            lost: 0,
            cpu_ms: 1_000,
            memory_kib,
            load: "1.0".into(),
        }
    }

    fn ratios(report: &Report) -> Vec<(String, String)> {
        let rows = report.to_string();
        let cells = rows.lines().map(|row| row.split('\t').map(str::to_owned).collect::<Vec<_>>());
        cells.map(|cells| (cells[3].clone(), cells[5].clone())).collect()
    }

    #[test]
    fn every_target_is_a_row_with_its_ratio_and_a_little_too_much_is_over_it() {
        let of = |ratio: &str, limit: &str| (ratio.to_owned(), limit.to_owned());
        let told = ratios(&report(&[1_000, 1_500, 5_000], &[10, 20, 150], 512 * 1024));
        assert_eq!(told, [of("1.00", "1.00"), of("0.50", "1.00"), of("3.34", "3.00"), of("1.00", "1.00")]);
        let over = ratios(&report(&[1_000, 1_500, 5_001], &[301], 512 * 1024 + 1));
        assert_eq!(over, [of("1.01", "1.00"), of("1.01", "1.00"), of("3.34", "3.00"), of("1.01", "1.00")]);
    }
}
