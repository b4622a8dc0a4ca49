//! Which policy a stay is folded under, and that another one takes no alert away and raises none about the past.

use super::{
    acts::*,
    build::*,
    episode_properties::{Kind, any_facts},
};
use crate::{
    UtcMillis,
    entry::{Entry, EntryBody},
    policy::{Policies, PublishedPolicy, Setting},
    stay::StayState,
    visit::Home,
    ward::Place,
};
use proptest::prelude::*;

fn at(ward: &str) -> Place {
    Place { ward: ward.parse().unwrap(), bay: "Bay".into(), bed: "1".into() }
}

/// Bluebell is an acute ward, Willow a mental health one, Riverside is people's homes.
fn wards(policies: Policies) -> Policies {
    policies.with_wards([
        ("bluebell".parse().unwrap(), Setting::AcuteWard),
        ("willow".parse().unwrap(), Setting::MentalHealth),
        ("riverside".parse().unwrap(), Setting::Home),
    ])
}

fn policy_of(entries: &[Entry]) -> String {
    StayState::fold_in_force(entries, &wards(Policies::default())).1.id().to_owned()
}

#[test]
fn a_stay_has_the_policy_of_the_ward_that_has_the_patient() {
    let admission = || vec![admitted().remove(0)];
    let placed = |n, ward| entry(n, 1, EntryBody::Placement(at(ward)));
    assert_eq!(policy_of(&admission()), "acute-rcp", "nobody has said where");
    for (ward, id) in [
        ("bluebell", "acute-rcp"),
        ("willow", "mental-health-rcp"),
        ("riverside", "home-rcp"),
        ("elsewhere", "acute-rcp"),
    ] {
        assert_eq!(policy_of(&[admission(), vec![placed(2, ward)]].concat()), id, "{ward}");
    }
    let home = Home { address: "1 Mill Lane".into(), ..a_home() };
    let seen_at_home = entry(3, 1, EntryBody::Home(home));
    assert_eq!(policy_of(&[admission(), vec![seen_at_home.clone()]].concat()), "home-rcp");
    let on_a_ward = [admission(), vec![seen_at_home, placed(2, "bluebell")]].concat();
    assert_eq!(policy_of(&on_a_ward), "acute-rcp", "a home to go back to, and a bed");
    let disputed = [admission(), vec![placed(2, "riverside"), placed(4, "bluebell")]].concat();
    assert_eq!(policy_of(&disputed), "acute-rcp", "while people disagree, the ward with most hands");
}

fn a_home() -> Home {
    Home { address: String::new(), access: String::new() }
}

#[test]
fn a_patient_on_the_way_has_the_policy_of_the_ward_that_sent_them_until_another_has_received_them() {
    let sent = over(entry(3, 10, EntryBody::Placement(at("riverside"))), &[2]);
    let arrived = over(entry(4, 20, EntryBody::Arrival(at("riverside"))), &[3]);
    assert_eq!(policy_of(&[admitted(), vec![sent.clone()]].concat()), "acute-rcp");
    assert_eq!(policy_of(&[admitted(), vec![sent, arrived]].concat()), "home-rcp");
}

/// The acute policy as published: raising from ward-based responses on or not, quiet after a close for so many minutes.
fn acute(revision: u32, ward_based: bool, quiet: u32) -> PublishedPolicy {
    let mut file: serde_json::Value = serde_json::from_str(crate::policy::SHIPPED).unwrap();
    file["revision"] = revision.into();
    file["escalation"]["no_improvement_minutes"] = quiet.into();
    file["escalation"]["chain"][0]["answer_minutes"] = (5 + quiet % 7).into();
    if ward_based {
        let level = serde_json::json!({
            "response": "ward_based", "first_step": 1, "attend_minutes": 60, "words": "NEWS2 of 1 to 4"
        });
        file["escalation"]["levels"].as_array_mut().unwrap().insert(0, level);
    }
    PublishedPolicy::parse(&file.to_string()).unwrap()
}

/// What was raised, by what, and what was done about it: everything but the clock of whom to ask.
fn raised(entries: &[Entry], published: &[(UtcMillis, &PublishedPolicy)], now: i64) -> Vec<String> {
    let policies = wards(Policies::of(published.iter().copied()));
    let (state, _) = StayState::fold_in_force(entries, &policies);
    let told = |episode: crate::stay::Episode| {
        let triggers = episode.triggers.iter();
        let triggers: Vec<_> = triggers.map(|of| (of.by.id, of.at, of.why, of.settled_by)).collect();
        let done: Vec<_> = episode.done.iter().map(|done| (done.by.id, done.counts)).collect();
        format!("{} {:?} {triggers:?} {done:?} {:?}", episode.id, episode.raised_at, episode.closed)
    };
    state.episodes(minute(now)).into_iter().map(told).collect()
}

#[test]
fn an_alert_that_only_the_policy_before_raises_stays_open_with_whoever_was_told() {
    let (before, after) = (acute(4, true, 60), acute(5, false, 60));
    let entries = [admitted(), vec![scoring(10, 30, 2), told(11, 35, "ward_doctor", &[10])]].concat();
    let first = raised(&entries, &[(minute(-5), &before)], 90);
    let both = [(minute(-5), &before), (minute(60), &after)];
    assert_eq!(first.len(), 1, "it raises");
    assert_eq!(raised(&entries, &both, 90), first);
    let later = [entries.clone(), vec![scoring(12, 70, 2)]].concat();
    assert_eq!(raised(&later, &both, 90).len(), 1, "the same score raises nothing any more");
    assert_eq!(raised(&[admitted(), vec![scoring(12, 70, 2)]].concat(), &both, 90), Vec::<String>::new());
}

#[test]
fn moving_to_a_ward_that_raises_less_takes_no_alert_away() {
    let policies = wards(Policies::of([(minute(-5), &acute(4, true, 60))]));
    let moved = |n, minutes, body, before: u8| over(entry(n, minutes, body), &[before]);
    let entries = [
        admitted(),
        vec![
            scoring(10, 30, 2),
            moved(20, 40, EntryBody::Placement(at("willow")), 2),
            moved(21, 50, EntryBody::Arrival(at("willow")), 20),
        ],
    ]
    .concat();
    let (state, policy) = StayState::fold_in_force(&entries, &policies);
    assert_eq!(policy.setting(), Setting::MentalHealth);
    let open = state.open_episodes(minute(60));
    assert_eq!(open.iter().map(|episode| episode.id).collect::<Vec<_>>(), ids(&[10]));
    assert_eq!(
        open[0].ask.as_ref().unwrap().label,
        "Duty doctor",
        "up the chain there, since nobody answered"
    );
    let charted_there = [entries, vec![scoring(11, 60, 2)]].concat();
    let (state, _) = StayState::fold_in_force(&charted_there, &policies);
    assert_eq!(state.open_episodes(minute(61)).len(), 1);
}

const KINDS: &[Kind] = &[
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
    Kind::Closed,
    Kind::Error,
    Kind::Amend,
    Kind::Form,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_policy_published_later_takes_no_alert_away_and_raises_none_about_what_was_charted(
        entries in any_facts(KINDS),
        (first, quiet) in (any::<bool>(), 20..120u32),
        (second, quiet_then) in (any::<bool>(), 20..120u32),
    ) {
        let (before, after) = (acute(4, first, quiet), acute(5, second, quiet_then));
        let alone = raised(&entries, &[(minute(-5), &before)], 900);
        let both = raised(&entries, &[(minute(800), &after), (minute(-5), &before)], 900);
        prop_assert_eq!(both, alone);
    }
}
