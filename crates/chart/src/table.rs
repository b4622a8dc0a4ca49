//! The chart as a table: the same data in words, for a screen reader and for reading off.

use crate::{
    course::{Course, Set, Standing},
    words,
};
use clinical::{
    UtcMillis, cui,
    news2::{Outcome, Scale},
    vitals::Sign,
};

/// Headings of the columns, each with its unit where it has one.
pub const HEADINGS: [(&str, &str); 12] = [
    ("Taken", ""),
    ("Respirations", "/min"),
    ("SpO₂", "%"),
    ("Air or oxygen", ""),
    ("Blood pressure", "mmHg"),
    ("Pulse", "/min"),
    ("Consciousness", ""),
    ("Temperature", "°C"),
    ("NEWS2", ""),
    ("Monitoring", ""),
    ("Escalation", ""),
    ("By", ""),
];

/// A line of the table, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A set.
    Set(Box<Row>),
    /// Something that lies between two sets: a gap, a change of scale, a step of an escalation.
    Note {
        /// When, in words.
        when: String,
        /// What.
        words: String,
    },
}

/// A set in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place among [`Course::sets`].
    pub set: usize,
    /// When it was taken: `Thu 06-Aug-2026 11:10`.
    pub taken: String,
    /// The seven signs, each with its points where it scored.
    pub signs: [(String, Option<u8>); 7],
    /// `6, medium risk`, or what stands in its place.
    pub score: String,
    /// How often to observe after it.
    pub monitoring: String,
    /// `Y` or `N`.
    pub escalation: &'static str,
    /// Whoever charted it, and what else is to be known.
    pub by: String,
    /// It no longer stands.
    pub struck: bool,
}

/// The lines, newest first; sets without a time at the end.
pub fn lines(course: &Course) -> Vec<Line> {
    let mut lines: Vec<(Option<UtcMillis>, Line)> = Vec::new();
    for (index, set) in course.sets.iter().enumerate() {
        lines.push((set.at(), Line::Set(Box::new(row(course, index, set)))));
    }
    lines.extend(notes(course).into_iter().map(|(at, words)| {
        let when = when(course, at);
        (Some(at), Line::Note { when, words })
    }));
    // By time, what has none first; then the other way round. Stable, so that a note follows the set of its minute.
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().rev().map(|(_, line)| line).collect()
}

/// When, with the day and the year: `Thu 06-Aug-2026 11:10`.
pub fn when(course: &Course, at: UtcMillis) -> String {
    let stamp = course.stamp(at);
    format!("{} {}", stamp.local().format("%a"), cui::date_time(stamp))
}

fn row(course: &Course, index: usize, set: &Set) -> Row {
    let taken = match set.taken {
        Some(stamp) => {
            let repeated = course.sets.iter().filter_map(|other| other.taken);
            let local = cui::date_time(stamp);
            let ambiguous = repeated.filter(|other| other.offset_minutes != stamp.offset_minutes).count() > 0;
            let time = if ambiguous {
                format!("{} {}", cui::date_of(stamp), cui::time_with_offset(stamp))
            } else {
                local
            };
            format!("{} {time}", stamp.local().format("%a"))
        }
        None => "Time not recorded".to_owned(),
    };
    let parts = set.outcome.parts();
    let sign = |sign: Sign| {
        let points = parts.and_then(|parts| parts.get(&sign)).copied().filter(|points| *points > 0);
        (words::said(&set.vitals, sign, &course.bedside), points)
    };
    Row {
        set: index,
        taken,
        signs: Sign::ALL.map(sign),
        score: score(set),
        monitoring: set.interval(&course.bedside).label(),
        escalation: if set.escalated { "Y" } else { "N" },
        by: about(set),
        struck: !set.standing.counts(),
    }
}

/// The score in words; a bare number is always that of a complete set which applies.
pub fn score(set: &Set) -> String {
    let said = match &set.outcome {
        Outcome::Complete { total, risk, .. } => format!("{total}, {} risk", risk.label().to_lowercase()),
        Outcome::Incomplete { at_least, .. } => format!("Incomplete, at least {at_least}"),
        Outcome::NotApplicable { .. } => return "No NEWS2 score".to_owned(),
    };
    let scale = if set.scale == Scale::Two { ", scale 2" } else { "" };
    let gone = if set.no_longer_applies { ". No longer applies" } else { "" };
    format!("{said}{scale}{gone}")
}

