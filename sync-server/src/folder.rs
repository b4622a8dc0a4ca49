//! One server serves a folder. Administrators' commands may work beside it; a second server may not.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

/// The name of the lock file in the data folder.
const FILE: &str = "serving.lock";

/// Why a folder cannot be served. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another server serves it.
    #[error(
        "another server is running on the folder {path}; stop that one first, or give this one its own folder"
    )]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The folder cannot be used.
    #[error("the data folder {path} cannot be used: {source}")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// The right to serve a folder, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Serving(#[expect(dead_code, reason = "the lock is held by the open file")] File);

impl Serving {
    pub(crate) fn take(folder: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let mut options = OpenOptions::new();
        let file =
            options.write(true).create(true).truncate(false).open(folder.join(FILE)).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse { path: folder.to_owned() }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_served_by_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Serving::take(folder.path()).unwrap();
        let second = Serving::take(folder.path()).unwrap_err();
        assert!(second.to_string().contains("another server is running"), "{second}");
        drop(first);
        assert!(Serving::take(folder.path()).is_ok());
    }
}
