//! A file that holds disk space back, so that on a full disk what is being charted now can still be saved.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

/// The reserve's file name in the data folder.
pub(crate) const RESERVE_FILE: &str = "reserve";

/// The reserve: whole, or spent.
#[derive(Debug)]
pub(crate) struct Reserve {
    file: PathBuf,
    bytes: u64,
    whole: AtomicBool,
}

impl Reserve {
    /// The reserve of a data folder, as it is found there.
    pub(crate) fn of(folder: &Path, bytes: u64) -> Self {
        let file = folder.join(RESERVE_FILE);
        let whole = fs::metadata(&file).is_ok_and(|meta| meta.len() >= bytes);
        Self { file, bytes, whole: AtomicBool::new(whole) }
    }

    /// Whether the space is still held back.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole.load(Ordering::Acquire)
    }

    /// Its size in bytes when whole.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Gives the space free; true when there was some to give.
    pub(crate) fn spend(&self) -> bool {
        let had = self.whole.swap(false, Ordering::AcqRel);
        let gone = fs::remove_file(&self.file);
        had && gone.is_ok()
    }

    /// Holds the space back again once twice as much is free, so that it is not spent again at the next save;
    /// answers whether it is whole.
    pub(crate) fn restore(&self) -> bool {
        if self.is_whole() {
            return true;
        }
        let free = self.file.parent().map_or(Ok(0), fs4::available_space).unwrap_or(0);
        let whole = free >= self.bytes.saturating_mul(2) && self.allocate().is_ok();
        if !whole {
            // A part of a reserve holds nothing back for sure and takes room from what is charted.
            let _ = fs::remove_file(&self.file);
        }
        self.whole.store(whole, Ordering::Release);
        whole
    }

    fn allocate(&self) -> io::Result<()> {
        let mut file = File::create(&self.file)?;
        if fs4::FileExt::allocate(&file, self.bytes).is_err() {
            fill_with_zeros(&mut file, self.bytes)?;
        }
        file.set_len(self.bytes)?;
        file.sync_all()
    }
}

/// For file systems that cannot reserve: writing is the only way to own the blocks.
fn fill_with_zeros(file: &mut File, bytes: u64) -> io::Result<()> {
    io::copy(&mut io::Read::take(io::repeat(0), bytes), file)?;
    file.flush()
}
