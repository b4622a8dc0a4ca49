//! The sentences of prescribing oxygen.

/// Heading.
pub const TITLE: &str = "Oxygen prescription";
/// Explains it to whoever may sign.
pub const MORE: &str = "Your signature prescribes. It replaces what stands. How sets are scored is the SpO₂ scale's: this \
     does not change it.";
/// Explains it to whoever copies.
pub const MORE_ON_PAPER: &str = "Copy what stands on paper, with the name of whoever prescribed it. The paper is what \
     counts.";
/// Asks what to do.
pub const WHAT: &str = "What is to be written down?";
/// Does.
pub const PRESCRIBE: &str = "Another prescription";
/// Ends.
pub const STOP: &str = "Oxygen is stopped";
/// Asks for a saturation.
pub const TARGET: &str = "Target saturation";
/// A target.
pub fn target((low, high): (u8, u8)) -> String {
    format!("{low} to {high} %")
}
/// A range of one's own.
pub const OTHER_TARGET: &str = "Another range";
/// Its lower end.
pub const LOW: &str = "Lowest, %";
/// Its upper end.
pub const HIGH: &str = "Highest, %";
/// Asks how.
pub const DEVICE: &str = "Given by";
/// Whatever it needs.
pub const ANY_DEVICE: &str = "Any device";
/// The least of an amount.
pub fn from(unit: &str) -> String {
    format!("From, {unit} (may be left empty)")
}
/// The most of an amount.
pub fn to(unit: &str) -> String {
    format!("To, {unit} (may be left empty)")
}
/// Asks when.
pub const GIVEN: &str = "When?";
/// Always.
pub const CONTINUOUS: &str = "All the time";
/// Now and then.
pub const AS_NEEDED: &str = "As needed to keep to the target";
/// Asks for a day.
pub const REVIEW: &str = "Review on (may be left empty)";
/// Asks for a name.
pub const ON_PAPER: &str = "On paper by (name and grade)";
/// Does it.
pub const SIGN: &str = "Sign this prescription";
/// Does it.
pub const COPY: &str = "Copy this prescription";
/// Does it.
pub const CONFIRM_STOP: &str = "Oxygen is no longer prescribed";
