//! The Nth call to the disk fails, for each N in turn, until a run meets no failure: nothing that was called saved is lost,
//! and nothing is damaged.

use crate::{
    check::{self, Told},
    recorder::{Control, Failure},
    ward::{Chance, SERVER, Tablet, Time, enrolled, server_config, tablet_folder},
};
use anyhow::{Context as _, Result};
use std::{
    cell::RefCell,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};
use sync_server::Server;

/// Whose disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Tablet,
    Server,
}

/// What a run of all N came to, of one kind of failure.
struct Tally {
    runs: u64,
    refused: u64,
    kept: u64,
}

/// Fails each call in turn, in every way, at a tablet and at a server. Prints a line for each way.
pub(crate) fn every_call(base: &Path, every: u64) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "disk of\tfailure\tfor good\truns\trefused\tcalled saved")?;
    let say = Control::over(base)?;
    let template = base.join("template");
    enrolled(&template, 1, &Time::begin(), 5).and_then(|(server, tablets)| {
        let time = Time::begin();
        for tablet in &tablets {
            tablet.exchange(&server, &time, usize::MAX, &say)?;
            tablet.sign_in()?;
        }
        Ok(())
    })?;
    for whose in [Whose::Tablet, Whose::Server] {
        for failure in [Failure::Broken, Failure::Full, Failure::Half] {
            for for_good in [false, true] {
                let way = Way { whose, failure, for_good, every };
                let tally = each(base, &template, &say, way)
                    .with_context(|| format!("{whose:?}, {failure:?}, for good: {for_good}"))?;
                let Tally { runs, refused, kept } = tally;
                writeln!(out, "{whose:?}\t{failure:?}\t{for_good}\t{runs}\t{refused}\t{kept}")?;
            }
        }
    }
    Ok(())
}

/// One way to fail.
#[derive(Clone, Copy)]
struct Way {
    whose: Whose,
    failure: Failure,
    for_good: bool,
    every: u64,
}

fn each(base: &Path, template: &Path, say: &Control, way: Way) -> Result<Tally> {
    let mut tally = Tally { runs: 0, refused: 0, kept: 0 };
    let mut nth = 1;
    loop {
        let folder = base.join("run");
        copy(template, &folder)?;
        let run = Run { folder: &folder, say, told: RefCell::default(), refused: RefCell::new(0) };
        let failed = run.one(way, nth).with_context(|| format!("the call {nth}"))?;
        tally.runs += 1;
        tally.refused += *run.refused.borrow();
        tally.kept += run.told.borrow().len() as u64;
        fs::remove_dir_all(&folder)?;
        if failed == 0 {
            return Ok(tally);
        }
        nth += way.every.max(1);
    }
}

struct Run<'r> {
    folder: &'r Path,
    say: &'r Control,
    told: RefCell<Vec<Told>>,
    refused: RefCell<u64>,
}

impl Run<'_> {
    /// One run with one failure. Answers how many calls failed.
    fn one(&self, way: Way, nth: u64) -> Result<u64> {
        let Way { whose, failure, for_good, .. } = way;
        let time = Time::begin();
        let arm = |at: Whose| if at == whose { self.say.arm(failure, nth, for_good) } else { Ok(()) };
        time.pass_ms(3_600_000);
        arm(Whose::Tablet)?;
        self.chart(&time);
        let mut failed = if whose == Whose::Tablet { self.say.disarm()? } else { 0 };
        arm(Whose::Server)?;
        // What the server could not store stays with the tablet; whether it could is looked at below.
        let _refused = self.bring(&time);
        if whose == Whose::Server {
            failed = self.say.disarm()?;
        }
        self.is_whole(&time)?;
        Ok(failed)
    }

    /// Opens the tablet and charts. What is refused is refused; what is answered is remembered.
    fn chart(&self, time: &Time) {
        let Ok(tablet) = Tablet::open(&self.tablet(), &tablet_folder(0), time, 11) else {
            *self.refused.borrow_mut() += 1;
            return;
        };
        if tablet.sign_in().is_err() {
            *self.refused.borrow_mut() += 1;
        }
        let Ok(stay) = tablet.admit(0, self.say) else {
            *self.refused.borrow_mut() += 1;
            return;
        };
        self.told.borrow_mut().push(Told::Admitted(format!("stay/{stay}")));
        for pulse in [60, 61] {
            match tablet.chart(stay, pulse, self.say) {
                Ok(fact) => {
                    self.told.borrow_mut().push(Told::Saved(format!("stay/{stay}"), fact.to_string()));
                }
                Err(_) => *self.refused.borrow_mut() += 1,
            }
        }
        tablet.app.catch_up();
    }

    /// Opens the server and brings it what the tablet has.
    fn bring(&self, time: &Time) -> Result<()> {
        let server = Server::open(server_config(&self.folder.join(SERVER), time, Chance::of(3, 3))?)?;
        let tablet = Tablet::open(&self.tablet(), &tablet_folder(0), time, 12)?;
        tablet.exchange(&server, time, usize::MAX, self.say)
    }

    /// With a disk that works again: nothing is damaged, everything that was answered is there, and all of it arrives.
    fn is_whole(&self, time: &Time) -> Result<()> {
        let told = self.told.borrow();
        let words = anyhow::Error::msg;
        check::tablet(&self.tablet(), &told).map_err(words)?;
        time.pass_ms(3_600_000);
        self.bring(time)?;
        let tablet = check::tablet(&self.tablet(), &told).map_err(words)?;
        let server = check::server(&self.folder.join(SERVER), &[]).map_err(words)?;
        check::together(&tablet, &server).map_err(words)?;
        check::arrived(&server, &told).map_err(words)
    }

    fn tablet(&self) -> PathBuf {
        self.folder.join(tablet_folder(0))
    }
}

/// Copies a folder of files and of folders of files, byte by byte: a copy made by the kernel would not be seen.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::write(there, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
