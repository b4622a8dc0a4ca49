//! Fluid balance of one patient: shift by shift what went in and out, who signed it, and what has come to it since.

use super::{
    band,
    patient::{assessments::fluid, use_send},
};
use crate::{
    dates,
    live::use_live,
    route::Route,
    widgets::{
        banner::{bed, patient_banner},
        class::{classes, on},
        el::{attr, el, english, given, given_any, id, link, none, press, say, say_any, words as set},
        problem::{problem, waiting},
        sync, text,
    },
    words::{assess, fluid as words, ward},
};
use clinical::{Stamp, StayId, form::fluid::FORM, stay::FluidStanding};
use contract::{
    Event, FluidDayView, FluidEntryView, FluidShiftView, FluidSignedView, FluidView, FluidsView, Request,
    SignFluid,
};
use yew::prelude::*;

/// Which patient.
#[derive(Clone, PartialEq)]
pub(crate) struct FluidsProps {
    pub(crate) stay: StayId,
}

fn concerns(question: &Request, event: &Event) -> bool {
    match (question, event) {
        (Request::Fluids { stay }, Event::Changed { stays, .. }) => stays.contains(stay),
        _ => false,
    }
}

/// The page.
#[hook]
pub(crate) fn use_fluids(props: &FluidsProps) -> Html {
    let live = use_live::<FluidsView>(Request::Fluids { stay: props.stay }, concerns);
    let (error, send) = use_send();
    let Some(view) = live.view.clone() else {
        return live.error.map_or_else(waiting, |error| problem(&error, Some(live.ask)));
    };
    let page = Page { view: &view, send: &send };
    let back =
        link("button button--plain", &Route::Patient(props.stay), "back", vec![set(ward::back_to_patient())]);
    let chart = Route::Assess(props.stay, FORM.to_owned());
    let add = link("button button--main", &chart, "add-fluid", vec![set(words::add())]);
    let untimed = if view.untimed > 0 { words::untimed(view.untimed) } else { String::new() };
    let bed = id(say("b", "", &bed(&view.banner)), "bed");
    let place = el("div", "banner-place", vec![bed]);
    let mut parts = vec![
        patient_banner(&view.banner, none(), place),
        el("div", "fluid-ways", vec![back, add, band::with_camera()]),
        say("h1", "board-title", words::title()),
        say_any("p", "notice notice--old", &untimed),
    ];
    parts.extend(error.map(|error| problem(&error, None)));
    parts.extend(view.days.iter().map(|day| page.day(day)));
    id(el("article", "patient ward-page fluids", parts), "fluids")
}

struct Page<'a> {
    view: &'a FluidsView,
    send: &'a Callback<Request>,
}

