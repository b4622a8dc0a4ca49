//! A server and a device in memory, for tests: the host's side of the contracts that `session::io` and `serve` state,
//! with chosen mistakes that a test can plant to see whether it would notice.

pub(crate) mod device;
pub(crate) mod facts;
pub(crate) mod server;

pub(crate) use device::{Db, Device};
pub(crate) use server::Server;

/// A mistake planted in a model, to prove that the checks catch it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// None.
    None,
    /// The device forgets an entry when the server acknowledges it.
    ForgetOnAck,
    /// After a rewind the device offers only what it wrote itself.
    OfferOnlyOwn,
    /// The device passes over the first entry of each page.
    CursorOffByOne,
    /// After a rewind the device deletes what it holds and starts afresh.
    DeleteToRecover,
    /// After a rewind the device puts nothing back into its outbox.
    RewindWithoutOutbox,
    /// The server compares sequences and not chains.
    TrustSequences,
    /// The server acknowledges before its commit is durable.
    AckBeforeCommit,
    /// A refused entry is dropped rather than kept.
    DropRefused,
}
