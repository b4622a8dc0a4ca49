//! Letting a device in: one-use codes that an administrator hands over, and what they turn into.

use crate::{
    clock::{Entropy, NoEntropy, random},
    database::StoreError,
    directory::{
        Listed, Snapshot,
        author::{Author, AuthorError},
    },
    doors::{Doors, KeptCode},
    key::ServerKey,
};
use clinical::{
    FactId, UtcMillis, WardId,
    entry::{EnrolledDevice, EntryBody},
};
use ed25519_dalek::Signature;
use record::VerifyingKey;
use replication::{
    door::{Enrol, EnrolAnswer, EnrolRefused, Enrolled},
    wire::Epoch,
};
use sha2::{Digest, Sha256};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// How long a code is good for: ten minutes (OWASP ASVS 5.0, 6.5.5).
pub const CODE_MINUTES: i64 = 10;
/// Wrong codes a minute, from all devices together, before everyone waits. 128 bits are not guessed at that rate.
const WRONG_A_MINUTE: u32 = 30;

/// 32 signs that are not mistaken for one another (Crockford's base 32).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A one-use code with 128 bits of chance in it, as it is read out and typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Draws a code.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn draw(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        let bits = u128::from_be_bytes(random(entropy)?);
        // 26 signs of 5 bits hold the 128.
        let sign = |place: u32| char::from(SIGNS[usize::from((bits >> (place * 5)) as u8 & 31)]);
        let signs: Vec<char> = (0..26).rev().map(sign).collect();
        Ok(Self(signs.chunks(7).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")))
    }

    /// The code to hand over. To be shown once.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored: a code cannot be read back from it.
    fn hash(typed: &str) -> [u8; 32] {
        let plain: String = typed
            .chars()
            .filter(|sign| sign.is_ascii_alphanumeric())
            .map(|sign| match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                sign => sign,
            })
            .collect();
        Sha256::new().chain_update(b"wardlight/enrolment-code/v1\0").chain_update(plain).finalize().into()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

/// Why a code could not be made, or a device not be enrolled. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The directory has no such ward.
    #[error("there is no ward {ward}; import the wards first")]
    UnknownWard {
        /// The ward named.
        ward: WardId,
    },
    /// The directory's fact could not be made.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// No randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The door through which devices come in.
pub struct Enrolment {
    doors: Arc<dyn Doors>,
    key: ServerKey,
    epoch: [u8; 16],
    entropy: Arc<dyn Entropy>,
    wrong: Mutex<Wrong>,
}

/// Wrong codes of the current minute.
#[derive(Default)]
struct Wrong {
    minute: i64,
    count: u32,
}

impl Enrolment {
    /// The door of this server.
    pub fn new(doors: Arc<dyn Doors>, key: ServerKey, epoch: [u8; 16], entropy: Arc<dyn Entropy>) -> Self {
        Self { doors, key, epoch, entropy, wrong: Mutex::default() }
    }

    /// Makes a code for a device of these wards, good for ten minutes and one device.
    ///
    /// # Errors
    /// When a ward is not in the directory, or the database cannot be written.
    pub fn code(
        &self,
        directory: &Snapshot,
        label: &str,
        wards: &[WardId],
        now: UtcMillis,
    ) -> Result<Code, EnrolError> {
        if let Some(ward) = wards.iter().find(|ward| directory.ward(ward).is_none()) {
            return Err(EnrolError::UnknownWard { ward: ward.clone() });
        }
        let code = Code::draw(&*self.entropy)?;
        let hash = Code::hash(code.as_str());
        let (label, wards, expires_at) = (label.to_owned(), wards.to_vec(), now.plus_minutes(CODE_MINUTES));
        self.doors.put_code(hash, KeptCode { label, wards, expires_at, used_by: None })?;
        Ok(code)
    }

    /// Enrols a device that brings a good code. Asked again by the same device, such as after a lost answer, it gives the
    /// same answer.
    ///
    /// # Errors
    /// When the database cannot be read or written. Refusals are answers.
    pub fn enrol(
        &self,
        enrol: &Enrol,
        directory: &Snapshot,
        now: UtcMillis,
    ) -> Result<EnrolAnswer, EnrolError> {
        let refused = |why| Ok(EnrolAnswer::Refused(why));
        if self.too_many_wrong(now) {
            return refused(EnrolRefused::Busy);
        }
        if !proves_its_key(enrol) {
            return refused(EnrolRefused::BadSignature);
        }
        let hash = Code::hash(&enrol.code);
        let Some(kept) = self.doors.code(hash)? else {
            self.count_wrong(now);
            return refused(EnrolRefused::UnknownCode);
        };
        let listed = directory.enrolled(&enrol.device);
        match standing(enrol, &kept, listed, now) {
            CodeStanding::Refused(why) => refused(why),
            CodeStanding::Answered(device) => Ok(self.enrolled(device, now)),
            CodeStanding::Good => {
                let label = if kept.label.is_empty() { enrol.label.clone() } else { kept.label };
                let (id, key, wards) = (enrol.device, enrol.key, kept.wards);
                let device = EnrolledDevice { id, label, key, wards, revoked_at: None };
                let leaves = listed.map_or(&[] as &[_], |listed| &listed.leaves);
                if self.take(hash, &device, leaves, now)? {
                    tracing::info!(%id, label = %device.label, "a device was enrolled");
                    Ok(self.enrolled(&device, now))
                } else {
                    refused(EnrolRefused::Used)
                }
            }
        }
    }

    /// Uses the code up and writes the device into the directory, both or neither. False when somebody else was first.
    fn take(
        &self,
        hash: [u8; 32],
        device: &EnrolledDevice,
        leaves: &[FactId],
        now: UtcMillis,
    ) -> Result<bool, EnrolError> {
        let mut author = Author::new(&self.key, &*self.entropy, now)?;
        author.write(EntryBody::Device(device.clone()), leaves)?;
        Ok(self.doors.take_code(hash, device.id, author.finish())?)
    }

    fn enrolled(&self, device: &EnrolledDevice, now: UtcMillis) -> EnrolAnswer {
        EnrolAnswer::Enrolled(Enrolled {
            epoch: Epoch { server: self.key.server_id(), epoch: self.epoch },
            server_key: self.key.public(),
            time: now,
            label: device.label.clone(),
            wards: device.wards.clone(),
        })
    }

    fn too_many_wrong(&self, now: UtcMillis) -> bool {
        let wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.minute == now.0.div_euclid(60_000) && wrong.count >= WRONG_A_MINUTE
    }

    fn count_wrong(&self, now: UtcMillis) {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.0.div_euclid(60_000);
        if wrong.minute != minute {
            *wrong = Wrong { minute, count: 0 };
        }
        wrong.count += 1;
    }
}

/// What a code is good for.
enum CodeStanding<'d> {
    Good,
    /// This device has used it, and asks again.
    Answered(&'d EnrolledDevice),
    Refused(EnrolRefused),
}

fn standing<'d>(
    enrol: &Enrol,
    kept: &KeptCode,
    listed: Option<&'d Listed<EnrolledDevice>>,
    now: UtcMillis,
) -> CodeStanding<'d> {
    use CodeStanding::{Answered, Good, Refused};
    match (kept.used_by, listed.map(|listed| &listed.value)) {
        (_, Some(device)) if device.key != enrol.key => Refused(EnrolRefused::OtherKey),
        (_, Some(device)) if device.revoked_at.is_some() => Refused(EnrolRefused::Revoked),
        (Some(used_by), Some(device)) if used_by == enrol.device => Answered(device),
        (Some(_), _) => Refused(EnrolRefused::Used),
        (None, _) if now > kept.expires_at => Refused(EnrolRefused::Expired),
        (None, _) => Good,
    }
}

fn proves_its_key(enrol: &Enrol) -> bool {
    VerifyingKey::from_bytes(&enrol.key).is_ok_and(|key| {
        !key.is_weak()
            && key.verify_strict(&enrol.signed_bytes(), &Signature::from_bytes(&enrol.signature)).is_ok()
    })
}
