//! Safety rule 11: "Policy has a setting: acute ward, mental health, home. At home a high score says 999 or the urgent
//! community response, not 'the registrar'."

use super::{acts::*, build::*, every_kind::any_stay};
use crate::{
    news2::Response,
    policy::{Policy, Setting},
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whoever_is_asked_stands_on_the_chain_of_the_place_and_no_lower_than_the_response_asks_for(
        facts in any_stay(), now in 0..1500i64,
    ) {
        for setting in [Setting::AcuteWard, Setting::MentalHealth, Setting::Home] {
            let policy = Policy::shipped(setting);
            let chain = policy.chain();
            for episode in under(setting, &facts).open_episodes(minute(now)) {
                let Some(ask) = &episode.ask else { panic!("an open episode asks for somebody") };
                prop_assert_eq!(chain.step_of(&ask.role), Some(ask.step));
                for alert in &episode.alerts {
                    let first = chain.level(alert.response).map_or(0, |level| level.first_step);
                    prop_assert!(alert.step >= first && ask.step >= first, "{:?}", setting);
                }
            }
        }
    }

    #[test]
    fn at_home_a_high_score_says_999_or_the_urgent_community_response_and_never_the_registrar(
        total in 5..=9u8, waited in 0..200i64,
    ) {
        let signs = match total {
            8 | 9 => nine(),
            total => vitals(total),
        };
        let found = under(Setting::Home, &stay([set(10, 5, signs)])).episodes(minute(5 + waited)).remove(0);
        let ask = found.ask.clone().unwrap();
        let said: String = [ask.ask, ask.label, ask.number, found.alerts[0].words.clone()].concat().to_lowercase();
        let expected = if found.level == Response::Emergency { "999" } else { "urgent community response" };
        prop_assert!(said.contains(expected) || ask.step > 1, "{said}");
        prop_assert!(!said.contains("registrar") && !said.contains("2222"), "{said}");
    }
}
