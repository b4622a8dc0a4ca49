//! Whom one may be on the demo ward: read from the directory that was written for it.

use anyhow::{Context, Result};
use std::path::Path;

/// Somebody to sign in as.
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) pin: String,
}

/// The directory's people who sign in, in its order.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn read(file: &Path) -> Result<Vec<Person>> {
    let mut csv =
        csv::Reader::from_path(file).with_context(|| format!("could not read {}", file.display()))?;
    let header = csv.headers()?.clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let mut people = Vec::new();
    for row in csv.records() {
        let row = row?;
        let cell = |name: &str| column(name).and_then(|at| row.get(at)).unwrap_or_default().to_owned();
        people.push(Person { name: cell("name"), role: cell("role").replace('_', " "), pin: cell("pin") });
    }
    people.retain(|person| !person.pin.is_empty());
    Ok(people)
}

/// The wards of the directory, by their slugs.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn wards(file: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))?;
    let wards: Vec<serde_json::Value> = serde_json::from_str(&text)?;
    Ok(wards.iter().filter_map(|ward| ward["id"].as_str().map(str::to_owned)).collect())
}
