//! What happens to a patient: where each sign starts, how it sways and where it turns. Data, one course an archetype.

use clinical::{UtcMillis, vitals::Consciousness};

/// Kinds of patient that a ward always has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Archetype {
    /// After an operation: poorly for a day, then well.
    PostOperative,
    /// Chronic obstructive pulmonary disease with hypercapnia: scale 2, prescribed 88 to 92 per cent.
    Copd,
    /// As [`Self::Copd`], and two doctors have decided the scale differently within minutes.
    ScaleDisputed,
    /// Well until six hours ago; septic now.
    SepsisRising,
    /// Septic on arrival, better by the day.
    SepsisRecovering,
    /// The saturation falls and nothing else says so.
    SilentHypoxia,
    /// A slow bleed: the pulse climbs before the pressure falls.
    Bleeding,
    /// Newly confused, worse in the evening and at night.
    Delirium,
    /// Dying, with a plan: observations are few and comfort comes first.
    EndOfLife,
    /// Old, frail, well enough to go home, waiting.
    Frail,
    /// Declines most sets.
    Refusing,
    /// Much away for dialysis, and away now.
    OffWard,
    /// Brought in by night, nameless; NEWS2 does not apply while the age is unknown.
    Unidentified,
    /// Pregnant; NEWS2 does not apply.
    Pregnant,
}

/// The five measured numbers, in the charted units or in hundredths of them; temperature is in tenths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// Breaths a minute.
    pub respiration: i32,
    /// Per cent.
    pub spo2: i32,
    /// mmHg.
    pub systolic: i32,
    /// Beats a minute.
    pub pulse: i32,
    /// Tenths of a degree Celsius.
    pub temperature: i32,
}

impl Signs {
    /// Each pair of numbers joined.
    #[must_use]
    pub fn with(self, other: Self, mut join: impl FnMut(i32, i32) -> i32) -> Self {
        Self {
            respiration: join(self.respiration, other.respiration),
            spo2: join(self.spo2, other.spo2),
            systolic: join(self.systolic, other.systolic),
            pulse: join(self.pulse, other.pulse),
            temperature: join(self.temperature, other.temperature),
        }
    }
}

/// A time in a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// So many hours after the patient came.
    Came(i64),
    /// So many minutes before now.
    Ago(i64),
}

impl When {
    /// The instant, for a patient who came at `came`.
    pub const fn at(self, came: UtcMillis, now: UtcMillis) -> UtcMillis {
        match self {
            Self::Came(hours) => came.plus_minutes(hours * 60),
            Self::Ago(minutes) => now.plus_minutes(-minutes),
        }
    }
}

/// What the patient breathes from some time on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breath {
    /// Room air.
    Air,
    /// A device of the policy's list and a flow in hundredths of a litre a minute.
    Flow(&'static str, i64),
    /// A device of the policy's list and a fraction of oxygen in per cent.
    Percent(&'static str, i64),
}

/// How one kind of patient fares.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Where the signs stand when nothing happens, in charted units.
    pub usual: Signs,
    /// How far from one patient to another, in charted units.
    pub differ: Signs,
    /// How far what happens moves each sign, in charted units, at times in order; between two it moves evenly.
    pub turns: &'static [(When, Signs)],
    /// What the patient breathes, from each time on; air before the first.
    pub breathing: &'static [(When, Breath)],
    /// Consciousness, from each time on; alert before the first.
    pub mind: &'static [(When, Consciousness)],
}

/// The diastolic pressure as so many thousandths of the systolic.
pub(crate) const DIASTOLIC_PERMILLE: i32 = 580;

/// How far signs sway from set to set, as a standard deviation in hundredths of the charted unit.
pub(crate) const SWAY: Signs =
    Signs { respiration: 150, spo2: 95, systolic: 850, pulse: 620, temperature: 260 };

const fn signs(respiration: i32, spo2: i32, systolic: i32, pulse: i32, temperature: i32) -> Signs {
    Signs { respiration, spo2, systolic, pulse, temperature }
}

const NOTHING: Signs = signs(0, 0, 0, 0, 0);
const WELL: Course = Course {
    usual: signs(16, 97, 130, 76, 367),
    differ: signs(1, 1, 9, 7, 1),
    turns: &[],
    breathing: &[],
    mind: &[],
};

use Breath::{Air, Flow, Percent};
use Consciousness::{Alert, Confusion};
use When::{Ago, Came};

