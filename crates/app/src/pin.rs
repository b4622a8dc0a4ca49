//! PIN verifiers of this device (Argon2id), and how wrong ones slow a person down here without touching anybody else.

use crate::entropy::{Entropy, random};
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use clinical::UtcMillis;

/// Attempts that are looked at without a wait.
const FREE: u32 = 5;

/// After so many wrong ones this person needs the server on this device (ASVS 6.3.1).
pub(crate) const LAST: u32 = 10;

/// The longest wait, in milliseconds; a clock that was set back cannot stretch it.
pub(crate) const LONGEST_PAUSE_MS: i64 = 300_000;

/// How dear one guess is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for PinCost {
    /// 64 MiB and three passes: above OWASP's floor of 19 MiB and two, under half a second on a tablet.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3 }
    }
}

/// A PIN that cannot be hashed on this device: no memory, or a cost out of range.
#[derive(Debug, thiserror::Error)]
#[error("the PIN could not be checked on this device")]
pub(crate) struct CannotHash;

/// Six digits, and nothing else.
pub(crate) fn has_six_digits(pin: &str) -> bool {
    pin.len() == 6 && pin.bytes().all(|b| b.is_ascii_digit())
}

/// Makes a verifier in PHC form, with a fresh salt.
pub(crate) fn verifier(pin: &str, cost: PinCost, entropy: &dyn Entropy) -> Result<String, CannotHash> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|_| CannotHash)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash =
        argon.hash_password_with_salt(pin.as_bytes(), &random::<16>(entropy)).map_err(|_| CannotHash)?;
    Ok(hash.to_string())
}

/// Whether the PIN is the verifier's. A verifier that cannot be read fits no PIN.
pub(crate) fn fits(pin: &str, verifier: &str) -> bool {
    PasswordHash::new(verifier)
        .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

/// Until when the next attempt waits, should attempt number `attempt` be a wrong one.
pub(crate) const fn pause_after(attempt: u32, now: UtcMillis) -> Option<UtcMillis> {
    let wait_ms = match attempt {
        ..FREE => return None,
        FREE => 30_000,
        6 => 60_000,
        _ => LONGEST_PAUSE_MS,
    };
    Some(UtcMillis(now.0.saturating_add(wait_ms)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    const CHEAP: PinCost = PinCost { memory_kib: 8, passes: 1 };

    #[test]
    fn a_verifier_fits_its_pin_and_no_other_and_two_of_one_pin_differ() {
        let make = || verifier("204060", CHEAP, &SystemEntropy).unwrap();
        let (a, b) = (make(), make());
        assert!(fits("204060", &a) && !fits("204061", &a) && !fits("", &a));
        assert_ne!(a, b, "a salt of its own each time");
        assert!(a.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        assert!(!fits("204060", "not a verifier"));
    }

    #[test]
    fn the_default_cost_is_above_the_floor() {
        let PinCost { memory_kib, passes } = PinCost::default();
        assert!(memory_kib >= 19 * 1024 && passes >= 2);
    }

    #[test]
    fn five_are_free_then_the_wait_grows_to_five_minutes() {
        let wait = |attempt| pause_after(attempt, UtcMillis(0)).map(|until| until.0 / 1_000);
        let waits: Vec<_> = (1..=9).map(wait).collect();
        let expected = [None, None, None, None, Some(30), Some(60), Some(300), Some(300), Some(300)];
        assert_eq!(waits, expected);
    }

    #[test]
    fn a_pin_is_six_digits() {
        for (pin, fine) in
            [("204060", true), ("20406", false), ("2040600", false), ("20406a", false), ("２0406", false)]
        {
            assert_eq!(has_six_digits(pin), fine);
        }
    }
}
