//! The College's chart: labels that stay, columns that are scrolled, the newest in view.

use super::{
    Shown,
    drawn::DrawnProps,
    frame::{focused, keys, read_out, touch},
    svg::px,
};
use crate::{part::Part, words::chart as words};
use chart::{drawing::Stop, rcp};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The columns and how they are looked at.
#[derive(Clone, PartialEq)]
pub(crate) struct ColumnsProps {
    pub(crate) shown: Shown,
    pub(crate) corrections: bool,
}

/// The chart in its frame.
#[hook]
pub(crate) fn use_columns(props: &ColumnsProps) -> Html {
    let focus = use_state_eq(|| None::<usize>);
    let (scroll, plane) = (use_node_ref(), use_node_ref());
    let course = props.shown.course.clone();
    let drawn = use_memo(props.clone(), |props| {
        let columns = rcp::columns(&course, props.corrections);
        let plate = rcp::draw(&course, &columns);
        (Rc::new(plate.labels), Rc::new(plate.columns), Rc::<[Stop]>::from(plate.stops))
    });
    let (labels, columns, stops) = &*drawn;
    // The newest in view, when the chart appears and when a column is added; somebody who reads further back is left there.
    {
        let scroll = scroll.clone();
        use_effect_with(columns.width as i64, move |_| {
            if let Some(element) = scroll.cast::<HtmlElement>() {
                element.set_scroll_left(element.scroll_width());
            }
        });
    }
    let in_focus = focused(&focus, stops).map(|stop| stop.x);
    {
        let scroll = scroll.clone();
        use_effect_with(in_focus.map(|x| x as i64), move |x| {
            if let Some((element, x)) = scroll.cast::<HtmlElement>().zip(*x) {
                keep_in_view(&element, x as i32);
            }
        });
    }
    let (width, height) = (px(columns.width), px(columns.height));
    let part = |name, drawing: &Rc<_>| Part::Drawn(DrawnProps { name, drawing: Rc::clone(drawing) }).draw();
    html! {
        <>
            <div class="rcp" data-testid="columns">
                <div class="rcp-labels">{ part("labels", labels) }</div>
                <div class="rcp-scroll" ref={scroll} tabindex="0" role="img"
                    aria-label={chart::summary::summary(&course)} onkeydown={keys(&focus, stops)}>
                    <div class="rcp-plane" ref={plane.clone()} onpointerdown={touch(&plane, &focus, stops)}>
                        { part("columns", columns) }
                        <svg class="chart-over" viewBox={["0 0 ", &width, " ", &height].concat()} {width}
                            height={height.clone()} aria-hidden="true">
                            { for in_focus.map(|x| html! {
                                <rect x={px(x - rcp::COLUMN / 2.0)} y="1" width={px(rcp::COLUMN)}
                                    height={px(columns.height - 2.0)} class="k-focus" />
                            }) }
                        </svg>
                    </div>
                </div>
                <div class="rcp-labels rcp-labels--right" aria-hidden="true">{ part("labels-right", labels) }</div>
            </div>
            { read_out(&course, &focus, stops) }
            <p class="chart-legend">{ words::legend_columns() }</p>
        </>
    }
}

/// Scrolls so far that the column in focus is in view whole.
fn keep_in_view(element: &HtmlElement, x: i32) {
    let half = rcp::COLUMN as i32;
    let (left, right) = (element.scroll_left(), element.scroll_left() + element.client_width());
    if x - half < left {
        element.set_scroll_left(x - half);
    } else if x + half > right {
        element.set_scroll_left(x + half - element.client_width());
    }
}
