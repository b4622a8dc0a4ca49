//! How many entries of each scope wait for the server: counted anew only where something changed, since every board
//! asks for all of them.

use crate::{App, views::count, words::Fail};
use clinical::ScopeId;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::{ReadTx, Standing};

/// The entries of one scope that have not come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Waits {
    /// On this device only, as far as is known.
    pub(crate) on_device: u32,
    /// The server says that it has them.
    pub(crate) on_server: u32,
    /// The server keeps them aside.
    pub(crate) set_aside: u32,
}

impl Waits {
    /// How many other devices cannot have seen.
    pub(crate) const fn unsent(self) -> u32 {
        self.on_device.saturating_add(self.set_aside)
    }
}

/// What waits, by scope. The audit is not counted: that somebody looked at a patient travels too, and worries nobody.
#[derive(Debug, Default)]
pub(crate) struct Waiting(BTreeMap<ScopeId, Waits>);

impl Waiting {
    /// What waits of one scope.
    pub(crate) fn of(&self, scope: &ScopeId) -> Waits {
        self.0.get(scope).copied().unwrap_or_default()
    }

    /// What waits in all.
    pub(crate) fn in_all(&self) -> Waits {
        self.0.values().fold(Waits::default(), |all, of| Waits {
            on_device: all.on_device.saturating_add(of.on_device),
            on_server: all.on_server.saturating_add(of.on_server),
            set_aside: all.set_aside.saturating_add(of.set_aside),
        })
    }
}

/// The counts held, and which of them no longer hold.
#[derive(Default)]
pub(crate) struct Counts {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// `None` before the first count.
    counts: Option<Arc<Waiting>>,
    changed: BTreeSet<ScopeId>,
    /// Counts changes, so that what was read before one is not taken for the state after it.
    changes: u64,
}

impl Counts {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A transaction that is durable changed what waits in these scopes.
    pub(crate) fn changed(&self, scopes: impl IntoIterator<Item = ScopeId>) {
        let mut held = self.held();
        held.changes += 1;
        held.changed.extend(scopes.into_iter().filter(|scope| !matches!(scope, ScopeId::Audit(_))));
    }

    /// Something changed, and it is not known where.
    pub(crate) fn all_changed(&self) {
        let mut held = self.held();
        held.changes += 1;
        held.counts = None;
    }
}

impl App {
    /// What waits for the server.
    pub(crate) fn waiting(&self) -> Result<Arc<Waiting>, Fail> {
        let (counts, changed, changes) = {
            let held = self.counts.held();
            (held.counts.clone(), held.changed.clone(), held.changes)
        };
        if let Some(counts) = counts.as_ref().filter(|_| changed.is_empty()) {
            return Ok(Arc::clone(counts));
        }
        let fresh = self.store.read(|tx| match &counts {
            None => {
                tx.outbox().scopes()?.iter().map(|scope| Ok((scope.clone(), waits(tx, scope)?))).collect()
            }
            Some(counts) => {
                let mut fresh = counts.0.clone();
                for scope in &changed {
                    fresh.insert(scope.clone(), waits(tx, scope)?);
                }
                Ok::<_, Fail>(fresh)
            }
        })?;
        let mut fresh = fresh;
        fresh.retain(|_, waits| *waits != Waits::default());
        let fresh = Arc::new(Waiting(fresh));
        let mut held = self.counts.held();
        if held.changes == changes {
            held.counts = Some(Arc::clone(&fresh));
            held.changed.clear();
        }
        Ok(fresh)
    }
}

fn waits(tx: &ReadTx<'_>, scope: &ScopeId) -> Result<Waits, Fail> {
    if matches!(scope, ScopeId::Audit(_)) {
        return Ok(Waits::default());
    }
    let standings = tx.outbox().standings(scope)?;
    let how = |standing| count(standings.values().filter(|of| **of == standing).count());
    Ok(Waits {
        on_device: how(Standing::OnDevice),
        on_server: how(Standing::OnServer),
        set_aside: how(Standing::SetAside),
    })
}
