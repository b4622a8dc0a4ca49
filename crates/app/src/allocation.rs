//! Who looks after whom: oneself one patient, or the nurse in charge a whole ward at the change of a shift.

use crate::{
    App, Session,
    audit::what,
    commit::{Desk, Plan, act},
    project::{RowFacts, stored},
    transfer::is_bedside,
    words::{self, Fail},
};
use clinical::{StaffId, StayId, WardId, staff::Action};
use contract::{Allocate, Reply};
use std::collections::{BTreeMap, BTreeSet};

impl App {
    /// Takes a patient on, or hands them back.
    pub(crate) fn look_after(&self, session: &Session, stay: &StayId, on: bool) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            if folded.state.looked_after_by.contains(&person.staff) == on {
                return Ok(Plan { facts: Vec::new(), drops: None, answer: () });
            }
            let what = if on { what::TAKE_ON } else { what::HAND_BACK };
            let facts = vec![
                self.allocation(desk, &now, &person, *stay, &folded, person.staff, on),
                act(self, &now, (person.staff, person.auth), what, Some(*stay), ""),
            ];
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Gives patients their nurses and assistants, all in one transaction: a shift never begins half-allocated.
    pub(crate) fn allocate(&self, session: &Session, asked: &Allocate) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Allocate)?;
        let Allocate { ward, shift_change, beds } = asked;
        self.directory().ward(ward)?;
        let wanted = self.wanted(beds)?;
        self.commit(&now, |desk| {
            let on_ward = stays_of(desk, ward)?;
            let others = on_ward.iter().filter(|stay| *shift_change && !wanted.contains_key(*stay));
            let none = BTreeSet::new();
            let all = wanted.iter().chain(others.map(|stay| (stay, &none)));
            let mut facts = Vec::new();
            for (stay, staff) in all {
                let folded = desk.known_stay(stay)?;
                let before = self.bedside(&folded);
                for gone in before.difference(staff) {
                    facts.push(self.allocation(desk, &now, &person, *stay, &folded, *gone, false));
                }
                for new in staff.difference(&before) {
                    facts.push(self.allocation(desk, &now, &person, *stay, &folded, *new, true));
                }
            }
            if !facts.is_empty() {
                let what = if *shift_change { what::SHIFT_CHANGE } else { what::ALLOCATE };
                facts.push(act(self, &now, (person.staff, person.auth), what, None, ward.as_str()));
            }
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Whom each patient is to have; people of the bedside who work here.
    fn wanted(&self, beds: &[(StayId, Vec<StaffId>)]) -> Result<BTreeMap<StayId, BTreeSet<StaffId>>, Fail> {
        let directory = self.directory();
        let mut wanted: BTreeMap<StayId, BTreeSet<StaffId>> = BTreeMap::new();
        for (stay, staff) in beds {
            for person in staff {
                let known = directory.staff.get(person).ok_or_else(words::no_such_person)?;
                if !known.active || !is_bedside(known.role) {
                    return Err(words::not_of_the_bedside().into());
                }
            }
            wanted.entry(*stay).or_default().extend(staff);
        }
        Ok(wanted)
    }
}

/// The stays on a ward's board.
fn stays_of(desk: &Desk<'_, '_>, ward: &WardId) -> Result<BTreeSet<StayId>, Fail> {
    let rows = desk.tx.board().of_ward(ward)?.into_iter();
    Ok(rows.filter(|row| stored::read::<RowFacts>(&row.row).is_some()).map(|row| row.stay).collect())
}
