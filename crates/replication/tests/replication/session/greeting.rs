//! From no connection to one on which entries flow.

use super::bench::{Bench, START, device, epoch, gave_up, incarnation, stay, welcome};
use clinical::{Incarnation, ScopeId, UtcMillis};
use replication::{
    Effect, Input, Message,
    chain::Cursor,
    session::Phase,
    wire::{Hello, PROTOCOL, hello_bytes, welcome_bytes},
};

const NONCE: [u8; 32] = [0x9c; 32];

fn signed_hello(bench: &mut Bench) -> Message {
    bench.feed(Input::Wake);
    bench.feed(Input::Opened);
    let step = bench.hear(&Message::Challenge { nonce: NONCE });
    let bytes = hello_bytes(&NONCE, &device(), &incarnation(), bench.now);
    assert_eq!(step.effects, [Effect::SignHello { bytes }]);
    let mut step = bench.feed(Input::HelloSigned([0x51; 64]));
    step.send.remove(0)
}

#[test]
fn the_first_step_opens_a_connection() {
    let mut bench = Bench::new();
    assert_eq!(bench.session.phase(), Phase::Offline);
    assert_eq!(bench.feed(Input::Wake).effects, [Effect::Open]);
    assert_eq!(bench.session.phase(), Phase::Opening);
    assert_eq!(bench.feed(Input::Wake).effects, [], "one is enough");
}

#[test]
fn device_and_server_prove_themselves_before_anything_else_is_said() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), Cursor::START);
    let hello = signed_hello(&mut bench);
    assert_eq!(
        hello,
        Message::Hello(Hello {
            protocol: PROTOCOL,
            device: device(),
            incarnation: incarnation(),
            time: START,
            signature: [0x51; 64],
        })
    );
    let step = bench.hear(&welcome(epoch(1), START));
    let bytes = welcome_bytes(&NONCE, &device(), START, &epoch(1), START);
    assert_eq!(step.effects, [Effect::CheckWelcome { bytes, signature: [0x52; 64] }]);
    assert!(step.send.is_empty(), "nothing is said to a server that has not been checked");
    assert_eq!(bench.session.phase(), Phase::Greeting);
    let step = bench.feed(Input::WelcomeChecked(true));
    assert_eq!(bench.session.phase(), Phase::Live);
    assert!(step.effects.contains(&Effect::Offered { scopes: vec![ScopeId::Dir] }));
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }]);
}

#[test]
fn a_forged_server_is_told_nothing() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), Cursor::START);
    signed_hello(&mut bench);
    bench.hear(&welcome(epoch(1), START));
    let step = bench.feed(Input::WelcomeChecked(false));
    assert_eq!(step.effects, [Effect::ForgedServer, Effect::Close]);
    assert!(step.send.is_empty());
    let wait = step.wake_at.unwrap().0 - bench.now.0;
    assert!(wait >= 30_000, "come back seldom: {wait} ms");
}

#[test]
fn the_clock_is_proved_with_half_the_round_trip() {
    let mut bench = Bench::new();
    signed_hello(&mut bench);
    bench.now.0 += 400;
    // The server's clock is an hour ahead and was read half-way.
    bench.hear(&welcome(epoch(1), UtcMillis(START.0 + 3_600_000 + 200)));
    bench.now.0 += 50;
    let step = bench.feed(Input::WelcomeChecked(true));
    assert_eq!(step.effects[0], Effect::ClockProved { offset_ms: 3_600_000 });
}

#[test]
fn a_slow_answer_proves_no_clock() {
    let mut bench = Bench::new();
    signed_hello(&mut bench);
    bench.now.0 += 10_001;
    bench.hear(&welcome(epoch(1), START));
    let step = bench.feed(Input::WelcomeChecked(true));
    assert!(!step.effects.iter().any(|effect| matches!(effect, Effect::ClockProved { .. })), "{step:?}");
}

