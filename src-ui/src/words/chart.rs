//! The chart's sentences.

use super::times;
use clinical::news2::Scale;

/// The screen's name.
pub const TITLE: &str = "Observation chart";
/// A view.
pub const TREND: &str = "Trend";
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
/// Required by the Royal College.
pub const ACKNOWLEDGEMENT: &str = "Bands and colours after: Royal College of Physicians. National Early Warning Score \
     (NEWS) 2: Standardising the assessment of acute-illness severity in the NHS. London: RCP, 2017. The shades are \
     adapted for contrast.";
/// The legend.
pub const LEGEND: &str = "Filled dot: complete set. Hollow dot: incomplete set. Ringed: entered late. Letters on a \
     strip's lower edge say why a value is missing: Z asleep, R declined, O off the ward, U unable to obtain, ! too \
     unwell, E equipment, P end-of-life plan, C clinician asked, M emergency. The line breaks where a value is missing \
     and across more than twice the planned interval.";
/// The group of windows.
pub const WINDOW: &str = "How far back";
/// Shows what was corrected.
pub const CORRECTIONS: &str = "Corrections";
/// A column.
pub const TAKEN: &str = "Taken";
/// A column.
pub const BY: &str = "By";
/// A set that is not scored.
pub const NO_SCORE: &str = "No NEWS2 score";
/// An incomplete set.
pub fn incomplete(at_least: u8) -> String {
    format!("Incomplete, at least {at_least}")
}
/// Moves the focus line.
pub const EARLIER: &str = "Earlier set";
/// Moves the focus line.
pub const LATER: &str = "Later set";
/// How to move the focus line.
pub const KEYS: &str = "Touch the chart, or use the left and right arrow keys, to read one set.";
/// A change of the SpO2 scale, with who decided it. Drawn, so without a subscript.
pub fn scale_change(scale: Scale, who: &str) -> String {
    match scale {
        Scale::One => format!("Scale 1: {who}"),
        Scale::Two => format!("Scale 2: {who}"),
    }
}
/// The table's caption.
pub fn caption(name: &str, sets: usize) -> String {
    format!("Observations of {name}: {}, newest first", super::count(sets as u64, "set", "sets"))
}
/// The drawing, for a screen reader.
pub fn summary(sets: usize, first: Option<u8>, last: Option<u8>, minutes: i64) -> String {
    let score = match (first, last) {
        (Some(first), Some(last)) if sets > 1 => {
            format!("NEWS2 {first} to {last} in {}", times::spoken_span(minutes))
        }
        (_, Some(last)) => format!("NEWS2 {last}"),
        _ => "no complete score".to_owned(),
    };
    format!("{}, {score}. The table below has the same data.", super::count(sets as u64, "set", "sets"))
}
