//! The part of a course's time that is looked at: closer, wider, earlier, later, never beyond the course.

use crate::course::Course;
use clinical::UtcMillis;

/// The shortest time that a trend is drawn over, in milliseconds: an hour, in which a patient who is very ill has two sets.
const LEAST_MS: i64 = 3_600_000;

/// A stretch of a course. One that reaches the newest goes on to do so while time goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    long_ms: i64,
    /// Its right edge; `None` is the course's own.
    to: Option<UtcMillis>,
}

/// The edges of what is drawn, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edges {
    /// The left edge.
    pub from: UtcMillis,
    /// The right edge.
    pub to: UtcMillis,
}

impl Edges {
    /// The whole of a course; a minute at least.
    pub fn whole(course: &Course) -> Self {
        Self { from: course.from, to: course.now.utc.max(course.from.plus_minutes(1)) }
    }

    /// How long it is, in milliseconds.
    pub fn long_ms(self) -> i64 {
        self.to.0.saturating_sub(self.from.0)
    }

    /// Whether an instant lies within.
    pub fn hold(self, at: UtcMillis) -> bool {
        (self.from..=self.to).contains(&at)
    }
}

impl Window {
    /// Where it lies in the course as that is now. Without a window, all of the course.
    pub fn edges(of: Option<Self>, course: &Course) -> Edges {
        let whole = Edges::whole(course);
        let Some(Self { long_ms, to }) = of else { return whole };
        let long = long_ms.min(whole.long_ms());
        let to = to.map_or(whole.to.0, |to| to.0.clamp(whole.from.0 + long, whole.to.0));
        Edges { from: UtcMillis(to - long), to: UtcMillis(to) }
    }

    /// `times` as close: 2 is half as long, 0.5 twice. What stands at `about` keeps its place, as long as the course goes so far.
    pub fn zoomed(of: Option<Self>, course: &Course, about: UtcMillis, times: f64) -> Option<Self> {
        let now = Self::edges(of, course);
        let whole = Edges::whole(course).long_ms();
        let long = ((now.long_ms() as f64 / times) as i64).clamp(LEAST_MS.min(whole), whole);
        let about = about.0.clamp(now.from.0, now.to.0);
        let right = (now.to.0 - about) as f64 * long as f64 / now.long_ms() as f64;
        Self::new(course, long, about.saturating_add(right as i64))
    }

    /// So many milliseconds later, or earlier; as far as the course goes.
    pub fn moved(of: Option<Self>, course: &Course, by_ms: i64) -> Option<Self> {
        let now = Self::edges(of, course);
        Self::new(course, now.long_ms(), now.to.0.saturating_add(by_ms))
    }

    /// None where that is all of the course.
    fn new(course: &Course, long_ms: i64, to: i64) -> Option<Self> {
        let whole = Edges::whole(course);
        let to = to.max(whole.from.0 + long_ms);
        let to = (to < whole.to.0).then_some(UtcMillis(to));
        (long_ms < whole.long_ms()).then_some(Self { long_ms, to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{course, minutes_ago};
    use clinical::Stamp;

    const HOUR: i64 = LEAST_MS;

    /// Hours before now, of both edges.
    fn hours(of: Option<Window>, course: &Course) -> (i64, i64) {
        let edges = Window::edges(of, course);
        let before = |at| course.now.utc.minutes_since(at) / 60;
        (before(edges.from), before(edges.to))
    }

    #[test]
    fn closer_keeps_what_is_looked_at_in_its_place_and_wider_ends_with_the_whole() {
        let course = course(Vec::new());
        let middle = minutes_ago(36 * 60);
        let closer = Window::zoomed(None, &course, middle, 2.0);
        assert_eq!(hours(closer, &course), (54, 18));
        assert_eq!(hours(Window::zoomed(closer, &course, minutes_ago(18 * 60), 2.0), &course), (36, 18));
        assert_eq!(Window::zoomed(closer, &course, middle, 0.5), None, "all of it again");
        assert_eq!(hours(Window::zoomed(None, &course, middle, 1e9), &course), (36, 35), "an hour at least");
        assert_eq!(Window::zoomed(None, &course, middle, 0.0), None, "never beyond the course");
    }

    #[test]
    fn moved_it_stops_at_both_ends_of_the_course() {
        let course = course(Vec::new());
        let closer = Window::zoomed(None, &course, minutes_ago(0), 6.0);
        assert_eq!(hours(closer, &course), (12, 0));
        let earlier = Window::moved(closer, &course, -5 * HOUR);
        assert_eq!(hours(earlier, &course), (17, 5));
        assert_eq!(hours(Window::moved(earlier, &course, -500 * HOUR), &course), (72, 60));
        assert_eq!(hours(Window::moved(earlier, &course, i64::MAX), &course), (12, 0));
        assert_eq!(Window::moved(None, &course, -HOUR), None, "the whole cannot be moved");
    }

    #[test]
    fn one_at_the_newest_stays_there_while_time_goes_by_and_an_older_one_stays_where_it_was() {
        let before = course(Vec::new());
        let newest = Window::zoomed(None, &before, minutes_ago(0), 6.0);
        let older = Window::moved(newest, &before, -5 * HOUR);
        let utc = minutes_ago(-3 * 60);
        let later = Course { now: Stamp { utc, offset_minutes: 60 }, ..course(Vec::new()) };
        assert_eq!(hours(newest, &later), (12, 0), "a new set comes into it");
        assert_eq!(Window::edges(older, &later), Window::edges(older, &before));
    }

    #[test]
    fn a_course_shorter_than_an_hour_is_looked_at_whole() {
        let short = Course { from: minutes_ago(20), ..course(Vec::new()) };
        assert_eq!(Window::zoomed(None, &short, minutes_ago(10), 2.0), None);
        let none = Course { from: minutes_ago(-20), ..course(Vec::new()) };
        assert_eq!(Window::zoomed(None, &none, minutes_ago(0), 2.0), None);
    }
}