const POST_OPERATIVE: Course = Course {
    turns: &[(Came(0), signs(1, -2, -8, 13, 5)), (Came(14), signs(1, -1, -4, 7, 3)), (Came(40), NOTHING)],
    breathing: &[(Came(0), Flow("N", 200)), (Came(11), Air)],
    ..WELL
};

const COPD: Course = Course {
    usual: signs(19, 90, 134, 86, 367),
    differ: signs(1, 0, 8, 5, 1),
    turns: &[(Came(0), signs(5, -3, 6, 14, 4)), (Came(30), signs(1, 0, 2, 5, 1)), (Came(72), NOTHING)],
    breathing: &[(Came(0), Percent("V28", 28)), (Came(50), Percent("V24", 24)), (Came(110), Air)],
    ..WELL
};

const SEPSIS_RISING: Course = Course {
    turns: &[
        (Ago(370), NOTHING),
        (Ago(240), signs(2, -1, -6, 12, 9)),
        (Ago(120), signs(6, -3, -16, 27, 19)),
        (Ago(0), signs(9, -4, -31, 40, 24)),
    ],
    breathing: &[(Ago(105), Flow("N", 400))],
    ..WELL
};

const SEPSIS_RECOVERING: Course = Course {
    turns: &[
        (Came(0), signs(8, -4, -24, 36, 20)),
        (Came(14), signs(5, -2, -14, 22, 12)),
        (Came(36), signs(1, -1, -4, 8, 4)),
        (Came(66), NOTHING),
    ],
    breathing: &[(Came(0), Flow("SM", 600)), (Came(12), Flow("N", 200)), (Came(26), Air)],
    ..WELL
};

const SILENT_HYPOXIA: Course = Course {
    turns: &[(Ago(660), NOTHING), (Ago(300), signs(1, -8, 0, 3, 2)), (Ago(0), signs(2, -10, 2, 6, 4))],
    breathing: &[(Ago(150), Flow("N", 300))],
    ..WELL
};

const BLEEDING: Course = Course {
    usual: signs(16, 97, 126, 78, 366),
    turns: &[(Ago(640), NOTHING), (Ago(300), signs(2, 0, -10, 26, -1)), (Ago(0), signs(8, -2, -38, 50, -6))],
    ..WELL
};

const DELIRIUM: Course = Course {
    usual: signs(17, 96, 134, 80, 367),
    mind: &[
        (Ago(34 * 60), Confusion),
        (Ago(25 * 60), Alert),
        (Ago(13 * 60), Confusion),
        (Ago(6 * 60), Alert),
        (Ago(200), Confusion),
    ],
    ..WELL
};

const END_OF_LIFE: Course = Course {
    usual: signs(17, 94, 112, 82, 365),
    turns: &[(Came(90), NOTHING), (Ago(0), signs(4, -6, -18, 14, -4))],
    ..WELL
};

const FRAIL: Course = Course { usual: signs(17, 96, 127, 72, 365), ..WELL };

const REFUSING: Course = Course { usual: signs(17, 95, 138, 78, 366), ..WELL };

const OFF_WARD: Course = Course { usual: signs(16, 97, 152, 80, 366), ..WELL };

const UNIDENTIFIED: Course = Course {
    usual: signs(18, 96, 118, 96, 359),
    breathing: &[(Came(0), Flow("N", 200)), (Came(5), Air)],
    mind: &[(Came(0), Consciousness::Voice), (Came(5), Confusion)],
    ..WELL
};

const PREGNANT: Course = Course { usual: signs(17, 98, 114, 92, 370), ..WELL };

impl Archetype {
    /// The course of this kind of patient.
    pub const fn course(self) -> Course {
        match self {
            Self::PostOperative => POST_OPERATIVE,
            Self::Copd | Self::ScaleDisputed => COPD,
            Self::SepsisRising => SEPSIS_RISING,
            Self::SepsisRecovering => SEPSIS_RECOVERING,
            Self::SilentHypoxia => SILENT_HYPOXIA,
            Self::Bleeding => BLEEDING,
            Self::Delirium => DELIRIUM,
            Self::EndOfLife => END_OF_LIFE,
            Self::Frail => FRAIL,
            Self::Refusing => REFUSING,
            Self::OffWard => OFF_WARD,
            Self::Unidentified => UNIDENTIFIED,
            Self::Pregnant => PREGNANT,
        }
    }

    /// A clinician has prescribed 88 to 92 per cent.
    pub const fn has_scale_two(self) -> bool {
        matches!(self, Self::Copd | Self::ScaleDisputed)
    }
}
