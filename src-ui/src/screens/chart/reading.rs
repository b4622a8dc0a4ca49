//! Reading the trend: the drawing in its frame, the focus line moved by touch and by keys, one set in words.

use super::{
    course,
    plane::TimeAxis,
    trend::{Drawing, draw, px},
};
use crate::{
    screens::patient::sets::{taken, value_words},
    widgets::{
        mark::{Way, arrow},
        problem::nothing,
        text,
    },
    words::{chart as words, names},
};
use clinical::{news2::Outcome, policy::Bedside, vitals::Sign};
use contract::{ChartView, SetView};
use std::rc::Rc;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The strips' height beside a form, as a part of their full one.
const LOW: f64 = 0.62;

/// What is read, and how far.
pub(super) struct Reading<'a> {
    pub(super) view: &'a ChartView,
    pub(super) policy: &'a Bedside,
    pub(super) width: f64,
    /// Withdrawn and corrected sets are drawn as well.
    pub(super) corrections: bool,
    /// Beside a form: lower strips, no legend.
    pub(super) beside: bool,
    pub(super) frame: &'a NodeRef,
    /// The set in focus, counted from the oldest.
    pub(super) focus: &'a UseStateHandle<Option<usize>>,
}

impl Reading<'_> {
    /// The frame, what it holds, and the set in focus.
    pub(super) fn draw(&self) -> Html {
        let view = self.view;
        let points = course::standing(&view.sets);
        if points.is_empty() {
            return nothing(words::EMPTY);
        }
        let focus = self.focus.map(|index| index.min(points.len() - 1));
        let axis = TimeAxis::new(view.from, view.now, self.width, view.offset_minutes);
        let struck = if self.corrections { course::struck(&view.sets) } else { Vec::new() };
        let tall = if self.beside { LOW } else { 1.0 };
        let drawing =
            Drawing { view, policy: self.policy, axis, points: &points, struck: &struck, focus, tall };
        let (drawn, height) = draw(&drawing);
        let touch = self.touch(points.iter().map(|point| axis.x(point.at)).collect());
        let keys = {
            let (earlier, later) = (self.step(-1, points.len()), self.step(1, points.len()));
            Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
                "ArrowLeft" => earlier.emit(()),
                "ArrowRight" => later.emit(()),
                _ => {}
            })
        };
        let (first, last) = course::ends(&points);
        let minutes = points[points.len() - 1].at.minutes_since(points[0].at);
        let button = |words: &'static str, way: Way, go: Callback<()>| {
            html! {
                <button type="button" class="button button--plain" aria-label={words}
                    onclick={go.reform(|_: MouseEvent| ())}>{ arrow(way) }</button>
            }
        };
        html! {
            <>
                <div class="chart-frame" ref={self.frame} tabindex="0" role="img"
                    aria-label={words::summary(points.len(), first, last, minutes)}
                    onpointerdown={touch.clone()} onpointermove={touch} onkeydown={keys} data-testid="trend">
                    <svg viewBox={format!("0 0 {} {}", px(self.width), px(height))} width={px(self.width)}
                        height={px(height)} aria-hidden="true">{ drawn }</svg>
                </div>
                <div class="chart-focus" role="status" data-testid="chart-focus">
                    { button(words::EARLIER, Way::Left, self.step(-1, points.len())) }
                    { match focus.and_then(|index| points.get(index)) {
                        Some(point) => self.read_out(point.set),
                        None => html! { <p class="quiet chart-keys">{ words::KEYS }</p> },
                    } }
                    { button(words::LATER, Way::Right, self.step(1, points.len())) }
                </div>
                if !self.beside {
                    <p class="chart-legend">{ words::LEGEND }</p>
                }
            </>
        }
    }

    fn touch(&self, places: Rc<[f64]>) -> Callback<PointerEvent> {
        let (frame, focus) = (self.frame.clone(), self.focus.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(element) = frame.cast::<HtmlElement>() else { return };
            let x = f64::from(event.client_x()) - element.get_bounding_client_rect().left();
            focus.set(course::nearest(&places, x));
        })
    }

    fn step(&self, by: i64, count: usize) -> Callback<()> {
        let focus = self.focus.clone();
        Callback::from(move |()| focus.set(moved(*focus, by, count)))
    }

    /// One set in words.
    fn read_out(&self, set: &SetView) -> Html {
        let score = match &set.outcome {
            Outcome::Complete { total, risk, .. } => format!("NEWS2 {total} {}", risk.label()),
            Outcome::Incomplete { at_least, .. } => words::incomplete(*at_least),
            Outcome::NotApplicable { .. } => words::NO_SCORE.to_owned(),
        };
        let values = Sign::ALL.into_iter().map(|sign| {
            html! {
                <span class="read-value">
                    <small>{ text::set(names::short_sign(sign)) }</small>
                    { " " }{ text::set(&value_words(&set.vitals, sign, self.policy)) }
                </span>
            }
        });
        html! {
            <p class="read-out"><b>{ taken(set, self.view.now) }</b>{ " " }<b>{ score }</b>{ for values }</p>
        }
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
