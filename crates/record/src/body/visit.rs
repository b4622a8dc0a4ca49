//! The stored shapes of visits, goals, caseloads and what therapists leave for the ward.

use super::{
    BadBody,
    care::{day, stored_day},
    code::{Coded, all},
};
use clinical::{
    FactId, StaffId, UtcMillis,
    visit::{
        CaseloadEntry, Goal, Home, TherapyHandover, VisitCalledOff, VisitEnd, VisitEnding, VisitPlan,
        VisitStart,
    },
};
use minicbor::{Decode, Encode, bytes::ByteArray};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredCaseloadV1 {
    #[n(0)]
    staff: ByteArray<16>,
    #[n(1)]
    on: bool,
}

impl From<&CaseloadEntry> for StoredCaseloadV1 {
    fn from(CaseloadEntry { staff, on }: &CaseloadEntry) -> Self {
        Self { staff: (*staff.as_bytes()).into(), on: *on }
    }
}

impl From<StoredCaseloadV1> for CaseloadEntry {
    fn from(StoredCaseloadV1 { staff, on }: StoredCaseloadV1) -> Self {
        Self { staff: StaffId::from_bytes(*staff), on }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredHomeV1 {
    #[n(0)]
    address: String,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    access: String,
}

impl From<&Home> for StoredHomeV1 {
    fn from(Home { address, access }: &Home) -> Self {
        Self { address: address.clone(), access: access.clone() }
    }
}

impl From<StoredHomeV1> for Home {
    fn from(StoredHomeV1 { address, access }: StoredHomeV1) -> Self {
        Self { address, access }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredVisitPlanV1 {
    #[n(0)]
    staff: ByteArray<16>,
    /// Milliseconds since 1970.
    #[n(1)]
    at: i64,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    purpose: String,
}

impl From<&VisitPlan> for StoredVisitPlanV1 {
    fn from(VisitPlan { staff, at, purpose }: &VisitPlan) -> Self {
        Self { staff: (*staff.as_bytes()).into(), at: at.0, purpose: purpose.clone() }
    }
}

impl From<StoredVisitPlanV1> for VisitPlan {
    fn from(StoredVisitPlanV1 { staff, at, purpose }: StoredVisitPlanV1) -> Self {
        Self { staff: StaffId::from_bytes(*staff), at: UtcMillis(at), purpose }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredVisitCalledOffV1 {
    #[n(0)]
    reason: String,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    words: String,
}

impl From<&VisitCalledOff> for StoredVisitCalledOffV1 {
    fn from(VisitCalledOff { reason, words }: &VisitCalledOff) -> Self {
        Self { reason: reason.clone(), words: words.clone() }
    }
}

impl From<StoredVisitCalledOffV1> for VisitCalledOff {
    fn from(StoredVisitCalledOffV1 { reason, words }: StoredVisitCalledOffV1) -> Self {
        Self { reason, words }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredVisitStartV1 {
    #[n(0)]
    plan: Option<ByteArray<16>>,
    #[n(1)]
    identity: Vec<u16>,
    #[n(2)]
    consent: u16,
}

impl From<&VisitStart> for StoredVisitStartV1 {
    fn from(VisitStart { plan, identity, consent }: &VisitStart) -> Self {
        Self {
            plan: plan.map(|plan| (*plan.as_bytes()).into()),
            identity: identity.iter().map(Coded::code).collect(),
            consent: consent.code(),
        }
    }
}

impl TryFrom<StoredVisitStartV1> for VisitStart {
    type Error = BadBody;
    fn try_from(stored: StoredVisitStartV1) -> Result<Self, BadBody> {
        let StoredVisitStartV1 { plan, identity, consent } = stored;
        Ok(Self {
            plan: plan.map(|plan| FactId::from_bytes(*plan)),
            identity: all(identity)?,
            consent: Coded::from_code(consent)?,
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredVisitEndV1 {
    #[n(0)]
    visit: ByteArray<16>,
    /// 0 seen, 1 not seen.
    #[n(1)]
    how: u16,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    reason: String,
    #[cbor(n(3), default, skip_if = "String::is_empty")]
    words: String,
}

impl From<&VisitEnd> for StoredVisitEndV1 {
    fn from(VisitEnd { visit, how }: &VisitEnd) -> Self {
        let visit = (*visit.as_bytes()).into();
        match how {
            VisitEnding::Seen => Self { visit, how: 0, reason: String::new(), words: String::new() },
            VisitEnding::NotSeen { reason, words } => {
                Self { visit, how: 1, reason: reason.clone(), words: words.clone() }
            }
        }
    }
}

impl TryFrom<StoredVisitEndV1> for VisitEnd {
    type Error = BadBody;
    fn try_from(StoredVisitEndV1 { visit, how, reason, words }: StoredVisitEndV1) -> Result<Self, BadBody> {
        let how = match how {
            0 => VisitEnding::Seen,
            1 => VisitEnding::NotSeen { reason, words },
            _ => return Err(BadBody::Newer),
        };
        Ok(Self { visit: FactId::from_bytes(*visit), how })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredGoalV1 {
    #[n(0)]
    words: String,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    measure: String,
    /// As ISO 8601 writes it.
    #[n(2)]
    by: Option<String>,
    #[n(3)]
    standing: u16,
}

impl From<&Goal> for StoredGoalV1 {
    fn from(Goal { words, measure, by, standing }: &Goal) -> Self {
        Self {
            words: words.clone(),
            measure: measure.clone(),
            by: stored_day(*by),
            standing: standing.code(),
        }
    }
}

impl TryFrom<StoredGoalV1> for Goal {
    type Error = BadBody;
    fn try_from(StoredGoalV1 { words, measure, by, standing }: StoredGoalV1) -> Result<Self, BadBody> {
        Ok(Self { words, measure, by: day(by)?, standing: Coded::from_code(standing)? })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredTherapyHandoverV1 {
    #[cbor(n(0), default, skip_if = "String::is_empty")]
    situation: String,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    watch: String,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    to_do: String,
}

impl From<&TherapyHandover> for StoredTherapyHandoverV1 {
    fn from(TherapyHandover { situation, watch, to_do }: &TherapyHandover) -> Self {
        Self { situation: situation.clone(), watch: watch.clone(), to_do: to_do.clone() }
    }
}

impl From<StoredTherapyHandoverV1> for TherapyHandover {
    fn from(StoredTherapyHandoverV1 { situation, watch, to_do }: StoredTherapyHandoverV1) -> Self {
        Self { situation, watch, to_do }
    }
}
