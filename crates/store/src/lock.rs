//! One process per data folder, held by a lock that the operating system drops when the process dies.

use crate::OpenError;
use std::{fs::File, path::Path};

/// The lock's file name in the data folder.
pub(crate) const LOCK_FILE: &str = "lock";

/// The lock, for as long as it lives.
#[derive(Debug)]
pub(crate) struct ProcessLock {
    _file: File,
}

impl ProcessLock {
    /// Takes the lock, or says who cannot have it.
    pub(crate) fn take(folder: &Path) -> Result<Self, OpenError> {
        let unusable = |source| OpenError::Folder { folder: folder.to_owned(), source };
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(LOCK_FILE))
            .map_err(unusable)?;
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs4::TryLockError::WouldBlock) => Err(OpenError::InUse { folder: folder.to_owned() }),
            Err(fs4::TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}
