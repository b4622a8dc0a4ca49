//! The columns of the chart: sets, sets that a patient declined, times without observations, changes of the SpO2 scale.

use super::rows::{COLUMN, NARROW};
use crate::course::{Course, Set, Standing};
use clinical::{UtcMillis, news2::Scale};

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// A set; its place among [`Course::sets`].
    Set(usize),
    /// A set of which nothing could be recorded, for one reason.
    Refused {
        /// Its place among [`Course::sets`].
        set: usize,
        /// The reason in capitals, such as `DECLINED`.
        words: String,
    },
    /// No observations for more than twice the planned interval.
    Gap {
        /// `NO OBS FOR 9 HOURS`, and why where that is known.
        words: String,
    },
    /// The SpO2 scale changed.
    ChangeOfScale {
        /// `CHANGE OF SCALE: SCALE 2`, and who decided.
        words: String,
        /// To which.
        to: Scale,
    },
}

impl Column {
    /// Its width in units.
    pub const fn width(&self) -> f64 {
        match self {
            Self::Set(_) | Self::Refused { .. } => COLUMN,
            Self::Gap { .. } | Self::ChangeOfScale { .. } => NARROW,
        }
    }

    /// Its set.
    pub const fn set(&self) -> Option<usize> {
        match self {
            Self::Set(set) | Self::Refused { set, .. } => Some(*set),
            Self::Gap { .. } | Self::ChangeOfScale { .. } => None,
        }
    }
}

/// The columns of a course, the oldest first. What no longer stands has a column where corrections are asked for. A set
/// without a time has none: it is in the table.
pub fn columns(course: &Course, corrections: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut before: Option<(UtcMillis, &Set)> = None;
    let mut changes = course.scale_changes.iter().filter(|change| change.at >= course.from).peekable();
    for (index, set) in course.sets.iter().enumerate() {
        let Some(at) = set.at().filter(|_| corrections || set.standing.counts()) else { continue };
        while let Some(change) = changes.next_if(|change| change.at <= at) {
            columns.push(change_of_scale(change.to, &change.by));
        }
        if set.standing.counts() {
            columns.extend(before.and_then(|(from, last)| gap(course, last, from, at)));
            before = Some((at, set));
        }
        columns.push(match set.refused() {
            Some(reason) => {
                Column::Refused { set: index, words: course.bedside.reason_label(reason).to_uppercase() }
            }
            None => Column::Set(index),
        });
    }
    columns.extend(changes.map(|change| change_of_scale(change.to, &change.by)));
    columns.extend(before.and_then(|(from, last)| gap(course, last, from, course.now.utc)));
    columns
}

fn change_of_scale(to: Scale, by: &str) -> Column {
    let scale = match to {
        Scale::One => "SCALE 1",
        Scale::Two => "SCALE 2",
    };
    Column::ChangeOfScale { words: format!("CHANGE OF SCALE: {scale}, {by}"), to }
}

fn gap(course: &Course, last: &Set, from: UtcMillis, to: UtcMillis) -> Option<Column> {
    let minutes = course.gap_after(last, Some(to))?;
    let mut words = match minutes / 60 {
        1 => "NO OBS FOR 1 HOUR".to_owned(),
        0 => format!("NO OBS FOR {minutes} MINUTES"),
        hours => format!("NO OBS FOR {hours} HOURS"),
    };
    if let Some(pause) = course.pause_between(from, to) {
        words = format!("{words}: {}", pause.why.to_uppercase());
    }
    Some(Column::Gap { words })
}

/// What is to be known of a column's set, a word each, for the lines under its time.
pub(super) fn flags(course: &Course, column: &Column) -> Vec<&'static str> {
    let Some(index) = column.set() else { return Vec::new() };
    let Some(set) = course.sets.get(index) else { return Vec::new() };
    let earlier = course.sets.get(..index).and_then(|sets| sets.iter().rev().find_map(|set| set.taken));
    let changed = earlier.zip(set.taken).is_some_and(|(a, b)| a.offset_minutes != b.offset_minutes);
    [
        (matches!(set.standing, Standing::Struck(_)), "struck"),
        (set.standing == Standing::Disputed, "disputed"),
        (set.late, "late"),
        (set.corrects, "corrected"),
        (set.clock_doubtful, "clock ?"),
        (changed, "new clock"),
    ]
    .into_iter()
    .filter_map(|(is, word)| is.then_some(word))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::{Pause, ScaleChange},
        samples::{course, minutes_ago, refused, set},
    };

    fn words(course: &Course) -> Vec<String> {
        let word = |column: Column| match column {
            Column::Set(index) => format!("set {index}"),
            Column::Refused { words, .. } | Column::Gap { words } | Column::ChangeOfScale { words, .. } => {
                words
            }
        };
        columns(course, false).into_iter().map(word).collect()
    }

    #[test]
    fn a_set_that_was_declined_is_a_column_of_its_own() {
        let course = course(vec![set(300), refused(200), set(100)]);
        assert_eq!(words(&course), ["set 0", "DECLINED", "set 2"]);
    }

    #[test]
    fn a_time_without_observations_says_how_long_it_was_and_why() {
        // Scored 0: 12-hourly, so that more than 24 hours are a gap.
        let mut course = course(vec![set(60 * 40), set(60 * 12), set(10)]);
        assert_eq!(words(&course), ["set 0", "NO OBS FOR 28 HOURS", "set 1", "set 2"]);
        let (from, to) = (minutes_ago(60 * 30), Some(minutes_ago(60 * 20)));
        course.pauses = vec![Pause { from, to, why: "Off the ward".into() }];
        assert_eq!(words(&course)[1], "NO OBS FOR 28 HOURS: OFF THE WARD");
    }

    #[test]
    fn the_time_since_the_last_set_is_a_gap_as_well() {
        assert_eq!(words(&course(vec![set(60 * 26)])), ["set 0", "NO OBS FOR 26 HOURS"]);
        assert_eq!(words(&course(vec![set(60 * 24)])), ["set 0"], "twice the interval is none yet");
    }

    #[test]
    fn a_change_of_scale_stands_where_it_was_made() {
        let mut course = course(vec![set(300), set(100)]);
        let change = |ago, to| ScaleChange { at: minutes_ago(ago), to, by: "Dr Osei".into() };
        course.scale_changes = vec![change(60 * 24 * 9, Scale::One), change(200, Scale::Two)];
        assert_eq!(words(&course), ["set 0", "CHANGE OF SCALE: SCALE 2, Dr Osei", "set 1"]);
    }

    #[test]
    fn what_was_struck_has_a_column_where_corrections_are_asked_for_and_never_bridges_a_gap() {
        let mut struck = set(60 * 26);
        struck.standing = Standing::Struck("Entered in error".into());
        let course = course(vec![set(60 * 40), struck, set(10)]);
        assert_eq!(words(&course), ["set 0", "NO OBS FOR 39 HOURS", "set 2"]);
        assert_eq!(columns(&course, true).len(), 4);
        assert_eq!(flags(&course, &columns(&course, true)[1]), ["struck"]);
    }

    #[test]
    fn the_night_on_which_the_clock_changes_is_said() {
        let (before, mut after) = (set(90), set(30));
        after.taken.as_mut().unwrap().offset_minutes = 0;
        let course = course(vec![before, after]);
        let of = |column: &Column| flags(&course, column);
        assert_eq!(columns(&course, false).iter().map(of).collect::<Vec<_>>(), [vec![], vec!["new clock"]]);
    }
}
