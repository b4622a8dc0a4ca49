//! The whole way: the directory into a server, the ward through the command, and a nurse's tablet that shows it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop where its premise fails")]

use app::{App, Config, PinCost, Session, driver, enrol};
use clinical::{
    UtcMillis, WardId,
    news2::{NotApplicable, Risk},
};
use contract::{BoardRow, BoardView, Pin, Reply, Request, ScoreView};
use demo::{
    Plan,
    people::LIKE_NAMES,
    ward::{BLUEBELL, Directory, PIN},
};
use std::{
    fs::File,
    net::SocketAddr,
    path::Path,
    process::{Command, Output},
    sync::Arc,
    time::Duration,
};
use sync_server::{Server, admin::Desk};
use tokio::time::timeout;

const SEED: u64 = 4;
const NOW: &str = "2025-11-05T15:20:00Z";

/// More than enough for what takes seconds; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(90);

fn demo(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wardlight-demo")).args(arguments).output().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A server with the synthetic directory, as an administrator would set it up.
fn desk(folder: &Path) -> (sync_server::Config, Desk) {
    let directory = folder.join("directory");
    let written = demo(&["write-directory", text(&directory)]);
    assert!(written.status.success());
    let config = sync_server::Config::new(folder.join("server"), SocketAddr::from(([127, 0, 0, 1], 0)));
    let desk = Desk::open(&config).unwrap();
    desk.import_wards(File::open(directory.join("wards.json")).unwrap()).unwrap();
    let staff = desk.import_staff(File::open(directory.join("staff.csv")).unwrap()).unwrap();
    assert!(staff.rejected.is_empty(), "the server takes every line of the staff file");
    (config, desk)
}

fn code(desk: &Desk, label: &str) -> String {
    let ward: WardId = BLUEBELL.parse().unwrap();
    desk.enrolment_code(label, &[ward]).unwrap().as_str().to_owned()
}

/// A nurse's tablet, enrolled, and what she sees once `enough` of the ward has come.
async fn board_of(
    folder: &Path,
    server: &str,
    code: &str,
    mut enough: impl FnMut(&BoardView) -> bool,
) -> BoardView {
    let mut config = Config::new(folder);
    config.pin_cost = PinCost { memory_kib: 8, passes: 1 };
    config.reserve_bytes = 0;
    let app = App::open(config).unwrap();
    enrol::enrol(&app, server, code, "Tablet 1").await.unwrap();
    let mut events = app.subscribe();
    let driver = tokio::spawn(driver::run(Arc::clone(&app), std::future::pending()));
    let session = Arc::new(Session::new());
    let nurse = Directory::new().unwrap().staff.into_iter().find(|p| p.name == "Amina Yusuf").unwrap();
    let board = timeout(PATIENCE, async {
        loop {
            let (app, session) = (Arc::clone(&app), Arc::clone(&session));
            let asked = tokio::task::spawn_blocking(move || {
                let sign_in = Request::SignIn { staff: nurse.id, pin: Pin(PIN.to_owned()) };
                app.call(&session, sign_in)?;
                app.call(&session, Request::Board { ward: BLUEBELL.parse().unwrap() })
            });
            match asked.await.unwrap() {
                Ok(Reply::Board(board)) if enough(&board) => return *board,
                // News may have come before it was waited for; then there is none to wait for.
                _ => drop(timeout(Duration::from_millis(500), events.recv()).await),
            }
        }
    })
    .await
    .expect("the ward arrives");
    driver.abort();
    board
}

fn row<'b>(board: &'b BoardView, bed: &str) -> &'b BoardRow {
    board.rows.iter().find(|row| row.place.bed == bed).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seeded_ward_is_on_another_tablets_board_with_its_scores_conflicts_and_like_names() {
    let folder = tempfile::tempdir().unwrap();
    let (config, desk) = desk(folder.path());
    let server = Server::start(config).await.unwrap();
    let url = server.url();
    let data = folder.path().join("seed");
    let (seed, enrolment) = (SEED.to_string(), code(&desk, "Demo seed"));
    let line = ["seed", "--server", &url, "--data", text(&data), "--seed", &seed, "--now", NOW];
    let first = [&line[..], &["--enrol", &enrolment]].concat();
    let output = tokio::task::block_in_place(|| demo(&first));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let now = chrono::DateTime::parse_from_rfc3339(NOW).unwrap().timestamp_millis();
    let plan = Plan::new(SEED, UtcMillis(now)).unwrap();
    let facts = plan.facts().len();
    assert!(said.contains(&format!("{facts} facts written, 0 were there already")), "{said}");

    let patients = plan.in_beds().count();
    let charted = |board: &BoardView| {
        let with_status = board.rows.iter().filter(|row| {
            row.status.as_ref().is_some_and(|status| status.score != ScoreView::None || status.due.is_some())
        });
        with_status.count() >= patients && board.sync.unverified == 0
    };
    let mut before = None;
    // The ward has come when a board with everybody on it is the same twice.
    let settled = |board: &BoardView| {
        let rows = Some(board.rows.clone());
        let same = charted(board) && before == rows;
        before = rows;
        same
    };
    let tablet = folder.path().join("tablet");
    let board = board_of(&tablet, &url, &code(&desk, "Tablet 1"), settled).await;

    let occupied = board.rows.iter().filter(|row| row.banner.is_some()).count();
    assert_eq!((occupied, board.rows.len()), (patients, 28), "everybody in a bed, nobody who has left");
    let sepsis = row(&board, "A6").status.as_ref().unwrap();
    assert!(matches!(sepsis.score, ScoreView::Complete { risk: Risk::High, .. }), "{:?}", sepsis.score);
    for (bed, expected) in [("B3", NotApplicable::Pregnancy), ("S2", NotApplicable::AgeUnknown)] {
        let status = row(&board, bed).status.as_ref().unwrap();
        assert_eq!(status.score, ScoreView::NotApplicable { reason: expected }, "{bed}");
    }
    for bed in LIKE_NAMES {
        assert!(row(&board, bed).banner.as_ref().unwrap().like_name, "{bed} has a namesake on the ward");
    }
    for bed in ["D4", "D1"] {
        assert!(!row(&board, bed).conflicts.is_empty(), "{bed}: two people recorded one thing differently");
    }
    assert!(board.rows.iter().all(|row| row.unsent == 0));

    let again = tokio::task::block_in_place(|| demo(&line));
    let said = String::from_utf8_lossy(&again.stdout);
    assert!(said.contains(&format!("0 facts written, {facts} were there already")), "{said}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn imported_history_reaches_the_server_and_no_board() {
    let folder = tempfile::tempdir().unwrap();
    let (config, desk) = desk(folder.path());
    let server = Server::start(config).await.unwrap();
    let url = server.url();
    let file = folder.path().join("history.csv");
    let heading = "male,age,NEWS,syst,dias,temp,pulse,resp,sat,sup,alert,died\n";
    std::fs::write(&file, heading.to_owned() + &"0,68,3,88,60,39.5,131,26,90,1,3,0\n".repeat(40)).unwrap();
    let (data, rejects) = (folder.path().join("import"), folder.path().join("rejects.csv"));
    let enrolment = code(&desk, "History import");
    let line = ["import", text(&file), "--data", text(&data), "--rejects", text(&rejects)];
    let line = [&line[..], &["--server", &url, "--enrol", &enrolment]].concat();
    let output = tokio::task::block_in_place(|| demo(&line));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("the server has all of it"), "{said}");

    let tablet = folder.path().join("tablet");
    let board = board_of(&tablet, &url, &code(&desk, "Tablet 1"), |board| !board.rows.is_empty()).await;
    assert!(board.rows.iter().all(|row| row.banner.is_none()), "the beds are empty: history lies in none");
    server.stop().await;
}
