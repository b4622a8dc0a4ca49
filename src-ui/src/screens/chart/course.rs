//! The course of a stay as it is drawn: which sets stand, which may be joined, where and why there is a gap.

use crate::order::in_order;
use clinical::{
    UtcMillis,
    news2::{Outcome, Parameter, Scale},
    policy::Bedside,
    vitals::{Sign, UnableReason, Vitals},
};
use contract::{Mark, SetView};

/// A set with its time. Sets without a recorded time are in the table only.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    /// When it was taken.
    pub at: UtcMillis,
    /// The set.
    pub set: &'a SetView,
}

/// Whether a set stands: neither withdrawn nor corrected by a later one.
pub const fn stands(set: &SetView) -> bool {
    matches!(set.mark, Mark::Current | Mark::Disputed)
}

/// The sets that stand, oldest first.
pub fn standing(sets: &[SetView]) -> Vec<Point<'_>> {
    points(sets, true)
}

/// The sets that no longer stand, oldest first.
pub fn struck(sets: &[SetView]) -> Vec<Point<'_>> {
    points(sets, false)
}

fn points(sets: &[SetView], standing: bool) -> Vec<Point<'_>> {
    let points = sets
        .iter()
        .filter(|set| stands(set) == standing)
        .filter_map(|set| Some(Point { at: set.taken.utc()?, set }));
    in_order(points, |point, other| point.at.cmp(&other.at))
}

/// Whether the line may run from one set to the next: not across more than twice the planned interval.
pub fn joined(from: Point<'_>, to: Point<'_>, policy: &Bedside) -> bool {
    let interval = match from.set.outcome.response() {
        Some(response) => policy.interval(response),
        None => policy.not_scored,
    };
    to.at.minutes_since(from.at) <= 2 * i64::from(interval.overdue_minutes)
}

/// The runs of a parameter: sets that are joined, each with its value. A set without the value breaks the line.
pub fn runs<'a>(points: &[Point<'a>], parameter: Parameter, policy: &Bedside) -> Vec<Vec<(Point<'a>, i16)>> {
    let mut runs: Vec<Vec<(Point<'a>, i16)>> = Vec::new();
    let mut previous: Option<Point<'a>> = None;
    for point in points {
        let value = parameter.value(&point.set.vitals);
        if let Some(value) = value {
            let joins = previous.is_some_and(|before| joined(before, *point, policy));
            match runs.last_mut().filter(|_| joins) {
                Some(run) => run.push((*point, value)),
                None => runs.push(vec![(*point, value)]),
            }
        }
        previous = value.map(|_| *point);
    }
    runs
}

/// Why a sign is missing from a set, as one letter on the axis and in words.
pub fn gap(vitals: &Vitals, sign: Sign) -> Option<(char, &UnableReason)> {
    let reason = vitals.unable.get(&sign)?;
    let letter = match reason {
        UnableReason::Asleep => 'Z',
        UnableReason::Declined => 'R',
        UnableReason::OffWard => 'O',
        UnableReason::UnableToObtain => 'U',
        UnableReason::TooUnwell => '!',
        UnableReason::Equipment => 'E',
        UnableReason::EndOfLife => 'P',
        UnableReason::ClinicianRequest => 'C',
        UnableReason::Emergency => 'M',
        UnableReason::Other(_) => '…',
    };
    Some((letter, reason))
}

/// A stretch of time under one SpO2 table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// From.
    pub from: UtcMillis,
    /// To.
    pub to: UtcMillis,
    /// The scale.
    pub scale: Scale,
    /// On oxygen, which decides the upper bands of scale 2.
    pub on_oxygen: bool,
}

