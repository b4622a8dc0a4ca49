//! A server absent, slow, or answering garbage; a disk that is full; a clock that jumps.

use super::bench::{Bench, cursor, entries, epoch, gave_up, outgoing, page, stay, welcome};
use crate::wire_shapes::every_message;
use clinical::{ScopeId, UtcMillis};
use proptest::prelude::*;
use replication::{
    Chain, Effect, Input, Message,
    chain::Cursor,
    session::{Lost, Phase},
    wire::{FaultCode, Page, Standing, encode},
};

#[test]
fn frames_that_are_no_message_end_the_connection() {
    for frame in [vec![], vec![0xff; 40], b"HTTP/1.1 502 Bad Gateway".to_vec(), vec![0; 2_000_000]] {
        let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
        let step = bench.feed(Input::Frame(frame));
        assert!(gave_up(&step));
        assert_eq!(bench.session.last_lost(), Some(Lost::Garbage));
        assert!(step.wake_at.unwrap() > bench.now, "and it is tried again, later");
    }
}

#[test]
fn messages_out_of_turn_end_the_connection() {
    // What a live, quiet connection may hear.
    let in_turn =
        |message: &Message| matches!(message, Message::Note { .. } | Message::News(_) | Message::Seen { .. });
    // About scopes that are not followed: a standing or a page may be late.
    let late = |message: &Message| {
        matches!(message, Message::Synced { .. } | Message::Page(_) | Message::Denied { .. })
    };
    for (name, message) in every_message() {
        let mut bench = Bench::settled(&[(stay(0x77), Cursor::START)]);
        let step = bench.hear(&message);
        assert_eq!(gave_up(&step), !in_turn(&message) && !late(&message), "{name}: {step:?}");
    }
}

#[test]
fn answers_that_nobody_asked_for_end_the_connection() {
    let unasked = [
        Message::Page(page(&stay(1), 3, 4, 4)),
        Message::Synced { standings: vec![(stay(1), Standing::Ok)] },
        Message::Denied { scope: stay(1) },
        Message::Want { scope: stay(1), key: [0; 16], indexes: vec![] },
        Message::Ack { scope: stay(1), fates: vec![] },
        Message::Busy { scope: stay(1), retry_ms: 1 },
    ];
    for answer in unasked {
        let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
        assert!(gave_up(&bench.hear(&answer)), "{answer:?}");
    }
}

#[test]
fn only_a_greeting_is_heard_before_the_welcome() {
    for (name, message) in every_message() {
        let mut bench = Bench::new();
        bench.feed(Input::Wake);
        bench.feed(Input::Opened);
        let step = bench.hear(&message);
        let heard = matches!(message, Message::Challenge { .. } | Message::Seen { .. });
        assert_eq!(gave_up(&step), !heard, "{name}");
        assert!(
            !step.effects.iter().any(|effect| matches!(effect, Effect::Seen { .. })),
            "{name}: not proved yet"
        );
    }
}

#[test]
fn a_page_that_does_not_follow_ends_the_connection_and_changes_nothing() {
    let good = page(&stay(1), 3, 6, 6);
    let mut missing = good.clone();
    missing.entries.remove(1);
    let mut foreign = good.clone();
    foreign.entries[0] = entries(&stay(2), 1..=1).remove(0);
    let bad = [
        Page { chain: Chain([7; 32]), ..good.clone() },
        Page { first: 5, ..good.clone() },
        Page { first: 3, ..good.clone() },
        Page { head: 5, ..good.clone() },
        missing,
        foreign,
        Page { entries: vec![], chain: cursor(&stay(1), 3).chain, ..good.clone() },
    ];
    for page in bad {
        let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
        bench.hear(&Message::Note { scope: stay(1), head: 6 });
        let step = bench.hear(&Message::Page(page.clone()));
        assert_eq!(step.effects, [Effect::Close], "{page:?}");
        let step = bench.greet(epoch(1));
        let sync = Message::Sync { cursors: vec![(stay(1), cursor(&stay(1), 3))] };
        assert_eq!(step.send, [sync], "the next connection begins where the host stands");
    }
}

