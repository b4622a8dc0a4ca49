//! The open form on the screen: banner, rows, pad, Save bar, and what stands over them while saving.

use super::{
    draft::{Act, Draft},
    form::{Form, Panel, Press},
    keeper::Keeper,
    keyboard,
    more::taken_words,
    pad::{PadProps, pad},
    review::{self, Step},
    rows::{RowsProps, rows},
    save::{self, Stage},
    save_bar::{OfferProps, SaveBarProps, offer, save_bar, standing},
    saved::SavedScreen,
};
use crate::{
    app::go,
    clock::{Received, use_tick},
    desk::use_desk,
    lock::lock_screen,
    route::Route,
    screens::chart::Chart,
    widgets::{
        banner::patient_banner,
        mark::{Way, arrow, dots},
    },
    words::{self, observe},
};
use clinical::{UtcMillis, policy::Policy, vitals::Field};
use contract::FormView;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// While reading is locked, the pad stays for so many minutes without a key (safety rule 14).
const PAD_STAYS_MINUTES: i64 = 10;

/// Properties of [`Sheet`].
#[derive(Properties, PartialEq)]
pub(super) struct SheetProps {
    pub(super) view: Rc<FormView>,
    pub(super) received: Received,
    /// Opens another form, as after the draft was thrown away.
    pub(super) open: Callback<()>,
}

