//! Saying who somebody is, later.

use super::Ground;
use crate::{
    dates::{WardTime, typed},
    widgets::{
        el::{attr, el, none, say, say_any},
        field,
        panel::{Choice, button, panel},
        when,
    },
    words::{names, patient, ward as words, when as when_words},
};
use chrono::NaiveDate;
use clinical::patient::{Gender, Identity, age_in_years};
use contract::{Banner, Identify, Request};
use yew::prelude::*;

/// Years. The oldest person whose age is beyond doubt, Jeanne Calment, became 122 (1875 to 1997); beyond this somebody mistyped.
const OLDEST: u32 = 130;
/// Place of the date of birth among the fields.
const BORN: usize = 2;

pub(super) fn identify(ground: &Ground) -> Html {
    let banner = &ground.view.banner;
    let born = banner.born.map(|day| typed::with_day("", day));
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
    let today = WardTime::of(ground.view.now, ground.view.offset_minutes).day();
    let born = named.as_ref().ok().and_then(|identity| identity.born).filter(|day| banner.born != Some(*day));
    let asks = born.and_then(|day| unlikely(day, today));
    let sure = asks.is_none() || ground.chosen.sure == born;
    let (request, wrong) = match named {
        Ok(identity) => (Some(Request::Identify(Box::new(Identify { stay, identity }))).filter(|_| sure), ""),
        Err(wrong) => (None, wrong),
    };
    let mut parts: Vec<Html> = (0..4)
        .map(|n| {
            let draw = if n == BORN { when::day } else { field::line };
            ground.field(n + 3, words::name_fields()[n], &before[n], draw)
        })
        .collect();
    // A place of its own, filled or not: the box that is typed into keeps its focus.
    let question = asks.map_or_else(none, |asks| {
        let right = ground.choose(move |chosen| chosen.sure = born);
        let right = button(Choice::new(when_words::born_right(), "born-right", right).on(sure));
        attr(el("div", "set-question", vec![say("p", "", &asks), right]), "role", "alert")
    });
    parts.insert(BORN + 1, question);
    parts.push(panel(patient::gender(), "panel--inline", genders.into()));
    parts.push(attr(say_any("p", "notice notice--old", wrong), "role", "status"));
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
    // What was not understood is said at its boxes.
    let born = typed::optional_day(born).ok_or("")?;
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

/// Whether nobody was ever born then, as far as anybody knows: the question to ask.
fn unlikely(born: NaiveDate, today: NaiveDate) -> Option<String> {
    match age_in_years(born, today) {
        None => Some(when_words::born_later().to_owned()),
        Some(years) if years > OLDEST => Some(when_words::born_long_ago(years.into())),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_birth_to_come_or_of_longer_ago_than_people_live_is_asked_about() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let today = day(2026, 8, 6);
        assert_eq!(unlikely(today, today), None, "born today");
        assert_eq!(unlikely(day(1896, 8, 6), today), None, "130 today");
        assert!(unlikely(day(1895, 8, 6), today).is_some_and(|asks| asks.contains("131")));
        assert!(unlikely(day(2026, 8, 7), today).is_some_and(|asks| asks.contains("to come")));
    }
}
