//! What a server answers from its log.

use crate::model::{
    Server,
    facts::{Fact, hash},
};
use clinical::{DeviceId, Incarnation, ScopeId, StayId, UtcMillis};
use replication::{
    Chain, Entry, Message,
    chain::{Cursor, verify_page},
    fingerprint::fingerprint,
    serve::{Access, ReadLog, pulled, standing, sync_room, wanted},
    wire::{Page, Standing, encode},
};

fn stay() -> ScopeId {
    ScopeId::Stay(StayId::from_bytes([1; 16]))
}

fn device() -> DeviceId {
    DeviceId::from_bytes([1; 16])
}

fn facts(count: u64) -> Vec<Entry> {
    let fact = |serial| Fact {
        scope: stay(),
        device: device(),
        incarnation: Incarnation::from_bytes([1; 16]),
        seq: serial,
        serial,
        refused: false,
    };
    (1..=count).map(|serial| fact(serial).entry()).collect()
}

/// A server whose log of the stay has so many entries.
fn server(count: u64) -> Server {
    let mut server = Server::new();
    let Message::Challenge { nonce } = server.accept(device()) else { panic!("no challenge") };
    let (incarnation, time) = (Incarnation::from_bytes([1; 16]), UtcMillis(0));
    let bytes = replication::wire::hello_bytes(&nonce, &device(), &incarnation, time);
    let signature = crate::model::facts::sign(1, &bytes);
    let hello = replication::wire::Hello { protocol: 1, device: device(), incarnation, time, signature };
    server.answer(UtcMillis(0), device(), Message::Hello(hello));
    for batch in facts(count).chunks(500) {
        let push = Message::Push { scope: stay(), entries: batch.to_vec() };
        server.answer(UtcMillis(0), device(), push);
    }
    assert_eq!(server.disk.head(&stay()).unwrap().seq, count);
    server
}

fn cursor(server: &Server, seq: u64) -> Cursor {
    Cursor { seq, chain: server.disk.chain_at(&stay(), seq).unwrap().unwrap() }
}

fn stands(server: &Server, cursor: &Cursor, access: Access) -> Standing {
    standing(&server.disk, &stay(), cursor, access, &mut sync_room(1)).unwrap()
}

fn page(message: Message) -> Page {
    match message {
        Message::Page(page) => page,
        other => panic!("not a page: {other:?}"),
    }
}

/// The page follows from the cursor; where it leads.
fn leads(cursor: &Cursor, page: &Page) -> Cursor {
    let hashes: Vec<_> = page.entries.iter().map(hash).collect();
    verify_page(cursor, page.first, &hashes, &page.chain, page.head).unwrap()
}

#[test]
fn a_cursor_at_the_head_stands() {
    let server = server(5);
    assert_eq!(stands(&server, &cursor(&server, 5), Access::Whole), Standing::Ok);
    assert_eq!(
        standing(&server.disk, &ScopeId::Dir, &Cursor::START, Access::Whole, &mut 0).unwrap(),
        Standing::Ok
    );
}

#[test]
fn a_cursor_behind_gets_what_follows() {
    let server = server(5);
    let Standing::More(more) = stands(&server, &cursor(&server, 2), Access::Whole) else { panic!("no more") };
    assert_eq!((more.first, more.entries.len(), more.head), (3, 3, 5));
    assert_eq!(leads(&cursor(&server, 2), &more), cursor(&server, 5));
}

#[test]
fn a_cursor_that_never_was_is_reset() {
    let server = server(5);
    let ahead = Cursor { seq: 6, chain: Chain([1; 32]) };
    let other = Cursor { seq: 3, chain: Chain([1; 32]) };
    let false_start = Cursor { seq: 0, chain: Chain([1; 32]) };
    for cursor in [ahead, other, false_start] {
        assert_eq!(stands(&server, &cursor, Access::Whole), Standing::Reset);
    }
}

#[test]
fn who_may_not_read_gets_hashes_that_verify_all_the_same() {
    let server = server(5);
    let hashes_only = page(pulled(&server.disk, &stay(), 0, 500, Access::HashesOnly).unwrap());
    assert!(hashes_only.entries.iter().all(|entry| matches!(entry, Entry::HashOnly(_))));
    assert_eq!(leads(&Cursor::START, &hashes_only), cursor(&server, 5));
    let Standing::More(more) = stands(&server, &Cursor::START, Access::HashesOnly) else { panic!("no more") };
    assert_eq!(more, hashes_only);
}

