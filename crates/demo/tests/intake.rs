//! The importer and the seed against the application itself: what is on the disk after a run, a broken run and a second
//! run.

#![expect(clippy::unwrap_used, reason = "a test may stop where its premise fails")]

use app::{App, Config, PinCost};
use clinical::{
    StaffId, Stamp, TakenAt, UtcMillis,
    entry::{Entry, EntryBody},
};
use contract::CallError;
use demo::{
    Plan, Stats,
    import::{Fate, HistoricStay, Intake, Lists, Report, Sink, Source, import},
    seeding,
    ward::Directory,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

const HEADING: &str = "male,age,NEWS,syst,dias,temp,pulse,resp,sat,sup,alert,died\n";
const GOOD: &str = "0,68,3,150,98,36.7999992370605,78,26,96,0,0,0\n";

fn open(folder: &Path) -> Arc<App> {
    let mut config = Config::new(folder);
    config.pin_cost = PinCost { memory_kib: 8, passes: 1 };
    config.reserve_bytes = 0;
    App::open(config).unwrap()
}

fn source() -> Source {
    Source {
        name: "a file".to_owned(),
        author: StaffId::from_bytes([7; 16]),
        recorded_at: Stamp { utc: UtcMillis(1_760_000_000_000), offset_minutes: 60 },
    }
}

fn run(sink: &mut impl Sink<Error = CallError>, text: &str) -> Result<Report, String> {
    import(&mut text.as_bytes(), &source(), sink, Lists::new(io::sink()), |_| {})
        .map_err(|error| error.to_string())
}

fn rows(count: usize) -> String {
    HEADING.to_owned() + &GOOD.repeat(count)
}

/// Remembers every stay that went through, and stops before a transaction when told to.
struct Witness<'a> {
    intake: Intake<'a>,
    seen: Vec<HistoricStay>,
    stop_after: Option<usize>,
}

impl Sink for Witness<'_> {
    type Error = CallError;

    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, CallError> {
        if self.stop_after == Some(self.seen.len()) {
            return Err(CallError::new(contract::Code::DiskFull, "the disk is full"));
        }
        self.seen.extend_from_slice(stays);
        self.intake.take_in(stays)
    }
}

/// What stands on the disk of a stay, fact by fact.
fn standing(app: &App, stay: &HistoricStay) -> Vec<Option<Entry>> {
    stay.facts.iter().map(|fact| app.authored(&stay.id, &fact.id).unwrap()).collect()
}

#[test]
fn what_was_imported_stands_on_the_disk_word_for_word_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let seen = {
        let app = open(folder.path());
        let mut witness = Witness { intake: Intake(&app), seen: Vec::new(), stop_after: None };
        let report = run(&mut witness, &rows(25)).unwrap();
        assert_eq!((report.brought_in, report.transactions), (25, 1));
        witness.seen
    };
    let app = open(folder.path());
    for stay in &seen {
        for (fact, entry) in stay.facts.iter().zip(standing(&app, stay)) {
            let entry = entry.unwrap();
            assert_eq!(entry.body, fact.body);
            assert_eq!(entry.taken_at, TakenAt::NotRecorded, "no time is invented");
            assert_eq!(entry.author, fact.author);
            assert_eq!(entry.recorded_at.utc, fact.recorded_at.utc);
        }
        assert!(stay.facts.iter().any(|fact| matches!(fact.body, EntryBody::Historic(_))));
    }
}

#[test]
fn a_broken_run_leaves_whole_transactions_on_the_disk_and_the_next_run_completes_them() {
    let folder = tempfile::tempdir().unwrap();
    let text = rows(2_300);
    let seen = {
        let app = open(folder.path());
        let mut witness = Witness { intake: Intake(&app), seen: Vec::new(), stop_after: Some(1_000) };
        let stopped = run(&mut witness, &text).unwrap_err();
        assert!(stopped.contains("1000 rows are dealt with"), "{stopped}");
        witness.seen
    };
    assert_eq!(seen.len(), 1_000);
    let app = open(folder.path());
    assert!(
        seen.iter().all(|stay| standing(&app, stay).iter().all(Option::is_some)),
        "all of the first thousand"
    );

    let mut witness = Witness { intake: Intake(&app), seen: Vec::new(), stop_after: None };
    let report = run(&mut witness, &text).unwrap();
    assert_eq!((report.already_there, report.brought_in), (1_000, 1_300));
    assert!(witness.seen.iter().all(|stay| standing(&app, stay).iter().all(Option::is_some)));

    let third = run(&mut Intake(&app), &text).unwrap();
    assert_eq!((third.already_there, third.brought_in), (2_300, 0), "and then nothing is new");
}

