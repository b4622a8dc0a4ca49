//! Facts as JSON, for a person.

use crate::samples::{complete_set, every_kind, fact, signed, small, stay_scope};
use clinical::{Stamp, TakenAt, UtcMillis, entry::EntryBody};
use record::{SignedFact, fact_json};

#[test]
fn a_set_of_observations_reads_as_json() {
    let set = signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set())));
    insta::assert_snapshot!(fact_json(&set));
}

#[test]
fn every_kind_has_a_name_and_valid_json() {
    for (n, (name, scope, body)) in (0..).zip(every_kind()) {
        let text = fact_json(&signed(n, scope, body));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let kind = value["kind_name"].as_str().unwrap();
        assert!(name.starts_with(kind), "{name}: {kind}");
        assert!(value["body"].is_object() || value["body"].is_string(), "{name}: {}", value["body"]);
    }
}

#[test]
fn what_this_version_does_not_know_is_shown_under_its_number() {
    let mut newer = small(1);
    newer.bytes[0] += 1;
    // Key 40: a map of 1 to [true, null, -7, bytes, a float].
    newer.bytes.extend(hex::decode("1828a10185f5f62642abcdf93c00").unwrap());
    let value: serde_json::Value = serde_json::from_str(&fact_json(&newer)).unwrap();
    assert_eq!(value["unknown"]["40"]["1"], serde_json::json!([true, null, -7, "abcd", "f93c00"]));
    let kind = SignedFact {
        bytes: hex::decode(hex::encode(&small(1).bytes).replacen("03080482", "0318c80482", 1)).unwrap(),
        signature: [0; 64],
    };
    let value: serde_json::Value = serde_json::from_str(&fact_json(&kind)).unwrap();
    assert_eq!(
        (value["kind"].as_u64(), value["kind_name"].as_str()),
        (Some(200), Some("made by a newer version"))
    );
    assert_eq!(value["body"], serde_json::json!({ "0": false }));
    assert_eq!(value["bytes"].as_str(), Some(hex::encode(&kind.bytes).as_str()), "for whoever can read it");
}

/// A remark is somebody's own text, and the reader sits at a terminal.
#[test]
fn nothing_in_a_text_moves_the_readers_cursor_or_turns_her_lines() {
    let mut fact = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    fact.header.reason = "red \u{1b}[31m csi \u{9b}2J del \u{7f} turned \u{202e} café\n".to_owned();
    let text = fact_json(&fact.sign(&crate::samples::device_key()).unwrap());
    assert!(
        text.chars().all(|sign| sign == '\n' || !sign.is_control()) && !text.contains('\u{202e}'),
        "{text:?}"
    );
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["reason"].as_str(), Some(fact.header.reason.as_str()), "and nothing is lost of it");
}

#[test]
fn bytes_that_hold_no_fact_come_out_as_hexadecimal_with_the_reason() {
    let junk = SignedFact { bytes: vec![0xa0], signature: [1; 64] };
    let value: serde_json::Value = serde_json::from_str(&fact_json(&junk)).unwrap();
    assert_eq!(
        (value["bytes"].as_str(), value["unreadable"].as_str()),
        (Some("a0"), Some("the entry's version is missing or damaged"))
    );
}

#[test]
fn times_read_as_the_clock_on_the_wall_showed_them() {
    // The second 01:30 of the night when clocks go back, then one that no calendar has.
    let mut october = fact(1, stay_scope(1), EntryBody::Pregnancy(true));
    october.header.taken_at = TakenAt::At(Stamp { utc: UtcMillis(1_792_891_800_000), offset_minutes: 0 });
    october.header.recorded_at = Stamp { utc: UtcMillis(i64::MAX), offset_minutes: 60 };
    let signed = october.sign(&crate::samples::device_key()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&fact_json(&signed)).unwrap();
    assert_eq!(value["taken_at"], "2026-10-25T01:30:00+00:00");
    assert_eq!(value["recorded_at"]["utc_ms"], i64::MAX);
}
