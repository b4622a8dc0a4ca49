//! Charting a set: the form, its draft, and the save.
//!
//! Recording is refused to nobody who has a name (safety rule 3). What stands against a save is only what the nurse can
//! put right at once: a value that cannot be, a time that is still to come, a bed that changed under the form.

use crate::{
    App, Session,
    audit::{Of, what},
    clock::{Now, Reading},
    commit::{Desk, NewFact, Plan, act},
    directory::reason_by,
    drafts::{DraftClocks, DraftOf, Offered},
    identified,
    project::{self, Folded},
    session::{OpenForm, Person},
    taken::Taken,
    views::{self, Views, Whereabouts},
    words::{self, Fail},
};
use clinical::{
    FactId, ScopeId, StayId,
    entry::{Entry, EntryBody},
    news2::Applicability,
    observation::{Identified, ObservationSet},
    staff::{Action, AuthLevel, may},
    stay::{ChartedSet, StayState},
    vitals::Vitals,
};
use contract::{FormView, RecordObservations, Reply};
use planted::Fault;
use store::ReadTx;

/// Longest remark or reason, in characters.
pub(crate) const LONGEST_TEXT: usize = 1_000;

/// Sets shown beside the boxes.
const PREVIOUS: usize = 3;

impl App {
    /// Opens a set. Under a lock, or a name that was not checked, it shows who the patient is and nothing of how they
    /// were.
    pub(crate) fn open_form(&self, session: &Session, stay: &StayId, of: DraftOf<'_>) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let DraftOf { amends, rechecks, .. } = of;
        if amends.is_some() {
            // To correct a set is to see it.
            self.reader(session, Action::Read)?;
        }
        let folded = self.stay(stay)?;
        let corrected = amends.map(|id| correctable(&folded, &id, &person)).transpose()?;
        self.audit_look(session, &now, &person, what::OPEN_FORM, Of::Stay(*stay))?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let draft = self.draft(&now, &person, &folded, stay, of)?;
        let form = draft.as_ref().map_or_else(|| self.mint(&now), |draft| draft.form);
        session.opened(
            form,
            OpenForm { stay: *stay, amends, rechecks, opened: now.reading(), discarded: false },
        );
        let identify = identified::is_asked(session, &now, stay, &views::beds(&folded, &directory));
        let opened = Opened { form, draft, corrected, reads: person.auth == AuthLevel::Pin, identify };
        self.store.read(|tx| Ok(Reply::Form(Box::new(opened.view(&views, tx, *stay, &folded)?))))
    }

    /// Saves a set, or a corrected set.
    pub(crate) fn record(&self, session: &Session, request: &RecordObservations) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let form = session.form(&request.form);
        if form.is_some_and(|form| form.stay != request.stay) {
            return Err(words::other_form().into());
        }
        let problems = match request.rechecks {
            Some(_) => request.vitals.recheck_problems(),
            None => request.vitals.problems(),
        };
        if !problems.is_empty() {
            return Err(words::invalid_vitals(problems).into());
        }
        for (field, text) in [("remark", &request.remark), ("reason", &request.reason)] {
            if text.chars().count() > LONGEST_TEXT {
                let message = format!("Up to {LONGEST_TEXT} characters fit here.");
                return Err(words::invalid(field, "too_long", &message).into());
            }
        }
        let opened = form.map(|form| form.opened);
        let said =
            identified::said(session, &now, request.stay, &request.bed_shown, request.identified.as_ref());
        let committed =
            self.commit(&now, |desk| self.plan_record(desk, &now, &person, request, (opened, said.clone())))?;
        let folded = match committed.stays.into_iter().next() {
            Some((_, folded)) => folded,
            None => self.stay(&request.stay)?,
        };
        let fresh = committed.asked.into_values().next();
        self.saved(&now, request.stay, &folded, &request.form, &person, fresh)
    }

    fn plan_record(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        request: &RecordObservations,
        (opened, said): (Option<Reading>, Option<Identified>),
    ) -> Result<Plan<()>, Fail> {
        let folded = desk.known_stay(&request.stay)?;
        let again = folded.entry(&request.form).filter(|_| !planted::is(Fault::SecondPressStores));
        if let Some(saved) = again {
            return match &saved.body {
                EntryBody::Observations(set) if set.vitals == request.vitals => {
                    Ok(Plan { facts: Vec::new(), drops: Some(request.form), answer: () })
                }
                _ => Err(words::saved_differently().into()),
            };
        }
        if request.bed_shown != views::beds(&folded, &self.directory()) && !request.bed_confirmed {
            return Err(words::bed_changed().into());
        }
        if let Some(of) = &request.rechecks {
            folded.state.set(*of).ok_or_else(words::no_such_entry)?;
        }
        let corrected = request.amends.map(|id| correctable(&folded, &id, person)).transpose()?;
        let clocks = Self::draft_clocks(desk.tx, now, &request.form)?;
        let clocks = DraftClocks { opened: opened.or(clocks.opened), ..clocks };
        let taken = Taken::chosen(now, request.taken, corrected.map(|set| (&set.by, set.at)), clocks)?;
        let set = score(&folded.state, now, request.vitals.clone(), &taken);
        let set = ObservationSet {
            confirmed: request.confirmed.iter().filter(|code| is_code(code)).cloned().collect(),
            remark: request.remark.trim().to_owned(),
            identified: said,
            counted: request.counted.filter(|_| request.vitals.respiration.is_some()),
            rechecks: request.rechecks,
            ..set
        };
        let known = self.directory().staff.contains_key(&person.staff);
        let fact = NewFact {
            scope: ScopeId::Stay(request.stay),
            id: if folded.entry(&request.form).is_some() { self.mint(now) } else { request.form },
            taken_at: taken.at,
            recorded: taken.recorded,
            author: self.author_of(person),
            auth: person.auth,
            on_behalf_of: None,
            supersedes: request.amends.into_iter().collect(),
            reason: reason_by(person, known, request.reason.trim()),
            body: EntryBody::Observations(Box::new(set)),
        };
        let what = if request.amends.is_some() { what::AMEND } else { what::RECORD };
        let by = (person.staff, person.auth);
        let audit = act(self, now, by, what, Some(request.stay), "");
        Ok(Plan { facts: vec![fact, audit], drops: Some(request.form), answer: () })
    }

    /// Whose entry it is: whoever records it.
    fn author_of(&self, person: &Person) -> clinical::StaffId {
        let first = || self.directory().staff.keys().next().copied();
        if planted::is(Fault::WrongAuthor) { first().unwrap_or(person.staff) } else { person.staff }
    }

    pub(crate) fn mint(&self, now: &Now) -> FactId {
        crate::entropy::mint(&*self.entropy, now.at(), FactId::mint)
    }
}

