//! `cargo xtask hostile` and `cargo xtask fuzz`: hostile input by hand and by chance. What is done stands in `tests/hostile`.

use crate::{
    progress::say,
    repository::{Repository, finish},
};
use anyhow::{Context as _, Result, ensure};
use std::{fs, process::Command};

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

/// The targets, as `tests/hostile` names them.
const TARGETS: [&str; 6] = ["fact", "change", "page", "message", "bundle", "import"];

/// The marks by which libFuzzer sees what its input reached. All of these are options of the stable compiler.
const MARKS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// The longest input: a hundred throws, far more than any target makes.
const LONGEST: &str = "-max_len=800";

/// The fuzz targets under libFuzzer, which goes on from what it kept the last time. A find is a file, and its path is said.
///
/// # Errors
/// When it does not build, no such target is there, or a reader panics or breaks a promise.
pub(crate) fn guided(repository: &Repository, minutes: u64, target: Option<&str>) -> Result<()> {
    let asked: Vec<&str> =
        TARGETS.into_iter().filter(|one| target.is_none_or(|target| target == *one)).collect();
    ensure!(!asked.is_empty(), "there is no such target; there are {}", TARGETS.join(", "));
    let (place, products) = (repository.path("tests/hostile/guided"), repository.target("guided"));
    // The same versions as everything else; cargo adds the fuzzer's own.
    fs::copy(repository.path("Cargo.lock"), place.join("Cargo.lock"))?;
    let host = host()?;
    let mut build = repository.cargo(&["build", "--release", "--target", &host, "--manifest-path"]);
    build.arg(place.join("Cargo.toml")).arg("--target-dir").arg(&products);
    // For the target alone: what runs while building needs no marks.
    build.env("CARGO_ENCODED_RUSTFLAGS", MARKS.join("\u{1f}"));
    finish(&mut build)?;
    let seconds = minutes.saturating_mul(60) / asked.len() as u64;
    for target in asked {
        say(format!("Fuzzing {target} for {seconds} s, guided by coverage"));
        let kept = products.join("kept").join(target);
        fs::create_dir_all(&kept)?;
        let mut fuzzer = Command::new(products.join(&host).join("release/guided"));
        fuzzer.env("WARDLIGHT_FUZZ_TARGET", target).arg(&kept).arg(LONGEST);
        fuzzer.args([
            format!("-max_total_time={seconds}"),
            "-print_final_stats=1".into(),
            "-timeout=60".into(),
        ]);
        fuzzer.arg(format!("-artifact_prefix={}/found-{target}-", products.display()));
        finish(&mut fuzzer)?;
    }
    Ok(())
}

/// The name that the compiler has for this machine.
fn host() -> Result<String> {
    let said = Command::new("rustc").arg("-vV").output().context("rustc does not start")?;
    let said = String::from_utf8(said.stdout)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say what machine this is")
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
