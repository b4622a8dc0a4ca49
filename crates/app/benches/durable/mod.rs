//! When a save was on the disk: the moment that the application traces, which lies before its answer.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};
use tracing::{
    Event, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

/// Hears when what was charted is on the disk, and nothing else.
#[derive(Clone, Default)]
pub(crate) struct Durable(Arc<Mutex<Option<Instant>>>);

impl Durable {
    /// Begins to listen, for the whole process.
    pub(crate) fn listen() -> Self {
        let durable = Self::default();
        tracing::subscriber::set_global_default(durable.clone()).unwrap();
        durable
    }

    /// When the last save was on the disk.
    pub(crate) fn take(&self) -> Option<Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Subscriber for Durable {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == app::DURABLE
    }

    fn event(&self, _: &Event<'_>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
