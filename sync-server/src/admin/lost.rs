//! A tablet is lost: what it made and never brought here, as far as its own chain tells.
//!
//! Every entry of a device has its number in the life of that device's database, over all logs. A number that is missing
//! between two that are here was made and never came. What came after the last one, nobody here can know.

use super::{AdminError, Desk};
use clinical::{DeviceId, Incarnation, UtcMillis};
use record::SignedFact;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What is known of a device's entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceReport {
    /// The device.
    pub device: DeviceId,
    /// The name on its back.
    pub label: String,
    /// Whether it was withdrawn from use.
    pub revoked: bool,
    /// Each life of its database from which anything came.
    pub lives: Vec<LifeReport>,
}

/// What is known of the entries of one life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeReport {
    /// The life.
    pub incarnation: Incarnation,
    /// Entries in the logs here.
    pub received: u64,
    /// Entries that came and were refused; they are in quarantine.
    pub refused: u64,
    /// The number of the last that came.
    pub last: u64,
    /// When something came last, by the server's clock.
    pub last_at: UtcMillis,
    /// Numbers that were made before the last and never came, first and last of each run.
    pub missing: Vec<(u64, u64)>,
    /// Numbers that two entries bear: the device was copied.
    pub forked: Vec<u64>,
}

impl LifeReport {
    /// How many entries are known to have been made and never came.
    pub fn never_received(&self) -> u64 {
        self.missing.iter().map(|(from, to)| to - from + 1).sum()
    }
}

/// What came of one life.
#[derive(Default)]
struct Came {
    /// Hashes by number.
    logged: BTreeMap<u64, BTreeSet<[u8; 32]>>,
    refused: BTreeSet<u64>,
    last_at: i64,
}

impl Desk {
    /// What a device made and never brought here, as far as its chain tells.
    ///
    /// # Errors
    /// When no such device is enrolled, or the database cannot be read.
    pub fn device_report(&self, device: DeviceId) -> Result<DeviceReport, AdminError> {
        let directory = self.directory()?;
        let listed = directory.enrolled(&device).ok_or(AdminError::UnknownDevice(device))?;
        let mut lives: BTreeMap<Incarnation, Came> = BTreeMap::new();
        // What was refused lies in a ward's log of such too, and has no place in the device's chain there.
        for placed in self.storage.shelves.of_device(&device)? {
            let came = lives.entry(placed.incarnation).or_default();
            came.logged.entry(placed.device_seq).or_default().insert(placed.hash);
            came.last_at = came.last_at.max(placed.arrived_at.0);
        }
        self.quarantine(|aside| -> Result<(), AdminError> {
            if let Some((life, seq)) = place_of(&aside.signed, &device) {
                let came = lives.entry(life).or_default();
                came.refused.insert(seq);
                came.last_at = came.last_at.max(aside.arrived_at.0);
            }
            Ok(())
        })?;
        Ok(DeviceReport {
            device,
            label: listed.value.label.clone(),
            revoked: listed.value.revoked_at.is_some(),
            lives: lives.into_iter().map(|(life, came)| came.reported(life)).collect(),
        })
    }
}

/// The place that a refused entry claims in a device's chain. It may lie; then it hides one number at most, and is shown.
fn place_of(signed: &SignedFact, device: &DeviceId) -> Option<(Incarnation, u64)> {
    let header = signed.decode().ok()?.header;
    (header.device == *device).then_some((header.incarnation, header.device_seq))
}

impl Came {
    fn reported(self, incarnation: Incarnation) -> LifeReport {
        let came: BTreeSet<u64> = self.logged.keys().chain(&self.refused).copied().collect();
        let mut missing = Vec::new();
        let mut next = 1;
        for &seq in &came {
            if seq > next {
                missing.push((next, seq - 1));
            }
            next = seq.saturating_add(1);
        }
        LifeReport {
            incarnation,
            received: self.logged.values().map(|hashes| hashes.len() as u64).sum(),
            refused: self.refused.difference(&self.logged.keys().copied().collect()).count() as u64,
            last: came.last().copied().unwrap_or(0),
            last_at: UtcMillis(self.last_at),
            missing,
            forked: self.logged.iter().filter(|(_, hashes)| hashes.len() > 1).map(|(seq, _)| *seq).collect(),
        }
    }
}

impl fmt::Display for DeviceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.revoked { "withdrawn from use" } else { "enrolled" };
        writeln!(f, "{} ({}), {state}", self.label, self.device)?;
        for life in &self.lives {
            write!(f, "{life}")?;
        }
        if self.lives.is_empty() {
            writeln!(f, "Nothing has come from it.")?;
        }
        f.write_str("What it made after the last entry that came, its chain does not tell.")
    }
}

impl fmt::Display for LifeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { incarnation, received, refused, last, last_at, missing, forked } = self;
        writeln!(
            f,
            "Life {incarnation}: {received} entries received, {refused} received and refused; the last is number {last}, at {} ms UTC.",
            last_at.0
        )?;
        match self.never_received() {
            0 => writeln!(f, "  Nothing is missing up to there.")?,
            n => writeln!(f, "  {n} entries were made there and never received:")?,
        }
        for (from, to) in missing {
            writeln!(f, "    numbers {from} to {to}")?;
        }
        for seq in forked {
            writeln!(
                f,
                "  Two entries bear the number {seq}: the device was copied or restored. Both are kept."
            )?;
        }
        Ok(())
    }
}
