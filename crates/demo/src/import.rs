//! History from a CSV file: one historic stay a row, streamed in whole transactions, scored here and never believed.
//!
//! `docs/import.md` describes the columns and the rules for the person who runs it.

pub mod history;
pub mod intake;
pub mod report;
pub mod row;

mod columns;
mod fields;
mod lines;
mod lists;
mod number;

pub use columns::COLUMNS;
pub use history::{HistoricStay, Source};
pub use intake::Intake;
pub use lists::Lists;
pub use report::Report;

use columns::Columns;
use fields::Fields;
use lines::Line;
use row::Row;
use std::io::{self, BufRead};

/// Why a row is listed that was brought in before as something else.
const DIFFERS: &str =
    "was brought in before with other values, which stay; give a changed file another source name";

/// Rows in one transaction.
pub const ROWS_PER_TRANSACTION: usize = 1_000;

/// Where the stays go.
pub trait Sink {
    /// What can go wrong there.
    type Error: std::error::Error + 'static;

    /// Takes in all of these stays or none of them, and answers what became of each, in their order. A fact that is
    /// there already is left as it is.
    ///
    /// # Errors
    /// Then nothing of this transaction was kept.
    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, Self::Error>;
}

/// What became of one stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not there; it is now.
    New,
    /// It was there, the same.
    AlreadyThere,
    /// It was there from an earlier run with other values, and stays as it was.
    Differs,
}

/// The sink of a dry run: everything is new and nothing is kept.
#[derive(Debug, Default)]
pub struct Nowhere;

impl Sink for Nowhere {
    type Error = std::convert::Infallible;

    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, Self::Error> {
        Ok(vec![Fate::New; stays.len()])
    }
}

/// Why an import stopped. What was taken in before stays; a second run finds it there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError<E: std::error::Error + 'static> {
    /// Not a file of this kind.
    #[error(
        "The file's first line lacks these columns: {0}. Nothing was brought in. Name the columns as docs/import.md does."
    )]
    Columns(String),
    /// The first line cannot be read at all.
    #[error("The file has no readable first line with the column names. Nothing was brought in.")]
    NoHeading,
    /// The file cannot be read on.
    #[error(
        "The file could not be read beyond line {line}: {error}. {rows} rows are dealt with, in whole transactions. Run the same command again."
    )]
    Read {
        /// The last line read.
        line: u64,
        /// Rows in whole transactions before.
        rows: u64,
        /// Why.
        error: io::Error,
    },
    /// A list of rows cannot be written.
    #[error(
        "The list of rejected rows or of differences could not be written: {error}. {rows} rows are dealt with, in whole transactions. Make room, then run the same command again."
    )]
    Lists {
        /// Rows in whole transactions before.
        rows: u64,
        /// Why.
        error: csv::Error,
    },
    /// The stays were not taken in.
    #[error(
        "The import stopped before line {line}: {error}. {rows} rows are dealt with, in whole transactions; of the rest nothing was kept. Run the same command again."
    )]
    Sink {
        /// The first line of the transaction that failed.
        line: u64,
        /// Rows in whole transactions before.
        rows: u64,
        /// Why.
        error: E,
    },
}

/// Reads `input` to its end, sends every usable row to `sink` and lists every other with its line and reason. `progress` is called after each transaction.
///
/// # Errors
/// See [`ImportError`]; the rejects of the rows before are listed all the same.
pub fn import<S: Sink>(
    input: &mut impl BufRead,
    source: &Source,
    sink: &mut S,
    lists: Lists<'_>,
    mut progress: impl FnMut(&Report),
) -> Result<Report, ImportError<S::Error>> {
    let heading = heading(input)?;
    let columns = Columns::find(&heading).map_err(|missing| ImportError::Columns(missing.join(", ")))?;
    let mut run =
        Run { source, columns, fields: Fields::default(), lists, report: Report::default(), dealt_with: 0 };
    let headed = run.lists.headings(&heading);
    run.listed(headed)?;
    let mut line = 1;
    loop {
        let first = line + 1;
        let Some(batch) = run.read_batch(input, &mut line)? else { break };
        run.deal_with(batch, first, sink)?;
        progress(&run.report);
    }
    Ok(run.report)
}

