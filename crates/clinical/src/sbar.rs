//! SBAR, drafted from the record: situation, background, assessment, recommendation.
//!
//! A draft to read out and to correct, never a judgement. Every sentence comes from a fact; what is not recorded says so.

use crate::{
    Stamp, UtcMillis,
    cui::{date, date_of, time_of},
    entry::Allergies,
    escalation::EscalationAct,
    leaves::Written,
    news2::Outcome,
    patient::age_in_years,
    policy::Policy,
    stay::{ChartedSet, Episode, Stage, Status, StayState, Why},
    vitals::{Oxygen, Sign, Vitals},
};

/// How many of the last sets the assessment tells.
const LAST_SETS: usize = 3;

/// The four texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sbar {
    /// Who, where, and what has happened.
    pub situation: String,
    /// What the listener has to know of the patient.
    pub background: String,
    /// The last sets and what was found.
    pub assessment: String,
    /// What is asked of whom.
    pub recommendation: String,
}

/// What a draft is made from.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a, N> {
    /// The stay.
    pub state: &'a StayState,
    /// The episode that it is about; `None` for a handover without one.
    pub episode: Option<&'a Episode>,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The name under an entry, as every other screen shows it: one that nobody checked says so.
    pub name: N,
}

/// Drafts the four texts as of `now`, in the local time of `now`.
pub fn draft<N: Fn(&Written) -> String>(of: &Subject<'_, N>, now: Stamp) -> Sbar {
    let status = of.state.at(now.utc);
    Sbar {
        situation: situation(of, &status, now),
        background: background(of.state, now),
        assessment: assessment(of, &status, now),
        recommendation: recommendation(of, &status, now),
    }
}

fn clock(at: UtcMillis, now: Stamp) -> String {
    let stamp = Stamp { utc: at, offset_minutes: now.offset_minutes };
    let time = time_of(stamp);
    if stamp.local_date() == now.local_date() { time } else { format!("{} {time}", date_of(stamp)) }
}

fn at(by: &Written, now: Stamp) -> String {
    clock(by.at().unwrap_or_else(|| by.recorded()), now)
}

fn situation<N: Fn(&Written) -> String>(of: &Subject<'_, N>, status: &Status, now: Stamp) -> String {
    let mut said = vec![format!("{}{}.", who(of.state, now), place(of.state))];
    match (&status.last_complete, &status.complete_before) {
        (Some(last), before) => {
            let was = before.map_or_else(String::new, |before| {
                format!(", was {} at {}", before.total, clock(before.at, now))
            });
            let risk = last.risk.label().to_lowercase();
            said.push(format!("NEWS2 {} at {} ({risk} risk){was}.", last.total, clock(last.at, now)));
        }
        (None, _) => said.push("No complete NEWS2 yet.".to_owned()),
    }
    if status.later_incomplete {
        said.push("A later set is incomplete.".to_owned());
    }
    if status.repeat_now {
        said.push("A set was taken back and has to be repeated.".to_owned());
    }
    if let Some(episode) = of.episode {
        // The rises, each in the policy's words. A climb is not one: it says that nobody answered.
        let rises =
            episode.alerts.iter().filter(|alert| !matches!(alert.why, Why::NoAnswer | Why::NotAttended));
        let rises: Vec<String> =
            rises.map(|alert| format!("{}: {}", clock(alert.at, now), alert.words)).collect();
        said.push(format!("Raised at {}.", rises.join("; ")));
        said.push(match &episode.owner {
            Some(by) => format!("{} ({} at {}).", episode.stage.label(), (of.name)(by), at(by, now)),
            None => format!("{}.", episode.stage.label()),
        });
    }
    said.join(" ")
}

fn who(state: &StayState, now: Stamp) -> String {
    let Some(leaf) = state.identity.latest() else { return "Unknown patient".to_owned() };
    let age = leaf.value.born.and_then(|born| age_in_years(born, now.local_date()));
    let age = age.map_or_else(|| ", age not known".to_owned(), |years| format!(", {years} years"));
    format!("{}{age}", leaf.value.banner_name())
}

fn place(state: &StayState) -> String {
    let beds: Vec<String> =
        state.places.values().map(|place| format!("{} {}", place.ward, place.bed)).collect();
    if beds.is_empty() { String::new() } else { format!(", {}", beds.join(" or ")) }
}

fn background(state: &StayState, now: Stamp) -> String {
    let mut said = vec![match state.allergies() {
        None => "Allergies: not recorded.".to_owned(),
        Some(Allergies::NoneKnown) => "No known allergies.".to_owned(),
        Some(Allergies::Known(names)) => format!("Allergies: {}.", names.join(", ")),
    }];
    if state.resuscitation.is_none() {
        said.push("Resuscitation decision: not recorded.".to_owned());
    } else {
        for leaf in state.resuscitation.iter() {
            let what = if leaf.value.attempt { "for resuscitation" } else { "not for resuscitation" };
            let review = reviewed(leaf.value.review_on);
            said.push(format!(
                "Recorded as {what} ({}{review}); check the signed form.",
                leaf.value.decided_by
            ));
        }
    }
    for leaf in state.ceiling.iter() {
        let words =
            if leaf.value.words.is_empty() { String::new() } else { format!(": {}", leaf.value.words) };
        let review = reviewed(leaf.value.review_on);
        said.push(format!("{}{words} ({}{review}).", leaf.value.level.label(), leaf.value.decided_by));
    }
    let scale = state.scale_at(now.utc);
    if let Some((low, high)) = state.oxygen_target() {
        said.push(format!("Oxygen target {low} to {high}%, {}.", scale.shown().label()));
    }
    let precautions: Vec<String> =
        state.precautions().into_iter().filter(|p| p.is_needed()).map(|p| p.label()).collect();
    if !precautions.is_empty() {
        said.push(format!("Precautions: {}.", precautions.join("; ")));
    }
    said.join(" ")
}

