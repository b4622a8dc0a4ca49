//! Planning, beginning and ending a visit.

use super::Page;
use crate::{
    route::Route,
    screens::band,
    widgets::{
        el::{attr, el, id, link, press, say, say_any, words as set},
        field,
        panel::{Choice, panel},
    },
    words::visit as words,
};
use clinical::{
    FactId,
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
    /// What is open beyond the page itself.
    pub(super) open: Open,
    pub(super) words: String,
    pub(super) purpose: String,
    pub(super) goal: String,
    pub(super) measure: String,
    /// The day of a new goal, as its field holds it.
    pub(super) goal_by: String,
    /// Another day of a goal that there is.
    pub(super) by: String,
    /// Two times, as their fields hold them: from or to when, and until when.
    pub(super) times: [String; 2],
    /// The address, and how to get in.
    pub(super) home: [String; 2],
    /// The three lines.
    pub(super) lines: [String; 3],
}

/// One thing at a time is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Open {
    #[default]
    Nothing,
    /// Why a patient is not seen.
    Unable,
    /// To when a visit is moved.
    Move,
    /// Why it is called off.
    CallOff,
    /// A visit that has taken place.
    Later,
    /// When an open one ended.
    EndedEarlier,
    /// The address.
    Home,
    /// The day of a goal.
    Day(FactId),
}

impl Typed {
    /// What is left once this was sent.
    pub(super) fn after(&self, act: &VisitAct) -> Self {
        let mut next = self.clone();
        match act {
            VisitAct::Goal(_) => (next.goal, next.measure, next.goal_by) = Default::default(),
            VisitAct::Plan { .. } => next.purpose.clear(),
            VisitAct::Start { .. } | VisitAct::WriteUp { .. } => {
                next = self.opened(Open::Nothing);
                (next.identity, next.consent) = Default::default();
            }
            VisitAct::End { .. }
            | VisitAct::Move { .. }
            | VisitAct::CallOff { .. }
            | VisitAct::GoalBy { .. }
            | VisitAct::Home(_) => next = self.opened(Open::Nothing),
            _ => {}
        }
        next
    }

    /// With something else open, and what was keyed into what was open before forgotten.
    pub(super) fn opened(&self, open: Open) -> Self {
        let mut next = self.clone();
        next.open = open;
        (next.words, next.by, next.times) = Default::default();
        next
    }
}

