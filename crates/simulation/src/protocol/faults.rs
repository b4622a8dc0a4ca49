//! What goes wrong: one random thing after another.

use super::{
    device::Disk,
    wires::Wire,
    world::{DEVICES, OUTSIDER, World},
};
use replication::{Input, Message, wire::decode};
use std::collections::BTreeSet;

const DAY_MS: i64 = 86_400_000;

impl World {
    /// Some random steps of writing, talking, failing.
    pub(super) fn live_through(&mut self, steps: usize) {
        for _ in 0..steps {
            self.step += 1;
            let n = self.dice.below(self.devices.len());
            match self.dice.below(100) {
                0..=15 => self.write(n),
                16..=75 => (0..=self.dice.below(5)).for_each(|_| self.carry(n, true)),
                76 => self.partition(n),
                77 => self.calm(),
                78 => self.crash(n),
                79..=80 => self.clock(n),
                81 => self.garbage(n),
                82..=83 => self.backup(n),
                84 => self.restore_device(n),
                85 => self.restore_server(),
                86 => self.crash_servers(),
                87..=88 => self.servers_trouble(),
                89..=90 => self.devices_trouble(n),
                91..=92 => self.transfer(),
                93 => self.clone_device(n),
                94 => self.revoke(n),
                95 => self.wrong_scope(n),
                96 => self.server.page_entries = 1 + self.dice.below(4),
                _ => self.pass_time(),
            }
            if self.dice.one_in(2) {
                self.server.commit_open();
            }
            if self.server.page_entries < 500 && self.wires[n].up {
                self.struck("partial page", n);
                if self.dice.one_in(8) {
                    self.server.page_entries = 500;
                }
            }
            if self.has_failed() {
                return;
            }
        }
    }

    /// For a while nothing more goes wrong.
    fn calm(&mut self) {
        for _ in 0..self.dice.below(40) {
            for n in 0..self.devices.len() {
                self.carry(n, false);
            }
            self.server.commit_open();
        }
    }

    fn partition(&mut self, n: usize) {
        if self.wires[n].up {
            self.struck("partition", n);
            self.cut(n);
        }
    }

    fn crash(&mut self, n: usize) {
        self.struck("device crash", n);
        self.crash_device(n);
        self.feed(n, None, true);
    }

    fn clock(&mut self, n: usize) {
        let jump = match self.dice.below(3) {
            0 => {
                self.struck("clock by days", n);
                (self.dice.below(7) as i64 - 3) * DAY_MS
            }
            1 => {
                self.struck("clock by years", n);
                (self.dice.below(21) as i64 - 10) * 365 * DAY_MS
            }
            _ => {
                self.struck("clock one hour back", n);
                self.devices[n].skew - 3_600_000
            }
        };
        self.devices[n].skew = jump;
        self.feed(n, Some(Input::Wake), true);
    }

    /// The server, or somebody who plays it, says something senseless.
    fn garbage(&mut self, n: usize) {
        if !self.wires[n].up {
            return;
        }
        self.struck("garbage", n);
        let mut frame = match self.wires[n].to_device.back() {
            Some(down) => down.frame.clone(),
            None => vec![0x82, 0x00, 0x58],
        };
        let place = self.dice.below(frame.len());
        frame[place] ^= 1 << self.dice.below(8);
        if matches!(decode(&frame), Ok(Message::Ack { .. })) {
            // Whoever can say in the server's name that an entry is refused is the server: TLS and the greeting see to that.
            frame.truncate(place);
        }
        self.feed(n, Some(Input::Frame(frame)), true);
    }

    fn backup(&mut self, n: usize) {
        if self.dice.one_in(3) {
            self.server_backup = Some(self.server.disk.clone());
        } else {
            self.backups[n] = Some(self.devices[n].db.clone());
        }
    }

    fn restore_device(&mut self, n: usize) {
        let Some(backup) = self.backups[n].clone() else { return };
        self.struck("device restored", n);
        let noticed = !self.dice.one_in(3);
        if !noticed {
            self.struck("restored unnoticed", n);
            self.unnoticed.insert(n);
        }
        self.hang_up(n);
        let seed = self.dice.number();
        self.devices[n].restore(backup, noticed, seed);
        let db = &self.devices[n].db;
        self.promised[n].retain(|hash, scope| db.holds(scope, hash));
        self.only_what_is_on_a_disk_can_survive();
        self.feed(n, None, true);
    }

    fn crash_servers(&mut self) {
        if self.dice.one_in(2) {
            let node = self.dice.below(self.server.nodes());
            let of_it: Vec<usize> = (0..self.devices.len()).filter(|n| self.wires[*n].node == node).collect();
            of_it.iter().for_each(|n| self.struck("node crash", *n));
            self.server.crash(node);
            of_it.into_iter().for_each(|n| self.cut(n));
        } else {
            self.struck_all("server crash");
            self.crash_all_nodes();
        }
    }

    fn crash_all_nodes(&mut self) {
        (0..self.server.nodes()).for_each(|node| self.server.crash(node));
        self.server.commit_open();
        (0..self.devices.len()).for_each(|n| self.cut(n));
    }

