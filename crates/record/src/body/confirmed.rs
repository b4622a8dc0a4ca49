//! The stored shape of by what a patient was told apart before a form or a concern.

use super::{
    BadBody,
    code::{Coded, all},
};
use clinical::{
    FactId,
    observation::{Confirmed, Identified},
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredConfirmedV1 {
    #[n(0)]
    of: ByteArray<16>,
    /// 0 not asked, 1 confirmed.
    #[n(1)]
    what: u16,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    bed: String,
    #[cbor(n(3), default, skip_if = "Vec::is_empty")]
    by: Vec<u16>,
}

impl From<&Confirmed> for StoredConfirmedV1 {
    fn from(Confirmed { of, identified }: &Confirmed) -> Self {
        let of = (*of.as_bytes()).into();
        match identified {
            None => Self { of, what: 0, bed: String::new(), by: Vec::new() },
            Some(Identified { bed, by }) => {
                Self { of, what: 1, bed: bed.clone(), by: by.iter().map(Coded::code).collect() }
            }
        }
    }
}

impl TryFrom<StoredConfirmedV1> for Confirmed {
    type Error = BadBody;
    fn try_from(StoredConfirmedV1 { of, what, bed, by }: StoredConfirmedV1) -> Result<Self, BadBody> {
        let identified = match what {
            0 => None,
            1 => Some(Identified { bed, by: all(by)? }),
            _ => return Err(BadBody::Newer),
        };
        Ok(Self { of: FactId::from_bytes(*of), identified })
    }
}
