//! When the next set is taken, and what is not obtained: the interval the score asks for, against rounds, nights and
//! patients who have other ideas.

use crate::{
    calendar::{self, DAY, HOUR},
    chance::Chance,
    course::Archetype,
};
use chrono::{Datelike, Timelike, Weekday};
use clinical::{
    UtcMillis,
    news2::{Outcome, Response},
    policy::{Interval, Policy},
    vitals::{Sign, UnableReason},
};

/// A round is missed altogether so many times in a thousand.
const MISSED_ROUND: u32 = 45;
/// The round at 02 is done for so many of a thousand stable patients; the others are left to sleep.
const NIGHT_ROUND: u32 = 160;
/// A patient who may wait twelve hours is seen after six all the same, so many times in a thousand.
const SOONER: u32 = 620;
/// A single sign is missing so many times in a thousand.
const PARTIAL: u32 = 34;

/// Minutes before the end of a dying patient's chart at which observations were stopped.
pub(crate) const OBSERVED_UNTIL: i64 = 20 * HOUR;

/// What is not obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Absence {
    /// Nothing at all, for one reason.
    WholeSet(UnableReason),
    /// These signs.
    Signs(&'static [Sign], UnableReason),
}

/// How often the outcome asks for a set.
pub(crate) fn interval(policy: &Policy, outcome: &Outcome) -> Interval {
    match outcome.floor() {
        Some((risk, total)) => policy.interval(Response::to(total, risk)),
        None => policy.not_scored_interval(),
    }
}

/// When the next set is taken, after one at `after`.
pub(crate) fn next_set(after: UtcMillis, interval: Interval, chance: &mut Chance) -> UtcMillis {
    let due = match i64::from(interval.due_minutes) {
        due if due > 6 * HOUR && chance.permille(SOONER) => 6 * HOUR,
        due => due,
    };
    if due <= HOUR {
        let late = if calendar::is_night(after) && chance.permille(250) {
            chance.between(15, 70)
        } else {
            chance.between(-4, 16)
        };
        return after.plus_minutes(due + i64::from(late));
    }
    // A round a little before the due time counts: nobody comes back for half an hour.
    let from = after.plus_minutes(due - 80);
    let done = |hour: u32, chance: &mut Chance| {
        let skipped = if hour == 2 { 1000 - NIGHT_ROUND } else { MISSED_ROUND };
        !chance.permille(skipped)
    };
    let round = calendar::rounds(from).find(|(hour, _)| done(*hour, chance)).map(|(_, at)| at);
    round.unwrap_or(from.plus_minutes(DAY)).plus_minutes(i64::from(chance.between(-22, 48)))
}

/// When somebody visits a patient at home again, after a set at `after`: two or three days later, by day.
pub(crate) fn next_visit(after: UtcMillis, chance: &mut Chance) -> UtcMillis {
    let from = after.plus_minutes(i64::from(chance.between(2, 3)) * DAY - 3 * HOUR);
    let by_day = calendar::rounds(from).find(|(hour, _)| (10..=14).contains(hour)).map(|(_, at)| at);
    by_day.unwrap_or(from).plus_minutes(i64::from(chance.between(-40, 90)))
}

/// What is not obtained at `at`, of a patient of this kind with a plan since `plan`.
pub(crate) fn absence(
    kind: Archetype,
    at: UtcMillis,
    plan: UtcMillis,
    now: UtcMillis,
    chance: &mut Chance,
) -> Option<Absence> {
    use UnableReason::{Asleep, Declined, EndOfLife, Equipment, OffWard, UnableToObtain};
    let wall = calendar::local(at);
    let away = matches!(wall.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri)
        && (13..17).contains(&wall.hour());
    match kind {
        Archetype::EndOfLife if at >= plan && chance.permille(700) => Some(Absence::WholeSet(EndOfLife)),
        Archetype::Refusing if chance.permille(480) => Some(Absence::WholeSet(Declined)),
        Archetype::Refusing if chance.permille(250) => {
            Some(Absence::Signs(&[Sign::BloodPressure, Sign::Temperature], Declined))
        }
        Archetype::OffWard if away || now.minutes_since(at) < 4 * HOUR => Some(Absence::WholeSet(OffWard)),
        Archetype::Delirium if chance.permille(70) => {
            Some(Absence::Signs(&[Sign::BloodPressure], UnableToObtain))
        }
        Archetype::Frail if (0..5).contains(&wall.hour()) && chance.permille(400) => {
            Some(Absence::WholeSet(Asleep))
        }
        _ if chance.permille(PARTIAL) => Some(match chance.below(10) {
            0..=3 => Absence::Signs(&[Sign::Temperature], Equipment),
            4..=5 => Absence::Signs(&[Sign::BloodPressure], Declined),
            6..=7 => Absence::Signs(&[Sign::Spo2], UnableToObtain),
            8 => Absence::Signs(&[Sign::Respiration], UnableReason::Other("Talking throughout".to_owned())),
            _ => Absence::Signs(&[Sign::BloodPressure, Sign::Pulse], Equipment),
        }),
        _ => None,
    }
}

/// When somebody was called to the bed, whatever the round: minutes before now.
pub(crate) const fn called(kind: Archetype) -> &'static [i64] {
    match kind {
        Archetype::SepsisRising => &[365, 190, 115, 74, 41, 11],
        Archetype::SilentHypoxia => &[210, 95],
        Archetype::Bleeding => &[400, 215, 105, 62, 24],
        Archetype::Delirium => &[188],
        Archetype::OffWard => &[140],
        Archetype::Unidentified => &[330, 210, 95],
        _ => &[],
    }
}

/// The last minutes before now in which nothing is charted.
pub(crate) const fn quiet_minutes(kind: Archetype) -> i64 {
    match kind {
        // The two decisions on the scale come last, and no set is scored under them yet.
        Archetype::ScaleDisputed => 58,
        Archetype::EndOfLife => OBSERVED_UNTIL,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn at(text: &str) -> UtcMillis {
        UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    fn due(minutes: u32) -> Interval {
        Interval { due_minutes: minutes, overdue_minutes: minutes, continuous: false }
    }

    #[test]
    fn an_hourly_patient_is_seen_about_every_hour() {
        let mut chance = Chance::new(2, 0);
        let noon = at("2026-06-03T11:00:00Z");
        let gaps: Vec<_> =
            (0..200).map(|_| next_set(noon, due(60), &mut chance).minutes_since(noon)).collect();
        assert!(gaps.iter().all(|gap| (56..=76).contains(gap)));
    }

    #[test]
    fn a_stable_patient_is_seen_on_rounds_and_mostly_left_to_sleep() {
        let mut chance = Chance::new(2, 0);
        let evening = at("2026-06-03T20:50:00Z");
        let hours: Vec<_> =
            (0..500).map(|_| calendar::local(next_set(evening, due(240), &mut chance)).hour()).collect();
        let asleep = hours.iter().filter(|hour| (5..=7).contains(*hour)).count();
        let woken = hours.iter().filter(|hour| (1..=3).contains(*hour)).count();
        assert!(asleep > 350, "{asleep} of 500 seen at the six o'clock round");
        assert!((40..130).contains(&woken), "{woken} of 500 woken at two");
    }

    #[test]
    fn the_next_set_is_always_later() {
        let mut chance = Chance::new(4, 0);
        let mut now = at("2026-03-27T12:00:00Z");
        for minutes in [30, 60, 240, 720].repeat(100) {
            let next = next_set(now, due(minutes), &mut chance);
            assert!(next > now, "time goes forward, over the clock change too");
            now = next;
        }
    }
}
