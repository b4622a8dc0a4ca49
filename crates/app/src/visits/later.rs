//! A visit that is entered once it is over, with the times at which it took place.
//!
//! A fact has two times: when it was true, and when it was written down. Here they differ, and whoever reads the visit is told
//! so. The second is never chosen.

use super::{Pen, Said, begun_by, visit_of};
use crate::{
    audit::what,
    commit::NewFact,
    words::{self, Fail},
};
use clinical::{
    ClockTrust, TakenAt, UtcMillis,
    entry::{Discharge, EntryBody},
    leaves::{Graph, Written},
    stay::VisitStage,
    time::CLOCK_TOLERANCE_MS,
    visit::{VisitEnd, VisitEnding, VisitStart},
};

/// The longest that a visit can have been, in minutes: more is a wrong date.
const LONGEST_MINUTES: i64 = 24 * 60;

impl Pen<'_, '_, '_> {
    /// Its beginning and its end, in one act; unless this is the second tap of one.
    pub(super) fn written_up(
        &self,
        start: VisitStart,
        began: UtcMillis,
        ended: UtcMillis,
    ) -> Result<Said, Fail> {
        let state = &self.folded.state;
        let of = start.plan.map(|visit| visit_of(self.folded, &visit)).transpose()?;
        let again = |start: &clinical::leaves::Leaf<VisitStart>| {
            start.by.author == self.person.staff && start.by.at() == Some(began)
        };
        if state.visits.iter().flat_map(|visit| &visit.starts).any(again) {
            return Ok(None);
        }
        match of.map(|of| (of.stage(), of)) {
            None | Some((VisitStage::Planned | VisitStage::Stopped | VisitStage::CalledOff, _)) => {}
            Some((VisitStage::Open, open)) if begun_by(open, self.person.staff) => {
                return Err(words::visit_is_open().into());
            }
            Some(_) => return Err(words::visit_has_begun().into()),
        }
        let ended = self.took_place("ended", Some(began), ended)?;
        self.within_the_stay(began)?;
        let plan = self.name_of(start.plan)?;
        let body = EntryBody::VisitStart(VisitStart { plan, ..start });
        let start = self.at(began, self.fact(Vec::new(), "", body));
        let body = EntryBody::VisitEnd(VisitEnd { visit: start.id, how: VisitEnding::Seen });
        let end = self.at(ended, self.fact(Vec::new(), "", body));
        Ok(Some((vec![start, end], what::WRITE_UP_VISIT)))
    }

    /// The fact as of another time, by this device's clock.
    pub(super) fn at(&self, at: UtcMillis, fact: NewFact) -> NewFact {
        NewFact { taken_at: TakenAt::At(self.now.by_device(at)), ..fact }
    }

    /// When it ended, where that can be: after it began, not to come, and within the stay where nobody knows when it began. A
    /// clock that nobody proved refuses no time that lies ahead of it: it may be behind.
    pub(super) fn took_place(
        &self,
        field: &str,
        began: Option<UtcMillis>,
        ended: UtcMillis,
    ) -> Result<UtcMillis, Fail> {
        let now = self.now.at();
        let proved = matches!(self.now.trust, ClockTrust::Proved { .. });
        if proved && ended.0 > now.0.saturating_add(CLOCK_TOLERANCE_MS) {
            let message = "That time is still to come. Check it against the clock on the wall.";
            return Err(words::invalid(field, "ahead", message).into());
        }
        // A watch may be ahead of the clock by a minute; the record is not.
        let ended = if proved { ended.min(now) } else { ended };
        match began {
            Some(began) if ended <= began => {
                let message = "The visit would have ended before it began. Look at both times again.";
                Err(words::invalid(field, "before_it_began", message).into())
            }
            Some(began) if ended.minutes_since(began) > LONGEST_MINUTES => {
                let message = "The visit would have been longer than a day. Look at both dates again.";
                Err(words::invalid(field, "too_long", message).into())
            }
            Some(_) => Ok(ended),
            None => self.within_the_stay(ended).map(|()| ended),
        }
    }

    /// Nobody was visited before their stay began, or after their death.
    fn within_the_stay(&self, at: UtcMillis) -> Result<(), Fail> {
        let graph = Graph::of(&self.folded.entries);
        let admissions = graph.entries().filter(|entry| matches!(entry.body, EntryBody::Admission(_)));
        let known = admissions.map(Written::from).filter(|by| by.clock != ClockTrust::Unproved);
        // Times are keyed by the minute.
        let minute = |at: UtcMillis| at.0.div_euclid(60_000);
        if known.filter_map(|by| by.at()).min().is_some_and(|came| minute(at) < minute(came)) {
            let message = "That is before this patient's stay began. Look at the date again.";
            return Err(words::invalid("began", "before_the_stay", message).into());
        }
        let died = self.folded.state.ended.iter().filter(|leaf| leaf.value == Discharge::Died);
        if died.filter_map(|leaf| leaf.by.at()).any(|died| at > died) {
            return Err(words::died_before_that().into());
        }
        Ok(())
    }
}
