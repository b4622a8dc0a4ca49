//! The stored shape of an observation set: the signs, and the score as it was shown.

use super::{
    BadBody,
    code::{Coded, all, optional},
    origin::{StoredChartingV1, StoredOriginV1},
    reason::StoredReasonV1,
};
use clinical::{
    FactId,
    news2::{NotApplicable, Outcome, Risk, Scale},
    observation::{Identified, ObservationSet},
    origin::ChartedThere,
    vitals::{
        DeciCelsius, Diastolic, Fio2, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate, Sign, Spo2,
        Systolic, Vitals,
    },
};
use minicbor::{Decode, Encode, bytes::ByteArray};
use std::collections::BTreeMap;

#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct StoredObservationsV1 {
    #[n(0)]
    respiration: Option<i64>,
    #[n(1)]
    spo2: Option<i64>,
    #[n(2)]
    oxygen: Option<StoredOxygenV1>,
    #[n(3)]
    systolic: Option<i64>,
    #[n(4)]
    diastolic: Option<i64>,
    #[n(5)]
    pulse: Option<i64>,
    #[n(6)]
    consciousness: Option<u16>,
    /// Tenths of a degree Celsius.
    #[n(7)]
    temperature: Option<i64>,
    #[cbor(n(8), default, skip_if = "BTreeMap::is_empty")]
    unable: BTreeMap<u16, StoredReasonV1>,
    #[n(9)]
    scale: u16,
    #[n(10)]
    ruleset: String,
    #[n(11)]
    outcome: StoredOutcomeV1,
    #[cbor(n(12), default, skip_if = "Vec::is_empty")]
    confirmed: Vec<String>,
    #[cbor(n(13), default, skip_if = "Vec::is_empty")]
    from_device: Vec<u16>,
    #[n(14)]
    moved_from: Option<StoredOriginV1>,
    #[cbor(n(15), default, skip_if = "String::is_empty")]
    remark: String,
    #[n(16)]
    charted_there: Option<StoredChartingV1>,
    #[n(17)]
    identified: Option<StoredIdentifiedV1>,
    #[n(18)]
    counted: Option<u16>,
    #[n(19)]
    rechecks: Option<ByteArray<16>>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredIdentifiedV1 {
    #[n(0)]
    bed: String,
    #[cbor(n(1), default, skip_if = "Vec::is_empty")]
    by: Vec<u16>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct StoredOxygenV1 {
    /// 0 air, 1 supplemental.
    #[n(0)]
    what: u16,
    #[cbor(n(1), default, skip_if = "String::is_empty")]
    device: String,
    /// Hundredths of a litre a minute.
    #[n(2)]
    flow: Option<i64>,
    #[n(3)]
    fio2: Option<i64>,
}

#[derive(Encode, Decode, Default)]
#[cbor(map)]
struct StoredOutcomeV1 {
    /// 0 complete, 1 incomplete, 2 not applicable.
    #[n(0)]
    what: u16,
    #[cbor(n(1), default, skip_if = "BTreeMap::is_empty")]
    parts: BTreeMap<u16, u8>,
    /// The total, or the least it can be.
    #[n(2)]
    total: Option<u8>,
    /// The risk, or the least it can be.
    #[n(3)]
    risk: Option<u16>,
    #[n(4)]
    at_most: Option<u8>,
    #[n(5)]
    ceiling_risk: Option<u16>,
    #[cbor(n(6), default, skip_if = "Vec::is_empty")]
    missing: Vec<u16>,
    #[n(7)]
    reason: Option<u16>,
}

impl From<&ObservationSet> for StoredObservationsV1 {
    fn from(set: &ObservationSet) -> Self {
        let ObservationSet {
            vitals,
            scale,
            ruleset,
            outcome,
            confirmed,
            from_device,
            moved_from,
            charted_there,
            remark,
            identified,
            counted,
            rechecks,
        } = set;
        let Vitals {
            respiration,
            spo2,
            oxygen,
            systolic,
            diastolic,
            pulse,
            consciousness,
            temperature,
            unable,
        } = vitals;
        Self {
            respiration: respiration.map(i64::from),
            spo2: spo2.map(i64::from),
            oxygen: oxygen.as_ref().map(StoredOxygenV1::from),
            systolic: systolic.map(i64::from),
            diastolic: diastolic.map(i64::from),
            pulse: pulse.map(i64::from),
            consciousness: consciousness.map(|level| level.code()),
            temperature: temperature.map(i64::from),
            unable: unable.iter().map(|(sign, reason)| (sign.code(), reason.into())).collect(),
            scale: scale.code(),
            ruleset: ruleset.clone(),
            outcome: outcome.into(),
            confirmed: confirmed.clone(),
            from_device: from_device.iter().map(Coded::code).collect(),
            moved_from: moved_from.as_ref().map(StoredOriginV1::from),
            remark: remark.clone(),
            charted_there: charted_there.as_ref().map(StoredChartingV1::from),
            identified: identified.as_ref().map(|Identified { bed, by }| StoredIdentifiedV1 {
                bed: bed.clone(),
                by: by.iter().map(Coded::code).collect(),
            }),
            counted: counted.map(|counted| counted.code()),
            rechecks: rechecks.map(|of| (*of.as_bytes()).into()),
        }
    }
}

impl TryFrom<StoredObservationsV1> for ObservationSet {
    type Error = BadBody;
    fn try_from(stored: StoredObservationsV1) -> Result<Self, BadBody> {
        let StoredObservationsV1 {
            respiration,
            spo2,
            oxygen,
            systolic,
            diastolic,
            pulse,
            consciousness,
            temperature,
            unable,
            scale,
            ruleset,
            outcome,
            confirmed,
            from_device,
            moved_from,
            remark,
            charted_there,
            identified,
            counted,
            rechecks,
        } = stored;
        let vitals = Vitals {
            respiration: possible(respiration, RespRate::new)?,
            spo2: possible(spo2, Spo2::new)?,
            oxygen: oxygen.map(Oxygen::try_from).transpose()?,
            systolic: possible(systolic, Systolic::new)?,
            diastolic: possible(diastolic, Diastolic::new)?,
            pulse: possible(pulse, Pulse::new)?,
            consciousness: optional(consciousness)?,
            temperature: possible(temperature, DeciCelsius::new)?,
            unable: unable
                .into_iter()
                .map(|(sign, reason)| Ok((Sign::from_code(sign)?, reason.try_into()?)))
                .collect::<Result<_, BadBody>>()?,
        };
        Ok(Self {
            vitals,
            scale: Scale::from_code(scale)?,
            ruleset,
            outcome: outcome.try_into()?,
            confirmed,
            from_device: all(from_device)?,
            moved_from: moved_from.map(StoredOriginV1::origin),
            charted_there: charted_there.map(ChartedThere::try_from).transpose()?,
            remark,
            identified: identified
                .map(|StoredIdentifiedV1 { bed, by }| Ok(Identified { bed, by: all(by)? }))
                .transpose()?,
            counted: optional(counted)?,
            rechecks: rechecks.map(|of| FactId::from_bytes(*of)),
        })
    }
}

/// A number as a value of its unit. One that is impossible is refused, not bent.
fn possible<T>(number: Option<i64>, new: impl FnOnce(i64) -> Option<T>) -> Result<Option<T>, BadBody> {
    number.map(|number| new(number).ok_or(BadBody::Bad)).transpose()
}

impl From<&Oxygen> for StoredOxygenV1 {
    fn from(oxygen: &Oxygen) -> Self {
        match oxygen {
            Oxygen::Air => Self { what: 0, device: String::new(), flow: None, fio2: None },
            Oxygen::Supplemental(OxygenDelivery { device, flow, fio2 }) => {
                Self { what: 1, device: device.clone(), flow: flow.map(i64::from), fio2: fio2.map(i64::from) }
            }
        }
    }
}

impl TryFrom<StoredOxygenV1> for Oxygen {
    type Error = BadBody;
    fn try_from(StoredOxygenV1 { what, device, flow, fio2 }: StoredOxygenV1) -> Result<Self, BadBody> {
        match what {
            0 => Ok(Self::Air),
            1 => Ok(Self::Supplemental(OxygenDelivery {
                device,
                flow: possible(flow, OxygenFlow::new)?,
                fio2: possible(fio2, Fio2::new)?,
            })),
            _ => Err(BadBody::Newer),
        }
    }
}

impl From<&Outcome> for StoredOutcomeV1 {
    fn from(outcome: &Outcome) -> Self {
        let coded =
            |parts: &BTreeMap<Sign, u8>| parts.iter().map(|(sign, points)| (sign.code(), *points)).collect();
        match outcome {
            Outcome::Complete { parts, total, risk } => Self {
                what: 0,
                parts: coded(parts),
                total: Some(*total),
                risk: Some(risk.code()),
                ..Self::default()
            },
            Outcome::Incomplete { parts, at_least, at_most, floor_risk, ceiling_risk, missing } => Self {
                what: 1,
                parts: coded(parts),
                total: Some(*at_least),
                risk: Some(floor_risk.code()),
                at_most: Some(*at_most),
                ceiling_risk: Some(ceiling_risk.code()),
                missing: missing.iter().map(Coded::code).collect(),
                reason: None,
            },
            Outcome::NotApplicable { reason } => {
                Self { what: 2, reason: Some(reason.code()), ..Self::default() }
            }
        }
    }
}

impl TryFrom<StoredOutcomeV1> for Outcome {
    type Error = BadBody;
    fn try_from(stored: StoredOutcomeV1) -> Result<Self, BadBody> {
        let StoredOutcomeV1 { what, parts, total, risk, at_most, ceiling_risk, missing, reason } = stored;
        let pointed = |(sign, points)| Ok((Sign::from_code(sign)?, points));
        let parts = parts.into_iter().map(pointed).collect::<Result<_, BadBody>>()?;
        match what {
            0 => Ok(Self::Complete { parts, total: there(total)?, risk: Risk::from_code(there(risk)?)? }),
            1 => Ok(Self::Incomplete {
                parts,
                at_least: there(total)?,
                at_most: there(at_most)?,
                floor_risk: Risk::from_code(there(risk)?)?,
                ceiling_risk: Risk::from_code(there(ceiling_risk)?)?,
                missing: all(missing)?,
            }),
            2 => Ok(Self::NotApplicable { reason: NotApplicable::from_code(there(reason)?)? }),
            _ => Err(BadBody::Newer),
        }
    }
}

fn there<T>(part: Option<T>) -> Result<T, BadBody> {
    part.ok_or(BadBody::Bad)
}