fn about(set: &Set) -> String {
    let mut about = vec![set.by.clone()];
    match &set.standing {
        Standing::Stands => {}
        Standing::Disputed => about.push("One of several versions".to_owned()),
        Standing::Struck(words) => about.push(words.clone()),
    }
    for (is, words) in [
        (set.corrects, "Corrects an earlier version"),
        (set.late, "Entered late"),
        (set.clock_doubtful, "The device's clock was not proved"),
        (!set.from_device.is_empty(), "Partly sent by a device"),
    ] {
        if is {
            about.push(words.to_owned());
        }
    }
    about.extend(set.notes.iter().cloned());
    about.retain(|words| !words.is_empty());
    about.join(". ")
}

/// What lies between the sets.
fn notes(course: &Course) -> Vec<(UtcMillis, String)> {
    let mut notes = Vec::new();
    let standing: Vec<_> = course.standing().map(|(_, at, set)| (at, set)).collect();
    let ends = standing.iter().skip(1).map(|(at, _)| *at).chain([course.now.utc]);
    for ((from, set), to) in standing.iter().zip(ends) {
        if let Some(minutes) = course.gap_after(set, Some(to)) {
            let why =
                course.pause_between(*from, to).map_or_else(String::new, |pause| format!(": {}", pause.why));
            notes.push((*from, format!("No observations for {} after this{why}", words::span(minutes))));
        }
    }
    for change in course.scale_changes.iter().filter(|change| change.at >= course.from) {
        notes.push((change.at, format!("Change of scale: {}, {}", change.to.label(), change.by)));
    }
    for act in &course.acts {
        let who = if act.who.is_empty() { String::new() } else { format!(": {}", act.who) };
        notes.push((act.at, format!("{}{who}", act.step.label())));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        course::{Act, Step},
        samples::{course, minutes_ago, refused, set, set_of, well},
    };
    use clinical::vitals::Vitals;

    fn said(course: &Course) -> Vec<String> {
        let words = |line: Line| match line {
            Line::Set(row) => format!("{} | {} | {}", row.taken, row.score, row.by),
            Line::Note { when, words } => format!("{when} * {words}"),
        };
        lines(course).into_iter().map(words).collect()
    }

    #[test]
    fn the_newest_set_stands_first_and_what_lies_between_stands_between() {
        let mut course = course(vec![set(60 * 40), refused(60)]);
        course.acts = vec![Act { at: minutes_ago(30), step: Step::Told, who: "Ward doctor".into() }];
        let said = said(&course);
        assert_eq!(said[0], "Thu 06-Aug-2026 10:40 * Told: Ward doctor");
        assert!(
            said[1].starts_with("Thu 06-Aug-2026 10:10 | Incomplete, at least 0 | Amira Haddad"),
            "{said:?}"
        );
        assert_eq!(said[2], "Tue 04-Aug-2026 19:10 * No observations for 39 h after this");
        assert_eq!(said.len(), 4);
    }

    #[test]
    fn a_missing_sign_says_why_or_that_it_was_not_recorded() {
        let course = course(vec![set_of(60, Vitals { pulse: None, ..well() }), refused(30)]);
        let rows: Vec<Row> = lines(&course)
            .into_iter()
            .filter_map(|line| match line {
                Line::Set(row) => Some(*row),
                Line::Note { .. } => None,
            })
            .collect();
        assert_eq!(rows[1].signs[4].0, "Not recorded");
        assert!(rows[0].signs.iter().all(|(words, _)| *words == rows[0].signs[0].0));
    }

    #[test]
    fn the_repeated_hour_of_october_is_told_by_its_offset() {
        let (before, mut after) = (set(90), set(30));
        after.taken.as_mut().unwrap().offset_minutes = 0;
        let said = said(&course(vec![before, after]));
        assert!(said[0].contains("09:40 (UTC)") && said[1].contains("09:40 (UTC+1)"), "{said:?}");
    }

    #[test]
    fn a_struck_set_stays_in_the_table_and_says_what_became_of_it() {
        let mut gone = set(50);
        gone.standing = Standing::Struck("Entered in error by Amira Haddad".into());
        let lines = lines(&course(vec![gone]));
        let [Line::Set(row)] = lines.as_slice() else { panic!("{lines:?}") };
        assert!(row.struck && row.by.contains("Entered in error"));
    }
}
