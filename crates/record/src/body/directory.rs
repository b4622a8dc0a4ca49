//! The stored shapes of the directory and of the audit.

use super::{BadBody, code::Coded};
use clinical::{
    DeviceId, StaffId, Stamp, StayId, UtcMillis, WardId,
    entry::{Act, EnrolledDevice},
    staff::{Role, Staff},
    ward::{Bay, Ward},
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredStaffV1 {
    #[n(0)]
    id: ByteArray<16>,
    #[n(1)]
    name: String,
    #[n(2)]
    role: u16,
    #[n(3)]
    wards: Vec<String>,
    #[n(4)]
    active: bool,
    #[n(5)]
    pin_set_at: Option<i64>,
}

impl From<&Staff> for StoredStaffV1 {
    fn from(Staff { id, name, role, wards, active, pin_set_at }: &Staff) -> Self {
        Self {
            id: (*id.as_bytes()).into(),
            name: name.clone(),
            role: role.code(),
            wards: texts(wards),
            active: *active,
            pin_set_at: pin_set_at.map(|at| at.0),
        }
    }
}

impl TryFrom<StoredStaffV1> for Staff {
    type Error = BadBody;
    fn try_from(stored: StoredStaffV1) -> Result<Self, BadBody> {
        let StoredStaffV1 { id, name, role, wards, active, pin_set_at } = stored;
        Ok(Self {
            id: StaffId::from_bytes(*id),
            name,
            role: Role::from_code(role)?,
            wards: slugs(wards)?,
            active,
            pin_set_at: pin_set_at.map(UtcMillis),
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredWardV1 {
    #[n(0)]
    id: String,
    #[n(1)]
    name: String,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    telephone: String,
    #[n(3)]
    bays: Vec<StoredBayV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredBayV1 {
    #[n(0)]
    name: String,
    #[n(1)]
    beds: Vec<String>,
}

impl From<&Ward> for StoredWardV1 {
    fn from(Ward { id, name, telephone, bays }: &Ward) -> Self {
        let bay = |Bay { name, beds }: &Bay| StoredBayV1 { name: name.clone(), beds: beds.clone() };
        Self {
            id: id.to_string(),
            name: name.clone(),
            telephone: telephone.clone(),
            bays: bays.iter().map(bay).collect(),
        }
    }
}

impl TryFrom<StoredWardV1> for Ward {
    type Error = BadBody;
    fn try_from(StoredWardV1 { id, name, telephone, bays }: StoredWardV1) -> Result<Self, BadBody> {
        let bay = |StoredBayV1 { name, beds }| Bay { name, beds };
        Ok(Self {
            id: id.parse().map_err(|_| BadBody::Bad)?,
            name,
            telephone,
            bays: bays.into_iter().map(bay).collect(),
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredDeviceV1 {
    #[n(0)]
    id: ByteArray<16>,
    #[n(1)]
    label: String,
    #[n(2)]
    key: ByteArray<32>,
    #[n(3)]
    wards: Vec<String>,
    #[n(4)]
    revoked_at: Option<StoredStampV1>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredStampV1 {
    #[n(0)]
    utc: i64,
    #[n(1)]
    offset_minutes: i16,
}

impl From<&EnrolledDevice> for StoredDeviceV1 {
    fn from(EnrolledDevice { id, label, key, wards, revoked_at }: &EnrolledDevice) -> Self {
        let stored = |Stamp { utc, offset_minutes }: Stamp| StoredStampV1 { utc: utc.0, offset_minutes };
        Self {
            id: (*id.as_bytes()).into(),
            label: label.clone(),
            key: (*key).into(),
            wards: texts(wards),
            revoked_at: revoked_at.map(stored),
        }
    }
}

impl TryFrom<StoredDeviceV1> for EnrolledDevice {
    type Error = BadBody;
    fn try_from(
        StoredDeviceV1 { id, label, key, wards, revoked_at }: StoredDeviceV1,
    ) -> Result<Self, BadBody> {
        let stamp = |StoredStampV1 { utc, offset_minutes }| Stamp { utc: UtcMillis(utc), offset_minutes };
        Ok(Self {
            id: DeviceId::from_bytes(*id),
            label,
            key: *key,
            wards: slugs(wards)?,
            revoked_at: revoked_at.map(stamp),
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredActV1 {
    #[n(0)]
    what: String,
    #[n(1)]
    stay: Option<ByteArray<16>>,
}

impl From<&Act> for StoredActV1 {
    fn from(Act { what, stay }: &Act) -> Self {
        Self { what: what.clone(), stay: stay.map(|stay| (*stay.as_bytes()).into()) }
    }
}

impl From<StoredActV1> for Act {
    fn from(StoredActV1 { what, stay }: StoredActV1) -> Self {
        Self { what, stay: stay.map(|stay| StayId::from_bytes(*stay)) }
    }
}

fn texts(wards: &[WardId]) -> Vec<String> {
    wards.iter().map(WardId::to_string).collect()
}

fn slugs(wards: Vec<String>) -> Result<Vec<WardId>, BadBody> {
    wards.into_iter().map(|slug| slug.parse().map_err(|_| BadBody::Bad)).collect()
}
