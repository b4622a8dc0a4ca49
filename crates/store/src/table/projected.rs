//! How far the projections are put.

use crate::{StoreError, columns::get, table::handles};
use clinical::ScopeId;

handles! {
    /// Reads what is not projected yet.
    Projected,
    /// Notes how far the projections are.
    ProjectedMut
}

impl Projected<'_> {
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
