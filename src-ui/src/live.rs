//! A question whose answer stays true on the screen: asked again when an event says so, and once a minute anyway.

use crate::{
    backend::{self, Signal},
    clock::{Received, use_tick},
    desk::{Bus, use_desk},
    effect::use_effect_with,
};
use clinical::UtcMillis;
use contract::{
    AssessmentForm, BoardView, CallError, CaseloadView, ChartView, Code, ConcernForm, EntryView, Event,
    FinishView, FluidsView, FormView, HandoverView, ParkedView, PatientView, Reply, Request, ScoreGuide,
    ShiftReceipt, StaffTile, TasksView, VisitView, WardBeds,
};
use std::{any::Any, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// An answer older than this is asked for again, in milliseconds, in case an event was lost or the tablet slept.
const ASK_AGAIN_MS: i64 = 60_000;

/// A reply of one kind, taken out of [`Reply`].
pub(crate) trait Answer: Sized + 'static {
    /// `None` when the core answered something else.
    fn from_reply(reply: Reply) -> Option<Self>;
}

macro_rules! answer {
    ($type:ty, $pattern:pat => $value:expr) => {
        impl Answer for $type {
            fn from_reply(reply: Reply) -> Option<Self> {
                match reply {
                    $pattern => Some($value),
                    _ => None,
                }
            }
        }
    };
}

answer!(BoardView, Reply::Board(view) => *view);
answer!(PatientView, Reply::Patient(view) => *view);
answer!(ChartView, Reply::Chart(view) => *view);
answer!(CaseloadView, Reply::Caseload(view) => *view);
answer!(FluidsView, Reply::Fluids(view) => *view);
answer!(FinishView, Reply::Finish(view) => *view);
answer!(VisitView, Reply::Visit(view) => *view);
answer!(FormView, Reply::Form(view) => *view);
answer!(AssessmentForm, Reply::Assessment(view) => *view);
answer!(ConcernForm, Reply::Concern(form) => *form);
answer!(TasksView, Reply::Tasks(view) => view);
answer!(HandoverView, Reply::Handover(view) => *view);
answer!(Vec<WardBeds>, Reply::Places(list) => list);
answer!(Vec<StaffTile>, Reply::Staff(list) => list);
answer!(Vec<EntryView>, Reply::Entries(list) => list);
answer!(ScoreGuide, Reply::ScoreGuide(guide) => *guide);
answer!(ShiftReceipt, Reply::ShiftReceipt(receipt) => receipt);
answer!(Vec<ParkedView>, Reply::Parked(list) => list);

/// A question, known by what it says when it is written out: to compare and to copy a text is a few bytes of the page, and a
/// request, which is one of eighty kinds, sixteen thousand.
#[derive(Clone)]
struct Question {
    asks: Rc<Request>,
    /// As it is sent; or why it cannot be.
    written: Rc<Result<String, CallError>>,
}

impl Question {
    fn new(asks: Request) -> Self {
        let written = Rc::new(backend::written(&asks));
        Self { asks: Rc::new(asks), written }
    }
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.written.as_ref().as_ref().ok() == other.written.as_ref().as_ref().ok()
    }
}

/// What is known of an answer.
pub(crate) struct Live<T> {
    /// The last good answer; stays when a later question fails, with its age.
    pub(crate) view: Option<Rc<T>>,
    /// When it came.
    pub(crate) received: Received,
    /// Why the last question had no answer.
    pub(crate) error: Option<Rc<CallError>>,
    /// Asks again.
    pub(crate) ask: Callback<()>,
}

impl<T> Live<T> {
    /// The core's time now, when the answer said that it was `then`.
    pub(crate) fn now(&self, then: UtcMillis) -> UtcMillis {
        self.received.now_from(then)
    }
}

/// An answer of any kind, so that the asking is compiled once and not once for each kind.
type AnyAnswer = Rc<dyn Any>;

#[derive(Clone)]
struct Held {
    view: Option<AnyAnswer>,
    received: Received,
    error: Option<Rc<CallError>>,
    question: Question,
    /// Which asking it answers; a slower, earlier answer does not replace it.
    order: u32,
}

