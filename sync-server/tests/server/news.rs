//! What a log has grown by, with the word that it has: for whoever asked, may read it, and lacks little.

use crate::house::{House, Tablet, Talk, admission, arrival, entry, placement, stay};
use record::SignedFact;
use replication::{Entry, Message, chain::Cursor, wire::Standing};
use sync_server::Server;

/// A stay on Bluebell, and a colleague's conversation that holds all of it.
fn followed<'s>(
    house: &'s House,
    server: &'s Server,
    owner: &mut Tablet,
    colleague: &Tablet,
) -> (Talk<'s>, Talk<'s>, Vec<SignedFact>) {
    let facts = vec![owner.fact(&stay(1), admission()), owner.fact(&stay(1), placement("bluebell"))];
    let mut ours = owner.greet(server, house);
    ours.push(&stay(1), &facts.iter().collect::<Vec<_>>());
    let mut theirs = colleague.greet(server, house);
    assert_eq!(theirs.say(Message::AskNews), []);
    let Standing::More(page) = theirs.sync(&stay(1), Cursor::START) else { panic!("there is more") };
    assert_eq!(page.head, 2);
    (ours, theirs, facts)
}

#[test]
fn a_colleague_who_holds_all_before_it_is_sent_the_entry_itself_and_nothing_twice() {
    let house = House::new();
    let server = house.open();
    let (mut owner, colleague) =
        (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"]));
    let (mut ours, mut theirs, _) = followed(&house, &server, &mut owner, &colleague);
    for n in 3..=5 {
        let charted = owner.any(&stay(1));
        ours.push(&stay(1), &[&charted]);
        let told = theirs.notes();
        let [Message::News(page)] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((page.first, page.head, &page.entries), (n, n, &vec![entry(&charted)]));
        assert_eq!(theirs.notes(), [], "and once is enough");
    }
}

#[test]
fn a_burst_is_told_as_a_hint_and_pulled() {
    let house = House::new();
    let server = house.open();
    let (mut owner, colleague) =
        (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"]));
    let (mut ours, mut theirs, _) = followed(&house, &server, &mut owner, &colleague);
    let many: Vec<SignedFact> = (0..5).map(|_| owner.any(&stay(1))).collect();
    ours.push(&stay(1), &many.iter().collect::<Vec<_>>());
    assert_eq!(theirs.notes(), [Message::Note { scope: stay(1), head: 7 }]);
    let pull = Message::Pull { scope: stay(1), after: 2, max: 500 };
    assert!(matches!(theirs.say(pull).as_slice(), [Message::Page(page)] if page.entries.len() == 5));
    // From there on one at a time again.
    let one = owner.any(&stay(1));
    ours.push(&stay(1), &[&one]);
    assert!(matches!(theirs.notes().as_slice(), [Message::News(page)] if page.entries == [entry(&one)]));
}

#[test]
fn a_device_of_an_older_version_that_never_asks_is_sent_hints() {
    let house = House::new();
    let server = house.open();
    let (mut owner, colleague) =
        (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"]));
    let (mut ours, _, _) = followed(&house, &server, &mut owner, &colleague);
    let mut older = colleague.greet(&server, &house);
    older.sync(&stay(1), Cursor::START);
    ours.push(&stay(1), &[&owner.any(&stay(1))]);
    assert_eq!(older.notes(), [Message::Note { scope: stay(1), head: 3 }]);
}

#[test]
fn a_ward_that_the_patient_has_left_is_sent_no_entries_as_news() {
    let house = House::new();
    let server = house.open();
    let mut owner = house.tablet(&server, 1, &["bluebell"]);
    let colleague = house.tablet(&server, 2, &["bluebell"]);
    let mut daisy = house.tablet(&server, 3, &["daisy"]);
    let (mut ours, mut theirs, facts) = followed(&house, &server, &mut owner, &colleague);
    let moved = owner.instead(&stay(1), placement("daisy"), &[&facts[1]]);
    ours.push(&stay(1), &[&moved]);
    let received = daisy.instead(&stay(1), arrival("daisy"), &[&moved]);
    let mut there = daisy.greet(&server, &house);
    there.push(&stay(1), &[&received]);
    let told = theirs.notes();
    let [Message::News(page)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(page.entries, [entry(&moved), entry(&received)], "it learns that the patient was received");
    let after = daisy.any(&stay(1));
    there.push(&stay(1), &[&after]);
    let told = theirs.notes();
    let [Message::News(page)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(page.entries, [Entry::HashOnly(after.hash().0)], "and reads nothing after");
}
