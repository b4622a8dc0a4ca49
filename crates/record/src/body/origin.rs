//! The stored shape of where something was first charted, when it was moved to the right patient.

use clinical::{FactId, StayId};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredOriginV1 {
    #[n(0)]
    stay: ByteArray<16>,
    #[n(1)]
    fact: ByteArray<16>,
}

impl From<&(StayId, FactId)> for StoredOriginV1 {
    fn from((stay, fact): &(StayId, FactId)) -> Self {
        Self { stay: (*stay.as_bytes()).into(), fact: (*fact.as_bytes()).into() }
    }
}

impl StoredOriginV1 {
    pub(super) fn origin(self) -> (StayId, FactId) {
        (StayId::from_bytes(*self.stay), FactId::from_bytes(*self.fact))
    }
}
