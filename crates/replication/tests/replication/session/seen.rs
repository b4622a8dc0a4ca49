//! When the server last heard from other devices: asked for where it is offered, and nothing else waits for it.

use super::bench::{Bench, cursor, device, epoch, gave_up, page, stay, welcome, welcome_that};
use clinical::{ScopeId, UtcMillis};
use replication::{
    Effect, Input, Message,
    session::Timing,
    wire::{Standing, Welcome, decode, encode},
};

/// A live connection to a server that says it, or does not, and what was sent first.
fn greeted(tells_seen: bool) -> (Bench, Vec<Message>) {
    let mut bench = Bench::new();
    bench.feed(Input::TryNow);
    bench.feed(Input::Opened);
    bench.hear(&Message::Challenge { nonce: [0x9c; 32] });
    bench.feed(Input::HelloSigned([0x51; 64]));
    bench.hear(&welcome_that(tells_seen, epoch(1), bench.now));
    let step = bench.feed(Input::WelcomeChecked(true));
    (bench, step.send)
}

fn asks(send: &[Message]) -> usize {
    send.iter().filter(|message| **message == Message::AskSeen).count()
}

#[test]
fn a_server_that_offers_it_is_asked_at_once_and_again_with_every_comparison() {
    let (mut bench, first) = greeted(true);
    assert_eq!(asks(&first), 1);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    let devices = vec![(device(), UtcMillis(7))];
    let step = bench.hear(&Message::Seen { devices: devices.clone() });
    assert_eq!(step.effects, [Effect::Seen { devices }]);
    assert_eq!(asks(&step.send), 0);
    assert!(bench.session.is_quiet(), "nothing waits for it");
    let compare = Timing::default().compare_ms;
    assert_eq!(asks(&bench.after(compare / 2).send), 0);
    assert_eq!(asks(&bench.after(compare).send), 1);
    // Unanswered, it is no reason to give a connection up.
    let later = bench.after(compare);
    assert!(!gave_up(&later) && asks(&later.send) == 1, "{later:?}");
}

#[test]
fn a_device_that_was_enrolled_meanwhile_is_asked_about_when_the_directory_tells_of_it() {
    let dir = ScopeId::Dir;
    let (mut bench, _) = greeted(true);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    bench.hear(&Message::Seen { devices: Vec::new() });
    bench.follow(&dir, cursor(&dir, 0));
    bench.hear(&Message::Synced { standings: vec![(dir.clone(), Standing::More(page(&dir, 0, 2, 2)))] });
    let step = bench.ingested(&dir, 2);
    assert_eq!(asks(&step.send), 1, "the last answer knew nothing of it");
    assert_eq!(asks(&bench.feed(Input::Wake).send), 0, "and once is enough");
    // What is charted enrols nobody.
    let stay = stay(1);
    bench.follow(&stay, cursor(&stay, 0));
    bench.hear(&Message::Synced { standings: vec![(stay.clone(), Standing::More(page(&stay, 0, 2, 2)))] });
    assert_eq!(asks(&bench.ingested(&stay, 2).send), 0);
}

#[test]
fn a_server_of_an_older_version_is_never_asked() {
    let (mut bench, first) = greeted(false);
    assert_eq!(asks(&first), 0);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    assert_eq!(asks(&bench.after(Timing::default().compare_ms).send), 0);
    assert_eq!(asks(&bench.feed(Input::Compare).send), 0);
}

#[test]
fn an_answer_out_of_turn_cuts_no_line_and_before_the_server_is_proved_says_nothing() {
    let seen = Message::Seen { devices: vec![(device(), UtcMillis(7))] };
    let (mut bench, _) = greeted(true);
    for _ in 0..2 {
        let step = bench.hear(&seen);
        assert!(!gave_up(&step), "{step:?}");
    }
    let mut bench = Bench::new();
    bench.feed(Input::TryNow);
    bench.feed(Input::Opened);
    assert_eq!(bench.hear(&seen).effects, []);
    bench.hear(&Message::Challenge { nonce: [0x9c; 32] });
    bench.feed(Input::HelloSigned([0x51; 64]));
    assert_eq!(bench.hear(&seen).effects, []);
    assert!(!gave_up(&bench.hear(&welcome(epoch(1), bench.now))), "and the greeting goes on");
}

#[test]
fn the_offer_stands_among_the_scopes_where_an_older_version_passes_over_it() {
    let Message::Welcome(with) = welcome_that(true, epoch(1), UtcMillis(5)) else { panic!("a welcome") };
    let frame = encode(&Message::Welcome(with.clone())).unwrap();
    assert_eq!(decode(&frame).unwrap(), Message::Welcome(with.clone()));
    // Whoever does not know the word reads the scopes and nothing else, as it does those of kinds to come.
    let without = encode(&Message::Welcome(Welcome { tells_seen: false, ..with })).unwrap();
    assert_eq!(frame.len(), without.len() + 1 + "tells/seen".len());
}
