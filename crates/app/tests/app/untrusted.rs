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
    assert_eq!(device.parked()[0].code, "unreadable");
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
    assert_eq!(device.parked()[0].code, "bad_signature");
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

#[test]
fn whatever_the_server_refuses_still_alerts_on_the_device_that_made_it() {
    const REASONS: [Refused; 13] = [
        Refused::TooBig,
        Refused::BadShape,
        Refused::BadSignature,
        Refused::WrongScope,
        Refused::WrongKind,
        Refused::UnknownDevice,
        Refused::Revoked,
        Refused::UnknownAuthor,
        Refused::AuthorNotAllowed,
        Refused::Twin,
        Refused::QuotaFull,
        Refused::QuarantineFull,
        Refused::Other(99),
    ];
    macro_rules! refuse_with {
        ($($n:literal),*) => {
            [$({
                fn refuse(scope: &ScopeId) -> Option<Refused> {
                    matches!(scope, ScopeId::Stay(_)).then_some(REASONS[$n])
                }
                refuse as fn(&ScopeId) -> Option<Refused>
            }),*]
        };
    }
    for (reason, refuse) in REASONS.into_iter().zip(refuse_with![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
        let (server, _, device, stay) = patient();
        *server.refuse.borrow_mut() = Some(refuse);
        device.record(stay, ill());
        server.sync(&device.app);
        let row = &device.rows(stay)[0];
        assert!(is_nine(&row.status.as_ref().unwrap().score), "{reason:?}: it counts");
        assert_eq!(row.conflicts[0].about, "Unverified entries", "{reason:?}");
        assert_eq!(device.patient(stay).sets[0].sync, EntrySync::SetAside, "{reason:?}");
        let parked = device.parked();
        assert!(parked.len() == 1 && parked[0].trigger && parked[0].why.contains("kept here"), "{parked:?}");
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
    assert!(state.trouble.contains("not the server"), "{}", state.trouble);
    assert!(state.unsent > 0);
}
