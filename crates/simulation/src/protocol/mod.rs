//! The protocol's core: the real session of a device and the real answers of a server, over disks in memory. Several
//! scopes, several nodes over one log, several devices; some hundred random steps, then rest, then every question.

mod axes;
mod checks;
mod device;
mod fact;
mod faults;
mod host;
mod log;
mod server;
mod wires;
mod world;

use crate::run::Told;
pub(crate) use axes::AXES;
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
    if !world.has_failed() && world.told_of_a_fork_in_vain() {
        world.write_once_more();
        world.heal();
    }
    if !world.has_failed() {
        world.check_rest();
    }
    let verdict = world.verdict();
    Told { verdict, trace: world.trace.value(), coverage: world.coverage, entries: world.serial }
}

#[cfg(test)]
mod tests {
    use crate::run::{self, Plan};

    #[test]
    fn nothing_is_lost_and_all_converge_whatever_fails() {
        let plan = Plan { first: 0, seeds: 300, least: 300, budget: None, twice: false };
        let sum = run::all(&crate::CORE, &plan, |_| ());
        assert_eq!(sum.failed, None, "each of these seeds is a run; what it broke stands beside it");
        assert!(sum.entries > 3_000, "people charted in them");
    }
}
