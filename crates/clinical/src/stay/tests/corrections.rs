//! Amend, withdraw, undo, move: nothing is erased, and doubt counts as the worse (safety rules 4, 7 and 13).

use super::build::*;
use crate::{
    StayId,
    entry::{EntryBody, Withdrawal},
    news2::Risk,
    stay::{ConflictKind, Mark, Standing},
};

fn total(entries: &[crate::entry::Entry]) -> Option<u8> {
    match status(entries, 500).standing {
        Standing::Complete { total, .. } => Some(total),
        _ => None,
    }
}

fn mark(entries: &[crate::entry::Entry], n: u8) -> Mark {
    state(entries).set(id(n)).unwrap().mark.clone()
}

#[test]
fn an_amendment_replaces_and_keeps_what_it_replaced() {
    let mut amended = over(scoring(4, 10, 2), &[3]);
    amended.reason = "mis-keyed".into();
    let entries = stay([scoring(3, 10, 5), written(amended, 20)]);
    assert_eq!(total(&entries), Some(2));
    let Mark::Amended(by) = mark(&entries, 3) else { panic!("the first version is marked") };
    assert_eq!((by.id, by.reason.as_str(), by.recorded()), (id(4), "mis-keyed", minute(20)));
    assert_eq!(mark(&entries, 4), Mark::Current);
    assert_eq!(state(&entries).set(id(4)).unwrap().amends, [id(3)]);
}

#[test]
fn entered_in_error_takes_every_earlier_version_with_it() {
    let entries = stay([
        scoring(3, 10, 1),
        scoring(4, 20, 7),
        over(scoring(5, 20, 6), &[4]),
        withdrawal(6, 30, Withdrawal::EnteredInError, &[5]),
    ]);
    assert_eq!(total(&entries), Some(1), "the mis-keyed first version does not come back");
    assert!(matches!(mark(&entries, 4), Mark::InError(_)));
    assert!(matches!(mark(&entries, 5), Mark::InError(_)));
}

#[test]
fn undoing_an_amendment_brings_back_what_it_amended() {
    let entries =
        stay([scoring(3, 10, 6), over(scoring(4, 10, 1), &[3]), withdrawal(5, 20, Withdrawal::Undone, &[4])]);
    assert_eq!(total(&entries), Some(6));
    assert_eq!(mark(&entries, 3), Mark::Current);
    assert!(matches!(mark(&entries, 4), Mark::Undone(_)));
}

#[test]
fn a_withdrawal_that_is_itself_taken_back_takes_nothing_back() {
    let entries = stay([
        scoring(3, 10, 6),
        withdrawal(4, 20, Withdrawal::EnteredInError, &[3]),
        withdrawal(5, 30, Withdrawal::Undone, &[4]),
    ]);
    assert_eq!(total(&entries), Some(6));
}

#[test]
fn a_set_of_the_wrong_patient_is_marked_with_where_it_went() {
    let other = StayId::from_bytes([7; 16]);
    let entries =
        stay([scoring(3, 10, 6), withdrawal(4, 20, Withdrawal::WrongPatient { moved_to: other }, &[3])]);
    let Mark::Moved { to, .. } = mark(&entries, 3) else { panic!("moved") };
    assert_eq!(to, other);
    assert_eq!(total(&entries), None);
}

#[test]
fn of_two_amendments_that_did_not_know_each_other_the_worse_counts_until_one_settles_it() {
    let rivals = [
        scoring(3, 10, 2),
        written(over(scoring(4, 10, 1), &[3]), 20),
        written(over(scoring(5, 10, 6), &[3]), 21),
    ];
    let entries = stay(rivals.clone());
    assert_eq!(total(&entries), Some(6));
    assert_eq!((mark(&entries, 4), mark(&entries, 5)), (Mark::Disputed, Mark::Disputed));
    let conflicts = state(&entries).conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].kind, ConflictKind::Observations);
    let versions: Vec<_> = conflicts[0].versions.iter().map(|by| by.id).collect();
    assert_eq!(versions, [id(4), id(5)]);
    let settled = stay(rivals.into_iter().chain([over(scoring(6, 10, 1), &[4, 5])]));
    assert_eq!(total(&settled), Some(1));
    assert!(state(&settled).conflicts.is_empty());
}

#[test]
fn an_amendment_beside_a_withdrawal_that_did_not_know_it_still_counts_and_is_shown() {
    let entries = stay([
        scoring(3, 10, 5),
        over(scoring(4, 10, 6), &[3]),
        withdrawal(5, 20, Withdrawal::EnteredInError, &[3]),
    ]);
    assert_eq!(total(&entries), Some(6));
    assert_eq!(mark(&entries, 4), Mark::Disputed);
    assert_eq!(state(&entries).conflicts[0].kind, ConflictKind::Observations);
}

#[test]
fn an_amendment_of_the_time_cannot_hide_the_worse_version() {
    let entries = stay([
        scoring(3, 10, 2),
        over(scoring(4, 60, 1), &[3]),
        over(scoring(5, 10, 6), &[3]),
        scoring(6, 5, 0),
    ]);
    assert_eq!(status(&entries, 500).standing, Standing::Complete { total: 6, risk: Risk::Medium });
}

#[test]
fn a_withdrawn_identity_falls_back_to_the_admission() {
    let entries = stay([
        over(entry(3, 10, EntryBody::Identity(identity(Some((2015, 1, 1))))), &[1]),
        withdrawal(4, 20, Withdrawal::Undone, &[3]),
    ]);
    assert_eq!(state(&entries).identity.latest().unwrap().by.id, id(1));
}
