//! Who reads a stay: every shape of its placements, in whatever order they came.

use super::*;
use replication::chain::Cursor;

/// Device 1 works on ward a, device 2 on ward b, device 3 on ward c, device 9 on none.
struct House;

impl Wards for House {
    fn wards_of(&self, device: &DeviceId) -> &[WardId] {
        static WARDS: std::sync::LazyLock<[Vec<WardId>; 4]> = std::sync::LazyLock::new(|| {
            ["a", "b", "c"]
                .map(|ward| vec![ward.parse().unwrap()])
                .into_iter()
                .chain([vec![]])
                .collect::<Vec<_>>()
                .try_into()
                .unwrap()
        });
        match device.as_bytes()[0] {
            n @ 1..=3 => &WARDS[usize::from(n) - 1],
            _ => &WARDS[3],
        }
    }

    fn head(&self) -> u64 {
        1
    }
}

fn of_stay() -> ScopeId {
    ScopeId::Stay(clinical::StayId::from_bytes([7; 16]))
}

fn reads_now(device: &DeviceId, placings: &[(u64, Placing)], wards: &impl Wards) -> bool {
    Readers::default().reads_now(&of_stay(), device, placings, wards)
}

fn reads_stay(device: &DeviceId, placings: &[(u64, Placing)], wards: &impl Wards) -> Option<Access> {
    Readers::default().reads_stay(&of_stay(), device, placings, wards)
}

fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

fn placing(n: u8, by: u8, kind: PlacingKind, supersedes: &[u8]) -> Placing {
    Placing {
        id: fact(n),
        device: device(by),
        kind,
        supersedes: supersedes.iter().copied().map(fact).collect(),
    }
}

fn admitted(n: u8, by: u8) -> Placing {
    placing(n, by, PlacingKind::Admitted, &[])
}

fn placed(n: u8, by: u8, ward: &str, supersedes: &[u8]) -> Placing {
    placing(n, by, PlacingKind::Placed(ward.parse().unwrap()), supersedes)
}

fn arrived(n: u8, by: u8, ward: &str, supersedes: &[u8]) -> Placing {
    placing(n, by, PlacingKind::Arrived(ward.parse().unwrap()), supersedes)
}

/// As a log has them.
fn logged(placings: &[Placing]) -> Vec<(u64, Placing)> {
    (1..).zip(placings.iter().cloned()).collect()
}

fn withdrew(n: u8, by: u8, what: u8) -> Placing {
    placing(n, by, PlacingKind::Withdrew, &[what])
}

/// Who of devices 1 to 3 and 9 reads a stay with these placings, in whatever order they came.
#[track_caller]
fn check(placings: &[Placing], readers: &[u8]) {
    let mut rotated = placings.to_vec();
    for _ in 0..placings.len().max(1) {
        let found: Vec<u8> =
            [1, 2, 3, 9].into_iter().filter(|n| reads_now(&device(*n), &logged(&rotated), &House)).collect();
        assert_eq!(found, readers, "{rotated:?}");
        if !rotated.is_empty() {
            rotated.rotate_left(1);
        }
    }
}

#[test]
fn a_new_stay_is_read_by_the_device_that_made_it_and_nobody_else() {
    check(&[admitted(1, 1)], &[1]);
    check(&[], &[]);
}

#[test]
fn a_placed_stay_is_read_by_its_ward() {
    check(&[admitted(1, 1), placed(2, 1, "a", &[])], &[1]);
    // An emergency department's tablet places into a ward that is not its own, and reads no further.
    check(&[admitted(1, 9), placed(2, 9, "b", &[])], &[2]);
    // It corrects itself while the stay is still in its hands; the first ward has them until the second receives them.
    check(&[admitted(1, 9), placed(2, 9, "b", &[]), placed(3, 9, "a", &[2])], &[1, 2]);
}

