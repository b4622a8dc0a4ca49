//! Pushing: duplicates, forgeries, damage, limits. SRV 2, 4, 5, 7, 9.

use crate::house::{House, NINE, Tablet, Talk, hash, push, stay};
use clinical::{
    NoteId, ScopeId, StaffId, UtcMillis,
    entry::{Act, EntryBody},
    escalation::Dismissal,
    staff::{AuthLevel, Role},
};
use record::{KeyId, SignedFact};
use replication::{
    Entry, Message,
    wire::{Fate, FaultCode, Refused},
};
use sync_server::{admin::AdminError, change_log::SetAside, exchange::Limits, rate::Rate};

#[test]
fn the_same_push_ten_times_leaves_each_entry_once() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let facts = [tablet.any(&stay(1)), tablet.any(&stay(1)), tablet.any(&stay(1))];
    let facts: Vec<&SignedFact> = facts.iter().collect();
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.push(&stay(1), &facts), [Fate::At(1), Fate::At(2), Fate::At(3)]);
    for _ in 0..9 {
        assert_eq!(talk.push(&stay(1), &facts), [Fate::Duplicate(1), Fate::Duplicate(2), Fate::Duplicate(3)]);
    }
    assert_eq!(talk.pull(&stay(1)).unwrap().entries.len(), 3);
}

/// SRV 4 and SRV 7: each kind of forgery has its own code, is kept with its bytes, and stops none of its neighbours.
#[test]
fn srv_4_and_7_what_is_forged_or_damaged_is_set_aside_with_its_reason_and_blocks_nothing() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let other = house.tablet(&server, 2, &["bluebell"]);

    let mut forged_author = tablet.header(&stay(1), NINE);
    forged_author.author = StaffId::from_bytes([0xEE; 16]);
    let forged_author = tablet.sign(forged_author, EntryBody::Pregnancy(true));

    // This tablet's key under another tablet's name.
    let mut forged_device = tablet.header(&stay(1), NINE);
    forged_device.device = other.id;
    let forged_device = tablet.sign(forged_device, EntryBody::Pregnancy(true));

    let mut stranger = Tablet::new(9, house.nurse);
    let unknown_device = stranger.any(&stay(1));

    let whole = tablet.any(&stay(1));
    let mut flipped_bit = whole.clone();
    let middle = flipped_bit.bytes.len() / 2;
    flipped_bit.bytes[middle] ^= 1;
    let mut flipped_signature = whole.clone();
    flipped_signature.signature[10] ^= 1;

    let another_stays = tablet.any(&stay(2));
    let of_no_kind_here =
        tablet.fact(&stay(1), EntryBody::Act(Act { what: "view_patient".into(), stay: None }));
    let garbage = SignedFact { bytes: b"not a fact at all".to_vec(), signature: [0; 64] };
    let huge = SignedFact { bytes: vec![0; 17_000], signature: [0; 64] };

    let spoiled = [
        (&forged_author, Refused::UnknownAuthor, "unknown_author"),
        (&forged_device, Refused::BadSignature, "bad_signature"),
        (&unknown_device, Refused::UnknownDevice, "unknown_device"),
        (&flipped_signature, Refused::BadSignature, "bad_signature"),
        (&another_stays, Refused::WrongScope, "wrong_scope"),
        (&of_no_kind_here, Refused::WrongKind, "wrong_kind"),
        (&garbage, Refused::BadShape, "bad_shape"),
        (&huge, Refused::TooBig, "too_big"),
    ];
    let (good, better) = (tablet.any(&stay(1)), tablet.any(&stay(1)));
    let mut facts = vec![&good];
    facts.extend(spoiled.iter().map(|(fact, ..)| *fact));
    facts.push(&better);
    let fates = tablet.greet(&server, &house).push(&stay(1), &facts);
    assert_eq!((fates[0], fates[fates.len() - 1]), (Fate::At(1), Fate::At(2)), "the good ones are in");
    for ((fact, code, name), fate) in spoiled.iter().zip(&fates[1..]) {
        assert_eq!(*fate, Fate::Refused(*code), "{name}");
        assert_eq!(
            kept(&house, name).iter().filter(|bytes| **bytes == fact.bytes).count(),
            1,
            "{name} is kept"
        );
    }
    // Where the flipped bit falls decides whether the shape or the signature is found out first.
    let fate = tablet.greet(&server, &house).push(&stay(1), &[&flipped_bit])[0];
    assert!(matches!(fate, Fate::Refused(Refused::BadSignature | Refused::BadShape)), "{fate:?}");
}

