//! A ward as it lies, with the stays behind its rows: for what is made of a whole ward at once.

use super::Reader;
use crate::{App, clock::Now, project::Folded, session::Person, views::Views, words::Fail};
use clinical::{StayId, ward::Ward};
use contract::BoardRow;
use std::{collections::BTreeMap, sync::Arc};

/// A ward as it lies, with the stays behind its rows.
pub(crate) struct Ordered {
    pub(crate) rows: Vec<BoardRow>,
    pub(crate) folded: BTreeMap<StayId, Arc<Folded>>,
}

impl App {
    /// The rows of a ward by bay and bed, and every stay on it that can be put together.
    pub(crate) fn ordered(&self, now: &Now, person: &Person, ward: &Ward) -> Result<Ordered, Fail> {
        let directory = self.directory();
        let views = Views { app: self, now: *now, directory: &directory };
        let waiting = self.waiting()?;
        let seen = self.stays.seen();
        self.store.read(|tx| {
            let reader = Reader::new(views, tx, person, waiting, seen)?;
            let rows = reader.in_order(ward, reader.rows(&ward.id)?)?;
            let mut folded = BTreeMap::new();
            for stay in rows.iter().filter_map(|row| row.banner.as_ref().map(|banner| banner.stay)) {
                match self.stay_read(tx, &stay, reader.seen) {
                    // Its row says so.
                    Err(Fail::Unfolded) => {}
                    known => drop(folded.insert(stay, known?)),
                }
            }
            Ok(Ordered { rows, folded })
        })
    }
}
