//! Replication: what a device and a server say to one another, and how each knows that nothing is missing.
//!
//! [`wire`] holds the messages, [`chain`] the proof that a log was received whole, [`session`] the device's side as a
//! state machine without sockets, clock or disk, and [`serve`] the questions a server answers from its log.
//!
//! Nothing here opens a document or knows what an entry says: an entry is bytes, a signature and a hash.

pub mod chain;
pub mod door;
pub mod fingerprint;
pub mod limits;
pub mod serve;
pub mod session;
pub mod wire;

pub use chain::{BadPage, Chain};
pub use session::{Config, Effect, Input, Session, Step};
pub use wire::{Entry, Hash, Message};
