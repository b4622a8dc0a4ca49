//! The administrator's side: staff and ward import, enrolment codes, revocation. Works on the data folder, also while the
//! server runs on it; the server notices what has changed in the directory.

use crate::{
    Config,
    audit::{self, Audit},
    change_log::SetAside,
    database::StoreError,
    directory::{
        Directory, Snapshot,
        author::{Author, AuthorError},
    },
    enrolment::{Code, EnrolError, Enrolment},
    key::{KeyError, ServerKey},
    pin::Pins,
    quarantine::Reason,
    storage::{Storage, StorageError},
};
use clinical::{
    DeviceId, StaffId, Stamp, StayId, UtcMillis, WardId,
    entry::{EnrolledDevice, EntryBody},
};
use std::{path::PathBuf, sync::Arc};

pub mod form;
pub mod lost;
pub mod policy;
pub mod reading;
pub mod refill;
pub mod staff;
pub mod ward;

/// How much of the quarantine is read at a time.
const LISTED_AT_ONCE: usize = 200;

pub use staff::StaffReport;
pub use ward::WardReport;

/// Why an administrator's command was not carried out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The database could not be opened.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The server's key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A fact of the directory could not be made.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// An enrolment code could not be made.
    #[error(transparent)]
    Enrol(#[from] EnrolError),
    /// The file cannot be read as what it should be.
    #[error("{0}; nothing was imported")]
    File(String),
    /// A policy that cannot be put in force.
    #[error(transparent)]
    Policy(#[from] policy::Refused),
    /// An assessment form that cannot be put in force or withdrawn.
    #[error(transparent)]
    Form(#[from] form::Refused),
    /// No such device.
    #[error("no device {0} is enrolled; `device list` shows those that are")]
    UnknownDevice(DeviceId),
    /// No such stay.
    #[error("there is no stay {0} here; `record list` shows those that are")]
    UnknownStay(StayId),
    /// No such log.
    #[error("there is no log {0} here that could be proved; `record list` shows those that are")]
    UnknownLog(String),
    /// A stay's file could not be made.
    #[error("{0}; they are in the logs as they were, and no file was written")]
    Export(#[from] record::CannotExport),
    /// A file could not be written.
    #[error("{path} could not be written: {source}; what was there before is as it was")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// An administrator at one server's data folder, and its database wherever that is.
pub struct Desk {
    storage: Storage,
    directory: Directory,
    enrolment: Enrolment,
    key: ServerKey,
    config: Config,
}

impl Desk {
    /// Sits down at a data folder.
    ///
    /// # Errors
    /// When the database or the server's key cannot be opened.
    pub fn open(config: &Config) -> Result<Self, AdminError> {
        let key = ServerKey::open(&config.data_dir, &*config.entropy)?;
        let storage = Storage::open(config, &key)?;
        let (log, doors) = (storage.log.clone(), storage.doors.clone());
        let enrolment = Enrolment::new(doors, key.clone(), log.epoch(), config.entropy.clone());
        let directory = Directory::new(log, key.public());
        Ok(Self { directory, storage, enrolment, key, config: config.clone() })
    }

    /// The directory as it stands.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn directory(&self) -> Result<Arc<Snapshot>, AdminError> {
        Ok(self.directory.now()?)
    }

    /// Makes a one-use code, good for ten minutes, for a device of these wards. The code is not stored and cannot be
    /// shown again. An empty label leaves the name to the device.
    ///
    /// # Errors
    /// When a ward is not in the directory.
    pub fn enrolment_code(&self, label: &str, wards: &[WardId]) -> Result<Code, AdminError> {
        Ok(self.enrolment.code(&*self.directory()?, label, wards, self.now())?)
    }

    /// Withdraws a device from use: its sockets close, it is let in no more, and what it signs from now on is set aside.
    /// What it signed before stays good, whoever brings it.
    ///
    /// # Errors
    /// When no such device is enrolled.
    pub fn revoke(&self, device: DeviceId) -> Result<(), AdminError> {
        let directory = self.directory()?;
        let listed = directory.enrolled(&device).ok_or(AdminError::UnknownDevice(device))?;
        if listed.value.revoked_at.is_some() {
            return Ok(());
        }
        let revoked_at = Some(Stamp { utc: self.now(), offset_minutes: 0 });
        let revoked = EnrolledDevice { revoked_at, ..listed.value.clone() };
        let mut author = self.author()?;
        author.write(EntryBody::Device(revoked), &listed.leaves)?;
        self.storage.log.append(author.finish())?;
        Ok(())
    }

    /// What was refused and has not been settled since, oldest first within a reason. Read a page at a time: there may be
    /// more of it than memory.
    ///
    /// # Errors
    /// When the database cannot be read, or `each` says so.
    pub fn quarantine<E: From<AdminError>>(
        &self,
        mut each: impl FnMut(SetAside) -> Result<(), E>,
    ) -> Result<(), E> {
        for reason in Reason::all() {
            let mut after = 0;
            loop {
                let page =
                    self.storage.log.set_aside(reason, after, LISTED_AT_ONCE).map_err(AdminError::from)?;
                let Some(last) = page.last() else { break };
                after = last.number;
                page.into_iter().try_for_each(&mut each)?;
            }
        }
        Ok(())
    }

    /// Goes over every log: hashes, chains, signatures.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn audit(&self) -> Result<Audit, AdminError> {
        Ok(audit::audit(&*self.storage.shelves, &*self.directory()?)?)
    }

    /// Opens a person's door again on all devices, after ten wrong PINs.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unlock_pin(&self, staff: StaffId) -> Result<(), AdminError> {
        Ok(Pins::new(self.storage.doors.clone()).unlock(staff)?)
    }

    fn author(&self) -> Result<Author<'_>, AdminError> {
        Ok(Author::new(&self.key, &*self.config.entropy, self.now())?)
    }

    fn now(&self) -> UtcMillis {
        self.config.clock.now()
    }
}
