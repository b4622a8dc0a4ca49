//! A data folder as a device of the ward: enrolled, speaking with the server, waited for.

use anyhow::{Context, bail};
use app::{App, Config, Session, driver, enrol};
use contract::{Connection, Event, Hello, Reply, Request};
use std::{fmt, path::Path, sync::Arc, time::Duration};
use tokio::{
    runtime::Runtime,
    sync::{broadcast::Receiver, broadcast::error::RecvError, oneshot},
    task::JoinHandle,
    time::{Instant, timeout},
};

/// How long nothing may move before the command gives up. What was written waits in the folder.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long to wait for news before looking without any.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// What the sockets and the disk are awaited on.
pub(crate) fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("The command could not start. Nothing was written.")
}

/// Opens a data folder, made if it is not there.
pub(crate) fn open(folder: &Path, server: Option<&str>) -> anyhow::Result<Arc<App>> {
    let mut config = Config::new(folder);
    config.demo = true;
    config.server_url = server.map(str::to_owned);
    Ok(App::open(config)?)
}

/// An open folder whose driver speaks with the server.
pub(crate) struct Device {
    app: Arc<App>,
    events: Receiver<Event>,
    stop: oneshot::Sender<()>,
    driver: JoinHandle<()>,
}

impl Device {
    /// Enrols the folder if it is not, and begins to speak with the server.
    pub(crate) async fn connect(
        app: Arc<App>,
        server: &str,
        code: Option<&str>,
        label: &str,
    ) -> anyhow::Result<Self> {
        if app.server().is_none() {
            let Some(code) = code else {
                bail!(
                    "This data folder is not enrolled. Nothing was written. Give --enrol with a fresh code."
                );
            };
            let welcome = enrol::enrol(&app, server, code, label).await?;
            eprintln!("enrolled as {:?}", welcome.label);
        }
        let events = app.subscribe();
        let (stop, stopped) = oneshot::channel();
        let driver = tokio::spawn(driver::run(Arc::clone(&app), async {
            // A dropped sender stops it as well.
            let _ = stopped.await;
        }));
        Ok(Self { app, events, stop, driver })
    }

    /// Waits until the device knows the server's time and is `ready`.
    pub(crate) async fn until_caught_up(&mut self, ready: impl Fn(&Hello) -> bool) -> anyhow::Result<()> {
        self.until(|hello| {
            let online = hello.sync.connection == Connection::Online;
            online && hello.sync.clock_offset_ms.is_some() && ready(hello)
        })
        .await
    }

    /// Waits until everything written here has come back from the server, verified.
    pub(crate) async fn until_delivered(&mut self) -> anyhow::Result<()> {
        self.until(|hello| hello.sync.unsent == 0 && hello.sync.unverified == 0).await?;
        match self.hello()?.sync.set_aside {
            0 => Ok(()),
            refused => bail!(
                "The server set {refused} entries aside. They are kept here and there. Look at them on the entries \
                 screen, and tell IT support."
            ),
        }
    }

    /// Ends the conversation.
    pub(crate) async fn close(self) {
        // It may have ended by itself.
        let _ = self.stop.send(());
        let _ = self.driver.await;
    }

    /// Waits, and says how it goes; gives up when nothing has moved for a minute.
    async fn until(&mut self, ready: impl Fn(&Hello) -> bool) -> anyhow::Result<()> {
        let (mut before, mut said) = (None, Standing::default());
        let mut give_up = Instant::now() + PATIENCE;
        loop {
            let hello = self.hello()?;
            if ready(&hello) {
                return Ok(());
            }
            let now = Standing::of(&hello);
            if before.as_ref() != Some(&now) {
                give_up = Instant::now() + PATIENCE;
                before = Some(now.clone());
            }
            if now.is_worth_saying(&said) {
                eprintln!("{now}");
                said = now;
            }
            if Instant::now() >= give_up {
                bail!(
                    "Nothing has moved for a minute. {} What was written is kept in the data folder. Run the same \
                     command again.",
                    hello.sync.trouble
                );
            }
            // Events are news, not accounts: whatever came, or did not, the next round looks for itself.
            match timeout(LOOK_AGAIN, self.events.recv()).await {
                Ok(Err(RecvError::Closed)) => bail!("The application ended. What was written is kept."),
                Ok(Ok(_) | Err(RecvError::Lagged(_))) | Err(_) => {}
            }
        }
    }

    fn hello(&self) -> anyhow::Result<Hello> {
        match self.app.call(&Session::new(), Request::Hello)? {
            Reply::Hello(hello) => Ok(hello),
            _ => bail!("The application answered something else than was asked. What was written is kept."),
        }
    }
}

/// How much is still to do, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Standing {
    unsent: u32,
    unverified: u32,
    trouble: String,
}

impl Standing {
    fn of(hello: &Hello) -> Self {
        let sync = &hello.sync;
        Self { unsent: sync.unsent, unverified: sync.unverified, trouble: sync.trouble.clone() }
    }

    /// Every hundredth entry and every trouble, so that a terminal is not flooded.
    fn is_worth_saying(&self, said: &Self) -> bool {
        let new_trouble = self.trouble != said.trouble && !self.trouble.is_empty();
        new_trouble || (self.unsent + self.unverified).abs_diff(said.unsent + said.unverified) >= 100
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "to be sent: {}, sent and not yet back: {}", self.unsent, self.unverified)?;
        if self.trouble.is_empty() { Ok(()) } else { write!(f, "; {}", self.trouble) }
    }
}
