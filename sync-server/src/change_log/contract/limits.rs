//! What every log must keep of its limits (SRV 5): how much a scope, a stay and the quarantine of one device may hold.

use super::*;
use crate::change_log::rows::MAX_PLACINGS;

/// A push of entries that were refused.
fn refused(numbers: impl IntoIterator<Item = u64>, reason: Reason) -> Push {
    let refused = |n| {
        let Candidate { signed, hash, .. } = candidate(n);
        Arrival::Refused { signed, hash, reason }
    };
    Push { arrivals: numbers.into_iter().map(refused).collect(), ..push(stay(1), []) }
}

pub(crate) fn srv_5_a_full_scope_sets_aside_and_says_so(opened: &Opened) {
    let quota = Quota { entries: 2, bytes: 1_000_000 };
    let three = Push { quota, ..push(stay(1), (1..=3).map(candidate)) };
    assert_eq!(fates(opened, three), [Fate::At(1), Fate::At(2), Fate::Refused(Refused::QuotaFull)]);
    let quota = Quota { entries: 100, bytes: 100 };
    let heavy = Push { quota, ..push(stay(2), (1..=2).map(candidate)) };
    assert_eq!(fates(opened, heavy), [Fate::At(1), Fate::Refused(Refused::QuotaFull)]);
    assert_eq!(kept(opened, Reason::QuotaFull).len(), 2, "kept all the same");
    let again = Push { quota: Quota { entries: 2, bytes: 1_000_000 }, ..push(stay(1), [candidate(1)]) };
    assert_eq!(fates(opened, again), [Fate::Duplicate(1)], "what is there is no burden");
}

pub(crate) fn srv_5_a_stay_holds_so_many_placings_and_takes_everything_else_all_the_same(opened: &Opened) {
    let moved = |n| {
        let plain = candidate(n);
        let kind = PlacingKind::Placed("bluebell".parse().unwrap());
        let placing = Placing { id: plain.id, device: plain.device, kind, supersedes: Vec::new() };
        Candidate { placing: Some(placing), ..plain }
    };
    let quota = Quota { entries: 10_000, bytes: 10_000_000 };
    let fill = Push { quota, ..push(stay(1), (1..=MAX_PLACINGS).map(moved)) };
    assert_eq!(opened.log.append(fill).unwrap().head, MAX_PLACINGS);
    let (one_more, other) = (MAX_PLACINGS + 1, MAX_PLACINGS + 2);
    let further = Push { quota, ..push(stay(1), [moved(one_more), candidate(other), moved(1)]) };
    assert_eq!(
        fates(opened, further),
        [Fate::Refused(Refused::QuotaFull), Fate::At(MAX_PLACINGS + 1), Fate::Duplicate(1)]
    );
    assert_eq!(opened.log.standing(&stay(1), &TABLET).unwrap().placings.len() as u64, MAX_PLACINGS);
    let aside = kept(opened, Reason::QuotaFull);
    assert_eq!(aside[0].signed, candidate(one_more).signed, "kept all the same");
    assert_eq!(fates(opened, push(stay(2), [moved(one_more)])), [Fate::At(1)], "each stay for itself");
}

pub(crate) fn srv_5_what_one_device_may_have_set_aside_is_bounded_and_beyond_it_the_device_is_told_to_keep_it(
    opened: &Opened,
) {
    let reason = Reason::Vetting(Refusal::UnknownAuthor);
    let (said, full) = (Fate::Refused(Refused::UnknownAuthor), Fate::Refused(Refused::QuarantineFull));
    let two = Quota { entries: 2, bytes: 1_000_000 };
    let mut mixed = Push { aside: two, ..refused(1..=3, reason) };
    mixed.arrivals.push(Arrival::Vetted(Box::new(candidate(9))));
    assert_eq!(fates(opened, mixed), [said, said, full, Fate::At(1)], "and blocks nothing");
    assert_eq!(kept(opened, reason).len(), 2);
    let again = Push { aside: two, ..refused([3, 1, 3], reason) };
    assert_eq!(fates(opened, again), [full, said, full], "what is kept is no burden");
    let other = Push { aside: two, brought_by: OTHER, ..refused([3], reason) };
    assert_eq!(fates(opened, other), [said], "others have room of their own");
    fates(opened, push(stay(1), [candidate(1)]));
    let room = Push { aside: two, ..refused(4..=5, reason) };
    assert_eq!(fates(opened, room), [said, full], "what was settled makes room");
    let one = (candidate(1).signed.bytes.len() + 64) as u64;
    let elsewhere = DeviceId::from_bytes([0xD5; 16]);
    let bytes = Quota { entries: 9, bytes: 2 * one };
    let heavy = Push { aside: bytes, brought_by: elsewhere, ..refused(6..=8, reason) };
    assert_eq!(fates(opened, heavy), [said, said, full], "bytes are counted too");
}

pub(crate) fn what_was_set_aside_is_read_a_page_at_a_time_in_the_order_in_which_it_came(opened: &Opened) {
    let reason = Reason::Vetting(Refusal::UnknownDevice);
    fates(opened, refused([5, 3, 9, 1, 7], reason));
    fates(opened, refused([2], Reason::Twin));
    let (mut after, mut pages) = (0, Vec::new());
    loop {
        let page = opened.log.set_aside(reason, after, 2).unwrap();
        let Some(last) = page.last() else { break };
        after = last.number;
        pages.push(page.into_iter().map(|aside| aside.signed).collect::<Vec<_>>());
    }
    let numbered = |numbers: &[u64]| numbers.iter().map(|n| candidate(*n).signed).collect::<Vec<_>>();
    assert_eq!(pages, [numbered(&[5, 3]), numbered(&[9, 1]), numbered(&[7])]);
}

pub(crate) fn what_was_set_aside_of_one_scope_is_found_by_it_until_it_is_settled(opened: &Opened) {
    let reason = Reason::Vetting(Refusal::UnknownDevice);
    fates(opened, refused([5, 3, 9], reason));
    fates(opened, refused([3], Reason::Twin));
    fates(opened, Push { scope: stay(2), ..refused([1], reason) });
    let (mut after, mut found) = ([0; 32], Vec::new());
    loop {
        let page = opened.log.set_aside_of(&stay(1), after, 2).unwrap();
        let Some((hash, _)) = page.last() else { break };
        after = *hash;
        found.extend(page.into_iter().map(|(_, aside)| aside.signed));
    }
    found.dedup();
    assert_eq!(found, [3, 5, 9].map(|n| candidate(n).signed));
    fates(opened, push(stay(1), [candidate(5)]));
    let left = opened.log.set_aside_of(&stay(1), candidate(3).hash, 9).unwrap();
    let left: Vec<SignedFact> = left.into_iter().map(|(_, aside)| aside.signed).collect();
    assert_eq!(left, [candidate(9).signed], "what entered the log is aside no more");
}
