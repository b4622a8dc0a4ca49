//! One value on the chart: a dot, or the bar of a blood pressure.

use super::{Drawing, field_of, line, px, text};
use crate::{
    screens::{
        chart::{
            course::Point,
            plane::{Place, Strip},
        },
        observe::digits,
    },
    widgets::class::{classes, on},
};
use clinical::news2::Parameter;
use yew::prelude::*;

/// A dot; off the scale it stands at the edge with its number, and is never dropped.
pub(super) fn dot(
    d: &Drawing<'_>,
    point: &Point<'_>,
    strip: Strip,
    value: i16,
    of: Parameter,
    struck: bool,
) -> Html {
    let (x, place) = (d.axis.x(point.at), strip.place(value));
    let y = place.y();
    let shown = digits::shown(field_of(of), &value.to_string());
    let class = classes(&[
        "c-dot",
        on(!point.set.outcome.is_complete(), "c-dot--hollow"),
        on(struck, "c-dot--struck"),
    ]);
    let off = match place {
        Place::At(_) => None,
        Place::Above(_) => Some((-1.0, 16.0)),
        Place::Below(_) => Some((1.0, -8.0)),
    };
    html! {
        <g>
            { match off {
                None => html! {
                    <>
                        <circle cx={px(x)} cy={px(y)} r="3.6" {class} />
                        if point.set.late {
                            <circle cx={px(x)} cy={px(y)} r="7" class="c-ring" />
                        }
                    </>
                },
                Some((way, beside)) => html! {
                    <>
                        <path d={format!("M{} {}l5 {}h-10z", px(x), px(y + 4.0 * way), px(-8.0 * way))} {class} />
                        { text(x + 8.0, y + beside, "c-text--strong c-halo", "start", shown) }
                    </>
                },
            } }
            if struck {
                { line(x - 6.0, y + 6.0, x + 6.0, y - 6.0, "c-struck") }
            }
        </g>
    }
}

/// A pressure: a vertical line with short bars at systolic and diastolic; never joined to the next.
pub(super) fn bar(d: &Drawing<'_>, point: &Point<'_>, strip: Strip, systolic: i16, struck: bool) -> Html {
    let x = d.axis.x(point.at);
    let high = strip.place(systolic);
    let low = point.set.vitals.diastolic.map(|v| strip.place(v.get() as i16));
    let tick = |y: f64| line(x - 5.0, y, x + 5.0, y, "c-bar");
    let off = !matches!(high, Place::At(_));
    html! {
        <g class={classes(&[on(struck, "c-dot--struck")])}>
            { tick(high.y()) }
            { for low.map(|low| html! { <>{ line(x, high.y(), x, low.y(), "c-bar") }{ tick(low.y()) }</> }) }
            if off {
                { text(x + 8.0, high.y() + 12.0, "c-text--strong c-halo", "start", systolic.to_string()) }
            }
            if struck {
                { line(x - 7.0, high.y() + 10.0, x + 7.0, high.y() - 4.0, "c-struck") }
            }
        </g>
    }
}
