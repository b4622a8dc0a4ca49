//! The bytes of every message, held fast: a device and a server of different versions have to understand one another.

use clinical::{DeviceId, Incarnation, ScopeId, StayId, UtcMillis};
use proptest::prelude::*;
use replication::{
    Chain, Entry, Message,
    chain::Cursor,
    wire::{
        BadMessage, Epoch, Fate, FaultCode, Hello, Page, Refused, ServerLimits, Standing, Welcome, decode,
        encode, hello_bytes, is_push, welcome_bytes,
    },
};

fn stay() -> ScopeId {
    ScopeId::Stay(StayId::from_bytes([0x51; 16]))
}

fn ward() -> ScopeId {
    ScopeId::Ward("bluebell".parse().unwrap(), 1)
}

fn fact() -> Entry {
    Entry::Fact { bytes: vec![0xb1, 0x00, 0x01], signature: [0x5f; 64] }
}

fn epoch() -> Epoch {
    Epoch { server: [0x5e; 16], epoch: [0xe0; 16] }
}

fn page() -> Page {
    let entries = vec![fact(), Entry::HashOnly([0x4a; 32]), Entry::NoteChange(vec![0xa0])];
    Page { scope: stay(), first: 5, entries, chain: Chain([0xcc; 32]), head: 300 }
}

fn hello() -> Hello {
    Hello {
        protocol: 1,
        device: DeviceId::from_bytes([0xd1; 16]),
        incarnation: Incarnation::from_bytes([0x1c; 16]),
        time: UtcMillis(1_795_348_800_000),
        signature: [0x51; 64],
    }
}

/// One of every message, by name.
pub(crate) fn every_message() -> Vec<(&'static str, Message)> {
    let every_standing = vec![
        (ScopeId::Dir, Standing::Ok),
        (stay(), Standing::More(page())),
        (ward(), Standing::Reset),
        (ScopeId::Audit(DeviceId::from_bytes([2; 16])), Standing::Denied),
    ];
    let every_fate = [
        Fate::At(7),
        Fate::Duplicate(3),
        Fate::Forked(8),
        Fate::Refused(Refused::Twin),
        Fate::Refused(Refused::Other(900)),
    ];
    vec![
        ("challenge", Message::Challenge { nonce: [0x9c; 32] }),
        ("hello", Message::Hello(hello())),
        (
            "welcome",
            Message::Welcome(Welcome {
                epoch: epoch(),
                time: UtcMillis(-5),
                signature: [0x52; 64],
                limits: ServerLimits { message_bytes: 1_048_576, push_entries: 500 },
                scopes: vec![ScopeId::Dir, ward()],
                tells_seen: false,
                sends_news: false,
            }),
        ),
        ("sync", Message::Sync { cursors: vec![(stay(), Cursor { seq: 4, chain: Chain([0xc4; 32]) })] }),
        ("synced", Message::Synced { standings: every_standing }),
        ("push", Message::Push { scope: stay(), entries: vec![fact()] }),
        (
            "ack",
            Message::Ack {
                scope: stay(),
                fates: every_fate.into_iter().map(|fate| ([0x4a; 32], fate)).collect(),
            },
        ),
        ("busy", Message::Busy { scope: stay(), retry_ms: 2_000 }),
        ("pull", Message::Pull { scope: stay(), after: 4, max: 500 }),
        ("page", Message::Page(page())),
        ("denied", Message::Denied { scope: stay() }),
        ("have", Message::Have { scope: stay(), key: [0x4e; 16], fingerprints: vec![[0xf1; 8], [0xf2; 8]] }),
        ("want", Message::Want { scope: stay(), key: [0x4e; 16], indexes: vec![0, 70_000] }),
        ("note", Message::Note { scope: stay(), head: u64::MAX }),
        ("fault", Message::Fault { code: FaultCode::Revoked }),
        ("ask seen", Message::AskSeen),
        ("seen", Message::Seen { devices: vec![(hello().device, UtcMillis(1_785_978_600_000))] }),
        ("ask news", Message::AskNews),
        (
            "news",
            Message::News(Page {
                scope: stay(),
                first: 5,
                entries: vec![fact()],
                chain: Chain([0xc5; 32]),
                head: 5,
            }),
        ),
    ]
}

#[test]
fn every_message_keeps_its_bytes() {
    let shapes: Vec<String> = every_message()
        .iter()
        .map(|(name, message)| format!("{name}\n{}", hex::encode(encode(message).unwrap())))
        .collect();
    insta::assert_snapshot!(shapes.join("\n"));
}

