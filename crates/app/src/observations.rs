//! Charting a set: the form, its draft, and the save.
//!
//! Recording is refused to nobody who has a name (safety rule 3). What stands against a save is only what the nurse can
//! put right at once: a value that cannot be, a time that is still to come, a bed that changed under the form.

use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    directory::reason_by,
    project::{self, Folded, standing::response_words},
    session::{OpenForm, Person},
    views::{self, Views, Whereabouts},
    words::{self, Fail},
};
use clinical::{
    ClockTrust, FactId, ScopeId, Stamp, StayId, TakenAt, UtcMillis,
    entry::{Entry, EntryBody},
    news2::{Applicability, Outcome, Response},
    observation::ObservationSet,
    staff::{Action, AuthLevel, may},
    stay::{ChartedSet, StayState},
    time::CLOCK_TOLERANCE_MS,
    vitals::Vitals,
};
use contract::{FormView, RecordObservations, Reply, Saved, TakenChoice};

/// Longest remark or reason, in characters.
pub(crate) const LONGEST_TEXT: usize = 1_000;

/// Sets shown beside the boxes.
const PREVIOUS: usize = 3;

impl App {
    /// Opens a set. Under a lock, or a name that was not checked, it shows who the patient is and nothing of how they
    /// were.
    pub(crate) fn open_form(
        &self,
        session: &Session,
        stay: &StayId,
        amends: Option<FactId>,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let reads = person.auth == AuthLevel::Pin;
        let folded = self.stay(stay)?;
        let corrected = match amends {
            None => None,
            Some(_) if !reads => {
                return Err(self
                    .reader(session, Action::Read)
                    .err()
                    .unwrap_or_else(|| words::locked().into()));
            }
            Some(id) => Some(correctable(&folded, &id, &person)?),
        };
        self.audit_look(session, &now, &person, what::OPEN_FORM, Of::Stay(*stay))?;
        let directory = self.directory();
        let views = Views { app: self, now, directory: &directory };
        let state = &folded.state;
        let draft = self.draft(&person, &folded, stay, amends)?;
        let form = draft.as_ref().map_or_else(|| self.mint(&now), |draft| draft.form);
        session.opened(form, OpenForm { stay: *stay, amends });
        self.store.read(|tx| {
            let whereabouts = Whereabouts::read(tx, &ScopeId::Stay(*stay))?;
            let banner = project::banner(*stay, &folded);
            let like_name = views.has_like_name(tx, *stay, &banner)?;
            let before = state.sets.iter().rev().filter(|set| set.mark.counts() && Some(set.by.id) != amends);
            let shown = if reads { PREVIOUS } else { 0 };
            Ok(Reply::Form(Box::new(FormView {
                form,
                banner: views::banner(banner, &now, like_name),
                bed: views::beds(&folded),
                scale: views.scale(&state.scale()),
                not_applicable: match state.applicability(now.local(now.at())) {
                    Applicability::Applies => None,
                    Applicability::DoesNotApply(reason) => Some(reason),
                },
                previous: before.take(shown).map(|set| views.set(set, &whereabouts)).collect(),
                amends: corrected.map(|set| views.set(set, &whereabouts)),
                draft: draft.map(|draft| (draft.text, draft.started_at)),
                oxygen_devices: self
                    .policy
                    .oxygen_devices()
                    .iter()
                    .map(|d| (d.code.clone(), d.label.clone(), d.flow, d.percent))
                    .collect(),
                emergency_number: self.policy.emergency_number().to_owned(),
                now: now.at(),
                offset_minutes: now.offset_at(now.at()),
            })))
        })
    }

