//! The device's sockets against real listeners: well-behaved, absent, slow, talking nonsense, refusing.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene stops there")]

use axum::{
    Router,
    extract::ws::{Message, WebSocketUpgrade},
    http::StatusCode,
    response::Redirect,
    routing::{any, get},
};
use clinical::{DeviceId, StaffId, UtcMillis};
use replication::{
    door::{Body, PinAnswer, PinAnswered, PinCheck},
    limits::MAX_MESSAGE_BYTES,
};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use transport::{Door, Heard, ServerUrl, Transport, TransportError, WebSocket};

/// A server with these routes, on a free port.
async fn serve(router: Router) -> ServerUrl {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    url(address)
}

/// A server whose `/sync` does this with the socket.
async fn serve_socket<F: Future<Output = ()> + Send + 'static>(
    talk: impl Fn(axum::extract::ws::WebSocket) -> F + Clone + Send + Sync + 'static,
) -> ServerUrl {
    let open = |upgrade: WebSocketUpgrade| async move { upgrade.on_upgrade(talk) };
    serve(Router::new().route("/sync", get(open))).await
}

fn url(address: SocketAddr) -> ServerUrl {
    format!("http://{address}").parse().unwrap()
}

/// An address at which nothing listens; of its own, since on everybody's another test may be given the port.
async fn nobody() -> ServerUrl {
    let listener = TcpListener::bind("127.0.0.95:0").await.unwrap();
    url(listener.local_addr().unwrap())
}

fn question() -> PinCheck {
    PinCheck {
        device: DeviceId::from_bytes([1; 16]),
        staff: StaffId::from_bytes([2; 16]),
        pin: "204060".into(),
        time: UtcMillis(0),
        nonce: [3; 16],
        signature: [4; 64],
    }
}

async fn check_pin(server: ServerUrl) -> Result<PinAnswered, TransportError> {
    Door::new(server).unwrap().check_pin(&question()).await
}

#[tokio::test]
async fn frames_go_both_ways_and_a_wait_that_is_dropped_loses_none() {
    let server = serve_socket(|mut socket| async move {
        while let Some(Ok(Message::Binary(frame))) = socket.recv().await {
            socket.send(Message::Binary(frame)).await.unwrap();
        }
    })
    .await;
    let mut device = WebSocket::new(server);
    device.connect().await.unwrap();
    for n in 0..100_u8 {
        tokio::select! {
            biased;
            // Polled once, then dropped in favour of the other.
            heard = device.recv() => panic!("nothing was sent yet: {heard:?}"),
            () = std::future::ready(()) => {}
        }
        device.send(vec![n; 1_000]).await.unwrap();
        assert_eq!(device.recv().await.unwrap(), Heard::Frame(vec![n; 1_000]));
    }
    device.close().await;
    assert_eq!(device.send(vec![1]).await, Err(TransportError::Closed));
    device.connect().await.unwrap();
    device.send(vec![7]).await.unwrap();
    assert_eq!(device.recv().await.unwrap(), Heard::Frame(vec![7]), "and it opens again");
}

#[tokio::test]
async fn a_server_that_is_absent_is_called_absent() {
    let server = nobody().await;
    assert_eq!(WebSocket::new(server.clone()).connect().await, Err(TransportError::Absent));
    assert_eq!(check_pin(server).await, Err(TransportError::Absent));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_accepts_and_never_answers_is_called_slow() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = url(listener.local_addr().unwrap());
    // The operating system accepts for it.
    assert_eq!(WebSocket::new(server.clone()).connect().await, Err(TransportError::Slow));
    assert_eq!(check_pin(server).await, Err(TransportError::Slow));
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_falls_silent_is_called_slow_and_is_gone() {
    let server = serve_socket(|socket| async move {
        std::future::pending::<()>().await;
        drop(socket);
    })
    .await;
    let mut device = WebSocket::new(server);
    device.connect().await.unwrap();
    assert_eq!(device.recv().await, Err(TransportError::Slow));
    assert_eq!(device.recv().await, Err(TransportError::Closed));
}

#[tokio::test]
async fn a_server_that_talks_nonsense_is_called_that() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = url(listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut some = [0; 64];
            let _read = stream.read(&mut some).await;
            let _written = stream.write_all(b"\x00\xff\x13 SMTP ready, or is it?\r\n\r\n").await;
        }
    });
    assert_eq!(WebSocket::new(server.clone()).connect().await, Err(TransportError::Garbage));
    assert_eq!(check_pin(server).await, Err(TransportError::Garbage));
}

