//! The open form on the screen: banner, lines, what stands below them, the Save bar.

use super::{
    bar::save_bar,
    filler::{Answered, Filler},
    items,
    keyboard::use_keyboard,
    keyed::{Keyed, Open, Press},
    outcome, pad,
};
use crate::{
    app::go,
    clock::{Received, use_tick},
    dates,
    desk::{Desk, use_desk},
    effect::use_effect_with,
    lock::lock_screen,
    part::Part,
    route::Route,
    screens::{
        band,
        observe::{
            PAD_STAYS_MINUTES,
            identify::{Said, identify},
            save::{self, Stage},
            saved::SavedProps,
            standing::standing,
            taken::Taken,
        },
    },
    widgets::{
        banner::{patient_banner, reduced_banner},
        el::{attr, el, given, id, key, none, press, say, say_any},
        mark::{Way, arrow},
        problem::problem,
    },
    words::{self, assess, observe},
};
use clinical::{UtcMillis, form::Given};
use contract::{AssessmentForm, CallError, Filled, Request, SaveAssessment};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A form that the core opened.
#[derive(Clone, PartialEq)]
pub(crate) struct FormSheetProps {
    pub(crate) view: Rc<AssessmentForm>,
    pub(crate) received: Received,
    /// Opens another, as after the draft was thrown away.
    pub(crate) open: Callback<()>,
}

/// What the lines, the pad and the Save bar of one drawing stand on.
pub(super) struct Ground {
    pub(super) view: Rc<AssessmentForm>,
    pub(super) keyed: Rc<Keyed>,
    pub(super) filled: Rc<Filled>,
    pub(super) now: UtcMillis,
    pub(super) send: Callback<Press>,
    /// Reading is locked: nothing of before is shown.
    pub(super) reduced: bool,
}

impl Ground {
    /// Presses something, by a button of one's own.
    pub(super) fn tap(&self, press: Press) -> Callback<MouseEvent> {
        self.send.reform(move |_: MouseEvent| press.clone())
    }

    /// Takes what is typed or measured into a line.
    pub(super) fn typing(&self, link: &str, now: UtcMillis) -> Callback<String> {
        let link = link.to_owned();
        self.send.reform(move |text: String| {
            let given = (!text.is_empty()).then_some(Given::Typed(text));
            Press::Give(link.clone(), given, now)
        })
    }

    /// Presses something.
    pub(super) fn press(&self, press: Press) -> impl Fn() + 'static {
        let send = self.send.clone();
        move || send.emit(press.clone())
    }
}

/// What the core last said of what was keyed.
#[derive(Clone, PartialEq)]
struct Heard {
    filled: Rc<Filled>,
    error: Option<Rc<CallError>>,
}

/// Asks the core what to show after every key.
#[hook]
fn use_filled(props: &FormSheetProps, keyed: &Keyed, now: UtcMillis) -> (UseStateHandle<Heard>, Rc<Filler>) {
    let desk = use_desk();
    let heard = use_state_eq(|| Heard { filled: Rc::new(props.view.filled.clone()), error: None });
    let last = use_mut_ref(|| heard.filled.clone());
    let filler = {
        let heard = heard.setter();
        use_memo(props.view.id, move |_| {
            Filler::new(
                desk.backend,
                Callback::from(move |answered: Answered| {
                    let error = match answered {
                        Ok(filled) => {
                            *last.borrow_mut() = filled;
                            None
                        }
                        Err(error) => Some(error),
                    };
                    heard.set(Heard { filled: last.borrow().clone(), error });
                }),
            )
        })
    };
    {
        let (filler, view) = (filler.clone(), props.view.clone());
        let first = use_mut_ref(|| true);
        let keyed = keyed.clone();
        use_effect_with((keyed.draft.clone(), keyed.taken), move |_| {
            // What was just opened is shown already, and an untouched form is no draft.
            if !first.replace(false) {
                filler.ask(keyed.to_fill(&view, now));
            }
        });
    }
    (heard, filler)
}

/// The form.
#[hook]
pub(crate) fn use_form_sheet(props: &FormSheetProps) -> Html {
    use_tick();
    let desk = use_desk();
    let view = props.view.clone();
    let now = props.received.now_from(view.now);
    let keyed = use_reducer_eq(|| Keyed::new(&view));
    let stage = use_state_eq(Stage::default);
    let said = use_state_eq(|| Said::Nothing);
    let (heard, filler) = use_filled(props, &keyed, now);
    let last_press = use_mut_ref(|| now);
    let press = {
        let (keyed, last_press) = (keyed.dispatcher(), last_press.clone());
        // It asks for the time itself: what holds it is not another one with every drawing.
        use_callback((props.received, view.now), move |press: Press, (received, then)| {
            let now = received.now_from(*then);
            *last_press.borrow_mut() = now;
            keyed.dispatch(press.at(now));
        })
    };
    use_keyboard(&view, &keyed, &press, &heard.filled);
    let send = sending(&desk, &view, &keyed, &stage, &filler, (now, *said));
    let reduced = desk.locked();
    if let Stage::Saved(what, received, at) = &*stage {
        let (banner, offset_minutes) = (Rc::new(view.banner.clone()), view.offset_minutes);
        let (what, received, at) = (what.clone(), *received, *at);
        return Part::Saved(SavedProps { banner, offset_minutes, what, received, at, reduced }).draw();
    }
    if reduced && now.minutes_since(*last_press.borrow()) >= PAD_STAYS_MINUTES {
        return lock_screen(&desk);
    }
    if view.identify && *said == Said::Nothing {
        // Under a lock nobody's name is shown, and there is no PIN to unlock with: the next name charts.
        return if reduced { lock_screen(&desk) } else { identify(&view.banner, &said) };
    }
    let ground = Rc::new(Ground {
        view: view.clone(),
        keyed: Rc::new((*keyed).clone()),
        filled: heard.filled.clone(),
        now,
        send: press,
        reduced,
    });
    let anew = {
        let (backend, id, open, filler) = (desk.backend, view.id, props.open.clone(), filler.clone());
        Callback::from(move |_: MouseEvent| {
            filler.close();
            let open = open.clone();
            spawn_local(async move {
                // An unreachable core keeps the draft and offers it again, which is the safe way to fail.
                let _ = backend.call(Request::DropDraft { form: id }).await;
                open.emit(());
            });
        })
    };
    let error = heard.error.as_ref().map_or_else(none, |error| problem(error, None));
    let lines = vec![
        given("h1", "form-title", &view.title),
        notes(&ground, anew),
        error,
        items::items(&ground),
        outcome::so_far(&ground.filled),
        say("p", "quiet form-source", &view.source),
    ];
    let inside = vec![
        Part::FormHead(FormHeadProps::of(&ground)).draw(),
        el("div", "form-lines", lines),
        pad::pad(&ground),
        save_bar(&ground, &desk, &stage, &send),
        standing(&view.bed, &stage, &send),
    ];
    id(el("main", "form-screen", inside), "form-screen")
}

