//! The bytes of every kind of fact, held fast: what is signed today must be readable for as long as records are kept.

use crate::samples::{complete_set, device_key, every_kind, fact, fact_id, header, signed, stay_scope};
use clinical::{
    ClockTrust, ScopeId, StaffId, TakenAt,
    entry::EntryBody,
    form::fluid::MOST_COVERED,
    observation::{Identified, ObservationSet},
    origin::{ChartedThere, SignedThere},
    staff::AuthLevel,
    vitals::Counted,
};
use record::{
    BadFact, CannotSign, EntryHash, Fact, SignedFact, SigningKey,
    fact::SCHEMA,
    limits::{MAX_FACT_BYTES, MAX_SUPERSEDES},
};

#[test]
fn every_kind_keeps_its_bytes() {
    let shapes: Vec<String> = (0..)
        .zip(every_kind())
        .map(|(n, (name, scope, body))| format!("{name}\n{}", hex::encode(signed(n, scope, body).bytes)))
        .collect();
    insta::assert_snapshot!(shapes.join("\n"));
}

#[test]
fn every_kind_reads_back_as_it_was_written() {
    for (n, (name, scope, body)) in (0..).zip(every_kind()) {
        let written = fact(n, scope, body);
        let signed = written.sign(&device_key()).unwrap();
        assert_eq!(signed.decode().unwrap(), written, "{name}");
        signed.verify(&device_key().verifying_key()).unwrap();
        assert_eq!(signed.id(), Some(written.header.id), "{name}");
    }
}

#[test]
fn every_part_of_the_header_reads_back() {
    let mut written = fact(4, stay_scope(1), EntryBody::Pregnancy(true));
    written.header.taken_at = TakenAt::NotRecorded;
    written.header.clock.trust = ClockTrust::Unproved;
    written.header.on_behalf_of = Some(StaffId::from_bytes([0xa2; 16]));
    written.header.auth = AuthLevel::Emergency;
    written.header.supersedes = (0..MAX_SUPERSEDES as u32).map(crate::samples::fact_id).collect();
    written.header.reason = "Entered for the wrong arm – “left”".to_owned();
    written.header.recorded_at.offset_minutes = -210;
    written.header.previous = EntryHash::NONE;
    let signed = written.sign(&device_key()).unwrap();
    assert_eq!(signed.decode().unwrap(), written);
    insta::assert_snapshot!(hex::encode(signed.bytes));
}

#[test]
fn an_observation_set_is_far_below_a_kilobyte() {
    let fact = signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    assert!(
        fact.bytes.len() + fact.signature.len() < 700,
        "{} bytes",
        fact.bytes.len() + fact.signature.len()
    );
}

#[test]
fn the_entry_says_what_the_fact_says() {
    let mut written = fact(4, stay_scope(1), EntryBody::Pregnancy(true));
    written.header.reason = "told by the midwife".to_owned();
    let entry = written.entry();
    let header = written.header;
    assert_eq!(
        (entry.id, entry.taken_at, entry.recorded_at),
        (header.id, header.taken_at, header.recorded_at)
    );
    assert_eq!((entry.clock, entry.author, entry.auth), (header.clock.trust, header.author, header.auth));
    assert_eq!(
        (entry.device, entry.supersedes, entry.reason),
        (header.device, header.supersedes, header.reason)
    );
    assert_eq!(entry.body, EntryBody::Pregnancy(true));
}

/// The fact's bytes with one more key in the map, signed anew as a newer version would.
fn with_more(fact: &SignedFact, more: &[u8]) -> SignedFact {
    let mut bytes = fact.bytes.clone();
    assert_eq!(bytes[0], 0xb1, "a map of 17 entries");
    bytes[0] += 1;
    bytes.extend_from_slice(more);
    resigned(bytes)
}

fn resigned(bytes: Vec<u8>) -> SignedFact {
    use ed25519_dalek::Signer;
    let signature = device_key().sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
    SignedFact { bytes, signature }
}

#[test]
fn keys_of_a_newer_version_survive_and_verify() {
    let plain = signed(1, stay_scope(1), EntryBody::Pregnancy(true));
    // Keys 40 and 1,000, and one that is a text.
    let more = hex::decode("182863666f6f").unwrap();
    let newer = with_more(&plain, &more);
    let read = newer.decode().unwrap();
    assert_eq!(read, plain.decode().unwrap(), "what this version knows reads the same");
    newer.verify(&device_key().verifying_key()).unwrap();
    let mut chart = record::Chart::new().unwrap();
    chart.apply([&newer]).unwrap();
    let back = record::Chart::load(&chart.save()).unwrap().facts().remove(0);
    assert_eq!(back, newer, "byte for byte, unknown keys and all");
    back.verify(&device_key().verifying_key()).unwrap();
}

