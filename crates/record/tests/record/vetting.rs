//! Who may put what into which log.

use crate::samples::{
    NOON, complete_set, device, device_key, every_kind, fact, header, nurse, server_key, signed, small,
    stamp, stay_scope,
};
use clinical::{
    ClockTrust, DeviceId, NoteId, ScopeId, StaffId, UtcMillis,
    entry::{Act, EntryBody},
    escalation::Dismissal,
    staff::{AuthLevel, Role},
};
use record::{
    AuthorRights, DeviceRights, Directory, Fact, Flag, KeyId, Limits, Refusal, SignedFact, SigningKey,
    Vetted,
    limits::{MAX_DEVICE_SEQ, MAX_FACT_BYTES},
    vet,
    vet::MAX_WARD_INDEXES,
};
use std::collections::{BTreeMap, BTreeSet};

struct Ward {
    devices: BTreeMap<DeviceId, DeviceRights>,
    staff: BTreeMap<StaffId, AuthorRights>,
}

impl Directory for Ward {
    fn device(&self, device: &DeviceId) -> Option<DeviceRights> {
        self.devices.get(device).copied()
    }
    fn author(&self, author: &StaffId) -> Option<AuthorRights> {
        self.staff.get(author).copied()
    }
    fn server_key(&self) -> [u8; 32] {
        server_key().verifying_key().to_bytes()
    }
}

fn ward() -> Ward {
    let rights = DeviceRights { key: device_key().verifying_key().to_bytes(), revoked_at: None };
    Ward {
        devices: [(device(), rights)].into(),
        staff: [(nurse(), AuthorRights { left_at: None, in_charge: true })].into(),
    }
}

fn asked(fact: &SignedFact, scope: &ScopeId, ward: &Ward) -> Result<Vetted, Refusal> {
    vet(fact, scope, ward, &Limits::default())
}

fn minutes(minutes: i64) -> UtcMillis {
    NOON.plus_minutes(minutes)
}

fn flags(vetted: Result<Vetted, Refusal>) -> Vec<Flag> {
    vetted.unwrap().flags.into_iter().collect()
}

fn edited(edit: impl FnOnce(&mut Fact)) -> SignedFact {
    let mut fact = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    edit(&mut fact);
    fact.sign(&device_key()).unwrap()
}

#[test]
fn every_kind_passes_where_it_belongs_and_nowhere_else() {
    let scopes: BTreeMap<ScopeId, ()> = every_kind().into_iter().map(|(_, scope, _)| (scope, ())).collect();
    for (name, home, body) in every_kind() {
        for scope in scopes.keys().chain([&ScopeId::Note(NoteId::from_bytes([4; 16]))]) {
            let key = if *scope == ScopeId::Dir { server_key() } else { device_key() };
            let mut fact = fact(1, scope.clone(), body.clone());
            fact.header.signer = KeyId::of(&key.verifying_key());
            let vetted = asked(&fact.sign(&key).unwrap(), scope, &ward());
            let expected = if *scope == home { Ok(fact) } else { Err(Refusal::WrongKind) };
            assert_eq!(vetted.map(|vetted| vetted.fact), expected, "{name} in {scope}");
        }
    }
}

#[test]
fn what_is_too_big_is_refused_before_it_is_read() {
    let huge = SignedFact { bytes: vec![0; 10_000_000], signature: [0; 64] };
    assert_eq!(asked(&huge, &stay_scope(1), &ward()), Err(Refusal::TooBig));
    let narrow = Limits { fact_bytes: 100 };
    assert_eq!(vet(&small(1), &stay_scope(1), &ward(), &narrow), Err(Refusal::TooBig));
    let wide = Limits { fact_bytes: usize::MAX };
    let over = SignedFact { bytes: vec![0; MAX_FACT_BYTES + 1], signature: [0; 64] };
    assert_eq!(
        vet(&over, &stay_scope(1), &ward(), &wide),
        Err(Refusal::TooBig),
        "nobody can widen the limit"
    );
}

