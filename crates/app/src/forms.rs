//! Forms as they reach this device: facts of the directory, read over those that are shipped.
//!
//! One that cannot be read is kept and set aside in sight, and the version before stays in force.

use crate::{clock::Now, words::Fail};
use clinical::{
    ScopeId,
    entry::EntryBody,
    form::{Forms, PublishedForm},
};
use record::SignedFact;
use store::{ReadTx, StoredFact, WriteTx};

/// The code of a form that this version cannot read, and what is said of it.
pub(crate) const UNREAD: (&str, &str) = (
    "form",
    "A form was published that this version of the application cannot read, so the version before stays in force, if there \
     is one. Nothing was lost. Tell IT support: the application may have to be updated, or the form corrected.",
);

/// The forms that the directory's facts publish, over those that are shipped.
pub(crate) fn published(tx: &ReadTx<'_>) -> Result<Forms, Fail> {
    let all: Vec<PublishedForm> =
        tx.facts().of_kind(&ScopeId::Dir, record::FORM)?.into_iter().filter_map(read).collect();
    Ok(Forms::of(&all))
}

fn read(fact: StoredFact) -> Option<PublishedForm> {
    let StoredFact { bytes, signature, .. } = fact;
    match (SignedFact { bytes, signature }).decode().ok()?.body {
        EntryBody::Form(form) => Some(*form),
        _ => None,
    }
}

/// What was set aside and can be read now, or was replaced by a form that can be, needs nobody any more.
pub(crate) fn settle(tx: &WriteTx<'_>, now: &Now) -> Result<(), Fail> {
    if tx.quarantine().count()? == 0 {
        return Ok(());
    }
    let forms = published(tx)?;
    for fact in tx.facts().of_kind(&ScopeId::Dir, record::FORM)? {
        let id = fact.id;
        let Some(form) = read(fact) else { continue };
        let stands = |of: &clinical::form::UnreadForm| (&of.url, of.revision) == (&form.url, form.revision);
        if !forms.unread().iter().any(stands) {
            tx.quarantine().settle_fact(&id, UNREAD.0, now.at())?;
        }
    }
    Ok(())
}
