//! From a plan to a ward: every fact written through the application's own writer, in the order it was recorded, then the notes.

use crate::planned::{Plan, PlannedFact, PlannedNote};
use app::{
    App,
    authoring::{Authored, AuthoredNote, Authoring},
};
use clinical::staff::AuthLevel;
use contract::CallError;

/// Facts in one transaction.
const FACTS_PER_TRANSACTION: usize = 250;

/// The code under which the audit keeps each transaction.
const ACT: &str = "demo_seed";

/// Writes a plan, and the words of its notes behind it. Facts that are there already stay as they are, so that a run that was broken off can be run again.
/// `told` hears after each transaction how many facts are dealt with.
///
/// # Errors
/// When the disk refuses. The transactions before are kept; run it again.
pub fn seed(app: &App, plan: &Plan, mut told: impl FnMut(usize)) -> Result<Authoring, CallError> {
    let mut sum = Authoring::default();
    for facts in plan.facts().chunks(FACTS_PER_TRANSACTION) {
        let batch: Vec<_> = facts.iter().map(|fact| authored(fact, AuthLevel::Pin)).collect();
        let done = app.author(ACT, &batch)?;
        sum.written += done.written;
        sum.already += done.already;
        told(sum.written + sum.already);
    }
    for stay in &plan.stays {
        for PlannedNote { opened, author, parts, written_at, signed_at } in stay.notes.iter().cloned() {
            let note = AuthoredNote { stay: stay.id, opened, author, parts, written_at, signed_at };
            app.author_note(ACT, &note)?;
        }
    }
    Ok(sum)
}

/// A planned fact as the application's writer takes it.
pub(crate) fn authored(fact: &PlannedFact, auth: AuthLevel) -> Authored {
    let PlannedFact { stay, id, taken_at, recorded_at, author, supersedes, reason, body } = fact;
    Authored {
        stay: *stay,
        id: *id,
        taken_at: taken_at.utc(),
        recorded_at: recorded_at.utc,
        author: *author,
        auth,
        on_behalf_of: None,
        supersedes: supersedes.clone(),
        reason: reason.clone(),
        body: body.clone(),
    }
}
