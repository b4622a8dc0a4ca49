//! A transaction, and the handles of the tables in it.

use crate::{held::Held, sql::Sql, table::*};
use rusqlite::Connection;
use std::{cell::RefCell, ops::Deref};

/// A snapshot to read from. Everything read through it is of one moment.
pub struct ReadTx<'c> {
    sql: Sql<'c>,
}

macro_rules! handles {
    ($(#[$doc:meta] $name:ident: $module:ident::$handle:ident;)*) => {$(
        #[$doc]
        pub fn $name(&self) -> $module::$handle<'_> {
            $module::$handle::over(self.sql())
        }
    )*};
}

impl<'c> ReadTx<'c> {
    pub(crate) fn over(connection: &'c Connection, held: Held) -> Self {
        Self { sql: Sql::new(connection, held) }
    }

    fn sql(&self) -> &Sql<'c> {
        &self.sql
    }

    handles! {
        /// The facts.
        facts: facts::Facts;
        /// What the server has not yet given back.
        outbox: outbox::Outbox;
        /// How far each scope's log has been read.
        cursors: cursors::Cursors;
        /// Each scope's log as read.
        log: log::Log;
        /// What was refused or set aside.
        quarantine: quarantine::Quarantine;
        /// Forms not yet saved.
        drafts: drafts::Drafts;
        /// Projection: the state of each stay.
        stays: stays::Stays;
        /// Projection: ward boards.
        board: board::Board;
        /// Projection: the stays that a ward's index names.
        members: members::Members;
        /// Projection: who looks after whom.
        allocations: allocations::Allocations;
        /// Projection: staff, wards and devices.
        directory: directory::Directory;
        /// This device: identity, chain, server, clock.
        device: device::Device;
        /// PIN verifiers and wrong attempts.
        pins: pins::Pins;
        /// How far the projections are put.
        projected: projected::Projected;
        /// What is still to be signed.
        unsigned: unsigned::Unsigned;
    }
}

/// A transaction that writes: all of it becomes durable, or none. It reads like a [`ReadTx`].
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    /// What was held and lies in the tables once this is committed.
    was_held: RefCell<Held>,
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;
    fn deref(&self) -> &ReadTx<'c> {
        &self.read
    }
}

impl<'c> WriteTx<'c> {
    pub(crate) fn over(connection: &'c Connection, held: Held) -> Self {
        Self { read: ReadTx::over(connection, held), was_held: RefCell::default() }
    }

    /// What is not to be held any more once this is committed.
    pub(crate) fn was_held(self) -> Held {
        self.was_held.take()
    }

    pub(crate) fn met_full_disk(&self) -> bool {
        self.read.sql.met_full_disk()
    }

    fn sql(&self) -> &Sql<'c> {
        &self.read.sql
    }

    handles! {
        /// The facts: they can be added, never changed or taken away.
        facts: facts::FactsMut;
        /// What the server has not yet given back. Only [`log::LogMut::append`] takes anything out.
        outbox: outbox::OutboxMut;
        /// How far each scope's log has been read.
        cursors: cursors::CursorsMut;
        /// Each scope's log as read.
        log: log::LogMut;
        /// What was refused or set aside.
        quarantine: quarantine::QuarantineMut;
        /// Forms not yet saved.
        drafts: drafts::DraftsMut;
        /// Projection: the state of each stay.
        stays: stays::StaysMut;
        /// Projection: ward boards.
        board: board::BoardMut;
        /// Projection: the stays that a ward's index names.
        members: members::MembersMut;
        /// Projection: who looks after whom.
        allocations: allocations::AllocationsMut;
        /// Projection: staff, wards and devices.
        directory: directory::DirectoryMut;
        /// This device: identity, chain, server, clock.
        device: device::DeviceMut;
        /// PIN verifiers and wrong attempts.
        pins: pins::PinsMut;
        /// How far the projections are put.
        projected: projected::ProjectedMut;
        /// What is still to be signed.
        unsigned: unsigned::UnsignedMut;
    }

    /// Puts every projection that is held ([`crate::Store::hold`]). To be called before any projection is put in this
    /// transaction, and before an entry can leave the outbox: from here on the tables say it all.
    pub fn put_held(&self) -> Result<(), crate::StoreError> {
        let held = self.sql().held_no_more();
        held.all().try_for_each(|projection| self.put(projection))?;
        if !held.is_behind() {
            self.projected().all()?;
        }
        self.was_held.replace(held);
        Ok(())
    }

    /// Puts a stay's projections in place of those before.
    pub fn put(&self, projection: &crate::Projection) -> Result<(), crate::StoreError> {
        let crate::Projection { stay, ward, state, rows, looked_after_by } = projection;
        self.stays().put(stay, ward.as_ref(), state)?;
        self.board().put(stay, rows)?;
        self.allocations().put(stay, looked_after_by)
    }

    /// Empties every projection, so that the caller can make them again from the facts in this same transaction.
    pub fn drop_projections(&self) -> Result<(), crate::StoreError> {
        self.was_held.replace(self.sql().held_no_more());
        self.projected().all()?;
        self.stays().clear()?;
        self.board().clear()?;
        self.members().clear()?;
        self.allocations().clear()?;
        self.directory().clear()
    }
}
