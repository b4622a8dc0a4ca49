//! What goes wrong in a ward: one random thing after another.

use super::{
    disk, folder,
    people::{LEFT, TABLETS},
    world::World,
};
use crate::broken::{Invariant, holds};
use app::Input;
use contract::{Code, Request};
use std::collections::BTreeSet;

const DAY_MS: i64 = 86_400_000;

impl World {
    pub(super) fn live_through(&mut self, steps: usize) {
        for _ in 0..steps {
            self.step += 1;
            let n = self.dice.below(self.tablets.len());
            match self.dice.below(100) {
                0..=45 => self.act_of(n),
                46..=74 => {
                    for _ in 0..=self.dice.below(8) {
                        self.deliver_up(n, true);
                        self.deliver_down(n, true);
                    }
                }
                75..=77 => self.partition(n),
                78..=81 => self.tablets[n].in_range = true,
                82..=83 => self.lose_answers(n),
                84..=85 => self.kill(n),
                86 => self.restart(n),
                87 => self.server_trouble(),
                88 => self.backups(n),
                89..=91 => self.restore(n),
                92 => self.clock(n),
                93 => self.idle(n),
                94 => self.disk_full(n),
                95 => self.clone_tablet(n),
                96 => self.revoke(n),
                97 => self.somebody_leaves(),
                98 if self.tablets[n].older => self.update(n),
                98 => self.damage(n),
                _ => self.calm(),
            }
            if self.has_failed() {
                return;
            }
            self.check_step(n);
            let ms = self.dice.below(20_000) as i64;
            self.pass_ms(ms);
            self.repeated_hour(n);
            if self.has_failed() {
                return;
            }
        }
    }

    /// For a while nothing more goes wrong.
    fn calm(&mut self) {
        for _ in 0..self.dice.below(30) {
            for n in 0..self.tablets.len() {
                self.deliver_up(n, false);
                self.deliver_down(n, false);
            }
        }
    }

    fn partition(&mut self, n: usize) {
        self.tablets[n].in_range = false;
        if self.tablets[n].line.is_some() {
            self.struck("partition", n);
            self.cut(n);
        }
    }

    /// Everything that a tablet has said arrives, and the line breaks before it hears any answer.
    fn lose_answers(&mut self, n: usize) {
        while self.deliver_up(n, true) {}
        self.cut(n);
    }

    /// The process is killed: what it has given to the operating system is there, and nothing else.
    pub(super) fn kill(&mut self, n: usize) {
        self.struck("tablet killed", n);
        let image = self.folders.fresh();
        folder::image(&self.tablets[n].folder, &image);
        self.reopen(n, image);
        self.check_promises_of(n);
    }

    /// The application is closed as it should be, and opened again.
    fn restart(&mut self, n: usize) {
        self.struck("tablet restarted", n);
        let same = self.tablets[n].folder.clone();
        self.reopen(n, same);
        self.check_promises_of(n);
    }

    fn server_trouble(&mut self) {
        self.page_entries = if self.dice.one_in(2) { 500 } else { 1 + self.dice.below(4) as u16 };
        let full = self.dice.one_in(3);
        self.server_full = full;
        self.struck_all("server killed");
        if full {
            self.struck_all("server disk full");
        }
        if self.page_entries < 500 {
            self.struck_all("partial page");
        }
        let image = self.folders.fresh();
        folder::image(&self.server_folder, &image);
        self.reopen_server(image);
    }

    fn backups(&mut self, n: usize) {
        let copy = self.folders.fresh();
        if self.dice.one_in(3) {
            folder::image(&self.server_folder, &copy);
            self.server_backup = Some(copy);
        } else {
            folder::image(&self.tablets[n].folder, &copy);
            self.tablets[n].backup = Some(copy);
        }
    }

    fn restore(&mut self, n: usize) {
        if self.dice.one_in(2) {
            self.restore_server();
        } else {
            self.restore_tablet(n);
        }
    }

    /// Yesterday's copy of the server's folder takes the place of today's. The fleet fills it again.
    fn restore_server(&mut self) {
        let Some(backup) = self.server_backup.clone() else { return self.backups(0) };
        // What the desk said since is gone with it, and nobody but the desk can say it again.
        if self.promises.has_left || self.tablets.iter().any(|tablet| tablet.revoked) {
            return;
        }
        self.struck_all("server restored");
        let copy = self.folders.fresh();
        folder::image(&backup, &copy);
        self.reopen_server(copy);
        self.only_what_is_on_a_disk();
    }

    fn restore_tablet(&mut self, n: usize) {
        let Some(backup) = self.tablets[n].backup.clone() else { return self.backups(n) };
        let copy = self.folders.fresh();
        folder::image(&backup, &copy);
        if self.dice.one_in(2) {
            self.struck("database restored", n);
            // The note beside the database is of today, and gives the restore away.
            let note = self.tablets[n].folder.join("incarnation");
            let _absent = std::fs::copy(note, copy.join("incarnation")).is_err();
        } else {
            self.struck("tablet restored", n);
        }
        self.reopen(n, copy);
        self.promises.forget_views(n);
        self.promises.restored(n, &self.tablets[n].look.fact_ids());
        self.only_what_is_on_a_disk();
    }

