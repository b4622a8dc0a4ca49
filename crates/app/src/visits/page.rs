//! The page of a visit.

use super::{notes_of, plans::can_take_back, that_matters};
use crate::{
    App, Session,
    audit::{Of, what},
    clock::Now,
    project::{self, Folded, flags, standing::StatusFacts},
    session::Person,
    views::{self, Views},
    words::Fail,
};
use clinical::{
    ScopeId, StayId,
    cui::{date, date_time},
    leaves::{Leaf, Written},
    stay::{Happened, Meanwhile, Visit, VisitStage},
    visit::{Goal, VisitEnd, VisitEnding, VisitStart, not_seen_label},
};
use contract::{GoalView, Reply, VisitLine, VisitView};

impl App {
    /// The page, for somebody who may read.
    pub(super) fn visit_page(
        &self,
        session: &Session,
        now: &Now,
        person: &Person,
        stay: StayId,
    ) -> Result<Reply, Fail> {
        let folded = self.stay(&stay)?;
        self.audit_look(session, now, person, what::VIEW_VISIT, Of::Stay(stay))?;
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let state = &folded.state;
        let banner = project::banner(stay, &folded);
        let like_name = self.store.read(|tx| views.has_like_name(tx, stay, &banner))?;
        let matters = that_matters(&folded, person);
        let line = |visit| views.visit_line(stay, &folded, visit, person);
        let others = state.visits.iter().rev().filter(|visit| !matters.is_some_and(|of| of == *visit));
        Ok(Reply::Visit(Box::new(VisitView {
            banner: views::banner(banner, now, like_name),
            homes: state.home.values().cloned().collect(),
            status: StatusFacts::of(state.at(now.at())).view(&folded.policy),
            flags: flags::all(&folded).iter().map(|flag| flag.view(&directory, now)).collect(),
            alert: views.alert(&folded),
            on_caseload: state.caseload_of.contains(&person.staff),
            visit: matters.map(|visit| VisitLine { changes: views.changes(&folded, visit), ..line(visit) }),
            others: others.map(line).collect(),
            goals: state.goals.iter().map(|leaf| views.goal(leaf)).collect(),
            handovers: state
                .therapy
                .iter()
                .map(|leaf| (leaf.value.clone(), views.who_and_when(&leaf.by)))
                .collect(),
            notes: notes_of(stay, &folded).map(|(note, of)| (note, views.note_line(of))).collect(),
            unsent: views.unsent_with_notes(stay, &folded)?,
            now: now.at(),
            offset_minutes: now.offset_at(now.at()),
        })))
    }
}

