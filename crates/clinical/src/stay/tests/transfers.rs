//! Between two wards: every shape of sending, receiving and fetching back, in whatever order it became known.

use super::build::*;
use crate::{
    entry::{Discharge, Entry, EntryBody, Withdrawal},
    handover::{Handover, HandoverNote},
    policy::Policy,
    staff::Role,
    stay::{ConflictKind, StayState},
    ward::Place,
};

fn at(ward: &str, bed: &str) -> Place {
    Place { ward: ward.parse().unwrap(), bay: "Bay".into(), bed: bed.into() }
}

fn sent(n: u8, minutes: i64, ward: &str, bed: &str, over_what: &[u8]) -> Entry {
    over(entry(n, minutes, EntryBody::Placement(at(ward, bed))), over_what)
}

fn received(n: u8, minutes: i64, ward: &str, bed: &str, over_what: &[u8]) -> Entry {
    over(entry(n, minutes, EntryBody::Arrival(at(ward, bed))), over_what)
}

/// Where the patient is on the way from and to, the same in every order and however often each entry comes.
#[track_caller]
fn on_the_way(more: &[Entry]) -> Vec<(Vec<String>, String)> {
    let mut entries = [admitted(), more.to_vec()].concat();
    let told = |entries: &[Entry]| {
        let state = StayState::fold(entries, &Policy::rcp_default());
        let bed = |place: &Place| format!("{} {}", place.ward, place.bed);
        let of =
            |transfer: &crate::stay::Transfer| (transfer.from.iter().map(bed).collect(), bed(&transfer.to));
        state.transfers.iter().map(of).collect::<Vec<_>>()
    };
    let first = told(&entries);
    for _ in 0..entries.len() {
        entries.rotate_left(1);
        assert_eq!(told(&entries), first, "another order");
        entries.push(entries[0].clone());
        assert_eq!(told(&entries), first, "one entry twice");
        entries.pop();
    }
    first
}

fn one(from: &str, to: &str) -> Vec<(Vec<String>, String)> {
    vec![(vec![from.to_owned()], to.to_owned())]
}

#[test]
fn a_patient_is_on_the_way_from_being_sent_until_being_received() {
    assert_eq!(on_the_way(&[]), []);
    assert_eq!(on_the_way(&[sent(3, 10, "bluebell", "A2", &[2])]), [], "another bed of the ward");
    let away = sent(3, 10, "primrose", "1", &[2]);
    assert_eq!(on_the_way(std::slice::from_ref(&away)), one("bluebell A1", "primrose 1"));
    // Another bed there does not receive anybody.
    let other_bed = sent(4, 12, "primrose", "2", &[3]);
    assert_eq!(on_the_way(&[away.clone(), other_bed]), one("bluebell A1", "primrose 2"));
    // Sent on before anybody received them: the first ward still has them.
    let further = sent(4, 12, "rose", "9", &[3]);
    assert_eq!(on_the_way(&[away.clone(), further]), one("bluebell A1", "rose 9"));
    let there = received(4, 20, "primrose", "2", &[3]);
    assert_eq!(on_the_way(&[away.clone(), there.clone()]), []);
    assert_eq!(on_the_way(&[away.clone(), there.clone(), sent(5, 30, "primrose", "1", &[4])]), []);
    // And back again.
    let back = sent(5, 40, "bluebell", "A3", &[4]);
    assert_eq!(on_the_way(&[away.clone(), there.clone(), back.clone()]), one("primrose 2", "bluebell A3"));
    assert_eq!(on_the_way(&[away, there, back, received(6, 50, "bluebell", "A3", &[5])]), []);
}

/// The server lets the next ward read by placements; an arrival that nobody was sent to must hide them from nobody.
#[test]
fn an_arrival_that_follows_no_placement_in_its_ward_is_a_plain_placement() {
    let unsent = received(3, 10, "primrose", "1", &[2]);
    assert_eq!(on_the_way(std::slice::from_ref(&unsent)), one("bluebell A1", "primrose 1"));
    assert_eq!(on_the_way(&[unsent.clone(), received(4, 20, "primrose", "1", &[3])]), []);
    assert_eq!(on_the_way(&[unsent, sent(4, 20, "rose", "9", &[3])]), one("bluebell A1", "rose 9"));
    assert_eq!(
        on_the_way(&[received(3, 10, "bluebell", "A2", &[2])]),
        [],
        "who never left is received by their own"
    );
}