#[test]
fn damaged_bytes_and_wrong_signatures_are_refused() {
    let mut damaged = small(1);
    damaged.bytes.truncate(100);
    assert_eq!(asked(&damaged, &stay_scope(1), &ward()), Err(Refusal::BadShape));
    let mut forged = small(1);
    forged.signature[5] ^= 4;
    assert_eq!(asked(&forged, &stay_scope(1), &ward()), Err(Refusal::BadSignature));
    for number in [0, MAX_DEVICE_SEQ + 1, u64::MAX] {
        let nobodys = edited(|fact| fact.header.device_seq = number);
        assert_eq!(asked(&nobodys, &stay_scope(1), &ward()), Err(Refusal::BadShape), "number {number}");
    }
    for number in [1, MAX_DEVICE_SEQ] {
        let last = edited(|fact| fact.header.device_seq = number);
        assert!(asked(&last, &stay_scope(1), &ward()).is_ok(), "number {number}");
    }
}

#[test]
fn a_dismissal_passes_of_somebody_who_was_given_charge_and_of_nobody_else() {
    let claimed = |auth: AuthLevel| {
        edited(|fact| {
            let said = Dismissal { of: fact.header.id, role: Role::NurseInCharge };
            (fact.body, fact.header.auth) = (EntryBody::Dismissal(said), auth);
        })
    };
    let (said, mut ward) = (claimed(AuthLevel::Pin), ward());
    assert!(asked(&said, &stay_scope(1), &ward).is_ok());
    let unlocked_by_nobody = asked(&claimed(AuthLevel::Emergency), &stay_scope(1), &ward);
    assert_eq!(unlocked_by_nobody, Err(Refusal::AuthorNotAllowed));
    // The role that it claims is not looked at: only what the directory says.
    ward.staff.insert(nurse(), AuthorRights { left_at: None, in_charge: false });
    assert_eq!(asked(&said, &stay_scope(1), &ward), Err(Refusal::AuthorNotAllowed));
    assert!(asked(&small(1), &stay_scope(1), &ward).is_ok(), "and charting asks for no role");
}

#[test]
fn a_forged_device_is_refused() {
    let thief = SigningKey::from_bytes(&[66; 32]);
    let mut fact = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    fact.header.signer = KeyId::of(&thief.verifying_key());
    let forged = fact.sign(&thief).unwrap();
    assert_eq!(asked(&forged, &stay_scope(1), &ward()), Err(Refusal::BadSignature), "another device's name");
    fact.header.device = DeviceId::from_bytes([0x66; 16]);
    let unknown = fact.sign(&thief).unwrap();
    assert_eq!(asked(&unknown, &stay_scope(1), &ward()), Err(Refusal::UnknownDevice));
}

#[test]
fn a_key_that_is_no_key_admits_nothing() {
    let mut ward = ward();
    // The point of order one: with it, a signature of zeros fits every message under lax verification.
    let mut identity = [0; 32];
    identity[0] = 1;
    ward.devices.insert(device(), DeviceRights { key: identity, revoked_at: None });
    let mut fact = small(1);
    fact.signature = [0; 64];
    fact.signature[0] = 1;
    assert_eq!(asked(&fact, &stay_scope(1), &ward), Err(Refusal::BadSignature));
}

#[test]
fn a_forged_author_is_refused() {
    let stranger = edited(|fact| fact.header.author = StaffId::from_bytes([0xee; 16]));
    assert_eq!(asked(&stranger, &stay_scope(1), &ward()), Err(Refusal::UnknownAuthor));
}

