//! Projection: the rows of ward boards. A stay may have two rows while two people disagree about its bed.

use crate::{
    StoreError,
    columns::{Col, get, get_opt},
    table::handles,
};
use clinical::{StayId, UtcMillis, WardId};
use rusqlite::{Row, params};

handles! {
    /// Reads boards.
    Board,
    /// Puts boards' rows.
    BoardMut
}

/// One row of a ward's board.
#[derive(Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// Whose.
    pub stay: StayId,
    /// On which ward's board.
    pub ward: WardId,
    /// The bed's label.
    pub bed: String,
    /// When the next set is due; `None` is not known, never "not due".
    pub due_at: Option<UtcMillis>,
    /// What the board shows, encoded by the application.
    pub row: Vec<u8>,
}

impl std::fmt::Debug for BoardRow {
    /// Whose row, never what it shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BoardRow").field("stay", &self.stay).field("ward", &self.ward).finish_non_exhaustive()
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<BoardRow> = |row| {
    Ok(BoardRow {
        stay: get(row, 0)?,
        ward: get(row, 1)?,
        bed: row.get(2)?,
        due_at: get_opt(row, 3)?,
        row: row.get(4)?,
    })
};

impl Board<'_> {
    /// A ward's board, in the order of beds.
    pub fn of_ward(&self, ward: &WardId) -> Result<Vec<BoardRow>, StoreError> {
        // A device holds boards of a few wards, some hundred rows: read them all, rather than have every save write
        // a second index.
        let mut rows: Vec<BoardRow> = self.sql.all(
            "SELECT stay, ward, bed, due_at, row FROM board WHERE ward = ?1 ORDER BY bed, stay",
            [Col(ward)],
            FROM_ROW,
        )?;
        let held = self.sql.held();
        if !held.is_empty() {
            rows.retain(|row| held.of(&row.stay).is_none());
            rows.extend(held.all().flat_map(|stay| &stay.rows).filter(|row| row.ward == *ward).cloned());
            rows.sort_by(|a, b| (&a.bed, a.stay).cmp(&(&b.bed, b.stay)));
        }
        Ok(rows)
    }

    /// The rows of one stay, on any board.
    pub fn of_stay(&self, stay: &StayId) -> Result<Vec<BoardRow>, StoreError> {
        if let Some(held) = self.sql.held().of(stay) {
            return Ok(held.rows.clone());
        }
        self.sql.all(
            "SELECT stay, ward, bed, due_at, row FROM board WHERE stay = ?1 ORDER BY ward, bed",
            [Col(stay)],
            FROM_ROW,
        )
    }
}

impl BoardMut<'_> {
    /// Puts these rows in place of all that a stay had. No rows takes it off every board.
    pub fn put(&self, stay: &StayId, rows: &[BoardRow]) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM board WHERE stay = ?1", [Col(stay)])?;
        for row in rows {
            self.sql.run(
                "INSERT INTO board (stay, ward, bed, due_at, row) VALUES (?1, ?2, ?3, ?4, ?5) \
                 ON CONFLICT (stay, ward, bed) DO UPDATE SET due_at = ?4, row = ?5",
                params![Col(stay), Col(&row.ward), row.bed, row.due_at.map(|at| at.0), row.row],
            )?;
        }
        Ok(())
    }

    pub(crate) fn clear(&self) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM board", []).map(drop)
    }
}
