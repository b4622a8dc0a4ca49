//! The observation screen's sentences.

pub mod breaths;
mod labels;

pub use labels::*;

use super::{errors, names, score as score_words, texts, times};
use crate::screens::observe::{
    digits,
    draft::Notice,
    review::{Review, Step},
};
use clinical::{
    UtcMillis,
    news2::Outcome,
    oxygen::Beside,
    vitals::{CheckKind, Field, Sign},
};

/// The highest NEWS2 there is: 3 for each of six signs, 2 for oxygen (Royal College of Physicians, National Early Warning Score 2,
/// 2017, chart 1).
const MOST_POINTS: i64 = 20;

/// Above a draft that is offered again.
pub fn draft_found(at: &str, minutes: i64, old: bool) -> String {
    let said = if old { draft_old } else { draft_young };
    said(at, &times::span(minutes))
}

/// A soft check's question where there is little room; the whole of it stands in the Save bar and is read out.
pub fn short_question(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::CardiacArrest => short_arrest(),
        CheckKind::Unusual => short_unusual(),
        CheckKind::Jump => short_jump(),
        CheckKind::PulsePressure => short_pulse_pressure(),
        CheckKind::PressureSwapped => short_swapped(),
        CheckKind::PulsePressureSwapped => short_exchanged(),
        CheckKind::SameAsSpo2 => short_as_spo2(),
        CheckKind::SameAsLast => short_as_last(),
        CheckKind::Temperature36 => short_36(),
        CheckKind::DigitShift => short_shift(),
        CheckKind::DeviceUnknown => short_device(),
        CheckKind::DeliveryUnknown => short_delivery(),
    }
}

/// How a set lies against the oxygen that is prescribed: to think about, in the row.
pub fn beside(of: Beside, target: Option<(u8, u8)>) -> String {
    let target = target.map_or_else(String::new, |(low, high)| format!(" {low}–{high}%"));
    match of {
        Beside::Above => above(&target),
        Beside::Below => below(&target),
        Beside::NotPrescribed => not_prescribed().to_owned(),
        Beside::OtherDevice => other_device().to_owned(),
        Beside::OtherAmount => other_amount().to_owned(),
    }
}
/// The same where there is little room.
pub fn beside_short(of: Beside) -> &'static str {
    match of {
        Beside::Above => above_short(),
        Beside::Below => below_short(),
        Beside::NotPrescribed => not_prescribed_short(),
        Beside::OtherDevice => other_device_short(),
        Beside::OtherAmount => other_amount_short(),
    }
}

/// Why a key did nothing.
pub fn notice(notice: Notice) -> String {
    match notice {
        Notice::Blocked(field) | Notice::Impossible(field) => possible(field),
        Notice::ThreeDigits => three_digits().to_owned(),
        Notice::TooOld => frozen().to_owned(),
    }
}

fn possible(field: Field) -> String {
    match digits::range(field) {
        Some((low, high)) => {
            let shown = |n: u32| digits::shown(field, &n.to_string());
            can_be(&shown(low), &shown(high))
        }
        None => not_a_number().to_owned(),
    }
}

/// The first line of the Save bar: whose set it is. `patient` is reduced to the bed while reading is locked.
pub fn save_for(patient: Option<&str>, bed: &str) -> String {
    match patient {
        Some(name) => save_name(name, bed),
        None => save_bed(bed),
    }
}

/// Says in one act who is charted for.
pub fn this_is_them(bed: &str) -> String {
    yes_in(bed)
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
        Step::Nothing => nothing_keyed().to_owned(),
        Step::Correct(error) if focus != Some(error.field) => errors::of_core(&error.said, &error.message).0,
        Step::Ask(question) => errors::of_core(&question.said, &question.message).0,
        _ => score(review, before),
    }
}

/// What the Save bar has to have room for while it says this: what is missing of a score, which is the longest of all that is said
/// again and again, or the words themselves where they are longer.
pub fn longest_state(said: &str) -> String {
    let missing = score_missing(Sign::ALL.len() as i64, MOST_POINTS);
    if said.chars().count() > missing.chars().count() { said.to_owned() } else { missing }
}

