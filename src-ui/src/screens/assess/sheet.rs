//! The open form on the screen: banner, lines, what stands below them, the Save bar.

use super::{
    filler::{Answered, Filler},
    items,
    keyed::{Keyed, Open, Press},
    level_of, outcome, pad,
};
use crate::{
    app::go,
    clock::{Received, use_tick},
    dates,
    desk::{Desk, use_desk},
    lock::lock_screen,
    part::Part,
    policy::use_policy,
    route::Route,
    screens::observe::{
        save::{self, Stage},
        save_bar::standing,
        saved::SavedProps,
        sheet::PAD_STAYS_MINUTES,
        taken::Taken,
    },
    widgets::{
        banner::{patient_banner, reduced_banner, short_name},
        class::{classes, on},
        el::{attr, el, id, key, none, press, say, say_any},
        mark::{Level, Way, arrow, shape},
        pin_pad::types_text,
        problem::problem,
    },
    words::{self, assess, observe},
};
use clinical::{UtcMillis, form::Given, policy::Policy};
use contract::{AssessmentForm, CallError, Filled, FormItemKind, Request, SaveAssessment};
use gloo_events::EventListener;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;
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
    pub(super) policy: Rc<Policy>,
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

/// The physical keyboard of a computer on wheels, while the keypad of a line is open.
#[hook]
fn use_keyboard(
    view: &Rc<AssessmentForm>,
    keyed: &Keyed,
    press: &Callback<Press>,
    filled: &Rc<Filled>,
    now: UtcMillis,
) {
    let (view, press, shown) = (view.clone(), press.clone(), filled.shown.clone());
    use_effect_with((keyed.open, shown, now), move |(open, shown, now)| {
        let (open, shown, now) = (*open, shown.clone(), *now);
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.filter(|_| matches!(open, Open::Number(_))).map(|document| {
            EventListener::new(&document, "keydown", move |event| {
                let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|_| !types_text(event)) else {
                    return;
                };
                if let Some(meant) = by_key(&view, &shown, open, &key.key(), now) {
                    press.emit(meant);
                }
            })
        });
        move || drop(listener)
    });
}

/// What a key means while the keypad of a line is open. Enter on a button is that button's.
fn by_key(view: &AssessmentForm, shown: &[u32], open: Open, key: &str, now: UtcMillis) -> Option<Press> {
    let Open::Number(place) = open else { return None };
    let item = view.items.get(place)?;
    let FormItemKind::Number { places, .. } = &item.kind else { return None };
    let link = item.link.clone();
    match key {
        "Backspace" => Some(Press::Back(link, now)),
        "Escape" => Some(Press::Open(Open::Nothing)),
        "Tab" => Some(Press::Open(Keyed::next_number(view, shown, place))),
        "," => Some(Press::Key(link, '.', *places, now)),
        _ => {
            let mut signs = key.chars();
            let sign = signs.next().filter(|_| signs.next().is_none())?;
            (sign.is_ascii_digit() || ".-".contains(sign)).then(|| Press::Key(link, sign, *places, now))
        }
    }
}

