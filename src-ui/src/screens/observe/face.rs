//! The faces that the pad shows in turn as a set is keyed. All of them stay in the page, one over the other, and one is to be
//! seen: to make a dozen buttons anew under a finger costs an old tablet as much as all else that a key does.

use super::{
    draft::{Act, Delivery},
    form::{Form, Panel, Press},
    ground::{Ground, Seen, presses},
    late::{AFTER_MS, use_late},
    more::{remark_label, taken_label},
    open::{OpenForm, Which, look},
    review::earlier,
};
use crate::{
    effect::use_effect_with,
    part::Part,
    widgets::{
        el::{all, el},
        mark,
        panel::{Choice, button, panel},
    },
    words::{self, names, observe, texts},
};
use clinical::vitals::{Breathing, Consciousness, Field, Oxygen, Sign};
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// A face and what stands on it: drawn again when that changes, and only then.
#[derive(Clone, PartialEq)]
pub(crate) struct FaceProps {
    face: Face,
    /// Which of its choices is the draft's, by its name; empty where none is.
    chosen: AttrValue,
    press: Callback<Press>,
}

#[derive(Clone, PartialEq)]
enum Face {
    /// Numbers.
    Keys,
    /// Air or oxygen; and, where the patient was on oxygen, how it was given: offered, never filled in.
    Oxygen {
        title: String,
        still: Option<(String, Delivery)>,
    },
    Levels,
    /// Nothing is left to key: questions about the whole set, the remark, what is still missing.
    LookOver {
        said: String,
        questions: Vec<(String, String)>,
        remark: String,
        taken: String,
    },
}

/// What is to be seen as the form stands. A recheck asks first which sign it is.
pub(super) fn wanted(form: &Form) -> Seen {
    let draft = &form.draft;
    match (&form.panel, draft.focus) {
        (Panel::Keys, Some(Field::Oxygen)) => Seen::Oxygen,
        (Panel::Keys, Some(Field::Consciousness)) => Seen::Levels,
        (Panel::Keys, Some(_)) => Seen::Keys,
        (Panel::Keys, None) if draft.rechecks().is_none() || !draft.is_untouched() => Seen::Done,
        _ => Seen::Panel,
    }
}

/// How long after a key another face or panel lets no touch through, in milliseconds: the finger that brought it, or the glove
/// that bounces, meant the one before.
const RESTS_MS: u32 = 300;

/// What is seen now, and whether it rests: what is wanted, and from one face to the next a moment later.
#[hook]
pub(super) fn use_seen(form: &Form) -> (Seen, bool) {
    let wanted = (wanted(form), std::mem::discriminant(&form.panel));
    let seen = use_state_eq(|| (wanted, true));
    {
        let seen = seen.clone();
        use_effect_with(wanted, move |wanted| {
            let wanted = *wanted;
            let timers = [(AFTER_MS, true), (RESTS_MS, false)].map(|(ms, rests)| {
                let seen = seen.clone();
                Timeout::new(ms, move || seen.set((wanted, rests)))
            });
            move || drop(timers)
        });
    }
    let (was, rests) = *seen;
    let face = if [wanted.0, was.0].contains(&Seen::Panel) { wanted.0 } else { was.0 };
    (face, rests || was != wanted)
}

/// All of them, and one or none to be seen.
pub(super) fn faces(open: &Rc<OpenForm>, seen: Seen) -> Html {
    let place = |which: Seen| {
        let class = if which == seen { "pad-face" } else { "pad-face pad-face--away" };
        // Only what is left to look over is another thing while it is to be seen.
        let shown = which == Seen::Done && which == seen;
        el("div", class, vec![look(open, Which::Face(which, shown))])
    };
    all([Seen::Keys, Seen::Oxygen, Seen::Levels, Seen::Done].map(place).into())
}

/// One of them, as the form stands.
pub(super) fn face(ground: &Ground, which: Seen, shown: bool) -> Part {
    let draft = &ground.form.draft;
    let (face, chosen) = match which {
        Seen::Keys => (Face::Keys, None),
        Seen::Oxygen => (breathing(ground), draft.breathing().map(|how| way(how).0.into())),
        Seen::Levels => (Face::Levels, draft.level().map(|level| level_name(level).into())),
        Seen::Done | Seen::Panel => (look_over(ground, shown), None),
    };
    Part::Face(FaceProps { face, chosen: chosen.unwrap_or_default(), press: ground.press.clone() })
}

/// The name of a way of breathing, and its words.
fn way(how: Breathing) -> (&'static str, &'static str) {
    match how {
        Breathing::Air => ("air", observe::air()),
        Breathing::Oxygen => ("oxygen", observe::oxygen()),
    }
}

fn level_name(level: Consciousness) -> String {
    format!("level-{}", level.letter())
}

