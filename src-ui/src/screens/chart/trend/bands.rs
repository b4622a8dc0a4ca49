//! The score's own bands behind the values, with their edges, and where the SpO2 scale changed.

use super::{Drawing, field_of, line, px, text};
use crate::{
    screens::{
        chart::{
            course::{self, Stretch},
            plane::{LEFT, Strip},
        },
        observe::digits,
    },
    widgets::class::classes,
    words::chart,
};
use clinical::news2::Parameter;
use yew::prelude::*;

/// A number gives way to its upper neighbour within so many pixels.
const LABEL_HEIGHT: f64 = 9.0;

/// The scorer's bands as pale areas. SpO2 changes with the scale and with oxygen; the other signs have one table.
pub(super) fn bands(drawing: &Drawing<'_>, parameter: Parameter, strip: Strip) -> Html {
    let spo2 = parameter == Parameter::Spo2;
    let (from, to) = (drawing.view.from, drawing.view.now);
    let mut stretches = course::stretches(drawing.points, drawing.view.scale.scale, from, to);
    if !spo2 {
        stretches.truncate(1);
    }
    let axis = &drawing.axis;
    let last = stretches.len() - 1;
    let areas = stretches.iter().enumerate().map(|(index, stretch)| {
        let left = if index == 0 { axis.left() } else { axis.x(stretch.from) };
        let right = if index == last { axis.right() } else { axis.x(stretch.to) };
        areas(parameter, strip, *stretch, (left, right))
    });
    html! {
        <>
            { for areas }
            { edges(drawing, parameter, strip, stretches[last]) }
            if spo2 {
                { scale_changes(drawing, strip) }
            }
        </>
    }
}

fn areas(parameter: Parameter, strip: Strip, stretch: Stretch, (left, right): (f64, f64)) -> Html {
    let areas = strip.areas(parameter, stretch.scale, stretch.on_oxygen);
    let rect = |(top, bottom, points): (f64, f64, u8)| {
        let class = match points {
            0 => "c-band-0",
            1 => "c-band-1",
            2 => "c-band-2",
            _ => "c-band-3",
        };
        html! {
            <rect x={px(left)} y={px(top)} width={px(right - left)} height={px(bottom - top)}
                class={classes(&["c-band", "c-soft", class])} />
        }
    };
    html! { <>{ for areas.into_iter().map(rect) }</> }
}

/// Where the bands change, under the table that holds now. Where edges lie close, the line stays and its number gives way.
fn edges(drawing: &Drawing<'_>, parameter: Parameter, strip: Strip, now: Stretch) -> Html {
    let axis = &drawing.axis;
    let mut labelled = f64::MIN;
    let edges = strip.edges(parameter, now.scale, now.on_oxygen).into_iter().map(|(y, low)| {
        let fits = y - labelled >= LABEL_HEIGHT;
        if fits {
            labelled = y;
        }
        html! {
            <>
                { line(axis.left(), y, axis.right(), y, "c-edge") }
                if fits {
                    { text(LEFT - 4.0, y + 4.0, "c-text--band", "end", shown(parameter, low)) }
                }
            </>
        }
    });
    html! { <>{ for edges }</> }
}

fn shown(parameter: Parameter, value: i16) -> String {
    digits::shown(field_of(parameter), &value.to_string())
}

/// When the SpO2 scale changed, and who decided it.
fn scale_changes(drawing: &Drawing<'_>, strip: Strip) -> Html {
    let changes = drawing.view.scale_changes.iter().filter(|(at, ..)| *at >= drawing.view.from);
    let changes = changes.map(|(at, scale, who)| {
        let x = drawing.axis.x(*at);
        html! {
            <>
                { line(x, strip.top(), x, strip.bottom(), "c-day") }
                { text(x + 4.0, strip.top() + 12.0, "c-halo", "start", chart::scale_change(*scale, who)) }
            </>
        }
    });
    html! { <>{ for changes }</> }
}
