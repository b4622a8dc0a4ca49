//! The columns of the file: found by name, in any order, others ignored.

use super::number::{BadNumber, tenths, whole};

/// Names of the columns that must be there.
pub const COLUMNS: [&str; 12] =
    ["male", "age", "NEWS", "syst", "dias", "temp", "pulse", "resp", "sat", "sup", "alert", "died"];

/// Where each column stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    places: [usize; 12],
    width: usize,
}

impl Columns {
    /// Finds the columns in the heading.
    ///
    /// # Errors
    /// The names that are missing.
    pub fn find(heading: &csv::StringRecord) -> Result<Self, Vec<&'static str>> {
        let place = |name: &str| heading.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        let missing: Vec<_> = COLUMNS.into_iter().filter(|name| place(name).is_none()).collect();
        if missing.is_empty() {
            let places = COLUMNS.map(|name| place(name).unwrap_or_default());
            Ok(Self { places, width: heading.len() })
        } else {
            Err(missing)
        }
    }

    /// How many fields each row has.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// A whole number of this row.
    pub fn whole(&self, record: &csv::StringRecord, name: &'static str) -> Result<Option<i64>, Unreadable> {
        whole(self.text(record, name)).map_err(|why| Unreadable { name, why })
    }

    /// A number of this row in tenths.
    pub fn tenths(&self, record: &csv::StringRecord, name: &'static str) -> Result<Option<i64>, Unreadable> {
        tenths(self.text(record, name)).map_err(|why| Unreadable { name, why })
    }

    fn text<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        let place = COLUMNS.iter().position(|column| *column == name).map(|n| self.places[n]);
        place.and_then(|place| record.get(place)).unwrap_or_default()
    }
}

/// A field that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable {
    /// Its column.
    pub name: &'static str,
    /// Why.
    pub why: BadNumber,
}
