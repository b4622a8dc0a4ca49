//! The sync driver: carries the session's frames over a connection, waits, and tries again. One for both shells.
//!
//! The session decides what to send and how long to wait; the disk is [`App::sync`]'s. This only awaits.

use crate::{App, Input, PinAuthority, PinVerdict, SyncAction, downtime};
use clinical::{StaffId, UtcMillis};
use replication::door::{PinAnswer, PinRefused};
use std::{
    collections::VecDeque,
    sync::{Arc, mpsc as blocking},
    time::Duration,
};
use store::Disk;
use tokio::sync::mpsc;
use transport::{Door, Heard, ServerUrl, Transport, WebSocket};

/// The longest sleep. The wall clock may jump meanwhile, and the disk wants looking after.
const LONGEST_SLEEP_MS: i64 = 30_000;

/// How long a sign-in waits for the server's word: a little longer than the door itself.
const PIN_WAIT: Duration = Duration::from_secs(12);

/// Sign-ins waiting for the server at once.
const PIN_QUESTIONS: usize = 8;

/// Speaks with the server until `stop` ends. Before the device is enrolled it waits for that.
pub async fn run(app: Arc<App>, stop: impl Future<Output = ()>) {
    let work = async {
        let url = loop {
            match app.server() {
                Some(url) => break url,
                None => tokio::select! {
                    () = app.something_written() => catch_up(&app).await,
                    () = pause(LONGEST_SLEEP_MS) => tend(&app).await,
                },
            }
        };
        if let Ok(door) = Door::new(url.clone()) {
            app.set_pin_authority(Some(ask_for_pins(Arc::clone(&app), door)));
        }
        drive(&app, WebSocket::new(url)).await
    };
    tokio::select! {
        never = work => match never {},
        never = downtime::keep(&app) => match never {},
        () = stop => app.set_pin_authority(None),
    }
}

/// Never.
#[derive(Debug, Clone, Copy)]
pub enum Never {}

/// Speaks with the server over this transport, for ever.
pub async fn drive(app: &Arc<App>, mut transport: impl Transport) -> Never {
    let mut line = Driven { app, open: false, wake_at: None, actions: VecDeque::new() };
    line.step(App::sync_begin).await;
    loop {
        line.act(&mut transport).await;
        let sleep = line.sleep_ms();
        let woken = tokio::select! {
            frame = transport.recv(), if line.open => match frame {
                Ok(Heard::Frame(frame)) => Some(Input::Frame(frame)),
                Ok(Heard::Alive) => {
                    app.heard_alive();
                    continue;
                }
                Err(error) => {
                    tracing::debug!(%error, "the connection ended");
                    app.socket_failed(&error);
                    line.open = false;
                    Some(Input::Closed)
                }
            },
            () = line.app.something_written() => None,
            () = pause(sleep) => {
                tend(app).await;
                // One that could not begin when this was called, or was given up, begins when it can; else this does nothing.
                line.step(App::sync_begin).await;
                if !line.is_time() { continue }
                line.wake_at = None;
                Some(Input::Wake)
            }
        };
        match woken {
            Some(input) => line.step(|app| app.sync(input)).await,
            None => line.step(App::sync_pending).await,
        }
    }
}

struct Driven<'a> {
    app: &'a Arc<App>,
    open: bool,
    wake_at: Option<UtcMillis>,
    actions: VecDeque<SyncAction>,
}

impl Driven<'_> {
    /// Steps the session off the event loop, since it reads and writes the disk.
    async fn step(&mut self, step: impl FnOnce(&App) -> Vec<SyncAction> + Send + 'static) {
        let app = Arc::clone(self.app);
        match tokio::task::spawn_blocking(move || step(&app)).await {
            Ok(actions) => self.actions.extend(actions),
            Err(error) => {
                tracing::error!(%error, "a step of the sync session failed; it begins anew");
                self.actions = VecDeque::from([SyncAction::Close]);
                self.app.sync_abandon();
                pause(LONGEST_SLEEP_MS).await;
                self.actions.extend(self.app.sync_begin());
            }
        }
    }

    /// Carries out what the session asked for.
    async fn act(&mut self, transport: &mut impl Transport) {
        while let Some(action) = self.actions.pop_front() {
            match action {
                SyncAction::Open => {
                    let connected = transport.connect().await;
                    self.open = connected.is_ok();
                    if let Err(error) = connected {
                        self.app.socket_failed(&error);
                    }
                    let input = if self.open { Input::Opened } else { Input::Closed };
                    self.step(|app| app.sync(input)).await;
                }
                SyncAction::Close => {
                    transport.close().await;
                    self.open = false;
                }
                SyncAction::Send(frame) if self.open => {
                    if let Err(error) = transport.send(frame).await {
                        tracing::debug!(%error, "the connection ended");
                        self.app.socket_failed(&error);
                        self.open = false;
                        self.actions.clear();
                        self.step(|app| app.sync(Input::Closed)).await;
                    }
                }
                SyncAction::Send(_) => {}
                SyncAction::WakeAt(at) => self.wake_at = at,
            }
        }
    }

    fn sleep_ms(&self) -> i64 {
        let now = self.app.now().device;
        self.wake_at.map_or(LONGEST_SLEEP_MS, |at| (at.0 - now.0).clamp(0, LONGEST_SLEEP_MS))
    }

    fn is_time(&self) -> bool {
        self.wake_at.is_some_and(|at| at <= self.app.now().device)
    }
}

