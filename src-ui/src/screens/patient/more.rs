//! Everything that is done to a stay besides charting: receive, move, hand over, name, join, end, take back.

mod identity;
mod join;
mod oxygen;

use super::{concerns, correct::why};
use crate::{
    live::use_live,
    paper::{Paper, use_paper},
    route::Route,
    screens::{
        band,
        ward::{beds, handover::lines, use_deed},
    },
    widgets::{
        banner::{patient_banner, short_name},
        el::{attr, el, id, link, none, press, say, words as set},
        field,
        panel::{Choice, panel},
        problem::{problem, waiting},
    },
    words::{oxygen as oxygen_words, ward as words},
};
use clinical::{
    FactId, StayId, WardId, entry::Discharge, handover::HandoverNote, patient::Gender, ward::Place,
};
use contract::{EndStay, PatientView, Printed, Request, StayAct, WardBeds, WriteHandover};
use std::rc::Rc;
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
    gender: Option<Gender>,
    /// An unlikely date of birth that is right.
    sure: Option<chrono::NaiveDate>,
    oxygen: oxygen::Chosen,
    /// The three lines, then the fields of a name.
    text: [Option<String>; 7],
}

/// What the page is drawn from.
struct Ground {
    view: Rc<PatientView>,
    places: Rc<Vec<WardBeds>>,
    finding: join::Finding,
    chosen: UseStateHandle<Chosen>,
    reason: UseStateHandle<String>,
    send: Callback<super::super::ward::Deed>,
}

/// The page.
#[hook]
pub(crate) fn use_more(props: &MoreProps) -> Html {
    let live = use_live::<PatientView>(Request::Patient { stay: props.stay }, concerns);
    let places = use_live::<Vec<WardBeds>>(Request::Places, super::super::ward::concerns);
    let finding = join::use_finding(props.stay);
    let chosen = use_state_eq(Chosen::default);
    let reason = use_state_eq(String::new);
    let (error, send) = use_deed();
    let paper = use_paper();
    let (Some(view), Some(places)) = (live.view.clone(), places.view) else {
        return live.error.map_or_else(waiting, |error| problem(&error, Some(live.ask)));
    };
    let ground = Ground { view, places, finding, chosen, reason, send };
    let view = &ground.view;
    let mut parts = vec![
        patient_banner(&view.banner, none(), super::place(view)),
        link(
            "button button--plain",
            &Route::Patient(props.stay),
            "back",
            vec![set(words::back_to_patient())],
        ),
        band::with_camera(),
        say("h1", "board-title", words::more_title()),
    ];
    parts.extend(error.map(|error| problem(&error, None)));
    parts.push(super::standing_facts(view));
    for (act, title, testid, body) in SECTIONS {
        if view.may.contains(&act) {
            parts.push(section(title(), testid, act == StayAct::Receive, body(&ground)));
        }
    }
    if !view.take_back.is_empty() {
        parts.push(section(words::take_back(), "take-back", false, take_back(&ground)));
    }
    parts.push(section(words::paper(), "paper", false, printing(paper, props.stay)));
    id(el("article", "patient ward-page", parts), "more")
}

/// What can be done, with what opens it; in the order of the page.
type Section = (StayAct, fn() -> &'static str, &'static str, fn(&Ground) -> Html);
const SECTIONS: [Section; 7] = [
    (StayAct::Receive, words::receive, "receive", receive),
    (StayAct::Handover, words::handover, "write-handover", handover),
    (StayAct::Oxygen, oxygen_words::title, "oxygen", oxygen::oxygen),
    (StayAct::Move, words::move_heading, "move", move_to),
    (StayAct::End, words::end, "end", end),
    (StayAct::Identify, words::identify, "identify", identity::identify),
    (StayAct::Join, words::join, "join", join::join),
];

/// What can be had on paper.
fn printing(paper: Paper, stay: StayId) -> Html {
    let report = paper.ask.reform(move |_: MouseEvent| Printed::Report { stay });
    let chart = paper.ask.reform(move |_: MouseEvent| Printed::Chart { stay, hours: Some(72) });
    let inside = vec![
        say("p", "quiet", words::paper_more()),
        press("button button--plain", words::print_report(), "print-report", true, report),
        press("button button--plain", words::print_chart(), "print-chart", true, chart),
        paper.told,
    ];
    el("div", "", inside)
}

fn section(title: &str, testid: &str, open: bool, body: Html) -> Html {
    let made = id(el("details", "card more", vec![say("summary", "", title), body]), testid);
    if open { attr(made, "open", "open") } else { made }
}

