//! Projections that are ahead of the disk: made from facts that are saved, held in memory until there is time to put them.
//!
//! Whoever reads a stay's projection reads the held one if there is one, so nobody sees what the tables say behind it.

use crate::BoardRow;
use clinical::{StaffId, StayId, WardId};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// All projections of one stay.
#[derive(Clone, PartialEq, Eq)]
pub struct Projection {
    /// Which stay.
    pub stay: StayId,
    /// The ward where the patient is; `None` is in no ward: left, or history brought in.
    pub ward: Option<WardId>,
    /// The state, encoded by the application.
    pub state: Vec<u8>,
    /// The stay's rows on wards' boards.
    pub rows: Vec<BoardRow>,
    /// Who looks after the patient.
    pub looked_after_by: Vec<StaffId>,
}

impl std::fmt::Debug for Projection {
    /// Which stay, never what is known of it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Projection")
            .field("stay", &self.stay)
            .field("ward", &self.ward)
            .finish_non_exhaustive()
    }
}

/// What is held. A reader has what was held when its snapshot began.
#[derive(Debug, Clone, Default)]
pub(crate) struct Held {
    stays: Arc<BTreeMap<StayId, Arc<Projection>>>,
    /// Stays of which neither this nor the tables have a projection of all their facts.
    behind: Arc<BTreeSet<StayId>>,
}

impl Held {
    /// Whether nothing is held.
    pub(crate) fn is_empty(&self) -> bool {
        self.stays.is_empty()
    }

    /// How many stays' are held.
    pub(crate) fn len(&self) -> usize {
        self.stays.len()
    }

    /// The stays whose projection should be held and is not.
    pub(crate) fn behind(&self) -> &BTreeSet<StayId> {
        &self.behind
    }

    /// From now on a stay's projection should be held and is not.
    pub(crate) fn lose_track(&mut self, stay: StayId) {
        Arc::make_mut(&mut self.behind).insert(stay);
    }

    /// A stay's projection is held, or put, again.
    pub(crate) fn keeps_up(&mut self, stay: &StayId) {
        if self.behind.contains(stay) {
            Arc::make_mut(&mut self.behind).remove(stay);
        }
    }

    /// A stay's, if it is held.
    pub(crate) fn of(&self, stay: &StayId) -> Option<&Projection> {
        self.stays.get(stay).map(Arc::as_ref)
    }

    /// Every one, in the order of the stays.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Projection> {
        self.stays.values().map(Arc::as_ref)
    }

    /// Holds a stay's in place of the one before.
    pub(crate) fn hold(&mut self, mut projection: Projection) {
        self.keeps_up(&projection.stay);
        // One row for a bed, as the table has it.
        let rows: BTreeMap<_, _> =
            projection.rows.into_iter().map(|row| ((row.ward.clone(), row.bed.clone()), row)).collect();
        projection.rows = rows.into_values().collect();
        Arc::make_mut(&mut self.stays).insert(projection.stay, Arc::new(projection));
    }

    /// Lets go what has been put, but not what came in its place meanwhile.
    pub(crate) fn let_go(&mut self, put: &Self) {
        let was_put = |stay: &StayId, held: &Arc<Projection>| {
            put.stays.get(stay).is_some_and(|put| Arc::ptr_eq(put, held))
        };
        Arc::make_mut(&mut self.stays).retain(|stay, held| !was_put(stay, held));
    }
}