impl Page<'_> {
    fn time(&self, stamp: Stamp) -> String {
        dates::recent(stamp.utc, self.view.now, stamp.offset_minutes)
    }

    fn between(&self, sums: &FluidView) -> String {
        assess::fluid_day(&self.time(sums.from), &self.time(sums.until))
    }

    /// A day with its shifts and its entries.
    fn day(&self, day: &FluidDayView) -> Html {
        let title = day.shifts.last().map(|whole| self.between(&whole.sums)).unwrap_or_default();
        let mut parts = vec![say("h2", "section-title", &title)];
        parts.extend(day.shifts.iter().map(|shift| self.shift(shift)));
        parts.push(say("h3", "", words::entries()));
        parts.push(if day.entries.is_empty() {
            say("p", "quiet", words::no_entries())
        } else {
            el("ol", "entry-list", day.entries.iter().map(|entry| self.entry(entry)).collect())
        });
        id(el("section", "card", parts), "fluid-day")
    }

    fn shift(&self, shift: &FluidShiftView) -> Html {
        let reopened = shift.standing == FluidStanding::Reopened;
        let flag = match shift.standing {
            FluidStanding::Reopened => "flag flag--alarm",
            FluidStanding::Waiting | FluidStanding::Incomplete => "flag flag--conflict",
            FluidStanding::Signed | FluidStanding::Unsigned => "flag",
        };
        let head = vec![
            given("b", "", &shift.name),
            say("span", "set-by", &self.between(&shift.sums)),
            id(say("span", flag, self.badge(shift)), "fluid-standing"),
        ];
        let standing = shift.signed.iter().find(|signed| signed.differs && !signed.replaced);
        let sums = match standing.filter(|_| reopened) {
            Some(signed) => then_and_now(&signed.sums, &shift.sums),
            None => fluid(&shift.sums),
        };
        let mut parts = vec![el("div", "set-head", head), sums];
        if shift.standing != FluidStanding::Unsigned {
            let changes = standing.iter().filter(|_| reopened).flat_map(|signed| &signed.changes);
            let changes = el("ul", "", changes.map(|change| given("li", "", change)).collect());
            let class = if reopened { "notice notice--problem" } else { "fluid-said" };
            let said = el("div", class, vec![given("p", "", &shift.words), changes]);
            parts.push(id(attr(said, "role", "status"), "fluid-words"));
        }
        if shift.to_sign {
            parts.push(self.sign(shift, reopened));
        }
        if !shift.signed.is_empty() {
            let signed = shift.signed.iter().map(|signed| self.signed(signed)).collect();
            let inside = vec![say("summary", "", words::signatures()), el("ol", "plain-list", signed)];
            parts.push(id(el("details", "form-others", inside), "fluid-signed"));
        }
        id(el("div", &classes(&["fluid-shift", on(reopened, "fluid-shift--open")]), parts), "fluid-shift")
    }

    /// How the shift stands. One that goes on is not yet to be signed.
    fn badge(&self, shift: &FluidShiftView) -> &'static str {
        let goes_on = shift.sums.until.utc > self.view.now && !shift.to_sign;
        match shift.standing {
            FluidStanding::Unsigned if goes_on => words::goes_on(),
            standing => words::standing(standing),
        }
    }

    fn sign(&self, shift: &FluidShiftView, reopened: bool) -> Html {
        let asked = SignFluid {
            stay: self.view.banner.stay,
            from: shift.sums.from.utc,
            until: shift.sums.until.utc,
            entries: shift.entries.clone(),
        };
        let send = self.send.reform(move |_: MouseEvent| Request::SignFluid(Box::new(asked.clone())));
        let label = words::sign(&shift.name, !shift.signed.is_empty());
        let more = say_any("p", "quiet", if self.view.alone { "" } else { words::not_alone() });
        el(
            "div",
            "fluid-sign",
            vec![
                press(&classes(&["button", on(reopened, "button--main")]), &label, "sign-fluid", true, send),
                more,
            ],
        )
    }

    /// One signature, with what it was under.
    fn signed(&self, signed: &FluidSignedView) -> Html {
        let mut parts = vec![
            el("div", "set-head", vec![english(say("b", "set-by", &signed.by)), sync::badge(signed.sync)]),
            fluid(&signed.sums),
            given_any("p", "set-mark", &signed.mark),
        ];
        if signed.can_take_back {
            let (fact, stay) = (signed.fact, self.view.banner.stay);
            let reason = words::TAKEN_BACK.to_owned();
            let send = self.send.reform(move |_: MouseEvent| Request::EnterInError {
                fact,
                stay,
                reason: reason.clone(),
            });
            parts.push(press(
                "button button--plain set-correct",
                words::take_back(),
                "unsign-fluid",
                true,
                send,
            ));
        }
        id(el("li", "", parts), "fluid-signature")
    }

    fn entry(&self, entry: &FluidEntryView) -> Html {
        let time = text::time(entry.at.utc, self.view.now, entry.at.offset_minutes);
        let way = words::sums()[usize::from(entry.out)];
        let inside = vec![
            el("b", "entry-time", vec![time]),
            say("span", "fluid-way", way),
            given("span", "entry-what", &entry.label),
            say("b", "", &entry.volume),
            say("span", "quiet", &entry.by),
            sync::badge(entry.sync),
            given_any("span", "flag flag--alarm", &entry.note),
        ];
        id(el("li", "entry", inside), "fluid-entry")
    }
}

/// What was signed beside what is there, in words: never a number where something was not recorded.
fn then_and_now(then: &FluidView, now: &FluidView) -> Html {
    let column = |head: &&str| attr(say("th", "", head), "scope", "col");
    let mut heads = vec![el("td", "", Vec::new())];
    heads.extend(words::then_and_now().iter().map(column));
    let row = |(label, then, now): (&str, &str, &str)| {
        let changed = on(then != now, "fluid-changed");
        let label = attr(say("th", "", label), "scope", "row");
        el("tr", "", vec![label, given("td", "", then), given("td", changed, now)])
    };
    let [into, out, balance] = words::sums();
    let rows = [
        (into, &then.intake, &now.intake),
        (out, &then.output, &now.output),
        (balance, &then.balance, &now.balance),
    ];
    let mut all = vec![el("tr", "", heads)];
    all.extend(rows.map(|(label, then, now)| row((label, then, now))));
    let estimated = say_any("p", "quiet", if now.estimated { assess::estimated() } else { "" });
    let table = el("table", "fluid-sums", vec![el("tbody", "", all)]);
    id(el("div", "", vec![table, estimated]), "fluid-sums")
}
