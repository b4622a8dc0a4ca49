//! Visits under every order of arrival, with the patient moved or dead meanwhile, and begun or ended twice.

use super::build::{admitted, entry, id, minute, over, place, state, stay, withdrawal, written};
use crate::{
    StaffId,
    entry::{Discharge, Entry, EntryBody, Withdrawal},
    stay::{Happened, VisitStage},
    visit::{
        CaseloadEntry, Consent, Home, TherapyHandover, VisitCalledOff, VisitEnd, VisitEnding, VisitPlan,
        VisitStart,
    },
};
use proptest::prelude::*;

fn therapist() -> StaffId {
    StaffId::from_bytes([1; 16])
}

fn plan(n: u8, minutes: i64, at: i64) -> Entry {
    let body = VisitPlan { staff: therapist(), at: minute(at), purpose: "stairs".into() };
    entry(n, minutes, EntryBody::VisitPlan(body))
}

fn start(n: u8, minutes: i64, plan: Option<u8>) -> Entry {
    let body = VisitStart { plan: plan.map(id), identity: Default::default(), consent: Consent::Given };
    entry(n, minutes, EntryBody::VisitStart(body))
}

fn end(n: u8, minutes: i64, visit: u8, how: VisitEnding) -> Entry {
    entry(n, minutes, EntryBody::VisitEnd(VisitEnd { visit: id(visit), how }))
}

fn off(n: u8, minutes: i64, plans: &[u8]) -> Entry {
    let body = VisitCalledOff { reason: "asked".into(), words: String::new() };
    over(entry(n, minutes, EntryBody::VisitCalledOff(body)), plans)
}

fn undone(n: u8, minutes: i64, of: u8) -> Entry {
    withdrawal(n, minutes, Withdrawal::Undone, &[of])
}

fn no_access() -> VisitEnding {
    VisitEnding::NotSeen { reason: "no_access".into(), words: String::new() }
}

fn died(n: u8, minutes: i64) -> Entry {
    entry(n, minutes, EntryBody::Discharge(Discharge::Died))
}

#[test]
fn a_visit_is_planned_changed_begun_and_ended() {
    let facts = [
        plan(10, 0, 60),
        over(plan(11, 5, 90), &[10]),
        start(12, 95, Some(10)),
        end(13, 130, 12, VisitEnding::Seen),
    ];
    let stages = [VisitStage::Planned, VisitStage::Planned, VisitStage::Open, VisitStage::Seen];
    for (n, stage) in stages.into_iter().enumerate() {
        let visits = state(&stay(facts[..=n].iter().cloned())).visits;
        assert_eq!(visits.len(), 1, "one visit, whatever names it");
        assert_eq!(visits[0].stage(), stage);
    }
    let visit = &state(&stay(facts)).visits[0];
    assert_eq!(visit.planned_at(), Some(minute(90)), "the changed plan");
    assert_eq!((visit.began(), visit.ended()), (Some(minute(95)), Some(minute(130))));
}

#[test]
fn nobody_is_sent_to_a_patient_who_died() {
    let planned = stay([plan(10, 0, 600), died(11, 300)]);
    assert_eq!(state(&planned).visits[0].stage(), VisitStage::Stopped);
    let taken_back =
        stay([plan(10, 0, 600), died(11, 300), withdrawal(12, 310, Withdrawal::EnteredInError, &[11])]);
    assert_eq!(
        state(&taken_back).visits[0].stage(),
        VisitStage::Planned,
        "a death entered in error stops nothing"
    );
}

#[test]
fn a_patient_who_moved_or_died_during_a_visit_is_told_and_both_stand() {
    let moved = over(entry(11, 100, EntryBody::Placement(place("B4"))), &[2]);
    let open = stay([start(10, 90, None), moved, died(12, 110)]);
    let visit = &state(&open).visits[0];
    assert_eq!(visit.stage(), VisitStage::Open, "what was begun is the therapist's to end");
    let happened: Vec<_> = visit.meanwhile.iter().map(|of| of.what.clone()).collect();
    assert_eq!(happened, [Happened::Moved(place("B4")), Happened::Died]);
    let mut ended = open;
    ended.push(end(13, 105, 10, VisitEnding::Seen));
    let visit = &state(&ended).visits[0];
    assert_eq!(visit.meanwhile.len(), 1, "a death after the end was not during the visit");
}

