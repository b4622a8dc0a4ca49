//! `cargo xtask forms check FILE...`: a hospital's forms, held against every rule that the application keeps.
//!
//! A file that is refused comes out with each broken rule and its line; a good one with what it holds: its items, and for
//! each total what it can be and what each band does. The exit code is 0 when every file is a good one.

use anyhow::{Context, bail};
use clinical::form::{Action, Band, ContentHash, Definition, Total};
use std::{fs, io::Write, path::PathBuf};

/// Checks each file and writes what was found to `out`.
///
/// # Errors
/// A form was refused, a file cannot be read, or `out` cannot be written. The other files are checked all the same.
pub(crate) fn check(files: &[PathBuf], out: &mut impl Write) -> anyhow::Result<()> {
    let mut refused = 0;
    for path in files {
        let name = path.display();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => {
                writeln!(out, "{name}: cannot be read: {error}. Check the path.")?;
                refused += 1;
                continue;
            }
        };
        match Definition::parse(&text) {
            Ok(form) => summary(&name.to_string(), &form, out).context("the result cannot be written")?,
            Err(errors) => {
                refused += 1;
                for error in &errors {
                    writeln!(out, "{name}: {error}")?;
                }
                writeln!(out, "{name}: refused, broken rules: {}", errors.len())?;
            }
        }
    }
    if refused > 0 {
        bail!("{refused} of {} forms cannot be used; the ones in force stay in force", files.len());
    }
    Ok(())
}

fn summary(name: &str, form: &Definition, out: &mut impl Write) -> std::io::Result<()> {
    let pin = form.pin();
    let questions = form.items().iter().filter(|item| item.is_question()).count();
    let required = form.items().iter().filter(|item| item.required).count();
    writeln!(out, "{name}: {}, version {}", form.title(), pin.version)?;
    writeln!(out, "  {}, SHA-256 {}", pin.url, hex(&pin.hash))?;
    writeln!(
        out,
        "  {} items: {questions} questions, {required} of them required; {} rules",
        form.items().len(),
        form.rules().len()
    )?;
    for total in form.totals() {
        let (least, most) = total.range(form.items());
        let shown = |number: clinical::form::Number| number.shown(total.places);
        writeln!(out, "  total {:?}: {} to {}", total.label, shown(least), shown(most))?;
        for band in &total.bands {
            writeln!(out, "    {}: {}{}", range(total, band), band.label, action(&band.action))?;
        }
    }
    for rule in form.rules() {
        writeln!(out, "  rule {:?}{}", rule.id, action(&rule.action))?;
    }
    match form.next_due() {
        Some(interval) => writeln!(out, "  otherwise due {}", interval.label()),
        None => writeln!(out, "  otherwise not due again by itself"),
    }
}

fn range(total: &Total, Band { low, high, .. }: &Band) -> String {
    match (low.map(|n| n.shown(total.places)), high.map(|n| n.shown(total.places))) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} and above"),
        (None, Some(high)) => format!("{high} and below"),
        (None, None) => "any".to_owned(),
    }
}

fn action(Action { level, next_due, .. }: &Action) -> String {
    let level = level.map(|level| format!(", alerts: {}", level.name().to_lowercase()));
    let due = next_due.map(|interval| format!(", due {}", interval.label()));
    level.unwrap_or_default() + &due.unwrap_or_default()
}

fn hex(hash: &ContentHash) -> String {
    hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
