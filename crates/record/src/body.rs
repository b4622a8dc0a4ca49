//! The codec of what a fact says, by kind.

use clinical::{ScopeId, entry::EntryBody};
use minicbor::{Encoder, encode::Error};
use std::convert::Infallible;

/// Why a body could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadBody {
    /// A kind, or a value of an enumeration, that this version does not know.
    Newer,
    /// Not what its kind can say.
    Bad,
}

/// The kind's number. A number, once given, is never given again.
pub(crate) fn kind_of(body: &EntryBody) -> u16 {
    match body {
        EntryBody::Admission(_) => 1,
        EntryBody::Identity(_) => 2,
        EntryBody::Placement(_) => 3,
        EntryBody::Discharge(_) => 4,
        EntryBody::Observations(_) => 5,
        EntryBody::Withdrawal(_) => 6,
        EntryBody::SpO2Scale(_) => 7,
        EntryBody::Pregnancy(_) => 8,
        EntryBody::Allergies(_) => 9,
        EntryBody::Historic(_) => 10,
        EntryBody::Allocation(_) => 11,
        EntryBody::IndexStay(_) => 32,
        EntryBody::Staff(_) => 48,
        EntryBody::Ward(_) => 49,
        EntryBody::Device(_) => 50,
        EntryBody::Act(_) => 64,
        EntryBody::Newer { kind } => *kind,
    }
}

/// Whether a fact that says this may lie in such a scope. Kinds of a newer version may lie anywhere.
pub(crate) fn belongs(body: &EntryBody, scope: &ScopeId) -> bool {
    match body {
        EntryBody::Admission(_)
        | EntryBody::Identity(_)
        | EntryBody::Placement(_)
        | EntryBody::Discharge(_)
        | EntryBody::Observations(_)
        | EntryBody::Withdrawal(_)
        | EntryBody::SpO2Scale(_)
        | EntryBody::Pregnancy(_)
        | EntryBody::Allergies(_)
        | EntryBody::Historic(_)
        | EntryBody::Allocation(_) => matches!(scope, ScopeId::Stay(_)),
        EntryBody::IndexStay(_) => matches!(scope, ScopeId::Ward(..)),
        EntryBody::Staff(_) | EntryBody::Ward(_) | EntryBody::Device(_) => matches!(scope, ScopeId::Dir),
        EntryBody::Act(_) => matches!(scope, ScopeId::Audit(_)),
        EntryBody::Newer { .. } => !matches!(scope, ScopeId::Note(_)),
    }
}

/// Writes the body.
pub(crate) fn encode(_e: &mut Encoder<Vec<u8>>, _body: &EntryBody) -> Result<(), Error<Infallible>> {
    Ok(())
}

/// Reads the body of a fact of this kind.
pub(crate) fn decode(_kind: u16, _bytes: &[u8]) -> Result<EntryBody, BadBody> {
    Err(BadBody::Newer)
}
