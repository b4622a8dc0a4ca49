//! What comes from outside: damaged, forged, refused, newer. Nothing of it is lost, and what asks for help still shows.

use crate::support::*;
use clinical::{
    ScopeId, StayId,
    entry::EntryBody,
    news2::{Applicability, Scale, score},
    observation::ObservationSet,
    staff::{Role, Staff},
    vitals::Vitals,
};
use contract::{EntrySync, Request, ScoreView};
use ed25519_dalek::Signer as _;
use record::SigningKey;
use replication::wire::{Entry, Refused};

fn set(vitals: Vitals) -> EntryBody {
    let outcome = score(&vitals, Scale::One, Applicability::Applies);
    EntryBody::Observations(Box::new(ObservationSet::new(vitals, Scale::One, outcome)))
}

/// A ward with one patient on a device that is in step with the server.
fn patient() -> (Server, Hand, Device, StayId) {
    let server = Server::new();
    let hand = Hand::enrolled(&server);
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    (server, hand, device, stay)
}

fn is_nine(score: &ScoreView) -> bool {
    matches!(score, ScoreView::Complete { total: 9, .. })
}

#[test]
fn a_page_with_a_flipped_bit_is_not_taken_and_a_good_one_afterwards_is() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&scope, entry(hand.fact(scope.clone(), 1, set(ill()))));
    let whole = server.logs.borrow()[&scope].last().unwrap().clone();
    if let Entry::Fact { bytes, .. } =
        &mut server.logs.borrow_mut().get_mut(&scope).unwrap().last_mut().unwrap().entry
    {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    }
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 0, "the chain does not lead there");
    assert!(device.parked().is_empty());
    *server.logs.borrow_mut().get_mut(&scope).unwrap().last_mut().unwrap() = whole;
    server.cut(&device.app);
    device.clock.pass(120_000);
    device.sign_in(person(Role::Nurse));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 1);
}

#[test]
fn an_entry_in_the_log_whose_signature_does_not_fit_is_applied_and_shown_as_unverified() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    let mut forged = hand.fact(scope.clone(), 1, set(ill()));
    forged.signature[5] ^= 1;
    server.append(&scope, entry(forged));
    server.append(&scope, entry(hand.fact(scope.clone(), 2, set(well()))));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 2, "the server has decided: replicas must not diverge");
    let parked = device.parked();
    assert_eq!(
        (parked[0].code.as_str(), parked[0].trigger, parked[0].stay),
        ("bad_signature", true, Some(stay))
    );
    assert_eq!(
        parked[0].why,
        "The signature of an entry does not fit the device it names. The entry is shown, and is to be treated as \
         unverified: check it with whoever charted it, and tell IT support."
    );
    let row = &device.rows(stay)[0];
    assert_eq!(row.conflicts[0].about, "Unverified entries");
    assert!(row.conflicts[0].versions[0].starts_with("NEWS2 9, Nurse Okafor"), "{:?}", row.conflicts);
}

#[test]
fn bytes_that_are_no_fact_are_set_aside_and_block_nothing_behind_them() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&scope, Entry::Fact { bytes: b"no fact at all".to_vec(), signature: [1; 64] });
    server.append(&scope, entry(hand.fact(scope.clone(), 1, set(ill()))));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 1);
    let parked = device.parked();
    assert_eq!(
        (parked[0].code.as_str(), parked[0].why.as_str()),
        (
            "unreadable",
            "The server sent an entry that cannot be read. Its bytes are kept here. Tell IT support."
        )
    );
    server.sync(&device.app);
    assert!(device.app.sync_is_quiet());
    let contract::Reply::Export { name, text } = device.call(Request::ExportParked).unwrap() else {
        panic!()
    };
    assert!(name.ends_with(".json") && !name.contains("Adeyemi"));
    assert!(text.contains("6e6f206661637420617420616c6c"), "the bytes, verbatim");
}

#[test]
fn an_entry_of_another_stay_is_not_charted_here_and_still_alerts() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    let elsewhere = ScopeId::Stay(StayId::from_bytes([8; 16]));
    server.append(&scope, entry(hand.fact(elsewhere, 1, set(ill()))));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets_in_all, 0);
    let parked = device.parked();
    assert_eq!((parked[0].code.as_str(), parked[0].trigger), ("wrong_scope", true));
    assert_eq!(
        parked[0].why,
        "The server sent an entry that belongs to another record than the one it came in. It is kept here. Tell IT \
         support."
    );
}