#[test]
fn a_visit_ended_differently_on_two_devices_is_shown_as_such() {
    let facts =
        stay([start(10, 90, None), end(11, 100, 10, VisitEnding::Seen), end(12, 101, 10, no_access())]);
    let visit = &state(&facts).visits[0];
    assert_eq!((visit.stage(), visit.ends.len()), (VisitStage::Disputed, 2));
}

#[test]
fn an_end_without_its_beginning_is_a_visit_all_the_same() {
    let visits = state(&stay([end(11, 100, 10, no_access())])).visits;
    assert_eq!((visits.len(), visits[0].stage()), (1, VisitStage::NotSeen));
}

#[test]
fn a_caseload_outlives_a_disagreement_about_it() {
    let on = |n, on| entry(n, i64::from(n), EntryBody::Caseload(CaseloadEntry { staff: therapist(), on }));
    assert!(state(&stay([on(10, true)])).caseload_of.contains(&therapist()));
    assert!(state(&stay([on(10, true), over(on(11, false), &[10])])).caseload_of.is_empty());
    let both = stay([on(10, true), over(on(11, false), &[10]), over(on(12, true), &[10])]);
    assert!(state(&both).caseload_of.contains(&therapist()), "one still has them");
}

#[test]
fn a_visit_that_was_moved_says_from_when_and_taking_it_back_brings_the_first_plan_back() {
    let moved = stay([plan(10, 0, 60), over(plan(11, 5, 90), &[10]), over(plan(12, 6, 200), &[11])]);
    let visit = &state(&moved).visits[0];
    assert_eq!((visit.planned_at(), visit.moved_from()), (Some(minute(200)), Some(minute(60))));
    assert!(!visit.plan_is_disputed());
    let mut back = moved;
    back.extend([undone(13, 7, 12)]);
    let visit = &state(&back).visits[0];
    assert_eq!((visit.planned_at(), visit.moved_from()), (Some(minute(90)), Some(minute(60))));
    assert_eq!(visit.earlier.len(), 1, "what was taken back is no plan that it had");
    back.extend([undone(14, 8, 11)]);
    let visits = state(&back).visits;
    assert_eq!((visits.len(), visits[0].planned_at(), visits[0].moved_from()), (1, Some(minute(60)), None));
    assert!(visits[0].names.contains(&id(12)), "a screen that is behind still finds it");
}

#[test]
fn a_visit_called_off_is_nobodys_to_make_and_stands_again_when_that_is_taken_back() {
    let facts = stay([plan(10, 0, 60), over(plan(11, 2, 90), &[10]), off(12, 5, &[11])]);
    let visit = &state(&facts).visits[0];
    assert_eq!((visit.stage(), visit.called_off.len()), (VisitStage::CalledOff, 1));
    assert_eq!(visit.planned_at(), Some(minute(90)), "when it was to be");
    assert!(visit.is_of(therapist()), "it stays in the day of whoever was to come");
    let again = stay([plan(10, 0, 60), over(plan(11, 2, 90), &[10]), off(12, 5, &[11]), undone(13, 6, 12)]);
    let visit = &state(&again).visits[0];
    assert_eq!((visit.stage(), visit.planned_at()), (VisitStage::Planned, Some(minute(90))));
    let gone = stay([plan(10, 0, 60), off(12, 5, &[10]), start(13, 58, Some(10))]);
    assert_eq!(state(&gone).visits[0].stage(), VisitStage::Open, "whoever went, not knowing, went");
}

/// Both are shown until somebody settles it, and until then somebody comes.
#[test]
fn a_plan_that_two_people_changed_without_knowing_is_in_dispute_until_one_names_both() {
    let apart = [plan(10, 0, 60), over(plan(11, 5, 90), &[10]), over(plan(12, 6, 120), &[10])];
    let visit = &state(&stay(apart.clone())).visits[0];
    assert!(visit.plan_is_disputed());
    assert_eq!((visit.plans.len(), visit.planned_at()), (2, Some(minute(90))), "the earlier of the two");
    let settled = stay(apart.into_iter().chain([over(plan(13, 9, 120), &[11, 12])]));
    let visit = &state(&settled).visits[0];
    assert!(!visit.plan_is_disputed());
    assert_eq!((visit.planned_at(), visit.moved_from()), (Some(minute(120)), Some(minute(60))));
    let one_moves = stay([plan(10, 0, 60), over(plan(11, 5, 90), &[10]), off(12, 6, &[10])]);
    let visit = &state(&one_moves).visits[0];
    assert!(visit.plan_is_disputed());
    assert_eq!(visit.stage(), VisitStage::Planned, "somebody comes while it is not settled");
    let same = stay([plan(10, 0, 60), over(plan(11, 5, 90), &[10]), over(plan(12, 6, 90), &[10])]);
    assert!(!state(&same).visits[0].plan_is_disputed(), "two who say the same agree");
}

