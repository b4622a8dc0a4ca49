//! Words of the fluid balance.

use clinical::stay::FluidStanding;

include!(concat!(env!("OUT_DIR"), "/fluid.rs"));

/// The reason with which a signature leaves. It is written into the record, and so stays in the language of the record.
pub const TAKEN_BACK: &str = "Signed in error.";

pub use super::assess::fluid_labels as sums;

/// The two columns of a shift that was reopened.
pub fn then_and_now() -> [&'static str; 2] {
    [as_signed(), now()]
}

/// The badge of a shift.
pub fn standing(standing: FluidStanding) -> &'static str {
    match standing {
        FluidStanding::Unsigned => unsigned(),
        FluidStanding::Waiting => waits(),
        FluidStanding::Incomplete => incomplete(),
        FluidStanding::Signed => signed(),
        FluidStanding::Reopened => reopened(),
    }
}

/// Signs a shift.
pub fn sign(name: &str, again: bool) -> String {
    if again { sign_again(name) } else { sign_shift(name) }
}

/// Entries without a time.
pub fn untimed(entries: u32) -> String {
    untimed_entries(entries.into())
}
