//! A line between a device and the server that can be made to stop at a byte, so that a kill falls where it should.

use std::{collections::VecDeque, sync::Arc};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};

/// What may pass in one direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Free,
    /// So many bytes more, and then nothing.
    Bytes(usize),
    /// Everything passes, with one bit of each byte turned.
    Garbled,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    ToServer,
    ToDevice,
}

#[derive(Debug, Clone, Copy)]
struct State {
    to_server: Flow,
    to_device: Flow,
    /// Something waits that may not pass.
    holding: bool,
    /// Connections of an earlier number are over.
    cuts: u32,
}

impl State {
    const fn flow(&mut self, way: Way) -> &mut Flow {
        match way {
            Way::ToServer => &mut self.to_server,
            Way::ToDevice => &mut self.to_device,
        }
    }
}

/// The line. Lives as long as the test's runtime.
pub(crate) struct Relay {
    port: u16,
    state: Arc<watch::Sender<State>>,
}

impl Relay {
    /// A line to the server's port; everything passes.
    pub(crate) async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let free = State { to_server: Flow::Free, to_device: Flow::Free, holding: false, cuts: 0 };
        let state = Arc::new(watch::Sender::new(free));
        tokio::spawn(accept(listener, server, Arc::clone(&state)));
        Self { port, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Lets so many bytes more pass this way, and then nothing.
    pub(crate) fn stop_after(&self, way: Way, bytes: usize) {
        self.state.send_modify(|state| *state.flow(way) = Flow::Bytes(bytes));
    }

    /// Turns a bit in every byte that passes this way.
    pub(crate) fn garble(&self, way: Way) {
        self.state.send_modify(|state| *state.flow(way) = Flow::Garbled);
    }

    /// Waits until something is on its way that may not pass.
    pub(crate) async fn holds_something(&self) {
        self.state.subscribe().wait_for(|state| state.holding).await.unwrap();
    }

    /// Breaks every connection, with what was on its way; those that come later pass freely.
    pub(crate) fn cut_and_mend(&self) {
        self.state.send_modify(|state| {
            *state =
                State { to_server: Flow::Free, to_device: Flow::Free, holding: false, cuts: state.cuts + 1 };
        });
    }
}

async fn accept(listener: TcpListener, server: u16, state: Arc<watch::Sender<State>>) {
    while let Ok((device, _)) = listener.accept().await {
        let mut cut = state.subscribe();
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let begun = cut.borrow_and_update().cuts;
            let Ok(server) = TcpStream::connect(("127.0.0.1", server)).await else { return };
            let ((from_device, to_device), (from_server, to_server)) =
                (device.into_split(), server.into_split());
            tokio::select! {
                // A cut comes before what the mending lets pass.
                biased;
                _ = cut.wait_for(|state| state.cuts != begun) => {}
                () = pump(from_device, to_server, Way::ToServer, &state) => {}
                () = pump(from_server, to_device, Way::ToDevice, &state) => {}
            }
        });
    }
}

/// Carries bytes one way until either end is gone.
async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, way: Way, state: &watch::Sender<State>) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let mut waiting: VecDeque<u8> = match from.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(read) => buffer[..read].iter().copied().collect(),
        };
        while !waiting.is_empty() {
            let bytes = pass(&mut waiting, way, state).await;
            if to.write_all(&bytes).await.is_err() {
                return;
            }
        }
    }
}

/// Takes what may pass, and waits while nothing may.
async fn pass(waiting: &mut VecDeque<u8>, way: Way, state: &watch::Sender<State>) -> Vec<u8> {
    let mut changed = state.subscribe();
    loop {
        let mut passing = Vec::new();
        state.send_if_modified(|state| {
            let flow = state.flow(way);
            match flow {
                Flow::Free => passing = waiting.drain(..).collect(),
                Flow::Garbled => passing = waiting.drain(..).map(|byte| byte ^ 0x10).collect(),
                Flow::Bytes(left) => {
                    let some = waiting.len().min(*left);
                    *left -= some;
                    passing = waiting.drain(..some).collect();
                }
            }
            let held = passing.is_empty() && !state.holding;
            state.holding |= held;
            held
        });
        if !passing.is_empty() {
            return passing;
        }
        changed.mark_unchanged();
        if state.borrow().flow_is_shut(way) && changed.changed().await.is_err() {
            return waiting.drain(..).collect();
        }
    }
}

impl State {
    fn flow_is_shut(&self, way: Way) -> bool {
        let mut state = *self;
        *state.flow(way) == Flow::Bytes(0)
    }
}
