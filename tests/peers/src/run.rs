//! The processes of a run: a server, and devices that are told what to do and say how it went.

use crate::workload::Said;
use anyhow::{Context as _, Result, bail, ensure};
use std::{
    io::{BufRead as _, BufReader, Read, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
};
use tokio::{
    sync::mpsc,
    time::{Duration, Instant, interval, timeout},
};

/// How long a server or its devices may take to begin.
const BEGINNING: Duration = Duration::from_secs(60);

/// A server that listens.
pub struct Serving {
    held: Held,
    /// On this port of this machine.
    pub port: u16,
}

/// A process that is gone when nobody holds it any more.
struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        // One that has ended is gone already.
        let _gone = self.0.kill().is_err();
        let _reaped = self.0.wait().is_err();
    }
}

/// What a process or a person says, line by line, until the end of it. All of it is read, so that nobody waits for us.
pub fn lines_of(out: impl Read + Send + 'static) -> mpsc::UnboundedReceiver<String> {
    let (tell, told) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            // Nobody listens any more, and it is read all the same.
            let _unheard = tell.send(line).is_err();
        }
    });
    told
}

/// Starts a server and waits until it takes connections: on the port that it says, unless it was told which.
///
/// # Errors
/// When it ends, or does not say where it listens.
pub async fn serving(command: &mut Command, known: Option<String>) -> Result<Serving> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut held = Held(command.spawn()?);
    let mut lines = lines_of(held.0.stdout.take().context("it says nothing")?);
    let said = match known {
        Some(port) => port,
        None => timeout(BEGINNING, lines.recv()).await?.context("it ended at once")?,
    };
    let port = said.trim().rsplit(':').next().and_then(|port| port.parse().ok());
    let port: u16 = port.with_context(|| format!("it does not say where it listens: {said}"))?;
    let began = Instant::now();
    let mut again = interval(Duration::from_millis(50));
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        ensure!(began.elapsed() < BEGINNING, "nobody listens");
        ensure!(held.0.try_wait()?.is_none(), "it ended");
        again.tick().await;
    }
    Ok(Serving { held, port })
}

impl Serving {
    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.held.0.id()
    }

    /// Kills it where it stands.
    ///
    /// # Errors
    /// When it cannot be.
    pub fn kill(mut self) -> Result<()> {
        self.held.0.kill()?;
        Ok(self.held.0.wait().map(drop)?)
    }
}

/// A process of devices.
pub struct Devices {
    held: Held,
    orders: ChildStdin,
    lines: mpsc::UnboundedReceiver<String>,
}

impl Devices {
    /// Starts them and waits until they are ready. What they call the stays comes with them.
    ///
    /// # Errors
    /// When they do not start.
    pub async fn ready(mut command: Command) -> Result<(Self, Vec<String>)> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut held = Held(command.spawn()?);
        let orders = held.0.stdin.take().context("devices take orders")?;
        let lines = lines_of(held.0.stdout.take().context("devices say how it went")?);
        let mut devices = Self { held, orders, lines };
        let Said { names: Some(names), .. } = timeout(BEGINNING, devices.said()).await?? else {
            bail!("the devices are not ready");
        };
        Ok((devices, names))
    }

    /// What they say next.
    ///
    /// # Errors
    /// When they have ended.
    pub async fn said(&mut self) -> Result<Said> {
        let line = self.lines.recv().await.context("the devices have ended")?;
        serde_json::from_str(&line).with_context(|| line.chars().take(200).collect::<String>())
    }

    /// Tells them something.
    ///
    /// # Errors
    /// When they have ended.
    pub fn tell(&mut self, word: &str) -> Result<()> {
        writeln!(self.orders, "{word}")?;
        Ok(self.orders.flush()?)
    }

    /// Ends them, and hears which values were acknowledged and which had reached somebody else.
    ///
    /// # Errors
    /// When they end badly.
    pub async fn stop(mut self) -> Result<Said> {
        self.tell("stop")?;
        let last = loop {
            let said = self.said().await?;
            // The number is told on the way, the list at the end.
            if said.shown.as_ref().is_some_and(serde_json::Value::is_array) {
                break said;
            }
        };
        self.held.0.wait()?;
        Ok(last)
    }
}
