//! The stored shapes of the directory and of the audit.

use super::{BadBody, code::Coded};
use clinical::{
    DeviceId, StaffId, Stamp, StayId, UtcMillis, WardId,
    entry::{Act, EnrolledDevice},
    form::PublishedForm,
    policy::{PublishedPolicy, Setting},
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
    /// Absent is 0, an acute ward.
    #[cbor(n(4), default, skip_if = "is_acute")]
    setting: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the encoder calls it with a reference")]
fn is_acute(setting: &u16) -> bool {
    *setting == Setting::AcuteWard.code()
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
    fn from(Ward { id, name, telephone, bays, setting }: &Ward) -> Self {
        let bay = |Bay { name, beds }: &Bay| StoredBayV1 { name: name.clone(), beds: beds.clone() };
        Self {
            id: id.to_string(),
            name: name.clone(),
            telephone: telephone.clone(),
            bays: bays.iter().map(bay).collect(),
            setting: setting.code(),
        }
    }
}

impl TryFrom<StoredWardV1> for Ward {
    type Error = BadBody;
    fn try_from(StoredWardV1 { id, name, telephone, bays, setting }: StoredWardV1) -> Result<Self, BadBody> {
        let bay = |StoredBayV1 { name, beds }| Bay { name, beds };
        Ok(Self {
            id: id.parse().map_err(|_| BadBody::Bad)?,
            name,
            telephone,
            bays: bays.into_iter().map(bay).collect(),
            setting: Setting::from_code(setting)?,
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
pub(super) struct StoredPolicyV1 {
    #[n(0)]
    setting: u16,
    #[n(1)]
    revision: u32,
    #[n(2)]
    text: String,
}

impl From<&PublishedPolicy> for StoredPolicyV1 {
    fn from(PublishedPolicy { setting, revision, text }: &PublishedPolicy) -> Self {
        Self { setting: setting.code(), revision: *revision, text: text.clone() }
    }
}

impl TryFrom<StoredPolicyV1> for PublishedPolicy {
    type Error = BadBody;
    fn try_from(StoredPolicyV1 { setting, revision, text }: StoredPolicyV1) -> Result<Self, BadBody> {
        Ok(Self { setting: Setting::from_code(setting)?, revision, text })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredFormV1 {
    #[n(0)]
    url: String,
    #[n(1)]
    revision: u32,
    #[n(2)]
    text: Option<String>,
}

impl From<&PublishedForm> for StoredFormV1 {
    fn from(PublishedForm { url, revision, text }: &PublishedForm) -> Self {
        Self { url: url.clone(), revision: *revision, text: text.clone() }
    }
}

impl From<StoredFormV1> for PublishedForm {
    fn from(StoredFormV1 { url, revision, text }: StoredFormV1) -> Self {
        Self { url, revision, text }
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
