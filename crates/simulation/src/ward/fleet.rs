//! What must hold of all tablets and the server together, once they are at rest.

use super::{people::TABLETS, promises::scope_of, world::World};
use crate::broken::{Invariant, Kept, holds};
use clinical::{FactId, StaffId, StayId};
use contract::{BoardRow, BoardView, Reply, Request};
use std::collections::{BTreeMap, BTreeSet};

impl World {
    pub(super) fn fleet_at_rest(&mut self) -> Kept {
        self.nothing_is_lost()?;
        self.boards_are_the_same()?;
        self.notes_at_rest()?;
        self.views_are_audited()?;
        let entries = self.server_look.logged().len() as u64;
        let most = self.tablets.len() as u64 * (2_000_000 + entries * 16_000);
        holds(self.talked <= most, Invariant::Sim11, || {
            format!("{} bytes were said over {entries} entries", self.talked)
        })
    }

    /// SIM-3, and SIM-9 for what was refused: a set is in the log, or in the refused, or on a revoked tablet.
    fn nothing_is_lost(&self) -> Kept {
        let logged = self.server_look.logged_ids();
        let refused: BTreeSet<FactId> = self
            .server_look
            .refused()
            .into_iter()
            .filter_map(|(_, bytes)| record::SignedFact { bytes, signature: [0; 64] }.id())
            .collect();
        let lost = self.promises.sets.iter().filter(|set| {
            let named = (scope_of(&set.stay), set.fact);
            let aside = set.by_leaver && refused.contains(&set.fact);
            !logged.contains(&named) && !aside && !self.only_a_revoked_one_has(&named)
        });
        let lost = lost.count();
        holds(lost == 0, Invariant::Sim3, || format!("{lost} sets that were saved are not on the server"))?;
        let lost = self.promises.noted.iter().flat_map(|noted| {
            let aside = |named: &(String, FactId)| noted.by_leaver && refused.contains(&named.1);
            noted.facts.iter().filter(move |named| !aside(named))
        });
        let lost =
            lost.filter(|named| !logged.contains(*named) && !self.only_a_revoked_one_has(named)).count();
        holds(lost == 0, Invariant::Sim3, || format!("{lost} entries of notes are not on the server"))
    }

    /// What only a revoked tablet holds is not lost: it lies there.
    fn only_a_revoked_one_has(&self, named: &(String, FactId)) -> bool {
        let holding = self.tablets.iter().filter(|tablet| tablet.look.fact_ids().contains(named));
        let mut holding = holding.peekable();
        holding.peek().is_some() && holding.all(|tablet| tablet.revoked)
    }

    /// What the server refused of somebody who has left is at the tablet that brought it, and its correction everywhere.
    pub(super) fn was_refused(&self, stay: StayId, fact: FactId) -> bool {
        let by_leaver = self.promises.sets.iter().any(|set| set.fact == fact && set.by_leaver);
        by_leaver && !self.server_look.logged_ids().contains(&(scope_of(&stay), fact))
    }

    fn board(&mut self, n: usize) -> Option<Vec<BoardRow>> {
        let name = super::people::names(self.tablets[n].ward)[0];
        if !self.at_the_glass(n, name) {
            return None;
        }
        let ward = self.tablets[n].ward.parse().ok()?;
        let Ok(Reply::Board(board)) = self.ask(n, Request::Board { ward }) else { return None };
        let BoardView { mut rows, .. } = *board;
        // What was refused of a stay stands on the tablet that brought it and on no other.
        let refused = self.server_look.refused_scopes();
        rows.retain(|row| {
            row.banner.as_ref().is_some_and(|banner| !refused.contains(&scope_of(&banner.stay)))
        });
        for row in &mut rows {
            row.mine = false;
            row.heard_at = None;
            if let Some(banner) = row.banner.as_mut().filter(|_| !refused.is_empty()) {
                // Whoever bears the name may be one of those that one tablet alone shows.
                banner.like_name = false;
            }
        }
        Some(rows)
    }

    /// Two tablets of a ward show the same board: SIM-4.
    fn boards_are_the_same(&mut self) -> Kept {
        for ward in ["bluebell", "primrose"] {
            let mut first: Option<(usize, Vec<BoardRow>)> = None;
            for n in 0..self.tablets.len() {
                let tablet = &self.tablets[n];
                if tablet.revoked || tablet.ward != ward || tablet.clock.off() != 0 {
                    continue;
                }
                let Some(rows) = self.board(n) else {
                    return Err((Invariant::Sim4, format!("tablet {n} shows no board")));
                };
                let Some((other, theirs)) = &first else {
                    first = Some((n, rows));
                    continue;
                };
                let pairs = rows.iter().zip(theirs);
                let unlike = pairs.filter(|(row, their)| row != their).map(|(row, their)| {
                    if crate::run::telling() {
                        crate::say(&format!("{row:#?}\n{their:#?}"));
                    }
                    row.place.bed.clone()
                });
                let unlike = unlike.collect::<Vec<_>>();
                holds(rows.len() == theirs.len() && unlike.is_empty(), Invariant::Sim4, || {
                    format!("tablets {n} and {other} show different boards, at {unlike:?}")
                })?;
            }
        }
        Ok(())
    }

    /// Who looked at whom is in the audit on the server: SIM-10.
    fn views_are_audited(&mut self) -> Kept {
        let audited = self.server_look.audited();
        let Ok(Reply::Staff(people)) = self.ask(0, Request::StaffChoices) else { return Ok(()) };
        let staff: BTreeMap<String, StaffId> = people.into_iter().map(|tile| (tile.name, tile.id)).collect();
        for (n, name, stay) in self.promises.views.clone() {
            // A copy's audit is its own device's; a revoked one has not brought all of it.
            let tablet = &self.tablets[n];
            if tablet.revoked || n >= TABLETS.len() {
                continue;
            }
            let Some(id) = staff.get(name) else { continue };
            let written = audited.contains(&(tablet.app().device(), *id, stay));
            holds(written, Invariant::Sim10, || {
                format!("somebody looked at a patient at tablet {n}, unaudited")
            })?;
        }
        Ok(())
    }
}
