//! Everything that is done to a stay besides charting: receive, move, hand over, name, join, end, take back.

use super::{concerns, correct::why};
use crate::{
    live::use_live,
    route::Route,
    screens::ward::{beds, comings::transfer_words, use_deed},
    widgets::{
        banner::{patient_banner, short_name},
        panel::{Choice, panel},
        problem::{problem, waiting},
    },
    words::{patient, ward as words},
};
use clinical::{
    FactId, StayId, WardId,
    entry::Discharge,
    handover::HandoverNote,
    patient::{Gender, Identity},
    ward::Place,
};
use contract::{
    Banner, BoardView, EndStay, Identify, PatientView, Request, StayAct, WardBeds, WriteHandover,
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Which patient.
#[derive(Clone, PartialEq)]
pub(crate) struct MoreProps {
    pub(crate) stay: StayId,
}

/// What was chosen and typed so far. Nothing is chosen beforehand.
#[derive(Clone, PartialEq, Default)]
struct Chosen {
    ward: Option<WardId>,
    place: Option<Place>,
    end: Option<Discharge>,
    back: Option<FactId>,
    other: Option<StayId>,
    gender: Option<Gender>,
    /// The three lines, then the fields of a name.
    text: [Option<String>; 7],
    wrong: Option<&'static str>,
}

/// What the page is drawn from.
struct Ground {
    view: Rc<PatientView>,
    places: Rc<Vec<WardBeds>>,
    board: Option<Rc<BoardView>>,
    chosen: UseStateHandle<Chosen>,
    reason: UseStateHandle<String>,
    send: Callback<super::super::ward::Deed>,
}

/// The page.
#[hook]
pub(crate) fn use_more(props: &MoreProps) -> Html {
    let live = use_live::<PatientView>(Request::Patient { stay: props.stay }, concerns);
    let places = use_live::<Vec<WardBeds>>(Request::Places, super::super::ward::concerns);
    let ward = live.view.as_ref().and_then(|view| Some(view.banner.places.first()?.ward.clone()));
    let question = ward.map_or(Request::MyPatients, |ward| Request::Board { ward });
    let board = use_live::<BoardView>(question, super::super::ward::concerns);
    let chosen = use_state_eq(Chosen::default);
    let reason = use_state_eq(String::new);
    let (error, send) = use_deed();
    let (Some(view), Some(places)) = (live.view.clone(), places.view) else {
        return live.error.map_or_else(waiting, |error| problem(&error, Some(live.ask)));
    };
    let ground = Ground { view, places, board: board.view, chosen, reason, send };
    let view = &ground.view;
    let section = |act: StayAct, title: &'static str, testid: &'static str, body: fn(&Ground) -> Html| {
        let shown = view.may.contains(&act);
        html! {
            if shown {
                <details class="card more" open={act == StayAct::Receive} data-testid={testid}>
                    <summary>{ title }</summary>
                    { body(&ground) }
                </details>
            }
        }
    };
    html! {
        <article class="patient ward-page" data-testid="more">
            { patient_banner(&view.banner, Html::default(), Html::default()) }
            <a class="button button--plain" href={Route::Patient(props.stay).hash()}>{ words::BACK_TO_PATIENT }</a>
            <h1 class="board-title">{ words::MORE_TITLE }</h1>
            { for error.map(|error| problem(&error, None)) }
            { for view.transfer.as_ref().map(|of| html! { <p class="notice notice--old">{ transfer_words(of) }</p> }) }
            { for view.ending.as_ref().map(|of| html! {
                <p class="notice notice--old">{ of.words.clone() }{ " " }{ if of.contradicted { words::CONTRADICTED } else { "" } }</p>
            }) }
            { section(StayAct::Receive, words::RECEIVE, "receive", receive) }
            { section(StayAct::Handover, words::HANDOVER, "write-handover", handover) }
            { section(StayAct::Move, words::MOVE, "move", move_to) }
            { section(StayAct::End, words::END, "end", end) }
            { section(StayAct::Identify, words::IDENTIFY, "identify", identify) }
            { section(StayAct::Join, words::JOIN, "join", join) }
            if !view.take_back.is_empty() {
                <details class="card more" data-testid="take-back">
                    <summary>{ words::TAKE_BACK }</summary>
                    { take_back(&ground) }
                </details>
            }
        </article>
    }
}

impl Ground {
    fn stay(&self) -> StayId {
        self.view.banner.stay
    }

    /// Changes what is chosen.
    fn choose(&self, change: impl Fn(&mut Chosen) + 'static) -> impl Fn() + 'static {
        let chosen = self.chosen.clone();
        move || {
            let mut next = (*chosen).clone();
            change(&mut next);
            chosen.set(next);
        }
    }

    /// Does it, and goes back to the patient.
    fn confirm(
        &self,
        words: String,
        class: &'static str,
        testid: &'static str,
        request: Option<Request>,
    ) -> Html {
        let (send, back, ready) = (self.send.clone(), Route::Patient(self.stay()), request.is_some());
        let press = Callback::from(move |_: MouseEvent| {
            if let Some(request) = request.clone() {
                send.emit((request, Some(back.clone())));
            }
        });
        html! {
            <button type="button" class={crate::widgets::class::classes(&["button", class])} disabled={!ready}
                onclick={press} data-testid={testid}>{ words }</button>
        }
    }

    fn bed_panel(&self, ward: &WardBeds) -> Html {
        let chosen = self.chosen.clone();
        let press = Callback::from(move |place: Place| {
            chosen.set(Chosen { place: Some(place), ..(*chosen).clone() });
        });
        let mut choices = beds(ward, self.chosen.place.as_ref(), false, &press);
        if !self.view.banner.places.iter().any(|place| place.ward == ward.ward) {
            let given = Place {
                ward: ward.ward.clone(),
                bay: words::ARRIVALS.to_owned(),
                bed: words::BED_TO_BE_GIVEN.to_owned(),
            };
            let on = self.chosen.place.as_ref() == Some(&given);
            let press = press.clone();
            choices.push(
                Choice::new(words::BED_TO_BE_GIVEN, "bed-later", move || press.emit(given.clone())).on(on),
            );
        }
        panel(words::WHICH_BED, "panel--inline panel--beds", choices)
    }

    fn field(&self, n: usize, label: &'static str, before: String) -> Html {
        let chosen = self.chosen.clone();
        let value = self.chosen.text[n].clone().unwrap_or(before);
        let typed = Callback::from(move |event: InputEvent| {
            let mut next = (*chosen).clone();
            next.text[n] = Some(event.target_unchecked_into::<HtmlInputElement>().value());
            next.wrong = None;
            chosen.set(next);
        });
        html! {
            <label class="search">
                <span>{ label }</span>
                <input class="nhsuk-input" type="text" maxlength="240" {value} oninput={typed}
                    data-testid={format!("field-{n}")} />
            </label>
        }
    }
}

fn receive(ground: &Ground) -> Html {
    let to = ground.view.transfer.as_ref().map(|transfer| transfer.to.ward.clone());
    let ward = ground.places.iter().find(|ward| Some(&ward.ward) == to.as_ref());
    let here = ground.chosen.place.clone().filter(|place| Some(&place.ward) == to.as_ref());
    let words = words::receive_in(here.as_ref().map_or("…", |place| &place.bed));
    let request = here.map(|at| Request::Receive { stay: ground.stay(), at });
    html! {
        <>
            <p>{ words::RECEIVE_MORE }</p>
            { for ward.map(|ward| {
                let chosen = ground.chosen.clone();
                let press = Callback::from(move |place: Place| {
                    chosen.set(Chosen { place: Some(place), ..(*chosen).clone() });
                });
                panel(words::WHICH_BED, "panel--inline panel--beds", beds(ward, ground.chosen.place.as_ref(), false, &press))
            }) }
            { ground.confirm(words, "button--main", "confirm-receive", request) }
        </>
    }
}

fn move_to(ground: &Ground) -> Html {
    let here = ground.view.banner.places.first().map(|place| place.ward.clone());
    let ward = ground.chosen.ward.clone().or(here.clone());
    let wards = ground.places.iter().map(|of| {
        let id = of.ward.clone();
        let choose = ground.choose(move |chosen| {
            (chosen.ward, chosen.place) = (Some(id.clone()), None);
        });
        Choice::new(of.name.clone(), format!("ward-{}", of.ward), choose).on(ward.as_ref() == Some(&of.ward))
    });
    let of = ground.places.iter().find(|of| Some(&of.ward) == ward.as_ref());
    let place = ground.chosen.place.clone().filter(|place| Some(&place.ward) == ward.as_ref());
    let bed = place.as_ref().map_or("…", |place| place.bed.as_str());
    let words = match of.filter(|of| Some(&of.ward) != here.as_ref()) {
        Some(other) => words::send_to(&other.name, bed),
        None => words::move_to(bed),
    };
    let request = place.map(|to| Request::MoveBed { stay: ground.stay(), to });
    html! {
        <>
            { panel(words::WHICH_WARD, "panel--inline", wards.collect()) }
            { for of.map(|of| ground.bed_panel(of)) }
            { ground.confirm(words, "button--main", "confirm-move", request) }
        </>
    }
}

fn handover(ground: &Ground) -> Html {
    let text = |n: usize| ground.chosen.text[n].clone().unwrap_or_default();
    let note = HandoverNote { situation: text(0), watch: text(1), to_do: text(2) };
    let stay = ground.stay();
    let request = (!note.is_empty()).then(|| Request::WriteHandover(Box::new(WriteHandover { stay, note })));
    html! {
        <>
            { for ground.view.handover.iter().map(crate::screens::ward::handover::lines) }
            { for (0..3).map(|n| ground.field(n, words::LINES[n], String::new())) }
            { ground.confirm(words::SAVE_LINES.to_owned(), "button--main", "save-handover", request) }
        </>
    }
}

fn end(ground: &Ground) -> Html {
    let choice = |how: Discharge, words: &'static str, testid: &'static str| {
        let choose = ground.choose(move |chosen| chosen.end = Some(how));
        Choice::new(words, testid, choose).on(ground.chosen.end == Some(how))
    };
    let ways = vec![
        choice(Discharge::Discharged, words::DISCHARGED, "discharged"),
        choice(Discharge::Died, words::DIED, "died"),
    ];
    let name = short_name(&ground.view.banner);
    let seen = ground.view.ending.as_ref().map(|ending| ending.seen.clone()).unwrap_or_default();
    let confirm = ground.chosen.end.map(|how| {
        let asked = EndStay { stay: ground.stay(), how, seen, reason: String::new() };
        let words = words::confirm_end(&name, how == Discharge::Died);
        ground.confirm(words, "button--warning", "confirm-end", Some(Request::End(Box::new(asked))))
    });
    let open = ground.view.episodes.iter().any(|episode| episode.ask.is_some());
    html! {
        <>
            <p>{ words::END_MORE }</p>
            if open {
                <p class="notice notice--problem">{ words::END_OPEN }</p>
            }
            { panel(words::END, "panel--inline", ways) }
            { for confirm }
        </>
    }
}

fn identify(ground: &Ground) -> Html {
    let banner = &ground.view.banner;
    let born = banner.born.map(|day| day.format("%d-%m-%Y").to_string()).unwrap_or_default();
    let before = [
        banner.family.clone(),
        banner.given.clone(),
        born,
        banner.nhs_number.map(|number| number.to_string()).unwrap_or_default(),
    ];
    let field = |n: usize| ground.chosen.text[n + 3].clone().unwrap_or_else(|| before[n].clone());
    let gender = ground.chosen.gender.unwrap_or(banner.gender);
    let genders = [Gender::Male, Gender::Female, Gender::NotKnown].map(|of| {
        Choice::new(of.words(), "gender", ground.choose(move |chosen| chosen.gender = Some(of)))
            .on(gender == of)
    });
    let named = named(banner, &field(0), &field(1), &field(2), &field(3), gender);
    let stay = ground.stay();
    let (request, wrong) = match named {
        Ok(identity) => (Some(Request::Identify(Box::new(Identify { stay, identity }))), None),
        Err(wrong) => (None, Some(wrong)),
    };
    html! {
        <>
            { for (0..4).map(|n| ground.field(n + 3, words::NAME_FIELDS[n], before[n].clone())) }
            { panel(patient::GENDER, "panel--inline", genders.into()) }
            { for wrong.map(|wrong| html! { <p class="notice notice--old" role="status">{ wrong }</p> }) }
            { ground.confirm(words::SAVE.to_owned(), "button--main", "confirm-identify", request) }
        </>
    }
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
        text => Some(day(text).ok_or(words::BAD_DATE)?),
    };
    let nhs_number = match nhs.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| words::BAD_NHS)?),
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

