//! `wardlight-demo`: makes the synthetic ward, and brings history in from a file. Never for care.

mod args;
mod device;
mod history;
mod ward;

use args::{Args, Command};
use clap::Parser;
use std::{
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::WriteDirectory { out } => ward::write_directory(&out),
        Command::Stats(as_of) => ward::stats(as_of),
        Command::Seed(seed) => device::runtime()?.block_on(ward::seed(seed)),
        Command::Import(import) => device::runtime()?.block_on(history::bring_in(import)),
    }
}

/// Answers on standard output. Whoever reads it may have stopped reading, and that is no failure.
fn answer(text: impl Display) -> io::Result<()> {
    match writeln!(io::stdout(), "{text}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
