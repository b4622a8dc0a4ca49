//! A PostgreSQL database below a server: connections with a bound, transactions that are tried again, and a small runtime
//! of its own, since the logs are asked by threads that block.
//!
//! Nothing here is a node's memory: any node may take any push, and what orders them is a row's lock in the database.

use crate::database::{OpenError, StoreError};
use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime as Timers, Transaction,
};
use std::{future::Future, pin::Pin, sync::mpsc::sync_channel, time::Duration};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::NoTls;

mod address;
mod epoch;
mod failed;
mod migrate;

pub use address::{Address, BadAddress};
pub(crate) use epoch::epoch as epoch_of;
pub(crate) use failed::Failed;

/// Connections of one node. A node handles 64 messages at once; most of them read, and each reads for a millisecond.
const CONNECTIONS: usize = 16;

/// How long anything waits for a connection or a row's lock before the device is told to come again.
pub(crate) const WAIT: Duration = Duration::from_secs(10);

/// How often a transaction is tried that the database gave up for another one's sake.
const TRIES: u32 = 8;

/// What every connection is told first. Whoever set a stronger `synchronous_commit` keeps it (SRV 6).
///
/// Whatever is asked is asked by a key. A connection keeps its plans, and one that was made while a table was nearly empty would read
/// all of that table for each question until the database looks over its statistics again.
const GREETING: &str = "SET lock_timeout = '10s'; SET statement_timeout = '60s'; \
     SET idle_in_transaction_session_timeout = '60s'; SET default_transaction_isolation = 'read committed'; \
     SET enable_seqscan = off; \
     SELECT set_config('synchronous_commit', 'on', false) \
     WHERE current_setting('synchronous_commit') IN ('off', 'local');";

/// What a piece of work in a transaction comes to.
pub(crate) type Later<'t, T> = Pin<Box<dyn Future<Output = Result<T, Failed>> + Send + 't>>;

/// The connections of one node to its database.
pub struct Postgres {
    address: Address,
    pool: Pool,
    runtime: Option<Runtime>,
}

impl Postgres {
    /// Connects, refuses a database on which an acknowledged entry could be lost, and brings it to the newest shape.
    ///
    /// # Errors
    /// When it cannot be reached, is a standby, does not wait for its disk, or was made by a newer server.
    pub fn open(address: Address) -> Result<Self, OpenError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("postgres")
            .enable_all()
            .build()
            .map_err(|_| StoreError::Stopped)?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(address.config().clone(), NoTls, recycling))
            .max_size(CONNECTIONS)
            .runtime(Timers::Tokio1)
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(WAIT))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move { client.batch_execute(GREETING).await.map_err(HookError::Backend) })
            }))
            .build()
            .map_err(|_| StoreError::Stopped)?;
        let postgres = Self { address, pool, runtime: Some(runtime) };
        let pool = postgres.pool.clone();
        postgres.wait(async move {
            let mut client = pool.get().await.map_err(unreached)?;
            Ok(migrate::bring_up(&mut client).await)
        })??;
        Ok(postgres)
    }

    /// Where the database is.
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// Does this on the runtime of the connections, and waits for it. For threads that may block.
    pub(crate) fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = sync_channel(1);
        self.spawn(async move {
            // Whoever asked may be gone.
            let _gone = tell.send(work.await);
        })?;
        told.recv().map_err(|_| StoreError::Stopped)?
    }

    /// Does this on the runtime of the connections, for as long as they are there.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) -> Result<(), StoreError> {
        drop(self.runtime.as_ref().ok_or(StoreError::Stopped)?.spawn(work));
        Ok(())
    }

    /// The connections, for work on the runtime.
    pub(crate) fn pool(&self) -> Pool {
        self.pool.clone()
    }

    /// Does this in one transaction, and again from its beginning when the database gave it up for another's sake. Returns
    /// when it is durable.
    ///
    /// # Errors
    /// What the work or the database says; nothing is stored then. When the connection is lost during the commit it may
    /// have been stored all the same: what is brought again is a duplicate.
    pub(crate) fn transact<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: for<'t> Fn(&'t Transaction<'t>) -> Later<'t, T> + Send + Sync + 'static,
    {
        let pool = self.pool.clone();
        self.wait(async move { transact(&pool, work).await })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Whoever waits for an answer holds the connections; nobody does any more.
            runtime.shutdown_background();
        }
    }
}

/// See [`Postgres::transact`].
pub(crate) async fn transact<T, W>(pool: &Pool, work: W) -> Result<T, StoreError>
where
    W: for<'t> Fn(&'t Transaction<'t>) -> Later<'t, T>,
{
    for _ in 0..TRIES {
        let mut client = pool.get().await.map_err(unreached)?;
        let transaction = client.transaction().await?;
        let worked = work(&transaction).await;
        let done = match worked {
            Ok(value) => transaction.commit().await.map(|()| value).map_err(Failed::from),
            Err(failed) => {
                // A lost connection rolls back by itself.
                let _already = transaction.rollback().await;
                Err(failed)
            }
        };
        match done {
            Ok(value) => return Ok(value),
            Err(Failed::Over(error)) => return Err(error),
            Err(Failed::Again) => {}
        }
    }
    Err(StoreError::Busy)
}

/// Why there was no connection.
pub(crate) fn unreached(error: PoolError) -> StoreError {
    match error {
        PoolError::Timeout(_) => StoreError::Busy,
        PoolError::Backend(error) => error.into(),
        PoolError::PostCreateHook(HookError::Backend(error)) => error.into(),
        PoolError::Closed | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => {
            StoreError::Stopped
        }
    }
}
