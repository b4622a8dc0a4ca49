//! What the ward did about everybody who got worse: nothing of long ago waits for an answer, whoever answered may, and the false
//! alarm was told, corrected and closed by a person.

#![expect(clippy::unwrap_used, reason = "a test may stop where its premise fails")]

use chrono::DateTime;
use clinical::{
    UtcMillis,
    escalation::{EscalationAct, Telling},
    policy::Policy,
    staff::AuthLevel,
    stay::{Done, Episode, Stage, StayState},
};
use demo::{ANSWERED_WITHIN_MINUTES, OLDEST_OPEN_HOURS, Plan, Stay};
use std::sync::LazyLock;

/// A weekday afternoon, in the small hours, in the morning, and in summer time.
const TIMES: [&str; 4] =
    ["2026-11-05T15:20:00Z", "2026-12-09T03:10:00Z", "2026-02-17T08:45:00Z", "2026-07-11T20:30:00Z"];

/// The bed of the patient of whom nobody was told.
const NOBODY_TOLD: &str = "C2";

/// Twenty seeds, each at one of the times, made once for all tests.
fn plans() -> &'static [Plan] {
    static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| {
        let now = TIMES.map(|text| UtcMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()));
        (0..20).map(|seed| Plan::new(seed, now[seed as usize % now.len()]).unwrap()).collect()
    });
    &PLANS
}

fn episodes(plan: &Plan, stay: &Stay) -> Vec<Episode> {
    StayState::fold(&stay.entries(), &Policy::rcp_default()).episodes(plan.now)
}

#[test]
fn whatever_stands_open_is_of_tonight_and_only_one_patient_waits_for_an_answer() {
    for plan in plans() {
        let hours = |episode: &Episode| plan.now.minutes_since(episode.raised_at) / 60;
        let open: Vec<(&str, Episode)> = plan
            .stays
            .iter()
            .flat_map(|stay| episodes(plan, stay).into_iter().map(move |episode| (stay.bed, episode)))
            .filter(|(_, episode)| episode.is_open())
            .collect();
        for (bed, episode) in &open {
            let seed = plan.seed;
            assert!(hours(episode) < OLDEST_OPEN_HOURS, "seed {seed}, {bed}: open for {} h", hours(episode));
            let asked = episode.alerts.last().map_or(episode.raised_at, |alert| alert.at);
            let known = episode.triggers.iter().map(|one| one.by.recorded()).max().unwrap();
            let waits = plan.now.minutes_since(asked.max(known));
            assert!(
                episode.stage >= Stage::Accepted || *bed == NOBODY_TOLD || waits < ANSWERED_WITHIN_MINUTES,
                "seed {seed}, {bed}: nobody answers for {waits} minutes"
            );
        }
        let waiting = open.iter().filter(|(_, episode)| episode.stage < Stage::Accepted).count();
        assert!((1..=4).contains(&waiting), "seed {}: {waiting}", plan.seed);
        assert!(open.iter().any(|(bed, episode)| *bed == NOBODY_TOLD && episode.stage == Stage::Raised));
        assert!(open.len() <= 12, "seed {}: {} alerts at once", plan.seed, open.len());
        for bed in ["A6", "B5"] {
            assert!(open.iter().any(|(open, _)| *open == bed), "{bed} is ill now");
        }
    }
}

#[test]
fn whoever_answered_or_closed_may_and_is_on_the_staff_of_that_role() {
    for plan in plans() {
        let role_of =
            |done: &Done| plan.directory.staff.iter().find(|p| p.id == done.by.author).unwrap().role;
        for stay in &plan.stays {
            for episode in episodes(plan, stay) {
                for done in &episode.done {
                    assert!(done.counts && done.said.counts(AuthLevel::Pin), "{}", stay.bed);
                    assert_eq!(done.said.role, role_of(done), "{}", stay.bed);
                }
            }
        }
    }
}

/// An alarm with nothing behind it: somebody was told, it was put right, they were told of that, and it was closed as what it was.
#[test]
fn the_false_alarm_was_told_corrected_and_closed_by_somebody_after_that() {
    for plan in plans() {
        let stay = plan.in_beds().find(|stay| stay.bed == "D5").unwrap();
        let sets = || stay.sets();
        let (wrong, _) = sets().find(|(_, set)| set.vitals.spo2.map(i64::from) == Some(67)).unwrap();
        let (right, set) = sets().find(|(fact, _)| fact.supersedes == [wrong.id]).expect("it was corrected");
        assert_ne!(set.vitals.spo2.map(i64::from), Some(67));
        let all = episodes(plan, stay);
        let of: Vec<&Episode> = all.iter().filter(|one| one.trigger_ids().contains(&wrong.id)).collect();
        let [episode] = of[..] else { panic!("seed {}: one episode of its own", plan.seed) };
        let corrected = right.recorded_at.utc;
        let told = |how: Telling| {
            episode.done.iter().find(|done| {
                matches!(&done.said.act, EscalationAct::Told { how: by, .. } if *by == how) && done.counts
            })
        };
        assert!(told(Telling::Bleep).unwrap().at < corrected, "told before it was found to be wrong");
        assert!(told(Telling::Telephone).unwrap().at > corrected, "and told of that");
        assert!(episode.taken_back.iter().all(|taken| taken.still_to_tell.is_empty()), "nobody left to tell");
        let closed = episode.closed.as_ref().expect("closed");
        assert!(closed.at > corrected && closed.at.minutes_since(wrong.recorded_at.utc) < 30);
        let by = episode.done.iter().find(|done| done.by.id == closed.by[0].id).unwrap();
        assert_eq!(by.said.act, EscalationAct::Closed { reason: "false_alarm".into() });
        let end = closed.at;
        assert!(all.iter().all(|one| !one.is_open() || one.raised_at > end), "seed {}", plan.seed);
    }
}