fn join(ground: &Ground) -> Html {
    let stay = ground.stay();
    let rows = ground.board.iter().flat_map(|board| &board.rows);
    let others = rows.filter_map(|row| {
        let banner = row.banner.as_ref().filter(|banner| banner.stay != stay)?;
        let other = banner.stay;
        let choose = ground.choose(move |chosen| chosen.other = Some(other));
        let label = format!("{} {}", row.place.bed, short_name(banner));
        Some(Choice::new(label, "join-with", choose).on(ground.chosen.other == Some(other)))
    });
    let reason = ground.reason.trim().to_owned();
    let request = ground.chosen.other.filter(|_| !reason.is_empty());
    let request = request.map(|with| Request::Join { stay, with, reason });
    html! {
        <>
            <p>{ words::JOIN_MORE }</p>
            { panel(words::SAME_PERSON, "panel--inline panel--patients", others.collect()) }
            { why(&words::JOIN_REASONS, &ground.reason) }
            { ground.confirm(words::CONFIRM_JOIN.to_owned(), "button--warning", "confirm-join", request) }
        </>
    }
}

fn take_back(ground: &Ground) -> Html {
    let choices = ground.view.take_back.iter().map(|of| {
        let fact = of.fact;
        let choose = ground.choose(move |chosen| chosen.back = Some(fact));
        Choice::new(of.words.clone(), "back", choose).on(ground.chosen.back == Some(fact))
    });
    let (stay, reason) = (ground.stay(), ground.reason.trim().to_owned());
    let fact = ground.chosen.back.filter(|_| !reason.is_empty());
    let request = fact.map(|fact| Request::TakeBack { stay, fact, reason });
    html! {
        <>
            { panel(words::TAKE_BACK, "panel--inline", choices.collect()) }
            { why(&words::TAKE_BACK_REASONS, &ground.reason) }
            { ground.confirm(words::CONFIRM_TAKE_BACK.to_owned(), "button--warning", "confirm-back", request) }
        </>
    }
}
