//! A hand scanner types what it read. Told from a hand by its speed, so that a band never becomes digits of a pulse.
//!
//! A key that could be the first of a scan is held for [`GAP_MS`] before the screen has it. What comes on so fast and so long that
//! no hand types it goes to whoever reads wristbands, whole; anything else goes on to the screen in its order.

use crate::widgets::pin_pad::types_text;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit,
};
use yew::Callback;

/// Two keys of a scanner are at most so far apart, in milliseconds. A USB scanner sends one in 2 to 16 (two reports at 125 a
/// second), one by Bluetooth in up to 30; the fastest typists take 60 a key, and two fingers rolling over two keys 30 once, not
/// four times running. Proposed by the project, to be tried on a ward's own scanners.
const GAP_MS: f64 = 40.0;

/// A scan has at least so many characters: the shortest hospital number that a policy may describe.
const SHORTEST: usize = 5;

/// The same code again within so many milliseconds is the same press of the trigger.
const AGAIN_MS: f64 = 2_000.0;

/// GS between the parts of a GS1 code: scanners type it as Ctrl and ].
const SEPARATOR: char = '\u{1d}';

/// What one key is to a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Char(char),
    /// Enter or Tab, which scanners send last.
    End,
    /// Shift and the like: part of typing a capital.
    Held,
    Other,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heard {
    /// Kept back until it is known who types.
    Hold,
    /// The screen's.
    Pass,
    /// The last of a scan.
    Scan(String),
}

/// What has come so fast that it may be a scan, and the scan before.
#[derive(Debug, Default)]
struct Run {
    text: String,
    last_ms: f64,
    /// The code of before, and when it ended.
    before: Option<(String, f64)>,
}

impl Run {
    /// A key, and what was held and is no scan after all: it goes to the screen first.
    fn hear(&mut self, key: Key, at_ms: f64) -> (String, Heard) {
        let late = if at_ms - self.last_ms > GAP_MS { self.lapse() } else { String::new() };
        if at_ms - self.last_ms > GAP_MS && key != Key::End {
            // The page was busy and nobody took the scan from here: it is scanned again, never mixed with another.
            self.text.clear();
        }
        match key {
            Key::Held => (late, Heard::Pass),
            // A space by itself presses the button that has the focus.
            Key::Char(' ') if self.text.is_empty() => (late, Heard::Pass),
            Key::Char(c) => {
                self.text.push(c);
                self.last_ms = at_ms;
                (late, Heard::Hold)
            }
            Key::End if self.is_scan() => (late, Heard::Scan(std::mem::take(&mut self.text))),
            Key::End | Key::Other => ([late, std::mem::take(&mut self.text)].concat(), Heard::Pass),
        }
    }

    /// Nothing has come for longer than a scanner takes: what was held and is no scan. A scan that has no end stays.
    fn lapse(&mut self) -> String {
        if self.is_scan() { String::new() } else { std::mem::take(&mut self.text) }
    }

    /// A scan from a scanner that sends no end.
    fn ended(&mut self) -> Option<String> {
        self.is_scan().then(|| std::mem::take(&mut self.text))
    }

    /// Long enough, and not one key over and over: a key that sticks or bounces under a wet glove types as fast as a scanner, and
    /// no number of a patient is one character repeated.
    fn is_scan(&self) -> bool {
        let mut others = self.text.chars();
        let first = others.next();
        self.text.chars().count() >= SHORTEST && others.any(|c| Some(c) != first)
    }

    /// False for the same press of the trigger.
    fn is_new(&mut self, text: &str, at_ms: f64) -> bool {
        let again = self.before.as_ref().is_some_and(|(before, at)| before == text && at_ms - at < AGAIN_MS);
        self.before = Some((text.to_owned(), at_ms));
        !again
    }
}

fn key_of(event: &KeyboardEvent) -> Key {
    let name = event.key();
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        // A key that is held down repeats as fast as a scanner types.
        _ if event.repeat() => Key::Other,
        (Some(']'), None) if event.ctrl_key() => Key::Char(SEPARATOR),
        (Some(_), None) if event.ctrl_key() || event.alt_key() || event.meta_key() => Key::Other,
        (Some(c), None) => Key::Char(c),
        _ => match name.as_str() {
            "Enter" | "Tab" => Key::End,
            "Shift" | "Control" | "CapsLock" => Key::Held,
            _ => Key::Other,
        },
    }
}

/// Where what was held goes when a hand typed it, and what stood in a field before a scan was typed into it.
#[derive(Default)]
struct Ground {
    target: Option<EventTarget>,
    field: Option<(Element, String)>,
}

