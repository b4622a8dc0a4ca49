//! What counts towards status and due time, reduced to what the walk through time needs.

use super::{ChartedSet, Mark};
use crate::{
    ClockTrust, FactId, UtcMillis,
    leaves::Written,
    news2::{Outcome, Response, Risk},
    vitals::Sign,
};
use std::cmp::Reverse;

/// A set written down so soon after it was taken is of the time when it was written, whatever the clock said. House
/// rule, the same in every policy.
const AT_ONCE_MINUTES: i64 = 60;

/// Risk and total, in the order in which one is worse than another.
pub(super) type Severity = (Risk, u8);

/// One set that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) id: FactId,
    pub(super) at: UtcMillis,
    pub(super) recorded: UtcMillis,
    /// The time is from a clock whose offset to the server is proved.
    pub(super) proved: bool,
    pub(super) says: Says,
    pub(super) missing: Vec<Sign>,
    pub(super) too_unwell: bool,
    /// It was written down within the hour of being taken, by one clock: nobody chose its time from memory. A version that
    /// took over the unchecked time of another is as that one; so is one that came from another stay with such a time.
    pub(super) at_once: bool,
    /// It can only make things worse: another version of the same set counts in full.
    pub(super) rival: bool,
    /// A second reading of one sign beside a set, which says nothing of the others.
    pub(super) recheck: bool,
}

/// What a set says about how the patient is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// A complete score.
    Score(Severity),
    /// At least this.
    AtLeast(Severity),
    /// Every sign is there, and NEWS2 does not apply.
    FullUnscored(crate::news2::NotApplicable),
    /// Some signs are there, and NEWS2 does not apply.
    PartUnscored(crate::news2::NotApplicable),
}

impl Event {
    pub(super) const fn severity(&self) -> Option<Severity> {
        match self.says {
            Says::Score(severity) | Says::AtLeast(severity) => Some(severity),
            Says::FullUnscored(_) | Says::PartUnscored(_) => None,
        }
    }

    /// The response it asks for. "Too unwell to measure" is an emergency whatever the floor (safety rule 2).
    pub(super) fn response(&self) -> Option<Response> {
        if self.too_unwell {
            return Some(Response::Emergency);
        }
        self.severity().map(|(risk, total)| Response::to(total, risk))
    }

    /// Whether no later full set clears it: it asks for more than the ward's own response, and as it was entered at once
    /// by a clock that may be slow or stand in 1970, it may be newer than any time that it claims to precede. It stays
    /// until a person amends it by a proved clock or takes it back.
    pub(super) fn outlasts(&self) -> bool {
        !self.proved && self.at_once && self.response() > Some(Response::WardBased)
    }

    /// Whether it stands beside the last full set because nobody knows which of the two is newer: its clock is unchecked,
    /// and it is full itself, or claims to precede that set.
    pub(super) fn may_be_newer_than(&self, last: &Self) -> bool {
        !self.proved && (self.is_full() && !self.rival || self.at < last.at)
    }

    /// Whether the set was complete, so that the due time may follow from it.
    pub(super) const fn is_full(&self) -> bool {
        matches!(self.says, Says::Score(_) | Says::FullUnscored(_))
    }
}

/// A set that no longer counts, and so may leave a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// When the set was taken.
    pub(super) at: UtcMillis,
    /// What it asked for.
    pub(super) response: Response,
    /// When it was taken back.
    pub(super) since: UtcMillis,
    /// The versions of the set that count. None of them is a second look at the patient.
    pub(super) versions: Vec<FactId>,
}

/// Everything that counts, by time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Events {
    pub(super) sets: Vec<Event>,
    pub(super) gaps: Vec<Gap>,
    /// When the patient was first placed in a bed, whichever bed it is now.
    pub(super) placed: Option<UtcMillis>,
}

