//! The lines: frames that arrive, twice, out of turn, or not at all.

use super::world::World;
use clinical::ScopeId;
use replication::{
    Input, Message,
    wire::{decode, encode},
};
use std::collections::VecDeque;

/// A frame on its way to a device.
#[derive(Debug)]
pub(super) struct Down {
    /// What it is about.
    scope: Option<ScopeId>,
    kind: Kind,
    pub(super) frame: Vec<u8>,
}

/// A server answers pushes beside questions, so that only what is of one kind comes in the order in which it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The greeting, or the end: nothing overtakes it.
    Opening,
    /// What became of a push.
    Push,
    /// An answer to a question, or what is told unasked.
    Question,
}

impl Down {
    fn of(message: &Message) -> Self {
        let scope = match message {
            Message::Ack { scope, .. }
            | Message::Busy { scope, .. }
            | Message::Page(replication::wire::Page { scope, .. })
            | Message::News(replication::wire::Page { scope, .. })
            | Message::Want { scope, .. }
            | Message::Note { scope, .. } => Some(scope.clone()),
            _ => None,
        };
        let kind = match message {
            Message::Challenge { .. } | Message::Welcome(_) | Message::Fault { .. } => Kind::Opening,
            Message::Ack { .. } | Message::Busy { .. } => Kind::Push,
            _ => Kind::Question,
        };
        Self { scope, kind, frame: encode(message).expect("a server keeps within the limits") }
    }

    /// Whether it may come before one that was sent before it, on a line that keeps order.
    fn may_overtake(&self, before: &Self) -> bool {
        match (self.kind, before.kind) {
            (Kind::Opening, _) | (_, Kind::Opening) => false,
            (Kind::Push, Kind::Question) => true,
            _ => self.scope.is_some() && before.scope.is_some() && self.scope != before.scope,
        }
    }
}

/// Frames on their way in one connection.
#[derive(Debug, Default)]
pub(super) struct Wire {
    pub(super) opening: bool,
    pub(super) up: bool,
    pub(super) node: usize,
    pub(super) to_server: VecDeque<Vec<u8>>,
    pub(super) to_device: VecDeque<Down>,
}

impl World {
    /// Moves one thing along a device's connection.
    pub(super) fn carry(&mut self, n: usize, faulty: bool) {
        self.now.0 += 1 + self.dice.below(40) as i64;
        if self.wires[n].opening {
            self.wires[n].opening = false;
            if faulty && self.dice.one_in(10) {
                return self.feed(n, Some(Input::Closed), true);
            }
            let node = self.wires[n].node;
            let challenge = self.server.accept(node, self.devices[n].slot);
            self.wires[n].up = true;
            self.send_to(n, &challenge);
            return self.feed(n, Some(Input::Opened), faulty);
        }
        let to_server = !self.wires[n].to_server.is_empty()
            && (self.dice.one_in(2) || self.wires[n].to_device.is_empty());
        if to_server { self.deliver_up(n, faulty) } else { self.deliver_down(n, faulty) }
    }

    fn deliver_up(&mut self, n: usize, faulty: bool) {
        if faulty && self.wires[n].to_server.len() > 1 && self.dice.one_in(12) && self.may_overtake(n) {
            self.struck("reordered up", n);
            self.wires[n].to_server.swap(0, 1);
        }
        let Some(frame) = self.wires[n].to_server.pop_front() else { return };
        let twice = faulty && self.dice.one_in(40);
        if twice {
            self.struck("doubled up", n);
        }
        for _ in 0..=usize::from(twice) {
            let message = decode(&frame).expect("a device sends messages");
            self.struck_by(n, &message);
            if crate::run::telling() {
                let said: String = format!("{message:?}").chars().take(100).collect();
                crate::say(&format!("  from device {n}: {said}"));
            }
            let (node, slot) = (self.wires[n].node, self.devices[n].slot);
            for reply in self.server.answer(self.now, node, slot, message) {
                self.check_reply(n, &reply);
                self.send_to(n, &reply);
            }
        }
        self.spread_hints();
    }

    /// A line keeps the order of what it carries, so the answers to two pushes to one scope never change places.
    fn may_overtake(&self, n: usize) -> bool {
        let pushed = |place: usize| match self.wires[n].to_server.get(place).map(|frame| decode(frame)) {
            Some(Ok(Message::Push { scope, .. })) => Some(scope),
            _ => None,
        };
        pushed(0).is_none() || pushed(0) != pushed(1)
    }

    /// The server's own troubles are met where they strike.
    fn struck_by(&mut self, n: usize, message: &Message) {
        if !matches!(message, Message::Push { .. }) {
            return;
        }
        if self.server.busy_for > 0 {
            self.struck("server busy", n);
        } else if self.server.full {
            self.struck("server disk full", n);
        } else if self.server.next_fails {
            self.struck("server commit fails", n);
        }
    }

    /// A node tells those who are connected to it; the others hear by way of the database, or not at all.
    fn spread_hints(&mut self) {
        for (node, scope, head) in std::mem::take(&mut self.server.notes) {
            for other in 0..self.devices.len() {
                let at = self.wires[other].node;
                if !self.server.is_live(at, self.devices[other].slot) {
                    continue;
                }
                if self.dice.one_in(if at == node { 5 } else { 2 }) {
                    self.struck("lost hint", other);
                } else {
                    let news = self.server.news(at, self.devices[other].slot, scope.clone(), head);
                    self.check_reply(other, &news);
                    self.send_to(other, &news);
                }
            }
        }
    }

    pub(super) fn send_to(&mut self, n: usize, message: &Message) {
        let down = Down::of(message);
        self.talked += down.frame.len() as u64;
        self.wires[n].to_device.push_back(down);
    }

    /// Frames about different scopes may overtake one another, and what became of a push any answer to a question; of the
    /// others about one scope a later one does so seldom, and costs the connection.
    fn deliver_down(&mut self, n: usize, faulty: bool) {
        let waiting = &self.wires[n].to_device;
        if waiting.is_empty() {
            return self.feed(n, Some(Input::Wake), faulty);
        }
        let mut choices = vec![0];
        if faulty {
            for place in 1..waiting.len().min(6) {
                let free = waiting.iter().take(place).all(|before| waiting[place].may_overtake(before));
                if free || waiting[place].scope.is_some() && self.dice.one_in(20) {
                    choices.push(place);
                }
            }
        }
        let place = choices[self.dice.below(choices.len())];
        if place > 0 {
            self.struck("reordered down", n);
        }
        let Some(Down { frame, .. }) = self.wires[n].to_device.remove(place) else { return };
        self.trace.number(frame.len() as u64);
        if crate::run::telling() {
            let said: String = format!("{:?}", decode(&frame)).chars().take(100).collect();
            crate::say(&format!("  to device {n}: {said}"));
        }
        if faulty && self.dice.one_in(60) {
            self.struck("doubled down", n);
            self.feed(n, Some(Input::Frame(frame.clone())), faulty);
        }
        self.feed(n, Some(Input::Frame(frame)), faulty);
    }
}
