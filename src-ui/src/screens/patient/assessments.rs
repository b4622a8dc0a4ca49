//! Assessments on the patient's page: what is due, what each came to last time, the day's fluid, what was charted.

use super::{correct::CorrectProps, countersign};
use crate::{
    dates,
    part::Part,
    route::Route,
    screens::assess::{alerts, totals},
    widgets::{
        class::{classes, on},
        el::{attr, el, given, given_any, id, link, none, press, say, say_any},
        sync, text,
    },
    words::{assess as words, patient, texts, times, times::Due},
};
use clinical::{FactId, Stamp, TakenAt, UtcMillis};
use contract::{AssessmentView, FluidView, FormTile, Mark, PatientView, Request};
use std::rc::Rc;
use yew::prelude::*;

/// The section.
pub(super) fn section(
    view: &Rc<PatientView>,
    now: UtcMillis,
    correcting: &UseStateHandle<Option<FactId>>,
    send: &Callback<Request>,
) -> Html {
    let all = &view.assessments;
    let (used, other): (Vec<&FormTile>, Vec<&FormTile>) =
        all.forms.iter().partition(|tile| tile.last.is_some() || tile.due.is_some() || tile.draft);
    let start = |tile: &&FormTile| {
        let route = Route::Assess(view.banner.stay, tile.form.clone());
        link("button button--plain", &route, "form-start", vec![given("span", "", &tile.title)])
    };
    let others = el("div", "form-choices", other.iter().map(start).collect());
    let mut history: Vec<Html> =
        all.history.iter().map(|made| one(view, made, now, correcting, send)).collect();
    if all.in_all as usize > all.history.len() {
        history.push(say("li", "quiet", &words::more(all.history.len(), all.in_all)));
    }
    let inside = vec![
        say("h2", "section-title", words::title()),
        el("ul", "form-tiles", used.into_iter().map(|tile| row(view, tile, now)).collect()),
        el("div", "", all.fluid.iter().map(|day| fluid_of(day, view, now)).collect()),
        details(words::other_forms(), "others", all.in_all == 0, others),
        if all.history.is_empty() {
            none()
        } else {
            details(words::history(), "history", false, el("ol", "set-list", history))
        },
    ];
    id(attr(el("section", "card assessments", inside), "aria-label", words::title()), "assessments")
}

/// Something that is opened with a tap.
fn details(title: &str, testid: &str, open: bool, inside: Html) -> Html {
    let made = id(el("details", "form-others", vec![say("summary", "", title), inside]), testid);
    if open { attr(made, "open", "open") } else { made }
}

/// A form that was used here: what it came to, how old that is, when it is due. All of it opens the form.
fn row(view: &PatientView, tile: &FormTile, now: UtcMillis) -> Html {
    let due = Due::at(tile.due, tile.overdue, now);
    let late = due.is_overdue() || tile.repeat;
    let said = match tile.due {
        _ if tile.repeat => words::repeat().to_owned(),
        Some(_) => crate::words::capital(&due.words()),
        None => String::new(),
    };
    let when = tile.last_at.map_or_else(String::new, |at| times::ago(at, now));
    let inside = vec![
        given("b", "", &tile.title),
        say_any("span", if late { "due due--overdue" } else { "due" }, &said),
        totals(&tile.totals),
        say_any("span", "quiet", &when),
        say_any("span", "flag flag--conflict", if tile.draft { words::begun_unsaved() } else { "" }),
    ];
    let route = Route::Assess(view.banner.stay, tile.form.clone());
    let class = classes(&["form-tile", on(late, "form-tile--overdue")]);
    el("li", "", vec![link(&class, &route, "form-tile", inside)])
}

/// The day's fluid, with the day that it is of.
fn fluid_of(day: &FluidView, view: &PatientView, now: UtcMillis) -> Html {
    let time = |at: Stamp| dates::recent(at.utc, now, at.offset_minutes);
    let of = words::fluid_day(&time(day.from), &time(day.until));
    let title = el("h3", "", vec![say("span", "", words::fluid()), say("small", "quiet", &of)]);
    let open = link(
        "button button--plain",
        &Route::Fluids(view.banner.stay),
        "fluid-page",
        vec![text::set(words::fluid_page())],
    );
    el("div", "fluid-day", vec![title, reopened(day), fluid(day), open])
}

