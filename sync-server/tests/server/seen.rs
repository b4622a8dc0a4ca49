//! When each device was last heard: told to those of its wards, written down in batches, and no part of anything else.

use crate::house::{House, NINE, Tablet, welcome};
use clinical::{DeviceId, UtcMillis};
use replication::Message;
use sync_server::{Conn, Server};

/// A conversation in which the device has proved itself at this time.
fn greeted(server: &Server, tablet: &Tablet, at: UtcMillis) -> Conn {
    let (conn, challenge) = server.exchange().connect().unwrap();
    let Message::Challenge { nonce } = challenge else { panic!("no challenge") };
    let answer = server.exchange().handle(&conn, at, Message::Hello(tablet.hello(&nonce, at)));
    assert!(matches!(answer.as_slice(), [Message::Welcome(_)]), "{answer:?}");
    conn
}

fn asked(server: &Server, conn: &Conn, at: UtcMillis) -> Vec<(DeviceId, UtcMillis)> {
    match server.exchange().handle(conn, at, Message::AskSeen).as_slice() {
        [Message::Seen { devices }] => devices.clone(),
        other => panic!("not told: {other:?}"),
    }
}

#[test]
fn a_device_is_told_when_the_others_of_its_wards_were_last_heard_and_of_no_other_wards() {
    let house = House::new();
    let server = house.open();
    let (mine, beside) = (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"]));
    let elsewhere = house.tablet(&server, 3, &["daisy"]);
    assert!(
        welcome(&server, &house, &mine).tells_seen,
        "it is offered, so that nobody asks a server that cannot"
    );
    let early = greeted(&server, &mine, NINE);
    assert_eq!(asked(&server, &early, NINE), [(beside.id, NINE)], "its enrolment was a sign of life");
    greeted(&server, &beside, NINE.plus_minutes(1));
    greeted(&server, &elsewhere, NINE.plus_minutes(2));
    let conn = greeted(&server, &mine, NINE.plus_minutes(3));
    assert_eq!(asked(&server, &conn, NINE.plus_minutes(3)), [(beside.id, NINE.plus_minutes(1))]);
    // Any message is a sign of life.
    let other = greeted(&server, &beside, NINE.plus_minutes(4));
    let sync = Message::Sync { cursors: Vec::new() };
    server.exchange().handle(&other, NINE.plus_minutes(8), sync);
    assert_eq!(asked(&server, &conn, NINE.plus_minutes(9)), [(beside.id, NINE.plus_minutes(8))]);
}

#[test]
fn it_is_written_down_once_a_minute_and_when_the_server_stops_and_outlives_it() {
    let house = House::new();
    let (mine, beside);
    {
        let server = house.open();
        mine = house.tablet(&server, 1, &["bluebell"]);
        beside = house.tablet(&server, 2, &["bluebell"]);
        greeted(&server, &beside, NINE.plus_minutes(1));
        server.exchange().write_heard(NINE.plus_minutes(1), false).unwrap();
        greeted(&server, &beside, NINE.plus_minutes(2));
        server.exchange().write_heard(UtcMillis(NINE.plus_minutes(2).0 - 1), false).unwrap();
    }
    {
        let server = house.open();
        let conn = greeted(&server, &mine, NINE.plus_minutes(5));
        let heard = asked(&server, &conn, NINE.plus_minutes(5));
        assert_eq!(
            heard,
            [(beside.id, NINE.plus_minutes(1))],
            "the second was within the minute, and the power went"
        );
        greeted(&server, &beside, NINE.plus_minutes(6));
        server.exchange().write_heard(NINE.plus_minutes(6), true).unwrap();
    }
    let server = house.open();
    let conn = greeted(&server, &mine, NINE.plus_minutes(7));
    assert_eq!(asked(&server, &conn, NINE.plus_minutes(7)), [(beside.id, NINE.plus_minutes(6))]);
}
