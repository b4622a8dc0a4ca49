//! What stands between the sets of a chart: times in which none was expected, what was done about a rise, and the nights on
//! which the ward's clock is put forward or back.

use crate::{directory::reason_alone, episodes::role_label, project::Folded, views::Views};
use clinical::{
    FactId, UtcMillis,
    entry::{Entry, EntryBody},
    escalation::EscalationAct,
    leaves::Written,
    monitoring::{ObservationsStop, OffWard},
    stay::{Episode, Stage},
};
use contract::{PauseView, StepView};
use std::collections::BTreeSet;

const DAY_MINUTES: i64 = 24 * 60;
const MINUTE_MS: i64 = 60_000;

/// Times off the ward and times without observations, as people recorded them, oldest first.
pub(super) fn pauses(folded: &Folded) -> Vec<PauseView> {
    let away = said(folded, |entry| match &entry.body {
        EntryBody::OffWard(OffWard::Away { place, .. }) if place.is_empty() => {
            Some(Some("Off the ward".into()))
        }
        EntryBody::OffWard(OffWard::Away { place, .. }) => Some(Some(format!("Off the ward, {place}"))),
        EntryBody::OffWard(OffWard::Back) => Some(None),
        _ => None,
    });
    let stopped = said(folded, |entry| match &entry.body {
        EntryBody::ObservationsStop(stop @ ObservationsStop::Stopped { .. }) => {
            let why = reason_alone(&entry.reason);
            let words = if why.is_empty() { String::new() } else { format!(", {why}") };
            stop.stops(entry.auth).then(|| Some(format!("Observations stopped{words}")))
        }
        EntryBody::ObservationsStop(ObservationsStop::Restarted) => Some(None),
        _ => None,
    });
    let mut pauses = paired(away);
    pauses.extend(paired(stopped));
    pauses.sort_by_key(|pause| pause.from);
    pauses
}

/// What entries say that were not taken back, with their times, oldest first: a reason where a pause begins, none where it
/// ends.
fn said(
    folded: &Folded,
    read: impl Fn(&Entry) -> Option<Option<String>>,
) -> Vec<(UtcMillis, Option<String>)> {
    let taken_back: BTreeSet<FactId> = folded
        .entries
        .iter()
        .filter(|entry| matches!(entry.body, EntryBody::Withdrawal(_)))
        .flat_map(|entry| entry.supersedes.iter().copied())
        .collect();
    let standing = folded.entries.iter().filter(|entry| !taken_back.contains(&entry.id));
    let mut said: Vec<_> = standing
        .filter_map(|entry| {
            let by = Written::from(&**entry);
            Some((by.at().unwrap_or_else(|| by.recorded()), read(entry)?))
        })
        .collect();
    said.sort();
    said
}

fn paired(said: Vec<(UtcMillis, Option<String>)>) -> Vec<PauseView> {
    let mut pauses: Vec<PauseView> = Vec::new();
    for (at, why) in said {
        if let Some(open) = pauses.last_mut().filter(|pause| pause.to.is_none()) {
            open.to = Some(at);
        }
        pauses.extend(why.map(|why| PauseView { from: at, to: None, why }));
    }
    pauses
}

/// The steps that count, oldest first, and the sets of which somebody was told.
pub(super) fn steps(views: &Views<'_>, folded: &Folded) -> (Vec<StepView>, BTreeSet<FactId>) {
    let (mut steps, mut told) = (Vec::new(), BTreeSet::new());
    for episode in folded.state.episodes(views.now.at()) {
        steps.extend(concerns(views, &episode));
        for done in episode.done.iter().filter(|done| done.counts) {
            let author = || views.directory.author(&done.by);
            let named = |who: &String| if who.is_empty() { author() } else { who.clone() };
            let (stage, who) = match &done.said.act {
                EscalationAct::Told { role, who, .. } => {
                    let role = role_label(role, folded.policy.chain(), &views.directory.policies);
                    let who = if who.is_empty() { role.to_owned() } else { format!("{role}, {who}") };
                    (Stage::Told, who)
                }
                EscalationAct::Accepted { who } => (Stage::Accepted, named(who)),
                EscalationAct::Attended { who } => (Stage::Attended, named(who)),
                EscalationAct::Planned { plan, .. } => (Stage::Planned, plan.clone()),
                EscalationAct::NotEscalated { .. } => (Stage::NotEscalated, author()),
                EscalationAct::Closed { .. } => (Stage::Closed, author()),
                EscalationAct::Infection(_) => continue,
            };
            if matches!(stage, Stage::Told | Stage::Accepted | Stage::Attended) {
                told.extend(done.said.triggers.iter());
            }
            steps.push(StepView { at: done.at, stage, who });
        }
    }
    steps.sort_by_key(|step| step.at);
    (steps, told)
}

fn concerns(views: &Views<'_>, episode: &Episode) -> Vec<StepView> {
    let raised = episode.triggers.iter().filter(|trigger| trigger.concern.is_some());
    raised
        .map(|trigger| StepView {
            at: trigger.at,
            stage: Stage::Raised,
            who: views.directory.author(&trigger.by),
        })
        .collect()
}

/// Since when the ward's clock has stood so many minutes east of UTC; empty where that did not change in the window.
pub(super) fn clock(
    offset_at: impl Fn(UtcMillis) -> i16,
    from: UtcMillis,
    to: UtcMillis,
) -> Vec<(UtcMillis, i16)> {
    let mut clock = vec![(from, offset_at(from))];
    let mut day = from;
    while day < to {
        let next = day.plus_minutes(DAY_MINUTES).min(to);
        let (before, after) = (offset_at(day), offset_at(next));
        if before != after {
            clock.push((changed(&offset_at, day, next), after));
        }
        day = next;
    }
    if clock.len() > 1 { clock } else { Vec::new() }
}

/// The first minute between the two at which the clock no longer stood as at the first.
fn changed(offset_at: &impl Fn(UtcMillis) -> i16, from: UtcMillis, to: UtcMillis) -> UtcMillis {
    let before = offset_at(from);
    let (mut low, mut high) = (from.0.div_euclid(MINUTE_MS), to.0.div_euclid(MINUTE_MS) + 1);
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if offset_at(UtcMillis(middle * MINUTE_MS)) == before { low = middle } else { high = middle }
    }
    UtcMillis(high * MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ward's clock that is put back by an hour on 2026-10-25 at 01:00Z.
    const CHANGE: UtcMillis = UtcMillis(1_792_890_000_000);

    fn offset(at: UtcMillis) -> i16 {
        if at < CHANGE { 60 } else { 0 }
    }

    #[test]
    fn the_night_on_which_the_clock_is_put_back_is_told_to_the_minute() {
        let (from, to) = (CHANGE.plus_minutes(-3 * DAY_MINUTES - 77), CHANGE.plus_minutes(500));
        assert_eq!(clock(offset, from, to), [(from, 60), (CHANGE, 0)]);
        assert!(clock(offset, CHANGE, to).is_empty(), "no change in the window");
    }
}