/// The form.
#[component]
pub(super) fn Sheet(props: &SheetProps) -> Html {
    use_tick();
    let desk = use_desk();
    let view = &props.view;
    let now = props.received.now_from(view.now);
    let policy = use_memo((), |()| Policy::rcp_default());
    let form = use_reducer_eq(|| Form::new(view));
    let offered = use_state_eq(|| view.draft.is_some());
    let stage = use_state_eq(Stage::default);
    let last_press = use_mut_ref(|| now);
    let keeper = use_memo(view.form, |form| Keeper::new(desk.backend, *form, view.banner.stay));
    {
        let keeper = keeper.clone();
        use_effect_with(form.draft.clone(), move |draft| {
            if draft.first_key.is_some() {
                keeper.keep(draft.to_keep());
            }
        });
    }
    let review = Rc::new(review::review(&form.draft, view, &policy, now));
    let press = {
        let (form, last_press) = (form.dispatcher(), last_press.clone());
        use_callback(now, move |press: Press, now| {
            *last_press.borrow_mut() = *now;
            form.dispatch(press);
        })
    };
    let send = {
        let (desk, view, policy, form) = (desk.clone(), view.clone(), policy.clone(), form.clone());
        let (stage, keeper) = (stage.clone(), keeper.clone());
        Callback::from(move |bed_confirmed: bool| {
            let Step::Save(vitals) = review::review(&form.draft, &view, &policy, now).step else { return };
            let request = save::request(&view, &form.draft, *vitals, &policy, now, bed_confirmed);
            stage.set(Stage::Busy);
            let (desk, view, stage, keeper) = (desk.clone(), view.clone(), stage.clone(), keeper.clone());
            spawn_local(async move {
                let next = save::send(&desk, &view, request).await;
                if matches!(next, Stage::Saved(..)) {
                    keeper.close();
                }
                stage.set(next);
            });
        })
    };
    let save = {
        let (press, stage, send, review) = (press.clone(), stage.clone(), send.clone(), review.clone());
        let (locked, focus) = (desk.locked(), form.draft.focus);
        Callback::from(move |()| match &review.step {
            _ if *stage == Stage::Busy => {}
            Step::Save(_) if locked => stage.set(Stage::Pin),
            Step::Save(_) => send.emit(false),
            step => press.emit(instead_of_saving(step, focus, now)),
        })
    };
    {
        let keys = keyboard::Keys { form: (*form).clone(), press: press.clone(), save: save.clone(), now };
        let open = *stage == Stage::Keying && !*offered;
        use_effect_with((keys, open), |(keys, open)| {
            let listener = open.then(|| keyboard::listen(keys.clone()));
            move || drop(listener)
        });
    }
    let discard = {
        let (keeper, open) = (keeper.clone(), props.open.clone());
        Callback::from(move |()| keeper.discard(open.clone()))
    };

    let reduced = desk.locked();
    if let Stage::Saved(saved, received, at) = &*stage {
        let (saved, received, at) = (saved.clone(), *received, *at);
        return html! { <SavedScreen view={view.clone()} {saved} {received} {at} {reduced} /> };
    }
    if reduced && now.minutes_since(*last_press.borrow()) >= PAD_STAYS_MINUTES {
        return lock_screen(&desk);
    }
    if let Some((kept, first_key)) = view.draft.clone().filter(|_| *offered) {
        let old = now.minutes_since(first_key) > i64::from(policy.draft_minutes());
        let take_up = {
            let (press, offered) = (press.clone(), offered.clone());
            Callback::from(move |()| {
                if let Some(draft) = Draft::take_up(&kept, first_key, old) {
                    press.emit(Press::Replace(Box::new(draft)));
                }
                offered.set(false);
            })
        };
        return offer(&OfferProps { view: view.clone(), first_key, now, old, take_up, begin: discard });
    }
    let form_now = Rc::new((*form).clone());
    let tools = head_buttons(&form_now, &press, view, now);
    let rows_of = RowsProps {
        view: view.clone(),
        form: form_now.clone(),
        review: review.clone(),
        policy: policy.clone(),
        now,
        press: press.clone(),
        reduced,
    };
    let pad_of = PadProps {
        view: view.clone(),
        form: form_now,
        review: review.clone(),
        policy: policy.clone(),
        now,
        press,
        discard,
        reduced,
    };
    let busy = *stage == Stage::Busy;
    let bar = SaveBarProps { view: view.clone(), review, focus: form.draft.focus, reduced, busy, save };
    html! {
        <main class="observe" data-testid="observe-screen">
            { patient_banner(&view.banner, reduced, back(view), tools) }
            { notes(view, reduced) }
            { rows(&rows_of) }
            { pad(&pad_of) }
            if is_wide() && !reduced {
                <Chart stay={view.banner.stay} beside={true} />
            }
            { save_bar(&bar) }
            { standing(view, &stage, &send) }
        </main>
    }
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
fn instead_of_saving(step: &Step, focus: Option<Field>, now: UtcMillis) -> Press {
    match step {
        // On the number being keyed, going on from it says what is wrong.
        Step::Correct(error) if focus == Some(error.field) => Press::Key(Act::Next, now),
        Step::Correct(error) if error.field != Field::Set => Press::Key(Act::Focus(stop(error.field)), now),
        Step::Ask(question) if question.field == Field::Set => Press::Open(Panel::Keys),
        Step::Ask(question) => match question.field {
            Field::Device => Press::Open(Panel::Device),
            Field::Flow => Press::Open(Panel::Flow),
            Field::Fio2 => Press::Open(Panel::Fio2),
            _ => Press::Open(Panel::Keys),
        },
        Step::AskWhyLate => Press::Open(Panel::WhyLate),
        Step::AskWhyCorrected => Press::Open(Panel::WhyCorrected),
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

fn back(view: &FormView) -> Html {
    let stay = view.banner.stay;
    html! {
        <button type="button" class="banner-back" aria-label={words::BACK} data-testid="back"
            onclick={move |_: MouseEvent| go(&Route::Patient(stay))}>{ arrow(Way::Left) }</button>
    }
}

/// Beside the name: when it was taken, and what is not needed every time.
fn head_buttons(form: &Form, press: &Callback<Press>, view: &FormView, now: UtcMillis) -> Html {
    let open = |panel: Panel| {
        let press = press.clone();
        Callback::from(move |_: MouseEvent| press.emit(Press::Open(panel.clone())))
    };
    let time = taken_words(form, now, view.offset_minutes);
    html! {
        <div class="banner-tools">
            <button type="button" class="tool" onclick={open(Panel::Taken)} data-testid="taken">
                <small>{ observe::TAKEN }</small>{ " " }{ time }
            </button>
            <button type="button" class="tool tool--icon" onclick={open(Panel::More)} aria-label={observe::MORE}
                data-testid="more">{ dots() }</button>
        </div>
    }
}

/// What the nurse must know of this form as a whole.
fn notes(view: &FormView, reduced: bool) -> Html {
    html! {
        <div class="obs-notes">
            if reduced {
                <p role="status">{ observe::LOCKED_PAD }</p>
            }
            { for view.not_applicable.map(|reason| html! { <p role="status">{ reason.advice() }</p> }) }
            { for view.amends.as_ref().map(|_| html! { <p role="status">{ observe::TITLE_AMEND }</p> }) }
        </div>
    }
}