#[test]
fn every_flipped_bit_of_a_fact_is_found_out() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let whole = tablet.any(&stay(1));
    let mut talk = tablet.greet(&server, &house);
    let spoiled: Vec<SignedFact> = (0..whole.bytes.len() * 8)
        .step_by(3)
        .map(|bit| {
            let mut fact = whole.clone();
            fact.bytes[bit / 8] ^= 1 << (bit % 8);
            fact
        })
        .collect();
    for facts in spoiled.chunks(200) {
        let fates = talk.push(&stay(1), &facts.iter().collect::<Vec<_>>());
        assert!(
            fates.iter().all(|fate| matches!(fate, Fate::Refused(_))),
            "a damaged fact came in: {fates:?}"
        );
    }
    assert_eq!(talk.push(&stay(1), &[&whole]), [Fate::At(1)], "and the whole one still may");
}

/// SRV 4: recording is never refused for a person (safety rule 3): an emergency entry may name somebody unknown.
#[test]
fn srv_4_an_emergency_entry_is_taken_whoever_wrote_it() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut header = tablet.header(&stay(1), NINE);
    (header.author, header.auth) = (StaffId::from_bytes([0xEE; 16]), AuthLevel::Emergency);
    let emergency = tablet.sign(header, EntryBody::Pregnancy(false));
    assert_eq!(tablet.greet(&server, &house).push(&stay(1), &[&emergency]), [Fate::At(1)]);
}

/// SRV 4, "at that time": what somebody wrote before leaving stays theirs, whenever it arrives.
#[test]
fn srv_4_an_author_who_left_is_judged_by_when_it_was_recorded() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let before = tablet.any(&stay(1));
    house.later(3_600_000);
    let leaver = format!("staff_id,name,role,active\n{},Amina Yusuf,nurse,false\n", house.nurse);
    house.desk().import_staff(leaver.as_bytes()).unwrap();
    let after = tablet.header(&stay(1), UtcMillis(NINE.0 + 7_200_000));
    let after = tablet.sign(after, EntryBody::Pregnancy(true));
    let fates = tablet.greet(&server, &house).push(&stay(1), &[&before, &after]);
    assert_eq!(fates, [Fate::At(1), Fate::Refused(Refused::AuthorNotAllowed)]);
}

/// What quiets an unverified entry on a whole ward is taken from whoever was ever given charge, and from nobody else.
#[test]
fn srv_4_a_dismissal_is_judged_by_the_directory_and_not_by_the_role_that_it_claims() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut dismissal = || {
        let mut header = tablet.header(&stay(1), NINE);
        header.auth = AuthLevel::Pin;
        let said = Dismissal { of: header.id, role: Role::NurseInCharge };
        tablet.sign(header, EntryBody::Dismissal(said))
    };
    let (claimed, given, later) = (dismissal(), dismissal(), dismissal());
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.push(&stay(1), &[&claimed]), [Fate::Refused(Refused::AuthorNotAllowed)]);
    let known_as = |role: &str| {
        let staff = format!("staff_id,name,role,wards\n{},Amina Yusuf,{role},bluebell\n", house.nurse);
        assert_eq!(house.desk().import_staff(staff.as_bytes()).unwrap().rejected, []);
    };
    known_as("nurse_in_charge");
    assert_eq!(talk.push(&stay(1), &[&given]), [Fate::At(1)]);
    // A device learns late of a change; what it let her do until then is taken.
    known_as("nurse");
    assert_eq!(talk.push(&stay(1), &[&later]), [Fate::At(2)]);
}

/// SRV 2: the alarm for one identifier with two contents, kept with its bytes.
#[test]
fn srv_2_other_bytes_under_a_known_identifier_are_an_alarm() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let header = tablet.header(&stay(1), NINE);
    let first = tablet.sign(header.clone(), EntryBody::Pregnancy(false));
    let second = tablet.sign(header, EntryBody::Pregnancy(true));
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.push(&stay(1), &[&first, &second]), [Fate::At(1), Fate::Refused(Refused::Twin)]);
    assert_eq!(hashes(&mut talk), [first.hash().0]);
    assert_eq!(kept(&house, "twin"), [second.bytes]);
}

#[test]
fn a_cloned_tablets_second_entry_is_kept_too_and_answered_with_fork() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut clone = tablet.clone();
    let ours = tablet.any(&stay(1));
    // The copy mints identifiers of its own, at the same place of the device's chain.
    let mut header = clone.header(&stay(1), UtcMillis(NINE.0 + 1));
    header.reason = "written by the copy".into();
    let theirs = clone.sign(header, EntryBody::Pregnancy(true));
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.push(&stay(1), &[&ours]), [Fate::At(1)]);
    assert_eq!(talk.push(&stay(1), &[&theirs]), [Fate::Forked(2)]);
    assert_eq!(hashes(&mut talk), [ours.hash().0, theirs.hash().0]);
}

