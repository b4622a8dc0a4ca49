//! The chart in a sentence, for whoever cannot see it.

use crate::{
    course::{Course, Set},
    words,
};
use clinical::{UtcMillis, news2::Outcome, vitals::Sign};

/// `NEWS2 3 to 6 in 4 h, rise from respirations and pulse.` Then how many sets there are, and what is to be known of them.
///
/// From the first complete set of the window to the last, with the lowest or highest between them where that lies outside;
/// a newer incomplete set is said with what it is at least.
pub fn summary(course: &Course) -> String {
    let scored: Vec<(UtcMillis, &Set, u8)> = course
        .standing()
        .filter(|(_, _, set)| !set.no_longer_applies)
        .filter_map(|(_, at, set)| match set.outcome {
            Outcome::Complete { total, .. } => Some((at, set, total)),
            _ => None,
        })
        .collect();
    let mut sentences = Vec::new();
    match scored.as_slice() {
        [] => sentences.push("No complete NEWS2 score.".to_owned()),
        [(_, _, only)] => sentences.push(format!("NEWS2 {only}.")),
        [first, between @ .., last] => sentences.push(movement(first, between, last)),
    }
    sentences.extend(newest_incomplete(course));
    sentences.push(counted(course));
    sentences.join(" ")
}

fn movement(
    first: &(UtcMillis, &Set, u8),
    between: &[(UtcMillis, &Set, u8)],
    last: &(UtcMillis, &Set, u8),
) -> String {
    let ((from, a, low), (to, b, high)) = (*first, *last);
    let span = words::span(to.minutes_since(from));
    let highest = between.iter().map(|(_, _, total)| *total).max().filter(|most| *most > low.max(high));
    let peak = highest.map_or_else(String::new, |most| format!(", at most {most}"));
    if low == high {
        return format!("NEWS2 {low}, the same as {span} ago{peak}.");
    }
    let (way, worse, better) = if high > low { ("rise", b, a) } else { ("fall", a, b) };
    let from = causes(worse, better);
    let because = if from.is_empty() { String::new() } else { format!(", {way} from {}", list(&from)) };
    format!("NEWS2 {low} to {high} in {span}{peak}{because}.")
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

fn newest_incomplete(course: &Course) -> Option<String> {
    let (_, _, set) = course.standing().next_back()?;
    match &set.outcome {
        Outcome::Incomplete { at_least, missing, .. } => {
            let missing: Vec<&str> = missing.iter().map(|sign| spoken(*sign)).collect();
            Some(format!("The newest set is incomplete, at least {at_least}: {} missing.", list(&missing)))
        }
        _ => None,
    }
}

fn counted(course: &Course) -> String {
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
    let mut said = vec![format!("{sets} {}", if sets == 1 { "set" } else { "sets" })];
    for (count, one, many) in [
        (late, "entered late", "entered late"),
        (gaps, "gap of more than twice the planned interval", "gaps of more than twice the planned interval"),
        (struck, "corrected or withdrawn", "corrected or withdrawn"),
    ] {
        match count {
            0 => {}
            1 => said.push(format!("1 {one}")),
            count => said.push(format!("{count} {many}")),
        }
    }
    format!("{}.", said.join(", "))
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
        assert_eq!(said, "NEWS2 2. The newest set is incomplete, at least 0: pulse missing. 2 sets.");
        assert!(summary(&course(Vec::new())).starts_with("No complete NEWS2 score."));
    }

    #[test]
    fn what_no_longer_applies_is_not_said_as_the_score() {
        let mut set = breathing(10, 26);
        set.no_longer_applies = true;
        assert!(summary(&course(vec![set])).starts_with("No complete NEWS2 score."));
    }
}
