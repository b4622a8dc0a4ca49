//! What cannot be, field by field, whoever asks for it and whatever stands in the record.

use crate::{clock::Now, escalation::short, words};
use chrono::NaiveDate;
use clinical::{
    ClockTrust, UtcMillis,
    visit::{CALLED_OFF, Goal, Home, IdentityCheck, NOT_SEEN, TherapyHandover, VisitCalledOff, VisitEnding},
};
use contract::{CallError, VisitAct};
use std::collections::BTreeSet;

/// Longest line of the three that are left for the ward, in characters: one has to be read across a bay.
const LONGEST_LINE: usize = 120;

/// The least that has to fit before a visit begins: two identifiers.
const IDENTIFIERS: usize = 2;

/// No visit is moved further ahead than a year: a date further away is a wrong key.
const FURTHEST_MINUTES: i64 = 366 * 24 * 60;

/// Refuses what cannot be.
pub(super) fn check(wanted: &VisitAct, now: &Now) -> Result<(), CallError> {
    match wanted {
        VisitAct::Look
        | VisitAct::Caseload(_)
        | VisitAct::GoalStands { .. }
        | VisitAct::TakeBack { .. }
        | VisitAct::Settle { .. }
        | VisitAct::End { how: VisitEnding::Seen, .. } => Ok(()),
        VisitAct::Plan { purpose, .. } => short("purpose", purpose),
        VisitAct::Move { at, reason, .. } => {
            to_come(*at, now)?;
            needed("reason", reason, "Say why the visit is moved.")
        }
        VisitAct::CallOff { why: VisitCalledOff { reason, words }, .. } => listed(&CALLED_OFF, reason, words),
        VisitAct::Start { identity, .. } | VisitAct::WriteUp { identity, .. } => identified(identity),
        VisitAct::End { how: VisitEnding::NotSeen { reason, words }, .. } => listed(&NOT_SEEN, reason, words),
        VisitAct::Goal(Goal { words, measure, by, .. }) => {
            short("measure", measure)?;
            still_to_come(*by, now)?;
            needed("words", words, "Write the goal in the patient's own words.")
        }
        VisitAct::GoalBy { by, .. } => still_to_come(*by, now),
        VisitAct::Handover(TherapyHandover { situation, watch, to_do }) => {
            for (field, line) in [("situation", situation), ("watch", watch), ("to_do", to_do)] {
                if line.chars().count() > LONGEST_LINE || line.chars().any(char::is_control) {
                    let message = format!("One line of up to {LONGEST_LINE} characters fits on the board.");
                    return Err(words::invalid(field, "too_long", &message));
                }
            }
            let any = [situation.as_str(), watch, to_do].concat();
            needed("situation", &any, "Write at least one of the lines.")
        }
        VisitAct::Home(Home { address, access }) => {
            short("access", access)?;
            needed("address", address, "Write the address.")
        }
    }
}

fn identified(identity: &[IdentityCheck]) -> Result<(), CallError> {
    let distinct = identity.iter().collect::<BTreeSet<_>>().len();
    let message = "Ask for two things that say who this is, and tick what fitted.";
    if distinct < IDENTIFIERS { Err(words::invalid("identity", "two", message)) } else { Ok(()) }
}

fn listed(all: &[(&str, &str)], reason: &str, more: &str) -> Result<(), CallError> {
    short("words", more)?;
    let known = all.iter().any(|(code, _)| *code == reason);
    let unknown = || words::invalid("reason", "unknown", "Choose a reason from the list.");
    known.then_some(()).ok_or_else(unknown)
}

fn needed(field: &str, text: &str, message: &str) -> Result<(), CallError> {
    short(field, text)?;
    if text.trim().is_empty() { Err(words::invalid(field, "missing", message)) } else { Ok(()) }
}

/// A time of a plan lies ahead, by a clock that is proved: one that is not may be wrong by a day, and refuses nothing.
fn to_come(at: UtcMillis, now: &Now) -> Result<(), CallError> {
    if at > now.at().plus_minutes(FURTHEST_MINUTES) {
        return Err(words::invalid("at", "far", "That is more than a year away. Look at the date again."));
    }
    let past = at < now.at() && matches!(now.trust, ClockTrust::Proved { .. });
    let message =
        "That time is past. Choose one that is still to come, or enter the visit if it has taken place.";
    if past { Err(words::invalid("at", "past", message)) } else { Ok(()) }
}

/// The day of a goal is today or later, likewise.
fn still_to_come(by: Option<NaiveDate>, now: &Now) -> Result<(), CallError> {
    let today = now.local(now.at()).local_date();
    let past = by.is_some_and(|by| by < today) && matches!(now.trust, ClockTrust::Proved { .. });
    let message = "That day is past. Choose one that is still to come.";
    if past { Err(words::invalid("by", "past", message)) } else { Ok(()) }
}
