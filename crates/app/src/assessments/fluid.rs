//! A ward's days of fluid, in words.

use crate::{clock::Now, project::Folded};
use clinical::{
    FactId, Stamp, TakenAt, UtcMillis,
    form::fluid::{Amount, Balance, DAY_BEGINS, FluidDay, FluidEntry, FluidTotals, totals},
};
use contract::FluidView;

/// Every fluid entry that counts, but the one that is being corrected.
pub(super) fn entries(folded: &Folded, corrected: Option<FactId>) -> Vec<FluidEntry> {
    let counting = folded.state.assessments.iter().filter(|made| made.mark.counts());
    counting
        .filter(|made| Some(made.by.id) != corrected)
        .filter_map(|made| {
            let TakenAt::At(stamp) = made.by.taken_at else { return None };
            FluidEntry::of(&made.made, Stamp { utc: made.at?, ..stamp })
        })
        .collect()
}

/// Today's fluid and yesterday's, where something was charted.
pub(crate) fn days(folded: &Folded, now: &Now) -> Vec<FluidView> {
    let entries = entries(folded, None);
    let today = FluidDay::of(now.local(now.at()), DAY_BEGINS);
    let days = [Some(today), today.0.pred_opt().map(FluidDay)].into_iter().flatten();
    days.filter(|day| entries.iter().any(|entry| FluidDay::of(entry.at, DAY_BEGINS) == *day))
        .map(|day| {
            let totals = totals(&entries, day, DAY_BEGINS);
            day_view(totals, bounds(day, now))
        })
        .collect()
}

/// Where a ward's day begins and ends. The clock's offset is that at each of the two ends, whatever it is now.
fn bounds(day: FluidDay, now: &Now) -> (UtcMillis, UtcMillis) {
    let roughly = day.bounds(DAY_BEGINS, 0, 0);
    let offset = |near: UtcMillis| {
        // The offset of the moment itself, found from one that may be an hour or two off.
        let first = now.offset_at(near);
        now.offset_at(near.plus_minutes(-i64::from(first)))
    };
    day.bounds(DAY_BEGINS, offset(roughly.0), offset(roughly.1))
}

fn day_view(totals: FluidTotals, (from, until): (UtcMillis, UtcMillis)) -> FluidView {
    let FluidTotals { intake, output, balance, estimated } = totals;
    FluidView {
        from,
        until,
        intake: amount(intake),
        output: amount(output),
        balance: match balance {
            Balance::Unknown => "not known".to_owned(),
            Balance::Known(ml) => signed(ml),
            Balance::AtMost(ml) => format!("{} or lower", signed(ml)),
            Balance::AtLeast(ml) => format!("{} or higher", signed(ml)),
        },
        estimated,
    }
}

fn amount(amount: Amount) -> String {
    match amount {
        Amount::NotRecorded => "not recorded".to_owned(),
        Amount::Total(ml) => format!("{} ml", grouped(ml)),
        Amount::AtLeast(ml) => format!("at least {} ml", grouped(ml)),
    }
}

fn signed(ml: i64) -> String {
    let sign = match ml {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    format!("{sign}{} ml", grouped(ml.unsigned_abs()))
}

/// With a comma between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Clock;
    use clinical::BootId;

    struct Stopped(UtcMillis);

    impl Clock for Stopped {
        fn wall(&self) -> UtcMillis {
            self.0
        }
        fn monotonic_ms(&self) -> u64 {
            0
        }
        fn boot(&self) -> BootId {
            BootId::from_bytes([1; 16])
        }
    }

    /// Hours of the ward's day that this time belongs to.
    fn hours(at: i64) -> i64 {
        let now = Now::read(&Stopped(UtcMillis(at)), None, chrono_tz::Europe::London);
        let (from, until) = bounds(FluidDay::of(now.local(now.at()), DAY_BEGINS), &now);
        assert!(from.0 <= at && at < until.0);
        until.minutes_since(from) / 60
    }

    #[test]
    fn a_day_of_fluid_has_23_or_25_hours_when_the_clocks_change_in_it() {
        // 22 November 2026 at noon; 24 October and 28 March 2026 at noon: the clocks change in the night after.
        assert_eq!(hours(1_795_348_800_000), 24);
        assert_eq!(hours(1_792_843_200_000), 25);
        assert_eq!(hours(1_774_699_200_000), 23);
        // 06:30 on 25 October, already in winter, still belongs to the long day; 07:00 does not.
        assert_eq!(hours(1_792_909_800_000), 25);
        assert_eq!(hours(1_792_911_600_000), 24);
    }

    #[test]
    fn volumes_are_written_with_their_sign_and_a_comma_between_thousands() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(1_000), grouped(1_234_567)],
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!([signed(0), signed(850), signed(-1_200)], ["0 ml", "+850 ml", "\u{2212}1,200 ml"]);
    }
}
