//! Safety rules 5 and 19: "Alert again on any rise into a higher band, a rise of 2 or more, a new single 3, no improvement
//! within the policy's time, or no answer. Monitoring relaxes only by a registered nurse's decision or two consecutive sets in
//! the lower band." "No prompt repeats within an episode; the stable patient's plan quietens repeats without hiding the score."

use super::{acts::*, build::*, properties::any_vitals};
use crate::{
    entry::{Entry, EntryBody},
    monitoring::MonitoringDecision,
    news2::{Applicability, Response, Scale, score},
    policy::Policy,
    staff::{AuthLevel, Role},
    stay::{Standing, Why},
    vitals::{Sign, Vitals},
};
use proptest::{prelude::*, sample::select};
use std::{collections::BTreeSet, num::NonZeroU32};

/// What a complete set comes to, scored by itself.
struct Scored {
    response: Response,
    total: u8,
    threes: BTreeSet<Sign>,
}

fn scored(vitals: &Vitals) -> Scored {
    let outcome = score(vitals, Scale::One, Applicability::Applies);
    let (_, total) = outcome.floor().unwrap();
    let parts = outcome.parts().into_iter().flatten();
    let threes = parts.filter(|(_, points)| **points == 3).map(|(sign, _)| *sign).collect();
    Scored { response: outcome.response().unwrap(), total, threes }
}

/// Complete sets, one a minute or some minutes after the other.
fn any_sets() -> impl Strategy<Value = Vec<(i64, Vitals)>> {
    let signs = prop_oneof![2 => (0..=7u8).prop_map(vitals), 1 => any_vitals()];
    prop::collection::vec((1..30i64, signs), 1..12).prop_map(|sets| {
        let mut at = 0;
        let mut timed = |(gap, signs)| {
            at += gap;
            (at, signs)
        };
        sets.into_iter().map(&mut timed).collect()
    })
}

fn charted(sets: &[(i64, Vitals)]) -> Vec<Entry> {
    stay(sets.iter().zip(10..).map(|((at, signs), n)| set(n, *at, signs.clone())))
}

