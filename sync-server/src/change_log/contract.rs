//! What every log must keep, whatever database lies below: one suite, run over each implementation.
//!
//! Each function is one test over a fresh log; [`contract_suite!`] makes a `#[test]` of each. Entries are made up: to a
//! log they are bytes.

use super::{Arrival, Candidate, ChangeLog, Holding, Placing, PlacingKind, Push, Quota, SetAside};
use crate::quarantine::Reason;
use clinical::{DeviceId, FactId, Incarnation, ScopeId, StayId, UtcMillis};
use record::{Refusal, SignedFact};
use replication::{
    Chain, Entry, Hash,
    wire::{Fate, Refused},
};
use std::{collections::BTreeSet, sync::Arc};

mod limits;

pub(crate) use limits::{
    srv_5_a_full_scope_sets_aside_and_says_so,
    srv_5_a_stay_holds_so_many_placings_and_takes_everything_else_all_the_same,
    srv_5_what_one_device_may_have_set_aside_is_bounded_and_beyond_it_the_device_is_told_to_keep_it,
    what_was_set_aside_is_read_a_page_at_a_time_in_the_order_in_which_it_came,
    what_was_set_aside_of_one_scope_is_found_by_it_until_it_is_settled,
};

/// A log, and whatever must outlive it.
pub(crate) struct Opened {
    pub(crate) log: Arc<dyn ChangeLog>,
    pub(crate) _keep: Box<dyn std::any::Any + Send + Sync>,
}

/// Makes one `#[test]` of each rule for a function that opens a fresh log; `None` where this machine has no such database,
/// which that function says aloud.
macro_rules! contract_suite {
    ($open:expr) => {
        $crate::change_log::contract::contract_suite!(
            $open;
            srv_1_sequences_are_dense_per_scope_however_many_push_at_once
            srv_2_the_same_entry_again_is_a_duplicate_and_other_bytes_under_its_identifier_are_set_aside
            srv_3_the_chain_runs_over_the_hashes_in_order
            srv_5_a_full_scope_sets_aside_and_says_so
            srv_5_a_stay_holds_so_many_placings_and_takes_everything_else_all_the_same
            srv_7_what_is_refused_is_kept_with_its_bytes_reason_and_bringer_and_blocks_nothing
            srv_5_what_one_device_may_have_set_aside_is_bounded_and_beyond_it_the_device_is_told_to_keep_it
            what_was_set_aside_is_read_a_page_at_a_time_in_the_order_in_which_it_came
            what_was_set_aside_of_one_scope_is_found_by_it_until_it_is_settled
            a_device_sequence_seen_twice_keeps_both_and_says_fork
            only_those_who_brought_or_signed_something_count_as_contributors
            who_was_given_hashes_is_remembered_until_it_begins_again
            placings_come_back_in_the_order_of_the_log
            what_was_set_aside_is_settled_when_it_enters_the_log
            the_indexes_of_a_ward_are_found_and_no_other_wards
            reading_beyond_the_end_finds_nothing
            when_devices_were_last_heard_is_kept_and_never_put_back
        );
    };
    ($open:expr; $($rule:ident)*) => {
        $(
            #[test]
            fn $rule() {
                if let Some(opened) = $open() {
                    $crate::change_log::contract::$rule(&opened);
                }
            }
        )*
    };
}
pub(crate) use contract_suite;

pub(crate) const TABLET: DeviceId = DeviceId::from_bytes([0xD1; 16]);
const OTHER: DeviceId = DeviceId::from_bytes([0xD2; 16]);
pub(crate) const AT: UtcMillis = UtcMillis(1_763_780_000_000);
const ROOM: Quota = Quota { entries: 1_000, bytes: 1_000_000 };

pub(crate) fn stay(n: u8) -> ScopeId {
    ScopeId::Stay(StayId::from_bytes([n; 16]))
}

