//! Before somebody charts whose PIN was not checked: the patient's bed and identifiers, large, and one act that says whether
//! this is the patient (safety rule 14).

use crate::{
    app::go,
    dates,
    route::Route,
    widgets::{
        banner::{bed, full_name},
        el::{attr, el, id, none, press, say, say_any},
    },
    words::{board, observe, patient},
};
use clinical::{observation::Identified, visit::IdentityCheck};
use contract::Banner;
use std::collections::BTreeSet;
use yew::prelude::*;

/// What the person said of the patient before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// Not asked, or not yet answered.
    Nothing,
    /// This is the patient.
    ThisIsThem,
    /// It could not be checked. Recording is never refused.
    NotChecked,
}

impl Said {
    /// What is sent of it.
    pub(crate) fn identifiers(self, banner: &Banner) -> Option<BTreeSet<IdentityCheck>> {
        (self == Self::ThisIsThem).then(|| identifiers(banner))
    }
}

/// The identifiers that the screen shows beside the bed.
fn identifiers(banner: &Banner) -> BTreeSet<IdentityCheck> {
    let known = [!banner.family.is_empty(), banner.born.is_some(), banner.nhs_number.is_some()];
    let shown = Identified::CAN_BE_SHOWN.into_iter().zip(known);
    shown.filter(|(_, known)| *known).map(|(check, _)| check).collect()
}

/// The question.
pub(crate) fn identify(banner: &Banner, said: &UseStateHandle<Said>) -> Html {
    let answer = |answer: Said| {
        let said = said.clone();
        Callback::from(move |_: MouseEvent| said.set(answer))
    };
    let other = banner.places.first().map_or(Route::Home, |place| Route::Ward(place.ward.clone()));
    let other = Callback::from(move |_: MouseEvent| go(&other));
    let item = |label: &str, value: &str| el("div", "", vec![say("dt", "", label), say("dd", "", value)]);
    let known = |value: Option<String>| value.unwrap_or_else(|| patient::not_known().to_owned());
    let born = banner.born.map(|day| match banner.age_years {
        Some(years) => [&dates::date(day), " (", &patient::age(years), ")"].concat(),
        None => dates::date(day),
    });
    let place = bed(banner);
    let few = identifiers(banner).len() < Identified::ENOUGH;
    let inside = vec![
        say("h1", "gate-title", observe::is_this_the_patient()),
        say("p", "identify-bed", &[observe::bed(), " ", &place].concat()),
        say("p", "identify-name", &full_name(banner)),
        if banner.like_name { say("span", "flag flag--like", board::like_name()) } else { none() },
        el(
            "dl",
            "identify-items",
            vec![
                item(patient::born(), &known(born)),
                item(patient::nhs_no(), &known(banner.nhs_number.map(|number| number.to_string()))),
                item(patient::gender(), crate::words::names::gender(banner.gender)),
            ],
        ),
        attr(say_any("p", "notice", if few { observe::not_enough() } else { "" }), "role", "status"),
        say("p", "quiet", observe::ask_them()),
        press(
            "choice choice--main",
            &observe::this_is_them(&place),
            "identify-yes",
            true,
            answer(Said::ThisIsThem),
        ),
        press("choice", observe::not_them(), "identify-no", true, other),
        press(
            "choice choice--plain",
            observe::not_checked(),
            "identify-skip",
            true,
            answer(Said::NotChecked),
        ),
    ];
    id(el("main", "gate identify", inside), "identify")
}
