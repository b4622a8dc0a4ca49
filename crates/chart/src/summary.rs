//! The chart in a sentence, for whoever cannot see it.

use crate::{
    course::{Course, Set},
    words,
};
use clinical::{UtcMillis, news2::Outcome, vitals::Sign};

/// A part of a sentence: words with their numbers, and the signs that they are about, if any. Each is a text of its own, so that a screen
/// in another language can say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// `NEWS2 3 to 6 in 4 h`, `rise from`.
    pub text: String,
    /// `respiration rate`, `pulse`.
    pub signs: Vec<&'static str>,
    /// The sentence ends with it.
    pub ends: bool,
}

impl Clause {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), signs: Vec::new(), ends: false }
    }
}

/// `NEWS2 3 to 6 in 4 h, rise from respirations and pulse.` Then how many sets there are, and what is to be known of them.
pub fn summary(course: &Course) -> String {
    let mut said = String::new();
    for Clause { text, signs, ends } in clauses(course) {
        let space = if signs.is_empty() { "" } else { " " };
        let end = if ends { ". " } else { ", " };
        said.extend([&text, space, &list(&signs), end]);
    }
    said.trim_end().to_owned()
}

/// The same in its clauses.
///
/// From the first complete set of the window to the last, with the lowest or highest between them where that lies outside;
/// a newer incomplete set is said with what it is at least.
pub fn clauses(course: &Course) -> Vec<Clause> {
    let scored: Vec<(UtcMillis, &Set, u8)> = course
        .standing()
        .filter(|(_, _, set)| !set.no_longer_applies)
        .filter_map(|(_, at, set)| match set.outcome {
            Outcome::Complete { total, .. } => Some((at, set, total)),
            _ => None,
        })
        .collect();
    let mut said = Vec::new();
    match scored.as_slice() {
        [] => said.push(Clause::new("No complete NEWS2 score")),
        [(_, _, only)] => said.push(Clause::new(format!("NEWS2 {only}"))),
        [first, between @ .., last] => movement(&mut said, first, between, last),
    }
    end(&mut said);
    newest_incomplete(&mut said, course);
    counted(&mut said, course);
    end(&mut said);
    said
}

fn end(said: &mut [Clause]) {
    if let Some(last) = said.last_mut() {
        last.ends = true;
    }
}

fn movement(
    said: &mut Vec<Clause>,
    first: &(UtcMillis, &Set, u8),
    between: &[(UtcMillis, &Set, u8)],
    last: &(UtcMillis, &Set, u8),
) {
    let ((from, a, low), (to, b, high)) = (*first, *last);
    let span = words::span(to.minutes_since(from));
    if low == high {
        said.push(Clause::new(format!("NEWS2 {low}")));
        said.push(Clause::new(format!("the same as {span} ago")));
    } else {
        said.push(Clause::new(format!("NEWS2 {low} to {high} in {span}")));
    }
    let highest = between.iter().map(|(_, _, total)| *total).max().filter(|most| *most > low.max(high));
    if let Some(most) = highest {
        said.push(Clause::new(format!("at most {most}")));
    }
    let (way, worse, better) = if high > low { ("rise from", b, a) } else { ("fall from", a, b) };
    let signs = if low == high { Vec::new() } else { causes(worse, better) };
    if !signs.is_empty() {
        said.push(Clause { signs, ..Clause::new(way) });
    }
}

/// The signs that score more in one set than in the other, the largest difference first.
fn causes(worse: &Set, better: &Set) -> Vec<&'static str> {
    let points =
        |set: &Set, sign| set.outcome.parts().and_then(|parts| parts.get(&sign)).copied().unwrap_or(0);
    let mut more: Vec<(u8, Sign)> = Sign::ALL
        .into_iter()
        .map(|sign| (points(worse, sign).saturating_sub(points(better, sign)), sign))
        .filter(|(by, _)| *by > 0)
        .collect();
    more.sort_by_key(|(by, _)| std::cmp::Reverse(*by));
    more.into_iter().map(|(_, sign)| spoken(sign)).collect()
}

const fn spoken(sign: Sign) -> &'static str {
    match sign {
        Sign::Respiration => "respiration rate",
        Sign::Spo2 => "oxygen saturation",
        Sign::Oxygen => "oxygen",
        Sign::BloodPressure => "blood pressure",
        Sign::Pulse => "pulse",
        Sign::Consciousness => "consciousness",
        Sign::Temperature => "temperature",
    }
}

fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn newest_incomplete(said: &mut Vec<Clause>, course: &Course) {
    let newest = course.standing().next_back().map(|(_, _, set)| &set.outcome);
    let Some(Outcome::Incomplete { at_least, missing, .. }) = newest else { return };
    let signs = missing.iter().map(|sign| spoken(*sign)).collect();
    said.push(Clause::new("The newest set is incomplete"));
    said.push(Clause::new(format!("at least {at_least}")));
    said.push(Clause { signs, ends: true, ..Clause::new("missing") });
}

fn counted(said: &mut Vec<Clause>, course: &Course) {
    let standing = course.standing();
    let (mut sets, mut late, mut gaps) = (0, 0, 0);
    let mut before: Option<&Set> = None;
    for (_, _, set) in standing {
        sets += 1;
        late += usize::from(set.late);
        gaps += usize::from(before.is_some_and(|before| !course.joined(before, set)));
        before = Some(set);
    }
    let struck = course.sets.iter().filter(|set| !set.standing.counts()).count();
    said.push(Clause::new(format!("{sets} {}", if sets == 1 { "set" } else { "sets" })));
    for (count, one, many) in [
        (late, "entered late", "entered late"),
        (gaps, "gap of more than twice the planned interval", "gaps of more than twice the planned interval"),
        (struck, "corrected or withdrawn", "corrected or withdrawn"),
    ] {
        match count {
            0 => {}
            1 => said.push(Clause::new(format!("1 {one}"))),
            count => said.push(Clause::new(format!("{count} {many}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{course, set, set_of, well};
    use clinical::vitals::{Pulse, RespRate, Vitals};

    fn breathing(minutes: i64, rate: i64) -> Set {
        set_of(minutes, Vitals { respiration: RespRate::new(rate), ..well() })
    }

    #[test]
    fn a_rise_says_from_what_to_what_in_what_time_and_from_which_sign() {
        let mut fast = well();
        (fast.respiration, fast.pulse) = (RespRate::new(26), Pulse::new(95));
        let said = summary(&course(vec![set(250), set_of(10, fast)]));
        assert_eq!(said, "NEWS2 0 to 4 in 4 h, rise from respiration rate and pulse. 2 sets.");
    }

    #[test]
    fn a_peak_between_two_equal_scores_is_said() {
        let said = summary(&course(vec![set(250), breathing(130, 26), set(10)]));
        assert!(said.starts_with("NEWS2 0, the same as 4 h ago, at most 3."), "{said}");
    }

    #[test]
    fn a_partial_set_is_never_said_as_a_score() {
        let partial = Vitals { pulse: None, ..well() };
        let said = summary(&course(vec![breathing(200, 22), set_of(10, partial)]));
        assert_eq!(said, "NEWS2 2. The newest set is incomplete, at least 0, missing pulse. 2 sets.");
        assert!(summary(&course(Vec::new())).starts_with("No complete NEWS2 score."));
    }

    #[test]
    fn what_no_longer_applies_is_not_said_as_the_score() {
        let mut set = breathing(10, 26);
        set.no_longer_applies = true;
        assert!(summary(&course(vec![set])).starts_with("No complete NEWS2 score."));
    }
}
