//! `cargo xtask test`: every check that a change must pass.

use crate::{
    page,
    progress::{Steps, say},
    repository::{Repository, finish},
    setup::{self, Purpose},
};
use anyhow::Result;

/// Everything but the screens, which only compile for wasm. One selection for every step, so that cargo resolves the
/// same features each time and compiles nothing twice.
const HOST: [&str; 3] = ["--workspace", "--exclude", "src-ui"];

/// Runs the checks in the order in which they are likely to fail soon.
///
/// # Errors
/// When a check fails; the summary has been printed by then.
pub(crate) fn run(repository: &Repository, quick: bool) -> Result<()> {
    let mut steps = Steps::default();
    let cargo = |arguments: &[&str]| finish(&mut repository.cargo(arguments));
    steps.step("format", || cargo(&["fmt", "--all", "--check"]))?;
    if quick {
        steps.step("lints", || cargo(&["clippy", "--all-targets", "--", "--deny", "warnings"]))?;
        steps.step("tests", || cargo(&["test"]))?;
        steps.finish();
        say("The screens, the browser and the window were not tested.");
        return Ok(());
    }
    steps.step("what this machine needs", || setup::run(Purpose::Test))?;
    steps.step("page", || page::build(repository, page::Kind::Release).map(drop))?;
    steps.step("lints of the screens", || {
        cargo(&[
            "clippy",
            "--package",
            "src-ui",
            "--target",
            "wasm32-unknown-unknown",
            "--",
            "--deny",
            "warnings",
        ])
    })?;
    let features = "tests/browser,tests/window";
    let lint = ["--all-targets", "--features", features, "--", "--deny", "warnings"];
    steps.step("lints", || cargo(&[&["clippy"], &HOST[..], &lint].concat()))?;
    steps.step("programs", || cargo(&[&["build"], &HOST[..], &["--bins"]].concat()))?;
    steps.step("tests", || cargo(&[&["test"], &HOST[..]].concat()))?;
    let only = |feature: &'static str, target: &'static str| {
        [&["test"], &HOST[..], &["--features", feature, "--test", target]].concat()
    };
    steps.step("browser journeys", || cargo(&only("tests/browser", "journeys")))?;
    steps.step("window", || cargo(&only("tests/window", "window")))?;
    steps.finish();
    Ok(())
}
