//! The stored shapes of everything in a stay but its observation sets, and of a ward's index.

use super::{BadBody, code::Coded};
use clinical::{
    StaffId, StayId,
    entry::{Allergies, Allocation, Discharge, Provenance, ScaleDecision, Withdrawal},
    news2::Scale,
    patient::{Gender, Identity},
    ward::Place,
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredIdentityV1 {
    #[n(0)]
    family: String,
    #[n(1)]
    given: String,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    title: String,
    #[cbor(n(3), default, skip_if = "String::is_empty")]
    preferred: String,
    /// Year, month and day as ISO 8601 writes them.
    #[n(4)]
    born: Option<String>,
    #[n(5)]
    gender: u16,
    /// Ten digits.
    #[n(6)]
    nhs_number: Option<String>,
    #[cbor(n(7), default, skip_if = "String::is_empty")]
    hospital_number: String,
}

impl From<&Identity> for StoredIdentityV1 {
    fn from(identity: &Identity) -> Self {
        let Identity { family, given, title, preferred, born, gender, nhs_number, hospital_number } =
            identity;
        Self {
            family: family.clone(),
            given: given.clone(),
            title: title.clone(),
            preferred: preferred.clone(),
            born: born.map(|day| day.to_string()),
            gender: gender.code(),
            nhs_number: nhs_number.map(String::from),
            hospital_number: hospital_number.clone(),
        }
    }
}

impl TryFrom<StoredIdentityV1> for Identity {
    type Error = BadBody;
    fn try_from(stored: StoredIdentityV1) -> Result<Self, BadBody> {
        let StoredIdentityV1 { family, given, title, preferred, born, gender, nhs_number, hospital_number } =
            stored;
        Ok(Self {
            family,
            given,
            title,
            preferred,
            born: born.map(|day| day.parse().map_err(|_| BadBody::Bad)).transpose()?,
            gender: Gender::from_code(gender)?,
            nhs_number: nhs_number.map(|digits| digits.try_into().map_err(|_| BadBody::Bad)).transpose()?,
            hospital_number,
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredPlaceV1 {
    #[n(0)]
    ward: String,
    #[n(1)]
    bay: String,
    #[n(2)]
    bed: String,
}

impl From<&Place> for StoredPlaceV1 {
    fn from(Place { ward, bay, bed }: &Place) -> Self {
        Self { ward: ward.to_string(), bay: bay.clone(), bed: bed.clone() }
    }
}

impl TryFrom<StoredPlaceV1> for Place {
    type Error = BadBody;
    fn try_from(StoredPlaceV1 { ward, bay, bed }: StoredPlaceV1) -> Result<Self, BadBody> {
        Ok(Self { ward: ward.parse().map_err(|_| BadBody::Bad)?, bay, bed })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredDischargeV1 {
    #[n(0)]
    how: u16,
}

impl From<&Discharge> for StoredDischargeV1 {
    fn from(discharge: &Discharge) -> Self {
        let how = match discharge {
            Discharge::Discharged => 0,
            Discharge::Died => 1,
        };
        Self { how }
    }
}

impl TryFrom<StoredDischargeV1> for Discharge {
    type Error = BadBody;
    fn try_from(StoredDischargeV1 { how }: StoredDischargeV1) -> Result<Self, BadBody> {
        match how {
            0 => Ok(Self::Discharged),
            1 => Ok(Self::Died),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredWithdrawalV1 {
    #[n(0)]
    why: u16,
    #[n(1)]
    moved_to: Option<ByteArray<16>>,
}

impl From<&Withdrawal> for StoredWithdrawalV1 {
    fn from(withdrawal: &Withdrawal) -> Self {
        let (why, moved_to) = match withdrawal {
            Withdrawal::EnteredInError => (0, None),
            Withdrawal::Undone => (1, None),
            Withdrawal::WrongPatient { moved_to } => (2, Some((*moved_to.as_bytes()).into())),
        };
        Self { why, moved_to }
    }
}

impl TryFrom<StoredWithdrawalV1> for Withdrawal {
    type Error = BadBody;
    fn try_from(StoredWithdrawalV1 { why, moved_to }: StoredWithdrawalV1) -> Result<Self, BadBody> {
        match (why, moved_to) {
            (0, _) => Ok(Self::EnteredInError),
            (1, _) => Ok(Self::Undone),
            (2, Some(stay)) => Ok(Self::WrongPatient { moved_to: StayId::from_bytes(*stay) }),
            (2, None) => Err(BadBody::Bad),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredScaleV1 {
    #[n(0)]
    scale: u16,
    /// Lowest and highest, in per cent.
    #[n(1)]
    target: Option<(u8, u8)>,
}

impl From<&ScaleDecision> for StoredScaleV1 {
    fn from(ScaleDecision { scale, target }: &ScaleDecision) -> Self {
        Self { scale: scale.code(), target: *target }
    }
}

impl TryFrom<StoredScaleV1> for ScaleDecision {
    type Error = BadBody;
    fn try_from(StoredScaleV1 { scale, target }: StoredScaleV1) -> Result<Self, BadBody> {
        Ok(Self { scale: Scale::from_code(scale)?, target })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredPregnancyV1 {
    #[n(0)]
    pub(super) pregnant: bool,
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredAllergiesV1 {
    #[n(0)]
    known: u16,
    #[cbor(n(1), default, skip_if = "Vec::is_empty")]
    list: Vec<String>,
}

impl From<&Allergies> for StoredAllergiesV1 {
    fn from(allergies: &Allergies) -> Self {
        let (known, list) = match allergies {
            Allergies::NoneKnown => (0, Vec::new()),
            Allergies::Known(list) => (1, list.clone()),
        };
        Self { known, list }
    }
}

impl TryFrom<StoredAllergiesV1> for Allergies {
    type Error = BadBody;
    fn try_from(StoredAllergiesV1 { known, list }: StoredAllergiesV1) -> Result<Self, BadBody> {
        match known {
            // "None known" beside a list of allergies is no statement at all, and must not read as the calmer one.
            0 if list.is_empty() => Ok(Self::NoneKnown),
            0 => Err(BadBody::Bad),
            1 => Ok(Self::Known(list)),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredProvenanceV1 {
    #[n(0)]
    source: String,
    #[n(1)]
    row: String,
    #[n(2)]
    score_there: Option<u8>,
}

impl From<&Provenance> for StoredProvenanceV1 {
    fn from(Provenance { source, row, score_there }: &Provenance) -> Self {
        Self { source: source.clone(), row: row.clone(), score_there: *score_there }
    }
}

impl From<StoredProvenanceV1> for Provenance {
    fn from(StoredProvenanceV1 { source, row, score_there }: StoredProvenanceV1) -> Self {
        Self { source, row, score_there }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredAllocationV1 {
    #[n(0)]
    staff: ByteArray<16>,
    #[n(1)]
    looking_after: bool,
}

impl From<&Allocation> for StoredAllocationV1 {
    fn from(Allocation { staff, looking_after }: &Allocation) -> Self {
        Self { staff: (*staff.as_bytes()).into(), looking_after: *looking_after }
    }
}

impl From<StoredAllocationV1> for Allocation {
    fn from(StoredAllocationV1 { staff, looking_after }: StoredAllocationV1) -> Self {
        Self { staff: StaffId::from_bytes(*staff), looking_after }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredIndexV1 {
    #[n(0)]
    stay: ByteArray<16>,
}

impl From<&StayId> for StoredIndexV1 {
    fn from(stay: &StayId) -> Self {
        Self { stay: (*stay.as_bytes()).into() }
    }
}

impl From<StoredIndexV1> for StayId {
    fn from(StoredIndexV1 { stay }: StoredIndexV1) -> Self {
        Self::from_bytes(*stay)
    }
}
