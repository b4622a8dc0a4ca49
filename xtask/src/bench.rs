//! `cargo xtask bench`: what must be fast, each figure beside its peer's or its target, as a ratio, in one table.

use crate::{
    page::{self, WASM_LIMIT},
    repository::{Repository, shown},
};
use anyhow::{Context, Result, ensure};
use std::{fs, io::Write, process::Stdio};

/// One figure.
type Row = [String; 5];

const HEAD: [&str; 5] = ["what", "ours", "beside", "ratio", "what it stands beside"];

/// Runs the application's benchmark, looks at the built page, and writes the table.
///
/// # Errors
/// When the benchmark does not build or fails.
pub(crate) fn run(repository: &Repository, out: &mut impl Write) -> Result<()> {
    let mut command = repository.cargo(&["bench", "--package", "app", "--bench", "open"]);
    let done = command.stderr(Stdio::inherit()).output().context("could not start the benchmark")?;
    ensure!(done.status.success(), "`{}` failed", shown(&command));
    let printed = String::from_utf8(done.stdout).context("the benchmark printed no text")?;
    let mut rows: Vec<Row> = printed.lines().filter_map(row).collect();
    ensure!(!rows.is_empty(), "the benchmark printed no figures");
    rows.extend(wasm(repository)?);
    Ok(write!(out, "{}", table(&rows))?)
}

/// A row as the benchmark prints it; anything else that cargo says is none.
fn row(line: &str) -> Option<Row> {
    let parts: Vec<String> = line.split('\t').map(str::to_owned).collect();
    parts.try_into().ok()
}

/// The wasm of each half of the page as it was built last.
fn wasm(repository: &Repository) -> Result<Vec<Row>> {
    let limit = format!("{WASM_LIMIT} bytes");
    let mut rows = Vec::new();
    for (half, weight) in weights(repository)? {
        let hundredths = weight * 100 / page::WASM_LIMIT as u64;
        let ratio = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let what = format!("wasm of the screens, {half}");
        rows.push([
            what,
            format!("{weight} bytes"),
            limit.clone(),
            ratio,
            "target; before compression".to_owned(),
        ]);
    }
    if rows.is_empty() {
        let why = "not built here: cargo xtask page".to_owned();
        rows.push(["wasm of the screens".to_owned(), String::new(), limit, String::new(), why]);
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
    let head: Row = HEAD.map(str::to_owned);
    let all: Vec<&Row> = std::iter::once(&head).chain(rows).collect();
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

    #[test]
    fn rows_of_figures_are_lined_up_and_everything_else_is_left_out() {
        let rows: Vec<Row> =
            "running 0 tests\nsave\t9 us\t6 us\t1.50\tbare commit\n".lines().filter_map(row).collect();
        assert_eq!(rows.len(), 1);
        let table = table(&rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "what  ours  beside  ratio  what it stands beside");
        assert_eq!(lines[1], "save  9 us    6 us   1.50  bare commit");
    }
}
