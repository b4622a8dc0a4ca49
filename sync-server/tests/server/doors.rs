//! The doors: enrolment codes and PIN checks, in the exchange's house and over HTTP with the device's own client.

use crate::house::{House, NINE, Tablet};
use clinical::StaffId;
use ed25519_dalek::Signer;
use replication::door::{EnrolAnswer, EnrolRefused, PIN_CHECK_LASTS_MS, PinAnswer, PinCheck, PinRefused};
use sync_server::{Server, enrolment::CODE_MINUTES};
use transport::{Door, TransportError};

fn code(house: &House) -> String {
    house.desk().enrolment_code("Bluebell 1", &["bluebell".parse().unwrap()]).unwrap().as_str().to_owned()
}

fn pin_check(tablet: &Tablet, staff: StaffId, pin: &str, nonce: u8) -> PinCheck {
    let mut question = PinCheck {
        device: tablet.id,
        staff,
        pin: pin.into(),
        time: NINE,
        nonce: [nonce; 16],
        signature: [0; 64],
    };
    question.signature = tablet.key.sign(&question.signed_bytes()).to_bytes();
    question
}

#[test]
fn a_code_is_good_once_for_ten_minutes_and_for_whoever_proves_a_key() {
    let house = House::new();
    let server = house.open();
    let (first, second) = (Tablet::new(1, house.nurse), Tablet::new(2, house.nurse));
    let used = code(&house);
    let enrol = |tablet: &Tablet, code: &str| server.enrol(&tablet.enrol(code), house.now()).unwrap();
    let refused = EnrolAnswer::Refused;
    assert_eq!(enrol(&first, "ABCDEFG-HIJKLMN-OPQRSTU-VWXYZ"), refused(EnrolRefused::UnknownCode));
    let mut forged = first.enrol(&used);
    forged.key = second.key.verifying_key().to_bytes();
    assert_eq!(server.enrol(&forged, NINE).unwrap(), refused(EnrolRefused::BadSignature));

    let typed = used.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    let EnrolAnswer::Enrolled(enrolled) = enrol(&first, &typed) else {
        panic!("not enrolled as typed: {typed}")
    };
    assert_eq!((enrolled.label.as_str(), enrolled.wards[0].as_str()), ("Bluebell 1", "bluebell"));
    let again = enrol(&first, &used);
    assert_eq!(again, EnrolAnswer::Enrolled(enrolled), "the answer was lost, so it asks again");
    assert_eq!(enrol(&second, &used), refused(EnrolRefused::Used));
    let impostor = Tablet { key: second.key.clone(), ..first.clone() };
    assert_eq!(enrol(&impostor, &code(&house)), refused(EnrolRefused::OtherKey));

    let stale = code(&house);
    house.later(CODE_MINUTES * 60_000 + 1);
    assert_eq!(enrol(&second, &stale), refused(EnrolRefused::Expired));
}

#[test]
fn guessing_at_codes_is_slowed_for_a_minute() {
    let house = House::new();
    let server = house.open();
    let tablet = Tablet::new(1, house.nurse);
    let good = code(&house);
    let guess = |n: u32| server.enrol(&tablet.enrol(&format!("GUESS-{n}")), house.now()).unwrap();
    let busy = EnrolAnswer::Refused(EnrolRefused::Busy);
    let tries = (0..100).take_while(|n| guess(*n) != busy).count();
    assert_eq!(tries, 30);
    assert_eq!(server.enrol(&tablet.enrol(&good), house.now()).unwrap(), busy);
    house.later(60_000);
    let answer = server.enrol(&tablet.enrol(&good), house.now()).unwrap();
    assert!(matches!(answer, EnrolAnswer::Enrolled(_)));
}

#[test]
fn two_who_use_one_code_at_once_do_not_both_get_in() {
    let house = House::new();
    let server = house.open();
    let code = code(&house);
    let answers: Vec<EnrolAnswer> = std::thread::scope(|threads| {
        let asking: Vec<_> = (1..=8)
            .map(|seed| {
                let question = Tablet::new(seed, house.nurse).enrol(&code);
                let server = &server;
                threads.spawn(move || server.enrol(&question, NINE).unwrap())
            })
            .collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| matches!(answer, EnrolAnswer::Enrolled(_))).count(), 1);
    assert_eq!(house.desk().directory().unwrap().devices().count(), 1);
}

