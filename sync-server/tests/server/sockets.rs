//! The real router on a free port, with the device's own WebSocket.

use crate::frames::Frames as _;
use crate::house::{House, NINE, Tablet, admission, entry, placement, push, stay};
use clinical::ScopeId;
use replication::{
    Message,
    limits::MAX_MESSAGE_BYTES,
    wire::{Fate, FaultCode, decode, encode},
};
use std::time::Duration;
use sync_server::{Running, Server, StartError};
use transport::{Transport, TransportError, WebSocket};

pub(crate) async fn start(house: &House) -> Running {
    Server::start(house.config.clone()).await.unwrap()
}

/// Enrols by the folder, as the server that runs on it would.
pub(crate) fn enrolled(house: &House, seed: u8) -> Tablet {
    house.tablet(&house.open(), seed, &["bluebell"])
}

/// Opens a socket and reads the challenge.
async fn challenged(running: &Running) -> (WebSocket, [u8; 32]) {
    let mut socket = WebSocket::new(running.url().parse().unwrap());
    socket.connect().await.unwrap();
    match hear(&mut socket).await {
        Message::Challenge { nonce } => (socket, nonce),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn greeted(running: &Running, tablet: &Tablet) -> WebSocket {
    let (mut socket, nonce) = challenged(running).await;
    say(&mut socket, &Message::Hello(tablet.hello(&nonce, NINE))).await;
    let answer = hear(&mut socket).await;
    assert!(matches!(answer, Message::Welcome(_)), "{answer:?}");
    socket
}

pub(crate) async fn say(socket: &mut WebSocket, message: &Message) {
    socket.send(encode(message).unwrap()).await.unwrap();
}

pub(crate) async fn hear(socket: &mut WebSocket) -> Message {
    decode(&socket.frame().await.unwrap()).unwrap()
}

/// The next answer: hints may come at any time.
pub(crate) async fn answer(socket: &mut WebSocket) -> Message {
    loop {
        match hear(socket).await {
            Message::Note { .. } => {}
            answer => return answer,
        }
    }
}

async fn fates(socket: &mut WebSocket) -> Vec<Fate> {
    match answer(socket).await {
        Message::Ack { fates, .. } => fates.into_iter().map(|(_, fate)| fate).collect(),
        other => panic!("no ack: {other:?}"),
    }
}

#[tokio::test]
async fn what_one_device_pushes_the_other_is_told_of_and_pulls() {
    let house = House::new();
    let (mut nurse, sister) = (enrolled(&house, 1), enrolled(&house, 2));
    let running = start(&house).await;
    let (mut from, mut to) = (greeted(&running, &nurse).await, greeted(&running, &sister).await);
    let facts = [nurse.fact(&stay(1), admission()), nurse.fact(&stay(1), placement("bluebell"))];
    let cursors = vec![(stay(1), replication::chain::Cursor::START)];
    say(&mut to, &Message::Sync { cursors }).await;
    assert!(matches!(answer(&mut to).await, Message::Synced { .. }));
    say(&mut from, &push(&stay(1), &facts.each_ref())).await;
    assert_eq!(fates(&mut from).await, [Fate::At(1), Fate::At(2)]);
    while hear(&mut to).await != (Message::Note { scope: stay(1), head: 2 }) {}
    say(&mut to, &Message::Pull { scope: stay(1), after: 0, max: 10 }).await;
    let Message::Page(page) = answer(&mut to).await else { panic!("no page") };
    assert_eq!(page.entries, facts.each_ref().map(entry));
    running.stop().await;
}

#[tokio::test]
async fn garbage_of_every_kind_is_answered_with_a_code_and_a_closed_socket_and_hurts_nobody_else() {
    let house = House::new();
    let mut tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut bystander = greeted(&running, &tablet).await;
    let whole = encode(&push(&stay(1), &[&tablet.any(&stay(1))])).unwrap();
    let mut spoiled = whole.clone();
    spoiled.push(0);
    let ten_megabytes = vec![0; 10 * 1024 * 1024];
    for (garbage, what) in [
        (b"\xFF\xFF\xFF".to_vec(), "no CBOR"),
        (Vec::new(), "nothing"),
        (whole[..whole.len() / 2].to_vec(), "half a message"),
        (spoiled, "a message and a byte"),
        (vec![0; MAX_MESSAGE_BYTES], "a megabyte of nothing"),
        (ten_megabytes, "ten megabytes"),
    ] {
        for greet in [false, true] {
            let mut socket =
                if greet { greeted(&running, &tablet).await } else { challenged(&running).await.0 };
            // A frame that is too large may be cut off while it is on its way.
            let _cut_off = socket.send(garbage.clone()).await;
            match socket.frame().await {
                Ok(frame) => {
                    assert_eq!(
                        decode(&frame).unwrap(),
                        Message::Fault { code: FaultCode::Malformed },
                        "{what}"
                    );
                    assert!(socket.frame().await.is_err(), "{what}: and the socket is closed");
                }
                Err(error) => {
                    assert!(garbage.len() > MAX_MESSAGE_BYTES, "{what}: {error}");
                }
            }
        }
    }
    let fact = tablet.any(&stay(1));
    say(&mut bystander, &push(&stay(1), &[&fact])).await;
    assert_eq!(fates(&mut bystander).await, [Fate::At(1)], "who was there before is still there");
    running.stop().await;
}

#[tokio::test]
async fn whoever_does_not_say_who_they_are_is_not_kept() {
    let mut house = House::new();
    house.config.patience.greeting = Duration::from_millis(1);
    let running = start(&house).await;
    let (mut socket, _) = challenged(&running).await;
    assert_eq!(socket.frame().await, Err(TransportError::Closed));
    running.stop().await;
}

#[tokio::test]
async fn srv_10_a_revocation_by_another_process_closes_an_open_socket_that_says_nothing() {
    let house = House::new();
    let tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    house.desk().revoke(tablet.id).unwrap();
    // The revocation is a fact of the directory: that there is one may be told before it is looked at whom it concerns.
    let told = loop {
        match hear(&mut socket).await {
            Message::Note { scope: ScopeId::Dir, .. } => {}
            other => break other,
        }
    };
    assert_eq!(told, Message::Fault { code: FaultCode::Revoked });
    assert_eq!(socket.frame().await, Err(TransportError::Closed));
    running.stop().await;
}

#[tokio::test]
async fn a_web_page_is_not_let_in() {
    let house = House::new();
    let running = start(&house).await;
    let mut request = tokio_tungstenite::tungstenite::client::IntoClientRequest::into_client_request(
        format!("ws://{}/sync", running.address()),
    )
    .unwrap();
    request.headers_mut().insert("origin", "http://evil.example".parse().unwrap());
    let refused = tokio_tungstenite::connect_async(request).await.unwrap_err();
    assert!(refused.to_string().contains("403"), "{refused}");
    running.stop().await;
}

#[tokio::test]
async fn a_stop_says_goodbye_to_open_sockets_and_the_next_start_has_everything() {
    let house = House::new();
    let mut tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    let fact = tablet.any(&stay(1));
    say(&mut socket, &push(&stay(1), &[&fact])).await;
    assert_eq!(fates(&mut socket).await, [Fate::At(1)]);
    running.stop().await;
    // A hint may still have been on its way.
    while let Ok(frame) = socket.frame().await {
        assert!(matches!(decode(&frame).unwrap(), Message::Note { .. }));
    }
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    say(&mut socket, &push(&stay(1), &[&fact])).await;
    assert_eq!(fates(&mut socket).await, [Fate::Duplicate(1)]);
    running.stop().await;
}

#[tokio::test]
async fn without_tls_nothing_is_started_on_an_address_that_others_can_reach() {
    let mut house = House::new();
    house.config.listen = "0.0.0.0:0".parse().unwrap();
    let Err(StartError::NotLoopback(words)) = Server::start(house.config.clone()).await else {
        panic!("it listens on every interface");
    };
    assert!(words.to_string().contains("no TLS yet"), "{words}");
}

#[tokio::test]
async fn a_taken_port_is_told_in_words() {
    let (first, mut second) = (House::new(), House::new());
    let running = start(&first).await;
    second.config.listen = running.address();
    let error = Server::start(second.config.clone()).await.unwrap_err();
    assert!(error.to_string().contains("perhaps another server runs there"), "{error}");
    running.stop().await;
}

/// A device that asks and never listens is let go, and holds up nobody meanwhile. Without that its answers, of up to a
/// megabyte each, would be held for it as long as it likes.
#[tokio::test]
async fn a_device_that_does_not_take_its_answers_is_let_go() {
    let mut house = House::new();
    house.config.patience.sending = Duration::from_millis(50);
    let (mut deaf, mut other) = (enrolled(&house, 1), enrolled(&house, 2));
    let running = start(&house).await;
    let mut socket = greeted(&running, &deaf).await;
    let mut facts = vec![deaf.fact(&stay(1), admission()), deaf.fact(&stay(1), placement("bluebell"))];
    facts.extend((0..60).map(|_| {
        let mut header = deaf.header(&stay(1), NINE);
        header.reason = "long ".repeat(2_000);
        deaf.sign(header, clinical::entry::EntryBody::Pregnancy(false))
    }));
    say(&mut socket, &push(&stay(1), &facts.iter().collect::<Vec<_>>())).await;
    assert_eq!(fates(&mut socket).await.len(), 62);
    let pull = encode(&Message::Pull { scope: stay(1), after: 0, max: 500 }).unwrap();
    let asking = async {
        loop {
            if let Err(error) = socket.send(pull.clone()).await {
                return error;
            }
        }
    };
    let fact = other.any(&stay(2));
    let meanwhile = async {
        let mut bystander = greeted(&running, &other).await;
        say(&mut bystander, &push(&stay(2), &[&fact])).await;
        fates(&mut bystander).await
    };
    let (ended, fates) = tokio::join!(asking, meanwhile);
    // A server that kept it would stop reading too, and the device would find it slow instead.
    assert_eq!(ended, TransportError::Closed, "the server has closed the socket");
    assert_eq!(fates, [Fate::At(1)]);
    running.stop().await;
}

/// It may have four pushes on their way when it hears that it is to wait. After that it waits, whether it listens or not.
#[tokio::test]
async fn a_device_that_does_not_listen_when_it_is_told_to_wait_is_not_read_for_a_while() {
    let mut house = House::new();
    house.config.limits.rate = sync_server::rate::Rate { burst: 1, per_second: 1 };
    let mut tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    let frame = push(&stay(1), &[&tablet.any(&stay(1))]);
    let asked = tokio::time::Instant::now();
    say(&mut socket, &frame).await;
    assert_eq!(fates(&mut socket).await, [Fate::At(1)]);
    for n in 1..=5 {
        say(&mut socket, &frame).await;
        assert!(matches!(answer(&mut socket).await, Message::Busy { retry_ms: 1_000, .. }), "{n}");
    }
    say(&mut socket, &frame).await;
    assert!(matches!(answer(&mut socket).await, Message::Busy { .. }), "it is heard again");
    assert!(asked.elapsed() >= Duration::from_secs(1), "{:?}", asked.elapsed());
    running.stop().await;
}

/// A hint and the acknowledgement behind it are two small frames. Where the second waits until the device's system has said
/// that it has the first, that takes 40 ms nearly each time.
#[tokio::test]
async fn an_acknowledgement_does_not_wait_for_the_hint_before_it_to_be_confirmed() {
    let house = House::new();
    let mut tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    say(&mut socket, &push(&stay(1), &facts.each_ref())).await;
    assert_eq!(fates(&mut socket).await, [Fate::At(1), Fate::At(2)]);
    let mut took = Vec::new();
    for _ in 0..30 {
        let fact = tablet.any(&stay(1));
        let asked = tokio::time::Instant::now();
        say(&mut socket, &push(&stay(1), &[&fact])).await;
        assert_eq!(fates(&mut socket).await.len(), 1);
        took.push(asked.elapsed());
    }
    took.sort();
    println!("acknowledged within: quickest {:?}, median {:?}, slowest {:?}", took[0], took[15], took[29]);
    assert!(took[15] < Duration::from_millis(35), "{took:?}");
    running.stop().await;
}

/// Group commit: many devices at once are each answered, in a fraction of the disk waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_devices_that_push_at_once_are_all_acknowledged_and_every_log_is_dense() {
    let house = House::new();
    let server = house.open();
    let tablets: Vec<Tablet> = (1..=50).map(|seed| house.tablet(&server, seed, &["bluebell"])).collect();
    let one_of_them = tablets[0].clone();
    drop(server);
    let running = std::sync::Arc::new(start(&house).await);
    let pushing: Vec<_> = tablets
        .into_iter()
        .map(|mut tablet| {
            let running = running.clone();
            tokio::spawn(async move {
                let mut socket = greeted(&running, &tablet).await;
                let mut appended = 0;
                for _ in 0..10 {
                    let facts = [tablet.any(&stay(1)), tablet.any(&stay(1))];
                    say(&mut socket, &push(&stay(1), &facts.each_ref())).await;
                    let fates = fates(&mut socket).await;
                    appended += fates.iter().filter(|fate| matches!(fate, Fate::At(_))).count();
                }
                appended
            })
        })
        .collect();
    let mut appended = 0;
    for task in pushing {
        appended += task.await.unwrap();
    }
    assert_eq!(appended, 1_000);
    std::sync::Arc::into_inner(running).unwrap().stop().await;
    let server = house.open();
    let mut talk = one_of_them.greet(&server, &house);
    for (after, entries) in [(0, 500), (500, 500), (1_000, 0)] {
        let page = talk.say(Message::Pull { scope: stay(1), after, max: 500 });
        let [Message::Page(page)] = page.as_slice() else { panic!("{page:?}") };
        assert_eq!((page.first, page.entries.len(), page.head), (after + 1, entries, 1_000));
    }
}