#[test]
fn a_patient_on_the_way_is_both_wards_until_somebody_there_receives_them() {
    let sent = vec![admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2])];
    let and = |more: &[Placing]| [sent.as_slice(), more].concat();
    check(&sent, &[1, 2]);
    // Another bed there is not yet anybody's hand.
    check(&and(&[placed(4, 2, "b", &[3])]), &[1, 2]);
    check(&and(&[arrived(4, 2, "b", &[3])]), &[2]);
    check(&and(&[arrived(4, 2, "b", &[3]), placed(5, 2, "b", &[4])]), &[2]);
    // Sent on from there, and back again.
    check(&and(&[placed(4, 2, "c", &[3])]), &[1, 3]);
    check(&and(&[arrived(4, 2, "b", &[3]), placed(5, 2, "a", &[4])]), &[1, 2]);
    check(&and(&[arrived(4, 2, "b", &[3]), placed(5, 2, "a", &[4]), arrived(6, 1, "a", &[5])]), &[1]);
    // Fetched back before anybody received them: by another move, or by taking the move back.
    check(&and(&[placed(4, 1, "a", &[3])]), &[1]);
    check(&and(&[withdrew(4, 1, 3)]), &[1]);
    check(&and(&[withdrew(4, 2, 3)]), &[1]);
    check(&and(&[withdrew(4, 3, 3)]), &[1, 2]);
    // Received there, and taken back here, each not knowing: nobody is shut out while it is unsettled.
    check(&and(&[withdrew(4, 1, 3), arrived(5, 2, "b", &[3])]), &[2]);
}

#[test]
fn a_ward_that_is_not_there_receives_nobody() {
    let sent = [admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2])];
    check(&[sent.as_slice(), &[arrived(4, 3, "c", &[3])]].concat(), &[1, 2]);
    check(&[sent.as_slice(), &[arrived(4, 3, "b", &[3])]].concat(), &[1, 2]);
    // Nor does it help to say that one received somebody who was never sent.
    check(&[&sent[..2], &[arrived(4, 2, "b", &[2])]].concat(), &[1]);
    check(&[&sent[..2], &[arrived(4, 2, "b", &[])]].concat(), &[1]);
}

/// A person of the ward who receives the patient at the tablet of the ward they came from: that ward's device has no say
/// over the other's reading, but it has the patient, so what it writes is a placement and hides nobody.
#[test]
fn an_arrival_at_another_wards_tablet_is_a_plain_placement_and_leaves_no_next_ward_blind() {
    let sent = vec![admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2])];
    let and = |more: &[Placing]| [sent.as_slice(), more].concat();
    let received = arrived(4, 1, "b", &[3]);
    check(&and(std::slice::from_ref(&received)), &[1, 2]);
    check(&and(&[received.clone(), arrived(5, 2, "b", &[4])]), &[2]);
    let sent_on = placed(5, 2, "c", &[4]);
    check(&and(&[received.clone(), sent_on.clone()]), &[1, 3]);
    check(&and(&[received, sent_on, arrived(6, 3, "c", &[5])]), &[3]);
    // An arrival that follows no placement there sends the patient.
    check(&[&sent[..2], &[arrived(4, 1, "b", &[2])]].concat(), &[1, 2]);
}

#[test]
fn a_stay_is_folded_once_for_each_of_its_placings_and_not_once_for_each_question() {
    let mut placings = vec![admitted(1, 1), placed(2, 1, "a", &[])];
    let ward = |n: u8| if n.is_multiple_of(2) { "b" } else { "c" };
    for n in 3..=100 {
        let by = if n == 3 { 1 } else { 2 + n % 2 };
        let (to, before) = (ward(n / 2), [n - 1]);
        placings.push(if n % 2 == 1 { placed(n, by, to, &before) } else { arrived(n, by, to, &before) });
    }
    let (readers, placings) = (Readers::default(), logged(&placings));
    let ask = |upto: usize, who| readers.reads_stay(&of_stay(), &device(who), &placings[..upto], &House);
    for _ in 0..50 {
        assert_eq!(ask(99, 9), None);
    }
    let looked_back_over = LOOK_BACK as u64 + 1;
    assert_eq!(readers.folds.load(Ordering::Relaxed), looked_back_over);
    ask(100, 9);
    ask(100, 1);
    assert_eq!(readers.folds.load(Ordering::Relaxed), looked_back_over + 1, "one placing more");
}