#[test]
fn a_patient_who_is_fetched_back_before_being_received_never_left() {
    let away = sent(3, 10, "primrose", "1", &[2]);
    assert_eq!(on_the_way(&[away.clone(), sent(4, 12, "bluebell", "A1", &[3])]), []);
    let undone = over(entry(4, 12, EntryBody::Withdrawal(Withdrawal::Undone)), &[3]);
    assert_eq!(on_the_way(&[away.clone(), undone.clone()]), []);
    let state = StayState::fold(&[admitted(), vec![away.clone(), undone]].concat(), &Policy::rcp_default());
    assert_eq!(state.places.values().collect::<Vec<_>>(), [&place("A1")], "and lies where they lay");
    // Received there by somebody who did not know: the receipt stands.
    let there = received(5, 11, "primrose", "1", &[3]);
    let undone = over(entry(4, 12, EntryBody::Withdrawal(Withdrawal::Undone)), &[3]);
    assert_eq!(on_the_way(&[away, undone, there]), []);
}

#[test]
fn two_wards_to_which_two_people_sent_one_patient_both_expect_them() {
    let (a, b) = (sent(3, 10, "primrose", "1", &[2]), sent(4, 11, "rose", "9", &[2]));
    let both = on_the_way(&[a.clone(), b.clone()]);
    assert_eq!(both, [one("bluebell A1", "primrose 1"), one("bluebell A1", "rose 9")].concat());
    let state = StayState::fold(&[admitted(), vec![a.clone(), b.clone()]].concat(), &Policy::rcp_default());
    assert_eq!(state.conflicts[0].kind, ConflictKind::Placement);
    assert_eq!(on_the_way(&[a, b, received(5, 20, "rose", "9", &[3, 4])]), [], "one of them has them");
}

#[test]
fn a_circle_that_only_a_faulty_device_can_make_is_no_transfer_and_no_endless_walk() {
    let circle = [sent(3, 10, "primrose", "1", &[4]), sent(4, 11, "rose", "9", &[3])];
    on_the_way(&circle);
}

#[test]
fn a_set_in_the_minute_of_the_end_by_another_clock_keeps_the_patient_unless_the_end_names_it() {
    let end = |n, over_what: &[u8]| over(entry(n, 60, EntryBody::Discharge(Discharge::Died)), over_what);
    let in_minute = |mut set: Entry, ms: i64| {
        let stamp = crate::Stamp { utc: crate::UtcMillis(minute(60).0 + ms), offset_minutes: 0 };
        (set.taken_at, set.recorded_at) = (crate::TakenAt::At(stamp), stamp);
        set
    };
    for ms in [0, 20_000, 59_999] {
        let mut late_end = end(4, &[]);
        late_end = in_minute(late_end, 30_000);
        let taken = in_minute(scoring(3, 60, 0), ms);
        let unseen = StayState::fold(
            &[admitted(), vec![taken.clone(), late_end.clone()]].concat(),
            &Policy::rcp_default(),
        );
        assert!(!unseen.is_over(), "{ms} ms into the minute, and nobody knows which came first");
        late_end.supersedes = vec![id(3)];
        let seen = StayState::fold(&[admitted(), vec![taken, late_end]].concat(), &Policy::rcp_default());
        assert!(seen.is_over(), "whoever ended the stay had it before them");
    }
    let before =
        StayState::fold(&[admitted(), vec![scoring(3, 59, 0), end(4, &[])]].concat(), &Policy::rcp_default());
    assert!(before.is_over());
}

#[test]
fn handovers_of_two_professions_stand_side_by_side_the_newest_first() {
    let wrote = |n, minutes, role, words: &str| {
        let note = HandoverNote { situation: words.into(), ..HandoverNote::default() };
        entry(n, minutes, EntryBody::Handover(Handover { note, role }))
    };
    let nurse = wrote(3, 10, Role::Nurse, "Day 2");
    let therapist = wrote(4, 20, Role::Therapist, "Two to stand");
    let again = over(wrote(5, 30, Role::Nurse, "Day 2, drowsy"), &[3]);
    let state =
        StayState::fold(&[admitted(), vec![again, nurse, therapist]].concat(), &Policy::rcp_default());
    let words: Vec<&str> = state.handovers.iter().map(|leaf| leaf.value.note.situation.as_str()).collect();
    assert_eq!(words, ["Day 2, drowsy", "Two to stand"]);
}
