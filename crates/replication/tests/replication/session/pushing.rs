//! The outbox: pushed in order, answered by place, emptied by nobody but the host.

use super::bench::{Bench, cursor, entries, gave_up, hashes, outgoing, page, stay, welcome};
use crate::model::facts::{hash, sign};
use crate::model::{Device, device::Asks};
use clinical::ScopeId;
use replication::{
    Effect, Entry, Hash, Input, Message,
    chain::Cursor,
    session::Outgoing,
    wire::{Fate, Page, Refused, Standing, encode},
};

fn ack(scope: &ScopeId, fates: impl IntoIterator<Item = (u64, Fate)>) -> Message {
    let fates = fates.into_iter().map(|(n, fate)| (hash(&super::bench::entry(scope, n)), fate));
    Message::Ack { scope: scope.clone(), fates: fates.collect() }
}

fn pushed(scope: &ScopeId, range: std::ops::RangeInclusive<u64>) -> Message {
    Message::Push { scope: scope.clone(), entries: entries(scope, range) }
}

/// A settled session that has been told of new entries and given these.
fn given(scopes: &[(ScopeId, Cursor)], entries: Vec<Outgoing>, more: bool) -> (Bench, Vec<Message>) {
    let mut bench = Bench::settled(scopes);
    let after = 0;
    assert_eq!(bench.feed(Input::Written).effects, [Effect::LoadOutbox { after, max: 500 }]);
    let step = bench.feed(Input::Outbox { entries, more });
    (bench, step.send)
}

#[test]
fn entries_are_pushed_in_the_outboxs_order() {
    let (_, sent) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=3), false);
    assert_eq!(sent, [pushed(&stay(1), 1..=3)]);
}

#[test]
fn entries_of_several_scopes_go_in_a_push_each() {
    let mixed = (1..=6).map(|n| {
        let scope = stay(1 + (n % 2) as u8);
        Outgoing { position: n, entry: super::bench::entry(&scope, n), scope }
    });
    let (_, sent) = given(&[(stay(1), Cursor::START), (stay(2), Cursor::START)], mixed.collect(), false);
    let of = |n: u8, numbers: [u64; 3]| {
        let entries = numbers.map(|number| super::bench::entry(&stay(n), number)).to_vec();
        Message::Push { scope: stay(n), entries }
    };
    assert_eq!(sent, [of(2, [1, 3, 5]), of(1, [2, 4, 6])]);
}

#[test]
fn a_push_keeps_within_the_servers_limits() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), Cursor::START);
    bench.feed(Input::Wake);
    bench.feed(Input::Opened);
    bench.hear(&Message::Challenge { nonce: [1; 32] });
    bench.feed(Input::HelloSigned([0; 64]));
    let Message::Welcome(mut narrow) = welcome(super::bench::epoch(1), bench.now) else { panic!() };
    narrow.limits.push_entries = 2;
    bench.hear(&Message::Welcome(narrow));
    bench.feed(Input::WelcomeChecked(true));
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=5), more: false });
    assert_eq!(step.send, [pushed(&stay(1), 1..=2), pushed(&stay(1), 3..=4), pushed(&stay(1), 5..=5)]);
}

#[test]
fn a_push_of_large_entries_fits_a_message() {
    let large = |n: u64| {
        let entry = Entry::Fact { bytes: vec![n as u8; 16_384], signature: [0; 64] };
        Outgoing { position: n, scope: stay(1), entry }
    };
    let (_, sent) = given(&[(stay(1), Cursor::START)], (1..=150).map(large).collect(), false);
    let sizes: Vec<_> = sent.iter().map(|push| encode(push).unwrap().len()).collect();
    assert_eq!(sizes.len(), 3, "{sizes:?}");
    let order: Vec<u8> = sent
        .iter()
        .flat_map(|push| match push {
            Message::Push { entries, .. } => entries.clone(),
            _ => Vec::new(),
        })
        .map(|entry| match entry {
            Entry::Fact { bytes, .. } => bytes[0],
            _ => 0,
        })
        .collect();
    assert_eq!(order, (1..=150).collect::<Vec<u8>>());
}

