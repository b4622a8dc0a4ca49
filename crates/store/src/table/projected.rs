//! How far the projections are put.

use crate::{StoreError, columns::get, table::handles};
use clinical::ScopeId;
use std::collections::BTreeMap;

handles! {
    /// Reads what is not projected yet.
    Projected,
    /// Notes how far the projections are.
    ProjectedMut
}

impl Projected<'_> {
    /// Every row of every projection on the disk, by a name made of identifiers. For holding two of them against each other.
    pub fn rows(&self) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
        let rows = self.sql.all(
            "SELECT 'stay/' || hex(stay) || '/' || ifnull(ward, ''), state FROM stays \
             UNION ALL SELECT 'board/' || ward || '/' || bed || '/' || hex(stay) || '/' || ifnull(due_at, ''), row FROM board \
             UNION ALL SELECT 'member/' || ward || '/' || hex(stay), x'' FROM members \
             UNION ALL SELECT 'allocation/' || hex(stay) || '/' || hex(staff), x'' FROM allocations \
             UNION ALL SELECT 'staff/' || hex(staff), body FROM directory_staff \
             UNION ALL SELECT 'ward/' || ward, body FROM directory_wards \
             UNION ALL SELECT 'device/' || hex(device), body FROM directory_devices",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// The scopes with a fact that was made here and that no projection on the disk holds, as far as is known: none that
    /// is behind is missing.
    pub fn behind(&self) -> Result<Vec<ScopeId>, StoreError> {
        self.sql.all(
            "SELECT scope FROM outbox WHERE position > (SELECT coalesce(max(position), 0) FROM projected) \
             UNION SELECT scope FROM unsigned WHERE scope IS NOT NULL ORDER BY scope",
            [],
            |row| get(row, 0),
        )
    }
}

impl ProjectedMut<'_> {
    /// Every fact that is here is projected, in this transaction or before it.
    pub(crate) fn all(&self) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO projected (one, position) SELECT 1, coalesce(max(position), 0) FROM outbox WHERE true \
             ON CONFLICT (one) DO UPDATE SET position = max(position, excluded.position)",
            [],
        )?;
        Ok(())
    }
}