fn heading<E: std::error::Error>(input: &mut impl BufRead) -> Result<csv::StringRecord, ImportError<E>> {
    match lines::next(input) {
        Ok(Some(Line::Text(text))) => {
            // Spreadsheets put a byte order mark before the first name.
            Fields::default().of(text.trim_start_matches('\u{feff}')).ok_or(ImportError::NoHeading)
        }
        Ok(_) => Err(ImportError::NoHeading),
        Err(error) => Err(ImportError::Read { line: 0, rows: 0, error }),
    }
}

/// One import under way.
struct Run<'a> {
    source: &'a Source,
    columns: Columns,
    fields: Fields,
    lists: Lists<'a>,
    report: Report,
    /// Rows in whole transactions.
    dealt_with: u64,
}

/// A usable row: its stay, and the line as it stood.
type Usable = (HistoricStay, u64, Line);

impl Run<'_> {
    /// The usable rows of the next transaction; `None` at the end of the file.
    fn read_batch<E: std::error::Error>(
        &mut self,
        input: &mut impl BufRead,
        line: &mut u64,
    ) -> Result<Option<Vec<Usable>>, ImportError<E>> {
        let mut batch = Vec::with_capacity(ROWS_PER_TRANSACTION);
        let mut rows = 0;
        while rows < ROWS_PER_TRANSACTION {
            let next = lines::next(input).map_err(|error| ImportError::Read {
                line: *line,
                rows: self.dealt_with,
                error,
            })?;
            let Some(next) = next else {
                return Ok((rows > 0).then_some(batch));
            };
            *line += 1;
            let Some(read) = self.read_row(&next, *line) else { continue };
            rows += 1;
            self.report.rows += 1;
            match read {
                Ok(row) => {
                    if let Some((there, here)) = self.report.count(&row) {
                        let written = self.lists.difference(*line, there, here);
                        self.listed(written)?;
                    }
                    batch.push((self.source.stay(&row), *line, next));
                }
                Err(reason) => {
                    self.report.rejected += 1;
                    let written = self.lists.reject(*line, &reason, &next);
                    self.listed(written)?;
                }
            }
        }
        Ok(Some(batch))
    }

    /// Hands a transaction to the sink and counts what became of it.
    fn deal_with<S: Sink>(
        &mut self,
        batch: Vec<Usable>,
        first: u64,
        sink: &mut S,
    ) -> Result<(), ImportError<S::Error>> {
        let (stays, lines): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|(stay, number, line)| (stay, (number, line))).unzip();
        if !stays.is_empty() {
            let fates = sink.take_in(&stays).map_err(|error| ImportError::Sink {
                line: first,
                rows: self.dealt_with,
                error,
            })?;
            self.report.transactions += 1;
            for (fate, (number, line)) in fates.into_iter().zip(&lines) {
                match fate {
                    Fate::New => self.report.brought_in += 1,
                    Fate::AlreadyThere => self.report.already_there += 1,
                    Fate::Differs => {
                        self.report.differing += 1;
                        let written = self.lists.reject(*number, DIFFERS, line);
                        self.listed(written)?;
                    }
                }
            }
        }
        self.dealt_with = self.report.rows;
        let written = self.lists.flush();
        self.listed(written)
    }

    /// The row in a line, or why it cannot be used; `None` for an empty line.
    fn read_row(&mut self, line: &Line, number: u64) -> Option<Result<Row, String>> {
        match line {
            Line::Text(text) if text.trim().is_empty() => None,
            Line::Text(text) => Some(match self.fields.of(text) {
                // The heading is line 1, so the first row is line 2.
                Some(record) => Row::read(&self.columns, &record, number - 1),
                None => Err("cannot be read as comma-separated fields".to_owned()),
            }),
            Line::NotText => Some(Err("is not UTF-8 text".to_owned())),
            Line::TooLong => Some(Err(format!("is longer than {} characters", lines::LONGEST))),
        }
    }

    /// A list that cannot be written stops the import: a row must not be lost without a word.
    fn listed<E: std::error::Error>(&self, written: csv::Result<()>) -> Result<(), ImportError<E>> {
        written.map_err(|error| ImportError::Lists { rows: self.dealt_with, error })
    }
}
