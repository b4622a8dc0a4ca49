//! What a device brings is taken beside what it asks.

use crate::{
    house::{House, NINE, admission, placement, push, stay},
    sockets::{answer, enrolled, greeted, hear, say, start},
};
use clinical::UtcMillis;
use replication::{Message, wire::Fate};
use std::{
    sync::{Arc, Condvar, Mutex},
    time::Duration,
};
use sync_server::clock::Clock;

/// A clock at which whoever looks next has to wait: what they are at is under way, and not done.
#[derive(Default)]
struct Gate {
    held: Mutex<Held>,
    moved: Condvar,
}

#[derive(Default)]
struct Held {
    next: bool,
    here: bool,
}

impl Clock for Gate {
    fn now(&self) -> UtcMillis {
        let mut held = self.held.lock().unwrap();
        if std::mem::take(&mut held.next) {
            held.here = true;
            self.moved.notify_all();
            drop(self.moved.wait_while(held, |held| held.here).unwrap());
        }
        NINE
    }
}

impl Gate {
    fn stop_the_next(&self) {
        self.held.lock().unwrap().next = true;
    }

    async fn until_one_waits(self: &Arc<Self>) {
        let gate = self.clone();
        let waited = tokio::task::spawn_blocking(move || {
            drop(gate.moved.wait_while(gate.held.lock().unwrap(), |held| !held.here).unwrap());
        });
        waited.await.unwrap();
    }

    fn let_go(&self) {
        self.held.lock().unwrap().here = false;
        self.moved.notify_all();
    }
}

#[tokio::test]
async fn a_save_is_acknowledged_while_a_question_of_its_own_tablet_waits() {
    let mut house = House::new();
    let mut tablet = enrolled(&house, 1);
    let gate = Arc::new(Gate::default());
    house.config.clock = gate.clone();
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))];
    say(&mut socket, &push(&stay(1), &facts.each_ref())).await;
    assert!(matches!(answer(&mut socket).await, Message::Ack { .. }));
    // The server looks at the clock now and then for itself. Where that was what waited, it is tried again.
    for _ in 0..20 {
        gate.stop_the_next();
        say(&mut socket, &Message::Pull { scope: stay(1), after: 0, max: 1 }).await;
        gate.until_one_waits().await;
        say(&mut socket, &push(&stay(1), &[&tablet.any(&stay(1))])).await;
        let first = tokio::time::timeout(Duration::from_secs(30), answer(&mut socket)).await;
        gate.let_go();
        let first = first.expect("the save waits behind the question");
        let second = answer(&mut socket).await;
        if let (Message::Ack { fates, .. }, Message::Page(page)) = (&first, &second) {
            assert!(matches!(fates[..], [(_, Fate::At(_))]), "{fates:?}");
            assert_eq!(page.first, 1);
            return running.stop().await;
        }
    }
    panic!("the question never waited");
}

#[tokio::test]
async fn questions_are_answered_in_the_order_in_which_they_were_asked_however_many_there_are() {
    let house = House::new();
    let mut tablet = enrolled(&house, 1);
    let running = start(&house).await;
    let mut socket = greeted(&running, &tablet).await;
    let facts: Vec<_> = (0..50).map(|_| tablet.any(&stay(1))).collect();
    let facts = [tablet.fact(&stay(1), admission()), tablet.fact(&stay(1), placement("bluebell"))]
        .into_iter()
        .chain(facts)
        .collect::<Vec<_>>();
    say(&mut socket, &push(&stay(1), &facts.iter().collect::<Vec<_>>())).await;
    assert!(matches!(answer(&mut socket).await, Message::Ack { .. }));
    // More than there is room for at once.
    let asked: Vec<u64> = (0..300).map(|nth| nth * 7 % 50).collect();
    for after in &asked {
        say(&mut socket, &Message::Pull { scope: stay(1), after: *after, max: 1 }).await;
    }
    let mut answered = Vec::new();
    while answered.len() < asked.len() {
        match hear(&mut socket).await {
            Message::Page(page) => answered.push(page.first - 1),
            Message::Note { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(answered, asked);
    running.stop().await;
}
