//! An assessment that was charted for the wrong patient, as it stands with the right one (safety rule 13).

use super::recent;
use crate::{clock::Now, project::Folded, taken::Taken};
use clinical::{
    FactId, StayId,
    form::{Assessment, Forms, score},
    origin::ChartedThere,
    stay::ChartedAssessment,
};

/// What it says of the patient it belongs to. Its answers are what they were; a change since last time is worked out from
/// that patient's own last time. Under a version of the form that this device does not have it stands as it was shown.
pub(crate) fn moved(
    forms: &Forms,
    charted: &ChartedAssessment,
    from: (StayId, FactId),
    charted_there: ChartedThere,
    there: &Folded,
    taken: &Taken,
    now: &Now,
) -> Assessment {
    let made = &charted.made;
    let result = match forms.pinned(&made.pin) {
        Some(form) => {
            let at = taken.true_stamp(now).map(|stamp| stamp.utc);
            score(form, &made.answers, &recent(there, form, at, None), made.unable.as_ref())
        }
        None => made.result.clone(),
    };
    Assessment { result, moved_from: Some(from), charted_there: Some(charted_there), ..made.clone() }
}