fn reviewed(on: Option<chrono::NaiveDate>) -> String {
    on.map_or_else(String::new, |day| format!(", review {}", date(day)))
}

fn assessment<N: Fn(&Written) -> String>(of: &Subject<'_, N>, status: &Status, now: Stamp) -> String {
    let counting = of.state.sets.iter().filter(|set| set.mark.counts() && set.at.is_some());
    let mut lines: Vec<String> =
        counting.rev().take(LAST_SETS).filter_map(|set| Some(line(set, set.at?, now))).collect();
    if lines.is_empty() {
        lines.push("No observations charted.".to_owned());
    }
    if let Some(reason) = status.from.and_then(|id| of.state.set(id)).and_then(|set| set.no_longer_applies) {
        lines.push(reason.advice().to_owned());
    }
    let Some(episode) = of.episode else { return lines.join("\n") };
    for trigger in &episode.triggers {
        if let Some(finding) = &trigger.finding {
            lines.push(format!("{} {finding}", clock(trigger.at, now)));
        }
        if let Some(concern) = &trigger.concern {
            let words = if concern.words.is_empty() { String::new() } else { format!(": {}", concern.words) };
            let signs: String = concern.signs.iter().map(|sign| format!("; {}", sign.label())).collect();
            lines.push(format!("{} at {}{words}{signs}.", concern.from.label(), clock(trigger.at, now)));
        }
    }
    if episode.known_late() {
        lines.push("Something in this episode became known later than it was true.".to_owned());
    }
    if let Some(sepsis) = &episode.sepsis {
        let since = clock(sepsis.clock_from, now);
        match sepsis.answers.last() {
            Some((by, thought)) => {
                let name = (of.name)(by);
                lines.push(format!("{} ({name}); first trigger at {since}.", thought.label()));
            }
            None => lines.push(format!(
                "{} Not answered; first trigger at {since}.",
                of.policy.chain().sepsis().question
            )),
        }
    }
    lines.join("\n")
}

/// One set: its time, score and signs.
fn line(set: &ChartedSet, at: UtcMillis, now: Stamp) -> String {
    let score = match set.worst() {
        Outcome::Complete { total, .. } => format!("NEWS2 {total}"),
        Outcome::Incomplete { at_least, .. } => format!("NEWS2 at least {at_least}"),
        Outcome::NotApplicable { .. } => "not scored".to_owned(),
    };
    format!("{} {score}: {}.", clock(at, now), signs(&set.set.vitals))
}

fn signs(vitals: &Vitals) -> String {
    let unit = |value: Option<String>| value.unwrap_or_else(|| "not recorded".to_owned());
    let spo2 = vitals.spo2.map(|value| format!("{}%", value.get()));
    let oxygen = match &vitals.oxygen {
        None => "air or oxygen not recorded",
        Some(Oxygen::Air) => "on air",
        Some(Oxygen::Supplemental(_)) => "on oxygen",
    };
    let pressure = vitals.systolic.map(|systolic| {
        let diastolic = vitals.diastolic.map_or_else(|| "–".to_owned(), |value| value.get().to_string());
        format!("{}/{diastolic}", systolic.get())
    });
    let temperature = vitals.temperature.map(|value| format!("{}.{}", value.get() / 10, value.get() % 10));
    let level = vitals.consciousness.map(|level| level.label().to_lowercase());
    let parts = [
        (Sign::Respiration.label(), unit(vitals.respiration.map(|value| value.get().to_string()))),
        (Sign::Spo2.label(), format!("{} {oxygen}", unit(spo2))),
        (Sign::BloodPressure.label(), unit(pressure)),
        (Sign::Pulse.label(), unit(vitals.pulse.map(|value| value.get().to_string()))),
        (Sign::Consciousness.label(), unit(level)),
        (Sign::Temperature.label(), unit(temperature)),
    ];
    parts.map(|(label, value)| format!("{label} {value}")).join(", ")
}

fn recommendation<N: Fn(&Written) -> String>(of: &Subject<'_, N>, status: &Status, now: Stamp) -> String {
    let mut said = Vec::new();
    if let Some(episode) = of.episode {
        let unanswered = matches!(episode.stage, Stage::Raised | Stage::Told);
        if let Some(ask) = episode.ask.as_ref().filter(|_| unanswered) {
            said.push(format!("{}: {}", ask.label, ask.ask));
            if !ask.number.is_empty() {
                said.push(format!("Number: {}.", ask.number));
            }
        }
        if let Some(by) = episode.attend_by.filter(|_| !unanswered) {
            said.push(format!("Somebody is to be with the patient by {}.", clock(by, now)));
        }
        let plans = episode.done.iter().filter(|done| done.counts).filter_map(|done| match &done.said.act {
            EscalationAct::Planned { plan, .. } => {
                Some(format!("Plan at {} ({}): {plan}.", clock(done.at, now), (of.name)(&done.by)))
            }
            _ => None,
        });
        said.extend(plans);
    }
    if let Some(interval) = status.interval {
        said.push(format!("Observations: {}.", interval.words()));
    }
    if let Some(due) = &status.due {
        said.push(format!("Next due at {}.", clock(due.at, now)));
    }
    if said.is_empty() { "Nothing is asked for at present.".to_owned() } else { said.join(" ") }
}
