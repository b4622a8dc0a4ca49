//! What time it is: the only place of the device's core that reads a clock.
//!
//! The wall clock of a tablet can be wrong and can jump. Once the server's signed time has been seen, it is carried on
//! by the monotonic clock, so that setting the wall clock neither ages nor rejuvenates anything that is charted.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use clinical::{BootId, ClockTrust, Stamp, UtcMillis};
use contract::ClockChange;
use serde::{Deserialize, Serialize};
use std::{fmt, fs, time::Instant};

/// The device's clocks.
pub trait Clock: Send + Sync {
    /// The clock on the wall, as the device has it: may be wrong, may jump.
    fn wall(&self) -> UtcMillis;
    /// Milliseconds since some moment of this boot; never goes back.
    fn monotonic_ms(&self) -> u64;
    /// Which start of the operating system this is. Monotonic times of two boots cannot be compared.
    fn boot(&self) -> BootId;
}

/// The operating system's clocks.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
    monotonic_at_start_ms: u64,
    boot: BootId,
    /// The system says which boot this is and how long it has run, time asleep included.
    tells_uptime: bool,
}

impl SystemClock {
    /// Reads which boot this is. `fallback` is random, and names a boot of its own where the system does not say.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn new(fallback: BootId) -> Self {
        let told = || {
            let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?.trim().parse().ok()?;
            Some((boot, uptime_ms()?))
        };
        // Without both, monotonic times are comparable within this process only, so it counts as a boot of its own.
        let (boot, monotonic_at_start_ms, tells_uptime) =
            told().map_or((fallback, 0, false), |(boot, uptime)| (boot, uptime, true));
        Self { started: Instant::now(), monotonic_at_start_ms, boot, tells_uptime }
    }
}

/// How long the system has run, in milliseconds, where it says so. Goes on while the tablet sleeps, which [`Instant`]
/// does not: a tablet that slept an hour must not think that no time has passed.
fn uptime_ms() -> Option<u64> {
    let text = fs::read_to_string("/proc/uptime").ok()?;
    Some(hundredths(text.split_whitespace().next()?)?.saturating_mul(10))
}

/// `"12345.67"` in hundredths.
fn hundredths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.')?;
    whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(part.get(..2)?.parse().ok()?)
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn wall(&self) -> UtcMillis {
        let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        // A clock before 1970 is wrong beyond repair; 1970 is as good a sign of that as any.
        UtcMillis(since_epoch.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)))
    }

    fn monotonic_ms(&self) -> u64 {
        let elapsed = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let carried = self.monotonic_at_start_ms.saturating_add(elapsed);
        // The later of two clocks that never go back never goes back.
        if self.tells_uptime { uptime_ms().map_or(carried, |uptime| uptime.max(carried)) } else { carried }
    }

    fn boot(&self) -> BootId {
        self.boot
    }
}

/// The server's time as proved in this boot: server time less the monotonic clock, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProvedTime {
    server_less_monotonic_ms: i64,
}

impl ProvedTime {
    /// The server's time was `offset_ms` ahead of a wall clock that showed `wall` when the monotonic clock showed
    /// `monotonic_ms`.
    pub(crate) fn seen(wall: UtcMillis, offset_ms: i64, monotonic_ms: u64) -> Self {
        let server = wall.0.saturating_add(offset_ms);
        Self { server_less_monotonic_ms: server.saturating_sub(signed(monotonic_ms)) }
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// Less than this between two readings of one clock is its own grain and drift, in milliseconds.
const GRAIN_MS: u64 = 1_000;

/// What the clocks showed at some moment of the past, for times that were read off them then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reading {
    /// As screens showed it.
    at: UtcMillis,
    monotonic_ms: u64,
    boot: BootId,
    /// It was the server's time.
    proved: bool,
}

/// One reading of all clocks. A call takes one and keeps to it.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    /// The device's wall clock.
    pub(crate) device: UtcMillis,
    /// Since the boot.
    pub(crate) monotonic_ms: u64,
    /// Which boot.
    pub(crate) boot: BootId,
    /// How far the wall clock can be trusted, and how far it is off.
    pub(crate) trust: ClockTrust,
    zone: Tz,
}

impl fmt::Debug for Now {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Now")
            .field("device", &self.device)
            .field("trust", &self.trust)
            .finish_non_exhaustive()
    }
}