/// Replaces one stretch of a fact's bytes and signs again.
fn altered(fact: &SignedFact, from: &str, to: &str) -> SignedFact {
    let text = hex::encode(&fact.bytes);
    assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
    resigned(hex::decode(text.replace(from, to)).unwrap())
}

#[test]
fn a_kind_of_a_newer_version_is_kept_and_shown_as_such() {
    let plain = signed(1, stay_scope(1), EntryBody::Pregnancy(true));
    let newer = altered(&plain, "0308048", "0318c8048");
    assert_eq!(newer.decode().unwrap().body, EntryBody::Newer { kind: 200 });
    assert_eq!(newer.decode().unwrap().sign(&device_key()), Err(CannotSign::Newer));
}

#[test]
fn a_word_of_a_newer_version_is_never_read_as_another() {
    let set = signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    let kind = 5;
    // Consciousness 5, oxygen "what" 2, role, scale: each a number that has no word yet.
    let consciousness = altered(&set, "0601071901800901", "0605071901800901");
    assert_eq!(consciousness.decode().unwrap().body, EntryBody::Newer { kind });
    let oxygen = altered(&set, "02a40001", "02a40002");
    assert_eq!(oxygen.decode().unwrap().body, EntryBody::Newer { kind });
    let scale = altered(&set, "0719018009010a", "0719018009030a");
    assert_eq!(scale.decode().unwrap().body, EntryBody::Newer { kind });
}

#[test]
fn a_header_of_a_newer_version_makes_the_whole_fact_newer() {
    let plain = signed(1, stay_scope(1), EntryBody::Pregnancy(true));
    let unknown_auth = altered(&plain, "09000a50", "09070a50").decode().unwrap();
    assert_eq!(unknown_auth.body, EntryBody::Newer { kind: 8 });
    assert_eq!(unknown_auth.header.auth, AuthLevel::Emergency, "the most doubtful reading");
    let newer_schema = altered(&plain, "b1000101", "b1000201").decode().unwrap();
    assert_eq!((newer_schema.header.schema, newer_schema.body), (SCHEMA + 1, EntryBody::Newer { kind: 8 }));
}

#[test]
fn an_impossible_value_under_this_version_is_refused_and_under_a_newer_one_kept() {
    let set = signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    // A respiratory rate of 255.
    let impossible = altered(&set, "13ac0016", "13ac0018ff");
    assert_eq!(impossible.decode(), Err(BadFact::Body));
    let newer = altered(&impossible, "b1000101", "b1000201");
    assert_eq!(newer.decode().unwrap().body, EntryBody::Newer { kind: 5 });
}

#[test]
fn none_known_beside_a_list_of_allergies_does_not_read_as_none_known() {
    let list = EntryBody::Allergies(clinical::entry::Allergies::Known(vec!["latex".to_owned()]));
    let contradictory = altered(&signed(1, stay_scope(1), list), "13a2000101", "13a2000001");
    assert_eq!(contradictory.decode(), Err(BadFact::Body));
}

#[test]
fn what_cannot_be_signed_says_why() {
    let mut long = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    long.header.reason = "x".repeat(MAX_FACT_BYTES);
    assert!(matches!(long.sign(&device_key()), Err(CannotSign::TooBig { .. })));
    let plain = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    assert_eq!(plain.sign(&SigningKey::from_bytes(&[1; 32])), Err(CannotSign::OtherKey));
    let mut many = plain.clone();
    many.header.supersedes = (0..=MAX_SUPERSEDES as u32).map(crate::samples::fact_id).collect();
    assert_eq!(many.sign(&device_key()), Err(CannotSign::TooManySuperseded));
    let newer = Fact { header: header(1, ScopeId::Dir), body: EntryBody::Newer { kind: 900 } };
    assert_eq!(newer.sign(&device_key()), Err(CannotSign::Newer));
}

fn of_the_day(name: &str) -> SignedFact {
    let (_, scope, body) = every_kind().into_iter().find(|(kind, ..)| *kind == name).unwrap();
    signed(1, scope, body)
}

#[test]
fn an_act_a_stop_and_a_precaution_of_a_newer_version_are_never_read_as_another() {
    // Act 6 is "closed": an unknown act must not close, nor an unknown word stop or ease anything.
    let closed = altered(&of_the_day("escalation_closed"), "01030206086869", "01030207086869");
    assert_eq!(closed.decode().unwrap().body, EntryBody::Newer { kind: 12 });
    let stop = altered(&of_the_day("observations_stop_ended"), "13a10001", "13a10002");
    assert_eq!(stop.decode().unwrap().body, EntryBody::Newer { kind: 15 });
}

