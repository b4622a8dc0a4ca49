//! What became of a file: counts that add up, and how far its scores agree with ours.

use super::row::Row;
use clinical::news2::Outcome;
use std::{collections::BTreeMap, fmt};

/// The counts. `rows` is the sum of `brought_in`, `already_there`, `differing` and `rejected`. A dry run brings nothing in
/// and counts as `brought_in` what it would have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Rows read.
    pub rows: u64,
    /// New stays.
    pub brought_in: u64,
    /// Rows whose facts were there from an earlier run.
    pub already_there: u64,
    /// Rows that were brought in before with other values; each stands in the rejects file.
    pub differing: u64,
    /// Rows that cannot be used; each stands in the rejects file.
    pub rejected: u64,
    /// Rows with a whole score.
    pub scored: u64,
    /// Rows with a sign missing.
    pub incomplete: u64,
    /// Rows that NEWS2 does not apply to, by the stated age.
    pub not_applicable: u64,
    /// Scored rows for which the source gives a score as well.
    pub compared: u64,
    /// Of these, rows where the scores differ, by our score less the source's.
    pub differences: BTreeMap<i16, u64>,
    /// Transactions, each whole.
    pub transactions: u64,
}

impl Report {
    /// Rows whose score in the source is not the NEWS2 of their signs.
    pub fn disagree(&self) -> u64 {
        self.differences.values().sum()
    }

    /// Counts the score of a usable row, and answers the source's score and ours where they disagree.
    pub(super) fn count(&mut self, row: &Row) -> Option<(u8, u8)> {
        let here = match &row.outcome {
            Outcome::Incomplete { .. } => {
                self.incomplete += 1;
                return None;
            }
            Outcome::NotApplicable { .. } => {
                self.not_applicable += 1;
                return None;
            }
            Outcome::Complete { total, .. } => *total,
        };
        self.scored += 1;
        let there = row.published?;
        self.compared += 1;
        if there == here {
            return None;
        }
        *self.differences.entry(i16::from(here) - i16::from(there)).or_default() += 1;
        Some((there, here))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "rows read                     {}", self.rows)?;
        writeln!(f, "  brought in                  {}", self.brought_in)?;
        writeln!(f, "  already there               {}", self.already_there)?;
        writeln!(f, "  there with other values     {}", self.differing)?;
        writeln!(f, "  rejected                    {}", self.rejected)?;
        writeln!(f, "transactions                  {}", self.transactions)?;
        writeln!(f, "scored here, on scale 1       {}", self.scored)?;
        writeln!(f, "incomplete                    {}", self.incomplete)?;
        writeln!(f, "NEWS2 does not apply          {}", self.not_applicable)?;
        writeln!(
            f,
            "the source's score disagrees  {} of {} compared; kept as provenance, never used",
            self.disagree(),
            self.compared
        )?;
        for (difference, rows) in &self.differences {
            writeln!(f, "  ours is {difference:+}{:<18} {rows}", "")?;
        }
        Ok(())
    }
}
