//! The patient banner of the NHS Common User Interface: on every screen of one patient, on none of several.

use crate::widgets::{
    class::classes,
    el::{all, el, id, made, say, say_any, words as text},
};
use crate::{
    dates,
    words::{board, names, patient as words},
};
use clinical::entry::{Allergies, Discharge};
use contract::Banner;
use yew::prelude::*;

/// `FAMILY, Given (Title)`. Never shortened.
pub(crate) fn full_name(banner: &Banner) -> String {
    let name = short_name(banner);
    if banner.title.is_empty() { name } else { format!("{name} ({})", names::isolated(banner.title.clone())) }
}

/// `FAMILY, Given`: as the Save button says it.
pub(crate) fn short_name(banner: &Banner) -> String {
    let family = banner.family.to_uppercase();
    names::isolated(if banner.given.is_empty() { family } else { format!("{family}, {}", banner.given) })
}

/// The bed, or both where two people placed the patient differently.
pub(crate) fn bed(banner: &Banner) -> String {
    names::beds(banner.places.iter().map(|place| place.bed.as_str()))
}

/// The banner while reading is locked: initials and bed. `before` and `after` are what the screen needs beside it.
pub(crate) fn reduced_banner(banner: &Banner, before: Html, after: Html) -> Html {
    let letters = [&banner.family, &banner.given].into_iter().filter_map(|name| name.chars().next());
    let initials: String = letters.map(|letter| format!("{letter}. ")).collect();
    let name = say("h1", "banner-name", &[&initials, "– ", &bed(banner)].concat());
    id(el("header", "banner banner--reduced", vec![before, name, after]), "banner")
}

/// The banner. On a phone it is the micro banner: name, born, NHS number. `before` and `after` are what the screen needs
/// beside it.
pub(crate) fn patient_banner(banner: &Banner, before: Html, after: Html) -> Html {
    let ended = banner.ended.map(|end| match end {
        Discharge::Discharged => (board::ended_discharged(), "banner--left"),
        Discharge::Died => (board::ended_died(), "banner--died"),
    });
    let class = classes(&["banner", ended.map(|e| e.1).unwrap_or_default()]);
    let mut name = vec![text(&full_name(banner))];
    name.extend(ended.map(|(word, _)| say("span", "banner-ended", word)));
    let mut who = vec![el("h1", "banner-name", name)];
    if !banner.preferred.is_empty() {
        who.push(say("div", "banner-preferred", &["“", &banner.preferred, "”"].concat()));
    }
    let mut items = vec![
        born(banner),
        item("banner-gender", words::gender(), text(names::gender(banner.gender))),
        nhs_number(banner),
    ];
    if !banner.hospital_number.is_empty() {
        items.push(item("banner-hospital", words::hospital_no(), text(&banner.hospital_number)));
    }
    items.push(allergies(banner.allergies.as_ref()));
    let like = if banner.like_name { board::like_name() } else { "" };
    let inside = vec![
        before,
        el("div", "banner-who", who),
        el("dl", "banner-items", items),
        say_any("span", "flag flag--like", like),
        after,
    ];
    id(el("header", &class, inside), "banner")
}

fn item(class: &'static str, label: &'static str, value: Html) -> Html {
    el("div", class, vec![say("dt", "", label), el("dd", "", vec![value])])
}

fn born(banner: &Banner) -> Html {
    let value = match banner.born {
        Some(day) => {
            let values = [day.to_string(), dates::spoken_date(day)];
            let values = values.each_ref().map(String::as_str);
            let on = made("time", &["datetime", "aria-label"], &values, vec![text(&dates::date(day))]);
            let age = banner.age_years.map(|years| [" (", &words::age(years), ")"].concat());
            all(vec![on, text(&age.unwrap_or_default())])
        }
        None => text(words::not_known()),
    };
    item("banner-born", words::born(), value)
}

fn nhs_number(banner: &Banner) -> Html {
    let value = banner.nhs_number.map_or_else(|| words::not_known().to_owned(), |number| number.to_string());
    item("banner-nhs", words::nhs_no(), say("span", "nowrap", &value))
}

fn allergies(known: Option<&Allergies>) -> Html {
    let said = |words: &str| el("div", "banner-allergies", vec![say("dt", "", words)]);
    match known {
        Some(Allergies::Known(list)) => {
            item("banner-allergies banner-allergies--known", words::known_allergies(), text(&list.join(", ")))
        }
        Some(Allergies::NoneKnown) => said(words::no_allergies()),
        None => said(words::allergies_not_recorded()),
    }
}
