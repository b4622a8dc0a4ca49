//! Between the devices and a server: hands everything on and counts it, the same for every server.

use anyhow::Result;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// A relay in front of one server. Dropping it takes no new connections.
pub struct Relay {
    /// Where devices come in.
    pub address: SocketAddr,
    bytes: Arc<AtomicU64>,
    listening: JoinHandle<()>,
}

impl Relay {
    /// In front of the server that listens on this port of this machine.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn to(port: u16) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = bytes.clone();
        let listening = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                tokio::spawn(join(device, port, counted.clone()));
            }
        });
        Ok(Self { address, bytes, listening })
    }

    /// Bytes in both directions so far, without what TCP and IP add.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn join(device: TcpStream, port: u16, bytes: Arc<AtomicU64>) {
    let Ok(server) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    let prompt = device.set_nodelay(true).and_then(|()| server.set_nodelay(true));
    if prompt.is_err() {
        return;
    }
    let ((from_device, to_device), (from_server, to_server)) = (device.into_split(), server.into_split());
    tokio::join!(hand_on(from_device, to_server, bytes.clone()), hand_on(from_server, to_device, bytes));
}

/// Until either end closes.
async fn hand_on(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, bytes: Arc<AtomicU64>) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        bytes.fetch_add(read as u64, Ordering::Relaxed);
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
    // The other end closes by itself.
    let _closed = to.shutdown().await.is_err();
}
