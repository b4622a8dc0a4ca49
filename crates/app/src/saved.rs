//! What the screen is told of a set or an assessment that was just saved: what it asks for, whom to ring, what is in doubt.

use crate::{
    App, assessments,
    clock::Now,
    countersign::is_supervised,
    project::{Asked, Folded},
    session::Person,
    views::Views,
    words::{self, Fail},
};
use clinical::{
    ClockTrust, FactId, ScopeId, StayId, UtcMillis,
    leaves::Written,
    news2::{Outcome, Response},
    staff::AuthLevel,
    stay::{ChartedAssessment, ChartedSet, Episode, StayState},
    time::CLOCK_TOLERANCE_MS,
};
use contract::{AssessmentSaved, EpisodeView, Reply, RingIfUnheard, Saved};
use store::Standing;

impl App {
    /// What the screen is told of a saved set; the same when it is saved again. Of one that is `fresh`, just
    /// committed, it is known how the stay stands with it, and that nobody else has it yet.
    pub(crate) fn saved(
        &self,
        now: &Now,
        stay: StayId,
        folded: &Folded,
        fact: &FactId,
        person: &Person,
        fresh: Option<Asked>,
    ) -> Result<Reply, Fail> {
        let state = &folded.state;
        let charted = state.set(*fact).ok_or_else(words::no_such_entry)?;
        let response = asks(charted);
        let help = response.is_some_and(|response| response >= Response::UrgentWardBased);
        let is_fresh = fresh.is_some();
        let asked = fresh.unwrap_or_else(|| Asked::of(folded, now.at()));
        let alert = alert_of(&asked.open, fact);
        let (nobody_told_ring, ring_if_unheard) =
            self.ring(help, now, folded, &charted.by, (stay, is_fresh, alert))?;
        Ok(Reply::Saved(Saved {
            fact: *fact,
            stay,
            outcome: charted.set.outcome.clone(),
            too_unwell: charted.set.vitals.too_unwell(),
            previous_total: previous_total(state, charted),
            undo_until: undo_until(folded, charted.by.recorded()),
            next_due: asked.due,
            response: match (&charted.set.outcome, response) {
                (Outcome::NotApplicable { reason }, None) => reason.advice().to_owned(),
                (_, None | Some(Response::Routine)) => String::new(),
                (_, Some(response)) => folded.policy.response_words(response).to_owned(),
            },
            episode: self.episode_of(now, folded, alert, fact, person),
            nobody_told_ring,
            ring_if_unheard,
            flags: self.flags(now, folded, &Charted::from(charted)),
            recheck: charted.set.rechecks.is_some(),
        }))
    }

    /// What the screen is told of a saved assessment; the same when it is saved again.
    pub(crate) fn assessment_saved(
        &self,
        now: &Now,
        stay: StayId,
        folded: &Folded,
        fact: &FactId,
        person: &Person,
        fresh: Option<Asked>,
    ) -> Result<Reply, Fail> {
        let charted = folded.state.assessment(*fact).ok_or_else(words::no_such_entry)?;
        let made = &charted.made;
        let help = made.result.level().is_some_and(|level| level >= Response::UrgentWardBased);
        let is_fresh = fresh.is_some();
        let asked = fresh.unwrap_or_else(|| Asked::of(folded, now.at()));
        let alert = alert_of(&asked.open, fact);
        let (nobody_told_ring, ring_if_unheard) =
            self.ring(help, now, folded, &charted.by, (stay, is_fresh, alert))?;
        let due = folded.state.assessments_due(now.at());
        let fluid = if made.pin.url == clinical::form::fluid::FORM && person.auth == AuthLevel::Pin {
            crate::fluids::day_with(folded, fact, now)
        } else {
            None
        };
        Ok(Reply::AssessmentSaved(Box::new(AssessmentSaved {
            fact: *fact,
            stay,
            title: made.title.clone(),
            totals: assessments::totals(&made.result),
            alerts: assessments::alerts(&made.result),
            advice: made.result.advice.clone(),
            undo_until: undo_until(folded, charted.by.recorded()),
            next_due: due.iter().find(|due| due.form == made.pin.url).map(|due| due.due_at),
            nobody_told_ring,
            ring_if_unheard,
            episode: self.episode_of(now, folded, alert, fact, person),
            flags: self.flags(now, folded, &Charted::from(charted)),
            fluid,
        })))
    }

    /// Whom to ring about an entry that asks for help: now, since nobody else can know; or if it is not heard of soon.
    fn ring(
        &self,
        help: bool,
        now: &Now,
        folded: &Folded,
        by: &Written,
        (stay, fresh, alert): (StayId, bool, Option<&Episode>),
    ) -> Result<(Option<String>, Option<RingIfUnheard>), Fail> {
        let whom = || self.directory().ring(folded, alert);
        Ok(match help.then(|| self.heard(stay, &by.id, fresh)).transpose()? {
            None | Some(Heard::OnServer) => (None, None),
            Some(Heard::ByNobody) => (Some(whom()), None),
            Some(Heard::NotYet) => (None, Some(ring_if_unheard(now, folded, by, whom()))),
        })
    }

