//! When the ward's clock is put forward or back, as the core told it: a time that somebody types may come twice then, or not at all.

use super::WardTime;
use clinical::UtcMillis;
use contract::ClockChange;
use std::cell::RefCell;

thread_local! {
    /// As last heard: one ward's clock, whichever screen is open.
    static CHANGES: RefCell<Vec<ClockChange>> = const { RefCell::new(Vec::new()) };
}

/// Goes by these from now on.
pub(crate) fn keep(changes: &[ClockChange]) {
    CHANGES.with_borrow_mut(|kept| {
        kept.clear();
        kept.extend_from_slice(changes);
    });
}

/// Minutes east of UTC on the ward at a time; `otherwise` where the core has not said.
pub(crate) fn offset_at(at: UtcMillis, otherwise: i16) -> i16 {
    CHANGES.with_borrow(|changes| offset_by(changes, at, otherwise))
}

fn offset_by(changes: &[ClockChange], at: UtcMillis, otherwise: i16) -> i16 {
    let holds = changes.iter().rev().find(|change| change.from <= at).or(changes.first());
    holds.map_or(otherwise, |change| change.offset_minutes)
}

/// When a clock on the ward's wall shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The clocks go forward over it.
    Never,
    /// Then.
    Once(UtcMillis),
    /// The clocks go back over it: by summer time, and again by winter time.
    Twice(UtcMillis, UtcMillis),
}

/// When it shows this; by `otherwise` where the core has not said how it goes.
pub(crate) fn shows(at: WardTime, otherwise: i16) -> Shows {
    CHANGES.with_borrow(|changes| shows_by(changes, at, otherwise))
}

fn shows_by(changes: &[ClockChange], at: WardTime, otherwise: i16) -> Shows {
    if changes.is_empty() {
        return Shows::Once(at.instant(otherwise));
    }
    let mut found: Option<UtcMillis> = None;
    for change in changes {
        let then = at.instant(change.offset_minutes);
        if offset_by(changes, then, otherwise) == change.offset_minutes {
            match found {
                Some(first) if first != then => return Shows::Twice(first.min(then), first.max(then)),
                _ => found = Some(then),
            }
        }
    }
    found.map_or(Shows::Never, Shows::Once)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;
    /// 2026-10-25T00:30Z, half an hour before British clocks went back.
    pub(crate) const OCTOBER: UtcMillis = UtcMillis(1_792_888_200_000);
    /// 2026-03-29T01:00Z, when they went forward.
    pub(crate) const MARCH: UtcMillis = UtcMillis(1_774_746_000_000);

    /// London's clock in 2026.
    pub(crate) fn london() -> Vec<ClockChange> {
        let change = |from, offset_minutes| ClockChange { from: UtcMillis(from), offset_minutes };
        vec![
            change(MARCH.0 - 100 * 24 * 60 * MINUTE, 0),
            change(MARCH.0, 60),
            change(OCTOBER.0 + 30 * MINUTE, 0),
        ]
    }

    /// On a wall that shows it at this offset.
    fn wall(at: UtcMillis, offset_minutes: i16) -> WardTime {
        WardTime::of(at, offset_minutes)
    }

    #[test]
    fn a_time_of_summer_is_read_by_summer_time_though_it_is_winter_now() {
        let (clock, august) = (london(), UtcMillis(1_785_978_600_000));
        assert_eq!(shows_by(&clock, wall(august, 60), 0), Shows::Once(august));
        let december = UtcMillis(1_796_515_200_000);
        assert_eq!(shows_by(&clock, wall(december, 0), 60), Shows::Once(december), "and the other way round");
        assert_eq!(
            shows_by(&[], wall(august, 60), 60),
            Shows::Once(august),
            "nothing is known but the present offset"
        );
        assert_eq!((offset_by(&clock, august, 0), offset_by(&[], august, 7)), (60, 7));
    }

    #[test]
    fn an_hour_comes_twice_in_october_and_not_at_all_in_march() {
        let clock = london();
        let again = OCTOBER.plus_minutes(60);
        assert_eq!(wall(OCTOBER, 60), wall(again, 0), "half past one, both times");
        assert_eq!(shows_by(&clock, wall(OCTOBER, 60), 0), Shows::Twice(OCTOBER, again));
        let two = OCTOBER.plus_minutes(90);
        assert_eq!(shows_by(&clock, wall(two, 0), 0), Shows::Once(two), "two o'clock comes once");
        let one = OCTOBER.plus_minutes(-30);
        assert_eq!(
            shows_by(&clock, wall(one, 60), 0),
            Shows::Twice(one, one.plus_minutes(60)),
            "one o'clock twice"
        );
        let before = one.plus_minutes(-1);
        assert_eq!(shows_by(&clock, wall(before, 60), 0), Shows::Once(before));

        assert_eq!(shows_by(&clock, wall(MARCH.plus_minutes(30), 0), 0), Shows::Never, "half past one");
        assert_eq!(shows_by(&clock, wall(MARCH, 0), 0), Shows::Never, "one o'clock was two");
        assert_eq!(shows_by(&clock, wall(MARCH, 60), 0), Shows::Once(MARCH));
        let before = MARCH.plus_minutes(-1);
        assert_eq!(shows_by(&clock, wall(before, 0), 0), Shows::Once(before));
    }
}
