//! From facts to what the screens read: pure functions, so that projections can be dropped and made again, byte for
//! byte the same.
//!
//! Nothing here depends on when or in what order facts arrived, on this device, or on names in the directory: a
//! projection holds who as an identifier, and a status for every time rather than for now.

pub(crate) mod conflicts;
pub(crate) mod flags;
mod folded;
pub(crate) mod gone;
pub(crate) mod standing;
pub(crate) mod stored;

use clinical::{
    StaffId, StayId, UtcMillis, WardId,
    entry::{Entry, EntryBody},
    leaves::Written,
    patient::Identity,
    policy::{Policies, Setting},
    staff::{AuthLevel, Role},
    stay::{Episode, StayState},
    ward::Place,
};
use conflicts::ConflictFacts;
use contract::{Banner, SparkPoint};
use flags::FlagFacts;
pub(crate) use folded::Folded;
#[cfg(test)]
pub(crate) use folded::breaking;
use gone::GoneFacts;
use serde::{Deserialize, Serialize};
use standing::Timeline;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{Projection, StoreError, WriteTx};

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
    pub(crate) flags: Vec<FlagFacts>,
    pub(crate) therapy: Vec<TherapyFacts>,
    pub(crate) transfer: Option<TransferFacts>,
    /// Other stays of the same person.
    pub(crate) joined: Vec<StayId>,
    /// Somebody got worse, and nobody has closed that: how it stands depends on the time, and is worked out when it is
    /// looked at.
    pub(crate) alert: bool,
    /// The kind of place whose policy says what the status asks for.
    pub(crate) setting: Setting,
}

/// What a therapist left for the ward, in a line; who and when are said beside it, since lines grow old.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TherapyFacts {
    pub(crate) line: String,
    pub(crate) at: UtcMillis,
    pub(crate) author: StaffId,
    pub(crate) auth: AuthLevel,
    pub(crate) reason: String,
}

impl TherapyFacts {
    fn of(line: String, by: &Written) -> Self {
        let at = by.at().unwrap_or_else(|| by.recorded());
        Self { line, at, author: by.author, auth: by.auth, reason: by.reason.clone() }
    }
}

/// A transfer that nobody has received, as one of its rows tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TransferFacts {
    pub(crate) leaving: bool,
    pub(crate) from: Place,
    pub(crate) to: Place,
    pub(crate) since: UtcMillis,
    pub(crate) author: StaffId,
    pub(crate) auth: AuthLevel,
    pub(crate) reason: String,
}

/// Sets on the board's small line.
const SPARK: usize = 6;

/// A stay's projections.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Projected {
    pub(crate) ward: Option<WardId>,
    pub(crate) card: StayCard,
    pub(crate) rows: Vec<RowFacts>,
    pub(crate) gone: Vec<GoneFacts>,
    /// Who has the patient on their list: those who look after them, and those on whose caseload they are.
    pub(crate) listed_for: Vec<StaffId>,
}

/// Stays folded anew, with their projections.
#[derive(Default)]
pub(crate) struct Refolded {
    pub(crate) stays: Vec<(StayId, Arc<Folded>)>,
    /// What the boards show of them.
    pub(crate) projections: Vec<Projection>,
    /// The wards whose boards they left, joined or stand on.
    pub(crate) wards: BTreeSet<WardId>,
    /// What the reply of a save says of them.
    pub(crate) asked: BTreeMap<StayId, Asked>,
}

/// How a stay stands at one time, as far as the reply of a save tells it.
pub(crate) struct Asked {
    /// When the next set is due.
    pub(crate) due: Option<UtcMillis>,
    /// The open episodes.
    pub(crate) open: Vec<Episode>,
}

impl Asked {
    /// Asks a stay.
    pub(crate) fn of(folded: &Folded, now: UtcMillis) -> Self {
        let state = &folded.state;
        Self { due: state.at(now).due.map(|due| due.at), open: state.open_episodes(now) }
    }
}

impl Refolded {
    /// Folds stays with more entries than before, and projects them.
    pub(crate) fn of(
        parts: impl IntoIterator<Item = (StayId, Arc<Folded>, Vec<Entry>)>,
        policies: &Policies,
    ) -> Self {
        let mut refolded = Self::folded(parts, policies);
        refolded.projections = projections(&refolded.stays);
        refolded
    }

    /// Folds stays with more entries than before, and leaves it to the caller to project them.
    pub(crate) fn folded(
        parts: impl IntoIterator<Item = (StayId, Arc<Folded>, Vec<Entry>)>,
        policies: &Policies,
    ) -> Self {
        let mut refolded = Self::default();
        for (stay, before, more) in parts {
            refolded.wards.extend(boards(&before));
            refolded.add(stay, Folded::with(before, more, policies));
        }
        refolded
    }

    /// A stay that was folded from its facts alone.
    pub(crate) fn anew(stay: StayId, folded: Folded) -> Self {
        let mut refolded = Self::default();
        refolded.add(stay, folded);
        refolded.projections = projections(&refolded.stays);
        refolded
    }

    fn add(&mut self, stay: StayId, folded: Folded) {
        self.wards.extend(boards(&folded));
        self.stays.push((stay, Arc::new(folded)));
    }

