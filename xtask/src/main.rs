//! The commands of this repository: `cargo xtask run` and `cargo xtask test`, and the steps they are made of.

mod axe;
mod bench;
mod crash;
mod forms;
mod gate;
mod guide;
mod hostile;
mod mobile;
mod page;
mod progress;
mod properties;
mod repository;
mod score;
mod setup;
mod simulate;
mod ward;

use anyhow::Result;
use clap::{Parser, Subcommand};
use repository::Repository;
use setup::Purpose;
use std::path::PathBuf;

/// The commands of this repository.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a synthetic ward: a server and three devices, a nurse's, the sister's and a therapist's. Installs and builds what is missing.
    Run {
        /// Make a new ward, and forget the one of an earlier run.
        #[arg(long)]
        fresh: bool,
        /// In a browser, even where there is a display for windows.
        #[arg(long)]
        browser: bool,
        /// With the programs and the screens that were built before: installs and builds nothing.
        #[arg(long)]
        built: bool,
        /// The folder in which the ward is kept, instead of `demo-data`.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Install what is missing on this machine, and say what it is.
    Setup {
        /// What it is to be good for.
        #[arg(long = "for", value_enum, default_value = "test")]
        purpose: Purpose,
    },
    /// Build the screens into `dist/`.
    Page {
        /// Quick to build and slow to run, for work on the screens; not bound by the size limit.
        #[arg(long)]
        dev: bool,
    },
    /// Put the pictures that the browser journeys took last into the user guide.
    Guide,
    /// Type-check the shell for Android and iOS. Links nothing; SQLite's C code is not compiled.
    CheckMobile,
    /// Score the sets of a CSV file with the scorer that the wards use; `docs/score.md` describes the columns.
    Score {
        /// The file.
        file: PathBuf,
    },
    /// Assessment forms; `docs/forms.md` describes how to write one.
    Forms {
        #[command(subcommand)]
        what: Forms,
    },
    /// Measure what must be fast, each figure beside its peer's or its target, in one table.
    Bench {
        /// Fail when a figure misses its target, and name it.
        #[arg(long)]
        check: bool,
        /// In a browser too, with the page that was built last: from an event to the drawn row.
        #[arg(long)]
        screens: bool,
        /// Instead: whole sets keyed in a browser, with the page that was built last: taps, milliseconds, the work from a key to the
        /// drawn score, and what each chunk of the page costs to start.
        #[arg(long, conflicts_with_all = ["screens", "peers", "tablets"])]
        keying: bool,
        /// Instead: how often and for how many bytes a key asks for memory while it is drawn, on a page of its own that counts.
        #[arg(long, conflicts_with_all = ["screens", "keying", "peers", "tablets"])]
        allocations: bool,
        /// Instead: every workload on our server and on its peers, with what each used. Needs Node.js 20 and npm's registry.
        #[arg(long, conflicts_with_all = ["check", "screens", "tablets"])]
        peers: bool,
        /// Of the comparison: only these servers, such as `wardlight,y-websocket`.
        #[arg(long, requires = "peers")]
        only: Option<String>,
        /// Of the comparison: only these workloads: burst, paced, one-writer, cold, stays, killed.
        #[arg(long, requires = "peers")]
        workloads: Option<String>,
        /// Of the comparison: so often each; the middle figure is told.
        #[arg(long, requires = "peers", default_value_t = 1)]
        rounds: u32,
        /// Instead: so many tablets come back at once, each with fifty sets of observations; the targets are for 100, 1,000 and
        /// 3,000.
        #[arg(long, conflicts_with = "screens")]
        tablets: Option<u32>,
        /// Of the tablets: on a private PostgreSQL instead of SQLite.
        #[arg(long, requires = "tablets")]
        postgres: bool,
    },
    /// Search the properties of the record and of the rules with seeds that the gate does not run.
    Properties {
        /// How many seeds.
        #[arg(long, default_value_t = 20)]
        seeds: u64,
        /// The first of them; without it one that is new each time, and said.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Cut the power of a ward at any moment, and open what each cut could have left; `docs/fault-evidence/crash.md`. Linux only.
    Crash {
        /// So many distinct images.
        #[arg(long, default_value_t = 2_000)]
        images: u64,
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Instead of cutting the power: fail every single call to the disk, one after the other.
        #[arg(long)]
        calls: bool,
    },
    /// Change a log that was taken elsewhere in every way a hand could, and see that each change is found from the server's
    /// public key alone; `docs/fault-evidence/verify.md`.
    Tamper {
        /// So many changes.
        #[arg(long, default_value_t = 100_000)]
        mutations: u64,
        /// Where chance begins.
        #[arg(long, default_value_t = 4_071)]
        seed: u64,
    },
    /// Play out everything that can go wrong, by seeds, and ask for what must hold; `docs/fault-evidence.md` says how.
    Simulate {
        /// The protocol's core, or the whole product.
        #[arg(long, value_enum, default_value = "core")]
        depth: simulate::Depth,
        /// How many seeds; with a budget of time, at the most.
        #[arg(long)]
        seeds: Option<u64>,
        /// The first seed; alone, the only one.
        #[arg(long)]
        seed: Option<u64>,
        /// Begin no more seeds after so many seconds.
        #[arg(long)]
        seconds: Option<u64>,
        /// Tell each fault as it strikes. For one seed.
        #[arg(long)]
        tell: bool,
        /// Make every deliberate mistake in turn, and see that it is caught.
        #[arg(long)]
        planted: bool,
    },
    /// Bring everything hostile that there is to a server and a device: bombs, forgeries, numbers at the ends of their types, and
    /// more of it by chance; and measure what a flood costs the others. `docs/fault-evidence/hostile.md`.
    Hostile {
        /// So many entries altered by chance.
        #[arg(long, default_value_t = 5_000)]
        altered: u64,
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Hand what chance makes of good input to every reader of what comes from outside. The checks run the first seeds of each.
    Fuzz {
        /// Minutes for all targets together.
        #[arg(long, default_value_t = 10)]
        minutes: u64,
        /// One of fact, change, page, message, bundle, import.
        #[arg(long)]
        target: Option<String>,
        /// The first seed.
        #[arg(long)]
        seed: Option<u64>,
        /// So many seeds for each target, and no more.
        #[arg(long)]
        seeds: Option<u64>,
        /// By libFuzzer, guided by what its input reaches, in place of seeds. Needs a C++ compiler.
        #[arg(long, conflicts_with_all = ["seed", "seeds"])]
        guided: bool,
    },
    /// Everything that is checked before a change is taken: the same command here and on the build machine.
    Test {
        /// Only format, lints and tests of the default members: no page, browser or window.
        #[arg(long)]
        quick: bool,
    },
}

#[derive(Subcommand)]
enum Forms {
    /// Check files: every broken rule with its line, or what the form holds.
    Check {
        /// The files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

fn main() -> Result<()> {
    let repository = Repository::find()?;
    match Arguments::parse().command {
        Command::Run { fresh, browser, built, data } => {
            ward::run(&repository, &ward::Options { fresh, browser, built, data })
        }
        Command::Setup { purpose } => setup::run(purpose),
        Command::Page { dev } => {
            let kind = if dev { page::Kind::Dev } else { page::Kind::Release };
            setup::run(Purpose::Page)?;
            page::build(&repository, kind).map(|_| ())
        }
        Command::Guide => guide::run(&repository),
        Command::CheckMobile => mobile::check(&repository),
        Command::Score { file } => score::run(&file, &mut std::io::stdout().lock()),
        Command::Forms { what: Forms::Check { files } } => {
            forms::check(&files, &mut std::io::stdout().lock())
        }
        Command::Bench { peers: true, only, workloads, rounds, .. } => {
            let given =
                [("--only", only), ("--workloads", workloads), ("--rounds", Some(rounds.to_string()))];
            let words = given.into_iter().filter_map(|(name, word)| Some([name.to_owned(), word?]));
            bench::peers::compare(&repository, &words.flatten().collect::<Vec<_>>())
        }
        Command::Bench { check, screens, keying, allocations, tablets, postgres, .. } => {
            let asked = bench::Asked { check, screens, keying, allocations, tablets, postgres };
            bench::run(&repository, asked, &mut std::io::stdout().lock())
        }
        Command::Properties { seeds, seed } => {
            let first = seed.map_or_else(properties::new_seed, Ok)?;
            properties::run(&repository, first, seeds)
        }
        Command::Crash { images, seed, calls } => crash::run(&repository, images, seed, calls),
        Command::Tamper { mutations, seed } => crash::tamper(&repository, mutations, seed),
        Command::Simulate { depth, seeds, seed, seconds, tell, planted } => {
            simulate::run(&repository, &simulate::Asked { depth, seeds, seed, seconds, tell, planted })
        }
        Command::Hostile { altered, seed } => hostile::run(&repository, altered, seed),
        Command::Fuzz { minutes, target, guided: true, .. } => {
            hostile::guided(&repository, minutes, target.as_deref())
        }
        Command::Fuzz { minutes, target, seed, seeds, guided: false } => {
            hostile::fuzz(&repository, &hostile::Fuzzed { minutes, target, seed, seeds })
        }
        Command::Test { quick } => gate::run(&repository, quick),
    }
}
