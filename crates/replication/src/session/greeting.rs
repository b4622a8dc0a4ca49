//! From no connection to one on which each side knows who the other is.

use super::{Adopting, AskSeen, Effect, Link, Lost, Outcome, Session, Step};
use crate::{
    limits::{MAX_ENTRIES, MAX_FACT_BYTES, MAX_MESSAGE_BYTES},
    wire::{Hello, Message, PROTOCOL, ServerLimits, Welcome, hello_bytes, welcome_bytes},
};
use clinical::UtcMillis;

/// An answer slower than this proves no clock: half of it is the error that the proof would have.
const SLOWEST_PROOF_MS: i64 = 10_000;

/// Bytes of a push that are not its entries, rounded up.
const PUSH_OVERHEAD: u32 = 1_024;

impl Session {
    /// Opens a connection when the wait is over.
    pub(super) fn reopen(&mut self, step: &mut Step) {
        if matches!(self.link, Link::Offline { retry_at } if retry_at <= self.clock.ticks()) {
            self.link = Link::Opening { due: self.answer_due() };
            step.effects.push(Effect::Open);
        }
    }

    pub(super) fn opened(&mut self, step: &mut Step) -> Outcome {
        match self.link {
            Link::Opening { .. } => self.link = Link::AwaitingChallenge { due: self.answer_due() },
            // One that was given up while it was being opened.
            Link::NotBegun | Link::Offline { .. } => step.effects.push(Effect::Close),
            _ => return Err(Lost::Broken),
        }
        Ok(())
    }

    pub(super) fn challenged(&mut self, now: UtcMillis, nonce: [u8; 32], step: &mut Step) -> Outcome {
        if !matches!(self.link, Link::AwaitingChallenge { .. }) {
            return Err(Lost::Garbage);
        }
        let bytes = hello_bytes(&nonce, &self.config.device, &self.config.incarnation, now);
        step.effects.push(Effect::SignHello { bytes });
        self.link = Link::Signing { nonce, time: now };
        Ok(())
    }

    pub(super) fn signed(&mut self, signature: [u8; 64], step: &mut Step) {
        let Link::Signing { nonce, time } = self.link else { return };
        self.link =
            Link::AwaitingWelcome { nonce, time, sent_at: self.clock.ticks(), due: self.answer_due() };
        step.send.push(Message::Hello(Hello {
            protocol: PROTOCOL,
            device: self.config.device,
            incarnation: self.config.incarnation,
            time,
            signature,
        }));
    }

    pub(super) fn welcomed(&mut self, now: UtcMillis, welcome: Welcome, step: &mut Step) -> Outcome {
        let Link::AwaitingWelcome { nonce, time, sent_at, .. } = self.link else {
            return Err(Lost::Garbage);
        };
        let bytes = welcome_bytes(&nonce, &self.config.device, time, &welcome.epoch, welcome.time);
        step.effects.push(Effect::CheckWelcome { bytes, signature: welcome.signature });
        let round_trip = self.clock.ticks().saturating_sub(sent_at);
        self.link = Link::Checking { welcome, heard_at: now, round_trip };
        Ok(())
    }

    pub(super) fn checked(&mut self, genuine: bool, step: &mut Step) -> Outcome {
        let Link::Checking { welcome, heard_at, round_trip } = &self.link else { return Ok(()) };
        if !genuine {
            step.effects.push(Effect::ForgedServer);
            return Err(Lost::Refused);
        }
        if *round_trip <= SLOWEST_PROOF_MS {
            let there = welcome.time.0.saturating_add(round_trip / 2);
            step.effects.push(Effect::ClockProved { offset_ms: there.saturating_sub(heard_at.0) });
        }
        let welcome = welcome.clone();
        self.limits = within(&welcome.limits);
        self.link = Link::Live { compare_at: self.next_comparison() };
        self.adopting = None;
        self.seen = if welcome.tells_seen { AskSeen::Now } else { AskSeen::Never };
        self.asks_news = welcome.sends_news;
        if self.config.known != Some(welcome.epoch) {
            self.meet_epoch(Adopting { epoch: welcome.epoch, asked: false }, step);
        }
        step.effects.push(Effect::Offered { scopes: welcome.scopes });
        Ok(())
    }

    /// A server that is another than the one known, or whose database has begun a new life: everything held is offered
    /// again, whoever wrote it. A device that never met its server holds nothing that a server could have lost.
    fn meet_epoch(&mut self, adopting: Adopting, step: &mut Step) {
        self.adopting = Some(adopting);
        if self.config.known.is_some() {
            let scopes: Vec<_> = self.scopes.keys().cloned().collect();
            scopes.into_iter().for_each(|scope| self.rewind(scope, step));
        }
    }
}

/// The server's limits, neither above the protocol's nor so low that nothing could be sent.
fn within(limits: &ServerLimits) -> ServerLimits {
    let least = MAX_FACT_BYTES as u32 + 2 * PUSH_OVERHEAD;
    ServerLimits {
        message_bytes: limits.message_bytes.clamp(least, MAX_MESSAGE_BYTES as u32) - PUSH_OVERHEAD,
        push_entries: limits.push_entries.clamp(1, MAX_ENTRIES as u16),
    }
}