/// An entry numbered `n` in its device's chain.
pub(crate) fn candidate(n: u64) -> Candidate {
    let mut id = [0; 16];
    id[8..].copy_from_slice(&n.to_be_bytes());
    let mut hash = [0xAB; 32];
    hash[..8].copy_from_slice(&n.to_be_bytes());
    Candidate {
        signed: SignedFact { bytes: format!("entry {n}").into_bytes(), signature: [7; 64] },
        hash,
        id: FactId::from_bytes(id),
        device: TABLET,
        incarnation: Incarnation::from_bytes([1; 16]),
        device_seq: n,
        flags: BTreeSet::new(),
        placing: None,
        opens: None,
    }
}

/// A push of one large entry.
pub(crate) fn bulky(n: u64) -> Push {
    let signed = SignedFact { bytes: vec![n as u8; 10_000], signature: [7; 64] };
    push(stay(1), [Candidate { signed, ..candidate(n) }])
}

pub(crate) fn push(scope: ScopeId, candidates: impl IntoIterator<Item = Candidate>) -> Push {
    let arrivals = candidates.into_iter().map(|candidate| Arrival::Vetted(Box::new(candidate))).collect();
    Push { scope, brought_by: TABLET, at: AT, arrivals, quota: ROOM, aside: ROOM }
}

fn kept(opened: &Opened, reason: Reason) -> Vec<SetAside> {
    opened.log.set_aside(reason, 0, 1_000).unwrap()
}

fn fates(opened: &Opened, push: Push) -> Vec<Fate> {
    fates_of(&*opened.log, push)
}

pub(crate) fn fates_of(log: &dyn ChangeLog, push: Push) -> Vec<Fate> {
    log.append(push).unwrap().fates.into_iter().map(|(_, fate)| fate).collect()
}

