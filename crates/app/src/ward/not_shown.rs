//! The rows of patients whose records cannot be put together on this device: nobody vanishes, and nobody looks as they were.

use super::{Reader, Row, empty, read_row};
use crate::{
    behind,
    project::{RowFacts, stored},
    views,
    words::Fail,
};
use clinical::{ScopeId, WardId, staff::AuthLevel};
use contract::{BoardRow, Flag, FlagKind};

impl Reader<'_> {
    /// Every row of a ward. Of a stay that could never be folded, what can be told of who and where.
    pub(super) fn rows(&self, ward: &WardId) -> Result<Vec<Row>, Fail> {
        let mut rows: Vec<Row> = self.tx.board().of_ward(ward)?.iter().filter_map(read_row).collect();
        for stay in &self.behind {
            let known = self.tx.board().of_stay(stay)?;
            if known.iter().any(|row| stored::read::<RowFacts>(&row.row).is_some()) {
                continue;
            }
            let found = behind::who_and_where(self.tx, stay, &self.views.app.policies()).unwrap_or_default();
            let here = found.into_iter().filter(|facts| facts.place.ward == *ward);
            rows.extend(here.map(|facts| Row { stay: *stay, facts }));
        }
        Ok(rows)
    }

    /// One row. A stay that cannot be folded says so there, and nothing of how the patient was before, since that is not
    /// how they are; but an alert that nobody has closed is not hidden by it.
    pub(super) fn row(&self, row: Row, like_name: bool) -> Result<BoardRow, Fail> {
        let RowFacts { place, banner, alert, .. } = &row.facts;
        let (stay, place, banner, alert) = (row.stay, place.clone(), banner.clone(), *alert);
        let read =
            if self.behind.contains(&stay) { Err(Fail::Unfolded) } else { self.in_full(row, like_name) };
        if !matches!(read, Err(Fail::Unfolded)) {
            return read;
        }
        let mut row =
            BoardRow { banner: Some(views::banner(banner, &self.views.now, like_name)), ..empty(place) };
        if self.person.auth != AuthLevel::Emergency {
            row.flags.push(not_shown(alert));
            row.conflicts.extend(self.unverified.get(&stay).cloned());
            row.unverified = self.unverified.contains_key(&stay);
            row.unsent = self.waiting.of(&ScopeId::Stay(stay)).unsent();
        }
        Ok(row)
    }
}

/// Says that a patient's record cannot be put together here, and whether somebody was called when it last could.
fn not_shown(alert: bool) -> Flag {
    let (short, open) = if alert { ("Not shown, alert", "An alert was open. ") } else { ("Not shown", "") };
    Flag {
        kind: FlagKind::NotShown,
        short: short.to_owned(),
        words: format!(
            "{open}This device cannot put this patient's record together. Nothing is lost: look on another device, and tell \
             IT support"
        ),
        settled: false,
    }
}
