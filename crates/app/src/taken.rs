//! When a set was taken, as its fact says it: a time by this device's clock, and how far that clock is to be believed.
//!
//! A time is worth as much as the clock it was read off, whichever device writes it down later.

use crate::{
    clock::Now,
    drafts::DraftClocks,
    words::{self, Fail},
};
use clinical::{ClockTrust, Stamp, TakenAt, UtcMillis, leaves::Written, time::CLOCK_TOLERANCE_MS};
use contract::TakenChoice;

/// When a set was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taken {
    /// As the fact says it.
    pub(crate) at: TakenAt,
    /// When the fact says that it was written down, and by what clock; `None` is now, by this device's.
    pub(crate) recorded: Option<(Stamp, ClockTrust)>,
}

impl Taken {
    /// As chosen on a form. A time ahead of a clock that is proved cannot be; ahead of one that is not, it is kept and
    /// flagged (safety rule 6). Where the clock was put right while the form was open, the time is put right with it.
    pub(crate) fn chosen(
        now: &Now,
        choice: TakenChoice,
        corrected: Option<(&Written, Option<UtcMillis>)>,
        clocks: DraftClocks,
    ) -> Result<Self, Fail> {
        let at = match (choice, corrected) {
            (TakenChoice::At(at), _) => at,
            (TakenChoice::AsBefore, Some((by, at))) => return Ok(Self::as_before(now, by, at)),
            (TakenChoice::AsBefore, None) => {
                let message =
                    "There is no earlier set whose time this one could have. Choose the time it was taken.";
                return Err(words::invalid("taken", "no_time", message).into());
            }
        };
        let carried = clocks.opened.map_or(Some(at), |opened| now.carried(at, &opened));
        let Some(at) = carried.filter(|_| clocks.adrift != Some(at)) else {
            return Ok(Self::unchecked(now, Stamp { utc: at, offset_minutes: now.offset_at(at) }));
        };
        let ahead = at.0 > now.at().0.saturating_add(CLOCK_TOLERANCE_MS);
        if ahead && matches!(now.trust, ClockTrust::Proved { .. }) {
            let message = "The time taken is still to come. Check it against the clock on the wall.";
            return Err(words::invalid("taken", "ahead", message).into());
        }
        Ok(Self { at: TakenAt::At(now.by_device(at)), recorded: None })
    }

    /// The time of a set or assessment charted before, perhaps by another device's clock, as this device's facts say it. A time of an
    /// unchecked clock stays one: it must never outrank a proved one because somebody corrected a pulse.
    pub(crate) fn as_before(now: &Now, by: &Written, at: Option<UtcMillis>) -> Self {
        let at = match (by.taken_at, at) {
            (TakenAt::At(stamp), Some(_)) if by.clock == ClockTrust::Unproved => {
                return Self::unchecked(now, stamp);
            }
            (TakenAt::At(stamp), Some(at)) => {
                TakenAt::At(Stamp { offset_minutes: stamp.offset_minutes, ..now.by_device(at) })
            }
            _ => TakenAt::NotRecorded,
        };
        Self { at, recorded: None }
    }

    /// A time that no proved clock vouches for, whatever this device has learnt of its own clock since. The fact then
    /// speaks by an unproved clock altogether: what it says is not corrected, so that it says the right time of writing.
    fn unchecked(now: &Now, at: Stamp) -> Self {
        let recorded = match now.trust {
            ClockTrust::Unproved => None,
            ClockTrust::Proved { .. } => Some((now.local(now.at()), ClockTrust::Unproved)),
        };
        Self { at: TakenAt::At(at), recorded }
    }

    /// When it was, as far as is known, with the ward's offset from UTC; `None` where no time is recorded.
    pub(crate) fn true_stamp(&self, now: &Now) -> Option<Stamp> {
        let trust = self.recorded.map_or(now.trust, |(_, trust)| trust);
        match self.at {
            TakenAt::NotRecorded => None,
            TakenAt::At(stamp) => {
                let utc: UtcMillis = trust.corrected(stamp.utc);
                Some(Stamp { utc, ..stamp })
            }
        }
    }
}