#[test]
fn a_fault_is_shown_and_ends_the_connection() {
    for (code, seldom) in [
        (FaultCode::NotEnrolled, true),
        (FaultCode::Revoked, true),
        (FaultCode::Protocol, true),
        (FaultCode::Unavailable, false),
        (FaultCode::Malformed, false),
        (FaultCode::Other(77), false),
    ] {
        let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
        let step = bench.hear(&Message::Fault { code });
        assert_eq!(step.effects, [Effect::Refused(code), Effect::Close]);
        let wait = step.wake_at.unwrap().0 - bench.now.0;
        assert_eq!(wait >= 30_000, seldom, "{code:?}: {wait} ms");
    }
}

#[test]
fn a_full_disk_stops_the_talk_and_the_page_is_asked_for_again() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.hear(&Message::Note { scope: stay(1), head: 2 });
    bench.hear(&Message::Page(page(&stay(1), 0, 2, 2)));
    let step = bench.feed(Input::HostFailed);
    assert!(gave_up(&step));
    let step = bench.greet(epoch(1));
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }]);
}

#[test]
fn an_outbox_that_could_not_be_read_is_read_again() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    assert!(matches!(bench.feed(Input::Written).effects[..], [Effect::LoadOutbox { .. }]));
    bench.feed(Input::HostFailed);
    let step = bench.greet(epoch(1));
    assert!(step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }), "{step:?}");
}

#[test]
fn a_host_that_says_more_and_brings_none_is_not_asked_for_ever() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.feed(Input::Written);
    let step = bench.feed(Input::Outbox { entries: Vec::new(), more: true });
    assert_eq!(step.effects, []);
    assert!(
        matches!(bench.feed(Input::Written).effects[..], [Effect::LoadOutbox { .. }]),
        "but when there is news"
    );
}

#[test]
fn why_the_last_connection_was_lost_can_be_told_until_one_proves_useful() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    assert_eq!(bench.session.last_lost(), None);
    bench.feed(Input::Closed);
    assert_eq!(bench.session.last_lost(), Some(Lost::Broken));
    bench.greet(epoch(1));
    assert_eq!(bench.session.last_lost(), Some(Lost::Broken));
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Ok)] });
    assert_eq!(bench.session.last_lost(), None);
    bench.hear(&Message::Fault { code: FaultCode::Revoked });
    assert_eq!(bench.session.last_lost(), Some(Lost::Refused));
}

#[test]
fn what_the_host_read_for_a_lost_connection_does_not_make_it_pass_over_the_rest() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.feed(Input::Written);
    bench.feed(Input::Closed);
    // The answer to the old question comes after the connection went.
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 4..=6), more: false });
    let step = bench.greet(epoch(1));
    assert!(step.send.iter().any(|message| matches!(message, Message::Push { .. })), "{step:?}");
    assert!(!bench.session.is_quiet());
    let push = step.send.iter().find_map(|message| match message {
        Message::Push { scope, entries } => Some((scope.clone(), entries.len())),
        _ => None,
    });
    assert_eq!(push, Some((stay(1), 3)));
    assert!(
        step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }),
        "from the oldest again: {step:?}"
    );
}

#[test]
fn a_clock_set_back_by_days_stops_nothing() {
    let mut bench = Bench::new();
    bench.feed(Input::Wake);
    let step = bench.feed(Input::Closed);
    let wait = step.wake_at.unwrap().0 - bench.now.0;
    bench.now.0 -= 3 * 86_400_000;
    let step = bench.feed(Input::Wake);
    assert_eq!(step.wake_at, Some(UtcMillis(bench.now.0 + wait)), "the same wait, by the clock as it is now");
    assert_eq!(bench.after(wait).effects, [Effect::Open]);
}

#[test]
fn a_clock_set_forward_by_days_costs_a_reconnection_at_most() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.now.0 += 3 * 86_400_000;
    let step = bench.feed(Input::Wake);
    assert!(!gave_up(&step), "nothing was out");
    let Some(Message::Sync { .. }) = step.send.first() else { panic!("compared, at the least: {step:?}") };
    bench.now.0 += 3 * 86_400_000;
    assert!(gave_up(&bench.feed(Input::Wake)), "now something was");
    assert_eq!(bench.feed(Input::TryNow).effects, [Effect::Open]);
}