thread_local! {
    /// Whoever reads wristbands, for what a camera saw.
    static READS: RefCell<Option<Callback<String>>> = const { RefCell::new(None) };
}

/// A wristband that a camera read: as one that a hand scanner typed.
pub(crate) fn read(text: String) {
    let reads = READS.with_borrow(Clone::clone);
    if let Some(reads) = reads {
        reads.emit(text);
    }
}

/// Listens until dropped, before any screen does, and tells of every scan once.
pub(crate) fn listen(scanned: Callback<String>) -> Option<EventListener> {
    // The chunk with the button is the only one that has a use for it.
    if cfg!(feature = "desk") {
        READS.set(Some(scanned.clone()));
    }
    let window = web_sys::window()?;
    let run = Rc::new(RefCell::new(Run::default()));
    let ground = Rc::new(RefCell::new(Ground::default()));
    let (replaying, lapse) = (Rc::new(Cell::new(false)), RefCell::new(None::<Timeout>));
    let tell = {
        let (run, ground) = (run.clone(), ground.clone());
        Rc::new(move |text: String, at_ms: f64| {
            restore(&mut ground.borrow_mut());
            if run.borrow_mut().is_new(&text, at_ms) {
                scanned.emit(text);
            }
        })
    };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    Some(EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|_| !replaying.get()) else { return };
        let stands_over = over_the_screen();
        let (at_ms, in_field) = (event.time_stamp(), types_text(event));
        let (late, heard) = run.borrow_mut().hear(key_of(key), at_ms);
        replay(&late, &ground, &replaying);
        if heard == Heard::Pass {
            if stands_over {
                // Its buttons are pressed by the browser; what lies under it hears nothing.
                event.stop_immediate_propagation();
            }
            return;
        }
        let begins = run.borrow().text.chars().count() == 1;
        if heard == Heard::Hold && begins {
            *ground.borrow_mut() = Ground { target: event.target(), field: field_of(event, in_field) };
        }
        // Into a field the characters go at once; should they turn out to be a scan, the field gets back what it had.
        if !in_field || matches!(heard, Heard::Scan(_)) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
        match heard {
            Heard::Scan(text) => tell(text, at_ms),
            _ => {
                let (run, ground, replaying, tell) =
                    (run.clone(), ground.clone(), replaying.clone(), tell.clone());
                *lapse.borrow_mut() = Some(Timeout::new(GAP_MS as u32 + 1, move || {
                    // Typed into a field and not ended: words that were pasted or dictated.
                    let scan = run.borrow_mut().ended().filter(|_| !in_field);
                    match scan {
                        Some(text) => tell(text, at_ms),
                        None => {
                            let held = run.borrow_mut().lapse();
                            replay(&held, &ground, &replaying);
                        }
                    }
                }));
            }
        }
    }))
}

/// Whether a scan stands over the screen and is to be answered first.
fn over_the_screen() -> bool {
    let page = web_sys::window().and_then(|window| window.document());
    let over = "[data-testid=band], [data-testid=camera-over]";
    page.is_some_and(|page| page.query_selector(over).is_ok_and(|over| over.is_some()))
}

/// The field that is typed into, and what stands in it.
fn field_of(event: &Event, in_field: bool) -> Option<(Element, String)> {
    let field: Element = event.target().filter(|_| in_field)?.dyn_into().ok()?;
    let value = match (field.dyn_ref::<HtmlInputElement>(), field.dyn_ref::<HtmlTextAreaElement>()) {
        (Some(line), _) => line.value(),
        (_, Some(area)) => area.value(),
        _ => return None,
    };
    Some((field, value))
}

/// Gives a field back what stood in it before the scan.
fn restore(ground: &mut Ground) {
    let Some((field, value)) = ground.field.take() else { return };
    if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
        line.set_value(&value);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(&value);
    }
    if let Ok(input) = bubbling("input") {
        let _ = field.dispatch_event(&input); // Whether anybody listened is the screen's matter.
    }
}

fn bubbling(kind: &str) -> Result<Event, wasm_bindgen::JsValue> {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    Event::new_with_event_init_dict(kind, &init)
}

