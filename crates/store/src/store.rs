//! The store: one connection that writes, a few that read.

use crate::{
    Life, OpenError, OpenOptions, Projection, StoreError, examine,
    held::Held,
    life,
    lock::ProcessLock,
    open,
    reserve::Reserve,
    tx::{ReadTx, WriteTx},
};
use clinical::{Incarnation, StayId};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

/// Idle connections kept for reading. More may be in use at once.
const IDLE_READERS: usize = 4;

/// Commits after which the log is worked in: about as many pages as a thousand.
const TIDY_AFTER: u32 = 60;

/// How the disk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// There is room, and the reserve is whole.
    Ample,
    /// The disk was full and the reserve is spent: what is charted is still saved while it lasts, what comes from
    /// the server waits.
    OnReserve,
}

/// The device's disk. Shared between threads; writes take turns, reads never wait for them.
pub struct Store {
    // Dropped in this order: the writer closes after the readers and tidies up, and the lock goes last.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Writer>,
    reserve: Reserve,
    held: Mutex<Held>,
    /// Commits since the log was worked in.
    commits: AtomicU32,
    folder: PathBuf,
    file: PathBuf,
    life: Life,
    _lock: ProcessLock,
}

/// The one connection that writes.
pub(crate) struct Writer {
    pub(crate) connection: Connection,
    pub(crate) quota_bytes: Option<u64>,
}

/// Why one attempt at a write failed.
struct Failed<E> {
    error: E,
    disk_was_full: bool,
}

impl<E: From<StoreError>> Failed<E> {
    fn engine(error: rusqlite::Error) -> Self {
        let error = StoreError::sorted(error);
        Self { disk_was_full: matches!(error, StoreError::Full), error: error.into() }
    }
}

impl Store {
    /// Opens the store of a data folder, which is made if it is not there. Takes the folder's lock, refuses a
    /// database that is damaged, not ours or from a newer version, and brings an older one up to date.
    pub fn open(folder: &Path, options: &OpenOptions) -> Result<Self, OpenError> {
        open::open(folder, options)
    }

    pub(crate) fn assemble(
        folder: &Path,
        file: PathBuf,
        lock: ProcessLock,
        writer: Writer,
        reserve: Reserve,
        life: Life,
    ) -> Self {
        Self {
            readers: Mutex::new(Vec::new()),
            writer: Mutex::new(writer),
            reserve,
            held: Mutex::default(),
            commits: AtomicU32::new(0),
            folder: folder.to_owned(),
            file,
            life,
            _lock: lock,
        }
    }

    /// How this opening relates to the one before: the same life, or a restored, copied or lost database.
    pub fn life(&self) -> Life {
        self.life
    }

