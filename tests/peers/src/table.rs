//! The figures of a run in one table for each workload, each beside ours as a ratio.

use crate::peer::{Keeps, Peer};

/// What a server used for a workload, and how long its devices took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Which.
    pub peer: Peer,
    /// Processor time, until a second after the last device had all, in milliseconds.
    pub cpu_ms: u64,
    /// The most memory that its process ever held, in KiB.
    pub memory_kib: u64,
    /// Until the last device had all, in milliseconds: from the beginning, or from the last save where there are pauses.
    pub took_ms: u64,
    /// Bytes in both directions.
    pub bytes: u64,
    /// Values that were missing on some device when it was given up.
    pub lacking: u32,
    /// How many wanted the machine's processors over the minute before the end.
    pub load: String,
}

/// What a server had lost when it was killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Which.
    pub peer: Peer,
    /// Values that their writers were told the server has, and of these, how many it no longer had; none where a client is
    /// not told.
    pub acknowledged: Option<(usize, usize)>,
    /// Values that had reached somebody else, and of these, how many it no longer had.
    pub shown: (usize, usize),
    /// How many wanted the machine's processors over the minute before the end.
    pub load: String,
}

/// Most times that of the quicker of those which keep nothing, in hundredths.
const OF_THE_FLOOR: u64 = 200;
/// At least so many times as much for each that keeps data, in hundredths.
const OF_A_KEEPER: u64 = 1_000;

/// How many times as much, in hundredths; of nothing, of the least that is counted.
fn ratio(much: u64, of: u64) -> u64 {
    much * 100 / of.max(1)
}

/// Hundredths as one reads them.
fn read(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The table of one workload.
pub fn figures(title: &str, all: &[Figures]) -> String {
    let ours = all.iter().find(|one| one.peer == Peer::Wardlight);
    let mut rows = vec![
        ["server", "CPU s", "ratio", "memory MiB", "ratio", "last device s", "ratio", "KiB", "ratio", "load"]
            .map(str::to_owned),
    ];
    for one in all {
        let beside =
            |much: fn(&Figures) -> u64| ours.map_or(String::new(), |ours| read(ratio(much(one), much(ours))));
        let took = match one.lacking {
            0 => read(one.took_ms / 10),
            lacking => format!("{lacking} missing after {}", read(one.took_ms / 10)),
        };
        rows.push([
            one.peer.name().to_owned(),
            read(one.cpu_ms / 10),
            beside(|one| one.cpu_ms),
            read(one.memory_kib * 100 / 1024),
            beside(|one| one.memory_kib),
            took,
            beside(|one| one.took_ms),
            (one.bytes / 1024).to_string(),
            beside(|one| one.bytes),
            one.load.clone(),
        ]);
    }
    let mut text = format!("{title}\n{}", lined_up(&rows));
    text += &ours.map_or(String::new(), |ours| targets(ours, all));
    text
}

/// Whether ours is within its targets.
fn targets(ours: &Figures, all: &[Figures]) -> String {
    let of = |keeps| all.iter().filter(move |one| one.peer.keeps() == keeps && one.lacking == 0);
    let mut text = String::new();
    if let Some(floor) = of(Keeps::Nothing).map(|one| one.took_ms).min() {
        let ours = ratio(ours.took_ms, floor);
        text += &line("last device, ours to the quicker that keeps nothing", ours, "at most", OF_THE_FLOOR);
    }
    if let Some(floor) = of(Keeps::Nothing).map(|one| one.cpu_ms).min() {
        let ours = ratio(ours.cpu_ms, floor);
        text += &line("CPU, ours to the lesser that keeps nothing", ours, "at most", OF_THE_FLOOR);
    }
    for one in all.iter().filter(|one| one.peer.keeps() == Keeps::Written) {
        let what = format!("CPU, {} to ours", one.peer.name());
        text += &line(&what, ratio(one.cpu_ms, ours.cpu_ms), "at least", OF_A_KEEPER);
    }
    text
}

fn line(what: &str, ratio: u64, bound: &str, target: u64) -> String {
    let met = if bound == "at most" { ratio <= target } else { ratio >= target };
    let said = if met { "kept" } else { "MISSED" };
    format!("  {what}: {}, {bound} {}: {said}\n", read(ratio), read(target))
}

/// The table of what was lost.
pub fn lost(title: &str, all: &[Lost]) -> String {
    let mut rows = vec![
        ["server", "acknowledged", "of these lost", "seen by others", "of these lost", "load"]
            .map(str::to_owned),
    ];
    for one in all {
        let acknowledged = one.acknowledged.map(|(all, lost)| (all.to_string(), lost.to_string()));
        let (told, gone) = acknowledged.unwrap_or(("not told".to_owned(), String::new()));
        let (seen, unseen) = (one.shown.0.to_string(), one.shown.1.to_string());
        rows.push([one.peer.name().to_owned(), told, gone, seen, unseen, one.load.clone()]);
    }
    format!("{title}\n{}", lined_up(&rows))
}

/// Names to the left, figures to the right.
fn lined_up<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0));
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            let width = widths[at];
            text += &if at == 0 { format!("  {cell:<width$}") } else { format!("  {cell:>width$}") };
        }
        text.push('\n');
    }
    text
}