#[tokio::test]
async fn another_web_server_is_no_wardlight_server() {
    let server = serve(Router::new().route("/", get(|| async { "It works!" }))).await;
    assert_eq!(WebSocket::new(server.clone()).connect().await, Err(TransportError::Garbage));
    assert_eq!(check_pin(server.clone()).await, Err(TransportError::Garbage));
    assert_eq!(Door::new(server).unwrap().health().await, Err(TransportError::Garbage));
    let polite = serve(Router::new().fallback(any(|| async { "Welcome" }))).await;
    assert_eq!(WebSocket::new(polite.clone()).connect().await, Err(TransportError::Garbage));
    assert_eq!(check_pin(polite).await, Err(TransportError::Garbage));
}

#[tokio::test]
async fn a_refusal_carries_the_servers_words_on_one_line_and_not_many() {
    let words = || async { (StatusCode::SERVICE_UNAVAILABLE, "down for\r\n maintenance ".repeat(40)) };
    let server = serve(Router::new().fallback(any(words))).await;
    for refused in [
        WebSocket::new(server.clone()).connect().await.unwrap_err(),
        check_pin(server.clone()).await.unwrap_err(),
        Door::new(server).unwrap().health().await.unwrap_err(),
    ] {
        let TransportError::Refused { status: 503, reason } = &refused else { panic!("{refused:?}") };
        assert!(reason.len() <= 200 && !reason.contains('\n'), "{reason:?}");
        assert!(refused.to_string().starts_with("the server refuses (503)"));
    }
}

#[tokio::test]
async fn a_pin_goes_nowhere_but_where_it_was_addressed() {
    let right = PinAnswered { answer: PinAnswer::Right, time: UtcMillis(0), signature: [5; 64] };
    let elsewhere =
        Router::new().route("/pin/check", any(|| async { Redirect::temporary("/caught") })).route(
            "/caught",
            any(move || async move { ([("content-type", "application/cbor")], right.to_bytes()) }),
        );
    assert_eq!(check_pin(serve(elsewhere).await).await, Err(TransportError::Garbage));
}

#[tokio::test]
async fn what_is_larger_than_an_answer_may_be_is_refused() {
    let server = serve_socket(|mut socket| async move {
        let _cut_off = socket.send(Message::Binary(vec![0; MAX_MESSAGE_BYTES + 1].into())).await;
    })
    .await;
    let mut device = WebSocket::new(server);
    device.connect().await.unwrap();
    assert_eq!(device.recv().await, Err(TransportError::TooBig));

    let endless = || async { ([("content-type", "application/cbor")], vec![0_u8; 1_000_000]) };
    let server = serve(Router::new().route("/pin/check", any(endless))).await;
    assert_eq!(check_pin(server).await, Err(TransportError::TooBig));
}

#[tokio::test]
async fn a_server_that_says_goodbye_or_vanishes_has_closed() {
    let server = serve_socket(|mut socket| async move {
        let _sent = socket.send(Message::Close(None)).await;
    })
    .await;
    let mut device = WebSocket::new(server);
    device.connect().await.unwrap();
    assert_eq!(device.recv().await, Err(TransportError::Closed));
    let server = serve_socket(|socket| async move { drop(socket) }).await;
    let mut device = WebSocket::new(server);
    device.connect().await.unwrap();
    assert_eq!(device.recv().await, Err(TransportError::Closed));
    let words = serve_socket(|mut socket| async move {
        let _sent = socket.send(Message::Text("hello".into())).await;
    })
    .await;
    let mut device = WebSocket::new(words);
    device.connect().await.unwrap();
    assert_eq!(device.recv().await, Err(TransportError::Garbage), "text is not of this protocol");
}