/// What of the day was signed and is otherwise now.
fn reopened(day: &FluidView) -> Html {
    if day.reopened.is_empty() {
        return none();
    }
    let said =
        say("p", "notice notice--problem", &[words::fluid_reopened(), " ", day.reopened.as_str()].concat());
    id(attr(said, "role", "status"), "fluid-reopened")
}

/// In, out and balance, in words: never a number where something was not recorded.
pub(crate) fn fluid(day: &FluidView) -> Html {
    let values = [&day.intake, &day.output, &day.balance];
    let pair = |(label, value): (&str, &String)| {
        el("div", "set-value", vec![say("dt", "", label), given("dd", "", value)])
    };
    let values = el("dl", "set-values", words::fluid_labels().into_iter().zip(values).map(pair).collect());
    let estimated = say_any("p", "quiet", if day.estimated { words::estimated() } else { "" });
    id(el("div", "", vec![values, estimated]), "fluid")
}

fn one(
    view: &Rc<PatientView>,
    made: &AssessmentView,
    now: UtcMillis,
    correcting: &UseStateHandle<Option<FactId>>,
    send: &Callback<Request>,
) -> Html {
    let stands = matches!(made.mark, Mark::Current | Mark::Disputed);
    let (at, when) = match made.taken {
        TakenAt::At(stamp) => (
            dates::recent(stamp.utc, now, stamp.offset_minutes),
            text::time(stamp.utc, now, stamp.offset_minutes),
        ),
        TakenAt::NotRecorded => (String::new(), text::set("–")),
    };
    let mark = patient::mark(&made.mark, |at| dates::recent(at, now, view.offset_minutes));
    let by = made.role.map_or_else(
        || made.by.clone(),
        |role| format!("{}, {}", made.by, crate::words::names::role_label(role)),
    );
    let head = vec![
        el("b", "set-time", vec![when]),
        given("b", "", &made.title),
        say("span", "set-by", &by),
        sync::badge(made.sync),
    ];
    let inside = vec![
        el("div", "set-head", head),
        totals(&made.totals),
        answers(made),
        if stands { alerts(&made.alerts, &[]) } else { none() },
        say_any("p", "set-mark", &mark),
        given_any("p", "set-mark", &made.note),
        flags(made),
        countersign::button(view, made.fact, send),
        if stands { correct(view, made, &at, correcting) } else { none() },
    ];
    id(el("li", &classes(&["set", on(!stands, "set--struck")]), inside), "made")
}

fn answers(made: &AssessmentView) -> Html {
    let pair = |label: &str, words: &str, gone: bool| {
        let words =
            vec![given("span", "", words), say_any("small", "flag", if gone { words::gone() } else { "" })];
        el("div", "", vec![given("dt", "", label), el("dd", "", words)])
    };
    let mut all: Vec<Html> =
        made.answers.iter().map(|answer| pair(&answer.label, &answer.words, answer.gone)).collect();
    if !made.unable.is_empty() {
        all.push(pair(words::not_complete(), &made.unable, false));
    }
    el("dl", "form-answers", all)
}

/// The ways to put it right.
fn correct(
    view: &Rc<PatientView>,
    made: &AssessmentView,
    at: &str,
    correcting: &UseStateHandle<Option<FactId>>,
) -> Html {
    let open = **correcting == Some(made.fact);
    let toggle = {
        let (correcting, fact) = (correcting.clone(), made.fact);
        Callback::from(move |_: MouseEvent| correcting.set((!open).then_some(fact)))
    };
    let button = press("button button--plain set-correct", patient::correct(), "correct-form", true, toggle);
    let button = attr(button, "aria-label", &words::correct(&texts::text_or(&made.title), at));
    let button = attr(button, "aria-expanded", if open { "true" } else { "false" });
    let ways = CorrectProps {
        view: view.clone(),
        fact: made.fact,
        form: Some(AttrValue::from(made.form.clone())),
        amendable: made.can_correct,
    };
    el("div", "", vec![button, if open { Part::Correct(ways).draw() } else { none() }])
}

fn flags(made: &AssessmentView) -> Html {
    let flags = [(made.late, patient::late()), (made.clock_doubtful, patient::clock_doubtful())];
    let on = flags.into_iter().filter(|(on, _)| *on);
    let mut flags: Vec<Html> = on.map(|(_, words)| say("span", "flag", words)).collect();
    flags.push(given_any("span", "flag", &made.identified));
    flags.extend(made.moved_here.then(|| say("span", "flag", &patient::moved_here(&made.moved_by))));
    flags.push(countersign::mark(made.auth, &made.countersigned));
    el("p", "flags", flags)
}
