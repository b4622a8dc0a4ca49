//! The data folder: nobody else's to read, and served by one server. Administrators' commands may work beside it; a
//! second server may not.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io::Write as _,
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

/// Makes a folder, and what lies above it, for this user alone. One that is there stays as it is: it may hold other
/// people's files too.
pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut maker = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.recursive(true).create(folder)?;
    sync_names(folder)
}

/// Makes durable that something of this name is in the folder around it: syncing the file itself does not promise that.
#[cfg(unix)]
pub(crate) fn sync_names(of: &Path) -> std::io::Result<()> {
    let around = of.parent().filter(|around| !around.as_os_str().is_empty());
    File::open(around.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn sync_names(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Makes a file for this user alone, or takes away what others may do with one that is there.
pub(crate) fn keep_to_oneself(file: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(file)?;
    close_to_others(&opened)
}

/// Writes a new file for this user alone. One that is there already is left alone; one that could not be written whole is
/// taken away again.
pub(crate) fn write_new(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    let written = opened.write_all(bytes).and_then(|()| opened.sync_all());
    if written.is_err() {
        let _better_than_half_a_file = std::fs::remove_file(file);
    }
    written
}

#[cfg(unix)]
fn close_to_others(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = file.metadata()?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(0o600);
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn close_to_others(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// The right to serve a folder, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Serving(File);

impl Drop for Serving {
    /// Closing would not do: a program that another thread is just starting has this file open too until it runs.
    fn drop(&mut self) {
        let _closing_does_the_rest = self.0.unlock();
    }
}

impl Serving {
    pub(crate) fn take(folder: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable { path: folder.to_owned(), source };
        make(folder).map_err(unusable)?;
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
    fn a_folder_that_was_given_up_is_free_though_a_starting_program_has_the_lock_open_still() {
        let folder = tempfile::tempdir().unwrap();
        let serving = Serving::take(folder.path()).unwrap();
        let inherited = serving.0.try_clone().unwrap();
        assert!(matches!(Serving::take(folder.path()), Err(FolderError::InUse { .. })));
        drop(serving);
        assert!(Serving::take(folder.path()).is_ok());
        drop(inherited);
    }

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
