//! What people have decided about the stay, and, for those who may, a decision.

use crate::{
    desk::use_desk,
    widgets::{
        class::{classes, on},
        field, icon,
        panel::{Choice, panel},
        problem::problem,
        text,
    },
    words::{CANCEL, decisions as words},
};
use chrono::NaiveDate;
use clinical::{
    StayId, UtcMillis,
    care::{Ceiling, CeilingLevel, Precaution, Resuscitation},
    monitoring::OffWard,
    stay::Stage,
};
use contract::{CallError, Decide, DecidedView, Decision, DecisionKind, PatientView, Request, StandingView};
use std::{num::NonZeroU32, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Intervals that are offered, in minutes.
const INTERVALS: [u32; 8] = [15, 30, 60, 120, 240, 360, 480, 720];
/// How long a decision on the interval holds, in hours.
const HOLDS: [(i64, &str); 4] = [(4, "4 hours"), (8, "8 hours"), (12, "12 hours"), (24, "24 hours")];
/// When somebody is expected back, in minutes; 0 is not known.
const BACK: [(i64, &str); 4] = [(0, words::NOT_KNOWN), (30, "30 min"), (60, "1 hour"), (240, "4 hours")];

/// Of which page.
#[derive(Clone, PartialEq)]
pub(crate) struct DecisionsProps {
    pub(crate) view: Rc<PatientView>,
    /// The core's time now.
    pub(crate) now: UtcMillis,
}

/// What is being decided. Nothing is chosen beforehand.
#[derive(Clone, PartialEq, Default)]
struct Deciding {
    /// The list of decisions is open.
    listed: bool,
    open: Option<DecisionKind>,
    attempt: Option<bool>,
    level: Option<CeilingLevel>,
    precaution: Option<Precaution>,
    code: String,
    place: String,
    words: String,
    by: String,
    review: String,
    minutes: i64,
    every: u32,
    refused: Option<Rc<CallError>>,
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
                    Ok(_) => Deciding::default(),
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

    fn change<E: 'static>(&self, change: impl Fn(&mut Deciding, E) + 'static) -> Callback<E> {
        let deciding = self.deciding.clone();
        Callback::from(move |event: E| {
            let mut next = (*deciding).clone();
            change(&mut next, event);
            deciding.set(next);
        })
    }

    fn choice(
        &self,
        label: impl Into<AttrValue>,
        testid: &'static str,
        on: bool,
        change: impl Fn(&mut Deciding) + 'static,
    ) -> Choice {
        let set = self.change(move |deciding, ()| change(deciding));
        Choice::new(label, testid, move || set.emit(())).on(on)
    }

    fn draw(&self) -> Html {
        let standing = self.standing();
        let open = self.deciding.open.filter(|kind| standing.may.contains(kind));
        html! {
            <section class="card decisions" data-testid="decisions">
                <h2 class="section-title">{ words::TITLE }</h2>
                if !standing.flags.is_empty() {
                    <p class="flags">{ for standing.flags.iter().map(icon::flag) }</p>
                }
                if standing.decisions.is_empty() {
                    <p class="quiet">{ words::NONE }</p>
                }
                <ul class="decided">{ for standing.decisions.iter().map(decided) }</ul>
                { match open {
                    Some(kind) => self.panel(kind),
                    None => self.buttons(),
                } }
            </section>
        }
    }

    fn buttons(&self) -> Html {
        let listed = self.deciding.listed;
        let toggle = self.change(|deciding, _: MouseEvent| {
            *deciding = Deciding { listed: !deciding.listed, ..Deciding::default() };
        });
        let kinds = self.standing().may.iter().copied();
        let choices = kinds.filter(|kind| *kind != DecisionKind::RelaxMonitoring).map(|kind| {
            self.choice(words::act(kind), words::act_id(kind), false, move |deciding| {
                *deciding = Deciding { open: Some(kind), listed: true, ..Deciding::default() };
            })
        });
        html! {
            <>
                <button type="button" class="button button--plain" onclick={toggle}
                    aria-expanded={listed.to_string()} data-testid="decide">
                    { if listed { CANCEL } else { words::DECIDE } }
                </button>
                if listed {
                    { panel("", "panel--inline", choices.collect()) }
                }
            </>
        }
    }

    fn panel(&self, kind: DecisionKind) -> Html {
        let (inside, decision) = match kind {
            DecisionKind::Resuscitation => self.resuscitation(),
            DecisionKind::Ceiling => self.ceiling(),
            DecisionKind::Monitoring | DecisionKind::RelaxMonitoring => self.monitoring(),
            DecisionKind::StopObservations => self.stop(),
            DecisionKind::RestartObservations => (Html::default(), Some(Decision::RestartObservations)),
            DecisionKind::OffWard => self.off_ward(),
            DecisionKind::Back => (Html::default(), Some(Decision::OffWard(OffWard::Back))),
            DecisionKind::Precaution => self.precaution(),
        };
        let cancel = self.change(|deciding, _: MouseEvent| {
            *deciding = Deciding { listed: true, ..Deciding::default() };
        });
        let hurts = matches!(
            kind,
            DecisionKind::StopObservations | DecisionKind::Resuscitation | DecisionKind::Ceiling
        );
        let class = if hurts { "button--warning" } else { "button--main" };
        let ready = decision.is_some();
        let (send, reason) = (self.send.clone(), self.deciding.words.trim().to_owned());
        let sign = move |_: MouseEvent| {
            if let Some(decision) = &decision {
                send.emit((decision.clone(), reason.clone()));
            }
        };
        html! {
            <div class="correct" data-testid="decision-panel">
                <h3 class="panel-title">{ words::act(kind) }</h3>
                <p>{ words::more(kind) }</p>
                { inside }
                { for self.deciding.refused.as_ref().map(|error| problem(error, None)) }
                <button type="button" class={classes(&["button", class])} disabled={!ready} onclick={sign}
                    data-testid="decision-sign">{ words::SIGN }</button>
                <button type="button" class="button button--plain" onclick={cancel}>{ CANCEL }</button>
            </div>
        }
    }

    /// Who decided, and when it is to be looked at again.
    fn author(&self) -> Html {
        let by = self.change(|deciding, value: String| deciding.by = value);
        let review = self.change(|deciding, value: String| deciding.review = value);
        html! {
            <>
                { field::line(words::DECIDED_BY, &self.deciding.by, "decided-by", &by) }
                { field::day(words::REVIEW_ON, &self.deciding.review, "review-on", &review) }
            </>
        }
    }

    fn in_words(&self, label: &'static str) -> Html {
        let set = self.change(|deciding, value: String| deciding.words = value);
        field::line(label, &self.deciding.words, "decision-words", &set)
    }

    fn resuscitation(&self) -> (Html, Option<Decision>) {
        let deciding = &*self.deciding;
        let choices = words::ATTEMPT.map(|(label, attempt)| {
            let chosen = deciding.attempt == Some(attempt);
            self.choice(label, "attempt", chosen, move |deciding| deciding.attempt = Some(attempt))
        });
        let decision = deciding.attempt.filter(|_| !deciding.by.trim().is_empty()).map(|attempt| {
            let decided_by = deciding.by.trim().to_owned();
            Decision::Resuscitation(Resuscitation { attempt, decided_by, review_on: day(&deciding.review) })
        });
        (html! { <>{ panel("", "panel--inline", choices.into()) }{ self.author() }</> }, decision)
    }

    fn ceiling(&self) -> (Html, Option<Decision>) {
        let deciding = &*self.deciding;
        let choices = words::LEVELS.map(|level| {
            let chosen = deciding.level == Some(level);
            self.choice(level.label(), "ceiling-level", chosen, move |deciding| deciding.level = Some(level))
        });
        let decision = deciding.level.filter(|_| !deciding.by.trim().is_empty()).map(|level| {
            Decision::Ceiling(Ceiling {
                level,
                words: deciding.words.trim().to_owned(),
                decided_by: deciding.by.trim().to_owned(),
                review_on: day(&deciding.review),
            })
        });
        let inside = html! {
            <>
                { panel("", "panel--inline", choices.into()) }
                { self.in_words(words::CEILING_WORDS) }
                { self.author() }
            </>
        };
        (inside, decision)
    }

    fn monitoring(&self) -> (Html, Option<Decision>) {
        let (deciding, standing) = (&*self.deciding, self.standing());
        let relaxes = standing.may.contains(&DecisionKind::RelaxMonitoring);
        let most =
            if relaxes { standing.longest_minutes } else { standing.every_minutes.unwrap_or(u32::MAX) };
        let offered = INTERVALS.into_iter().filter(|minutes| *minutes <= most.min(standing.longest_minutes));
        let choices = offered.map(|every| {
            let set = move |deciding: &mut Deciding| deciding.every = every;
            self.choice(words::every(every), "every", deciding.every == every, set)
        });
        let holds = HOLDS.map(|(hours, label)| {
            let minutes = hours * 60;
            let chosen = deciding.minutes == minutes;
            self.choice(label, "holds", chosen, move |deciding| deciding.minutes = minutes)
        });
        let inside = html! {
            <>
                { panel(words::HOW_OFTEN, "panel--inline", choices.collect()) }
                if !relaxes {
                    <p class="quiet">{ words::NOT_LESS_OFTEN }</p>
                }
                { panel(words::UNTIL, "panel--inline", holds.into()) }
                { self.in_words(words::REASON) }
            </>
        };
        let until = (deciding.minutes > 0).then(|| self.now.plus_minutes(deciding.minutes));
        let decision = NonZeroU32::new(deciding.every)
            .zip(until)
            .map(|(every_minutes, until)| Decision::Monitoring { every_minutes, until });
        (inside, decision)
    }

    fn stop(&self) -> (Html, Option<Decision>) {
        let deciding = &*self.deciding;
        let alert = self.view.episodes.iter().any(|episode| episode.stage != Stage::Closed);
        let choices = self.view.choices.stop.iter().map(|(code, label)| {
            let value = code.clone();
            let set = move |deciding: &mut Deciding| deciding.code.clone_from(&value);
            self.choice(label.clone(), "stop-reason", deciding.code == *code, set)
        });
        let ready = !deciding.code.is_empty() && !deciding.words.trim().is_empty();
        let decision = ready.then(|| Decision::StopObservations { reason: deciding.code.clone() });
        let inside = html! {
            <>
                if alert {
                    <p class="notice notice--problem" role="alert" data-testid="stop-with-alert">
                        { words::STOP_WITH_ALERT }
                    </p>
                }
                { panel(crate::words::patient::WHY, "panel--inline", choices.collect()) }
                { self.in_words(words::REASON) }
            </>
        };
        (inside, decision)
    }

    fn off_ward(&self) -> (Html, Option<Decision>) {
        let deciding = &*self.deciding;
        let places = words::PLACES.map(|place| {
            let set = move |deciding: &mut Deciding| deciding.place = place.to_owned();
            self.choice(place, "place", deciding.place == place, set)
        });
        let back = BACK.map(|(minutes, label)| {
            let chosen = deciding.minutes == minutes;
            self.choice(label, "back-in", chosen, move |deciding| deciding.minutes = minutes)
        });
        let typed = self.change(|deciding, value: String| deciding.place = value);
        let place = deciding.place.trim().to_owned();
        let back_by = (deciding.minutes > 0).then(|| self.now.plus_minutes(deciding.minutes));
        let decision = (!place.is_empty()).then_some(Decision::OffWard(OffWard::Away { place, back_by }));
        let inside = html! {
            <>
                { panel(words::WHERE, "panel--inline", places.into()) }
                { field::line(crate::words::episode::IN_WORDS, &deciding.place, "place-words", &typed) }
                { panel(words::BACK_IN, "panel--inline", back.into()) }
            </>
        };
        (inside, decision)
    }

    fn precaution(&self) -> (Html, Option<Decision>) {
        let chosen = &self.deciding.precaution;
        let groups = words::precautions().into_iter().map(|(title, all)| {
            let choices = all.into_iter().map(|one| {
                let (label, on) = (one.label(), chosen.as_ref() == Some(&one));
                self.choice(label, "precaution", on, move |deciding| deciding.precaution = Some(one.clone()))
            });
            panel(title, "panel--inline", choices.collect())
        });
        (html! { <>{ for groups }</> }, chosen.clone().map(Decision::Precaution))
    }
}

/// One decision that stands: what, who, until when.
fn decided(of: &DecidedView) -> Html {
    html! {
        <li class="decided-line" data-testid="decided">
            <b>{ text::set(&of.words) }</b>
            <span class="quiet">{ of.by.clone() }</span>
            if !of.review.is_empty() {
                <span class={on(of.review_past, "due--overdue")}>
                    { of.review.clone() }
                    if of.review_past {
                        { format!(" – {}", words::REVIEW_PAST) }
                    }
                </span>
            }
        </li>
    }
}

/// A day as the browser's own field writes it, `2026-12-01`; anything else is none.
fn day(written: &str) -> Option<NaiveDate> {
    let mut numbers = written.splitn(3, '-').map(str::parse::<u16>);
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_the_browser_writes_it() {
        assert_eq!(day("2026-12-01"), NaiveDate::from_ymd_opt(2026, 12, 1));
        for wrong in ["", "01/12/2026", "2026-13-01", "2026-02-30"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
