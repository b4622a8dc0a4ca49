//! The page of a visit: who and where, what to be careful of, begin and end, goals, and what is left for the ward.

mod acts;
mod home;
mod later;
mod left;
pub(crate) mod plans;

use crate::{
    dates,
    desk::use_desk,
    live::use_live,
    route::Route,
    widgets::{
        banner::{bed, patient_banner},
        el::{attr, el, given, given_any, id, link, none, press, say, say_any, words as set},
        flag::flags,
        problem::{problem, waiting},
        score::chip,
        text,
    },
    words::{episode, texts, times, visit as words},
};
use acts::{Open, Typed};
use clinical::{StayId, UtcMillis, stay::VisitStage};
use contract::{CallError, Event, Request, VisitAct, VisitAsked, VisitLine, VisitView};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

fn concerns(question: &Request, event: &Event) -> bool {
    match (question, event) {
        (Request::Visit(asked), Event::Changed { stays, .. }) => stays.contains(&asked.stay),
        _ => false,
    }
}

/// Whose visit.
#[derive(Clone, PartialEq)]
pub(crate) struct VisitProps {
    pub(crate) stay: StayId,
}

/// What the parts of the page are drawn from.
struct Page<'p> {
    view: &'p VisitView,
    now: UtcMillis,
    typed: &'p UseStateHandle<Typed>,
    error: Option<&'p CallError>,
    act: Callback<VisitAct>,
}

/// The page.
#[hook]
pub(crate) fn use_visit(props: &VisitProps) -> Html {
    let stay = props.stay;
    let asked = move |act| Request::Visit(Box::new(VisitAsked { stay, act }));
    let live = use_live::<VisitView>(asked(VisitAct::Look), concerns);
    let typed = use_state_eq(Typed::default);
    let desk = use_desk();
    let error = use_state_eq(|| None::<Rc<CallError>>);
    let Some(view) = live.view.clone() else {
        return match live.error.clone() {
            Some(error) => problem(&error, Some(live.ask)),
            None => waiting(),
        };
    };
    let act = {
        let (typed, error) = (typed.clone(), error.clone());
        Callback::from(move |act: VisitAct| {
            let (desk, typed, error) = (desk.clone(), typed.clone(), error.clone());
            // What was keyed stays until it is saved: it may be refused.
            let (next, of_the_card) = (typed.after(&act), acts::is_of_the_card(&act));
            spawn_local(async move {
                let reply = desk.backend.call(asked(act)).await;
                if reply.is_ok() {
                    typed.set(next);
                    if of_the_card {
                        show_card();
                    }
                }
                error.set(reply.err().map(Rc::new));
            });
        })
    };
    let page = Page { view: &view, now: live.now(view.now), typed: &typed, error: error.as_deref(), act };
    let told = view.visit.iter().flat_map(|visit| &visit.told);
    let told = told.map(|told| attr(id(given("p", "notice notice--problem", told), "told"), "role", "alert"));
    let mut main: Vec<Html> = told.collect();
    if typed.open == Open::Nothing {
        main.push(page.refused());
    }
    main.push(page.precautions());
    main.push(page.visit());
    main.push(page.handover());
    let beside = vec![page.goals(), page.homes(), page.notes(), page.others(), page.caseload()];
    let columns = el(
        "div",
        "patient-columns",
        vec![el("div", "patient-main", main), el("div", "visit-beside", beside)],
    );
    let place = say("div", "banner-place", &bed(&view.banner));
    let banner = patient_banner(&view.banner, Html::default(), place);
    id(el("article", "patient", vec![banner, columns]), "visit")
}

/// Brings the visit into sight once something was said of it further down.
fn show_card() {
    let document = web_sys::window().and_then(|window| window.document());
    let card = document.and_then(|of| of.query_selector("[data-testid=visit-card]").ok().flatten());
    if let Some(card) = card {
        card.scroll_into_view();
    }
}

impl Page<'_> {
    /// Why nothing was saved, beside what was pressed.
    fn refused(&self) -> Html {
        self.error.map_or_else(none, |error| problem(error, None))
    }

    fn precautions(&self) -> Html {
        let what = match self.view.flags.as_slice() {
            [] => say("p", "quiet", words::no_precautions()),
            all => flags(all, "flag-list", true),
        };
        let stay = self.view.banner.stay;
        let alert = self.view.alert.as_ref().map(|alert| {
            let said =
                [texts::text_or(alert.level.name()).as_str(), ": ", episode::stage_word(alert.stage, false)]
                    .concat();
            link(
                "notice notice--problem",
                &Route::Patient(stay),
                "visit-alert",
                vec![given("span", "", &said)],
            )
        });
        let since = self.view.status.since.map(|at| times::ago(at, self.now)).unwrap_or_default();
        let score = el(
            "p",
            "visit-score",
            vec![
                say("span", "status-label", "NEWS2"),
                chip(&self.view.status.score, false, ""),
                say_any("span", "quiet", &since),
            ],
        );
        id(
            el(
                "section",
                "card",
                vec![say("h2", "", words::precautions()), alert.unwrap_or_default(), what, score],
            ),
            "precautions",
        )
    }

    fn notes(&self) -> Html {
        if self.view.notes.is_empty() {
            return none();
        }
        let stay = self.view.banner.stay;
        let line = |(note, said): &(clinical::NoteId, String)| {
            el(
                "li",
                "",
                vec![link(
                    "button button--plain",
                    &Route::Note(stay, *note),
                    "note-link",
                    vec![given("span", "", said)],
                )],
            )
        };
        let list = el("ul", "plain-list", self.view.notes.iter().map(line).collect());
        el("section", "card", vec![say("h2", "", words::notes()), list])
    }

    fn others(&self) -> Html {
        if self.view.others.is_empty() {
            return none();
        }
        let lines = self.view.others.iter().map(|line| self.line(line)).collect();
        el("section", "card", vec![say("h2", "", words::others()), el("ul", "plain-list", lines)])
    }

    /// One visit in a line.
    fn line(&self, line: &VisitLine) -> Html {
        let at = line.began.or(line.planned_at).or(line.ended);
        let mut inside = vec![say("b", "", words::stage(line.stage))];
        if let Some(at) = at {
            inside.push(set(" "));
            inside.push(text::time(at, self.view.now, self.view.offset_minutes));
        }
        if let Some((began, ended)) = line.began.zip(line.ended) {
            inside.push(set(" – "));
            // The day has just been said.
            inside.push(text::time(ended, began, self.view.offset_minutes));
        }
        inside.push(set(" "));
        inside.push(say("span", "quiet", &line.by));
        inside.extend(line.moved_from.map(|at| {
            let at = dates::recent(at, self.view.now, self.view.offset_minutes);
            say("b", "visit-outcome", &words::moved_from(&at))
        }));
        inside.push(given_any("span", "visit-outcome", &line.entered));
        inside.extend(line.checked.iter().map(|words| given("span", "visit-outcome", words)));
        inside.extend(line.outcome.iter().map(|words| given("span", "visit-outcome", words)));
        if line.mine && matches!(line.stage, VisitStage::Seen | VisitStage::Disputed) {
            inside.push(self.note(line, "button"));
        }
        el("li", "", inside)
    }

    fn caseload(&self) -> Html {
        let on = self.view.on_caseload;
        let label = if on { words::take_off() } else { words::take_on() };
        let act = self.act.reform(move |_: MouseEvent| VisitAct::Caseload(!on));
        press("button", label, "caseload-toggle", true, act)
    }
}
