//! Oxygen of a stay: what is prescribed, and how that stands to the SpO2 scale and to what is given.

use super::StayState;
use crate::{
    leaves::Written,
    news2::Scale,
    oxygen::{Prescription, Target},
    vitals::Oxygen,
};

impl StayState {
    /// The prescriptions that stand, oldest first: while people disagree every one of them, although another says that it was
    /// stopped.
    pub fn oxygen_prescribed(&self) -> impl Iterator<Item = (&Written, &Prescription)> {
        self.oxygen.iter().filter_map(|leaf| Some((&leaf.by, leaf.value.prescribed()?)))
    }

    /// The saturation to keep to, per cent: of everything that was prescribed, with or without a scale, the lowest (safety
    /// rule 7).
    pub fn oxygen_target(&self) -> Option<(u8, u8)> {
        let prescribed = self.oxygen_prescribed().map(|(_, of)| of.target.ends());
        prescribed.chain(self.scale().target()).min_by_key(|(low, high)| (*high, *low))
    }

    /// Whether more than one target stands, be it in prescriptions or with the scale.
    pub fn oxygen_targets_differ(&self) -> bool {
        let scale = self.scale();
        let mut all = self.oxygen_prescribed().map(|(_, of)| of.target.ends()).chain(scale.target());
        let first = all.next();
        scale.is_disputed() || all.any(|target| Some(target) != first)
    }

    /// Whether a prescription and the scale do not go together: scale 2 is for 88 to 92 % and for nothing else (Royal College
    /// of Physicians, NEWS2, 2017). Nothing is changed by it; somebody has to look.
    pub fn oxygen_against_scale(&self) -> bool {
        let scale = self.scale();
        if scale.is_disputed() {
            return false;
        }
        self.oxygen_prescribed()
            .any(|(_, of)| (of.target == Target::HYPERCAPNIC) != (scale.shown() == Scale::Two))
    }

    /// Whether the last set that says what is breathed says oxygen, and nothing prescribes it.
    pub fn is_oxygen_unprescribed(&self) -> bool {
        let counting = self.sets.iter().rev().filter(|set| set.mark.counts());
        let breathed = counting.filter_map(|set| set.set.vitals.oxygen.as_ref()).next();
        matches!(breathed, Some(Oxygen::Supplemental(_))) && self.oxygen_prescribed().next().is_none()
    }
}
