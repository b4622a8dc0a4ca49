//! Wards in miniature: several devices, several scopes, one server and everything that goes wrong, replayed from a seed.
//!
//! A run is a few hundred random steps, then the faults stop, everybody comes back, and the checker asks for what was
//! promised. `WARDLIGHT_SEEDS=50000 cargo test -p replication` runs more of them; a failure names its seed.

mod world;

use crate::model::Mistake;
use world::{Complaint, World};

/// How many seeds a run tries.
fn seeds(usual: u64) -> u64 {
    std::env::var("WARDLIGHT_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn run(seed: u64, mistake: Mistake) -> Result<world::Tally, Complaint> {
    let mut world = World::new(seed, mistake);
    world.live_through(160);
    world.heal()?;
    world.check()
}

/// The runs of these seeds, spread over the machine's cores; stops at the first complaint of each core.
fn run_all(count: u64, mistake: Mistake) -> Result<world::Tally, (u64, Complaint)> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let share = |core: u64| {
        (core..count).step_by(cores as usize).try_fold(world::Tally::default(), |mut total, seed| {
            total += run(seed, mistake).map_err(|complaint| (seed, complaint))?;
            Ok(total)
        })
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|core| scope.spawn(move || share(core))).collect();
        threads.into_iter().try_fold(world::Tally::default(), |mut total, thread| {
            total += thread.join().expect("a run panicked")?;
            Ok(total)
        })
    })
}

#[test]
fn nothing_is_lost_and_all_converge_whatever_fails() {
    let count = seeds(2_000);
    match run_all(count, Mistake::None) {
        Ok(total) => {
            println!("{count} seeds, nothing lost: {total:?}");
            total.assert_that_everything_happened();
        }
        Err((seed, complaint)) => panic!("seed {seed}: {complaint:?}"),
    }
}

/// The same faults with a mistake planted: the checker has to notice, or it proves nothing.
fn caught(mistake: Mistake) {
    let count = seeds(2_000);
    let first = (0..count).find_map(|seed| run(seed, mistake).err().map(|complaint| (seed, complaint)));
    let (seed, complaint) = first.unwrap_or_else(|| panic!("{mistake:?} went unnoticed in {count} seeds"));
    println!("{mistake:?}: caught at seed {seed}: {complaint:?}");
}

#[test]
fn forgetting_on_acknowledgement_is_caught() {
    caught(Mistake::ForgetOnAck);
}

#[test]
fn offering_only_ones_own_after_a_reset_is_caught() {
    caught(Mistake::OfferOnlyOwn);
}

#[test]
fn a_cursor_off_by_one_is_caught() {
    caught(Mistake::CursorOffByOne);
}

#[test]
fn deleting_local_data_to_recover_is_caught() {
    caught(Mistake::DeleteToRecover);
}

#[test]
fn a_rewind_that_puts_nothing_back_into_the_outbox_is_caught() {
    caught(Mistake::RewindWithoutOutbox);
}

#[test]
fn a_server_that_trusts_sequences_is_caught() {
    caught(Mistake::TrustSequences);
}

#[test]
fn a_server_that_acknowledges_before_it_commits_is_healed_by_the_echo() {
    // What was never committed never comes back, and so is pushed again.
    assert!(run_all(seeds(300), Mistake::AckBeforeCommit).is_ok());
}

#[test]
fn dropping_what_was_refused_is_caught() {
    caught(Mistake::DropRefused);
}
