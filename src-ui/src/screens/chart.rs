//! The observation chart: the trend over true time, the College's columns, and the twin of both as a table.

pub(crate) mod beside;
pub(crate) mod columns;
pub(crate) mod drawn;
pub(crate) mod frame;
mod svg;
pub(crate) mod table;
mod zoom;

use crate::{
    live::use_live,
    paper::use_paper,
    part::Part,
    screens::patient::concerns,
    widgets::{
        banner::patient_banner,
        el::press,
        mark::{Way, arrow},
        problem::{nothing, problem, waiting},
    },
    words::{chart as words, errors, times, ward},
};
use chart::{course::Course, table::when};
use clinical::StayId;
use contract::{ChartView, Printed, Request};
use std::rc::Rc;
use yew::prelude::*;

/// Whose chart.
#[derive(Clone, PartialEq)]
pub(crate) struct ChartProps {
    pub(crate) stay: StayId,
}

/// What is drawn, and from which answer: made again when either changes, and kept through every other drawing.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(crate) course: Rc<Course>,
}

/// Two are one where they came with one answer.
impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.course, &other.course)
    }
}

/// A way to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Trend,
    Columns,
    Table,
}

/// How the chart is looked at.
struct Looks {
    hours: UseStateHandle<Option<u32>>,
    look: UseStateHandle<Look>,
    corrections: UseStateHandle<bool>,
}

/// What an answer is drawn from.
#[hook]
pub(crate) fn use_shown(view: Option<&Rc<ChartView>>) -> Option<Shown> {
    let course = use_memo(view.cloned(), |view| {
        view.as_ref().map(|view| Shown { course: Rc::new(view.course(view.now)) })
    });
    (*course).clone()
}

/// The screen.
#[hook]
pub(crate) fn use_chart(props: &ChartProps) -> Html {
    let looks = Looks {
        hours: use_state_eq(|| Some(24)),
        look: use_state_eq(|| Look::Trend),
        corrections: use_state_eq(|| false),
    };
    let paper = use_paper();
    let print = {
        let (stay, hours) = (props.stay, *looks.hours);
        paper.ask.reform(move |_: MouseEvent| Printed::Chart { stay, hours })
    };
    let live = use_live::<ChartView>(Request::Chart { stay: props.stay, hours: *looks.hours }, concerns);
    let shown = use_shown(live.view.as_ref());
    // All of it stays while another window of it is asked for, dimmed, so that nothing blinks and nothing of before is read as
    // what was asked for; before the first answer there is nothing, so that nothing moves when it comes.
    let last = use_mut_ref(|| None::<Drawn>);
    if let Some((view, shown)) = live.view.clone().zip(shown) {
        *last.borrow_mut() = Some(Drawn { stay: props.stay, view, shown, hours: *looks.hours });
    }
    let known = last.borrow().clone().filter(|drawn| drawn.stay == props.stay);
    let (is_known, busy) = (known.is_some(), live.view.is_none() && live.error.is_none());
    let body = match (known.as_ref(), live.error.as_deref()) {
        (_, Some(error)) if live.view.is_none() => problem(error, Some(live.ask.clone())),
        (None, _) => waiting(),
        (Some(drawn), _) => html! {
            <>
                if !busy && live.now(drawn.view.now).minutes_since(drawn.view.now) >= 2 {
                    <p class="notice notice--old" role="alert">
                        { errors::shown_is_from(&times::ago(drawn.view.now, live.now(drawn.view.now))) }
                    </p>
                }
                { looked_at(drawn, &looks) }
            </>
        },
    };
    html! {
        <article class="chart" aria-busy={busy.then_some("true")} data-testid="chart-screen">
            { for known.map(|drawn| html! {
                <>
                    { patient_banner(&drawn.view.banner, back(props.stay), Html::default()) }
                    { tools(&looks) }
                </>
            }) }
            { body }
            // Below what it prints: on a phone the first screen is the chart's.
            if is_known {
                <div class="chart-more">
                    { press("button button--plain", ward::print(), "print-chart", true, print) }
                    { corrections(&looks) }
                </div>
            }
            { paper.told }
        </article>
    }
}

