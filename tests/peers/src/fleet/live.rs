//! The tablets that never were away.

use super::{CALM, LIVE, SAVED_EVERY, charts, sorted};
use crate::{
    hand::{Hand, hash_of, stay},
    tablet::{Held, Tablet, Told, Word},
};
use anyhow::{Context as _, Result, bail};
use clinical::ScopeId;
use ed25519_dalek::VerifyingKey;
use record::SignedFact;
use replication::Hash;
use std::collections::HashMap;
use tokio::{
    sync::{mpsc, oneshot},
    time::{Duration, Instant, interval},
};
use transport::ServerUrl;

type Orders = mpsc::UnboundedSender<(ScopeId, SignedFact)>;
type Times = Result<Vec<Duration>>;

/// The tablets that never were away, on a thread of their own: they do not wait until the others have been served here.
pub(super) struct Live {
    /// How long their sets took before the others came.
    pub(super) calm: oneshot::Receiver<Times>,
    /// Dropped when the others are done.
    pub(super) storm: oneshot::Sender<()>,
    /// How long their sets took meanwhile.
    pub(super) meanwhile: oneshot::Receiver<Times>,
}

impl Live {
    pub(super) fn begin(url: ServerUrl, key: VerifyingKey, tablets: Vec<(Hand, Held)>) -> Result<Self> {
        let ((tell_calm, calm), (tell_all, meanwhile)) = (oneshot::channel(), oneshot::channel());
        let (storm, over) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        std::thread::spawn(move || {
            runtime.block_on(async {
                let mut ward = match Ward::begin(&url, key, tablets).await {
                    Ok(ward) => ward,
                    Err(why) => return drop(tell_calm.send(Err(why))),
                };
                let calm = ward.calm().await;
                if tell_calm.send(calm).is_ok() {
                    // Nobody asks any more where nobody listens.
                    let _unheard = tell_all.send(ward.meanwhile(over).await).is_err();
                }
            });
        });
        Ok(Self { calm, storm, meanwhile })
    }
}

struct Ward {
    tablets: Vec<(Hand, Orders)>,
    next: u32,
    words: mpsc::UnboundedReceiver<Word>,
    /// Sets that have been saved and not acknowledged.
    waiting: HashMap<Hash, Instant>,
    took: Vec<Duration>,
}

impl Ward {
    async fn begin(url: &ServerUrl, key: VerifyingKey, begun: Vec<(Hand, Held)>) -> Result<Self> {
        let (tell, words) = mpsc::unbounded_channel();
        let mut tablets = Vec::new();
        for (hand, held) in begun {
            let tablet = Tablet::new(hand.clone(), (url.clone(), key), held, false, tell.clone());
            let (order, ordered) = mpsc::unbounded_channel();
            tokio::spawn(tablet.live(ordered));
            tablets.push((hand, order));
        }
        let mut ward = Self { tablets, next: 0, words, waiting: HashMap::new(), took: Vec::new() };
        let mut waited = ward.tablets.len();
        while waited > 0 {
            let (_, _, told) = ward.words.recv().await.context("the tablets have ended")?;
            waited -= usize::from(told == Told::Quiet);
        }
        Ok(ward)
    }

    fn save(&mut self) -> Result<()> {
        let (at, nth) = (self.next as usize % self.tablets.len(), self.next);
        self.next += 1;
        let (hand, orders) = &mut self.tablets[at];
        let own: Vec<u32> = charts(hand.number).collect();
        let scope = stay(own[(nth / LIVE) as usize % own.len()]);
        let fact = hand.observations(&scope, nth)?;
        self.waiting.insert(hash_of(&fact), Instant::now());
        orders.send((scope, fact)).ok().context("a tablet has ended")
    }

    fn take(&mut self, word: Option<Word>) -> Result<()> {
        let (number, at, told) = word.context("the tablets have ended")?;
        match told {
            Told::OnServer(hash) => self.took.extend(self.waiting.remove(&hash).map(|saved| at - saved)),
            Told::Refused(why) => bail!("the server refused a set of tablet {number}: {why:?}"),
            Told::Lost => bail!("a tablet that never was away lost its connection"),
            Told::Quiet | Told::Holds(..) | Told::Echoed(_) => {}
        }
        Ok(())
    }

    /// How long a set takes when nobody else is there.
    async fn calm(&mut self) -> Times {
        let mut ticks = interval(SAVED_EVERY);
        while self.took.len() < CALM {
            tokio::select! {
                _ = ticks.tick() => self.save()?,
                word = self.words.recv() => self.take(word)?,
            }
        }
        Ok(sorted(std::mem::take(&mut self.took)))
    }

    /// How long it takes until the others are done; what was saved by then is waited for.
    async fn meanwhile(&mut self, mut over: oneshot::Receiver<()>) -> Times {
        let mut ticks = interval(SAVED_EVERY);
        let mut saving = true;
        while saving || !self.waiting.is_empty() {
            tokio::select! {
                _ = ticks.tick(), if saving => self.save()?,
                _ = &mut over, if saving => saving = false,
                word = self.words.recv() => self.take(word)?,
            }
        }
        Ok(sorted(std::mem::take(&mut self.took)))
    }
}
