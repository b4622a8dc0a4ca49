//! The lines: frames that arrive, twice, out of turn, or not at all.

use super::{people::PIN, tablet::Line, world::World};
use crate::broken::{Invariant, holds};
use app::{Input, SyncAction};
use clinical::UtcMillis;
use contract::{Pin, Request};
use replication::{
    Message,
    wire::{Fate, FaultCode, decode, encode},
};
use std::collections::VecDeque;

fn framed(message: &Message) -> Vec<u8> {
    encode(message).expect("the server says nothing that cannot be said")
}

impl World {
    pub(super) fn feed(&mut self, n: usize, input: Input) {
        let actions = self.tablets[n].app().sync(input);
        self.act(n, actions);
    }

    pub(super) fn act(&mut self, n: usize, actions: Vec<SyncAction>) {
        let mut follow_up = Vec::new();
        for action in actions {
            match action {
                SyncAction::Open => follow_up.push(self.open_line(n)),
                SyncAction::Close => self.tablets[n].line = None,
                SyncAction::Send(frame) => {
                    self.talked += frame.len() as u64;
                    if let Some(line) = &mut self.tablets[n].line {
                        line.to_server.push_back(frame);
                    }
                }
                SyncAction::WakeAt(at) => self.tablets[n].wake_at = at,
            }
        }
        for input in follow_up {
            self.feed(n, input);
        }
    }

    fn open_line(&mut self, n: usize) -> Input {
        if !self.tablets[n].in_range {
            return Input::Closed;
        }
        let (conn, challenge) = self.server().exchange().connect().expect("there is chance");
        let to_device = VecDeque::from([framed(&challenge)]);
        self.tablets[n].line = Some(Line { conn, to_server: VecDeque::new(), to_device });
        Input::Opened
    }

    /// The line breaks: whatever was on its way, either way, is gone.
    pub(super) fn cut(&mut self, n: usize) {
        let Some(line) = &self.tablets[n].line else { return };
        if line.to_device.iter().any(|frame| matches!(decode(frame), Ok(Message::Ack { .. }))) {
            self.struck("lost acknowledgement", n);
        }
        self.tablets[n].line = None;
        self.trace.note(b"cut");
        self.feed(n, Input::Closed);
    }

    /// Delivers one frame to the server, perhaps twice, perhaps out of turn. False when there was none.
    pub(super) fn deliver_up(&mut self, n: usize, faults: bool) -> bool {
        let (twice, swap) = (faults && self.dice.one_in(20), faults && self.dice.one_in(16));
        let Some(line) = &mut self.tablets[n].line else { return false };
        let swap = swap && line.to_server.len() > 1;
        if swap {
            line.to_server.swap(0, 1);
        }
        let Some(frame) = line.to_server.pop_front() else { return false };
        if swap {
            self.struck("reordered up", n);
        }
        if twice {
            self.struck("doubled up", n);
        }
        for _ in 0..=usize::from(twice) {
            let Some(mut line) = self.tablets[n].line.take() else { return true };
            let now = self.time.now();
            let answers = match decode(&frame) {
                Ok(message) => self.server().exchange().handle(&line.conn, now, message),
                Err(_) => self.server().exchange().garbage(&line.conn),
            };
            line.to_device.extend(answers.iter().map(framed));
            self.tablets[n].line = Some(line);
            answers.iter().for_each(|answer| self.check_answer(n, answer));
        }
        self.trace.note(&[b'u', n as u8, twice.into(), swap.into()]);
        self.trace.number(frame.len() as u64);
        true
    }

    /// What the server says, before it is on its way: SIM-2, SIM-8.
    fn check_answer(&mut self, n: usize, answer: &Message) {
        self.talked += framed(answer).len() as u64;
        let spoken = self.tablets[n].revoked && !matches!(answer, Message::Fault { .. });
        self.fail(holds(!spoken, Invariant::Sim8, || {
            format!("the server speaks with tablet {n}, which is revoked")
        }));
        let failed = matches!(answer, Message::Fault { code: FaultCode::Unavailable });
        self.fail(holds(!failed || self.server_full, Invariant::Sim4, || {
            "the server gives up although nothing is wrong with its disk".to_owned()
        }));
        let Message::Ack { scope, fates } = answer else { return };
        let taken = fates
            .iter()
            .filter(|(_, fate)| matches!(fate, Fate::At(_) | Fate::Duplicate(_) | Fate::Forked(_)));
        let scope = scope.to_string();
        let there = taken.into_iter().all(|(hash, _)| self.server_look.has(&scope, hash));
        self.fail(holds(there, Invariant::Sim2, || {
            "the server acknowledges what it has not committed".to_owned()
        }));
    }

