//! Admitting somebody whom nobody knows: a bed, one answer, and on to the observations.

use super::{WardProps, beds, concerns, use_deed};
use crate::{
    live::use_live,
    widgets::{
        el::{el, id, say},
        panel::{Choice, panel},
        problem::{problem, waiting},
    },
    words::{names, ward as words},
};
use clinical::{
    patient::{Gender, Identity},
    ward::Place,
};
use contract::{Admit, Request, WardBeds};
use yew::prelude::*;

/// The page.
#[hook]
pub(crate) fn use_admit(props: &WardProps) -> Html {
    let live = use_live::<Vec<WardBeds>>(Request::Places, concerns);
    let place = use_state_eq(|| None::<Place>);
    let (error, send) = use_deed();
    let Some(wards) = live.view.clone() else {
        return live.error.map_or_else(waiting, |error| problem(&error, Some(live.ask)));
    };
    let choose = {
        let place = place.clone();
        Callback::from(move |chosen: Place| place.set(Some(chosen)))
    };
    let sex = |gender: Gender, testid: &'static str| {
        let (place, send) = ((*place).clone(), send.clone());
        Choice::new(names::gender(gender), testid, move || {
            let Some(place) = place.clone() else { return };
            let admit = Admit { identity: unknown(gender), place };
            send.emit((Request::Admit(Box::new(admit)), None));
        })
    };
    let ward = wards.iter().find(|ward| ward.ward == props.ward);
    let mut parts = vec![say("h1", "board-title", words::admit_unknown()), say("p", "", words::admit_more())];
    parts.extend(error.map(|error| problem(&error, None)));
    if let Some(ward) = ward {
        let beds = beds(ward, place.as_ref(), true, &choose);
        parts.push(panel(words::which_bed(), "panel--inline panel--beds", beds));
    }
    if place.is_some() {
        let answers = vec![
            sex(Gender::Male, "male"),
            sex(Gender::Female, "female"),
            sex(Gender::NotKnown, "not-known"),
        ];
        parts.push(panel(words::sex(), "panel--inline", answers));
    }
    id(el("section", "ward-page", parts), "admit")
}

/// As the NHS Common User Interface names somebody whom nobody knows.
fn unknown(gender: Gender) -> Identity {
    Identity {
        family: "UNKNOWN".to_owned(),
        given: "Unknown".to_owned(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender,
        nhs_number: None,
        hospital_number: String::new(),
    }
}
