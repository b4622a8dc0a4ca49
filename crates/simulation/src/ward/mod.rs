//! Two wards in memory: the real application over SQLite on each tablet, the real server logic over SQLite, real signatures
//! and documents; nurses who go from tablet to tablet; and everything that can go wrong, by a seed.

mod acts;
mod axes;
mod checks;
mod clock;
mod disk;
mod faults;
mod fleet;
mod folder;
mod line;
mod notes;
mod people;
mod promises;
mod score;
mod tablet;
mod versions;
mod world;

use crate::run::Told;
pub(crate) use axes::AXES;
use clinical::UtcMillis;
use world::World;
pub(crate) use world::set_up;

/// Steps with faults in one run.
const STEPS: usize = 80;

/// Midnight before the clocks go back, in UTC, and a morning in November.
const STARTS: [i64; 3] = [1_792_886_400_000, 1_795_348_800_000, 1_795_348_800_000];

/// One run of a seed.
pub(crate) fn run(seed: u64) -> Told {
    let start = UtcMillis(STARTS[(seed % 3) as usize]);
    let mut world = World::new(seed, start);
    world.live_through(STEPS);
    world.heal();
    if !world.has_failed() {
        world.check_rest();
    }
    let entries = world.promises.sets.len() as u64;
    let verdict = world.verdict();
    Told { verdict, trace: world.trace.value(), coverage: std::mem::take(&mut world.coverage), entries }
}
