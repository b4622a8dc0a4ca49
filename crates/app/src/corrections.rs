//! Taking back and putting right: undo, entered in error, wrong patient. Nothing is erased; each is a fact with a reason.

use crate::{
    App, Session, assessments,
    audit::what,
    clock::Now,
    commit::{Desk, NewFact, Plan, act},
    directory::reason_by,
    observations::{LONGEST_TEXT, may_correct, score, standing},
    project::Folded,
    session::Person,
    taken::Taken,
    words::{self, Fail},
};
use clinical::{
    FactId, ScopeId, StayId, TakenAt,
    entry::{Entry, EntryBody, Withdrawal},
    leaves::{Graph, Written},
    observation::ObservationSet,
    origin::{ChartedThere, SignedThere},
    staff::Action,
};
use contract::Reply;

/// A tap within this time after the offer ended was meant in time, in milliseconds.
const UNDO_GRACE_MS: i64 = 2_000;

impl App {
    /// Takes back what was just saved.
    pub(crate) fn undo(&self, session: &Session, fact: &FactId, stay: &StayId) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let entry = folded.entry(fact).ok_or_else(words::no_such_entry)?;
            if entry.author != person.staff {
                return Err(words::not_yours_to_undo().into());
            }
            let graph = Graph::of(&folded.entries);
            if let Some(withdrawn) = graph.withdrawn_by(*fact) {
                let again = withdrawn.author == person.staff
                    && withdrawn.body == EntryBody::Withdrawal(Withdrawal::Undone);
                return if again { Ok(nothing()) } else { Err(words::already_changed().into()) };
            }
            if graph.replaced_by(*fact).is_some() {
                return Err(words::already_changed().into());
            }
            if !can_be_taken_back(&entry.body) {
                return Err(words::nothing_to_lose().into());
            }
            let recorded = entry.clock.corrected(entry.recorded_at.utc);
            let offered_ms = i64::from(folded.policy.undo_seconds()) * 1_000 + UNDO_GRACE_MS;
            if now.at().0.saturating_sub(recorded.0) > offered_ms {
                return Err(words::undo_is_over().into());
            }
            let undone = |stay: StayId, id: FactId| {
                self.withdrawal(desk, &now, &person, stay, id, Withdrawal::Undone, "undone at once")
            };
            let mut facts = vec![undone(*stay, *fact)];
            if let Some((from, withdrawal)) = moved_from(desk, entry, stay)? {
                // Undoing a move brings the set back where it was: it must stand somewhere.
                facts.push(undone(from, withdrawal));
            }
            facts.push(act(self, &now, (person.staff, person.auth), what::UNDO, Some(*stay), ""));
            Ok(Plan { facts, drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// Marks an entry as entered in error.
    pub(crate) fn enter_in_error(
        &self,
        session: &Session,
        fact: &FactId,
        stay: &StayId,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::CorrectOwn)?;
        let reason = a_reason(reason)?;
        self.commit(&now, |desk| {
            let folded = desk.known_stay(stay)?;
            let entry = folded.entry(fact).ok_or_else(words::no_such_entry)?;
            may_correct(entry, &person)?;
            if let Some(action) = decided_under(&entry.body) {
                crate::escalation::allowed(&person, action)?;
            }
            if !can_be_taken_back(&entry.body) {
                return Err(words::nothing_to_lose().into());
            }
            if !Graph::of(&folded.entries).is_current(*fact) {
                return Err(words::already_changed().into());
            }
            // Every earlier bed would go with a deep withdrawal, and the patient would be on no board; and a shift that was
            // signed before would look as if it never had been.
            let how = match &entry.body {
                EntryBody::Placement(_) | EntryBody::FluidSignature(_) => Withdrawal::Undone,
                _ => Withdrawal::EnteredInError,
            };
            let withdrawal = self.withdrawal(desk, &now, &person, *stay, *fact, how, reason);
            let audit = act(self, &now, (person.staff, person.auth), what::IN_ERROR, Some(*stay), "");
            Ok(Plan { facts: vec![withdrawal, audit], drops: None, answer: () })
        })?;
        Ok(Reply::Done)
    }

    /// The set or assessment was another patient's: withdrawn here, charted there at its own time, under that stay's scale, and both
    /// audits say so (safety rule 13).
    pub(crate) fn move_to_patient(
        &self,
        session: &Session,
        fact: &FactId,
        stay: &StayId,
        to: &StayId,
        reason: &str,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.reader(session, Action::MoveToPatient)?;
        let reason = a_reason(reason)?;
        if stay == to {
            return Err(words::same_patient().into());
        }
        let mut committed = self.commit(&now, |desk| {
            let there = desk.known_stay(to)?;
            let here = desk.known_stay(stay)?;
            // Moving is open to everybody who is known: whoever sees that it is the wrong patient puts it right.
            let entry = here.entry(fact).ok_or_else(words::no_such_entry)?;
            // Whoever charted it first, however often it was moved.
            let author = entry.on_behalf_of.unwrap_or(entry.author);
            // Moving is not signing, and not charting: what waits for a name goes on waiting, under the charter's own check.
            let charted_there = self.charted_there(&now, &here, entry);
            let (taken, body) = match &entry.body {
                EntryBody::Assessment(_) => {
                    let charted = assessments::standing(&here, fact)?;
                    let taken = Taken::as_before(&now, &charted.by, charted.at);
                    let made = assessments::moved(
                        &self.forms(),
                        charted,
                        (*stay, *fact),
                        charted_there,
                        &there,
                        &taken,
                        &now,
                    );
                    (taken, EntryBody::Assessment(Box::new(made)))
                }
                _ => {
                    let charted = standing(&here, fact)?;
                    let taken = Taken::as_before(&now, &charted.by, charted.at);
                    let scored = score(&there.state, &now, charted.set.vitals.clone(), &taken);
                    let set = ObservationSet {
                        confirmed: charted.set.confirmed.clone(),
                        from_device: charted.set.from_device.clone(),
                        remark: charted.set.remark.clone(),
                        counted: charted.set.counted,
                        moved_from: Some((*stay, *fact)),
                        charted_there: Some(charted_there),
                        ..scored
                    };
                    (taken, EntryBody::Observations(Box::new(set)))
                }
            };
            let id = desk.mint(&now);
            let by = (person.staff, person.auth);
            let moved = NewFact {
                scope: ScopeId::Stay(*to),
                id,
                taken_at: taken.at,
                recorded: taken.recorded,
                author: person.staff,
                auth: person.auth,
                on_behalf_of: (author != person.staff).then_some(author),
                supersedes: Vec::new(),
                reason: reason.to_owned(),
                body,
            };
            let how = Withdrawal::WrongPatient { moved_to: *to };
            let facts = vec![
                self.withdrawal(desk, &now, &person, *stay, *fact, how, reason),
                moved,
                act(self, &now, by, what::MOVED_AWAY, Some(*stay), ""),
                act(self, &now, by, what::MOVED_HERE, Some(*to), ""),
            ];
            Ok(Plan { facts, drops: None, answer: id })
        })?;
        let folded = committed.stays.get(to).ok_or_else(words::no_such_patient)?;
        let fresh = committed.asked.remove(to);
        if folded.state.assessment(committed.answer).is_some() {
            return self.assessment_saved(&now, *to, folded, &committed.answer, &person, fresh);
        }
        self.saved(&now, *to, folded, &committed.answer, &person, fresh)
    }

    /// What is known of the charting of an entry that is moved away: how the person was known who charted it first, however
    /// often it was moved, and whose name stands under it.
    fn charted_there(&self, now: &Now, here: &Folded, entry: &Entry) -> ChartedThere {
        let by = Written::from(entry);
        let signed = here.state.countersigned.get(&entry.id).and_then(|names| names.first());
        ChartedThere {
            auth: by.charter().1,
            name: self.directory().name_to_keep(&by),
            moved_at: now.local(now.at()),
            signed: signed.map(|by| SignedThere { fact: by.id, by: by.author, at: by.recorded() }),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one fact's parts, each of its own type")]
    pub(crate) fn withdrawal(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        stay: StayId,
        fact: FactId,
        how: Withdrawal,
        reason: &str,
    ) -> NewFact {
        let known = self.directory().staff.contains_key(&person.staff);
        NewFact {
            scope: ScopeId::Stay(stay),
            id: desk.mint(now),
            taken_at: TakenAt::At(now.recorded()),
            recorded: None,
            author: person.staff,
            auth: person.auth,
            on_behalf_of: None,
            supersedes: vec![fact],
            reason: reason_by(person, known, reason),
            body: EntryBody::Withdrawal(how),
        }
    }
}

fn nothing() -> Plan<()> {
    Plan { facts: Vec::new(), drops: None, answer: () }
}

/// The stay that an entry was moved from, and the standing withdrawal that took it out of there.
fn moved_from(desk: &Desk<'_, '_>, entry: &Entry, here: &StayId) -> Result<Option<(StayId, FactId)>, Fail> {
    let origin = match &entry.body {
        EntryBody::Observations(set) => set.moved_from,
        EntryBody::Assessment(made) => made.moved_from,
        _ => None,
    };
    let Some((from, original)) = origin else { return Ok(None) };
    let there = desk.stay(&from)?;
    let graph = Graph::of(&there.entries);
    let withdrawal = graph.withdrawn_by(original).filter(|withdrawal| {
        withdrawal.body == EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to: *here })
    });
    Ok(withdrawal.map(|withdrawal| (from, withdrawal.id)))
}

/// Kinds that a person can take back. A stay's beginning, history and other withdrawals are not among them. An act on an
/// episode can be: what it answered is then unanswered again.
const fn can_be_taken_back(body: &EntryBody) -> bool {
    match body {
        EntryBody::Observations(_)
        | EntryBody::Placement(_)
        | EntryBody::Discharge(_)
        | EntryBody::SpO2Scale(_)
        | EntryBody::Pregnancy(_)
        | EntryBody::Allergies(_)
        | EntryBody::Allocation(_)
        | EntryBody::Escalation(_)
        | EntryBody::Concern(_)
        | EntryBody::Monitoring(_)
        | EntryBody::ObservationsStop(_)
        | EntryBody::OffWard(_)
        | EntryBody::Resuscitation(_)
        | EntryBody::Ceiling(_)
        | EntryBody::Oxygen(_)
        | EntryBody::Precaution(_)
        | EntryBody::SamePerson(_)
        | EntryBody::Countersignature(_)
        | EntryBody::Arrival(_)
        | EntryBody::Handover(_)
        | EntryBody::VisitPlan(_)
        | EntryBody::VisitCalledOff(_)
        | EntryBody::VisitStart(_)
        | EntryBody::VisitEnd(_)
        | EntryBody::Goal(_)
        | EntryBody::TherapyHandover(_)
        | EntryBody::Caseload(_)
        | EntryBody::Home(_)
        | EntryBody::FluidSignature(_)
        | EntryBody::Assessment(_) => true,
        EntryBody::Admission(_)
        | EntryBody::Confirmed(_)
        | EntryBody::Dismissal(_)
        | EntryBody::Identity(_)
        | EntryBody::Withdrawal(_)
        | EntryBody::Historic(_)
        | EntryBody::HandoverRead(_)
        | EntryBody::Note(_)
        | EntryBody::NoteEdit(_)
        | EntryBody::NoteSignature(_)
        | EntryBody::IndexStay(_)
        | EntryBody::Staff(_)
        | EntryBody::Ward(_)
        | EntryBody::Device(_)
        | EntryBody::Policy(_)
        | EntryBody::Form(_)
        | EntryBody::Act(_)
        | EntryBody::Newer { .. } => false,
    }
}

/// What whoever takes back a decision must be allowed to decide.
const fn decided_under(body: &EntryBody) -> Option<Action> {
    match body {
        EntryBody::SpO2Scale(_) => Some(Action::DecideScale),
        EntryBody::Resuscitation(_) | EntryBody::Ceiling(_) | EntryBody::Oxygen(_) => {
            Some(Action::RecordTreatmentDecision)
        }
        EntryBody::Monitoring(_) => Some(Action::TightenMonitoring),
        EntryBody::ObservationsStop(_) => Some(Action::StopObservations),
        _ => None,
    }
}

/// A reason that says something.
pub(crate) fn a_reason(reason: &str) -> Result<&str, Fail> {
    let reason = reason.trim();
    if (1..=LONGEST_TEXT).contains(&reason.chars().count()) {
        Ok(reason)
    } else {
        let message = format!("Say why, in up to {LONGEST_TEXT} characters.");
        Err(words::invalid("reason", "reason", &message).into())
    }
}
