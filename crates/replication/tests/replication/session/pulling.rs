//! Comparing, pulling and following.

use super::bench::{Bench, cursor, entries, gave_up, hashes, page, stay};
use clinical::ScopeId;
use replication::{Effect, Input, Message, chain::Cursor, session::VerifiedPage, wire::Standing};

fn pull(scope: &ScopeId, after: u64) -> Message {
    Message::Pull { scope: scope.clone(), after, max: 500 }
}

fn verified(scope: &ScopeId, after: u64, to: u64, head: u64) -> Effect {
    let entries = entries(scope, after + 1..=to);
    let entries = hashes(&entries).into_iter().zip(entries).collect();
    Effect::Ingest(VerifiedPage {
        scope: scope.clone(),
        first: after + 1,
        entries,
        cursor: cursor(scope, to),
        head,
    })
}

#[test]
fn all_scopes_are_compared_in_one_message() {
    let scopes: Vec<_> = (1..=31).map(|n| (stay(n), cursor(&stay(n), u64::from(n)))).collect();
    let (_, step) = Bench::live(&scopes);
    assert_eq!(step.send, [Message::Sync { cursors: scopes }]);
}

#[test]
fn thousands_of_scopes_are_compared_in_several_messages() {
    let stays = (0..1_100_u16).map(|n| {
        let mut id = [7; 16];
        id[..2].copy_from_slice(&n.to_be_bytes());
        (ScopeId::Stay(clinical::StayId::from_bytes(id)), Cursor::START)
    });
    let (_, step) = Bench::live(&stays.collect::<Vec<_>>());
    assert_eq!(step.send.len(), 3);
}

#[test]
fn a_page_is_ingested_once_its_chain_is_verified_and_the_next_is_pulled() {
    let (mut bench, _) = Bench::live(&[(stay(1), cursor(&stay(1), 2))]);
    let more = Standing::More(page(&stay(1), 2, 5, 9));
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), more)] });
    assert_eq!(step.effects, [verified(&stay(1), 2, 5, 9)]);
    assert!(step.send.is_empty(), "one page at a time: the host is storing");
    assert_eq!(bench.ingested(&stay(1), 5).send, [pull(&stay(1), 5)]);
    let step = bench.hear(&Message::Page(page(&stay(1), 5, 9, 9)));
    assert_eq!(step.effects, [verified(&stay(1), 5, 9, 9)]);
    assert_eq!(bench.ingested(&stay(1), 9).send, []);
}

#[test]
fn a_standing_that_found_no_room_is_pulled() {
    let (mut bench, _) = Bench::live(&[(stay(1), Cursor::START)]);
    let none_yet = Standing::More(page(&stay(1), 0, 0, 4));
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), none_yet)] });
    // The head was in the page; an empty one moves nothing and is no proof that there is nothing.
    assert_eq!(step.send, [pull(&stay(1), 0)]);
}

#[test]
fn a_hint_is_followed_and_a_false_one_only_once() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
    let hint = Message::Note { scope: stay(1), head: u64::MAX };
    assert_eq!(bench.hear(&hint).send, [pull(&stay(1), 3)]);
    let step = bench.hear(&Message::Page(page(&stay(1), 3, 3, 3)));
    assert_eq!((step.send, step.effects), (vec![], vec![]));
    assert!(bench.session.is_quiet());
}

#[test]
fn a_hint_during_a_pull_is_not_forgotten() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
    bench.hear(&Message::Note { scope: stay(1), head: 4 });
    bench.hear(&Message::Note { scope: stay(1), head: 6 });
    bench.hear(&Message::Page(page(&stay(1), 3, 4, 4)));
    assert_eq!(bench.ingested(&stay(1), 4).send, [pull(&stay(1), 4)]);
}

#[test]
fn a_hint_about_a_scope_that_is_not_followed_is_passed_over() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    assert_eq!(bench.hear(&Message::Note { scope: stay(2), head: 6 }).send, []);
}

#[test]
fn a_stay_that_an_index_page_names_is_followed_at_once() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    let step = bench.follow(&stay(2), Cursor::START);
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(2), Cursor::START)] }]);
    assert_eq!(bench.follow(&stay(2), Cursor::START).send, [], "once is enough");
}

