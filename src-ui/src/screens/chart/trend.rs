//! The drawing: strips over true time, bands from the scorer's own table, the focus line across all of them.

mod bands;
mod letters;
mod marks;

use super::{
    course::{self, Point},
    plane::{Strip, TimeAxis},
};
use crate::widgets::class::{classes, on};
use crate::{screens::observe::digits, words::names};
use clinical::{
    news2::{Outcome, Parameter},
    policy::Bedside,
    vitals::{Field, Sign},
};
use contract::ChartView;
use std::fmt::Write;
use yew::prelude::*;

/// Heights of the strips, in pixels. Respiration first, as on the paper chart.
const NEWS2: f64 = 30.0;
const ROW: f64 = 30.0;
const GAP: f64 = 22.0;
const STRIPS: [(Parameter, f64); 5] = [
    (Parameter::Respiration, 88.0),
    (Parameter::Spo2, 88.0),
    (Parameter::Systolic, 120.0),
    (Parameter::Pulse, 100.0),
    (Parameter::Temperature, 84.0),
];

/// Everything that the drawing needs.
pub(super) struct Drawing<'a> {
    pub(super) view: &'a ChartView,
    pub(super) policy: &'a Bedside,
    pub(super) axis: TimeAxis,
    pub(super) points: &'a [Point<'a>],
    pub(super) struck: &'a [Point<'a>],
    /// The set in focus.
    pub(super) focus: Option<usize>,
    /// The strips' height, as a part of their full one.
    pub(super) tall: f64,
}

/// The drawing's contents, and its height.
pub(super) fn draw(drawing: &Drawing<'_>) -> (Html, f64) {
    let mut top = GAP;
    let mut parts = vec![news2(drawing, top)];
    top += NEWS2 + GAP;
    for (parameter, height) in STRIPS {
        let height = height * drawing.tall;
        let strip = Strip::of(parameter, top, height);
        parts.push(strip_of(drawing, parameter, strip));
        top += height;
        match parameter {
            Parameter::Spo2 => {
                parts.push(letters::letters(drawing, top + 4.0, Sign::Oxygen));
                top += ROW + 4.0;
            }
            Parameter::Pulse => {
                top += GAP;
                parts.push(letters::letters(drawing, top, Sign::Consciousness));
                top += ROW;
            }
            _ => {}
        }
        top += GAP;
    }
    let bottom = top - GAP;
    // Under everything else, so that no line crosses a value.
    parts.insert(0, time_axis(drawing, bottom));
    parts.push(focus_line(drawing, bottom));
    (html! { <>{ for parts }</> }, bottom + 40.0)
}

fn text(x: f64, y: f64, class: &'static str, anchor: &'static str, words: impl Into<String>) -> Html {
    html! { <text x={px(x)} y={px(y)} class={classes(&["c-text", class])} text-anchor={anchor}>{ words.into() }</text> }
}

/// Pixels to a tenth. Written by hand: the formatting of floats would weigh more than this whole module.
pub(super) fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64, class: &'static str) -> Html {
    html! { <line x1={px(x1)} y1={px(y1)} x2={px(x2)} y2={px(y2)} {class} /> }
}

/// Stepped: each total from its set to the next; hollow while a set was incomplete.
fn news2(drawing: &Drawing<'_>, top: f64) -> Html {
    use crate::widgets::mark::Level;
    let axis = &drawing.axis;
    let cells = drawing.points.iter().enumerate().map(|(index, point)| {
        let left = axis.x(point.at);
        let right = drawing.points.get(index + 1).map_or(axis.right(), |next| axis.x(next.at));
        let (level, number, hollow) = match &point.set.outcome {
            Outcome::Complete { total, risk, .. } => (Level::of_risk(*risk), total.to_string(), false),
            Outcome::Incomplete { at_least, floor_risk, .. } => {
                (Level::of_risk(*floor_risk), format!("≥{at_least}"), true)
            }
            Outcome::NotApplicable { .. } => (Level::None, "–".to_owned(), true),
        };
        let width = (right - left).max(2.0);
        let fits = width >= 9.0 * number.chars().count() as f64 + 2.0;
        html! {
            <g class={level.class()}>
                <rect x={px(left)} y={px(top)} width={px(width)} height={px(NEWS2)}
                    class={classes(&["c-cell", on(hollow, "c-cell--hollow")])} />
                if fits {
                    <text x={px(left + 4.0)} y={px(top + 20.0)} class="c-cell-text">{ number }</text>
                }
            </g>
        }
    });
    html! { <g>{ text(4.0, top - 6.0, "c-text--strong", "start", "NEWS2") }{ for cells }</g> }
}

