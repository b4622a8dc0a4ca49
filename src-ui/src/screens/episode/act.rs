//! The buttons of an alert and the panel that each opens: what hurts is confirmed, what is said is signed.

use super::{Card, typed::changing};
use crate::{
    widgets::{
        class::classes,
        el::{attr, el, english, id, none, press, say},
        field,
        panel::{Choice, panel},
    },
    words::{episode as words, times},
};
use clinical::{
    escalation::{EscalationAct, Infection, Telling},
    stay::Stage,
};
use contract::{ActAsked, ActKind, SbarView};
use yew::prelude::*;

/// Minutes to the review of a plan that are offered; 0 for none.
const REVIEWS: [i64; 5] = [0, 30, 60, 120, 240];

/// The code of a reason that has to be put into words.
const OTHER: &str = "other";

impl Card {
    /// The buttons, the most likely one first and large; or the panel of the one that was pressed.
    pub(super) fn acts(&self) -> Html {
        match self.typed.open.filter(|kind| *kind != ActKind::Infection && self.shown.may.contains(kind)) {
            Some(kind) => self.panel(kind),
            None => {
                el("div", "episode-acts", self.in_order().into_iter().map(|kind| self.button(kind)).collect())
            }
        }
    }

    fn in_order(&self) -> Vec<ActKind> {
        use ActKind::{Accept, Attend, Close, NotEscalate, Plan, Tell};
        let asked_of_me = self.shown.ask.as_ref().is_some_and(|ask| ask.mine);
        let order = match self.shown.stage {
            _ if self.waits() && asked_of_me => [Accept, Tell, Attend, Plan, NotEscalate, Close],
            _ if self.waits() => [Tell, Accept, Attend, Plan, NotEscalate, Close],
            Stage::Attended => [Plan, Close, Attend, Tell, Accept, NotEscalate],
            Stage::Planned => [Close, Plan, Attend, Tell, Accept, NotEscalate],
            _ => [Attend, Plan, Close, Tell, Accept, NotEscalate],
        };
        let mut fits = order.to_vec();
        fits.retain(|kind| {
            let next = matches!(kind, Tell | Accept | Attend);
            self.shown.may.contains(kind) && (!self.brief || next)
        });
        fits
    }

    fn button(&self, kind: ActKind) -> Html {
        let (typed, shown) = (self.typed.clone(), self.shown.clone());
        let open = Callback::from(move |_: MouseEvent| typed.set(typed.opened(kind, &shown)));
        press("button", words::act(kind), words::act_id(kind), true, open)
    }

    fn panel(&self, kind: ActKind) -> Html {
        let mut inside = match kind {
            ActKind::Tell => self.telling(),
            ActKind::Accept => {
                self.by_whom(kind, words::accept_more(), words::i_accept(), words::they_accepted())
            }
            ActKind::Attend => {
                self.by_whom(kind, words::attend_more(), words::i_am_there(), words::they_are_there())
            }
            ActKind::Plan => self.plan(),
            ActKind::NotEscalate => {
                self.reasoned(kind, words::not_escalate_more(), words::confirm_not_escalate())
            }
            ActKind::Close => self.reasoned(kind, words::close_more(), words::confirm_close()),
            ActKind::Infection => Vec::new(),
        };
        let cancel = {
            let typed = self.typed.clone();
            Callback::from(move |_: MouseEvent| typed.set(typed.closed()))
        };
        inside.push(press("button button--plain", crate::words::cancel(), "act-cancel", true, cancel));
        let made = id(el("div", "episode-panel", inside), "episode-panel");
        attr(made, "id", &["act-", &self.shown.id.to_string()].concat())
    }

    /// What to say, to whom, and how it was said: the last writes it down.
    fn telling(&self) -> Vec<Html> {
        let asked = self.shown.ask.as_ref().map_or("", |ask| ask.role.as_str());
        let role = if self.typed.code.is_empty() { asked } else { self.typed.code.as_str() };
        let roles = self.choices.tell.iter().map(|(code, label)| self.code(code, label, role));
        let how = Telling::ALL.map(|how| {
            let who = self.typed.who.trim().to_owned();
            let told = ActAsked::Act(EscalationAct::Told { role: role.to_owned(), who, how });
            let send = self.send.clone();
            let act = move || send.emit((told.clone(), String::new()));
            Choice::new(words::told(how), "told-how", act).class("choice--main")
        });
        vec![
            self.shown.sbar.as_ref().map_or_else(none, sbar),
            panel(words::told_whom(), "panel--inline", roles.collect()),
            self.field(false, words::their_name()),
            panel(words::told_how(), "panel--inline", how.into()),
        ]
    }

    /// Oneself, or somebody else by name: the registrar on the telephone who says that they are coming.
    fn by_whom(
        &self,
        kind: ActKind,
        more: &'static str,
        mine: &'static str,
        theirs: &'static str,
    ) -> Vec<Html> {
        let who = self.typed.who.trim().to_owned();
        let (label, class) = if who.is_empty() { (mine, "button--main") } else { (theirs, "") };
        let act = match kind {
            ActKind::Accept => EscalationAct::Accepted { who },
            _ => EscalationAct::Attended { who },
        };
        vec![
            say("p", "", more),
            self.field(false, words::somebody_else()),
            self.confirm(label, class, Some(act), String::new()),
        ]
    }

