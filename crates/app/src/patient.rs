//! One patient's page.

use crate::{
    App, Session,
    audit::{Of, what},
    policies,
    project::{self, Folded, conflicts, flags, standing::StatusFacts},
    session::Person,
    unverified,
    views::{self, Views, Whereabouts, count},
    words::{self, Fail},
};
use clinical::{
    ScopeId, StayId,
    staff::{Action, may},
};
use contract::{FlagKind, PatientView, Reply};
use std::sync::Arc;
use store::ReadTx;

/// Sets on the page; the chart has all of them.
const SETS: usize = 60;

impl App {
    /// A patient's page.
    pub(crate) fn patient(&self, session: &Session, stay: &StayId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::Read)?;
        let folded = self.stay(stay)?;
        self.audit_look(session, &now, &person, what::VIEW_PATIENT, Of::Stay(*stay))?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        self.store.read(|tx| Ok(Reply::Patient(Box::new(page(&views, tx, *stay, &folded, &person)?))))
    }

    /// A stay of which this device has something, folded.
    pub(crate) fn stay(&self, stay: &StayId) -> Result<Arc<Folded>, Fail> {
        let seen = self.stays.seen();
        let folded = match self.stays.get(stay) {
            Some(folded) => folded,
            None => {
                let policies = self.policies();
                let read = self.store.read(|tx| crate::stays::load(tx, stay, &policies, self.unknown))?;
                let read = Arc::new(read);
                if read.exists() {
                    self.stays.read(*stay, &read, seen);
                }
                read
            }
        };
        if folded.exists() { Ok(folded) } else { Err(words::no_such_patient().into()) }
    }
}

/// A patient's page, as the screen shows it and as it is printed.
pub(crate) fn page(
    views: &Views<'_>,
    tx: &ReadTx<'_>,
    stay: StayId,
    folded: &Folded,
    person: &Person,
) -> Result<PatientView, Fail> {
    let (now, state) = (&views.now, &folded.state);
    let scope = ScopeId::Stay(stay);
    let whereabouts = Whereabouts::read(tx, &scope)?;
    let mut banner = project::banner(stay, folded);
    let joined: Vec<StayId> = state.same_person_as.iter().copied().collect();
    banner.allergies = views.allergies_of_all(tx, banner.allergies, &joined)?;
    let mut flags = flags::all(folded);
    if !joined.is_empty() {
        flags.retain(|flag| flag.kind() != FlagKind::Allergy);
        flags.extend(flags::allergy(banner.allergies.as_ref(), true));
        flags.sort_by_key(flags::FlagFacts::kind);
    }
    let like_name = views.has_like_name(tx, stay, &banner)?;
    let (looked_after_by, mine) = views.looked_after(&state.looked_after_by, &person.staff);
    Ok(PatientView {
        banner: views::banner(banner, now, like_name),
        status: StatusFacts::of(state.at(now.at())).view(&folded.policy),
        scale: views.scale(state),
        sets: state.sets.iter().rev().take(SETS).map(|set| views.set(set, state, &whereabouts)).collect(),
        sets_in_all: count(state.sets.len()),
        looked_after_by,
        mine,
        conflicts: unverified::by_stay(tx, views)?
            .remove(&stay)
            .into_iter()
            .chain(conflicts::all(folded).iter().map(|c| c.view(views.directory, now)))
            .collect(),
        newer: count(state.newer.len()),
        may_decide_scale: may(person.role, person.auth, Action::DecideScale),
        episodes: views.episodes(folded, person),
        policy: policies::lines(&folded.policy, &views.directory.policies),
        bedside: folded.policy.bedside().clone(),
        choices: crate::episodes::choices(&folded.policy),
        assessments: views.assessments(tx, stay, folded, person)?,
        flags: flags.iter().map(|flag| flag.view(views.directory, now)).collect(),
        transfer: views.page_transfer(folded),
        ending: views.ending(folded),
        take_back: views.take_back(folded, person),
        to_countersign: views.to_countersign(stay, folded, &whereabouts),
        may_countersign: may(person.role, person.auth, Action::Countersign),
        same_person: views.same_person(tx, folded)?,
        handover: views.handovers(folded),
        may: views.may(folded, person),
        standing: views.standing(folded, person),
        unsent: views.app.waiting()?.of(&scope).unsent(),
        heard_at: tx.cursors().get(&scope)?.map(|cursor| cursor.heard_at),
        now: now.at(),
        offset_minutes: now.offset_at(now.at()),
    })
}
