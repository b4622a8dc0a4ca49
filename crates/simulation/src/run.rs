//! Running seeds: each twice, on all cores, until there are enough, the time is over, or one fails.

use crate::{
    broken::{Broken, Invariant},
    clock,
    coverage::{Axes, Coverage},
};
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// What a run of one seed told.
pub(crate) struct Told {
    pub(crate) verdict: Result<(), Broken>,
    pub(crate) trace: u64,
    pub(crate) coverage: Coverage,
    /// Entries that people charted in it.
    pub(crate) entries: u64,
}

/// One depth of simulation.
#[derive(Clone, Copy)]
pub(crate) struct Depth {
    pub(crate) name: &'static str,
    pub(crate) run: fn(u64) -> Told,
    pub(crate) axes: &'static Axes,
}

/// How many seeds, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) first: u64,
    pub(crate) seeds: u64,
    /// Seeds that are run whatever time it takes.
    pub(crate) least: u64,
    /// No more are begun after that.
    pub(crate) budget: Option<Duration>,
    /// Each twice, to compare the traces.
    pub(crate) twice: bool,
}

/// What all the runs told together.
#[derive(Default)]
pub(crate) struct Sum {
    pub(crate) seeds: u64,
    pub(crate) entries: u64,
    pub(crate) coverage: Coverage,
    pub(crate) took: Duration,
    /// All traces in one, in the order of the seeds: two machines can compare.
    pub(crate) trace: u64,
    pub(crate) failed: Option<(u64, Broken)>,
}

static TELLING: AtomicBool = AtomicBool::new(false);

/// From now on each fault is told as it strikes.
pub(crate) fn tell_faults() {
    TELLING.store(true, Ordering::Relaxed);
}

/// Whether each fault is to be told.
pub(crate) fn telling() -> bool {
    TELLING.load(Ordering::Relaxed)
}

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a panic says is kept for the report instead of being printed in the midst of others.
pub(crate) fn keep_panics() {
    std::panic::set_hook(Box::new(|panic| {
        LAST_PANIC.with(|last| last.replace(panic.to_string()));
    }));
}

/// One seed, once.
fn once(depth: &Depth, seed: u64) -> Told {
    catch_unwind(AssertUnwindSafe(|| (depth.run)(seed))).unwrap_or_else(|_| {
        let what = LAST_PANIC.with(|last| last.replace(String::new())).replace('\n', " ");
        let broken = Broken { invariant: Invariant::NoPanic, step: 0, what };
        Told { verdict: Err(broken), trace: 0, coverage: Coverage::default(), entries: 0 }
    })
}

/// One seed; with `twice`, the second run has to tell what the first one told.
pub(crate) fn seed(depth: &Depth, seed: u64, twice: bool) -> Told {
    let mut told = once(depth, seed);
    if twice && told.verdict.is_ok() {
        let again = once(depth, seed);
        if (again.trace, &again.verdict) != (told.trace, &told.verdict) {
            let what = format!("trace {:016x}, and the second time {:016x}", told.trace, again.trace);
            told.verdict = Err(Broken { invariant: Invariant::Deterministic, step: 0, what });
        }
    }
    told
}

/// Runs what the plan says, and shows how far it is.
pub(crate) fn all(depth: &Depth, plan: &Plan, say: impl Fn(&str) + Sync) -> Sum {
    let started = clock::now();
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let stop = AtomicBool::new(false);
    let sum = Mutex::new(Sum::default());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        while !stop.load(Ordering::Relaxed) {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let late = plan.budget.is_some_and(|budget| clock::since(started) > budget);
            if n >= plan.seeds || (late && n >= plan.least) {
                return;
            }
            let number = plan.first + n;
            let told = seed(depth, number, plan.twice);
            let mut sum = sum.lock().unwrap_or_else(PoisonError::into_inner);
            sum.seeds += 1;
            sum.entries += told.entries;
            sum.coverage.add(&told.coverage);
            // Order does not matter to a sum, so that cores may finish as they like.
            sum.trace = sum.trace.wrapping_add(told.trace.wrapping_mul(2 * number + 1));
            if let Err(broken) = told.verdict {
                stop.store(true, Ordering::Relaxed);
                if sum.failed.as_ref().is_none_or(|(seed, _)| number < *seed) {
                    sum.failed = Some((number, broken));
                }
            }
            done.store(sum.seeds, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        let working: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let mut shown = Duration::ZERO;
        while !working.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            clock::wait(Duration::from_millis(100));
            let passed = clock::since(started);
            if passed.saturating_sub(shown) >= Duration::from_secs(5) {
                shown = passed;
                say(&progress(depth, plan, done.load(Ordering::Relaxed), passed));
            }
        }
    });
    let mut sum = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    sum.took = clock::since(started);
    sum
}

fn progress(depth: &Depth, plan: &Plan, done: u64, passed: Duration) -> String {
    let rate = per_second(done, passed);
    let by_seeds = if rate > 0.0 { plan.seeds.saturating_sub(done) as f64 / rate } else { f64::INFINITY };
    let by_time = plan.budget.map_or(f64::INFINITY, |budget| budget.saturating_sub(passed).as_secs_f64());
    let left = by_seeds.min(by_time);
    let left = if left.is_finite() { format!("about {left:.0} s left") } else { "beginning".to_owned() };
    format!("{}: {done} of {} seeds, {rate:.1} a second, {left}", depth.name, plan.seeds)
}

/// Seeds in a second.
pub(crate) fn per_second(done: u64, passed: Duration) -> f64 {
    done as f64 / passed.as_secs_f64().max(0.001)
}