impl Views<'_> {
    /// One visit.
    pub(super) fn visit_line(&self, stay: StayId, folded: &Folded, of: &Visit, person: &Person) -> VisitLine {
        let by = of.starts.first().map(|start| self.directory.author(&start.by));
        let planned = of.plans.first().or(of.earlier.last());
        let by = by.or_else(|| planned.map(|plan| self.directory.name(&plan.value.staff)));
        let of_it =
            |leaf: &clinical::note::NoteOpened| leaf.visit.is_some_and(|visit| of.names.contains(&visit));
        VisitLine {
            id: of.id(),
            stage: of.stage(),
            planned_at: of.planned_at(),
            purpose: planned.map(|plan| plan.value.purpose.clone()).unwrap_or_default(),
            began: of.began(),
            ended: of.ended(),
            by: by.or_else(|| of.ends.first().map(|end| self.directory.author(&end.by))).unwrap_or_default(),
            checked: of.starts.iter().map(|start| checked(&start.value)).collect(),
            mine: of.is_of(person.staff),
            outcome: self.outcome(of),
            told: of.meanwhile.iter().map(|of| self.told(folded, of)).collect(),
            note: notes_of(stay, folded)
                .find(|(_, note)| note.withdrawn.is_none() && of_it(&note.opened.value))
                .map(|(note, _)| note),
            moved_from: of.moved_from(),
            plans: self.plans(folded, of),
            changes: Vec::new(),
            entered: self.entered(of),
            can_take_back: can_take_back(folded, of, person),
        }
    }

    /// How it ended, or why nobody goes; each, when people say different things.
    fn outcome(&self, of: &Visit) -> Vec<String> {
        let ended = |end: &Leaf<VisitEnd>| format!("{}. {}", how(&end.value.how), self.who_and_when(&end.by));
        if of.stage() == VisitStage::CalledOff {
            return self.called_off(of);
        }
        of.ends.iter().map(ended).collect()
    }

    fn note_line(&self, of: &clinical::stay::StayNote) -> String {
        let opened = self.who_and_when(&of.opened.by);
        if of.withdrawn.is_some() { format!("{opened}. Withdrawn: wrong patient") } else { opened }
    }

    fn goal(&self, leaf: &Leaf<Goal>) -> GoalView {
        let overdue = leaf.value.is_overdue(self.today());
        let Goal { words, measure, by, standing } = leaf.value.clone();
        GoalView {
            id: leaf.by.id,
            words,
            measure,
            by: by.map(date).unwrap_or_default(),
            standing,
            said: self.who_and_when(&leaf.by),
            overdue,
        }
    }

    /// The day that the ward has.
    pub(super) fn today(&self) -> chrono::NaiveDate {
        self.now.local(self.now.at()).local_date()
    }

    fn told(&self, folded: &Folded, of: &Meanwhile) -> String {
        let what = match &of.what {
            Happened::Moved(place) => format!("Moved to bed {}", views::bed(place, folded, self.directory)),
            Happened::Left => "Left the hospital".to_owned(),
            Happened::Died => "The patient has died".to_owned(),
        };
        let when = of.at.map(|at| date_time(self.now.local(at)));
        let when = when.map(|when| format!(", {when}")).unwrap_or_default();
        format!("{what}{when} ({})", self.directory.author(&of.by))
    }

    /// "Ana Silva, 22-Nov-2026 09:10".
    pub(crate) fn who_and_when(&self, by: &Written) -> String {
        let at = by.at().unwrap_or_else(|| by.recorded());
        format!("{}, {}", self.directory.author(by), date_time(self.now.local(at)))
    }

    /// Entries of a stay and of its notes that are only on this device.
    pub(crate) fn unsent_with_notes(&self, stay: StayId, folded: &Folded) -> Result<u32, Fail> {
        let waiting = self.app.waiting()?;
        let notes = notes_of(stay, folded).map(|(note, _)| ScopeId::Note(note));
        let scopes = [ScopeId::Stay(stay)].into_iter().chain(notes);
        Ok(scopes.map(|scope| waiting.of(&scope).unsent()).fold(0, u32::saturating_add))
    }
}

pub(super) fn precautions(folded: &Folded) -> Vec<String> {
    let needed = folded.state.precautions().into_iter().filter(|precaution| precaution.is_needed());
    needed.map(|precaution| precaution.label()).collect()
}

pub(super) fn how(ending: &VisitEnding) -> String {
    match ending {
        VisitEnding::Seen => "Seen".to_owned(),
        VisitEnding::NotSeen { reason, words } if words.trim().is_empty() => {
            format!("Not seen: {}", not_seen_label(reason))
        }
        VisitEnding::NotSeen { reason, words } => {
            format!("Not seen: {}: {}", not_seen_label(reason), words.trim())
        }
    }
}

/// By what a patient was identified, and whether they agreed.
fn checked(start: &VisitStart) -> String {
    let by: Vec<&str> = start.identity.iter().map(|check| check.label()).collect();
    format!(
        "Identified by: {}. Consent: {}",
        by.join(", ").to_lowercase().replace("nhs", "NHS"),
        start.consent.label().to_lowercase()
    )
}
