//! A server that has lost what the device followed: keep everything, begin again, offer what it lacks.

use super::bench::{Bench, cursor, entries, epoch, gave_up, hashes, outgoing, page, stay};
use clinical::ScopeId;
use replication::{
    Effect, Input, Message,
    chain::Cursor,
    fingerprint::fingerprint,
    wire::{Fate, Refused, Standing},
};

fn rewind(scope: &ScopeId) -> Effect {
    Effect::Rewind { scope: scope.clone() }
}

/// A scope with five entries that the server has reset, rewound, and compared anew against a log of `there` entries;
/// what came of that.
fn reset_to(there: u64) -> (Bench, replication::Step) {
    let (mut bench, _) = Bench::live(&[(stay(1), cursor(&stay(1), 5))]);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Reset)] });
    assert_eq!(step.effects, [rewind(&stay(1))]);
    assert!(step.send.is_empty());
    let held = hashes(&entries(&stay(1), 1..=5));
    let step = bench.feed(Input::Rewound { scope: stay(1), held });
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }]);
    let standing = if there == 0 { Standing::Ok } else { Standing::More(page(&stay(1), 0, there, there)) };
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), standing)] });
    (bench, step)
}

#[test]
fn a_reset_scope_is_rewound_and_the_server_asked_what_it_lacks() {
    let (mut bench, step) = reset_to(2);
    assert!(matches!(step.effects[..], [Effect::Ingest(_)]), "{step:?}");
    let step = bench.ingested(&stay(1), 2);
    let [Message::Have { scope, key, fingerprints }] = &step.send[..] else { panic!("{step:?}") };
    let held = hashes(&entries(&stay(1), 1..=5));
    assert_eq!(*scope, stay(1));
    assert_eq!(*fingerprints, held.iter().map(|hash| fingerprint(key, hash)).collect::<Vec<_>>());
}

#[test]
fn what_the_server_wants_is_pushed_whoever_wrote_it_and_nothing_else() {
    let (mut bench, step) = reset_to(0);
    let Some(Message::Have { key, .. }) = step.send.first() else { panic!("{step:?}") };
    // The outbox is read while the question is out: nothing goes yet.
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=5), more: false });
    assert_eq!(step.send, []);
    let step = bench.hear(&Message::Want { scope: stay(1), key: *key, indexes: vec![1, 3, 4] });
    assert_eq!(step.effects, [Effect::LoadOutbox { after: 0, max: 500 }]);
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=5), more: false });
    let wanted = [2, 4, 5].map(|n| super::bench::entry(&stay(1), n)).to_vec();
    assert_eq!(step.send, [Message::Push { scope: stay(1), entries: wanted }]);
}

#[test]
fn a_server_that_denies_the_rewound_scope_is_pushed_everything() {
    let (mut bench, _) = Bench::live(&[(stay(1), cursor(&stay(1), 5))]);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Reset)] });
    bench.feed(Input::Rewound { scope: stay(1), held: hashes(&entries(&stay(1), 1..=5)) });
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=5), more: false });
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Denied)] });
    assert!(step.effects.contains(&Effect::LoadOutbox { after: 0, max: 500 }), "{step:?}");
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=5), more: false });
    assert_eq!(step.send.len(), 1);
}

#[test]
fn a_question_lost_with_its_connection_is_asked_again() {
    let (mut bench, step) = reset_to(0);
    assert!(matches!(step.send[..], [Message::Have { .. }]));
    bench.feed(Input::Closed);
    let step = bench.greet(epoch(1));
    assert_eq!(step.send, [Message::Sync { cursors: vec![(stay(1), Cursor::START)] }]);
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Ok)] });
    assert!(matches!(step.send[..], [Message::Have { .. }]), "{step:?}");
}

#[test]
fn a_pull_may_be_answered_by_a_reset() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 5))]);
    bench.hear(&Message::Note { scope: stay(1), head: 6 });
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Reset)] });
    assert_eq!(step.effects, [rewind(&stay(1))]);
}

#[test]
fn a_new_epoch_rewinds_every_scope_before_it_is_adopted() {
    let mut bench = Bench::new();
    for n in 1..=2 {
        bench.follow(&stay(n), cursor(&stay(n), 3));
    }
    let step = bench.greet(epoch(2));
    let adopts = |step: &replication::Step| step.effects.contains(&Effect::AdoptEpoch(epoch(2)));
    assert!(step.effects.contains(&rewind(&stay(1))) && step.effects.contains(&rewind(&stay(2))));
    assert!(!adopts(&step));
    let held = |n| hashes(&entries(&stay(n), 1..=3));
    assert!(!adopts(&bench.feed(Input::Rewound { scope: stay(1), held: held(1) })));
    assert!(adopts(&bench.feed(Input::Rewound { scope: stay(2), held: held(2) })));
}

#[test]
fn an_epoch_that_was_not_adopted_is_met_again() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), cursor(&stay(1), 3));
    bench.greet(epoch(2));
    bench.feed(Input::HostFailed);
    let step = bench.greet(epoch(2));
    assert!(step.effects.contains(&rewind(&stay(1))), "{step:?}");
}

#[test]
fn a_reset_of_a_scope_that_is_at_its_start_is_nonsense() {
    let (mut bench, _) = Bench::live(&[(stay(1), Cursor::START)]);
    assert!(gave_up(&bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Reset)] })));
}

#[test]
fn a_want_that_does_not_fit_its_have_ends_the_connection() {
    for indexes in [vec![5], vec![1, 1], vec![3, 2]] {
        let (mut bench, step) = reset_to(0);
        let Some(Message::Have { key, .. }) = step.send.first() else { panic!("{step:?}") };
        let want = Message::Want { scope: stay(1), key: *key, indexes };
        assert!(gave_up(&bench.hear(&want)), "{want:?}");
    }
    let (mut bench, _) = reset_to(0);
    let other = Message::Want { scope: stay(1), key: [0; 16], indexes: vec![] };
    assert!(gave_up(&bench.hear(&other)), "an answer to a question that was never asked");
}

/// It lies in the outbox again after the rewind; what was said of it before keeps it there no longer.
#[test]
fn what_was_refused_before_a_rewind_is_offered_again_on_the_same_connection() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 5))]);
    bench.feed(Input::Written);
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 6..=6), more: false });
    let refused = hashes(&entries(&stay(1), 6..=6))[0];
    let fates = vec![(refused, Fate::Refused(Refused::UnknownAuthor))];
    let step = bench.hear(&Message::Ack { scope: stay(1), fates });
    assert!(matches!(step.effects[..], [Effect::Quarantine { .. }]), "{step:?}");
    bench.hear(&Message::Note { scope: stay(1), head: 7 });
    let step = bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Reset)] });
    assert_eq!(step.effects, [rewind(&stay(1))]);
    bench.feed(Input::Rewound { scope: stay(1), held: hashes(&entries(&stay(1), 1..=6)) });
    // The outbox is read while the server is asked what it has.
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=6), more: false });
    let standing = Standing::More(page(&stay(1), 0, 5, 5));
    bench.hear(&Message::Synced { standings: vec![(stay(1), standing)] });
    let step = bench.ingested(&stay(1), 5);
    let Some(Message::Have { key, .. }) = step.send.first() else { panic!("{step:?}") };
    bench.hear(&Message::Want { scope: stay(1), key: *key, indexes: vec![5] });
    let step = bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=6), more: false });
    let again = vec![super::bench::entry(&stay(1), 6)];
    assert_eq!(step.send, [Message::Push { scope: stay(1), entries: again }]);
}