/// The form.
#[hook]
pub(crate) fn use_form_sheet(props: &FormSheetProps) -> Html {
    use_tick();
    let (desk, policy) = (use_desk(), use_policy());
    let view = props.view.clone();
    let now = props.received.now_from(view.now);
    let keyed = use_reducer_eq(|| Keyed::new(&view));
    let stage = use_state_eq(Stage::default);
    let (heard, filler) = use_filled(props, &keyed, now);
    let last_press = use_mut_ref(|| now);
    let press = {
        let (keyed, last_press) = (keyed.dispatcher(), last_press.clone());
        use_callback(now, move |press: Press, now| {
            *last_press.borrow_mut() = *now;
            keyed.dispatch(press);
        })
    };
    use_keyboard(&view, &keyed, &press, &heard.filled, now);
    let send = sending(&desk, &view, &keyed, &stage, &filler, now);
    let reduced = desk.locked();
    if let Stage::Saved(what, received, at) = &*stage {
        let (banner, offset_minutes) = (Rc::new(view.banner.clone()), view.offset_minutes);
        let (what, received, at) = (what.clone(), *received, *at);
        return Part::Saved(SavedProps { banner, offset_minutes, what, received, at, reduced }).draw();
    }
    if reduced && now.minutes_since(*last_press.borrow()) >= PAD_STAYS_MINUTES {
        return lock_screen(&desk);
    }
    let ground = Ground {
        view: view.clone(),
        keyed: Rc::new((*keyed).clone()),
        filled: heard.filled.clone(),
        policy,
        now,
        send: press,
        reduced,
    };
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
    let banner = if reduced { reduced_banner } else { patient_banner };
    let error = heard.error.as_ref().map_or_else(none, |error| problem(error, None));
    let lines = vec![
        say("h1", "form-title", &view.title),
        notes(&ground, anew),
        error,
        items::items(&ground),
        outcome::so_far(&ground.filled),
        say("p", "quiet form-source", &view.source),
    ];
    let inside = vec![
        banner(&view.banner, back(&view), taken_button(&ground)),
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
    now: UtcMillis,
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

/// What stands between what was keyed and Save.
enum Step {
    Nothing,
    /// A field cannot be right; where, and what to do.
    Wrong(Option<usize>, String),
    /// A question about a value is open.
    Ask(Option<usize>, String),
    Missing,
    WhyCorrected,
    Save,
}

fn step(ground: &Ground) -> Step {
    let (filled, keyed) = (&ground.filled, &ground.keyed);
    let place = |link: &str| ground.view.items.iter().position(|item| item.link == link);
    if keyed.draft.given.is_empty() && keyed.draft.unable.is_none() {
        return Step::Nothing;
    }
    if let Some(wrong) = filled.problems.first() {
        return Step::Wrong(place(&wrong.field), wrong.message.clone());
    }
    if !filled.missing.is_empty() && keyed.draft.unable.is_none() {
        return Step::Missing;
    }
    if let Some(asked) = filled.checks.iter().find(|check| !keyed.draft.confirmed.contains(&check.code)) {
        return Step::Ask(place(&asked.link), asked.message.clone());
    }
    if ground.view.amends.is_some() && keyed.reason.is_empty() {
        return Step::WhyCorrected;
    }
    Step::Save
}

/// Whose form it is, what it comes to, and the one button that saves it. While something is to be put right, it goes
/// there; nothing but the core refuses a save.
fn save_bar(ground: &Ground, desk: &Desk, stage: &UseStateHandle<Stage>, send: &Callback<bool>) -> Html {
    let (view, filled) = (&ground.view, &ground.filled);
    let busy = **stage == Stage::Busy;
    let step = step(ground);
    let state = match &step {
        _ if busy => observe::SAVING.to_owned(),
        Step::Nothing => assess::NOTHING_KEYED.to_owned(),
        Step::Wrong(_, message) | Step::Ask(_, message) => message.clone(),
        Step::Missing => assess::still_missing(filled.missing.len()),
        Step::WhyCorrected => assess::WHY_CORRECTED.to_owned(),
        Step::Save => sum(ground),
    };
    let ready = matches!(step, Step::Save);
    let name = (!ground.reduced).then(|| short_name(&view.banner));
    let press = {
        let (press, send, stage, locked) = (ground.send.clone(), send.clone(), stage.clone(), desk.locked());
        Callback::from(move |_: MouseEvent| {
            press.emit(Press::Tried);
            match &step {
                Step::Save if locked => stage.set(Stage::Pin),
                Step::Save => send.emit(false),
                Step::Wrong(Some(place), _) | Step::Ask(Some(place), _) => {
                    press.emit(Press::Open(Open::Nothing));
                    show(*place);
                }
                Step::Wrong(None, _) | Step::Ask(None, _) => {}
                Step::Missing | Step::Nothing => press.emit(Press::Open(Open::Unable)),
                Step::WhyCorrected => press.emit(Press::Open(Open::WhyCorrected)),
            }
        })
    };
    let total = filled.totals.first().filter(|_| filled.begun);
    let level = level_of(filled.alerts.first().map(|alert| alert.level));
    let level = if total.is_none() && filled.alerts.is_empty() { Level::None } else { level };
    let number = total.map_or_else(none, |total| say("b", "", &brief(&total.words)));
    let score = el("span", &classes(&["save-score", level.class()]), vec![shape(level), number]);
    let said = vec![
        say("span", "save-for", &observe::save_for(name.as_deref(), &view.bed)),
        id(say("span", "save-state", &state), "save-state"),
    ];
    let inside = vec![id(score, "live-total"), el("span", "save-words", said)];
    let made = key(&classes(&["save", on(ready, "save--ready")]), "save", inside, press);
    el("footer", "save-bar", vec![if busy { attr(made, "disabled", "disabled") } else { made }])
}

/// The totals in one line, or why the form is incomplete.
fn sum(ground: &Ground) -> String {
    let totals = ground.filled.totals.iter().map(|total| {
        let band = if total.band.is_empty() { String::new() } else { format!(", {}", total.band) };
        format!("{} {}{band}", total.label, total.words)
    });
    let mut parts: Vec<String> = totals.collect();
    if let Some(reason) = &ground.keyed.draft.unable {
        parts.push(assess::incomplete(ground.policy.reason_label(reason)));
    }
    if parts.is_empty() { ground.view.title.clone() } else { parts.join(" · ") }
}

/// A total where there is room for a number only.
fn brief(words: &str) -> String {
    match words.strip_prefix("at least ") {
        Some(least) => format!("≥{least}"),
        None if words.len() <= 6 => words.to_owned(),
        None => "–".to_owned(),
    }
}

/// Brings a line into sight.
fn show(place: usize) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(line) = document.and_then(|document| document.get_element_by_id(&format!("line-{place}"))) {
        line.scroll_into_view();
    }
}

fn back(view: &AssessmentForm) -> Html {
    let stay = view.banner.stay;
    let press = Callback::from(move |_: MouseEvent| go(&Route::Patient(stay)));
    attr(key("banner-back", "back", vec![arrow(Way::Left)], press), "aria-label", words::BACK)
}

/// Beside the name: when it was made.
fn taken_button(ground: &Ground) -> Html {
    let keyed = &ground.keyed;
    let time = match keyed.taken.resolve(keyed.first_key) {
        Some(at) => dates::recent(at, ground.now, ground.view.offset_minutes),
        None if keyed.taken == Taken::AsBefore => observe::AS_BEFORE.to_owned(),
        None => observe::NOW.to_owned(),
    };
    let inside = vec![say("small", "", observe::TAKEN), say("span", "", &time)];
    el("div", "banner-tools", vec![key("tool", "taken", inside, ground.tap(Press::Open(Open::Taken)))])
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
        let anew = press("button button--plain", assess::BEGIN_ANEW, "begin-anew", true, anew);
        id(el("div", "notice", vec![say("p", "", &begun), anew]), "form-begun")
    });
    let inside = vec![
        status("notice", if ground.reduced { observe::LOCKED_PAD } else { "" }),
        status("notice", if view.amends.is_some() { assess::AMENDS } else { "" }),
        id(status("notice notice--old", &view.notice), "form-notice"),
        begun,
    ];
    el("div", "", inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_a_point_are_typed_into_the_line_whose_keypad_is_open_and_nothing_else_is() {
        let view = crate::samples::assessment_form();
        let meant = |open, key| by_key(&view, &[], open, key, crate::samples::NOW);
        let key = |sign| Some(Press::Key("glucose".into(), sign, 1, crate::samples::NOW));
        assert_eq!(meant(Open::Number(2), "5"), key('5'));
        assert_eq!(meant(Open::Number(2), ","), key('.'), "the comma of a numeric block is a point");
        assert_eq!(meant(Open::Number(2), "Escape"), Some(Press::Open(Open::Nothing)));
        assert_eq!(meant(Open::Number(2), "a"), None);
        assert_eq!(meant(Open::Nothing, "5"), None);
        assert_eq!(meant(Open::Number(1), "5"), None, "a choice takes no digits");
    }

    #[test]
    fn a_total_is_told_in_a_few_signs_and_an_incomplete_one_never_as_a_number() {
        assert_eq!(brief("15"), "15");
        assert_eq!(brief("at least 5"), "≥5");
        assert_eq!(brief("no total, not testable in part; at least 10"), "–");
    }
}
