//! One server: its log, its exchange and its doors, opened over one data folder, with or without sockets.

use crate::{
    Config, Exchange, ServerKey,
    config::NotLoopback,
    database::StoreError,
    enrolment::{EnrolError, Enrolment},
    folder::{FolderError, Serving},
    http::{self, Shared},
    key::KeyError,
    pin::Pins,
    storage::{Storage, StorageError},
};
use axum::serve::ListenerExt;
use clinical::UtcMillis;
use ed25519_dalek::{Signature, Signer};
use record::{Directory as _, VerifyingKey};
use replication::door::{
    Enrol, EnrolAnswer, PIN_CHECK_LASTS_MS, PinAnswer, PinAnswered, PinCheck, PinRefused,
};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
    task::JoinHandle,
    time::timeout,
};

/// How often the directory is looked at for what an administrator has changed in another process. Bounds how long the
/// socket of a revoked device that says nothing stays open.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// How long open conversations may take to end when the server stops.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why a server could not be started. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can be reached from other machines.
    #[error(transparent)]
    NotLoopback(#[from] NotLoopback),
    /// Another server serves the folder, or it cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database could not be opened.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The server's key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; perhaps another server runs there")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
}

/// A server over its data folder. Dropping it closes the database.
pub struct Server {
    config: Config,
    exchange: Exchange,
    enrolment: Enrolment,
    pins: Pins,
    key: ServerKey,
    _serving: Serving,
}

impl Server {
    /// Opens a server without sockets: a simulated network drives [`Server::exchange`] and the doors itself.
    ///
    /// # Errors
    /// When another server serves the folder, or the database or the key cannot be opened.
    pub fn open(config: Config) -> Result<Self, StartError> {
        let serving = Serving::take(&config.data_dir)?;
        let key = ServerKey::open(&config.data_dir, &*config.entropy)?;
        let Storage { log, doors, .. } = Storage::open(&config, &key)?;
        let enrolment = Enrolment::new(doors.clone(), key.clone(), log.epoch(), config.entropy.clone());
        let exchange = Exchange::new(log, key.clone(), config.entropy.clone(), config.limits);
        Ok(Self { config, exchange, enrolment, pins: Pins::new(doors), key, _serving: serving })
    }

    /// Opens a server and listens. Returns once connections are taken.
    ///
    /// # Errors
    /// When the address is not this machine's own, or anything cannot be opened.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        config.check_listen()?;
        let asked = config.listen;
        let listen = |source| StartError::Listen { address: asked, source };
        let server =
            tokio::task::spawn_blocking(|| Self::open(config)).await.map_err(|_| StoreError::Stopped)??;
        let listener = TcpListener::bind(asked).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(run(Arc::new(server), listener, stopping));
        tracing::info!(%address, "listening");
        Ok(Running { address, stop, running })
    }

    /// The conversations with devices.
    pub const fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// What the server was started with.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The door for new devices. Blocks on the disk.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn enrol(&self, question: &Enrol, now: UtcMillis) -> Result<EnrolAnswer, EnrolError> {
        let answer = self.enrolment.enrol(question, &*self.exchange.directory()?, now)?;
        if let Err(error) = self.exchange.refresh(now) {
            // The answer is durable and stands; whoever looks next tries again.
            tracing::error!(%error, "what waits in quarantine could not be looked at again after an enrolment");
        }
        Ok(answer)
    }

    /// The door for a person's first PIN check on a device. Blocks on the disk and on Argon2.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub fn check_pin(&self, question: &PinCheck, now: UtcMillis) -> Result<PinAnswer, StoreError> {
        let refused = |why| Ok(PinAnswer::Refused(why));
        let Some(rights) = self.exchange.directory()?.device(&question.device) else {
            return refused(PinRefused::NotEnrolled);
        };
        let signature = Signature::from_bytes(&question.signature);
        let proved = VerifyingKey::from_bytes(&rights.key)
            .is_ok_and(|key| key.verify_strict(&question.signed_bytes(), &signature).is_ok());
        if !proved {
            return refused(PinRefused::NotEnrolled);
        }
        if rights.revoked_at.is_some() {
            return refused(PinRefused::Revoked);
        }
        if now.0.abs_diff(question.time.0) > PIN_CHECK_LASTS_MS {
            return refused(PinRefused::WrongTime);
        }
        if !self.pins.first_time(question.device, question.nonce)? {
            return refused(PinRefused::Replayed);
        }
        self.pins.check(question.staff, question.device, &question.pin, now)
    }

    /// An answer to this question, with this server's time and signature.
    pub fn signed(&self, question: &PinCheck, answer: PinAnswer, time: UtcMillis) -> PinAnswered {
        let signature = self.key.signing().sign(&question.answer_bytes(&answer, time)).to_bytes();
        PinAnswered { answer, time, signature }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_health(&self) -> Result<(), StoreError> {
        self.exchange.directory().map(drop)
    }
}

/// A server that listens.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as devices are told it, such as `http://127.0.0.1:8080`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops: takes no new connections, says goodbye to the open ones, and closes the database.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.running.await.is_err() {
            tracing::error!("the server ended by a fault of its own");
        }
    }
}

/// Serves until told to stop, and until the last conversation has ended.
async fn run(server: Arc<Server>, listener: TcpListener, stopping: watch::Receiver<bool>) {
    let watcher = tokio::spawn(look_again(server.clone(), stopping.clone()));
    let (guard, mut last) = mpsc::channel(1);
    let router = http::router(Shared::new(server.clone(), stopping.clone(), guard));
    let told = stopping.clone();
    // A hint and an acknowledgement are two small frames. Without this the second waits until the device has said that it
    // has the first, and a device with nothing to say takes 40 ms over that.
    let prompt = listener.tap_io(|socket| {
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "a connection will be answered late");
        }
    });
    let mut served =
        tokio::spawn(axum::serve(prompt, router).with_graceful_shutdown(stopped(told)).into_future());
    stopped(stopping.clone()).await;
    if timeout(FAREWELL, &mut served).await.is_err() {
        served.abort();
        tracing::warn!("some requests were cut off by the stop");
    }
    if timeout(FAREWELL, last.recv()).await.is_err() {
        tracing::warn!("some conversations were cut off by the stop");
    }
    let _ended = watcher.await;
    // Closing the database waits for its writing thread.
    let _closed = tokio::task::spawn_blocking(move || {
        write_heard(&server, server.config.clock.now(), true);
        drop(server);
    })
    .await;
}

fn write_heard(server: &Server, now: UtcMillis, at_once: bool) {
    if let Err(error) = server.exchange.write_heard(now, at_once) {
        tracing::warn!(%error, "when devices were last heard could not be written down");
    }
}

/// Waits for the word to stop. The loss of the handle that could give it is the same.
pub(crate) async fn stopped(mut stopping: watch::Receiver<bool>) {
    let _lost = stopping.wait_for(|stop| *stop).await.is_err();
}

/// Looks at the directory every now and then, since another process may have changed it.
async fn look_again(server: Arc<Server>, stopping: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(LOOK_AGAIN);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopped(stopping.clone()) => return,
            _ = ticks.tick() => {}
        }
        let server = server.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let now = server.config.clock.now();
            write_heard(&server, now, false);
            server.exchange.refresh(now)
        });
        if let Ok(Err(error)) = looked.await {
            tracing::error!(%error, "the directory cannot be read");
        }
    }
}
