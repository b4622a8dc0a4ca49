//! The clock of one episode: when it is raised, when it climbs, when it is raised again, and who is to be told now.

use super::{Deterioration, Group, Why, acts::Act};
use crate::{
    ClockTrust, FactId, UtcMillis,
    escalation::EscalationAct,
    news2::Response,
    policy::Chain,
    staff::Role,
    stay::signals::{Signal, Source},
};
use std::collections::BTreeMap;

/// How long writing a set down may put off that nobody has answered it, in minutes, by the clock that wrote it. A checked one
/// is believed for a day: whoever charts the morning's sets at noon was asked at noon. One that nobody checked may be ahead,
/// and silences nobody for longer than an hour.
const fn most_put_off_minutes(clock: ClockTrust) -> i64 {
    match clock {
        ClockTrust::Proved { .. } => 24 * 60,
        ClockTrust::Unproved => 60,
    }
}

/// One time that an episode was raised, raised again, or climbed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// As of when.
    pub at: UtcMillis,
    /// Why.
    pub why: Why,
    /// What it asks for.
    pub response: Response,
    /// The trigger behind it.
    pub trigger: FactId,
    /// The step of the chain, counted from 0.
    pub step: usize,
    /// Why, in the policy's words.
    pub words: String,
}

/// Whom to tell now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The step of the chain, counted from 0.
    pub step: usize,
    /// The role on the chain, by its code, which a "told" names.
    pub role: String,
    /// The role in words.
    pub label: String,
    /// What is asked, in the ward's words.
    pub ask: String,
    /// The number to ring, in words; may be empty.
    pub number: String,
    /// The application's roles that see it as their task: this step's and every one's below it.
    pub roles: Vec<Role>,
    /// Since when this step is asked.
    pub since: UtcMillis,
    /// When it climbs if nobody answers; `None` once somebody has, or at the end of the chain.
    pub climbs_at: Option<UtcMillis>,
    /// At the end of the chain without an answer: when it is asked again.
    pub asked_again_at: Option<UtcMillis>,
    /// Nobody has answered since this alert, and its time is over.
    pub unanswered: bool,
}

/// Where the clock has arrived.
pub(super) struct Run<'a> {
    chain: &'a Chain,
    signals: &'a [Signal],
    pub(super) alerts: Vec<Alert>,
    asked_at: UtcMillis,
    /// As of when it was raised, or raised again after an answer.
    waiting_from: UtcMillis,
    pub(super) accepted: Vec<&'a Act>,
    pub(super) told: bool,
    pub(super) attended: bool,
    pub(super) planned: bool,
    pub(super) held: bool,
    /// When to see whether the patient is better.
    check_at: Option<UtcMillis>,
}

/// Runs the clock up to `until`.
pub(super) fn run<'a>(of: &'a Deterioration, group: &Group, now: UtcMillis, over: bool) -> Run<'a> {
    let mut run = Run {
        chain: &of.chain,
        signals: &of.signals,
        alerts: Vec::new(),
        asked_at: UtcMillis(i64::MIN),
        waiting_from: UtcMillis(i64::MIN),
        accepted: Vec::new(),
        told: false,
        attended: false,
        planned: false,
        held: false,
        check_at: None,
    };
    let ended = of.ended.filter(|_| over).unwrap_or(now);
    let until = group.ends.unwrap_or(now).min(now).min(ended);
    let mut events: Vec<(UtcMillis, bool, FactId, Event<'a>)> = Vec::new();
    for member in &group.members {
        let signal = &of.signals[member.signal];
        if let Some(why) = member.why {
            events.push((signal.at, false, signal.id(), Event::Raised(signal, why)));
        }
    }
    for act in of.acts.iter().filter(|act| act.counts) {
        // Whoever names a trigger had seen it, whatever the two clocks say.
        let named = group.members.iter().map(|member| &of.signals[member.signal]);
        if let Some(seen) = named.filter(|signal| act.names(signal.id())).map(|signal| signal.at).max() {
            events.push((act.at.max(seen), true, act.id(), Event::Done(act)));
        }
    }
    events.sort_by_key(|(at, done, id, _)| (*at, *done, *id));
    for (at, _, _, event) in events {
        run.climb(at.min(until));
        match event {
            Event::Raised(signal, why) => run.raise(signal, why),
            Event::Done(act) => run.done(at, act),
        }
    }
    run.climb(until);
    run
}

