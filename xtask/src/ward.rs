//! `cargo xtask run`: a server, a synthetic hospital and three devices, from nothing to an open page.

mod people;
mod stage;

use crate::{
    page,
    progress::{say, wait},
    repository::{Repository, finish},
    setup::{self, Purpose},
};
use anyhow::{Context, Result, bail, ensure};
use stage::{Event, Stage};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How the ward is to be run.
pub(crate) struct Options {
    /// Forget the ward that is there and make a new one.
    pub(crate) fresh: bool,
    /// In a browser, even where there is a display for windows.
    pub(crate) browser: bool,
    /// With the programs and the screens that are there: nothing is installed or built.
    pub(crate) built: bool,
    /// Where the ward is kept; `demo-data` in the checkout when not said.
    pub(crate) data: Option<PathBuf>,
}

/// Where the ward is kept when nobody says where.
const DATA: &str = "demo-data";

/// Lies in a folder that holds a ward of ours, so that nothing else is ever cleared away.
const OURS: &str = "synthetic-ward";

/// Where the programs look for an enrolment code. A command line could be read by everybody on this computer.
const ENROL: &str = "WARDLIGHT_ENROL";

/// A device of the ward: its name among the programs, its data folder, the name on its back, and of how many of the
/// directory's wards it shows the patients.
const DEVICES: [(&str, &str, usize); 3] = [
    ("nurse", "Tablet 1 (nurse)", 1),
    ("sister", "Ward desk (sister)", 2),
    ("therapist", "Tablet 9 (therapist)", usize::MAX),
];

/// What a newcomer may try, one story for each role: the demo's own file, which its tests hold against the ward.
const STORIES: &str = include_str!("../../crates/demo/stories.json");

/// Builds what is missing, and runs the ward until it is told to stop.
///
/// # Errors
/// When something does not build or start; everything that was started has been stopped by then.
pub(crate) fn run(repository: &Repository, options: &Options) -> Result<()> {
    let display = ["WAYLAND_DISPLAY", "DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let windows = display && !options.browser;
    let page = if options.built {
        let page = repository.path("dist");
        ensure!(page.join("index.html").is_file(), "The screens are not built: cargo xtask page");
        page
    } else {
        setup::run(if windows { Purpose::Tauri } else { Purpose::Page })?;
        let page = page::build(repository, page::Kind::Release)?;
        build(repository, windows)?;
        page
    };

    let data = options.data.clone().unwrap_or_else(|| repository.path(DATA));
    let ward = Ward { repository, data, page, windows };
    let prepared = ward.data.join("prepared");
    if options.fresh || !prepared.is_file() {
        // Nothing, or half a ward from a preparation that was broken off.
        ward.clear()?;
    }
    let mut stage = Stage::set(ward.data.join("logs"))?;
    fs::write(ward.data.join(OURS), "Made by `cargo xtask run`, which may clear it away.\n")?;
    let new = !prepared.is_file();
    if new {
        ward.load_directory(&mut stage)?;
    }
    let url = ward.start_server(&mut stage, "127.0.0.1:0")?;
    if new {
        ward.seed(&mut stage, &url)?;
    }
    let mut addresses = Vec::new();
    for device in DEVICES {
        addresses.push(ward.start_device(&mut stage, &url, device, new)?);
    }
    fs::write(&prepared, "ready\n")?;
    ward.welcome(&addresses, new)?;
    let ended = ward.watch(&mut stage, &url);
    say("Stopping.");
    drop(stage);
    say(format!("Stopped. The ward is kept in {}; --fresh makes a new one.", ward.shown()));
    ended
}

fn build(repository: &Repository, windows: bool) -> Result<()> {
    let mut arguments =
        vec!["build", "--package", "sync-server", "--package", "loopback", "--package", "demo"];
    if windows {
        arguments.extend(["--package", "wardlight"]);
    }
    finish(&mut repository.cargo(&arguments))
}

struct Ward<'a> {
    repository: &'a Repository,
    data: PathBuf,
    page: PathBuf,
    windows: bool,
}