impl Now {
    /// Reads the clocks.
    pub(crate) fn read(clock: &dyn Clock, proved: Option<ProvedTime>, zone: Tz) -> Self {
        let (device, monotonic_ms) = (clock.wall(), clock.monotonic_ms());
        let trust = proved.map_or(ClockTrust::Unproved, |proved| {
            let server = proved.server_less_monotonic_ms.saturating_add(signed(monotonic_ms));
            ClockTrust::Proved { offset_ms: server.saturating_sub(device.0) }
        });
        Self { device, monotonic_ms, boot: clock.boot(), trust, zone }
    }

    /// The time that screens show and rules use: the server's where it is proved, else the wall clock's.
    pub(crate) fn at(&self) -> UtcMillis {
        self.trust.corrected(self.device)
    }

    /// This reading, to be kept with times that are read off the screen from now on.
    pub(crate) fn reading(&self) -> Reading {
        let proved = matches!(self.trust, ClockTrust::Proved { .. });
        Reading { at: self.at(), monotonic_ms: self.monotonic_ms, boot: self.boot, proved }
    }

    /// A time that was read off the clock as it ran at `then`, by the clock as it runs now: the server may have put it
    /// right since, or somebody may have set it. `None` when nobody can say any more: the device has started anew, and
    /// the clock was unchecked before.
    pub(crate) fn carried(&self, at: UtcMillis, then: &Reading) -> Option<UtcMillis> {
        if then.proved {
            return Some(at);
        }
        let passed = self.monotonic_ms.checked_sub(then.monotonic_ms).filter(|_| then.boot == self.boot)?;
        let opened = self.at().0.saturating_sub(signed(passed));
        let carried = opened.saturating_add(at.0.saturating_sub(then.at.0));
        Some(UtcMillis(if carried.abs_diff(at.0) < GRAIN_MS { at.0 } else { carried }))
    }

    /// Minutes east of UTC on the ward at a time.
    pub(crate) fn offset_at(&self, at: UtcMillis) -> i16 {
        offset_minutes(self.zone, at)
    }

    /// How the ward's clock goes two years back and two ahead.
    pub(crate) fn clock_changes(&self) -> Vec<ClockChange> {
        clock_changes(self.zone, self.at())
    }

    /// The same instant by the device's wall clock, which is what a fact says; the fold corrects it again.
    pub(crate) fn by_device(&self, at: UtcMillis) -> Stamp {
        let utc = match self.trust {
            ClockTrust::Unproved => at,
            ClockTrust::Proved { offset_ms } => UtcMillis(at.0.saturating_sub(offset_ms)),
        };
        Stamp { utc, offset_minutes: self.offset_at(at) }
    }

    /// Now by the device's wall clock.
    pub(crate) fn recorded(&self) -> Stamp {
        Stamp { utc: self.device, offset_minutes: self.offset_at(self.at()) }
    }

    /// An instant as the ward's clock on the wall shows it.
    pub(crate) fn local(&self, at: UtcMillis) -> Stamp {
        Stamp { utc: at, offset_minutes: self.offset_at(at) }
    }
}

/// Minutes east of UTC in a zone at a time; 0 beyond the calendar's ends.
pub fn offset_minutes(zone: Tz, at: UtcMillis) -> i16 {
    let Some(utc) = DateTime::from_timestamp_millis(at.0) else { return 0 };
    let seconds = zone.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc();
    i16::try_from(seconds / 60).unwrap_or(0)
}

/// So far back and ahead of now a screen is told how the clock goes: what is written up later or planned lies within it.
const TOLD_DAYS: i64 = 2 * 366;

