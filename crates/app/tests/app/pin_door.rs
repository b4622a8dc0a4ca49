//! The server's word on a PIN, over HTTP: it counts only when this device's own server has signed it.

use crate::support::*;
use clinical::{UtcMillis, staff::Role};
use contract::Code;
use ed25519_dalek::Signer as _;
use record::SigningKey;
use replication::door::{Body as _, Enrolled, PinAnswer, PinAnswered, PinCheck, PinRefused};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// The server's clock is an hour ahead of the devices'.
const SERVER_TIME: UtcMillis = UtcMillis(NOON + 3_600_000);

/// What stands at the server's address says to a question.
type Says = fn(&PinCheck, &SigningKey) -> PinAnswered;

fn signed(question: &PinCheck, answer: PinAnswer, key: &SigningKey) -> PinAnswered {
    let time = SERVER_TIME;
    PinAnswered { answer, time, signature: key.sign(&question.answer_bytes(&answer, time)).to_bytes() }
}

/// The body of a POST to `/pin/check`; `None` for anything else.
fn question(stream: &TcpStream) -> Option<PinCheck> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let head = head.to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1)?.lines().next()?.parse().ok()?;
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    PinCheck::from_bytes(&body).ok()
}

/// Stands at an address until the process ends; answers its URL and the times it was asked with.
fn stand(says: Says, key: SigningKey) -> (String, Arc<Mutex<Vec<UtcMillis>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let times = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let Some(question) = question(&stream) else { continue };
            times.lock().unwrap().push(question.time);
            let body = says(&question, &key).to_bytes();
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/cbor\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _cut_off = (&stream).write_all(&[head.as_bytes(), &body].concat());
        }
    });
    (url, asked)
}

/// Signs in for the first time at a device whose server's address this stands at.
async fn sign_in(says: Says) -> (Result<(), Code>, Device, Vec<UtcMillis>) {
    let server = Server::new();
    let device = Device::enrolled(&server, 1);
    let (url, asked) = stand(says, server.key.clone());
    let enrolled = Enrolled {
        epoch: replication::wire::Epoch { server: [1; 16], epoch: [2; 16] },
        server_key: server.key.verifying_key().to_bytes(),
        time: UtcMillis(NOON),
        label: "Tablet 1".into(),
        wards: vec![bluebell()],
    };
    device.app.enrolled(&url, enrolled).unwrap();
    let (ready, told) = tokio::sync::oneshot::channel();
    let app = Arc::clone(&device.app);
    let driving = tokio::spawn(app::driver::run(Arc::clone(&app), async move {
        let _gone = told.await;
    }));
    // The driver takes the PIN questions as soon as it has been polled once.
    tokio::task::yield_now().await;
    let trying = tokio::task::spawn_blocking(move || {
        let signed = device.sign_in_with(person(Role::Nurse), PIN);
        (signed.map(drop).map_err(|error| error.code), device)
    });
    let (signed, device) = trying.await.unwrap();
    let _driver_gone = ready.send(());
    driving.await.unwrap();
    let asked = asked.lock().unwrap().clone();
    (signed, device, asked)
}

#[tokio::test]
async fn the_word_of_this_devices_server_signs_a_person_in() {
    let (signed_in, device, asked) = sign_in(|question, key| signed(question, PinAnswer::Right, key)).await;
    assert_eq!((signed_in, asked.len()), (Ok(()), 1));
    device.sign_in_with(person(Role::Nurse), PIN).unwrap();
}

#[tokio::test]
async fn nobody_elses_word_signs_anybody_in() {
    let forged: [Says; 3] = [
        |question, _| signed(question, PinAnswer::Right, &SigningKey::from_bytes(&[43; 32])),
        // A "wrong" of the server's, turned round on the way.
        |question, key| PinAnswered {
            answer: PinAnswer::Right,
            ..signed(question, PinAnswer::Wrong { left: 9 }, key)
        },
        // A "right" of the server's, to another question.
        |question, key| signed(&PinCheck { nonce: [9; 16], ..question.clone() }, PinAnswer::Right, key),
    ];
    for forge in forged {
        let (signed_in, device, asked) = sign_in(forge).await;
        assert_eq!((signed_in, asked.len()), (Err(Code::NeedsServer), 1));
        let refused = device.sign_in_with(person(Role::Nurse), PIN).unwrap_err();
        assert_eq!(refused.code, Code::NeedsServer, "and no verifier was made of it");
    }
}

#[tokio::test]
async fn a_device_whose_clock_is_far_off_asks_once_more_by_the_servers() {
    let (signed_in, _, asked) = sign_in(|question, key| {
        let late = PinAnswer::Refused(PinRefused::WrongTime);
        let answer = if question.time == SERVER_TIME { PinAnswer::Right } else { late };
        signed(question, answer, key)
    })
    .await;
    assert_eq!((signed_in, asked), (Ok(()), vec![UtcMillis(NOON), SERVER_TIME]));
    let (signed_in, _, asked) =
        sign_in(|question, key| signed(question, PinAnswer::Refused(PinRefused::WrongTime), key)).await;
    assert_eq!((signed_in, asked.len()), (Err(Code::NeedsServer), 2), "and not for ever");
}