/// The middle one of several runs by each figure; missing values of any of them stay missing.
pub fn middle(runs: &[Figures]) -> Option<Figures> {
    let middle = |much: fn(&Figures) -> u64| {
        let mut all: Vec<u64> = runs.iter().map(much).collect();
        all.sort_unstable();
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let last = runs.last()?;
    Some(Figures {
        peer: last.peer,
        cpu_ms: middle(|run| run.cpu_ms),
        memory_kib: middle(|run| run.memory_kib),
        took_ms: middle(|run| run.took_ms),
        bytes: middle(|run| run.bytes),
        lacking: runs.iter().map(|run| run.lacking).max().unwrap_or_default(),
        load: last.load.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: Peer, cpu_ms: u64, took_ms: u64) -> Figures {
        let (memory_kib, bytes, lacking, load) = (1024, 2048, 0, "1.0".to_owned());
        Figures { peer, cpu_ms, memory_kib, took_ms, bytes, lacking, load }
    }

    #[test]
    fn each_figure_stands_beside_ours_and_each_target_says_whether_it_was_kept() {
        let all =
            [of(Peer::Wardlight, 200, 1_000), of(Peer::YWebsocket, 300, 450), of(Peer::Samod, 1_990, 50_000)];
        let table = figures("burst", &all);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[2].starts_with("  wardlight"), "{table}");
        let cells: Vec<&str> = lines[4].split_whitespace().collect();
        assert_eq!(cells, ["samod", "1.99", "9.95", "1.00", "1.00", "50.00", "50.00", "2", "1.00", "1.0"]);
        assert!(lines[5].ends_with("2.22, at most 2.00: MISSED"), "{table}");
        assert!(lines[6].ends_with("0.66, at most 2.00: kept"), "{table}");
        assert!(lines[7].ends_with("CPU, samod to ours: 9.95, at least 10.00: MISSED"), "{table}");
    }

    /// Of a run that was given up nobody knows how long it would have taken, and no floor is laid on it.
    #[test]
    fn values_that_never_came_are_told_and_are_no_floor() {
        let mut floor = of(Peer::Hocuspocus, 1, 1);
        floor.lacking = 7;
        let table = figures("burst", &[of(Peer::Wardlight, 200, 1_000), floor]);
        assert!(table.contains("7 missing after 0.00"), "{table}");
        assert!(!table.contains("keeps nothing"), "{table}");
    }

    #[test]
    fn of_several_runs_each_figure_is_the_middle_one_and_what_was_missing_once_is_missing() {
        let mut runs = [of(Peer::Samod, 9, 5), of(Peer::Samod, 1, 7), of(Peer::Samod, 2, 6)];
        runs[1].lacking = 3;
        let middle = middle(&runs).unwrap();
        assert_eq!((middle.cpu_ms, middle.took_ms, middle.lacking), (2, 6, 3));
    }

    #[test]
    fn a_client_that_is_told_nothing_has_nothing_acknowledged() {
        let lost =
            [Lost { peer: Peer::YWebsocket, acknowledged: None, shown: (125, 125), load: "1.0".to_owned() }];
        let table = super::lost("killed", &lost);
        assert!(table.contains("not told"), "{table}");
        assert!(table.contains("125"), "{table}");
    }
}
