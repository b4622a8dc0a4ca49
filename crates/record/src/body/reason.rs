//! The stored shape of why something could not be recorded.

use super::BadBody;
use clinical::vitals::UnableReason;
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredReasonV1 {
    #[n(0)]
    why: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    words: String,
}

impl From<&UnableReason> for StoredReasonV1 {
    fn from(reason: &UnableReason) -> Self {
        let (why, words) = match reason {
            UnableReason::Asleep => (0, ""),
            UnableReason::Declined => (1, ""),
            UnableReason::OffWard => (2, ""),
            UnableReason::UnableToObtain => (3, ""),
            UnableReason::TooUnwell => (4, ""),
            UnableReason::Equipment => (5, ""),
            UnableReason::EndOfLife => (6, ""),
            UnableReason::ClinicianRequest => (7, ""),
            UnableReason::Emergency => (8, ""),
            UnableReason::Other(words) => (9, words.as_str()),
        };
        Self { why, words: words.to_owned() }
    }
}

impl TryFrom<StoredReasonV1> for UnableReason {
    type Error = BadBody;
    fn try_from(StoredReasonV1 { why, words }: StoredReasonV1) -> Result<Self, BadBody> {
        Ok(match why {
            0 => Self::Asleep,
            1 => Self::Declined,
            2 => Self::OffWard,
            3 => Self::UnableToObtain,
            4 => Self::TooUnwell,
            5 => Self::Equipment,
            6 => Self::EndOfLife,
            7 => Self::ClinicianRequest,
            8 => Self::Emergency,
            9 => Self::Other(words),
            _ => return Err(BadBody::Newer),
        })
    }
}