#[test]
fn a_visit_ended_by_mistake_is_open_again_once_that_is_taken_back() {
    let facts = stay([start(10, 90, None), end(11, 100, 10, VisitEnding::Seen), undone(12, 101, 11)]);
    assert_eq!(state(&facts).visits[0].stage(), VisitStage::Open);
    let unable = stay([plan(9, 0, 60), end(11, 100, 9, no_access()), undone(12, 101, 11)]);
    assert_eq!(state(&unable).visits[0].stage(), VisitStage::Planned);
    let never = stay([end(11, 100, 10, no_access()), undone(12, 101, 11)]);
    assert!(state(&never).visits.is_empty(), "nothing is left of it");
}

#[test]
fn a_visit_written_up_later_has_the_times_at_which_it_took_place() {
    let there = [start(10, 90, None), end(11, 130, 10, VisitEnding::Seen)];
    assert!(!state(&stay(there.clone())).visits[0].is_entered_later());
    let facts = stay(there.map(|entry| written(entry, 1_600)));
    let visit = &state(&facts).visits[0];
    assert_eq!((visit.began(), visit.ended()), (Some(minute(90)), Some(minute(130))));
    assert!(visit.is_entered_later());
    let only_its_end = stay([start(10, 90, None), written(end(11, 130, 10, VisitEnding::Seen), 1_600)]);
    assert!(!state(&only_its_end).visits[0].is_entered_later(), "it was begun at the door");
}

proptest! {
    #[test]
    fn visits_are_the_same_in_any_order_and_however_often_facts_arrive(
        order in Just((0..15usize).collect::<Vec<_>>()).prop_shuffle(),
        repeated in prop::collection::vec(0..15usize, 0..6),
    ) {
        let mut facts = admitted();
        facts.extend([
            plan(10, 0, 60),
            over(plan(11, 5, 90), &[10]),
            over(plan(12, 6, 95), &[10]),
            start(13, 92, Some(11)),
            start(14, 93, Some(10)),
            end(15, 130, 13, VisitEnding::Seen),
            end(16, 131, 12, no_access()),
            over(entry(17, 100, EntryBody::Placement(place("B4"))), &[2]),
            died(18, 120),
            entry(19, 125, EntryBody::TherapyHandover(TherapyHandover {
                situation: "Walks".into(), watch: String::new(), to_do: String::new(),
            })),
            off(20, 7, &[11]),
            undone(21, 8, 12),
            over(plan(22, 9, 99), &[12]),
        ]);
        let there: Vec<Entry> = order.iter().chain(&repeated).map(|n| facts[*n].clone()).collect();
        let (straight, shuffled) = (state(&facts), state(&there));
        prop_assert_eq!(&straight, &shuffled);
        prop_assert_eq!(straight.visits.len(), 1);
    }
}

#[test]
fn an_address_and_three_lines_stand_until_replaced() {
    let home = |n, address: &str| {
        entry(n, i64::from(n), EntryBody::Home(Home { address: address.into(), access: String::new() }))
    };
    let one = state(&stay([home(10, "1 Mill Lane"), over(home(11, "2 Mill Lane"), &[10])]));
    assert_eq!(one.home.values().map(|home| home.address.as_str()).collect::<Vec<_>>(), ["2 Mill Lane"]);
}

/// A device can say of thousands of visits that each is open, and of a patient that they were moved all the while.
#[test]
fn what_visits_show_of_a_patient_moved_without_end_is_bounded() {
    let numbered = |n: u16, mut entry: Entry| {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&n.to_be_bytes());
        entry.id = crate::FactId::from_bytes(id);
        entry
    };
    let visits = (1_000..1_300).map(|n| numbered(n, start(10, i64::from(n) - 1_000, None)));
    let moves = (2_000..2_300).map(|n| {
        let body = EntryBody::Placement(place("2"));
        numbered(n, over(entry(11, i64::from(n) - 1_900, body), &[2]))
    });
    let state = state(&stay([died(200, 900)].into_iter().chain(visits).chain(moves)));
    assert_eq!(state.visits.len(), 300);
    for visit in &state.visits {
        assert_eq!(visit.meanwhile.len(), super::super::MOST_MEANWHILE + 1);
        let last = visit.meanwhile.last();
        assert!(last.is_some_and(|of| of.what == Happened::Died), "a death is never left out");
    }
}
