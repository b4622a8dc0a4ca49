//! What holds for every history of sets, acts and corrections, in every order (safety rules 4, 5, 6, 7 and 9; hazards H2
//! and H6).

use super::{acts::*, build::*};
use crate::{
    FactId,
    entry::{Entry, EntryBody, Withdrawal},
    escalation::{Escalation, EscalationAct, Infection, Named, Telling},
    leaves::Graph,
    monitoring::ObservationsStop,
    news2::Response,
    staff::{AuthLevel, Role},
    stay::{ChartedSet, Episode, Stage},
    vitals::{Sign, UnableReason, Vitals},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Kinds of fact that the histories below are made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Set,
    Part,
    Unwell,
    Concern,
    Told,
    Accepted,
    Attended,
    Planned,
    Held,
    Infection,
    Closed,
    Error,
    Undo,
    Amend,
    Form,
    FormPart,
    FormAmend,
    Discharge,
    Stop,
}

fn body(kind: Kind, total: u8, minutes: i64, role: Role, named: &Named) -> EntryBody {
    let act = |act| EntryBody::Escalation(Box::new(Escalation { triggers: named.clone(), role, act }));
    match kind {
        Kind::Set | Kind::Amend => scoring(0, minutes, total).body,
        Kind::Part => only(0, minutes, &[Sign::Respiration, Sign::Pulse, Sign::BloodPressure], total).body,
        Kind::Form | Kind::FormAmend => form(total, minutes, true),
        Kind::FormPart => form(total, minutes, false),
        Kind::Unwell => set(0, minutes, partial(Vitals::default(), &Sign::ALL, UnableReason::TooUnwell)).body,
        Kind::Concern => concern(0, minutes).body,
        Kind::Told => {
            act(EscalationAct::Told { role: "registrar".into(), who: String::new(), how: Telling::Telephone })
        }
        Kind::Accepted => act(EscalationAct::Accepted { who: String::new() }),
        Kind::Attended => act(EscalationAct::Attended { who: String::new() }),
        Kind::Planned => {
            act(EscalationAct::Planned { plan: "as above".into(), review_at: Some(minute(minutes + 90)) })
        }
        Kind::Held => act(EscalationAct::NotEscalated { reason: "ceiling".into() }),
        Kind::Infection => act(EscalationAct::Infection(Infection::Suspected)),
        Kind::Closed => act(EscalationAct::Closed { reason: "reviewed".into() }),
        Kind::Error => EntryBody::Withdrawal(Withdrawal::EnteredInError),
        Kind::Undo => EntryBody::Withdrawal(Withdrawal::Undone),
        Kind::Discharge => discharge(0, minutes).body,
        Kind::Stop => EntryBody::ObservationsStop(ObservationsStop::Stopped {
            reason: "end_of_life".into(),
            role: Role::NurseInCharge,
        }),
    }
}

/// One of two forms, of which one finding in each is a change since the last time.
fn form(total: u8, minutes: i64, complete: bool) -> EntryBody {
    let level = match total {
        0 | 1 => None,
        2 => Some(Response::WardBased),
        3 | 4 => Some(Response::UrgentWardBased),
        5 | 6 => Some(Response::Urgent),
        _ => Some(Response::Emergency),
    };
    let name = if minutes % 2 == 0 { "skin" } else { "glucose" };
    let from = if total.is_multiple_of(2) { "fall" } else { "band" };
    let made = made_with(assessed(0, minutes, name, level, from), |made| {
        made.unable = (!complete).then_some(UnableReason::Declined);
        made.result.alerts.iter_mut().for_each(|alert| alert.since_last = total == 6);
    });
    made.body
}

/// Facts 10 to 33 of these kinds, with links among one another, roles and late entry as they come.
pub(super) fn any_facts(kinds: &'static [Kind]) -> impl Strategy<Value = Vec<Entry>> {
    let fact = (
        prop::sample::select(kinds),
        0..=7u8,
        0..600i64,
        prop::collection::btree_set(10..34u8, 1..4),
        0..Role::ALL.len(),
        prop_oneof![4 => 0..3i64, 1 => 0..90i64],
        prop_oneof![6 => Just(AuthLevel::Pin), 1 => Just(AuthLevel::Emergency)],
    );
    prop::collection::vec(fact, 1..24).prop_map(|facts| {
        let mut entries = admitted();
        for ((kind, total, minutes, links, role, later, auth), n) in facts.into_iter().zip(10..) {
            let named = Named::new(links.iter().map(|n| id(*n))).unwrap();
            let mut fact = entry(n, minutes, body(kind, total, minutes, Role::ALL[role], &named));
            if matches!(kind, Kind::Error | Kind::Undo | Kind::Amend | Kind::FormAmend) {
                fact.supersedes = links.iter().map(|n| id(*n)).collect();
            }
            fact.recorded_at = stamp(minutes + later);
            fact.auth = auth;
            entries.push(fact);
        }
        entries
    })
}

