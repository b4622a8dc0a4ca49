//! The server's own binary: killed without warning in the middle of pushes, and what an administrator sees of it. SRV 6.

use crate::frames::Frames as _;
use crate::house::{House, NINE, Tablet, hash, push, stay};
use record::SignedFact;
use replication::{
    Message,
    chain::Cursor,
    wire::{Fate, decode, encode},
};
use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    process::{Child, Command, Output, Stdio},
};
use transport::{Door, Transport, WebSocket};

/// The binary, serving the house's folder.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn serve(house: &House) -> Self {
        let mut child = binary()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(house.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, url }
    }

    /// kill -9.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already gone, as a rule.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn binary() -> Command {
    Command::new(env!("CARGO_BIN_EXE_wardlight-server"))
}

async fn greeted(url: &str, tablet: &Tablet) -> WebSocket {
    let mut socket = WebSocket::new(url.parse().unwrap());
    socket.connect().await.unwrap();
    let Message::Challenge { nonce } = decode(&socket.frame().await.unwrap()).unwrap() else { panic!() };
    socket.send(encode(&Message::Hello(tablet.hello(&nonce, NINE))).unwrap()).await.unwrap();
    let Message::Welcome(_) = decode(&socket.frame().await.unwrap()).unwrap() else { panic!("not welcome") };
    socket
}

/// Pushes ahead without waiting, and returns what was acknowledged when the server was killed after so many answers.
async fn push_until_killed(
    process: Process,
    tablet: &mut Tablet,
    after_acks: usize,
) -> (Vec<SignedFact>, usize) {
    let mut socket = greeted(&process.url, tablet).await;
    let facts: Vec<SignedFact> = (0..400).map(|_| tablet.any(&stay(1))).collect();
    let mut process = Some(process);
    let (mut sent, mut acked) = (0, 0);
    loop {
        // Sixteen pushes are always on their way, so that the blow falls between any two steps of one.
        while sent < facts.len() && sent < acked + 16 {
            let frame = encode(&push(&stay(1), &[&facts[sent]])).unwrap();
            if socket.send(frame).await.is_err() {
                return (facts, acked);
            }
            sent += 1;
        }
        if acked == after_acks
            && let Some(process) = process.take()
        {
            process.kill();
        }
        match socket.frame().await.map(|frame| decode(&frame).unwrap()) {
            Ok(Message::Ack { fates, .. }) => {
                assert!(matches!(fates[0].1, Fate::At(_)), "{fates:?}");
                acked += 1;
            }
            Ok(Message::Note { .. }) => {}
            Ok(other) => panic!("{other:?}"),
            Err(_) => return (facts, acked),
        }
    }
}

/// Everything in the log of the stay, with its chain verified page by page.
async fn pull_all(url: &str, tablet: &Tablet) -> BTreeSet<[u8; 32]> {
    let mut socket = greeted(url, tablet).await;
    let (mut cursor, mut all) = (Cursor::START, BTreeSet::new());
    loop {
        let pull = Message::Pull { scope: stay(1), after: cursor.seq, max: 100 };
        socket.send(encode(&pull).unwrap()).await.unwrap();
        let page = loop {
            match decode(&socket.frame().await.unwrap()).unwrap() {
                Message::Page(page) => break page,
                Message::Note { .. } => {}
                other => panic!("{other:?}"),
            }
        };
        let hashes: Vec<_> = page.entries.iter().map(hash).collect();
        cursor =
            replication::chain::verify_page(&cursor, page.first, &hashes, &page.chain, page.head).unwrap();
        all.extend(hashes);
        if cursor.seq == page.head {
            return all;
        }
    }
}

