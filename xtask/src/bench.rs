//! `cargo xtask bench`: what must be fast, each figure beside its peer's or its target, as a ratio, in one table.

use crate::{
    page::{self, WASM_LIMIT},
    repository::{Repository, shown},
};
use anyhow::{Context, Result, ensure};
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

pub(crate) mod peers;

/// What is to be measured beside the table.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// Fail when a figure misses its target.
    pub(crate) check: bool,
    /// In a browser too.
    pub(crate) screens: bool,
    /// Instead of all that: sets that are keyed in a browser, and what the page costs to start.
    pub(crate) keying: bool,
    /// Instead of all that: what a key allocates, in a browser.
    pub(crate) allocations: bool,
    /// Instead of all that: so many tablets that come back at once.
    pub(crate) tablets: Option<u32>,
    /// Those on PostgreSQL.
    pub(crate) postgres: bool,
}

/// One figure.
struct Row {
    cells: [String; 5],
    /// The ratio that it may have at most, in hundredths; none where a figure is told without a target.
    limit: Option<u64>,
}

const HEAD: [&str; 5] = ["what", "ours", "beside", "ratio", "what it stands beside"];

/// The application's benchmark.
const CORE: [&str; 5] = ["bench", "--package", "app", "--bench", "open"];

/// What is measured in a browser, with the core built as it is shipped. Needs the page, Chromium and its driver.
#[rustfmt::skip]
const SCREENS: [&str; 12] = [
    "test", "--release", "--package", "tests", "--features", "tests/browser", "--test", "journeys", "--", "event_to_row", "chart_drawn",
    "--nocapture",
];

/// Whole sets, single keys and the start of the page, in a browser. Needs the same.
#[rustfmt::skip]
const KEYING: [&str; 14] = [
    "test", "--release", "--package", "tests", "--features", "tests/browser", "--test", "journeys", "--",
    // One after the other: each measures.
    "--test-threads=1", "keying", "key_to_score", "started", "--nocapture",
];

/// What a key allocates, in a browser, with a page that counts. The core may be as slow as it likes: it is built as for the checks.
#[rustfmt::skip]
const ALLOCATIONS: [&str; 11] = [
    "test", "--workspace", "--exclude", "src-ui", "--features", "tests/page,tests/browser,tests/window", "--test", "journeys", "--",
    "allocated", "--nocapture",
];

/// Where the journeys find a page that counts.
const COUNTING: &str = "WARDLIGHT_COUNTING";

/// Runs the application's benchmark, looks at the built page, with `screens` at what it does in a browser, and writes the
/// table; or has tablets come back to a server, and writes that.
///
/// # Errors
/// When a benchmark does not build or fails; with `check`, also when a figure misses its target.
pub(crate) fn run(repository: &Repository, asked: Asked, out: &mut impl Write) -> Result<()> {
    let Asked { check, screens, keying, allocations, tablets, postgres } = asked;
    let rows = match tablets {
        Some(tablets) => measured(peers::tablets(repository, tablets, postgres)?)?,
        None if allocations => {
            let page = page::build(repository, page::Kind::Counting)?;
            let mut counted = repository.cargo(&ALLOCATIONS);
            counted.env(COUNTING, page);
            measured(counted)?
        }
        None if keying => {
            let mut rows = measured(repository.cargo(&KEYING))?;
            rows.extend(wasm(repository)?);
            rows
        }
        None => {
            let mut rows = measured(repository.cargo(&CORE))?;
            if screens {
                rows.extend(measured(repository.cargo(&SCREENS))?);
            }
            rows.extend(wasm(repository)?);
            rows
        }
    };
    write!(out, "{}", table(&rows))?;
    let missed = missed(&rows);
    ensure!(!check || missed.is_empty(), "These figures miss their targets:\n{}", missed.join("\n"));
    Ok(())
}

/// The figures that a command prints.
fn measured(mut command: Command) -> Result<Vec<Row>> {
    command.env("WARDLIGHT_MEASURE", "1");
    let done = command.stderr(Stdio::inherit()).output().context("could not start the benchmark")?;
    ensure!(done.status.success(), "`{}` failed", shown(&command));
    let printed = String::from_utf8(done.stdout).context("the benchmark printed no text")?;
    let rows: Vec<Row> = printed.lines().filter_map(row).collect();
    ensure!(!rows.is_empty(), "`{}` printed no figures", shown(&command));
    Ok(rows)
}

/// A row as the benchmark prints it, the limit of its ratio last; anything else that cargo says is none.
fn row(line: &str) -> Option<Row> {
    let parts: Vec<String> = line.split('\t').map(str::to_owned).collect();
    let [what, ours, beside, ratio, peer, limit] = <[String; 6]>::try_from(parts).ok()?;
    // A limit that cannot be read is one that is not kept.
    let limit = (!limit.is_empty()).then(|| hundredths(&limit).unwrap_or_default());
    Some(Row { cells: [what, ours, beside, ratio, peer], limit })
}

