//! Oxygen prescribed and stopped, by chance.

use crate::{
    oxygen::{Given, OxygenOrder, Prescriber, Prescription, Target},
    staff::Role,
};

pub(super) fn order(pick: u8, role: Role) -> OxygenOrder {
    let by = Prescriber::Signed(role);
    let targets = [(88, 92), (94, 98), (90, 94)];
    let (low, high) = targets[usize::from(pick % 3)];
    match Target::new(low, high) {
        Some(target) if !pick.is_multiple_of(5) => OxygenOrder::Prescribed(Box::new(Prescription {
            target,
            device: None,
            amount: None,
            given: Given::AsNeeded,
            by,
            review_on: None,
        })),
        _ => OxygenOrder::Stopped(by),
    }
}
