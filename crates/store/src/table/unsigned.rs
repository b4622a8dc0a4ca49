//! The audit of the last act, while it is still to be signed.

use crate::{StoreError, table::handles};

handles! {
    /// Reads what is to be signed.
    Unsigned,
    /// Keeps what is to be signed, and takes it out in the transaction that keeps it signed.
    UnsignedMut
}

impl Unsigned<'_> {
    /// The fact that takes the next place in the device's chain, without its signature.
    pub fn next(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.sql.one("SELECT fact FROM unsigned", [], |row| row.get(0))
    }
}

impl UnsignedMut<'_> {
    /// Keeps a fact that is to be signed. There is none before it: that one would have the next place.
    pub fn keep(&self, fact: &[u8]) -> Result<(), StoreError> {
        let rows = self
            .sql
            .run("INSERT INTO unsigned (one, fact) VALUES (1, ?1) ON CONFLICT (one) DO NOTHING", [fact])?;
        if rows == 1 { Ok(()) } else { Err(StoreError::StaleLink) }
    }

    /// It is signed and kept as a fact, in this transaction.
    pub fn signed(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM unsigned", []).map(drop)
    }
}
