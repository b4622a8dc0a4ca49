//! Who is told that a scope has grown. A hint may be lost or merged with the next; a device pulls what it lacks anyway.
//!
//! One list of listeners a scope, never one for all: with three thousand connections a shared channel wakes everyone for
//! everything. A mailbox keeps only the newest head of each scope, so a slow device costs no memory.

use crate::change_log::Growth;
use clinical::ScopeId;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};
use tokio::sync::Notify;

/// The listeners of all scopes.
#[derive(Default)]
pub(crate) struct Hints {
    listeners: Mutex<HashMap<ScopeId, Vec<Weak<Mailbox>>>>,
}

/// One connection's hints that have not been sent yet.
#[derive(Default)]
pub(crate) struct Mailbox {
    heads: Mutex<BTreeMap<ScopeId, u64>>,
    bell: Notify,
}

impl Hints {
    /// Sends a scope's hints to this mailbox from now on. A second time does nothing more.
    pub(crate) fn subscribe(&self, scope: &ScopeId, mailbox: &Arc<Mailbox>) {
        let mut listeners = held(&self.listeners);
        let list = listeners.entry(scope.clone()).or_default();
        list.retain(|listener| listener.strong_count() > 0);
        let ours = Arc::downgrade(mailbox);
        if !list.iter().any(|listener| listener.ptr_eq(&ours)) {
            list.push(ours);
        }
    }

    /// Tells everyone who listens to a scope that it has grown to `head`.
    pub(crate) fn publish(&self, scope: &ScopeId, head: u64) {
        let mut listeners = held(&self.listeners);
        let Some(list) = listeners.get_mut(scope) else { return };
        list.retain(|listener| {
            let mailbox = listener.upgrade();
            mailbox.inspect(|mailbox| mailbox.put(scope, head)).is_some()
        });
        if list.is_empty() {
            listeners.remove(scope);
        }
    }
}

impl Growth for Hints {
    fn listened_to(&self) -> Vec<ScopeId> {
        let mut listeners = held(&self.listeners);
        listeners.retain(|_, list| list.iter().any(|listener| listener.strong_count() > 0));
        listeners.keys().cloned().collect()
    }

    fn grew(&self, scope: &ScopeId, head: u64) {
        self.publish(scope, head);
    }
}

impl Mailbox {
    /// Leaves a hint here.
    pub(crate) fn put(&self, scope: &ScopeId, head: u64) {
        let mut heads = held(&self.heads);
        let newest = heads.entry(scope.clone()).or_default();
        *newest = head.max(*newest);
        self.bell.notify_one();
    }

    /// Everything that has come since the last time.
    pub(crate) fn take(&self) -> BTreeMap<ScopeId, u64> {
        std::mem::take(&mut *held(&self.heads))
    }

    /// Waits until something has come. May wake for nothing.
    pub(crate) async fn rung(&self) {
        self.bell.notified().await;
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_listen_to_a_scope_are_told_and_only_its_newest_head() {
        let hints = Hints::default();
        let [one, two] = [(); 2].map(|()| Arc::new(Mailbox::default()));
        let ward = ScopeId::Ward("bluebell".parse().unwrap(), 0);
        hints.subscribe(&ward, &one);
        hints.subscribe(&ward, &one);
        hints.subscribe(&ScopeId::Dir, &two);
        for head in 1..=100 {
            hints.publish(&ward, head);
        }
        assert_eq!(
            one.take(),
            BTreeMap::from([(ward.clone(), 100)]),
            "a slow listener holds one head, not a hundred"
        );
        assert!(one.take().is_empty() && two.take().is_empty());
    }

    #[test]
    fn a_connection_that_has_gone_is_forgotten() {
        let hints = Hints::default();
        let gone = Arc::new(Mailbox::default());
        hints.subscribe(&ScopeId::Dir, &gone);
        drop(gone);
        hints.publish(&ScopeId::Dir, 1);
        assert!(held(&hints.listeners).is_empty());
    }
}
