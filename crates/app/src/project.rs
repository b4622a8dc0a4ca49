//! From facts to what the screens read: pure functions, so that projections can be dropped and made again, byte for
//! byte the same.
//!
//! Nothing here depends on when or in what order facts arrived, on this device, or on names in the directory: a
//! projection holds who as an identifier, and a status for every time rather than for now.

pub(crate) mod conflicts;
pub(crate) mod flags;
pub(crate) mod standing;
pub(crate) mod stored;

use clinical::{
    StaffId, StayId, WardId,
    entry::{Entry, EntryBody},
    patient::Identity,
    policy::Policy,
    stay::StayState,
    ward::Place,
};
use conflicts::ConflictFacts;
use contract::{Banner, Flag, SparkPoint};
use serde::{Deserialize, Serialize};
use standing::Timeline;

/// A stay with the facts it was folded from.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) entries: Vec<Entry>,
    pub(crate) state: StayState,
}

impl Folded {
    /// Folds the facts of one stay.
    pub(crate) fn new(entries: Vec<Entry>, policy: &Policy) -> Self {
        let state = StayState::fold(&entries, policy);
        Self { entries, state }
    }

    /// Whether this device holds anything of the stay.
    pub(crate) fn exists(&self) -> bool {
        !self.entries.is_empty()
    }

    /// An entry of the stay.
    pub(crate) fn entry(&self, id: &clinical::FactId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == *id)
    }

    /// Whether the stay is shown on boards.
    pub(crate) fn on_board(&self) -> bool {
        let state = &self.state;
        state.historic.is_none() && !state.places.is_none() && !state.is_over()
    }

    /// Every place the patient may be in, oldest placement first, each once.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for place in self.state.places.values() {
            if !places.contains(place) {
                places.push(place.clone());
            }
        }
        places
    }
}

/// What is kept of a stay beside its board rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StayCard {
    pub(crate) places: Vec<Place>,
    pub(crate) over: bool,
    pub(crate) historic: bool,
}

/// One patient's part of a board, for all times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowFacts {
    pub(crate) place: Place,
    pub(crate) banner: Banner,
    pub(crate) timeline: Timeline,
    pub(crate) spark: Vec<SparkPoint>,
    pub(crate) looked_after_by: Vec<StaffId>,
    pub(crate) conflicts: Vec<ConflictFacts>,
    /// Somebody got worse, and nobody has closed that: how it stands depends on the time, and is worked out when it is
    /// looked at.
    pub(crate) alert: bool,
    pub(crate) flags: Vec<Flag>,
    pub(crate) therapy: Option<String>,
}

/// Sets on the board's small line.
const SPARK: usize = 6;

/// A stay's projections.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Projected {
    pub(crate) ward: Option<WardId>,
    pub(crate) card: StayCard,
    pub(crate) rows: Vec<RowFacts>,
    /// Who has the patient on their list: those who look after them, and those on whose caseload they are.
    pub(crate) listed_for: Vec<StaffId>,
}

/// Projects a stay.
pub(crate) fn project(stay: StayId, folded: &Folded) -> Projected {
    let state = &folded.state;
    let places = folded.places();
    let card =
        StayCard { over: state.is_over(), historic: !state.historic.is_none(), places: places.clone() };
    let looked_after_by: Vec<StaffId> = state.looked_after_by.iter().copied().collect();
    let listed_for: Vec<StaffId> = state.looked_after_by.union(&state.caseload_of).copied().collect();
    if !folded.on_board() {
        return Projected { ward: None, card, rows: Vec::new(), listed_for };
    }
    let ward = places.last().map(|place| place.ward.clone());
    let banner = banner(stay, folded);
    let timeline = Timeline::of(folded);
    let spark = spark(state);
    let conflicts = conflicts::all(folded);
    let alert = standing::may_alert(folded);
    let flags = flags::flags(folded);
    let therapy = therapy(state);
    let row = |place| RowFacts {
        place,
        banner: banner.clone(),
        timeline: timeline.clone(),
        spark: spark.clone(),
        looked_after_by: looked_after_by.clone(),
        conflicts: conflicts.clone(),
        alert,
        flags: flags.clone(),
        therapy: therapy.clone(),
    };
    Projected { ward, card, rows: places.into_iter().map(row).collect(), listed_for }
}

/// What therapists left for the ward, in one line; both, where two left something at once.
fn therapy(state: &StayState) -> Option<String> {
    let lines: Vec<String> = state.therapy.values().map(|lines| lines.line()).collect();
    (!lines.is_empty()).then(|| lines.join(" / "))
}

/// Who this is, without what depends on the day (age) or on the neighbours (names alike).
pub(crate) fn banner(stay: StayId, folded: &Folded) -> Banner {
    let state = &folded.state;
    let unknown = || Identity {
        family: "UNKNOWN".into(),
        given: String::new(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: clinical::patient::Gender::NotKnown,
        nhs_number: None,
        hospital_number: String::new(),
    };
    let Identity { family, given, title, preferred, born, gender, nhs_number, hospital_number } =
        state.identity.latest().map_or_else(unknown, |leaf| leaf.value.clone());
    Banner {
        stay,
        family,
        given,
        title,
        preferred,
        born,
        age_years: None,
        gender,
        nhs_number,
        hospital_number,
        allergies: state.allergies(),
        like_name: false,
        places: folded.places(),
        ended: state.ended.latest().map(|leaf| leaf.value),
    }
}

fn spark(state: &StayState) -> Vec<SparkPoint> {
    let counting = state.sets.iter().rev().filter(|set| set.mark.counts());
    let mut points: Vec<SparkPoint> = counting
        .filter_map(|set| {
            let (_, total) = set.worst().floor()?;
            Some(SparkPoint { at: set.at?, total, complete: set.worst().is_complete() })
        })
        .take(SPARK)
        .collect();
    points.reverse();
    points
}

/// The stays that a ward's index names.
pub(crate) fn indexed(entries: &[Entry]) -> impl Iterator<Item = StayId> + '_ {
    entries.iter().filter_map(|entry| match &entry.body {
        EntryBody::IndexStay(stay) => Some(*stay),
        _ => None,
    })
}
