//! `cargo xtask run` as a newcomer types it, on the programs and screens that are built: three addresses that open the
//! application on a synthetic ward, and nothing left behind at Ctrl-C. Needs the page (`cargo xtask page`).
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use reqwest::{Client, header, redirect::Policy};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};
use tests::{programs::program, repository::root};

/// How long a failing test takes to say so: the longest that the command may be silent. A passing one never waits for it.
const PATIENCE: Duration = Duration::from_secs(120);

/// The running command, and what it says.
struct Running {
    command: Child,
    said: Receiver<String>,
}

impl Running {
    /// Starts it with a ward of its own in `data`, with nobody at its terminal.
    fn start(data: &Path, fresh: bool) -> Self {
        // Built now where they are not built yet: the command builds nothing.
        for needed in ["wardlight-server", "wardlight-desk", "wardlight-demo"] {
            let _built = program(needed);
        }
        let mut run = Command::new(program("xtask"));
        run.args(["run", "--browser", "--built", "--data"]).arg(data).args(fresh.then_some("--fresh"));
        run.current_dir(root()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut command = run.spawn().unwrap();
        let (sender, said) = channel();
        let words = command.stderr.take().unwrap();
        thread::spawn(move || {
            for line in BufReader::new(words).lines().map_while(Result::ok) {
                let _the_test_is_over = sender.send(line);
            }
        });
        Self { command, said }
    }

    /// What it says, up to and with the line that has `last` in it.
    fn until(&self, last: &str) -> Vec<String> {
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.contains(last)) {
            let line = self.said.recv_timeout(PATIENCE);
            lines.push(line.unwrap_or_else(|_| panic!("{last:?} was never said, but {lines:#?}")));
        }
        lines
    }

    /// Ctrl-C, and waits for its end.
    fn interrupt(mut self) -> (ExitStatus, Vec<String>) {
        signal(&self.command, Signal::SIGINT);
        // Its words end with it.
        let last = self.said.iter().collect();
        (self.command.wait().unwrap(), last)
    }
}

impl Drop for Running {
    /// A test that failed leaves nothing behind either.
    fn drop(&mut self) {
        if matches!(self.command.try_wait(), Ok(None)) {
            signal(&self.command, Signal::SIGTERM);
            let _ended = self.command.wait();
        }
    }
}

fn signal(child: &Child, signal: Signal) {
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal).unwrap();
}

/// The command lines of the processes that work on a ward in this folder.
fn at_work_on(data: &Path) -> Vec<Vec<String>> {
    let data = data.to_str().unwrap();
    let processes = fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    // One that has ended meanwhile has no command line.
    let lines = processes.filter_map(|process| fs::read_to_string(process.path().join("cmdline")).ok());
    lines
        .map(|line| line.split('\0').map(str::to_owned).collect::<Vec<_>>())
        .filter(|words| words.iter().any(|word| word.starts_with(data)))
        .collect()
}

/// The port of an address such as `http://127.0.0.1:8080/…`.
fn port(address: &str) -> u16 {
    let host = address.trim_start_matches("http://").split('/').next().unwrap();
    host.rsplit(':').next().unwrap().parse().unwrap()
}

fn open(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// A device's page in a browser.
struct Opened {
    client: Client,
    site: String,
    cookie: String,
}

impl Opened {
    /// Opens an address as a browser would.
    async fn at(address: &str) -> Self {
        let site = address.split("/?").next().unwrap().to_owned();
        let host = site.trim_start_matches("http://").split(':').next().unwrap();
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port(address)));
        let client =
            Client::builder().redirect(Policy::none()).no_proxy().resolve(host, here).build().unwrap();
        let entry = client.get(address).send().await.unwrap();
        let cookie = entry.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { client, site, cookie }
    }

    /// The page itself.
    async fn page(&self) -> String {
        let page = self.client.get(format!("{}/", self.site)).header(header::COOKIE, &self.cookie);
        let page = page.send().await.unwrap();
        assert!(page.status().is_success(), "the page is there: {}", page.status());
        page.text().await.unwrap()
    }

    /// The shell's answer to a question of the page.
    async fn ask(&self, question: &str) -> Value {
        let asked = self.client.post(format!("{}/call", self.site)).header(header::COOKIE, &self.cookie);
        let answer = asked.json(&json!(question)).send().await.unwrap();
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    /// Whether the device says of itself that its ward is synthetic, which every screen then says.
    async fn demo(&self) -> bool {
        self.ask("hello").await["ok"]["hello"]["demo"] == true
    }

    /// Waits until the device knows from the server who works here.
    async fn people(&self) {
        let known = async {
            while self.ask("staff_choices").await["ok"]["staff"].as_array().is_none_or(Vec::is_empty) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, known).await.expect("the device knows who works here");
    }
}

