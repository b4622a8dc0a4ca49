//! Forms not yet saved, so that a flat battery loses nothing. Kept under the id that the set will have.

use crate::{
    StoreError,
    columns::{Col, get},
    table::handles,
};
use clinical::{FactId, StaffId, StayId, UtcMillis};
use rusqlite::{Row, params};

handles! {
    /// Reads drafts.
    Drafts,
    /// Keeps and drops drafts.
    DraftsMut
}

/// A form as far as it was filled in.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The form's id, which is the id the fact will have.
    pub form: FactId,
    /// The stay that the form was opened for.
    pub stay: StayId,
    /// Whose draft.
    pub author: StaffId,
    /// When its first key was pressed.
    pub started_at: UtcMillis,
    /// When it was last kept.
    pub kept_at: UtcMillis,
    /// The screen's own text.
    pub body: String,
}

impl std::fmt::Debug for Draft {
    /// Which form, never what was keyed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("form", &self.form).field("stay", &self.stay).finish_non_exhaustive()
    }
}

const FROM_ROW: fn(&Row<'_>) -> rusqlite::Result<Draft> = |row| {
    Ok(Draft {
        form: get(row, 0)?,
        stay: get(row, 1)?,
        author: get(row, 2)?,
        started_at: get(row, 3)?,
        kept_at: get(row, 4)?,
        body: row.get(5)?,
    })
};

impl Drafts<'_> {
    /// One draft, if it is here.
    pub fn get(&self, form: &FactId) -> Result<Option<Draft>, StoreError> {
        self.sql.one(
            "SELECT form, stay, author, started_at, kept_at, body FROM drafts WHERE form = ?1",
            [Col(form)],
            FROM_ROW,
        )
    }

    /// A person's drafts for a stay, the last kept first.
    pub fn of(&self, author: &StaffId, stay: &StayId) -> Result<Vec<Draft>, StoreError> {
        // Drafts are few; reading them all is cheaper than an index that every key press would write.
        self.sql.all(
            "SELECT form, stay, author, started_at, kept_at, body FROM drafts WHERE author = ?1 AND stay = ?2 \
             ORDER BY kept_at DESC, form DESC",
            params![Col(author), Col(stay)],
            FROM_ROW,
        )
    }
}

impl DraftsMut<'_> {
    /// Keeps a draft; one with the same form takes its text and time, and keeps the time of its first key.
    pub fn keep(&self, draft: &Draft) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO drafts (form, stay, author, started_at, kept_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (form) DO UPDATE SET author = ?3, kept_at = ?5, body = ?6",
            params![
                Col(&draft.form),
                Col(&draft.stay),
                Col(&draft.author),
                draft.started_at.0,
                draft.kept_at.0,
                draft.body
            ],
        )?;
        Ok(())
    }

    /// Drops a draft, because it was saved or thrown away. Dropping one that is not there is no error.
    pub fn drop(&self, form: &FactId) -> Result<(), StoreError> {
        self.sql.run("DELETE FROM drafts WHERE form = ?1", [Col(form)])?;
        Ok(())
    }

    /// Drops drafts last kept before a time; answers how many went.
    pub fn drop_before(&self, time: UtcMillis) -> Result<usize, StoreError> {
        self.sql.run("DELETE FROM drafts WHERE kept_at < ?1", [time.0])
    }
}