/// A ratio such as 1.50, in hundredths.
fn hundredths(ratio: &str) -> Option<u64> {
    let (whole, parts) = ratio.split_once('.')?;
    let two = parts.len() == 2 && parts.bytes().all(|digit| digit.is_ascii_digit());
    let parts: u64 = two.then(|| parts.parse().ok()).flatten()?;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(parts)
}

/// The figures that are over their targets or were not measured, each in a line.
fn missed(rows: &[Row]) -> Vec<String> {
    let missed = rows.iter().filter_map(|Row { cells: [what, ours, _, ratio, _], limit }| {
        let limit = (*limit)?;
        let at_most = format!("may be {}.{:02} at most", limit / 100, limit % 100);
        match hundredths(ratio) {
            Some(ratio) if ratio <= limit => None,
            Some(_) => Some(format!("  {what}: {ours}, ratio {ratio}, {at_most}")),
            None => Some(format!("  {what}: not measured, {at_most}")),
        }
    });
    missed.collect()
}

/// The wasm of each chunk of the page as it was built last.
fn wasm(repository: &Repository) -> Result<Vec<Row>> {
    let limit = format!("{WASM_LIMIT} bytes");
    let mut rows = Vec::new();
    for (chunk, weight) in weights(repository)? {
        // Upwards: a byte too many is over the limit.
        let hundredths = (weight * 100).div_ceil(page::WASM_LIMIT as u64);
        let ratio = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let what = format!("wasm of the screens, {chunk}");
        let beside = "target; before compression".to_owned();
        let cells = [what, format!("{weight} bytes"), limit.clone(), ratio, beside];
        rows.push(Row { cells, limit: Some(100) });
    }
    if rows.is_empty() {
        let why = "not built here: cargo xtask page".to_owned();
        let cells = ["wasm of the screens".to_owned(), String::new(), limit, String::new(), why];
        rows.push(Row { cells, limit: Some(100) });
    }
    Ok(rows)
}

/// Names and bytes of what has been built.
fn weights(repository: &Repository) -> Result<Vec<(String, u64)>> {
    let Ok(files) = fs::read_dir(repository.path("dist")) else { return Ok(Vec::new()) };
    let mut weights = Vec::new();
    for file in files {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") {
            weights.push((name.split('.').next().unwrap_or_default().to_owned(), file.metadata()?.len()));
        }
    }
    weights.sort();
    Ok(weights)
}

fn table(rows: &[Row]) -> String {
    let head = HEAD.map(str::to_owned);
    let all: Vec<&[String; 5]> = std::iter::once(&head).chain(rows.iter().map(|row| &row.cells)).collect();
    let width = |column: usize| all.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut text = String::new();
    for row in all {
        let [what, ours, beside, ratio, peer] = row;
        let [a, b, c, d, _] = widths;
        text += &format!("{what:<a$}  {ours:>b$}  {beside:>c$}  {ratio:>d$}  {peer}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(printed: &str) -> Vec<Row> {
        printed.lines().filter_map(row).collect()
    }

    #[test]
    fn rows_of_figures_are_lined_up_and_everything_else_is_left_out() {
        let rows = rows("running 0 tests\nsave\t9 us\t6 us\t1.50\tbare commit\t\n");
        assert_eq!(rows.len(), 1);
        let table = table(&rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "what  ours  beside  ratio  what it stands beside");
        assert_eq!(lines[1], "save  9 us    6 us   1.50  bare commit");
    }

    #[test]
    fn a_figure_over_its_target_is_named_with_its_ratio_and_one_without_a_target_never_is() {
        let rows = rows(
            "save\t9 us\t6 us\t1.50\tbare commit\t1.50\n\
             board\t5050 us\t5000 us\t1.01\ttarget\t1.00\n\
             reply\t90 us\t6 us\t15.00\ttold\t\n",
        );
        assert_eq!(missed(&rows), ["  board: 5050 us, ratio 1.01, may be 1.00 at most"]);
    }

    /// A check that cannot be made has not been passed.
    #[test]
    fn what_was_not_measured_or_has_no_readable_limit_misses_its_target() {
        let rows = rows(
            "wasm\t\t1 byte\t\tnot built\t1.00\nsave\t9 us\t6 us\t1.50\tbare\tabout 2\nboard\t\t\tNaN\t\t1.00",
        );
        let missed = missed(&rows);
        assert_eq!(missed.len(), 3, "{missed:?}");
        assert!(missed[0].starts_with("  wasm: not measured"), "{missed:?}");
        assert!(missed[1].contains("ratio 1.50, may be 0.00 at most"), "{missed:?}");
    }
}
