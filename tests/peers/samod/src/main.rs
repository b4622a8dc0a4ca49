//! samod on a WebSocket, with its own storage on the file system, as its documentation has it: one of the peers that
//! `cargo xtask bench --peers` measures ours beside. Takes the folder of its documents; says where it listens.

use anyhow::{Context as _, Result};
use axum::{Router, extract::ws::WebSocketUpgrade, routing::get};
use samod::{Repo, storage::TokioFilesystemStorage};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("the folder of its documents")?;
    let repo = Repo::build_tokio().with_storage(TokioFilesystemStorage::new(folder)).load().await;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let acceptor = repo.make_acceptor(format!("ws://127.0.0.1:{port}/").parse()?)?;
    let open = move |upgrade: WebSocketUpgrade| {
        let acceptor = acceptor.clone();
        async move {
            upgrade.on_upgrade(move |socket| async move {
                if acceptor.accept_axum(socket, None).is_err() {
                    eprintln!("stopped");
                }
            })
        }
    };
    println!("{port}");
    axum::serve(listener, Router::new().route("/", get(open))).await?;
    Ok(())
}
