//! The sentences of assessments: the form, the patient page's section, after Save.

use super::times;
use clinical::UtcMillis;

/// Heading of the patient page's section.
pub const TITLE: &str = "Assessments";
/// Forms that are neither due nor begun.
pub const OTHER_FORMS: &str = "Other forms";
/// Heading of what was charted.
pub const HISTORY: &str = "Recent assessments";
/// Heading.
pub const FLUID: &str = "Fluid balance";
/// A form that was begun and not saved.
pub const BEGUN: &str = "Begun, not saved";
/// A finding that was taken back.
pub const REPEAT: &str = "Repeat now: it was taken back";
/// Beside a question that need not be answered.
pub const OPTIONAL: &str = "optional";
/// An answer.
pub const YES: &str = "Yes";
/// An answer.
pub const NO: &str = "No";
/// A number that was not keyed, for a screen reader.
pub const EMPTY: &str = "not recorded";
/// Opens the reasons.
pub const NOT_TESTABLE: &str = "Not testable";
/// Under a question that was left out.
pub const MISSING: &str = "Answer this, or say at Save why the form is incomplete.";
/// Keeps an unusual value.
pub const AS_KEYED: &str = "Yes, as keyed";
/// For a screen reader.
pub const SO_FAR: &str = "What it comes to so far";
/// Asks for the time.
pub const WHEN: &str = "When was it done?";
/// Back to the form.
pub const ANSWER_THEM: &str = "Go back and answer";
/// Starts the stopwatch.
pub const START_WATCH: &str = "Start the stopwatch";
/// Starts the counter.
pub const START_COUNTER: &str = "Start, then tap each time";
/// Stops the stopwatch.
pub const STOP: &str = "Stop";
/// The line under the form's name while it is corrected.
pub const AMENDS: &str = "You are correcting an assessment. The old answers stay readable.";
/// Save's second line.
pub const NOTHING_KEYED: &str = "Nothing keyed yet";
/// Save's second line.
pub const WHY_CORRECTED: &str = "Say why it is corrected";
/// A draft of before.
pub const BEGIN_ANEW: &str = "Throw it away and begin anew";
/// An answer whose form has changed since.
pub const GONE: &str = "no longer on the form";
/// Why it is incomplete, before the reason.
pub const INCOMPLETE: &str = "Incomplete";
/// Estimated volumes.
pub const ESTIMATED: &str = "some of it estimated";
/// The way to the page of the fluid balance.
pub const FLUID_PAGE: &str = "Shifts and signatures";
/// Before the shifts that changed after they were signed.
pub const FLUID_REOPENED: &str = "Changed after it was signed. Look, and sign again: ";
/// Labels of the fluid table.
pub const FLUID_LABELS: [&str; 3] = ["In", "Out", "Balance"];

/// Beside a question: last time's answer.
pub fn before(words: &str) -> String {
    format!("last time: {words}")
}
/// When the form will be due again.
pub fn again(interval: &str) -> String {
    format!("To be done again: {interval}")
}
/// Asks why something is missing.
pub fn why_missing(missing: usize) -> String {
    match missing {
        0 | 1 => "One answer is missing. Why?".to_owned(),
        more => format!("{more} answers are missing. Why? One reason covers all of them."),
    }
}
/// Save's second line while something is missing.
pub fn still_missing(missing: usize) -> String {
    if missing == 1 { "One answer is missing".to_owned() } else { format!("{missing} answers are missing") }
}
/// Save's second line with a reason.
pub fn incomplete(reason: &str) -> String {
    format!("{INCOMPLETE}: {reason}")
}
/// A draft that was taken up again.
pub fn begun(at: &str, minutes: i64) -> String {
    format!(
        "You began this form at {at} ({} ago) and did not save it. It keeps that time unless you choose another.",
        times::span(minutes)
    )
}
/// After Save: when the form is due again.
pub fn next_due(at: &str, due: UtcMillis, now: UtcMillis) -> String {
    match due.minutes_since(now) {
        minutes if minutes <= 0 => format!("To be done again now ({at})"),
        minutes => format!("To be done again at {at}, in {}", times::span(minutes)),
    }
}
/// Under the counter's start button.
pub fn lasts(seconds: i64) -> String {
    format!("{seconds} seconds")
}
/// Under the counter.
pub fn seconds_left(seconds: i64) -> String {
    format!("tap each time · {seconds} s left")
}
/// A day of fluid.
pub fn fluid_day(from: &str, until: &str) -> String {
    format!("{from} to {until}")
}
/// More assessments than shown.
pub fn more(shown: usize, all: u32) -> String {
    format!("{shown} of {all} assessments of this stay.")
}
/// The ways to correct an assessment, for a screen reader.
pub fn correct(title: &str, at: &str) -> String {
    format!("Correct {title} of {at}")
}
