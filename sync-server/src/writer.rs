//! The one thread that writes: what waits while a commit is under way is committed together with the next.
//!
//! A commit with `synchronous=FULL` waits for the disk. Sharing that wait among all who push at the same moment is
//! what lets three thousand devices reconnect at once; each is still answered only after its own bytes are durable.

use crate::database::StoreError;
use planted::Fault;
use rusqlite::Connection;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, Sender, SyncSender, channel, sync_channel},
    },
    thread::JoinHandle,
};

mod tidying;

use tidying::Tidying;

/// How many pieces of work one commit takes along at most. Bounds what a single caller waits for.
const GROUP: usize = 256;

/// The door to the writing thread. Dropping it lets the thread finish what it holds, and waits for that.
pub(crate) struct Writer {
    queue: Mutex<Option<Sender<Box<dyn Piece>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread over its own connection, and one that works the log in over another.
    pub(crate) fn start(connection: Connection, tidier: Connection) -> Result<Self, StoreError> {
        let (queue, waiting) = channel();
        let mut tidying = Tidying::start(tidier).map_err(|_| StoreError::Stopped)?;
        let thread = std::thread::Builder::new()
            .name("log-writer".into())
            .spawn(move || {
                run(&connection, &mut tidying, &waiting);
                // Before the writer's: what is left in the log then is worked in by the connection that closes last.
                drop(tidying);
            })
            .map_err(|_| StoreError::Stopped)?;
        Ok(Self { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Runs `work` in a transaction and waits until it is durable. Work that fails leaves nothing behind.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = sync_channel(1);
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let piece = Box::new(Task { work: Some(work), result: Err(StoreError::Stopped), tell });
        queue.ok_or(StoreError::Stopped)?.send(piece).map_err(|_| StoreError::Stopped)?;
        told.recv().map_err(|_| StoreError::Stopped)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        *self.queue.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _panicked = thread.join();
        }
    }
}

/// One piece of work and the caller that waits for it.
trait Piece: Send {
    /// Does the work; says whether it is to be kept.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells the caller, once it is known whether the work is durable.
    fn tell(self: Box<Self>, durable: Result<(), StoreError>);
}

struct Task<T, W> {
    work: Option<W>,
    /// "Stopped" until the work has run to its end.
    result: Result<T, StoreError>,
    tell: SyncSender<Result<T, StoreError>>,
}

impl<T: Send, W: FnOnce(&Connection) -> Result<T, StoreError> + Send> Piece for Task<T, W> {
    fn run(&mut self, connection: &Connection) -> bool {
        if let Some(work) = self.work.take() {
            self.result = work(connection);
        }
        self.result.is_ok()
    }

    fn tell(self: Box<Self>, durable: Result<(), StoreError>) {
        // A caller that is gone is not told; the work is durable all the same.
        let _gone = self.tell.send(durable.and(self.result));
    }
}

fn run(connection: &Connection, tidying: &mut Tidying, waiting: &Receiver<Box<dyn Piece>>) {
    while let Ok(first) = waiting.recv() {
        if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
            first.tell(Err(error.into()));
            continue;
        }
        let pieces = run_group(connection, first, waiting);
        if planted::is(Fault::AckBeforeCommit) && connection.total_changes().is_multiple_of(3) {
            // Told too early: the process ended before the commit.
            let _lost = connection.execute_batch("ROLLBACK");
            pieces.into_iter().for_each(|piece| piece.tell(Ok(())));
            continue;
        }
        let durable = connection.execute_batch("COMMIT").map_err(StoreError::from);
        if durable.is_err() {
            // A failed commit can leave the transaction open; rolling back twice does no harm.
            let _already_closed = connection.execute_batch("ROLLBACK");
        }
        for piece in pieces {
            piece.tell(durable.clone());
        }
        tidying.written(connection.total_changes());
    }
}

/// Runs the first piece, and whatever else is waiting by then.
fn run_group(
    connection: &Connection,
    first: Box<dyn Piece>,
    waiting: &Receiver<Box<dyn Piece>>,
) -> Vec<Box<dyn Piece>> {
    let mut done = Vec::new();
    let mut next = Some(first);
    while let Some(mut piece) = next.take() {
        match run_one(connection, &mut *piece) {
            Ok(()) => done.push(piece),
            Err(error) => piece.tell(Err(error)),
        }
        if done.len() < GROUP {
            next = waiting.try_recv().ok();
        }
    }
    done
}

/// Runs one piece inside a savepoint, so that its failure, or its panic, is its own.
fn run_one(connection: &Connection, piece: &mut dyn Piece) -> Result<(), StoreError> {
    connection.execute_batch("SAVEPOINT piece")?;
    let keep = catch_unwind(AssertUnwindSafe(|| piece.run(connection))).unwrap_or_else(|_panic| {
        tracing::error!("a write panicked and was rolled back; the others of its group were not touched");
        false
    });
    let end = if keep { "RELEASE piece" } else { "ROLLBACK TO piece; RELEASE piece" };
    connection.execute_batch(end)?;
    Ok(())
}
