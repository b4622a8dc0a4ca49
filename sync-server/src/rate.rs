//! How fast one device may push: a bucket of bytes that fills with time (SRV 5).

use clinical::{DeviceId, UtcMillis};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// How fast one device may push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Bytes at once.
    pub burst: u64,
    /// Bytes a second after that.
    pub per_second: u64,
}

/// What each device has left.
pub(crate) struct Rates {
    rate: Rate,
    buckets: Mutex<HashMap<DeviceId, Bucket>>,
}

struct Bucket {
    left: u64,
    /// What was charged and not there: filled before anything else, and never more than the bucket holds.
    owed: u64,
    filled_at: UtcMillis,
}

impl Rates {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { rate, buckets: Mutex::default() }
    }

    /// Takes so many bytes for a device, which must be an enrolled one, or says how many milliseconds it should wait.
    pub(crate) fn take(&self, device: DeviceId, bytes: u64, now: UtcMillis) -> Result<(), u32> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket =
            buckets.entry(device).or_insert(Bucket { left: self.rate.burst, owed: 0, filled_at: now });
        // A clock that was set back fills nothing, and starts again from there.
        let elapsed_ms = u64::try_from(now.0.saturating_sub(bucket.filled_at.0)).unwrap_or_default();
        let filled = elapsed_ms.saturating_mul(self.rate.per_second) / 1_000;
        let paid = filled.min(bucket.owed);
        bucket.owed -= paid;
        bucket.left = bucket.left.saturating_add(filled - paid).min(self.rate.burst);
        bucket.filled_at = now;
        // What is larger than the bucket passes when the bucket is full.
        let needed = bytes.min(self.rate.burst);
        match needed.saturating_add(bucket.owed).checked_sub(bucket.left) {
            None | Some(0) => {
                bucket.left -= needed;
                Ok(())
            }
            Some(lacking) => {
                let wait_ms = lacking.saturating_mul(1_000).div_ceil(self.rate.per_second.max(1));
                Err(u32::try_from(wait_ms).unwrap_or(u32::MAX))
            }
        }
    }
}

impl Rates {
    /// Takes bytes for what a device has already cost. Where there are not enough left it waits for them next time.
    pub(crate) fn charge(&self, device: DeviceId, bytes: u64) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(&device) {
            let there = bytes.min(bucket.left);
            bucket.left -= there;
            bucket.owed = bucket.owed.saturating_add(bytes - there).min(self.rate.burst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_device_is_charged_afterwards_it_waits_for_and_no_other_does() {
        let rates = Rates::new(Rate { burst: 1_000, per_second: 100 });
        let [costly, calm] = [1, 2].map(|n| DeviceId::from_bytes([n; 16]));
        assert_eq!(rates.take(costly, 100, UtcMillis(0)), Ok(()));
        rates.charge(costly, 5_000);
        rates.charge(calm, 5_000);
        assert_eq!(rates.take(costly, 300, UtcMillis(0)), Err(13_000), "for this one, and for a bucket owed");
        assert_eq!(rates.take(calm, 1_000, UtcMillis(0)), Ok(()), "it has brought nothing yet");
        assert_eq!(rates.take(costly, 300, UtcMillis(12_000)), Err(1_000));
        assert_eq!(rates.take(costly, 300, UtcMillis(13_000)), Ok(()), "what was owed is paid");
    }

    #[test]
    fn a_device_that_pushes_too_fast_waits_and_no_other_does() {
        let rates = Rates::new(Rate { burst: 1_000, per_second: 100 });
        let [busy, calm] = [1, 2].map(|n| DeviceId::from_bytes([n; 16]));
        assert_eq!(rates.take(busy, 900, UtcMillis(0)), Ok(()));
        assert_eq!(rates.take(busy, 300, UtcMillis(0)), Err(2_000));
        assert_eq!(rates.take(calm, 300, UtcMillis(0)), Ok(()));
        assert_eq!(rates.take(busy, 300, UtcMillis(2_000)), Ok(()));
        assert_eq!(
            rates.take(busy, 1, UtcMillis(-50_000)),
            Err(10),
            "a clock set back gives nothing for nothing"
        );
        assert_eq!(
            rates.take(busy, 5_000, UtcMillis(1_000_000)),
            Ok(()),
            "one too large passes a full bucket"
        );
    }
}