    /// What lay on a restored disk alone is gone with it.
    fn only_what_is_on_a_disk(&mut self) {
        let there: BTreeSet<_> = self
            .tablets
            .iter()
            .flat_map(|tablet| tablet.look.fact_ids())
            .chain(self.server_look.logged_ids())
            .collect();
        self.promises.only_what_is_on(&there);
    }

    fn clock(&mut self, n: usize) {
        let off = if self.dice.one_in(2) {
            self.struck("clock by days", n);
            (self.dice.below(9) as i64 - 4) * DAY_MS
        } else {
            self.struck("clock by years", n);
            (self.dice.below(7) as i64 - 3) * 365 * DAY_MS
        };
        self.tablets[n].clock.set_off(off);
    }

    /// In the night of the last Sunday in October one hour comes twice.
    fn repeated_hour(&mut self, n: usize) {
        const FROM: i64 = 1_792_886_400_000;
        let now = self.time.now().0;
        if (FROM..FROM + 2 * 3_600_000).contains(&now) {
            self.struck("repeated hour", n);
        }
    }

    /// Nobody touches it for longer than a minute: it shows nobody anything any more.
    fn idle(&mut self, n: usize) {
        if self.tablets[n].person.is_none() || !self.unlock(n) {
            return;
        }
        self.struck("idle lock", n);
        self.pass_ms(75_000);
        let Some(stay) = self.promises.stays.first().copied() else { return };
        for request in [Request::Patient { stay }, Request::Chart { stay, hours: None }] {
            let refused = self.ask(n, request).is_err_and(|error| {
                matches!(error.code, Code::Locked | Code::NotSignedIn | Code::NotFound | Code::NotAllowed)
            });
            self.fail(holds(refused, Invariant::Sim8, || {
                format!("tablet {n} shows a patient although it has locked")
            }));
        }
    }

    /// A row is gone from where a tablet keeps its books: an entry that waited, or a place in a log.
    fn damage(&mut self, n: usize) {
        let sql = if self.dice.one_in(2) {
            "DELETE FROM outbox WHERE position = (SELECT min(position) FROM outbox WHERE standing = 0)"
        } else {
            "DELETE FROM log WHERE (scope, seq) = \
             (SELECT scope, seq FROM log WHERE scope LIKE 'stay/%' ORDER BY scope, seq LIMIT 1)"
        };
        if disk::damage(&self.tablets[n].folder, sql) {
            self.struck("books damaged", n);
        }
    }

    fn disk_full(&mut self, n: usize) {
        self.tablets[n].full = !self.tablets[n].full;
        if self.tablets[n].full {
            self.struck("tablet disk full", n);
        }
        let image = self.folders.fresh();
        folder::image(&self.tablets[n].folder, &image);
        self.reopen(n, image);
        self.check_promises_of(n);
    }

    /// The folder is copied to another machine, and both go on.
    fn clone_tablet(&mut self, n: usize) {
        if self.tablets.len() > TABLETS.len() || self.tablets[n].revoked {
            return;
        }
        self.struck("tablet cloned", n);
        let copy = self.folders.fresh();
        folder::image(&self.tablets[n].folder, &copy);
        let ward = self.tablets[n].ward;
        let other = self.tablet(self.tablets.len(), copy, ward, self.tablets[n].older);
        self.tablets.push(other);
        let last = self.tablets.len() - 1;
        let actions = self.tablets[last].app().sync_begin();
        self.act(last, actions);
    }

    /// A tablet is lost, and the desk revokes it: the second of Bluebell, so that each ward keeps one.
    fn revoke(&mut self, _: usize) {
        let n = 1;
        if self.tablets[n].revoked || !self.dice.one_in(3) || self.server_full {
            return;
        }
        let device = self.tablets[n].app().device();
        if self.desk().revoke(device).is_err() {
            return;
        }
        self.struck("revocation", n);
        for tablet in &mut self.tablets {
            tablet.revoked |= tablet.app().device() == device;
        }
        let now = self.time.now();
        let looked = self.server().exchange().refresh(now).is_ok();
        self.fail(holds(looked, Invariant::Sim4, || "the server cannot read its directory".to_owned()));
        self.insist(n);
    }

    /// Whoever has it goes on trying.
    fn insist(&mut self, n: usize) {
        self.tablets[n].in_range = true;
        self.feed(n, Input::TryNow);
        for _ in 0..4 {
            self.deliver_down(n, false);
            self.deliver_up(n, false);
        }
    }

    fn somebody_leaves(&mut self) {
        if self.promises.has_left || self.server_full {
            return;
        }
        if self.desk().import_staff(LEFT.as_bytes()).is_ok() {
            self.struck_all("somebody left");
            self.promises.has_left = true;
            let now = self.time.now();
            let _looked = self.server().exchange().refresh(now).is_ok();
        }
    }
}

impl World {
    /// The faults stop: there is room, and everybody comes back.
    pub(super) fn heal(&mut self) {
        if self.has_failed() {
            return;
        }
        for n in 0..self.tablets.len() {
            if self.tablets[n].full {
                self.tablets[n].full = false;
                let same = self.tablets[n].folder.clone();
                self.reopen(n, same);
            }
        }
        if self.server_full || self.page_entries < 500 {
            (self.server_full, self.page_entries) = (false, 500);
            let same = self.server_folder.clone();
            self.reopen_server(same);
        }
        self.talked = 0;
        self.settle();
        // Whoever was never switched off looks over what it holds.
        self.pass_ms(25 * 3_600_000);
        self.settle();
    }
}
