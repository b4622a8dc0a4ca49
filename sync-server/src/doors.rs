//! What lets devices and people in, as a database keeps it: one-use enrolment codes, PIN verifiers, attempts and nonces. What
//! they mean is said in [`crate::enrolment`] and [`crate::pin`], once for every database.

use crate::{
    change_log::Push,
    database::StoreError,
    pin::{Attempt, Verifier},
};
use clinical::{DeviceId, StaffId, UtcMillis, WardId};

pub mod postgres;
pub mod sqlite;

/// Enrolment codes, PINs, and questions that were answered.
pub trait Doors: Send + Sync {
    /// Keeps a code by its hash.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn put_code(&self, hash: [u8; 32], code: KeptCode) -> Result<(), StoreError>;

    /// The code with this hash.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn code(&self, hash: [u8; 32]) -> Result<Option<KeptCode>, StoreError>;

    /// Uses a code up for a device and appends this to the log, both or neither. False, and neither, when somebody else was
    /// first.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn take_code(&self, hash: [u8; 32], device: DeviceId, push: Push) -> Result<bool, StoreError>;

    /// The verifier of a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn verifier(&self, staff: StaffId) -> Result<Option<Verifier>, StoreError>;

    /// Appends this to the log, sets these people's PINs and forgives the attempts at their old ones, all or nothing.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn set_pins(&self, push: Push, pins: Vec<(StaffId, Verifier)>) -> Result<(), StoreError>;

    /// Counts an attempt, if one may be made. Durable when it returns.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn count_attempt(&self, staff: StaffId, device: DeviceId, now: UtcMillis) -> Result<Attempt, StoreError>;

    /// Forgets a person's attempts on a device, or on all.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn forgive(&self, staff: StaffId, device: Option<DeviceId>) -> Result<(), StoreError>;

    /// Remembers a question by its nonce; false when it was asked before. The newest `most` of a device are remembered.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn first_time(&self, device: DeviceId, nonce: [u8; 16], most: u32) -> Result<bool, StoreError>;
}

/// A code as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCode {
    /// The device's name; empty when it names itself.
    pub label: String,
    /// The wards whose patients it may show.
    pub wards: Vec<WardId>,
    /// When it ceases to be good.
    pub expires_at: UtcMillis,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
}

/// Wards in one column.
fn text_of(wards: &[WardId]) -> String {
    wards.iter().map(WardId::as_str).collect::<Vec<_>>().join(";")
}

/// Wards read back from one column. What is no ward opens none.
fn wards_of(text: &str) -> Vec<WardId> {
    text.split(';').filter_map(|ward| ward.parse().ok()).collect()
}