    /// Saves a set, or a corrected set.
    pub(crate) fn record(&self, session: &Session, request: &RecordObservations) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        if session.form(&request.form).is_some_and(|form| form.stay != request.stay) {
            return Err(words::other_form().into());
        }
        let problems = request.vitals.problems();
        if !problems.is_empty() {
            return Err(words::invalid_vitals(problems).into());
        }
        for (field, text) in [("remark", &request.remark), ("reason", &request.reason)] {
            if text.chars().count() > LONGEST_TEXT {
                let message = format!("Up to {LONGEST_TEXT} characters fit here.");
                return Err(words::invalid(field, "too_long", &message).into());
            }
        }
        let committed = self.commit(&now, |desk| self.plan_record(desk, &now, &person, request))?;
        let folded = match committed.stays.into_iter().next() {
            Some((_, folded)) => folded,
            None => self.stay(&request.stay)?,
        };
        self.saved(&now, request.stay, &folded, &request.form)
    }

    fn plan_record(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        request: &RecordObservations,
    ) -> Result<Plan<()>, Fail> {
        let folded = desk.known_stay(&request.stay)?;
        if let Some(saved) = folded.entry(&request.form) {
            return match &saved.body {
                EntryBody::Observations(set) if set.vitals == request.vitals => {
                    Ok(Plan { facts: Vec::new(), drops: Some(request.form), answer: () })
                }
                _ => Err(words::saved_differently().into()),
            };
        }
        if request.bed_shown != views::beds(&folded) && !request.bed_confirmed {
            return Err(words::bed_changed().into());
        }
        let corrected = request.amends.map(|id| correctable(&folded, &id, person)).transpose()?;
        let taken = taken(now, request.taken, corrected)?;
        let set = score(&folded.state, now, request.vitals.clone(), taken);
        let set = ObservationSet {
            confirmed: request.confirmed.iter().filter(|code| is_code(code)).cloned().collect(),
            remark: request.remark.trim().to_owned(),
            ..set
        };
        let known = self.directory().staff.contains_key(&person.staff);
        let fact = NewFact {
            scope: ScopeId::Stay(request.stay),
            id: request.form,
            taken_at: taken,
            recorded: None,
            author: person.staff,
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

    /// What the screen is told of a saved set; the same when it is saved again.
    pub(crate) fn saved(
        &self,
        now: &Now,
        stay: StayId,
        folded: &Folded,
        fact: &FactId,
    ) -> Result<Reply, Fail> {
        let state = &folded.state;
        let charted = state.set(*fact).ok_or_else(words::no_such_entry)?;
        let response = asks(charted);
        let help = response.is_some_and(|response| response >= Response::UrgentWardBased);
        let undo_ms = i64::from(self.policy.undo_seconds()) * 1_000;
        Ok(Reply::Saved(Saved {
            fact: *fact,
            stay,
            outcome: charted.set.outcome.clone(),
            previous_total: previous_total(state, charted),
            undo_until: UtcMillis(charted.by.recorded().0.saturating_add(undo_ms)),
            next_due: state.at(now.at()).due.map(|due| due.at),
            response: match (&charted.set.outcome, response) {
                (Outcome::NotApplicable { reason }, None) => reason.advice().to_owned(),
                (_, None | Some(Response::Routine)) => String::new(),
                (_, Some(response)) => response_words(response, &self.policy),
            },
            nobody_told_ring: (help && !self.line().online).then(|| self.whom_to_ring(folded)),
            flags: self.flags(now, folded, charted),
        }))
    }

    /// Whom to ring when nobody else can be told: the ward's own words, or the emergency number.
    fn whom_to_ring(&self, folded: &Folded) -> String {
        let directory = self.directory();
        let wards = folded.places().into_iter().filter_map(|place| directory.wards.get(&place.ward).cloned());
        let mut telephones: Vec<String> =
            wards.map(|ward| ward.telephone).filter(|telephone| !telephone.trim().is_empty()).collect();
        telephones.dedup();
        if telephones.is_empty() {
            format!("the nurse in charge, or {} in an emergency", self.policy.emergency_number())
        } else {
            telephones.join(" or ")
        }
    }

    /// What is in doubt about a set, in words.
    fn flags(&self, now: &Now, folded: &Folded, charted: &ChartedSet) -> Vec<String> {
        let unproved = charted.by.clock == ClockTrust::Unproved;
        let ahead = charted.at.is_some_and(|at| at.0 > now.at().0.saturating_add(CLOCK_TOLERANCE_MS));
        let flags = [
            (charted.late, "Entered late"),
            (unproved, "This device's clock has not been checked against the server's"),
            (charted.clock_doubtful && !unproved, "This device's clock is more than two minutes off"),
            (ahead, "The time taken is ahead of this device's clock"),
            (charted.by.auth == AuthLevel::Emergency, "Nobody's PIN was checked: to be countersigned"),
            (charted.set.moved_from.is_some(), "Moved here from another patient"),
            (!folded.state.ended.is_none(), "Charted after the stay ended"),
            (
                self.store.disk() == store::Disk::OnReserve,
                "Saved, but this device's disk is full: only its reserve is left. Tell IT support",
            ),
        ];
        flags.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()).collect()
    }

    pub(crate) fn mint(&self, now: &Now) -> FactId {
        crate::entropy::mint(&*self.entropy, now.at(), FactId::mint)
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

/// When the set was taken. A time ahead of a clock that is proved cannot be; ahead of one that is not, it is kept and
/// flagged (safety rule 6).
fn taken(now: &Now, choice: TakenChoice, corrected: Option<&ChartedSet>) -> Result<TakenAt, Fail> {
    match (choice, corrected) {
        (TakenChoice::At(at), _) => {
            let ahead = at.0 > now.at().0.saturating_add(CLOCK_TOLERANCE_MS);
            if ahead && matches!(now.trust, ClockTrust::Proved { .. }) {
                let message = "The time taken is still to come. Check it against the clock on the wall.";
                return Err(words::invalid("taken", "ahead", message).into());
            }
            Ok(TakenAt::At(now.by_device(at)))
        }
        (TakenChoice::AsBefore, Some(before)) => Ok(as_before(now, before)),
        (TakenChoice::AsBefore, None) => {
            let message =
                "There is no earlier set whose time this one could have. Choose the time it was taken.";
            Err(words::invalid("taken", "no_time", message).into())
        }
    }
}

/// The time of a set charted before, perhaps by another device's clock, as this device's facts say it.
pub(crate) fn as_before(now: &Now, before: &ChartedSet) -> TakenAt {
    match (before.by.taken_at, before.at) {
        (TakenAt::At(stamp), Some(at)) => {
            TakenAt::At(Stamp { offset_minutes: stamp.offset_minutes, ..now.by_device(at) })
        }
        _ => TakenAt::NotRecorded,
    }
}

/// Scores a set under the scale that the stay's facts authorise at its time; while they disagree, the worse counts
/// (safety rules 7 and 10).
pub(crate) fn score(state: &StayState, now: &Now, vitals: Vitals, taken: TakenAt) -> ObservationSet {
    let at = taken.utc().map(|at| now.trust.corrected(at));
    let (day, scale) = match (taken, at) {
        (TakenAt::At(stamp), Some(at)) => (Stamp { utc: at, ..stamp }, state.scale_at(at)),
        _ => (now.local(now.at()), state.scale()),
    };
    let applies = state.applicability(day);
    let (scale, outcome) = match scale.readings(&vitals, applies).into_iter().next() {
        Some(worst) => (worst.scale, worst.outcome),
        None => (scale.shown(), clinical::news2::score(&vitals, scale.shown(), applies)),
    };
    ObservationSet::new(vitals, scale, outcome)
}

/// What a set asks for.
fn asks(charted: &ChartedSet) -> Option<Response> {
    if charted.set.vitals.too_unwell() { Some(Response::Emergency) } else { charted.worst().response() }
}

/// The complete total before a set, for "was 3".
fn previous_total(state: &StayState, charted: &ChartedSet) -> Option<u8> {
    let before = state.sets.iter().rev().filter(|set| {
        set.mark.counts() && set.by.id != charted.by.id && set.at.is_some() && set.at <= charted.at
    });
    before
        .filter_map(|set| match set.worst() {
            Outcome::Complete { total, .. } => Some(*total),
            Outcome::Incomplete { .. } | Outcome::NotApplicable { .. } => None,
        })
        .next()
}

/// A code of a soft check, such as `jump:pulse`; anything else is not kept.
fn is_code(code: &str) -> bool {
    (1..=48).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_:".contains(&b))
}
