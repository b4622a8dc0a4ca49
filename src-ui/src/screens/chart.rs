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
    // Whose chart it is stays while another window of it is asked for, and so does what was pressed; before the first answer
    // there is neither, so that nothing moves when it comes.
    let last = use_mut_ref(|| None::<Rc<ChartView>>);
    if let Some(view) = &live.view {
        *last.borrow_mut() = Some(view.clone());
    }
    let known = last.borrow().clone();
    let is_known = known.is_some();
    let body = match (live.view.as_deref().zip(shown), live.error.as_deref()) {
        (None, Some(error)) => problem(error, Some(live.ask.clone())),
        (None, None) => waiting(),
        (Some((view, shown)), _) => html! {
            <>
                if live.now(view.now).minutes_since(view.now) >= 2 {
                    <p class="notice notice--old" role="alert">
                        { errors::shown_is_from(&times::ago(view.now, live.now(view.now))) }
                    </p>
                }
                { looked_at(view, shown, &looks) }
            </>
        },
    };
    html! {
        <article class="chart" data-testid="chart-screen">
            { for known.map(|view| html! {
                <>
                    { patient_banner(&view.banner, back(props.stay), Html::default()) }
                    { tools(&looks) }
                </>
            }) }
            { body }
            // Below what it prints: on a phone the first screen is the chart's.
            if is_known {
                { press("button button--plain", ward::print(), "print-chart", true, print) }
            }
            { paper.told }
        </article>
    }
}

fn looked_at(view: &ChartView, shown: Shown, looks: &Looks) -> Html {
    let (course, corrections, look) = (&shown.course, *looks.corrections, *looks.look);
    let any = course.standing().next().is_some();
    let drawing = match look {
        Look::Trend | Look::Columns if !any => nothing(words::empty()),
        Look::Trend => Part::Trend(frame::TrendProps {
            shown: shown.clone(),
            corrections,
            hours: *looks.hours,
            low: false,
        })
        .draw(),
        Look::Columns => Part::Columns(columns::ColumnsProps { shown: shown.clone(), corrections }).draw(),
        // Made when it is asked for: of a long stay it is thousands of cells, and every touch of the chart would cost as much.
        Look::Table => {
            let banner = Rc::new(view.banner.clone());
            Part::Table(table::TableProps { shown: shown.clone(), banner }).draw()
        }
    };
    let asked = looks.hours.map(|hours| view.now.plus_minutes(-60 * i64::from(hours)));
    html! {
        <>
            if any {
                <p class="chart-summary" data-testid="chart-summary">{ words::summary(course) }</p>
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

/// Trend, columns or table, how far back, with or without what was corrected.
fn tools(looks: &Looks) -> Html {
    let window = |words: &'static str, value: Option<u32>, testid: &'static str| {
        let set = looks.hours.clone();
        segment(words, *looks.hours == value, testid, Callback::from(move |_: MouseEvent| set.set(value)))
    };
    let shown_as = |words: &'static str, look: Look, testid: &'static str| {
        let set = looks.look.clone();
        segment(words, *looks.look == look, testid, Callback::from(move |_: MouseEvent| set.set(look)))
    };
    let (set, shown) = (looks.corrections.clone(), *looks.corrections);
    let corrections = Callback::from(move |_: MouseEvent| set.set(!shown));
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
            <div class="segments">{ segment(words::corrections(), shown, "corrections", corrections) }</div>
        </div>
    }
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
