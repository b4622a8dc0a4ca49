//! The checkout as files: where it is, and what of it is text that people write.

use std::{
    fs,
    path::{Path, PathBuf},
};
use walkdir::{DirEntry, WalkDir};

/// A text file of the project.
#[derive(Debug)]
pub struct Source {
    /// Its path from the top, with forward slashes.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Folders that a build or a run makes.
const MADE: [&str; 5] = ["target", "dist", "demo-data", "gen", ".git"];

/// The top of the checkout.
///
/// # Panics
/// When this package no longer lies one folder below it.
#[must_use]
#[expect(clippy::expect_used, reason = "a test that cannot find its subject has failed")]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace").to_owned()
}

/// Every text file below a folder of the checkout, in order; `""` is all of it. What is not text is left out.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
#[expect(clippy::expect_used, reason = "a test that cannot read its subject has failed")]
pub fn sources(folder: &str) -> Vec<Source> {
    let root = root();
    let written =
        |entry: &DirEntry| entry.depth() == 0 || !MADE.iter().any(|made| entry.file_name() == *made);
    WalkDir::new(root.join(folder))
        .sort_by_file_name()
        .into_iter()
        .filter_entry(written)
        .map(|entry| entry.expect("the checkout can be read"))
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let text = fs::read_to_string(entry.path()).ok()?;
            let path = entry.path().strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
            Some(Source { path, text })
        })
        .collect()
}

/// Every Rust file of the checkout, in order.
#[must_use]
pub fn rust_sources() -> Vec<Source> {
    let mut sources = sources("");
    sources.retain(|source| source.path.ends_with(".rs"));
    sources
}
