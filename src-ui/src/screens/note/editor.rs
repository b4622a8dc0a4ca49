//! Keeping what is typed: one question to the core at a time, so that what is shown and what was written never cross.

use super::splice::{Splice, added, behind, caret, open_part, splice, whole};
use crate::{
    backend::{Backend, Signal},
    desk::{Bus, Ear},
};
use clinical::{FactId, NoteId, StayId, note::Section};
use contract::{CallError, Code, Event, NoteAct, NoteAsked, NoteView, Reply, Request};
use gloo_timers::callback::Timeout;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Without a key for so long is a pause, in milliseconds.
const PAUSE_MS: u32 = 700;
/// What could not be kept is tried again after so long, in milliseconds.
const AGAIN_MS: u32 = 5_000;
/// The most letters that are sent at once; the core takes a little more.
const MOST: usize = 3_000;

/// Parts of a note.
const PARTS: usize = Section::ALL.len();

/// Writing on its way to the core, with the part it is of and what that will be.
type Sent = (NoteAct, (usize, String));

/// What is held of the note.
#[derive(Default)]
pub(super) struct Editor {
    stay: Option<StayId>,
    note: Option<NoteId>,
    /// What the core last said.
    pub(super) view: Option<Rc<NoteView>>,
    pub(super) error: Option<Rc<CallError>>,
    /// What stood in fields that somebody's signature closed meanwhile, by part: kept in sight, since what was taken out
    /// there stands all the same, and what was written is an addendum.
    pub(super) moved: Vec<(usize, String)>,
    /// The state that `base` is, by the core's name for it.
    shown: String,
    /// The texts that the core has.
    base: [String; PARTS],
    /// The texts as they stand in the fields.
    typed: [String; PARTS],
    /// Letters of the addendum that are signed: they are shown as sentences, and its field holds what follows.
    closed: usize,
    /// The fields that hold their texts. One that has only just been drawn is empty, which nobody typed.
    filled: [bool; PARTS],
    /// A question is on its way.
    busy: bool,
    /// Somebody else may have written.
    look: bool,
    /// What is typed does not fit what the core has: the note is looked at first, and it is written there.
    anew: bool,
    /// What the next piece of writing is known by.
    next: Option<FactId>,
    /// Written, and nobody knows whether it was kept: asked for again as it was.
    again: Option<Sent>,
    /// To be asked next, of what is shown then.
    ask: Option<Rc<dyn Fn(NoteId, String) -> NoteAct>>,
    gone: bool,
    pause: Option<Timeout>,
}

impl Editor {
    /// Whether something is typed that is not kept, or is being kept.
    pub(super) fn is_busy(&self) -> bool {
        self.busy || self.again.is_some() || self.changed().is_some()
    }

    /// How much of a part is signed.
    const fn signed(&self, at: usize) -> usize {
        if at == Section::Addendum as usize { self.closed } else { 0 }
    }

    fn changed(&self) -> Option<usize> {
        (0..PARTS).find(|at| self.base[*at] != self.typed[*at])
    }
}

/// The editor with its fields, its way to the core and to the screen.
#[derive(Clone)]
pub(super) struct Desktop {
    pub(super) editor: Rc<RefCell<Editor>>,
    pub(super) areas: Rc<RefCell<Vec<NodeRef>>>,
    pub(super) backend: Backend,
    pub(super) redraw: UseForceUpdateHandle,
}

impl Desktop {
    /// Opens the note or looks at it.
    pub(super) fn begin(&self, stay: StayId, first: NoteAct) {
        {
            let mut editor = self.editor.borrow_mut();
            editor.stay = Some(stay);
            editor.busy = true;
        }
        self.ask(first, None);
    }

    /// Somebody else's words are asked for when they come.
    pub(super) fn listen(&self, bus: &Bus) -> Ear {
        let desktop = self.clone();
        bus.listen(Callback::from(move |signal: Rc<Signal>| {
            let concerns = match &*signal {
                Signal::Event(event) => match &**event {
                    Event::Changed { stays, .. } => {
                        desktop.editor.borrow().stay.is_some_and(|stay| stays.contains(&stay))
                    }
                    Event::Sync(_) => true,
                    _ => false,
                },
                Signal::Line(up) => *up,
            };
            if concerns {
                desktop.editor.borrow_mut().look = true;
                desktop.go_on();
            }
        }))
    }

