//! What is done after a save has been answered, and that nothing is lost when the process ends before it.

use crate::support::*;
use app::{App, Session};
use clinical::{FactId, StayId, staff::Role};
use contract::{BoardRow, ScoreView};
use rusqlite::Connection;
use std::{
    io::{BufRead, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

const KILLS: usize = 6;

/// A data folder as it lies on the disk at this moment: what a process that is killed now leaves behind.
fn as_it_lies(device: &Device) -> Arc<tempfile::TempDir> {
    let copy = Arc::new(tempfile::tempdir().unwrap());
    for file in std::fs::read_dir(device.folder.path()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

/// The device that begins again with this folder, a nurse at it.
fn begun_again(folder: Arc<tempfile::TempDir>, seed: u64) -> Device {
    let clock = Arc::new(Hands::at(NOON));
    clock.pass(3_600_000);
    let app = App::open(config(folder.path(), &clock, seed)).unwrap();
    let device = Device { app, clock, session: Session::new(), folder, seed };
    device.sign_in(person(Role::Nurse));
    device
}

fn number(folder: &Path, query: &str) -> i64 {
    let database = Connection::open(folder.join("wardlight.db")).unwrap();
    database.query_row(query, [], |row| row.get(0)).unwrap()
}

/// Facts of this device, and the end of its chain: they agree when every place has its one fact.
fn chain(folder: &Path) -> (i64, i64, i64) {
    let facts = "SELECT count(*) FROM facts WHERE device = (SELECT device FROM device)";
    let places = "SELECT count(DISTINCT sequence) FROM facts WHERE device = (SELECT device FROM device)";
    let end = "SELECT sequence - 1 FROM lives ORDER BY number DESC LIMIT 1";
    (number(folder, facts), number(folder, places), number(folder, end))
}

fn total(row: &BoardRow) -> Option<u8> {
    match row.status.as_ref()?.score {
        ScoreView::Complete { total, .. } => Some(total),
        _ => None,
    }
}

fn acts(device: &Device, what: &str) -> usize {
    device.audit().iter().filter(|(act, _)| act == what).count()
}

#[test]
fn a_saved_set_is_on_the_board_before_its_projection_is_on_the_disk() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let (one, two) = (device.admit("Adeyemi", "A1"), device.admit("Brown", "A2"));
    device.app.catch_up();
    let on_disk = || number(device.folder.path(), "SELECT sum(length(row)) FROM board");
    let before = on_disk();
    let forms = [Device::filled(&device.form(one), ill()), Device::filled(&device.form(two), well())];
    device.app.catch_up();
    for set in forms {
        device.try_record(set).unwrap();
    }
    assert_eq!(on_disk(), before, "nobody waits for the projections to be put");
    let shown = device.board();
    let totals = |stay: StayId| device.rows(stay).iter().map(total).collect::<Vec<_>>();
    assert_eq!((totals(one), totals(two)), (vec![Some(9)], vec![Some(0)]));
    device.app.catch_up();
    assert_ne!(on_disk(), before, "there was something to put");
    assert_eq!(device.board().rows, shown.rows, "and the board is the same");
    device.app.rebuild_projections().unwrap();
    assert_eq!(device.board().rows, shown.rows, "as it is when it is made again from the facts");
}

#[test]
fn a_process_that_ends_right_after_the_reply_begins_again_with_the_set_on_the_board_and_in_the_audit() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    device.app.catch_up();
    let fact = device.record(stay, ill()).fact;
    // Before the board is asked for: whoever asks has what waits signed.
    let folder = as_it_lies(&device);
    let shown = device.board().rows;
    assert_eq!(number(folder.path(), "SELECT count(*) FROM unsigned"), 2, "it is there, to be signed");
    let again = begun_again(folder, 7);
    assert_eq!(
        number(again.folder.path(), "SELECT count(*) FROM unsigned"),
        0,
        "and is signed at the opening"
    );
    assert_eq!(again.board().rows.len(), shown.len());
    assert_eq!(again.rows(stay).iter().map(total).collect::<Vec<_>>(), [Some(9)]);
    assert_eq!(again.patient(stay).sets[0].fact, fact);
    assert_eq!(acts(&again, "record_observations"), 1);
    let (facts, places, end) = chain(again.folder.path());
    assert_eq!((facts, places), (end, end), "every place of the chain has its one fact");
    server.sync(&again.app);
    assert_eq!(again.sync_state().unsent, 0, "the server takes the chain as it is");
}

/// The facts that a device signed since a number of them, as they lie on its disk.
fn signed_after(device: &Device, before: i64) -> Vec<(Vec<u8>, Vec<u8>)> {
    let database = Connection::open(device.folder.path().join("wardlight.db")).unwrap();
    let facts = "SELECT bytes, signature FROM facts WHERE device = (SELECT device FROM device) AND sequence > ?1 \
                 AND incarnation = (SELECT incarnation FROM lives ORDER BY number LIMIT 1) ORDER BY sequence";
    let mut statement = database.prepare(facts).unwrap();
    let rows = statement.query_map([before], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_set_that_was_to_be_signed_when_the_data_was_copied_is_one_and_the_same_wherever_it_is_signed() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    let set = Device::filled(&device.form(stay), ill());
    device.app.catch_up();
    let (_, _, end) = chain(device.folder.path());
    let fact = device.try_record(set).unwrap().fact;
    let folder = as_it_lies(&device);
    std::fs::remove_file(folder.path().join("incarnation")).unwrap();
    let again = begun_again(folder, 7);
    assert_eq!(
        number(again.folder.path(), "SELECT count(*) FROM lives"),
        2,
        "the copy began a life of its own"
    );
    device.app.catch_up();
    let here = signed_after(&device, end);
    assert_eq!(here.len(), 2, "the set and its audit");
    assert_eq!(here, signed_after(&again, end), "to the last bit");
    assert_eq!(acts(&again, "record_observations"), 1);
    for either in [&device, &again, &device] {
        server.sync(&either.app);
    }
    let sets = device.patient(stay).sets;
    assert_eq!(sets.iter().map(|set| set.fact).collect::<Vec<_>>(), [fact]);
    assert!(device.parked().is_empty() && again.parked().is_empty(), "the server knows the second one again");
    assert_eq!((device.sync_state().unsent, again.sync_state().unsent), (0, 0));
}

#[test]
fn a_stay_that_is_read_from_the_disk_before_a_set_of_it_is_signed_has_the_set_and_calls_it_unsent() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    server.sync(&device.app);
    let fact = device.record(stay, ill()).fact;
    // As it lies: in the first opening's read of the stay the set is not among the facts yet.
    let folder = as_it_lies(&device);
    let in_facts = "SELECT count(*) FROM facts WHERE scope LIKE 'stay/%'";
    let before = number(folder.path(), in_facts);
    let again = begun_again(folder, 7);
    assert_eq!(number(again.folder.path(), in_facts), before + 1);
    let set = again.patient(stay).sets.remove(0);
    assert_eq!((set.fact, set.sync), (fact, contract::EntrySync::OnThisDevice));
    assert_eq!(again.rows(stay).iter().map(total).collect::<Vec<_>>(), [Some(9)]);
}

/// The process that is killed: charts sets and says each one once it is answered. Does nothing as a test of its own.
#[test]
fn child_that_charts_until_killed() {
    if std::env::var_os("WARDLIGHT_CHART").is_none() {
        return;
    }
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stays: Vec<StayId> =
        ["A1", "A2", "A3"].iter().map(|bed| device.admit(&format!("Patient {bed}"), bed)).collect();
    let mut out = std::io::stdout();
    let folder = device.folder.path().display();
    if writeln!(out, "\nfolder {folder}").and_then(|()| out.flush()).is_err() {
        return;
    }
    for round in 0_usize.. {
        let stay = stays[round % stays.len()];
        let vitals = keyed(|draft| draft.pulse = format!("{}", 72 + round % 60));
        device.clock.pass(1_000);
        let saved = device.record(stay, vitals);
        // A parent that is gone ends the child too.
        if writeln!(out, "\nsaved {stay} {}", saved.fact).and_then(|()| out.flush()).is_err() {
            return;
        }
        if round % 4 == 3 {
            device.app.catch_up();
        }
    }
}

/// Runs the child until it has been answered so often, kills it, and answers its folder and what it was answered.
fn run_and_kill(after: usize) -> (PathBuf, Vec<(StayId, FactId)>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "afterwards::child_that_charts_until_killed", "--nocapture"])
        .env("WARDLIGHT_CHART", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let folder = lines.by_ref().find_map(|line| line.strip_prefix("folder ").map(PathBuf::from)).unwrap();
    let saved = |line: String| {
        let (stay, fact) = line.strip_prefix("saved ")?.split_once(' ')?;
        Some((stay.parse().ok()?, fact.parse().ok()?))
    };
    let mut all: Vec<(StayId, FactId)> = lines.by_ref().filter_map(saved).take(after).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    all.extend(lines.filter_map(saved));
    (folder, all)
}

#[test]
fn killed_at_any_moment_what_was_answered_is_on_the_board_and_in_the_audit_of_who_begins_again() {
    for kill in 0..KILLS {
        let (folder, saved) = run_and_kill(3 + kill * 5);
        assert!(saved.len() >= 3 + kill * 5);
        // Taken over from the dead child, to be tidied away with everything else.
        let keep = Arc::new(tempfile::tempdir().unwrap());
        for file in std::fs::read_dir(&folder).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), keep.path().join(file.file_name())).unwrap();
        }
        std::fs::remove_dir_all(&folder).unwrap();
        let device = begun_again(keep, 50 + kill as u64);
        let board = device.board().rows;
        for (stay, fact) in &saved {
            assert!(device.patient(*stay).sets.iter().any(|set| set.fact == *fact), "round {kill}");
        }
        assert!(acts(&device, "record_observations") >= saved.len(), "round {kill}");
        let (facts, places, end) = chain(device.folder.path());
        assert_eq!((facts, places), (end, end), "round {kill}");
        device.app.rebuild_projections().unwrap();
        assert_eq!(device.board().rows, board, "round {kill}: the board is that of the facts");
    }
}