#[test]
fn who_may_follow_nothing_gets_nothing() {
    let server = server(5);
    assert_eq!(stands(&server, &Cursor::START, Access::Denied), Standing::Denied);
    assert_eq!(
        pulled(&server.disk, &stay(), 0, 500, Access::Denied).unwrap(),
        Message::Denied { scope: stay() }
    );
}

#[test]
fn pages_are_cut_by_number_and_lead_one_to_another() {
    let server = server(1_203);
    let (mut at, mut pages) = (Cursor::START, 0);
    while at.seq < 1_203 {
        let next = page(pulled(&server.disk, &stay(), at.seq, usize::MAX, Access::Whole).unwrap());
        at = leads(&at, &next);
        pages += 1;
    }
    assert_eq!((at, pages), (cursor(&server, 1_203), 3));
    let one = page(pulled(&server.disk, &stay(), 7, 0, Access::Whole).unwrap());
    assert_eq!(one.entries.len(), 1, "a pull for nothing gets one, or it would come again for ever");
}

#[test]
fn pages_are_cut_by_bytes_and_fit_a_message() {
    let mut server = server(0);
    let large = |n: u64| {
        let mut bytes = facts(1)[0].clone();
        if let Entry::Fact { bytes, .. } = &mut bytes {
            bytes[40..48].copy_from_slice(&n.to_be_bytes());
        }
        bytes
    };
    // The model takes any bytes as long as the scope at their end is right; these are padded by many.
    let entries: Vec<_> = (0..200).map(large).collect();
    server.answer(UtcMillis(0), device(), Message::Push { scope: stay(), entries });
    for logged in server.disk.logs.get_mut(&stay()).unwrap() {
        logged.entry = Entry::Fact { bytes: vec![7; 16_000], signature: [0; 64] };
    }
    let first = page(pulled(&server.disk, &stay(), 0, 500, Access::Whole).unwrap());
    assert_eq!((first.entries.len(), first.head), (65, 200));
    assert!(encode(&Message::Page(first)).is_ok());
}

#[test]
fn a_sync_about_many_scopes_never_outgrows_a_message() {
    let server = server(400);
    let mut log = server.disk.clone();
    for logged in log.logs.get_mut(&stay()).unwrap() {
        logged.entry = Entry::Fact { bytes: vec![7; 5_000], signature: [0; 64] };
    }
    let mut room = sync_room(600);
    let stands = |_| (stay(), standing(&log, &stay(), &Cursor::START, Access::Whole, &mut room).unwrap());
    let standings: Vec<_> = (0..600).map(stands).collect();
    let empty = standings
        .iter()
        .filter(|(_, standing)| matches!(standing, Standing::More(page) if page.entries.is_empty()));
    assert!(empty.count() > 500, "what finds no room is to be pulled");
    assert!(encode(&Message::Synced { standings }).is_ok());
}

#[test]
fn a_pull_beyond_the_log_is_told_to_reset() {
    let server = server(3);
    let answer = pulled(&server.disk, &stay(), 9, 500, Access::Whole).unwrap();
    assert_eq!(answer, Message::Synced { standings: vec![(stay(), Standing::Reset)] });
}

#[test]
fn what_the_log_lacks_is_wanted_and_nothing_else() {
    let server = server(4);
    let key = [3; 16];
    let strange = [0xee; 32];
    let mut prints: Vec<_> = facts(4).iter().map(|entry| fingerprint(&key, &hash(entry))).collect();
    prints.insert(2, fingerprint(&key, &strange));
    prints.push(fingerprint(&[4; 16], &hash(&facts(1)[0])));
    assert_eq!(wanted(&server.disk, &stay(), &key, &prints).unwrap(), [2, 5]);
    assert_eq!(wanted(&server.disk, &ScopeId::Dir, &key, &prints).unwrap().len(), 6);
}

#[test]
fn the_same_push_ten_times_is_one_entry_each() {
    let mut server = server(5);
    for _ in 0..10 {
        let push = Message::Push { scope: stay(), entries: facts(5) };
        let answers = server.answer(UtcMillis(0), device(), push);
        let [Message::Ack { fates, .. }] = &answers[..] else { panic!("no ack") };
        let sequences: Vec<_> = fates.iter().map(|(_, fate)| *fate).collect();
        assert_eq!(sequences, (1..=5).map(replication::wire::Fate::Duplicate).collect::<Vec<_>>());
    }
    assert_eq!(server.disk.head(&stay()).unwrap().seq, 5);
}