impl Events {
    /// From threads of versions. Of rival versions the worst counts in full; the others can only make things worse.
    pub(super) fn of(threads: &[Vec<ChartedSet>], placed: Option<UtcMillis>) -> Self {
        let mut events = Self { placed, ..Self::default() };
        for thread in threads {
            let mut counting: Vec<&ChartedSet> = thread.iter().filter(|set| set.mark.counts()).collect();
            counting.sort_by_key(|set| (Reverse(set.worst().floor()), set.by.id));
            for (place, set) in counting.iter().enumerate() {
                events.sets.extend(event(set, thread, place > 0));
            }
            events.gaps.extend(thread.iter().filter_map(|set| gap(set, &counting)));
        }
        events.sets.sort_by_cached_key(|event| (event.at, event.id));
        events.gaps.sort_by_key(|gap| (gap.since, gap.at));
        events
    }
}

fn event(set: &ChartedSet, thread: &[ChartedSet], rival: bool) -> Option<Event> {
    let severity = set.worst().floor();
    let says = match (set.worst(), severity) {
        (Outcome::NotApplicable { reason }, _) if set.is_full() => Says::FullUnscored(*reason),
        (Outcome::NotApplicable { reason }, _) => Says::PartUnscored(*reason),
        (Outcome::Complete { total, risk, .. }, _) if set.set.rechecks.is_some() => {
            Says::AtLeast((*risk, *total))
        }
        (Outcome::Complete { total, risk, .. }, _) => Says::Score((*risk, *total)),
        (Outcome::Incomplete { at_least, floor_risk, .. }, _) => Says::AtLeast((*floor_risk, *at_least)),
    };
    Some(Event {
        id: set.by.id,
        at: set.at?,
        recorded: set.by.recorded(),
        proved: is_proved(set),
        at_once: written_at_once(set) || took_over_its_time(set, thread),
        says,
        missing: set.set.vitals.missing().collect(),
        too_unwell: set.set.vitals.too_unwell(),
        rival,
        recheck: set.set.rechecks.is_some(),
    })
}

const fn is_proved(set: &ChartedSet) -> bool {
    matches!(set.by.clock, ClockTrust::Proved { .. })
}

fn written_at_once(set: &ChartedSet) -> bool {
    set.at.is_some_and(|at| set.by.recorded().minutes_since(at) <= AT_ONCE_MINUTES)
}

/// Whether the time, from an unchecked clock, is that of a set written at once: of a version before this one, or of the
/// set in another stay, which cannot be looked at here and so is taken to be.
fn took_over_its_time(set: &ChartedSet, thread: &[ChartedSet]) -> bool {
    let from = |before: &&ChartedSet| before.by.id != set.by.id && before.at == set.at && !is_proved(before);
    let before = || {
        thread.iter().filter(from).any(|before| written_at_once(before) || before.set.moved_from.is_some())
    };
    !is_proved(set) && (set.set.moved_from.is_some() || before())
}

/// The gap that a set leaves: it was taken back, or every version that counts in its place asks for less.
fn gap(set: &ChartedSet, counting: &[&ChartedSet]) -> Option<Gap> {
    let since = match &set.mark {
        Mark::Amended(_) if counting.iter().all(|now| eases(now, set)) => {
            counting.iter().map(|now| now.by.recorded()).min()?
        }
        mark => mark.withdrawn_by().map(Written::recorded)?,
    };
    let versions = counting.iter().map(|now| now.by.id).collect();
    Some(Gap { at: set.at?, response: asks(set)?, since, versions })
}

/// Whether an amendment may lower the board: it took a value out, made the set better, or moved it behind other sets.
fn eases(now: &ChartedSet, was: &ChartedSet) -> bool {
    let emptied = was.is_full() && !now.is_full();
    emptied || now.worst().floor() < was.worst().floor() || asks(now) < asks(was) || now.at < was.at
}

/// The response that a set asks for, read at its worst.
fn asks(set: &ChartedSet) -> Option<Response> {
    if set.set.vitals.too_unwell() {
        return Some(Response::Emergency);
    }
    set.worst().floor().map(|(risk, total)| Response::to(total, risk))
}
