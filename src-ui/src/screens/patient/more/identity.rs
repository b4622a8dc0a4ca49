//! Saying who somebody is, later.

use super::Ground;
use crate::{
    widgets::{
        el::{attr, el, say},
        panel::{Choice, panel},
    },
    words::{names, patient, ward as words},
};
use clinical::patient::{Gender, Identity};
use contract::{Banner, Identify, Request};
use yew::prelude::*;

pub(super) fn identify(ground: &Ground) -> Html {
    let banner = &ground.view.banner;
    // `1944-03-14`, the other way round.
    let born = banner.born.map(|day| day.to_string().split('-').rev().collect::<Vec<_>>().join("-"));
    let before = [
        banner.family.clone(),
        banner.given.clone(),
        born.unwrap_or_default(),
        banner.nhs_number.map(|number| number.to_string()).unwrap_or_default(),
    ];
    let field = |n: usize| ground.chosen.text[n + 3].clone().unwrap_or_else(|| before[n].clone());
    let gender = ground.chosen.gender.unwrap_or(banner.gender);
    let genders = [Gender::Male, Gender::Female, Gender::NotKnown].map(|of| {
        Choice::new(names::gender(of), "gender", ground.choose(move |chosen| chosen.gender = Some(of)))
            .on(gender == of)
    });
    let named = named(banner, &field(0), &field(1), &field(2), &field(3), gender);
    let stay = ground.stay();
    let (request, wrong) = match named {
        Ok(identity) => (Some(Request::Identify(Box::new(Identify { stay, identity }))), None),
        Err(wrong) => (None, Some(wrong)),
    };
    let mut parts: Vec<Html> =
        (0..4).map(|n| ground.field(n + 3, words::name_fields()[n], &before[n])).collect();
    parts.push(panel(patient::gender(), "panel--inline", genders.into()));
    parts.extend(wrong.map(|wrong| attr(say("p", "notice notice--old", wrong), "role", "status")));
    parts.push(ground.confirm(words::save().to_owned(), "button--main", "confirm-identify", request));
    el("div", "", parts)
}

/// Who somebody is, from what was typed; what was not asked for stays.
fn named(
    banner: &Banner,
    family: &str,
    given: &str,
    born: &str,
    nhs: &str,
    gender: Gender,
) -> Result<Identity, &'static str> {
    let born = match born.trim() {
        "" => None,
        text => Some(day(text).ok_or(words::bad_date())?),
    };
    let nhs_number = match nhs.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| words::bad_nhs())?),
    };
    Ok(Identity {
        family: family.trim().to_owned(),
        given: given.trim().to_owned(),
        title: banner.title.clone(),
        preferred: banner.preferred.clone(),
        born,
        gender,
        nhs_number,
        hospital_number: banner.hospital_number.clone(),
    })
}

/// A day as it is said here: day, month, year.
fn day(text: &str) -> Option<chrono::NaiveDate> {
    let mut parts = text.split(['-', '/', '.', ' ']).map(str::parse::<u32>);
    let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| *year >= 1880)?, month, day)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_read_as_it_is_said_here_and_nothing_else_is() {
        let born = chrono::NaiveDate::from_ymd_opt(1944, 3, 14);
        for text in ["14-03-1944", "14/3/1944", "14.3.1944", "14 03 1944"] {
            assert_eq!(day(text), born, "{text}");
        }
        for text in ["03/14/1944", "1944-03-14", "14-03-44", "14-03", "14-03-1944-1", "", "x"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
