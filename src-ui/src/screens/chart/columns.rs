//! The College's chart: labels that stay, columns that are scrolled, the newest in view. Of the columns only those in view are
//! drawn, with some on either side.

use super::{
    Shown,
    drawn::{DrawnProps, TileProps},
    frame::{focused, keys, read_out, touch, use_width},
    svg::px,
};
use crate::{effect::use_effect_with, part::Part, words::chart as words};
use chart::{
    drawing::Stop,
    rcp::{self, Sheet},
};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The columns and how they are looked at.
#[derive(Clone, PartialEq)]
pub(crate) struct ColumnsProps {
    pub(crate) shown: Shown,
    pub(crate) corrections: bool,
}

/// Units on either side of what is in view that are drawn as well, so that a finger does not outrun the drawing.
const MARGIN: f64 = 8.0 * rcp::COLUMN;
/// Units that are scrolled before anything is drawn anew.
const STEP: i32 = 2 * rcp::COLUMN as i32;

/// The chart in its frame.
#[hook]
pub(crate) fn use_columns(props: &ColumnsProps) -> Html {
    let focus = use_state_eq(|| None::<usize>);
    let (scroll, plane) = (use_node_ref(), use_node_ref());
    let course = props.shown.course.clone();
    let laid = use_memo(props.clone(), |props| {
        let sheet = Sheet::of(&course, rcp::columns(&course, props.corrections));
        let stops = Rc::<[Stop]>::from(sheet.stops());
        (Rc::new(sheet.labels()), Rc::new(sheet.ground()), stops, Rc::new(sheet))
    });
    let (labels, ground, stops, sheet) = &*laid;
    // Nothing is in view before it has been measured: what would be drawn until then would be thrown away at once.
    let (left, in_view) = (use_state_eq(|| 0), use_width(&scroll).unwrap_or_default());
    let look = {
        let left = left.clone();
        // In steps, so that most of a scroll draws nothing.
        move |element: &HtmlElement| left.set(element.scroll_left() / STEP * STEP)
    };
    // The newest in view, when the chart appears and when a column is added.
    {
        let (scroll, look) = (scroll.clone(), look.clone());
        use_effect_with(sheet.width() as i64, move |_| {
            if let Some(element) = scroll.cast::<HtmlElement>() {
                element.set_scroll_left(element.scroll_width());
                look(&element);
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
    let onscroll = {
        let scroll = scroll.clone();
        Callback::from(move |_: Event| {
            if let Some(element) = scroll.cast::<HtmlElement>() {
                look(&element);
            }
        })
    };
    let from = f64::from(*left) - MARGIN;
    let tiles = sheet.tiles(from, from + in_view + f64::from(STEP) + 2.0 * MARGIN);
    let (width, height) = (px(sheet.width()), px(sheet.height()));
    let part = |name, drawing: &Rc<_>| Part::Drawn(DrawnProps { name, drawing: Rc::clone(drawing) }).draw();
    html! {
        <>
            <div class="rcp" data-testid="columns">
                <div class="rcp-labels">{ part("labels", labels) }</div>
                <div class="rcp-scroll" ref={scroll} tabindex="0" role="img" {onscroll}
                    aria-label={words::summary(&course)} onkeydown={keys(&focus, stops)}>
                    <div class="rcp-plane" ref={plane.clone()} onpointerdown={touch(&plane, &focus, stops)}>
                        { part("ground", ground) }
                        <svg class="chart-over" viewBox={["0 0 ", &width, " ", &height].concat()} {width}
                            height={height.clone()} aria-hidden="true">
                            { for tiles.into_iter().filter(|_| in_view > 0.0).map(|tile| {
                                Part::Tile(TileProps { sheet: sheet.clone(), course: course.clone(), tile }).draw()
                            }) }
                            { for in_focus.map(|x| html! {
                                <rect x={px(x - rcp::COLUMN / 2.0)} y="1" width={px(rcp::COLUMN)}
                                    height={px(sheet.height() - 2.0)} class="k-focus" />
                            }) }
                        </svg>
                    </div>
                </div>
                <div class="rcp-labels rcp-labels--right" aria-hidden="true">{ part("labels-right", labels) }</div>
            </div>
            { read_out(&course, &focus, stops) }
            <p class="chart-legend">{ words::legend_columns(words::letters()) }</p>
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
