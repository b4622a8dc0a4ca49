//! Usual values: outside them a set is asked about again, never refused.

use super::BrokenRule;
use crate::vitals::{DeciCelsius, Diastolic, OxygenFlow, Pulse, RespRate, Spo2, Systolic};
use serde::{Deserialize, Serialize};

/// Lowest and highest usual value, and the change since the last set that is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Below this the nurse is asked.
    pub low: u16,
    /// Above this the nurse is asked.
    pub high: u16,
    /// A change of so much in either direction is asked about.
    #[serde(default)]
    pub jump: Option<u16>,
    /// A fall of so much is asked about.
    #[serde(default)]
    pub fall: Option<u16>,
}

impl Limit {
    /// Whether the value is a usual one.
    pub const fn holds(&self, value: i32) -> bool {
        value >= self.low as i32 && value <= self.high as i32
    }

    /// Whether the change from `before` to `now` is to be asked about.
    pub fn jumps(&self, before: i32, now: i32) -> bool {
        self.jump.is_some_and(|by| now.abs_diff(before) >= u32::from(by))
            || self.fall.is_some_and(|by| before - now >= i32::from(by))
    }
}

/// Usual values by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usual {
    /// Breaths a minute.
    pub respiration: Limit,
    /// Per cent.
    pub spo2: Limit,
    /// mmHg.
    pub systolic: Limit,
    /// mmHg.
    pub diastolic: Limit,
    /// Systolic less diastolic, mmHg.
    pub pulse_pressure: Limit,
    /// Beats a minute.
    pub pulse: Limit,
    /// Tenths of a degree Celsius.
    pub temperature_tenths: Limit,
    /// Hundredths of a litre a minute.
    pub flow_hundredths: Limit,
}

impl Usual {
    /// Each limit inside what its unit can hold, and not upside down.
    pub(super) fn check(&self) -> Result<(), BrokenRule> {
        let temperature = (DeciCelsius::MIN.unsigned_abs(), DeciCelsius::MAX.unsigned_abs());
        for (name, limit, (low, high)) in [
            ("respiration", self.respiration, (RespRate::MIN, RespRate::MAX)),
            ("spo2", self.spo2, (Spo2::MIN.into(), Spo2::MAX.into())),
            ("systolic", self.systolic, (Systolic::MIN, Systolic::MAX)),
            ("diastolic", self.diastolic, (Diastolic::MIN, Diastolic::MAX)),
            ("pulse_pressure", self.pulse_pressure, (0, Systolic::MAX)),
            ("pulse", self.pulse, (Pulse::MIN, Pulse::MAX)),
            ("temperature_tenths", self.temperature_tenths, temperature),
            ("flow_hundredths", self.flow_hundredths, (OxygenFlow::MIN, OxygenFlow::MAX)),
        ] {
            let inside = low <= limit.low && limit.low < limit.high && limit.high <= high;
            if !inside || limit.jump == Some(0) || limit.fall == Some(0) {
                return Err(BrokenRule::Usual { name });
            }
        }
        Ok(())
    }
}
