//! Enrolment: this device and its server get to know one another, once.

use crate::{App, syncing::FORGED_SERVER};
use clinical::{StaffId, UtcMillis, WardId};
use contract::Event;
use ed25519_dalek::Signature;
use record::VerifyingKey;
use replication::door::{Enrol, EnrolAnswer, EnrolRefused, Enrolled, PinAnswer, PinAnswered, PinCheck};
use std::sync::Arc;
use store::Enrolment;
use transport::{BadUrl, Door, ServerUrl, TransportError};

/// Why a device was not enrolled. It is as it was, and what is charted on it is kept.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// Not an address.
    #[error("The device was not enrolled: {0}.")]
    Address(#[from] BadUrl),
    /// The server could not be asked.
    #[error("The device was not enrolled: {0}.")]
    Transport(#[from] TransportError),
    /// The server says no.
    #[error("The device was not enrolled: {}", refusal(.0))]
    Refused(EnrolRefused),
    /// It belongs to another server.
    #[error(
        "This device is enrolled with another server, which has its entries. To enrol it here, use an empty data folder."
    )]
    OtherServer,
    /// The disk refused.
    #[error("The device was not enrolled. {0}")]
    Store(#[from] store::StoreError),
}

/// What the device was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// The name on its back.
    pub label: String,
    /// The wards whose patients it may show.
    pub wards: Vec<WardId>,
}

/// Enrols this device with a one-use code that an administrator made.
///
/// # Errors
/// When the server cannot be asked, refuses, or is not the one this device belongs to.
pub async fn enrol(app: &Arc<App>, server_url: &str, code: &str, label: &str) -> Result<Welcome, EnrolError> {
    let url: ServerUrl = server_url.parse()?;
    let question = app.enrol_question(code, label)?;
    let answer = Door::new(url.clone())?.enrol(&question).await?;
    match answer {
        EnrolAnswer::Refused(why) => Err(EnrolError::Refused(why)),
        EnrolAnswer::Enrolled(enrolled) => app.enrolled(&url.to_string(), enrolled),
    }
}

impl App {
    /// The question that asks for enrolment, signed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn enrol_question(&self, code: &str, label: &str) -> Result<Enrol, store::StoreError> {
        let incarnation = self.store.read(|tx| tx.device().incarnation())?;
        let mut question = Enrol {
            code: code.trim().to_owned(),
            device: self.me.device,
            incarnation,
            key: self.public_key(),
            label: label.trim().to_owned(),
            signature: [0; 64],
        };
        question.signature = self.me.sign(&question.signed_bytes());
        Ok(question)
    }

    /// Keeps what the server said to [`App::enrol_question`].
    ///
    /// # Errors
    /// When this device belongs to another server, or the disk refuses.
    pub fn enrolled(&self, url: &str, enrolled: Enrolled) -> Result<Welcome, EnrolError> {
        let Enrolled { epoch, server_key, time: _, label, wards } = enrolled;
        self.store.write(|tx| -> Result<(), EnrolError> {
            let before = tx.device().enrolment()?;
            if before.as_ref().is_some_and(|before| before.key != server_key) {
                return Err(EnrolError::OtherServer);
            }
            Ok(tx.device().enrol(&Enrolment {
                url: url.to_owned(),
                server: epoch.server.to_vec(),
                key: server_key,
                label: label.clone(),
                // Adopted at the first connection, once its signature has been checked.
                epoch: before.and_then(|before| before.epoch),
            })?)
        })?;
        {
            let mut line = self.line();
            (line.enrolled, line.copied) = (true, false);
        }
        self.tell(Event::Directory);
        self.tell_sync();
        self.wake.notify_one();
        Ok(Welcome { label, wards })
    }

    /// The question whether this is a person's PIN, as of this time, signed.
    pub(crate) fn pin_question(&self, staff: StaffId, pin: String, time: UtcMillis) -> PinCheck {
        let mut question = PinCheck {
            device: self.me.device,
            staff,
            pin,
            time,
            nonce: crate::entropy::random(&*self.entropy),
            signature: [0; 64],
        };
        question.signature = self.me.sign(&question.signed_bytes());
        question
    }

    /// What the server said to a question, if it was this device's server that said it, and to this question.
    pub(crate) fn pin_answer(&self, question: &PinCheck, said: &PinAnswered) -> Option<PinAnswer> {
        let key = self.store.read(|tx| tx.device().enrolment()).ok()??.key;
        let signed = question.answer_bytes(&said.answer, said.time);
        let signature = Signature::from_bytes(&said.signature);
        let genuine =
            VerifyingKey::from_bytes(&key).is_ok_and(|key| key.verify_strict(&signed, &signature).is_ok());
        if !genuine {
            tracing::warn!(
                "an answer to a PIN question was not signed by this device's server and does not count"
            );
            self.line().trouble = FORGED_SERVER.to_owned();
            self.tell_sync();
        }
        genuine.then_some(said.answer)
    }
}

const fn refusal(why: &EnrolRefused) -> &'static str {
    match why {
        EnrolRefused::UnknownCode => {
            "the server does not know that code. Type it again, or ask for a new one."
        }
        EnrolRefused::Expired => "the code is older than ten minutes. Ask for a new one.",
        EnrolRefused::Used => "the code has enrolled another device. Ask for a new one.",
        EnrolRefused::OtherKey => {
            "the server knows a device of this identity with another key: this data folder may be a copy. Use an empty \
             one."
        }
        EnrolRefused::Revoked => {
            "this device was withdrawn from use. Hand it to IT support, or use an empty data folder with a new code."
        }
        EnrolRefused::BadSignature => "the server could not verify this device's signature. Tell IT support.",
        EnrolRefused::Busy => "there were too many wrong codes lately. Wait a minute and try again.",
        EnrolRefused::Other(_) => "the server, a newer version, refuses. Update this application.",
    }
}
