//! The stored shapes of handovers and of the receipts for them.

use super::{BadBody, code::Coded, escalation};
use clinical::{
    handover::{Handover, HandoverNote, HandoverRead},
    staff::Role,
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredHandoverV1 {
    #[cbor(n(0), default, skip_if = "String::is_empty")]
    situation: String,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    watch: String,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    to_do: String,
    #[n(3)]
    role: u16,
}

impl From<&Handover> for StoredHandoverV1 {
    fn from(Handover { note, role }: &Handover) -> Self {
        let HandoverNote { situation, watch, to_do } = note.clone();
        Self { situation, watch, to_do, role: role.code() }
    }
}

impl TryFrom<StoredHandoverV1> for Handover {
    type Error = BadBody;
    fn try_from(
        StoredHandoverV1 { situation, watch, to_do, role }: StoredHandoverV1,
    ) -> Result<Self, BadBody> {
        Ok(Self { note: HandoverNote { situation, watch, to_do }, role: Role::from_code(role)? })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredHandoverReadV1 {
    #[n(0)]
    read: Vec<ByteArray<16>>,
}

impl From<&HandoverRead> for StoredHandoverReadV1 {
    fn from(HandoverRead { read }: &HandoverRead) -> Self {
        Self { read: escalation::stored_ids(read) }
    }
}

impl TryFrom<StoredHandoverReadV1> for HandoverRead {
    type Error = BadBody;
    fn try_from(StoredHandoverReadV1 { read }: StoredHandoverReadV1) -> Result<Self, BadBody> {
        Ok(Self { read: escalation::named(read)? })
    }
}