#[test]
fn a_scope_that_is_followed_no_longer_is_passed_over() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.hear(&Message::Note { scope: stay(1), head: 2 });
    bench.feed(Input::Unfollow(stay(1)));
    let step = bench.hear(&Message::Page(page(&stay(1), 0, 2, 2)));
    assert_eq!((step.effects, step.send), (vec![], vec![]));
}

#[test]
fn what_the_server_will_not_show_is_said_and_not_asked_again_until_it_speaks_of_it() {
    let (mut bench, _) = Bench::live(&[(stay(1), Cursor::START)]);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Denied)] });
    assert!(step.effects.contains(&Effect::Denied { scope: stay(1) }));
    assert_eq!(bench.feed(Input::Compare).send, []);
    let ask = [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }];
    assert_eq!(bench.hear(&Message::Note { scope: stay(1), head: 9 }).send, ask, "it may be shown now");
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Denied)] });
    assert_eq!(bench.feed(Input::Compare).send, [], "or not");
    bench.feed(Input::Closed);
    assert_eq!(bench.greet(super::bench::epoch(1)).send, ask, "and on the next connection");
}

/// A patient was sent here, elsewhere again before the tablet had asked, and here once more: without another question the tablet
/// would not show them for as long as its connection stands.
#[test]
fn a_stay_that_is_opened_again_after_a_pull_was_denied_is_read_on_the_same_connection() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    assert_eq!(bench.hear(&Message::Note { scope: stay(1), head: 2 }).send, [pull(&stay(1), 0)]);
    bench.hear(&Message::Denied { scope: stay(1) });
    let step = bench.hear(&Message::Note { scope: stay(1), head: 3 });
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }]);
    let more = Standing::More(page(&stay(1), 0, 3, 3));
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), more)] });
    assert_eq!(step.effects, [verified(&stay(1), 0, 3, 3)]);
}

#[test]
fn a_pull_that_is_denied_ends_it_too() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.hear(&Message::Note { scope: stay(1), head: 2 });
    let step = bench.hear(&Message::Denied { scope: stay(1) });
    assert!(step.effects.contains(&Effect::Denied { scope: stay(1) }));
}

#[test]
fn at_most_eight_pulls_are_out_at_once() {
    let scopes: Vec<_> = (1..=20).map(|n| (stay(n), Cursor::START)).collect();
    let mut bench = Bench::settled(&scopes);
    let sent: usize =
        (1..=20).map(|n| bench.hear(&Message::Note { scope: stay(n), head: 1 }).send.len()).sum();
    assert_eq!(sent, 8);
    bench.hear(&Message::Page(page(&stay(1), 0, 1, 1)));
    assert_eq!(bench.ingested(&stay(1), 1).send.len(), 0, "the next went out when the page came in");
}

#[test]
fn all_chains_are_compared_every_five_minutes_and_when_asked() {
    let scopes = [(stay(1), cursor(&stay(1), 3)), (stay(2), Cursor::START)];
    let mut bench = Bench::settled(&scopes);
    let sync = [Message::Sync { cursors: scopes.to_vec() }];
    assert_eq!(bench.after(299_999).send, []);
    let step = bench.after(1);
    assert_eq!(step.send, sync);
    let standings: Vec<_> = scopes.iter().map(|(scope, _)| (scope.clone(), Standing::Ok)).collect();
    bench.hear(&Message::Synced { standings });
    assert_eq!(bench.feed(Input::Compare).send, sync);
}

#[test]
fn the_hosts_cursor_is_the_one_that_counts() {
    let (mut bench, _) = Bench::live(&[(stay(1), Cursor::START)]);
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::More(page(&stay(1), 0, 3, 3)))] });
    bench.feed(Input::Closed);
    // The page was stored although the connection is gone.
    bench.ingested(&stay(1), 3);
    let step = bench.greet(super::bench::epoch(1));
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), cursor(&stay(1), 3))] }]);
    assert!(!gave_up(&step));
}
