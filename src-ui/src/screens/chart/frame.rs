//! Reading a drawing: the focus moved over its sets by touch and by keys, one set in words.

use super::{
    Shown,
    drawn::DrawnProps,
    svg::px,
    zoom::{Fingers, Gesture, Zoom},
};
use crate::{
    effect::use_effect_with,
    part::Part,
    widgets::{
        el::given,
        mark::{Way, arrow},
        text,
    },
    words::{chart as words, names, texts},
};
use chart::{
    course::{Course, Set},
    drawing::Stop,
    table, trend,
    window::Window,
};
use clinical::vitals::Sign;
use gloo_events::EventListener;
use std::{cell::RefCell, rc::Rc};
use web_sys::HtmlElement;
use yew::prelude::*;

/// A trend and how it is looked at.
#[derive(Clone, PartialEq)]
pub(crate) struct TrendProps {
    pub(crate) shown: Shown,
    pub(crate) corrections: bool,
    /// How far back it goes; without it, over the stay.
    pub(crate) hours: Option<u32>,
    /// Beside a form: lower strips, no legend.
    pub(crate) low: bool,
}

/// The trend in its frame.
#[hook]
pub(crate) fn use_trend(props: &TrendProps) -> Html {
    let focus = use_state_eq(|| None::<usize>);
    let frame = use_node_ref();
    let width = use_width(&frame);
    let window = use_state_eq(|| None::<Window>);
    let fingers = use_mut_ref(Fingers::default);
    let kept = use_mut_ref(|| (None::<Window>, None::<usize>));
    let (course, corrections, low) = (props.shown.course.clone(), props.corrections, props.low);
    let part = *window;
    let drawn = use_memo((props.clone(), width.map(|width| width as u32), part), |_| {
        let trend = trend::draw(&course, trend::Look { width: width?, low, corrections, window: part });
        Some((Rc::new(trend.drawing), Rc::<[Stop]>::from(trend.stops)))
    });
    let Some((drawing, stops)) = &*drawn else {
        // The frame alone, to be measured: a drawing of a guessed width would be thrown away at once.
        return html! { <div class="chart-frame" ref={frame} /> };
    };
    {
        // The same set stays in focus when another part is looked at, and it is another stop there.
        let mut kept = kept.borrow_mut();
        if kept.0 == part {
            kept.1 = focused(&focus, stops).map(|stop| stop.set);
        } else {
            kept.0 = part;
            focus.set(kept.1.and_then(|set| stops.iter().position(|stop| stop.set == set)));
        }
    }
    let zoom = Zoom { course: course.clone(), window, width: drawing.width };
    let touch = touch(&frame, &focus, stops);
    let follow = if low { touch } else { following(&frame, &fingers, &zoom, touch) };
    let lift = Callback::from(move |event: PointerEvent| fingers.borrow_mut().up(event.pointer_id()));
    let (width, height) = (px(drawing.width), px(drawing.height));
    let x = focused(&focus, stops).map(|stop| px(stop.x));
    let bottom = px(drawing.height - 54.0);
    html! {
        <>
            if !low {
                { zoom.tools() }
            }
            <div class={if zoom.is_closer() { "chart-frame chart-frame--closer" } else { "chart-frame" }} ref={frame.clone()}
                tabindex="0" role="img" aria-label={words::summary(&course)} onpointerdown={follow.clone()}
                onpointermove={follow} onpointerup={lift.clone()} onpointercancel={lift.clone()} onpointerleave={lift}
                onkeydown={keys_and_zoom(&zoom, &focus, stops, low)} data-testid="trend">
                { Part::Drawn(DrawnProps { name: "trend", drawing: drawing.clone() }).draw() }
                <svg class="chart-over" viewBox={["0 0 ", &width, " ", &height].concat()} aria-hidden="true">
                    { for x.map(|x| html! { <line x1={x.clone()} y1="6" x2={x} y2={bottom} class="k-focus" /> }) }
                </svg>
            </div>
            { read_out(&course, &focus, stops) }
            if !low {
                <p class="chart-legend">{ words::legend_trend(words::letters()) }</p>
            }
        </>
    }
}

/// The stop in focus.
pub(super) fn focused<'s>(focus: &UseStateHandle<Option<usize>>, stops: &'s [Stop]) -> Option<&'s Stop> {
    focus.and_then(|index| stops.get(index.min(stops.len().saturating_sub(1))))
}

/// Moves the focus to the set nearest to a touch.
pub(super) fn touch(
    frame: &NodeRef,
    focus: &UseStateHandle<Option<usize>>,
    stops: &Rc<[Stop]>,
) -> Callback<PointerEvent> {
    let (frame, focus, stops) = (frame.clone(), focus.clone(), stops.clone());
    Callback::from(move |event: PointerEvent| {
        let Some(element) = frame.cast::<HtmlElement>() else { return };
        let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
        focus.set(nearest(&stops, x));
    })
}