/// Gives the screen what a hand typed, in its order. What went into a field is there already.
fn replay(held: &str, ground: &Rc<RefCell<Ground>>, replaying: &Rc<Cell<bool>>) {
    let ground = ground.borrow();
    let target = ground.target.as_ref().filter(|_| ground.field.is_none() && !over_the_screen());
    let Some(target) = target else { return };
    replaying.set(true);
    for c in held.chars().filter(|c| *c != SEPARATOR) {
        let init = KeyboardEventInit::new();
        init.set_key(&c.to_string());
        init.set_bubbles(true);
        init.set_cancelable(true);
        if let Ok(event) = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init) {
            let _ = target.dispatch_event(&event); // Whether anybody listened is the screen's matter.
        }
    }
    replaying.set(false);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys so many milliseconds apart: what the screen gets, and what is read as a scan.
    fn typed(run: &mut Run, from: f64, text: &str, apart: f64) -> (String, Vec<String>, f64) {
        let (mut screen, mut scans, mut at) = (String::new(), Vec::new(), from);
        for c in text.chars() {
            let key = if c == '\n' { Key::End } else { Key::Char(c) };
            let (late, heard) = run.hear(key, at);
            screen.push_str(&late);
            match heard {
                Heard::Scan(text) => scans.push(text),
                Heard::Pass => screen.push(c),
                Heard::Hold => {}
            }
            at += apart;
        }
        (screen, scans, at)
    }

    #[test]
    fn a_band_is_read_whole_and_nothing_of_it_reaches_the_screen() {
        for apart in [0.0, 2.0, 16.0, 30.0, GAP_MS] {
            let (screen, scans, _) = typed(&mut Run::default(), 1_000.0, "9990000018\n", apart);
            assert_eq!(
                (screen.as_str(), scans.as_slice()),
                ("", ["9990000018".to_owned()].as_slice()),
                "{apart}"
            );
        }
    }

    #[test]
    fn what_a_hand_types_reaches_the_screen_in_its_order() {
        for apart in [GAP_MS + 1.0, 60.0, 200.0] {
            let mut run = Run::default();
            let (screen, scans, _) = typed(&mut run, 1_000.0, "189612478\n", apart);
            assert_eq!((screen + &run.lapse(), scans), ("189612478\n".to_owned(), Vec::new()), "{apart}");
        }
        // Fingers that roll over a few keys, and Enter right after them.
        let (screen, scans, _) = typed(&mut Run::default(), 1_000.0, "124\n", 5.0);
        assert_eq!((screen.as_str(), scans.len()), ("124\n", 0));
    }

    #[test]
    fn a_hand_before_the_scanner_keeps_its_digit() {
        let mut run = Run::default();
        let (screen, _, at) = typed(&mut run, 1_000.0, "8", 1.0);
        assert_eq!(screen, "");
        let (screen, scans, _) = typed(&mut run, at + 100.0, "9990000018\n", 2.0);
        assert_eq!((screen.as_str(), scans.as_slice()), ("8", ["9990000018".to_owned()].as_slice()));
    }

    #[test]
    fn a_scanner_that_sends_no_end_is_one_all_the_same() {
        let mut run = Run::default();
        let (screen, scans, _) = typed(&mut run, 1_000.0, "9990000018", 2.0);
        assert_eq!((screen.as_str(), scans.len(), run.lapse().as_str()), ("", 0, ""));
        assert_eq!(run.ended().as_deref(), Some("9990000018"));
        assert_eq!(run.ended(), None);
    }

    #[test]
    fn a_key_that_sticks_is_a_hands_however_fast_it_comes() {
        for typed_by_it in ["88888", "8888888888\n"] {
            let mut run = Run::default();
            let (screen, scans, _) = typed(&mut run, 1_000.0, typed_by_it, 10.0);
            assert_eq!((screen + &run.lapse(), scans), (typed_by_it.to_owned(), Vec::new()));
            assert_eq!(run.ended(), None);
        }
        // A number of few different digits is a number all the same.
        let (screen, scans, _) = typed(&mut Run::default(), 1_000.0, "10001\n", 10.0);
        assert_eq!((screen.as_str(), scans.as_slice()), ("", ["10001".to_owned()].as_slice()));
    }

    #[test]
    fn a_double_trigger_fires_once_and_the_same_band_later_again() {
        let mut run = Run::default();
        assert!(run.is_new("a", 1_000.0));
        assert!(!run.is_new("a", 1_800.0));
        assert!(!run.is_new("a", 2_700.0), "held down it fires on and on");
        assert!(run.is_new("b", 2_800.0));
        assert!(run.is_new("a", 2_900.0));
        assert!(run.is_new("a", 5_000.0));
    }

    #[test]
    fn a_space_by_itself_is_the_buttons_and_within_a_name_the_bands() {
        assert_eq!(Run::default().hear(Key::Char(' '), 1.0), (String::new(), Heard::Pass));
        let (screen, scans, _) = typed(&mut Run::default(), 1_000.0, "|H12345||DE LA CRUZ|\n", 3.0);
        assert_eq!((screen.as_str(), scans[0].as_str()), ("", "|H12345||DE LA CRUZ|"));
    }
}
