//! `cargo xtask test`: every check that a change must pass.

use crate::{
    axe, crash, page,
    progress::{Steps, say},
    properties,
    repository::{Repository, finish},
    setup::{self, Purpose},
    simulate,
};
use anyhow::Result;
use std::process::Command;

/// Everything but the screens, which run in a browser. One selection for every step, so that cargo resolves the same
/// features each time and compiles nothing twice.
const HOST: [&str; 3] = ["--workspace", "--exclude", "src-ui"];

/// The tests of these features need the screens built, or programs that only `setup` brings.
const FEATURES: &str = "tests/page,tests/browser,tests/window";

/// What a test that passed has to say is heard: what it skipped, its seeds, its figures.
const ALOUD: [&str; 2] = ["--", "--show-output"];

const DENY: [&str; 3] = ["--", "--deny", "warnings"];

/// Where the journeys find the engine of [`axe`].
const AXE: &str = "WARDLIGHT_AXE";

/// A cargo command with what the tests read from their environment.
fn prepared(repository: &Repository, words: &[&[&str]]) -> Command {
    let mut command = repository.cargo(&words.concat());
    // The tests that run programs find them here, instead of having them built with another choice of features.
    command.env("WARDLIGHT_PROGRAMS", repository.target("debug"));
    if std::env::var_os(properties::SEED).is_none() {
        command.env(properties::SEED, properties::GATE_SEED);
    }
    command
}

/// Runs the checks in the order in which they are likely to fail soon.
///
/// # Errors
/// When a check fails; the summary has been printed by then.
pub(crate) fn run(repository: &Repository, quick: bool) -> Result<()> {
    let mut steps = Steps::default();
    let cargo = |words: &[&[&str]]| {
        let mut command = prepared(repository, words);
        if !quick {
            // By now `setup` has brought it: a test that cannot start it has failed.
            command.env("WARDLIGHT_POSTGRES", "required");
        }
        finish(&mut command)
    };
    // What is checked of the dependencies is read from here, for every platform; the tests ask no network.
    steps.step("dependencies", || cargo(&[&["fetch", "--locked"]]))?;
    steps.step("format", || cargo(&[&["fmt", "--all", "--check"]]))?;
    if quick {
        steps.step("lints", || cargo(&[&["clippy", "--all-targets"], &DENY]))?;
        steps.step("programs", || cargo(&[&["build", "--bins"]]))?;
        steps.step("tests", || cargo(&[&["test", "--no-fail-fast"]]))?;
        steps.finish();
        say("The screens, the first command, the browser and the window were not tested.");
        return Ok(());
    }
    steps.step("what this machine needs", || setup::run(Purpose::Test))?;
    steps.step("page", || page::build(repository, page::Kind::Release).map(drop))?;
    steps.step("lints of the screens", || {
        cargo(&[&["clippy", "--package", "src-ui", "--target", "wasm32-unknown-unknown"], &DENY])
    })?;
    steps
        .step("lints", || cargo(&[&["clippy"], &HOST, &["--all-targets", "--features", FEATURES], &DENY]))?;
    // Together with the tests, whose dependencies ask for more features: apart, everything would be compiled twice.
    steps.step("programs", || cargo(&[&["build"], &HOST, &["--bins", "--tests"]]))?;
    steps.step("tests", || cargo(&[&["test", "--no-fail-fast"], &HOST, &ALOUD]))?;
    steps.step("power cuts and failing disks", || crash::check(repository))?;
    // What the screens decide is pure and runs here too.
    steps.step("tests of the screens", || cargo(&[&["test", "--package", "src-ui", "--lib"]]))?;
    for (name, depth, seconds, least) in simulate::STAGES {
        steps.step(name, || simulate::stage(repository, depth, seconds, least))?;
    }
    // The same selection, so that only what can make a mistake is compiled once more.
    let planted = ["--bin", "simulate", "--features", "simulation/planted"];
    steps.step("deliberate mistakes", || {
        cargo(&[&["build"], &HOST, &planted])?;
        simulate::mistakes(repository)
    })?;
    let axe = axe::script(repository);
    for (name, target) in [("first command", "run"), ("browser journeys", "journeys"), ("window", "window")] {
        let only = ["--features", FEATURES, "--test", target];
        steps.step(name, || {
            let mut command = prepared(repository, &[&["test"], &HOST, &only, &ALOUD]);
            finish(command.envs(axe.iter().map(|script| (AXE, script))))
        })?;
    }
    steps.finish();
    Ok(())
}
