//! One message of a device at a time, on however many connections it speaks. A tablet has one; a device with forty would
//! otherwise be heard forty times as often as its colleagues.

use clinical::DeviceId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Devices above which those that are gone are forgotten.
const TIDIED_ABOVE: usize = 4_096;

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