#[test]
fn any_enrolled_device_may_push_to_any_scope_and_anyone_may_bring_anyones_facts() {
    let house = House::new();
    let server = house.open();
    let mut bluebell = house.tablet(&server, 1, &["bluebell"]);
    let daisy = house.tablet(&server, 2, &["daisy"]);
    let fact = bluebell.any(&stay(1));
    assert_eq!(daisy.greet(&server, &house).push(&stay(1), &[&fact]), [Fate::At(1)]);
    assert_eq!(bluebell.greet(&server, &house).push(&stay(1), &[&fact]), [Fate::Duplicate(1)]);
}

#[test]
fn an_audit_is_written_by_its_own_device_only_and_the_directory_by_the_server_only() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut other = house.tablet(&server, 2, &["bluebell"]);
    let audit = ScopeId::Audit(tablet.id);
    let view = || EntryBody::Act(Act { what: "view_patient".into(), stay: None });
    let (own, forged) = (tablet.fact(&audit, view()), other.fact(&audit, view()));
    let fates = tablet.greet(&server, &house).push(&audit, &[&own, &forged]);
    assert_eq!(fates, [Fate::At(1), Fate::Refused(Refused::WrongScope)]);

    let member = server.exchange().directory().unwrap().member(&house.nurse).unwrap().value.clone();
    let promoted = tablet.fact(&ScopeId::Dir, EntryBody::Staff(member));
    let fates = tablet.greet(&server, &house).push(&ScopeId::Dir, &[&promoted]);
    assert_eq!(fates, [Fate::Refused(Refused::BadSignature)], "a device cannot write the directory");
}

/// SRV 9: a note's edits are facts; raw changes of documents are never taken, and what is brought is kept.
#[test]
fn srv_9_raw_changes_of_documents_are_set_aside_and_a_note_takes_only_what_is_of_a_note() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let note = ScopeId::Note(NoteId::from_bytes([5; 16]));
    let change = Entry::NoteChange(vec![1, 2, 3]);
    let answer = tablet
        .greet(&server, &house)
        .say(Message::Push { scope: note.clone(), entries: vec![change.clone()] });
    let [Message::Ack { fates, .. }] = answer.as_slice() else { panic!("{answer:?}") };
    assert!(matches!(fates[0].1, Fate::Refused(_)));
    let answer = tablet.greet(&server, &house).say(Message::Push { scope: stay(1), entries: vec![change] });
    let [Message::Ack { fates, .. }] = answer.as_slice() else { panic!("{answer:?}") };
    assert!(matches!(fates[0].1, Fate::Refused(_)), "nor into a stay");
    let fact = tablet.fact(&note, EntryBody::Pregnancy(false));
    assert!(matches!(tablet.greet(&server, &house).push(&note, &[&fact])[0], Fate::Refused(_)));
    assert_eq!((kept(&house, "note").len(), kept(&house, "wrong_kind").len()), (2, 1), "all three are kept");
}

/// SRV 5: entries a push, rate a device, quota a scope.
#[test]
fn srv_5_a_push_of_too_many_entries_ends_the_conversation() {
    let mut house = House::new();
    house.config.limits = Limits { push_entries: 3, ..Limits::default() };
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let facts: Vec<SignedFact> = (0..4).map(|_| tablet.any(&stay(1))).collect();
    let facts: Vec<&SignedFact> = facts.iter().collect();
    let mut talk = tablet.greet(&server, &house);
    assert_eq!(talk.say(push(&stay(1), &facts)), [Message::Fault { code: FaultCode::Malformed }]);
    assert_eq!(tablet.greet(&server, &house).push(&stay(1), &facts[..3]).len(), 3);
}

#[test]
fn srv_5_a_device_that_pushes_too_fast_is_told_to_wait_and_nothing_of_that_push_is_taken() {
    let mut house = House::new();
    house.config.limits.rate = Rate { burst: 1_000, per_second: 1_000 };
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let mut calm = house.tablet(&server, 2, &["bluebell"]);
    let facts: Vec<SignedFact> = (0..8).map(|_| tablet.any(&stay(1))).collect();
    let mut talk = tablet.greet(&server, &house);
    let mut sent = 0;
    let retry_ms = loop {
        match talk.say(push(&stay(1), &[&facts[sent]])).as_slice() {
            [Message::Ack { .. }] => sent += 1,
            [Message::Busy { retry_ms, .. }] => break *retry_ms,
            other => panic!("{other:?}"),
        }
    };
    assert!(sent > 0);
    let other = calm.any(&stay(2));
    assert_eq!(calm.greet(&server, &house).push(&stay(2), &[&other]), [Fate::At(1)], "others are not slowed");
    house.later(i64::from(retry_ms));
    let seq = sent as u64 + 1;
    assert_eq!(
        talk.push(&stay(1), &[&facts[sent]]),
        [Fate::At(seq)],
        "after the wait it goes on where it was"
    );
}