#[test]
fn at_most_four_pushes_are_on_their_way() {
    let scopes: Vec<_> = (1..=6).map(|n| (stay(n), Cursor::START)).collect();
    let one_each = (1..=6_u64).map(|n| Outgoing {
        position: n,
        scope: stay(n as u8),
        entry: super::bench::entry(&stay(n as u8), n),
    });
    let (mut bench, sent) = given(&scopes, one_each.collect(), false);
    assert_eq!(sent.len(), 4);
    let step = bench.hear(&ack(&stay(1), [(1, Fate::At(1))]));
    let pushes = step.send.iter().filter(|message| matches!(message, Message::Push { .. }));
    assert_eq!(pushes.count(), 1);
}

#[test]
fn an_acknowledgement_is_shown_and_then_the_entry_is_pulled_back() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
    let step = bench.hear(&ack(&stay(1), [(1, Fate::At(1)), (2, Fate::Duplicate(2))]));
    let both = hashes(&entries(&stay(1), 1..=2));
    let on_server = |hash: Hash| Effect::OnServer { scope: stay(1), hash };
    assert_eq!(step.effects, both.into_iter().map(on_server).collect::<Vec<_>>());
    assert_eq!(
        step.send,
        [Message::Pull { scope: stay(1), after: 0, max: 500 }],
        "the echo is what clears an outbox"
    );
    assert!(!bench.session.is_quiet());
    bench.hear(&Message::Page(page(&stay(1), 0, 2, 2)));
    bench.ingested(&stay(1), 2);
    assert!(bench.session.is_quiet());
}

/// With a host that keeps the contract: acknowledged, and still in the outbox until the page comes.
#[test]
fn the_outbox_is_emptied_by_the_echo_and_by_nothing_else() {
    let mut device = Device::new(1, &[stay(1)]);
    let mut server = crate::model::Server::new();
    let written = device.write(&stay(1), 1, false);
    let mut queue: Vec<Message> = Vec::new();
    let mut acknowledged = false;
    let mut asks = device.turn(super::bench::START, None, None).unwrap();
    for _ in 0..40 {
        for ask in asks.drain(..) {
            match ask {
                Asks::Open => queue.push(server.accept(device.id)),
                Asks::Send(message) => queue.extend(server.answer(super::bench::START, device.id, message)),
                Asks::Close => panic!("closed"),
            }
        }
        if queue.is_empty() {
            break;
        }
        let message = queue.remove(0);
        if matches!(message, Message::Challenge { .. }) {
            asks.extend(device.turn(super::bench::START, Some(Input::Opened), None).unwrap());
        }
        acknowledged |= matches!(message, Message::Ack { .. });
        let paged = matches!(message, Message::Page(_));
        asks.extend(
            device.turn(super::bench::START, Some(Input::Frame(encode(&message).unwrap())), None).unwrap(),
        );
        let waiting = device.db.outbox.values().any(|(_, hash)| *hash == written);
        assert_eq!(waiting, !paged, "acknowledged: {acknowledged}");
        if paged {
            assert!(acknowledged);
            return;
        }
    }
    panic!("the entry never came back");
}

#[test]
fn a_refused_entry_is_quarantined_and_blocks_nothing_behind_it() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=3), true);
    let reason = Refused::UnknownAuthor;
    let step = bench.hear(&ack(&stay(1), [(1, Fate::At(1)), (2, Fate::Refused(reason)), (3, Fate::At(2))]));
    let [first, second, third] = hashes(&entries(&stay(1), 1..=3))[..] else { panic!() };
    assert_eq!(
        step.effects,
        [
            Effect::OnServer { scope: stay(1), hash: first },
            Effect::Quarantine { scope: stay(1), hash: second, reason },
            Effect::OnServer { scope: stay(1), hash: third },
        ]
    );
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 4..=4), more: false });
    assert_eq!(step.send, [pushed(&stay(1), 4..=4)]);
}

