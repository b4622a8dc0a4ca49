//! The observation chart: the trend over true time, and its twin as a table.

pub mod course;
pub mod plane;
mod table;
mod trend;

use crate::widgets::class::{classes, on};
use crate::{
    live::use_live,
    screens::patient::{
        concerns,
        sets::{taken, value_words},
    },
    widgets::{
        banner::patient_banner,
        mark::{Way, arrow},
        problem::{nothing, problem, waiting},
        text,
    },
    words::{chart as words, errors, names, times},
};
use clinical::{StayId, news2::Outcome, policy::Policy, vitals::Sign};
use contract::{ChartView, Request, SetView};
use gloo_events::EventListener;
use plane::TimeAxis;
use std::rc::Rc;
use trend::px;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Properties of [`Chart`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChartProps {
    pub(crate) stay: StayId,
}

/// The screen.
#[component]
pub(crate) fn Chart(props: &ChartProps) -> Html {
    let hours = use_state_eq(|| Some(24_u32));
    let as_table = use_state_eq(|| false);
    let corrections = use_state_eq(|| false);
    let live = use_live::<ChartView>(Request::Chart { stay: props.stay, hours: *hours }, concerns);
    let policy = use_memo((), |()| Policy::rcp_default());
    let window = |words: &'static str, value: Option<u32>, testid: &'static str| {
        let set = hours.clone();
        segment(words, *hours == value, testid, Callback::from(move |_: MouseEvent| set.set(value)))
    };
    let shown_as = |words: &'static str, table: bool, testid: &'static str| {
        let set = as_table.clone();
        segment(words, *as_table == table, testid, Callback::from(move |_: MouseEvent| set.set(table)))
    };
    let show_corrections = {
        let set = corrections.clone();
        Callback::from(move |_: MouseEvent| set.set(!*set))
    };
    let body = match (live.view.clone(), live.error.clone()) {
        (None, Some(error)) => problem(&error, Some(live.ask.clone())),
        (None, None) => waiting(),
        (Some(view), _) => {
            let now = live.now(view.now);
            html! {
                <>
                    if now.minutes_since(view.now) >= 2 {
                        <p class="notice notice--old" role="alert">
                            { errors::shown_is_from(&times::ago(view.now, now)) }
                        </p>
                    }
                    if !*as_table {
                        <Trend view={view.clone()} policy={policy.clone()} corrections={*corrections} />
                    }
                    <div class={classes(&[on(!*as_table, "nhsuk-u-visually-hidden")])}>
                        { table::table(&view, &policy) }
                    </div>
                </>
            }
        }
    };
    html! {
        <article class="chart" data-testid="chart-screen">
            { for live.view.as_ref().map(|view| {
                patient_banner(&view.banner, false, back(props.stay), Html::default())
            }) }
            <div class="chart-tools">
                <div class="segments" role="group" aria-label={words::TITLE}>
                    { shown_as(words::TREND, false, "as-trend") }{ shown_as(words::TABLE, true, "as-table") }
                </div>
                <div class="segments" role="group" aria-label={words::WINDOW}>
                    { window(words::DAY, Some(24), "hours-24") }
                    { window(words::THREE_DAYS, Some(72), "hours-72") }
                    { window(words::STAY, None, "hours-stay") }
                </div>
                <div class="segments">{ segment(words::CORRECTIONS, *corrections, "corrections", show_corrections) }</div>
            </div>
            { body }
            <p class="chart-note">{ words::ACKNOWLEDGEMENT }</p>
        </article>
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

/// Properties of [`Trend`].
#[derive(Properties, PartialEq)]
pub(crate) struct TrendProps {
    pub(crate) view: Rc<ChartView>,
    pub(crate) policy: Rc<Policy>,
    /// Withdrawn and corrected sets are drawn as well.
    pub(crate) corrections: bool,
    /// Beside a form: lower strips, no legend.
    #[prop_or_default]
    pub(crate) compact: bool,
}

/// The drawing with its focus line, moved by touch and by keys.
#[component]
pub(crate) fn Trend(props: &TrendProps) -> Html {
    let frame = use_node_ref();
    let width = use_width(&frame);
    let view = &props.view;
    let points = course::standing(&view.sets);
    let focus = use_state_eq(|| None::<usize>);
    let at = focus.map(|index| index.min(points.len().saturating_sub(1))).filter(|_| !points.is_empty());
    let axis = TimeAxis::new(view.from, view.now, width, view.offset_minutes);
    let places: Rc<[f64]> = points.iter().map(|point| axis.x(point.at)).collect();
    let touch = {
        let (frame, focus, places) = (frame.clone(), focus.clone(), places.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(element) = frame.cast::<HtmlElement>() else { return };
            let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
            focus.set(course::nearest(&places, x));
        })
    };
    let step = |by: i64| {
        let (focus, count) = (focus.clone(), points.len());
        move || focus.set(moved(*focus, by, count))
    };
    let keys = {
        let (earlier, later) = (step(-1), step(1));
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "ArrowLeft" => earlier(),
            "ArrowRight" => later(),
            _ => {}
        })
    };
    if points.is_empty() {
        return nothing(words::EMPTY);
    }
    let struck = if props.corrections { course::struck(&view.sets) } else { Vec::new() };
    let tall = if props.compact { 0.62 } else { 1.0 };
    let drawing = trend::Drawing {
        view,
        policy: &props.policy,
        axis,
        points: &points,
        struck: &struck,
        focus: at,
        tall,
    };
    let (drawn, height) = trend::draw(&drawing);
    let (first, last) = course::ends(&points);
    let minutes =
        points.last().zip(points.first()).map_or(0, |(last, first)| last.at.minutes_since(first.at));
    let focused = at.and_then(|index| points.get(index)).map(|point| point.set);
    let button = |words: &'static str, way: Way, go: Box<dyn Fn()>| {
        html! {
            <button type="button" class="button button--plain" aria-label={words} onclick={move |_: MouseEvent| go()}>
                { arrow(way) }
            </button>
        }
    };
    html! {
        <>
            <div class="chart-frame" ref={frame} tabindex="0" role="img"
                aria-label={words::summary(points.len(), first, last, minutes)}
                onpointerdown={touch.clone()} onpointermove={touch} onkeydown={keys} data-testid="trend">
                <svg viewBox={format!("0 0 {} {}", px(width), px(height))} width={px(width)} height={px(height)}
                    aria-hidden="true">{ drawn }</svg>
            </div>
            <div class="chart-focus" role="status" data-testid="chart-focus">
                { button(words::EARLIER, Way::Left, Box::new(step(-1))) }
                { match focused {
                    Some(set) => read_out(set, view, &props.policy),
                    None => html! { <p class="quiet chart-keys">{ words::KEYS }</p> },
                } }
                { button(words::LATER, Way::Right, Box::new(step(1))) }
            </div>
            if !props.compact {
                <p class="chart-legend">{ words::LEGEND }</p>
            }
        </>
    }
}

