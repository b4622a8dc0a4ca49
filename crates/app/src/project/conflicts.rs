//! What two people recorded differently: every version, with who and when, until a person settles it.

use super::Folded;
use crate::{clock::Now, directory::Directory};
use clinical::{
    StaffId, UtcMillis, cui,
    entry::{Allergies, Discharge},
    leaves::{Charter, Leaves, Written},
    monitoring::{ObservationsStop, OffWard},
    news2::Outcome,
    patient::Identity,
    staff::AuthLevel,
    stay::{Conflict, ConflictKind, Mark},
};
use contract::ConflictView;
use serde::{Deserialize, Serialize};

/// A conflict without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConflictFacts {
    kind: ConflictKind,
    /// When it was taken, where it is about something of a time.
    of: Option<UtcMillis>,
    versions: Vec<Version>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    what: String,
    at: UtcMillis,
    author: StaffId,
    auth: AuthLevel,
    reason: String,
    /// Who had charted it, where the author moved it here.
    charter: Option<Charter>,
}

/// Every conflict of a stay.
pub(crate) fn all(folded: &Folded) -> Vec<ConflictFacts> {
    folded.state.conflicts.iter().map(|conflict| of(folded, conflict)).collect()
}

fn of(folded: &Folded, conflict: &Conflict) -> ConflictFacts {
    let Conflict { kind, versions } = conflict;
    let about = match kind {
        ConflictKind::Observations | ConflictKind::Assessment => {
            versions.iter().filter_map(Written::at).min()
        }
        _ => None,
    };
    let version = |by: &Written| Version {
        what: what(folded, *kind, by),
        at: by.recorded(),
        author: by.author,
        auth: by.auth,
        reason: by.reason.clone(),
        charter: by.moved.as_deref().map(|moved| moved.charter.clone()),
    };
    ConflictFacts { kind: *kind, of: about, versions: versions.iter().map(version).collect() }
}

fn what(folded: &Folded, kind: ConflictKind, by: &Written) -> String {
    let state = &folded.state;
    let found = match kind {
        ConflictKind::Identity => pick(&state.identity, by).map(identity_words),
        ConflictKind::Placement => pick(&state.places, by).map(|place| format!("Bed {}", place.bed)),
        ConflictKind::Discharge => pick(&state.ended, by).map(|how| ended_words(*how).to_owned()),
        ConflictKind::Scale => pick(&state.scale_decisions, by).map(|d| d.scale.label().to_owned()),
        ConflictKind::Pregnancy => pick(&state.pregnancy, by).map(|yes| pregnancy_words(*yes).to_owned()),
        ConflictKind::Allergies => pick(&state.allergies_recorded, by).map(allergy_words),
        ConflictKind::Resuscitation => pick(&state.resuscitation, by)
            .map(|said| if said.attempt { "For resuscitation" } else { "Not for resuscitation" }.to_owned()),
        ConflictKind::Ceiling => pick(&state.ceiling, by).map(|ceiling| ceiling.level.label().to_owned()),
        ConflictKind::Oxygen => {
            pick(&state.oxygen, by).map(|order| crate::oxygen::order_words(order, &folded.policy))
        }
        ConflictKind::OffWard => pick(&state.whereabouts, by).map(off_ward_words),
        ConflictKind::ObservationsStop => pick(&state.observations_stop, by).map(stop_words),
        ConflictKind::Precaution => {
            state.precautions_recorded.iter().find(|leaf| leaf.by.id == by.id).map(|leaf| leaf.value.label())
        }
        ConflictKind::Observations => set_words(folded, by),
        ConflictKind::Assessment => assessment_words(folded, by),
        ConflictKind::ChartedAfterEnd => pick(&state.ended, by)
            .map(|how| ended_words(*how).to_owned())
            .or_else(|| pick(&state.places, by).map(|place| format!("Placed in bed {}", place.bed)))
            .or_else(|| set_words(folded, by))
            .or_else(|| assessment_words(folded, by)),
    };
    found.unwrap_or_else(|| kind.label().to_owned())
}

fn pick<'s, T>(leaves: &'s Leaves<T>, by: &Written) -> Option<&'s T> {
    leaves.iter().find(|leaf| leaf.by.id == by.id).map(|leaf| &leaf.value)
}

fn identity_words(identity: &Identity) -> String {
    let born = identity.born.map_or_else(|| "date of birth not known".into(), cui::date);
    format!("{}, {born}", identity.banner_name())
}

pub(crate) const fn ended_words(how: Discharge) -> &'static str {
    match how {
        Discharge::Discharged => "Left the hospital",
        Discharge::Died => "Died",
    }
}

fn off_ward_words(off: &OffWard) -> String {
    match off {
        OffWard::Away { place, .. } => format!("Off the ward: {place}"),
        OffWard::Back => "On the ward".to_owned(),
    }
}

fn stop_words(stop: &ObservationsStop) -> String {
    match stop {
        ObservationsStop::Stopped { .. } => "Observations stopped".to_owned(),
        ObservationsStop::Restarted => "Observations restarted".to_owned(),
    }
}

pub(crate) const fn pregnancy_words(yes: bool) -> &'static str {
    if yes { "Pregnant or recently pregnant" } else { "Not pregnant" }
}

pub(crate) fn allergy_words(allergies: &Allergies) -> String {
    match allergies {
        Allergies::NoneKnown => "None known".into(),
        Allergies::Known(names) => names.join(", "),
    }
}

fn set_words(folded: &Folded, by: &Written) -> Option<String> {
    let set = folded.state.set(by.id)?;
    Some(marked(outcome_words(&set.set.outcome), &set.mark))
}

fn assessment_words(folded: &Folded, by: &Written) -> Option<String> {
    let charted = folded.state.assessment(by.id)?;
    let totals = crate::assessments::totals(&charted.made.result).into_iter();
    let words = totals.map(|total| format!("{} {}", total.label, total.words));
    let words: Vec<String> = std::iter::once(charted.made.title.clone()).chain(words).collect();
    Some(marked(words.join(", "), &charted.mark))
}

fn marked(what: String, mark: &Mark) -> String {
    match mark {
        Mark::Current | Mark::Disputed | Mark::Amended(_) => what,
        Mark::InError(_) => format!("{what}, marked as entered in error"),
        Mark::Undone(_) => format!("{what}, undone"),
        Mark::Moved { .. } => format!("{what}, moved to another patient"),
    }
}

/// A score in words.
pub(crate) fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Complete { total, .. } => format!("NEWS2 {total}"),
        Outcome::Incomplete { at_least, .. } => format!("NEWS2 incomplete, at least {at_least}"),
        Outcome::NotApplicable { .. } => "Not scored".into(),
    }
}

impl ConflictFacts {
    /// With names and the ward's clock.
    pub(crate) fn view(&self, directory: &Directory, now: &Now) -> ConflictView {
        let Self { kind, of, versions } = self;
        let about = match of {
            Some(at) => format!("{} of {}", kind.label(), cui::time_of(now.local(*at))),
            None => kind.label().to_owned(),
        };
        let words = |version: &Version| {
            let Version { what, at, author, auth, reason, charter } = version;
            let name = directory.attributed(author, *auth, reason, charter.as_ref());
            format!("{what}: {name}, {}", cui::date_time(now.local(*at)))
        };
        ConflictView {
            about,
            versions: versions.iter().map(words).collect(),
            meanwhile: kind.meanwhile().to_owned(),
        }
    }
}
