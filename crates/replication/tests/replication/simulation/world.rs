//! One run: its devices, its server, the wires between them, and the checker.

use crate::model::{Device, Mistake, Server, device::Asks, facts::Fact, server::Disk};
use clinical::{NoteId, ScopeId, StayId, UtcMillis};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use replication::{
    Hash, Input, Message,
    chain::Cursor,
    serve::ReadLog,
    wire::{decode, encode},
};
use std::{
    collections::{BTreeSet, VecDeque},
    ops::AddAssign,
};

const DEVICES: usize = 4;

/// Frames on their way in one connection.
#[derive(Debug, Default)]
struct Wire {
    opening: bool,
    up: bool,
    to_server: VecDeque<Vec<u8>>,
    to_device: VecDeque<(Option<ScopeId>, Vec<u8>)>,
}

/// What happened in a run, to see that the faults were really tried.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    written: u64,
    cuts: u64,
    crashes: u64,
    server_crashes: u64,
    server_restores: u64,
    new_epochs: u64,
    device_restores: u64,
    unnoticed_restores: u64,
    forks: u64,
    rewinds: u64,
    refused: u64,
    duplicates: u64,
    busy: u64,
    garbage: u64,
    reordered: u64,
    hash_only: u64,
    wants: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        let Self {
            written, cuts, crashes, server_crashes, server_restores, new_epochs, device_restores, ..
        } = other;
        self.written += written;
        self.cuts += cuts;
        self.crashes += crashes;
        self.server_crashes += server_crashes;
        self.server_restores += server_restores;
        self.new_epochs += new_epochs;
        self.device_restores += device_restores;
        self.unnoticed_restores += other.unnoticed_restores;
        self.forks += other.forks;
        self.rewinds += other.rewinds;
        self.refused += other.refused;
        self.duplicates += other.duplicates;
        self.busy += other.busy;
        self.garbage += other.garbage;
        self.reordered += other.reordered;
        self.hash_only += other.hash_only;
        self.wants += other.wants;
    }
}

impl Tally {
    /// A simulator that never does a thing proves nothing about it.
    pub(crate) fn assert_that_everything_happened(&self) {
        let happened = [
            self.written,
            self.cuts,
            self.crashes,
            self.server_crashes,
            self.server_restores,
            self.new_epochs,
            self.device_restores,
            self.unnoticed_restores,
            self.forks,
            self.rewinds,
            self.refused,
            self.duplicates,
            self.busy,
            self.garbage,
            self.reordered,
            self.hash_only,
            self.wants,
        ];
        assert!(happened.iter().all(|count| *count > 0), "some fault was never tried: {self:?}");
    }
}

/// A broken promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Complaint {
    NeverQuiet,
    LostByServer { count: usize },
    LostByDevice { device: usize, count: usize },
    Diverged { device: usize },
    OutboxNotEmpty { device: usize, count: usize },
    RefusedVanished { device: usize },
    TwiceInLog,
    HoldsWhatItMayNotRead { device: usize },
}

pub(crate) struct World {
    rng: ChaCha8Rng,
    now: UtcMillis,
    scopes: Vec<ScopeId>,
    server: Server,
    server_backup: Option<Disk>,
    devices: Vec<Device>,
    backups: Vec<Option<crate::model::Db>>,
    wires: Vec<Wire>,
    serial: u64,
    /// Every entry that has to be there in the end.
    must_survive: BTreeSet<Hash>,
    refused: BTreeSet<Hash>,
    tally: Tally,
}

