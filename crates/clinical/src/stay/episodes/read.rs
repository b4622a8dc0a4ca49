//! One episode as the screens need it.

use super::{
    Closed, Corrected, Deterioration, Done, Episode, Group, Sepsis, Stage, TakenBack, Trigger, group::Member,
    run,
};
use crate::{
    FactId, UtcMillis,
    escalation::EscalationAct,
    leaves::Written,
    news2::Response,
    stay::signals::{Signal, Source},
};

pub(super) fn episode(of: &Deterioration, group: &Group, now: UtcMillis, over: bool) -> Episode {
    let run = run::run(of, group, now, over);
    let triggers: Vec<Trigger> = group.members.iter().map(|member| trigger(of, member, group)).collect();
    let done = done(of, group);
    let closed = group.ends.map(|at| Closed { at, by: closing(of, group) });
    let signals = || group.members.iter().map(|member| &of.signals[member.signal]);
    let first = signals().next();
    let stage = match &run {
        _ if closed.is_some() => Stage::Closed,
        run if run.planned => Stage::Planned,
        run if run.attended => Stage::Attended,
        run if run.held => Stage::NotEscalated,
        run if !run.accepted.is_empty() => Stage::Accepted,
        run if run.told => Stage::Told,
        _ => Stage::Raised,
    };
    let open = closed.is_none();
    let raised_at = first.map_or(now, |signal| signal.at);
    let level = signals().filter_map(|s| s.response).max().unwrap_or(Response::WardBased);
    let accepted: Vec<Written> = run.accepted.iter().map(|act| act.by.clone()).collect();
    Episode {
        id: first.map_or(FactId::from_bytes([0; 16]), Signal::id),
        raised_at,
        level,
        level_since: signals().find(|s| s.response == Some(level)).map_or(raised_at, |signal| signal.at),
        waiting_since: run.waiting_since().filter(|_| open),
        stage,
        sepsis: sepsis(of, group, &done),
        taken_back: signals().filter_map(|signal| taken_back(of, signal, &done)).collect(),
        reopened: open && triggers.iter().any(|trigger| trigger.settled_by.is_some()),
        after_end: triggers.iter().any(|trigger| {
            trigger.settled_by.is_none()
                && of.ended.is_some_and(|end| trigger.at > end || trigger.by.recorded() > end)
        }),
        ask: if open { run.ask(now) } else { None },
        attend_by: if open { run.attend_by() } else { None },
        owner: accepted.first().cloned(),
        accepted,
        alerts: run.alerts,
        triggers,
        done,
        closed,
    }
}

fn trigger(of: &Deterioration, member: &Member, group: &Group) -> Trigger {
    let signal = &of.signals[member.signal];
    let unseen_by: Vec<FactId> = of
        .acts
        .iter()
        .filter(|act| act.at > signal.at && !act.names(signal.id()))
        .filter(|act| group.is_named_by(act, of))
        .map(|act| act.id())
        .collect();
    let entered_late = signal.by.recorded().minutes_since(signal.at) > of.known_late_minutes;
    Trigger {
        by: signal.by.clone(),
        at: signal.at,
        response: signal.response,
        total: signal.total,
        concern: match &signal.source {
            Source::Concern(concern) => Some(concern.clone()),
            _ => None,
        },
        finding: match &signal.source {
            Source::Assessment(found) => Some(found.words.clone()),
            _ => None,
        },
        why: member.why,
        settled_by: member.settled.map(|(_, close)| close),
        known_late: entered_late || signal.corrects || !unseen_by.is_empty(),
        unseen_by,
    }
}

fn done(of: &Deterioration, group: &Group) -> Vec<Done> {
    let acts = of.acts.iter().filter(|act| group.is_named_by(act, of));
    acts.map(|act| Done { by: act.by.clone(), at: act.at, said: act.said.clone(), counts: act.counts })
        .collect()
}

fn closing(of: &Deterioration, group: &Group) -> Vec<Written> {
    let closes = |id: FactId| group.members.iter().any(|m| m.settled.is_some_and(|(_, close)| close == id));
    of.acts.iter().filter(|act| closes(act.id())).map(|act| act.by.clone()).collect()
}

/// Asked where a trigger asks for enough or names a sign; the clock runs from the episode's first trigger.
fn sepsis(of: &Deterioration, group: &Group, done: &[Done]) -> Option<Sepsis> {
    let prompt = of.chain.sepsis();
    let signals = || group.members.iter().map(|member| &of.signals[member.signal]);
    let scored = |signal: &Signal| signal.series() == Some(None);
    let asks =
        signals().any(|s| (scored(s) && s.response >= Some(prompt.from)) || s.sepsis_signs().is_some());
    let clock_from = signals().next().filter(|_| asks)?.at;
    let signs = signals().any(|signal| signal.sepsis_signs().is_some());
    let worst = signals().filter_map(|signal| signal.response).max();
    let level = if signs { Some(Response::Emergency) } else { worst };
    let minutes = level.and_then(|level| prompt.antimicrobial_minutes.get(&level));
    let answers = done.iter().filter(|done| done.counts).filter_map(|done| match done.said.act {
        EscalationAct::Infection(thought) => Some((done.by.clone(), thought)),
        _ => None,
    });
    Some(Sepsis {
        clock_from,
        treat_by: minutes.map(|minutes| clock_from.plus_minutes((*minutes).into())),
        answers: answers.collect(),
    })
}

/// The correction after which a trigger asks for less than it did, by every version that stands in its place.
fn eased<'d>(of: &'d Deterioration, signal: &Signal) -> Option<&'d Signal> {
    let asks = |signal: &Signal| (signal.response, signal.total);
    let standing = || of.signals.iter().filter(|later| later.counts && later.replaces.contains(&signal.id()));
    let better = !signal.counts && standing().all(|later| asks(later) < asks(signal));
    standing().filter(|_| better).min_by_key(|later| (later.by.recorded(), later.id()))
}

/// Everybody who was told of a trigger, or took it on, before it was taken back or corrected to something better, unless
/// somebody was told since.
fn taken_back(of: &Deterioration, signal: &Signal, done: &[Done]) -> Option<TakenBack> {
    let (by, corrected) = match &signal.taken_back {
        Some(by) => (by.clone(), None),
        None => {
            let now = eased(of, signal)?;
            (now.by.clone(), Some(Corrected { from: signal.total, to: now.total.filter(|_| now.is_full()) }))
        }
    };
    let since = by.recorded();
    let knew = |done: &&Done| done.said.triggers.contains(signal.id()) && done.at <= since;
    let told_since = |knew: &Done| {
        done.iter().any(|later| {
            later.at > since
                && match (&later.said.act, &knew.said.act) {
                    (EscalationAct::Told { role: now, .. }, EscalationAct::Told { role: then, .. }) => {
                        now == then
                    }
                    (EscalationAct::Told { .. }, _) => true,
                    // Whoever acts after it was taken back has the corrected chart before them.
                    _ => later.by.author == knew.by.author,
                }
        })
    };
    let knowing = done.iter().filter(knew).filter(|done| {
        let who = matches!(
            done.said.act,
            EscalationAct::Told { .. } | EscalationAct::Accepted { .. } | EscalationAct::Attended { .. }
        );
        who && !told_since(done)
    });
    let still_to_tell = knowing.map(|done| done.by.id).collect();
    Some(TakenBack { trigger: signal.id(), still_to_tell, by, corrected })
}
