//! What was made by hand to do harm, each with what must become of it.

pub mod bombs;
pub mod ends;
pub mod forgeries;
pub mod garbage;

use crate::hand::{Hand, entry};
use anyhow::Result;
use clinical::{NoteId, ScopeId, StaffId, StayId};
use record::SignedFact;
use replication::{
    Entry, Message,
    wire::{Refused, encode},
};

/// What it tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To cost far more than it weighs.
    Bomb,
    /// To pass for somebody else's, or to lie where it does not belong.
    Forgery,
    /// To end a program that works with it: numbers at the ends of their types.
    End,
}

/// What must become of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// Refused with this reason, and kept aside.
    Refused(Refused),
    /// Taken: it is strange and breaks no rule. Whoever reads it must live with it.
    Taken,
}

/// One hostile entry and its good neighbours in one push.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is, in words.
    pub name: String,
    /// What it tries.
    pub kind: Kind,
    /// Where it is brought to.
    pub scope: ScopeId,
    /// A good entry before it; none where no device may write.
    pub before: Option<Entry>,
    /// Itself.
    pub entry: Entry,
    /// A good entry after it.
    pub after: Option<Entry>,
    /// What must become of it.
    pub becomes: Becomes,
}

impl Case {
    /// All three, in order.
    pub fn entries(&self) -> Vec<Entry> {
        [self.before.clone(), Some(self.entry.clone()), self.after.clone()].into_iter().flatten().collect()
    }

    /// The push that brings them.
    ///
    /// # Errors
    /// When it would be larger than a message may be.
    pub fn frame(&self) -> Result<Vec<u8>> {
        Ok(encode(&Message::Push { scope: self.scope.clone(), entries: self.entries() })?)
    }
}

/// The devices that bring it: two that are enrolled, one that was withdrawn, and one that nobody knows.
pub struct Hands {
    /// The one that brings everything.
    pub own: Hand,
    /// A colleague's.
    pub other: Hand,
    /// Withdrawn from use.
    pub withdrawn: Hand,
    /// Never enrolled.
    pub stranger: Hand,
}

/// The one nurse of the ward.
pub const NURSE: StaffId = StaffId::from_bytes([0xA0; 16]);

impl Hands {
    /// The four, the same each time.
    pub fn new() -> Self {
        let [own, other, withdrawn, stranger] = [1, 2, 3, 4].map(|seed| Hand::new(seed, NURSE));
        Self { own, other, withdrawn, stranger }
    }
}

impl Default for Hands {
    fn default() -> Self {
        Self::new()
    }
}

/// The stay that most of it is brought to.
pub const STAY: StayId = StayId::from_bytes([1; 16]);

/// The note of the bombs.
pub fn note() -> ScopeId {
    ScopeId::Note(NoteId::of(&STAY, &Hand::new(1, NURSE).nth(0)))
}

/// A scope of each kind.
///
/// # Errors
/// Never: the ward's name is one.
pub fn scopes(hands: &Hands) -> Result<[ScopeId; 6]> {
    let ward: clinical::WardId = "bluebell".parse()?;
    Ok([
        ScopeId::Stay(STAY),
        ScopeId::Ward(ward.clone(), 0),
        note(),
        ScopeId::Audit(hands.own.id),
        ScopeId::Dir,
        ScopeId::Aside(ward),
    ])
}

/// All of it: bombs and numbers at their ends for notes and stays, forgeries for every kind of scope.
///
/// # Errors
/// When a bomb cannot be made.
pub fn all(hands: &mut Hands) -> Result<Vec<Case>> {
    let mut cases = bombs::all(hands)?;
    for scope in scopes(hands)? {
        cases.extend(forgeries::of(hands, &scope));
    }
    cases.extend(ends::all(hands)?);
    Ok(cases)
}

/// A case between two good entries of its scope.
fn case(
    hands: &mut Hands,
    kind: Kind,
    scope: &ScopeId,
    name: &str,
    becomes: Becomes,
    make: impl FnOnce(&mut Hands) -> Entry,
) -> Case {
    let good = |hands: &mut Hands| hands.own.good(scope).as_ref().map(entry);
    let before = good(hands);
    let entry = make(hands);
    let after = good(hands);
    Case { name: name.to_owned(), kind, scope: scope.clone(), before, entry, after, becomes }
}

/// One whose hostile entry is a signed fact.
fn fact(
    hands: &mut Hands,
    kind: Kind,
    scope: &ScopeId,
    name: &str,
    becomes: Becomes,
    make: impl FnOnce(&mut Hands) -> SignedFact,
) -> Case {
    case(hands, kind, scope, name, becomes, |hands| entry(&make(hands)))
}
