//! The body: turns of the course, the time of day, and a first-order autoregressive sway. Whole numbers throughout.

use crate::{
    calendar,
    chance::Chance,
    course::{Breath, Course, SWAY, Signs},
};
use chrono::Timelike;
use clinical::{UtcMillis, vitals::Consciousness};

/// One patient's body, asked at rising times.
pub(crate) struct Body {
    course: Course,
    came: UtcMillis,
    now: UtcMillis,
    usual: Signs,
    sway: Signs,
    asked: UtcMillis,
}

/// What is true at one time, before anybody measures it. Numbers in hundredths of the charted unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth {
    /// The measured five.
    pub signs: Signs,
    /// What the patient breathes.
    pub breath: Breath,
    /// How awake and how clear they are.
    pub mind: Consciousness,
}

/// How the time of day moves each sign, in hundredths, by three-hour steps from midnight: lowest before dawn, highest
/// in the late afternoon.
const DAILY: [Signs; 8] = [
    daily(-60, 0, -500, -400, -120),
    daily(-90, -20, -700, -500, -220),
    daily(-30, -10, -200, -200, -160),
    daily(30, 0, 400, 300, -40),
    daily(40, 0, 300, 250, 60),
    daily(50, 0, 300, 300, 160),
    daily(30, 0, 200, 200, 180),
    daily(-20, 0, -200, -150, 40),
];

const fn daily(respiration: i32, spo2: i32, systolic: i32, pulse: i32, temperature: i32) -> Signs {
    Signs { respiration, spo2, systolic, pulse, temperature }
}

impl Body {
    /// A body like others of its kind, and not quite.
    pub(crate) fn new(course: Course, came: UtcMillis, now: UtcMillis, chance: &mut Chance) -> Self {
        let usual = course
            .usual
            .with(course.differ, |usual, differ| usual * 100 + chance.between(-differ * 100, differ * 100));
        Self { course, came, now, usual, sway: Signs::default(), asked: came }
    }

    /// What is true at `at`, which is no earlier than the time asked before.
    pub(crate) fn at(&mut self, at: UtcMillis, chance: &mut Chance) -> Truth {
        let gap = at.minutes_since(self.asked).max(0);
        self.asked = at;
        let (kept, fresh) = memory(gap);
        let news = SWAY.with(SWAY, |deviation, _| chance.bell(deviation * fresh / 1000));
        self.sway = self.sway.with(news, |before, news| before * kept / 1000 + news);
        let hour = calendar::local(at).hour() as usize;
        let signs = self
            .usual
            .with(self.turn(at), |usual, turn| usual + turn)
            .with(DAILY[hour / 3 % DAILY.len()], |signs, daily| signs + daily)
            .with(self.sway, |signs, sway| signs + sway);
        let since = |when: crate::course::When| when.at(self.came, self.now) <= at;
        Truth {
            signs,
            breath: self
                .course
                .breathing
                .iter()
                .rfind(|(when, _)| since(*when))
                .map_or(Breath::Air, |(_, b)| *b),
            mind: self
                .course
                .mind
                .iter()
                .rfind(|(when, _)| since(*when))
                .map_or(Consciousness::Alert, |(_, mind)| *mind),
        }
    }

    /// How far the course has moved the signs, in hundredths.
    fn turn(&self, at: UtcMillis) -> Signs {
        let resolved = |(when, signs): &(crate::course::When, Signs)| (when.at(self.came, self.now), *signs);
        let turns = self.course.turns;
        let before = turns.iter().map(resolved).rfind(|(when, _)| *when <= at);
        let after = turns.iter().map(resolved).find(|(when, _)| *when > at);
        match (before, after) {
            (None, None) => Signs::default(),
            (Some((_, signs)), None) | (None, Some((_, signs))) => {
                signs.with(signs, |change, _| change * 100)
            }
            (Some((from, start)), Some((to, end))) => {
                let whole = to.minutes_since(from).max(1);
                let gone = at.minutes_since(from);
                start.with(end, |start, end| {
                    start * 100 + (i64::from(end - start) * 100 * gone / whole) as i32
                })
            }
        }
    }
}

/// How much of the sway a gap of so many minutes leaves, and how much is new, in thousandths. The squares sum to one,
/// so the sway keeps its spread whatever the gaps.
const fn memory(gap_minutes: i64) -> (i32, i32) {
    match gap_minutes {
        ..=45 => (900, 436),
        46..=100 => (800, 600),
        101..=300 => (500, 866),
        _ => (300, 954),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::Archetype;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    /// The mean over many bodies, in charted units.
    fn mean(archetype: Archetype, minutes_ago: i64, sign: fn(&Signs) -> i32) -> i32 {
        let came = NOW.plus_minutes(-5 * calendar::DAY);
        let total: i32 = (0..200)
            .map(|stream| {
                let mut chance = Chance::new(1, stream);
                let mut body = Body::new(archetype.course(), came, NOW, &mut chance);
                sign(&body.at(NOW.plus_minutes(-minutes_ago), &mut chance).signs)
            })
            .sum();
        total / 200 / 100
    }

    #[test]
    fn sepsis_rises_over_six_hours_and_not_before() {
        let pulse = |ago| mean(Archetype::SepsisRising, ago, |signs| signs.pulse);
        assert!(pulse(0) > pulse(120) + 8, "{} after {}", pulse(0), pulse(120));
        assert!(pulse(120) > pulse(360) + 15, "{} after {}", pulse(120), pulse(360));
        assert!((pulse(24 * 60) - pulse(48 * 60)).abs() <= 3, "level the days before");
    }

    #[test]
    fn silent_hypoxia_shows_in_the_saturation_and_hardly_in_the_breathing() {
        let fall =
            mean(Archetype::SilentHypoxia, 1440, |s| s.spo2) - mean(Archetype::SilentHypoxia, 0, |s| s.spo2);
        let rise = mean(Archetype::SilentHypoxia, 0, |s| s.respiration)
            - mean(Archetype::SilentHypoxia, 1440, |s| s.respiration);
        assert!(fall >= 6, "saturation fell by {fall}");
        assert!(rise <= 4, "breathing rose by {rise}");
    }

    #[test]
    fn a_sway_is_remembered_for_an_hour_and_mostly_forgotten_by_the_next_round() {
        let together = |gap: i64| {
            let pairs: Vec<(i64, i64)> = (0..400)
                .map(|stream| {
                    let mut chance = Chance::new(5, stream);
                    let mut body = Body::new(Archetype::Frail.course(), NOW, NOW, &mut chance);
                    body.at(NOW.plus_minutes(600), &mut chance);
                    let first = i64::from(body.sway.pulse);
                    body.at(NOW.plus_minutes(600 + gap), &mut chance);
                    (first, i64::from(body.sway.pulse))
                })
                .collect();
            let product: i64 = pairs.iter().map(|(a, b)| a * b).sum();
            let square: i64 = pairs.iter().map(|(a, _)| a * a).sum();
            product * 100 / square
        };
        assert!((78..=98).contains(&together(30)), "{}", together(30));
        assert!((18..=44).contains(&together(360)), "{}", together(360));
    }

    #[test]
    fn the_warmest_time_of_day_is_the_late_afternoon() {
        let warmest = (0..8).max_by_key(|step| DAILY[*step].temperature);
        let coldest = (0..8).min_by_key(|step| DAILY[*step].temperature);
        assert_eq!((warmest, coldest), (Some(6), Some(1)));
    }
}
