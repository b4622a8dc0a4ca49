//! Where the server does not take somebody's word for who a patient is or where they lie, no other device learns of the stay, and
//! what colleagues charted of that patient since stands on the server unseen. Whoever is signed in can state the same in
//! their own name.

use crate::{
    App, Session,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    directory::reason_by,
    project::Folded,
    refused::entry,
    session::Person,
    stays,
    syncing::REFUSED,
    views::{Views, count},
    words::{self, Fail},
};
use clinical::{
    FactId, ScopeId, StayId, cui,
    entry::{Entry, EntryBody},
    leaves::{Graph, Written},
    staff::{Action, may},
};
use contract::{Reply, StatedAgain};
use std::collections::BTreeMap;
use store::{ReadTx, Standing};

/// What the server refused of who one patient is, where they lie, and which wards have them, and nobody has stated since.
struct Refused {
    entries: BTreeMap<FactId, (ScopeId, Entry)>,
    standing: Vec<FactId>,
}

impl Refused {
    fn of(tx: &ReadTx<'_>, folded: &Folded, stay: StayId) -> Result<Self, Fail> {
        let open = tx.quarantine().open()?.into_iter().filter(|of| REFUSED.contains(&of.code.as_str()));
        let entries: BTreeMap<FactId, (ScopeId, Entry)> = open
            .filter_map(|parked| parked.scope.clone().zip(entry(&parked)))
            .filter(|(scope, of)| stated(scope, of) == Some(stay))
            .map(|(scope, of)| (of.id, (scope, of)))
            .collect();
        let graph = Graph::of(&folded.entries);
        let mut standing = Vec::new();
        for (id, (scope, _)) in &entries {
            let there_is_another = match scope {
                ScopeId::Stay(_) => !graph.is_current(*id),
                _ => has_another_pointer(tx, scope, stay)?,
            };
            standing.extend((!there_is_another).then_some(*id));
        }
        Ok(Self { entries, standing })
    }

    fn standing(&self) -> impl Iterator<Item = &(ScopeId, Entry)> {
        self.standing.iter().filter_map(|id| self.entries.get(id))
    }

    /// What an entry replaces for those who have nothing of what was refused: itself, what it replaced, and what that did.
    fn replaced_by(&self, scope: &ScopeId, of: &Entry) -> Vec<FactId> {
        // A pointer to a stay replaces nothing.
        let mut replaced = if matches!(scope, ScopeId::Stay(_)) { vec![of.id] } else { Vec::new() };
        let mut next = 0;
        while let Some(id) = replaced.get(next) {
            let before =
                self.entries.get(id).map(|(_, before)| before.supersedes.clone()).unwrap_or_default();
            let more: Vec<FactId> = before.into_iter().filter(|id| !replaced.contains(id)).collect();
            replaced.extend(more);
            next += 1;
        }
        replaced
    }
}

/// Whether a ward's index names a stay by an entry that was not refused.
fn has_another_pointer(tx: &ReadTx<'_>, index: &ScopeId, stay: StayId) -> Result<bool, Fail> {
    for signed in tx.facts().of_kind(index, record::POINTER)? {
        let Some(pointer) = stays::entry(signed) else { continue };
        let good = || Ok::<_, Fail>(tx.outbox().standing(index, &pointer.id)? != Some(Standing::SetAside));
        if pointer.body == EntryBody::IndexStay(stay) && good()? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The stay about which an entry says who the patient is, where they lie, or that a ward has them.
fn stated(scope: &ScopeId, of: &Entry) -> Option<StayId> {
    match (scope, &of.body) {
        (ScopeId::Ward(..), EntryBody::IndexStay(stay)) => Some(*stay),
        (
            ScopeId::Stay(stay),
            EntryBody::Admission(_)
            | EntryBody::Identity(_)
            | EntryBody::Placement(_)
            | EntryBody::Arrival(_),
        ) => Some(*stay),
        _ => None,
    }
}

impl App {
    /// States in the signed-in person's name what the server refused of who a patient is, where they lie, and that a ward has
    /// them: all of the stay at once, as far as it still stands, with the times that it had. The refused entries stay set aside.
    pub(crate) fn state_again(&self, session: &Session, fact: &FactId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::MoveBed)?;
        let parked = self.parked_entry(fact, |code| REFUSED.contains(&code))?;
        let whose = parked.scope.as_ref().zip(entry(&parked)).and_then(|(scope, of)| stated(scope, &of));
        let stay = whose.ok_or_else(words::not_refused)?;
        self.commit(&now, |desk| {
            // Where nobody writes beside it: a second tap, or a colleague who was faster, finds nothing that still stands.
            let folded = desk.known_stay(&stay)?;
            let refused = Refused::of(desk.tx, &folded, stay)?;
            let mut facts: Vec<NewFact> = refused
                .standing()
                .map(|(scope, of)| {
                    let replaced = refused.replaced_by(scope, of);
                    self.restated(desk, &now, &person, scope, of, replaced)
                })
                .collect();
            if facts.is_empty() {
                return Ok(Plan { facts, drops: None, answer: () });
            }
            // As for an admission: a ward hears of a stay before there is anything in it.
            facts.sort_by_key(|fact| matches!(fact.scope, ScopeId::Stay(_)));
            facts.push(act(self, &now, (person.staff, person.auth), what::STATE_AGAIN, Some(stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    fn restated(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        scope: &ScopeId,
        of: &Entry,
        supersedes: Vec<FactId>,
    ) -> NewFact {
        let directory = self.directory();
        let known = directory.staff.contains_key(&person.staff);
        let by = directory.author(&Written::from(of));
        NewFact {
            scope: scope.clone(),
            id: desk.mint(now),
            taken_at: of.taken_at,
            recorded: None,
            author: person.staff,
            auth: person.auth,
            on_behalf_of: None,
            supersedes,
            reason: reason_by(person, known, &format!("Stated again: the server did not take it from {by}.")),
            body: of.body.clone(),
        }
    }
}

impl Views<'_> {
    /// What the signed-in person would state again, and how much of others hangs on it; `None` where that is not theirs to do.
    pub(crate) fn stated_again(
        &self,
        tx: &ReadTx<'_>,
        (scope, of): (&ScopeId, &Entry),
        person: &Person,
    ) -> Result<Option<StatedAgain>, Fail> {
        let Some(stay) = stated(scope, of).filter(|_| may(person.role, person.auth, Action::MoveBed)) else {
            return Ok(None);
        };
        let folded = self.app.stay_in(tx, &stay)?;
        if !Refused::of(tx, &folded, stay)?.standing.contains(&of.id) {
            return Ok(None);
        }
        let others = folded.entries.iter().filter(|entry| entry.author != of.author).count();
        let who = folded.state.identity.values().map(|identity| match identity.born {
            Some(born) => format!("{}, born {}", identity.banner_name(), cui::date(born)),
            None => format!("{}, day of birth not known", identity.banner_name()),
        });
        let mut what: Vec<String> = who.collect();
        what.push(crate::printing::place(self, &folded));
        Ok(folded.exists().then(|| StatedAgain { stay, what: what.join("; "), others: count(others) }))
    }
}
