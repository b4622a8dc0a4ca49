//! Our devices in one workload, as `js/client.mjs` drives those of the peers: the same task, the same words.

use crate::{
    hand::{Hand, hash_of, stay},
    tablet::{Held, Tablet, Told, Word},
    workload::{Said, Task, named},
};
use anyhow::{Context as _, Result};
use clinical::ScopeId;
use ed25519_dalek::VerifyingKey;
use record::SignedFact;
use replication::{Hash, chain::Cursor};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    time::Duration,
};
use tokio::{
    sync::mpsc,
    task::yield_now,
    time::{Instant, timeout_at},
};

/// Told once for so many values that somebody else has seen.
const TOLD_EVERY: usize = 25;
/// A new device is one that has written nothing.
const NEW: u32 = 9;

type Orders = mpsc::UnboundedSender<(ScopeId, SignedFact)>;

/// The tablets of one task, connected, and what has become of what they saved.
pub struct Devices {
    task: Task,
    hands: Vec<Hand>,
    orders: Vec<Orders>,
    words: mpsc::UnboundedReceiver<Word>,
    saved: HashMap<Hash, u64>,
    seen: HashMap<u32, HashSet<u64>>,
    shown: BTreeSet<u64>,
    acknowledged: BTreeSet<u64>,
}

impl Devices {
    /// Starts the tablets of a task at this server, which is known by its key.
    ///
    /// # Errors
    /// When the address is none.
    pub fn open(address: &str, key: VerifyingKey, task: &Task) -> Result<Self> {
        let (tell, words) = mpsc::unbounded_channel();
        let numbers = if task.cold { NEW..NEW + 1 } else { 0..task.devices };
        let hands: Vec<Hand> = numbers.map(Hand::new).collect();
        let mut orders = Vec::new();
        for hand in &hands {
            let cursors = (0..task.documents).map(|number| (stay(number), Cursor::START)).collect();
            let held = Held { cursors, ..Held::default() };
            let tablet = Tablet::new(hand.clone(), (address.parse()?, key), held, true, tell.clone());
            let (order, ordered) = mpsc::unbounded_channel();
            tokio::spawn(tablet.live(ordered));
            orders.push(order);
        }
        let seen = hands.iter().map(|hand| (hand.number, HashSet::new())).collect();
        Ok(Self {
            task: task.clone(),
            hands,
            orders,
            words,
            saved: HashMap::new(),
            seen,
            shown: BTreeSet::new(),
            acknowledged: BTreeSet::new(),
        })
    }

    /// Waits until every tablet has all that there is.
    ///
    /// # Errors
    /// When a tablet ends.
    pub async fn quiet(&mut self) -> Result<()> {
        let mut waited = self.hands.len();
        while waited > 0 {
            let word = self.words.recv().await.context("the tablets have ended")?;
            waited -= usize::from(word.2 == Told::Quiet);
            self.take(word);
        }
        Ok(())
    }

    /// Takes a word; says how many values have reached somebody else, when that is to be told.
    fn take(&mut self, (number, _, told): Word) -> Option<usize> {
        match told {
            Told::Holds(whose, which) => {
                let name = named(whose, which);
                self.seen.entry(number).or_default().insert(name);
                let new = whose != number && self.shown.insert(name);
                return (new && self.shown.len().is_multiple_of(TOLD_EVERY)).then_some(self.shown.len());
            }
            Told::OnServer(hash) => self.acknowledged.extend(self.saved.get(&hash)),
            Told::Quiet | Told::Echoed(_) | Told::Refused(_) | Told::Lost => {}
        }
        None
    }

    fn lacking(&self) -> u32 {
        let held = self.seen.values().map(|ids| u32::try_from(ids.len()).unwrap_or(u32::MAX));
        held.map(|held| self.task.expected.saturating_sub(held)).sum()
    }

    async fn save(&mut self, writer: usize, nth: u32) -> Result<()> {
        let hand = self.hands.get_mut(writer).context("a writer is a device")?;
        let scope = stay((nth + hand.number) % self.task.documents);
        let fact = hand.observations(&scope, nth)?;
        self.saved.insert(hash_of(&fact), named(hand.number, nth));
        self.orders[writer].send((scope, fact)).ok().context("a tablet has ended")?;
        yield_now().await;
        Ok(())
    }

    /// Does the task; `progress` hears how many values have reached somebody else. What was measured is answered.
    ///
    /// # Errors
    /// When a tablet ends.
    pub async fn run(
        &mut self,
        began: Instant,
        mut progress: impl FnMut(usize) -> Result<()>,
    ) -> Result<Said> {
        let Task { each, writers, pause_ms, limit_ms, .. } = self.task;
        for nth in 0..each {
            for writer in 0..writers as usize {
                self.save(writer, nth).await?;
            }
            if nth + 1 == each {
                break;
            }
            let next = began + Duration::from_millis(pause_ms) * (nth + 1);
            while let Ok(word) = timeout_at(next, self.words.recv()).await {
                self.take(word.context("the tablets have ended")?).map_or(Ok(()), &mut progress)?;
                if pause_ms == 0 {
                    break;
                }
            }
        }
        let (written, limit) = (Instant::now(), began + Duration::from_millis(limit_ms));
        while self.lacking() > 0
            && let Ok(word) = timeout_at(limit, self.words.recv()).await
        {
            self.take(word.context("the tablets have ended")?).map_or(Ok(()), &mut progress)?;
        }
        let ms = |since: Instant| u64::try_from(since.elapsed().as_millis()).ok();
        let (took_ms, behind_ms, lacking) = (ms(began), ms(written), Some(self.lacking()));
        Ok(Said { took_ms, behind_ms, lacking, ..Said::default() })
    }

    /// What a new tablet finds, once it has all that there is.
    ///
    /// # Errors
    /// When it ends.
    pub async fn count(&mut self) -> Result<Said> {
        self.quiet().await?;
        let there = self.seen.values().flatten().copied().collect();
        Ok(Said { there: Some(there), ..Said::default() })
    }

    /// Which values were acknowledged and which had reached somebody else.
    pub fn end(mut self) -> Said {
        while let Ok(word) = self.words.try_recv() {
            self.take(word);
        }
        let acknowledged = Some(self.acknowledged.into_iter().collect());
        Said { acknowledged, shown: Some(self.shown.into_iter().collect()), ..Said::default() }
    }
}