const fn field_of(parameter: Parameter) -> Field {
    match parameter {
        Parameter::Respiration => Field::Respiration,
        Parameter::Spo2 => Field::Spo2,
        Parameter::Systolic => Field::Systolic,
        Parameter::Pulse => Field::Pulse,
        Parameter::Temperature => Field::Temperature,
    }
}

fn strip_of(drawing: &Drawing<'_>, parameter: Parameter, strip: Strip) -> Html {
    let sign = parameter.sign();
    let label = format!("{}, {}", names::plain_sign(sign), sign.unit());
    html! {
        <g>
            { bands::bands(drawing, parameter, strip) }
            { text(4.0, strip.top() - 6.0, "c-text--strong", "start", label) }
            { values(drawing, parameter, strip) }
            { gaps(drawing, sign, strip.bottom()) }
            { latest(drawing, parameter, strip) }
        </g>
    }
}

fn values(drawing: &Drawing<'_>, parameter: Parameter, strip: Strip) -> Html {
    let axis = &drawing.axis;
    let pressure = parameter == Parameter::Systolic;
    let lines = course::runs(drawing.points, parameter, drawing.policy)
        .into_iter()
        .filter(|_| !pressure)
        .map(|run| {
            let mut path = String::new();
            for (point, value) in &run {
                let command = if path.is_empty() { 'M' } else { 'L' };
                // Writing to a String cannot fail.
                let _ = write!(path, "{command}{} {}", px(axis.x(point.at)), px(strip.place(*value).y()));
            }
            html! { <path d={path} class="c-line" /> }
        });
    let draw = |point: &Point<'_>, struck: bool| {
        let value = parameter.value(&point.set.vitals)?;
        Some(if pressure {
            marks::bar(drawing, point, strip, value, struck)
        } else {
            marks::dot(drawing, point, strip, value, parameter, struck)
        })
    };
    let dots = drawing.points.iter().filter_map(|point| draw(point, false));
    let gone = drawing.struck.iter().filter_map(|point| draw(point, true));
    html! { <>{ for lines }{ for gone }{ for dots }</> }
}

/// Why a value is missing, as a letter on the strip's lower edge.
fn gaps(drawing: &Drawing<'_>, sign: Sign, bottom: f64) -> Html {
    let glyphs = drawing.points.iter().filter_map(|point| {
        let (letter, reason) = course::gap(&point.set.vitals, sign)?;
        let words = drawing.policy.reason_label(reason).to_owned();
        Some(html! {
            <g>
                <title>{ words }</title>
                { text(drawing.axis.x(point.at), bottom - 4.0, "c-text--strong c-halo", "middle", letter.to_string()) }
            </g>
        })
    });
    html! { <>{ for glyphs }</> }
}

/// The latest value large, the one before it small.
fn latest(drawing: &Drawing<'_>, parameter: Parameter, strip: Strip) -> Html {
    let shown = |point: &Point<'_>| {
        let value = parameter.value(&point.set.vitals)?;
        let text = digits::shown(field_of(parameter), &value.to_string());
        let low = point.set.vitals.diastolic.filter(|_| parameter == Parameter::Systolic);
        Some(low.map_or(text.clone(), |low| format!("{text}/{}", low.get())))
    };
    let mut values = drawing.points.iter().rev().filter_map(shown);
    let (now, before) = (values.next(), values.next());
    let (x, middle) = (drawing.axis.right() + 6.0, (strip.top() + strip.bottom()) / 2.0);
    let class = if parameter == Parameter::Systolic { "c-text--strong" } else { "c-text--latest" };
    html! {
        <>
            { for now.map(|value| text(x, middle + 2.0, class, "start", value)) }
            { for before.map(|value| text(x, middle + 18.0, "c-text--quiet", "start", value)) }
        </>
    }
}

fn time_axis(drawing: &Drawing<'_>, bottom: f64) -> Html {
    let ticks = drawing.axis.ticks().into_iter().map(|tick| {
        let class = if tick.day { "c-day" } else { "c-grid" };
        let (weight, y) = if tick.day { ("c-text--strong", bottom + 34.0) } else { ("c-text--quiet", bottom + 18.0) };
        html! { <>{ line(tick.x, 8.0, tick.x, bottom + 4.0, class) }{ text(tick.x, y, weight, "middle", tick.label) }</> }
    });
    html! { <g class="c-time">{ for ticks }</g> }
}

fn focus_line(drawing: &Drawing<'_>, bottom: f64) -> Html {
    let Some(point) = drawing.focus.and_then(|index| drawing.points.get(index)) else {
        return Html::default();
    };
    let x = drawing.axis.x(point.at);
    line(x, 6.0, x, bottom + 4.0, "c-focus")
}