/// F6: patient A's change applied to patient B's document was accepted, since both shared a genesis. The scope is signed.
#[test]
fn patient_as_fact_is_refused_in_patient_bs_record() {
    let fact = signed(1, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    assert!(asked(&fact, &stay_scope(1), &ward()).is_ok());
    assert_eq!(asked(&fact, &stay_scope(2), &ward()), Err(Refusal::WrongScope));
}

#[test]
fn a_fact_moved_to_another_stay_no_longer_verifies() {
    let mut moved = small(1);
    let (from, to) = (stay_scope(1).to_string(), stay_scope(2).to_string());
    let place = moved.bytes.windows(from.len()).position(|part| part == from.as_bytes()).unwrap();
    moved.bytes[place..place + to.len()].copy_from_slice(to.as_bytes());
    assert_eq!(asked(&moved, &stay_scope(2), &ward()), Err(Refusal::BadSignature));
}

#[test]
fn a_ward_has_so_many_indexes_and_no_more() {
    let pushed = |number| {
        let (_, _, pointer) = every_kind().into_iter().find(|(name, ..)| *name == "index_stay").unwrap();
        let index = ScopeId::Ward("bluebell".parse().unwrap(), number);
        asked(&signed(1, index.clone(), pointer), &index, &ward()).map(drop)
    };
    assert_eq!(pushed(MAX_WARD_INDEXES - 1), Ok(()));
    for beyond in [MAX_WARD_INDEXES, u32::MAX] {
        assert_eq!(pushed(beyond), Err(Refusal::WrongKind), "index {beyond}");
    }
}

#[test]
fn only_the_server_writes_the_directory() {
    let (_, _, staff) = every_kind().into_iter().find(|(name, ..)| *name == "staff").unwrap();
    let by_a_device = signed(1, ScopeId::Dir, staff.clone());
    assert_eq!(asked(&by_a_device, &ScopeId::Dir, &ward()), Err(Refusal::BadSignature));
    let mut by_the_server = fact(1, ScopeId::Dir, staff);
    by_the_server.header.signer = KeyId::of(&server_key().verifying_key());
    by_the_server.header.author = StaffId::from_bytes([0; 16]);
    let by_the_server = by_the_server.sign(&server_key()).unwrap();
    assert!(asked(&by_the_server, &ScopeId::Dir, &ward()).is_ok());
}

#[test]
fn only_its_own_device_writes_an_audit() {
    let act = EntryBody::Act(Act { what: "sign_in_failed".to_owned(), stay: None });
    let other = ScopeId::Audit(DeviceId::from_bytes([0x33; 16]));
    assert_eq!(asked(&signed(1, other.clone(), act.clone()), &other, &ward()), Err(Refusal::WrongScope));
    let own = ScopeId::Audit(device());
    let mut by_a_stranger = fact(1, own.clone(), act);
    by_a_stranger.header.author = StaffId::from_bytes([0xee; 16]);
    let vetted = asked(&by_a_stranger.sign(&device_key()).unwrap(), &own, &ward());
    assert_eq!(flags(vetted), [Flag::UnknownAuthor], "who failed to come in is worth knowing");
}

#[test]
fn what_a_revoked_device_signed_before_is_taken_and_flagged() {
    let mut ward = ward();
    let rights = |revoked_at| DeviceRights { key: device_key().verifying_key().to_bytes(), revoked_at };
    let fact = edited(|fact| fact.header.recorded_at = stamp(NOON));
    ward.devices.insert(device(), rights(Some(minutes(1))));
    assert_eq!(flags(asked(&fact, &stay_scope(1), &ward)), [Flag::DeviceRevokedSince]);
    ward.devices.insert(device(), rights(Some(minutes(-1))));
    assert_eq!(asked(&fact, &stay_scope(1), &ward), Err(Refusal::Revoked));
}

#[test]
fn a_time_is_judged_by_the_servers_clock_where_that_is_proved() {
    let mut ward = ward();
    let key = device_key().verifying_key().to_bytes();
    ward.devices.insert(device(), DeviceRights { key, revoked_at: Some(NOON) });
    // By its own clock before the revocation; its clock is an hour slow and it knows.
    let slow = edited(|fact| {
        fact.header.recorded_at = stamp(minutes(-30));
        fact.header.clock.trust = ClockTrust::Proved { offset_ms: 3_600_000 };
    });
    assert_eq!(asked(&slow, &stay_scope(1), &ward), Err(Refusal::Revoked));
}

#[test]
fn what_somebody_wrote_before_leaving_is_theirs() {
    let mut ward = ward();
    let fact = edited(|fact| fact.header.recorded_at = stamp(NOON));
    ward.staff.insert(nurse(), AuthorRights { left_at: Some(minutes(60)), in_charge: false });
    assert_eq!(flags(asked(&fact, &stay_scope(1), &ward)), [Flag::AuthorLeftSince]);
    ward.staff.insert(nurse(), AuthorRights { left_at: Some(minutes(-60)), in_charge: false });
    assert_eq!(asked(&fact, &stay_scope(1), &ward), Err(Refusal::AuthorNotAllowed));
}

#[test]
fn an_emergency_entry_by_a_name_that_nobody_knows_is_taken_and_flagged() {
    let typed = edited(|fact| {
        fact.header.auth = AuthLevel::Emergency;
        fact.header.author = StaffId::from_bytes([0xee; 16]);
    });
    assert_eq!(flags(asked(&typed, &stay_scope(1), &ward())), [Flag::Emergency, Flag::UnknownAuthor]);
}

#[test]
fn a_doubtful_clock_flags_and_never_refuses() {
    let three_days = 3 * 86_400_000;
    for trust in [ClockTrust::Unproved, ClockTrust::Proved { offset_ms: -three_days }] {
        let fact = edited(|fact| fact.header.clock.trust = trust);
        assert_eq!(flags(asked(&fact, &stay_scope(1), &ward())), [Flag::DoubtfulClock]);
    }
    let ahead = edited(|fact| fact.header.taken_at = clinical::TakenAt::At(stamp(minutes(600))));
    assert!(flags(asked(&ahead, &stay_scope(1), &ward())).is_empty());
}

#[test]
fn a_kind_of_a_newer_version_passes_and_is_flagged() {
    let plain = small(1);
    let newer = hex::encode(&plain.bytes).replacen("03080482", "0318c80482", 1);
    assert_ne!(newer, hex::encode(&plain.bytes));
    let bytes = hex::decode(newer).unwrap();
    use ed25519_dalek::Signer;
    let signature = device_key().sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
    let vetted = asked(&SignedFact { bytes, signature }, &stay_scope(1), &ward()).unwrap();
    assert_eq!(vetted.flags, BTreeSet::from([Flag::Newer]));
}

#[test]
fn a_signature_for_another_purpose_is_not_a_facts() {
    use ed25519_dalek::Signer;
    let bytes = small(1).bytes;
    for tag in [&b""[..], b"wardlight/hello/v1\0", b"wardlight/note-change/v1\0"] {
        let signature = device_key().sign(&[tag, &bytes].concat()).to_bytes();
        let fact = SignedFact { bytes: bytes.clone(), signature };
        assert_eq!(asked(&fact, &stay_scope(1), &ward()), Err(Refusal::BadSignature));
    }
}

#[test]
fn every_refusal_is_in_plain_words() {
    let all = [
        Refusal::TooBig,
        Refusal::BadShape,
        Refusal::BadSignature,
        Refusal::WrongScope,
        Refusal::WrongKind,
        Refusal::UnknownDevice,
        Refusal::Revoked,
        Refusal::UnknownAuthor,
        Refusal::AuthorNotAllowed,
    ];
    let words: Vec<_> = all.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(words.join("\n"));
}

#[test]
fn the_header_of_the_samples_is_whole() {
    assert_eq!(header(1, stay_scope(1)).schema, record::fact::SCHEMA);
}