/// A forgery weighs a hundred bytes and costs as much as any entry: by their size alone a device could bring as many as a core
/// can check, for ever.
#[test]
fn srv_5_what_is_refused_counts_against_its_devices_rate_as_much_as_four_of_the_largest() {
    let mut house = House::new();
    house.config.limits.rate = Rate { burst: 100_000, per_second: 10_000 };
    let server = house.open();
    let mut tablets = [1, 2].map(|seed| house.tablet(&server, seed, &["bluebell"]));
    let forged: Vec<SignedFact> = (0..6)
        .map(|_| {
            let mut fact = tablets[0].any(&stay(1));
            fact.signature[5] ^= 4;
            fact
        })
        .collect();
    let good = tablets.each_mut().map(|tablet| tablet.any(&stay(1)));
    let mut talks = tablets.each_ref().map(|tablet| tablet.greet(&server, &house));
    let refused = [Fate::Refused(Refused::BadSignature); 6];
    assert_eq!(talks[0].push(&stay(1), &forged.iter().collect::<Vec<_>>()), refused, "in one push, as ever");
    let [Message::Busy { retry_ms, .. }] = talks[0].say(push(&stay(1), &[&good[0]]))[..] else {
        panic!("it brings more at once")
    };
    assert_eq!(talks[1].push(&stay(1), &[&good[1]]), [Fate::At(1)], "no other device waits");
    house.later(retry_ms.into());
    assert_eq!(talks[0].push(&stay(1), &[&good[0]]), [Fate::At(2)], "and what is good is taken then");
}

#[test]
fn srv_5_a_scope_that_is_full_sets_aside_and_says_so() {
    let mut house = House::new();
    house.config.limits.quota.entries = 2;
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let facts: Vec<SignedFact> = (0..3).map(|_| tablet.any(&stay(1))).collect();
    let fates = tablet.greet(&server, &house).push(&stay(1), &facts.iter().collect::<Vec<_>>());
    assert_eq!(fates, [Fate::At(1), Fate::At(2), Fate::Refused(Refused::QuotaFull)]);
    assert_eq!(kept(&house, "quota_full"), [facts[2].bytes.clone()]);
}

#[test]
fn the_servers_own_words_and_hashes_without_entries_are_not_taken_from_a_device() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    for nonsense in [
        Message::Note { scope: stay(1), head: 1 },
        Message::Challenge { nonce: [0; 32] },
        Message::Hello(tablet.hello(&[0; 32], NINE)),
        Message::Push { scope: stay(1), entries: vec![Entry::HashOnly([0; 32])] },
    ] {
        let mut talk = tablet.greet(&server, &house);
        assert_eq!(talk.say(nonsense), [Message::Fault { code: FaultCode::Malformed }]);
        assert!(talk.conn.is_closed());
    }
}

/// A signer's name that is not its key's is no way in.
#[test]
fn a_fact_that_names_another_signer_than_its_devices_key_is_refused() {
    let house = House::new();
    let server = house.open();
    let mut tablet = house.tablet(&server, 1, &["bluebell"]);
    let thief = Tablet::new(9, house.nurse);
    let mut header = tablet.header(&stay(1), NINE);
    header.signer = KeyId::of(&thief.key.verifying_key());
    let fact = record::Fact { header, body: EntryBody::Pregnancy(false) }.sign(&thief.key).unwrap();
    let fates = tablet.greet(&server, &house).push(&stay(1), &[&fact]);
    assert_eq!(fates, [Fate::Refused(Refused::BadSignature)]);
}

/// The hashes in the log of stay 1.
fn hashes(talk: &mut Talk<'_>) -> Vec<[u8; 32]> {
    talk.pull(&stay(1)).unwrap().entries.iter().map(hash).collect()
}

/// The bytes in quarantine for a reason.
fn kept(house: &House, reason: &str) -> Vec<Vec<u8>> {
    let mut kept = Vec::new();
    let each = |aside: SetAside| {
        if aside.reason.name() == reason {
            kept.push(aside.signed.bytes);
        }
        Ok::<(), AdminError>(())
    };
    house.desk().quarantine(each).unwrap();
    kept
}
