//! `cargo xtask simulate`: the simulator, built to be fast; and the budgets that it has among the checks.

use crate::repository::{Repository, finish};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Depth {
    /// The protocol: real sessions and answers over disks in memory.
    Core,
    /// The whole product: real applications and server logic over SQLite.
    App,
}

/// What is asked of the simulator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) depth: Depth,
    pub(crate) seeds: Option<u64>,
    pub(crate) seed: Option<u64>,
    pub(crate) seconds: Option<u64>,
    pub(crate) tell: bool,
    pub(crate) planted: bool,
}

/// One stage among the checks: its name, its depth, its seconds, and the seeds that it runs whatever time they take. The
/// least are the same on every machine; what a quick machine has time for beyond them is said, with the count. More are a
/// command away.
pub(crate) const STAGES: [(&str, Depth, u64, u64); 2] =
    [("simulated protocol", Depth::Core, 100, 1_000), ("simulated wards", Depth::App, 200, 60)];

impl Asked {
    fn words(&self) -> Vec<String> {
        let mut words = vec!["--depth".to_owned(), self.depth.name().to_owned()];
        for (name, number) in [("--seeds", self.seeds), ("--seed", self.seed), ("--seconds", self.seconds)] {
            words.extend(number.into_iter().flat_map(|number| [name.to_owned(), number.to_string()]));
        }
        for (name, on) in [("--tell", self.tell), ("--planted", self.planted)] {
            words.extend(on.then(|| name.to_owned()));
        }
        words
    }
}

impl Depth {
    const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::App => "app",
        }
    }
}

/// Builds the simulator in the release profile and runs it.
///
/// # Errors
/// When it does not build, or finds something.
pub(crate) fn run(repository: &Repository, asked: &Asked) -> Result<()> {
    let mut command = repository.cargo(&["run", "--release", "--package", "simulation"]);
    if asked.planted {
        command.args(["--features", "planted"]);
    }
    finish(command.arg("--").args(asked.words()))
}

/// A stage of the checks, with the program that they have built.
///
/// # Errors
/// When it finds something.
pub(crate) fn stage(repository: &Repository, depth: Depth, seconds: u64, least: u64) -> Result<()> {
    let asked = Asked { depth, seeds: None, seed: None, seconds: Some(seconds), tell: false, planted: false };
    let mut command = Command::new(repository.program("simulate"));
    command.args(asked.words()).args(["--seeds", "1000000", "--least", &least.to_string()]);
    finish(&mut command)
}

/// Every deliberate mistake that has to be caught in turn, at both depths, with the program that has just been built to make them.
///
/// # Errors
/// When one of them is not caught.
pub(crate) fn mistakes(repository: &Repository) -> Result<()> {
    finish(Command::new(repository.program("simulate")).args(["--planted", "--only", "required"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_reaches_the_simulator_word_for_word() {
        let asked = Asked {
            depth: Depth::App,
            seeds: None,
            seed: Some(7),
            seconds: None,
            tell: true,
            planted: false,
        };
        assert_eq!(asked.words(), ["--depth", "app", "--seed", "7", "--tell"]);
    }
}
