//! What a log has grown by, sent unasked: taken where it fits, a hint where it does not.

use super::bench::{Bench, cursor, entries, epoch, gave_up, outgoing, page, stay, welcome_of_both};
use replication::{
    Effect, Input, Message,
    chain::{Chain, Cursor},
    session::VerifiedPage,
    wire::{Page, Standing, Welcome, decode, encode},
};

fn news(after: u64, last: u64, head: u64) -> Message {
    Message::News(page(&stay(1), after, last, head))
}

fn pull(after: u64) -> Message {
    Message::Pull { scope: stay(1), after, max: 500 }
}

fn taken(step: &replication::Step) -> Vec<&VerifiedPage> {
    let pages = step.effects.iter().filter_map(|effect| match effect {
        Effect::Ingest(page) => Some(page),
        _ => None,
    });
    pages.collect()
}

#[test]
fn news_that_follow_on_what_is_held_are_taken_without_a_question() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
    let step = bench.hear(&news(3, 4, 4));
    assert_eq!(step.send, []);
    let [page] = taken(&step)[..] else { panic!("{step:?}") };
    assert_eq!((page.first, page.cursor), (4, cursor(&stay(1), 4)));
    assert!(!bench.session.is_quiet(), "until it is stored");
    assert_eq!(bench.ingested(&stay(1), 4).send, []);
    assert!(bench.session.is_quiet());
    let step = bench.hear(&news(4, 5, 7));
    assert_eq!(taken(&step).len(), 1);
    assert_eq!(bench.ingested(&stay(1), 5).send, [pull(5)], "there was more than came");
}

#[test]
fn news_that_come_early_late_or_twice_are_hints() {
    let settled = || Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
    let mut bench = settled();
    let step = bench.hear(&news(4, 5, 5));
    assert_eq!((step.send, step.effects), (vec![pull(3)], vec![]), "one before them is missing");
    let mut bench = settled();
    let step = bench.hear(&news(2, 3, 3));
    assert_eq!((step.send, step.effects), (vec![], vec![]), "it is held already");
    // Twice, while the first is being stored.
    let mut bench = settled();
    bench.hear(&news(3, 4, 4));
    let step = bench.hear(&news(3, 4, 4));
    assert_eq!((step.send, step.effects), (vec![], vec![]));
    assert_eq!(bench.ingested(&stay(1), 4).send, []);
    assert!(bench.session.is_quiet());
    // The next, while the first is being stored.
    let mut bench = settled();
    bench.hear(&news(3, 4, 4));
    assert_eq!(bench.hear(&news(4, 5, 5)).effects, []);
    assert_eq!(bench.ingested(&stay(1), 4).send, [pull(4)]);
    // While a page is on its way.
    let mut bench = settled();
    bench.hear(&Message::Note { scope: stay(1), head: 4 });
    assert_eq!(bench.hear(&news(3, 4, 4)).effects, []);
    assert_eq!(taken(&bench.hear(&Message::Page(page(&stay(1), 3, 4, 4)))).len(), 1);
}

#[test]
fn news_of_a_log_that_is_not_compared_or_not_followed_say_nothing_of_their_own() {
    let (mut bench, _) = Bench::live(&[(stay(1), cursor(&stay(1), 3))]);
    bench.feed(Input::Outbox { entries: Vec::new(), more: false });
    assert_eq!(bench.hear(&news(3, 4, 4)).effects, [], "it may be another log by now");
    bench.hear(&Message::Synced { standings: vec![(stay(1), Standing::Denied)] });
    let step = bench.hear(&news(3, 4, 4));
    assert_eq!(step.effects, []);
    let ask = [Message::Sync { cursors: vec![(stay(1), cursor(&stay(1), 3))] }];
    assert_eq!(step.send, ask, "it may be shown now");
    let mut bench = Bench::settled(&[(stay(2), Cursor::START)]);
    let step = bench.hear(&news(3, 4, 4));
    assert_eq!((step.send, step.effects), (vec![], vec![]));
}

#[test]
fn news_that_do_not_belong_to_the_log_end_the_connection() {
    let mut bench = Bench::settled(&[(stay(1), cursor(&stay(1), 3))]);
    let forged = Page { chain: Chain([9; 32]), ..page(&stay(1), 3, 4, 4) };
    let step = bench.hear(&Message::News(forged));
    assert!(gave_up(&step) && taken(&step).is_empty(), "{step:?}");
}

#[test]
fn an_entry_of_its_own_that_comes_back_as_news_is_the_echo() {
    let mut bench = Bench::settled(&[(stay(1), Cursor::START)]);
    bench.feed(Input::Written);
    bench.feed(Input::Outbox { entries: outgoing(&stay(1), 1..=1), more: false });
    let step = bench.hear(&news(0, 1, 1));
    let [page] = taken(&step)[..] else { panic!("{step:?}") };
    let own = entries(&stay(1), 1..=1);
    assert_eq!(page.entries.iter().map(|(_, entry)| entry.clone()).collect::<Vec<_>>(), own);
}

#[test]
fn a_server_that_offers_them_is_asked_once_and_before_it_hears_how_far_the_device_is() {
    let mut bench = Bench::new();
    bench.follow(&stay(1), Cursor::START);
    bench.feed(Input::TryNow);
    bench.feed(Input::Opened);
    bench.hear(&Message::Challenge { nonce: [0x9c; 32] });
    bench.feed(Input::HelloSigned([0x51; 64]));
    bench.hear(&welcome_of_both(epoch(1), bench.now));
    let step = bench.feed(Input::WelcomeChecked(true));
    let place = |wanted: fn(&Message) -> bool| step.send.iter().position(wanted);
    let asked = place(|message| *message == Message::AskNews);
    let compared = place(|message| matches!(message, Message::Sync { .. }));
    assert!(asked.is_some() && asked < compared, "{step:?}");
    let again = bench.feed(Input::Compare);
    assert!(!again.send.contains(&Message::AskNews));
}

#[test]
fn the_offer_stands_among_the_scopes_where_an_older_version_passes_over_it() {
    let Message::Welcome(with) = welcome_of_both(epoch(1), bench_time()) else { panic!("a welcome") };
    let frame = encode(&Message::Welcome(with.clone())).unwrap();
    assert_eq!(decode(&frame).unwrap(), Message::Welcome(with.clone()));
    let without = encode(&Message::Welcome(Welcome { sends_news: false, ..with })).unwrap();
    assert_eq!(frame.len(), without.len() + 1 + "sends/news".len());
}

const fn bench_time() -> clinical::UtcMillis {
    clinical::UtcMillis(5)
}
