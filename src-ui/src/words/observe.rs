//! The observation screen's sentences.

pub mod breaths;
mod labels;

pub use labels::*;

use super::{names, times};
use crate::screens::observe::{
    digits,
    draft::Notice,
    review::{Review, Step},
};
use clinical::{
    UtcMillis,
    news2::Outcome,
    oxygen::Beside,
    vitals::{CheckKind, Field},
};

/// Above a draft that is offered again.
pub fn draft_found(at: &str, minutes: i64, old: bool) -> String {
    let age = times::span(minutes);
    if old {
        format!(
            "A set begun at {at} ({age} ago) was not saved. It is too old to be mixed with new values: save it as it \
             is, at its own time, or begin anew."
        )
    } else {
        format!("You began a set at {at} ({age} ago) and did not save it.")
    }
}

/// A soft check's question where there is little room; the whole of it stands in the Save bar and is read out.
pub const fn short_question(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::CardiacArrest => "Cardiac arrest?",
        CheckKind::Unusual => "Unusual. Measured?",
        CheckKind::Jump => "Great change. Measured?",
        CheckKind::PulsePressure => "Close or far apart. Right?",
        CheckKind::PressureSwapped => "As the last diastolic. Right box?",
        CheckKind::PulsePressureSwapped => "Exchanged with BP?",
        CheckKind::SameAsSpo2 => "As SpO₂. Right box?",
        CheckKind::SameAsLast => "As last time. Measured?",
        CheckKind::Temperature36 => "36.0 a third time?",
        CheckKind::DigitShift => "10° off. A wrong digit?",
        CheckKind::DeviceUnknown => "Which device?",
        CheckKind::DeliveryUnknown => "How much?",
    }
}

/// How a set lies against the oxygen that is prescribed: to think about, in the row.
pub fn beside(of: Beside, target: Option<(u8, u8)>) -> String {
    let target = target.map_or_else(String::new, |(low, high)| format!(" {low}–{high}%"));
    match of {
        Beside::Above => format!("Above target{target}: turn oxygen down? {TELL}"),
        Beside::Below => format!("Below target{target}: check probe, airway, oxygen. {TELL}"),
        Beside::NotPrescribed => {
            "Not prescribed: give what is needed, and ask for a prescription.".to_owned()
        }
        Beside::OtherDevice => "Not the device prescribed: change it, or tell the prescriber.".to_owned(),
        Beside::OtherAmount => "Not the amount prescribed: change it, or tell the prescriber.".to_owned(),
    }
}
const TELL: &str = "Tell the nurse in charge or a doctor.";
/// The same where there is little room.
pub const fn beside_short(of: Beside) -> &'static str {
    match of {
        Beside::Above => "Above target: turn down? Tell a nurse",
        Beside::Below => "Below target: tell a nurse",
        Beside::NotPrescribed => "Not prescribed: ask",
        Beside::OtherDevice => "Not the device prescribed",
        Beside::OtherAmount => "Not the amount prescribed",
    }
}

/// Why a key did nothing.
pub fn notice(notice: Notice) -> String {
    match notice {
        Notice::Blocked(field) | Notice::Impossible(field) => possible(field),
        Notice::ThreeDigits => "Three digits: 37.0 is 3 7 0".to_owned(),
        Notice::TooOld => FROZEN.to_owned(),
    }
}

fn possible(field: Field) -> String {
    match digits::range(field) {
        Some((low, high)) => {
            let shown = |n: u32| digits::shown(field, &n.to_string());
            format!("Can be {} to {}", shown(low), shown(high))
        }
        None => "Not a number".to_owned(),
    }
}

/// The first line of the Save bar: whose set it is. `patient` is reduced to the bed while reading is locked.
pub fn save_for(patient: Option<&str>, bed: &str) -> String {
    match patient {
        Some(name) => format!("Save for {name} – {bed}"),
        None => format!("Save for bed {bed}"),
    }
}

