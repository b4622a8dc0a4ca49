//! Looking at the trend more closely: by two fingers, by keys, by buttons. The scale of time changes, and no scale of values.

use crate::{
    widgets::el::{attr, el, id, none, press, say},
    words::zoom as words,
};
use chart::{
    course::Course,
    table, trend,
    window::{Edges, Window},
    words::span,
};
use clinical::UtcMillis;
use std::rc::Rc;
use yew::prelude::*;

/// How much closer one press is.
const STEP: f64 = 2.0;
/// Two fingers that lie closer, in pixels, say nothing of a distance.
const LEAST_APART: f64 = 24.0;

/// A finger on the drawing: its number, and where it is, in pixels.
type Finger = (i32, (f64, f64));

/// Fingers on the drawing, two at most.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fingers(Vec<Finger>);

/// What a finger that moved does to the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gesture {
    /// One was dragged to the right by so much.
    Drag(f64),
    /// Two went apart so many times, about this place, which went to the right by so much.
    Pinch { times: f64, about: f64, by: f64 },
}

impl Fingers {
    /// One was put down.
    pub(super) fn down(&mut self, finger: Finger) {
        self.up(finger.0);
        if self.0.len() < 2 {
            self.0.push(finger);
        }
    }

    /// One was lifted, or went where it is not followed.
    pub(super) fn up(&mut self, number: i32) {
        self.0.retain(|(other, _)| *other != number);
    }

    /// One is somewhere else now.
    pub(super) fn moved(&mut self, (number, to): Finger) -> Option<Gesture> {
        let at = self.0.iter().position(|(other, _)| *other == number)?;
        let before = std::mem::replace(&mut self.0[at].1, to);
        let Some((_, other)) = self.0.iter().find(|(other, _)| *other != number) else {
            return Some(Gesture::Drag(to.0 - before.0));
        };
        let apart = |one: (f64, f64)| (one.0 - other.0).hypot(one.1 - other.1).max(LEAST_APART);
        let middle = |one: (f64, f64)| (one.0 + other.0) / 2.0;
        let (about, by) = (middle(before), middle(to) - middle(before));
        Some(Gesture::Pinch { times: apart(to) / apart(before), about, by })
    }
}

/// The window on the drawing as it is, and how to change it.
#[derive(Clone)]
pub(super) struct Zoom {
    pub(super) course: Rc<Course>,
    pub(super) window: UseStateHandle<Option<Window>>,
    /// Of the drawing, in its units, which are pixels.
    pub(super) width: f64,
}

impl Zoom {
    fn edges(&self) -> Edges {
        Window::edges(*self.window, &self.course)
    }

    /// Whether only a part is shown.
    pub(super) fn is_closer(&self) -> bool {
        self.window.is_some()
    }

    /// One step closer or wider about the middle; at the newest it stays there.
    fn step(&self, times: f64, about: Option<UtcMillis>) {
        let Edges { from, to } = self.edges();
        let newest = to >= self.course.now.utc;
        let middle = if newest { to } else { UtcMillis(from.0.midpoint(to.0)) };
        self.window.set(Window::zoomed(*self.window, &self.course, about.unwrap_or(middle), times));
    }

    /// What a key does, where it does anything; `about` is the set in focus.
    pub(super) fn key(&self, key: &str, about: Option<UtcMillis>) -> bool {
        match key {
            "+" | "=" => self.step(STEP, about),
            "-" | "_" => self.step(1.0 / STEP, about),
            _ => return false,
        }
        true
    }

    /// Half of what is shown earlier, or later.
    pub(super) fn turn(&self, later: bool) {
        let half = self.edges().long_ms() / 2;
        self.window.set(Window::moved(*self.window, &self.course, if later { half } else { -half }));
    }

    pub(super) fn gesture(&self, gesture: Gesture) {
        let window = match gesture {
            Gesture::Drag(by) => Window::moved(*self.window, &self.course, self.time_of(*self.window, by)),
            Gesture::Pinch { times, about, by } => {
                let about = trend::at(about, self.width, self.edges());
                let closer = Window::zoomed(*self.window, &self.course, about, times);
                Window::moved(closer, &self.course, self.time_of(closer, by))
            }
        };
        self.window.set(window);
    }

    /// Dragged to the right, what is shown is earlier.
    fn time_of(&self, window: Option<Window>, by: f64) -> i64 {
        let plot = (self.width - trend::LEFT - trend::RIGHT).max(1.0);
        (-by / plot * Window::edges(window, &self.course).long_ms() as f64) as i64
    }

    /// The buttons, and what is shown in a sentence.
    pub(super) fn tools(&self) -> Html {
        let Edges { from, to } = self.edges();
        let step = |times: f64| {
            let zoom = self.clone();
            Callback::from(move |_: MouseEvent| zoom.step(times, None))
        };
        let all = {
            let window = self.window.clone();
            Callback::from(move |_: MouseEvent| window.set(None))
        };
        let button = |sign: &str, name: &str, testid: &str, ready: bool, pressed| {
            attr(press("segment", sign, testid, ready, pressed), "aria-label", name)
        };
        let closest = Window::zoomed(*self.window, &self.course, to, STEP) == *self.window;
        let buttons = vec![
            button("+", words::closer(), "closer", !closest, step(STEP)),
            button("−", words::wider(), "wider", self.is_closer(), step(1.0 / STEP)),
            press("segment", words::all(), "zoom-all", self.is_closer(), all),
        ];
        let buttons =
            attr(attr(el("div", "segments", buttons), "role", "group"), "aria-label", words::time());
        let long = span((self.edges().long_ms() + 30_000) / 60_000);
        let shown = words::shown(&table::when(&self.course, from), &table::when(&self.course, to), &long);
        let older = if to < self.course.now.utc { say("b", "", words::older()) } else { none() };
        let said = match self.is_closer() {
            true => el("p", "chart-shown", vec![say("span", "", &shown), older]),
            false => say("p", "chart-shown quiet", words::how()),
        };
        el("div", "chart-zoom", vec![buttons, id(attr(said, "role", "status"), "chart-shown")])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finger_drags_and_two_pinch_about_their_middle() {
        let mut fingers = Fingers::default();
        assert_eq!(fingers.moved((1, (10.0, 0.0))), None, "a mouse that no button holds");
        fingers.down((1, (100.0, 50.0)));
        assert_eq!(fingers.moved((1, (130.0, 50.0))), Some(Gesture::Drag(30.0)));
        fingers.down((2, (230.0, 50.0)));
        let pinch = Gesture::Pinch { times: 2.0, about: 180.0, by: 50.0 };
        assert_eq!(fingers.moved((2, (330.0, 50.0))), Some(pinch));
        fingers.down((3, (0.0, 0.0)));
        assert_eq!(fingers.moved((3, (9.0, 0.0))), None, "a palm is no finger");
        fingers.up(1);
        assert_eq!(fingers.moved((2, (320.0, 50.0))), Some(Gesture::Drag(-10.0)));
    }

    #[test]
    fn fingers_that_lie_on_each_other_pinch_nothing() {
        let mut fingers = Fingers::default();
        fingers.down((1, (100.0, 50.0)));
        fingers.down((2, (100.0, 50.0)));
        let Some(Gesture::Pinch { times, .. }) = fingers.moved((2, (110.0, 50.0))) else {
            panic!("two fingers")
        };
        assert!((times - 1.0).abs() < 0.001);
    }
}