/// The lines of the three stories, as the demo keeps them.
fn stories() -> Vec<Vec<String>> {
    let file = fs::read_to_string(root().join("crates/demo/stories.json")).unwrap();
    let stories: Vec<Value> = serde_json::from_str(&file).unwrap();
    assert_eq!(stories.len(), 3, "one for each role");
    stories.into_iter().map(|mut story| serde_json::from_value(story["lines"].take()).unwrap()).collect()
}

#[tokio::test]
async fn the_first_command_opens_a_synthetic_ward_on_three_devices_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("ward");
    let ward = Running::start(&data, true);
    let said = ward.until("Ctrl-C stops everything");
    assert!(said.iter().any(|line| line.contains("synthetic, and not for clinical use")), "{said:#?}");
    for role in ["nurse", "nurse in charge", "therapist"] {
        let somebody = said.iter().any(|line| line.contains(&format!(" {role} ")) && line.contains("PIN "));
        assert!(somebody, "a {role} to sign in as: {said:#?}");
    }
    let told: Vec<&str> = said.iter().map(|line| line.trim_start()).collect();
    for (number, story) in stories().iter().enumerate() {
        let first = format!("{}. {}", number + 1, story[0]);
        let at = told.iter().position(|line| *line == first).expect("every story is told, in its order");
        assert_eq!(
            told[at + 1..].iter().take(story.len() - 1).collect::<Vec<_>>(),
            story[1..].iter().collect::<Vec<_>>()
        );
    }
    let addresses: Vec<&str> =
        said.iter().filter_map(|line| line.find("http://").map(|at| line[at..].trim())).collect();
    assert_eq!(addresses.len(), 3, "an address for each device: {said:#?}");

    let index = fs::read_to_string(root().join("dist/index.html")).unwrap();
    for address in &addresses {
        let device = Opened::at(address).await;
        assert_eq!(device.page().await, index, "the screens that were built");
        assert!(device.demo().await, "every screen says DEMO");
        device.people().await;
    }

    let at_work = at_work_on(&data);
    let server = at_work.iter().flatten().find(|word| word.starts_with("http://127.0.0.1:"));
    let ports: Vec<u16> = addresses.iter().copied().chain(server.map(String::as_str)).map(port).collect();
    assert_eq!((at_work.len(), ports.len()), (5, 4), "the command, the server, three devices: {at_work:?}");
    assert!(ports.iter().all(|port| open(*port)));

    let (status, last) = ward.interrupt();
    assert!(status.success(), "{status}: {last:#?}");
    assert!(last.iter().any(|line| line.starts_with("Stopped. The ward is kept in ")), "{last:#?}");
    assert_eq!(at_work_on(&data), Vec::<Vec<String>>::new(), "no process is left behind");
    assert!(!ports.into_iter().any(open), "no port is left open");

    // The ward of an earlier run is there again, without another fourteen days of charting.
    let again = Running::start(&data, false);
    let said = again.until("Ctrl-C stops everything");
    assert!(said.iter().any(|line| line.contains("the ward of an earlier run")), "{said:#?}");
    let address = said.iter().find_map(|line| line.find("http://").map(|at| line[at..].trim())).unwrap();
    assert!(Opened::at(address).await.demo().await);
    assert!(again.interrupt().0.success() && at_work_on(&data).is_empty());
}

/// Whoever presses Ctrl-C in the middle of fourteen days of charting gets her terminal back, and a new ward next time.
#[test]
fn ctrl_c_while_the_ward_is_made_ends_everything_too() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("ward");
    let mut ward = Running::start(&data, true);
    ward.until("wards written");
    let charting = || at_work_on(&data).iter().any(|words| words.iter().any(|word| word == "seed"));
    while !charting() {
        assert!(ward.command.try_wait().unwrap().is_none(), "it ended before it charted");
        thread::yield_now();
    }
    let (status, last) = ward.interrupt();
    assert!(
        !status.success() && last.iter().any(|line| line.contains("stopped before the ward was open")),
        "{status}: {last:#?}"
    );
    assert_eq!(at_work_on(&data), Vec::<Vec<String>>::new());
    assert!(!data.join("prepared").exists(), "half a ward is not taken for one");
}

#[test]
fn a_folder_that_holds_something_else_is_never_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let theirs = folder.path().join("thesis.txt");
    fs::write(&theirs, "years of work").unwrap();
    let ward = Running::start(folder.path(), true);
    let said: Vec<String> = ward.said.iter().collect();
    assert!(said.iter().any(|line| line.contains("Nothing was changed")), "{said:#?}");
    assert_eq!(fs::read_to_string(theirs).unwrap(), "years of work");
}
