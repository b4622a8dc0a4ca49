//! Filling in a form: opening, keying, saving. The engine is `clinical::form`; the screen holds no rule of any form.
//!
//! As with a set, recording is refused to nobody who has a name (safety rule 3), and a form is bound to its patient and
//! bed (safety rule 13).

mod moving;
mod views;

pub(crate) use moving::moved;
pub(crate) use views::{alerts, totals};

use crate::{
    App, Session,
    audit::{Of, what},
    clock::{Now, Reading},
    commit::{Desk, NewFact, Plan, act},
    directory::reason_by,
    drafts::{DraftClocks, DraftOf},
    fluids, identified,
    observations::{LONGEST_TEXT, may_correct},
    project::Folded,
    session::{OpenForm, Person},
    taken::Taken,
    views as shared,
    words::{self, Fail},
};
use clinical::{
    FactId, ScopeId, StayId, UtcMillis,
    entry::EntryBody,
    form::{
        Answer, Answered, Assessment, Definition, Draft, FieldCode, Given, assess, check,
        fluid::{FluidEntry, same_void},
    },
    observation::Identified,
    staff::{Action, AuthLevel},
    stay::ChartedAssessment,
};
use contract::{CheckView, FillAssessment, Filled, Reply, SaveAssessment, TakenChoice};

/// The code of the question whether an output is one that was charted already.
const SAME_VOID: &str = "same_void";

impl App {
    /// Opens a form. Under a lock, or a name that was not checked, it shows who the patient is and nothing of how they
    /// were.
    pub(crate) fn open_assessment(
        &self,
        session: &Session,
        stay: &StayId,
        url: &str,
        amends: Option<FactId>,
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        if amends.is_some() {
            // To correct an assessment is to see it.
            self.reader(session, Action::Read)?;
        }
        let folded = self.stay(stay)?;
        let corrected = amends.map(|id| correctable(&folded, &id, &person)).transpose()?;
        let forms = self.forms();
        let form = forms.find(url).ok_or_else(words::no_such_form)?;
        if corrected.is_some_and(|made| made.made.pin.url != url) {
            return Err(words::no_such_form().into());
        }
        self.audit_look(session, &now, &person, what::OPEN_FORM, Of::Stay(*stay))?;
        let of = DraftOf { amends, rechecks: None, assessment: Some(url) };
        let kept = self.draft(&now, &person, &folded, stay, of)?;
        let id = kept.as_ref().map_or_else(|| self.mint(&now), |kept| kept.form);
        session.opened(
            id,
            OpenForm { stay: *stay, amends, rechecks: None, opened: now.reading(), discarded: false },
        );
        let started = kept.as_ref().map(|kept| kept.started_at);
        let begun: Option<Draft> = kept.and_then(|kept| serde_json::from_str(&kept.text).ok());
        let before = begun.or_else(|| corrected.map(|made| given(&made.made)));
        // What was keyed under another version is opened under this one, which is what the nurse now looks at.
        let changed = before.as_ref().is_some_and(|draft| draft.pin != *form.pin());
        let draft = Draft { pin: form.pin().clone(), ..before.unwrap_or_else(|| Draft::new(form)) };
        let bed = shared::beds(&folded, &self.directory());
        let identify = identified::is_asked(session, &now, stay, &bed);
        let opened =
            views::Opened { id, form, draft, started, changed, corrected, reads: reads(&person), identify };
        let directory = self.directory();
        let views = shared::Views { app: self, now, directory: &directory };
        self.store.read(|tx| Ok(Reply::Assessment(Box::new(opened.view(&views, tx, *stay, &folded)?))))
    }

