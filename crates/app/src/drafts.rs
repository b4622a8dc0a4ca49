//! Sets not saved yet: kept at every key, offered again to the same person only.

use crate::{
    App, Session,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{FactId, StayId, UtcMillis};
use contract::Reply;
use serde::{Deserialize, Serialize};
use store::Draft;

/// Longest draft, in bytes.
const LONGEST: usize = 8 * 1024;

/// A draft as it is kept: the screen's own text, and what it corrects, so that a half-made correction is never offered
/// as a new set.
#[derive(Serialize, Deserialize)]
struct Kept {
    amends: Option<FactId>,
    text: String,
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
    ) -> Result<Reply, Fail> {
        let now = self.now();
        let person = self.recorder(session)?;
        if text.len() > LONGEST {
            return Err(words::draft_too_long().into());
        }
        let opened = session.form(form);
        if opened.is_some_and(|opened| opened.stay != *stay) {
            return Err(words::other_form().into());
        }
        self.store.write(|tx| -> Result<(), Fail> {
            let before = tx.drafts().get(form)?;
            if before.as_ref().is_some_and(|before| before.author != person.staff || before.stay != *stay) {
                return Err(words::other_form().into());
            }
            if tx.facts().get(&clinical::ScopeId::Stay(*stay), form)?.is_some() {
                // A key that arrives after the save it belongs to.
                return Ok(());
            }
            let amends = match (&before, opened) {
                (_, Some(opened)) => opened.amends,
                (Some(before), None) => read(before).and_then(|kept| kept.amends),
                (None, None) => None,
            };
            let kept = Kept { amends, text: text.to_owned() };
            let body = serde_json::to_string(&kept).map_err(|_| words::internal())?;
            let (started_at, kept_at) = (now.at(), now.at());
            let (form, stay, author) = (*form, *stay, person.staff);
            Ok(tx.drafts().keep(&Draft { form, stay, author, started_at, kept_at, body })?)
        })?;
        Ok(Reply::Done)
    }

    /// Throws a draft away; somebody else's stays.
    pub(crate) fn drop_draft(&self, session: &Session, form: &FactId) -> Result<Reply, Fail> {
        let person = self.recorder(session)?;
        self.store.write(|tx| -> Result<(), Fail> {
            if tx.drafts().get(form)?.is_some_and(|draft| draft.author == person.staff) {
                tx.drafts().drop(form)?;
            }
            Ok(())
        })?;
        Ok(Reply::Done)
    }

    /// The person's last draft of that kind for a stay.
    pub(crate) fn draft(
        &self,
        person: &Person,
        folded: &Folded,
        stay: &StayId,
        amends: Option<FactId>,
    ) -> Result<Option<Offered>, Fail> {
        let drafts = self.store.read(|tx| tx.drafts().of(&person.staff, stay))?;
        let found =
            drafts.into_iter().filter(|draft| folded.entry(&draft.form).is_none()).find_map(|draft| {
                let kept = read(&draft).filter(|kept| kept.amends == amends)?;
                Some(Offered { form: draft.form, text: kept.text, started_at: draft.started_at })
            });
        Ok(found)
    }
}

fn read(draft: &Draft) -> Option<Kept> {
    serde_json::from_str(&draft.body).ok()
}
