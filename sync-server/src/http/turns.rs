//! One message of a device at a time, on however many connections it speaks. A tablet has one; a device with forty would
//! otherwise be heard forty times as often as its colleagues. And a bounded number of messages of all devices, of which some
//! places are for short ones alone, so that a save does not wait behind the outboxes of a whole hospital that comes back.

use clinical::DeviceId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Devices above which those that are gone are forgotten.
const TIDIED_ABOVE: usize = 4_096;

/// Long messages worked on at a time. Each holds a thread while its commit waits for the disk with the others of its group.
const AT_ONCE: usize = 64;
/// Short messages worked on beside them.
const SHORT_AT_ONCE: usize = 32;
/// The longest message that counts as short, in bytes: four saved sets at their longest. Most of what a message costs is the
/// signatures of what it brings.
const SHORT: usize = 4 * 1024;

/// The places that all devices share.
#[derive(Debug)]
pub(super) struct Places {
    any: Arc<Semaphore>,
    short: Arc<Semaphore>,
}

impl Default for Places {
    fn default() -> Self {
        Self { any: Arc::new(Semaphore::new(AT_ONCE)), short: Arc::new(Semaphore::new(SHORT_AT_ONCE)) }
    }
}

impl Places {
    /// Waits for a place for a message of so many bytes; `None` when that cannot be waited for.
    pub(super) async fn for_message(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let places = if bytes <= SHORT { &self.short } else { &self.any };
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
    use std::pin::pin;
    use tokio::time::{Duration, timeout};

    #[tokio::test(start_paused = true)]
    async fn a_save_finds_a_place_while_long_messages_have_taken_all_of_theirs() {
        let places = Places::default();
        let mut long = Vec::new();
        for _ in 0..AT_ONCE {
            long.push(places.for_message(SHORT + 1).await.unwrap());
        }
        let one_more = timeout(Duration::from_secs(60), places.for_message(SHORT + 1));
        assert!(one_more.await.is_err(), "all are taken");
        assert!(places.for_message(SHORT).await.is_some());
        drop(long.pop());
        assert!(places.for_message(SHORT + 1).await.is_some());
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
