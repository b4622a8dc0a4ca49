//! What can go wrong on the disk, in words for the people who have to act on it.

use clinical::ScopeId;
use std::path::PathBuf;

/// Why a database could not be opened. In every case nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process, or another part of this one, has the database open.
    #[error(
        "Wardlight is already running on this device with the data in {folder}. Nothing was changed. \
         Use the window that is open, or close it first."
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// The database was written by a newer version of the application.
    #[error(
        "The data in {folder} was written by a newer version of Wardlight (data version {found}; this one knows \
         versions up to {known}). Nothing was changed and nothing is lost. Install the newer version again."
    )]
    Newer {
        /// The data folder.
        folder: PathBuf,
        /// Schema version found.
        found: u32,
        /// The newest schema version this application knows.
        known: u32,
    },
    /// The file is there and is not one of ours.
    #[error(
        "{file} is not a Wardlight database. Nothing was changed. Choose another data folder, or move that file away."
    )]
    Foreign {
        /// The database file.
        file: PathBuf,
    },
    /// The file is damaged.
    #[error(
        "The data file {file} is damaged ({detail}). It was left exactly as it is. Entries that reached the server \
         are safe there; entries made since may exist only in this file, so keep the device, chart on another one \
         and call IT support."
    )]
    Damaged {
        /// The database file.
        file: PathBuf,
        /// What the check found first, in SQLite's words. Page and table names, never contents.
        detail: String,
    },
    /// SQLite itself has a known fault that loses committed data.
    #[error(
        "This build uses SQLite {found}, which can lose saved entries; 3.51.3 or newer is needed. Nothing was \
         changed. Install a correct build of Wardlight."
    )]
    UnsafeSqlite {
        /// SQLite's version.
        found: &'static str,
    },
    /// The folder or a file in it cannot be used.
    #[error(
        "The data folder {folder} cannot be used: {source}. Nothing was changed. Check that it exists, that this \
         user may write to it and that the disk has room."
    )]
    Folder {
        /// The data folder.
        folder: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The database could not be brought up to date or read.
    #[error("The data could not be opened. What was saved is still there. {0}")]
    Store(#[from] StoreError),
}

/// Why a read or a write did not happen. A failed write changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, and the reserve is spent or not for this kind of write.
    #[error(
        "The disk is full, so this was not saved. What was saved before is safe. Free some space on this device or \
         chart on another one."
    )]
    Full,
    /// The database file is damaged.
    #[error(
        "The data file is damaged, so this was not done. Entries that reached the server are safe there. Chart on \
         another device and call IT support."
    )]
    Damaged(#[source] Fault),
    /// A row holds something that cannot be read.
    #[error(
        "A stored row cannot be read ({what}). Nothing was changed, and the row is still there. Chart on another device \
         and call IT support."
    )]
    Unreadable {
        /// Which column held what shape. Never a value.
        what: String,
    },
    /// A page of a log does not begin where the last one ended, or goes back.
    #[error(
        "A page of {scope} begins at entry {first}, but the last one held is {held}. It was not applied; nothing is \
         lost, and it will be asked for again."
    )]
    PageOutOfOrder {
        /// Whose log.
        scope: ScopeId,
        /// The first sequence of the page.
        first: u64,
        /// The last sequence held.
        held: u64,
    },
    /// The device chain moved on since the link was taken.
    #[error(
        "Another entry was chained first, so this one was not saved. What you keyed is still there. Save it again."
    )]
    StaleLink,
    /// This device already has an identity.
    #[error("This device already has an identity. It keeps it. To begin again, use an empty data folder.")]
    AlreadyIdentified,
    /// Something that was asked for is not there.
    #[error("There is no such {what} on this device. Nothing was changed.")]
    Absent {
        /// What was looked for.
        what: &'static str,
    },
    /// A check of the whole database found something wrong.
    #[error(
        "The data file is damaged ({detail}). Nothing was changed. Entries that reached the server are safe there. \
         Chart on another device and call IT support."
    )]
    Faulty {
        /// What the check found first, in SQLite's words. Page and table names, never contents.
        detail: String,
    },
    /// The file beside the database that names its life could not be written.
    #[error(
        "A file beside the data could not be written ({0}). Nothing is lost. Check that the disk has room and start \
         Wardlight again."
    )]
    Note(#[source] std::io::Error),
    /// The disk or SQLite failed in some other way.
    #[error(
        "The disk refused ({0}). This was not saved; what was saved before is safe. Try again, or chart on another device."
    )]
    Disk(#[source] Fault),
}

/// What the database engine said. Names of tables and columns may be in it; values never are.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Fault(rusqlite::Error);

