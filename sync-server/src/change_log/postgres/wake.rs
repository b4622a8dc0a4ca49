//! Waking devices that are connected to other nodes: what grew here is told to them in one word at most every 50 ms, and
//! what they tell is passed on here. Nothing rests on that word: every two seconds each node asks for the heads of the logs
//! that somebody here listens to.
//!
//! The word is never part of the transaction that writes: commits with a pending NOTIFY queue on one lock of the whole
//! database, which costs two thirds of its throughput.

use crate::{
    change_log::Growth,
    database::StoreError,
    postgres::{Address, epoch_of},
};
use clinical::ScopeId;
use deadpool_postgres::Pool;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    future::poll_fn,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc},
    time::{Instant, MissedTickBehavior, interval, sleep, sleep_until},
};
use tokio_postgres::{AsyncMessage, Client, NoTls, Notification};

/// The channel's name.
const CHANNEL: &str = "wardlight";
/// The least time between two words of one node.
const GATHER: Duration = Duration::from_millis(50);
/// How often the heads are asked for.
const POLL: Duration = Duration::from_secs(2);
/// How long a node waits before it tries to connect again.
const AGAIN: Duration = Duration::from_millis(500);
/// Bytes of one word. PostgreSQL takes fewer than 8,000.
const WORD: usize = 7_900;

/// What grew at this node and has not been told to the others.
#[derive(Default)]
pub(super) struct Wake {
    grown: Mutex<BTreeMap<ScopeId, u64>>,
    bell: Notify,
}

impl Wake {
    pub(super) fn put(&self, scope: &ScopeId, head: u64) {
        let mut grown = self.grown.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = grown.entry(scope.clone()).or_default();
        *newest = head.max(*newest);
        self.bell.notify_one();
    }

    fn take(&self) -> BTreeMap<ScopeId, u64> {
        std::mem::take(&mut *self.grown.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One node's ear and mouth, on a connection of its own.
pub(super) struct Listening {
    pub(super) address: Address,
    pub(super) pool: Pool,
    pub(super) wake: Arc<Wake>,
    pub(super) growth: Arc<dyn Growth>,
    pub(super) epoch: Arc<RwLock<[u8; 16]>>,
}

impl Listening {
    /// Listens for as long as the node lives; connects anew whenever the connection is lost.
    #[expect(
        clippy::disallowed_methods,
        reason = "a back-off: there is nothing to wait for but the database's return"
    )]
    pub(super) async fn run(self) {
        let mut told = HashMap::new();
        loop {
            if let Err(error) = self.listen(&mut told).await {
                tracing::warn!(%error, "this node hears nothing of the others until it is connected again");
            }
            sleep(AGAIN).await;
        }
    }

    /// Listens on one connection. Ends when that does.
    async fn listen(&self, told: &mut HashMap<ScopeId, u64>) -> Result<(), StoreError> {
        let (client, mut connection) = self.address.config().connect(NoTls).await?;
        let (hear, mut heard) = mpsc::unbounded_channel();
        // Ends with the client, or when the connection is lost; then `heard` ends.
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(word) = message
                    && hear.send(word).is_err()
                {
                    return;
                }
            }
        });
        let own: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await?.try_get(0)?;
        if let Err(error) = client.batch_execute(&format!("LISTEN {CHANNEL}")).await {
            let error = StoreError::from(error);
            tracing::warn!(%error, "this database has no LISTEN: devices at other nodes are told every two seconds");
        }
        // After a loss it may be another life of the database: a standby that was promoted.
        let now = epoch_of(&self.pool, [0; 16]).await?;
        *self.epoch.write().unwrap_or_else(PoisonError::into_inner) = now;
        let mut polls = interval(POLL);
        polls.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut quiet_until = Instant::now();
        loop {
            tokio::select! {
                word = heard.recv() => match word {
                    // What this node said, it knows.
                    Some(word) if word.process_id() == own => {}
                    Some(word) => self.pass_on(&word, told),
                    None => return Err(StoreError::Unreachable("the connection was lost".into())),
                },
                () = self.spoken_to(quiet_until) => {
                    self.say(&client, told).await?;
                    quiet_until = Instant::now() + GATHER;
                }
                _ = polls.tick() => self.poll(&client, told).await?,
            }
        }
    }

    /// Waits until there is something to tell, and it is time.
    async fn spoken_to(&self, quiet_until: Instant) {
        sleep_until(quiet_until).await;
        self.wake.bell.notified().await;
    }

    async fn say(&self, client: &Client, told: &mut HashMap<ScopeId, u64>) -> Result<(), StoreError> {
        let grown = self.wake.take();
        let words = words(&grown);
        told.extend(grown);
        for word in words {
            client.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &word]).await?;
        }
        Ok(())
    }

    fn pass_on(&self, word: &Notification, told: &mut HashMap<ScopeId, u64>) {
        for line in word.payload().lines() {
            // A newer node may speak of scopes that this one does not know.
            let Some((scope, head)) = line.split_once(' ') else { continue };
            if let (Ok(scope), Ok(head)) = (scope.parse(), head.parse()) {
                self.tell(scope, head, told);
            }
        }
    }

    /// Asks for the heads of what somebody here listens to.
    async fn poll(&self, client: &Client, told: &mut HashMap<ScopeId, u64>) -> Result<(), StoreError> {
        let scopes: HashSet<ScopeId> = self.growth.listened_to().into_iter().collect();
        told.retain(|scope, _| scopes.contains(scope));
        if scopes.is_empty() {
            // Asked all the same, so that a lost connection is noticed.
            client.batch_execute("").await?;
            return Ok(());
        }
        let names: Vec<String> = scopes.iter().map(ScopeId::to_string).collect();
        let rows = client.query("SELECT scope, seq FROM head WHERE scope = ANY($1)", &[&names]).await?;
        for row in &rows {
            let (name, head): (&str, i64) = (row.try_get(0)?, row.try_get(1)?);
            if let (Ok(scope), Ok(head)) = (name.parse(), u64::try_from(head)) {
                self.tell(scope, head, told);
            }
        }
        Ok(())
    }

    /// Tells those who listen here, once for each head.
    fn tell(&self, scope: ScopeId, head: u64, told: &mut HashMap<ScopeId, u64>) {
        if head > told.get(&scope).copied().unwrap_or_default() {
            self.growth.grew(&scope, head);
            told.insert(scope, head);
        }
    }
}

/// Lines of a scope and its head, in as few words as hold them.
fn words(grown: &BTreeMap<ScopeId, u64>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (scope, head) in grown {
        let line = format!("{scope} {head}\n");
        match words.last_mut() {
            Some(word) if word.len() + line.len() <= WORD => word.push_str(&line),
            _ => words.push(line),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_much_has_grown_no_word_is_longer_than_postgresql_takes_and_nothing_is_left_out() {
        let grown: BTreeMap<ScopeId, u64> = (0..1_000_u16)
            .map(|n| {
                let mut id = [7; 16];
                id[..2].copy_from_slice(&n.to_be_bytes());
                (ScopeId::Stay(clinical::StayId::from_bytes(id)), u64::MAX - u64::from(n))
            })
            .collect();
        let words = words(&grown);
        assert!(words.len() > 1 && words.iter().all(|word| word.len() < 8_000));
        let lines: Vec<String> = words.iter().flat_map(|word| word.lines()).map(str::to_owned).collect();
        let expected: Vec<String> = grown.iter().map(|(scope, head)| format!("{scope} {head}")).collect();
        assert_eq!(lines, expected);
    }
}
