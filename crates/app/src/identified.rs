//! By what a patient was told apart, where nobody's PIN was checked (safety rule 14): asked once in a session for a patient in a
//! bed, and never in the way of writing something down.

use crate::{
    App,
    clock::Now,
    commit::{Desk, NewFact},
    session::{Person, Session},
};
use clinical::{
    FactId, StayId,
    entry::EntryBody,
    observation::{Confirmed, Identified},
    staff::AuthLevel,
    visit::IdentityCheck,
};
use std::collections::BTreeSet;

/// What the person said of this patient, just now or before in this session; `None` is not asked. What no screen at a bed
/// shows is no identifier.
pub(crate) fn said(
    session: &Session,
    now: &Now,
    stay: StayId,
    bed: &str,
    asked: Option<&BTreeSet<IdentityCheck>>,
) -> Option<Identified> {
    let before = session.identified(&stay, bed, now);
    let Some(by) = asked else { return before };
    let mut by: BTreeSet<_> = by.iter().copied().filter(|by| Identified::CAN_BE_SHOWN.contains(by)).collect();
    // A wristband that was scanned is not forgotten for being asked about as well.
    if let Some(scanned) = before.filter(|before| before.by.contains(&IdentityCheck::Wristband)) {
        by.extend(scanned.by);
        return Some(Identified { by, ..scanned });
    }
    let said = Identified { bed: bed.to_owned(), by };
    session.identifies(stay, said.clone());
    Some(said)
}

/// Whether it is to be asked before something is written down.
pub(crate) fn is_asked(session: &Session, now: &Now, stay: &StayId, bed: &str) -> bool {
    let claimed = session.seated(now).is_some_and(|seated| seated.person.auth == AuthLevel::Emergency);
    claimed && session.identified(stay, bed, now).is_none()
}

impl App {
    /// What is written down beside a form or a concern; where a PIN was checked, only that the wristband was scanned.
    pub(crate) fn confirmed(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        stay: StayId,
        of: FactId,
        identified: Option<Identified>,
    ) -> Option<NewFact> {
        let scanned = identified.as_ref().is_some_and(|of| of.by.contains(&IdentityCheck::Wristband));
        let body = EntryBody::Confirmed(Confirmed { of, identified });
        (person.auth == AuthLevel::Emergency || scanned)
            .then(|| self.stay_fact(desk, now, person, stay, Vec::new(), "", body))
    }
}
