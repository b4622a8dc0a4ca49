//! The stored shape of where something was first charted, and how, when it was moved to the right patient.

use super::{BadBody, code::Coded};
use clinical::{
    FactId, StaffId, Stamp, StayId, UtcMillis,
    origin::{ChartedThere, SignedThere},
    staff::AuthLevel,
};
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

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredChartingV1 {
    /// How it was known who charted it: the header's own codes.
    #[n(0)]
    auth: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    name: String,
    #[n(2)]
    moved_at: i64,
    #[n(3)]
    moved_offset_minutes: i16,
    #[n(4)]
    signed: Option<StoredNameV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredNameV1 {
    #[n(0)]
    fact: ByteArray<16>,
    #[n(1)]
    by: ByteArray<16>,
    #[n(2)]
    at: i64,
}

impl From<&ChartedThere> for StoredChartingV1 {
    fn from(ChartedThere { auth, name, moved_at, signed }: &ChartedThere) -> Self {
        Self {
            auth: auth.code(),
            name: name.clone(),
            moved_at: moved_at.utc.0,
            moved_offset_minutes: moved_at.offset_minutes,
            signed: signed.map(|SignedThere { fact, by, at }| StoredNameV1 {
                fact: (*fact.as_bytes()).into(),
                by: (*by.as_bytes()).into(),
                at: at.0,
            }),
        }
    }
}

impl TryFrom<StoredChartingV1> for ChartedThere {
    type Error = BadBody;
    fn try_from(stored: StoredChartingV1) -> Result<Self, BadBody> {
        let StoredChartingV1 { auth, name, moved_at, moved_offset_minutes, signed } = stored;
        Ok(Self {
            auth: AuthLevel::from_code(auth)?,
            name,
            moved_at: Stamp { utc: UtcMillis(moved_at), offset_minutes: moved_offset_minutes },
            signed: signed.map(|StoredNameV1 { fact, by, at }| SignedThere {
                fact: FactId::from_bytes(*fact),
                by: StaffId::from_bytes(*by),
                at: UtcMillis(at),
            }),
        })
    }
}
