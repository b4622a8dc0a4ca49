//! Folders of tablets and server: copied as a killed process leaves them, put back from backups.

use std::{
    fs, io,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder for a run: in memory where the system has such a place, since nothing here tests the disk itself.
pub(super) fn for_run() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder can be made")
}

/// Copies a folder as it lies there: what a process that is killed at this moment has given to the operating system.
/// Locks and shared memory are nothing that outlives it.
pub(super) fn image(from: &Path, to: &Path) {
    copy(from, to).expect("a folder can be copied");
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        let name = file.file_name();
        let text = name.to_string_lossy();
        if file.file_type()?.is_dir() {
            copy(&file.path(), &to.join(&name))?;
        } else if !text.ends_with("-shm") && !text.contains("lock") {
            fs::copy(file.path(), to.join(&name))?;
        }
    }
    Ok(())
}

/// Numbered folders of one run.
pub(super) struct Folders {
    base: TempDir,
    made: u32,
}

impl Folders {
    pub(super) fn new() -> Self {
        Self { base: for_run(), made: 0 }
    }

    /// A path where nothing is yet.
    pub(super) fn fresh(&mut self) -> PathBuf {
        self.made += 1;
        self.base.path().join(self.made.to_string())
    }
}
