//! The record: signed facts, and how they lie in Automerge documents. Bytes in, bytes out.
//!
//! A [`Fact`] becomes a [`SignedFact`] by [`Fact::sign`]. Whoever receives one calls [`vet()`], which checks limits,
//! shape, signature, scope and rights, in that order. A fact lies in its scope's document as an *island*
//! ([`island`]): one change that depends on nothing but a constant genesis, so that it is a pure function of the fact
//! and no refused or missing fact ever hides another.
//!
//! Nothing here knows a disk, a network, a clock or the screens.

pub mod chart;
pub mod device_chain;
pub mod export;
pub mod fact;
pub mod hash;
pub mod island;
pub mod json;
pub mod limits;
pub mod note;
pub mod vet;

mod body;
mod cbor;
mod header;

pub use body::{DISMISSAL, FORM, NAMING, POINTER, POLICY, SINCE_NOTES, VISITING};
pub use cbor::BadCbor;
pub use chart::Chart;
pub use export::{CannotExport, Exported, stay_file};
pub use fact::{BadFact, BadSignature, CannotSign, ClockFacts, Fact, Header, PolicyRevision, SignedFact};
pub use hash::{EntryHash, KeyId};
pub use json::fact_json;
pub use limits::Limits;
pub use vet::{AuthorRights, DeviceRights, Directory, Flag, Refusal, Vetted, vet};

pub use ed25519_dalek::{SigningKey, VerifyingKey};