/// Says in one act who is charted for.
pub fn this_is_them(bed: &str) -> String {
    ["Yes, this is the patient in ", bed].concat()
}

/// What the score was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// The last complete total.
    Was(u8),
    /// There is none.
    First,
    /// Reading is locked.
    Hidden,
}

/// The second line of the Save bar: the score, or what is still to do.
pub fn save_state(review: &Review, focus: Option<Field>, before: Before) -> String {
    match &review.step {
        Step::Nothing => "Nothing keyed yet".to_owned(),
        Step::Correct(error) if focus != Some(error.field) => error.message.clone(),
        Step::Ask(question) => question.message.clone(),
        _ => score(review, before),
    }
}

/// The live score in words: never a bare sum while something is missing.
pub fn score(review: &Review, before: Before) -> String {
    if review.recheck {
        return RECHECK_STATE.to_owned();
    }
    match &review.outcome {
        Outcome::Complete { total, .. } => match before {
            Before::Was(before) => format!("NEWS2 {total} (was {before})"),
            Before::First => format!("NEWS2 {total} (first)"),
            Before::Hidden => format!("NEWS2 {total}"),
        },
        Outcome::Incomplete { at_least, .. } if review.too_unwell => {
            format!("{TOO_UNWELL}: emergency. At least {at_least}")
        }
        Outcome::Incomplete { at_least, missing, .. } => {
            format!("NEWS2 incomplete – {} missing; at least {at_least}", missing.len())
        }
        Outcome::NotApplicable { .. } => "Recorded without a NEWS2 score".to_owned(),
    }
}

/// The score so far, as short as it can be said truthfully: `6`, `≥3`, `–`.
pub fn bare_score(review: &Review) -> String {
    let recheck = review.recheck && matches!(review.outcome, Outcome::Incomplete { at_least: 0, .. });
    if recheck || review.step == Step::Nothing { "–".to_owned() } else { bare_outcome(&review.outcome) }
}

/// A score as short as it can be said truthfully.
pub fn bare_outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Complete { total, .. } => total.to_string(),
        Outcome::Incomplete { at_least, .. } => format!("≥{at_least}"),
        Outcome::NotApplicable { .. } => "–".to_owned(),
    }
}

/// The live score for a screen reader.
pub fn score_spoken(review: &Review) -> String {
    match &review.outcome {
        Outcome::Complete { total, risk, .. } => {
            format!("NEWS2 {total}, {} risk", names::risk(*risk))
        }
        Outcome::Incomplete { at_least, .. } if review.too_unwell => {
            format!("{TOO_UNWELL}: emergency. NEWS2 at least {at_least}.")
        }
        Outcome::Incomplete { at_least, missing, .. } => format!(
            "NEWS2 incomplete, at least {at_least}. Missing: {}. The patient's score does not change.",
            names::signs(missing)
        ),
        Outcome::NotApplicable { reason } => reason.advice().to_owned(),
    }
}

/// The scores under both scales while they are in dispute.
pub fn disputed(here: &str, other: &str) -> String {
    format!(
        "The SpO2 scale is in dispute: {here} under this one, {other} under the other. Act on the higher."
    )
}

/// The last value beside a row, for a screen reader.
pub fn last_value(value: &str, time: &str) -> String {
    format!("last {value} at {time}")
}

/// The change since the last value, for a screen reader.
pub fn delta(by: i32, tenths: bool, time: &str) -> String {
    let amount = if tenths { format!("{}.{}", by.abs() / 10, by.abs() % 10) } else { by.abs().to_string() };
    match by {
        0 => format!("unchanged since {time}"),
        1.. => format!("up {amount} since {time}"),
        _ => format!("down {amount} since {time}"),
    }
}

/// Oxygen as it was at the last set, to be taken over with one tap once she has looked: `Still: Nasal cannulae 2 L/min?`.
pub fn still(how: &str) -> String {
    format!("Still: {how}?")
}