#[test]
fn a_row_that_says_something_else_now_is_told_and_leaves_the_record_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let mut witness = Witness { intake: Intake(&app), seen: Vec::new(), stop_after: None };
    run(&mut witness, &rows(2)).unwrap();
    let before: Vec<_> = witness.seen.iter().map(|stay| standing(&app, stay)).collect();

    let other_pulse = HEADING.to_owned() + GOOD + &GOOD.replace(",78,", ",87,");
    let report = run(&mut Intake(&app), &other_pulse).unwrap();
    assert_eq!((report.already_there, report.differing), (1, 1));
    let died_since = HEADING.to_owned() + GOOD + &GOOD.replace(",0\n", ",1\n");
    let report = run(&mut Intake(&app), &died_since).unwrap();
    assert_eq!((report.already_there, report.differing), (1, 1), "one fact more is another row as well");
    let after: Vec<_> = witness.seen.iter().map(|stay| standing(&app, stay)).collect();
    assert_eq!(before, after);
}

#[test]
fn an_import_killed_in_the_middle_is_whole_to_the_transaction_and_completed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("history.csv"), rows(7_500)).unwrap();
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wardlight-demo"));
        command.arg("import").arg(path("history.csv"));
        command.arg("--data").arg(path("data")).arg("--rejects").arg(path("rejects.csv"));
        command
    };

    let mut first = command().stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut said = String::new();
    // The first line of progress: some transactions are in and others are not.
    io::BufRead::read_line(&mut io::BufReader::new(first.stderr.take().unwrap()), &mut said).unwrap();
    assert!(said.contains("rows read"), "{said}");
    first.kill().unwrap();
    first.wait().unwrap();

    let second = command().output().unwrap();
    let report = String::from_utf8(second.stdout).unwrap();
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    let count = |label: &str| -> u64 {
        let line = report.lines().find(|line| line.trim_start().starts_with(label)).unwrap();
        line.split_whitespace().last().unwrap().parse().unwrap()
    };
    let (there, new) = (count("already there"), count("brought in"));
    assert!(there % 1_000 == 0 && (5_000..7_500).contains(&there), "whole transactions only: {there}");
    assert_eq!(there + new, 7_500, "and nothing twice");
    assert_eq!(count("rejected"), 0);
}

#[test]
fn the_command_says_what_it_cannot_open_and_brings_nothing_in() {
    let folder = tempfile::tempdir().unwrap();
    let missing: PathBuf = folder.path().join("missing.csv");
    let output = Command::new(env!("CARGO_BIN_EXE_wardlight-demo"))
        .args(["import", "--dry-run", "--rejects"])
        .arg(folder.path().join("rejects.csv"))
        .arg(&missing)
        .output()
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("missing.csv cannot be opened. Nothing was brought in."), "{said}");
}

#[test]
fn a_ward_is_written_once_however_often_it_is_seeded() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let plan = Plan::new(3, UtcMillis(1_760_000_000_000)).unwrap();
    let facts = Stats::of(&plan).facts;
    let mut told = Vec::new();
    let first = seeding::seed(&app, &plan, |done| told.push(done)).unwrap();
    assert_eq!((first.written, first.already), (facts, 0));
    assert_eq!(told.last(), Some(&facts), "progress runs to the end");
    assert!(told.len() > 2, "in several transactions");
    let second = seeding::seed(&app, &plan, |_| {}).unwrap();
    assert_eq!((second.written, second.already), (0, facts));

    for (fact, set) in plan.sets().take(200) {
        let entry = app.authored(&fact.stay, &fact.id).unwrap().unwrap();
        assert_eq!(entry.body, EntryBody::Observations(Box::new(set.clone())));
        assert_eq!(entry.taken_at, fact.taken_at, "with the offset that the wall showed");
        assert_eq!(entry.recorded_at, fact.recorded_at);
        assert_eq!((entry.author, &entry.supersedes), (fact.author, &fact.supersedes));
    }
    assert!(Directory::new().unwrap().history_import().is_some());
}