#[test]
fn a_pin_question_is_taken_from_an_enrolled_device_only_and_once() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let gone = house.tablet(&server, 2, &["bluebell"]);
    house.desk().revoke(gone.id).unwrap();
    let stranger = Tablet::new(9, house.nurse);
    let check = |question: &PinCheck| server.check_pin(question, house.now()).unwrap();
    let refused = PinAnswer::Refused;
    assert_eq!(check(&pin_check(&stranger, house.nurse, "204060", 1)), refused(PinRefused::NotEnrolled));
    assert_eq!(check(&pin_check(&gone, house.nurse, "204060", 1)), refused(PinRefused::Revoked));
    let mut forged = pin_check(&tablet, house.nurse, "000001", 1);
    forged.pin = "204060".into();
    assert_eq!(check(&forged), refused(PinRefused::NotEnrolled), "another PIN than was signed");
    let question = pin_check(&tablet, house.nurse, "204060", 1);
    assert_eq!(check(&question), PinAnswer::Right);
    assert_eq!(check(&question), refused(PinRefused::Replayed));
    assert_eq!(check(&pin_check(&tablet, house.nurse, "204061", 2)), PinAnswer::Wrong { left: 9 });
    assert_eq!(check(&pin_check(&tablet, StaffId::from_bytes([7; 16]), "204060", 3)), PinAnswer::NoPin);
}

#[test]
fn a_pin_question_of_another_time_is_refused_and_counts_for_nothing() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let recorded = pin_check(&tablet, house.nurse, "204060", 1);
    let ask = |question: &PinCheck, now: i64| server.check_pin(question, clinical::UtcMillis(now)).unwrap();
    let most = i64::try_from(PIN_CHECK_LASTS_MS).unwrap();
    for now in [NINE.0 + most + 1, NINE.0 - most - 1, i64::MAX, i64::MIN] {
        assert_eq!(ask(&recorded, now), PinAnswer::Refused(PinRefused::WrongTime));
    }
    assert_eq!(ask(&recorded, NINE.0 + most), PinAnswer::Right, "and it was not used up");
    assert_eq!(
        ask(&pin_check(&tablet, house.nurse, "204061", 2), NINE.0 - most),
        PinAnswer::Wrong { left: 9 }
    );
}

#[tokio::test]
async fn a_device_comes_in_through_the_doors_over_http() {
    let mut house = House::new();
    // An address of its own: on everybody's, a server of another test may be given the port that this one leaves.
    house.config.listen = "127.0.0.161:0".parse().unwrap();
    let running = Server::start(house.config.clone()).await.unwrap();
    let door = Door::new(running.url().parse().unwrap()).unwrap();
    let health = door.health().await.unwrap();
    assert_eq!((health.status.as_str(), health.protocol), ("ok", replication::wire::PROTOCOL));
    let tablet = Tablet::new(1, house.nurse);
    let answer = door.enrol(&tablet.enrol(&code(&house))).await.unwrap();
    let EnrolAnswer::Enrolled(enrolled) = answer else { panic!() };
    let key = record::VerifyingKey::from_bytes(&enrolled.server_key).unwrap();
    let questions = [("204060", 1), ("204061", 2)].map(|(pin, n)| pin_check(&tablet, house.nurse, pin, n));
    for (question, answer) in questions.iter().zip([PinAnswer::Right, PinAnswer::Wrong { left: 9 }]) {
        let said = door.check_pin(question).await.unwrap();
        assert_eq!((said.answer, said.time), (answer, house.now()));
        let signature = ed25519_dalek::Signature::from_bytes(&said.signature);
        let fits = |question: &PinCheck, answer, time| {
            key.verify_strict(&question.answer_bytes(&answer, time), &signature).is_ok()
        };
        assert!(fits(question, answer, said.time), "the server that enrolled it has signed it");
        let [first, second] = &questions;
        let other = if question == first { second } else { first };
        assert!(!fits(other, answer, said.time), "and as an answer to no other question");
        assert!(
            !fits(question, PinAnswer::NoPin, said.time) && !fits(question, answer, clinical::UtcMillis(0))
        );
    }
    let answer = door.enrol(&Tablet::new(2, house.nurse).enrol("WRONG")).await.unwrap();
    assert_eq!(answer, EnrolAnswer::Refused(EnrolRefused::UnknownCode), "a refusal is an answer");
    running.stop().await;
    assert_eq!(door.health().await, Err(TransportError::Absent), "and after the stop nobody is there");
}

#[tokio::test]
async fn questions_that_are_garbage_or_too_long_are_turned_away_in_words() {
    let house = House::new();
    let running = Server::start(house.config.clone()).await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for path in ["/enrol", "/pin/check"] {
        let post = |body: Vec<u8>| client.post(format!("{}{path}", running.url())).body(body).send();
        let garbage = post(vec![0xFF; 100]).await.unwrap();
        assert_eq!(garbage.status(), 400);
        assert!(garbage.text().await.unwrap().contains("nothing was changed"));
        assert_eq!(post(vec![0; 1_000_000]).await.unwrap().status(), 413, "{path}");
    }
    assert_eq!(client.get(format!("{}/pin/check", running.url())).send().await.unwrap().status(), 405);
    running.stop().await;
}
