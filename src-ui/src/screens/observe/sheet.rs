//! The open form on the screen: banner, rows, pad, Save bar, and what stands over them while saving.

use super::{
    PAD_STAYS_MINUTES, clean,
    draft::{Act, Draft},
    form::{Form, Panel, Press},
    ground::Ground,
    identify::{Said, identify},
    keeper::Keeper,
    keyboard::{self, Keys},
    open::{OpenForm, Which, look},
    review::{self, Review, Step},
    rows::rows,
    save::{self, Stage},
    saved::SavedProps,
    standing::{Offer, offer, standing},
    steady,
};
use crate::{
    clock::{Received, use_tick},
    desk::{Desk, use_desk},
    effect::use_effect_with,
    lock::lock_screen,
    part::Part,
    widgets::el::{el, id, none},
};
use clinical::{FactId, UtcMillis, vitals::Field};
use contract::FormView;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A form that the core opened.
#[derive(Clone, PartialEq)]
pub(crate) struct SheetProps {
    pub(crate) view: Rc<FormView>,
    pub(crate) received: Received,
    /// The set of which one sign is measured again.
    pub(crate) rechecks: Option<FactId>,
    /// Opens another form, as after the draft was thrown away.
    pub(crate) open: Callback<()>,
}

/// The open form, what was keyed into it, and how far saving has come.
#[derive(Clone)]
struct Held {
    desk: Desk,
    view: Rc<FormView>,
    open: Rc<OpenForm>,
    stage: UseStateHandle<Stage>,
    said: UseStateHandle<Said>,
    keeper: Rc<Keeper>,
    clock: Callback<(), UtcMillis>,
    /// There is room for the chart beside the form.
    wide: bool,
}

#[hook]
fn use_held(props: &SheetProps) -> Held {
    // Asked of the browser now and then, and not with every key: on a phone it lays the page out before it answers.
    let tick = use_tick();
    let wide = *use_memo(tick, |_| is_wide());
    let desk = use_desk();
    let view = props.view.clone();
    let clock = {
        let (received, then) = (props.received, view.now);
        Callback::from(move |()| received.now_from(then))
    };
    let stage = use_state_eq(Stage::default);
    let said = use_state_eq(|| Said::Nothing);
    let keeper = use_memo(view.form, |_| Keeper::new(desk.backend, &view, props.rechecks));
    let open = use_memo(view.form, |_| {
        let (keeper, form) = (keeper.clone(), Form::new(&view, props.rechecks));
        let keep = Callback::from(move |form| keeper.keep(form));
        OpenForm::new(form, view.clone(), clock.clone(), keep)
    });
    let open = (*open).clone();
    Held { desk, view, open, stage, said, keeper, clock, wide }
}

impl Held {
    /// Who the patient is, is to be said first.
    fn asks_who(&self) -> bool {
        self.view.identify && *self.said == Said::Nothing
    }

    /// The form as it stands, judged now.
    fn judged(&self) -> (Rc<Form>, Review, UtcMillis) {
        let (form, now) = (self.open.ground().form.clone(), self.clock.emit(()));
        let review = review::review(&form.draft, &self.view, now);
        (form, review, now)
    }

    /// Sends the set, if it can be saved; the argument says whether a changed bed was confirmed.
    fn send(&self) -> Callback<bool> {
        let held = self.clone();
        Callback::from(move |bed_confirmed: bool| {
            let (form, Review { step: Step::Save(vitals), .. }, now) = held.judged() else { return };
            let request = save::request(&held.view, &form.draft, *vitals, now, bed_confirmed, *held.said);
            held.stage.set(Stage::Busy);
            let held = held.clone();
            spawn_local(async move {
                let next = save::send(&held.desk, held.view.banner.stay, request).await;
                if matches!(next, Stage::Saved(..)) {
                    held.keeper.close();
                }
                held.stage.set(next);
            });
        })
    }

    /// What the Save bar does: save, ask for the PIN, or go where something is still to be answered. Pressed twice it
    /// does one thing.
    fn save(&self, send: &Callback<bool>) -> Callback<()> {
        let (held, send) = (self.clone(), send.clone());
        Callback::from(move |()| {
            let (form, review, _) = held.judged();
            match &review.step {
                _ if *held.stage == Stage::Busy => {}
                Step::Save(_) if held.desk.locked() => held.stage.set(Stage::Pin),
                Step::Save(_) => send.emit(false),
                _ => held.open.ground().press.emit(instead_of_saving(&review, form.draft.focus)),
            }
        })
    }
}

