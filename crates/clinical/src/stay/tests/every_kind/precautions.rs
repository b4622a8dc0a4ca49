//! Precautions of every kind, for histories of every kind.

use crate::care::{Assistance, Leg, Limb, Precaution, Swallowing, WeightBearing};

/// One of them.
pub(super) fn precaution(pick: u8) -> Precaution {
    let all = [
        Precaution::WeightBearing(WeightBearing::AsTolerated),
        Precaution::WeightBearing(WeightBearing::None),
        Precaution::LegBearing { leg: Leg::Left, bearing: WeightBearing::ToeTouch },
        Precaution::LegBearing { leg: Leg::Right, bearing: WeightBearing::Full },
        Precaution::Assistance(Assistance::One),
        Precaution::Assistance(Assistance::Hoist),
        Precaution::Swallowing(Swallowing::Normal),
        Precaution::Swallowing(Swallowing::NilByMouth),
        Precaution::Limb { limb: Limb::LeftArm, words: "fistula".into(), spare: true },
        Precaution::Limb { limb: Limb::LeftArm, words: String::new(), spare: false },
        Precaution::Falls(true),
        Precaution::Falls(false),
        Precaution::Ward { code: "isolation".parse().unwrap(), label: "Isolation".into(), holds: true },
        Precaution::Ward { code: "isolation".parse().unwrap(), label: "Isolation".into(), holds: false },
    ];
    all[usize::from(pick) % all.len()].clone()
}
