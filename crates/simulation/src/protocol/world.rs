//! One run: devices, nodes, the lines between them, and what happens by itself.

use super::{
    device::{Asks, Db, Device},
    fact::Kind,
    log::Disk,
    server::Server,
    wires::{Down, Wire},
};
use crate::{
    broken::{Broken, Invariant, Kept},
    coverage::Coverage,
    dice::Dice,
    trace::Trace,
};
use clinical::{NoteId, ScopeId, StayId, UtcMillis, WardId};
use replication::{
    Hash, Input, Message,
    session::Phase,
    wire::{decode, encode},
};
use std::collections::{BTreeMap, BTreeSet};

/// Devices at the beginning; clones come on top.
pub(super) const DEVICES: usize = 4;
/// The one that may not read one of the stays.
pub(super) const OUTSIDER: usize = 3;
/// The one of an older version.
pub(super) const OLD: usize = 2;
const NODES: usize = 3;

pub(super) struct World {
    pub(super) dice: Dice,
    pub(super) now: UtcMillis,
    pub(super) scopes: Vec<ScopeId>,
    pub(super) server: Server,
    pub(super) server_backup: Option<Disk>,
    pub(super) devices: Vec<Device>,
    pub(super) backups: Vec<Option<Db>>,
    pub(super) wires: Vec<Wire>,
    pub(super) serial: u64,
    /// Every entry that has to be there in the end.
    pub(super) must_survive: BTreeSet<(ScopeId, Hash)>,
    pub(super) refused: BTreeSet<Hash>,
    /// What each device said was saved, and that no restore has taken with it.
    pub(super) promised: Vec<BTreeMap<Hash, ScopeId>>,
    /// Devices whose restored or copied disk nobody noticed.
    pub(super) unnoticed: BTreeSet<usize>,
    pub(super) coverage: Coverage,
    pub(super) trace: Trace,
    pub(super) step: usize,
    /// Bytes on the lines since the faults stopped.
    pub(super) talked: u64,
    broken: Option<(Invariant, String)>,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let stay = |n: u8| ScopeId::Stay(StayId::from_bytes([n; 16]));
        let ward: WardId = "bluebell".parse().expect("a name of a ward");
        let scopes =
            vec![stay(1), stay(2), ScopeId::Note(NoteId::from_bytes([3; 16])), ScopeId::Ward(ward, 0)];
        let devices: Vec<_> = (1..=DEVICES as u8).map(|slot| Device::new(slot, &scopes)).collect();
        let mut world = Self {
            dice: Dice::seeded(seed, 0),
            now: UtcMillis(1_795_348_800_000),
            scopes,
            server: Server::new(NODES),
            server_backup: None,
            backups: vec![None; DEVICES],
            wires: devices.iter().map(|_| Wire::default()).collect(),
            promised: devices.iter().map(|_| BTreeMap::new()).collect(),
            devices,
            serial: 0,
            must_survive: BTreeSet::new(),
            refused: BTreeSet::new(),
            unnoticed: BTreeSet::new(),
            coverage: Coverage::default(),
            trace: Trace::new(),
            step: 0,
            talked: 0,
            broken: None,
        };
        world.devices[OLD].old = true;
        world.restrict(OUTSIDER, 1);
        world
    }

    /// From here on a device gets hashes of a scope.
    pub(super) fn restrict(&mut self, device: usize, scope: usize) {
        let key = (self.devices[device].id, self.scopes[scope].clone());
        let last = self.server.disk.logs.get(&key.1).map_or(0, Vec::len) as u64;
        self.server.ever_restricted.insert(key.clone());
        self.server.restricted.insert(key, last);
    }

    /// What a device is doing, for the coverage.
    pub(super) fn state(&self, n: usize) -> &'static str {
        let device = &self.devices[n];
        match device.session.phase() {
            Phase::Offline if device.healing => "healing",
            Phase::Offline if device.db.outbox.is_empty() => "offline",
            Phase::Offline => "off+queue",
            Phase::Opening | Phase::Greeting => "greeting",
            Phase::Live if device.healing => "healing",
            Phase::Live if device.session.is_quiet() => "quiet",
            Phase::Live if !device.db.outbox.is_empty() => "pushing",
            Phase::Live => "pulling",
        }
    }

    /// A fault struck a device.
    pub(super) fn struck(&mut self, fault: &'static str, n: usize) {
        let state = self.state(n);
        self.coverage.met(fault, state);
        if crate::run::telling() {
            crate::say(&format!("step {}: {fault}, device {n}, {state}", self.step));
        }
        self.trace.note(fault.as_bytes());
        self.trace.number(n as u64);
    }

    /// A fault struck the server: every device meets it as it stands.
    pub(super) fn struck_all(&mut self, fault: &'static str) {
        (0..self.devices.len()).for_each(|n| self.struck(fault, n));
    }

    pub(super) fn fail(&mut self, kept: Kept) {
        if let Err(broken) = kept {
            self.broken.get_or_insert(broken);
        }
    }

    pub(super) const fn has_failed(&self) -> bool {
        self.broken.is_some()
    }

    pub(super) fn hint(&mut self, n: usize, scope: ScopeId, head: u64) {
        self.send_to(n, &Message::Note { scope, head });
    }

    /// The promise that was broken first, if any was.
    pub(super) fn verdict(&mut self) -> Result<(), Broken> {
        let step = self.step;
        match self.broken.take() {
            Some((invariant, what)) => Err(Broken { invariant, step, what }),
            None => Ok(()),
        }
    }

    /// Somebody charts something, and is told that it is saved.
    pub(super) fn write(&mut self, n: usize) {
        let scope = self.scopes[self.dice.below(self.scopes.len())].clone();
        let kind = match self.dice.below(12) {
            0 => Kind::Refused,
            1..=2 => Kind::Alerts,
            3 if n != OLD => Kind::Newer,
            _ => Kind::Plain,
        };
        match kind {
            Kind::Refused => self.struck("refused entry", n),
            Kind::Newer => self.struck("newer kind", n),
            Kind::Plain | Kind::Alerts => {}
        }
        self.write_of(n, scope, kind, true);
    }

    /// Every device writes one entry more.
    pub(super) fn write_once_more(&mut self) {
        let in_use: Vec<usize> = (0..self.devices.len()).filter(|n| !self.is_out(*n)).collect();
        for n in in_use {
            self.write_of(n, self.scopes[0].clone(), Kind::Plain, false);
        }
    }

    fn write_of(&mut self, n: usize, scope: ScopeId, kind: Kind, faulty: bool) {
        self.serial += 1;
        let Some(hash) = self.devices[n].write(&scope, self.serial, kind) else { return };
        self.promised[n].insert(hash, scope.clone());
        if kind == Kind::Refused {
            self.refused.insert(hash);
        } else {
            self.must_survive.insert((scope, hash));
        }
        self.trace.note(&hash);
        self.feed(n, None, faulty);
    }

    /// Gives a device an input; while there are faults its process may die on the way.
    pub(super) fn feed(&mut self, n: usize, input: Option<Input>, faulty: bool) {
        let dies = (faulty && self.dice.one_in(150)).then(|| self.dice.below(4));
        if dies.is_some() {
            self.struck("crash inside a step", n);
        }
        match self.devices[n].turn(self.now, input, dies) {
            Ok(asks) => {
                let sent = asks.iter().filter(|ask| matches!(ask, Asks::Send(_))).count();
                // At most a SYNC, four pushes, eight pulls and a HAVE for each scope, and a HELLO, for each input owed.
                self.fail(crate::broken::holds(sent <= 64, Invariant::Sim11, || {
                    format!("device {n} answers one input with {sent} messages")
                }));
                asks.into_iter().for_each(|ask| self.ask(n, ask));
            }
            Err(()) => self.crash_device(n),
        }
        self.after_turn(n);
    }

    pub(super) fn crash_device(&mut self, n: usize) {
        self.hang_up(n);
        let seed = self.dice.number();
        self.devices[n].restart(seed);
    }

    fn ask(&mut self, n: usize, ask: Asks) {
        match ask {
            Asks::Open => {
                let node = self.dice.below(self.server.nodes());
                if node != self.wires[n].node {
                    self.struck("another node", n);
                }
                self.wires[n].opening = true;
                self.wires[n].node = node;
            }
            Asks::Close => self.hang_up(n),
            Asks::Send(message) => {
                let frame = encode(&message).expect("a session keeps within the limits");
                if self.wires[n].up {
                    self.trace.number(frame.len() as u64);
                    self.talked += frame.len() as u64;
                    self.wires[n].to_server.push_back(frame);
                }
            }
        }
    }

    pub(super) fn hang_up(&mut self, n: usize) {
        let node = self.wires[n].node;
        self.wires[n] = Wire { node, ..Wire::default() };
        self.server.hang_up(self.devices[n].slot);
    }

    /// The line breaks, and the device hears of it. What was on its way is gone.
    pub(super) fn cut(&mut self, n: usize) {
        if self.wires[n].up {
            let acks = |down: &Down| matches!(decode(&down.frame), Ok(Message::Ack { .. }));
            if self.wires[n].to_device.iter().any(acks) {
                self.struck("lost acknowledgement", n);
            }
            self.hang_up(n);
            self.feed(n, Some(Input::Closed), true);
        }
    }

    /// The faults stop; everybody comes back and talks until there is nothing more to say.
    pub(super) fn heal(&mut self) {
        self.server.busy_for = 0;
        self.server.next_fails = false;
        self.server.full = false;
        self.server.commit_open();
        self.talked = 0;
        for n in 0..self.devices.len() {
            self.devices[n].disk = super::device::Disk::Sound;
            self.feed(n, Some(Input::TryNow), false);
        }
        // Twice, since a hint that was lost leaves a device quiet and behind until it compares again.
        self.until_quiet();
        for n in 0..self.devices.len() {
            self.feed(n, Some(Input::Compare), false);
        }
        self.until_quiet();
    }

    fn until_quiet(&mut self) {
        let most = 4_000 * self.devices.len() / DEVICES;
        for _ in 0..most {
            if self.broken.is_some() {
                return;
            }
            self.step += 1;
            self.server.commit_open();
            let busy: Vec<usize> = (0..self.devices.len()).filter(|n| self.has_work(*n)).collect();
            for n in &busy {
                self.carry(*n, false);
            }
            if busy.is_empty() {
                if (0..self.devices.len()).all(|n| self.is_out(n) || self.devices[n].session.is_quiet()) {
                    return;
                }
                self.sleep_until_somebody_wakes();
            }
        }
        self.fail(Err((Invariant::Sim4, "the fleet never comes to rest".to_owned())));
    }

    /// Whether a device is no longer of the fleet.
    pub(super) fn is_out(&self, n: usize) -> bool {
        self.server.revoked.contains(&self.devices[n].id)
    }

    fn has_work(&self, n: usize) -> bool {
        let wire = &self.wires[n];
        let work = wire.opening || !wire.to_server.is_empty() || !wire.to_device.is_empty();
        work && !self.is_out(n)
    }

    fn sleep_until_somebody_wakes(&mut self) {
        let quiet = |n: &usize| !self.is_out(*n) && !self.devices[*n].session.is_quiet();
        let wakes = (0..self.devices.len()).filter(quiet).filter_map(|n| self.devices[n].wake_at);
        if let Some(at) = wakes.min() {
            self.now = self.now.max(at);
        }
        for n in 0..self.devices.len() {
            if !self.is_out(n) {
                self.feed(n, Some(Input::Wake), false);
            }
        }
    }
}
