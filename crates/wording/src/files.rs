//! The folder of the languages.

use crate::{Fault, Shelf};
use std::{io, path::Path};
use thiserror::Error;

/// Why the words cannot be had.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The folder or a file of it cannot be read.
    #[error("the words in {0} cannot be read: {1}")]
    Disk(String, #[source] io::Error),
    /// A file is not as it has to be.
    #[error("the words are not as they have to be:\n  {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n  "))]
    Faults(Vec<Fault>),
}

/// Where the texts lie that a language says by their wording.
const TEXTS: &str = "texts";

/// Reads every `.ftl` of a folder, and every `.json` of its `texts`; the name of a file is the tag of its language.
///
/// # Errors
/// Those of the disk, and everything that is wrong with a file.
pub fn read_folder(folder: &Path) -> Result<Shelf, ReadError> {
    let shelf = Shelf::of(&with_ending(folder, "ftl")?).map_err(ReadError::Faults)?;
    let texts = folder.join(TEXTS);
    if !texts.exists() {
        return Ok(shelf);
    }
    shelf.with_texts(&with_ending(&texts, "json")?).map_err(ReadError::Faults)
}

fn with_ending(folder: &Path, ending: &str) -> Result<Vec<(String, String)>, ReadError> {
    let disk = |problem| ReadError::Disk(folder.display().to_string(), problem);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(disk)? {
        let path = entry.map_err(disk)?.path();
        if path.extension().is_some_and(|end| end == ending) {
            let tag = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((tag, std::fs::read_to_string(&path).map_err(disk)?));
        }
    }
    Ok(files)
}
