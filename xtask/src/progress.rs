//! What the person at the terminal sees while she waits: named steps with their times, and a summary at the end.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// Prints one line of progress. It goes to stderr: stdout is kept for what a command answers.
pub(crate) fn say(line: impl AsRef<str>) {
    eprintln!("{}", line.as_ref());
}

/// Runs something quiet behind a spinner, and says how long it took when that was over a second.
///
/// # Errors
/// Those of `work`.
pub(crate) fn wait<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let started = now();
    let spinner = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("  {spinner} {msg} {elapsed}") {
        spinner.set_style(style);
    }
    spinner.set_message(what.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    let outcome = work();
    spinner.finish_and_clear();
    let took = now().duration_since(started);
    if took >= Duration::from_secs(1) {
        say(format!("  {what}: {}", seconds(took)));
    }
    outcome
}

/// Named steps, one after the other; the first that fails ends them.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Runs a step.
    ///
    /// # Errors
    /// Those of the step, after the summary of what was done until then.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        say(format!("\n== {name}"));
        let started = now();
        let outcome = work();
        self.done.push((name.to_owned(), now().duration_since(started)));
        if outcome.is_err() {
            self.summary(Some(name));
        }
        outcome
    }

    /// Prints what was done and how long each step took.
    pub(crate) fn finish(self) {
        self.summary(None);
    }

    fn summary(&self, failed: Option<&str>) {
        say("");
        for (name, took) in &self.done {
            let word = if failed == Some(name) { "FAILED" } else { "ok" };
            say(format!("{word:>6}  {:>8}  {name}", seconds(*took)));
        }
        let total = self.done.iter().map(|(_, took)| *took).sum();
        say(format!("{:>6}  {:>8}  in all", "", seconds(total)));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// What a stopwatch shows.
#[expect(
    clippy::disallowed_methods,
    reason = "a stopwatch for the person at the terminal, and for her patience with a program that does not end"
)]
pub(crate) fn now() -> Instant {
    Instant::now()
}
