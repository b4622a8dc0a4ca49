//! What a device says to the server's door outside the sync connection: enrolment, and a person's first PIN check.
//!
//! CBOR bodies of `POST /enrol` and `POST /pin/check`. Each is an array that begins with the version of its shape. Codes
//! and PINs never show in `Debug`.

use crate::wire::Epoch;
use clinical::{DeviceId, Incarnation, StaffId, UtcMillis, WardId};
use sha2::{Digest, Sha256};
use std::fmt;

mod codec;

pub use codec::{BadBody, Body, MAX_BODY_BYTES};

/// A device asks to be enrolled.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrol {
    /// The one-use code that an administrator made, as typed.
    pub code: String,
    /// The device, by an identifier that it drew itself.
    pub device: DeviceId,
    /// The life of its database.
    pub incarnation: Incarnation,
    /// Its Ed25519 public key.
    pub key: [u8; 32],
    /// What it calls itself; counts only where the administrator gave no label.
    pub label: String,
    /// Its signature over [`Enrol::signed_bytes`]: nobody enrols a key that is not theirs.
    pub signature: [u8; 64],
}

/// The server's answer to [`Enrol`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolAnswer {
    /// The device is enrolled.
    Enrolled(Enrolled),
    /// It is not; nothing was changed.
    Refused(EnrolRefused),
}

/// What a newly enrolled device is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Which server, and which life of its database.
    pub epoch: Epoch,
    /// The server's Ed25519 public key, which signs the directory and every welcome. To be kept for good.
    pub server_key: [u8; 32],
    /// The server's clock.
    pub time: UtcMillis,
    /// The device's label.
    pub label: String,
    /// The wards whose patients it may show.
    pub wards: Vec<WardId>,
}

/// Why a device was not enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnrolRefused {
    /// No such code was ever made, or it was mistyped.
    UnknownCode,
    /// The code is older than ten minutes.
    Expired,
    /// The code has enrolled another device.
    Used,
    /// A device with that identifier is enrolled with another key.
    OtherKey,
    /// The signature does not fit the key.
    BadSignature,
    /// Too many wrong codes lately; wait a minute.
    Busy,
    /// A device with that identifier was withdrawn from use; begin with a new data folder.
    Revoked,
    /// A reason of a newer version.
    Other(u16),
}

/// A device asks whether this is a person's PIN, at that person's first sign-in there.
#[derive(Clone, PartialEq, Eq)]
pub struct PinCheck {
    /// The device.
    pub device: DeviceId,
    /// The person.
    pub staff: StaffId,
    /// The PIN as typed.
    pub pin: String,
    /// The device's clock.
    pub time: UtcMillis,
    /// Random, never used twice.
    pub nonce: [u8; 16],
    /// The device's signature over [`PinCheck::signed_bytes`].
    pub signature: [u8; 64],
}

/// The server's answer to [`PinCheck`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PinAnswer {
    /// It is; the device may make a verifier of its own.
    Right,
    /// It is not.
    Wrong {
        /// Attempts left before this person is locked out on this device.
        left: u8,
    },
    /// Too many wrong ones: this person has to wait on this device. Nobody else has to.
    Paused {
        /// For so many seconds.
        seconds: u32,
    },
    /// Ten wrong ones: this person needs an administrator for this device. Nobody else does.
    Locked,
    /// The person has no PIN at this server.
    NoPin,
    /// The question was not taken.
    Refused(PinRefused),
}

/// A [`PinAnswer`] as it travels, signed by the server: without TLS anybody on the way could say "right" instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinAnswered {
    /// The answer.
    pub answer: PinAnswer,
    /// The server's clock. A device whose question was refused for its time asks again by it.
    pub time: UtcMillis,
    /// The server's signature over [`PinCheck::answer_bytes`].
    pub signature: [u8; 64],
}

/// How far the time of a [`PinCheck`] may be from the server's, in milliseconds: five minutes. A question that was
/// recorded on the way cannot be asked again later, however many have been asked since.
pub const PIN_CHECK_LASTS_MS: u64 = 5 * 60 * 1_000;

/// Why a PIN check was not taken. No attempt was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PinRefused {
    /// The device is not enrolled, or its signature did not fit.
    NotEnrolled,
    /// The device's enrolment has been withdrawn.
    Revoked,
    /// This very question was answered before.
    Replayed,
    /// The server has too many to check; try again.
    Busy,
    /// The question's time is further than [`PIN_CHECK_LASTS_MS`] from the server's.
    WrongTime,
    /// A reason of a newer version.
    Other(u16),
}

impl Enrol {
    /// What the device signs: a domain tag and everything that the question says.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = b"wardlight/enrol/v1\0".to_vec();
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.incarnation.as_bytes());
        bytes.extend_from_slice(&self.key);
        counted(&mut bytes, &self.code);
        counted(&mut bytes, &self.label);
        bytes
    }
}

impl PinCheck {
    /// What the device signs: a domain tag and everything that the question says.
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = b"wardlight/pin-check/v1\0".to_vec();
        bytes.extend_from_slice(self.device.as_bytes());
        bytes.extend_from_slice(self.staff.as_bytes());
        bytes.extend_from_slice(&self.time.0.to_be_bytes());
        bytes.extend_from_slice(&self.nonce);
        counted(&mut bytes, &self.pin);
        bytes
    }

    /// What the server signs in its answer: a domain tag, a hash of the whole question, its own time and the answer. So an
    /// answer fits no other question, and nobody but the server can give one.
    pub fn answer_bytes(&self, answer: &PinAnswer, time: UtcMillis) -> Vec<u8> {
        let mut bytes = b"wardlight/pin-answer/v1\0".to_vec();
        bytes.extend_from_slice(&Sha256::digest(self.to_bytes()));
        bytes.extend_from_slice(&time.0.to_be_bytes());
        bytes.extend_from_slice(&answer.to_bytes());
        bytes
    }
}

/// A text with its length before it, so that no two questions have the same bytes.
fn counted(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&(text.len() as u64).to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

impl fmt::Debug for Enrol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enrol")
            .field("device", &self.device)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PinCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PinCheck")
            .field("device", &self.device)
            .field("staff", &self.staff)
            .finish_non_exhaustive()
    }
}
