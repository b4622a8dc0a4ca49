//! A few seconds of each fuzz target, with the same seeds each time; `cargo xtask fuzz` searches for as long as it is told.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene stops there")]
#![expect(clippy::print_stdout, reason = "how many seeds there were is a figure that the checks show")]

use hostile::fuzz::Target;

/// So many seeds; of what chance makes of good input a reader must take some, or nothing behind its first check is reached.
fn survives(target: Target, seeds: u64) {
    let found = target.run(1, seeds, None).unwrap();
    println!("{}: {} seeds, {} taken as good", target.name(), found.tried, found.taken);
    assert_eq!((&found.broken, found.tried), (&None, seeds), "{}", target.name());
    assert!(found.taken > seeds / 100 && found.taken < seeds, "{found:?}");
}

#[test]
fn facts() {
    survives(Target::Fact, 4_000);
}

#[test]
fn changes_of_notes_and_documents() {
    survives(Target::Change, 1_500);
}

#[test]
fn pages() {
    survives(Target::Page, 2_000);
}

#[test]
fn messages_and_bodies() {
    survives(Target::Message, 20_000);
}

#[test]
fn files_that_are_handed_over() {
    survives(Target::Bundle, 1_500);
}

#[test]
fn imports() {
    survives(Target::Import, 4_000);
}