/// SQLite's extended code for "the shared-memory index could not grow", which is how a full disk shows there.
const IOERR_SHMSIZE: i32 = 4874;

impl StoreError {
    /// Sorts an error of the database engine. Not a `From`, so that the engine stays out of the public interface.
    pub(crate) fn sorted(error: rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        match &error {
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::Full,
                _ if failure.extended_code == IOERR_SHMSIZE => Self::Full,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged(Fault(error)),
                _ => Self::Disk(Fault(error)),
            },
            Error::FromSqlConversionFailure(column, kind, _) => {
                Self::Unreadable { what: format!("column {column}, {kind}") }
            }
            Error::InvalidColumnType(_, name, kind) => Self::Unreadable { what: format!("{name}, {kind}") },
            Error::IntegralValueOutOfRange(column, _) => {
                Self::Unreadable { what: format!("column {column}, number out of range") }
            }
            _ => Self::Disk(Fault(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault() -> Fault {
        Fault(rusqlite::Error::InvalidQuery)
    }

    #[test]
    fn each_reason_why_the_data_cannot_be_opened_is_read_as_its_own_sentence() {
        let (folder, file) = (PathBuf::from("/data"), PathBuf::from("/data/wardlight.db"));
        let refused = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "permission denied");
        for (why, sentence) in [
            (
                OpenError::InUse { folder: folder.clone() },
                "Wardlight is already running on this device with the data in /data. Nothing was changed. Use the window \
                 that is open, or close it first.",
            ),
            (
                OpenError::Newer { folder: folder.clone(), found: 9, known: 3 },
                "The data in /data was written by a newer version of Wardlight (data version 9; this one knows versions \
                 up to 3). Nothing was changed and nothing is lost. Install the newer version again.",
            ),
            (
                OpenError::Foreign { file: file.clone() },
                "/data/wardlight.db is not a Wardlight database. Nothing was changed. Choose another data folder, or move \
                 that file away.",
            ),
            (
                OpenError::Damaged { file, detail: "row missing".into() },
                "The data file /data/wardlight.db is damaged (row missing). It was left exactly as it is. Entries that \
                 reached the server are safe there; entries made since may exist only in this file, so keep the device, \
                 chart on another one and call IT support.",
            ),
            (
                OpenError::UnsafeSqlite { found: "3.40.0" },
                "This build uses SQLite 3.40.0, which can lose saved entries; 3.51.3 or newer is needed. Nothing was \
                 changed. Install a correct build of Wardlight.",
            ),
            (
                OpenError::Folder { folder, source: refused },
                "The data folder /data cannot be used: permission denied. Nothing was changed. Check that it exists, that \
                 this user may write to it and that the disk has room.",
            ),
            (
                OpenError::Store(StoreError::Full),
                "The data could not be opened. What was saved is still there. The disk is full, so this was not saved. \
                 What was saved before is safe. Free some space on this device or chart on another one.",
            ),
        ] {
            assert_eq!(why.to_string(), sentence);
        }
    }

    #[test]
    fn each_reason_why_nothing_was_written_is_read_as_its_own_sentence() {
        let scope = ScopeId::Dir;
        for (why, sentence) in [
            (
                StoreError::Full,
                "The disk is full, so this was not saved. What was saved before is safe. Free some space on this device \
                 or chart on another one.",
            ),
            (
                StoreError::Damaged(fault()),
                "The data file is damaged, so this was not done. Entries that reached the server are safe there. Chart on \
                 another device and call IT support.",
            ),
            (
                StoreError::Unreadable { what: "column 3, text".into() },
                "A stored row cannot be read (column 3, text). Nothing was changed, and the row is still there. Chart on \
                 another device and call IT support.",
            ),
            (
                StoreError::PageOutOfOrder { scope, first: 9, held: 3 },
                "A page of dir begins at entry 9, but the last one held is 3. It was not applied; nothing is lost, and it \
                 will be asked for again.",
            ),
            (
                StoreError::StaleLink,
                "Another entry was chained first, so this one was not saved. What you keyed is still there. Save it again.",
            ),
            (
                StoreError::Faulty { detail: "page 7".into() },
                "The data file is damaged (page 7). Nothing was changed. Entries that reached the server are safe there. \
                 Chart on another device and call IT support.",
            ),
            (
                StoreError::Disk(fault()),
                "The disk refused (Query is not read-only). This was not saved; what was saved before is safe. Try again, \
                 or chart on another device.",
            ),
        ] {
            assert_eq!(why.to_string(), sentence);
        }
    }
}