#[test]
fn an_escalation_that_names_no_trigger_is_damaged() {
    let signature = of_the_day("countersignature");
    let text = hex::encode(&signature.bytes);
    let (at, named) = (text.find("a2008150").unwrap() + 4, "81".len() + "50".len() + 32);
    let nothing = format!("{}80{}", &text[..at], &text[at + named..]);
    assert_eq!(resigned(hex::decode(nothing).unwrap()).decode(), Err(BadFact::Body));
}

#[test]
fn what_was_moved_keeps_who_charted_it_how_that_was_known_and_whose_name_stood_under_it() {
    let there = |signed| ChartedThere {
        auth: AuthLevel::Emergency,
        name: "Jo Bank".to_owned(),
        moved_at: crate::samples::stamp(crate::samples::NOON),
        signed,
    };
    let signed_there = SignedThere {
        fact: crate::samples::fact_id(78),
        by: StaffId::from_bytes([0xa3; 16]),
        at: crate::samples::NOON,
    };
    let mut shapes = Vec::new();
    for signed_there in [None, Some(signed_there)] {
        let mut set = complete_set();
        set.moved_from = Some((crate::samples::stay(2), crate::samples::fact_id(77)));
        set.charted_there = Some(there(signed_there));
        let mut made = crate::forms::sample();
        made.charted_there = Some(there(signed_there));
        for body in [EntryBody::Observations(Box::new(set)), EntryBody::Assessment(Box::new(made))] {
            let written = fact(5, stay_scope(1), body);
            let signed = written.sign(&device_key()).unwrap();
            assert_eq!(signed.decode().unwrap(), written);
            shapes.push(hex::encode(signed.bytes));
        }
    }
    insta::assert_snapshot!(shapes.join("\n"));
}

#[test]
fn the_fullest_signature_under_a_fluid_balance_fits_into_a_fact() {
    let covers = (0..MOST_COVERED as u32).map(crate::samples::fact_id);
    let full = fact(1, stay_scope(1), crate::samples_of_the_day::fluid_signature(covers));
    assert_eq!(full.sign(&device_key()).unwrap().decode().unwrap(), full);
}

#[test]
fn a_signed_fluid_balance_of_no_time_or_with_an_amount_that_was_not_recorded_is_damaged() {
    let signature = of_the_day("fluid_signature");
    let text = hex::encode(&signature.bytes);
    // The amount taken in: 1 a total, of 1,250 ml.
    assert_eq!(
        altered(&signature, "a200010119 04e2".replace(' ', "").as_str(), "a20000011904e2").decode(),
        Err(BadFact::Body)
    );
    let newer = altered(&signature, "a200010119", "a200030119").decode().unwrap();
    assert_eq!(newer.body, EntryBody::Newer { kind: 80 }, "an unknown amount is never read as a total");
    // Back to front: it ends when it began.
    let from = text.find("a300a2001b").or_else(|| text.find("a2001b00000")).unwrap();
    let stamp = |at: usize| &text[at + 4..at + 4 + 18];
    let second = from + text[from + 4..].find("a2001b").unwrap() + 4;
    let same = format!("{}{}{}", &text[..second + 4], stamp(from), &text[second + 22..]);
    assert_eq!(resigned(hex::decode(same).unwrap()).decode(), Err(BadFact::Body));
}

#[test]
fn what_a_patient_was_identified_by_keeps_its_bytes() {
    let all = Identified::CAN_BE_SHOWN;
    let shapes = [&all[..0], &all[..2], &all[..]].map(|by| {
        let mut set = complete_set();
        set.identified = Some(Identified { bed: "A3".to_owned(), by: by.iter().copied().collect() });
        let written = fact(5, stay_scope(1), EntryBody::Observations(Box::new(set)));
        let signed = written.sign(&device_key()).unwrap();
        assert_eq!(signed.decode().unwrap(), written);
        hex::encode(signed.bytes)
    });
    insta::assert_snapshot!(shapes.join("\n"));
}

#[test]
fn how_breaths_were_counted_and_what_was_measured_again_keep_their_bytes() {
    let of = [(Some(Counted::Tapped), None), (Some(Counted::FullMinute), None), (None, Some(fact_id(77)))];
    let shapes = of.map(|(counted, rechecks)| {
        let set = ObservationSet { counted, rechecks, ..complete_set() };
        let written = fact(5, stay_scope(1), EntryBody::Observations(Box::new(set)));
        let signed = written.sign(&device_key()).unwrap();
        assert_eq!(signed.decode().unwrap(), written);
        hex::encode(signed.bytes)
    });
    insta::assert_snapshot!(shapes.join("\n"));
}
