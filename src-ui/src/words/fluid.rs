//! Words of the fluid balance.

use clinical::stay::FluidStanding;

/// The page.
pub const TITLE: &str = "Fluid balance";
/// Charts another entry.
pub const ADD: &str = "Chart fluid in or out";
/// The entries of a day.
pub const ENTRIES: &str = "What went in and out";
/// A day without one.
pub const NO_ENTRIES: &str = "Nothing was charted on this day.";
pub use super::assess::FLUID_LABELS as SUMS;
/// The badge of a shift that is not over.
pub const GOES_ON: &str = "Still running";
/// The two columns of a shift that was reopened.
pub const THEN_AND_NOW: [&str; 2] = ["As signed", "Now"];
/// Everything that was signed under a shift.
pub const SIGNATURES: &str = "Signatures";
/// Takes a signature back.
pub const TAKE_BACK: &str = "Signed in error";
/// The reason that it leaves.
pub const TAKEN_BACK: &str = "Signed in error.";
/// Beside the button of somebody who does not sign alone.
pub const NOT_ALONE: &str = "It counts when a registered colleague has put their name under it too.";
/// The badge of a shift.
pub const fn standing(standing: FluidStanding) -> &'static str {
    match standing {
        FluidStanding::Unsigned => "Not signed",
        FluidStanding::Waiting => "Waits for a name",
        FluidStanding::Incomplete => "Not all here yet",
        FluidStanding::Signed => "Signed",
        FluidStanding::Reopened => "Reopened",
    }
}

/// Signs a shift.
pub fn sign(name: &str, again: bool) -> String {
    [if again { "Sign again: " } else { "Sign: " }, name].concat()
}

/// Entries without a time.
pub fn untimed(entries: u32) -> String {
    match entries {
        1 => "1 entry has no time and is counted in no day.".to_owned(),
        more => [more.to_string().as_str(), " entries have no time and are counted in no day."].concat(),
    }
}
