//! The observation chart.

use clinical::StayId;
use yew::prelude::*;

/// Properties of [`Chart`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChartProps {
    pub(crate) stay: StayId,
}

/// The screen.
#[component]
pub(crate) fn Chart(props: &ChartProps) -> Html {
    html! { <p>{ props.stay.to_string() }</p> }
}