    /// Reads one snapshot. Nothing that is written meanwhile shows in it.
    pub fn read<T, E>(&self, work: impl FnOnce(&ReadTx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let idle = lock(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reading(&self.file).map_err(StoreError::sorted)?,
        };
        // Before the snapshot begins: what is let go in between lies in the tables by then.
        let held = lock(&self.held).clone();
        let done = {
            let tx = Transaction::new_unchecked(&connection, TransactionBehavior::Deferred)
                .map_err(StoreError::sorted)?;
            work(&ReadTx::over(&tx, held))
        };
        let mut readers = lock(&self.readers);
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
        done
    }

    /// Writes what is being charted, in one transaction that is on the disk when this returns `Ok`. When the closure
    /// fails, or panics, nothing of it is kept.
    ///
    /// On a full disk the reserve is given free and the closure runs once more, so it must have no effect but
    /// through the transaction. [`Store::disk`] tells afterwards.
    pub fn write<T, E>(&self, mut work: impl FnMut(&WriteTx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let writer = lock(&self.writer);
        match self.attempt(&writer.connection, &mut work) {
            Err(failed) if failed.disk_was_full && self.reserve.spend() => {
                writer.apply_quota(&self.reserve)?;
                self.attempt(&writer.connection, work).map_err(|failed| failed.error)
            }
            done => done.map_err(|failed| failed.error),
        }
    }

    /// Holds projections of facts that have just been written, until [`WriteTx::put_held`] puts them. From now on every
    /// reader sees them. The caller lets nobody call that between the write and this.
    pub fn hold(&self, projections: impl IntoIterator<Item = Projection>) {
        let mut held = lock(&self.held);
        projections.into_iter().for_each(|projection| held.hold(projection));
    }

    /// The projections of these stays could not be made from facts that are written, so none is held. They are behind until
    /// one is held or put. The caller lets nobody write meanwhile.
    pub fn lose_track(&self, stays: impl IntoIterator<Item = StayId>) {
        let mut held = lock(&self.held);
        stays.into_iter().for_each(|stay| held.lose_track(stay));
    }

    /// The stays whose projections are behind their facts, as far as is known since the opening.
    pub fn behind(&self) -> BTreeSet<StayId> {
        lock(&self.held).behind().clone()
    }

    /// How many stays' projections are held and not on the disk.
    pub fn held(&self) -> usize {
        lock(&self.held).len()
    }

    /// Works the log of writes into the database when it has grown. SQLite would do so by itself in a write that somebody
    /// waits for; to be called when nobody does.
    pub fn tidy(&self) -> Result<(), StoreError> {
        let writer = lock(&self.writer);
        if self.commits.load(Ordering::Relaxed) < TIDY_AFTER {
            return Ok(());
        }
        self.commits.store(0, Ordering::Relaxed);
        // Passive: waits for no reader, and leaves to the next time what one still needs.
        let pragma = "PRAGMA wal_checkpoint(PASSIVE)";
        writer.connection.query_row(pragma, [], |_| Ok(())).map_err(StoreError::sorted)
    }

    /// Writes what can wait, such as a page from the server: like [`Store::write`], but never from the reserve. On a
    /// full disk it answers [`StoreError::Full`] and nothing is lost, because it can be asked for again.
    pub fn write_if_room<T, E>(&self, work: impl FnMut(&WriteTx<'_>) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let writer = lock(&self.writer);
        if !self.reserve.is_whole() {
            return Err(StoreError::Full.into());
        }
        self.attempt(&writer.connection, work).map_err(|failed| failed.error)
    }

    /// How the disk stands.
    pub fn disk(&self) -> Disk {
        if self.reserve.is_whole() { Disk::Ample } else { Disk::OnReserve }
    }

    /// Holds the reserve back again if there is room for it now; answers how the disk stands. To be called now and
    /// then while [`Store::disk`] says [`Disk::OnReserve`].
    pub fn tend_reserve(&self) -> Result<Disk, StoreError> {
        let writer = lock(&self.writer);
        if !self.reserve.is_whole() && self.reserve.restore() {
            writer.apply_quota(&self.reserve)?;
        }
        Ok(self.disk())
    }

    /// Begins a new life with a chain of its own, because the server found this one forked. `fresh` is random.
    pub fn begin_new_life(&self, fresh: &Incarnation) -> Result<(), StoreError> {
        let writer = lock(&self.writer);
        open::begin_life(&writer.connection, fresh, true)?;
        life::note(&self.folder, fresh).map_err(StoreError::Note)
    }

    /// Runs a closure in a transaction once: commits what it did, or nothing.
    fn attempt<T, E>(
        &self,
        connection: &Connection,
        mut work: impl FnMut(&WriteTx<'_>) -> Result<T, E>,
    ) -> Result<T, Failed<E>>
    where
        E: From<StoreError>,
    {
        let begun = Begun::new(connection).map_err(Failed::engine)?;
        let write = WriteTx::over(connection, lock(&self.held).clone());
        let done = work(&write);
        let disk_was_full = write.met_full_disk();
        let left = write.left();
        match done {
            // SQLite may have undone everything by itself, so success after a full disk is none.
            Ok(_) if disk_was_full => Err(Failed { error: StoreError::Full.into(), disk_was_full }),
            Ok(value) => {
                begun.commit().map_err(Failed::engine)?;
                self.commits.fetch_add(1, Ordering::Relaxed);
                if left.is_something() {
                    left.settle(&mut lock(&self.held));
                }
                Ok(value)
            }
            Err(error) => Err(Failed { error, disk_was_full }),
        }
    }

    /// Checks the whole database; `Err` with [`StoreError::Faulty`] names what is wrong first. Reads every page.
    pub fn check(&self) -> Result<(), StoreError> {
        match examine::first_fault_in(&self.file).map_err(StoreError::sorted)? {
            None => Ok(()),
            Some(detail) => Err(StoreError::Faulty { detail }),
        }
    }
}

/// A transaction that writes, begun and ended by statements that are planned once. One that is not committed is undone.
struct Begun<'c>(&'c Connection);

impl<'c> Begun<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Self(connection))
    }

    fn commit(self) -> rusqlite::Result<()> {
        self.0.prepare_cached("COMMIT")?.execute([]).map(drop)
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // Should even this fail, the next one does not begin, and says so.
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

impl Writer {
    /// Tells SQLite how far the database may grow: to the quota, and while the reserve is spent by as much again as
    /// the reserve.
    pub(crate) fn apply_quota(&self, reserve: &Reserve) -> Result<(), StoreError> {
        let Some(quota) = self.quota_bytes else { return Ok(()) };
        let spent = if reserve.is_whole() { 0 } else { reserve.bytes() };
        let page: u64 = self
            .connection
            .pragma_query_value(None, "page_size", |row| crate::columns::get(row, 0))
            .map_err(StoreError::sorted)?;
        let pages = quota.saturating_add(spent) / page.max(1);
        let pages = u32::try_from(pages).unwrap_or(u32::MAX - 1);
        self.connection.pragma_update(None, "max_page_count", pages).map_err(StoreError::sorted)
    }
}

/// Takes a lock whoever panicked while holding it: a transaction undoes itself on the way out.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
