//! A note: its parts to write in, whose sentence is whose, and the signature.
//!
//! What is typed is kept at every pause, and when the screen is left. It is said to the core as a change of what the
//! writer was shown; what others wrote meanwhile is shown when nothing of the writer's waits to be kept.

mod editor;
mod signing;
mod splice;

use crate::{
    desk::use_desk,
    effect::use_effect_with,
    route::Route,
    screens::band,
    widgets::{
        banner::patient_banner,
        class::{classes, on},
        el::{attr, el, english, id, link, none, say, say_any, words as set},
        problem::{problem, waiting},
    },
    words::{self, visit},
};
use clinical::{FactId, NoteId, StayId, note::Section};
use contract::{NoteAct, NotePart, NoteView, SentenceView};
use editor::{Desktop, Editor};
use std::{cell::RefCell, rc::Rc};
use yew::prelude::*;

/// Which note; without one, the note of a visit, opened.
#[derive(Clone, PartialEq)]
pub(crate) struct NoteProps {
    pub(crate) stay: StayId,
    pub(crate) note: Option<NoteId>,
    pub(crate) visit: Option<FactId>,
}

/// The page.
#[hook]
pub(crate) fn use_note(props: &NoteProps) -> Html {
    let desk = use_desk();
    let redraw = use_force_update();
    let areas = use_mut_ref(Vec::<NodeRef>::new);
    if areas.borrow().is_empty() {
        *areas.borrow_mut() = Section::ALL.iter().map(|_| NodeRef::default()).collect();
    }
    let ticked = use_state_eq(Vec::<String>::new);
    let wrong = use_state_eq(|| None::<String>);
    let editor = use_mut_ref(Editor::default);
    let desktop = Desktop { editor: editor.clone(), areas: areas.clone(), backend: desk.backend, redraw };
    let first = match (props.note, props.visit) {
        (Some(note), _) => NoteAct::Look { note },
        (None, visit) => NoteAct::Open { visit },
    };
    {
        let (desktop, stay, bus) = (desktop.clone(), props.stay, desk.bus.clone());
        use_effect_with((), move |()| {
            desktop.begin(stay, first);
            let hearing = desktop.listen(&bus);
            move || {
                drop(hearing);
                desktop.leave();
            }
        });
    }
    let held: std::cell::Ref<'_, Editor> = editor.borrow();
    let Some(view) = held.view.clone() else {
        return match held.error.as_deref() {
            Some(error) => problem(error, None),
            None => waiting(),
        };
    };
    let mut inside = vec![
        patient_banner(&view.banner, Html::default(), Html::default()),
        link("button button--plain", &Route::Visit(props.stay), "back", vec![set(words::back())]),
        band::with_camera(),
        say("h1", "board-title", visit::note_title()),
        id(attr(say("p", "quiet", standing(&held, &view)), "role", "status"), "note-saved"),
    ];
    inside.extend(held.error.as_deref().map(|error| problem(error, None)));
    if !view.withdrawn.is_empty() {
        let words = vec![say("b", "", visit::withdrawn()), english(say("p", "", &view.withdrawn))];
        inside.push(id(el("section", "notice notice--problem", words), "note-withdrawn"));
    }
    if !held.moved.is_empty() {
        inside.push(attr(say("p", "notice notice--old", visit::moved()), "role", "status"));
        for (at, typed) in &held.moved {
            let words = vec![say("b", "", visit::section(Section::ALL[*at])), say("p", "note-typed", typed)];
            inside.push(id(el("section", "card", words), "note-typed"));
        }
    }
    if view.waiting > 0 {
        inside.push(attr(say("p", "notice notice--old", &visit::waiting(view.waiting)), "role", "status"));
    }
    if view.damaged > 0 {
        inside.push(attr(
            say("p", "notice notice--problem", &visit::damaged(view.damaged)),
            "role",
            "status",
        ));
    }
    if view.closed.is_some() && view.withdrawn.is_empty() {
        inside.push(say("p", "ready", visit::closed()));
    }
    for (at, part) in view.parts.iter().enumerate() {
        inside.push(desktop.part(at, part, &view, &areas));
    }
    inside.push(signing::signing(&desktop, &view, &ticked));
    if view.withdrawn.is_empty() {
        inside.push(signing::wrong_patient(&desktop, &wrong));
    }
    id(el("article", &classes(&["note", on(!view.withdrawn.is_empty(), "note--struck")]), inside), "note")
}

/// Where the text stands; a note in which nobody has written stands nowhere.
fn standing(held: &Editor, view: &NoteView) -> &'static str {
    let empty = view.parts.iter().all(|part| part.text.is_empty() && part.sentences.is_empty());
    if empty && view.unsent == 0 && !held.is_busy() {
        visit::nothing_written()
    } else {
        visit::saved(held.is_busy(), view.unsent)
    }
}

impl Desktop {
    /// One part: its text, to write in while it is open, and what is to be known of its sentences.
    fn part(&self, at: usize, part: &NotePart, view: &NoteView, areas: &Rc<RefCell<Vec<NodeRef>>>) -> Html {
        let addendum = part.section == Section::Addendum;
        let withdrawn = !view.withdrawn.is_empty();
        let closed = withdrawn || view.closed.is_some() && !addendum;
        if addendum && (withdrawn || view.closed.is_none()) && part.text.is_empty() {
            return none();
        }
        let (label, name) = (visit::section(part.section), part.section.label());
        let marked: Vec<Html> = part
            .sentences
            .iter()
            .filter(|sentence| {
                // What is signed of the addendum is no longer in its field.
                let signed = addendum && !sentence.signed_by.is_empty();
                closed
                    || signed
                    || sentence.by_two
                    || sentence.unchecked
                    || sentence.after_signing
                    || !sentence.mine
            })
            .map(sentence_line)
            .collect();
        let text = if closed {
            none()
        } else {
            let area = areas.borrow().get(at).cloned().unwrap_or_default();
            let (typing, keep) = (self.clone(), self.clone());
            let oninput = Callback::from(move |_: InputEvent| typing.typed());
            let onblur = Callback::from(move |_: FocusEvent| keep.keep());
            html! {
                <textarea ref={area} class="nhsuk-textarea note-text" rows="4" aria-label={label} {oninput} {onblur}
                    data-testid={format!("note-{}", name.to_lowercase())} />
            }
        };
        let inside = vec![say("h2", "", label), text, el("ul", "plain-list sentences", marked)];
        el("section", "card note-part", inside)
    }
}

/// One sentence with whose it is, and whether it has to be read again.
fn sentence_line(sentence: &SentenceView) -> Html {
    let mark = match sentence {
        SentenceView { by_two: true, at_once: true, .. } => visit::at_once(),
        SentenceView { by_two: true, .. } => visit::by_two(),
        _ => "",
    };
    let signed = if sentence.signed_by.is_empty() {
        String::new()
    } else {
        visit::signed_by(&sentence.signed_by.join(", "))
    };
    let inside = vec![
        say("span", "", &sentence.text),
        say_any("span", "flag flag--two", mark),
        say_any("span", "flag flag--two", if sentence.unchecked { visit::unchecked() } else { "" }),
        say_any("span", "flag", if sentence.after_signing { visit::after_signing() } else { "" }),
        say("small", "quiet", &words::list(&sentence.by)),
        say_any("small", "quiet", &signed),
    ];
    let class = classes(&["sentence", on(sentence.by_two, "sentence--two")]);
    id(el("li", &class, inside), "sentence")
}
