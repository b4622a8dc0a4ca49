//! Simulated wards: seeds that play out everything that can go wrong, and what must hold all the same.
//!
//! `cargo xtask simulate` runs this. A seed reproduces a run exactly; a seed that fails is printed with its step, the
//! promise that was broken, and the command that repeats it.

#![expect(clippy::print_stdout, reason = "a program that says what it found")]
#![expect(clippy::expect_used, reason = "a simulator that cannot go on has failed, and its seed is told")]

mod broken;
mod clock;
mod coverage;
mod dice;
mod negative;
mod protocol;
mod run;
mod trace;
mod ward;

use clap::{Parser, ValueEnum};
use run::{Depth, Plan, Sum};
use std::{process::ExitCode, time::Duration};

/// The protocol's core.
pub(crate) const CORE: Depth = Depth { name: "core", run: protocol::run, axes: &protocol::AXES };

/// The whole product.
pub(crate) const APP: Depth = Depth { name: "app", run: ward::run, axes: &ward::AXES };

/// What is simulated.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Depths {
    /// The protocol: real sessions and answers over disks in memory.
    Core,
    /// The whole product: real applications and server logic over SQLite.
    App,
}

/// Simulated wards.
#[derive(Parser)]
#[command(name = "simulate")]
struct Arguments {
    /// What is simulated.
    #[arg(long, value_enum, default_value = "core")]
    depth: Depths,
    /// How many seeds; with a budget of time, at the most.
    #[arg(long)]
    seeds: Option<u64>,
    /// The first seed; alone, the only one.
    #[arg(long)]
    seed: Option<u64>,
    /// Begin no more seeds after so many seconds.
    #[arg(long)]
    seconds: Option<u64>,
    /// With a budget of time: run so many seeds whatever it takes.
    #[arg(long, default_value_t = 1)]
    least: u64,
    /// Tell each fault as it strikes. For one seed.
    #[arg(long)]
    tell: bool,
    /// Make every deliberate mistake in turn, and see that it is caught.
    #[arg(long)]
    planted: bool,
    /// With `--planted`: this mistake alone, those of this depth, or those that are `required` to be caught.
    #[arg(long)]
    only: Option<String>,
}

/// Says a line.
pub(crate) fn say(line: &str) {
    println!("{line}");
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    run::keep_panics();
    let done =
        if arguments.planted { look_for_mistakes(arguments.only.as_deref()) } else { simulate(&arguments) };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(feature = "planted")]
fn look_for_mistakes(only: Option<&str>) -> bool {
    ward::set_up();
    let unnoticed = negative::look(only, say);
    let required = negative::all().iter().filter(|looked| looked.required).count();
    println!("Mistakes that must be caught: {required}, unnoticed: {}.", unnoticed.len());
    unnoticed.iter().for_each(|name| println!("UNNOTICED: {name}"));
    unnoticed.is_empty()
}

#[cfg(not(feature = "planted"))]
fn look_for_mistakes(only: Option<&str>) -> bool {
    println!("This build makes no mistakes; build it with `--features planted`. Known are:");
    for negative::Looked { fault, depth, within, required } in negative::all() {
        let name = format!("{fault:?}");
        if only.is_none_or(|only| only == name || only == depth.name) {
            let must = if required { "must be caught" } else { "looked for" };
            println!("{name}, depth {}: {must} within {within} seeds", depth.name);
        }
    }
    false
}

fn simulate(arguments: &Arguments) -> bool {
    let depth = match arguments.depth {
        Depths::Core => CORE,
        Depths::App => {
            ward::set_up();
            APP
        }
    };
    let usual = if depth.name == CORE.name { 2_000 } else { 50 };
    let seeds = arguments.seeds.unwrap_or(if arguments.seed.is_some() { 1 } else { usual });
    let plan = Plan {
        first: arguments.seed.unwrap_or(0),
        seeds,
        least: arguments.least,
        budget: arguments.seconds.map(Duration::from_secs),
        twice: !arguments.tell,
    };
    if arguments.tell {
        run::tell_faults();
    }
    let sum = run::all(&depth, &plan, say);
    tell(&depth, &plan, &sum)
}

fn tell(depth: &Depth, plan: &Plan, sum: &Sum) -> bool {
    println!("How often each fault met each state of a device, depth {}:", depth.name);
    println!("{}", sum.coverage.table(depth.axes));
    println!(
        "{}: {} seeds from {}, each twice, {} entries charted, {:.1} s, {:.1} seeds a second; all traces: {:016x}",
        depth.name,
        sum.seeds,
        plan.first,
        sum.entries,
        sum.took.as_secs_f64(),
        run::per_second(sum.seeds, sum.took),
        sum.trace
    );
    if let Some((seed, broken)) = &sum.failed {
        println!("FAILED: seed {seed}, step {}, {}", broken.step, broken.invariant);
        println!("  {}", broken.what);
        println!("  again: cargo xtask simulate --depth {} --seed {seed}", depth.name);
        return false;
    }
    let never = sum.coverage.never(depth.axes);
    if sum.seeds >= 500 && !never.is_empty() {
        println!("FAILED: over all these seeds, never once: {}", never.join(", "));
        return false;
    }
    println!("Nothing was lost, and everybody agreed.");
    true
}
