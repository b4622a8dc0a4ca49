//! The stored shapes of decisions that stand over a stay: resuscitation, ceiling, precautions.

use super::{BadBody, code::Coded};
use chrono::NaiveDate;
use clinical::care::{
    Assistance, Ceiling, CeilingLevel, Leg, Limb, Precaution, Resuscitation, Swallowing, WeightBearing,
};
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredResuscitationV1 {
    #[n(0)]
    attempt: bool,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    decided_by: String,
    /// As ISO 8601 writes it.
    #[n(2)]
    review_on: Option<String>,
}

impl From<&Resuscitation> for StoredResuscitationV1 {
    fn from(Resuscitation { attempt, decided_by, review_on }: &Resuscitation) -> Self {
        Self { attempt: *attempt, decided_by: decided_by.clone(), review_on: stored_day(*review_on) }
    }
}

impl TryFrom<StoredResuscitationV1> for Resuscitation {
    type Error = BadBody;
    fn try_from(stored: StoredResuscitationV1) -> Result<Self, BadBody> {
        let StoredResuscitationV1 { attempt, decided_by, review_on } = stored;
        Ok(Self { attempt, decided_by, review_on: day(review_on)? })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredCeilingV1 {
    #[n(0)]
    level: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    words: String,
    #[cbor(n(2), default, skip_if = "String::is_empty")]
    decided_by: String,
    /// As ISO 8601 writes it.
    #[n(3)]
    review_on: Option<String>,
}

impl From<&Ceiling> for StoredCeilingV1 {
    fn from(Ceiling { level, words, decided_by, review_on }: &Ceiling) -> Self {
        Self {
            level: level.code(),
            words: words.clone(),
            decided_by: decided_by.clone(),
            review_on: stored_day(*review_on),
        }
    }
}

impl TryFrom<StoredCeilingV1> for Ceiling {
    type Error = BadBody;
    fn try_from(stored: StoredCeilingV1) -> Result<Self, BadBody> {
        let StoredCeilingV1 { level, words, decided_by, review_on } = stored;
        Ok(Self { level: CeilingLevel::from_code(level)?, words, decided_by, review_on: day(review_on)? })
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredPrecautionV1 {
    /// 0 weight-bearing of no leg named, 1 assistance, 2 swallowing, 3 limb, 4 falls, 5 a flag of the ward's own,
    /// 6 weight-bearing of one leg.
    #[n(0)]
    kind: u16,
    /// The word of its kind; for a limb which one.
    #[n(1)]
    value: Option<u16>,
    /// For a limb whether to spare it, for falls whether there is a risk, for a flag whether it holds.
    #[n(2)]
    holds: Option<bool>,
    /// Of a limb why; of a flag what it was called.
    #[cbor(n(3), default, skip_if = "String::is_empty")]
    words: String,
    /// Of a flag its code in the policy.
    #[cbor(n(4), default, skip_if = "String::is_empty")]
    code: String,
    /// Of weight-bearing which leg.
    #[cbor(n(5), default, skip_if = "Option::is_none")]
    leg: Option<u16>,
}

impl From<&Precaution> for StoredPrecautionV1 {
    fn from(precaution: &Precaution) -> Self {
        let nothing = || Self {
            kind: 0,
            value: None,
            holds: None,
            words: String::new(),
            code: String::new(),
            leg: None,
        };
        let valued = |kind, value| Self { kind, value: Some(value), ..nothing() };
        match precaution {
            Precaution::WeightBearing(value) => valued(0, value.code()),
            Precaution::Assistance(value) => valued(1, value.code()),
            Precaution::Swallowing(value) => valued(2, value.code()),
            Precaution::Limb { limb, words, spare } => {
                Self { holds: Some(*spare), words: words.clone(), ..valued(3, limb.code()) }
            }
            Precaution::Falls(at_risk) => Self { kind: 4, holds: Some(*at_risk), ..nothing() },
            Precaution::Ward { code, label, holds } => {
                let (words, code) = (label.clone(), code.as_str().to_owned());
                Self { kind: 5, holds: Some(*holds), words, code, ..nothing() }
            }
            Precaution::LegBearing { leg, bearing } => {
                Self { leg: Some(leg.code()), ..valued(6, bearing.code()) }
            }
        }
    }
}

impl TryFrom<StoredPrecautionV1> for Precaution {
    type Error = BadBody;
    fn try_from(stored: StoredPrecautionV1) -> Result<Self, BadBody> {
        let StoredPrecautionV1 { kind, value, holds, words, code, leg } = stored;
        let value = || value.ok_or(BadBody::Bad);
        let holds = || holds.ok_or(BadBody::Bad);
        Ok(match kind {
            0 => Self::WeightBearing(WeightBearing::from_code(value()?)?),
            1 => Self::Assistance(Assistance::from_code(value()?)?),
            2 => Self::Swallowing(Swallowing::from_code(value()?)?),
            3 => Self::Limb { limb: Limb::from_code(value()?)?, words, spare: holds()? },
            4 => Self::Falls(holds()?),
            5 => Self::Ward { code: code.parse().map_err(|_| BadBody::Bad)?, label: words, holds: holds()? },
            6 => Self::LegBearing {
                leg: Leg::from_code(leg.ok_or(BadBody::Bad)?)?,
                bearing: WeightBearing::from_code(value()?)?,
            },
            _ => return Err(BadBody::Newer),
        })
    }
}

pub(super) fn stored_day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(super) fn day(text: Option<String>) -> Result<Option<NaiveDate>, BadBody> {
    text.map(|text| text.parse().map_err(|_| BadBody::Bad)).transpose()
}
