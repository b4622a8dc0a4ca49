//! The hazard log is true: every control names a test that exists, and the controls that have none are counted aloud. So
//! are the tables of `docs/` that name tests.
//!
//! `docs/safety/hazards.toml` holds `untested`, the number of controls without a test, and a `[[hazard]]` for each hazard
//! with `id`, `title`, `cause`, `harm`, `residual` and its `[[hazard.control]]`s: `what`, and `tests`, each written as
//! `path/of/the/file.rs::name_of_the_test`; an empty list is a control that no test proves yet.

#![expect(clippy::expect_used, reason = "a test that cannot read its subject has failed")]

use serde::Deserialize;
use std::{collections::BTreeSet, fs};
use tests::{
    references::{broken, named},
    repository::{root, sources},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    untested: usize,
    hazard: Vec<Hazard>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hazard {
    id: String,
    title: String,
    cause: String,
    harm: String,
    residual: String,
    control: Vec<Control>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Control {
    what: String,
    tests: Vec<String>,
}

fn log() -> Log {
    let text = fs::read_to_string(root().join("docs/safety/hazards.toml")).expect("there is a hazard log");
    toml::from_str(&text).expect("the hazard log has the shape that this test describes")
}

#[test]
fn every_control_names_tests_that_exist() {
    let broken: Vec<_> = log()
        .hazard
        .iter()
        .flat_map(|hazard| hazard.control.iter().map(move |control| (hazard, control)))
        .flat_map(|(hazard, control)| control.tests.iter().map(move |test| (hazard, test)))
        .filter_map(|(hazard, test)| Some(format!("{}: {}", hazard.id, broken(test)?)))
        .collect();
    assert!(broken.is_empty(), "the hazard log says what is not so\n  {}", broken.join("\n  "));
}

#[test]
fn controls_without_a_test_are_listed_and_counted() {
    let log = log();
    let mut untested = 0;
    for hazard in &log.hazard {
        for control in hazard.control.iter().filter(|control| control.tests.is_empty()) {
            untested += 1;
            println!("NO TEST YET  {}: {}", hazard.id, control.what);
        }
    }
    assert_eq!(untested, log.untested, "the log's own count of controls that no test proves");
}

#[test]
fn every_hazard_is_described_in_full_and_named_once() {
    let log = log();
    let ids: BTreeSet<_> = log.hazard.iter().map(|hazard| &hazard.id).collect();
    assert_eq!(ids.len(), log.hazard.len(), "two hazards share an id");
    assert!(log.hazard.len() >= 10, "the ten worst hazards are the least");
    for hazard in &log.hazard {
        let Hazard { id, title, cause, harm, residual, control } = hazard;
        let full = [title, cause, harm, residual].iter().all(|text| !text.trim().is_empty());
        assert!(full && !control.is_empty(), "{id} lacks its title, cause, harm, residual risk or control");
    }
}

#[test]
fn every_test_that_a_document_names_exists() {
    let documents = sources("docs").into_iter().filter(|document| document.path.ends_with(".md"));
    let (mut found, mut wrong) = (0, Vec::new());
    for document in documents {
        for reference in named(&document.text) {
            found += 1;
            wrong.extend(broken(reference).map(|problem| format!("{}: {problem}", document.path)));
        }
    }
    assert!(wrong.is_empty(), "documents name what is not there\n  {}", wrong.join("\n  "));
    assert!(found > 100, "the tables of bad input and of the rules of sync name tests: {found}");
}