/// Every time at which a zone's clock is put forward or back around `now`, to the minute, with how it goes from then on; first of all
/// how it goes at the beginning.
fn clock_changes(zone: Tz, now: UtcMillis) -> Vec<ClockChange> {
    const DAY: i64 = 24 * 60;
    let begin = UtcMillis(now.0.saturating_sub(now.0.rem_euclid(60_000))).plus_minutes(-TOLD_DAYS * DAY);
    let goes = |minutes: i64| offset_minutes(zone, begin.plus_minutes(minutes));
    let mut changes = vec![ClockChange { from: begin, offset_minutes: goes(0) }];
    for day in 0..2 * TOLD_DAYS {
        let (mut before, mut after) = (day * DAY, (day + 1) * DAY);
        if goes(before) == goes(after) {
            continue;
        }
        while after - before > 1 {
            let between = before + (after - before) / 2;
            if goes(between) == goes(before) { before = between } else { after = between }
        }
        changes.push(ClockChange { from: begin.plus_minutes(after), offset_minutes: goes(after) });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    struct Hands(Mutex<(i64, u64)>);

    impl Clock for Hands {
        fn wall(&self) -> UtcMillis {
            UtcMillis(self.0.lock().unwrap().0)
        }
        fn monotonic_ms(&self) -> u64 {
            self.0.lock().unwrap().1
        }
        fn boot(&self) -> BootId {
            BootId::from_bytes([1; 16])
        }
    }

    const NOON: i64 = 1_795_348_800_000;

    #[test]
    fn a_wall_clock_set_forward_after_the_proof_changes_the_offset_and_not_the_time() {
        let hands = Hands(Mutex::new((NOON, 5_000)));
        let proved = ProvedTime::seen(UtcMillis(NOON), 1_000, 5_000);
        let read = |hands: &Hands| Now::read(hands, Some(proved), chrono_tz::Europe::London);
        assert_eq!(read(&hands).at(), UtcMillis(NOON + 1_000));
        *hands.0.lock().unwrap() = (NOON + 86_400_000, 6_000);
        let now = read(&hands);
        assert_eq!(now.at(), UtcMillis(NOON + 2_000), "one second passed, whatever the wall says");
        assert_eq!(
            now.trust.corrected(now.by_device(now.at()).utc),
            now.at(),
            "a fact's time reads back as it was"
        );
        assert!(now.trust.is_doubtful(), "a day off is flagged");
    }

    #[test]
    fn a_screen_is_told_when_the_clocks_go_forward_and_back_to_the_minute() {
        let told = clock_changes(chrono_tz::Europe::London, UtcMillis(NOON + 12_345));
        let about = |from: i64, offset_minutes| ClockChange { from: UtcMillis(from), offset_minutes };
        assert!(told.contains(&about(1_774_746_000_000, 60)), "29 March 2026, 01:00 UTC: {told:?}");
        assert!(told.contains(&about(1_792_890_000_000, 0)), "25 October 2026, 01:00 UTC: {told:?}");
        assert_eq!(told.len(), 9, "the beginning, and twice in each of four years");
        assert!(
            told.windows(2)
                .all(|two| two[0].from < two[1].from && two[0].offset_minutes != two[1].offset_minutes)
        );
        for change in &told {
            assert_eq!(offset_minutes(chrono_tz::Europe::London, change.from), change.offset_minutes);
        }
        let before = told[1..].iter().map(|change| change.from.plus_minutes(-1));
        assert!(
            before
                .zip(&told)
                .all(|(at, was)| offset_minutes(chrono_tz::Europe::London, at) == was.offset_minutes)
        );
        assert_eq!(clock_changes(chrono_tz::UTC, UtcMillis(NOON)).len(), 1, "a clock that is never changed");
        assert_eq!(clock_changes(chrono_tz::UTC, UtcMillis(i64::MAX)).len(), 1);
    }

    #[test]
    fn octobers_repeated_hour_is_told_apart_by_its_offset() {
        let zone = chrono_tz::Europe::London;
        let summer = UtcMillis(1_792_888_200_000);
        assert_eq!(offset_minutes(zone, summer), 60);
        assert_eq!(offset_minutes(zone, UtcMillis(summer.0 + 3_600_000)), 0);
        assert_eq!(offset_minutes(zone, UtcMillis(i64::MAX)), 0);
    }

    #[test]
    fn the_systems_uptime_is_read_in_integers() {
        assert_eq!(hundredths("12345.67"), Some(1_234_567));
        assert_eq!(hundredths("12345"), None);
        assert_eq!(hundredths("x.67"), None);
    }

    #[test]
    fn the_systems_clock_runs_forward() {
        let clock = SystemClock::new(BootId::from_bytes([9; 16]));
        let (a, b) = (clock.monotonic_ms(), clock.monotonic_ms());
        assert!(b >= a && clock.wall() > UtcMillis(1_700_000_000_000));
    }
}