/// What was answered last, of whom, and to which window.
#[derive(Clone)]
struct Drawn {
    stay: StayId,
    view: Rc<ChartView>,
    shown: Shown,
    hours: Option<u32>,
}

fn looked_at(drawn: &Drawn, looks: &Looks) -> Html {
    let Drawn { view, shown, hours, .. } = drawn;
    let (course, corrections, look) = (&shown.course, *looks.corrections, *looks.look);
    let any = course.standing().next().is_some();
    let drawing = match look {
        Look::Trend | Look::Columns if !any => nothing(words::empty()),
        Look::Trend => {
            Part::Trend(frame::TrendProps { shown: shown.clone(), corrections, hours: *hours, low: false })
                .draw()
        }
        Look::Columns => Part::Columns(columns::ColumnsProps { shown: shown.clone(), corrections }).draw(),
        // Made when it is asked for: of a long stay it is thousands of cells, and every touch of the chart would cost as much.
        Look::Table => {
            let banner = Rc::new(view.banner.clone());
            Part::Table(table::TableProps { shown: shown.clone(), banner }).draw()
        }
    };
    let asked = hours.map(|hours| view.now.plus_minutes(-60 * i64::from(hours)));
    html! {
        <>
            if any {
                { summary(course) }
            }
            if asked.is_some_and(|asked| view.from < asked) {
                <p class="chart-note">{ words::widened(&when(course, view.from)) }</p>
            }
            { drawing }
            if look == Look::Columns {
                <p class="chart-note" data-testid="acknowledgement"><span lang="en-GB">{ chart::rcp::ACKNOWLEDGEMENT }</span>{ words::shades() }</p>
            }
        </>
    }
}

/// What the picture says, in words, and before it for whoever cannot see it. On a phone the stylesheet puts how many sets it is of
/// below the picture, which would else begin half way down.
fn summary(course: &Course) -> Html {
    let [score, sets] = words::summary_parts(course);
    html! {
        <p class="chart-summary" data-testid="chart-summary"><span>{ score }</span><span class="chart-sets">{ sets }</span></p>
    }
}

/// Trend, columns or table, and how far back.
fn tools(looks: &Looks) -> Html {
    let window = |words: &'static str, value: Option<u32>, testid: &'static str| {
        let set = looks.hours.clone();
        segment(words, *looks.hours == value, testid, Callback::from(move |_: MouseEvent| set.set(value)))
    };
    let shown_as = |words: &'static str, look: Look, testid: &'static str| {
        let set = looks.look.clone();
        segment(words, *looks.look == look, testid, Callback::from(move |_: MouseEvent| set.set(look)))
    };
    html! {
        <div class="chart-tools">
            <div class="segments" role="group" aria-label={words::title()}>
                { shown_as(words::trend(), Look::Trend, "as-trend") }
                { shown_as(words::columns(), Look::Columns, "as-columns") }
                { shown_as(words::table(), Look::Table, "as-table") }
            </div>
            <div class="segments" role="group" aria-label={words::window()}>
                { window(words::day(), Some(24), "hours-24") }
                { window(words::three_days(), Some(72), "hours-72") }
                { window(words::stay(), None, "hours-stay") }
            </div>
        </div>
    }
}

/// With or without what was corrected, which the summary counts.
fn corrections(looks: &Looks) -> Html {
    let (set, shown) = (looks.corrections.clone(), *looks.corrections);
    let change = Callback::from(move |_: MouseEvent| set.set(!shown));
    html! { <div class="segments">{ segment(words::corrections(), shown, "corrections", change) }</div> }
}

fn segment(words: &'static str, on: bool, testid: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="segment" aria-pressed={on.to_string()} {onclick} data-testid={testid}>{ words }</button>
    }
}

fn back(stay: StayId) -> Html {
    html! {
        <a class="banner-back" href={crate::route::Route::Patient(stay).hash()} aria-label={crate::words::back()}>
            { arrow(Way::Left) }
        </a>
    }
}
