//! The ledger of this device, and what was set aside.

/// Explains the list.
pub const EXPLAINED: &str = "What was charted on this device, newest first, and where each entry is now.";
/// Nothing was charted.
pub const NONE: &str = "Nothing has been charted on this device yet.";
/// Explains what was set aside.
pub const ASIDE_EXPLAINED: &str = "Entries that could not be accepted. They are kept, they block nothing behind them, and \
                                   they can be handed over to those who look after the system.";
/// Nothing was set aside.
pub const NOTHING_ASIDE: &str = "Nothing has been set aside.";
/// A score that asks for help is in it.
pub const TRIGGER: &str = "Unverified: carries a score that asks for help. Go to the patient.";
/// A link.
pub const THE_PATIENT: &str = "The patient";
/// Hands the list over.
pub const EXPORT: &str = "Show as text to hand over";
/// Above the text.
pub const EXPORTED: &str = "Copy this and hand it over";
