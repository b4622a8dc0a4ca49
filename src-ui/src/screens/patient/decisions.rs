//! What people have decided about the stay, and, for those who may, a decision.

mod careful;
mod deciding;
mod known;

use crate::{
    app::go,
    desk::use_desk,
    route::Route,
    widgets::{
        el::{attr, el, id, none, press, say},
        field,
        panel::{Choice, panel},
        problem::problem,
        when,
    },
    words::{decisions as words, times},
};
use clinical::{
    StayId, UtcMillis,
    care::{Ceiling, Resuscitation},
    monitoring::OffWard,
    stay::Stage,
};
use contract::{Decide, Decision, DecisionKind, PatientView, Request, StandingView, StayAct};
use deciding::{Deciding, Set, Text};
use known::decided;
use std::{num::NonZeroU32, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Intervals that are offered, in minutes.
const INTERVALS: [u32; 8] = [15, 30, 60, 120, 240, 360, 480, 720];
/// How long a decision on the interval holds, in minutes.
const HOLDS: [i64; 4] = [240, 480, 720, 1_440];
/// When somebody is expected back, in minutes; 0 is not known.
const BACK: [i64; 4] = [0, 30, 60, 240];

/// Of which page.
#[derive(Clone, PartialEq)]
pub(crate) struct DecisionsProps {
    pub(crate) view: Rc<PatientView>,
    /// The core's time now.
    pub(crate) now: UtcMillis,
}

#[derive(Clone)]
struct Card {
    view: Rc<PatientView>,
    deciding: UseStateHandle<Deciding>,
    send: Callback<(Decision, String)>,
    now: UtcMillis,
}

/// The card.
#[hook]
pub(crate) fn use_decisions(props: &DecisionsProps) -> Html {
    let deciding = use_state_eq(Deciding::default);
    let backend = use_desk().backend;
    let stay: StayId = props.view.banner.stay;
    let send = {
        let deciding = deciding.clone();
        Callback::from(move |(decision, reason): (Decision, String)| {
            let deciding = deciding.clone();
            spawn_local(async move {
                let asked = Decide { stay, decision, reason };
                deciding.set(match backend.call(Request::Decide(Box::new(asked))).await {
                    Ok(_) => {
                        // The card is shorter now, and what was decided stands in it.
                        crate::app::to_view("decisions");
                        Deciding::default()
                    }
                    Err(refused) => Deciding { refused: Some(Rc::new(refused)), ..(*deciding).clone() },
                });
            });
        })
    };
    Card { view: props.view.clone(), deciding, send, now: props.now }.draw()
}

impl Card {
    fn standing(&self) -> &StandingView {
        &self.view.standing
    }

    fn sets(&self, set: Set) -> Callback<MouseEvent> {
        let deciding = self.deciding.clone();
        Callback::from(move |_: MouseEvent| deciding.set(deciding.after(set.clone())))
    }

    fn choice(&self, label: &str, testid: &'static str, on: bool, set: Set) -> Choice {
        let deciding = self.deciding.clone();
        Choice::new(label.to_owned(), testid, move || deciding.set(deciding.after(set.clone()))).on(on)
    }

    /// A line to type into; a day in a field of its own.
    fn line(&self, label: &'static str, value: &str, testid: &'static str, text: Text) -> Html {
        let deciding = self.deciding.clone();
        let set = Callback::from(move |typed: String| deciding.set(deciding.after(Set::Text(text, typed))));
        let field = match text {
            Text::Review => when::day,
            Text::Allergic => field::area,
            Text::Place | Text::Words | Text::By => field::line,
        };
        field(label, value, testid, &set)
    }

    fn draw(&self) -> Html {
        let standing = self.standing();
        let open = self.deciding.open.filter(|kind| standing.may.contains(kind));
        let nothing = standing.decisions.is_empty();
        let mut inside = vec![
            say("h2", "section-title", words::title()),
            if nothing { say("p", "quiet", words::none()) } else { none() },
            el("ul", "decided", standing.decisions.iter().map(decided).collect()),
        ];
        match open {
            Some(kind) => inside.push(self.panel(kind)),
            None => inside.extend(self.buttons()),
        }
        id(el("section", "card decisions", inside), "decisions")
    }

    fn buttons(&self) -> [Html; 2] {
        let listed = self.deciding.listed;
        let label = if listed { crate::words::cancel() } else { words::decide() };
        let toggle = press("button button--plain", label, "decide", true, self.sets(Set::List(!listed)));
        let toggle = attr(toggle, "aria-expanded", if listed { "true" } else { "false" });
        if !listed {
            return [toggle, none()];
        }
        let kinds = self.standing().may.iter().filter(|kind| **kind != DecisionKind::RelaxMonitoring);
        let choices =
            kinds.map(|kind| self.choice(words::act(*kind), words::act_id(*kind), false, Set::Open(*kind)));
        let stay = self.view.banner.stay;
        let mut choices: Vec<Choice> = choices.collect();
        if self.view.may.contains(&StayAct::Oxygen) {
            choices.push(Choice::new(words::oxygen(), "to-oxygen", move || go(&Route::More(stay))));
        }
        [panel(words::what(), "panel--inline", choices), toggle]
    }

    fn panel(&self, kind: DecisionKind) -> Html {
        let (mut inside, decision) = match kind {
            DecisionKind::Resuscitation => self.resuscitation(),
            DecisionKind::Ceiling => self.ceiling(),
            DecisionKind::Monitoring | DecisionKind::RelaxMonitoring => self.monitoring(),
            DecisionKind::StopObservations => self.stop(),
            DecisionKind::RestartObservations => (Vec::new(), Some(Decision::RestartObservations)),
            DecisionKind::OffWard => self.off_ward(),
            DecisionKind::Back => (Vec::new(), Some(Decision::OffWard(OffWard::Back))),
            DecisionKind::Precaution => self.precaution(),
            DecisionKind::Allergies => self.allergies(),
            DecisionKind::Pregnancy => self.pregnancy(),
            // On a page of its own, with the list of devices.
            DecisionKind::Oxygen => (Vec::new(), None),
        };
        let hurts = match &decision {
            Some(Decision::Allergies(asked)) => !asked.removed().is_empty(),
            _ => matches!(
                kind,
                DecisionKind::StopObservations
                    | DecisionKind::Resuscitation
                    | DecisionKind::Ceiling
                    | DecisionKind::Pregnancy
            ),
        };
        let class = if hurts { "button button--warning" } else { "button button--main" };
        let ready = decision.is_some();
        let (send, reason) = (self.send.clone(), self.deciding.words.trim().to_owned());
        let sign = Callback::from(move |_: MouseEvent| {
            if let Some(decision) = decision.clone() {
                send.emit((decision, reason.clone()));
            }
        });
        let refused = self.deciding.refused.as_ref();
        inside.splice(0..0, [say("h3", "episode-tell", words::act(kind)), say("p", "", words::more(kind))]);
        inside.push(refused.map_or_else(none, |error| problem(error, None)));
        inside.push(press(class, words::sign(), "decision-sign", ready, sign));
        inside.push(press(
            "button button--plain",
            crate::words::cancel(),
            "decision-cancel",
            true,
            self.sets(Set::List(true)),
        ));
        id(el("div", "correct", inside), "decision-panel")
    }

    /// Who decided, and when it is to be looked at again.
    fn author(&self) -> [Html; 2] {
        [
            self.line(words::decided_by(), &self.deciding.by, "decided-by", Text::By),
            self.line(words::review_on(), &self.deciding.review, "review-on", Text::Review),
        ]
    }

    fn in_words(&self, label: &'static str) -> Html {
        self.line(label, &self.deciding.words, "decision-words", Text::Words)
    }

    fn resuscitation(&self) -> (Vec<Html>, Option<Decision>) {
        let deciding = &*self.deciding;
        let choices = self.answers(words::attempt(), "attempt");
        let decision = deciding.answer.zip(deciding.signed()).map(|(attempt, (decided_by, review_on))| {
            Decision::Resuscitation(Resuscitation { attempt, decided_by, review_on })
        });
        let mut inside = vec![panel(words::form_says(), "panel--inline", choices)];
        inside.extend(self.author());
        (inside, decision)
    }

    fn ceiling(&self) -> (Vec<Html>, Option<Decision>) {
        let deciding = &*self.deciding;
        let choices = words::LEVELS.map(|level| {
            self.choice(level.label(), "ceiling-level", deciding.level == Some(level), Set::Level(level))
                .english()
        });
        let decision = deciding.level.zip(deciding.signed()).map(|(level, (decided_by, review_on))| {
            let words = deciding.words.trim().to_owned();
            Decision::Ceiling(Ceiling { level, words, decided_by, review_on })
        });
        let mut inside = vec![
            panel(words::how_far(), "panel--inline", choices.into()),
            self.in_words(words::ceiling_words()),
        ];
        inside.extend(self.author());
        (inside, decision)
    }

    fn monitoring(&self) -> (Vec<Html>, Option<Decision>) {
        let (deciding, standing) = (&*self.deciding, self.standing());
        let relaxes = standing.may.contains(&DecisionKind::RelaxMonitoring);
        let most =
            if relaxes { standing.longest_minutes } else { standing.every_minutes.unwrap_or(u32::MAX) };
        let offered = INTERVALS.into_iter().filter(|minutes| *minutes <= most.min(standing.longest_minutes));
        let choices = offered.map(|every| {
            self.choice(&words::every(every), "every", deciding.every == every, Set::Every(every))
        });
        let inside = vec![
            panel(words::how_often(), "panel--inline", choices.collect()),
            if relaxes { none() } else { say("p", "quiet", words::not_less_often()) },
            self.minutes(words::until(), "holds", HOLDS),
            self.in_words(words::reason()),
        ];
        let until = (deciding.minutes > 0).then(|| self.now.plus_minutes(deciding.minutes));
        let decision = NonZeroU32::new(deciding.every)
            .zip(until)
            .map(|(every_minutes, until)| Decision::Monitoring { every_minutes, until });
        (inside, decision)
    }

    fn minutes(&self, title: &'static str, testid: &'static str, offered: [i64; 4]) -> Html {
        let choices = offered.map(|minutes| {
            let label = if minutes == 0 { words::not_known().to_owned() } else { times::whole(minutes) };
            self.choice(&label, testid, self.deciding.minutes == minutes, Set::Minutes(minutes))
        });
        panel(title, "panel--inline", choices.into())
    }

    fn stop(&self) -> (Vec<Html>, Option<Decision>) {
        let deciding = &*self.deciding;
        let alert = self.view.episodes.iter().any(|episode| episode.stage != Stage::Closed);
        let choices = self.view.choices.stop.iter().map(|(code, label)| {
            self.choice(label, "stop-reason", deciding.code == *code, Set::Code(code.clone())).english()
        });
        let ready = !deciding.code.is_empty() && !deciding.words.trim().is_empty();
        let decision = ready.then(|| Decision::StopObservations { reason: deciding.code.clone() });
        let warning = attr(say("p", "notice notice--problem", words::stop_with_alert()), "role", "alert");
        let inside = vec![
            if alert { id(warning, "stop-with-alert") } else { none() },
            panel(crate::words::patient::why(), "panel--inline", choices.collect()),
            self.in_words(words::reason()),
        ];
        (inside, decision)
    }

    fn off_ward(&self) -> (Vec<Html>, Option<Decision>) {
        let deciding = &*self.deciding;
        let places = words::PLACES.map(|place| {
            let set = Set::Text(Text::Place, place.to_owned());
            self.choice(place, "place", deciding.place == place, set).english()
        });
        let place = deciding.place.trim().to_owned();
        let back_by = (deciding.minutes > 0).then(|| self.now.plus_minutes(deciding.minutes));
        let decision = (!place.is_empty()).then_some(Decision::OffWard(OffWard::Away { place, back_by }));
        let inside = vec![
            panel(words::where_to(), "panel--inline", places.into()),
            self.line(crate::words::episode::in_words(), &deciding.place, "place-words", Text::Place),
            self.minutes(words::back_in(), "back-in", BACK),
        ];
        (inside, decision)
    }
}
