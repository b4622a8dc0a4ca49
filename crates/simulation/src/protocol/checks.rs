//! What must hold: the cheap questions after every step, the dear ones at rest.

use super::{
    fact::{Fact, hash},
    server::Server,
    world::World,
};
use crate::broken::{Invariant, Kept, holds};
use clinical::ScopeId;
use replication::{
    Entry, Hash, Message,
    chain::Cursor,
    serve::{Access, ReadLog as _},
    wire::{Fate, Page, Standing},
};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// After a device's turn: SIM-1, SIM-2, SIM-3, SIM-5.
    pub(super) fn after_turn(&mut self, n: usize) {
        let kept = self.kept_after_turn(n);
        self.fail(kept);
    }

    fn kept_after_turn(&mut self, n: usize) -> Kept {
        let said = std::mem::take(&mut self.devices[n].said);
        self.trace.number(said.rewinds);
        let db = &self.devices[n].db;
        for (hash, scope) in &self.promised[n] {
            holds(db.holds(scope, hash), Invariant::Sim1, || {
                format!("device {n} said of an entry that it was saved, and does not hold it")
            })?;
        }
        for (scope, hash) in &said.on_server {
            holds(self.server.has(scope, hash), Invariant::Sim2, || {
                format!("device {n} shows an entry as on the server, which does not have it")
            })?;
        }
        for (scope, hash) in &said.cleared {
            holds(self.server.has(scope, hash), Invariant::Sim3, || {
                format!("an entry left the outbox of device {n}, and the server does not have it")
            })?;
        }
        let twice = db.alerted.values().filter(|times| **times != 1).count();
        holds(twice == 0, Invariant::Sim5, || format!("device {n} alerted {twice} times too often"))
    }

    /// What the server says, before it is on its way: SIM-2, SIM-8.
    pub(super) fn check_reply(&mut self, n: usize, reply: &Message) {
        let kept = self.kept_reply(n, reply);
        self.fail(kept);
    }

    fn kept_reply(&self, n: usize, reply: &Message) -> Kept {
        let device = self.devices[n].id;
        let out = self.is_out(n) && !matches!(reply, Message::Fault { .. } | Message::Challenge { .. });
        holds(!out, Invariant::Sim8, || format!("the server speaks with device {n}, which is revoked"))?;
        let fates = if let Message::Ack { fates, .. } = reply { fates.as_slice() } else { &[] };
        let scope = if let Message::Ack { scope, .. } = reply { Some(scope) } else { None };
        for (hash, fate) in fates {
            let taken = matches!(fate, Fate::At(_) | Fate::Duplicate(_) | Fate::Forked(_));
            let there = scope.is_some_and(|scope| self.server.has(scope, hash));
            holds(!taken || there, Invariant::Sim2, || {
                "the server acknowledges what it has not stored".to_owned()
            })?;
        }
        let pages: Vec<&Page> = match reply {
            Message::Page(page) | Message::News(page) => vec![page],
            Message::Synced { standings } => standings
                .iter()
                .filter_map(|(_, standing)| match standing {
                    Standing::More(page) => Some(page),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        for page in pages {
            let last = self.server.restricted.get(&(device, page.scope.clone()));
            let whole = |(seq, entry): (u64, &Entry)| {
                matches!(entry, Entry::Fact { .. }) && last.is_some_and(|last| seq > *last)
            };
            let leaked = (page.first..).zip(&page.entries).any(whole);
            holds(!leaked, Invariant::Sim8, || {
                format!("device {n} is sent entries of a patient who has left its ward")
            })?;
        }
        Ok(())
    }

    /// At rest: everything that was promised.
    pub(super) fn check_rest(&mut self) {
        let kept = self.kept_at_rest();
        self.fail(kept);
        let state: Vec<Hash> = self.server.disk.logs.values().flatten().map(|logged| logged.hash).collect();
        state.iter().for_each(|hash| self.trace.note(hash));
    }

    fn kept_at_rest(&self) -> Kept {
        for (scope, log) in &self.server.disk.logs {
            let distinct: BTreeSet<Hash> = log.iter().map(|logged| logged.hash).collect();
            holds(distinct.len() == log.len(), Invariant::Sim5, || {
                format!("{} entries of {scope} stand in the log more than once", log.len() - distinct.len())
            })?;
            let whole = log.iter().all(|logged| hash(&logged.entry) == logged.hash);
            holds(whole, Invariant::Sim2, || format!("bytes of {scope} are not those of their hash"))?;
        }
        (0..self.devices.len()).filter(|n| !self.is_out(*n)).try_for_each(|n| self.device_at_rest(n))?;
        self.nothing_is_lost()?;
        self.lives_are_apart()?;
        self.talk_was_bounded()
    }

    /// What only a revoked device holds is not lost: it lies there, in its outbox.
    fn nothing_is_lost(&self) -> Kept {
        let waits = |scope: &ScopeId, hash: &Hash| {
            let out = (0..self.devices.len()).filter(|n| self.is_out(*n));
            out.into_iter().any(|n| self.devices[n].db.holds(scope, hash))
        };
        let lost = self
            .must_survive
            .iter()
            .filter(|(scope, hash)| self.server.disk.logged(scope, hash).is_none() && !waits(scope, hash));
        let lost = lost.count();
        holds(lost == 0, Invariant::Sim3, || {
            format!("{lost} entries that were on a disk after the last restore are not on the server")
        })
    }

    fn device_at_rest(&self, n: usize) -> Kept {
        let (device, db) = (&self.devices[n], &self.devices[n].db);
        for scope in &self.scopes {
            let head = self.server.disk.head(scope).unwrap_or(Cursor::START);
            holds(db.cursors.get(scope) == Some(&head), Invariant::Sim4, || {
                format!("device {n} stands elsewhere in {scope} than the server")
            })?;
            // Limits of what can be known: docs/fault-evidence.md.
            let key = (device.id, scope.clone());
            let holes = self.server.ever_restricted.contains(&key) && self.is_unnoticed(n);
            if Server::access(&self.server, device.id, scope) != Access::Whole || holes {
                continue;
            }
            let missing = self.server.disk.hashes(scope).unwrap_or_default();
            let missing = missing.iter().filter(|hash| !db.holds(scope, hash)).count();
            holds(missing == 0, Invariant::Sim4, || {
                format!("device {n} lacks {missing} entries of {scope} that the server has")
            })?;
        }
        for facts in db.facts.values() {
            let whole = facts.iter().all(|(name, entry)| hash(entry) == *name);
            holds(whole, Invariant::Sim1, || format!("device {n} holds other bytes than were written"))?;
        }
        holds(db.outbox.is_empty(), Invariant::Sim4, || {
            let (scope, hash) = db.outbox.values().next().expect("it is not empty");
            let refused = if self.refused.contains(hash) { ", which the server refuses" } else { "" };
            let there = if self.server.has(scope, hash) { ", which is on the server" } else { "" };
            format!(
                "{} entries still wait in the outbox of device {n}, one of {scope}{refused}{there}",
                db.outbox.len()
            )
        })?;
        self.refused_is_seen(n)
    }

    fn is_unnoticed(&self, n: usize) -> bool {
        let id = self.devices[n].id;
        self.unnoticed.iter().any(|other| self.devices[*other].id == id)
    }

    /// What the server refused lies in quarantine on the device that wrote it, with its bytes; and nothing else does.
    fn refused_is_seen(&self, n: usize) -> Kept {
        let (device, db) = (&self.devices[n], &self.devices[n].db);
        for (scope, facts) in &db.facts {
            for (hash, entry) in facts {
                let mine = Fact::of(entry).is_some_and(|fact| fact.device == device.id);
                let (refused, aside) = (self.refused.contains(hash), db.quarantine.contains_key(hash));
                holds(!(refused && mine && !aside), Invariant::Sim9, || {
                    format!("device {n} does not show that an entry of {scope} was refused")
                })?;
                holds(refused || !aside, Invariant::Sim9, || {
                    format!("device {n} shows a good entry of {scope} as refused")
                })?;
            }
        }
        let gone = self.promised[n]
            .keys()
            .filter(|hash| self.refused.contains(*hash) && !db.quarantine.contains_key(*hash));
        let gone = gone.count();
        holds(gone == 0, Invariant::Sim9, || format!("{gone} refused entries are nowhere to be seen"))
    }

    /// Whether two databases live one life although the server said so. When that answer was lost, and what the other wrote
    /// may not be read here, neither knows; the next entry of the one that wrote less tells.
    pub(super) fn told_of_a_fork_in_vain(&self) -> bool {
        let shared = self.shared_life().map(|n| self.devices[n].incarnation());
        shared.is_some_and(|life| self.server.forks.contains(&life))
    }

    fn lives_are_apart(&self) -> Kept {
        let shared = self.shared_life();
        let which = shared.unwrap_or_default();
        holds(shared.is_none(), Invariant::Dev6, || {
            format!("device {which} lives the life of another database")
        })
    }

    /// A device that lives the life of another and wrote something else.
    fn shared_life(&self) -> Option<usize> {
        let mut lives = BTreeSet::new();
        // A copy that has written nothing since is no second life yet.
        let wrote = |n: &usize| !self.is_out(*n) && self.devices[*n].db.written > 0;
        (0..self.devices.len()).filter(wrote).find(|n| {
            let forked = !lives.insert(self.devices[*n].incarnation());
            forked && self.wrote_apart(*n)
        })
    }

    /// Whether another database of the same life wrote other entries at the same places.
    fn wrote_apart(&self, n: usize) -> bool {
        let life = self.devices[n].incarnation();
        let mut places: BTreeMap<u64, Hash> = BTreeMap::new();
        let logged = self.server.disk.logs.values().flatten();
        let of_life = logged.filter_map(|logged| Some((Fact::of(&logged.entry)?, logged.hash)));
        of_life
            .filter(|(fact, _)| fact.incarnation == life)
            .any(|(fact, hash)| places.insert(fact.seq, hash).is_some_and(|other| other != hash))
    }

    /// Coming to rest takes no more talk than what there is: every entry up and down a few times for each device.
    fn talk_was_bounded(&self) -> Kept {
        let entries: usize = self.server.disk.logs.values().map(Vec::len).sum();
        let aside = self.server.disk.quarantine.len();
        let devices = self.devices.len() as u64;
        let most = devices * (65_536 + (entries + aside) as u64 * 200 * 12);
        holds(self.talked <= most, Invariant::Sim11, || {
            format!("{} bytes were said to come to rest, over {entries} entries", self.talked)
        })
    }
}
