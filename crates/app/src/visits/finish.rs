//! What is left of a day: visits that are not ended, words that are not signed, entries that are not sent.

use crate::{
    App, Session,
    audit::{Of, what},
    project::Folded,
    views::{self, Views, count},
    words::Fail,
};
use clinical::{ScopeId, StayId, UtcMillis, cui::time_of, staff::Action, stay::VisitStage};
use contract::{FinishView, LooseEnd, Reply};
use std::sync::Arc;

/// A stay with a visit or a note, and its record where it can be put together here.
type Visited = (StayId, Option<Arc<Folded>>);

/// In place of a name.
const NOT_SHOWN: &str = "A patient whose record is not shown here";
/// What to do about it.
const LOOK_ELSEWHERE: &str = "Look on another device whether anything of yours is open";

impl App {
    /// What the signed-in person has not finished.
    pub(crate) fn finish_day(&self, session: &Session) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.audit_look(session, &now, &person, what::VIEW_CASELOAD, Of::Device)?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let today = |at: Option<UtcMillis>| {
            at.is_some_and(|at| now.local(at).local_date() == now.local(now.at()).local_date())
        };
        let (mut open, mut unsigned) = (Vec::new(), Vec::new());
        let (mut seen, mut not_seen) = (0, 0);
        for (stay, folded) in self.visited()? {
            // One record that cannot be put together takes nobody's day away, and is not passed over either.
            let Some(folded) = folded else {
                let (name, words) = (NOT_SHOWN.to_owned(), LOOK_ELSEWHERE.to_owned());
                open.push(LooseEnd { stay, name, words, note: None });
                continue;
            };
            let banner = crate::project::banner(stay, &folded);
            let name = format!("{}, {}", banner.family.to_uppercase(), banner.given);
            let loose = |words: String, note| LooseEnd { stay, name: name.clone(), words, note };
            for visit in folded.state.visits.iter().filter(|visit| visit.is_of(person.staff)) {
                let time = |at: Option<UtcMillis>| {
                    at.map_or_else(|| "time not known".to_owned(), |at| time_of(now.local(at)))
                };
                match visit.stage() {
                    VisitStage::Open => {
                        open.push(loose(format!("Begun {}, not ended", time(visit.began())), None));
                    }
                    VisitStage::Planned if today(visit.planned_at()) => {
                        open.push(loose(format!("Planned {}, not begun", time(visit.planned_at())), None));
                    }
                    VisitStage::Seen | VisitStage::Disputed if today(visit.ended()) => seen += 1_usize,
                    VisitStage::NotSeen if today(visit.ended()) => not_seen += 1_usize,
                    _ => {}
                }
            }
            // On the caseload or not: words that nobody signed are somebody's to sign.
            for (note, words) in self.unsigned_notes(stay, &folded, &person)? {
                unsigned.push(loose(words, Some(note)));
            }
        }
        let waiting = self.waiting()?;
        let sync = self.store.read(|tx| views::sync(self, tx, &views.now, &waiting))?;
        Ok(Reply::Finish(Box::new(FinishView {
            open,
            unsigned,
            seen: count(seen),
            not_seen: count(not_seen),
            sync,
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })))
    }

    /// Every stay here in which anybody visits or writes a note: a visit may be begun without taking the patient on, and
    /// taking a patient off a caseload finishes nothing. Nothing where a record cannot be put together here.
    fn visited(&self) -> Result<Vec<Visited>, Fail> {
        let scopes = self.store.read(|tx| tx.facts().scopes_of_kinds(&record::VISITING))?;
        let stays = scopes.into_iter().filter_map(|scope| match scope {
            ScopeId::Stay(stay) => Some(stay),
            _ => None,
        });
        let read = |stay: StayId| match self.stay(&stay) {
            Ok(folded) => Ok((stay, Some(folded))),
            Err(Fail::Unfolded) => Ok((stay, None)),
            Err(other) => Err(other),
        };
        stays.map(read).collect()
    }
}