#[test]
fn two_entries_under_one_identifier_are_both_kept_and_one_of_them_aside() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    server.append(&scope, entry(hand.fact(scope.clone(), 1, set(well()))));
    server.append(&scope, entry(hand.fact(scope.clone(), 1, set(ill()))));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).sets.len(), 1);
    let parked = device.parked();
    assert_eq!((parked[0].code.as_str(), parked[0].trigger), ("other_bytes", true), "the one aside is a 9");
    assert_eq!(
        parked[0].why,
        "Two different entries carry one number. The first is in the record, this one is kept here. Check both with \
         whoever charted them, and tell IT support: a device may have been copied."
    );
}

/// SQLite's integers have a sign, and its tables begin at 1: such an entry fitted into none, and stopped its whole page.
#[test]
fn an_entry_under_a_number_that_no_device_gives_is_set_aside_and_blocks_nothing_behind_it() {
    for number in [0, record::limits::MAX_DEVICE_SEQ + 1, u64::MAX] {
        let (server, hand, device, stay) = patient();
        let scope = ScopeId::Stay(stay);
        let mut made_up = hand.fact(scope.clone(), 1, set(ill())).decode().unwrap();
        made_up.header.device_seq = number;
        server.append(&scope, entry(made_up.sign(&hand.key).unwrap()));
        server.append(&scope, entry(hand.fact(scope.clone(), 2, set(well()))));
        server.sync(&device.app);
        assert_eq!(device.patient(stay).sets_in_all, 1, "{number}: what came behind it is charted");
        let parked = device.parked();
        assert_eq!(
            (parked.len(), parked[0].code.as_str(), parked[0].trigger),
            (1, "no_place", true),
            "{number}"
        );
        assert_eq!(
            parked[0].why,
            "The server sent an entry under a number that no device gives. It is kept here and is not in the record. \
             Check it with whoever charted it, and tell IT support."
        );
        server.sync(&device.app);
        assert!(device.app.sync_is_quiet(), "{number}");
    }
}

#[test]
fn nothing_enters_the_directory_that_the_wards_own_server_did_not_sign() {
    let (server, hand, device, _) = patient();
    let intruder = Staff {
        id: clinical::StaffId::from_bytes([66; 16]),
        name: "Intruder".into(),
        role: Role::Doctor,
        wards: vec![bluebell()],
        active: true,
        pin_set_at: None,
    };
    server.append(&ScopeId::Dir, entry(hand.fact(ScopeId::Dir, 1, EntryBody::Staff(intruder))));
    server.sync(&device.app);
    let contract::Reply::Staff(tiles) = device.call(Request::StaffChoices).unwrap() else { panic!() };
    assert!(tiles.iter().all(|tile| tile.name != "Intruder"));
    let parked = device.parked();
    assert_eq!(
        (parked[0].code.as_str(), parked[0].why.as_str()),
        (
            "bad_signature",
            "An entry of the staff directory is not signed by this ward's server, so it is not used. It is kept here, \
             and nothing that was charted is touched. Tell IT support."
        )
    );
    device.app.rebuild_projections().unwrap();
    let contract::Reply::Staff(tiles) = device.call(Request::StaffChoices).unwrap() else { panic!() };
    assert!(tiles.iter().all(|tile| tile.name != "Intruder"), "nor by way of a rebuild");
}

#[test]
fn an_entry_of_a_newer_version_passes_through_and_is_counted() {
    let (server, hand, device, stay) = patient();
    let scope = ScopeId::Stay(stay);
    let mut newer = hand.fact(scope.clone(), 1, EntryBody::Pregnancy(false));
    // Key 3 holds the kind; 8 is pregnancy, 23 is nothing yet.
    let kind = newer.bytes.windows(2).position(|pair| pair == [3, 8]).unwrap();
    newer.bytes[kind + 1] = 23;
    newer.signature = hand.key.sign(&[b"wardlight/fact/v1\0", &newer.bytes[..]].concat()).to_bytes();
    server.append(&scope, entry(newer.clone()));
    server.sync(&device.app);
    assert_eq!(device.patient(stay).newer, 1);
    assert!(device.parked().is_empty());
    let database = rusqlite::Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let kept: Vec<u8> = database
        .query_row("SELECT bytes FROM facts WHERE id = ?1", [numbered(1).as_bytes()], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, newer.bytes, "to the last byte");
}

