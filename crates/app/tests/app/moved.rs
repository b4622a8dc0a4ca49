//! Safety rule 13: "Wrong patient is its own correction: moved to the right stay, both re-scored, both audits say so, an alert
//! raised at the original time."

use crate::support::*;
use clinical::{
    entry::ScaleDecision,
    news2::{Applicability, Response, Scale, score},
    staff::Role,
};
use contract::{Mark, Reply, Request};

#[test]
fn whatever_is_moved_is_scored_anew_there_at_its_own_time_and_raises_there_what_it_asks_for() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let mut chance = Chance(13);
    let (mut raised, mut changed) = (0, 0);
    for run in 0..40 {
        device.sign_in(person(Role::Doctor));
        let (wrong, right) = (device.admit(&format!("A{run}"), "A1"), device.admit(&format!("B{run}"), "A2"));
        let two = chance.below(2) == 1;
        if two {
            let decision = ScaleDecision { scale: Scale::Two, target: Some((88, 92)) };
            device.done(Request::DecideScale { stay: right, decision, reason: "blood gas".into() });
        }
        device.clock.pass(300 * 60_000);
        device.sign_in(person(Role::Nurse));
        let (vitals, ago) = (chance.vitals(), i64::try_from(chance.below(290)).unwrap());
        let fact = device.record_taken(wrong, vitals.clone(), ago).fact;
        let taken = device.patient(wrong).sets[0].taken;
        device.clock.pass(i64::try_from(chance.below(50)).unwrap() * 1_000);
        let here_before = device.patient(wrong).episodes.len();

        let reason = "beds swapped".into();
        let Reply::Saved(saved) =
            device.call(Request::MoveToPatient { fact, stay: wrong, to: right, reason }).unwrap()
        else {
            panic!("it is saved there");
        };
        let expected = score(&vitals, if two { Scale::Two } else { Scale::One }, Applicability::Applies);
        assert_eq!(saved.outcome, expected, "run {run}");
        let (here, there) = (device.patient(wrong), device.patient(right));
        assert!(matches!(here.sets[0].mark, Mark::Moved(_)) && there.sets[0].moved_here);
        assert_eq!(there.sets[0].taken, taken);
        let asks = expected.response() >= Some(Response::UrgentWardBased);
        assert_eq!(there.episodes.len(), usize::from(asks), "run {run}");
        for episode in &there.episodes {
            assert_eq!(Some(episode.raised_at), taken.utc(), "raised as of its own time");
        }
        assert_eq!(
            here.episodes.len(),
            here_before,
            "a move closes nothing, and raises nothing where it was wrong"
        );
        let audit = device.audit();
        assert!(audit.contains(&("move_to_patient_from".into(), Some(wrong))));
        assert!(audit.contains(&("move_to_patient_to".into(), Some(right))));
        raised += usize::from(asks);
        changed += usize::from(expected != score(&vitals, Scale::One, Applicability::Applies));
    }
    assert!(raised > 5 && changed > 3, "{raised} {changed}");
}
