//! Several nodes on one database: devices are woken across them, and nodes come and go without a save being refused.

use crate::{
    cluster::cluster,
    frames::Frames as _,
    house::{House, NINE, Tablet, entry, push, stay},
};
use record::SignedFact;
use replication::{
    Chain, Message,
    chain::Cursor,
    wire::{Fate, decode, encode},
};
use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};
use sync_server::{Config, Running, Server, StorageAt, admin::Desk};
use tokio::sync::watch;
use transport::{Transport as _, TransportError, WebSocket};

/// A house on PostgreSQL; `None`, said aloud, where there is none.
fn house() -> Option<House> {
    cluster(std::thread::current().name().unwrap_or("a test")).map(|_| House::new())
}

/// A folder for another node: the same key, nothing else.
fn folder(house: &House) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(house.folder.path().join("server.key"), folder.path().join("server.key")).unwrap();
    folder
}

async fn another(house: &House, folder: &Path) -> Running {
    Server::start(Config { data_dir: folder.to_owned(), ..house.config.clone() }).await.unwrap()
}

async fn greeted(url: &str, tablet: &Tablet) -> Result<WebSocket, TransportError> {
    let mut socket = WebSocket::new(url.parse().unwrap());
    socket.connect().await?;
    let Ok(Message::Challenge { nonce }) = decode(&socket.frame().await?) else { panic!("no challenge") };
    socket.send(encode(&Message::Hello(tablet.hello(&nonce, NINE))).unwrap()).await?;
    match decode(&socket.frame().await?).unwrap() {
        Message::Welcome(_) => Ok(socket),
        other => panic!("not welcome: {other:?}"),
    }
}

async fn say(socket: &mut WebSocket, message: &Message) -> Result<(), TransportError> {
    socket.send(encode(message).unwrap()).await
}

/// The next answer: hints may come at any time.
async fn answer(socket: &mut WebSocket) -> Result<Message, TransportError> {
    loop {
        match decode(&socket.frame().await?).unwrap() {
            Message::Note { .. } => {}
            answer => return Ok(answer),
        }
    }
}

#[tokio::test]
async fn what_is_saved_at_one_node_arrives_at_a_device_of_another() {
    let Some(house) = house() else { return };
    let server = house.open();
    let (mut nurse, sister) =
        (house.tablet(&server, 1, &["bluebell"]), house.tablet(&server, 2, &["bluebell"]));
    drop(server);
    let beside = folder(&house);
    let (one, two) =
        (Server::start(house.config.clone()).await.unwrap(), another(&house, beside.path()).await);
    let mut from = greeted(&one.url(), &nurse).await.unwrap();
    let mut to = greeted(&two.url(), &sister).await.unwrap();
    say(&mut to, &Message::Sync { cursors: vec![(stay(1), Cursor::START)] }).await.unwrap();
    assert!(matches!(answer(&mut to).await, Ok(Message::Synced { .. })));
    let facts = [
        nurse.fact(&stay(1), crate::house::admission()),
        nurse.fact(&stay(1), crate::house::placement("bluebell")),
    ];
    say(&mut from, &push(&stay(1), &facts.each_ref())).await.unwrap();
    let Ok(Message::Ack { fates, .. }) = answer(&mut from).await else { panic!("not acknowledged") };
    assert_eq!(fates.iter().map(|(_, fate)| *fate).collect::<Vec<_>>(), [Fate::At(1), Fate::At(2)]);
    // By the word of the other node, or by asking: the test ends when the hint is there.
    while decode(&to.frame().await.unwrap()).unwrap() != (Message::Note { scope: stay(1), head: 2 }) {}
    say(&mut to, &Message::Pull { scope: stay(1), after: 0, max: 10 }).await.unwrap();
    let Ok(Message::Page(page)) = answer(&mut to).await else { panic!("no page") };
    assert_eq!(page.entries, facts.each_ref().map(entry));
    one.stop().await;
    two.stop().await;
}

#[tokio::test]
async fn a_revocation_at_one_node_closes_the_socket_at_another() {
    let Some(house) = house() else { return };
    let tablet = house.tablet(&house.open(), 1, &["bluebell"]);
    let beside = folder(&house);
    let two = another(&house, beside.path()).await;
    let mut socket = greeted(&two.url(), &tablet).await.unwrap();
    house.desk().revoke(tablet.id).unwrap();
    let told = answer(&mut socket).await;
    assert_eq!(told, Ok(Message::Fault { code: replication::wire::FaultCode::Revoked }));
    two.stop().await;
}

#[test]
fn a_node_with_a_key_of_its_own_is_refused_and_told_which_file_it_needs() {
    let Some(house) = house() else { return };
    let elsewhere = tempfile::tempdir().unwrap();
    let config = Config {
        data_dir: elsewhere.path().to_owned(),
        entropy: Arc::new(sync_server::clock::SystemEntropy),
        ..house.config.clone()
    };
    let Err(error) = Desk::open(&config) else { panic!("a second server on one database") };
    assert!(error.to_string().contains("Copy server.key"), "{error}");
}

