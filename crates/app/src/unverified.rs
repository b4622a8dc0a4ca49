//! What was set aside and asks for help: it still shows, as unverified, with the patient it was charted for (safety
//! rule 8).

use crate::{
    clock::Now,
    directory::Directory,
    ingest::{REFUSED_ELSEWHERE, STANDS_IN_THE_RECORD},
    project::conflicts::outcome_words,
    syncing::REFUSED,
    views::Views,
    words::Fail,
};
use clinical::{ScopeId, StayId, cui, entry::EntryBody, leaves::Written};
use contract::ConflictView;
use record::SignedFact;
use std::collections::BTreeMap;
use store::{Parked, ReadTx};

const ABOUT: &str = "Unverified entries";
const MEANWHILE: &str = "The server keeps this aside, so other devices may not show it. It counts here. Tell the nurse \
                         in charge.";
/// Of a stay of which only other devices' entries were refused.
const MEANWHILE_NOT_HERE: &str = "The server keeps this aside and it counts in no score here. Look at the patient now: what it \
                                  says may be so.";

/// For each stay, what was set aside with a score that asks for help.
pub(crate) fn by_stay(tx: &ReadTx<'_>, views: &Views<'_>) -> Result<BTreeMap<StayId, ConflictView>, Fail> {
    let mut by_stay = BTreeMap::new();
    if tx.quarantine().count()? == 0 {
        return Ok(by_stay);
    }
    for parked in tx.quarantine().open()? {
        let Some(ScopeId::Stay(stay)) = parked.scope.clone().filter(|_| parked.trigger) else { continue };
        if is_done_with(tx, views, &stay, &parked)? {
            continue;
        }
        let about = by_stay.entry(stay).or_insert_with(|| ConflictView {
            about: ABOUT.to_owned(),
            versions: Vec::new(),
            meanwhile: MEANWHILE_NOT_HERE.to_owned(),
        });
        if parked.code != REFUSED_ELSEWHERE {
            MEANWHILE.clone_into(&mut about.meanwhile);
        }
        about.versions.push(version(parked, views.directory, &views.now));
    }
    Ok(by_stay)
}

/// Whether a person has taken it back, moved it to another patient or corrected it since: then it counts here no more,
/// and what came of it says so by itself. It stays set aside, with its bytes. What never stood in this record, such as the
/// second of two entries under one identifier, is not done with by what became of the first.
fn is_done_with(tx: &ReadTx<'_>, views: &Views<'_>, stay: &StayId, parked: &Parked) -> Result<bool, Fail> {
    let code = parked.code.as_str();
    let elsewhere = code == REFUSED_ELSEWHERE;
    let known = elsewhere || REFUSED.contains(&code) || code == STANDS_IN_THE_RECORD;
    let Some(fact) = parked.fact.filter(|_| known) else { return Ok(false) };
    let folded = match views.app.stay_in(tx, stay) {
        Err(Fail::Unfolded) => return Ok(false),
        folded => folded?,
    };
    if elsewhere {
        // It is not in the record: a correction of it that the server took says that somebody has seen to it.
        return Ok(folded.entries.iter().any(|entry| entry.supersedes.contains(&fact)));
    }
    let state = &folded.state;
    let set = state.set(fact).map(|set| set.mark.counts());
    Ok(set.or_else(|| state.assessment(fact).map(|made| made.mark.counts())).is_some_and(|counts| !counts))
}

/// What it says, who charted it and when, and why it was set aside.
fn version(parked: Parked, directory: &Directory, now: &Now) -> String {
    let Parked { bytes, signature, why, .. } = parked;
    let signature = signature.and_then(|signature| signature.try_into().ok()).unwrap_or([0; 64]);
    let Ok(fact) = (SignedFact { bytes, signature }).decode() else { return why };
    let entry = fact.entry();
    let by = Written::from(&entry);
    let score = match &entry.body {
        EntryBody::Observations(set) if set.vitals.too_unwell() => "Too unwell to measure".to_owned(),
        EntryBody::Observations(set) => outcome_words(&set.outcome),
        EntryBody::Assessment(made) => made.title.clone(),
        _ => "An entry".to_owned(),
    };
    let at = by.at().unwrap_or_else(|| by.recorded());
    format!("{score}, {}, {}. {why}", directory.author(&by), cui::date_time(now.local(at)))
}
