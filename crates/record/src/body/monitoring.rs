//! The stored shapes of decisions about observing.

use super::{BadBody, code::Coded};
use clinical::{
    StayId, UtcMillis,
    monitoring::{MonitoringDecision, ObservationsStop, OffWard},
    news2::Response,
    staff::Role,
};
use minicbor::{Decode, Encode, bytes::ByteArray};
use std::num::NonZeroU32;

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredMonitoringV1 {
    #[n(0)]
    every_minutes: u32,
    /// Milliseconds since 1970.
    #[n(1)]
    until: i64,
    #[n(2)]
    at_response: u16,
    #[n(3)]
    role: u16,
}

impl From<&MonitoringDecision> for StoredMonitoringV1 {
    fn from(MonitoringDecision { every_minutes, until, at_response, role }: &MonitoringDecision) -> Self {
        Self {
            every_minutes: every_minutes.get(),
            until: until.0,
            at_response: at_response.code(),
            role: role.code(),
        }
    }
}

impl TryFrom<StoredMonitoringV1> for MonitoringDecision {
    type Error = BadBody;
    fn try_from(stored: StoredMonitoringV1) -> Result<Self, BadBody> {
        let StoredMonitoringV1 { every_minutes, until, at_response, role } = stored;
        Ok(Self {
            every_minutes: NonZeroU32::new(every_minutes).ok_or(BadBody::Bad)?,
            until: UtcMillis(until),
            at_response: Response::from_code(at_response)?,
            role: Role::from_code(role)?,
        })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredObservationsStopV1 {
    /// 0 stopped, 1 restarted.
    #[n(0)]
    what: u16,
    /// The reason's code in the policy.
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    reason: String,
    #[n(2)]
    role: Option<u16>,
}

impl From<&ObservationsStop> for StoredObservationsStopV1 {
    fn from(stop: &ObservationsStop) -> Self {
        match stop {
            ObservationsStop::Stopped { reason, role } => {
                Self { what: 0, reason: reason.clone(), role: Some(role.code()) }
            }
            ObservationsStop::Restarted => Self { what: 1, reason: String::new(), role: None },
        }
    }
}

impl TryFrom<StoredObservationsStopV1> for ObservationsStop {
    type Error = BadBody;
    fn try_from(stored: StoredObservationsStopV1) -> Result<Self, BadBody> {
        let StoredObservationsStopV1 { what, reason, role } = stored;
        match what {
            0 => Ok(Self::Stopped { reason, role: Role::from_code(role.ok_or(BadBody::Bad)?)? }),
            1 => Ok(Self::Restarted),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredOffWardV1 {
    /// 0 away, 1 back.
    #[n(0)]
    what: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    place: String,
    /// Milliseconds since 1970.
    #[n(2)]
    back_by: Option<i64>,
}

impl From<&OffWard> for StoredOffWardV1 {
    fn from(off: &OffWard) -> Self {
        match off {
            OffWard::Away { place, back_by } => {
                Self { what: 0, place: place.clone(), back_by: back_by.map(|at| at.0) }
            }
            OffWard::Back => Self { what: 1, place: String::new(), back_by: None },
        }
    }
}

impl TryFrom<StoredOffWardV1> for OffWard {
    type Error = BadBody;
    fn try_from(StoredOffWardV1 { what, place, back_by }: StoredOffWardV1) -> Result<Self, BadBody> {
        match what {
            0 => Ok(Self::Away { place, back_by: back_by.map(UtcMillis) }),
            1 => Ok(Self::Back),
            _ => Err(BadBody::Newer),
        }
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredSamePersonV1 {
    #[n(0)]
    stay: ByteArray<16>,
}

impl From<&StayId> for StoredSamePersonV1 {
    fn from(stay: &StayId) -> Self {
        Self { stay: (*stay.as_bytes()).into() }
    }
}

impl From<StoredSamePersonV1> for StayId {
    fn from(StoredSamePersonV1 { stay }: StoredSamePersonV1) -> Self {
        Self::from_bytes(*stay)
    }
}
