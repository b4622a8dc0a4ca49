//! Numbers at the ends of their types, in entries that break no rule: whoever reads them must live with them.

use super::{Becomes, Case, Hands, Kind, STAY, fact, note};
use crate::hand::{letters, observations};
use anyhow::Result;
use clinical::{ClockTrust, FactId, ScopeId, Stamp, TakenAt, UtcMillis, staff::AuthLevel};
use record::{
    Header, PolicyRevision,
    limits::{MAX_DEVICE_SEQ, MAX_SUPERSEDES},
};

type Spoil = fn(&mut Header);

const fn stamp(ms: i64, offset_minutes: i16) -> Stamp {
    Stamp { utc: UtcMillis(ms), offset_minutes }
}

const SPOILS: [(&str, Spoil); 16] = [
    ("recorded at the beginning of time", |header| header.recorded_at = stamp(i64::MIN, i16::MIN)),
    ("recorded at the end of time", |header| header.recorded_at = stamp(i64::MAX, i16::MAX)),
    ("taken at the beginning of time", |header| header.taken_at = TakenAt::At(stamp(i64::MIN, i16::MIN))),
    ("taken at the end of time", |header| header.taken_at = TakenAt::At(stamp(i64::MAX, i16::MAX))),
    ("taken just beyond the calendar", |header| {
        header.taken_at = TakenAt::At(stamp(8_210_298_412_799_999 + 1, 0))
    }),
    ("taken at no time", |header| header.taken_at = TakenAt::NotRecorded),
    ("a clock as far behind as can be", |header| {
        header.clock.trust = ClockTrust::Proved { offset_ms: i64::MIN }
    }),
    ("a clock as far ahead as can be", |header| {
        header.clock.trust = ClockTrust::Proved { offset_ms: i64::MAX }
    }),
    ("the end of time, and a clock behind it", |header| {
        header.taken_at = TakenAt::At(stamp(i64::MAX, i16::MAX));
        header.recorded_at = stamp(i64::MAX, i16::MAX);
        header.clock.trust = ClockTrust::Proved { offset_ms: i64::MAX };
    }),
    ("running for 2^64 - 1 milliseconds", |header| header.clock.monotonic_ms = u64::MAX),
    ("the last number of its device", |header| header.device_seq = MAX_DEVICE_SEQ),
    ("policy revision 2^32 - 1", |header| header.policy = PolicyRevision(u32::MAX)),
    ("a version of the shape that nobody has yet", |header| header.schema = u16::MAX),
    ("superseding itself", |header| header.supersedes = vec![header.id]),
    ("superseding as many as it may, none of which there is", |header| {
        header.supersedes = (0..MAX_SUPERSEDES).map(|n| FactId::from_bytes([n as u8; 16])).collect();
    }),
    ("nobody's PIN checked, for itself", |header| {
        header.auth = AuthLevel::Emergency;
        header.on_behalf_of = Some(header.author);
    }),
];

/// All of them, on a set of observations and on an edit of a note.
///
/// # Errors
/// When the set cannot be made.
pub fn all(hands: &mut Hands) -> Result<Vec<Case>> {
    let stay = ScopeId::Stay(STAY);
    let set = observations()?;
    let mut cases = Vec::new();
    for (name, spoil) in SPOILS {
        let of_a_stay = |hands: &mut Hands| hands.own.spoiled(&stay, set.clone(), spoil);
        cases.push(fact(hands, Kind::End, &stay, name, Becomes::Taken, of_a_stay));
        let of_a_note = |hands: &mut Hands| hands.own.spoiled(&note(), letters("Walks."), spoil);
        cases.push(fact(hands, Kind::End, &note(), name, Becomes::Taken, of_a_note));
    }
    Ok(cases)
}