const ALL: &[Kind] = &[
    Kind::Set,
    Kind::Set,
    Kind::Set,
    Kind::Part,
    Kind::Unwell,
    Kind::Concern,
    Kind::Told,
    Kind::Accepted,
    Kind::Attended,
    Kind::Planned,
    Kind::Held,
    Kind::Infection,
    Kind::Closed,
    Kind::Closed,
    Kind::Error,
    Kind::Undo,
    Kind::Amend,
    Kind::Form,
    Kind::Form,
    Kind::FormPart,
    Kind::FormAmend,
    Kind::Discharge,
    Kind::Stop,
];

/// Sets of every score, whoever was told of them, and what was corrected.
const TOLD_AND_CORRECTED: &[Kind] = &[
    Kind::Set,
    Kind::Set,
    Kind::Part,
    Kind::Unwell,
    Kind::Told,
    Kind::Told,
    Kind::Amend,
    Kind::Amend,
    Kind::Error,
];

/// All but closes, and but the taking back of anything, which may take back an act.
pub(super) const NOT_A_CLOSE: &[Kind] = &[
    Kind::Set,
    Kind::Part,
    Kind::Unwell,
    Kind::Concern,
    Kind::Told,
    Kind::Accepted,
    Kind::Attended,
    Kind::Planned,
    Kind::Held,
    Kind::Infection,
    Kind::Error,
    Kind::Undo,
    Kind::Amend,
    Kind::Form,
    Kind::FormPart,
    Kind::FormAmend,
    Kind::Discharge,
    Kind::Stop,
];

/// The triggers of open episodes, and the worst that they ask for.
fn open(entries: &[Entry], now: i64) -> (BTreeSet<FactId>, Option<Response>) {
    let open: Vec<Episode> = episodes(entries, now).into_iter().filter(Episode::is_open).collect();
    let level = open.iter().map(|episode| episode.level).max();
    let raising = open.iter().flat_map(|episode| &episode.triggers);
    let raising = raising.filter(|trigger| trigger.response.is_some_and(|asks| RAISING.contains(&asks)));
    (raising.map(|trigger| trigger.by.id).collect(), level)
}

/// Sets, assessments and concerns, of whatever version, that ask for somebody.
fn asking(entries: &[Entry]) -> BTreeSet<FactId> {
    let state = state(entries);
    let raises = |response: Option<Response>| response.is_some_and(|r| RAISING.contains(&r));
    let sets = state.sets.iter().filter(|set| set.set.vitals.too_unwell() || raises(set.worst().response()));
    let forms = state.assessments.iter().filter(|made| raises(made.made.result.level()));
    let concerns = entries.iter().filter(|e| matches!(e.body, EntryBody::Concern(_))).map(|e| e.id);
    sets.map(|set| set.by.id).chain(forms.map(|made| made.by.id)).chain(concerns).collect()
}