/// A form that has been opened.
struct Opened<'f> {
    form: FactId,
    draft: Option<Offered>,
    corrected: Option<&'f ChartedSet>,
    /// Whether how the patient was may be shown.
    reads: bool,
    /// Whether it is to be asked who the patient is.
    identify: bool,
}

impl Opened<'_> {
    fn view(
        self,
        views: &Views<'_>,
        tx: &ReadTx<'_>,
        stay: StayId,
        folded: &Folded,
    ) -> Result<FormView, Fail> {
        let (now, state) = (&views.now, &folded.state);
        let whereabouts = Whereabouts::read(tx, &ScopeId::Stay(stay))?;
        let banner = project::banner(stay, folded);
        let like_name = views.has_like_name(tx, stay, &banner)?;
        let corrected = self.corrected.map(|set| set.by.id);
        let is_before = |set: &&ChartedSet| {
            set.mark.counts() && set.set.rechecks.is_none() && Some(set.by.id) != corrected
        };
        let before = state.sets.iter().rev().filter(is_before);
        let shown = if self.reads { PREVIOUS } else { 0 };
        Ok(FormView {
            form: self.form,
            banner: views::banner(banner, now, like_name),
            bed: views::beds(folded, views.directory),
            scale: views.scale(state),
            oxygen: self.reads.then(|| Box::new(crate::oxygen::form_view(folded))),
            not_applicable: match state.applicability(now.local(now.at())) {
                Applicability::Applies => None,
                Applicability::DoesNotApply(reason) => Some(reason),
            },
            previous: before.take(shown).map(|set| views.set(set, state, &whereabouts)).collect(),
            amends: self.corrected.map(|set| views.set(set, state, &whereabouts)),
            identify: self.identify,
            draft: self.draft.map(|draft| (draft.text, draft.started_at)),
            bedside: folded.policy.bedside().clone(),
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })
    }
}

/// A set that stands.
pub(crate) fn standing<'f>(folded: &'f Folded, id: &FactId) -> Result<&'f ChartedSet, Fail> {
    folded.entry(id).ok_or_else(words::no_such_entry)?;
    let charted = folded.state.set(*id).ok_or_else(words::not_a_set)?;
    if charted.mark.counts() { Ok(charted) } else { Err(words::already_changed().into()) }
}

/// A set that stands and that this person may correct.
fn correctable<'f>(folded: &'f Folded, id: &FactId, person: &Person) -> Result<&'f ChartedSet, Fail> {
    may_correct(folded.entry(id).ok_or_else(words::no_such_entry)?, person)?;
    standing(folded, id)
}

/// Whether a person may correct or take back an entry.
pub(crate) fn may_correct(entry: &Entry, person: &Person) -> Result<(), Fail> {
    let action = if entry.author == person.staff { Action::CorrectOwn } else { Action::CorrectOthers };
    if may(person.role, person.auth, action) { Ok(()) } else { Err(words::not_allowed().into()) }
}

/// Scores a set under the scale that the stay's facts authorise at its time; while they disagree, the worse counts
/// (safety rules 7 and 10).
pub(crate) fn score(state: &StayState, now: &Now, vitals: Vitals, taken: &Taken) -> ObservationSet {
    let (day, scale) = match taken.true_stamp(now) {
        Some(stamp) => (stamp, state.scale_at(stamp.utc)),
        None => (now.local(now.at()), state.scale()),
    };
    let applies = state.applicability(day);
    if planted::is(Fault::WrongScore) {
        let scale = scale.shown();
        let other = Vitals { pulse: None, ..vitals.clone() };
        return ObservationSet::new(vitals, scale, clinical::news2::score(&other, scale, applies));
    }
    let (scale, outcome) = match scale.readings(&vitals, applies).into_iter().next() {
        Some(worst) => (worst.scale, worst.outcome),
        None => (scale.shown(), clinical::news2::score(&vitals, scale.shown(), applies)),
    };
    ObservationSet::new(vitals, scale, outcome)
}

/// A code of a soft check, such as `jump:pulse`; anything else is not kept.
fn is_code(code: &str) -> bool {
    (1..=48).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_:".contains(&b))
}