/// The binary as a node of the house.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    /// Its database is told by a file, as a password would be.
    fn serve(folder: &Path, database: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wardlight-server"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .env("WARDLIGHT_DATABASE_FILE", database)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, url }
    }

    /// Asked to stop, as systemd does.
    fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success() && self.child.wait().unwrap().success(), "it ends well");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Pushes these one at a time, at whichever node is there, each until it is acknowledged. Answers how often it had to begin
/// again.
async fn push_all(
    tablet: Tablet,
    facts: Vec<SignedFact>,
    urls: Arc<Mutex<Vec<String>>>,
    done: Arc<watch::Sender<usize>>,
) -> usize {
    let (mut socket, mut turn, mut again) = (None, usize::from(tablet.id.as_bytes()[0]), 0);
    for fact in facts {
        loop {
            let mut open = match socket.take() {
                Some(open) => open,
                None => {
                    let url = {
                        let urls = urls.lock().unwrap();
                        turn += 1;
                        urls[turn % urls.len()].clone()
                    };
                    match greeted(&url, &tablet).await {
                        Ok(open) => open,
                        Err(_) => {
                            again += 1;
                            tokio::task::yield_now().await;
                            continue;
                        }
                    }
                }
            };
            let said = match say(&mut open, &push(&stay(1), &[&fact])).await {
                Ok(()) => answer(&mut open).await,
                Err(error) => Err(error),
            };
            match said {
                Ok(Message::Ack { fates, .. }) => {
                    assert!(matches!(fates[0].1, Fate::At(_) | Fate::Duplicate(_)), "refused: {fates:?}");
                    socket = Some(open);
                    break;
                }
                // Told to come again.
                Ok(Message::Busy { .. }) => socket = Some(open),
                Ok(Message::Fault { code: replication::wire::FaultCode::Unavailable }) | Err(_) => again += 1,
                Ok(other) => panic!("{other:?}"),
            }
        }
        done.send_modify(|acknowledged| *acknowledged += 1);
    }
    again
}

/// Waits until so many saves are acknowledged: the blow falls in the middle of the load.
async fn reached(done: &watch::Sender<usize>, many: usize) {
    done.subscribe().wait_for(|acknowledged| *acknowledged >= many).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_is_killed_and_the_others_restarted_one_by_one_under_load_without_a_refused_save() {
    const TABLETS: u8 = 6;
    const EACH: usize = 60;
    let Some(house) = house() else { return };
    let server = house.open();
    let mut tablets: Vec<Tablet> =
        (1..=TABLETS).map(|seed| house.tablet(&server, seed, &["bluebell"])).collect();
    drop(server);
    let facts: Vec<Vec<SignedFact>> =
        tablets.iter_mut().map(|tablet| (0..EACH).map(|_| tablet.any(&stay(1))).collect()).collect();
    let expected: BTreeSet<[u8; 32]> = facts.iter().flatten().map(|fact| fact.hash().0).collect();
    let folders: Vec<_> = (0..2).map(|_| folder(&house)).collect();
    let address = house.folder.path().join("database");
    std::fs::write(&address, address_of(&house)).unwrap();
    let mut nodes: Vec<Process> =
        folders.iter().map(|folder| Process::serve(folder.path(), &address)).collect();
    let urls = Arc::new(Mutex::new(nodes.iter().map(|node| node.url.clone()).collect::<Vec<_>>()));
    let done = Arc::new(watch::Sender::new(0));
    let reader = tablets[0].clone();
    let pushing: Vec<_> = tablets
        .into_iter()
        .zip(facts)
        .map(|(tablet, facts)| tokio::spawn(push_all(tablet, facts, urls.clone(), done.clone())))
        .collect();
    reached(&done, 60).await;
    drop(nodes.remove(0)); // kill -9
    reached(&done, 120).await;
    let put = |url: &str, at: usize| urls.lock().unwrap()[at] = url.to_owned();
    let first = Process::serve(folders[0].path(), &address);
    put(&first.url, 0);
    reached(&done, 180).await;
    nodes.remove(0).stop();
    let second = Process::serve(folders[1].path(), &address);
    put(&second.url, 1);
    reached(&done, 240).await;
    first.stop();
    put(&second.url, 0);
    let mut again = 0;
    for task in pushing {
        again += task.await.unwrap();
    }
    assert!(again > 0, "nobody noticed: the nodes went when nothing was under way");
    let mut socket = greeted(&second.url, &reader).await.unwrap();
    say(&mut socket, &Message::Pull { scope: stay(1), after: 0, max: 500 }).await.unwrap();
    let Ok(Message::Page(page)) = answer(&mut socket).await else { panic!("no page") };
    let hashes: Vec<[u8; 32]> = page.entries.iter().map(crate::house::hash).collect();
    assert_eq!(hashes.len(), expected.len(), "dense, each once");
    assert_eq!(hashes.iter().copied().collect::<BTreeSet<_>>(), expected);
    assert_eq!(page.chain, Chain::EMPTY.over(&hashes));
    let audit = house.desk().audit().unwrap();
    assert_eq!(audit.findings, []);
}

/// The address of a house's database.
fn address_of(house: &House) -> String {
    let StorageAt::Postgres(address) = &house.config.storage else { panic!("a house on SQLite") };
    let shown = address.to_string();
    let name = shown.split(' ').nth(1).unwrap();
    cluster("").unwrap().address(name)
}
