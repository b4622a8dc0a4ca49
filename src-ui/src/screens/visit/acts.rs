//! Planning, beginning and ending a visit.

use super::Page;
use crate::{
    route::Route,
    widgets::{
        el::{attr, el, id, link, press, say, say_any, words as set},
        field,
        panel::{Choice, panel},
    },
    words::{CANCEL, visit as words},
};
use clinical::{
    stay::VisitStage,
    visit::{Consent, IdentityCheck, NOT_SEEN, VisitEnding},
};
use contract::{VisitAct, VisitLine};
use yew::prelude::*;

/// What was ticked and keyed and is not sent.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Typed {
    pub(super) identity: [bool; IdentityCheck::ALL.len()],
    pub(super) consent: Option<Consent>,
    /// The reasons are open.
    pub(super) unable: bool,
    pub(super) words: String,
    pub(super) purpose: String,
    pub(super) goal: String,
    pub(super) measure: String,
    /// The three lines.
    pub(super) lines: [String; 3],
}

impl Typed {
    /// What is left once this was sent.
    pub(super) fn after(&self, act: &VisitAct) -> Self {
        let mut next = self.clone();
        match act {
            VisitAct::Start { .. } => (next.identity, next.consent) = Default::default(),
            VisitAct::End { .. } => (next.unable, next.words) = Default::default(),
            VisitAct::Plan { .. } => next.purpose.clear(),
            VisitAct::Goal(_) => (next.goal, next.measure) = Default::default(),
            _ => {}
        }
        next
    }
}

impl Page<'_> {
    /// Changes what was typed.
    pub(super) fn set<T: 'static>(&self, change: impl Fn(&mut Typed, T) + 'static) -> Callback<T> {
        let typed = self.typed.clone();
        Callback::from(move |value: T| {
            let mut next = (*typed).clone();
            change(&mut next, value);
            typed.set(next);
        })
    }

    /// The visit that matters now.
    pub(super) fn visit(&self) -> Html {
        let mut inside = vec![say("h2", "", words::VISIT)];
        let line = self.view.visit.as_ref();
        if let Some(line) = line {
            inside.push(el("ul", "plain-list", vec![self.line(line)]));
            inside.push(say_any("p", "", &line.purpose));
        }
        match line.map(|line| (line.stage, line)) {
            Some((VisitStage::Open, line)) => inside.extend(self.open(line)),
            Some((VisitStage::Planned, line)) if line.mine => inside.extend(self.to_begin(Some(line))),
            Some((VisitStage::Stopped, _)) => {
                inside.push(attr(say("p", "notice notice--problem", words::STOPPED), "role", "alert"));
            }
            _ => {
                inside.extend(self.to_begin(None));
                inside.extend(self.plan());
            }
        }
        id(el("section", "card visit-card", inside), "visit-card")
    }

    /// Identity, consent, begin; or why not.
    fn to_begin(&self, line: Option<&VisitLine>) -> Vec<Html> {
        let ticks = IdentityCheck::ALL.map(|check| {
            let tick = self.set(move |typed: &mut Typed, ()| {
                typed.identity[check as usize] ^= true;
            });
            Choice::new(check.label(), "identity", move || tick.emit(()))
                .on(self.typed.identity[check as usize])
        });
        let consents = [Consent::Given, Consent::BestInterests].map(|consent| {
            let choose = self.set(move |typed: &mut Typed, ()| typed.consent = Some(consent));
            Choice::new(consent.label(), "consent", move || choose.emit(()))
                .on(self.typed.consent == Some(consent))
        });
        let ticked = self.typed.identity;
        let identity = move || IdentityCheck::ALL.into_iter().filter(move |check| ticked[*check as usize]);
        let ready = identity().count() >= 2;
        let visit = line.map(|line| line.id);
        let consent = self.typed.consent;
        let act = self.act.clone();
        let begin = Callback::from(move |_: MouseEvent| {
            if let Some(consent) = consent {
                act.emit(VisitAct::Start { visit, identity: identity().collect(), consent });
            }
        });
        let label = if line.is_some() { words::BEGIN } else { words::BEGIN_UNPLANNED };
        let mut inside = vec![
            panel(words::IDENTITY, "panel--inline", ticks.into()),
            panel(words::CONSENT, "panel--inline", consents.into()),
            press("button button--main", label, "begin", ready && consent.is_some(), begin),
        ];
        inside.extend(line.map(|line| self.unable(line, words::UNABLE)));
        inside
    }

    /// What can be done while somebody is with the patient.
    fn open(&self, line: &VisitLine) -> Vec<Html> {
        let (stay, visit) = (self.view.banner.stay, line.id);
        let end = self.act.reform(move |_: MouseEvent| VisitAct::End { visit, how: VisitEnding::Seen });
        let ways = vec![
            match line.note {
                Some(note) => {
                    link("button button--main", &Route::Note(stay, note), "note", vec![set(words::NOTE)])
                }
                None => {
                    let route = Route::NewNote(stay, visit);
                    link("button button--main", &route, "note", vec![set(words::NOTE)])
                }
            },
            link("button", &Route::Observe(stay), "observe", vec![set(words::OBSERVE)]),
            link("button", &Route::Patient(stay), "forms", vec![set(words::FORMS)]),
        ];
        vec![
            el("div", "actions", ways),
            press("button button--main", words::END_SEEN, "end-seen", true, end),
            self.unable(line, words::END_NOT_SEEN),
        ]
    }

    /// The reasons why a patient is not seen; each ends the visit.
    fn unable(&self, line: &VisitLine, label: &str) -> Html {
        let open = self.set(|typed: &mut Typed, _: MouseEvent| typed.unable = !typed.unable);
        if !self.typed.unable {
            return press("button", label, "unable", true, open);
        }
        let visit = line.id;
        let reasons = NOT_SEEN.map(|(code, label)| {
            let (act, more) = (self.act.clone(), self.typed.words.trim().to_owned());
            Choice::new(label, format!("not-seen-{code}"), move || {
                let how = VisitEnding::NotSeen { reason: code.to_owned(), words: more.clone() };
                act.emit(VisitAct::End { visit, how });
            })
        });
        let keyed = self.set(|typed: &mut Typed, words| typed.words = words);
        el(
            "div",
            "",
            vec![
                field::line(words::MORE, &self.typed.words, "not-seen-words", &keyed),
                panel(words::WHY_NOT_SEEN, "panel--inline", reasons.into()),
                press("button button--plain", CANCEL, "unable-cancel", true, open),
            ],
        )
    }

    /// When to come, and what for.
    fn plan(&self) -> Vec<Html> {
        let keyed = self.set(|typed: &mut Typed, purpose| typed.purpose = purpose);
        let now = self.now;
        let times = words::PLANS.map(|(minutes, label)| {
            let (act, purpose) = (self.act.clone(), self.typed.purpose.clone());
            Choice::new(label, "plan-at", move || {
                let at = now.plus_minutes(minutes);
                act.emit(VisitAct::Plan { visit: None, at, purpose: purpose.clone() });
            })
        });
        vec![
            field::line(words::PURPOSE, &self.typed.purpose, "plan-purpose", &keyed),
            panel(words::PLAN, "panel--inline", times.into()),
        ]
    }
}
