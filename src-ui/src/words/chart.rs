//! The chart's sentences.

/// The screen's name.
pub const TITLE: &str = "Observation chart";
/// A view.
pub const TREND: &str = "Trend";
/// A view: the College's chart, as it is called on a ward.
pub const COLUMNS: &str = "NEWS2 chart";
/// A view.
pub const TABLE: &str = "Table";
/// A window.
pub const DAY: &str = "24 h";
/// A window.
pub const THREE_DAYS: &str = "72 h";
/// A window.
pub const STAY: &str = "Stay";
/// Nothing in the window.
pub const EMPTY: &str = "No observations in this window.";
/// After the acknowledgement that the Royal College asks for.
pub const SHADES: &str = " The shades are adapted for contrast; order, bands and points are the College's.";
/// Letters that stand for a reason.
const LETTERS: &str = "Z asleep, R declined, O off the ward, U unable to obtain, ! too unwell, E equipment, P end-of-life \
     plan, C clinician asked, M emergency";
/// The legend of the trend.
pub fn legend_trend() -> String {
    [
        "Dot: complete set. Hollow: incomplete. Ring: entered late. Dashed ring: corrected. Square: sent by a device. \
         Triangle: off the scale, with its number. Diamond: a step of an escalation. A letter on a strip's lower edge says \
         why a value is missing: ",
        LETTERS,
        ". The line breaks where a value is missing and across more than twice the planned interval.",
    ]
    .concat()
}
/// The legend of the columns.
pub fn legend_columns() -> String {
    [
        "One column for each set, not to time. Dots are joined, not across a gap. Hollow: not scored. Ring: entered late. \
         Dashed ring: corrected. Square: sent by a device. A bar runs from systolic to diastolic. A letter in a block's \
         lowest row says why a value is missing: ",
        LETTERS,
        "; a dash: nobody said.",
    ]
    .concat()
}
/// The group of windows.
pub const WINDOW: &str = "How far back";
/// Shows what was corrected.
pub const CORRECTIONS: &str = "Corrections";
/// Moves the focus.
pub const EARLIER: &str = "Earlier set";
/// Moves the focus.
pub const LATER: &str = "Later set";
/// How to move the focus.
pub const KEYS: &str = "Touch the chart, or use the left and right arrow keys, to read one set.";
/// A score as read out: a bare one with the name of what it is.
pub fn score(said: &str) -> String {
    if said.starts_with(|c: char| c.is_ascii_digit()) { ["NEWS2 ", said].concat() } else { said.to_owned() }
}
/// The window is wider than was asked for.
pub fn widened(from: &str) -> String {
    ["Shown from ", from, ", so that the last 3 sets are in view."].concat()
}
/// The table's caption.
pub fn caption(name: &str, sets: usize) -> String {
    format!("Observations of {name}: {}, newest first", super::count(sets as u64, "set", "sets"))
}
