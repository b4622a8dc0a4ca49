//! Completed forms in the record.

use crate::samples::{device_key, signed, stay_scope};
use clinical::{
    Stamp, UtcMillis,
    entry::EntryBody,
    form::{Assessment, Definition, Draft, Key, Pin, assess, shipped::SHIPPED},
    vitals::UnableReason,
};
use record::{SignedFact, fact_json};

/// A form with an answer of every kind, parts missing and not testable, alerts and a next due.
pub(crate) fn sample() -> Assessment {
    let form = Definition::parse(FORM).unwrap();
    let text = |text: &str| Key::Typed(text.to_owned());
    let acts = [
        ("eyes", Key::Tapped("e1".to_owned())),
        ("verbal", Key::NotTestable("tube".to_owned())),
        ("size", text("2.5")),
        ("new", Key::Yes(true)),
        ("since", Key::At(Stamp { utc: UtcMillis(1_792_891_800_000), offset_minutes: 60 })),
        ("words", text("Said “no”")),
    ];
    let mut draft =
        acts.into_iter().fold(Draft::new(&form), |draft, (link, key)| draft.after(&form, link, key));
    draft.unable = Some(UnableReason::Asleep);
    draft.confirmed = vec!["unusual:size".to_owned()];
    let mut made = assess(&form, &draft, &[]).unwrap();
    // Held fast here, so that the sample's bytes do not hang on the test's own form.
    made.pin = Pin { hash: clinical::form::ContentHash([0x5a; 32]), ..made.pin };
    made.moved_from = Some((crate::samples::stay(2), crate::samples::fact_id(77)));
    made
}

const FORM: &str = include_str!("form.json");

/// A completed form of a kind that has no total and is as short as can be.
pub(crate) fn short_sample() -> Assessment {
    Assessment {
        unable: None,
        moved_from: None,
        charted_there: None,
        answers: Default::default(),
        result: Default::default(),
        ..sample()
    }
}

fn stored(made: Assessment) -> SignedFact {
    signed(7, stay_scope(1), EntryBody::Assessment(Box::new(made)))
}

#[test]
fn a_completed_form_reads_as_json() {
    insta::assert_snapshot!(fact_json(&stored(sample())));
}

#[test]
fn every_shipped_form_filled_to_the_brim_fits_a_fact() {
    for shipped in SHIPPED {
        let form = Definition::parse(shipped.json).unwrap();
        let mut draft = Draft::new(&form);
        for item in form.items() {
            use clinical::form::ItemKind;
            let keys: Vec<Key> = match &item.kind {
                ItemKind::Choice { options, many: true } => {
                    options.iter().map(|option| Key::Tapped(option.code.clone())).collect()
                }
                ItemKind::Choice { options, .. } => vec![Key::Tapped(options[0].code.clone())],
                ItemKind::Number(kind) => vec![Key::Typed(kind.high.shown(kind.places))],
                ItemKind::Text { longest } => vec![Key::Typed("é".repeat(*longest as usize))],
                ItemKind::Boolean => vec![Key::Yes(true)],
                ItemKind::DateTime => vec![Key::At(Stamp { utc: UtcMillis(0), offset_minutes: 0 })],
                ItemKind::Group | ItemKind::Display | ItemKind::Derived(_) => Vec::new(),
            };
            for key in keys {
                draft = draft.after(&form, &item.link, key);
            }
        }
        let body = match assess(&form, &draft, &[]) {
            Ok(made) => EntryBody::Assessment(Box::new(made)),
            Err(errors) => panic!("{}: {errors:?}", shipped.name),
        };
        let fact = crate::samples::fact(7, stay_scope(1), body);
        let written = fact.sign(&device_key()).unwrap_or_else(|e| panic!("{}: {e}", shipped.name));
        assert_eq!(written.decode().unwrap(), fact, "{}", shipped.name);
    }
}

/// The fact with one stretch of its bytes replaced, signed again.
fn altered(fact: &SignedFact, from: &str, to: &str) -> SignedFact {
    use ed25519_dalek::Signer;
    let text = hex::encode(&fact.bytes);
    assert_eq!(text.matches(from).count(), 1, "{from} in {text}");
    let bytes = hex::decode(text.replace(from, to)).unwrap();
    let signature = device_key().sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
    SignedFact { bytes, signature }
}

#[test]
fn unknown_keys_inside_a_completed_form_survive() {
    let plain = stored(short_sample());
    let text = hex::encode(&plain.bytes);
    // The body is the last part of the fact, a map of six; one key more, 40, at its end.
    let (from, header) = (text.rfind("13a6007").unwrap(), "13a6007");
    let mut newer =
        altered(&plain, &text[from..], &format!("13a7007{}182863666f6f", &text[from + header.len()..]));
    assert_eq!(newer.decode().unwrap(), plain.decode().unwrap(), "what this version knows reads the same");
    newer.verify(&device_key().verifying_key()).unwrap();
    let mut chart = record::Chart::new().unwrap();
    chart.apply([&newer]).unwrap();
    let back = record::Chart::load(&chart.save()).unwrap().facts().remove(0);
    assert_eq!(back, newer, "byte for byte");
    newer.bytes.clear();
}

#[test]
fn a_kind_of_answer_of_a_newer_version_makes_the_form_newer_and_is_never_read_as_another() {
    let plain = stored(sample());
    let eyes = hex::encode("eyes");
    let newer = altered(&plain, &format!("00000164{eyes}"), &format!("00060164{eyes}"));
    assert_eq!(newer.decode().unwrap().body, EntryBody::Newer { kind: 40 });
    let chosen_as_number = altered(&plain, &format!("00000164{eyes}"), &format!("00010164{eyes}"));
    assert!(chosen_as_number.decode().is_err(), "a choice is no number");
}