    /// Puts what the boards show of them.
    pub(crate) fn put(&self, tx: &WriteTx<'_>) -> Result<(), StoreError> {
        self.projections.iter().try_for_each(|projection| tx.put(projection))
    }

    /// With how the stays stand at a time.
    pub(crate) fn asked_at(mut self, now: UtcMillis) -> Self {
        self.asked = self.stays.iter().map(|(stay, folded)| (*stay, Asked::of(folded, now))).collect();
        self
    }
}

/// What the boards show of stays.
pub(crate) fn projections(stays: &[(StayId, Arc<Folded>)]) -> Vec<Projection> {
    stays.iter().map(|(stay, folded)| projection(*stay, folded)).collect()
}

/// The wards whose boards show a stay, or that it has just left.
fn boards(folded: &Folded) -> impl Iterator<Item = WardId> {
    let shown = if folded.on_board() { folded.shown_places() } else { Vec::new() };
    let gone = gone::all(folded).into_iter().map(|gone| gone.gone_from.ward);
    shown.into_iter().map(|place| place.ward).chain(gone)
}

/// A stay's projections as they are stored.
pub(crate) fn projection(stay: StayId, folded: &Folded) -> Projection {
    let Projected { ward, card, rows, gone, listed_for } = project(stay, folded);
    let left = gone.iter().map(|gone| store::BoardRow {
        stay,
        ward: gone.gone_from.ward.clone(),
        bed: gone.gone_from.bed.clone(),
        due_at: None,
        row: stored::write(gone),
    });
    let row = |row: &RowFacts| store::BoardRow {
        stay,
        ward: row.place.ward.clone(),
        bed: row.place.bed.clone(),
        due_at: row.timeline.first_due(),
        row: stored::write(row),
    };
    Projection {
        stay,
        ward,
        state: stored::write(&card),
        rows: rows.iter().map(row).chain(left).collect(),
        looked_after_by: listed_for,
    }
}

/// Projects a stay.
pub(crate) fn project(stay: StayId, folded: &Folded) -> Projected {
    #[cfg(test)]
    breaking::check(breaking::Step::Project, &folded.entries);
    let state = &folded.state;
    let places = folded.places();
    let card =
        StayCard { over: state.is_over(), historic: !state.historic.is_none(), places: places.clone() };
    let looked_after_by: Vec<StaffId> = state.looked_after_by.iter().copied().collect();
    let listed_for: Vec<StaffId> = state.looked_after_by.union(&state.caseload_of).copied().collect();
    let gone = gone::all(folded);
    if !folded.on_board() {
        return Projected { ward: None, card, rows: Vec::new(), gone, listed_for };
    }
    let ward = places.last().map(|place| place.ward.clone());
    let banner = banner(stay, folded);
    let timeline = Timeline::of(folded);
    let spark = spark(state);
    let conflicts = conflicts::all(folded);
    let alert = standing::may_alert(folded);
    let flags = flags::all(folded);
    let therapy = therapy(state);
    let row = |place: Place| RowFacts {
        transfer: transfer(state, &place),
        place,
        banner: banner.clone(),
        timeline: timeline.clone(),
        spark: spark.clone(),
        looked_after_by: looked_after_by.clone(),
        conflicts: conflicts.clone(),
        flags: flags.clone(),
        therapy: therapy.clone(),
        joined: state.same_person_as.iter().copied().collect(),
        alert,
        setting: folded.policy.setting(),
    };
    let rows = folded.shown_places().into_iter().map(row).collect();
    Projected { ward, card, rows, gone, listed_for }
}

/// What therapists left for the ward, in one line: after their visits, and on the handover.
fn therapy(state: &StayState) -> Vec<TherapyFacts> {
    let after_visits = state.therapy.iter().map(|leaf| TherapyFacts::of(leaf.value.line(), &leaf.by));
    let theirs = state.handovers.iter().filter(|leaf| leaf.value.role == Role::Therapist).take(1);
    let handed_over = theirs.map(|leaf| {
        let lines = leaf.value.note.lines().map(|line| line.trim());
        let line = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" · ");
        TherapyFacts::of(line, &leaf.by)
    });
    after_visits.chain(handed_over).collect()
}

/// The transfer that a row at this place tells of: the one that leaves it, or the one that comes to it.
pub(crate) fn transfer(state: &StayState, place: &Place) -> Option<TransferFacts> {
    let found = state.transfers.iter().rev().find_map(|transfer| {
        let leaving = transfer.from.contains(place);
        let from = if leaving { Some(place) } else { transfer.from.first() };
        (leaving || transfer.to == *place).then_some((transfer, leaving, from?))
    });
    let (transfer, leaving, from) = found?;
    let by = &transfer.by;
    Some(TransferFacts {
        leaving,
        from: from.clone(),
        to: transfer.to.clone(),
        since: by.at().unwrap_or_else(|| by.recorded()),
        author: by.author,
        auth: by.auth,
        reason: by.reason.clone(),
    })
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
    // A recheck of one sign is no point of the course.
    let counting = state.sets.iter().rev().filter(|set| set.mark.counts() && set.set.rechecks.is_none());
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