    /// Reads what has been keyed so far, keeps it, and says what to show.
    pub(crate) fn fill_assessment(&self, session: &Session, asked: &FillAssessment) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let FillAssessment { id, stay, draft, taken, amends } = asked;
        let text = serde_json::to_string(draft).map_err(|_| words::internal())?;
        self.keep_form(session, id, stay, &text, &draft.pin.url, *amends)?;
        // Kept first: a form that has changed meanwhile loses nothing that was keyed.
        let forms = self.forms();
        let form = forms.pinned(&draft.pin).ok_or_else(words::form_changed)?;
        let folded = self.stay(stay)?;
        let corrected = amends.and_then(|id| folded.state.assessment(id));
        let at = match (taken, corrected) {
            (TakenChoice::At(at), _) => Some(*at),
            (TakenChoice::AsBefore, corrected) => corrected.and_then(|made| made.at),
        };
        Ok(Reply::Filled(Box::new(filled(form, draft, &folded, at, *amends, &now, reads(&person)))))
    }

    /// Saves an assessment, or a corrected one.
    pub(crate) fn save_assessment(&self, session: &Session, asked: &SaveAssessment) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let opened = session.form(&asked.id);
        if opened.is_some_and(|form| form.stay != asked.stay) {
            return Err(words::other_form().into());
        }
        if asked.reason.chars().count() > LONGEST_TEXT {
            let message = format!("Up to {LONGEST_TEXT} characters fit here.");
            return Err(words::invalid("reason", "too_long", &message).into());
        }
        let opened = opened.map(|form| form.opened);
        let said = identified::said(session, &now, asked.stay, &asked.bed_shown, asked.identified.as_ref());
        let committed = self
            .commit(&now, |desk| self.plan_assessment(desk, &now, &person, asked, (opened, said.clone())))?;
        let fresh = committed.asked.into_values().next();
        let folded = match committed.stays.into_iter().next() {
            Some((_, folded)) => folded,
            None => self.stay(&asked.stay)?,
        };
        self.assessment_saved(&now, asked.stay, &folded, &asked.id, &person, fresh)
    }

    fn plan_assessment(
        &self,
        desk: &Desk<'_, '_>,
        now: &Now,
        person: &Person,
        asked: &SaveAssessment,
        (opened, said): (Option<Reading>, Option<Identified>),
    ) -> Result<Plan<()>, Fail> {
        let folded = desk.known_stay(&asked.stay)?;
        let saved = folded.entry(&asked.id);
        let forms = self.forms();
        let Some(form) = forms.pinned(&asked.draft.pin) else { return Err(words::form_changed().into()) };
        if saved.is_none()
            && asked.bed_shown != shared::beds(&folded, &self.directory())
            && !asked.bed_confirmed
        {
            return Err(words::bed_changed().into());
        }
        let corrected = match (saved, asked.amends) {
            (None, Some(id)) => Some(correctable(&folded, &id, person)?),
            _ => None,
        };
        let clocks = Self::draft_clocks(desk.tx, now, &asked.id)?;
        let clocks = DraftClocks { opened: opened.or(clocks.opened), ..clocks };
        let before = corrected.map(|made| (&made.by, made.at));
        let taken = match saved {
            Some(saved) => Taken { at: saved.taken_at, recorded: None },
            None => Taken::chosen(now, asked.taken, before, clocks)?,
        };
        let at = taken.true_stamp(now).map(|stamp| stamp.utc);
        let recent = recent(&folded, form, at, asked.amends);
        let made = assess(form, &asked.draft, &recent).map_err(words::invalid_form)?;
        if let Some(saved) = saved {
            return match &saved.body {
                EntryBody::Assessment(first) if first.answers == made.answers && first.pin == made.pin => {
                    Ok(Plan { facts: Vec::new(), drops: Some(asked.id), answer: () })
                }
                _ => Err(words::saved_differently().into()),
            };
        }
        let asked_about = checks(form, &asked.draft, &folded, at, asked.amends, now);
        let confirmed = made.confirmed.into_iter().filter(|code| asked_about.iter().any(|c| c.code == *code));
        let made = Assessment { confirmed: confirmed.collect(), ..made };
        let known = self.directory().staff.contains_key(&person.staff);
        let fact = NewFact {
            scope: ScopeId::Stay(asked.stay),
            id: asked.id,
            taken_at: taken.at,
            recorded: taken.recorded,
            author: person.staff,
            auth: person.auth,
            on_behalf_of: None,
            supersedes: asked.amends.into_iter().collect(),
            reason: reason_by(person, known, asked.reason.trim()),
            body: EntryBody::Assessment(Box::new(made)),
        };
        let what = if asked.amends.is_some() { what::AMEND } else { what::RECORD_ASSESSMENT };
        let audit = act(self, now, (person.staff, person.auth), what, Some(asked.stay), "");
        let confirmed = self.confirmed(desk, now, person, asked.stay, asked.id, said);
        let facts = [fact, audit].into_iter().chain(confirmed).collect();
        Ok(Plan { facts, drops: Some(asked.id), answer: () })
    }
}

fn reads(person: &Person) -> bool {
    person.auth == AuthLevel::Pin
}

/// An assessment that stands.
pub(crate) fn standing<'f>(folded: &'f Folded, id: &FactId) -> Result<&'f ChartedAssessment, Fail> {
    folded.entry(id).ok_or_else(words::no_such_entry)?;
    let charted = folded.state.assessment(*id).ok_or_else(words::not_a_set)?;
    if charted.mark.counts() { Ok(charted) } else { Err(words::already_changed().into()) }
}