/// One set read out in words.
fn read_out(set: &SetView, view: &ChartView, policy: &Policy) -> Html {
    let score = match &set.outcome {
        Outcome::Complete { total, risk, .. } => format!("NEWS2 {total} {}", risk.label()),
        Outcome::Incomplete { at_least, .. } => words::incomplete(*at_least),
        Outcome::NotApplicable { .. } => words::NO_SCORE.to_owned(),
    };
    let values = Sign::ALL.into_iter().map(|sign| {
        html! {
            <span class="read-value">
                <small>{ text::set(names::short_sign(sign)) }</small>
                { " " }{ text::set(&value_words(&set.vitals, sign, policy)) }
            </span>
        }
    });
    html! {
        <p class="read-out"><b>{ taken(set, view.now) }</b>{ " " }<b>{ score }</b>{ for values }</p>
    }
}

/// The focus after a step; the first step goes to the newest set.
fn moved(focus: Option<usize>, by: i64, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match focus {
        None => last,
        Some(index) => (index as i64 + by).clamp(0, last as i64) as usize,
    })
}

/// The width that the drawing has, so that its text keeps its size on every screen.
#[hook]
fn use_width(frame: &NodeRef) -> f64 {
    let width = use_state_eq(|| 760.0_f64);
    {
        let (frame, width) = (frame.clone(), width.clone());
        use_effect_with((), move |()| {
            let measure = move || {
                if let Some(element) = frame.cast::<HtmlElement>() {
                    width.set(f64::from(element.client_width()).max(280.0));
                }
            };
            measure();
            let listener =
                web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| measure()));
            move || drop(listener)
        });
    }
    *width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_begins_at_the_newest_set_and_stops_at_both_ends() {
        assert_eq!(moved(None, -1, 5), Some(4));
        assert_eq!(moved(Some(4), 1, 5), Some(4));
        assert_eq!(moved(Some(0), -1, 5), Some(0));
        assert_eq!(moved(Some(2), -1, 5), Some(1));
        assert_eq!(moved(None, 1, 0), None);
    }
}