/// The form.
#[hook]
pub(crate) fn use_sheet(props: &SheetProps) -> Html {
    let held = use_held(props);
    let offered = use_state_eq(|| props.view.draft.is_some());
    let (wiping, clean) = clean::use_clean();
    let send = held.send();
    held.open.saves_by(held.save(&send));
    let keys = use_mut_ref(|| None);
    let open = *held.stage == Stage::Keying && !*offered && !held.asks_who() && wiping.is_none();
    *keys.borrow_mut() = open.then(|| Keys { open: held.open.clone() });
    let left = held.open.clone();
    use_effect_with((), |()| {
        let listeners = (keyboard::listen(keys), steady::listen());
        move || {
            drop(listeners);
            // What Save does holds the form that holds it: a form that was left would stay in memory with its patient.
            left.saves_by(Callback::noop());
        }
    });
    let discard = {
        let (keeper, open) = (held.keeper.clone(), props.open.clone());
        Callback::from(move |()| keeper.discard(open.clone()))
    };
    let reduced = held.desk.locked();
    if let Stage::Saved(saved, received, at) = &*held.stage {
        let (what, received, at) = (saved.clone(), *received, *at);
        let (banner, offset_minutes) = (Rc::new(held.view.banner.clone()), held.view.offset_minutes);
        return Part::Saved(SavedProps { banner, offset_minutes, what, received, at, reduced }).draw();
    }
    if reduced && held.clock.emit(()).minutes_since(held.open.pressed()) >= PAD_STAYS_MINUTES {
        return lock_screen(&held.desk);
    }
    if held.asks_who() {
        // Under a lock nobody's name is shown, and there is no PIN to unlock with: the next name charts.
        return if reduced { lock_screen(&held.desk) } else { identify(&held.view.banner, &held.said) };
    }
    if let Some((kept, first_key)) = held.view.draft.clone().filter(|_| *offered) {
        return offered_again(&held, kept, first_key, &offered, discard);
    }
    let (view, clock, busy) = (held.view.clone(), held.clock.clone(), *held.stage == Stage::Busy);
    let stood = (*held.open.ground()).clone();
    held.open.stand(Ground { view, clock, discard, clean, reduced, busy, ..stood });
    draw(&held, reduced, &send, wiping)
}

/// A draft of before, to be taken up or thrown away.
fn offered_again(
    held: &Held,
    kept: String,
    first_key: UtcMillis,
    offered: &UseStateHandle<bool>,
    begin: Callback<()>,
) -> Html {
    let now = held.clock.emit(());
    let old = now.minutes_since(first_key) > i64::from(held.view.bedside.draft_minutes);
    let (press, offered) = (held.open.ground().press.clone(), offered.clone());
    let take_up = Callback::from(move |()| {
        if let Some(draft) = Draft::take_up(&kept, first_key, old) {
            press.emit(Press::Replace(Box::new(draft)));
        }
        offered.set(false);
    });
    offer(&Offer { view: &held.view, first_key, now, old, reduced: held.desk.locked(), take_up, begin })
}

/// The parts of the form, each of which looks at it by itself: a key draws none of this.
fn draw(held: &Held, reduced: bool, send: &Callback<bool>, wiping: Option<i64>) -> Html {
    let beside = if held.wide && !reduced { Part::PlaceBeside.draw() } else { none() };
    let inside = vec![
        look(&held.open, Which::Head),
        rows(&held.open),
        look(&held.open, Which::Pad),
        beside,
        look(&held.open, Which::SaveBar),
        standing(&held.view.bed, &held.stage, send),
        wiping.map_or_else(none, clean::cover),
    ];
    id(el("main", "observe", inside), "observe-screen")
}

/// From this width on there is room for the chart beside the form, in pixels.
const WIDE: f64 = 1200.0;

/// Whether the window has room for the chart beside the form.
fn is_wide() -> bool {
    let width =
        web_sys::window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= WIDE)
}

/// What Save does while it cannot save: it goes where the answer is.
fn instead_of_saving(review: &Review, focus: Option<Field>) -> Press {
    let recheck = review.recheck;
    match &review.step {
        // On the number being keyed, going on from it says what is wrong.
        Step::Correct(error) if focus == Some(error.field) => Press::Key(Act::Next),
        Step::Correct(error) if error.field != Field::Set => Press::Key(Act::Focus(stop(error.field))),
        Step::Ask(question) if question.field == Field::Set => Press::Open(Panel::Keys),
        Step::Ask(question) => match question.field {
            Field::Device => Press::Open(Panel::Device),
            Field::Flow => Press::Open(Panel::Flow),
            Field::Fio2 => Press::Open(Panel::Fio2),
            _ => Press::Open(Panel::Keys),
        },
        Step::AskWhyLate => Press::Open(Panel::WhyLate),
        Step::AskWhyCorrected => Press::Open(Panel::WhyCorrected),
        Step::Nothing if recheck => Press::Open(Panel::Keys),
        Step::Correct(_) | Step::AskWhyMissing | Step::Nothing | Step::Save(_) => {
            Press::Open(Panel::Why(None))
        }
    }
}

/// The row that holds a field.
const fn stop(field: Field) -> Field {
    match field {
        Field::Device | Field::Flow | Field::Fio2 => Field::Oxygen,
        other => other,
    }
}
