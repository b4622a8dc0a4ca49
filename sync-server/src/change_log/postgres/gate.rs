//! One push for each scope at a time within a node, before any of them takes a connection: sixteen that wait for one log
//! would otherwise keep everybody from all others.

use crate::{database::StoreError, postgres::WAIT};
use clinical::ScopeId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{Mutex as Gate, OwnedMutexGuard};

/// Gates at which somebody stands.
#[derive(Default)]
pub(super) struct Gates {
    open: Mutex<HashMap<ScopeId, Arc<Gate<()>>>>,
}

/// A turn at a scope, until it is dropped.
pub(super) struct Turn {
    gates: Arc<Gates>,
    scope: ScopeId,
    held: Option<OwnedMutexGuard<()>>,
}

impl Gates {
    /// Waits for this scope's turn, but not for ever.
    pub(super) async fn turn(self: Arc<Self>, scope: &ScopeId) -> Result<Turn, StoreError> {
        let gate = self
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(scope.clone())
            .or_default()
            .clone();
        // Made before the wait, so that whoever gives up clears away too.
        let mut turn = Turn { gates: self, scope: scope.clone(), held: None };
        turn.held = Some(tokio::time::timeout(WAIT, gate.lock_owned()).await.map_err(|_| StoreError::Busy)?);
        Ok(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.held = None;
        let mut open = self.gates.open.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waits holds the gate too, and takes it only under this lock.
        if open.get(&self.scope).is_some_and(|gate| Arc::strong_count(gate) == 1) {
            open.remove(&self.scope);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_scope_has_one_turn_at_a_time_and_no_gate_is_left_behind() {
        let gates = Arc::<Gates>::default();
        let (one, other) = (ScopeId::Dir, "ward/bluebell/0".parse().unwrap());
        let first = gates.clone().turn(&one).await.unwrap();
        let beside = gates.clone().turn(&other).await.unwrap();
        let mut second = Box::pin(gates.clone().turn(&one));
        assert!(futures_now(&mut second).await.is_none(), "the first holds it");
        drop(first);
        drop((second.await.unwrap(), beside));
        assert!(gates.open.lock().unwrap().is_empty());
    }

    /// What it comes to when asked once.
    async fn futures_now<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        tokio::select! { biased; done = future => Some(done), () = std::future::ready(()) => None }
    }
}
