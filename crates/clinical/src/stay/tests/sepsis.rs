//! Safety rules 16 and 19: "Sepsis clock starts at the first trigger of the episode and does not restart; mottled, ashen or
//! cyanosed skin, a non-blanching rash or known neutropenia opens it at any score. The prompt is asked once an episode." "No
//! prompt repeats within an episode."

use super::{
    acts::*,
    build::*,
    every_kind::{Kind, any_stay, any_stay_of},
};
use crate::{
    FactId,
    entry::{Entry, EntryBody},
    escalation::{Concern, ConcernFrom, Infection, SepsisSign},
    stay::{StayState, TaskKind},
};
use proptest::{
    prelude::*,
    sample::{select, subsequence},
};

fn asked(state: &StayState, now: i64) -> Vec<FactId> {
    let tasks = state.tasks(minute(now)).into_iter().filter(|task| task.id.kind == TaskKind::Infection);
    tasks.map(|task| task.id.about).collect()
}

/// What is charted and done, all of it without a close.
const CHARTED: &[Kind] = &[Kind::Observations, Kind::Concern, Kind::Assessment];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_clock_starts_at_the_first_trigger_and_is_asked_about_at_most_once_an_episode(
        facts in any_stay(), now in 0..1500i64,
    ) {
        let state = state(&facts);
        let asked = asked(&state, now);
        for episode in state.episodes(minute(now)) {
            let times = asked.iter().filter(|about| **about == episode.id).count();
            let Some(sepsis) = &episode.sepsis else {
                prop_assert_eq!(times, 0);
                continue;
            };
            prop_assert_eq!(sepsis.clock_from, episode.triggers.iter().map(|trigger| trigger.at).min().unwrap());
            prop_assert_eq!(times, usize::from(episode.is_open() && sepsis.answers.is_empty()));
        }
    }

    // However the episode goes on after it was raised and answered, sets, worries and forms alike.
    #[test]
    fn nothing_that_comes_later_starts_the_clock_again_or_asks_again(
        total in 5..=7u8, thought in select(Infection::ALL.to_vec()), more in any_stay_of(CHARTED),
    ) {
        let raised = stay([scoring(100, 0, total), infection(101, 1, thought, &[100])]);
        let later = more.into_iter().skip(2).filter(|fact| CHARTED.contains(&Kind::of(&fact.body)));
        let later = later.map(|mut fact| {
            fact.supersedes.clear();
            (fact.taken_at, fact.recorded_at) = (crate::TakenAt::At(stamp(1000)), stamp(1000));
            fact.clock = PROVED;
            fact
        });
        let entries: Vec<Entry> = raised.iter().cloned().chain(later).collect();
        let state = state(&entries);
        let episode = state.episodes(minute(1001)).remove(0);
        prop_assert_eq!(episode.id, id(100));
        prop_assert_eq!(episode.sepsis.as_ref().unwrap().clock_from, minute(0));
        prop_assert!(asked(&state, 1001).is_empty(), "answered once is answered");
    }

    #[test]
    fn a_sign_of_sepsis_opens_the_clock_at_any_score(
        total in prop::option::of(0..=7u8), signs in subsequence(SepsisSign::ALL.to_vec(), 1..=3), at in 1..100i64,
    ) {
        let worry = EntryBody::Concern(Concern {
            from: ConcernFrom::Staff, words: String::new(), signs: signs.into_iter().collect(),
        });
        let mut entries = stay(total.map(|total| scoring(10, 0, total)));
        entries.push(entry(11, at, worry));
        let episode = episode(&entries, at);
        let sepsis = episode.sepsis.unwrap();
        prop_assert_eq!(sepsis.clock_from, episode.raised_at);
        prop_assert_eq!(sepsis.treat_by.map(|by| by.minutes_since(sepsis.clock_from)), Some(60));
        prop_assert_eq!(asked(&state(&entries), at), [episode.id]);
    }
}