#[test]
fn a_refusal_of_damaged_bytes_names_the_devices_own_hash() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=1), false);
    let made_there = [0xdd; 32];
    let fates = vec![(made_there, Fate::Refused(Refused::BadShape))];
    let step = bench.hear(&Message::Ack { scope: stay(1), fates });
    let hash = hashes(&entries(&stay(1), 1..=1))[0];
    assert_eq!(step.effects, [Effect::Quarantine { scope: stay(1), hash, reason: Refused::BadShape }]);
}

#[test]
fn an_answer_that_comes_twice_refuses_nothing_of_the_push_behind_it() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=1), true);
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 2..=2), more: false });
    let reason = Refused::UnknownAuthor;
    let refused = ack(&stay(1), [(1, Fate::Refused(reason))]);
    let hash = hashes(&entries(&stay(1), 1..=1))[0];
    assert_eq!(bench.hear(&refused).effects, [Effect::Quarantine { scope: stay(1), hash, reason }]);
    let again = bench.hear(&refused);
    assert!(gave_up(&again), "the second entry is not what was refused: {again:?}");
    assert!(!again.effects.iter().any(|effect| matches!(effect, Effect::Quarantine { .. })));
}

#[test]
fn a_fork_begins_a_new_incarnation_and_loses_nothing() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
    let step = bench.hear(&ack(&stay(1), [(1, Fate::Forked(7)), (2, Fate::Forked(8))]));
    let begun = step.effects.iter().filter(|effect| **effect == Effect::BeginIncarnation).count();
    let kept = step.effects.iter().filter(|effect| matches!(effect, Effect::OnServer { .. })).count();
    assert_eq!((begun, kept), (1, 2));
    assert_eq!(step.send, [Message::Pull { scope: stay(1), after: 0, max: 500 }]);
}

#[test]
fn a_busy_server_is_given_time_and_then_everything() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
    let step = bench.hear(&Message::Busy { scope: stay(1), retry_ms: 5_000 });
    assert_eq!(step.effects, [Effect::LoadOutbox { after: 0, max: 500 }], "nothing of it was taken");
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=2), more: false });
    assert_eq!(step.send, []);
    let wait = step.wake_at.unwrap().0 - bench.now.0;
    assert!((5_000..=10_000).contains(&wait), "{wait} ms");
    assert_eq!(bench.after(wait - 1).send, []);
    assert_eq!(bench.after(1).send, [pushed(&stay(1), 1..=2)]);
}

/// An entry of a ward's index, with one of a stay before it and one after it.
fn a_stay_about_its_index() -> (ScopeId, Vec<Outgoing>) {
    let ward = ScopeId::Ward("bluebell".parse().unwrap(), 0);
    let scopes = [stay(1), ward.clone(), stay(2)];
    let outgoing = (1..).zip(scopes).map(|(position, scope)| {
        let entry = super::bench::entry(&scope, position);
        Outgoing { position, scope, entry }
    });
    (ward, outgoing.collect())
}

#[test]
fn what_was_charted_after_an_index_waits_until_the_server_answered_for_the_index() {
    for fate in
        [Fate::At(1), Fate::Refused(Refused::AuthorNotAllowed), Fate::Refused(Refused::QuarantineFull)]
    {
        let (ward, outgoing) = a_stay_about_its_index();
        let scopes = [stay(1), ward.clone(), stay(2)].map(|scope| (scope, Cursor::START));
        let (mut bench, sent) = given(&scopes, outgoing.clone(), false);
        assert_eq!(sent, [pushed(&stay(1), 1..=1), pushed(&ward, 2..=2)]);
        let step = bench.hear(&ack(&ward, [(2, fate)]));
        assert!(step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }), "{step:?}");
        let step = bench.feed(Input::Outbox { entries: outgoing, more: false });
        assert!(step.send.contains(&pushed(&stay(2), 3..=3)), "{fate:?}: {step:?}");
    }
}

