//! State is a fold: whatever the order, the number and the delay in which facts of every kind arrive, what a device shows is
//! the same, and no alert is lost or raised twice.

use super::{
    acts::{RAISING, triggers},
    build::*,
    every_kind::any_stay,
};
use crate::{
    FactId, TakenAt, UtcMillis,
    entry::{Entry, EntryBody},
    escalation::EscalationAct,
    leaves::Family,
    policy::Policy,
    stay::{Episode, StayState},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Facts, and the same facts in another order, some of them twice.
fn any_stay_shuffled() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>)> {
    any_stay().prop_flat_map(|facts| {
        let doubled: Vec<Entry> = facts.iter().chain(facts.iter().skip(1).step_by(3)).cloned().collect();
        (Just(facts), Just(doubled).prop_shuffle())
    })
}

/// Everything that a screen asks of a stay at a time.
fn seen(state: &StayState, now: UtcMillis) -> impl PartialEq + std::fmt::Debug {
    let episodes = (state.episodes(now), state.open_episodes(now), state.unplaced_acts());
    (state.at(now), episodes, state.tasks(now), state.assessments_due(now), state.is_over())
}

/// What a device shows that had the first of these when it folded them, and was told of the others one by one.
fn arrived(facts: &[Entry], at_first: usize) -> StayState {
    let policy = Policy::rcp_default();
    let mut folded = state(&facts[..at_first]);
    for place in at_first..facts.len() {
        let others = &facts[..place];
        let added = folded.with_set(&facts[place], others, &policy);
        folded = added.unwrap_or_else(|| state(&facts[..=place]));
    }
    folded
}

