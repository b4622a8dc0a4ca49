//! One push and one question of a device at a time, on however many connections it speaks. A tablet has one; a device with forty would
//! otherwise be heard forty times as often as its colleagues. And a bounded number of messages of all devices, with places
//! apart for saves, for outboxes and for what is read, so that a save waits neither behind the outboxes of a whole hospital
//! that comes back nor behind all that its tablets read then.

use clinical::DeviceId;
use replication::{Message, wire};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

/// Devices above which those that are gone are forgotten.
const TIDIED_ABOVE: usize = 4_096;

/// Outboxes taken at a time, and beside them as many questions answered. Few: each is work for a processor, and a save that
/// is at work beside sixty of them gets a sixtieth of it. Enough for their commits to wait for the disk together.
const LONG_AT_ONCE: usize = 8;
/// Saves taken at a time. Each holds a thread while its commit waits for the disk with the others of its group.
const SAVES_AT_ONCE: usize = 32;
/// The longest push that counts as a save, in bytes: four saved sets at their longest. One that is longer is not looked into.
const SHORT: usize = 4 * 1024;
/// The most entries of a push that counts as a save. Most of what a push costs is the signatures of what it brings.
const FEW: u32 = 4;
/// Entries that a conversation may bring as saves at once, and again each second. Somebody at a bed saves less; a tablet that
/// brings its day entry by entry brings an outbox, however it is cut.
const AT_ONCE: u32 = 16;
const A_SECOND: u32 = 4;

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

/// What a conversation has brought lately as saves, in entries.
#[derive(Debug)]
pub(super) struct Lately {
    entries: u32,
    since: Instant,
}

impl Lately {
    pub(super) const fn nothing(now: Instant) -> Self {
        Self { entries: 0, since: now }
    }

    /// What the next frame asks of the server.
    pub(super) fn work(&mut self, frame: &[u8], now: Instant) -> Work {
        if !wire::is_push(frame) {
            return Work::Read;
        }
        match few(frame) {
            Some(entries) if self.room_for(entries, now) => Work::Save,
            _ => Work::Outbox,
        }
    }

    fn room_for(&mut self, entries: u32, now: Instant) -> bool {
        let seconds = now.duration_since(self.since).as_secs();
        if seconds > 0 {
            let forgotten = u32::try_from(seconds).unwrap_or(u32::MAX).saturating_mul(A_SECOND);
            *self = Self { entries: self.entries.saturating_sub(forgotten), since: now };
        }
        let room = self.entries + entries <= AT_ONCE;
        self.entries += if room { entries } else { 0 };
        room
    }
}

/// The entries of a push, where they are few.
fn few(frame: &[u8]) -> Option<u32> {
    if frame.len() > SHORT {
        return None;
    }
    match wire::decode(frame) {
        Ok(Message::Push { entries, .. }) => {
            u32::try_from(entries.len()).ok().filter(|entries| *entries <= FEW)
        }
        _ => None,
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

/// What of a device is handled one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Line {
    /// What it brings.
    Pushes,
    /// What it asks. A save does not wait for it.
    Questions,
}

/// Whose turn it is, device by device.
#[derive(Debug, Default)]
pub(super) struct Turns(Mutex<HashMap<(DeviceId, Line), Weak<Semaphore>>>);

impl Turns {
    /// Waits until nothing else of this device and line is being handled; `None` when that cannot be waited for.
    pub(super) async fn of(&self, device: DeviceId, line: Line) -> Option<OwnedSemaphorePermit> {
        self.one(device, line).acquire_owned().await.ok()
    }

    fn one(&self, device: DeviceId, line: Line) -> Arc<Semaphore> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() > TIDIED_ABOVE {
            turns.retain(|_, turn| turn.strong_count() > 0);
        }
        let held = turns.entry((device, line)).or_default();
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
    use replication::Entry;
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

    fn push(entries: usize, bytes: usize) -> Vec<u8> {
        let entry = || Entry::Fact { bytes: vec![7; bytes], signature: [0; 64] };
        wire::encode(&Message::Push { scope: ScopeId::Dir, entries: vec![entry(); entries] }).unwrap()
    }

    #[test]
    fn a_push_of_few_entries_is_a_save_one_of_many_an_outbox_and_anything_else_is_read() {
        let now = Instant::now();
        let work = |frame: &[u8]| Lately::nothing(now).work(frame, now);
        assert_eq!([push(1, 384), push(4, 384)].map(|frame| work(&frame)), [Work::Save; 2]);
        assert_eq!([push(5, 100), push(1, SHORT)].map(|frame| work(&frame)), [Work::Outbox; 2]);
        let pull = wire::encode(&Message::Pull { scope: ScopeId::Dir, after: 0, max: 5 }).unwrap();
        assert_eq!(work(&pull), Work::Read);
        assert_eq!([work(&[]), work(&[0x83]), work(&[0xff; 9_000])], [Work::Read; 3]);
    }

    #[test]
    fn a_day_that_is_brought_entry_by_entry_is_an_outbox_and_a_save_some_time_later_a_save() {
        let now = Instant::now();
        let (mut lately, one) = (Lately::nothing(now), push(1, 384));
        for _ in 0..AT_ONCE {
            assert_eq!(lately.work(&one, now), Work::Save);
        }
        assert_eq!(lately.work(&one, now), Work::Outbox);
        let later = now + Duration::from_secs(1);
        for _ in 0..A_SECOND {
            assert_eq!(lately.work(&one, later), Work::Save);
        }
        assert_eq!(lately.work(&one, later), Work::Outbox);
        assert_eq!(lately.work(&push(4, 384), later + Duration::from_secs(9)), Work::Save);
    }

    #[tokio::test(start_paused = true)]
    async fn a_device_waits_for_its_own_pushes_and_for_neither_its_questions_nor_anybody_else() {
        let turns = Turns::default();
        let [one, other] = [1, 2].map(|n| DeviceId::from_bytes([n; 16]));
        let first = turns.of(one, Line::Pushes).await.unwrap();
        let _others = turns.of(other, Line::Pushes).await.unwrap();
        let _question = turns.of(one, Line::Questions).await.unwrap();
        let mut second = pin!(turns.of(one, Line::Pushes));
        assert!(
            timeout(Duration::from_secs(60), &mut second).await.is_err(),
            "the first is still being handled"
        );
        drop(first);
        assert!(second.await.is_some());
        assert_eq!(turns.0.lock().unwrap().len(), 3);
    }
}
