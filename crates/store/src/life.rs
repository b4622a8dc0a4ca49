//! Notices a restored or copied database: its life's id also stands in a file apart from it.

use clinical::Incarnation;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

/// The file's name in the data folder.
pub(crate) const LIFE_FILE: &str = "incarnation";

/// How this opening of the database relates to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// There was none before: an empty data folder.
    First,
    /// The same life goes on.
    Continued,
    /// The database was restored from a backup, copied or lost: the ids did not agree, and a new life began. Every
    /// chain is to be verified again.
    Restored {
        /// The life that the database spoke of; `None` when the database was gone.
        previous: Option<Incarnation>,
    },
}

/// What the file says: `None` when it is absent, and when it is unreadable, which is as good as another id.
pub(crate) enum Noted {
    Absent,
    Garbled,
    Life(Incarnation),
}

/// Reads the file.
pub(crate) fn noted(folder: &Path) -> io::Result<Noted> {
    match fs::read_to_string(folder.join(LIFE_FILE)) {
        Ok(text) => Ok(text.trim().parse().map_or(Noted::Garbled, Noted::Life)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Noted::Absent),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Noted::Garbled),
        Err(error) => Err(error),
    }
}

/// Writes the file so that a power cut leaves the old text or the new one.
pub(crate) fn note(folder: &Path, life: &Incarnation) -> io::Result<()> {
    let beside = folder.join("incarnation.new");
    let mut file = File::create(&beside)?;
    writeln!(file, "{life}")?;
    file.sync_all()?;
    fs::rename(&beside, folder.join(LIFE_FILE))?;
    sync_folder(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// What to make of the id in the database and the id in the file.
pub(crate) fn compare(in_database: Option<Incarnation>, in_file: &Noted) -> Life {
    match (in_database, in_file) {
        (Some(ours), Noted::Life(theirs)) if ours == *theirs => Life::Continued,
        (None, Noted::Absent) => Life::First,
        (previous, _) => Life::Restored { previous },
    }
}