    /// The open episode that the entry is part of. Somebody who may not read sees what the set asks for, and no more.
    fn episode_of(
        &self,
        now: &Now,
        folded: &Folded,
        of: Option<&Episode>,
        fact: &FactId,
        person: &Person,
    ) -> Option<Box<EpisodeView>> {
        let of = of.filter(|_| person.auth != AuthLevel::Emergency)?;
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let beside = views.beside(folded, of, *fact);
        Some(Box::new(EpisodeView { beside, ..views.episode(folded, of, person) }))
    }

    /// Who else can have been told of an entry.
    fn heard(&self, stay: StayId, fact: &FactId, fresh: bool) -> Result<Heard, Fail> {
        let standing = if fresh {
            Some(Standing::OnDevice)
        } else {
            self.store.read(|tx| tx.outbox().standing(&ScopeId::Stay(stay), fact))?
        };
        Ok(match standing {
            Some(Standing::OnServer | Standing::Verified) => Heard::OnServer,
            Some(Standing::SetAside) => Heard::ByNobody,
            Some(Standing::OnDevice) | None if self.line().online => Heard::NotYet,
            Some(Standing::OnDevice) | None => Heard::ByNobody,
        })
    }

    /// What is in doubt about an entry, in words.
    fn flags(&self, now: &Now, folded: &Folded, charted: &Charted<'_>) -> Vec<String> {
        let unproved = charted.by.clock == ClockTrust::Unproved;
        let supervised = is_supervised(&self.directory(), charted.by);
        let ahead = charted.at.is_some_and(|at| at.0 > now.at().0.saturating_add(CLOCK_TOLERANCE_MS));
        let flags = [
            (charted.late, "Entered late"),
            (unproved, "This device's clock has not been checked against the server's"),
            (charted.clock_doubtful && !unproved, "This device's clock is more than two minutes off"),
            (ahead, "The time taken is ahead of this device's clock"),
            (charted.by.is_doubtful(), "Nobody's PIN was checked: to be countersigned"),
            (supervised, "Charted by a student: to be countersigned"),
            (charted.moved_here, "Moved here from another patient"),
            (!folded.state.ended.is_none(), "Charted after the stay ended"),
            (
                self.store.disk() == store::Disk::OnReserve,
                "Saved, but this device's disk is full: only its reserve is left. Tell IT support",
            ),
        ];
        flags.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned()).collect()
    }
}

/// The open alert that an entry belongs to: one that it raised or came to, or that it corrects so that nothing asks for anybody
/// any more, since that alert stands all the same (safety rule 4).
fn alert_of<'e>(open: &'e [Episode], fact: &FactId) -> Option<&'e Episode> {
    open.iter().find(|episode| episode.facts().contains(fact))
}

/// What the screen does about an entry that is on its way. A server that has frozen keeps its connections open, and it
/// takes the session half a minute to give one up: the patient cannot wait for that.
fn ring_if_unheard(now: &Now, folded: &Folded, by: &Written, whom: String) -> RingIfUnheard {
    let unheard_ms = i64::from(folded.policy.unheard_seconds()) * 1_000;
    // A clock that was put right since may have the set in the future, which would put the alarm off.
    let saved = by.recorded().0.min(now.at().0);
    RingIfUnheard { from: UtcMillis(saved.saturating_add(unheard_ms)), whom }
}

fn undo_until(folded: &Folded, recorded: UtcMillis) -> UtcMillis {
    let undo_ms = i64::from(folded.policy.undo_seconds()) * 1_000;
    UtcMillis(recorded.0.saturating_add(undo_ms))
}

/// What may be in doubt about a set or an assessment.
struct Charted<'f> {
    by: &'f Written,
    at: Option<UtcMillis>,
    late: bool,
    clock_doubtful: bool,
    moved_here: bool,
}

impl<'f> From<&'f ChartedSet> for Charted<'f> {
    fn from(set: &'f ChartedSet) -> Self {
        let ChartedSet { by, at, late, clock_doubtful, .. } = set;
        let moved_here = set.set.moved_from.is_some();
        Self { by, at: *at, late: *late, clock_doubtful: *clock_doubtful, moved_here }
    }
}

impl<'f> From<&'f ChartedAssessment> for Charted<'f> {
    fn from(made: &'f ChartedAssessment) -> Self {
        let ChartedAssessment { by, at, late, clock_doubtful, .. } = made;
        let moved_here = made.made.moved_from.is_some();
        Self { by, at: *at, late: *late, clock_doubtful: *clock_doubtful, moved_here }
    }
}

/// Who else can have been told of an entry.
enum Heard {
    /// The server has it.
    OnServer,
    /// It is on this device only, and the server is thought to be there.
    NotYet,
    /// It is on this device only and there is no line, or the server keeps it aside.
    ByNobody,
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