#[test]
fn the_first_server_is_adopted_and_nothing_is_rewound() {
    let mut bench = Bench::knowing(None);
    bench.follow(&stay(1), Cursor::START);
    let step = bench.greet(epoch(4));
    assert!(step.effects.contains(&Effect::AdoptEpoch(epoch(4))));
    assert!(!step.effects.iter().any(|effect| matches!(effect, Effect::Rewind { .. })));
    assert!(!bench.session.is_quiet());
    bench.feed(Input::EpochAdopted);
    bench.feed(Input::Closed);
    let step = bench.greet(epoch(4));
    assert!(!step.effects.iter().any(|effect| matches!(effect, Effect::AdoptEpoch(_))), "known by now");
}

#[test]
fn a_new_incarnation_is_named_at_the_next_connection() {
    let mut bench = Bench::new();
    let begun = Incarnation::from_bytes([0x2d; 16]);
    bench.feed(Input::Incarnation(begun));
    bench.feed(Input::Wake);
    bench.feed(Input::Opened);
    let step = bench.hear(&Message::Challenge { nonce: NONCE });
    assert_eq!(step.effects, [Effect::SignHello { bytes: hello_bytes(&NONCE, &device(), &begun, START) }]);
}

#[test]
fn waits_double_up_to_a_minute_and_are_never_the_same_for_all() {
    let mut bench = Bench::new();
    let mut waits = Vec::new();
    bench.feed(Input::Wake);
    for _ in 0..12 {
        let step = bench.feed(Input::Closed);
        let at = step.wake_at.unwrap();
        waits.push(at.0 - bench.now.0);
        bench.now = UtcMillis(at.0 - 1);
        assert_eq!(bench.feed(Input::Wake).effects, [], "not before the wait is over");
        bench.now = at;
        assert_eq!(bench.feed(Input::Wake).effects, [Effect::Open]);
    }
    for (n, wait) in waits.iter().enumerate() {
        let full = (1_000_i64 << n).min(60_000);
        assert!((full / 2..=full).contains(wait), "wait {n} is {wait} ms of {full}");
    }
    let last: std::collections::BTreeSet<_> = waits[6..].iter().collect();
    assert!(last.len() > 1, "no jitter: {waits:?}");
}

#[test]
fn a_person_or_the_network_may_cut_a_wait_short() {
    let mut bench = Bench::new();
    bench.feed(Input::Wake);
    bench.feed(Input::Closed);
    assert_eq!(bench.feed(Input::TryNow).effects, [Effect::Open]);
}

#[test]
fn a_connection_that_proved_useful_begins_the_waits_anew() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), Cursor::START);
    bench.feed(Input::Wake);
    for _ in 0..6 {
        bench.feed(Input::Closed);
        bench.feed(Input::TryNow);
    }
    bench.feed(Input::Closed);
    bench.greet(epoch(1));
    bench.hear(&Message::Synced { standings: vec![(stay(1), replication::wire::Standing::Ok)] });
    let wait = bench.feed(Input::Closed).wake_at.unwrap().0 - bench.now.0;
    assert!(wait <= 1_000, "{wait} ms");
}

#[test]
fn a_server_that_says_nothing_is_given_up_after_half_a_minute() {
    let stages: [fn(&mut Bench); 3] = [
        |bench| drop(bench.feed(Input::Wake)),
        |bench| {
            bench.feed(Input::Wake);
            bench.feed(Input::Opened);
        },
        |bench| drop(signed_hello(bench)),
    ];
    for (n, reach) in stages.iter().enumerate() {
        let mut bench = Bench::new();
        reach(&mut bench);
        assert!(!gave_up(&bench.after(29_999)), "stage {n}");
        assert!(gave_up(&bench.after(1)), "stage {n}");
        assert_eq!(bench.session.phase(), Phase::Offline);
    }
}

#[test]
fn words_of_a_connection_that_was_given_up_do_no_harm() {
    let mut bench = Bench::new();
    bench.feed(Input::Wake);
    bench.after(30_000);
    assert_eq!(bench.session.phase(), Phase::Offline);
    assert_eq!(bench.feed(Input::Opened).effects, [Effect::Close], "too late");
    assert_eq!(bench.hear(&Message::Challenge { nonce: NONCE }).effects, []);
    assert_eq!(bench.feed(Input::HelloSigned([0; 64])).send, []);
    assert_eq!(bench.feed(Input::WelcomeChecked(true)).send, []);
    assert_eq!(bench.feed(Input::Closed).effects, []);
    assert_eq!(bench.session.phase(), Phase::Offline);
}
