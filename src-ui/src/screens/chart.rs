//! The observation chart: the trend over true time, and its twin as a table.

pub mod course;
pub mod plane;
mod reading;
mod table;
mod trend;

use crate::{
    live::use_live,
    screens::patient::concerns,
    widgets::{
        banner::patient_banner,
        class::{classes, on},
        mark::{Way, arrow},
        problem::{problem, waiting},
    },
    words::{chart as words, errors, times},
};
use clinical::StayId;
use contract::{ChartView, Request};
use gloo_events::EventListener;
use reading::Reading;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Whose chart, and where.
#[derive(Clone, PartialEq)]
pub(crate) struct ChartProps {
    pub(crate) stay: StayId,
    /// Beside a form: the trend of the last day and nothing else. Nothing there is needed to chart, so a failure shows
    /// nothing.
    pub(crate) beside: bool,
}

/// How the chart is looked at.
struct Look {
    hours: UseStateHandle<Option<u32>>,
    as_table: UseStateHandle<bool>,
    corrections: UseStateHandle<bool>,
}

/// The screen.
#[hook]
pub(crate) fn use_chart(props: &ChartProps) -> Html {
    let look = Look {
        hours: use_state_eq(|| Some(24)),
        as_table: use_state_eq(|| false),
        corrections: use_state_eq(|| false),
    };
    let focus = use_state_eq(|| None::<usize>);
    let frame = use_node_ref();
    let width = use_width(&frame);
    let live = use_live::<ChartView>(Request::Chart { stay: props.stay, hours: *look.hours }, concerns);
    let reading = |view: &ChartView| {
        let (corrections, beside) = (*look.corrections, props.beside);
        Reading { view, policy: &view.bedside, width, corrections, beside, frame: &frame, focus: &focus }
            .draw()
    };
    if props.beside {
        return html! { <aside class="obs-aside">{ for live.view.as_deref().map(reading) }</aside> };
    }
    let body = match (live.view.as_deref(), live.error.as_deref()) {
        (None, Some(error)) => problem(error, Some(live.ask.clone())),
        (None, None) => waiting(),
        (Some(view), _) => html! {
            <>
                if live.now(view.now).minutes_since(view.now) >= 2 {
                    <p class="notice notice--old" role="alert">
                        { errors::shown_is_from(&times::ago(view.now, live.now(view.now))) }
                    </p>
                }
                if !*look.as_table {
                    { reading(view) }
                }
                <div class={classes(&[on(!*look.as_table, "nhsuk-u-visually-hidden")])}>
                    { table::table(view) }
                </div>
            </>
        },
    };
    html! {
        <article class="chart" data-testid="chart-screen">
            { for live.view.as_ref().map(|view| patient_banner(&view.banner, back(props.stay), Html::default())) }
            { tools(&look) }
            { body }
            <p class="chart-note">{ words::ACKNOWLEDGEMENT }</p>
        </article>
    }
}

/// Trend or table, how far back, with or without what was corrected.
fn tools(look: &Look) -> Html {
    let window = |words: &'static str, value: Option<u32>, testid: &'static str| {
        let set = look.hours.clone();
        segment(words, *look.hours == value, testid, Callback::from(move |_: MouseEvent| set.set(value)))
    };
    let shown_as = |words: &'static str, table: bool, testid: &'static str| {
        let set = look.as_table.clone();
        segment(words, *look.as_table == table, testid, Callback::from(move |_: MouseEvent| set.set(table)))
    };
    let (set, shown) = (look.corrections.clone(), *look.corrections);
    let corrections = Callback::from(move |_: MouseEvent| set.set(!shown));
    html! {
        <div class="chart-tools">
            <div class="segments" role="group" aria-label={words::TITLE}>
                { shown_as(words::TREND, false, "as-trend") }{ shown_as(words::TABLE, true, "as-table") }
            </div>
            <div class="segments" role="group" aria-label={words::WINDOW}>
                { window(words::DAY, Some(24), "hours-24") }
                { window(words::THREE_DAYS, Some(72), "hours-72") }
                { window(words::STAY, None, "hours-stay") }
            </div>
            <div class="segments">{ segment(words::CORRECTIONS, shown, "corrections", corrections) }</div>
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
        <a class="banner-back" href={crate::route::Route::Patient(stay).hash()} aria-label={crate::words::BACK}>
            { arrow(Way::Left) }
        </a>
    }
}

/// The width that the drawing has, so that its text keeps its size on every screen. Measured after every drawing, since
/// the frame appears only once there is something to draw.
#[hook]
fn use_width(frame: &NodeRef) -> f64 {
    let width = use_state_eq(|| 760.0_f64);
    let measure = {
        let (frame, width) = (frame.clone(), width.clone());
        move || {
            if let Some(element) = frame.cast::<HtmlElement>() {
                width.set(f64::from(element.client_width()).max(280.0));
            }
        }
    };
    use_effect(measure.clone());
    use_effect_with((), move |()| {
        let listener =
            web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| measure()));
        move || drop(listener)
    });
    *width
}
