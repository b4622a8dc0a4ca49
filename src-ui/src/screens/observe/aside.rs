//! Beside the form on a wide screen: the trend of the last day, so that a number is keyed in sight of its course.

use crate::{
    live::use_live,
    screens::{chart::Trend, patient::concerns},
};
use clinical::{StayId, policy::Policy};
use contract::{ChartView, Request};
use std::rc::Rc;
use yew::prelude::*;

/// From this width on there is room for it, in pixels.
const WIDE: f64 = 1200.0;
/// Hours shown.
const HOURS: u32 = 24;

/// Whether the window has room for the chart beside the form.
pub(super) fn is_wide() -> bool {
    let width =
        web_sys::window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= WIDE)
}

/// Properties of [`Aside`].
#[derive(Properties, PartialEq)]
pub(super) struct AsideProps {
    pub(super) stay: StayId,
    pub(super) policy: Rc<Policy>,
}

/// The trend. Nothing here is needed to chart, so a failure shows nothing.
#[component]
pub(super) fn Aside(props: &AsideProps) -> Html {
    let live = use_live::<ChartView>(Request::Chart { stay: props.stay, hours: Some(HOURS) }, concerns);
    html! {
        <aside class="obs-aside">
            { for live.view.map(|view| html! {
                <Trend {view} policy={props.policy.clone()} corrections={false} compact={true} />
            }) }
        </aside>
    }
}
