//! The graph: what stands, whatever order, gaps, circles and repetition do.

use super::*;
use crate::entry::{EntryBody, Withdrawal};
use proptest::prelude::*;

fn id(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

/// "Pregnant" is the smallest thing that people can record differently.
fn entry(n: u8, body: EntryBody, supersedes: &[u8]) -> Entry {
    let stamp = Stamp { utc: UtcMillis(i64::from(n) * 60_000), offset_minutes: 0 };
    Entry {
        id: id(n),
        taken_at: TakenAt::At(stamp),
        recorded_at: stamp,
        clock: ClockTrust::Unproved,
        author: StaffId::from_bytes([1; 16]),
        on_behalf_of: None,
        auth: AuthLevel::Pin,
        device: DeviceId::from_bytes([1; 16]),
        supersedes: supersedes.iter().map(|n| id(*n)).collect(),
        reason: String::new(),
        body,
    }
}

fn says(n: u8, value: bool, supersedes: &[u8]) -> Entry {
    entry(n, EntryBody::Pregnancy(value), supersedes)
}

fn withdraws(n: u8, what: Withdrawal, of: &[u8]) -> Entry {
    entry(n, EntryBody::Withdrawal(what), of)
}

fn standing(entries: &[Entry]) -> Vec<u8> {
    let graph = Graph::of(entries);
    (0..=255).filter(|n| graph.get(id(*n)).is_some() && graph.is_current(id(*n))).collect()
}

#[test]
fn one_leaf_is_settled_several_are_a_conflict_and_equal_ones_agree() {
    let leaves = |entries: &[Entry]| {
        Graph::of(entries).leaves(|body| match body {
            EntryBody::Pregnancy(value) => Some(*value),
            _ => None,
        })
    };
    assert!(leaves(&[]).is_none());
    let one = leaves(&[says(1, true, &[]), says(2, false, &[1])]);
    assert!(matches!(&one, Leaves::Settled(leaf) if !leaf.value && leaf.by.id == id(2)));
    let two = leaves(&[says(1, true, &[]), says(3, false, &[1]), says(2, true, &[1])]);
    assert!(two.is_conflict());
    assert_eq!(two.values().copied().collect::<Vec<_>>(), [true, false], "oldest first");
    assert_eq!(two.latest().map(|leaf| leaf.by.id), Some(id(3)));
    let agreed = leaves(&[says(1, true, &[]), says(2, true, &[])]);
    assert!(matches!(&agreed, Leaves::Settled(leaf) if leaf.by.id == id(2)));
    let settled =
        leaves(&[says(1, true, &[]), says(2, true, &[1]), says(3, false, &[1]), says(4, true, &[2, 3])]);
    assert!(matches!(settled, Leaves::Settled(_)), "an entry that supersedes every leaf settles it");
}

#[test]
fn a_link_to_what_has_not_arrived_waits_for_it() {
    assert_eq!(standing(&[says(2, true, &[1])]), [2]);
    assert_eq!(standing(&[says(2, true, &[1]), says(1, false, &[])]), [2]);
}

#[test]
fn of_two_entries_under_one_id_the_same_one_is_kept_everywhere() {
    let (one, other) = (says(1, true, &[]), says(1, false, &[]));
    let kept = |entries: &[Entry]| Graph::of(entries).get(id(1)).cloned();
    assert_eq!(kept(&[one.clone(), other.clone()]), kept(&[other, one]));
}

#[test]
fn entries_replace_their_own_family_only() {
    let allergies = entry(2, EntryBody::Allergies(crate::entry::Allergies::NoneKnown), &[1]);
    assert_eq!(standing(&[says(1, true, &[]), allergies]), [1, 2]);
    assert_eq!(standing(&[says(1, true, &[]), entry(2, EntryBody::Newer { kind: 9 }, &[1])]), [1, 2]);
}

#[test]
fn an_entry_that_supersedes_itself_and_a_circle_stay_in_sight_but_what_hangs_on_them_is_sound() {
    assert_eq!(standing(&[says(1, true, &[1])]), [1]);
    assert_eq!(standing(&[says(1, true, &[2]), says(2, false, &[1])]), [1, 2]);
    let hanging = [
        says(1, true, &[2]),
        says(2, false, &[1]),
        says(3, true, &[2]),
        says(4, true, &[]),
        says(5, true, &[4]),
    ];
    assert_eq!(standing(&hanging), [1, 3, 5], "2 was replaced by 3, outside the circle");
}

#[test]
fn withdrawals_reach_back_as_far_as_their_kind_says() {
    let chain = [says(1, true, &[]), says(2, false, &[1]), says(3, true, &[2])];
    let after = |w: Entry| standing(&chain.iter().cloned().chain([w]).collect::<Vec<_>>());
    assert_eq!(after(withdraws(4, Withdrawal::Undone, &[3])), [2, 4], "undo brings back the version before");
    assert_eq!(
        after(withdraws(4, Withdrawal::EnteredInError, &[3])),
        [4],
        "an error takes all versions with it"
    );
    assert_eq!(
        after(withdraws(4, Withdrawal::Undone, &[2])),
        [3, 4],
        "an old version does not come back to life"
    );
}

#[test]
fn taking_back_a_withdrawal_restores_what_it_took_whatever_its_own_kind() {
    for what in [Withdrawal::Undone, Withdrawal::EnteredInError] {
        let entries = [
            says(1, true, &[]),
            withdraws(2, Withdrawal::EnteredInError, &[1]),
            withdraws(3, what.clone(), &[2]),
        ];
        assert_eq!(standing(&entries), [1, 3], "{what:?}");
    }
}

#[test]
fn threads_hold_all_versions_of_one_thing() {
    let entries = [
        says(1, true, &[]),
        says(2, false, &[1]),
        says(3, true, &[1]),
        says(4, true, &[]),
        says(5, true, &[4]),
    ];
    let threads: Vec<Vec<FactId>> = Graph::of(&entries)
        .threads(Family::Pregnancy)
        .iter()
        .map(|thread| thread.iter().map(|entry| entry.id).collect())
        .collect();
    assert_eq!(threads, [vec![id(1), id(2), id(3)], vec![id(4), id(5)]]);
}

#[test]
fn a_long_chain_and_a_thicket_of_links_are_folded_without_delay() {
    let far = |n: u16| FactId::from_bytes(std::array::from_fn(|i| n.to_be_bytes()[i % 2]));
    let entries: Vec<Entry> = (0..1_000u16)
        .map(|n| {
            let body = if n == 999 {
                EntryBody::Withdrawal(Withdrawal::EnteredInError)
            } else {
                EntryBody::Pregnancy(true)
            };
            let mut entry = entry(1, body, &[]);
            entry.id = far(n);
            entry.supersedes = (n.saturating_sub(3)..n).map(far).collect();
            entry
        })
        .collect();
    let graph = Graph::of(&entries);
    assert!((0..999).all(|n| graph.withdrawn_by(far(n)).is_some()), "3^999 paths, each entry once");
}

proptest! {
    #[test]
    fn something_always_stands_and_the_order_of_arrival_does_not_matter(
        links in prop::collection::vec(prop::collection::vec(0..12u8, 0..3), 1..12),
        seed in any::<prop::sample::Index>(),
    ) {
        let entries: Vec<Entry> = links.iter().zip(0u8..).map(|(to, n)| says(n, n % 2 == 0, to)).collect();
        let mut turned = entries.clone();
        turned.rotate_left(seed.index(entries.len()));
        turned.reverse();
        prop_assert!(!standing(&entries).is_empty(), "replacing alone never makes everything vanish");
        prop_assert_eq!(standing(&entries), standing(&turned));
    }
}