/// A field: label, what stands in it, its name, what takes it.
type Draw = fn(&str, &str, &str, &Callback<String>) -> Html;

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
        let pressed = Callback::from(move |_: MouseEvent| {
            if let Some(request) = request.clone() {
                send.emit((request, Some(back.clone())));
            }
        });
        press(&["button ", class].concat(), &words, testid, ready, pressed)
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
                Choice::new(words::BED_TO_BE_GIVEN, "bed-later", move || press.emit(given.clone()))
                    .on(on)
                    .english(),
            );
        }
        panel(words::which_bed(), "panel--inline panel--beds", choices)
    }

    fn field(&self, n: usize, label: &str, before: &str, draw: Draw) -> Html {
        let chosen = self.chosen.clone();
        let value = self.chosen.text[n].as_deref().unwrap_or(before);
        let typed = Callback::from(move |text: String| {
            let mut next = (*chosen).clone();
            next.text[n] = Some(text);
            chosen.set(next);
        });
        draw(label, value, &["field-", ["0", "1", "2", "3", "4", "5", "6"][n]].concat(), &typed)
    }
}

fn receive(ground: &Ground) -> Html {
    let to = ground.view.transfer.as_ref().map(|transfer| transfer.to.ward.clone());
    let ward = ground.places.iter().find(|ward| Some(&ward.ward) == to.as_ref());
    let here = ground.chosen.place.clone().filter(|place| Some(&place.ward) == to.as_ref());
    let words = words::receive_in(here.as_ref().map_or("…", |place| &place.bed));
    let request = here.map(|at| Request::Receive { stay: ground.stay(), at });
    let mut parts = vec![say("p", "", words::receive_more())];
    parts.extend(ward.map(|ward| ground.bed_panel(ward)));
    parts.push(ground.confirm(words, "button--main", "confirm-receive", request));
    el("div", "", parts)
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
    let mut parts = vec![panel(words::which_ward(), "panel--inline", wards.collect())];
    parts.extend(of.map(|of| ground.bed_panel(of)));
    parts.push(ground.confirm(words, "button--main", "confirm-move", request));
    el("div", "", parts)
}

fn handover(ground: &Ground) -> Html {
    let text = |n: usize| ground.chosen.text[n].clone().unwrap_or_default();
    let note = HandoverNote { situation: text(0), watch: text(1), to_do: text(2) };
    let stay = ground.stay();
    let request = (!note.is_empty()).then(|| Request::WriteHandover(Box::new(WriteHandover { stay, note })));
    let mut parts: Vec<Html> = ground.view.handover.iter().map(lines).collect();
    parts.extend((0..3).map(|n| ground.field(n, words::lines()[n], "", field::line)));
    parts.push(ground.confirm(words::save_lines().to_owned(), "button--main", "save-handover", request));
    el("div", "", parts)
}

fn end(ground: &Ground) -> Html {
    let choice = |how: Discharge, words: &'static str, testid: &'static str| {
        let choose = ground.choose(move |chosen| chosen.end = Some(how));
        Choice::new(words, testid, choose).on(ground.chosen.end == Some(how))
    };
    let ways = vec![
        choice(Discharge::Discharged, words::discharged(), "discharged"),
        choice(Discharge::Died, words::died(), "died"),
    ];
    let name = short_name(&ground.view.banner);
    let seen = ground.view.ending.as_ref().map(|ending| ending.seen.clone()).unwrap_or_default();
    let confirm = ground.chosen.end.map(|how| {
        let asked = EndStay { stay: ground.stay(), how, seen, reason: String::new() };
        let words = words::confirm_end(&name, how == Discharge::Died);
        ground.confirm(words, "button--warning", "confirm-end", Some(Request::End(Box::new(asked))))
    });
    let open = ground.view.episodes.iter().any(|episode| episode.ask.is_some());
    let mut parts = vec![say("p", "", words::end_more())];
    if open {
        parts.push(say("p", "notice notice--problem", words::end_open()));
    }
    parts.push(panel(words::end(), "panel--inline", ways));
    parts.extend(confirm);
    el("div", "", parts)
}

fn take_back(ground: &Ground) -> Html {
    let choices = ground.view.take_back.iter().map(|of| {
        let fact = of.fact;
        let choose = ground.choose(move |chosen| chosen.back = Some(fact));
        Choice::new(of.words.clone(), "back", choose).on(ground.chosen.back == Some(fact)).english()
    });
    let (stay, reason) = (ground.stay(), ground.reason.trim().to_owned());
    let fact = ground.chosen.back.filter(|_| !reason.is_empty());
    let request = fact.map(|fact| Request::TakeBack { stay, fact, reason });
    el(
        "div",
        "",
        vec![
            panel(words::take_back(), "panel--inline", choices.collect()),
            why(&words::TAKE_BACK_REASONS, &ground.reason),
            ground.confirm(words::confirm_take_back().to_owned(), "button--warning", "confirm-back", request),
        ],
    )
}