#[test]
fn the_ends_of_time_do_not_overflow() {
    for now in [i64::MIN, i64::MAX] {
        let mut bench = Bench::new();
        bench.now = UtcMillis(now);
        bench.feed(Input::Wake);
        bench.feed(Input::Opened);
        bench.now = UtcMillis(!now);
        bench.feed(Input::Wake);
        bench.feed(Input::Closed);
        bench.feed(Input::TryNow);
        bench.feed(Input::Opened);
        bench.hear(&Message::Challenge { nonce: [0; 32] });
        bench.feed(Input::HelloSigned([0; 64]));
        bench.hear(&welcome(epoch(1), UtcMillis(now)));
        bench.feed(Input::WelcomeChecked(true));
    }
}

/// Any inputs in any order: no panic, and a session that is not live sends nothing but its `HELLO`.
fn any_input() -> impl Strategy<Value = Input> {
    let scope = (1_u8..4).prop_map(stay);
    let messages: Vec<Vec<u8>> =
        every_message().iter().map(|(_, message)| encode(message).unwrap()).collect();
    let scopes = || (1_u8..4).prop_map(stay);
    prop_oneof![
        Just(Input::Wake),
        Just(Input::TryNow),
        Just(Input::Opened),
        Just(Input::Closed),
        Just(Input::Written),
        Just(Input::Compare),
        Just(Input::EpochAdopted),
        Just(Input::HostFailed),
        Just(Input::HelloSigned([0; 64])),
        any::<bool>().prop_map(Input::WelcomeChecked),
        scope.prop_map(Input::Unfollow),
        (scopes(), 0_u64..4).prop_map(|(scope, seq)| {
            let cursor = cursor(&scope, seq);
            Input::Follow(replication::session::Follow { scope, cursor })
        }),
        (scopes(), 0_u64..4).prop_map(|(scope, seq)| Input::Ingested { cursor: cursor(&scope, seq), scope }),
        (scopes(), 0_u64..4).prop_map(|(scope, n)| {
            let held = super::bench::hashes(&entries(&scope, 1..=n));
            Input::Rewound { scope, held }
        }),
        (scopes(), 0_u64..4, any::<bool>())
            .prop_map(|(scope, n, more)| Input::Outbox { entries: outgoing(&scope, 1..=n), more }),
        prop::sample::select(messages).prop_map(Input::Frame),
        prop_oneof![
            Just(Message::Challenge { nonce: [1; 32] }),
            Just(welcome(epoch(1), super::bench::START)),
            Just(welcome(epoch(2), super::bench::START)),
            scopes().prop_map(|scope| Message::Synced { standings: vec![(scope, Standing::Ok)] }),
            scopes().prop_map(|scope| Message::Synced { standings: vec![(scope, Standing::Reset)] }),
            (scopes(), 0_u64..3, 0_u64..3).prop_map(|(scope, after, n)| Message::Page(page(
                &scope,
                after,
                after + n,
                6
            ))),
            (scopes(), 0_u64..9).prop_map(|(scope, head)| Message::Note { scope, head }),
            scopes().prop_map(|scope: ScopeId| Message::Busy { scope, retry_ms: 10 }),
        ]
        .prop_map(|message| Input::Frame(encode(&message).unwrap())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_inputs_in_any_order_panic_or_leak(inputs in prop::collection::vec((any_input(), 0_i64..20_000), 1..120)) {
        let mut bench = Bench::new();
        for (input, passed) in inputs {
            bench.now.0 += passed;
            let step = bench.feed(input);
            if bench.session.phase() != Phase::Live {
                let greeting_only = step.send.iter().all(|message| matches!(message, Message::Hello(_)));
                prop_assert!(greeting_only, "{:?}", step.send);
            }
            for message in &step.send {
                prop_assert!(encode(message).is_ok());
            }
            if let Some(at) = step.wake_at {
                prop_assert!(at >= bench.now);
            }
        }
    }
}

#[test]
fn an_answer_of_the_outbox_from_before_a_failure_passes_over_nothing() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.feed(Input::Written);
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=3), more: true });
    assert!(step.effects.contains(&Effect::LoadOutbox { after: 3, max: 500 }), "{step:?}");
    // Something else could not be stored, and the connection is given up before the outbox answers.
    assert!(gave_up(&bench.feed(Input::HostFailed)));
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 4..=6), more: false });
    let step = bench.greet(epoch(1));
    assert!(step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }), "{step:?}");
}