/// Moves the focus to the set nearest to a touch; two fingers look closer or wider, and one that is dragged moves what is looked at
/// closely.
fn following(
    frame: &NodeRef,
    fingers: &Rc<RefCell<Fingers>>,
    zoom: &Zoom,
    touch: Callback<PointerEvent>,
) -> Callback<PointerEvent> {
    let (frame, fingers, zoom) = (frame.clone(), fingers.clone(), zoom.clone());
    Callback::from(move |event: PointerEvent| {
        let Some(element) = frame.cast::<HtmlElement>() else { return };
        let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
        let finger = (event.pointer_id(), (x, f64::from(event.client_y())));
        if event.type_() == "pointerdown" {
            fingers.borrow_mut().down(finger);
            return touch.emit(event);
        }
        match fingers.borrow_mut().moved(finger) {
            Some(Gesture::Drag(_)) if !zoom.is_closer() => touch.emit(event),
            Some(gesture) => zoom.gesture(gesture),
            // A mouse that passes over.
            None => touch.emit(event),
        }
    })
}

/// The keys of the focus, and + and − for looking closer and wider about the set in focus. At the edge of what is shown an arrow turns
/// to what lies beyond it.
fn keys_and_zoom(
    zoom: &Zoom,
    focus: &UseStateHandle<Option<usize>>,
    stops: &Rc<[Stop]>,
    low: bool,
) -> Callback<KeyboardEvent> {
    let (keys, zoom, focus, stops) = (keys(focus, stops), zoom.clone(), focus.clone(), stops.clone());
    Callback::from(move |event: KeyboardEvent| {
        let about = focused(&focus, &stops).and_then(|stop| zoom.course.sets.get(stop.set)?.at());
        if !low && zoom.key(&event.key(), about) {
            event.prevent_default();
            return;
        }
        let last = stops.len().saturating_sub(1);
        match (event.key().as_str(), *focus) {
            ("ArrowLeft", Some(0)) if zoom.is_closer() => zoom.turn(false),
            ("ArrowRight", Some(at)) if at >= last && zoom.is_closer() => zoom.turn(true),
            ("ArrowLeft" | "ArrowRight", _) if stops.is_empty() && zoom.is_closer() => {
                zoom.turn(event.key() == "ArrowRight");
            }
            _ => return keys.emit(event),
        }
        event.prevent_default();
    })
}

/// Moves the focus by the arrow keys, Home and End.
pub(super) fn keys(focus: &UseStateHandle<Option<usize>>, stops: &Rc<[Stop]>) -> Callback<KeyboardEvent> {
    let (focus, count) = (focus.clone(), stops.len());
    Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => moved(*focus, -1, count),
            "ArrowRight" => moved(*focus, 1, count),
            "Home" => moved(Some(0), 0, count),
            "End" => moved(None, 0, count),
            _ => return,
        };
        event.prevent_default();
        focus.set(to);
    })
}

/// The set in focus in words, between the buttons that move it.
pub(super) fn read_out(course: &Course, focus: &UseStateHandle<Option<usize>>, stops: &Rc<[Stop]>) -> Html {
    let button = |words: &'static str, way: Way, by: i64| {
        let (focus, count) = (focus.clone(), stops.len());
        let go = Callback::from(move |_: MouseEvent| focus.set(moved(*focus, by, count)));
        html! {
            <button type="button" class="button button--plain" aria-label={words} onclick={go}>{ arrow(way) }</button>
        }
    };
    html! {
        <div class="chart-focus" role="status" data-testid="chart-focus">
            { button(words::earlier(), Way::Left, -1) }
            { match focused(focus, stops).and_then(|stop| course.sets.get(stop.set)) {
                Some(set) => one(course, set),
                None => html! { <p class="quiet chart-keys">{ words::keys() }</p> },
            } }
            { button(words::later(), Way::Right, 1) }
        </div>
    }
}

/// One set in words.
fn one(course: &Course, set: &Set) -> Html {
    let values = Sign::ALL.into_iter().map(|sign| {
        let said = chart::words::said(&set.vitals, sign, &course.bedside);
        html! {
            <span class="read-value">
                <small>{ text::set(names::short_sign(sign)) }</small>{ " " }{ given("span", "", &said) }
            </span>
        }
    });
    let taken = set.at().map(|at| table::when(course, at)).unwrap_or_default();
    html! {
        <p class="read-out">
            <b>{ taken }</b>{ " " }<b>{ words::score(&texts::said(&table::score(set))) }</b>{ for values }
            <span class="read-value quiet">{ set.by.clone() }</span>
        </p>
    }
}

/// The set nearest to a place on the drawing.
fn nearest(stops: &[Stop], x: f64) -> Option<usize> {
    let far = |index: &usize| stops.get(*index).map_or(f64::MAX, |stop| (stop.x - x).abs());
    (0..stops.len()).min_by(|a, b| far(a).total_cmp(&far(b)))
}

/// The focus after a step; the first step goes to the newest set.
fn moved(focus: Option<usize>, by: i64, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match focus {
        None => last,
        Some(index) => (index as i64 + by).clamp(0, last as i64) as usize,
    })
}

/// The width that the drawing has, so that its text keeps its size on every screen. Measured after every drawing;
/// none before the first.
#[hook]
pub(super) fn use_width(frame: &NodeRef) -> Option<f64> {
    let width = use_state_eq(|| None::<f64>);
    let measure = {
        let (frame, width) = (frame.clone(), width.clone());
        move || {
            if let Some(element) = frame.cast::<HtmlElement>() {
                width.set(Some(f64::from(element.client_width()).max(280.0)));
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

    #[test]
    fn the_nearest_set_is_found_by_touch() {
        let stops = [50.0, 120.0, 300.0].map(|x| Stop { x, set: 0 });
        assert_eq!(nearest(&stops, 140.0), Some(1));
        assert_eq!(nearest(&[], 140.0), None);
    }
}
