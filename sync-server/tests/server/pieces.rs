//! A long push is stored some rows at a time, so that nobody waits behind all of it.

use crate::house::{House, admission, entry, placement, push, stay};
use record::SignedFact;
use replication::{
    Message,
    wire::{Fate, FaultCode},
};
use sync_server::database::FILE;

/// The disk fails in the middle of a push: what was stored by then is there and told to whom it concerns, none of it is
/// acknowledged, and when all of it is brought again nothing is there twice.
#[test]
fn srv_6_a_push_that_fails_on_the_way_is_brought_again_and_is_there_once() {
    let house = House::new();
    let server = house.open();
    let mut author = house.tablet(&server, 1, &["bluebell"]);
    let colleague = house.tablet(&server, 2, &["bluebell"]);
    let placed = [author.fact(&stay(1), admission()), author.fact(&stay(1), placement("bluebell"))];
    author.greet(&server, &house).push(&stay(1), &placed.each_ref());
    let mut reader = colleague.greet(&server, &house);
    reader.pull(&stay(1)).unwrap();
    let day: Vec<SignedFact> = (0..200).map(|_| author.any(&stay(1))).collect();
    let beside = rusqlite::Connection::open(house.folder.path().join(FILE)).unwrap();
    beside
        .execute_batch(
            "CREATE TRIGGER fault BEFORE INSERT ON entry WHEN NEW.seq > 150 BEGIN SELECT RAISE(ABORT, 'planted'); END",
        )
        .unwrap();
    let answer = author.greet(&server, &house).say(push(&stay(1), &day.iter().collect::<Vec<_>>()));
    assert_eq!(answer, [Message::Fault { code: FaultCode::Unavailable }], "nothing of it is acknowledged");
    let told = reader.notes();
    let [Message::Note { head, .. }] = told[..] else { panic!("the colleague was told {told:?}") };
    assert!((3..150).contains(&head), "two pieces or so are stored, not all: {head}");
    beside.execute_batch("DROP TRIGGER fault").unwrap();

    let fates = author.greet(&server, &house).push(&stay(1), &day.iter().collect::<Vec<_>>());
    let expected = (3..=202).map(|seq| if seq <= head { Fate::Duplicate(seq) } else { Fate::At(seq) });
    assert_eq!(fates, expected.collect::<Vec<_>>());
    let entries = reader.pull(&stay(1)).unwrap().entries;
    assert_eq!(entries, placed.iter().chain(&day).map(entry).collect::<Vec<_>>());
}