impl World {
    pub(crate) fn new(seed: u64, mistake: Mistake) -> Self {
        let stay = |n: u8| ScopeId::Stay(StayId::from_bytes([n; 16]));
        let scopes = vec![stay(1), stay(2), ScopeId::Note(NoteId::from_bytes([3; 16]))];
        let devices: Vec<_> = (1..=DEVICES as u8).map(|n| Device::new(n, &scopes, mistake)).collect();
        let mut server = Server::new(mistake);
        server.hashes_only.push((devices[DEVICES - 1].id, scopes[1].clone()));
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            now: UtcMillis(1_795_348_800_000),
            scopes,
            server,
            server_backup: None,
            backups: vec![None; DEVICES],
            wires: devices.iter().map(|_| Wire::default()).collect(),
            devices,
            serial: 0,
            must_survive: BTreeSet::new(),
            refused: BTreeSet::new(),
            tally: Tally::default(),
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.rng.next_u64() % limit as u64) as usize
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }

    /// So many random steps, faults and all.
    pub(crate) fn live_through(&mut self, steps: usize) {
        for _ in 0..steps {
            let device = self.below(DEVICES);
            match self.below(100) {
                0..20 => self.write(device),
                20..76 => (0..=self.below(16)).for_each(|_| self.carry(device, true)),
                76..80 => self.pass_time(),
                80..84 => self.cut(device),
                84..86 => self.crash_device(device),
                86..87 => self.crash_server(),
                87..90 => self.server_backup = Some(self.server.disk.clone()),
                90..92 => self.restore_server(),
                92..94 => self.backups[device] = Some(self.devices[device].db.clone()),
                94..95 => self.restore_device(device),
                95..96 => self.server.busy_for = 1 + self.rng.next_u32() % 3,
                96..97 => self.set_clock(device),
                97..98 => self.say_garbage(device),
                98..99 => self.feed(device, Some(Input::HostFailed)),
                _ => self.feed(device, Some(Input::Compare)),
            }
        }
    }

    fn write(&mut self, device: usize) {
        let scope = self.below(3);
        let scope = self.scopes[scope].clone();
        let refused = self.one_in(25);
        self.serial += 1;
        let hash = self.devices[device].write(&scope, self.serial, refused);
        self.tally.written += 1;
        if refused {
            self.refused.insert(hash);
        } else {
            self.must_survive.insert(hash);
        }
        self.feed(device, None);
    }

    /// Gives a device an input; its process may die on the way.
    fn feed(&mut self, device: usize, input: Option<Input>) {
        let dies = self.one_in(150).then(|| self.below(4));
        self.feed_with(device, input, dies);
    }

    fn feed_with(&mut self, device: usize, input: Option<Input>, dies: Option<usize>) {
        let incarnation = self.devices[device].db.incarnation;
        match self.devices[device].turn(self.now, input, dies) {
            Ok(asks) => asks.into_iter().for_each(|ask| self.ask(device, ask)),
            Err(()) => self.crash_device(device),
        }
        self.tally.forks += u64::from(self.devices[device].db.incarnation != incarnation);
    }

    fn ask(&mut self, device: usize, ask: Asks) {
        match ask {
            Asks::Open => self.wires[device].opening = true,
            Asks::Close => self.hang_up(device),
            Asks::Send(message) => {
                let frame = encode(&message).expect("a session keeps within the limits");
                if self.wires[device].up {
                    self.wires[device].to_server.push_back(frame);
                }
            }
        }
    }

    fn hang_up(&mut self, device: usize) {
        self.wires[device] = Wire::default();
        let id = self.devices[device].id;
        self.server.hang_up(&id);
    }

    /// Moves one thing along a device's connection.
    fn carry(&mut self, device: usize, faulty: bool) {
        self.now.0 += 1 + i64::from(self.rng.next_u32() % 40);
        let wire = &mut self.wires[device];
        if wire.opening {
            wire.opening = false;
            if faulty && self.one_in(10) {
                return self.feed(device, Some(Input::Closed));
            }
            let challenge = self.server.accept(self.devices[device].id);
            self.wires[device].up = true;
            self.send_to(device, &challenge);
            return self.feed_as(device, Some(Input::Opened), faulty);
        }
        let to_server = !self.wires[device].to_server.is_empty()
            && (self.one_in(2) || self.wires[device].to_device.is_empty());
        if to_server {
            self.deliver_to_server(device);
        } else {
            self.deliver_to_device(device, faulty);
        }
    }

    fn feed_as(&mut self, device: usize, input: Option<Input>, faulty: bool) {
        if faulty { self.feed(device, input) } else { self.feed_with(device, input, None) }
    }

    fn deliver_to_server(&mut self, device: usize) {
        let Some(frame) = self.wires[device].to_server.pop_front() else { return };
        let message = decode(&frame).expect("a device sends messages");
        let (now, id) = (self.now, self.devices[device].id);
        let replies = self.server.answer(now, id, message);
        for reply in replies {
            self.count(&reply);
            self.send_to(device, &reply);
        }
        for (scope, head) in std::mem::take(&mut self.server.notes) {
            for other in 0..DEVICES {
                // A hint may get lost.
                if self.server.is_live(&self.devices[other].id) && !self.one_in(5) {
                    self.send_to(other, &Message::Note { scope: scope.clone(), head });
                }
            }
        }
    }

    fn count(&mut self, reply: &Message) {
        use replication::{
            Entry,
            wire::{Fate, Standing},
        };
        match reply {
            Message::Busy { .. } => self.tally.busy += 1,
            Message::Want { .. } => self.tally.wants += 1,
            Message::Ack { fates, .. } => {
                for (_, fate) in fates {
                    self.tally.duplicates += u64::from(matches!(fate, Fate::Duplicate(_)));
                    self.tally.refused += u64::from(matches!(fate, Fate::Refused(_)));
                }
            }
            Message::Synced { standings } => {
                let resets = standings.iter().filter(|(_, standing)| *standing == Standing::Reset);
                self.tally.rewinds += resets.count() as u64;
            }
            Message::Page(page) => {
                let hash_only = page.entries.iter().filter(|entry| matches!(entry, Entry::HashOnly(_)));
                self.tally.hash_only += hash_only.count() as u64;
            }
            _ => {}
        }
    }

    fn send_to(&mut self, device: usize, message: &Message) {
        let scope = match message {
            Message::Ack { scope, .. }
            | Message::Busy { scope, .. }
            | Message::Page(replication::wire::Page { scope, .. })
            | Message::Want { scope, .. }
            | Message::Note { scope, .. } => Some(scope.clone()),
            _ => None,
        };
        let frame = encode(message).expect("a server keeps within the limits");
        self.wires[device].to_device.push_back((scope, frame));
    }

    /// Frames about different scopes may overtake one another; those about one scope never do.
    fn deliver_to_device(&mut self, device: usize, faulty: bool) {
        let waiting = &self.wires[device].to_device;
        if waiting.is_empty() {
            return self.feed_as(device, Some(Input::Wake), faulty);
        }
        let mut choices = vec![0];
        if faulty {
            for place in 1..waiting.len().min(6) {
                let (scope, _) = &waiting[place];
                let before = waiting.iter().take(place);
                if scope.is_some() && before.into_iter().all(|(other, _)| other.is_some() && other != scope) {
                    choices.push(place);
                }
            }
        }
        let choice = self.below(choices.len());
        let place = choices[choice];
        self.tally.reordered += u64::from(place > 0);
        if let Some((_, frame)) = self.wires[device].to_device.remove(place) {
            self.feed_as(device, Some(Input::Frame(frame)), faulty);
        }
    }

    fn cut(&mut self, device: usize) {
        if self.wires[device].up {
            self.tally.cuts += 1;
            self.hang_up(device);
            self.feed(device, Some(Input::Closed));
        }
    }

    fn crash_device(&mut self, device: usize) {
        self.tally.crashes += 1;
        self.hang_up(device);
        let seed = self.rng.next_u64();
        self.devices[device].restart(seed);
    }

    fn crash_server(&mut self) {
        self.tally.server_crashes += 1;
        self.server.crash();
        for device in 0..DEVICES {
            self.cut(device);
        }
    }

    fn restore_server(&mut self) {
        let Some(backup) = self.server_backup.clone() else { return };
        self.tally.server_restores += 1;
        self.crash_server();
        self.server.disk = backup;
        // A careful administrator's tool begins a new epoch; a copied file does not.
        if self.one_in(2) {
            self.tally.new_epochs += 1;
            self.server.epoch.epoch[..8].copy_from_slice(&self.rng.next_u64().to_be_bytes());
        }
        self.only_what_is_on_a_disk_can_survive();
    }

    fn restore_device(&mut self, device: usize) {
        let Some(backup) = self.backups[device].clone() else { return };
        self.tally.device_restores += 1;
        let noticed = !self.one_in(3);
        self.tally.unnoticed_restores += u64::from(!noticed);
        self.hang_up(device);
        let seed = self.rng.next_u64();
        self.devices[device].restore(backup, noticed, seed);
        self.only_what_is_on_a_disk_can_survive();
    }

    /// What lay on the restored disk alone is gone with it, and nobody can bring it back.
    fn only_what_is_on_a_disk_can_survive(&mut self) {
        let mut on_disks: BTreeSet<Hash> =
            self.devices.iter().flat_map(|device| device.db.held().copied()).collect();
        on_disks.extend(self.server.disk.logs.values().flatten().map(|logged| logged.hash));
        self.must_survive.retain(|hash| on_disks.contains(hash));
        self.refused.retain(|hash| on_disks.contains(hash));
    }

    fn set_clock(&mut self, device: usize) {
        let days = self.below(7) as i64 - 3;
        self.devices[device].skew = days * 86_400_000;
        self.feed(device, Some(Input::Wake));
    }

    /// The server, or somebody who plays it, says something senseless.
    fn say_garbage(&mut self, device: usize) {
        if !self.wires[device].up {
            return;
        }
        self.tally.garbage += 1;
        let mut frame = match self.wires[device].to_device.back() {
            Some((_, frame)) => frame.clone(),
            None => vec![0x82, 0x00, 0x58],
        };
        let place = self.below(frame.len());
        frame[place] ^= 1 << self.below(8);
        self.feed(device, Some(Input::Frame(frame)));
    }

    fn pass_time(&mut self) {
        self.now.0 += i64::from(self.rng.next_u32() % 20_000);
        let device = self.below(DEVICES);
        self.feed(device, Some(Input::Wake));
    }

    /// The faults stop; everybody comes back and talks until there is nothing more to say.
    pub(crate) fn heal(&mut self) -> Result<(), Complaint> {
        self.server.busy_for = 0;
        for device in 0..DEVICES {
            self.feed_with(device, Some(Input::TryNow), None);
        }
        // Twice, since a hint that was lost leaves a device quiet and behind until it compares again.
        self.until_quiet()?;
        for device in 0..DEVICES {
            self.feed_with(device, Some(Input::Compare), None);
        }
        self.until_quiet()
    }

    fn until_quiet(&mut self) -> Result<(), Complaint> {
        for _ in 0..4_000 {
            let busy: Vec<usize> = (0..DEVICES).filter(|device| self.has_work(*device)).collect();
            for device in &busy {
                self.carry(*device, false);
            }
            if busy.is_empty() {
                if self.devices.iter().all(|device| device.session.is_quiet()) {
                    return Ok(());
                }
                self.sleep_until_somebody_wakes();
            }
        }
        Err(Complaint::NeverQuiet)
    }

    fn has_work(&self, device: usize) -> bool {
        let wire = &self.wires[device];
        wire.opening || !wire.to_server.is_empty() || !wire.to_device.is_empty()
    }

    fn sleep_until_somebody_wakes(&mut self) {
        let wakes = self
            .devices
            .iter()
            .filter(|device| !device.session.is_quiet())
            .filter_map(|device| device.wake_at);
        if let Some(at) = wakes.min() {
            self.now = self.now.max(at);
        }
        for device in 0..DEVICES {
            self.feed_with(device, Some(Input::Wake), None);
        }
    }

    /// Everything that was promised.
    pub(crate) fn check(&self) -> Result<Tally, Complaint> {
        let disk = &self.server.disk;
        let logged: Vec<Hash> = disk.logs.values().flatten().map(|logged| logged.hash).collect();
        let on_server: BTreeSet<Hash> = logged.iter().copied().collect();
        if on_server.len() != logged.len() {
            return Err(Complaint::TwiceInLog);
        }
        let lost = self.must_survive.difference(&on_server).count();
        if lost > 0 {
            return Err(Complaint::LostByServer { count: lost });
        }
        (0..DEVICES).try_for_each(|device| self.check_device(device))?;
        Ok(self.tally)
    }

    fn check_device(&self, device: usize) -> Result<(), Complaint> {
        let db = &self.devices[device].db;
        for scope in &self.scopes {
            let head = self.server.disk.head(scope).unwrap_or(Cursor::START);
            if db.cursors.get(scope) != Some(&head) {
                return Err(Complaint::Diverged { device });
            }
            let held: BTreeSet<Hash> =
                db.facts.get(scope).into_iter().flatten().map(|(hash, _)| *hash).collect();
            let there: BTreeSet<Hash> =
                self.server.disk.hashes(scope).unwrap_or_default().into_iter().collect();
            if self
                .server
                .hashes_only
                .iter()
                .any(|(of, what)| *of == self.devices[device].id && what == scope)
            {
                let foreign =
                    db.facts.get(scope).into_iter().flatten().filter_map(|(_, entry)| Fact::of(entry));
                if foreign.into_iter().any(|fact| fact.device != self.devices[device].id) {
                    return Err(Complaint::HoldsWhatItMayNotRead { device });
                }
                continue;
            }
            let lost = there.difference(&held).count();
            if lost > 0 {
                return Err(Complaint::LostByDevice { device, count: lost });
            }
        }
        if !db.outbox.is_empty() {
            return Err(Complaint::OutboxNotEmpty { device, count: db.outbox.len() });
        }
        self.check_refused(device)
    }

    /// What the server refused lies in quarantine on the device that wrote it, with its bytes.
    fn check_refused(&self, device: usize) -> Result<(), Complaint> {
        let db = &self.devices[device].db;
        let mine = |hash: &&Hash| {
            let fact = db.facts.values().find_map(|facts| facts.get(*hash)).and_then(Fact::of);
            fact.is_none_or(|fact| fact.device == self.devices[device].id)
        };
        let somewhere: BTreeSet<Hash> =
            self.devices.iter().flat_map(|other| other.db.held().copied()).collect();
        let vanished = self.refused.iter().any(|hash| !somewhere.contains(hash));
        let unseen = self
            .refused
            .iter()
            .filter(mine)
            .any(|hash| db.held().any(|held| held == hash) && !db.quarantine.contains_key(hash));
        if vanished || unseen { Err(Complaint::RefusedVanished { device }) } else { Ok(()) }
    }
}