enum Event<'a> {
    Raised(&'a Signal, Why),
    Done(&'a Act),
}

impl<'a> Run<'a> {
    fn step(&self) -> usize {
        self.alerts.last().map_or(0, |alert| alert.step)
    }

    fn last_step(&self) -> usize {
        self.chain.steps().len().saturating_sub(1)
    }

    fn answer_minutes(&self) -> i64 {
        self.chain.steps().get(self.step()).map_or(1, |step| step.answer_minutes.into())
    }

    fn raise(&mut self, signal: &'a Signal, why: Why) {
        let response = signal.raising().unwrap_or(self.chain.concern_response());
        let level = self.chain.level(response);
        let step = level.map_or(0, |level| level.first_step).max(self.step());
        let words = match (&signal.source, level) {
            (Source::Concern(concern), _) => concern.from.label().to_owned(),
            (Source::Assessment(found), _) => found.words.clone(),
            (_, _) if why == Why::TooUnwell => why.label().to_owned(),
            (_, Some(level)) if signal.raising().is_some() => level.words.clone(),
            _ => why.label().to_owned(),
        };
        self.alerts.push(Alert { at: signal.at, why, response, trigger: signal.id(), step, words });
        // It is raised as of when it was true; nobody could answer before it was written down. How long after that is told
        // by the clock that wrote both, and not held against this device's: what was raised once would be lowered again
        // when that comes to the same time.
        let latest = signal.at.plus_minutes(most_put_off_minutes(signal.by.clock));
        self.asked_at = signal.at.max(signal.by.recorded().min(latest));
        self.unanswer(signal.at);
    }

    /// Whoever waits already goes on waiting since then.
    fn unanswer(&mut self, at: UtcMillis) {
        if self.answered() || self.alerts.len() <= 1 {
            self.waiting_from = at;
        }
        self.accepted.clear();
        (self.told, self.attended, self.planned, self.held, self.check_at) =
            (false, false, false, false, None);
    }

    /// The trigger that has to be answered.
    fn asking(&self) -> Option<FactId> {
        self.alerts.last().map(|alert| alert.trigger)
    }

    fn done(&mut self, at: UtcMillis, act: &'a Act) {
        if !self.asking().is_some_and(|trigger| act.names(trigger)) {
            return;
        }
        let check_at = at.plus_minutes(self.chain.no_improvement_minutes().into());
        match &act.said.act {
            EscalationAct::Told { role, .. } => self.tell(at, role),
            EscalationAct::Accepted { .. } => self.accepted.push(act),
            EscalationAct::Attended { .. } => {
                self.attended = true;
                self.check_at = self.check_at.max(Some(check_at));
            }
            EscalationAct::NotEscalated { .. } => {
                self.held = true;
                self.check_at = self.check_at.max(Some(check_at));
            }
            EscalationAct::Planned { review_at, .. } => {
                self.planned = true;
                let longest = at.plus_minutes(self.chain.plan_quietens_minutes().into());
                let review = review_at.map(|review| review.min(longest));
                self.check_at = self.check_at.max(Some(review.unwrap_or(check_at)));
            }
            EscalationAct::Infection(_) | EscalationAct::Closed { .. } => {}
        }
    }

    /// Telling somebody further up the chain moves there; telling anybody else puts nothing off.
    fn tell(&mut self, at: UtcMillis, role: &str) {
        self.told = true;
        let above = self.chain.step_of(role).filter(|step| *step > self.step());
        if let (Some(step), Some(alert)) = (above, self.alerts.last_mut()) {
            alert.step = step;
            self.asked_at = self.asked_at.max(at);
        }
    }

    fn answered(&self) -> bool {
        !self.accepted.is_empty() || self.attended || self.held || self.planned
    }

    /// Since when nobody has answered.
    pub(super) fn waiting_since(&self) -> Option<UtcMillis> {
        (!self.answered()).then_some(self.waiting_from)
    }

    /// When somebody is to be with the patient, while nobody is.
    pub(super) fn attend_by(&self) -> Option<UtcMillis> {
        let alert = self.alerts.last().filter(|_| !self.attended && !self.held)?;
        let minutes = self.chain.level(alert.response).map_or(60, |level| level.attend_minutes);
        Some(self.asked_at.plus_minutes(minutes.into()))
    }

    /// The next time that something happens by itself, and what.
    fn next(&self) -> Option<(UtcMillis, Why)> {
        if !self.answered() {
            let due = self.asked_at.plus_minutes(self.answer_minutes());
            return (self.step() < self.last_step()).then_some((due, Why::NoAnswer));
        }
        // A plan by telephone stands in for somebody who came; the task to come stays.
        if let Some(attend_by) = self.attend_by().filter(|_| !self.planned) {
            let owned_for = self.accepted.first().map(|act| act.at.plus_minutes(self.answer_minutes()));
            return Some((attend_by.max(owned_for.unwrap_or(attend_by)), Why::NotAttended));
        }
        self.check_at.map(|at| (at, Why::NoImprovement))
    }

    fn climb(&mut self, until: UtcMillis) {
        while let Some((due, why)) = self.next().filter(|(due, _)| *due <= until) {
            let Some(alert) = self.alerts.last().cloned() else { return };
            let since = self.alerts.first().map_or(due, |first| first.at);
            if why == Why::NoImprovement && asks_at(self.signals, since, due) < Some(alert.response) {
                self.check_at = None;
                continue;
            }
            let step = (alert.step + 1).min(self.last_step());
            let words = why.label().to_owned();
            self.alerts.push(Alert { at: due, why, step, words, ..alert });
            self.asked_at = due;
            self.unanswer(due);
        }
    }

    /// Whom to tell now.
    pub(super) fn ask(&self, now: UtcMillis) -> Option<Ask> {
        let at = self.step();
        let step = self.chain.steps().get(at)?;
        let minutes = i64::from(step.answer_minutes);
        let waited = now.minutes_since(self.asked_at).max(0);
        let last = at == self.last_step();
        let open = !self.answered();
        let again =
            self.asked_at.plus_minutes((waited / minutes.max(1)).saturating_add(1).saturating_mul(minutes));
        Some(Ask {
            step: at,
            role: step.role.clone(),
            label: self.chain.role(&step.role).map_or_else(String::new, |role| role.label.clone()),
            ask: step.ask.clone(),
            number: step.number.clone(),
            roles: self.chain.asked(at),
            since: self.asked_at,
            climbs_at: (open && !last).then(|| self.asked_at.plus_minutes(minutes)),
            asked_again_at: (open && last).then_some(again),
            unanswered: open && waited >= minutes,
        })
    }
}

/// What the patient's condition asks for at a time: the last full set that stands, or any worse one since; and the same
/// of each form that was filled in since the episode was raised, whichever asks for more.
fn asks_at(signals: &[Signal], since: UtcMillis, at: UtcMillis) -> Option<Response> {
    let until = signals.iter().filter(|signal| signal.counts && signal.at <= at);
    let mut asks: BTreeMap<Option<&str>, Option<Response>> = BTreeMap::new();
    for signal in until {
        let Some(series) = signal.series() else { continue };
        if series.is_some() && signal.at < since || series.is_none() && signal.response.is_none() {
            continue;
        }
        let asked = asks.entry(series).or_default();
        *asked = if signal.is_full() { signal.response } else { (*asked).max(signal.response) };
    }
    asks.into_values().max().flatten()
}
