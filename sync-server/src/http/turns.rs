//! One message of a device at a time, on however many connections it speaks. A tablet has one; a device with forty would
//! otherwise be heard forty times as often as its colleagues. And a bounded number of messages of all devices, with places
//! apart for saves, for outboxes and for what is read, so that a save waits neither behind the outboxes of a whole hospital
//! that comes back nor behind all that its tablets read then.

use clinical::DeviceId;
use replication::wire;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Devices above which those that are gone are forgotten.
const TIDIED_ABOVE: usize = 4_096;

/// Outboxes taken at a time, and beside them as many questions answered. Few: each is work for a processor, and a save that
/// is at work beside sixty of them gets a sixtieth of it. Enough for their commits to wait for the disk together.
const LONG_AT_ONCE: usize = 8;
/// Saves taken at a time. Each holds a thread while its commit waits for the disk with the others of its group.
const SAVES_AT_ONCE: usize = 32;
/// The longest push that counts as a save, in bytes: four saved sets at their longest. Most of what a push costs is the
/// signatures of what it brings.
const SHORT: usize = 4 * 1024;

/// What a message asks of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// A push of what somebody has just charted.
    Save,
    /// A push of more than that.
    Outbox,
    /// A question, a greeting, or a word to the device.
    Read,
}

impl Work {
    /// That of a frame.
    pub(super) fn of(frame: &[u8]) -> Self {
        match (wire::is_push(frame), frame.len() <= SHORT) {
            (true, true) => Self::Save,
            (true, false) => Self::Outbox,
            (false, _) => Self::Read,
        }
    }
}

/// The places that all devices share.
#[derive(Debug)]
pub(super) struct Places {
    saves: Arc<Semaphore>,
    outboxes: Arc<Semaphore>,
    reads: Arc<Semaphore>,
}

impl Default for Places {
    fn default() -> Self {
        let places = |number| Arc::new(Semaphore::new(number));
        Self { saves: places(SAVES_AT_ONCE), outboxes: places(LONG_AT_ONCE), reads: places(LONG_AT_ONCE) }
    }
}

impl Places {
    /// Waits for a place for this; `None` when that cannot be waited for.
    pub(super) async fn for_work(&self, work: Work) -> Option<OwnedSemaphorePermit> {
        let places = match work {
            Work::Save => &self.saves,
            Work::Outbox => &self.outboxes,
            Work::Read => &self.reads,
        };
        places.clone().acquire_owned().await.ok()
    }
}

/// Whose turn it is, device by device.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<HashMap<DeviceId, Weak<Semaphore>>>);

impl Turns {
    /// Waits until nothing else of this device is being handled; `None` when that cannot be waited for.
    pub(super) async fn of(&self, device: DeviceId) -> Option<OwnedSemaphorePermit> {
        self.one(device).acquire_owned().await.ok()
    }

    fn one(&self, device: DeviceId) -> Arc<Semaphore> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() > TIDIED_ABOVE {
            turns.retain(|_, turn| turn.strong_count() > 0);
        }
        let held = turns.entry(device).or_default();
        held.upgrade().unwrap_or_else(|| {
            let turn = Arc::new(Semaphore::new(1));
            *held = Arc::downgrade(&turn);
            turn
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clinical::ScopeId;
    use replication::{Entry, Message};
    use std::pin::pin;
    use tokio::time::{Duration, timeout};

    #[tokio::test(start_paused = true)]
    async fn a_save_finds_a_place_while_outboxes_and_questions_have_taken_all_of_theirs() {
        let places = Places::default();
        let mut taken = Vec::new();
        for work in [Work::Outbox, Work::Read] {
            for _ in 0..LONG_AT_ONCE {
                taken.push(places.for_work(work).await.unwrap());
            }
            let one_more = timeout(Duration::from_secs(60), places.for_work(work));
            assert!(one_more.await.is_err(), "all are taken");
        }
        assert!(places.for_work(Work::Save).await.is_some());
        drop(taken.pop());
        assert!(places.for_work(Work::Read).await.is_some());
    }

    #[test]
    fn a_short_push_is_a_save_a_long_one_an_outbox_and_anything_else_is_read() {
        let scope = ScopeId::Dir;
        let push = |bytes: usize| {
            let entries = vec![Entry::Fact { bytes: vec![7; bytes], signature: [0; 64] }];
            wire::encode(&Message::Push { scope: scope.clone(), entries }).unwrap()
        };
        assert_eq!(Work::of(&push(384)), Work::Save);
        assert_eq!(Work::of(&push(SHORT)), Work::Outbox);
        let pull = wire::encode(&Message::Pull { scope: scope.clone(), after: 0, max: 5 }).unwrap();
        assert_eq!(Work::of(&pull), Work::Read);
        assert_eq!([Work::of(&[]), Work::of(&[0x83]), Work::of(&[0xff; 9_000])], [Work::Read; 3]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_device_waits_for_its_own_messages_and_for_nobody_elses() {
        let turns = Turns::default();
        let [one, other] = [1, 2].map(|n| DeviceId::from_bytes([n; 16]));
        let first = turns.of(one).await.unwrap();
        let _others = turns.of(other).await.unwrap();
        let mut second = pin!(turns.of(one));
        assert!(
            timeout(Duration::from_secs(60), &mut second).await.is_err(),
            "the first is still being handled"
        );
        drop(first);
        assert!(second.await.is_some());
        assert_eq!(turns.0.lock().unwrap().len(), 2);
    }
}
