//! Courses for the tests of this crate.

use crate::course::{Course, Set, Standing};
use clinical::{
    Stamp, UtcMillis,
    news2::{Applicability, Scale, score},
    policy::Policy,
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Oxygen, Pulse, RespRate, Sign, Spo2, Systolic, UnableReason,
        Vitals,
    },
};
use std::collections::BTreeSet;

/// 2026-08-06T10:10Z, ten past eleven on a ward in British Summer Time.
pub(crate) const NOW: UtcMillis = UtcMillis(1_786_011_000_000);

pub(crate) const fn minutes_ago(minutes: i64) -> UtcMillis {
    NOW.plus_minutes(-minutes)
}

/// Every sign of a well patient: NEWS2 0.
pub(crate) fn well() -> Vitals {
    Vitals {
        respiration: RespRate::new(16),
        spo2: Spo2::new(97),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(124),
        diastolic: Diastolic::new(78),
        pulse: Pulse::new(72),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(368),
        ..Vitals::default()
    }
}

/// A set of these signs, so many minutes ago.
pub(crate) fn set_of(minutes: i64, vitals: Vitals) -> Set {
    let outcome = score(&vitals, Scale::One, Applicability::Applies);
    Set {
        taken: Some(Stamp { utc: minutes_ago(minutes), offset_minutes: 60 }),
        vitals,
        scale: Scale::One,
        outcome,
        no_longer_applies: false,
        from_device: BTreeSet::new(),
        by: "Amira Haddad".into(),
        standing: Standing::Stands,
        corrects: false,
        late: false,
        clock_doubtful: false,
        escalated: false,
        notes: Vec::new(),
    }
}

/// A set of a well patient.
pub(crate) fn set(minutes: i64) -> Set {
    set_of(minutes, well())
}

/// The same set under scale 2.
pub(crate) fn under_scale_two(set: Set) -> Set {
    Set { scale: Scale::Two, outcome: score(&set.vitals, Scale::Two, Applicability::Applies), ..set }
}

/// Nothing recorded: the patient declined.
pub(crate) fn refused(minutes: i64) -> Set {
    let unable = Sign::ALL.into_iter().map(|sign| (sign, UnableReason::Declined)).collect();
    set_of(minutes, Vitals { unable, ..Vitals::default() })
}

/// A window of three days with these sets.
pub(crate) fn course(sets: Vec<Set>) -> Course {
    Course {
        from: minutes_ago(72 * 60),
        now: Stamp { utc: NOW, offset_minutes: 60 },
        clock: Vec::new(),
        sets,
        scale: Scale::One,
        scale_changes: Vec::new(),
        pauses: Vec::new(),
        acts: Vec::new(),
        bedside: Policy::rcp_default().bedside().clone(),
    }
}