/// Asks `question` now, whenever it changes, and whenever `matters` says that an event concerns it.
#[hook]
pub(crate) fn use_live<T: Answer>(question: Request, matters: fn(&Request, &Event) -> bool) -> Live<T> {
    let (held, ask) = use_question(Question::new(question), matters, |reply| {
        T::from_reply(reply).map(|view| Rc::new(view) as AnyAnswer)
    });
    Live {
        received: held.as_ref().map_or_else(Received::now, |held| held.received),
        error: held.as_ref().and_then(|held| held.error.clone()),
        view: held.and_then(|held| held.view).and_then(|view| view.downcast().ok()),
        ask,
    }
}

#[hook]
fn use_question(
    question: Question,
    matters: fn(&Request, &Event) -> bool,
    read: fn(Reply) -> Option<AnyAnswer>,
) -> (Option<Held>, Callback<()>) {
    let desk = use_desk();
    let held = use_mut_ref(|| None::<Held>);
    // How many askings were begun, and how many have come back.
    let asked = use_mut_ref(|| (0_u32, 0_u32));
    let drawn = use_force_update();
    let tick = use_tick();

    let ask = {
        let (held, desk, asked) = (held.clone(), desk.clone(), asked.clone());
        use_callback(question.clone(), move |(), question| {
            let (held, desk, question, drawn) = (held.clone(), desk.clone(), question.clone(), drawn.clone());
            asked.borrow_mut().0 += 1;
            let (order, asked) = (asked.borrow().0, asked.clone());
            spawn_local(async move {
                let reply = match &*question.written {
                    Ok(asked) => desk.backend.ask(asked).await,
                    Err(error) => Err(error.clone()),
                };
                asked.borrow_mut().1 += 1;
                let signed_out =
                    matches!(&reply, Err(e) if matches!(e.code, Code::NotSignedIn | Code::Locked));
                let reachable = !matches!(&reply, Err(e) if e.code == Code::Unreachable);
                if signed_out || reachable != desk.reached {
                    desk.ask_again.emit(());
                }
                keep(&mut held.borrow_mut(), question, reply, order, read);
                drawn.force_update();
            });
        })
    };
    use_hearing(&desk.bus, &question, matters, &ask);
    let current = held.borrow().clone().filter(|held| held.question == question);
    let old = current.as_ref().is_some_and(|held| {
        let lost = held.error.as_ref().is_some_and(|error| error.code == Code::Unreachable);
        lost || held.received.age_ms() > ASK_AGAIN_MS
    });
    let waiting = asked.borrow().0 != asked.borrow().1;
    {
        let ask = ask.clone();
        use_effect_with(tick, move |_| {
            if old && !waiting {
                ask.emit(());
            }
        });
    }
    (current, ask)
}

/// Asks at once, and again whenever an event concerns the question or the line is back.
#[hook]
fn use_hearing(bus: &Bus, question: &Question, matters: fn(&Request, &Event) -> bool, ask: &Callback<()>) {
    let ask = ask.clone();
    use_effect_with((question.clone(), bus.clone()), move |(question, bus)| {
        ask.emit(());
        let question = question.clone();
        let ear = bus.listen(Callback::from(move |signal: Rc<Signal>| match &*signal {
            Signal::Event(event) if matters(&question.asks, event) => ask.emit(()),
            Signal::Line(true) => ask.emit(()),
            _ => {}
        }));
        move || drop(ear)
    });
}

/// A good answer replaces what was held; a failure stands beside the last good answer, which keeps its age.
fn keep(
    held: &mut Option<Held>,
    question: Question,
    reply: Result<Reply, CallError>,
    order: u32,
    read: fn(Reply) -> Option<AnyAnswer>,
) {
    if held.as_ref().is_some_and(|held| held.order > order) {
        return;
    }
    let before = held.take().filter(|held| held.question == question);
    let garbled = || crate::words::errors::own(Code::Internal, crate::words::errors::garbled());
    *held = Some(match reply.and_then(|reply| read(reply).ok_or_else(garbled)) {
        Ok(view) => Held { view: Some(view), received: Received::now(), error: None, question, order },
        Err(error) => {
            let (view, received) = before.map_or((None, Received::now()), |b| (b.view, b.received));
            Held { view, received, error: Some(Rc::new(error)), question, order }
        }
    });
}
