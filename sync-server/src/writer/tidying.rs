//! Working the write-ahead log into the file, beside the thread that writes. SQLite would do so within whichever commit
//! finds the log long, and whoever waits for that commit, and for the one after it, would wait for it as well.

use rusqlite::Connection;
use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::JoinHandle,
};

/// Rows written after which the log is worked in: about as many pages as SQLite lets it have.
const ROWS: u64 = 500;

/// The thread that works the log in. Dropping it waits until it is done.
pub(super) struct Tidying {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Rows that the writer had written in all when it last woke the thread.
    seen: u64,
}

impl Tidying {
    /// Starts the thread over a connection of its own, which may write.
    pub(super) fn start(connection: Connection) -> std::io::Result<Self> {
        let (wake, woken) = sync_channel(1);
        let run = move || run(&connection, &woken);
        let thread = std::thread::Builder::new().name("log-tidying".into()).spawn(run)?;
        Ok(Self { wake: Some(wake), thread: Some(thread), seen: 0 })
    }

    /// Told after each commit how many rows the writer has written in all.
    pub(super) fn written(&mut self, rows: u64) {
        if rows.saturating_sub(self.seen) < ROWS {
            return;
        }
        self.seen = rows;
        if let Some(wake) = &self.wake {
            // Full: it is woken already, and comes to these rows too.
            let _woken_already = wake.try_send(());
        }
    }
}

impl Drop for Tidying {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

fn run(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        // Passive: waits for nobody, and leaves to the next time what a reader still needs.
        let tidied = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if let Err(error) = tidied {
            // Nothing is lost: the log has it, and a later time or the writer itself works it in.
            tracing::warn!(%error, "the write-ahead log could not be worked into the database");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages in the log, and how many of them are in the file as well.
    fn pages(connection: &Connection) -> (u64, u64) {
        connection.query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| Ok((row.get(1)?, row.get(2)?))).unwrap()
    }

    #[test]
    fn a_log_that_has_grown_is_worked_into_the_file_and_a_short_one_left() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("file")).unwrap();
        let writer = open();
        writer
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (n)")
            .unwrap();
        let write = |rows: u64| {
            let many = "INSERT INTO t WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) \
                        SELECT n FROM n";
            writer.execute(many, [rows]).unwrap();
            writer.total_changes()
        };
        let mut few = Tidying::start(open()).unwrap();
        few.written(write(ROWS - 1));
        drop(few);
        let (long, worked_in) = pages(&writer);
        assert!(long > 0 && worked_in == 0, "{worked_in} of {long}");
        let mut many = Tidying::start(open()).unwrap();
        many.written(write(1));
        drop(many);
        let (longer, worked_in) = pages(&writer);
        assert!(longer > long && worked_in == longer, "{worked_in} of {longer}");
    }
}
