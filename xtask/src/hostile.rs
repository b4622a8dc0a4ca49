//! `cargo xtask hostile` and `cargo xtask fuzz`: hostile input by hand and by chance. What is done stands in `tests/hostile`.

use crate::repository::{Repository, finish};
use anyhow::Result;

/// Entries altered by chance from which on an optimised program saves more time than it takes to build.
const WORTH_OPTIMISING: u64 = 50_000;

/// What is asked of chance.
#[derive(Debug, Clone)]
pub(crate) struct Fuzzed {
    pub(crate) minutes: u64,
    pub(crate) target: Option<String>,
    pub(crate) seed: Option<u64>,
    pub(crate) seeds: Option<u64>,
}

impl Fuzzed {
    fn words(&self) -> Vec<String> {
        let mut words = vec!["fuzz".to_owned(), "--minutes".to_owned(), self.minutes.to_string()];
        words.extend(self.target.iter().flat_map(|target| ["--target".to_owned(), target.clone()]));
        for (name, number) in [("--seed", self.seed), ("--seeds", self.seeds)] {
            words.extend(number.into_iter().flat_map(|number| [name.to_owned(), number.to_string()]));
        }
        words
    }
}

/// The whole corpus against a server and a device, and what a flood costs the others.
///
/// # Errors
/// When it does not build, or something hostile did harm.
pub(crate) fn run(repository: &Repository, altered: u64, seed: u64) -> Result<()> {
    let mut command = repository.cargo(&["run", "--package", "hostile"]);
    if altered >= WORTH_OPTIMISING {
        command.arg("--release");
    }
    let (altered, seed) = (altered.to_string(), seed.to_string());
    finish(command.args(["--", "run", "--flood", "--altered", &altered, "--seed", &seed]))
}

/// Seed after seed for as long as was asked, in the release profile.
///
/// # Errors
/// When it does not build, or a reader panics or breaks a promise: its seed is said.
pub(crate) fn fuzz(repository: &Repository, fuzzed: &Fuzzed) -> Result<()> {
    let mut command = repository.cargo(&["run", "--release", "--package", "hostile", "--"]);
    finish(command.args(fuzzed.words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_reaches_the_program_word_for_word() {
        let fuzzed = Fuzzed { minutes: 3, target: Some("page".into()), seed: Some(9), seeds: None };
        assert_eq!(fuzzed.words(), ["fuzz", "--minutes", "3", "--target", "page", "--seed", "9"]);
    }
}
