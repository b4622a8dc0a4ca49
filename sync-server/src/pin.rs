//! PINs at the server: one Argon2id verifier a person, and attempts counted on disk before a PIN is looked at.
//!
//! A device asks at a person's first sign-in on it; after that it checks offline against a verifier of its own. Nothing
//! here is in a log, and no PIN is ever in a message of any kind.

use crate::{
    clock::{Entropy, NoEntropy, random},
    database::StoreError,
    doors::Doors,
};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use clinical::{DeviceId, StaffId, UtcMillis};
use replication::door::PinAnswer;
use std::{fmt, str::FromStr, sync::Arc};

/// Memory of one check, in KiB: 19 MiB, with [`PASSES`] the floor that OWASP's Password Storage Cheat Sheet (2023,
/// still current in 2026) sets for Argon2id.
pub const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
pub const PASSES: u32 = 2;

/// Wrong attempts without a pause.
pub const FREE_ATTEMPTS: u32 = 5;
/// Wrong attempts after which a person needs an administrator for that device.
pub const MOST_ATTEMPTS: u32 = 10;
/// The pause after the fifth, sixth, ... wrong attempt, in seconds; the last one repeats.
const PAUSES: [u32; 3] = [30, 60, 300];

/// How many answered questions of a device are remembered, so that a recorded one cannot be sent again.
const REMEMBERED_NONCES: u32 = 1_000;

/// A six-digit PIN that is not among the first anybody would try.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// Why a text is not a PIN. Never repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPin {
    /// Not six digits.
    #[error("a PIN has six digits")]
    NotSixDigits,
    /// One digit, a run, or a repeated pattern.
    #[error("this PIN is too easy to guess: not one digit only, not a run, not a repeated pattern")]
    TooEasy,
}

impl Pin {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pin {
    type Err = BadPin;

    fn from_str(text: &str) -> Result<Self, BadPin> {
        let digits = text.as_bytes();
        if digits.len() != 6 || !digits.iter().all(u8::is_ascii_digit) {
            return Err(BadPin::NotSixDigits);
        }
        let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
        let run = steps.iter().all(|step| *step == 1) || steps.iter().all(|step| *step == -1);
        let repeated =
            [1, 2, 3].iter().any(|length| digits.chunks(*length).all(|part| part == &digits[..*length]));
        if run || repeated { Err(BadPin::TooEasy) } else { Ok(Self(text.to_owned())) }
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

/// A verifier in PHC form: everything needed to check a PIN, and nothing to read it from.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier(String);

/// A verifier could not be made or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifierError {
    /// No randomness for its salt.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The library refused.
    #[error("a PIN verifier could not be made")]
    Argon2,
}

impl Verifier {
    /// A verifier of this PIN, with a salt of its own.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn make(pin: &Pin, entropy: &dyn Entropy) -> Result<Self, VerifierError> {
        let salt: [u8; 16] = random(entropy)?;
        let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| VerifierError::Argon2)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash =
            argon2.hash_password_with_salt(pin.0.as_bytes(), &salt).map_err(|_| VerifierError::Argon2)?;
        Ok(Self(hash.to_string()))
    }

    /// Whether it is this PIN's. A damaged verifier is nobody's.
    pub fn fits(&self, pin: &str) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
    }

    /// As it is stored.
    pub(crate) fn as_phc(&self) -> &str {
        &self.0
    }

    /// Read back from where it was stored.
    pub(crate) const fn from_phc(phc: String) -> Self {
        Self(phc)
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(..)")
    }
}

/// The verifiers and attempts of one server.
pub struct Pins {
    doors: Arc<dyn Doors>,
}

/// Whether an attempt may be made. It has been counted when it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// It may: look at the PIN with this.
    May {
        /// The person's verifier.
        verifier: Verifier,
        /// Attempts since the last right PIN, this one among them.
        attempts: u32,
    },
    /// It may not, with the answer.
    Not(PinAnswer),
}