/// The live score in words: never a bare sum while something is missing.
pub fn score(review: &Review, before: Before) -> String {
    if review.recheck {
        return recheck_state().to_owned();
    }
    match &review.outcome {
        Outcome::Complete { total, .. } => match before {
            Before::Was(before) => score_was((*total).into(), before.into()),
            Before::First => score_first((*total).into()),
            Before::Hidden => score_alone((*total).into()),
        },
        Outcome::Incomplete { at_least, .. } if review.too_unwell => score_unwell((*at_least).into()),
        Outcome::Incomplete { at_least, missing, .. } => {
            score_missing(missing.len() as i64, (*at_least).into())
        }
        Outcome::NotApplicable { .. } => without_score().to_owned(),
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
        Outcome::Complete { total, risk, .. } => spoken_risk((*total).into(), names::risk(*risk)),
        Outcome::Incomplete { at_least, .. } if review.too_unwell => spoken_unwell((*at_least).into()),
        Outcome::Incomplete { at_least, missing, .. } => {
            spoken_missing((*at_least).into(), &names::signs(missing))
        }
        Outcome::NotApplicable { reason } => score_words::advice(*reason).to_owned(),
    }
}

/// The scores under both scales while they are in dispute.
pub fn disputed(here: &str, other: &str) -> String {
    scales_disputed(here, other)
}

/// The last value beside a row, for a screen reader.
pub fn last_value(value: &str, time: &str) -> String {
    last(value, time)
}

/// The change since the last value, for a screen reader.
pub fn delta(by: i32, tenths: bool, time: &str) -> String {
    let amount = if tenths { format!("{}.{}", by.abs() / 10, by.abs() % 10) } else { by.abs().to_string() };
    match by {
        0 => delta_none(time),
        1.. => delta_up(&amount, time),
        _ => delta_down(&amount, time),
    }
}

/// Oxygen as it was at the last set, to be taken over with one tap once she has looked: `Still: Nasal cannulae 2 L/min?`.
pub fn still(how: &str) -> String {
    still_so(how)
}

/// A way of giving oxygen: `nasal cannulae 2 L/min`.
pub fn delivery(device: &str, flow: &str, fio2: &str) -> String {
    let mut words = if device.is_empty() { some_oxygen().to_owned() } else { texts::text_or(device) };
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
    if time == now() { taken_now().to_owned() } else { taken_time(time) }
}

/// Signs that still lack a value and a reason.
pub fn still_missing(signs: &str) -> String {
    signs_still_missing(signs)
}

/// Signs still to key.
pub fn missing(signs: &str) -> String {
    signs_missing(signs)
}

/// The total before, beside the new one.
pub fn was(total: u8) -> String {
    total_was(total.into())
}

/// A floor, large.
pub fn at_least(total: u8) -> String {
    floor(total.into())
}

/// The bed is another one now.
pub fn bed_changed(before: &str, now: Option<&str>) -> String {
    match now {
        Some(now) => bed_is_now(before, now),
        None => bed_was(before),
    }
}

/// Minutes back.
pub fn minutes_back(minutes: i64) -> String {
    back_by(minutes)
}

/// After saving, whose set it is; without a name while details are reduced. Where it is, stands in a line of its own.
pub fn saved_for(name: Option<&str>, bed: &str) -> String {
    name.map_or_else(|| saved_bed(bed), |name| saved_name(name, bed))
}

/// When the next set is due.
pub fn next_due(at: &str, due: UtcMillis, now: UtcMillis) -> String {
    match due.minutes_since(now) {
        minutes if minutes <= 0 => next_now(at),
        minutes => next_in(at, &times::span(minutes)),
    }
}

/// After saving an incomplete set.
pub fn incomplete_saved(at_least: u8, missing: &str) -> String {
    saved_incomplete(at_least.into(), missing)
}

/// How long the screen still rests.
pub fn cleaning_left(seconds: i64) -> String {
    touch_rests(seconds)
}

/// The undo button with the time it has left.
pub fn undo_for(seconds: i64) -> String {
    undo_left(seconds.max(0))
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
