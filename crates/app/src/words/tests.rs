//! What is refused at the door, beside the exact sentence that is read there.

use super::*;

/// Some way of saying that nothing was lost, or what was not done.
const OF_LOSS: [&str; 14] = [
    "othing was",
    "othing is",
    "othing that was",
    "not saved",
    "is saved and will be sent",
    "was not begun",
    "was not changed",
    "is still there",
    "are still there",
    "are safe",
    "is kept",
    "stand in the chart",
    "stands in the chart",
    "did not count",
];

#[test]
fn every_refusal_at_the_door_says_what_happened_what_became_of_it_and_what_to_do() {
    let mut silent = Vec::new();
    for (name, sentence) in SENTENCES {
        let said = sentence().message;
        assert!(said.ends_with('.') && said.matches(['.', '?', ':']).count() >= 2, "{name}: {said}");
        if !OF_LOSS.iter().any(|words| said.contains(words)) {
            silent.push((name, said));
        }
    }
    assert!(silent.is_empty(), "these say nothing of what is lost: {silent:#?}");
    assert!(SENTENCES.len() > 50, "all of them were looked at");
}

#[test]
fn what_cannot_be_signed_is_read_as_its_own_sentence() {
    for (why, sentence) in [
        (
            CannotSign::TooBig { bytes: 20_000 },
            "This was not saved: this entry is too long to save (20000 bytes; the most is 16384): shorten its text. \
             What you keyed is still there.",
        ),
        (
            CannotSign::Newer,
            "This was not saved: this entry was made by a newer version and cannot be changed by this one; update \
             Wardlight here first. What you keyed is still there.",
        ),
        (
            CannotSign::OtherKey,
            "This was not saved: this device's key is not the one that the entry names; chart on another device and \
             tell IT support. What you keyed is still there.",
        ),
        (
            CannotSign::Unreadable,
            "This was not saved: this entry would not read back as it was written; chart on another device and tell \
             IT support. What you keyed is still there.",
        ),
        (
            CannotSign::TooManySuperseded,
            "This was not saved: this entry replaces too many others at once; correct fewer of them first. What you \
             keyed is still there.",
        ),
    ] {
        let error = CallError::from(Fail::Sign(why));
        assert_eq!((error.code, error.message.as_str()), (Code::Invalid, sentence));
    }
}

#[test]
fn a_full_disk_is_told_by_its_code_and_its_sentence() {
    let error = CallError::from(Fail::Store(StoreError::Full));
    assert_eq!(error.code, Code::DiskFull);
    assert_eq!(
        error.message,
        "The disk is full, so this was not saved. What was saved before is safe. Free some space on this device or \
         chart on another one."
    );
}

/// A screen in another language says these by their names, so the file of English has them as they stand here.
#[test]
fn the_file_of_words_has_every_refusal_at_the_door_as_it_is_said_here() {
    let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/words/en.ftl");
    let words = std::fs::read_to_string(words).unwrap();
    let others = [CallError::unreadable(), CallError::failed()].map(|error| (error.said.name.clone(), error));
    let sentences = SENTENCES.iter().map(|(name, sentence)| ((*name).to_owned(), sentence()));
    for (name, error) in sentences.chain(others) {
        assert_eq!(error.said, Said::new(&name, &[]));
        let line = format!("\ncore-{} = {}\n", name.replace('_', "-"), error.message);
        assert!(words.contains(&line), "assets/words/en.ftl does not say{line}");
    }
    for (seconds, unit) in [(30, "30 seconds"), (120, "2 minutes")] {
        let error = pin_paused(seconds);
        let name = error.said.name.replace('_', "-");
        let line = error.message.replace(unit, &unit.replace(&error.said.with[0], "{ $n }"));
        assert!(words.contains(&format!("\ncore-{name} = {line}\n")), "{line}");
    }
}

/// Why an entry was set aside, by the name that its code gives it; and why a scan is no wristband.
#[test]
fn the_file_of_words_has_why_something_was_set_aside_and_why_a_scan_was_not_taken() {
    let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/words/en.ftl");
    let words = std::fs::read_to_string(words).unwrap();
    let refused =
        (0..=u16::MAX).map(replication::wire::Refused::from_number).map(crate::syncing::refusal_words);
    let aside = refused.chain(crate::ingest::WHY).chain([crate::afterwards::CANNOT_BE_SIGNED]);
    let aside = aside.map(|(code, why)| (format!("aside_{code}"), why.to_owned()));
    let bands = wristband::BadBand::ALL.map(bad_wristband).map(|error| (error.said.name, error.message));
    let all: std::collections::BTreeSet<(String, String)> = aside
        .chain(bands)
        .chain([("aside_bad_directory".to_owned(), crate::ingest::BAD_DIRECTORY.1.to_owned())])
        .collect();
    for (name, english) in &all {
        let line = format!("\ncore-{} = {english}\n", name.replace('_', "-"));
        assert!(words.contains(&line), "assets/words/en.ftl does not say{line}");
    }
    let there =
        words.lines().filter(|line| line.starts_with("core-aside-") || line.starts_with("core-band-"));
    assert_eq!(there.count(), all.len(), "none is left of a reason that is gone");
}
