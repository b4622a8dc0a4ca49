//! When each device was last heard: noted with every message, written down once a minute, told to devices of the same
//! wards that ask. Nothing is decided by it, so that no message waits for it and none fails with it.

use super::Exchange;
use crate::{
    database::StoreError,
    directory::{Listed, Snapshot},
};
use clinical::{DeviceId, UtcMillis, entry::EnrolledDevice};
use replication::{Message, limits::MAX_DEVICES};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How often it is written down, in milliseconds: what a server that is killed forgets at the most.
const WRITTEN_EVERY_MS: u64 = 60_000;

/// What was heard and is not written down yet.
#[derive(Debug, Default)]
pub(super) struct Heard {
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    heard: BTreeMap<DeviceId, UtcMillis>,
    written_at: Option<UtcMillis>,
}

impl Heard {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn note(&self, device: DeviceId, now: UtcMillis) {
        self.waiting().heard.insert(device, now);
    }
}

impl Exchange {
    /// Writes down when devices were last heard, if that was last done a minute ago; `at_once` when the server stops.
    ///
    /// # Errors
    /// When the database cannot be written. It is tried again with the next.
    pub fn write_heard(&self, now: UtcMillis, at_once: bool) -> Result<(), StoreError> {
        let heard: Vec<(DeviceId, UtcMillis)> = {
            let mut waiting = self.heard.waiting();
            // A clock that was put back does not put this off.
            let a_minute_ago = |at: UtcMillis| now.0.abs_diff(at.0) >= WRITTEN_EVERY_MS;
            let due = at_once || waiting.written_at.is_none_or(a_minute_ago);
            if waiting.heard.is_empty() || !due {
                return Ok(());
            }
            waiting.written_at = Some(now);
            std::mem::take(&mut waiting.heard).into_iter().collect()
        };
        let written = self.log.note_heard(heard.clone());
        if written.is_err() {
            let mut waiting = self.heard.waiting();
            for (device, at) in heard {
                waiting.heard.entry(device).or_insert(at); // what came since is newer
            }
        }
        written
    }

    /// The answer to a device that asks when the others of its wards were last heard. None at all where the database cannot
    /// say: that somebody was never heard would be a lie.
    pub(super) fn seen(&self, device: &DeviceId, directory: &Snapshot) -> Vec<Message> {
        let wards = directory.enrolled(device).map(|listed| listed.value.wards.clone()).unwrap_or_default();
        let written = match self.log.last_heard() {
            Ok(written) => written,
            Err(error) => {
                tracing::warn!(%error, "when devices were last heard cannot be read; a device that asked was not told");
                return Vec::new();
            }
        };
        let mut heard: BTreeMap<DeviceId, UtcMillis> = written.into_iter().collect();
        heard.extend(self.heard.waiting().heard.iter().map(|(device, at)| (*device, *at)));
        let of_its_wards = directory.devices().filter(|listed| {
            let other = &listed.value;
            other.id != *device && other.wards.iter().any(|ward| wards.contains(ward))
        });
        // A device is heard when it enrols, before it says anything else: nobody is to look for one that was just set up.
        let last = |listed: &Listed<EnrolledDevice>| {
            let id = listed.value.id;
            (id, heard.get(&id).copied().unwrap_or(listed.recorded_at))
        };
        let devices = of_its_wards.map(last).take(MAX_DEVICES).collect();
        vec![Message::Seen { devices }]
    }
}