    fn restore_server(&mut self) {
        let Some(backup) = self.server_backup.clone() else { return };
        self.struck_all("server restored");
        // A careful administrator's tool begins a new epoch; a copied file does not.
        let fresh_epoch = self.dice.one_in(2);
        if fresh_epoch {
            self.struck_all("new epoch");
        }
        self.crash_all_nodes();
        self.server.disk = backup;
        if fresh_epoch {
            let fresh = self.dice.number();
            self.server.epoch.epoch[..8].copy_from_slice(&fresh.to_be_bytes());
        }
        // Who may read is in the logs too: what said so is brought again.
        let scope = self.scopes[1].clone();
        self.serial += 1;
        self.server.placed(&scope, self.serial);
        self.only_what_is_on_a_disk_can_survive();
    }

    /// What lay on the restored disk alone is gone with it, and nobody can bring it back.
    fn only_what_is_on_a_disk_can_survive(&mut self) {
        let mut there: BTreeSet<_> = BTreeSet::new();
        for device in &self.devices {
            for (scope, facts) in &device.db.facts {
                there.extend(facts.keys().map(|hash| (scope.clone(), *hash)));
            }
        }
        for (scope, log) in &self.server.disk.logs {
            there.extend(log.iter().map(|logged| (scope.clone(), logged.hash)));
        }
        self.must_survive.retain(|entry| there.contains(entry));
        let held: BTreeSet<_> = there.into_iter().map(|(_, hash)| hash).collect();
        self.refused.retain(|hash| held.contains(hash));
    }

    fn servers_trouble(&mut self) {
        match self.dice.below(4) {
            0 => self.server.busy_for = 1 + self.dice.below(3) as u32,
            1 => self.server.next_fails = true,
            2 => self.server.full = true,
            _ => self.server.full = false,
        }
    }

    fn devices_trouble(&mut self, n: usize) {
        self.devices[n].disk = match (self.devices[n].disk, self.dice.below(3)) {
            (Disk::Full, _) => Disk::Sound,
            (_, 0) => {
                self.struck("device disk full", n);
                Disk::Full
            }
            _ => {
                self.struck("device commit fails", n);
                Disk::NextFails
            }
        };
        self.feed(n, None, true);
    }

    /// A patient goes to another ward, or comes back: a device may read a stay no longer, or again.
    fn transfer(&mut self) {
        let n = if self.dice.one_in(2) { OUTSIDER } else { 1 };
        let key = (self.devices[n].id, self.scopes[1].clone());
        if self.server.restricted.remove(&key).is_some() {
            self.struck("transfer back", n);
            self.serial += 1;
            let head = self.server.placed(&key.1, self.serial);
            for slot in 0..self.devices.len() {
                if self.devices[slot].id == key.0 && self.wires[slot].up {
                    self.hint(slot, key.1.clone(), head);
                }
            }
        } else {
            self.struck("transfer away", n);
            self.restrict(n, 1);
        }
    }

    /// The folder of a device is copied to another machine, and both go on.
    fn clone_device(&mut self, n: usize) {
        if self.devices.len() > DEVICES {
            return;
        }
        self.struck("device cloned", n);
        let seed = self.dice.number();
        let slot = self.devices.len() as u8 + 1;
        let copy = self.devices[n].copy(slot, seed);
        self.unnoticed.extend([n, self.devices.len()]);
        self.promised.push(self.promised[n].clone());
        self.devices.push(copy);
        self.backups.push(None);
        self.wires.push(Wire::default());
        self.feed(self.devices.len() - 1, None, true);
    }

    /// A device is lost, and the desk revokes it: one at the most, so that somebody is left.
    fn revoke(&mut self, n: usize) {
        if !self.server.revoked.is_empty() || !self.dice.one_in(3) {
            return;
        }
        self.struck("revocation", n);
        let id = self.devices[n].id;
        self.server.revoked.insert(id);
        for slot in 0..self.devices.len() {
            if self.devices[slot].id == id {
                self.cut(slot);
            }
        }
    }

    /// A device at fault brings an entry to another patient's scope, before it is brought to its own.
    fn wrong_scope(&mut self, n: usize) {
        let Some((scope, hash)) = self.devices[n].db.outbox.values().next().cloned() else { return };
        if !self.wires[n].up || !self.server.is_live(self.wires[n].node, self.devices[n].slot) {
            return;
        }
        let other = self.scopes.iter().find(|other| **other != scope).expect("there are several").clone();
        self.struck("wrong scope", n);
        let entry = self.devices[n].db.facts[&scope][&hash].clone();
        let message = Message::Push { scope: other, entries: vec![entry] };
        let (node, slot) = (self.wires[n].node, self.devices[n].slot);
        // Nobody waits for the answer to this.
        let answers = self.server.answer(self.now, node, slot, message);
        answers.iter().for_each(|answer| self.check_reply(n, answer));
    }

    fn pass_time(&mut self) {
        self.now.0 += self.dice.below(20_000) as i64;
        let n = self.dice.below(self.devices.len());
        self.feed(n, Some(Input::Wake), true);
    }
}
