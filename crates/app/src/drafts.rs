//! Sets not saved yet: kept at every key, offered again to the same person only.

use crate::{
    App, Session,
    clock::{Now, Reading},
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{FactId, StaffId, StayId, UtcMillis};
use contract::Reply;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Draft, ReadTx};

/// Longest draft, in bytes.
const LONGEST: usize = 8 * 1024;

/// Longest draft of a form, in bytes: more than a fact holds, so that what is too long to save is kept all the same.
const LONGEST_FORM: usize = 64 * 1024;

/// What a draft is a draft of: what was begun as one thing is never offered as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DraftOf<'a> {
    /// The set or the assessment that is corrected.
    pub(crate) amends: Option<FactId>,
    /// The set of which one sign is measured again.
    pub(crate) rechecks: Option<FactId>,
    /// The address of the form; `None`: a set of observations.
    pub(crate) assessment: Option<&'a str>,
}

/// A draft as it is kept: the screen's own text, and what it corrects or measures again, so that neither is offered as a new set
/// as long as the core knows what its form was opened for.
#[derive(Serialize, Deserialize)]
struct Kept {
    amends: Option<FactId>,
    /// The set of which one sign is measured again; absent in drafts of an older version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rechecks: Option<FactId>,
    /// What the clocks showed when the first key was pressed; absent in drafts of an older version.
    #[serde(default)]
    started: Option<Reading>,
    /// What they showed when the form was opened last.
    #[serde(default)]
    opened: Option<Reading>,
    /// The address of the form it is a draft of; `None`: a set of observations.
    #[serde(default)]
    assessment: Option<String>,
    text: String,
}

impl Kept {
    fn of(&self) -> DraftOf<'_> {
        let Self { amends, rechecks, .. } = *self;
        DraftOf { amends, rechecks, assessment: self.assessment.as_deref() }
    }
}

/// The clocks that the times of a draft were read off.
#[derive(Clone, Copy, Default)]
pub(crate) struct DraftClocks {
    /// When the form was opened last.
    pub(crate) opened: Option<Reading>,
    /// The time of the first key, where nobody can say any more what it is by the clock of now.
    pub(crate) adrift: Option<UtcMillis>,
}

/// A draft that is offered again.
pub(crate) struct Offered {
    /// The form it was keyed into, which is gone on with.
    pub(crate) form: FactId,
    /// The screen's own text.
    pub(crate) text: String,
    /// When its first key was pressed.
    pub(crate) started_at: UtcMillis,
}

impl App {
    /// Keeps what has been keyed so far.
    pub(crate) fn keep_draft(
        &self,
        session: &Session,
        form: &FactId,
        stay: &StayId,
        text: &str,
        of: DraftOf<'_>,
    ) -> Result<Reply, Fail> {
        if text.len() > LONGEST {
            return Err(words::draft_too_long().into());
        }
        self.keep(session, form, stay, text, of)?;
        Ok(Reply::Done)
    }

    /// Keeps what has been keyed into a form so far.
    pub(crate) fn keep_form(
        &self,
        session: &Session,
        form: &FactId,
        stay: &StayId,
        text: &str,
        url: &str,
        amends: Option<FactId>,
    ) -> Result<(), Fail> {
        if text.len() > LONGEST_FORM {
            return Err(words::draft_too_long().into());
        }
        self.keep(session, form, stay, text, DraftOf { amends, rechecks: None, assessment: Some(url) })
    }