/// Another fact, beyond those of a history.
fn up(id: FactId) -> FactId {
    FactId::from_bytes(id.as_bytes().map(|byte| byte + 40))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    // A save adds its set to the fold that it has; every device that reads the stay folds it whole.
    #[test]
    fn a_set_added_to_a_fold_is_the_set_folded_with_all_others(facts in any_facts(ALL), plain in any_facts(NOT_A_CLOSE)) {
        let policy = crate::policy::Policy::rcp_default();
        for facts in [facts, plain] {
            let whole = state(&facts);
            for place in 0..facts.len() {
                let mut others = facts.clone();
                let last = others.remove(place);
                let linked = others.iter().any(|other| other.supersedes.contains(&last.id));
                let alone = matches!(last.body, EntryBody::Observations(_)) && last.supersedes.is_empty() && !linked;
                let decided = facts.iter().any(|fact| {
                    matches!(fact.body, EntryBody::Discharge(_) | EntryBody::ObservationsStop(_))
                });
                let added = state(&others).with_set(&last, &others, &policy);
                prop_assert!(alone || added.is_none(), "what is linked is folded");
                if alone && !decided && last.auth == AuthLevel::Pin {
                    prop_assert!(added.is_some(), "a plain set is never folded");
                }
                if let Some(added) = added {
                    prop_assert_eq!(&added, &whole);
                }
            }
        }
    }

    #[test]
    fn the_same_facts_in_any_order_any_number_and_any_delay_give_the_same_episodes_and_tasks(
        (facts, shuffled) in any_facts(ALL).prop_flat_map(|facts| {
            let doubled: Vec<Entry> = facts.iter().chain(facts.iter().take(6)).cloned().collect();
            (Just(facts), Just(doubled).prop_shuffle())
        }),
        now in 0..1000i64,
    ) {
        let (one, other) = (state(&facts), state(&shuffled));
        prop_assert_eq!(one.episodes(minute(now)), other.episodes(minute(now)));
        prop_assert_eq!(one.tasks(minute(now)), other.tasks(minute(now)));
        prop_assert_eq!(one, other);
    }

    // H6: an alert is withdrawn that should stand.
    #[test]
    fn nothing_but_a_named_persons_close_lowers_an_open_episode(
        facts in any_facts(ALL), more in any_facts(NOT_A_CLOSE), now in 600..1500i64,
    ) {
        let withdrawals: BTreeSet<FactId> =
            facts.iter().filter(|e| matches!(e.body, EntryBody::Withdrawal(_))).map(|e| e.id).collect();
        let renumbered = more.into_iter().skip(2).map(|mut fact| {
            fact.id = up(fact.id);
            // Half of them take back, correct or answer what is already there.
            if fact.id.as_bytes()[0] % 2 == 0 {
                fact.supersedes = fact.supersedes.into_iter().map(up).collect();
            }
            // Taking back a withdrawal may bring back a person's close, which is a close.
            fact.supersedes.retain(|to| !withdrawals.contains(to));
            fact
        });
        let (before, level) = open(&facts, now);
        let together: Vec<Entry> = facts.iter().cloned().chain(renumbered).collect();
        let (after, level_after) = open(&together, now);
        prop_assert!(before.is_subset(&after), "{before:?} in {after:?}");
        prop_assert!(level_after >= level);
    }

    // H2: nobody came. Every set, every assessment and every concern that asks for somebody is in an episode, and without a close it is open.
    #[test]
    fn without_a_close_every_set_and_concern_that_asks_for_somebody_is_in_one_open_episode(
        facts in any_facts(NOT_A_CLOSE), now in 600..1500i64,
    ) {
        let asking = asking(&facts);
        let found = episodes(&facts, now);
        prop_assert!(found.len() <= 1, "one rise until somebody closes it");
        prop_assert!(found.iter().all(Episode::is_open));
        let (open, _) = open(&facts, now);
        prop_assert!(asking.is_subset(&open), "{asking:?} in {open:?}");
    }

    #[test]
    fn with_closes_every_set_that_asks_for_somebody_is_in_an_episode_or_followed_a_close_without_rising(
        facts in any_facts(ALL), now in 600..1500i64,
    ) {
        let found = episodes(&facts, now);
        let known: BTreeSet<FactId> = found.iter().flat_map(triggers).collect();
        let first_close = found.iter().filter_map(|episode| episode.closed.as_ref()).map(|c| c.at).min();
        let state = state(&facts);
        for lost in asking(&facts).difference(&known) {
            let set = state.set(*lost).map(|set| (set.at, set.by.recorded()));
            let charted = set.or_else(|| state.assessment(*lost).map(|made| (made.at, made.by.recorded())));
            prop_assert!(charted.is_some(), "a concern is never left out");
            let at = charted.and_then(|(at, recorded)| at.map(|at| at.min(recorded)));
            prop_assert!(first_close.is_some_and(|close| Some(close) < at), "nobody had closed anything before it");
        }
    }

    #[test]
    fn no_trigger_is_in_two_episodes_and_none_raises_two_alerts(
        facts in any_facts(ALL), now in 0..1500i64,
    ) {
        let found = episodes(&facts, now);
        let all: Vec<FactId> = found.iter().flat_map(triggers).collect();
        let once: BTreeSet<FactId> = all.iter().copied().collect();
        prop_assert_eq!(all.len(), once.len());
        for episode in &found {
            let by_facts = episode.triggers.iter().filter(|trigger| trigger.why.is_some()).count();
            let raised: Vec<_> = episode.alerts.iter().filter(|alert| {
                episode.triggers.iter().any(|t| t.by.id == alert.trigger && t.why == Some(alert.why))
            }).collect();
            prop_assert_eq!(raised.len(), by_facts, "one alert for each trigger that raises");
            prop_assert_eq!(episode.triggers[0].at, episode.raised_at);
        }
    }

    // A closed episode was closed by people, each of whom may, and who between them named every trigger of it or a
    // version of the same set that was no better.
    #[test]
    fn an_episode_is_closed_only_when_every_trigger_of_it_was_named_by_somebody_who_may_close(
        facts in any_facts(ALL), now in 0..1500i64,
    ) {
        for episode in episodes(&facts, now).iter().filter(|episode| !episode.is_open()) {
            prop_assert_eq!(episode.stage, Stage::Closed);
            prop_assert!(episode.ask.is_none() && !episode.reopened);
            for trigger in &episode.triggers {
                let close = episode.done.iter().find(|done| Some(done.by.id) == trigger.settled_by).unwrap();
                prop_assert!(close.counts && close.by.auth == AuthLevel::Pin);
                prop_assert!([Role::Nurse, Role::NurseInCharge, Role::Doctor].contains(&close.said.role));
            }
        }
    }

    // Whoever was told of a set hears of the correction after which it asks for less, and of no other; unless told since.
    #[test]
    fn whoever_was_told_of_a_set_is_to_be_told_of_a_correction_to_something_better_and_of_no_other(
        facts in any_facts(TOLD_AND_CORRECTED), now in 600..1500i64,
    ) {
        let (state, graph) = (state(&facts), Graph::of(&facts));
        let asks = |set: &ChartedSet| {
            let floor = set.worst().floor();
            let response = floor.map(|(risk, total)| Response::to(total, risk));
            let unwell = set.set.vitals.too_unwell().then_some(Response::Emergency);
            (unwell.or(response), floor.map(|(_, total)| total))
        };
        let versions = |of: FactId| -> Vec<&ChartedSet> {
            let later = |set: &&ChartedSet| graph.all_replaced_by(set.by.id).iter().any(|before| before.id == of);
            state.sets.iter().filter(|set| set.mark.counts()).filter(later).collect()
        };
        for episode in episodes(&facts, now) {
            for trigger in triggers(&episode) {
                let Some(set) = state.set(trigger).filter(|set| set.mark.withdrawn_by().is_none()) else { continue };
                let standing = versions(trigger);
                let better = !set.mark.counts()
                    && !standing.is_empty()
                    && standing.iter().all(|later| asks(later) < asks(set));
                let listed = episode.taken_back.iter().find(|taken| taken.trigger == trigger);
                prop_assert_eq!(listed.is_some(), better, "{}", trigger);
                let Some(listed) = listed else { continue };
                let since = standing.iter().map(|later| later.by.recorded()).min().unwrap();
                prop_assert_eq!(listed.by.recorded(), since);
                let told = || episode.done.iter().filter(|done| matches!(done.said.act, EscalationAct::Told { .. }));
                let told_since = told().any(|done| done.at > since);
                for done in told().filter(|done| done.said.triggers.contains(trigger) && done.at <= since) {
                    prop_assert_eq!(listed.still_to_tell.contains(&done.by.id), !told_since);
                }
            }
        }
    }

    #[test]
    fn time_alone_lowers_nothing_and_loses_no_alert(facts in any_facts(ALL), now in 600..1000i64, more in 0..500i64) {
        let (then, later) = (episodes(&facts, now), episodes(&facts, now + more));
        prop_assert_eq!(then.len(), later.len());
        for (then, later) in then.iter().zip(&later) {
            prop_assert_eq!(then.is_open(), later.is_open());
            prop_assert_eq!(then.level, later.level);
            prop_assert!(later.alerts.starts_with(&then.alerts), "what was raised stays raised");
        }
    }
}
