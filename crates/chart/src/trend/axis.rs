//! True time across the drawing.

use crate::{course::Course, window::Edges, words};
use chrono::Timelike;
use clinical::UtcMillis;

/// Space left of the plot for the edges of the bands, in units.
pub const LEFT: f64 = 44.0;
/// Space right of the plot for the latest value, in units.
pub const RIGHT: f64 = 66.0;
/// Room at both ends of the plot, so that the first and the last dot stand whole.
const EDGE: f64 = 10.0;
/// Least distance of two marks of the time, in units.
const APART: f64 = 48.0;
const MS_PER_HOUR: i64 = 3_600_000;

/// A window of true time on so many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeAxis {
    pub(super) from: UtcMillis,
    pub(super) to: UtcMillis,
    width: f64,
}

/// A mark on the time axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) x: f64,
    /// `06:00`, or `Sun 22-Nov-2026` where a day begins.
    pub(super) label: String,
    /// A day begins here.
    pub(super) day: bool,
}

/// The instant that lies at `x` of a trend so wide, drawn between these edges; one beyond them is the edge.
pub fn at(x: f64, width: f64, edges: Edges) -> UtcMillis {
    let axis = TimeAxis::new(edges, width);
    let part = (x - axis.left() - EDGE) / axis.inner();
    UtcMillis(edges.from.0.saturating_add((part.clamp(0.0, 1.0) * edges.long_ms() as f64) as i64))
}

impl TimeAxis {
    pub(super) const fn new(Edges { from, to }: Edges, width: f64) -> Self {
        Self { from, to, width }
    }

    pub(super) const fn left(&self) -> f64 {
        LEFT
    }

    pub(super) fn right(&self) -> f64 {
        (self.width - RIGHT).max(LEFT + 2.0 * EDGE + 1.0)
    }

    /// Where an instant lies; what is outside of the window lies at its end.
    pub(super) fn x(&self, at: UtcMillis) -> f64 {
        self.beyond(UtcMillis(at.0.clamp(self.from.0, self.to.0)))
    }

    /// The same for an instant outside of the window, which lies as far beyond its end as it is away.
    pub(super) fn beyond(&self, at: UtcMillis) -> f64 {
        let part = at.0.saturating_sub(self.from.0) as f64 / (self.to.0.saturating_sub(self.from.0)) as f64;
        self.left() + EDGE + part * self.inner()
    }

    fn inner(&self) -> f64 {
        self.right() - self.left() - 2.0 * EDGE
    }

    /// Marks on whole hours of the ward's clock, days named. In the night in which the clock is put back one hour has two
    /// marks, and in the one in which it is put forward one has none.
    pub(super) fn ticks(&self, course: &Course) -> Vec<Tick> {
        let hours = (self.to.0.saturating_sub(self.from.0) / MS_PER_HOUR).max(1);
        let room = ((self.right() - self.left()) / APART).max(1.0);
        let step =
            [1, 2, 3, 4, 6, 12, 24, 48, 96, 168].into_iter().find(|step| hours as f64 / *step as f64 <= room);
        let step = step.unwrap_or(hours / room as i64 + 1);
        // Clocks stand whole quarters of an hour off.
        let quarter = MS_PER_HOUR / 4;
        let first = self.from.0.div_euclid(quarter) * quarter + quarter;
        let days = step.max(24) / 24;
        let mut ticks: Vec<Tick> = Vec::new();
        for at in (first..=self.to.0).step_by(quarter as usize) {
            let stamp = course.stamp(UtcMillis(at));
            let local = stamp.local();
            let (hour, minute) = (i64::from(local.hour()), local.minute());
            let counts =
                if step < 24 { hour % step == 0 } else { hour == 0 && day_number(local) % days == 0 };
            if minute != 0 || !counts {
                continue;
            }
            let day = hour == 0;
            let label = if day { words::date(stamp) } else { words::time(stamp) };
            ticks.push(Tick { x: self.x(UtcMillis(at)), label, day });
        }
        ticks
    }
}

fn day_number(local: chrono::NaiveDateTime) -> i64 {
    i64::from(chrono::Datelike::num_days_from_ce(&local.date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{NOW, course, minutes_ago};

    fn axis(hours: i64, width: f64) -> TimeAxis {
        TimeAxis::new(Edges { from: minutes_ago(60 * hours), to: NOW }, width)
    }

    #[test]
    fn time_runs_true_and_the_newest_is_at_the_right() {
        let axis = axis(24, 1000.0);
        let (first, middle, last) = (axis.x(minutes_ago(1440)), axis.x(minutes_ago(720)), axis.x(NOW));
        assert!((middle - (first + last) / 2.0).abs() < 0.01);
        assert!(first > LEFT && last < 1000.0 - RIGHT);
        assert!((axis.x(minutes_ago(-90)) - last).abs() < 0.01, "the future is clamped");
    }

    #[test]
    fn what_lies_under_a_finger_is_the_time_that_is_drawn_there() {
        let (axis, edges) = (axis(24, 1000.0), Edges { from: minutes_ago(1440), to: NOW });
        for minutes in [0, 300, 1440] {
            let under = at(axis.x(minutes_ago(minutes)), 1000.0, edges);
            assert!((under.0 - minutes_ago(minutes).0).abs() < 60_000, "{minutes}");
        }
        assert_eq!((at(-50.0, 1000.0, edges), at(5000.0, 1000.0, edges)), (edges.from, edges.to));
    }

    #[test]
    fn ticks_stand_on_the_wards_hours_and_name_its_days() {
        let course = course(Vec::new());
        let ticks = axis(24, 1000.0).ticks(&course);
        assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= 46.0), "{ticks:?}");
        assert!(ticks.iter().any(|tick| tick.day && tick.label == "Thu 06-Aug-2026"), "{ticks:?}");
        assert!(ticks.iter().filter(|tick| !tick.day).all(|tick| tick.label.ends_with(":00")));
        assert!(axis(24 * 14, 340.0).ticks(&course).len() <= 6, "a narrow phone has room for few");
    }

    /// 2026-10-25: at 02:00 in summer time the ward's clock is put back to 01:00.
    #[test]
    fn on_the_night_of_the_change_the_hour_comes_twice_and_midnight_stays_midnight() {
        let change = UtcMillis(1_792_890_000_000);
        let mut course = course(Vec::new());
        course.now.offset_minutes = 0;
        course.clock = vec![(change.plus_minutes(-600), 60), (change, 0)];
        let axis =
            TimeAxis::new(Edges { from: change.plus_minutes(-190), to: change.plus_minutes(130) }, 1000.0);
        let labels: Vec<String> = axis.ticks(&course).into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["23:00", "Sun 25-Oct-2026", "01:00", "01:00", "02:00", "03:00"]);
    }
}