    /// A key was pressed: kept at the next pause. Its field shows it; the rest of the note, which may be long, is drawn again only
    /// where the key makes it unsaved.
    pub(super) fn typed(&self) {
        let was = self.editor.borrow().is_busy();
        self.read_fields();
        self.later(PAUSE_MS);
        if self.editor.borrow().is_busy() != was {
            self.redraw.force_update();
        }
    }

    /// Kept now.
    pub(super) fn keep(&self) {
        self.read_fields();
        self.editor.borrow_mut().pause = None;
        self.go_on();
    }

    /// The screen is left: what is typed goes out at once, and nothing comes back to it.
    pub(super) fn leave(&self) {
        self.editor.borrow_mut().pause = None;
        let waits = self.editor.borrow().busy;
        if !waits {
            self.go_on();
        }
        self.editor.borrow_mut().gone = true;
    }

    /// Signs, or does something else with the note as it is shown, once what is typed is kept.
    pub(super) fn then(&self, act: impl Fn(NoteId, String) -> NoteAct + 'static) {
        self.read_fields();
        self.editor.borrow_mut().ask = Some(Rc::new(act));
        self.go_on();
    }

    fn later(&self, ms: u32) {
        let desktop = self.clone();
        self.editor.borrow_mut().pause = Some(Timeout::new(ms, move || desktop.go_on()));
    }

    fn read_fields(&self) {
        let mut editor = self.editor.borrow_mut();
        for (at, area) in self.areas.borrow().iter().enumerate() {
            let area = area.cast::<HtmlTextAreaElement>().filter(|_| editor.filled[at]);
            if let Some(area) = area {
                let typed = area.value().replace('\r', "");
                editor.typed[at] = whole(&editor.base[at], editor.signed(at), &typed);
            }
        }
    }

    /// Asks whatever is to be asked next: first what keeps words, then the signature, then what others wrote.
    fn go_on(&self) {
        let next = {
            let mut editor = self.editor.borrow_mut();
            let Some(note) = editor.note.filter(|_| !editor.busy) else { return };
            let changed = editor.changed().filter(|_| !editor.anew);
            let again = editor.again.take();
            let next = match (changed, editor.ask.is_some() && !editor.anew, editor.look) {
                _ if again.is_some() => again.map(|(act, part)| (act, Some(part))),
                (Some(at), ..) => written(&editor, note, at),
                (None, true, _) => {
                    let shown = editor.shown.clone();
                    editor.ask.take().map(|act| (act(note, shown), None))
                }
                (None, false, true) => Some((NoteAct::Look { note }, None)),
                (None, false, false) => None,
            };
            if next.is_some() {
                editor.look = false;
                editor.busy = true;
            }
            next
        };
        if let Some((act, part)) = next {
            self.ask(act, part);
        }
    }

    /// Asks, and takes the answer in. `part` is the part that is written in, and what it will be.
    fn ask(&self, act: NoteAct, part: Option<(usize, String)>) {
        let Some(stay) = self.editor.borrow().stay else { return };
        let sent = part.clone().map(|part| (act.clone(), part));
        let (desktop, request) = (self.clone(), Request::Note(Box::new(NoteAsked { stay, act })));
        spawn_local(async move {
            let reply = desktop.backend.call(request).await;
            desktop.editor.borrow_mut().busy = false;
            match reply {
                Ok(Reply::Note(view)) => desktop.answered(*view, part),
                Ok(Reply::NoteKept { own, next }) => desktop.kept(own, next, part),
                Ok(_) => return,
                Err(error) => desktop.refused(error, sent),
            }
            if desktop.editor.borrow().error.is_none() {
                desktop.go_on();
            }
            desktop.redraw.force_update();
        });
    }

    /// Kept, and nothing may be shown: the screen is locked. What was typed meanwhile is written on from there.
    fn kept(&self, own: String, next: FactId, part: Option<(usize, String)>) {
        let mut editor = self.editor.borrow_mut();
        if let Some((at, text)) = part {
            editor.base[at] = text;
        }
        (editor.shown, editor.next) = (own, Some(next));
    }