    /// Delivers one frame to the tablet. False when there was none.
    pub(super) fn deliver_down(&mut self, n: usize, faults: bool) -> bool {
        let (twice, swap) = (faults && self.dice.one_in(30), faults && self.dice.one_in(16));
        let now = self.time.now();
        let Some(mut line) = self.tablets[n].line.take() else { return false };
        let hints = self.server().exchange().notes(&line.conn, now);
        line.to_device.extend(hints.iter().map(framed));
        let swap = swap && line.to_device.len() > 1;
        if swap {
            line.to_device.swap(0, 1);
        }
        let frame = line.to_device.pop_front();
        let over = frame.is_none() && line.conn.is_closed();
        self.tablets[n].line = Some(line);
        let Some(frame) = frame else {
            if over {
                self.cut(n);
            }
            return over;
        };
        if swap {
            self.struck("reordered down", n);
        }
        if twice {
            self.struck("doubled down", n);
        }
        self.trace.note(&[b'd', n as u8, twice.into(), swap.into()]);
        self.trace.number(frame.len() as u64);
        for _ in 0..=usize::from(twice) {
            let before = self.tablets[n].look.outbox();
            self.feed(n, Input::Frame(frame.clone()));
            self.check_cleared(n, before);
        }
        true
    }

    /// What left the outbox is on the server: SIM-3.
    fn check_cleared(&mut self, n: usize, before: std::collections::BTreeSet<super::disk::Named>) {
        if before.is_empty() {
            return;
        }
        let after = self.tablets[n].look.outbox();
        let gone = before.difference(&after).find(|(scope, hash)| !self.server_look.has(scope, hash));
        let kept = holds(gone.is_none(), Invariant::Sim3, || {
            format!("an entry left the outbox of tablet {n}, and the server does not have it")
        });
        self.fail(kept);
    }

    /// Lets so much time pass, and wakes whoever wanted to be woken in it.
    pub(super) fn pass_ms(&mut self, ms: i64) {
        self.time.advance_ms(ms);
        for n in 0..self.tablets.len() {
            let due = self.tablets[n].wake_at.is_some_and(|at| at <= self.wall(n));
            if due {
                self.tablets[n].wake_at = None;
                self.feed(n, Input::Wake);
            }
        }
    }

    fn wall(&self, n: usize) -> UtcMillis {
        app::Clock::wall(&*self.tablets[n].clock)
    }

    /// Faults end, everybody is in range, and the world runs until nobody has anything left to say.
    pub(super) fn settle(&mut self) {
        for n in 0..self.tablets.len() {
            self.tablets[n].in_range = true;
            let actions = self.tablets[n].app().sync_begin();
            self.act(n, actions);
            self.feed(n, Input::TryNow);
        }
        let (mut still, mut compared) = (0, false);
        for _ in 0..6_000 {
            if self.has_failed() {
                return;
            }
            self.step += 1;
            let mut moved = false;
            for n in (0..self.tablets.len()).filter(|n| !self.tablets[*n].revoked).collect::<Vec<_>>() {
                let actions = self.tablets[n].app().sync_pending();
                moved |= !actions.is_empty();
                self.act(n, actions);
                moved |= self.deliver_up(n, false);
                moved |= self.deliver_down(n, false);
            }
            if moved {
                still = 0;
                continue;
            }
            let quiet = |n: usize| {
                let tablet = &self.tablets[n];
                tablet.revoked || (tablet.line.is_some() && tablet.app().sync_is_quiet())
            };
            if !(0..self.tablets.len()).all(quiet) {
                self.pass_ms(61_000);
                continue;
            }
            // A moment more than once: somebody may have been about to speak. Chains are compared in between.
            still += 1;
            if still > 2 {
                return;
            }
            if !std::mem::replace(&mut compared, true) {
                (0..self.tablets.len()).for_each(|n| self.feed(n, Input::Compare));
            }
            self.pass_ms(1_000);
        }
        self.fail(Err((Invariant::Sim4, "the wards never come to rest".to_owned())));
    }

    /// Somebody unlocks a tablet at which she is signed in.
    pub(super) fn unlock(&mut self, n: usize) -> bool {
        self.ask(n, Request::Unlock { pin: Pin(PIN.into()) }).is_ok()
    }
}
