//! The way from Save to saved: a PIN where reading is locked, a look where the bed changed, one set however often pressed.

use super::{draft::Draft, identify::Said, review::kept_answers, saved::What, taken::Taken};
use crate::{clock::Received, desk::Desk};
use clinical::{StayId, UtcMillis, vitals::Vitals};
use contract::{CallError, Code, FormView, RecordObservations, Reply, Request, TakenChoice};
use std::rc::Rc;

/// How far saving has come.
#[derive(Clone, PartialEq, Default)]
pub(crate) enum Stage {
    /// Being keyed.
    #[default]
    Keying,
    /// Reading is locked: the PIN first.
    Pin,
    /// On its way to the disk.
    Busy,
    /// Refused or unanswered; the draft stands.
    Failed(Rc<CallError>),
    /// The patient's bed is another one now.
    BedChanged(Rc<CallError>, Option<String>),
    /// On this device's disk.
    Saved(What, Received, UtcMillis),
}

/// The request for a set. The form's id makes saving it twice one set.
pub(super) fn request(
    form: &FormView,
    draft: &Draft,
    vitals: Vitals,
    now: UtcMillis,
    bed_confirmed: bool,
    said: Said,
) -> Request {
    let taken = match draft.taken {
        Taken::AsBefore => TakenChoice::AsBefore,
        other => TakenChoice::At(other.resolve(draft.first_key).unwrap_or(now)),
    };
    Request::Record(Box::new(RecordObservations {
        form: form.form,
        stay: form.banner.stay,
        bed_shown: form.bed.clone(),
        bed_confirmed,
        confirmed: kept_answers(draft, &vitals, form),
        vitals,
        taken,
        remark: draft.remark.trim().to_owned(),
        amends: form.amends.as_ref().map(|set| set.fact),
        reason: draft.reason.trim().to_owned(),
        identified: said.identifiers(&form.banner),
        counted: draft.counted(),
        rechecks: draft.rechecks(),
    }))
}

/// Sends it, and tells what came of it.
pub(crate) async fn send(desk: &Desk, stay: StayId, request: Request) -> Stage {
    let error = match desk.backend.call(request).await {
        Ok(Reply::Saved(saved)) => {
            return Stage::Saved(What::Set(Rc::new(saved)), Received::now(), desk.now());
        }
        Ok(Reply::AssessmentSaved(saved)) => {
            return Stage::Saved(What::Assessment(Rc::new(*saved)), Received::now(), desk.now());
        }
        Ok(_) => crate::words::errors::own(Code::Internal, crate::words::errors::garbled()),
        Err(error) => error,
    };
    if error.code == Code::BedChanged {
        let asked = desk.backend.call(Request::Patient { stay }).await;
        let bed = match asked {
            Ok(Reply::Patient(view)) => Some(crate::widgets::banner::bed(&view.banner)),
            _ => None,
        };
        return Stage::BedChanged(Rc::new(error), bed);
    }
    Stage::Failed(Rc::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        samples::{NOW, form},
        screens::observe::{draft::Act, review::tests::keyed},
    };
    use clinical::vitals;

    #[test]
    fn the_request_says_what_was_shown_and_when_the_first_key_was_pressed() {
        let form = form(Vec::new());
        let draft = keyed("18", "172").apply(Act::Keep(vec!["unusual:pulse".into()]), NOW.plus_minutes(3));
        let vitals = vitals::parse(&draft.keyed(false)).unwrap();
        let Request::Record(record) =
            request(&form, &draft, vitals, NOW.plus_minutes(3), false, Said::NotChecked)
        else {
            panic!("not a set")
        };
        assert_eq!(record.identified, None, "nobody said who this is");
        assert_eq!((record.form, record.stay), (form.form, form.banner.stay));
        assert_eq!((record.bed_shown.as_str(), record.bed_confirmed), ("A3", false));
        assert_eq!(record.taken, TakenChoice::At(NOW), "the first key, not the moment of Save");
        assert_eq!(record.confirmed, ["unusual:pulse"]);
        assert_eq!(record.amends, None);
    }

    #[test]
    fn it_says_by_which_identifiers_the_patient_was_confirmed_and_none_that_the_record_does_not_have() {
        use clinical::visit::IdentityCheck::{BornOn, Name, NhsNumber};
        let draft = keyed("18", "72");
        let vitals = vitals::parse(&draft.keyed(false)).unwrap();
        let mut form = form(Vec::new());
        let mut shown = |family: &str, born: bool, number: bool| {
            let banner = &mut form.banner;
            banner.family = family.to_owned();
            banner.born = born.then(|| "1944-03-14".parse().unwrap());
            banner.nhs_number = number.then(|| "9434765919".parse().unwrap());
            let Request::Record(record) =
                request(&form, &draft, vitals.clone(), NOW, false, Said::ThisIsThem)
            else {
                panic!("not a set")
            };
            record.identified
        };
        assert_eq!(shown("Morgan", true, true), Some([Name, BornOn, NhsNumber].into()));
        assert_eq!(shown("Morgan", true, false), Some([Name, BornOn].into()));
        assert_eq!(shown("", false, false), Some([].into()), "the bed is what there is");
    }
}
