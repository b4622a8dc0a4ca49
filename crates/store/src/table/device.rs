//! This device: who it is, which life it is in, the end of its chain, its server, and that server's clock.

use crate::{
    FactHash, StoreError,
    columns::{Col, get, get_opt, seq},
    table::handles,
};
use clinical::{BootId, DeviceId, Incarnation, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads about this device.
    Device,
    /// Identifies this device, enrols it, moves its chain on.
    DeviceMut
}

/// The secret half of the device's signing key. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Who this device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub device: DeviceId,
    /// The seed of its signing key. A keystore will hold it, or what it is wrapped in, where there is one.
    pub secret: Secret,
}

/// The next place in the device's chain. It is used up by [`DeviceMut::advance`], in the transaction that took it.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub struct Link {
    /// The device's present life.
    pub incarnation: Incarnation,
    /// The sequence of the fact to be made, from 1.
    pub sequence: u64,
    /// The hash of the fact before it in this life; `None` for the first.
    pub previous: Option<FactHash>,
}

/// The server that this device is enrolled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Where it listens.
    pub url: String,
    /// Its id, as it gave it.
    pub server: Vec<u8>,
    /// Its Ed25519 public key, pinned at enrolment.
    pub key: [u8; 32],
    /// The name on this device's back.
    pub label: String,
    /// The epoch of its logs when last heard; `None` before the first contact.
    pub epoch: Option<Vec<u8>>,
}

/// The server's clock as last proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownClock {
    /// The start of the operating system in which it was heard. It proves nothing about another one.
    pub boot: BootId,
    /// Server time minus device time, in milliseconds.
    pub offset_ms: i64,
    /// When it was heard, by this device's clock.
    pub heard_at: UtcMillis,
}

const LINK_FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<Link> =
    |row| Ok(Link { incarnation: get(row, 0)?, sequence: get(row, 1)?, previous: get_opt(row, 2)? });

impl Device<'_> {
    /// Who this device is; `None` before [`DeviceMut::identify`].
    pub fn identity(&self) -> Result<Option<Identity>, StoreError> {
        self.sql.one("SELECT device, secret FROM device", [], |row| {
            Ok(Identity { device: get(row, 0)?, secret: Secret(row.get(1)?) })
        })
    }

    /// The device's present life.
    pub fn incarnation(&self) -> Result<Incarnation, StoreError> {
        self.latest_life()?.map(|link| link.incarnation).ok_or(StoreError::Absent { what: "incarnation" })
    }

    /// The present life and the end of its chain; `None` only while the store is being opened for the first time.
    pub(crate) fn latest_life(&self) -> Result<Option<Link>, StoreError> {
        self.sql.one(
            "SELECT incarnation, sequence, previous FROM lives ORDER BY number DESC LIMIT 1",
            [],
            LINK_FROM_ROW,
        )
    }

    /// Whether this data was restored from a backup or has a copy, and the device has not been enrolled since.
    pub fn is_copied(&self) -> Result<bool, StoreError> {
        Ok(self.sql.count("SELECT count(*) FROM copied", [])? > 0)
    }

    /// The server that this device is enrolled with, if any.
    pub fn enrolment(&self) -> Result<Option<Enrolment>, StoreError> {
        self.sql.one("SELECT url, server, key, label, epoch FROM server", [], |row| {
            Ok(Enrolment {
                url: row.get(0)?,
                server: row.get(1)?,
                key: row.get(2)?,
                label: row.get(3)?,
                epoch: row.get(4)?,
            })
        })
    }

    /// The server's clock as last proved, if it ever was. Of use only in the same boot.
    pub fn known_clock(&self) -> Result<Option<KnownClock>, StoreError> {
        self.sql.one("SELECT boot, offset_ms, heard_at FROM known_clock", [], |row| {
            Ok(KnownClock { boot: get(row, 0)?, offset_ms: row.get(1)?, heard_at: get(row, 2)? })
        })
    }
}

impl DeviceMut<'_> {
    /// Gives this device its identity, once and for all.
    pub fn identify(&self, identity: &Identity) -> Result<(), StoreError> {
        let rows = self.sql.run(
            "INSERT INTO device (one, device, secret) VALUES (1, ?1, ?2) ON CONFLICT (one) DO NOTHING",
            params![Col(&identity.device), identity.secret.0],
        )?;
        if rows == 1 { Ok(()) } else { Err(StoreError::AlreadyIdentified) }
    }

    /// The next place in the chain, for one fact. The fact that names it is to be inserted, and the chain advanced,
    /// in this transaction; a second fact takes its own link after that.
    pub fn link(&self) -> Result<Link, StoreError> {
        self.latest_life()?.ok_or(StoreError::Absent { what: "incarnation" })
    }

    /// The fact with this hash has taken the link; the next one follows it.
    pub fn advance(&self, link: Link, hash: &FactHash) -> Result<(), StoreError> {
        let rows = self.sql.run(
            "UPDATE lives SET sequence = ?2 + 1, previous = ?3 WHERE incarnation = ?1 AND sequence = ?2 \
             AND number = (SELECT max(number) FROM lives)",
            params![Col(&link.incarnation), seq(link.sequence), Col(hash)],
        )?;
        if rows == 1 { Ok(()) } else { Err(StoreError::StaleLink) }
    }

    /// Begins a life with a chain of its own: the first one, or another since there is a copy of the one before. Only
    /// what tells the file beside the database too calls it.
    pub(crate) fn begin_life(&self, incarnation: &Incarnation, copied: bool) -> Result<(), StoreError> {
        if copied {
            self.sql.run("INSERT INTO copied (one) VALUES (1) ON CONFLICT (one) DO NOTHING", [])?;
        }
        self.sql.run("INSERT INTO lives (incarnation) VALUES (?1)", [Col(incarnation)]).map(drop)
    }

    /// Enrols with a server, or replaces what is known of it. Whoever enrols a device again has seen to its copies.
    pub fn enrol(&self, enrolment: &Enrolment) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM copied", [])?;
        self.sql.run(
            "INSERT INTO server (one, url, server, key, label, epoch) VALUES (1, ?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (one) DO UPDATE SET url = ?1, server = ?2, key = ?3, label = ?4, epoch = ?5",
            params![enrolment.url, enrolment.server, enrolment.key, enrolment.label, enrolment.epoch],
        )?;
        Ok(())
    }

    /// Notes the epoch of the server's logs.
    pub fn set_epoch(&self, epoch: &[u8]) -> Result<(), StoreError> {
        let rows = self.sql.run("UPDATE server SET epoch = ?1", [epoch])?;
        if rows == 1 { Ok(()) } else { Err(StoreError::Absent { what: "enrolment" }) }
    }

    /// Notes the server's clock as just proved.
    pub fn set_clock(&self, clock: &KnownClock) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO known_clock (one, boot, offset_ms, heard_at) VALUES (1, ?1, ?2, ?3) \
             ON CONFLICT (one) DO UPDATE SET boot = ?1, offset_ms = ?2, heard_at = ?3",
            params![Col(&clock.boot), clock.offset_ms, clock.heard_at.0],
        )?;
        Ok(())
    }
}
