//! The buttons of an alert and the panel that each opens: what hurts is confirmed, what is said is signed.

use super::{
    Card,
    typed::{Typed, changing},
};
use crate::{
    widgets::{
        class::classes,
        field,
        panel::{Choice, panel},
    },
    words::{CANCEL, episode as words},
};
use clinical::escalation::{EscalationAct, Infection, Telling};
use contract::{ActAsked, ActKind, SbarView};
use yew::prelude::*;

/// Minutes to the review of a plan that are offered.
const REVIEWS: [(i64, &str); 5] =
    [(0, words::NO_REVIEW), (30, "30 min"), (60, "1 hour"), (120, "2 hours"), (240, "4 hours")];

/// The code of a reason that has to be put into words.
const OTHER: &str = "other";

impl Card {
    /// The buttons, the most likely one first and large; or the panel of the one that was pressed.
    pub(super) fn acts(&self) -> Html {
        match self.typed.open.filter(|kind| *kind != ActKind::Infection && self.shown.may.contains(kind)) {
            Some(kind) => self.panel(kind),
            None => {
                html! { <div class="episode-acts">{ for self.in_order().map(|kind| self.button(kind)) }</div> }
            }
        }
    }

    fn in_order(&self) -> impl Iterator<Item = ActKind> + '_ {
        let asked_of_me = self.shown.ask.as_ref().is_some_and(|ask| ask.mine);
        let order = if !self.waits() {
            use clinical::stay::Stage;
            match self.shown.stage {
                Stage::Attended => [ActKind::Plan, ActKind::Attend, ActKind::Close],
                Stage::Planned => [ActKind::Close, ActKind::Plan, ActKind::Attend],
                _ => [ActKind::Attend, ActKind::Plan, ActKind::Close],
            }
        } else if asked_of_me {
            [ActKind::Accept, ActKind::Tell, ActKind::Attend]
        } else {
            [ActKind::Tell, ActKind::Accept, ActKind::Attend]
        };
        let all = [
            ActKind::Tell,
            ActKind::Accept,
            ActKind::Attend,
            ActKind::Plan,
            ActKind::NotEscalate,
            ActKind::Close,
        ];
        let rest = all.into_iter().filter(move |kind| !order.contains(kind));
        let fits = |kind: &ActKind| {
            let brief = matches!(kind, ActKind::Tell | ActKind::Accept | ActKind::Attend);
            self.shown.may.contains(kind) && (!self.brief || brief)
        };
        order.into_iter().chain(rest).filter(fits)
    }

    fn button(&self, kind: ActKind) -> Html {
        let (typed, shown) = (self.typed.clone(), self.shown.clone());
        let open = move |_: MouseEvent| typed.set(Typed::opened(kind, &shown));
        html! {
            <button type="button" class="button" onclick={open} data-testid={words::act_id(kind)}>
                { words::act(kind) }
            </button>
        }
    }

    fn panel(&self, kind: ActKind) -> Html {
        let inside = match kind {
            ActKind::Tell => self.telling(),
            ActKind::Accept => {
                self.by_whom(words::ACCEPT_MORE, words::I_ACCEPT, words::THEY_ACCEPTED, |who| {
                    EscalationAct::Accepted { who }
                })
            }
            ActKind::Attend => {
                self.by_whom(words::ATTEND_MORE, words::I_AM_THERE, words::THEY_ARE_THERE, |who| {
                    EscalationAct::Attended { who }
                })
            }
            ActKind::Plan => self.plan(),
            ActKind::NotEscalate => self.reasoned(
                words::NOT_ESCALATE_MORE,
                &self.choices.not_escalated,
                words::CONFIRM_NOT_ESCALATE,
                |reason| EscalationAct::NotEscalated { reason },
            ),
            ActKind::Close => {
                self.reasoned(words::CLOSE_MORE, &self.choices.close, words::CONFIRM_CLOSE, |reason| {
                    EscalationAct::Closed { reason }
                })
            }
            ActKind::Infection => Html::default(),
        };
        let cancel = changing(&self.typed, |typed, _: MouseEvent| *typed = Typed::default());
        html! {
            <div class="episode-panel" data-testid="episode-panel">
                { inside }
                <button type="button" class="button button--plain" onclick={cancel} data-testid="act-cancel">
                    { CANCEL }
                </button>
            </div>
        }
    }

    /// What to say, to whom, and how it was said: the last writes it down.
    fn telling(&self) -> Html {
        let asked = self.shown.ask.as_ref().map_or("", |ask| ask.role.as_str());
        let role = if self.typed.code.is_empty() { asked } else { self.typed.code.as_str() };
        let roles = self.choices.tell.iter().map(|(code, label)| self.code(code, label, role));
        let how = Telling::ALL.map(|how| {
            let (send, who) = (self.send.clone(), self.typed.who.trim().to_owned());
            let role = role.to_owned();
            let act = move || {
                let told = EscalationAct::Told { role: role.clone(), who: who.clone(), how };
                send.emit((ActAsked::Act(told), String::new()));
            };
            Choice::new(words::told(how), "told-how", act).class("choice--main")
        });
        html! {
            <>
                { for self.shown.sbar.as_ref().map(sbar) }
                { panel(words::TOLD_WHOM, "panel--inline", roles.collect()) }
                { self.name(words::THEIR_NAME) }
                { panel(words::TOLD_HOW, "panel--inline", how.into()) }
            </>
        }
    }

    /// Oneself, or somebody else by name: the registrar on the telephone who says that they are coming.
    fn by_whom(
        &self,
        more: &'static str,
        mine: &'static str,
        theirs: &'static str,
        act: fn(String) -> EscalationAct,
    ) -> Html {
        let named = !self.typed.who.trim().is_empty();
        let (label, class) = if named { (theirs, "") } else { (mine, "button--main") };
        let who = self.typed.who.trim().to_owned();
        html! {
            <>
                <p>{ more }</p>
                { self.name(words::SOMEBODY_ELSE) }
                { self.confirm(label, class, true, move || ActAsked::Act(act(who.clone())), String::new()) }
            </>
        }
    }

    fn plan(&self) -> Html {
        let plan = self.typed.words.trim().to_owned();
        let minutes = self.typed.minutes;
        let reviews = REVIEWS.map(|(minutes, label)| {
            let set = changing(&self.typed, move |typed, ()| typed.minutes = minutes);
            Choice::new(label, "review", move || set.emit(())).on(self.typed.minutes == minutes)
        });
        let now = self.now;
        let ready = !plan.is_empty();
        let act = move || {
            let review_at = (minutes > 0).then(|| now.plus_minutes(minutes));
            ActAsked::Act(EscalationAct::Planned { plan: plan.clone(), review_at })
        };
        html! {
            <>
                { self.words(words::PLAN) }
                { panel(words::REVIEW, "panel--inline", reviews.into()) }
                { self.confirm(words::SAVE_PLAN, "button--main", ready, act, String::new()) }
            </>
        }
    }

    /// A reason of the policy, words where they are wanted, and a second press in another place.
    fn reasoned(
        &self,
        more: &'static str,
        reasons: &[(String, String)],
        confirm: &'static str,
        act: fn(String) -> EscalationAct,
    ) -> Html {
        let code = self.typed.code.clone();
        let in_words = self.typed.words.trim().to_owned();
        let ready = !code.is_empty() && (code != OTHER || !in_words.is_empty());
        let choices = reasons.iter().map(|(code, label)| self.code(code, label, &self.typed.code));
        html! {
            <>
                <p>{ more }</p>
                { panel(crate::words::patient::WHY, "panel--inline", choices.collect()) }
                { self.words(words::IN_WORDS) }
                { self.confirm(confirm, "button--warning", ready, move || ActAsked::Act(act(code.clone())), in_words) }
            </>
        }
    }

    /// The question about infection: an answer, and a signature under it.
    pub(super) fn answers(&self) -> Html {
        let open = self.typed.open == Some(ActKind::Infection);
        let chosen = if open { self.typed.code.as_str() } else { "" };
        let shown = self.shown.clone();
        let answer = |answer: Infection| {
            let (label, shown) = (answer.label(), shown.clone());
            let set = changing(&self.typed, move |typed, ()| {
                *typed = Typed::opened(ActKind::Infection, &shown);
                label.clone_into(&mut typed.code);
            });
            Choice::new(label, "infection-answer", move || set.emit(())).on(chosen == label)
        };
        let choices = Infection::ALL.map(answer);
        let signed = Infection::ALL.into_iter().find(|answer| answer.label() == chosen);
        html! {
            <>
                { panel("", "panel--inline", choices.into()) }
                { for signed.map(|answer| {
                    let act = move || ActAsked::Act(EscalationAct::Infection(answer));
                    self.confirm(words::SIGN_ANSWER, "button--main", true, act, String::new())
                }) }
            </>
        }
    }

    fn code(&self, code: &str, label: &str, chosen: &str) -> Choice {
        let value = code.to_owned();
        let set = changing(&self.typed, move |typed, ()| typed.code.clone_from(&value));
        Choice::new(label.to_owned(), format!("code-{code}"), move || set.emit(())).on(code == chosen)
    }

    fn name(&self, label: &'static str) -> Html {
        let set = changing(&self.typed, |typed, value: String| typed.who = value);
        field::line(label, &self.typed.who, "act-who", &set)
    }

    fn words(&self, label: &'static str) -> Html {
        let set = changing(&self.typed, |typed, value: String| typed.words = value);
        field::area(label, &self.typed.words, "act-words", &set)
    }

    /// The press that writes it down; once, however often pressed.
    fn confirm(
        &self,
        label: &'static str,
        class: &'static str,
        ready: bool,
        act: impl Fn() -> ActAsked + 'static,
        reason: String,
    ) -> Html {
        let send = self.send.clone();
        let press = move |_: MouseEvent| send.emit((act(), reason.clone()));
        html! {
            <button type="button" class={classes(&["button", "episode-confirm", class])} onclick={press}
                disabled={self.busy || !ready} data-testid="act-confirm">{ label }</button>
        }
    }
}

/// The four texts, to be read out.
fn sbar(sbar: &SbarView) -> Html {
    let SbarView { situation, background, assessment, recommendation } = sbar;
    let texts = [situation, background, assessment, recommendation];
    html! {
        <section class="sbar" data-testid="sbar">
            <h3 class="panel-title">{ words::SAY }</h3>
            <dl>
                { for words::SBAR.into_iter().zip(texts).map(|(name, text)| html! {
                    <div><dt>{ name }</dt><dd>{ text.clone() }</dd></div>
                }) }
            </dl>
        </section>
    }
}