/// An assessment that stands and that this person may correct.
fn correctable<'f>(folded: &'f Folded, id: &FactId, person: &Person) -> Result<&'f ChartedAssessment, Fail> {
    may_correct(folded.entry(id).ok_or_else(words::no_such_entry)?, person)?;
    standing(folded, id)
}

/// The assessments of the same form that count and were made before, newest first; without the one that is corrected.
fn recent<'f>(
    folded: &'f Folded,
    form: &Definition,
    before: Option<UtcMillis>,
    corrected: Option<FactId>,
) -> Vec<&'f Assessment> {
    charted_before(folded, form, before, corrected).map(|made| &made.made).collect()
}

fn charted_before<'f>(
    folded: &'f Folded,
    form: &Definition,
    before: Option<UtcMillis>,
    corrected: Option<FactId>,
) -> impl Iterator<Item = &'f ChartedAssessment> {
    let url = form.pin().url.clone();
    folded.state.assessments.iter().rev().filter(move |made| {
        made.mark.counts()
            && made.made.pin.url == url
            && Some(made.by.id) != corrected
            && before.is_none_or(|before| made.at.is_some_and(|at| at <= before))
    })
}

/// What to show for a draft. Whoever may not read is not told of last time, by way of a change since then either.
fn filled(
    form: &Definition,
    draft: &Draft,
    folded: &Folded,
    at: Option<UtcMillis>,
    amends: Option<FactId>,
    now: &Now,
    reads: bool,
) -> Filled {
    let recent = if reads { recent(folded, form, at, amends) } else { Vec::new() };
    let errors = assess(form, draft, &recent).err().unwrap_or_default();
    let (missing, errors): (Vec<_>, Vec<_>) =
        errors.into_iter().partition(|error| error.code == FieldCode::Required);
    let errors = errors.into_iter().filter(|error| error.code != FieldCode::Empty);
    let shown = draft.shown(form, &recent);
    let result = draft.preview(form, &recent);
    let checks = if reads { checks(form, draft, folded, at, amends, now) } else { Vec::new() };
    Filled {
        derived: views::derived(form, &result, &shown),
        shown: shown.into_iter().map(shared::count).collect(),
        problems: errors.map(words::form_problem).collect(),
        missing: missing.into_iter().map(|error| error.link).collect(),
        totals: totals(&result),
        alerts: alerts(&result),
        next_due: result.next_due.map_or_else(String::new, |next| next.words()),
        advice: result.advice,
        checks,
        begun: !draft.given.is_empty() || draft.unable.is_some(),
    }
}

/// What to ask about before it is saved.
fn checks(
    form: &Definition,
    draft: &Draft,
    folded: &Folded,
    at: Option<UtcMillis>,
    amends: Option<FactId>,
    now: &Now,
) -> Vec<CheckView> {
    let recent = recent(folded, form, at, amends);
    let answers = draft.so_far(form);
    let asked = check(form, &answers, &recent);
    let mut checks: Vec<CheckView> = asked
        .into_iter()
        .map(|asked| CheckView { code: asked.code(), link: asked.link, message: asked.message })
        .collect();
    let pin = form.pin().clone();
    let made = Assessment {
        pin,
        title: String::new(),
        answers,
        unable: None,
        result: clinical::form::FormResult::default(),
        confirmed: Vec::new(),
        moved_from: None,
        charted_there: None,
    };
    let at = now.local(at.unwrap_or_else(|| now.at()));
    if let Some(entry) = FluidEntry::of(&made, at)
        && let Some(other) = same_void(&entry, fluids::entries(folded, amends))
    {
        let message = format!(
            "{} was charted at {} too. Is this another one?",
            other.label,
            clinical::cui::time_of(other.at)
        );
        checks.push(CheckView { code: SAME_VOID.to_owned(), link: "kind-out".to_owned(), message });
    }
    checks
}

/// Stored answers as they would be keyed again.
fn given(made: &Assessment) -> Draft {
    let key = |answered: &Answered| match &answered.answer {
        Answer::Chosen(options) => Given::Chosen(options.iter().map(|option| option.code.clone()).collect()),
        Answer::Number(measured) => {
            Given::Typed(measured.number.shown(measured.places).replace('\u{2212}', "-"))
        }
        Answer::Text(text) => Given::Typed(text.clone()),
        Answer::Yes(yes) => Given::Yes(*yes),
        Answer::At(stamp) => Given::At(*stamp),
        Answer::NotTestable(reason) => Given::NotTestable(reason.code.clone()),
    };
    Draft {
        pin: made.pin.clone(),
        given: made.answers.iter().map(|(link, answered)| (link.clone(), key(answered))).collect(),
        unable: made.unable.clone(),
        confirmed: Vec::new(),
    }
}
