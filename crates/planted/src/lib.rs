//! Deliberate mistakes, to prove that the simulator would notice them. Without the feature `on`, which nothing that ships
//! turns on, [`is`] is the constant `false`, and the compiler leaves the mistakes out.

/// A deliberate mistake. The code asks for it by [`is`] at the very place where somebody might have made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Fault {
    /// The server acknowledges before the commit is durable.
    AckBeforeCommit,
    /// The device forgets an entry when the server acknowledges it.
    EmptyOutboxOnAck,
    /// After a rewind the device offers only what it wrote itself.
    RepushOnlyOwn,
    /// After a rewind the device offers nothing again.
    RepushNothing,
    /// After a rewind the device deletes what it holds and starts afresh.
    DeleteToRecover,
    /// The server looks at the number in a cursor and not at its chain.
    TrustSequences,
    /// The server takes an entry as often as it is brought.
    NoDedupe,
    /// The server knows an entry again by its hash, whatever scope it came in, even one that was refused there.
    DedupeWithoutScope,
    /// The device drops what its older directory or version cannot place.
    DropUnknown,
    /// The device passes over the first entry of each page.
    CursorOffByOne,
    /// Sequences are drawn before the commit, so that a later one may be seen before an earlier one.
    BigserialCursor,
    /// One bad entry has its whole batch refused.
    BatchRefusedWhole,
    /// Nothing that stands behind a refused entry is sent.
    QuarantineBlocks,
    /// What was refused is dropped rather than kept in sight.
    DropRefused,
    /// Two entries at one place of a device's chain are no fork to the server.
    ForkUnnoticed,
    /// A forked device goes on in its old life.
    OldLifeGoesOn,
    /// A revoked device is answered as before.
    RevokedStillServed,
    /// A device is given whole entries where it may have hashes.
    WholeForHashes,
    /// A device that had hashes, and may read now, is not made to begin again.
    HolesStay,
    /// What follows from an entry happens again each time that it comes back.
    EffectTwice,
    /// A page's cursor is stored before its entries.
    CursorBeforeEntries,
    /// A fact is stored and its place in the outbox is not.
    SavedNotQueued,
    /// The session asks again and again for what it has.
    AskForEver,
    /// A save is answered before it is on the disk.
    SavedBeforeCommit,
    /// Entries of a page are stored and what the screens read of them is not made anew.
    ProjectionNotRebuilt,
    /// What waited for its signature when the process ended is forgotten.
    UnsignedForgotten,
    /// A second press of the button stores a second set.
    SecondPressStores,
    /// A corrected set is shown no more.
    CorrectionHidesOriginal,
    /// An entry carries another author than whoever had unlocked.
    WrongAuthor,
    /// Reading goes on after the screen has locked.
    ReadWhileLocked,
    /// Looking at a patient is written down nowhere.
    ViewNotAudited,
    /// A total is shown that is not the inputs'.
    WrongScore,
    /// In a scope of facts a change depends on the one before it.
    CausalDeps,
    /// What a refused entry was refused for is told to nobody on its ward.
    RefusalUntold,
    /// A device that is never switched off never holds what it has against its own logs again.
    NeverLookedOver,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 35] = [
        Self::AckBeforeCommit,
        Self::EmptyOutboxOnAck,
        Self::RepushOnlyOwn,
        Self::RepushNothing,
        Self::DeleteToRecover,
        Self::TrustSequences,
        Self::NoDedupe,
        Self::DedupeWithoutScope,
        Self::DropUnknown,
        Self::CursorOffByOne,
        Self::BigserialCursor,
        Self::BatchRefusedWhole,
        Self::QuarantineBlocks,
        Self::DropRefused,
        Self::ForkUnnoticed,
        Self::OldLifeGoesOn,
        Self::RevokedStillServed,
        Self::WholeForHashes,
        Self::HolesStay,
        Self::EffectTwice,
        Self::CursorBeforeEntries,
        Self::SavedNotQueued,
        Self::AskForEver,
        Self::SavedBeforeCommit,
        Self::ProjectionNotRebuilt,
        Self::UnsignedForgotten,
        Self::SecondPressStores,
        Self::CorrectionHidesOriginal,
        Self::WrongAuthor,
        Self::ReadWhileLocked,
        Self::ViewNotAudited,
        Self::WrongScore,
        Self::CausalDeps,
        Self::RefusalUntold,
        Self::NeverLookedOver,
    ];
}

#[cfg(feature = "on")]
mod chosen {
    use super::Fault;
    use std::sync::atomic::{AtomicU8, Ordering};

    static CHOSEN: AtomicU8 = AtomicU8::new(u8::MAX);

    /// Makes this mistake from now on, everywhere in the process; `None` makes none.
    pub fn choose(fault: Option<Fault>) {
        CHOSEN.store(fault.map_or(u8::MAX, |fault| fault as u8), Ordering::SeqCst);
    }

    /// Whether this mistake is to be made.
    pub fn is(fault: Fault) -> bool {
        CHOSEN.load(Ordering::Relaxed) == fault as u8
    }
}

#[cfg(feature = "on")]
pub use chosen::{choose, is};

/// Whether this mistake is to be made: never.
#[cfg(not(feature = "on"))]
#[must_use]
pub const fn is(_fault: Fault) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(feature = "on"))]
    fn a_build_without_the_feature_makes_no_mistake() {
        const NEVER: [bool; 2] = [is(Fault::AckBeforeCommit), is(Fault::RefusalUntold)];
        assert_eq!(NEVER, [false; 2], "known when it is compiled");
        assert!(Fault::ALL.iter().all(|fault| !is(*fault)));
    }

    #[test]
    fn each_is_listed_once() {
        for (place, fault) in Fault::ALL.iter().enumerate() {
            assert_eq!(*fault as usize, place, "{fault:?}");
        }
    }
}