    fn keep(
        &self,
        session: &Session,
        form: &FactId,
        stay: &StayId,
        text: &str,
        of: DraftOf<'_>,
    ) -> Result<(), Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        let opened = session.form(form);
        if opened.is_some_and(|opened| opened.stay != *stay) {
            return Err(words::other_form().into());
        }
        self.store.write(|tx| -> Result<(), Fail> {
            let before = tx.drafts().get(form)?;
            if before.as_ref().is_some_and(|before| before.author != person.staff || before.stay != *stay) {
                return Err(words::other_form().into());
            }
            if tx.outbox().standing(&clinical::ScopeId::Stay(*stay), form)?.is_some() {
                // A key that arrives after the save it belongs to.
                return Ok(());
            }
            if session.form(form).is_some_and(|opened| opened.discarded) {
                // Or after its draft was thrown away: calls of one page may overtake each other.
                return Ok(());
            }
            let kept_before = before.as_ref().and_then(read);
            let (amends, rechecks) = match (&kept_before, opened) {
                (_, Some(opened)) => (opened.amends, opened.rechecks),
                (Some(kept), None) => (kept.amends, kept.rechecks),
                (None, None) => (of.amends, of.rechecks),
            };
            let started = match &kept_before {
                Some(kept) => kept.started,
                None => Some(now.reading()),
            };
            let opened = opened.map(|opened| opened.opened).or(kept_before.and_then(|kept| kept.opened));
            let assessment = of.assessment.map(str::to_owned);
            let kept = Kept { amends, rechecks, started, opened, assessment, text: text.to_owned() };
            let body = serde_json::to_string(&kept).map_err(|_| words::internal())?;
            let (started_at, kept_at) = (now.at(), now.at());
            let (form, stay, author) = (*form, *stay, person.staff);
            Ok(tx.drafts().keep(&Draft { form, stay, author, started_at, kept_at, body })?)
        })
    }

    /// Throws a draft away; somebody else's stays.
    pub(crate) fn drop_draft(&self, session: &Session, form: &FactId) -> Result<Reply, Fail> {
        let person = self.recorder(session)?;
        self.store.write(|tx| -> Result<(), Fail> {
            if tx.drafts().get(form)?.is_some_and(|draft| draft.author != person.staff) {
                return Ok(());
            }
            session.discarded(form);
            Ok(tx.drafts().drop(form)?)
        })?;
        Ok(Reply::Done)
    }

    /// The person's last draft of that kind for a stay.
    pub(crate) fn draft(
        &self,
        now: &Now,
        person: &Person,
        folded: &Folded,
        stay: &StayId,
        of: DraftOf<'_>,
    ) -> Result<Option<Offered>, Fail> {
        let drafts = self.store.read(|tx| tx.drafts().of(&person.staff, stay))?;
        let found =
            drafts.into_iter().filter(|draft| folded.entry(&draft.form).is_none()).find_map(|draft| {
                let kept = read(&draft).filter(|kept| kept.of() == of)?;
                let carried = kept.started.and_then(|started| now.carried(draft.started_at, &started));
                let started_at = carried.unwrap_or(draft.started_at);
                Some(Offered { form: draft.form, text: kept.text, started_at })
            });
        Ok(found)
    }

    /// The clocks of a form's draft, if it has one.
    pub(crate) fn draft_clocks(tx: &ReadTx<'_>, now: &Now, form: &FactId) -> Result<DraftClocks, Fail> {
        let Some(draft) = tx.drafts().get(form)? else { return Ok(DraftClocks::default()) };
        let Some(kept) = read(&draft) else { return Ok(DraftClocks::default()) };
        let lost = kept.started.is_some_and(|started| now.carried(draft.started_at, &started).is_none());
        Ok(DraftClocks { opened: kept.opened, adrift: lost.then_some(draft.started_at) })
    }
}

/// The addresses of the forms that a person has begun for a stay and not saved.
pub(crate) fn forms_begun(
    tx: &ReadTx<'_>,
    person: &StaffId,
    stay: &StayId,
    folded: &Folded,
) -> Result<BTreeSet<String>, Fail> {
    let drafts = tx.drafts().of(person, stay)?.into_iter();
    let open = drafts.filter(|draft| folded.entry(&draft.form).is_none());
    Ok(open.filter_map(|draft| read(&draft).filter(|kept| kept.amends.is_none())?.assessment).collect())
}

fn read(draft: &Draft) -> Option<Kept> {
    serde_json::from_str(&draft.body).ok()
}