/// The face on the screen. Which choice is the draft's is marked a moment later, when another face takes its place as a rule: the
/// row says it at once.
#[hook]
pub(crate) fn use_face(of: &FaceProps) -> Html {
    let chosen = use_late(&of.chosen);
    let act = |act: Act| presses(&of.press, Press::Key(act));
    let choice = |label: AttrValue, name: String, on_press: Act| {
        let on = chosen == name;
        Choice::new(label, name, act(on_press)).on(on)
    };
    match &of.face {
        Face::Keys => keys(
            |digit| Box::new(act(Act::Digit(digit))),
            Box::new(act(Act::Back)),
            Choice::new(observe::next(), "key-next", act(Act::Next)),
        ),
        Face::Oxygen { title, still } => {
            let how = |how| choice(way(how).1.into(), way(how).0.to_owned(), Act::Breathe(how));
            let mut choices = vec![how(Breathing::Air), how(Breathing::Oxygen)];
            if let Some((label, how)) = still {
                choices.push(Choice::new(label.clone(), "still", act(Act::Deliver(how.clone()))));
            }
            panel(title, "panel--breathing", choices)
        }
        Face::Levels => {
            let choices = Consciousness::ALL.into_iter().map(|level| {
                let label = format!("{} – {}", level.letter(), names::level_label(level));
                choice(label.into(), level_name(level), Act::Level(level))
            });
            panel(names::sign_label(Sign::Consciousness), "panel--levels", choices.collect())
        }
        Face::LookOver { said, questions, remark, taken } => {
            let open = |panel| presses(&of.press, Press::Open(panel));
            html! {
                <div class="look-over">
                    <p class="look-over-say" role="status">{ said.clone() }</p>
                    { for questions.iter().map(|(asked, code)| html! {
                        <div class="set-question" role="alert">
                            <p>{ asked.clone() }</p>
                            { button(Choice::new(observe::measured_now(), "keep-set", act(Act::Keep(vec![code.clone()])))) }
                        </div>
                    }) }
                    <div class="look-over-more">
                        { button(Choice::new(remark.clone(), "remark", open(Panel::Remark))) }
                        { button(Choice::new(taken.clone(), "taken-here", open(Panel::Taken))) }
                    </div>
                </div>
            }
        }
    }
}

type Pressed = Box<dyn Fn()>;

/// Twelve keys. Each fills its cell, so that the live areas meet.
pub(super) fn keys(digit: impl Fn(u8) -> Pressed, back: Pressed, last: Choice) -> Html {
    let key = |n: u8| {
        let press = digit(n);
        html! {
            <button type="button" class="key" data-testid={format!("key-{n}")}
                onclick={move |_: MouseEvent| press()}>{ n }</button>
        }
    };
    let last_press = last.press.clone();
    html! {
        <div class="keys" role="group" aria-label={observe::keypad()}>
            { for (1..=9).map(&key) }
            <button type="button" class="key key--quiet" aria-label={observe::backspace()} data-testid="key-back"
                onclick={move |_: MouseEvent| back()}>{ mark::backspace() }</button>
            { key(0) }
            <button type="button" class="key key--next" data-testid={last.testid}
                onclick={move |_: MouseEvent| last_press.emit(())}>{ last.label }</button>
        </div>
    }
}

fn breathing(ground: &Ground) -> Face {
    let draft = &ground.form.draft;
    let last = earlier(&ground.view, draft).find_map(|set| set.vitals.oxygen.as_ref());
    let still = match last {
        Some(Oxygen::Supplemental(how)) if !draft.frozen && !how.device.is_empty() => {
            let how = Delivery::from_set(how);
            let label = ground.form.device_label(&how.device);
            Some((observe::still(&observe::delivery(&label, &how.flow, &how.fio2)), how))
        }
        _ => None,
    };
    let title = prescribed(ground).unwrap_or_else(|| names::sign_label(Sign::Oxygen).to_owned());
    Face::Oxygen { title, still }
}

/// What is prescribed, above the ways of giving it.
pub(super) fn prescribed(ground: &Ground) -> Option<String> {
    let words = &ground.view.oxygen.as_ref()?.words;
    (!words.is_empty() && !ground.reduced).then(|| texts::said(words))
}

/// What is asked and missing is put together once it is to be seen.
fn look_over(ground: &Ground, shown: bool) -> Face {
    if !shown {
        let (said, remark, taken) = Default::default();
        return Face::LookOver { said, questions: Vec::new(), remark, taken };
    }
    let mut said = still_missing(ground);
    if ground.form.draft.frozen {
        said = [&said, " ", observe::frozen()].concat();
    }
    let asked = ground.review.questions.iter().filter(|asked| asked.field == Field::Set);
    Face::LookOver {
        said,
        questions: asked
            .map(|asked| (crate::words::errors::of_core(&asked.said, &asked.message).0, asked.code()))
            .collect(),
        remark: remark_label(ground),
        taken: taken_label(ground),
    }
}

/// Signs that still lack a value and a reason, named.
fn still_missing(ground: &Ground) -> String {
    match ground.review.unexplained.as_slice() {
        [] => observe::nothing_left().to_owned(),
        missing => observe::still_missing(&words::names::signs(missing)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, screens::observe::draft::Draft};

    fn seen(press: &[Press]) -> Seen {
        let form = Form::new(&samples::form(Vec::new()), None);
        wanted(&press.iter().fold(form, |form, press| form.press(press.clone(), samples::NOW)))
    }

    #[test]
    fn each_row_has_its_face_and_a_panel_takes_the_place_of_all() {
        let focus = |field| Press::Key(Act::Focus(field));
        assert_eq!(seen(&[]), Seen::Keys);
        assert_eq!(seen(&[focus(Field::Oxygen)]), Seen::Oxygen);
        assert_eq!(seen(&[focus(Field::Consciousness)]), Seen::Levels);
        assert_eq!(seen(&[focus(Field::Oxygen), Press::Open(Panel::More)]), Seen::Panel);
        assert_eq!(
            seen(&[focus(Field::Oxygen), Press::Open(Panel::More), Press::Open(Panel::Keys)]),
            Seen::Oxygen
        );
    }

    #[test]
    fn a_recheck_asks_first_which_sign_it_is() {
        let mut form = Form::new(&samples::form(Vec::new()), None);
        form.draft.focus = None;
        assert_eq!(wanted(&form), Seen::Done, "a set of which nothing is left");
        form.draft = Draft::rechecking(clinical::FactId::from_bytes([7; 16]));
        assert_eq!(wanted(&form), Seen::Panel);
    }
}
