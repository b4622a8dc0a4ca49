//! Counting breaths: a press with each breath, the rate that follows, and how far it can be relied on.
//!
//! Counting for a quarter of a minute misses half of the rates that score 3, half a minute a quarter of them, and nurses
//! write down multiples of two. The median of the last intervals, with a check that they are alike, takes ten to sixteen
//! seconds (Karlen 2014, PLoS ONE e99266; Nakitende 2020, Acute Medicine). Near the edge of a band, or where breathing is
//! irregular, only the whole minute will do.

use super::RespRate;
use serde::{Deserialize, Serialize};

/// How a respiratory rate was counted. One that was keyed says nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// From the intervals between presses.
    Tapped,
    /// Every breath of a whole minute.
    FullMinute,
}

impl Counted {
    /// In words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tapped => "counted by taps",
            Self::FullMinute => "counted for a full minute",
        }
    }
}

/// How far the rate so far can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steadiness {
    /// The last intervals are alike.
    Steady,
    /// They are not alike yet.
    Unsteady,
    /// They are still not alike after so many breaths that breathing is irregular.
    Irregular,
}

/// A full minute, in milliseconds.
pub const FULL_MINUTE_MS: i64 = 60_000;
/// Intervals that are compared: five presses. As in RRate, the application of Karlen's authors, whose defaults are those that
/// their studies recommend (`tapCountRequired` 5 in its sources, part-cw/rrate, 2025).
const COMPARED: usize = 4;
/// How far an interval may be from their median, in hundredths of it (`consistencyThreshold` 13, ibid.).
const ALIKE_PERCENT: i64 = 13;
/// Breaths after which breathing that is not steady is irregular. House rule; RRate begins anew after twelve.
const IRREGULAR_AFTER: usize = 10;
/// A pause after which nobody may be pressing any more: so many times the usual interval, and at least so long. House
/// rule.
const PAUSE_INTERVALS: i64 = 3;
const SHORTEST_PAUSE_MS: i64 = 10_000;
/// Rates from here down, and from there up, are near or in a band that scores (NEWS2 2017, chart 1: 9 to 11, 21 to 24).
const WHOLE_MINUTE_FOR: (u16, u16) = (11, 21);

/// Presses so far: times in milliseconds on a clock that only goes forward.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Breaths {
    pressed: Vec<i64>,
}

impl Breaths {
    /// A breath at this time.
    pub fn press(&mut self, at_ms: i64) {
        self.pressed.push(at_ms);
    }

    /// When the first was pressed.
    pub fn began(&self) -> Option<i64> {
        self.pressed.first().copied()
    }

    /// Whole breaths from the first press on, within the minute that it began.
    pub fn in_the_minute(&self) -> usize {
        let Some(began) = self.began() else { return 0 };
        self.pressed.iter().filter(|at| (1..=FULL_MINUTE_MS).contains(&(**at - began))).count()
    }

    /// The rate by the last intervals and how far it can be relied on; `None` before five presses.
    pub fn rate(&self) -> Option<(RespRate, Steadiness)> {
        let from = self.pressed.len().checked_sub(COMPARED + 1)?;
        let last = || self.pressed[from..].windows(2).map(|pair| pair[1] - pair[0]);
        // Twice the median of four: what is left without the shortest and the longest.
        let twice = last().sum::<i64>() - last().min()? - last().max()?;
        let rate = RespRate::new((2 * FULL_MINUTE_MS + twice / 2).checked_div(twice)?)?;
        let alike = last().all(|each| (2 * each - twice).abs() * 100 <= twice * ALIKE_PERCENT);
        let steadiness = match alike {
            true => Steadiness::Steady,
            false if self.pressed.len() > IRREGULAR_AFTER => Steadiness::Irregular,
            false => Steadiness::Unsteady,
        };
        Some((rate, steadiness))
    }

    /// Whether only the whole minute will do: the rate is near or in a band that scores, or breathing is irregular.
    pub fn asks_for_minute(&self) -> bool {
        let (low, high) = WHOLE_MINUTE_FOR;
        self.rate().is_some_and(|(rate, steadiness)| {
            steadiness == Steadiness::Irregular || rate.get() <= low || rate.get() >= high
        })
    }

