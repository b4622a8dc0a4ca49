//! A transaction, and the handles of the tables in it.

use crate::{held::Held, sql::Sql, table::*};
use clinical::StayId;
use rusqlite::Connection;
use std::{cell::RefCell, collections::BTreeMap, ops::Deref};

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
        /// When the server last heard from other devices.
        heard: heard::Heard;
    }
}

/// A transaction that writes: all of it becomes durable, or none. It reads like a [`ReadTx`].
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    /// What was held and lies in the tables once this is committed.
    was_held: RefCell<Held>,
    /// Stays whose projections say it all once this is committed (`true`), and those that are left behind their facts.
    keep_up: RefCell<BTreeMap<StayId, bool>>,
}

/// What a transaction leaves to be done with what is held once it is committed.
#[derive(Default)]
pub(crate) struct Left {
    was_held: Held,
    keep_up: BTreeMap<StayId, bool>,
}

impl Left {
    /// Whether there is anything to be done.
    pub(crate) fn is_something(&self) -> bool {
        !self.was_held.is_empty() || !self.keep_up.is_empty()
    }

    /// Does it.
    pub(crate) fn settle(&self, held: &mut Held) {
        held.let_go(&self.was_held);
        for (stay, keeps_up) in &self.keep_up {
            if *keeps_up { held.keeps_up(stay) } else { held.lose_track(*stay) }
        }
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;
    fn deref(&self) -> &ReadTx<'c> {
        &self.read
    }
}

impl<'c> WriteTx<'c> {
    pub(crate) fn over(connection: &'c Connection, held: Held) -> Self {
        let (was_held, keep_up) = (RefCell::default(), RefCell::default());
        Self { read: ReadTx::over(connection, held), was_held, keep_up }
    }

    /// What is to be done with what is held once this is committed.
    pub(crate) fn left(self) -> Left {
        Left { was_held: self.was_held.take(), keep_up: self.keep_up.take() }
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
        /// When the server last heard from other devices.
        heard: heard::HeardMut;
    }

    /// Puts every projection that is held ([`crate::Store::hold`]), and notes which stays have none of all their facts. To
    /// be called before any projection is put in this transaction, and before an entry can leave the outbox: from here on
    /// the tables say it all.
    pub fn put_held(&self) -> Result<(), crate::StoreError> {
        let held = self.sql().held_no_more();
        held.all().try_for_each(|projection| self.put(projection))?;
        held.behind().iter().try_for_each(|stay| self.leave_behind(stay))?;
        self.projected().all()?;
        self.was_held.replace(held);
        Ok(())
    }

    /// Puts a stay's projections in place of those before.
    pub fn put(&self, projection: &crate::Projection) -> Result<(), crate::StoreError> {
        let crate::Projection { stay, ward, state, rows, looked_after_by } = projection;
        self.stays().put(stay, ward.as_ref(), state)?;
        self.board().put(stay, rows)?;
        self.keep_up.borrow_mut().insert(*stay, true);
        self.allocations().put(stay, looked_after_by)
    }

    /// A stay's projections could not be made: what the tables say of it stays as it is, and is noted as behind its facts
    /// ([`crate::Stays::noted_behind`]) until something is put.
    pub fn leave_behind(&self, stay: &StayId) -> Result<(), crate::StoreError> {
        self.keep_up.borrow_mut().insert(*stay, false);
        self.stays().note_behind(stay)
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
