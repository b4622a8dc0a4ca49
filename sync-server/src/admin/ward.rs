//! Wards from JSON: a list of wards with their bays and beds. Run again, it changes only what has changed.

use super::{AdminError, Desk};
use clinical::{entry::EntryBody, ward::Ward};
use std::{collections::BTreeSet, io::Read};

/// Bytes of one file of wards.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// What a ward import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WardReport {
    /// Wards that are new or have changed.
    pub written: usize,
    /// Wards that stand as the file says.
    pub unchanged: usize,
}

impl Desk {
    /// Imports wards from a JSON list, all of them or none.
    ///
    /// # Errors
    /// When the file is not such a list, a ward or a bed in it stands there twice, or the database cannot be written.
    pub fn import_wards(&self, file: impl Read) -> Result<WardReport, AdminError> {
        let wards: Vec<Ward> = serde_json::from_reader(file.take(MOST_BYTES))
            .map_err(|error| AdminError::File(format!("the file is not a list of wards ({error})")))?;
        check(&wards)?;
        let directory = self.directory()?;
        let mut author = self.author()?;
        for ward in &wards {
            let listed = directory.ward(&ward.id);
            if listed.is_none_or(|listed| listed.value != *ward) {
                author.write(EntryBody::Ward(ward.clone()), listed.map_or(&[], |listed| &listed.leaves))?;
            }
        }
        let written = author.written();
        self.storage.log.append(author.finish())?;
        Ok(WardReport { written, unchanged: wards.len() - written })
    }
}

fn check(wards: &[Ward]) -> Result<(), AdminError> {
    let mut slugs = BTreeSet::new();
    for ward in wards {
        if !slugs.insert(&ward.id) {
            return Err(AdminError::File(format!("the ward {} stands there twice", ward.id)));
        }
        let mut beds = BTreeSet::new();
        let all = ward.bays.iter().flat_map(|bay| &bay.beds);
        if let Some(bed) = all.into_iter().find(|bed| !beds.insert(*bed)) {
            return Err(AdminError::File(format!("the ward {} has two beds called {bed}", ward.id)));
        }
    }
    Ok(())
}