/// Reading is decided for a directory: another one is another answer.
#[test]
fn a_tablet_that_changes_wards_is_judged_anew() {
    struct Moved;
    impl Wards for Moved {
        fn wards_of(&self, of: &DeviceId) -> &[WardId] {
            if *of == device(9) {
                House.wards_of(&device(1)).to_vec().leak()
            } else {
                House.wards_of(of).to_vec().leak()
            }
        }
        fn head(&self) -> u64 {
            2
        }
    }
    let placings =
        logged(&[admitted(1, 9), placed(2, 9, "b", &[]), placed(3, 9, "a", &[2]), placed(4, 9, "c", &[3])]);
    let readers = Readers::default();
    assert!(readers.reads_now(&of_stay(), &device(3), &placings, &House));
    assert!(!readers.reads_now(&of_stay(), &device(9), &placings, &House));
    assert!(
        !readers.reads_now(&of_stay(), &device(9), &placings, &Moved),
        "in ward a, which they left for b"
    );
    assert_eq!(readers.folds.load(Ordering::Relaxed), 2);
}

#[test]
fn a_ward_that_was_left_reads_up_to_the_leaving_and_nothing_after() {
    let placings = logged(&[
        admitted(1, 1),
        placed(2, 1, "a", &[]),
        placed(3, 1, "b", &[2]),
        arrived(4, 2, "b", &[3]),
        placed(5, 2, "b", &[4]),
    ]);
    assert_eq!(reads_stay(&device(2), &placings, &House), Some(Access::Whole));
    assert_eq!(reads_stay(&device(1), &placings, &House), Some(Access::UpTo(4)), "the arrival is the last");
    assert_eq!(reads_stay(&device(3), &placings, &House), None);
    assert_eq!(reads_stay(&device(9), &placings, &House), None);
}

#[test]
fn a_placement_by_a_device_without_access_opens_nothing_and_closes_nothing() {
    let stay = [admitted(1, 1), placed(2, 1, "a", &[])];
    check(&[stay.clone().as_slice(), &[placed(3, 2, "b", &[])]].concat(), &[1]);
    check(&[stay.clone().as_slice(), &[placed(3, 2, "b", &[2])]].concat(), &[1]);
    // Nor does a chain of its own.
    check(&[stay.as_slice(), &[placed(3, 2, "b", &[2]), placed(4, 2, "b", &[3])]].concat(), &[1]);
}

/// As a tablet wrote it whose ward the patient had left: it opens nothing, and whoever has the patient is not kept by it from
/// sending them on. Without that the next ward would be blind for good.
#[test]
fn a_placement_that_opens_nothing_keeps_nobody_from_moving_the_patient_on() {
    let left = [admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2]), placed(4, 1, "a", &[3])];
    let fetched = [left.as_slice(), &[placed(5, 2, "b", &[4])]].concat();
    check(&fetched, &[1]);
    let and = |more: &[Placing]| [fetched.as_slice(), more].concat();
    check(&and(&[arrived(6, 2, "b", &[5])]), &[1]);
    check(&and(&[placed(6, 1, "b", &[5])]), &[1, 2]);
    check(&and(&[placed(6, 1, "b", &[5]), arrived(7, 2, "b", &[6])]), &[2]);
    check(&and(&[placed(6, 1, "c", &[5]), placed(7, 2, "b", &[6]), arrived(8, 3, "c", &[7])]), &[3]);
}

