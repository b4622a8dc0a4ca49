//! Readers of what comes from outside, handed what chance makes of good input: by seed, so that what is found anywhere is found
//! again everywhere.
//!
//! A fuzzer that is guided by coverage throws the same chance from its bytes (`tests/hostile/guided`).
//!
//! Each target takes a seed, alters a good sample of its kind (and mends the checksum, the signature or the chain where the
//! reader would stop there), and hands it to the product's own reader. What must hold is asked in the target; a panic is a find.

mod bundle;
mod change;
mod fact;
mod import;
mod message;
mod page;

use crate::dice::Dice;
use anyhow::Result;
use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
    time::Duration,
};
use tokio::time::Instant;

/// One kind of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// An entry's signed bytes.
    Fact,
    /// A note's edit, and a saved document: what is checked before Automerge is given anything.
    Change,
    /// A page of a log, as a device's session takes it.
    Page,
    /// A message of the protocol, and the bodies of the doors.
    Message,
    /// What is handed over as a file: a log taken elsewhere, a hospital's form, a policy.
    Bundle,
    /// A CSV file of history.
    Import,
}

/// What came of so many seeds.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Found {
    /// Seeds tried.
    pub tried: u64,
    /// Of these, how many the reader took as good.
    pub taken: u64,
    /// The first seed that ended in a panic or a broken promise, and what was said.
    pub broken: Option<(u64, String)>,
}

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a panic of this thread says is kept instead of printed: the readers catch those of Automerge, and chance makes many.
fn survived<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if LISTENING.get() {
                LAST.replace(panic.to_string());
            } else {
                usual(panic);
            }
        }));
    });
    LISTENING.set(true);
    let done = catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.take());
    LISTENING.set(false);
    done
}

type Tried = Box<dyn Fn(&mut Dice) -> bool>;

/// A target whose chance somebody else throws: a fuzzer that is guided by what its bytes reach.
pub struct Guided(Tried);

impl Guided {
    /// Tries these bytes; answers whether the reader took what they had made.
    ///
    /// # Errors
    /// With what was said, when it ended in a panic or a broken promise.
    pub fn try_bytes(&self, bytes: &[u8]) -> Result<bool, String> {
        survived(|| (self.0)(&mut Dice::loaded(bytes)))
    }
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Fact, Self::Change, Self::Page, Self::Message, Self::Bundle, Self::Import];

    /// As it is asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Change => "change",
            Self::Page => "page",
            Self::Message => "message",
            Self::Bundle => "bundle",
            Self::Import => "import",
        }
    }

    /// Makes its samples, and what tries one seed: it answers whether the reader took what chance had made.
    fn prepared(self) -> Result<Tried> {
        match self {
            Self::Fact => fact::prepared(),
            Self::Change => change::prepared(),
            Self::Page => page::prepared(),
            Self::Message => message::prepared(),
            Self::Bundle => bundle::prepared(),
            Self::Import => import::prepared(),
        }
    }

    /// Makes its samples, for a fuzzer that throws the chance.
    ///
    /// # Errors
    /// When a sample cannot be made.
    pub fn guided(self) -> Result<Guided> {
        self.prepared().map(Guided)
    }

    /// Tries seeds from the first on: so many, and no more once the time is over. Stops at the first find.
    ///
    /// # Errors
    /// When a sample cannot be made.
    pub fn run(self, first: u64, seeds: u64, within: Option<Duration>) -> Result<Found> {
        let (tried, began) = (self.prepared()?, Instant::now());
        let mut found = Found::default();
        for seed in (0..seeds).map(|n| first.wrapping_add(n)) {
            if within.is_some_and(|within| found.tried.is_multiple_of(16) && began.elapsed() > within) {
                break;
            }
            found.tried += 1;
            match survived(|| tried(&mut Dice::of(seed))) {
                Ok(taken) => found.taken += u64::from(taken),
                Err(what) => {
                    found.broken = Some((seed, what));
                    break;
                }
            }
        }
        Ok(found)
    }
}