#[test]
fn every_message_reads_back_as_it_was_written() {
    for (name, message) in every_message() {
        assert_eq!(decode(&encode(&message).unwrap()).unwrap(), message, "{name}");
    }
}

#[test]
fn what_is_signed_keeps_its_bytes() {
    let Hello { device, incarnation, time, .. } = hello();
    let signed = [
        hex::encode(hello_bytes(&[0x9c; 32], &device, &incarnation, time)),
        hex::encode(welcome_bytes(&[0x9c; 32], &device, time, &epoch(), UtcMillis(time.0 + 30))),
    ];
    insta::assert_snapshot!(signed.join("\n"));
}

#[test]
fn every_reason_keeps_its_number() {
    let refused: Vec<_> =
        (1..=13).map(|number| format!("{number} {:?}", Refused::from_number(number))).collect();
    let faults: Vec<_> =
        (1..=6).map(|number| format!("{number} {:?}", FaultCode::from_number(number))).collect();
    assert!((0..2_000).all(|number| Refused::from_number(number).number() == number));
    assert!((0..2_000).all(|number| FaultCode::from_number(number).number() == number));
    insta::assert_snapshot!([refused, faults].concat().join("\n"));
}

#[test]
fn one_set_of_observations_is_pushed_in_under_a_kilobyte() {
    // As large as the record's complete set with its header, which a test there holds below 700 bytes.
    let entry = Entry::Fact { bytes: vec![0; 640], signature: [0; 64] };
    let push = encode(&Message::Push { scope: stay(), entries: vec![entry.clone()] }).unwrap();
    let page = Page { scope: stay(), first: 1, entries: vec![entry], chain: Chain::EMPTY, head: 1 };
    let pulled = encode(&Message::Page(page)).unwrap();
    assert!(push.len() < 1_000 && pulled.len() < 1_000, "{} and {} bytes", push.len(), pulled.len());
}

#[test]
fn a_message_beyond_the_limit_is_not_made() {
    let entries = vec![Entry::Fact { bytes: vec![0; 16_000], signature: [0; 64] }; 70];
    let large = Message::Push { scope: stay(), entries };
    assert!(matches!(encode(&large), Err(BadMessage::TooBig { bytes }) if bytes > 1_048_576));
}

#[test]
fn an_entry_never_takes_more_than_it_says() {
    for size in [0, 23, 24, 255, 256, 16_384] {
        for entry in [
            Entry::Fact { bytes: vec![0; size], signature: [0; 64] },
            Entry::NoteChange(vec![0; size]),
            Entry::HashOnly([0; 32]),
        ] {
            let with = |entries| encode(&Message::Push { scope: stay(), entries }).unwrap().len();
            assert!(with(vec![entry.clone(); 2]) - with(vec![entry.clone()]) <= entry.wire_bytes(), "{size}");
        }
    }
}

#[test]
fn scopes_of_kinds_that_a_device_does_not_know_are_passed_over_in_a_welcome() {
    let Some((_, welcome)) = every_message().into_iter().nth(2) else { return };
    let text = hex::encode(encode(&welcome).unwrap()).replace(&hex::encode("dir"), &hex::encode("xyz"));
    let Ok(Message::Welcome(read)) = decode(&hex::decode(text).unwrap()) else { panic!("not read") };
    assert_eq!(read.scopes, [ward()]);
}

proptest! {
    #[test]
    fn any_entries_read_back(
        facts in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..300), any::<[u8; 32]>()), 0..20),
        first in any::<u64>(),
        head in any::<u64>(),
    ) {
        let entries = facts.into_iter().flat_map(|(bytes, hash)| {
            let mut signature = [0; 64];
            signature[32..].copy_from_slice(&hash);
            [Entry::Fact { bytes, signature }, Entry::HashOnly(hash)]
        });
        let page = Message::Page(Page { entries: entries.collect(), first, head, ..page() });
        prop_assert_eq!(decode(&encode(&page).unwrap()).unwrap(), page);
    }
}

#[test]
fn a_push_is_told_from_every_other_message_by_its_first_bytes() {
    for (name, message) in every_message() {
        let frame = encode(&message).unwrap();
        assert_eq!(is_push(&frame), matches!(message, Message::Push { .. }), "{name}");
    }
}