#[tokio::test]
async fn srv_6_everything_acknowledged_before_kill_9_is_there_afterwards() {
    let house = House::new();
    let mut tablet = house.tablet(&house.open(), 1, &["bluebell"]);
    let mut acknowledged = BTreeSet::new();
    for blow in [1, 7, 30, 64, 128] {
        let (facts, acked) = push_until_killed(Process::serve(&house), &mut tablet, blow).await;
        assert!(acked >= blow && acked < facts.len(), "the blow fell in the middle: {acked}");
        acknowledged.extend(facts[..acked].iter().map(|fact| fact.hash().0));
        let process = Process::serve(&house);
        let there = pull_all(&process.url, &tablet).await;
        let lost = acknowledged.difference(&there).count();
        assert_eq!(lost, 0, "{lost} of {} acknowledged entries are lost", acknowledged.len());
        process.kill();
    }
    let connection =
        rusqlite::Connection::open(house.folder.path().join(sync_server::database::FILE)).unwrap();
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

#[cfg(unix)]
#[tokio::test]
async fn a_polite_stop_ends_the_process_well() {
    let house = House::new();
    let mut process = Process::serve(&house);
    let killed = Command::new("kill").args(["-TERM", &process.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(process.child.wait().unwrap().success(), "SIGTERM is a stop, not a crash");
}

fn run(house: &House, words: &[&str], file: Option<&std::path::Path>) -> Output {
    let mut command = binary();
    command.args(words).arg("--data").arg(house.folder.path());
    if let Some(file) = file {
        command.arg(file);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The commands work while the server runs on the same folder, and what they print can be handed over as it is.
#[tokio::test]
async fn an_administrator_works_beside_a_running_server() {
    let house = House::new();
    let process = Process::serve(&house);
    let staff = house.folder.path().join("staff.csv");
    std::fs::write(&staff, "name,role,wards,pin\nBo Chen,doctor,daisy,928374\nNobody,wizard,daisy,\n")
        .unwrap();
    let imported = run(&house, &["staff", "import"], Some(&staff));
    assert_eq!(imported.status.code(), Some(2), "some rows were not taken");
    assert!(
        said(&imported).contains("1 people written") && said(&imported).contains("line 3: the role is none")
    );

    let enrol = run(&house, &["device", "enrol", "--label", "Daisy 1", "--ward", "daisy"], None);
    let code = said(&enrol).trim().to_owned();
    let tablet = Tablet::new(7, house.nurse);
    let door = Door::new(process.url.parse().unwrap()).unwrap();
    // The process keeps real time, and so does this tablet's enrolment.
    let answer = door.enrol(&tablet.enrol(&code)).await.unwrap();
    assert!(matches!(answer, replication::door::EnrolAnswer::Enrolled(_)), "{answer:?}");
    let listed = said(&run(&house, &["device", "list"], None));
    assert!(
        listed.contains(&tablet.id.to_string()) && listed.contains("enrolled\tdaisy\tDaisy 1"),
        "{listed}"
    );

    let mut socket = greeted(&process.url, &tablet).await;
    assert!(run(&house, &["device", "revoke", &tablet.id.to_string()], None).status.success());
    let fault = decode(&socket.frame().await.unwrap()).unwrap();
    assert!(matches!(fault, Message::Fault { .. }), "{fault:?}");
    assert!(said(&run(&house, &["device", "list"], None)).contains("revoked"));

    let address = process.url.strip_prefix("http://").unwrap();
    let health = binary().args(["health", "--listen", address]).output().unwrap();
    assert!(health.status.success() && said(&health).contains(r#""status":"ok""#), "{health:?}");
    process.kill();
    let health = binary().args(["health", "--listen", "127.0.0.1:1"]).output().unwrap();
    assert!(!health.status.success());
}

#[test]
fn the_binary_refuses_an_address_that_others_can_reach() {
    let house = House::new();
    let refused = run(&house, &["serve", "--listen", "0.0.0.0:0"], None);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no TLS yet"));
    assert_eq!(said(&refused), "", "and says nothing of listening");
}

#[test]
fn a_second_server_on_one_folder_is_refused_in_words() {
    let house = House::new();
    let _first = Process::serve(&house);
    let second = run(&house, &["serve", "--listen", "127.0.0.1:0"], None);
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("another server is running on the folder"));
}

/// What the server logs while it serves, enrols and refuses: names of things, never of people, never a PIN.
#[tokio::test]
async fn no_name_pin_or_verifier_is_in_the_log() {
    let house = House::new();
    let log = house.folder.path().join("log");
    let mut child = binary()
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(house.folder.path())
        .env("RUST_LOG", "trace")
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let process = Process { child, url: line.trim().strip_prefix("listening on ").unwrap().to_owned() };
    let mut tablet = Tablet::new(1, house.nurse);
    let code = said(&run(&house, &["device", "enrol", "--label", "1", "--ward", "bluebell"], None));
    let door = Door::new(process.url.parse().unwrap()).unwrap();
    door.enrol(&tablet.enrol(code.trim())).await.unwrap();
    for (nonce, pin) in [(1, "204060"), (2, "918273")] {
        let mut question = replication::door::PinCheck {
            device: tablet.id,
            staff: house.nurse,
            pin: pin.into(),
            time: sync_server::clock::Clock::now(&sync_server::clock::SystemClock),
            nonce: [nonce; 16],
            signature: [0; 64],
        };
        question.signature = ed25519_dalek::Signer::sign(&tablet.key, &question.signed_bytes()).to_bytes();
        door.check_pin(&question).await.unwrap();
    }
    let mut socket = greeted(&process.url, &tablet).await;
    let admitted = tablet.fact(&stay(1), crate::house::admission());
    let mut spoiled = admitted.clone();
    spoiled.signature[0] ^= 1;
    socket.send(encode(&push(&stay(1), &[&admitted, &spoiled])).unwrap()).await.unwrap();
    decode(&socket.frame().await.unwrap()).unwrap();
    process.kill();
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("quarantine") && log.contains("did not pass"), "it does log:\n{log}");
    assert!(!log.contains(code.trim()));
    for secret in ["204060", "918273", "argon2", "SYNTHETIC", "Amina", "S0001"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}