    fn answered(&self, view: NoteView, part: Option<(usize, String)>) {
        self.read_fields();
        let mut editor = self.editor.borrow_mut();
        editor.error = None;
        (editor.note, editor.next) = (Some(view.note), Some(view.next));
        if let Some((at, text)) = part {
            editor.base[at] = text;
            editor.shown.clone_from(&view.own);
        }
        let first = editor.view.is_none();
        let was_closed = editor.view.as_ref().is_some_and(|view| view.closed.is_some());
        if first || was_closed != view.closed.is_some() {
            // The fields are there only once the page has been drawn.
            let desktop = self.clone();
            Timeout::new(0, move || desktop.fill()).forget();
        }
        editor.view = Some(Rc::new(view.clone()));
        let anew = std::mem::take(&mut editor.anew);
        if !first && !anew && editor.changed().is_some() {
            // Somebody types on: they go on from what they see.
            return;
        }
        editor.shown = view.shown;
        let was_signed = editor.closed;
        editor.closed = view.closed.and_then(|closed| usize::try_from(closed).ok()).unwrap_or_default();
        for (at, part) in view.parts.into_iter().enumerate().take(PARTS) {
            let was = std::mem::replace(&mut editor.base[at], part.text.clone());
            let before = if first { was.clone() } else { editor.typed[at].clone() };
            let refused_there = at == Section::Addendum as usize;
            let then = if anew { added(&was, &before, &part.text, refused_there) } else { part.text };
            let before = open_part(&before, if refused_there { was_signed } else { 0 });
            editor.filled[at] = self.show(at, before, open_part(&then, editor.signed(at)));
            editor.typed[at] = then;
        }
    }

    /// Puts the texts into fields that have only just been drawn.
    fn fill(&self) {
        let mut editor = self.editor.borrow_mut();
        for at in (0..PARTS).filter(|at| !editor.filled[*at]).collect::<Vec<_>>() {
            editor.filled[at] = self.show(at, "", open_part(&editor.typed[at], editor.signed(at)));
        }
    }

    /// Puts a text into its field, with the caret where it belongs; answers whether there is one.
    fn show(&self, at: usize, before: &str, text: &str) -> bool {
        let Some(area) = self.areas.borrow().get(at).and_then(NodeRef::cast::<HtmlTextAreaElement>) else {
            return false;
        };
        if area.value() == text {
            return true;
        }
        let stood = area.selection_start().ok().flatten();
        area.set_value(text);
        if let Some(stood) = stood {
            let stands = caret(before, text, stood);
            let _ = area.set_selection_range(stands, stands); // A caret that cannot be set stands at the end.
        }
        true
    }

    /// What could not be kept stays in its field. Where somebody has signed meanwhile it goes into the addendum.
    fn refused(&self, error: CallError, sent: Option<Sent>) {
        let part = sent.as_ref().map(|(_, part)| part);
        let closed = error.code == Code::AlreadyChanged;
        let addendum = Section::Addendum as usize;
        if let Some((at, _)) = part.filter(|(at, _)| closed && *at != addendum) {
            let at = *at;
            let mut editor = self.editor.borrow_mut();
            let base = editor.base[at].clone();
            let typed = std::mem::replace(&mut editor.typed[at], base.clone());
            editor.typed[addendum] = behind(&editor.typed[addendum], &base, &typed);
            editor.moved.push((at, typed));
            editor.look = true;
            for at in [at, addendum] {
                editor.filled[at] = self.show(at, "", open_part(&editor.typed[at], editor.signed(at)));
            }
            return;
        }
        if closed && part.is_some() {
            // Somebody signed it meanwhile, or it changed: what is typed goes behind what is there now.
            let mut editor = self.editor.borrow_mut();
            let typed = editor.typed[addendum].clone();
            editor.moved.push((addendum, typed));
            (editor.anew, editor.look) = (true, true);
            return;
        }
        let mut editor = self.editor.borrow_mut();
        // Only what the core says that it did not take is put anew; of all else nobody knows whether it was written.
        editor.again = sent.filter(|_| error.code != Code::Invalid);
        (editor.error, editor.look) = (Some(Rc::new(error)), true);
        drop(editor);
        self.later(AGAIN_MS);
    }
}

/// The change of one part, as the core is told of it, and what the part is then. A long one goes in pieces.
fn written(editor: &Editor, note: NoteId, at: usize) -> Option<(NoteAct, Option<(usize, String)>)> {
    let id = editor.next?;
    let Splice { at: place, take_out, write } = splice(&editor.base[at], &editor.typed[at])?;
    let take_out = take_out.min(MOST);
    let write: String = write.chars().take(MOST - take_out).collect();
    let base: Vec<char> = editor.base[at].chars().collect();
    let (head, tail) = (&base[..place], &base[place + take_out..]);
    let then: String = head.iter().copied().chain(write.chars()).chain(tail.iter().copied()).collect();
    let act = NoteAct::Write {
        id,
        note,
        shown: editor.shown.clone(),
        section: Section::ALL[at],
        at: u32::try_from(place).ok()?,
        take_out: u32::try_from(take_out).ok()?,
        write,
    };
    Some((act, Some((at, then))))
}