/// Sends the form; the argument says whether a changed bed was confirmed.
fn sending(
    desk: &Desk,
    view: &Rc<AssessmentForm>,
    keyed: &UseReducerHandle<Keyed>,
    stage: &UseStateHandle<Stage>,
    filler: &Rc<Filler>,
    (now, said): (UtcMillis, Said),
) -> Callback<bool> {
    let (desk, view, keyed, stage, filler) =
        (desk.clone(), view.clone(), keyed.clone(), stage.clone(), filler.clone());
    Callback::from(move |bed_confirmed: bool| {
        let request = Request::SaveAssessment(Box::new(SaveAssessment {
            id: view.id,
            stay: view.banner.stay,
            bed_shown: view.bed.clone(),
            bed_confirmed,
            draft: keyed.draft.clone(),
            taken: keyed.taken_at(now),
            amends: view.amends,
            reason: keyed.reason.clone(),
            identified: said.identifiers(&view.banner),
        }));
        stage.set(Stage::Busy);
        let (desk, view, stage, filler) = (desk.clone(), view.clone(), stage.clone(), filler.clone());
        spawn_local(async move {
            let next = save::send(&desk, view.banner.stay, request).await;
            if matches!(next, Stage::Saved(..)) {
                filler.close();
            }
            stage.set(next);
        });
    })
}

fn back(view: &AssessmentForm) -> Html {
    let stay = view.banner.stay;
    let press = Callback::from(move |_: MouseEvent| go(&Route::Patient(stay)));
    attr(key("banner-back", "back", vec![arrow(Way::Left)], press), "aria-label", words::back())
}

/// Whose form it is, and when it was made.
#[derive(Clone)]
pub(crate) struct FormHeadProps {
    ground: Rc<Ground>,
    taken: String,
}

impl PartialEq for FormHeadProps {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.ground, &other.ground);
        // The form as it was opened does not change: it is the same one, or it is another.
        Rc::ptr_eq(&one.view, &two.view)
            && (one.reduced, &one.send, &self.taken) == (two.reduced, &two.send, &other.taken)
    }
}

impl FormHeadProps {
    fn of(ground: &Rc<Ground>) -> Self {
        Self { ground: ground.clone(), taken: taken_words(ground) }
    }
}

/// The head on the screen.
#[hook]
pub(crate) fn use_form_head(of: &FormHeadProps) -> Html {
    let ground = &of.ground;
    let banner = if ground.reduced { reduced_banner } else { patient_banner };
    let inside = vec![say("small", "", observe::taken()), say("span", "", &of.taken)];
    let taken = key("tool", "taken", inside, ground.tap(Press::Open(Open::Taken)));
    banner(&ground.view.banner, back(&ground.view), el("div", "banner-tools", vec![taken]))
}

/// When it was made.
fn taken_words(ground: &Ground) -> String {
    let keyed = &ground.keyed;
    match keyed.taken.resolve(keyed.first_key) {
        Some(at) => dates::recent(at, ground.now, ground.view.offset_minutes),
        None if keyed.taken == Taken::AsBefore => observe::as_before().to_owned(),
        None => observe::now().to_owned(),
    }
}

/// What the nurse must know of this form as a whole.
fn notes(ground: &Ground, anew: Callback<MouseEvent>) -> Html {
    let view = &ground.view;
    let begun = view.started.map(|at| {
        let time = dates::recent(at, ground.now, view.offset_minutes);
        assess::begun(&time, ground.now.minutes_since(at))
    });
    let status = |class: &str, words: &str| attr(say_any("p", class, words), "role", "status");
    let begun = begun.map_or_else(none, |begun| {
        let anew = press("button button--plain", assess::begin_anew(), "begin-anew", true, anew);
        id(el("div", "notice", vec![say("p", "", &begun), anew]), "form-begun")
    });
    let inside = vec![
        status("notice", if ground.reduced { observe::locked_pad() } else { "" }),
        status("notice", if view.amends.is_some() { assess::amends() } else { "" }),
        id(status("notice notice--old", &view.notice), "form-notice"),
        begun,
        band::with_camera(),
    ];
    el("div", "", inside)
}