/// Every reason that a server has, with what stands beside the entry on the device that made it.
const REASONS: [(Refused, &str); 13] = [
    (
        Refused::TooBig,
        "The server found this entry too large. It is kept here, and other devices may not show it. Tell IT support.",
    ),
    (
        Refused::BadShape,
        "The server could not read this entry. It is kept here, and other devices may not show it. Tell IT support.",
    ),
    (
        Refused::BadSignature,
        "The server does not accept this device's signature under this entry. It is kept here, and other devices may not \
         show it. Enrol this device again, and tell IT support.",
    ),
    (
        Refused::WrongScope,
        "The server says that this entry belongs elsewhere. It is kept here, and other devices may not show it. Tell IT \
         support.",
    ),
    (
        Refused::WrongKind,
        "The server does not take entries of this kind there. It is kept here, and other devices may not show it. Tell \
         IT support.",
    ),
    (
        Refused::UnknownDevice,
        "The server does not know this device. The entry is kept here, and other devices may not show it. Enrol this \
         device again.",
    ),
    (
        Refused::Revoked,
        "This device has been withdrawn from use. The entry is kept here, and other devices may not show it: chart it \
         again on another device, and hand this one to IT support.",
    ),
    (
        Refused::UnknownAuthor,
        "The server does not know who charted this. The entry is kept here, and other devices may not show it. Ask \
         whoever looks after accounts.",
    ),
    (
        Refused::AuthorNotAllowed,
        "The server says that whoever charted this had left. The entry is kept here, and other devices may not show it. \
         A nurse should look at it and chart it under their own name.",
    ),
    (
        Refused::Twin,
        "Another entry with this one's number is on the server: this device's data may have been copied. The entry is \
         kept here, and other devices may not show it. Tell IT support.",
    ),
    (
        Refused::QuotaFull,
        "The server takes no more entries for this record. It is kept here, and other devices may not show it. Tell IT \
         support.",
    ),
    (
        Refused::QuarantineFull,
        "The server refused this entry and keeps no more of what it refuses from this device, so nobody else has it. It \
         is kept here and is sent again when the staff directory changes. Tell IT support.",
    ),
    (
        Refused::Other(99),
        "The server, a newer version, keeps this entry aside. It is kept here too, and other devices may not show it. \
         Tell IT support.",
    ),
];

