//! The device's disk: every fact, what the server does not have yet, and what the screens read.
//!
//! All SQL of the device is in this crate; callers speak of facts, scopes and stays. One process and one writer per
//! database; readers see a snapshot and never wait for the writer. A write answers only after it is durable.
//!
//! What it never knows: what a fact says, how it is signed, how it travels. Bytes go in and the same bytes come out.

mod columns;
mod error;
mod examine;
mod hash;
mod held;
mod life;
mod lock;
mod migrations;
mod open;
mod reserve;
mod sql;
mod store;
mod table;
mod tx;

pub use error::{OpenError, StoreError};
pub use hash::{ChainHash, EntryHash, FactHash};
pub use held::Projection;
pub use life::Life;
pub use open::{OpenOptions, RESERVE_BYTES};
pub use store::{Disk, Store};
pub use table::{
    allocations::{Allocations, AllocationsMut},
    board::{Board, BoardMut, BoardRow},
    cursors::{Cursor, Cursors, CursorsMut},
    device::{Device, DeviceMut, Enrolment, Identity, KnownClock, Link, Secret},
    directory::{Directory, DirectoryMut},
    drafts::{Draft, Drafts, DraftsMut},
    facts::{Facts, FactsMut, Inserted, NewFact, OTHER_BYTES, Source, StoredFact},
    log::{Log, LogEntry, LogMut, Page},
    members::{Members, MembersMut},
    outbox::{MadeHere, Outbox, OutboxCount, OutboxMut, Queued, Standing},
    pins::{PinRow, Pins, PinsMut},
    projected::{Projected, ProjectedMut},
    quarantine::{Parked, Quarantine, QuarantineMut, ToPark},
    stays::{StayRow, Stays, StaysMut},
    unsigned::{ToSign, Unsigned, UnsignedMut},
};
pub use tx::{ReadTx, WriteTx};