    fn plan(&self) -> Vec<Html> {
        let plan = self.typed.words.trim().to_owned();
        let minutes = self.typed.minutes;
        let reviews = REVIEWS.map(|minutes| {
            let label = if minutes == 0 { words::no_review().to_owned() } else { times::whole(minutes) };
            let set = changing(&self.typed, move |typed, _| typed.minutes = minutes);
            Choice::new(label, "review", move || set.emit(String::new())).on(self.typed.minutes == minutes)
        });
        let review_at = (minutes > 0).then(|| self.now.plus_minutes(minutes));
        let act = (!plan.is_empty()).then_some(EscalationAct::Planned { plan, review_at });
        vec![
            self.field(true, words::plan()),
            panel(words::review(), "panel--inline", reviews.into()),
            self.confirm(words::save_plan(), "button--main", act, String::new()),
        ]
    }

    /// A reason of the policy, words where they are wanted, and a second press in another place.
    fn reasoned(&self, kind: ActKind, more: &'static str, confirm: &'static str) -> Vec<Html> {
        let closes = kind == ActKind::Close;
        let reasons = if closes { &self.choices.close } else { &self.choices.not_escalated };
        let reason = self.typed.code.clone();
        let in_words = self.typed.words.trim().to_owned();
        let ready = !reason.is_empty() && (reason != OTHER || !in_words.is_empty());
        let act =
            if closes { EscalationAct::Closed { reason } } else { EscalationAct::NotEscalated { reason } };
        let choices = reasons.iter().map(|(code, label)| self.code(code, label, &self.typed.code));
        vec![
            say("p", "", more),
            panel(crate::words::patient::why(), "panel--inline", choices.collect()),
            self.field(true, words::in_words()),
            self.confirm(confirm, "button--warning", ready.then_some(act), in_words),
        ]
    }

    /// The question about infection: an answer, and a signature under it.
    pub(super) fn answers(&self) -> Html {
        let open = self.typed.open == Some(ActKind::Infection);
        let chosen = if open { self.typed.code.as_str() } else { "" };
        let answer = |answer: Infection| {
            let (label, shown) = (answer.label(), self.shown.clone());
            let set = changing(&self.typed, move |typed, _| {
                *typed = typed.opened(ActKind::Infection, &shown);
                label.clone_into(&mut typed.code);
            });
            Choice::new(label, "infection-answer", move || set.emit(String::new()))
                .on(chosen == label)
                .english()
        };
        let choices = Infection::ALL.map(answer);
        let signed = Infection::ALL.into_iter().find(|answer| answer.label() == chosen);
        let sign = signed.map(|answer| {
            let act = Some(EscalationAct::Infection(answer));
            self.confirm(words::sign_answer(), "button--main", act, String::new())
        });
        let title = crate::words::patient::answer();
        el("div", "", vec![panel(title, "panel--inline", choices.into()), sign.unwrap_or_default()])
    }

    fn code(&self, code: &str, label: &str, chosen: &str) -> Choice {
        let value = code.to_owned();
        let set = changing(&self.typed, move |typed, _| typed.code.clone_from(&value));
        Choice::new(label.to_owned(), format!("code-{code}"), move || set.emit(String::new()))
            .on(code == chosen)
            .english()
    }

    /// Where a name, or `long` words, are typed.
    fn field(&self, long: bool, label: &'static str) -> Html {
        if long {
            let set = changing(&self.typed, |typed, value| typed.words = value);
            field::area(label, &self.typed.words, "act-words", &set)
        } else {
            let set = changing(&self.typed, |typed, value| typed.who = value);
            field::line(label, &self.typed.who, "act-who", &set)
        }
    }

    /// The press that writes it down; once, however often pressed. Without an act something is still to be chosen.
    fn confirm(&self, label: &str, class: &str, act: Option<EscalationAct>, reason: String) -> Html {
        let (send, ready) = (self.send.clone(), act.is_some() && !self.typed.busy);
        let pressed = Callback::from(move |_: MouseEvent| {
            if let Some(act) = act.clone() {
                send.emit((ActAsked::Act(act), reason.clone()));
            }
        });
        press(&classes(&["button", "episode-confirm", class]), label, "act-confirm", ready, pressed)
    }
}

/// The four texts, to be read out.
fn sbar(sbar: &SbarView) -> Html {
    let SbarView { situation, background, assessment, recommendation } = sbar;
    let texts = [situation, background, assessment, recommendation];
    let parts = words::sbar().into_iter().zip(texts);
    let parts =
        parts.map(|(name, text)| el("div", "", vec![say("dt", "", name), english(say("dd", "", text))]));
    let inside = vec![say("h3", "panel-title", words::say()), el("dl", "", parts.collect())];
    id(el("section", "sbar", inside), "sbar")
}
