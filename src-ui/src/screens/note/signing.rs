//! The signature under a note: what has to be read again, the button, and who has signed what.

use super::editor::Desktop;
use crate::{
    widgets::{
        el::{el, given_any, id, none, press, say, say_any},
        field,
        panel::{Choice, button},
    },
    words::visit,
};
use contract::{NoteAct, NoteView, SentenceView, SignedView};
use yew::prelude::*;

/// The card at the foot of the note.
pub(super) fn signing(desktop: &Desktop, view: &NoteView, ticked: &UseStateHandle<Vec<String>>) -> Html {
    let sentences = view.parts.iter().flat_map(|part| &part.sentences);
    let again: Vec<&SentenceView> = sentences.filter(|of| of.mine && of.by_two).collect();
    let unread = again.iter().any(|of| !ticked.contains(&of.mark));
    let ticks = again.iter().map(|of| {
        let (ticked, mark) = (ticked.clone(), of.mark.clone());
        let is_on = ticked.contains(&mark);
        button(
            Choice::new(of.text.clone(), "read-again", move || {
                let mut next = (*ticked).clone();
                match next.iter().position(|ticked| *ticked == mark) {
                    Some(at) => drop(next.swap_remove(at)),
                    None => next.push(mark.clone()),
                }
                ticked.set(next);
            })
            .on(is_on),
        )
    });
    let mut inside = vec![say("h2", "", visit::sign_your_words())];
    if view.unsigned == 0 || !view.withdrawn.is_empty() {
        inside.push(say("p", "quiet", visit::nothing_to_sign()));
    } else {
        if !again.is_empty() {
            inside.push(say("p", "", visit::read_again()));
            inside.push(el("div", "panel-choices read-again", ticks.collect()));
        }
        let (desktop, read) = (desktop.clone(), (**ticked).clone());
        let sign = Callback::from(move |_: MouseEvent| {
            let read_again = read.clone();
            desktop.then(move |note, shown| NoteAct::Sign { note, shown, read_again: read_again.clone() });
        });
        inside.push(press("button button--main", &visit::sign(view.unsigned), "sign", !unread, sign));
    }
    inside.push(if view.signed.is_empty() {
        none()
    } else {
        id(el("ul", "plain-list", view.signed.iter().map(signature).collect()), "signatures")
    });
    id(el("section", "card", inside), "signing")
}

/// Takes the note back, with a reason: it was opened for the wrong patient.
pub(super) fn wrong_patient(desktop: &Desktop, reason: &UseStateHandle<Option<String>>) -> Html {
    let set = |to: Option<String>| {
        let reason = reason.clone();
        Callback::from(move |_: MouseEvent| reason.set(to.clone()))
    };
    let Some(words) = (**reason).clone() else {
        return press(
            "button button--plain",
            visit::wrong_patient(),
            "wrong-patient",
            true,
            set(Some(String::new())),
        );
    };
    let keyed = {
        let reason = reason.clone();
        Callback::from(move |words| reason.set(Some(words)))
    };
    let ready = !words.trim().is_empty();
    let mut inside = vec![say("p", "", visit::wrong_patient_more())];
    inside.push(field::line(visit::wrong_patient_why(), &words, "wrong-patient-reason", &keyed));
    let (desktop, done) = (desktop.clone(), reason.clone());
    let withdraw = Callback::from(move |_: MouseEvent| {
        let reason = words.clone();
        done.set(None);
        desktop.then(move |note, _| NoteAct::Withdraw { note, reason: reason.clone() });
    });
    let ways = vec![
        press("button", visit::wrong_patient(), "wrong-patient-yes", ready, withdraw),
        press("button button--plain", crate::words::cancel(), "wrong-patient-no", true, set(None)),
    ];
    inside.push(el("div", "actions", ways));
    el("section", "card", inside)
}

fn signature(signed: &SignedView) -> Html {
    let mut inside =
        vec![say("b", "", &signed.by), given_any("span", "notice notice--problem", &signed.doubt)];
    inside.push(say_any("span", "flag flag--two", if signed.unchecked { visit::unchecked() } else { "" }));
    if !signed.changed_since.is_empty() {
        inside.push(say("p", "quiet", visit::changed_since()));
        let gone = signed
            .changed_since
            .iter()
            .map(|(section, text)| say("li", "", &format!("{}: {text}", visit::section(*section))));
        inside.push(el("ul", "", gone.collect()));
    }
    el("li", "", inside)
}
