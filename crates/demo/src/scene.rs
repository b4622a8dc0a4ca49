//! What everybody on the ward shares while a plan is worked out: the seed, the time, the people and the policy.

use crate::{rota::Rota, ward::Directory};
use clinical::{UtcMillis, policy::Policy};

/// Set once for a plan, read by every stay.
pub(crate) struct Scene {
    pub(crate) seed: u64,
    pub(crate) now: UtcMillis,
    pub(crate) directory: Directory,
    pub(crate) rota: Rota,
    pub(crate) policy: Policy,
}

impl Scene {
    pub(crate) fn new(seed: u64, now: UtcMillis, directory: Directory) -> Self {
        let rota = Rota::new(&directory, now);
        Self { seed, now, directory, rota, policy: Policy::rcp_default() }
    }
}
