//! The greeting: who may come in, and what both sides prove.

use crate::house::{House, NINE, Tablet, push, stay, welcome};
use clinical::{ScopeId, UtcMillis};
use ed25519_dalek::{Signature, VerifyingKey};
use replication::{
    Message,
    wire::{FaultCode, welcome_bytes},
};

#[test]
fn a_device_proves_its_key_over_our_nonce_and_we_prove_ours_and_the_time() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let enrolled = tablet.enrolled.clone().unwrap();
    let (conn, challenge) = server.exchange().connect().unwrap();
    let Message::Challenge { nonce } = challenge else { panic!() };
    // A tablet whose clock is three days out is welcome all the same: time decides nothing here.
    let three_days_out = UtcMillis(NINE.0 - 3 * 86_400_000);
    let hello = tablet.hello(&nonce, three_days_out);
    let answer = server.exchange().handle(&conn, house.now(), Message::Hello(hello));
    let [Message::Welcome(welcome)] = answer.as_slice() else { panic!("{answer:?}") };
    let signed = welcome_bytes(&nonce, &tablet.id, three_days_out, &welcome.epoch, welcome.time);
    VerifyingKey::from_bytes(&enrolled.server_key)
        .unwrap()
        .verify_strict(&signed, &Signature::from_bytes(&welcome.signature))
        .unwrap();
    assert_eq!((welcome.time, welcome.epoch), (NINE, enrolled.epoch));
    let ward: clinical::WardId = "bluebell".parse().unwrap();
    let expected =
        [ScopeId::Dir, ScopeId::Audit(tablet.id), ScopeId::Ward(ward.clone(), 0), ScopeId::Aside(ward)];
    assert_eq!(welcome.scopes, expected);
}

#[test]
fn a_device_that_cannot_prove_itself_is_turned_away_and_the_conversation_ends() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let stranger = Tablet::new(9, house.nurse);
    let thief = Tablet { id: tablet.id, ..stranger.clone() };
    let (other, _) = server.exchange().connect().unwrap();
    for (hello, why) in [
        (stranger.hello(&[0; 32], NINE), "never enrolled"),
        (thief.hello(&[0; 32], NINE), "another key under an enrolled name"),
        (tablet.hello(&[0; 32], NINE), "a signature over another nonce, such as a recorded one"),
    ] {
        let (conn, _) = server.exchange().connect().unwrap();
        let answer = server.exchange().handle(&conn, NINE, Message::Hello(hello));
        assert_eq!(answer, [Message::Fault { code: FaultCode::NotEnrolled }], "{why}");
        assert!(conn.is_closed());
        let after = server.exchange().handle(&conn, NINE, push(&stay(1), &[]));
        assert_eq!(after, [], "{why}: nothing more is said");
    }
    let pushed = server.exchange().handle(&other, NINE, push(&stay(1), &[]));
    assert_eq!(pushed, [Message::Fault { code: FaultCode::Malformed }], "nothing but a greeting comes first");
}

#[test]
fn another_protocol_version_is_told_so() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let (conn, challenge) = server.exchange().connect().unwrap();
    let Message::Challenge { nonce } = challenge else { panic!() };
    let mut hello = tablet.hello(&nonce, NINE);
    hello.protocol += 1;
    let answer = server.exchange().handle(&conn, NINE, Message::Hello(hello));
    assert_eq!(answer, [Message::Fault { code: FaultCode::Protocol }]);
}

#[test]
fn nonces_are_never_the_same() {
    let house = House::new();
    let server = house.open();
    let mut nonces: Vec<_> = (0..50)
        .map(|_| match server.exchange().connect().unwrap().1 {
            Message::Challenge { nonce } => nonce,
            other => panic!("{other:?}"),
        })
        .collect();
    nonces.sort_unstable();
    nonces.dedup();
    assert_eq!(nonces.len(), 50);
}

#[test]
fn a_device_is_told_every_index_that_its_wards_have() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell", "daisy"]);
    let rolled = ScopeId::Ward("daisy".parse().unwrap(), 1);
    let pointer =
        tablet.fact(&rolled, clinical::entry::EntryBody::IndexStay(clinical::StayId::from_bytes([1; 16])));
    tablet.greet(&server, &house).push(&rolled, &[&pointer]);
    let scopes = welcome(&server, &house, &tablet).scopes;
    let ward = |ward: &str, n| ScopeId::Ward(ward.parse().unwrap(), n);
    assert_eq!(scopes[2..5], [ward("bluebell", 0), ward("daisy", 0), ward("daisy", 1)]);
    let aside = |ward: &str| ScopeId::Aside(ward.parse().unwrap());
    assert_eq!(scopes[5..], [aside("bluebell"), aside("daisy")], "and what was refused of their stays, last");
}
