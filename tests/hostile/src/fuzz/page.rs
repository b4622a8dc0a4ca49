//! A page of a log as a device's session takes it, its chain mended half of the time so that what is behind is reached.

use super::Tried;
use crate::{
    altered,
    corpus::{Hands, STAY},
    dice::Dice,
    hand::{Hand, NINE, entry, hash},
};
use anyhow::Result;
use clinical::{ScopeId, UtcMillis};
use replication::{
    Config, Effect, Input, Message, Session,
    chain::{Chain, Cursor},
    session::{Follow, Timing},
    wire::{Entry, Epoch, Page, ServerLimits, Standing, Welcome, encode},
};

const EPOCH: Epoch = Epoch { server: [1; 16], epoch: [2; 16] };

pub(super) fn prepared() -> Result<Tried> {
    let hands = Hands::new();
    let bodies = altered::bodies()?;
    let scope = ScopeId::Stay(STAY);
    let live = live(&scope)?;
    Ok(Box::new(move |dice| {
        let mut hand = hands.own.clone();
        let entries: Vec<Entry> = (0..dice.below(6))
            .filter_map(|_| altered::fact(&mut hand, &scope, &bodies, dice).ok())
            .map(|fact| if dice_is(&fact.bytes) { Entry::HashOnly(fact.hash().0) } else { entry(&fact) })
            .collect();
        let page = page(&scope, entries, dice);
        let message = if dice.below(2) == 0 {
            Message::Synced { standings: vec![(scope.clone(), Standing::More(page.clone()))] }
        } else {
            Message::Page(page.clone())
        };
        let Ok(mut frame) = encode(&message) else { return false };
        if dice.below(2) == 0 {
            altered::scatter(&mut frame, dice);
        }
        takes(&live, frame)
    }))
}

/// Every sixteenth entry comes as its hash.
fn dice_is(bytes: &[u8]) -> bool {
    bytes.last().is_some_and(|last| last.is_multiple_of(16))
}

fn page(scope: &ScopeId, entries: Vec<Entry>, dice: &mut Dice) -> Page {
    let mut chain = Chain::EMPTY.over(&entries.iter().map(hash).collect::<Vec<_>>());
    let mut odd = |usual: u64| match dice.below(12) {
        0 => u64::MAX,
        1 => 0,
        2 => dice.throw(),
        _ => usual,
    };
    let (first, head) = (odd(1), odd(entries.len() as u64));
    if dice.below(8) == 0 {
        chain.0[dice.below(32)] ^= 1;
    }
    Page { scope: scope.clone(), first, entries, chain, head }
}

/// The words that bring a session to where it asks for a scope.
fn live(scope: &ScopeId) -> Result<Vec<Input>> {
    let welcome = Welcome {
        epoch: EPOCH,
        time: NINE,
        signature: [0; 64],
        limits: ServerLimits { message_bytes: 1 << 20, push_entries: 500 },
        scopes: vec![scope.clone()],
        tells_seen: false,
        sends_news: false,
    };
    Ok(vec![
        Input::Follow(Follow { scope: scope.clone(), cursor: Cursor::START }),
        Input::Wake,
        Input::Opened,
        Input::Frame(encode(&Message::Challenge { nonce: [3; 32] })?),
        Input::HelloSigned([0; 64]),
        Input::Frame(encode(&Message::Welcome(welcome))?),
        Input::WelcomeChecked(true),
        Input::Outbox { entries: Vec::new(), more: false },
    ])
}

/// Whether the session hands the page on to be stored. What it hands on leads where it says.
fn takes(live: &[Input], frame: Vec<u8>) -> bool {
    let hand = Hand::new(1, crate::corpus::NURSE);
    let mut session = Session::new(Config {
        device: hand.id,
        incarnation: hand.incarnation,
        known: Some(EPOCH),
        seed: [7; 32],
        hash,
        timing: Timing::default(),
    });
    let mut now = NINE.0;
    let mut stored = false;
    for input in live.iter().cloned().chain([Input::Frame(frame)]) {
        now += 1;
        let step = session.step(UtcMillis(now), input);
        for effect in step.effects {
            let Effect::Ingest(page) = effect else { continue };
            let hashes: Vec<_> = page.entries.iter().map(|(hash, _)| *hash).collect();
            assert_eq!(page.first, 1, "what comes next");
            assert_eq!(page.cursor.chain, Chain::EMPTY.over(&hashes), "a chain that verifies");
            assert_eq!(page.cursor.seq, hashes.len() as u64);
            assert!(page.head >= page.cursor.seq && !hashes.is_empty());
            stored = true;
        }
        for message in &step.send {
            assert!(encode(message).is_ok(), "a session says nothing that is too large");
        }
    }
    stored
}
