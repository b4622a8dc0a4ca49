//! The patient banner of the NHS Common User Interface: on every screen of one patient, on none of several.

use crate::widgets::class::classes;
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
    html! {
        <header class="banner banner--reduced" data-testid="banner">
            { before }
            <h1 class="banner-name">{ format!("{initials}– {}", bed(banner)) }</h1>
            { after }
        </header>
    }
}

/// The banner. On a phone it is the micro banner: name, born, NHS number. `before` and `after` are what the screen needs
/// beside it.
pub(crate) fn patient_banner(banner: &Banner, before: Html, after: Html) -> Html {
    let ended = banner.ended.map(|end| match end {
        Discharge::Discharged => (board::ended_discharged(), "banner--left"),
        Discharge::Died => (board::ended_died(), "banner--died"),
    });
    let class = classes(&["banner", ended.map(|e| e.1).unwrap_or_default()]);
    html! {
        <header class={class} data-testid="banner">
            { before }
            <div class="banner-who">
                <h1 class="banner-name">
                    { full_name(banner) }
                    { for ended.map(|(word, _)| html! { <span class="banner-ended">{ word }</span> }) }
                </h1>
                if !banner.preferred.is_empty() {
                    <div class="banner-preferred">{ format!("“{}”", banner.preferred) }</div>
                }
            </div>
            <dl class="banner-items">
                { born(banner) }
                { item("banner-gender", words::gender(), html! { crate::words::names::gender(banner.gender) }) }
                { nhs_number(banner) }
                if !banner.hospital_number.is_empty() {
                    { item("banner-hospital", words::hospital_no(), html! { banner.hospital_number.clone() }) }
                }
                { allergies(banner.allergies.as_ref()) }
            </dl>
            if banner.like_name {
                <span class="flag flag--like">{ board::like_name() }</span>
            }
            { after }
        </header>
    }
}

fn item(class: &'static str, label: &'static str, value: Html) -> Html {
    html! { <div class={class}><dt>{ label }</dt><dd>{ value }</dd></div> }
}

fn born(banner: &Banner) -> Html {
    let value = match banner.born {
        Some(day) => html! {
            <>
                <time datetime={day.to_string()} aria-label={dates::spoken_date(day)}>{ dates::date(day) }</time>
                { for banner.age_years.map(|years| format!(" ({})", words::age(years))) }
            </>
        },
        None => html! { words::not_known() },
    };
    item("banner-born", words::born(), value)
}

fn nhs_number(banner: &Banner) -> Html {
    let value = banner.nhs_number.map_or_else(|| words::not_known().to_owned(), |number| number.to_string());
    item("banner-nhs", words::nhs_no(), html! { <span class="nowrap">{ value }</span> })
}

fn allergies(known: Option<&Allergies>) -> Html {
    match known {
        Some(Allergies::Known(list)) => {
            html! {
                <div class="banner-allergies banner-allergies--known">
                    <dt>{ words::known_allergies() }</dt><dd>{ list.join(", ") }</dd>
                </div>
            }
        }
        Some(Allergies::NoneKnown) => {
            html! { <div class="banner-allergies"><dt>{ words::no_allergies() }</dt></div> }
        }
        None => html! { <div class="banner-allergies"><dt>{ words::allergies_not_recorded() }</dt></div> },
    }
}
