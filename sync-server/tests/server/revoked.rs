//! A device withdrawn from use: SRV 10. It is cut off at once; what it signed before stays good, whoever brings it.

use crate::house::{House, NINE, entry, stay};
use clinical::{ScopeId, UtcMillis, entry::EntryBody};
use replication::{
    Message,
    wire::{Fate, FaultCode, Refused},
};
use sync_server::database::FILE;

#[test]
fn srv_10_a_revoked_device_is_cut_off_at_its_next_word_and_is_not_let_in_again() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let fact = tablet.any(&stay(1));
    let mut talk = tablet.greet(&server, &house);
    let mut silent = tablet.greet(&server, &house);
    // By another process: the administrator's command has its own connection to the database.
    house.desk().revoke(tablet.id).unwrap();
    let push = crate::house::push(&stay(1), &[&fact]);
    assert_eq!(talk.say(push), [Message::Fault { code: FaultCode::Revoked }]);
    assert!(talk.conn.is_closed());

    server.exchange().refresh(house.now()).unwrap();
    assert_eq!(
        silent.notes(),
        [Message::Fault { code: FaultCode::Revoked }],
        "one that says nothing is told too"
    );

    let (conn, challenge) = server.exchange().connect().unwrap();
    let Message::Challenge { nonce } = challenge else { panic!() };
    let answer = server.exchange().handle(&conn, NINE, Message::Hello(tablet.hello(&nonce, NINE)));
    assert_eq!(answer, [Message::Fault { code: FaultCode::Revoked }]);
}

#[test]
fn srv_10_what_was_signed_before_a_revocation_and_is_brought_by_anyone_later_is_taken_and_flagged() {
    let house = House::new();
    let server = house.open();
    let mut lost = house.tablet(&server, 1, &["bluebell"]);
    let colleague = house.tablet(&server, 2, &["bluebell"]);
    let before = lost.any(&stay(1));
    house.later(3_600_000);
    house.desk().revoke(lost.id).unwrap();
    let after = lost.header(&stay(1), UtcMillis(house.now().0 + 1));
    let after = lost.sign(after, EntryBody::Pregnancy(true));
    let mut talk = colleague.greet(&server, &house);
    let fates = talk.push(&stay(1), &[&before, &after]);
    assert_eq!(fates, [Fate::At(1), Fate::Refused(Refused::Revoked)]);
    assert!(talk.pull(&stay(1)).is_some());
    let connection = rusqlite::Connection::open(house.folder.path().join(FILE)).unwrap();
    let flags: i64 = connection
        .query_row("SELECT flags FROM entry WHERE hash = ?1", [before.hash().0], |row| row.get(0))
        .unwrap();
    assert_eq!(flags & 1, 1, "flagged as from a device that was revoked since");
    let aside: Vec<u8> = connection
        .query_row("SELECT fact FROM quarantine WHERE reason = 'revoked'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(aside, after.bytes, "what it signed afterwards is kept for a person to look at");
}

#[test]
fn everyone_learns_of_a_revocation_from_the_directory() {
    let house = House::new();
    let server = house.open();
    let lost = house.tablet(&server, 1, &["bluebell"]);
    let colleague = house.tablet(&server, 2, &["bluebell"]);
    let mut talk = colleague.greet(&server, &house);
    let before = talk.pull(&ScopeId::Dir).unwrap();
    house.desk().revoke(lost.id).unwrap();
    server.exchange().refresh(house.now()).unwrap();
    let head = before.head + 1;
    assert_eq!(talk.notes(), [Message::Note { scope: ScopeId::Dir, head }]);
    let after = talk.pull(&ScopeId::Dir).unwrap();
    assert_eq!(
        after.entries[..before.entries.len()],
        before.entries,
        "nothing was changed, one fact was added"
    );
    house.desk().revoke(lost.id).unwrap();
    assert_eq!(talk.pull(&ScopeId::Dir).unwrap().head, head, "a second time changes nothing");
}

#[test]
fn a_revoked_device_keeps_its_name_closed_to_a_new_enrolment() {
    use replication::door::{EnrolAnswer, EnrolRefused};
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    house.desk().revoke(tablet.id).unwrap();
    let code = house.desk().enrolment_code("again", &["bluebell".parse().unwrap()]).unwrap();
    let answer = server.enrol(&tablet.enrol(code.as_str()), house.now()).unwrap();
    assert_eq!(answer, EnrolAnswer::Refused(EnrolRefused::Revoked));
    let mut anew = crate::house::Tablet::new(3, house.nurse);
    let answer = server.enrol(&anew.enrol(code.as_str()), house.now()).unwrap();
    assert!(matches!(answer, EnrolAnswer::Enrolled(_)), "the code was not used up: {answer:?}");
    let fact = anew.any(&stay(1));
    let mut talk = anew.greet(&server, &house);
    assert_eq!(talk.push(&stay(1), &[&fact]), [Fate::At(1)]);
    assert_eq!(talk.pull(&stay(1)).map(|page| page.entries.len()), Some(1), "{:?}", entry(&fact));
}
