//! Which triggers make one episode, and where it ends: the walk through everything charted, by the time it was true.

use super::{Deterioration, Why, acts::Act};
use crate::{
    FactId, UtcMillis,
    news2::Response,
    stay::signals::{Signal, Source},
    vitals::Sign,
};
use std::collections::{BTreeMap, BTreeSet};

/// The triggers of one episode, by their place among the signals, and how each is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::stay) struct Group {
    pub(super) members: Vec<Member>,
    /// When the last trigger was settled; `None` while one is not.
    pub(super) ends: Option<UtcMillis>,
}

/// One trigger in its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its place among the signals.
    pub(super) signal: usize,
    /// Why it raised an alert, if it did.
    pub(super) why: Option<Why>,
    /// Since when it is settled, and by which act.
    pub(super) settled: Option<(UtcMillis, FactId)>,
}

impl Group {
    /// The triggers that nobody has settled, by their place among the signals.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = usize> + '_ {
        self.members.iter().filter(|member| member.settled.is_none()).map(|member| member.signal)
    }

    /// Whether an act names one of the triggers.
    pub(super) fn is_named_by(&self, act: &Act, of: &Deterioration) -> bool {
        self.members.iter().any(|member| act.names(of.signals[member.signal].id()))
    }

    fn ends(&self) -> Option<UtcMillis> {
        let settled: Option<Vec<UtcMillis>> =
            self.members.iter().map(|member| member.settled.map(|(at, _)| at)).collect();
        settled?.into_iter().max()
    }
}

/// What the next set, or the next assessment by the same form, is held against: the lowest since the last alert, which
/// signs scored 3 and what was found.
#[derive(Debug, Clone, Default)]
struct Before {
    response: Option<Response>,
    total: Option<u8>,
    threes: BTreeSet<Sign>,
    findings: BTreeSet<String>,
}

impl Before {
    /// Whether a signal is a rise, and which.
    fn rise(&self, signal: &Signal) -> Option<Why> {
        let raises = signal.raising().is_some();
        match &signal.source {
            Source::TooUnwell if self.response < Some(Response::Emergency) => return Some(Why::TooUnwell),
            Source::Assessment(found) => {
                let new = signal.response > self.response
                    || found.since_last
                    || !signal.findings.is_subset(&self.findings);
                return (raises && new).then_some(Why::Finding);
            }
            _ => {}
        }
        if raises && signal.response > self.response {
            // A single 3 is its own words; a higher total is its band's.
            let single = signal.response == Some(Response::UrgentWardBased);
            return Some(if single { Why::NewThree } else { Why::HigherBand });
        }
        if signal.total.zip(self.total).is_some_and(|(now, before)| now >= before.saturating_add(2)) {
            return Some(Why::RiseOfTwo);
        }
        (raises && !signal.threes.is_subset(&self.threes)).then_some(Why::NewThree)
    }

    /// A set was charted. `alerted`: it raised an alert, so that what follows is held against it. A set that was taken
    /// back or corrected holds nothing against what follows, and still lowers what the rest is held against: taking it
    /// back must not silence what rose after it.
    fn charted(&mut self, signal: &Signal, alerted: bool) {
        let full = signal.is_full();
        if alerted && signal.counts {
            self.response = signal.response;
            self.total = if full { signal.total } else { self.total.max(signal.total) };
            self.threes.extend(signal.threes.iter().copied());
            self.findings.extend(signal.findings.iter().cloned());
        }
        if full {
            self.response = self.response.map_or(signal.response, |before| signal.response.min(Some(before)));
            self.total = self.total.map_or(signal.total, |before| signal.total.min(Some(before)));
            if signal.counts {
                self.threes.clone_from(&signal.threes);
                self.findings.clone_from(&signal.findings);
            } else {
                self.threes.retain(|sign| signal.threes.contains(sign));
                self.findings.retain(|found| signal.findings.contains(found));
            }
        }
    }
}

/// Groups the triggers. A group is over when every trigger in it is settled and the next one comes later; one that comes
/// earlier, whenever it became known, belongs to it.
pub(in crate::stay) fn groups(signals: &[Signal], acts: &[Act]) -> Vec<Group> {
    let closes: Vec<&Act> = acts.iter().filter(|act| act.closes()).collect();
    let named: BTreeSet<FactId> = closes.iter().flat_map(|close| close.said.triggers.iter()).collect();
    let named: Vec<&Signal> = signals.iter().filter(|signal| named.contains(&signal.id())).collect();
    let mut series: BTreeMap<Option<&str>, Before> = BTreeMap::new();
    let mut closed: Option<UtcMillis> = None;
    let mut groups: Vec<Group> = Vec::new();
    let mut open = false;
    for (at, signal) in signals.iter().enumerate() {
        if let Some(group) = groups.last().filter(|_| open)
            && let Some(end) = group.ends().filter(|end| *end < signal.at)
        {
            open = false;
            // As the closer knew it: the same score raises nothing new for the policy's time.
            closed = Some(end);
        }
        let before = signal.series().map(|of| series.entry(of).or_default());
        let rise = match &before {
            Some(before) => before.rise(signal),
            None => Some(Why::Concern),
        };
        let raises = signal.raising().is_some();
        let why = match (open, raises, rise) {
            // Within an episode a rise of 2 counts in any band; with none open it takes a band that raises.
            (true, _, rise) => rise,
            (false, true, Some(why)) => Some(why),
            (false, true, None) if !quiet(closed, signal) => Some(Why::StillHigh),
            _ => None,
        };
        let member = Member { signal: at, why, settled: settled(signal, &named, &closes) };
        match groups.last_mut() {
            Some(group) if open && (raises || why.is_some()) => group.members.push(member),
            _ if !open && why.is_some() => {
                groups.push(Group { members: vec![member], ends: None });
                open = true;
            }
            _ => {}
        }
        if let Some(before) = before {
            before.charted(signal, why.is_some());
        }
    }
    for group in &mut groups {
        group.ends = group.ends();
    }
    groups
}

/// Whether a close, as its author knew the patient, still stands for a score that is no worse.
fn quiet(closed: Option<UtcMillis>, signal: &Signal) -> bool {
    closed.is_some_and(|end| signal.at < end.plus_minutes(signal.raises.quiet_minutes.into()))
}

/// The first close that settles a trigger: one that names it, or that names a version of the same set that was no better
/// and stood at a time that the close covers.
fn settled(signal: &Signal, named: &[&Signal], closes: &[&Act]) -> Option<(UtcMillis, FactId)> {
    let versions: Vec<FactId> =
        named.iter().filter(|other| signal.is_version_no_worse_than(other)).map(|other| other.id()).collect();
    let covered = |close: &Act| signal.at <= close.at && versions.iter().any(|version| close.names(*version));
    closes
        .iter()
        .filter(|close| close.names(signal.id()) || covered(close))
        .map(|close| (close.at.max(signal.at), close.id()))
        .min()
}