    /// Whether the minute is over at `now_ms`.
    pub fn is_over(&self, now_ms: i64) -> bool {
        self.began().is_some_and(|began| now_ms - began >= FULL_MINUTE_MS)
    }

    /// The rate of the whole minute, once it is over at `now_ms`. None where the presses stopped before its end: somebody
    /// who went away at half time did not count half as many breaths.
    pub fn whole_minute(&self, now_ms: i64) -> Option<RespRate> {
        let end = self.began()? + FULL_MINUTE_MS;
        let last = self.pressed.iter().copied().rfind(|at| *at <= end)?;
        let intervals = i64::try_from(self.pressed.len()).ok()? - 1;
        let usual = (self.pressed.last()? - self.began()?).checked_div(intervals)?;
        let went_on = end - last <= (usual * PAUSE_INTERVALS).max(SHORTEST_PAUSE_MS);
        (self.is_over(now_ms) && went_on)
            .then(|| RespRate::new(i64::try_from(self.in_the_minute()).ok()?))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(intervals: &[i64]) -> Breaths {
        let mut breaths = Breaths::default();
        let mut at = 5_000;
        breaths.press(at);
        for interval in intervals {
            at += interval;
            breaths.press(at);
        }
        breaths
    }

    #[test]
    fn five_alike_presses_are_a_rate_and_four_are_none() {
        assert_eq!(every(&[3_333; 3]).rate(), None);
        let (rate, steadiness) = every(&[3_333; 4]).rate().unwrap();
        assert_eq!((rate.get(), steadiness), (18, Steadiness::Steady));
        assert!(!every(&[3_333; 4]).asks_for_minute());
    }

    #[test]
    fn only_the_last_intervals_count_so_that_a_first_slip_heals() {
        let (rate, steadiness) = every(&[900, 4_000, 4_000, 4_000, 4_000]).rate().unwrap();
        assert_eq!((rate.get(), steadiness), (15, Steadiness::Steady));
    }

    #[test]
    fn a_thirteenth_of_a_hundred_is_alike_and_more_is_not() {
        assert_eq!(every(&[4_000, 4_000, 4_000, 4_520]).rate().unwrap().1, Steadiness::Steady);
        assert_eq!(every(&[4_000, 4_000, 4_000, 4_530]).rate().unwrap().1, Steadiness::Unsteady);
        assert_eq!(every(&[4_000, 4_000, 4_000, 3_470]).rate().unwrap().1, Steadiness::Unsteady);
    }

    #[test]
    fn near_a_band_that_scores_or_irregular_asks_for_the_minute() {
        // Rates of 11, 12, 20 and 21.
        for (interval, asks) in [(5_454, true), (5_000, false), (3_000, false), (2_857, true)] {
            assert_eq!(every(&[interval; 4]).asks_for_minute(), asks, "{interval}");
        }
        let uneven = [3_000, 5_000].repeat(5);
        assert_eq!(every(&uneven).rate().unwrap().1, Steadiness::Irregular);
        assert!(every(&uneven).asks_for_minute());
        assert!(!every(&uneven[..8]).asks_for_minute(), "too early to call it irregular");
    }

    #[test]
    fn the_whole_minute_is_what_was_counted_in_it_and_nothing_before_it_is_over() {
        let breaths = every(&[2_500; 30]);
        assert_eq!(breaths.whole_minute(5_000 + 59_999), None);
        assert_eq!(
            breaths.whole_minute(65_000).unwrap().get(),
            24,
            "the first press is where the minute begins"
        );
        assert_eq!(Breaths::default().whole_minute(90_000), None, "nobody pressed: that is no rate of 0");
    }

    #[test]
    fn whoever_stopped_pressing_counted_no_whole_minute() {
        assert_eq!(
            every(&[3_000; 10]).whole_minute(70_000),
            None,
            "half a minute of presses is not a rate of 10"
        );
        assert_eq!(every(&[12_000; 5]).whole_minute(70_000).unwrap().get(), 5, "slow breathing is");
    }

    #[test]
    fn presses_at_one_time_are_no_rate() {
        assert_eq!(every(&[0; 4]).rate(), None);
    }
}