/// Sets, assessments and concerns, of whatever version, that ask for somebody, with when they were true.
fn asking(state: &StayState, facts: &[Entry]) -> Vec<(FactId, UtcMillis)> {
    let raises = |response| RAISING.iter().any(|level| Some(*level) == response);
    let sets = state.sets.iter().filter(|set| set.set.vitals.too_unwell() || raises(set.worst().response()));
    let sets = sets.map(|set| (set.by.id, set.at.map(|at| at.min(set.by.recorded()))));
    let forms = state.assessments.iter().filter(|made| raises(made.made.result.level()));
    let forms = forms.map(|made| (made.by.id, made.at.map(|at| at.min(made.by.recorded()))));
    let concerns = facts.iter().filter(|fact| matches!(fact.body, EntryBody::Concern(_)));
    let concerns = concerns.map(|fact| {
        let by = crate::leaves::Written::from(fact);
        (by.id, by.at().map(|at| at.min(by.recorded())))
    });
    sets.chain(forms).chain(concerns).filter_map(|(id, at)| Some((id, at?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn facts_of_every_kind_in_any_order_and_any_number_give_the_same_state(
        (facts, shuffled) in any_stay_shuffled(), now in 0..1500i64,
    ) {
        let (one, other) = (state(&facts), state(&shuffled));
        prop_assert_eq!(seen(&one, minute(now)), seen(&other, minute(now)));
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one, state(&facts), "folded twice");
    }

    #[test]
    fn facts_that_arrive_late_and_one_by_one_give_the_state_of_those_that_were_there_at_once(
        (facts, shuffled) in any_stay_shuffled(), at_first in any::<prop::sample::Index>(), now in 0..1500i64,
    ) {
        let late = arrived(&shuffled, at_first.index(shuffled.len()));
        let one = state(&facts);
        prop_assert_eq!(seen(&late, minute(now)), seen(&one, minute(now)));
        prop_assert_eq!(late, one);
    }

    #[test]
    fn among_facts_of_every_kind_no_alert_is_lost_and_none_is_raised_twice(
        facts in any_stay(), now in 0..1500i64,
    ) {
        let state = state(&facts);
        let found = state.episodes(minute(now));
        let all: Vec<FactId> = found.iter().flat_map(triggers).collect();
        let once: BTreeSet<FactId> = all.iter().copied().collect();
        prop_assert_eq!(all.len(), once.len(), "no trigger is in two episodes");
        let raised: Vec<FactId> = found.iter().flat_map(raised).collect();
        let alerted: BTreeSet<FactId> = raised.iter().copied().collect();
        prop_assert_eq!(raised.len(), alerted.len(), "none raises two alerts");
        if state.historic.is_none() {
            let closed = found.iter().filter_map(|episode| episode.closed.as_ref()).map(|closed| closed.at).min();
            for (lost, at) in asking(&state, &facts).into_iter().filter(|(id, _)| !once.contains(id)) {
                prop_assert!(closed.is_some_and(|closed| closed < at), "{lost}: nobody had closed anything");
            }
        }
    }
}

/// Minutes after which whatever is written is written after everything in a history.
const AFTERWARDS: i64 = 1500;

/// Facts that no person wrote to close anything, numbered from 80 on; half of them take back, correct or answer what is
/// already there. Those about age, pregnancy and scale are of afterwards: what was known at the time is what was known.
fn without_closes(facts: &[Entry], more: Vec<Entry>, afterwards: bool) -> Vec<Entry> {
    let up = |id: FactId| FactId::from_bytes(id.as_bytes().map(|byte| byte + 80));
    let known = |body: &EntryBody| {
        matches!(Family::of(body), Family::Identity | Family::Pregnancy | Family::Scale | Family::Withdrawal)
    };
    let closes = |fact: &Entry| match &fact.body {
        EntryBody::Escalation(said) => matches!(said.act, EscalationAct::Closed { .. }),
        body => !afterwards && known(body),
    };
    let withdrawals: BTreeSet<FactId> = facts
        .iter()
        .filter(|fact| matches!(fact.body, EntryBody::Withdrawal(_)))
        .map(|fact| fact.id)
        .collect();
    let more = more.into_iter().skip(2).filter(|fact| !closes(fact));
    more.map(|mut fact| {
        fact.id = up(fact.id);
        if fact.id.as_bytes()[0] % 2 == 0 {
            fact.supersedes = fact.supersedes.into_iter().map(up).collect();
        }
        // Taking back a withdrawal may bring back a person's close, which is a close.
        fact.supersedes.retain(|to| !withdrawals.contains(to));
        if afterwards {
            fact.recorded_at.utc = fact.recorded_at.utc.plus_minutes(AFTERWARDS);
            if let TakenAt::At(stamp) = &mut fact.taken_at {
                stamp.utc = stamp.utc.plus_minutes(AFTERWARDS);
            }
        }
        fact
    })
    .collect()
}

/// Raising triggers of open episodes, and the worst that those ask for.
fn open(facts: &[Entry], now: i64) -> (BTreeSet<FactId>, Option<crate::news2::Response>) {
    let open = state(facts).open_episodes(minute(now));
    let level = open.iter().map(|episode| episode.level).max();
    let triggers = open.iter().flat_map(|episode| &episode.triggers);
    let raising = triggers.filter(|trigger| trigger.response.is_some_and(|asks| RAISING.contains(&asks)));
    (raising.map(|trigger| trigger.by.id).collect(), level)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_fact_of_any_kind_but_a_named_persons_close_lowers_an_open_episode(
        facts in any_stay(), more in any_stay(), afterwards in any::<bool>(), now in 700..3000i64,
    ) {
        let (before, level) = open(&facts, now);
        let together: Vec<Entry> = facts.iter().cloned().chain(without_closes(&facts, more, afterwards)).collect();
        let (after, level_after) = open(&together, now);
        prop_assert!(before.is_subset(&after), "{before:?} in {after:?}");
        prop_assert!(level_after >= level);
    }
}

/// The triggers of an episode that raised an alert by themselves.
fn raised(episode: &Episode) -> Vec<FactId> {
    let own = |at: &&crate::stay::Alert| {
        episode.triggers.iter().any(|trigger| trigger.by.id == at.trigger && trigger.why == Some(at.why))
    };
    episode.alerts.iter().filter(own).map(|alert| alert.trigger).collect()
}