pub(crate) fn srv_1_sequences_are_dense_per_scope_however_many_push_at_once(opened: &Opened) {
    let given: Vec<Fate> = std::thread::scope(|threads| {
        let pushing: Vec<_> = (0..8_u64)
            .map(|thread| {
                threads.spawn(move || {
                    (0..20)
                        .flat_map(|n| {
                            let first = thread * 1_000 + n * 2;
                            fates(
                                opened,
                                push(stay(u8::from(thread % 2 == 0)), [first, first + 1].map(candidate)),
                            )
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        pushing.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut seqs: Vec<u64> = given
        .into_iter()
        .map(|fate| match fate {
            Fate::At(seq) => seq,
            other => panic!("not appended: {other:?}"),
        })
        .collect();
    seqs.sort_unstable();
    let dense: Vec<u64> = (1..=160).flat_map(|seq| [seq, seq]).collect();
    assert_eq!(seqs, dense, "each of the two scopes counts from 1 without a gap");
    for n in [0, 1] {
        assert_eq!(opened.log.read(&stay(n), 0, 1_000).unwrap().len(), 160);
    }
}

pub(crate) fn srv_2_the_same_entry_again_is_a_duplicate_and_other_bytes_under_its_identifier_are_set_aside(
    opened: &Opened,
) {
    assert_eq!(fates(opened, push(stay(1), [candidate(1)])), [Fate::At(1)]);
    assert_eq!(fates(opened, push(stay(1), [candidate(1), candidate(1)])), [Fate::Duplicate(1); 2]);
    let twin = Candidate {
        signed: SignedFact { bytes: b"other bytes".to_vec(), signature: [8; 64] },
        hash: [9; 32],
        ..candidate(1)
    };
    assert_eq!(fates(opened, push(stay(1), [twin.clone()])), [Fate::Refused(Refused::Twin)]);
    assert_eq!(opened.log.read(&stay(1), 0, 10).unwrap().len(), 1, "the first stands");
    let aside = kept(opened, Reason::Twin);
    assert_eq!(aside[0].signed, twin.signed, "the second is kept");
    assert_eq!(fates(opened, push(stay(2), [candidate(1)])), [Fate::At(1)], "another scope is another log");
}

pub(crate) fn srv_3_the_chain_runs_over_the_hashes_in_order(opened: &Opened) {
    fates(opened, push(stay(1), (1..=5).map(candidate)));
    let hashes: Vec<Hash> = (1..=5).map(|n| candidate(n).hash).collect();
    assert_eq!(opened.log.hashes(&stay(1)).unwrap(), hashes);
    for (seq, logged) in (1..).zip(opened.log.read(&stay(1), 0, 10).unwrap()) {
        let chain = Chain::EMPTY.over(&hashes[..seq]);
        assert_eq!(logged.chain, chain);
        assert_eq!(opened.log.chain_at(&stay(1), seq as u64).unwrap(), Some(chain));
    }
    let head = opened.log.standing(&stay(1), &TABLET).unwrap().head;
    assert_eq!((head.seq, head.chain), (5, Chain::EMPTY.over(&hashes)));
}

pub(crate) fn srv_7_what_is_refused_is_kept_with_its_bytes_reason_and_bringer_and_blocks_nothing(
    opened: &Opened,
) {
    let signed = SignedFact { bytes: vec![0xFF; 20_000], signature: [3; 64] };
    let reason = Reason::Vetting(Refusal::BadSignature);
    let mut mixed = push(stay(1), [candidate(1), candidate(2)]);
    mixed.arrivals.insert(1, Arrival::Refused { signed: signed.clone(), hash: [4; 32], reason });
    let expected = [Fate::At(1), Fate::Refused(Refused::BadSignature), Fate::At(2)];
    assert_eq!(fates(opened, mixed.clone()), expected, "neighbours are not touched");
    for _ in 0..9 {
        fates(opened, Push { brought_by: OTHER, ..mixed.clone() });
    }
    let aside = kept(opened, reason);
    let [kept] = aside.as_slice() else { panic!("one row for the same bytes, not {}", aside.len()) };
    assert_eq!((&kept.scope, &kept.signed, kept.reason), (&stay(1), &signed, reason));
    assert_eq!((kept.brought_by, kept.arrived_at, kept.times), (TABLET, AT, 10));
}

pub(crate) fn a_device_sequence_seen_twice_keeps_both_and_says_fork(opened: &Opened) {
    let copy = Candidate { device_seq: 1, ..candidate(50) };
    assert_eq!(fates(opened, push(stay(1), [candidate(1)])), [Fate::At(1)]);
    assert_eq!(fates(opened, push(stay(2), [copy.clone()])), [Fate::Forked(1)], "the chain spans scopes");
    assert_eq!(fates(opened, push(stay(2), [copy])), [Fate::Duplicate(1)]);
    let anew = Candidate { incarnation: Incarnation::from_bytes([2; 16]), device_seq: 1, ..candidate(51) };
    assert_eq!(fates(opened, push(stay(2), [anew])), [Fate::At(2)], "a new incarnation counts anew");
    assert_eq!(opened.log.read(&stay(2), 0, 10).unwrap().len(), 2, "both are kept");
}

pub(crate) fn only_those_who_brought_or_signed_something_count_as_contributors(opened: &Opened) {
    let contributed = |scope, device| opened.log.standing(&scope, &device).unwrap().contributed;
    let brought_for = DeviceId::from_bytes([0xD3; 16]);
    let foreign = Candidate { device: brought_for, ..candidate(1) };
    fates(opened, push(stay(1), [foreign.clone()]));
    assert!(contributed(stay(1), TABLET) && contributed(stay(1), brought_for));
    assert!(!contributed(stay(1), OTHER) && !contributed(stay(2), TABLET));
    fates(opened, Push { brought_by: OTHER, ..push(stay(1), [foreign]) });
    assert!(contributed(stay(1), OTHER), "whoever brings it again waits for its echo too");
    let asks = DeviceId::from_bytes([0xD4; 16]);
    opened.log.remember(&stay(1), &asks, Holding::Something).unwrap();
    opened.log.remember(&stay(9), &asks, Holding::Something).unwrap();
    assert!(contributed(stay(1), asks) && !contributed(stay(9), asks));
}

pub(crate) fn who_was_given_hashes_is_remembered_until_it_begins_again(opened: &Opened) {
    fates(opened, push(stay(1), [candidate(1)]));
    let holes = || opened.log.standing(&stay(1), &OTHER).unwrap().holes;
    for (holding, expected) in [
        (Holding::Something, false),
        (Holding::WithHoles, true),
        (Holding::Something, true),
        (Holding::Whole, false),
    ] {
        opened.log.remember(&stay(1), &OTHER, holding).unwrap();
        assert_eq!(holes(), expected, "after {holding:?}");
    }
    opened.log.remember(&stay(1), &OTHER, Holding::WithHoles).unwrap();
    fates(opened, Push { brought_by: OTHER, ..push(stay(1), [candidate(1)]) });
    assert!(holes(), "bringing something fills no hole");
}

pub(crate) fn placings_come_back_in_the_order_of_the_log(opened: &Opened) {
    let bluebell = || "bluebell".parse().unwrap();
    let kinds = [
        PlacingKind::Admitted,
        PlacingKind::Placed(bluebell()),
        PlacingKind::Withdrew,
        PlacingKind::Arrived(bluebell()),
    ];
    let candidates: Vec<Candidate> = (1..)
        .zip(kinds)
        .map(|(n, kind)| {
            let plain = candidate(10 - n);
            let supersedes = (1..n).map(|n| candidate(n).id).collect();
            let placing = Placing { id: plain.id, device: plain.device, kind, supersedes };
            Candidate { placing: Some(placing), ..plain }
        })
        .collect();
    fates(opened, push(stay(1), candidates.clone()));
    let placings = candidates.into_iter().filter_map(|candidate| candidate.placing);
    let expected: Vec<(u64, Placing)> = (1..).zip(placings).collect();
    assert_eq!(opened.log.standing(&stay(1), &TABLET).unwrap().placings, expected);
}

pub(crate) fn what_was_set_aside_is_settled_when_it_enters_the_log(opened: &Opened) {
    let late = candidate(1);
    let reason = Reason::Vetting(Refusal::UnknownDevice);
    let refused = Arrival::Refused { signed: late.signed.clone(), hash: late.hash, reason };
    fates(opened, Push { arrivals: vec![refused], ..push(stay(1), []) });
    assert_eq!(kept(opened, reason).len(), 1);
    assert_eq!(fates(opened, push(stay(1), [late])), [Fate::At(1)]);
    assert!(kept(opened, reason).is_empty());
}

pub(crate) fn the_indexes_of_a_ward_are_found_and_no_other_wards(opened: &Opened) {
    let index = |ward: &str, n| ScopeId::Ward(ward.parse().unwrap(), n);
    let all =
        [index("blue", 0), index("blue", 2), index("blue", 10), index("blue-bell", 0), index("bluebell", 0)];
    for (n, scope) in (1..).zip(&all) {
        fates(opened, push(scope.clone(), [candidate(n)]));
    }
    assert_eq!(opened.log.indexes(&"blue".parse().unwrap()).unwrap(), all[..3]);
    assert_eq!(opened.log.indexes(&"bell".parse().unwrap()).unwrap(), []);
}

pub(crate) fn reading_beyond_the_end_finds_nothing(opened: &Opened) {
    fates(opened, push(stay(1), [candidate(1)]));
    for (scope, after) in [(stay(1), 1), (stay(1), 2), (stay(1), u64::MAX), (stay(2), 0)] {
        assert!(opened.log.read(&scope, after, 10).unwrap().is_empty(), "after {after}");
    }
    assert_eq!(opened.log.chain_at(&stay(1), 2).unwrap(), None);
    assert_eq!(opened.log.chain_at(&stay(1), u64::MAX).unwrap(), None);
    assert_eq!(opened.log.chain_at(&stay(2), 0).unwrap(), Some(Chain::EMPTY));
    let whole = opened.log.read(&stay(1), 0, 10).unwrap();
    let SignedFact { bytes, signature } = candidate(1).signed;
    assert_eq!(whole[0].entry, Entry::Fact { bytes, signature }, "as it came, byte for byte");
}

pub(crate) fn when_devices_were_last_heard_is_kept_and_never_put_back(opened: &Opened) {
    assert_eq!(opened.log.last_heard().unwrap(), []);
    opened.log.note_heard(vec![(OTHER, AT), (TABLET, AT.plus_minutes(9))]).unwrap();
    opened.log.note_heard(vec![(TABLET, AT.plus_minutes(5)), (OTHER, AT.plus_minutes(1))]).unwrap();
    let mut heard = opened.log.last_heard().unwrap();
    heard.sort();
    assert_eq!(heard, [(TABLET, AT.plus_minutes(9)), (OTHER, AT.plus_minutes(1))]);
}