proptest! {
    #[test]
    fn an_open_episode_is_raised_again_by_a_higher_band_a_rise_of_two_or_a_new_three_and_by_nothing_lower(
        sets in any_sets(),
    ) {
        let entries = charted(&sets);
        let last = sets.last().unwrap().0;
        let found = episodes(&entries, last);
        prop_assert!(found.len() <= 1, "nobody closed it");
        let alerted: BTreeSet<_> = found.iter().flat_map(|episode| &episode.triggers)
            .filter(|trigger| trigger.why.is_some()).map(|trigger| trigger.by.id).collect();
        let raises = |of: &Scored| RAISING.contains(&of.response);
        let mut open = false;
        for (place, (_, signs)) in sets.iter().enumerate() {
            let n = u8::try_from(place + 10).unwrap();
            let now = scored(signs);
            let rises = match place.checked_sub(1).map(|before| scored(&sets[before].1)) {
                None => raises(&now),
                Some(before) => {
                    let higher = raises(&now) && now.response > before.response;
                    let by_two = (open || raises(&now)) && now.total >= before.total + 2;
                    let three = raises(&now) && !now.threes.is_subset(&before.threes);
                    let no_worse = now.response <= before.response && now.total <= before.total
                        && now.threes.is_subset(&before.threes);
                    if no_worse {
                        prop_assert!(!alerted.contains(&id(n)), "set {n} is no worse than the one before");
                    }
                    higher || by_two || three
                }
            };
            if rises {
                prop_assert!(alerted.contains(&id(n)), "set {n} is a rise");
            }
            open |= alerted.contains(&id(n));
        }
    }

    #[test]
    fn with_no_answer_it_climbs_one_step_after_the_other_and_is_asked_again_at_the_last(
        total in 5..=7u8, waited in 0..300i64,
    ) {
        let policy = Policy::rcp_default();
        let entries = stay([scoring(10, 5, total)]);
        let episode = episode(&entries, 5 + waited);
        let response = scored(&vitals(total)).response;
        let first = policy.chain().level(response).unwrap().first_step;
        let steps = policy.chain().steps();
        let mut expected = vec![(episode.alerts[0].why, 5)];
        let mut at = 5;
        for step in &steps[first..steps.len() - 1] {
            at += i64::from(step.answer_minutes);
            if at <= 5 + waited {
                expected.push((Why::NoAnswer, at));
            }
        }
        prop_assert_eq!(alerts(&episode), expected);
        let ask = episode.ask.unwrap();
        prop_assert_eq!(ask.unanswered, waited >= ask.since.minutes_since(minute(5)) + i64::from(steps[ask.step].answer_minutes));
    }

    #[test]
    fn somebody_who_came_is_asked_again_after_the_policys_time_unless_the_patient_is_better(
        total in 5..=7u8, later in 0..=7u8, came in 1..10i64, look in 12..50i64,
    ) {
        let policy = Policy::rcp_default();
        let entries = stay([scoring(10, 5, total), attended(11, 5 + came, &[10]), scoring(12, look, later)]);
        let check = 5 + came + i64::from(policy.chain().no_improvement_minutes());
        let why = |now: i64| alerts(&episode(&entries, now)).into_iter().map(|(why, _)| why).collect::<Vec<_>>();
        prop_assert!(!why(check - 1).contains(&Why::NoImprovement));
        let rose = later >= total + 2 || scored(&vitals(later)).response > scored(&vitals(total)).response;
        if !rose {
            let better = scored(&vitals(later)).response < scored(&vitals(total)).response;
            prop_assert_eq!(why(check).contains(&Why::NoImprovement), !better);
        }
    }

    #[test]
    fn a_plan_quietens_the_same_score_until_its_review_and_hides_neither_the_score_nor_a_rise(
        total in 5..=7u8, same in prop::collection::vec(20..500i64, 0..6), review in 80..600i64,
    ) {
        let mut entries = stay([scoring(10, 5, total), attended(11, 10, &[10]), planned(12, 15, Some(review), &[10])]);
        entries.extend(same.iter().zip(20..).map(|(at, n)| scoring(n, *at, total)));
        let quiet = episode(&entries, review - 1);
        prop_assert_eq!(quiet.alerts.len(), 1, "{:?}", alerts(&quiet));
        let told = status(&entries, review - 1).standing;
        let whole = matches!(told, Standing::Complete { total: told, .. } if told == total);
        prop_assert!(whole, "the score stays in sight");
        prop_assert!(episode(&entries, review).alerts.len() > 1, "and is asked about at its review");
        entries.push(set(40, 501, nine()));
        prop_assert!(alerts(&episode(&entries, 501)).iter().any(|(_, at)| *at == 501), "a rise is never quiet");
    }

    #[test]
    fn monitoring_relaxes_by_two_sets_in_a_lower_band_and_by_nothing_less(sets in any_sets()) {
        let policy = Policy::rcp_default();
        let mut held: Vec<Response> = Vec::new();
        let responses: Vec<Response> = sets.iter().map(|(_, signs)| scored(signs).response).collect();
        for (place, now) in responses.iter().enumerate() {
            let last = held.last().copied();
            held.push(match (last, place.checked_sub(1).map(|before| responses[before])) {
                (Some(last), Some(before)) if *now < last && before < last => before.max(*now),
                (Some(last), _) => last.max(*now),
                (None, _) => *now,
            });
            let entries = charted(&sets[..=place]);
            let status = status(&entries, sets[place].0);
            let interval = policy.interval(held[place]);
            prop_assert_eq!(status.interval, Some(interval), "{:?}", &responses[..=place]);
            let due = status.due.unwrap();
            let at = minute(sets[place].0);
            prop_assert_eq!(due.at.minutes_since(at), i64::from(interval.due_minutes));
            prop_assert_eq!(due.overdue_at.minutes_since(at), i64::from(interval.overdue_minutes));
        }
    }

    #[test]
    fn a_decision_makes_a_set_due_later_only_by_somebody_registered_whose_pin_was_checked(
        sets in any_sets(), every in 1..800u32, role in select(Role::ALL.to_vec()),
        auth in select(AuthLevel::ALL.to_vec()), asks in select(vec![Response::Routine, Response::Urgent, Response::Emergency]),
    ) {
        let mut entries = charted(&sets);
        let last = sets.last().unwrap().0;
        let before = status(&entries, last).due.unwrap();
        let mut decided = entry(40, last, EntryBody::Monitoring(MonitoringDecision {
            every_minutes: NonZeroU32::new(every).unwrap(),
            until: minute(last + 1000),
            at_response: asks,
            role,
        }));
        decided.auth = auth;
        entries.push(decided);
        let after = status(&entries, last).due.unwrap();
        if after.at > before.at || after.overdue_at > before.overdue_at {
            prop_assert!([Role::Nurse, Role::NurseInCharge, Role::Doctor].contains(&role), "{role:?}");
            prop_assert_eq!(auth, AuthLevel::Pin);
            prop_assert!(asks >= scored(&sets.last().unwrap().1).response, "about a patient no better than this one");
        }
    }
}