#[test]
fn what_was_charted_after_an_index_that_the_server_had_no_time_for_does_not_overtake_it() {
    let (ward, outgoing) = a_stay_about_its_index();
    let scopes = [stay(1), ward.clone(), stay(2)].map(|scope| (scope, Cursor::START));
    let (mut bench, _) = given(&scopes, outgoing.clone(), false);
    bench.hear(&ack(&stay(1), [(1, Fate::At(1))]));
    bench.hear(&Message::Busy { scope: ward.clone(), retry_ms: 5_000 });
    let step = bench.feed(Input::Outbox { entries: outgoing.clone(), more: false });
    assert_eq!(step.send, []);
    let again = bench.after(10_000);
    assert_eq!(again.send, [pushed(&ward, 2..=2)]);
    assert!(!bench.session.is_quiet());
    bench.hear(&ack(&ward, [(2, Fate::At(1))]));
    let step = bench.feed(Input::Outbox { entries: outgoing, more: false });
    assert!(step.send.contains(&pushed(&stay(2), 3..=3)), "{step:?}");
}

#[test]
fn what_was_answered_is_not_pushed_again_on_the_same_connection_but_on_the_next() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
    bench.hear(&ack(&stay(1), [(1, Fate::At(1)), (2, Fate::At(2))]));
    bench.feed(Input::Written);
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=3), more: false });
    assert_eq!(step.send, [pushed(&stay(1), 3..=3)]);
    bench.feed(Input::Closed);
    let step = bench.greet(super::bench::epoch(1));
    assert!(step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }));
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=3), more: false });
    assert_eq!(step.send, [pushed(&stay(1), 1..=3)], "it never came back: push it again");
}

#[test]
fn a_scope_that_may_not_be_read_may_be_pushed_to_and_comes_back_as_hashes() {
    let (mut bench, _) = Bench::live(&[(stay(1), Cursor::START)]);
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Ok)] });
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=1), more: false });
    assert_eq!(step.send, [pushed(&stay(1), 1..=1)]);
    bench.hear(&ack(&stay(1), [(1, Fate::At(1))]));
    let hash = hashes(&entries(&stay(1), 1..=1))[0];
    let hash_only = Page { entries: vec![Entry::HashOnly(hash)], ..page(&stay(1), 0, 1, 1) };
    let step = bench.hear(&Message::Page(hash_only));
    let [Effect::Ingest(page)] = &step.effects[..] else { panic!("{step:?}") };
    assert_eq!(
        (page.entries.clone(), page.cursor),
        (vec![(hash, Entry::HashOnly(hash))], cursor(&stay(1), 1))
    );
}

#[test]
fn answers_that_do_not_fit_a_push_end_the_connection() {
    let unfit = [
        ack(&stay(2), [(1, Fate::At(1))]),
        ack(&stay(1), [(1, Fate::At(1))]),
        ack(&stay(1), [(1, Fate::At(1)), (2, Fate::At(2)), (3, Fate::At(3))]),
        ack(&stay(1), [(1, Fate::At(1)), (9, Fate::At(2))]),
        Message::Busy { scope: stay(2), retry_ms: 0 },
    ];
    for answer in unfit {
        let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
        assert!(gave_up(&bench.hear(&answer)), "{answer:?}");
    }
    assert_eq!(sign(1, b"x").len(), 64);
}

#[test]
fn a_push_that_is_not_answered_ends_the_connection() {
    let (mut bench, _) = given(&[(stay(1), Cursor::START)], outgoing(&stay(1), 1..=2), false);
    assert!(!gave_up(&bench.after(29_999)));
    assert!(gave_up(&bench.after(1)));
}