/// A way of giving oxygen: `nasal cannulae 2 L/min`.
pub fn delivery(device: &str, flow: &str, fio2: &str) -> String {
    let mut words = if device.is_empty() { "oxygen".to_owned() } else { device.to_owned() };
    if !flow.is_empty() {
        words.push_str(&format!(" {flow} L/min"));
    }
    if !fio2.is_empty() && !device.ends_with('%') {
        words.push_str(&format!(" {fio2}%"));
    }
    words
}

/// The time on its button: `Taken now`, `Taken 02:10`.
pub fn taken_at(time: &str) -> String {
    if time == NOW { "Taken now".to_owned() } else { format!("Taken {time}") }
}

/// Signs that still lack a value and a reason.
pub fn still_missing(signs: &str) -> String {
    format!("Still missing: {signs}. Save asks why.")
}

/// Signs still to key.
pub fn missing(signs: &str) -> String {
    format!("Missing: {signs}")
}

/// The total before, beside the new one.
pub fn was(total: u8) -> String {
    format!("was {total}")
}

/// A floor, large.
pub fn at_least(total: u8) -> String {
    format!("NEWS2 at least {total}")
}

/// The bed is another one now.
pub fn bed_changed(before: &str, now: Option<&str>) -> String {
    match now {
        Some(now) => {
            format!("When you opened this form the patient was in {before}. Now: {now}. Is this the patient?")
        }
        None => format!(
            "When you opened this form the patient was in {before}. Look at the wristband: is this the patient?"
        ),
    }
}

/// Minutes back.
pub fn minutes_back(minutes: i64) -> String {
    format!("−{minutes} min")
}

/// After saving, whose set it is; without a name while details are reduced. Where it is, stands in a line of its own.
pub fn saved_for(name: Option<&str>, bed: &str) -> String {
    name.map_or_else(|| format!("Saved for bed {bed}"), |name| format!("Saved for {name} – {bed}"))
}

/// When the next set is due.
pub fn next_due(at: &str, due: UtcMillis, now: UtcMillis) -> String {
    match due.minutes_since(now) {
        minutes if minutes <= 0 => format!("Next set due now ({at})"),
        minutes => format!("Next set due {at}, in {}", times::span(minutes)),
    }
}

/// After saving an incomplete set.
pub fn incomplete_saved(at_least: u8, missing: &str) -> String {
    format!(
        "NEWS2 incomplete: at least {at_least}. Missing: {missing}. The next set is due no later than before, and the \
         score on the board does not get better."
    )
}

/// How long the screen still rests.
pub fn cleaning_left(seconds: i64) -> String {
    format!("Touch rests for {seconds} s. Nothing is lost.")
}

/// The undo button with the time it has left.
pub fn undo_for(seconds: i64) -> String {
    format!("{UNDO} ({} s)", seconds.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_save_bar_names_patient_and_bed() {
        assert_eq!(save_for(Some("SMITH, Jane"), "A3"), "Save for SMITH, Jane – A3");
        assert_eq!(saved_for(Some("SMITH, Jane"), "A3"), "Saved for SMITH, Jane – A3");
        assert_eq!(saved_for(None, "A3"), "Saved for bed A3");
        assert_eq!(save_for(None, "A3"), "Save for bed A3", "details are reduced while reading is locked");
    }

    #[test]
    fn a_blocked_key_says_what_is_possible() {
        assert_eq!(notice(Notice::Blocked(Field::Spo2)), "Can be 1 to 100");
        assert_eq!(notice(Notice::Impossible(Field::Temperature)), "Can be 15.0 to 46.0");
    }

    #[test]
    fn oxygen_reads_as_one_says_it() {
        assert_eq!(delivery("Nasal cannulae", "2", ""), "Nasal cannulae 2 L/min");
        assert_eq!(delivery("Venturi 28%", "", "28"), "Venturi 28%");
        assert_eq!(delivery("", "", ""), "oxygen");
        assert_eq!(delta(-14, true, "06:10"), "down 1.4 since 06:10");
    }
}