#[test]
fn whatever_the_server_refuses_still_alerts_on_the_device_that_made_it() {
    macro_rules! refuse_with {
        ($($n:literal),*) => {
            [$({
                fn refuse(scope: &ScopeId) -> Option<Refused> {
                    matches!(scope, ScopeId::Stay(_)).then_some(REASONS[$n].0)
                }
                refuse as fn(&ScopeId) -> Option<Refused>
            }),*]
        };
    }
    let refusing = refuse_with![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    for ((reason, sentence), refuse) in REASONS.into_iter().zip(refusing) {
        let (server, _, device, stay) = patient();
        *server.refuse.borrow_mut() = Some(refuse);
        device.record(stay, ill());
        server.sync(&device.app);
        let row = &device.rows(stay)[0];
        assert!(is_nine(&row.status.as_ref().unwrap().score), "{reason:?}: it counts");
        assert_eq!(row.conflicts[0].about, "Unverified entries", "{reason:?}");
        assert!(
            row.conflicts[0].versions[0].ends_with(sentence),
            "{reason:?} on the board: {:?}",
            row.conflicts
        );
        assert_eq!(device.patient(stay).sets[0].sync, EntrySync::SetAside, "{reason:?}");
        let parked = device.parked();
        assert_eq!(
            (parked.len(), parked[0].trigger, parked[0].why.as_str()),
            (1, true, sentence),
            "{reason:?}"
        );
        assert_eq!(device.sync_state().set_aside, 1);
        *server.refuse.borrow_mut() = None;
        device.record(stay, well());
        server.sync(&device.app);
        let newest = &device.patient(stay).sets[0];
        assert_eq!(newest.sync, EntrySync::Verified, "{reason:?}: it blocks nothing behind it");
    }
}

/// It is neither lost nor sent over and over: once more when the directory has changed, and at the next start.
#[test]
fn what_the_server_does_not_even_keep_aside_goes_again_when_the_directory_changes_and_no_sooner() {
    fn refuse(scope: &ScopeId) -> Option<Refused> {
        matches!(scope, ScopeId::Stay(_)).then_some(Refused::QuarantineFull)
    }
    let (server, _, device, stay) = patient();
    *server.refuse.borrow_mut() = Some(refuse);
    device.record(stay, ill());
    server.sync(&device.app);
    *server.refuse.borrow_mut() = None;
    server.sync(&device.app);
    device.record(stay, well());
    server.sync(&device.app);
    let logged = || server.logs.borrow()[&ScopeId::Stay(stay)].len();
    let before = logged();
    let refused = |set: &contract::SetView| set.sync == EntrySync::SetAside;
    assert_eq!(device.patient(stay).sets.iter().filter(|set| refused(set)).count(), 1);
    assert!(device.parked()[0].why.contains("sent again"));
    server.author(EntryBody::Staff(staff()[0].clone()));
    server.sync(&device.app);
    assert_eq!(logged(), before + 1, "sent once more, on the same connection");
    assert!(device.patient(stay).sets.iter().all(|set| set.sync == EntrySync::Verified));
    assert!(device.parked().is_empty() && device.rows(stay)[0].conflicts.is_empty(), "and settled");
}

#[test]
fn what_the_server_does_not_even_keep_aside_goes_again_at_the_next_start() {
    fn refuse(scope: &ScopeId) -> Option<Refused> {
        matches!(scope, ScopeId::Stay(_)).then_some(Refused::QuarantineFull)
    }
    let (server, _, device, stay) = patient();
    *server.refuse.borrow_mut() = Some(refuse);
    device.record(stay, ill());
    server.sync(&device.app);
    *server.refuse.borrow_mut() = None;
    let device = device.restarted();
    server.sync(&device.app);
    device.sign_in(person(Role::Nurse));
    assert_eq!(device.patient(stay).sets[0].sync, EntrySync::Verified);
    assert!(device.parked().is_empty());
}

/// Refused twice for two reasons, then taken by a server that was restored: whatever it said before is settled.
#[test]
fn what_was_refused_and_is_taken_later_is_no_longer_unverified() {
    fn forbidden(scope: &ScopeId) -> Option<Refused> {
        matches!(scope, ScopeId::Stay(_)).then_some(Refused::AuthorNotAllowed)
    }
    fn full(scope: &ScopeId) -> Option<Refused> {
        matches!(scope, ScopeId::Stay(_)).then_some(Refused::QuotaFull)
    }
    let (server, _, device, stay) = patient();
    let restored = |to: usize| {
        server.cut(&device.app);
        server.logs.borrow_mut().get_mut(&ScopeId::Stay(stay)).unwrap().truncate(to);
        device.clock.pass(120_000);
        server.sync(&device.app);
        device.sign_in(person(Role::Nurse));
    };
    *server.refuse.borrow_mut() = Some(forbidden);
    device.record(stay, ill());
    server.sync(&device.app);
    *server.refuse.borrow_mut() = Some(full);
    restored(1);
    let codes: Vec<String> = device.parked().into_iter().map(|parked| parked.code).collect();
    assert!(codes.contains(&"author_not_allowed".to_owned()) && codes.contains(&"quota_full".to_owned()));
    *server.refuse.borrow_mut() = None;
    restored(0);
    assert_eq!(device.patient(stay).sets[0].sync, EntrySync::Verified);
    assert!(device.parked().is_empty(), "{:?}", device.parked());
    assert!(device.rows(stay)[0].conflicts.is_empty() && device.patient(stay).conflicts.is_empty());
    assert_eq!(device.sync_state().set_aside, 0);
}

#[test]
fn a_server_that_is_not_the_wards_gets_nothing() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.record(stay, ill());
    let mut other = Server::new();
    other.key = SigningKey::from_bytes(&[43; 32]);
    other.admit_silently(&device.app);
    other.sync(&device.app);
    assert!(!other.logs.borrow().contains_key(&ScopeId::Stay(stay)));
    let state = device.sync_state();
    assert_eq!(
        state.trouble,
        "Whoever answers at the server's address is not the server this device was enrolled with, so nothing is sent \
         there. What you chart stays on this device. Tell IT support."
    );
    assert!(state.unsent > 0);
}
