//! Touches that nobody meant. A wet glove presses twice when it lifts; a droplet presses beside the finger. Neither keys
//! anything.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent, PointerEvent};

/// A finger does not come back to the same spot so soon after it left it, in milliseconds; a glove that bounces does. A
/// longer guard would swallow the second 8 of a quick 88, and a digit that is lost silently is worse than one too many.
const BOUNCE_MS: f64 = 50.0;
/// How far apart two touches of one spot are at most, in CSS pixels.
const SPOT: i32 = 24;

/// What was touched lately.
#[derive(Debug, Clone, Copy, Default)]
struct Touches {
    /// Where and when a finger was lifted last.
    lifted: Option<(f64, i32, i32)>,
    /// The touch that is down, or was last, came back too soon, or was not alone.
    unmeant: bool,
}

impl Touches {
    fn down(&mut self, first: bool, at: f64, x: i32, y: i32) {
        let bounced = self.lifted.is_some_and(|(lifted, then_x, then_y)| {
            at - lifted < BOUNCE_MS && then_x.abs_diff(x) <= SPOT as u32 && then_y.abs_diff(y) <= SPOT as u32
        });
        self.unmeant = !first || bounced;
    }

    fn up(&mut self, at: f64, x: i32, y: i32) {
        self.lifted = Some((at, x, y));
    }
}

/// Listens until dropped.
pub(super) fn listen() -> Option<Vec<EventListener>> {
    let document = web_sys::window()?.document()?;
    let touches = Rc::new(RefCell::new(Touches::default()));
    // One handler for all three: each would be compiled anew.
    let listen = |name: &'static str| {
        let touches = touches.clone();
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        EventListener::new_with_options(&document, name, options, move |event| heed(&touches, name, event))
    };
    Some(["pointerdown", "pointerup", "click"].map(listen).into())
}

fn heed(touches: &RefCell<Touches>, name: &str, event: &Event) {
    let mut touches = touches.borrow_mut();
    if name == "click" {
        // A press by the keyboard has no touch before it.
        let by_hand = event.dyn_ref::<MouseEvent>().is_some_and(|click| click.detail() > 0);
        if by_hand && std::mem::take(&mut touches.unmeant) {
            event.stop_propagation();
            event.prevent_default();
        }
        return;
    }
    let Some(touch) = event.dyn_ref::<PointerEvent>().filter(|touch| touch.pointer_type() == "touch") else {
        return;
    };
    let (at, x, y) = (touch.time_stamp(), touch.client_x(), touch.client_y());
    match name == "pointerup" {
        true => touches.up(at, x, y),
        false => touches.down(touch.is_primary(), at, x, y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(touch: impl FnOnce(&mut Touches)) -> bool {
        let mut touches = Touches::default();
        touches.down(true, 1_000.0, 100, 600);
        assert!(!touches.unmeant);
        touches.up(1_080.0, 100, 600);
        touch(&mut touches);
        touches.unmeant
    }

    #[test]
    fn a_glove_that_bounces_keys_one_digit_and_a_quick_finger_two() {
        assert!(after(|touches| touches.down(true, 1_110.0, 104, 597)));
        assert!(!after(|touches| touches.down(true, 1_131.0, 100, 600)), "88, keyed quickly");
        assert!(!after(|touches| touches.down(true, 1_110.0, 220, 600)), "another key");
    }

    #[test]
    fn a_droplet_beside_the_finger_keys_nothing() {
        assert!(after(|touches| {
            touches.down(true, 2_000.0, 100, 600);
            touches.down(false, 2_010.0, 220, 700);
        }));
    }
}
