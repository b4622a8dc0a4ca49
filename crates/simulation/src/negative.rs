//! The simulator itself tested: each deliberate mistake has to be caught, within so many seeds.

use crate::run::Depth;
use planted::Fault;

/// Where a mistake is looked for, and the seeds within which it has to be caught.
pub(crate) struct Looked {
    pub(crate) fault: Fault,
    pub(crate) depth: &'static Depth,
    pub(crate) within: u64,
    /// Whether the command fails when it goes unnoticed. Where not, it is told all the same.
    pub(crate) required: bool,
}

/// Every mistake, at every depth at which it can be made.
pub(crate) fn all() -> Vec<Looked> {
    use crate::{APP, CORE};
    let app = |fault, within| Looked { fault, depth: &APP, within, required: true };
    let told = |fault, within| Looked { required: false, ..app(fault, within) };
    let core = |fault, within| Looked { fault, depth: &CORE, within, required: true };
    vec![
        core(Fault::AckBeforeCommit, 50),
        core(Fault::EmptyOutboxOnAck, 2_000),
        core(Fault::RepushOnlyOwn, 4_000),
        core(Fault::RepushNothing, 500),
        core(Fault::DeleteToRecover, 50),
        core(Fault::TrustSequences, 500),
        core(Fault::NoDedupe, 50),
        core(Fault::DedupeWithoutScope, 200),
        core(Fault::DropUnknown, 50),
        core(Fault::CursorOffByOne, 50),
        core(Fault::BigserialCursor, 50),
        core(Fault::BatchRefusedWhole, 50),
        core(Fault::QuarantineBlocks, 50),
        core(Fault::DropRefused, 50),
        core(Fault::ForkUnnoticed, 12_000),
        core(Fault::OldLifeGoesOn, 500),
        core(Fault::RevokedStillServed, 200),
        core(Fault::WholeForHashes, 50),
        core(Fault::HolesStay, 500),
        core(Fault::EffectTwice, 50),
        core(Fault::CursorBeforeEntries, 500),
        core(Fault::SavedNotQueued, 50),
        core(Fault::AskForEver, 50),
        core(Fault::SavedBeforeCommit, 50),
        app(Fault::AckBeforeCommit, 20),
        told(Fault::RepushNothing, 300),
        app(Fault::TrustSequences, 200),
        // The uniqueness of the database's own index stops it: the server gives up, and that is seen.
        app(Fault::NoDedupe, 20),
        app(Fault::DropUnknown, 60),
        app(Fault::CursorOffByOne, 20),
        app(Fault::BatchRefusedWhole, 60),
        app(Fault::QuarantineBlocks, 60),
        app(Fault::DropRefused, 60),
        app(Fault::RevokedStillServed, 20),
        app(Fault::ProjectionNotRebuilt, 20),
        app(Fault::UnsignedForgotten, 20),
        app(Fault::SecondPressStores, 20),
        app(Fault::CorrectionHidesOriginal, 20),
        app(Fault::WrongAuthor, 20),
        app(Fault::ReadWhileLocked, 20),
        app(Fault::ViewNotAudited, 20),
        app(Fault::WrongScore, 20),
        app(Fault::CausalDeps, 20),
        told(Fault::RefusalUntold, 200),
        app(Fault::NeverLookedOver, 60),
    ]
}

/// In place of a name: those that have to be caught, as the checks of every change ask.
#[cfg(feature = "planted")]
const REQUIRED: &str = "required";

/// Looks for every mistake and answers those that went unnoticed.
#[cfg(feature = "planted")]
pub(crate) fn look(only: Option<&str>, say: impl Fn(&str) + Sync) -> Vec<String> {
    use crate::run::{self, Plan};
    let mut unnoticed = Vec::new();
    say(&format!("{:<24} {:<5} {:>7}  {:>7}  caught by", "mistake", "depth", "within", "at seed"));
    for Looked { fault, depth, within, required } in all() {
        let name = format!("{fault:?}");
        let asked_for = match only {
            Some(REQUIRED) => required,
            Some(only) => only == name || only == depth.name,
            None => true,
        };
        if !asked_for {
            continue;
        }
        planted::choose(Some(fault));
        let plan = Plan { first: 0, seeds: within, least: within, budget: None, twice: false };
        let sum = run::all(depth, &plan, |_| ());
        planted::choose(None);
        match sum.failed {
            Some((seed, broken)) => say(&format!(
                "{name:<24} {:<5} {within:>7}  {seed:>7}  {}: {}",
                depth.name, broken.invariant, broken.what
            )),
            None => {
                say(&format!("{name:<24} {:<5} {within:>7}  {:>7}  NOBODY", depth.name, "-"));
                unnoticed.extend(required.then(|| format!("{name} at depth {}", depth.name)));
            }
        }
    }
    unnoticed
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_mistake_that_can_be_planted_is_looked_for() {
        let looked: BTreeSet<Fault> = all().into_iter().map(|looked| looked.fault).collect();
        assert_eq!(looked, Fault::ALL.into_iter().collect());
    }
}