/// The SpO2 tables over the window: each set's own scale and oxygen, until the next set.
pub fn stretches(points: &[Point<'_>], now_scale: Scale, from: UtcMillis, to: UtcMillis) -> Vec<Stretch> {
    let of = |set: &SetView| {
        let on_oxygen = set.scale == Scale::Two && set.vitals.on_oxygen().unwrap_or(false);
        (set.scale, on_oxygen)
    };
    let first = points.first().map_or((now_scale, false), |point| of(point.set));
    let mut stretches = vec![Stretch { from, to, scale: first.0, on_oxygen: first.1 }];
    for point in points {
        let (scale, on_oxygen) = of(point.set);
        if let Some(last) = stretches.last_mut().filter(|s| (s.scale, s.on_oxygen) != (scale, on_oxygen)) {
            last.to = point.at;
            stretches.push(Stretch { from: point.at, to, scale, on_oxygen });
        }
    }
    stretches
}

/// The first and the last complete total of a window, for its summary.
pub fn ends(points: &[Point<'_>]) -> (Option<u8>, Option<u8>) {
    let mut totals = points.iter().filter_map(|point| match point.set.outcome {
        Outcome::Complete { total, .. } => Some(total),
        _ => None,
    });
    let first = totals.next();
    (first, totals.next_back().or(first))
}

/// The set nearest to a place on the drawing.
pub fn nearest(places: &[f64], x: f64) -> Option<usize> {
    let far = |place: &f64| (place - x).abs();
    (0..places.len()).min_by(|a, b| far(&places[*a]).total_cmp(&far(&places[*b])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{NOW, set};
    use clinical::{
        TakenAt,
        time::Stamp,
        vitals::{Oxygen, Pulse},
    };
    use contract::MarkedBy;

    fn at(minutes: i64, pulse: Option<i64>) -> SetView {
        let mut vitals = Vitals { pulse: pulse.and_then(Pulse::new), ..Vitals::default() };
        if pulse.is_none() {
            vitals.unable.insert(Sign::Pulse, UnableReason::Declined);
        }
        let taken = TakenAt::At(Stamp { utc: NOW.plus_minutes(minutes), offset_minutes: 0 });
        SetView { taken, ..set(vitals, Mark::Current) }
    }

    fn lengths(sets: &[SetView]) -> Vec<usize> {
        runs(&standing(sets), Parameter::Pulse, clinical::policy::Policy::rcp_default().bedside())
            .iter()
            .map(Vec::len)
            .collect()
    }

    #[test]
    fn the_line_breaks_where_a_value_is_missing() {
        assert_eq!(
            lengths(&[at(-600, Some(80)), at(-500, Some(84)), at(-400, None), at(-300, Some(90))]),
            [2, 1]
        );
        assert_eq!(gap(&at(0, None).vitals, Sign::Pulse).map(|g| g.0), Some('R'));
    }

    #[test]
    fn the_line_breaks_across_more_than_twice_the_planned_interval() {
        assert_eq!(lengths(&[at(-2200, Some(80)), at(-700, Some(84)), at(-100, Some(84))]), [1, 2]);
    }

    #[test]
    fn what_was_withdrawn_is_not_in_the_line() {
        let mut error = at(-400, Some(180));
        error.mark = Mark::InError(MarkedBy { name: "A".into(), at: NOW, reason: "Keyed wrongly".into() });
        let sets = [at(-600, Some(80)), error, at(-300, Some(84))];
        assert_eq!(lengths(&sets), [2]);
        assert_eq!(struck(&sets).len(), 1);
    }

    #[test]
    fn the_spo2_table_changes_with_the_scale_and_with_oxygen() {
        let mut two = at(-300, Some(80));
        two.scale = Scale::Two;
        let mut on_oxygen = two.clone();
        on_oxygen.taken = TakenAt::At(Stamp { utc: NOW.plus_minutes(-200), offset_minutes: 0 });
        on_oxygen.vitals.oxygen = Some(Oxygen::Supplemental(Default::default()));
        let sets = [at(-600, Some(80)), two, on_oxygen];
        let from = NOW.plus_minutes(-1440);
        let tables: Vec<_> = stretches(&standing(&sets), Scale::Two, from, NOW)
            .iter()
            .map(|s| (NOW.minutes_since(s.from), s.scale, s.on_oxygen))
            .collect();
        assert_eq!(tables, [(1440, Scale::One, false), (300, Scale::Two, false), (200, Scale::Two, true)]);
    }

    #[test]
    fn the_nearest_set_is_found_by_touch() {
        assert_eq!(nearest(&[50.0, 120.0, 300.0], 140.0), Some(1));
        assert_eq!(nearest(&[], 140.0), None);
    }
}
