//! The programs of a running ward: started in process groups of their own, logged to files, stopped together whatever
//! happens.

use crate::progress::{now, say};
use anyhow::{Context, Result, bail};
use std::{
    collections::{BTreeMap, VecDeque},
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

/// What is said to whoever ends the ward before it is open.
const STOPPED: &str = "stopped before the ward was open; everything that was started is stopped too";

/// How long a program may take to end when it is asked to.
const PATIENCE: Duration = Duration::from_secs(5);

/// What happens while the ward runs.
pub(crate) enum Event {
    /// The person at the terminal, or the system, wants it to end.
    Stop,
    /// A program wrote a line to its standard output.
    Line(&'static str, String),
    /// Nothing more will come from a program's standard output.
    Silent(&'static str),
    /// A program ended, well or not.
    Ended(&'static str, bool),
    /// The person at the terminal typed a line.
    Typed(String),
}

/// The programs that run, by name. Dropping it stops them, the last started first.
pub(crate) struct Stage {
    logs: PathBuf,
    sender: Sender<Event>,
    events: Receiver<Event>,
    /// What happened while something else was waited for: told next.
    missed: VecDeque<Event>,
    running: BTreeMap<&'static str, u32>,
    order: Vec<&'static str>,
    /// How long a program may take to end when it is asked to.
    patience: Duration,
}

impl Stage {
    /// A stage whose programs log into a folder. From now on Ctrl-C, SIGTERM and what is typed are events.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn set(logs: PathBuf) -> Result<Self> {
        let stage = Self::empty(logs)?;
        let stop = stage.sender.clone();
        ctrlc::set_handler(move || drop(stop.send(Event::Stop)))?;
        let typed = stage.sender.clone();
        thread::spawn(move || {
            for line in std::io::stdin().lines().map_while(Result::ok) {
                if typed.send(Event::Typed(line)).is_err() {
                    return;
                }
            }
        });
        Ok(stage)
    }

    /// A stage that hears nobody but its own programs.
    fn empty(logs: PathBuf) -> Result<Self> {
        fs::create_dir_all(&logs).with_context(|| format!("could not make {}", logs.display()))?;
        let (sender, events) = channel();
        Ok(Self {
            logs,
            sender,
            events,
            missed: VecDeque::new(),
            running: BTreeMap::new(),
            order: Vec::new(),
            patience: PATIENCE,
        })
    }

    /// Where a program's log lies.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// Starts a program.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(&mut self, name: &'static str, command: &mut Command) -> Result<()> {
        let log = self.log(name);
        let log = File::options().create(true).append(true).open(&log);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log?);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut child =
            command.spawn().with_context(|| format!("could not start {:?}", command.get_program()))?;
        self.running.insert(name, child.id());
        self.order.push(name);
        if let Some(output) = child.stdout.take() {
            let lines = self.sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _nobody_listens = lines.send(Event::Line(name, line));
                }
                let _nobody_listens = lines.send(Event::Silent(name));
            });
        }
        let ended = self.sender.clone();
        thread::spawn(move || {
            let well = child.wait().is_ok_and(|status| status.success());
            let _nobody_listens = ended.send(Event::Ended(name, well));
        });
        Ok(())
    }

    /// The next thing that happens.
    ///
    /// # Errors
    /// Never while the stage stands.
    pub(crate) fn next(&mut self) -> Result<Event> {
        if let Some(event) = self.missed.pop_front() {
            return Ok(event);
        }
        let event = self.events.recv()?;
        self.note(&event);
        Ok(event)
    }

    /// Knows at once that a program has ended, whoever is told of it later.
    fn note(&mut self, event: &Event) {
        if let Event::Ended(name, _) = event {
            self.forget(name);
        }
    }

    /// Waits for the line of a program that begins with `prefix`, and gives the rest of it.
    ///
    /// # Errors
    /// When the program ends before, or the person at the terminal wants to.
    pub(crate) fn line(&mut self, from: &'static str, prefix: &str) -> Result<String> {
        let mut missed = VecDeque::new();
        let rest = loop {
            match self.next()? {
                Event::Line(name, line) if name == from => {
                    if let Some(rest) = line.strip_prefix(prefix) {
                        break rest.trim().to_owned();
                    }
                }
                Event::Ended(name, _) if name == from => bail!("{}", self.last_words(from)),
                Event::Stop => bail!(STOPPED),
                other => missed.push_back(other),
            }
        };
        missed.append(&mut self.missed);
        self.missed = missed;
        Ok(rest)
    }

    /// Runs a program to its end and shows what it says.
    ///
    /// # Errors
    /// When it ends badly, or the person at the terminal wants to end.
    pub(crate) fn finish(&mut self, name: &'static str, command: &mut Command) -> Result<Vec<String>> {
        self.start(name, command)?;
        let (mut said, mut missed) = (Vec::new(), VecDeque::new());
        // Its lines and its end come from two threads, in either order.
        let (mut ended, mut silent) = (false, false);
        while !(ended && silent) {
            match self.next()? {
                Event::Line(from, line) if from == name => said.push(line),
                Event::Silent(from) if from == name => silent = true,
                Event::Ended(from, true) if from == name => ended = true,
                Event::Ended(from, false) if from == name => bail!("{}", self.last_words(name)),
                Event::Stop => bail!(STOPPED),
                other => missed.push_back(other),
            }
        }
        missed.append(&mut self.missed);
        self.missed = missed;
        Ok(said)
    }

    /// Whether a program runs.
    pub(crate) fn runs(&self, name: &str) -> bool {
        self.running.contains_key(name)
    }

    /// Stops a program, and waits until it has ended.
    pub(crate) fn stop(&mut self, name: &'static str) {
        let Some(group) = self.running.get(name).copied() else { return };
        end(group, false);
        if !self.ends(name) {
            say(format!("{name} does not end; it is made to"));
            end(group, true);
            self.ends(name);
        }
        self.forget(name);
    }

    /// Waits until a program has ended, however much it and others say meanwhile; not for longer than the patience.
    fn ends(&mut self, name: &str) -> bool {
        let started = now();
        loop {
            let left = self.patience.saturating_sub(now().duration_since(started));
            let Ok(event) = self.events.recv_timeout(left) else { return false };
            self.note(&event);
            match event {
                Event::Ended(ended, _) if ended == name => return true,
                // What a program says while it ends is for nobody.
                Event::Line(from, _) if from == name => {}
                // Whoever wants to end the ward while one program of it is stopped is heard after that.
                other => self.missed.push_back(other),
            }
        }
    }

    fn forget(&mut self, name: &str) {
        self.running.remove(name);
        self.order.retain(|known| *known != name);
    }

    /// What a program that failed wrote last.
    pub(crate) fn last_words(&self, name: &str) -> String {
        let log = self.log(name);
        format!("{name} ended. Its log, {}, ends with:\n{}", log.display(), tail(&log))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        while let Some(name) = self.order.last().copied() {
            self.stop(name);
        }
    }
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(8)..].iter().map(|line| format!("  {line}\n")).collect()
}

/// Asks everything in a process group to end, or makes it.
#[cfg(unix)]
fn end(group: u32, hard: bool) {
    use nix::{
        sys::signal::{Signal, killpg},
        unistd::Pid,
    };
    let signal = if hard { Signal::SIGKILL } else { Signal::SIGTERM };
    if let Ok(group) = i32::try_from(group) {
        let _gone_already = killpg(Pid::from_raw(group), signal);
    }
}

/// Ends a program and what it started; such a system knows no gentler way for a program without a window.
#[cfg(not(unix))]
fn end(group: u32, _hard: bool) {
    let _gone_already = Command::new("taskkill").args(["/T", "/F", "/PID", &group.to_string()]).status();
}

#[cfg(all(test, unix))]
mod tests;
