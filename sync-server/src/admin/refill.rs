//! A server was put back to a backup: what has come back since, by whom, and what is still known to be away.
//!
//! Devices notice by the chain that the server has less than it had, and bring it again, their own entries and those of
//! others. An entry that was written down before the server was put back, and came after it, was brought back. Entries of a
//! device are numbered, so a gap says that something is still away; beyond the last number, nobody here can know.

mod page;

use super::{AdminError, Desk, lost::DeviceReport};
use clinical::{DeviceId, ScopeId, Stamp, UtcMillis, cui};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What has come back since a server was put back to a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefillReport {
    /// Since when, by the server's clock.
    pub since: UtcMillis,
    /// When the report was made.
    pub now: UtcMillis,
    /// Entries that were written down before and came since, by the clock of the device that wrote them.
    pub brought_back: u64,
    /// The logs in which they lie.
    pub logs: u64,
    /// Entries that were written down since.
    pub new: u64,
    /// Entries that came since and that this version cannot read; they are in their logs as they came.
    pub unread: u64,
    /// Every device, the one that brought back the most first.
    pub devices: Vec<DeviceShare>,
}

/// One device's part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceShare {
    /// The device.
    pub device: DeviceId,
    /// The name on its back.
    pub label: String,
    /// Whether it was withdrawn from use.
    pub revoked: bool,
    /// Entries that it brought back, its own and others'.
    pub brought_back: u64,
    /// When it last brought anything since; `None` when it has not.
    pub last_at: Option<UtcMillis>,
    /// Entries of its own that are known to be away still.
    pub away: u64,
}

#[derive(Default)]
struct Share {
    brought_back: u64,
    last_at: Option<UtcMillis>,
}

impl Desk {
    /// What has come back since this time. Reads every log.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn refill_report(&self, since: UtcMillis) -> Result<RefillReport, AdminError> {
        let mut shares: BTreeMap<DeviceId, Share> = BTreeMap::new();
        let mut logs = BTreeSet::new();
        let (mut new, mut unread) = (0, 0);
        for head in self.storage.shelves.heads()? {
            // What was refused lies there as it came, and is no entry of anybody's.
            if matches!(head.scope.parse(), Ok(ScopeId::Aside(_))) {
                continue;
            }
            for came in self.storage.shelves.came_since(&head.scope, since)? {
                let share = shares.entry(came.brought_by).or_default();
                share.last_at = share.last_at.max(Some(came.arrived_at));
                match came.signed.decode() {
                    Ok(fact) if fact.header.recorded_at.utc < since => {
                        share.brought_back += 1;
                        logs.insert(head.scope.clone());
                    }
                    Ok(_) => new += 1,
                    Err(_) => unread += 1,
                }
            }
        }
        let devices = self.shares(shares)?;
        Ok(RefillReport {
            since,
            now: self.now(),
            brought_back: devices.iter().map(|share| share.brought_back).sum(),
            logs: logs.len() as u64,
            new,
            unread,
            devices,
        })
    }

    fn shares(&self, mut shares: BTreeMap<DeviceId, Share>) -> Result<Vec<DeviceShare>, AdminError> {
        let directory = self.directory()?;
        let mut devices = Vec::new();
        for listed in directory.devices() {
            let DeviceReport { device, label, revoked, lives } = self.device_report(listed.value.id)?;
            let Share { brought_back, last_at } = shares.remove(&device).unwrap_or_default();
            let away = lives.iter().map(super::lost::LifeReport::never_received).sum();
            devices.push(DeviceShare { device, label, revoked, brought_back, last_at, away });
        }
        // Whoever is in no directory yet: it lies among what has not come back, or it is the server itself.
        devices.extend(shares.into_iter().map(|(device, Share { brought_back, last_at })| DeviceShare {
            device,
            label:
                if device == self.key.device() { "This server" } else { "Not in the directory" }.to_owned(),
            revoked: false,
            brought_back,
            last_at,
            away: 0,
        }));
        devices.sort_by(|one, other| {
            other.brought_back.cmp(&one.brought_back).then_with(|| one.label.cmp(&other.label))
        });
        Ok(devices)
    }
}

impl RefillReport {
    /// Entries that are known to be away still.
    pub fn away(&self) -> u64 {
        self.devices.iter().map(|share| share.away).sum()
    }

    /// Devices in use that have brought nothing since.
    pub fn silent(&self) -> impl Iterator<Item = &DeviceShare> {
        self.devices.iter().filter(|share| share.last_at.is_none() && !share.revoked)
    }
}

/// A time as an administrator reads it.
fn moment(at: UtcMillis) -> String {
    format!("{} UTC", cui::date_time(Stamp { utc: at, offset_minutes: 0 }))
}

impl fmt::Display for RefillReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { since, brought_back, logs, new, unread, devices, .. } = self;
        writeln!(
            f,
            "Since {}: {brought_back} entries brought back into {logs} logs, {new} new.",
            moment(*since)
        )?;
        if *unread > 0 {
            writeln!(f, "{unread} more are a newer version's; they are in their logs as they came.")?;
        }
        for DeviceShare { device, label, revoked, brought_back, last_at, away } in devices {
            let last =
                last_at.map_or_else(|| "nothing since".to_owned(), |at| format!("last {}", moment(at)));
            let state = if *revoked { ", withdrawn from use" } else { "" };
            write!(f, "{label} ({device}){state}: brought back {brought_back}, {last}")?;
            if *away > 0 {
                write!(f, "; {away} of its own entries are known to be away still")?;
            }
            writeln!(f)?;
        }
        match self.silent().count() {
            0 => f.write_str("Every device in use has been here since."),
            n => write!(f, "{n} devices in use have brought nothing since. Switch them on near the server."),
        }
    }
}
