//! One process per data folder, held by a lock that the operating system drops when the process dies.

use crate::OpenError;
use std::{fs::File, path::Path};

/// The lock's file name in the data folder.
pub(crate) const LOCK_FILE: &str = "lock";

/// The lock, for as long as it lives.
#[derive(Debug)]
pub(crate) struct ProcessLock {
    file: File,
}

impl Drop for ProcessLock {
    /// Closing would not do: a program that another thread is just starting has this file open too until it runs.
    fn drop(&mut self) {
        let _closing_does_the_rest = fs4::FileExt::unlock(&self.file);
    }
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
            Ok(()) => Ok(Self { file }),
            Err(fs4::TryLockError::WouldBlock) => Err(OpenError::InUse { folder: folder.to_owned() }),
            Err(fs4::TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_was_given_up_is_free_though_a_starting_program_has_the_lock_open_still() {
        let folder = tempfile::tempdir().unwrap();
        let lock = ProcessLock::take(folder.path()).unwrap();
        let inherited = lock.file.try_clone().unwrap();
        assert!(matches!(ProcessLock::take(folder.path()), Err(OpenError::InUse { .. })));
        drop(lock);
        assert!(ProcessLock::take(folder.path()).is_ok());
        drop(inherited);
    }
}