#[expect(clippy::disallowed_methods, reason = "the session says until when; nothing else can be waited for")]
pub(crate) async fn pause(ms: i64) {
    tokio::time::sleep(Duration::from_millis(u64::try_from(ms).unwrap_or(0))).await;
}

/// Does what saves have left to be done.
async fn catch_up(app: &Arc<App>) {
    let app = Arc::clone(app);
    if let Err(error) = tokio::task::spawn_blocking(move || app.catch_up()).await {
        tracing::error!(%error, "what saves leave to be done failed");
    }
}

/// Looks after the disk's reserve.
async fn tend(app: &Arc<App>) {
    let app = Arc::clone(app);
    let tended = tokio::task::spawn_blocking(move || app.tend()).await;
    if let Err(error) = tended {
        tracing::error!(%error, "looking after the disk failed");
    }
}

/// The server as the one who says whether a PIN is right.
struct ServerPins {
    questions: mpsc::Sender<Question>,
}

struct Question {
    staff: StaffId,
    pin: String,
    answer: blocking::Sender<PinVerdict>,
}

impl PinAuthority for ServerPins {
    fn check(&self, staff: StaffId, pin: &str) -> PinVerdict {
        let (answer, verdict) = blocking::channel();
        let question = Question { staff, pin: pin.to_owned(), answer };
        match self.questions.try_send(question) {
            Ok(()) => verdict.recv_timeout(PIN_WAIT).unwrap_or(PinVerdict::Unreachable),
            Err(_) => PinVerdict::Unreachable,
        }
    }
}

/// Answers PIN questions from the server's door. Must be called inside the runtime.
fn ask_for_pins(app: Arc<App>, door: Door) -> Arc<dyn PinAuthority> {
    let (sender, mut questions) = mpsc::channel::<Question>(PIN_QUESTIONS);
    tokio::spawn(async move {
        while let Some(Question { staff, pin, answer }) = questions.recv().await {
            let asked = ask_for_pin(&app, &door, staff, pin).await;
            // Whoever asked may have given up waiting.
            let _ = answer.send(asked.map_or(PinVerdict::Unreachable, verdict));
        }
    });
    Arc::new(ServerPins { questions: sender })
}

/// Asks the server; once more by the server's own clock where this device's is far off. `None` when nobody answers whom
/// this device trusts.
async fn ask_for_pin(app: &App, door: &Door, staff: StaffId, pin: String) -> Option<PinAnswer> {
    let question = app.pin_question(staff, pin.clone(), app.now().at());
    let said = door.check_pin(&question).await.ok()?;
    let answer = app.pin_answer(&question, &said)?;
    if answer != PinAnswer::Refused(PinRefused::WrongTime) {
        return Some(answer);
    }
    let question = app.pin_question(staff, pin, said.time);
    let said = door.check_pin(&question).await.ok()?;
    app.pin_answer(&question, &said)
}

const fn verdict(answer: PinAnswer) -> PinVerdict {
    match answer {
        PinAnswer::Right => PinVerdict::Right,
        PinAnswer::Wrong { left: _ } => PinVerdict::Wrong,
        PinAnswer::Paused { seconds } => PinVerdict::Paused { seconds },
        PinAnswer::Locked => PinVerdict::Locked,
        PinAnswer::NoPin => PinVerdict::NoPin,
        PinAnswer::Refused(_) => PinVerdict::Unreachable,
    }
}

impl App {
    /// Where the server listens, once this device is enrolled.
    pub fn server(&self) -> Option<ServerUrl> {
        let enrolment = self.store.read(|tx| tx.device().enrolment()).ok().flatten()?;
        self.server_url.as_ref().unwrap_or(&enrolment.url).parse().ok()
    }

    /// Holds the disk's reserve back again when there is room for it, and does what waited for room.
    pub(crate) fn tend(&self) {
        if self.store.disk() == Disk::OnReserve
            && self.store.tend_reserve().is_ok_and(|disk| disk == Disk::Ample)
        {
            self.catch_up();
            self.tell_sync();
        }
    }
}
