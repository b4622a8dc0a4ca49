//! What to know about a patient before one does anything, as facts without names or the day's date.

use super::Folded;
use crate::{clock::Now, directory::Directory};
use chrono::NaiveDate;
use clinical::{
    StaffId, UtcMillis,
    care::{Ceiling, CeilingLevel, Leg, Precaution},
    cui,
    entry::Allergies,
    leaves::{Leaf, Written},
    staff::AuthLevel,
    stay::{StayState, Watching},
};
use contract::{Flag, FlagKind};
use serde::{Deserialize, Serialize};

/// A flag without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FlagFacts {
    kind: FlagKind,
    short: String,
    what: String,
    decided: Option<Decided>,
    settled: bool,
}

/// Whose decision it is, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Decided {
    /// In words, as written down; empty where only the author is known.
    by: String,
    author: StaffId,
    auth: AuthLevel,
    reason: String,
    review_on: Option<NaiveDate>,
}

/// Every flag of a stay, in the order in which flags are shown.
pub(crate) fn all(folded: &Folded) -> Vec<FlagFacts> {
    let state = &folded.state;
    let mut flags = decisions(state);
    flags.extend(watching(state));
    flags.extend(allergy(state.allergies().as_ref(), !state.allergies_recorded.is_conflict()));
    flags.extend(oxygen(state));
    flags.extend(unprescribed(state));
    flags.extend(state.precautions().into_iter().filter(|of| of.is_needed()).map(|of| precaution(state, of)));
    flags.sort_by_key(|flag| flag.kind);
    flags
}

/// Resuscitation, every version; and how far treatment goes, where that is not everything.
fn decisions(state: &StayState) -> Vec<FlagFacts> {
    let settled = !state.resuscitation.is_conflict();
    let mut flags: Vec<FlagFacts> = state
        .resuscitation
        .iter()
        // What is done for everybody is worth saying where somebody recorded otherwise.
        .filter(|leaf| !leaf.value.attempt || !settled)
        .map(|Leaf { by, value }| FlagFacts {
            kind: if value.attempt { FlagKind::Resuscitation } else { FlagKind::NotForResuscitation },
            short: if value.attempt { "For CPR" } else { "DNACPR" }.to_owned(),
            what: resuscitation_words(value.attempt, settled).to_owned(),
            decided: Some(decided(by, &value.decided_by, value.review_on)),
            settled,
        })
        .collect();
    let settled = !state.ceiling.is_conflict();
    let fullest = state.ceiling().map(|ceiling| ceiling.level);
    let in_force = state.ceiling.iter().rev().find(|leaf| Some(leaf.value.level) == fullest);
    if let Some(Leaf { by, value }) =
        in_force.filter(|leaf| leaf.value.level != CeilingLevel::Full || !settled)
    {
        let check = if settled { "" } else { ". People differ: check the signed form" };
        flags.push(FlagFacts {
            kind: FlagKind::Ceiling,
            short: ceiling_short(value.level).to_owned(),
            what: format!("{}{check}", ceiling_words(value)),
            decided: Some(decided(by, &value.decided_by, value.review_on)),
            settled,
        });
    }
    flags
}

/// The signed form decides, whatever the record says.
const fn resuscitation_words(attempt: bool, settled: bool) -> &'static str {
    match (attempt, settled) {
        (true, true) => "For resuscitation",
        (true, false) => "For resuscitation. People differ: check the signed form",
        (false, true) => "Not for resuscitation: check the signed form",
        (false, false) => "Not for resuscitation. People differ: check the signed form",
    }
}

/// Whether sets are due, and whether the patient is here. Neither changes with the clock.
fn watching(state: &StayState) -> Vec<FlagFacts> {
    let status = state.at(UtcMillis(0));
    let flag = |kind, short: &str, what| FlagFacts {
        kind,
        short: short.to_owned(),
        what,
        decided: None,
        settled: true,
    };
    let stopped = matches!(status.watching, Watching::Stopped { .. });
    let stopped = stopped.then(|| {
        let what = "Observations stopped: no set is due. You can always record one".to_owned();
        flag(FlagKind::ObservationsStopped, "Obs stopped", what)
    });
    let away = status.away.map(|away| {
        let place = if away.place.is_empty() { String::new() } else { format!(": {}", away.place) };
        flag(FlagKind::OffWard, "Off ward", format!("Off the ward{place}"))
    });
    stopped.into_iter().chain(away).collect()
}

/// A ceiling in words, with whatever was added to it.
pub(crate) fn ceiling_words(ceiling: &Ceiling) -> String {
    let level = ceiling.level.label();
    if ceiling.words.is_empty() { level.to_owned() } else { format!("{level}: {}", ceiling.words) }
}

