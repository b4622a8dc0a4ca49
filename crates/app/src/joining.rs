//! Who somebody is, told later; and two stays that turn out to be of one person. Nothing is merged: both stays stay what
//! they are, and each says so.

use crate::{
    App, Session,
    audit::what,
    commit::{Plan, act},
    corrections::a_reason,
    placement::check_identity,
    project::Folded,
    views::Views,
    words::{self, Fail},
};
use clinical::{StayId, entry::EntryBody, staff::Action};
use contract::{Identify, OtherStay, Reply};
use store::ReadTx;

impl App {
    /// Completes or corrects who somebody is. While people had said different things, this settles it.
    pub(crate) fn identify(&self, session: &Session, asked: &Identify) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let Identify { stay, identity } = asked;
        check_identity(identity)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let stands = folded.state.identity.iter().all(|leaf| leaf.value == *identity);
            if stands && !folded.state.identity.is_none() {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let before = folded.state.identity.iter().map(|leaf| leaf.by.id).collect();
            let body = EntryBody::Identity(identity.clone());
            let facts = vec![
                self.stay_fact(desk, &now, &person, *stay, before, "", body),
                act(self, &now, (person.staff, person.auth), what::IDENTIFY, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Says in both stays that they are of one person.
    pub(crate) fn join(
        &self,
        session: &Session,
        stay: &StayId,
        with: &StayId,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::JoinStays)?;
        let reason = a_reason(reason)?;
        if stay == with {
            return Err(words::same_patient().into());
        }
        self.commit(&now, |desk| {
            let mut facts = Vec::new();
            for (here, there) in [(stay, with), (with, stay)] {
                let folded = desk.known_stay(here)?;
                if !folded.state.same_person_as.contains(there) {
                    let body = EntryBody::SamePerson(*there);
                    facts.push(self.stay_fact(desk, &now, &person, *here, Vec::new(), reason, body));
                    facts.push(act(self, &now, (person.staff, person.auth), what::JOIN, Some(*here), ""));
                }
            }
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }
}

impl Views<'_> {
    /// The other stays of the same person, each as it names the patient.
    pub(crate) fn same_person(&self, tx: &ReadTx<'_>, folded: &Folded) -> Result<Vec<OtherStay>, Fail> {
        let other = |stay: &StayId| -> Result<OtherStay, Fail> {
            let there = self.app.stay_in(tx, stay)?;
            let name = there.state.identity.latest().map(|leaf| leaf.value.banner_name());
            let words = match name {
                Some(name) if there.state.is_over() => format!("{name}, a stay that has ended"),
                Some(name) => format!("{name}, bed {}", crate::views::beds(&there, self.directory)),
                None => "A stay that this device does not have".to_owned(),
            };
            Ok(OtherStay { stay: *stay, words })
        };
        folded.state.same_person_as.iter().map(other).collect()
    }
}