impl Attempt {
    /// This person has no PIN.
    pub const NO_PIN: Self = Self::Not(PinAnswer::NoPin);
}

/// An attempt that is counted: what is to be stored before the PIN is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Attempts since the last right PIN, this one among them.
    pub attempts: u32,
    /// No attempt before this time, should this one be wrong; in UTC milliseconds.
    pub paused_until: i64,
}

impl Counted {
    /// One more attempt after these (how many, paused until when), if it may be made. The pause is for the one after it.
    ///
    /// # Errors
    /// The answer, when it may not.
    pub fn after((attempts, paused_until): (u32, i64), now: UtcMillis) -> Result<Self, PinAnswer> {
        if attempts >= MOST_ATTEMPTS {
            return Err(PinAnswer::Locked);
        }
        if now.0 < paused_until {
            // A clock set back by years must not keep anybody out for years.
            let wait_ms = paused_until.saturating_sub(now.0).min(i64::from(PAUSES[PAUSES.len() - 1]) * 1_000);
            return Err(PinAnswer::Paused {
                seconds: u32::try_from((wait_ms + 999) / 1_000).unwrap_or(u32::MAX),
            });
        }
        let attempts = attempts + 1;
        let pause_ms = i64::from(pause_after(attempts)) * 1_000;
        Ok(Self { attempts, paused_until: now.0.saturating_add(pause_ms) })
    }
}

impl Pins {
    /// Those behind these doors.
    pub const fn new(doors: Arc<dyn Doors>) -> Self {
        Self { doors }
    }

    /// Checks a PIN for a person on a device. The attempt is durable before the PIN is looked at, so that pulling the
    /// plug does not win another one. Slow by design: not to be called on an async thread.
    ///
    /// # Errors
    /// When the database cannot be read or written; the attempt may have been counted.
    pub fn check(
        &self,
        staff: StaffId,
        device: DeviceId,
        pin: &str,
        now: UtcMillis,
    ) -> Result<PinAnswer, StoreError> {
        self.attempt(staff, device, now, |verifier| verifier.fits(pin))
    }

    /// Counts an attempt, looks at the PIN, and forgives if it is right. Whatever becomes of the look, it was counted.
    fn attempt(
        &self,
        staff: StaffId,
        device: DeviceId,
        now: UtcMillis,
        look: impl FnOnce(&Verifier) -> bool,
    ) -> Result<PinAnswer, StoreError> {
        match self.doors.count_attempt(staff, device, now)? {
            Attempt::Not(answer) => Ok(answer),
            Attempt::May { verifier, .. } if look(&verifier) => {
                self.doors.forgive(staff, Some(device))?;
                Ok(PinAnswer::Right)
            }
            Attempt::May { attempts, .. } => Ok(match MOST_ATTEMPTS.saturating_sub(attempts) {
                0 => PinAnswer::Locked,
                left => PinAnswer::Wrong { left: u8::try_from(left).unwrap_or(u8::MAX) },
            }),
        }
    }

    /// The verifier of a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn verifier(&self, staff: &StaffId) -> Result<Option<Verifier>, StoreError> {
        self.doors.verifier(*staff)
    }

    /// Opens a person's door again on all devices.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unlock(&self, staff: StaffId) -> Result<(), StoreError> {
        self.doors.forgive(staff, None)
    }

    /// Remembers a question by its nonce; false when it was asked before.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn first_time(&self, device: DeviceId, nonce: [u8; 16]) -> Result<bool, StoreError> {
        self.doors.first_time(device, nonce, REMEMBERED_NONCES)
    }
}

/// Seconds to wait after so many wrong attempts.
fn pause_after(attempts: u32) -> u32 {
    match attempts.checked_sub(FREE_ATTEMPTS) {
        None => 0,
        Some(beyond) => {
            let index = usize::try_from(beyond).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
            PAUSES[index]
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