/// One step away from what others wrote is not in one's own hands again.
#[test]
fn whoever_admitted_the_patient_does_not_get_them_back_by_two_placements_of_its_own() {
    let gone = [admitted(1, 9), placed(2, 9, "b", &[]), arrived(3, 2, "b", &[2])];
    check(&[gone.as_slice(), &[placed(4, 9, "a", &[3])]].concat(), &[2]);
    check(&[gone.as_slice(), &[placed(4, 9, "a", &[3]), placed(5, 9, "a", &[4])]].concat(), &[2]);
}

#[test]
fn two_leaves_are_a_union() {
    let both = [admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2]), placed(4, 1, "c", &[2])];
    check(&both, &[1, 2, 3]);
    // Settled by a fact that supersedes both, and received.
    let settled = [both.as_slice(), &[placed(5, 2, "b", &[3, 4])]].concat();
    check(&settled, &[1, 2]);
    check(&[settled.as_slice(), &[arrived(6, 2, "b", &[5])]].concat(), &[2]);
}

/// A move out of a ward that nobody else had heard of looks the same, and must not hide the patient from who is with them.
#[test]
fn a_ward_that_had_the_patient_reads_again_by_another_move_from_there_until_somebody_settles_it() {
    let moved_on =
        [admitted(1, 1), placed(2, 1, "a", &[]), placed(3, 1, "b", &[2]), arrived(6, 2, "b", &[3])];
    check(&moved_on, &[2]);
    let again = [moved_on.as_slice(), &[placed(4, 1, "a", &[2])]].concat();
    check(&again, &[1, 2]);
    check(&[again.as_slice(), &[arrived(5, 2, "b", &[6, 4])]].concat(), &[2]);
}

#[test]
fn a_withdrawn_placement_leaves_its_ward_reading_until_another_replaces_it() {
    let withdrawn = [admitted(1, 1), placed(2, 1, "a", &[]), withdrew(3, 1, 2)];
    check(&withdrawn, &[1]);
    let elsewhere = [withdrawn.as_slice(), &[placed(4, 1, "b", &[3])]].concat();
    check(&elsewhere, &[1, 2]);
    check(&[elsewhere.as_slice(), &[arrived(5, 2, "b", &[4])]].concat(), &[2]);
}

#[test]
fn a_second_admission_does_not_make_the_stay_anybody_elses() {
    let stay = vec![admitted(1, 1), placed(2, 1, "a", &[]), admitted(3, 2), placed(4, 2, "b", &[])];
    assert!(reads_now(&device(1), &logged(&stay), &House));
    assert!(!reads_now(&device(2), &logged(&stay), &House), "the first admission to come made the stay");
}

#[test]
fn other_scopes_follow_the_directory() {
    let nothing = Standing { head: Cursor::START, contributed: false, holes: false, placings: Vec::new() };
    let something = Standing { contributed: true, ..nothing.clone() };
    let ward = ScopeId::Ward("a".parse().unwrap(), 0);
    let audit = ScopeId::Audit(device(1));
    let note = ScopeId::Note(clinical::NoteId::from_bytes([3; 16]));
    let of_a_stay =
        Standing { placings: vec![(1, admitted(1, 1)), (2, placed(2, 1, "a", &[]))], ..nothing.clone() };
    let cases = [
        (note.clone(), 1, &of_a_stay, Access::Whole),
        (note.clone(), 2, &of_a_stay, Access::Denied),
        (note.clone(), 1, &nothing, Access::Denied),
        (note, 2, &something, Access::HashesOnly),
        (ScopeId::Dir, 9, &nothing, Access::Whole),
        (ward.clone(), 1, &nothing, Access::Whole),
        (ward.clone(), 2, &nothing, Access::Denied),
        (ward, 2, &something, Access::HashesOnly),
        (audit.clone(), 1, &nothing, Access::HashesOnly),
        (audit.clone(), 2, &nothing, Access::Denied),
        (audit, 2, &something, Access::HashesOnly),
    ];
    for (scope, who, standing, expected) in cases {
        let found = Readers::default().access(&scope, &device(who), standing, &House);
        assert_eq!(found, expected, "{scope} for device {who}");
    }
}
