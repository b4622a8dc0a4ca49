//! The end of a stay, and taking back what was wrong: a discharge, a move, a join.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    corrections::a_reason,
    escalation::{allowed, short},
    project::{Folded, conflicts},
    session::Person,
    views::Views,
    words::{self, Fail},
};
use clinical::{
    FactId, StayId, UtcMillis, cui,
    entry::{Entry, EntryBody, Withdrawal},
    leaves::{Graph, Written},
    staff::{Action, may},
    stay::ConflictKind,
};
use contract::{EndStay, Ending, Reply, StayAct, TakeBackView};
use std::collections::BTreeSet;

impl App {
    /// Ends a stay. Where one ended already and something was charted after, this settles it, and names what its author
    /// saw; where more has come since, it is refused with what changed.
    pub(crate) fn end_stay(&self, session: &Session, asked: &EndStay) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Discharge)?;
        let EndStay { stay, how, seen, reason } = asked;
        short("reason", reason)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let after = charted_after(&folded);
            let same = folded.state.ended.values().all(|ended| ended == how);
            if folded.state.is_over() && same {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            if after.iter().any(|fact| !seen.contains(fact)) {
                return Err(words::charted_meanwhile().into());
            }
            let ends = folded.state.ended.iter().map(|leaf| leaf.by.id);
            let seen_now = of_this_minute(&folded, now.at()).into_iter().filter(|id| !after.contains(id));
            let before = ends.chain(after.iter().copied()).chain(seen_now).collect();
            let body = EntryBody::Discharge(*how);
            let fact = self.stay_fact(desk, &now, &person, *stay, before, reason.trim(), body);
            let audit = act(self, &now, (person.staff, person.auth), what::END_STAY, Some(*stay), "");
            Ok(Plan { facts: vec![fact, audit], drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Takes back a move, a discharge, a join or a pregnancy. What it replaced stands again.
    pub(crate) fn take_back(
        &self,
        session: &Session,
        stay: &StayId,
        fact: &FactId,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let reason = a_reason(reason)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let entry = folded.entry(fact).ok_or_else(words::no_such_entry)?;
            let graph = Graph::of(&folded.entries);
            let (action, how) = way_back(&graph, entry).ok_or_else(words::nothing_to_lose)?;
            allowed(&person, action)?;
            if !graph.is_current(*fact) {
                return Err(words::already_changed().into());
            }
            let mut facts = vec![self.withdrawal(desk, &now, &person, *stay, *fact, how, reason)];
            if let EntryBody::SamePerson(other) = &entry.body {
                facts.extend(self.other_half(desk, &now, &person, stay, other, reason)?);
            }
            facts.push(act(self, &now, (person.staff, person.auth), what::TAKE_BACK, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// A join stands in both stays, and is taken back in both.
    fn other_half(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        stay: &StayId,
        other: &StayId,
        reason: &str,
    ) -> Result<Vec<NewFact>, Fail> {
        let there = desk.stay(other)?;
        let graph = Graph::of(&there.entries);
        let joins = there.all().filter(|entry| entry.body == EntryBody::SamePerson(*stay));
        let standing = joins.filter(|entry| graph.is_current(entry.id));
        let undone =
            |entry: &Entry| self.withdrawal(desk, now, person, *other, entry.id, Withdrawal::Undone, reason);
        Ok(standing.map(undone).collect())
    }
}

/// What was charted after the end of a stay, that the end does not name.
fn charted_after(folded: &Folded) -> Vec<FactId> {
    let ends: BTreeSet<FactId> = folded.state.ended.iter().map(|leaf| leaf.by.id).collect();
    let conflicts = folded.state.conflicts.iter().filter(|of| of.kind == ConflictKind::ChartedAfterEnd);
    let versions = conflicts.flat_map(|of| of.versions.iter().map(|by| by.id));
    versions.filter(|id| !ends.contains(id)).collect()
}

/// Sets of this minute or of a time to come, which whoever ends the stay here has before them.
fn of_this_minute(folded: &Folded, now: UtcMillis) -> BTreeSet<FactId> {
    let late = |at: UtcMillis| at.0.div_euclid(60_000) >= now.0.div_euclid(60_000);
    let sets = folded.state.sets.iter().filter(|set| set.at.is_some_and(late));
    sets.map(|set| set.by.id).collect()
}

/// Who may take an entry back, and how. A discharge goes with every earlier version of it: the patient has not left. Of a
/// move only the last step goes, and only where that leaves the patient somewhere; a patient who was received is moved
/// back instead, so that the ward they go to learns of it.
fn way_back(graph: &Graph<'_>, entry: &Entry) -> Option<(Action, Withdrawal)> {
    match &entry.body {
        EntryBody::Discharge(_) => Some((Action::Discharge, Withdrawal::EnteredInError)),
        EntryBody::SamePerson(_) => Some((Action::JoinStays, Withdrawal::Undone)),
        // Said of the wrong patient: "no longer pregnant" would leave what was charted since without a score.
        EntryBody::Pregnancy(true) => Some((Action::CorrectOthers, Withdrawal::Undone)),
        EntryBody::Placement(_) if !graph.replaced_directly(entry.id).is_empty() => {
            Some((Action::MoveBed, Withdrawal::Undone))
        }
        _ => None,
    }
}

impl Views<'_> {
    /// How a stay ended, while it stands so.
    pub(crate) fn ending(&self, folded: &Folded) -> Option<Ending> {
        let last = folded.state.ended.latest()?;
        Some(Ending {
            words: format!("{}. {}", conflicts::ended_words(last.value), self.by_and_when(&last.by)),
            contradicted: !folded.state.is_over(),
            seen: charted_after(folded),
        })
    }

    /// What the signed-in person can take back, newest first.
    pub(crate) fn take_back(&self, folded: &Folded, person: &Person) -> Vec<TakeBackView> {
        let graph = Graph::of(&folded.entries);
        let mut standing: Vec<&Entry> = folded
            .all()
            .filter(|entry| {
                way_back(&graph, entry).is_some_and(|(action, _)| may(person.role, person.auth, action))
            })
            .filter(|entry| graph.is_current(entry.id))
            .collect();
        standing.sort_by_key(|entry| std::cmp::Reverse((entry.recorded_at.utc, entry.id)));
        standing
            .into_iter()
            .map(|entry| {
                let what = match &entry.body {
                    EntryBody::Discharge(how) => conflicts::ended_words(*how).to_owned(),
                    EntryBody::SamePerson(_) => "Joined with another stay".to_owned(),
                    EntryBody::Pregnancy(yes) => conflicts::pregnancy_words(*yes).to_owned(),
                    EntryBody::Placement(place) => {
                        format!("Moved to bed {}, {}", place.bed, self.directory.ward_name(&place.ward))
                    }
                    _ => String::new(),
                };
                TakeBackView {
                    fact: entry.id,
                    words: format!("{what}. {}", self.by_and_when(&Written::from(entry))),
                }
            })
            .collect()
    }

    /// A name and a time: "Amina Yusuf, 24-Nov-2026 14:05".
    pub(crate) fn by_and_when(&self, by: &Written) -> String {
        let at = by.at().unwrap_or_else(|| by.recorded());
        format!("{}, {}", self.directory.author(by), cui::date_time(self.now.local(at)))
    }

    /// What the signed-in person may do with a stay besides charting.
    pub(crate) fn may(&self, folded: &Folded, person: &Person) -> Vec<StayAct> {
        let coming = |ward: &clinical::WardId| self.directory.shows(&self.app.me.device, ward);
        let to_receive = folded.state.transfers.iter().any(|transfer| coming(&transfer.to.ward));
        let allowed = |action| may(person.role, person.auth, action);
        [
            (StayAct::Receive, to_receive && allowed(Action::MoveBed)),
            (StayAct::Move, folded.on_board() && allowed(Action::MoveBed)),
            (StayAct::Handover, folded.on_board() && allowed(Action::Read)),
            (StayAct::Identify, allowed(Action::Read)),
            (StayAct::Join, allowed(Action::JoinStays)),
            (StayAct::Oxygen, crate::oxygen::choices(folded, person).is_some()),
            (StayAct::End, folded.on_board() && allowed(Action::Discharge)),
        ]
        .into_iter()
        .filter(|(_, may)| *may)
        .map(|(act, _)| act)
        .collect()
    }
}
