//! What becomes of a plan: moved, called off, settled, taken back.

use super::{
    Page,
    acts::{Open, Typed},
};
use crate::{
    widgets::{
        el::{attr, el, given, id, press, say},
        field,
        panel::{Choice, panel},
        when,
    },
    words::visit as words,
};
use clinical::{
    FactId,
    visit::{CALLED_OFF, VisitCalledOff},
};
use contract::{VisitAct, VisitLine};
use yew::prelude::*;

/// Whether people who did not know of each other said different things of when it is to be. Two who said the same agree.
pub(crate) fn differ(line: &VisitLine) -> bool {
    line.plans.windows(2).any(|pair| pair[0].at != pair[1].at)
}

impl Page<'_> {
    /// What became of it so far, and what was said last taken back.
    pub(super) fn changes(&self, line: &VisitLine) -> Html {
        let mut inside = Vec::new();
        if !line.changes.is_empty() {
            inside.push(say("h3", "", words::changes()));
            let said = line.changes.iter().map(|said| given("li", "", said)).collect();
            inside.push(id(el("ul", "plain-list quiet", said), "changes"));
        }
        inside.extend(line.can_take_back.filter(|_| !differ(line)).map(|fact| {
            let back = self.act.reform(move |_: MouseEvent| VisitAct::TakeBack { fact });
            let label =
                if line.entered.is_empty() { words::take_back(line.stage) } else { words::take_back_entry() };
            press("button", label, "take-back", true, back)
        }));
        el("div", "visit-asked", inside)
    }

    /// What can be done about a visit that has not begun.
    pub(super) fn planned(&self, line: &VisitLine) -> Vec<Html> {
        let shown: Vec<FactId> = line.plans.iter().map(|plan| plan.id).collect();
        if differ(line) {
            return vec![self.settle(line, &shown)];
        }
        match self.typed.open {
            Open::Move => vec![self.to_move(line, shown)],
            Open::CallOff => vec![self.call_off(line, shown)],
            Open::Later | Open::Unable => Vec::new(),
            _ => vec![el(
                "div",
                "actions",
                vec![
                    press("button", words::move_it(), "move", true, self.opens(Open::Move)),
                    press("button", words::call_off(), "call-off", true, self.opens(Open::CallOff)),
                ],
            )],
        }
    }

    /// Both are shown, and one is chosen.
    fn settle(&self, line: &VisitLine, shown: &[FactId]) -> Html {
        let mut inside = vec![say("b", "", words::two_plans())];
        for plan in &line.plans {
            let (visit, chosen, shown) = (line.id, plan.id, shown.to_vec());
            let settle = self.act.reform(move |_: MouseEvent| VisitAct::Settle {
                visit,
                shown: shown.clone(),
                plan: chosen,
            });
            inside.push(given("p", "", &plan.words));
            inside.push(press("button", words::this_holds(), "settle", true, settle));
        }
        id(attr(el("div", "notice notice--conflict visit-asked", inside), "role", "status"), "two-plans")
    }

    fn to_move(&self, line: &VisitLine, shown: Vec<FactId>) -> Html {
        let keyed = self.set(|typed: &mut Typed, words| typed.words = words);
        let reasons = words::MOVE_REASONS.map(|reason| {
            let keyed = keyed.clone();
            Choice::new(reason, "move-reason", move || keyed.emit(reason.to_owned()))
                .on(self.typed.words == reason)
                .english()
        });
        let (visit, at, reason) = (line.id, self.keyed(0), self.typed.words.trim().to_owned());
        let ready = at.is_some() && !reason.is_empty();
        let act = self.act.clone();
        let send = Callback::from(move |_: MouseEvent| {
            if let Some(at) = at {
                act.emit(VisitAct::Move { visit, shown: shown.clone(), at, reason: reason.clone() });
            }
        });
        let inside = vec![
            self.moment(0, words::move_to(), "move-to", when::ahead(self.now, self.view.offset_minutes)),
            panel(words::move_why(), "panel--inline", reasons.into()),
            field::line(words::in_words(), &self.typed.words, "move-words", &keyed),
            self.refused(),
            press("button button--main", words::move_now(), "move-now", ready, send),
            press(
                "button button--plain",
                crate::words::cancel(),
                "move-cancel",
                true,
                self.opens(Open::Move),
            ),
        ];
        id(el("div", "visit-asked", inside), "move-form")
    }

    fn call_off(&self, line: &VisitLine, shown: Vec<FactId>) -> Html {
        let keyed = self.set(|typed: &mut Typed, words| typed.words = words);
        let reasons = CALLED_OFF.map(|(code, label)| {
            let (act, visit, shown) = (self.act.clone(), line.id, shown.clone());
            let words = self.typed.words.trim().to_owned();
            Choice::new(label, format!("off-{code}"), move || {
                let why = VisitCalledOff { reason: code.to_owned(), words: words.clone() };
                act.emit(VisitAct::CallOff { visit, shown: shown.clone(), why });
            })
            .english()
        });
        let inside = vec![
            self.refused(),
            field::line(words::more(), &self.typed.words, "off-words", &keyed),
            panel(words::why_called_off(), "panel--inline", reasons.into()),
            press(
                "button button--plain",
                crate::words::cancel(),
                "off-cancel",
                true,
                self.opens(Open::CallOff),
            ),
        ];
        el("div", "visit-asked", inside)
    }
}