impl Ward<'_> {
    /// The ward's folder, for a person.
    fn shown(&self) -> std::path::Display<'_> {
        if self.data == self.repository.path(DATA) { Path::new(DATA) } else { &self.data }.display()
    }

    fn clear(&self) -> Result<()> {
        if empty(&self.data) {
            return Ok(());
        }
        // The folder in the checkout is ours by its name.
        let ours = self.data.join(OURS).is_file() || self.data == self.repository.path(DATA);
        ensure!(
            ours,
            "{} holds something else than a synthetic ward. Nothing was changed; name another folder.",
            self.shown()
        );
        say(format!("Making a new demo ward; the one in {} goes.", self.shown()));
        fs::remove_dir_all(&self.data)
            .with_context(|| format!("{} could not be removed; is a ward still running?", self.shown()))
    }

    fn server(&self) -> Command {
        Command::new(self.repository.program("wardlight-server"))
    }

    fn server_data(&self) -> PathBuf {
        self.data.join("server")
    }

    fn directory(&self, file: &str) -> PathBuf {
        self.data.join("directory").join(file)
    }

    /// Writes the synthetic hospital's directory and loads it into the server.
    fn load_directory(&self, stage: &mut Stage) -> Result<()> {
        let mut demo = Command::new(self.repository.program("wardlight-demo"));
        stage.finish("directory", demo.arg("write-directory").arg(self.data.join("directory")))?;
        for (what, file) in [("ward", "wards.json"), ("staff", "staff.csv")] {
            let mut import = self.server();
            import.args([what, "import", "--data"]).arg(self.server_data()).arg(self.directory(file));
            for line in stage.finish("import", &mut import)? {
                say(format!("  {line}"));
            }
        }
        Ok(())
    }

    /// Starts the server and gives its address.
    fn start_server(&self, stage: &mut Stage, listen: &str) -> Result<String> {
        let mut serve = self.server();
        serve.args(["serve", "--listen", listen, "--data"]).arg(self.server_data());
        stage.start("server", &mut serve)?;
        stage.line("server", "listening on ")
    }

    /// A one-use code for a device that is to show these wards.
    fn code(&self, stage: &mut Stage, label: &str, wards: &[String]) -> Result<String> {
        let mut enrol = self.server();
        enrol.args(["device", "enrol", "--data"]).arg(self.server_data()).args(["--label", label]);
        for ward in wards {
            enrol.args(["--ward", ward]);
        }
        let said = stage.finish("enrol", &mut enrol)?;
        said.last().cloned().context("the server gave no enrolment code")
    }

    /// Fills the ward with fourteen days of charting.
    fn seed(&self, stage: &mut Stage, url: &str) -> Result<()> {
        let wards = people::wards(&self.directory("wards.json"))?;
        let code = self.code(stage, "Demo seed", &wards)?;
        let mut seed = Command::new(self.repository.program("wardlight-demo"));
        seed.env(ENROL, code).args(["seed", "--server", url, "--data"]).arg(self.data.join("seed"));
        wait("charting fourteen days on the demo ward", || stage.finish("seed", &mut seed).map(drop))
    }

    /// Starts a device. Gives the address of its page, or nothing where it has a window.
    fn start_device(
        &self,
        stage: &mut Stage,
        url: &str,
        (name, label, shown): (&'static str, &str, usize),
        new: bool,
    ) -> Result<Option<String>> {
        let program = if self.windows { "wardlight" } else { "wardlight-desk" };
        let mut device = Command::new(self.repository.program(program));
        device.args(["--demo", "--server", url, "--data"]).arg(self.data.join(name));
        if new {
            let wards = people::wards(&self.directory("wards.json"))?;
            let code = self.code(stage, label, &wards[..shown.min(wards.len())])?;
            device.env(ENROL, code).args(["--label", label]);
        }
        if self.windows {
            stage.start(name, &mut device)?;
            return Ok(None);
        }
        device.arg("--ui").arg(&self.page);
        stage.start(name, &mut device)?;
        stage.line(name, "open ").map(Some)
    }

    fn welcome(&self, addresses: &[Option<String>], new: bool) -> Result<()> {
        say("\nThe ward is open. It is synthetic, and not for clinical use.\n");
        for ((_, label, _), address) in DEVICES.iter().zip(addresses) {
            match address {
                Some(address) => say(format!("  {label:<20} {address}")),
                None => say(format!("  {label:<20} in its own window")),
            }
        }
        say("\nSign in as one of these:\n");
        for person in shown(&people::read(&self.directory("staff.csv"))?) {
            say(format!("  {:<28} {:<20} PIN {}", person.name, person.role, person.pin));
        }
        say("\nThree stories to try, one for each role:\n");
        for (number, story) in stories()?.iter().enumerate() {
            say(format!("  {}. {}", number + 1, story.join("\n     ")));
        }
        if !new {
            say(
                "\nThis is the ward of an earlier run, and its sets are overdue by as long; --fresh makes a new one.",
            );
        }
        say("\nCtrl-C stops everything.");
        Ok(())
    }

    /// Runs until it is told to stop, or nothing is left to look at.
    fn watch(&self, stage: &mut Stage, url: &str) -> Result<()> {
        let listen = url.trim_start_matches("http://").trim_end_matches('/');
        loop {
            match stage.next()? {
                Event::Stop => return Ok(()),
                Event::Typed(line) if line.trim() == "q" => return Ok(()),
                Event::Typed(line) if line.trim() == "s" => self.toggle_server(stage, listen)?,
                Event::Typed(_) | Event::Line(..) | Event::Silent(_) => {}
                Event::Ended("server", _) => bail!("{}", stage.last_words("server")),
                Event::Ended(name, well) if !self.windows || !well => bail!("{}", stage.last_words(name)),
                Event::Ended(name, _) => {
                    say(format!("The {name}'s window was closed."));
                    if !DEVICES.iter().any(|(device, ..)| stage.runs(device)) {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn toggle_server(&self, stage: &mut Stage, listen: &str) -> Result<()> {
        if stage.runs("server") {
            stage.stop("server");
            say("The server is stopped. Type s and Enter to start it again.");
        } else {
            self.start_server(stage, listen)?;
            say("The server runs again.");
        }
        Ok(())
    }
}

/// The lines of each story.
fn stories() -> Result<Vec<Vec<String>>> {
    let stories: Vec<serde_json::Value> =
        serde_json::from_str(STORIES).context("The stories cannot be read")?;
    let lines = |story: &serde_json::Value| serde_json::from_value(story["lines"].clone());
    stories
        .iter()
        .map(lines)
        .collect::<serde_json::Result<Vec<Vec<String>>>>()
        .context("A story has no lines")
}

/// Whether there is nothing in a folder, or no folder.
fn empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

/// A few people, one of each role, the nurse and the sister first.
fn shown(people: &[people::Person]) -> Vec<&people::Person> {
    let mut shown: Vec<&people::Person> = Vec::new();
    for role in ["nurse", "nurse in charge", "therapist", "healthcare assistant", "doctor"] {
        shown.extend(people.iter().find(|person| person.role == role));
    }
    shown
}