/// Whether this says something of the visit itself, which its card then shows.
pub(super) const fn is_of_the_card(act: &VisitAct) -> bool {
    matches!(
        act,
        VisitAct::Start { .. }
            | VisitAct::WriteUp { .. }
            | VisitAct::End { .. }
            | VisitAct::Plan { .. }
            | VisitAct::Move { .. }
            | VisitAct::CallOff { .. }
            | VisitAct::Settle { .. }
            | VisitAct::TakeBack { .. }
    )
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
        let mut inside = vec![say("h2", "", words::visit())];
        let line = self.view.visit.as_ref();
        if let Some(line) = line {
            inside.push(el("ul", "plain-list", vec![self.line(line)]));
            inside.push(say_any("p", "", &line.purpose));
        }
        inside.extend(line.map(|line| self.changes(line)));
        let later = self.typed.open == Open::Later;
        match line.map(|line| (line.stage, line)) {
            Some((VisitStage::Open, line)) => inside.extend(self.open(line)),
            Some((VisitStage::Planned, line)) => {
                inside.extend(self.planned(line));
                if !matches!(self.typed.open, Open::Move | Open::CallOff | Open::Later) {
                    inside.extend(self.to_begin(Some(line).filter(|line| line.mine)));
                }
                inside.push(self.later(Some(line).filter(|line| line.mine)));
            }
            Some((VisitStage::Stopped, _)) => {
                inside.push(attr(say("p", "notice notice--problem", words::stopped()), "role", "alert"));
                inside.push(self.later(None));
            }
            _ => {
                if !later {
                    inside.extend(self.to_begin(None));
                    inside.extend(self.plan());
                }
                inside.push(self.later(None));
            }
        }
        id(el("section", "card visit-card", inside), "visit-card")
    }

    /// Identity and consent; and what was ticked, once that is enough.
    pub(super) fn identified(&self) -> (Vec<Html>, Option<(Vec<IdentityCheck>, Consent)>) {
        let ticks = IdentityCheck::ALL.map(|check| {
            let tick = self.set(move |typed: &mut Typed, ()| {
                typed.identity[check as usize] ^= true;
            });
            Choice::new(words::identity_check(check), "identity", move || tick.emit(()))
                .on(self.typed.identity[check as usize])
        });
        let consents = [Consent::Given, Consent::BestInterests].map(|consent| {
            let choose = self.set(move |typed: &mut Typed, ()| typed.consent = Some(consent));
            Choice::new(words::consent_given(consent), "consent", move || choose.emit(()))
                .on(self.typed.consent == Some(consent))
        });
        let ticked = self.typed.identity;
        let identity: Vec<_> =
            IdentityCheck::ALL.into_iter().filter(|check| ticked[*check as usize]).collect();
        let panels = vec![
            panel(words::identity(), "panel--inline", ticks.into()),
            band::with_camera(),
            panel(words::consent(), "panel--inline", consents.into()),
        ];
        (panels, self.typed.consent.filter(|_| identity.len() >= 2).map(|consent| (identity, consent)))
    }

    /// Identity, consent, begin; or why not.
    fn to_begin(&self, line: Option<&VisitLine>) -> Vec<Html> {
        let (mut inside, ticked) = self.identified();
        let visit = line.map(|line| line.id);
        let (ready, act) = (ticked.is_some(), self.act.clone());
        let begin = Callback::from(move |_: MouseEvent| {
            if let Some((identity, consent)) = ticked.clone() {
                act.emit(VisitAct::Start { visit, identity, consent });
            }
        });
        let label = if line.is_some() { words::begin() } else { words::begin_unplanned() };
        inside.push(press("button button--main", label, "begin", ready, begin));
        inside.extend(line.map(|line| self.unable(line, words::unable())));
        inside
    }

    /// Opens something, or closes it.
    pub(super) fn opens(&self, open: Open) -> Callback<MouseEvent> {
        self.set(move |typed: &mut Typed, _: MouseEvent| {
            *typed = typed.opened(if typed.open == open { Open::Nothing } else { open });
        })
    }

    /// The way to a visit's note, written or not.
    pub(super) fn note(&self, line: &VisitLine, class: &str) -> Html {
        let stay = self.view.banner.stay;
        let route = line.note.map_or(Route::NewNote(stay, line.id), |note| Route::Note(stay, note));
        link(class, &route, "note", vec![set(words::note())])
    }

    /// What can be done while somebody is with the patient.
    fn open(&self, line: &VisitLine) -> Vec<Html> {
        let (stay, visit) = (self.view.banner.stay, line.id);
        let end =
            self.act.reform(move |_: MouseEvent| VisitAct::End { visit, how: VisitEnding::Seen, at: None });
        let ways = vec![
            self.note(line, "button button--main"),
            link("button", &Route::Observe(stay), "observe", vec![set(words::observe())]),
            link("button", &Route::Patient(stay), "forms", vec![set(words::forms())]),
            band::with_camera(),
        ];
        vec![
            el("div", "actions", ways),
            press("button button--main", words::end_seen(), "end-seen", true, end),
            self.ended_earlier(line),
            self.unable(line, words::end_not_seen()),
        ]
    }

    /// The reasons why a patient is not seen; each ends the visit.
    fn unable(&self, line: &VisitLine, label: &str) -> Html {
        let open = self.opens(Open::Unable);
        if self.typed.open != Open::Unable {
            return press("button", label, "unable", true, open);
        }
        let visit = line.id;
        let reasons = NOT_SEEN.map(|(code, label)| {
            let (act, more) = (self.act.clone(), self.typed.words.trim().to_owned());
            Choice::new(label, format!("not-seen-{code}"), move || {
                let how = VisitEnding::NotSeen { reason: code.to_owned(), words: more.clone() };
                act.emit(VisitAct::End { visit, how, at: None });
            })
            .english()
        });
        let keyed = self.set(|typed: &mut Typed, words| typed.words = words);
        el(
            "div",
            "",
            vec![
                self.refused(),
                field::line(words::more(), &self.typed.words, "not-seen-words", &keyed),
                panel(words::why_not_seen(), "panel--inline", reasons.into()),
                press("button button--plain", crate::words::cancel(), "unable-cancel", true, open),
            ],
        )
    }

    /// When to come, and what for.
    fn plan(&self) -> Vec<Html> {
        let keyed = self.set(|typed: &mut Typed, purpose| typed.purpose = purpose);
        let now = self.now;
        let times = words::plans().map(|(minutes, label)| {
            let (act, purpose) = (self.act.clone(), self.typed.purpose.clone());
            Choice::new(label, "plan-at", move || {
                let at = now.plus_minutes(minutes);
                act.emit(VisitAct::Plan { visit: None, at, purpose: purpose.clone() });
            })
        });
        vec![
            field::line(words::purpose(), &self.typed.purpose, "plan-purpose", &keyed),
            panel(words::plan(), "panel--inline", times.into()),
        ]
    }
}
