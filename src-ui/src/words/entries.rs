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
/// Brings the same entry once more.
pub const SEND_AGAIN: &str = "Send again";
/// It is being brought.
pub const ON_THE_WAY: &str = "On its way to the server again.";
/// The same values as a new set.
pub const CHART_ANEW: &str = "Chart it anew";
/// Why a set that was charted anew is entered so late.
pub const ANEW_REASON: &str = "The server refused the first entry";
/// The nurse in charge has looked at it.
pub const DISMISS: &str = "Dismiss…";
/// Explains it.
pub const DISMISS_MORE: &str = "Nothing of it is deleted or taken back: it leaves this list, and the record says who dismissed \
                                it and why.";
/// Asks why.
pub const WHY: &str = "Why it need not reach the server";
/// Does it.
pub const CONFIRM_DISMISS: &str = "Dismiss this entry";
/// Whether everything of a shift is on the server.
pub const RECEIPT: &str = "End-of-shift receipt";
/// Explains it.
pub const RECEIPT_MORE: &str = "What was entered on this device in the shift, and where each entry is. Before you hand the \
                                device back: every entry should be verified.";
/// Shifts that can be looked at.
pub const SHIFTS: [&str; 2] = ["This shift", "The shift before"];
/// Asks which.
pub const WHICH_SHIFT: &str = "Which shift?";
/// Columns of the counts.
pub const COUNTED: [&str; 4] = ["Entered", "Verified", "On the server", "Only on this device"];
/// The last column.
pub const COUNTED_ASIDE: &str = "Set aside";
/// Rows of the counts.
pub const BY_YOU: &str = "By you";
/// Rows of the counts.
pub const BY_ALL: &str = "By everybody here";
/// Above what is not verified.
pub const NOT_YET: &str = "Not verified yet";
/// Above the text.
pub const RECEIPT_TEXT: &str = "Copy this and keep it";
/// Since when, and as of when.
pub fn receipt_span(since: &str, at: &str) -> String {
    format!("Entered since {since}, as of {at}")
}
