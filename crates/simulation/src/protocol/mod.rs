//! The protocol's core: the real session of a device and the real answers of a server, over disks in memory. Several
//! scopes, several nodes over one log, several devices; some hundred random steps, then rest, then every question.

mod checks;
mod device;
mod fact;
mod faults;
mod server;
mod world;

use crate::run::Told;
pub(crate) use faults::AXES;
use world::World;

/// Steps with faults in one run.
const STEPS: usize = 160;

/// One run of a seed.
pub(crate) fn run(seed: u64) -> Told {
    let mut world = World::new(seed);
    world.live_through(STEPS);
    if !world.has_failed() {
        world.heal();
    }
    if !world.has_failed() {
        world.check_rest();
    }
    let verdict = world.verdict();
    Told { verdict, trace: world.trace.value(), coverage: world.coverage, entries: world.serial }
}