fn decided(by: &Written, words: &str, review_on: Option<NaiveDate>) -> Decided {
    Decided { by: words.to_owned(), author: by.author, auth: by.auth, reason: by.reason.clone(), review_on }
}

const fn ceiling_short(level: CeilingLevel) -> &'static str {
    match level {
        CeilingLevel::Comfort => "Comfort",
        CeilingLevel::Ward => "Ward care",
        CeilingLevel::HighDependency => "To HDU",
        CeilingLevel::Full => "Full care",
    }
}

/// Known allergies. None known, or none recorded, is the banner's to say: here it would be noise at 28 beds.
pub(crate) fn allergy(allergies: Option<&Allergies>, settled: bool) -> Option<FlagFacts> {
    let Some(Allergies::Known(names)) = allergies else { return None };
    Some(FlagFacts {
        kind: FlagKind::Allergy,
        short: "Allergy".to_owned(),
        what: format!("Allergy: {}", names.join(", ")),
        decided: None,
        settled,
    })
}

/// The prescribed saturation range.
fn oxygen(state: &StayState) -> Option<FlagFacts> {
    let (low, high) = state.oxygen_target()?;
    let settled = !state.oxygen_targets_differ();
    let check = if settled { "" } else { ". People differ: keep this until it is settled" };
    let prescribed = state.oxygen.iter().rev().find_map(|leaf| Some((leaf, leaf.value.prescribed()?)));
    let by = match prescribed {
        Some((leaf, of)) => Some(decided(&leaf.by, &crate::oxygen::on_paper(&leaf.value), of.review_on)),
        None => state.scale().decided_by().map(|by| decided(by, "", None)),
    };
    Some(FlagFacts {
        kind: FlagKind::Oxygen,
        short: format!("{low}–{high}%"),
        what: format!("Oxygen target {low} to {high}%{check}"),
        decided: by,
        settled,
    })
}

/// Oxygen without a prescription. It is given all the same: somebody has to prescribe it, or turn it off.
fn unprescribed(state: &StayState) -> Option<FlagFacts> {
    state.is_oxygen_unprescribed().then(|| FlagFacts {
        kind: FlagKind::OxygenNotPrescribed,
        short: "O₂ no Rx".to_owned(),
        what: "Oxygen given without a prescription".to_owned(),
        decided: None,
        settled: true,
    })
}

fn precaution(state: &StayState, of: &Precaution) -> FlagFacts {
    let mut same = state.precautions_recorded.iter().filter(|leaf| leaf.value.kind() == of.kind());
    let settled = same.clone().all(|leaf| leaf.value == *of);
    let check = if settled { "" } else { ". People differ: the most cautious counts" };
    let by = same.rfind(|leaf| leaf.value == *of).map(|leaf| decided(&leaf.by, "", None));
    let (kind, short) = match of {
        Precaution::Limb { .. } => (FlagKind::Limb, "Spare limb"),
        Precaution::Swallowing(clinical::care::Swallowing::NilByMouth) => (FlagKind::Swallowing, "NBM"),
        Precaution::Swallowing(_) => (FlagKind::Swallowing, "Swallow"),
        Precaution::WeightBearing(_) => (FlagKind::WeightBearing, "WB, leg?"),
        Precaution::LegBearing { leg: Leg::Left, .. } => (FlagKind::WeightBearing, "WB left"),
        Precaution::LegBearing { leg: Leg::Right, .. } => (FlagKind::WeightBearing, "WB right"),
        Precaution::Assistance(_) => (FlagKind::Assistance, "Assist"),
        Precaution::Falls(_) => (FlagKind::Falls, "Falls"),
        Precaution::Ward { label, .. } => (FlagKind::Ward, label.as_str()),
    };
    FlagFacts { kind, short: short.to_owned(), what: format!("{}{check}", of.label()), decided: by, settled }
}

impl FlagFacts {
    /// Which.
    pub(crate) const fn kind(&self) -> FlagKind {
        self.kind
    }

    /// With names and today's date.
    pub(crate) fn view(&self, directory: &Directory, now: &Now) -> Flag {
        let Self { kind, short, what, decided, settled } = self;
        let mut words = what.clone();
        if let Some(Decided { by, author, auth, reason, review_on }) = decided {
            let by = if by.is_empty() { directory.signed(author, *auth, reason) } else { by.clone() };
            words = format!("{words}. {by}");
            if let Some(day) = review_on {
                let today = now.local(now.at()).local_date();
                let passed = if *day < today { "review overdue since" } else { "review" };
                words = format!("{words}, {passed} {}", cui::date(*day));
            }
        }
        Flag { kind: *kind, short: short.clone(), words, settled: *settled }
    }
}
