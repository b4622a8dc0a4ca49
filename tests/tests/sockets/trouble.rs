//! A server that is away, silent, or something else: the device says so in words, charting goes on, and it recovers.

use crate::{
    desk::Desk,
    relay::{Relay, Way},
    wait::until,
    ward::Ward,
};
use clinical::{FactId, StayId};
use contract::Connection;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

const NURSE: &str = "Amina Yusuf";

/// A ward whose server has just been killed, and a device with a patient that had met it.
async fn abandoned() -> (Ward, Desk, StayId) {
    let mut ward = Ward::open();
    let desk = Desk::enrolled(&ward, "tablet", NURSE, &ward.url()).await;
    let stay = desk.admit("Person0", "A1").await;
    desk.online().await;
    ward.kill();
    (ward, desk, stay)
}

async fn offline(desk: &Desk) {
    until("the device says that it is offline", async || {
        matches!(desk.sync().await.connection, Connection::Offline { .. }).then_some(())
    })
    .await;
}

/// Waits for the sentence, and looks whether it says what is safe and what to do.
async fn says(desk: &Desk, words: &str) {
    let trouble = until(&format!("the device says that the server {words}"), async || {
        Some(desk.sync().await.trouble).filter(|trouble| trouble.contains(words))
    })
    .await;
    assert!(trouble.contains("stays on this device"), "and that nothing is lost: {trouble}");
}

/// The server comes back; what was charted meanwhile arrives, and no complaint is left.
async fn recovers(mut ward: Ward, desk: &Desk, stay: StayId, saved: &[FactId]) {
    ward.start();
    desk.has_exactly(&[stay], saved).await;
    let sync = desk.sync().await;
    assert_eq!((sync.connection, sync.trouble.as_str()), (Connection::Online, ""));
}

#[tokio::test]
async fn while_the_server_is_away_the_device_says_offline_and_keeps_charting() {
    let (ward, desk, stay) = abandoned().await;
    offline(&desk).await;
    let saved = [desk.chart(stay, 70).await, desk.chart(stay, 71).await];
    let sync = desk.sync().await;
    assert!(sync.unsent >= 2, "what waits is counted: {sync:?}");
    assert!(sync.heard_at.is_some(), "and since when nothing was heard: {sync:?}");
    recovers(ward, &desk, stay, &saved).await;
}

#[tokio::test]
async fn a_server_that_takes_calls_and_never_answers_is_told_in_words() {
    let (ward, desk, stay) = abandoned().await;
    // The system accepts for it; nobody ever reads.
    let silent = TcpListener::bind(("127.0.0.1", ward.port())).await.unwrap();
    let mut saved = vec![desk.chart(stay, 70).await];
    says(&desk, "does not answer in time").await;
    saved.push(desk.chart(stay, 71).await);
    drop(silent);
    recovers(ward, &desk, stay, &saved).await;
}

#[tokio::test]
async fn something_else_at_the_servers_address_is_told_in_words() {
    let (ward, desk, stay) = abandoned().await;
    let listener = TcpListener::bind(("127.0.0.1", ward.port())).await.unwrap();
    let stranger = tokio::spawn(async move {
        while let Ok((mut caller, _)) = listener.accept().await {
            let _question = caller.read(&mut [0; 1024]).await;
            let _gone = caller.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").await;
        }
    });
    let mut saved = vec![desk.chart(stay, 70).await];
    says(&desk, "is not understood").await;
    saved.push(desk.chart(stay, 71).await);
    stranger.abort();
    assert!(stranger.await.unwrap_err().is_cancelled(), "its address is free again");
    recovers(ward, &desk, stay, &saved).await;
}

// The relay runs while the test waits for a process.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_turns_to_garbage_ends_the_connection_and_nothing_else() {
    let ward = Ward::open();
    let relay = Relay::to(ward.port()).await;
    let desk = Desk::enrolled(&ward, "tablet", NURSE, &relay.url()).await;
    let stay = desk.admit("Person0", "A1").await;
    desk.online().await;
    relay.garble(Way::ToDevice);
    let saved = [desk.chart(stay, 70).await, desk.chart(stay, 71).await];
    says(&desk, "is not understood").await;
    offline(&desk).await;
    relay.cut_and_mend();
    desk.has_exactly(&[stay], &saved).await;
    assert_eq!(desk.sync().await.trouble, "");
}
