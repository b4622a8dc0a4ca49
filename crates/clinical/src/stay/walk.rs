//! The walk through the sets of a stay, minute by minute: what the last full set was, and what has come since.

use super::{
    CompleteScore,
    events::{Event, Says, Severity},
    pace::Level,
};
use crate::{
    UtcMillis,
    news2::{NotApplicable, Response},
    time::CLOCK_TOLERANCE_MS,
};

/// Where the walk through time has arrived.
#[derive(Default)]
pub(super) struct Walk<'a> {
    level: Level,
    /// The level when the last full set was taken.
    pub(super) level_then: Option<Response>,
    /// The set that the due time follows from: the last full one, the worst of its minute.
    pub(super) last: Option<&'a Event>,
    pub(super) scores: Vec<CompleteScore>,
    /// Sets in the last one's minute or later that can only make things worse, and those before it that outlast it.
    pub(super) floors: Vec<&'a Event>,
    pub(super) unscored: Option<NotApplicable>,
}

const fn minute(at: UtcMillis) -> i64 {
    at.0.div_euclid(60_000)
}

/// Walks through the sets that were taken up to `until`, minute by minute.
///
/// What can only make things worse: an incomplete set, a rival version, a time still to come, and, as soon as one
/// full set has a proved time, every set whose time is not proved (it never outranks a corrected one). Of these a high one
/// that was entered at once stays beside every full set, since it may be the newest of all.
pub(super) fn walk(sets: &[Event], now: UtcMillis, until: Option<UtcMillis>) -> Walk<'_> {
    let in_time = |event: &&Event| event.at.0 <= now.0.saturating_add(CLOCK_TOLERANCE_MS);
    let anyone_proved = sets.iter().filter(in_time).any(|e| e.proved && !e.rival && e.is_full());
    let anchors = |e: &Event| e.is_full() && !e.rival && in_time(&e) && (e.proved || !anyone_proved);
    let reached: Vec<&Event> = sets.iter().filter(|e| until.is_none_or(|until| e.at <= until)).collect();
    let mut walk = Walk::default();
    for group in reached.chunk_by(|a, b| minute(a.at) == minute(b.at)) {
        let full = group.iter().copied().filter(|e| anchors(e));
        if let Some(worst) = full.max_by_key(|e| (e.severity(), e.too_unwell, e.id)) {
            walk.arrive(worst);
        }
        for floor in group.iter().copied().filter(|e| !anchors(e)) {
            if let Some(response) = floor.response() {
                walk.level.floor(response);
            }
            walk.floors.push(floor);
        }
    }
    walk
}

impl<'a> Walk<'a> {
    fn arrive(&mut self, set: &'a Event) {
        self.last = Some(set);
        self.floors.retain(|floor| floor.outlasts());
        match set.says {
            Says::Score((risk, total)) => {
                self.level.complete(Response::to(total, risk));
                self.scores.push(CompleteScore { id: set.id, at: set.at, total, risk });
                self.unscored = None;
            }
            Says::FullUnscored(reason) | Says::PartUnscored(reason) => self.unscored = Some(reason),
            Says::AtLeast(_) => {}
        }
        self.level_then = self.level.held();
    }

    /// The worst that is known: severity, the set that says so, and whether it is a complete score.
    pub(super) fn worst(&self) -> Option<(Severity, &'a Event)> {
        let last = self.last.filter(|_| self.unscored.is_none());
        let all = last.into_iter().chain(self.floors.iter().copied());
        // Of equals the complete one, then the earlier: a floor has to be worse to become the status.
        all.filter_map(|e| Some((e.severity()?, e))).max_by_key(|(severity, e)| {
            (*severity, matches!(e.says, Says::Score(_)), std::cmp::Reverse((e.at, e.id)))
        })
    }

    pub(super) fn response(&self) -> Option<Response> {
        let last = self.last.filter(|_| self.unscored.is_none());
        last.into_iter().chain(self.floors.iter().copied()).filter_map(Event::response).max()
    }
}
