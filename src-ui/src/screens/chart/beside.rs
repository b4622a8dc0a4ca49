//! The trend of the last day beside a form. Nothing there is needed to chart, so a failure shows nothing.

use super::{ChartProps, frame::TrendProps, use_shown};
use crate::{live::use_live, part::Part, screens::patient::concerns};
use contract::{ChartView, Request};
use yew::prelude::*;

/// The trend, once there is one.
#[hook]
pub(crate) fn use_beside(props: &ChartProps) -> Html {
    let live = use_live::<ChartView>(Request::Chart { stay: props.stay, hours: Some(24) }, concerns);
    let shown = use_shown(live.view.as_ref()).filter(|shown| shown.course.standing().next().is_some());
    let trend = shown.map(|shown| {
        Part::Trend(TrendProps { shown, corrections: false, hours: Some(24), low: true }).draw()
    });
    html! { <>{ for trend }</> }
}
