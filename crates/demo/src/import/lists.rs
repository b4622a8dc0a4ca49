//! The lists an import leaves behind: rows that could not be used, and scores that disagree.

use super::{fields::Fields, lines::Line};
use std::io::Write;

/// Where the lists go.
pub struct Lists<'a> {
    rejects: csv::Writer<Box<dyn Write + 'a>>,
    differences: Option<csv::Writer<Box<dyn Write + 'a>>>,
}

impl<'a> Lists<'a> {
    /// Rejected rows are always listed.
    pub fn new(rejects: impl Write + 'a) -> Self {
        // A rejected row may have too few or too many fields; it is listed with those it has.
        Self { rejects: writer(rejects), differences: None }
    }

    /// Lists the scores that disagree as well.
    #[must_use]
    pub fn with_differences(mut self, differences: impl Write + 'a) -> Self {
        self.differences = Some(writer(differences));
        self
    }

    /// The headings: the source's own columns follow the line and the reason.
    pub(super) fn headings(&mut self, columns: &csv::StringRecord) -> csv::Result<()> {
        self.rejects.write_record(["line", "reason"].into_iter().chain(columns.iter()))?;
        match &mut self.differences {
            Some(list) => list.write_record(["line", "score_there", "score_here"]),
            None => Ok(()),
        }
    }

    /// Lists a row with its line, the reason, and what stood there, so that it can be mended and brought in.
    pub(super) fn reject(&mut self, number: u64, reason: &str, line: &Line) -> csv::Result<()> {
        let there = match line {
            Line::Text(text) => Fields::default().of(text).unwrap_or_default(),
            Line::NotText | Line::TooLong => csv::StringRecord::new(),
        };
        let number = number.to_string();
        self.rejects.write_record([number.as_str(), reason].into_iter().chain(there.iter()))
    }

    /// Lists a score that disagrees.
    pub(super) fn difference(&mut self, number: u64, there: u8, here: u8) -> csv::Result<()> {
        match &mut self.differences {
            Some(list) => list.write_record([number.to_string(), there.to_string(), here.to_string()]),
            None => Ok(()),
        }
    }

    pub(super) fn flush(&mut self) -> csv::Result<()> {
        self.rejects.flush()?;
        if let Some(list) = &mut self.differences {
            list.flush()?;
        }
        Ok(())
    }
}

fn writer<'a>(to: impl Write + 'a) -> csv::Writer<Box<dyn Write + 'a>> {
    csv::WriterBuilder::new().flexible(true).from_writer(Box::new(to))
}
