//! Power cuts: what was called saved survives them, and a disk that does not keep its word is found out.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot do its work has failed; figures are said aloud"
)]

use crash::{
    campaign::{Campaign, Order, Planted, Report, Workload},
    disk::Fate,
    plain::Synchronous,
    recorder::Recorder,
};

/// Where chance begins: the same every time.
const SEED: u64 = 20_261_122;

fn cut(workload: Workload, planted: Planted, images: u64) -> Report {
    let recorder = Recorder::make(env!("CARGO_BIN_EXE_crash")).unwrap();
    let order = Order { workload, planted, images, within: None, seed: SEED, threads: 1 };
    let report = Campaign::new(order, &recorder).run().unwrap();
    println!("{workload:?} on a disk with {planted:?} wrong: {report}");
    report
}

fn survives(workload: Workload, images: u64) -> Report {
    let report = cut(workload, Planted::Nothing, images);
    if let Some(broken) = &report.broken {
        panic!("{broken}");
    }
    assert!(report.images >= images, "{} images are too few to say so", report.images);
    report
}

fn is_found(workload: Workload, planted: Planted, within: u64) -> String {
    let report = cut(workload, planted, within);
    let Some(broken) = report.broken else {
        panic!("not found in {} images: {workload:?}, {planted:?}", report.images)
    };
    println!("found in image {}: {broken}", broken.after);
    broken.what
}

#[test]
fn a_ward_whose_power_is_cut_at_any_moment_has_everything_that_was_called_saved() {
    let report = survives(Workload::Ward, 300);
    for fate in Fate::ALL {
        assert!(report.fates.contains_key(&fate), "no image of the fate {fate:?} was looked at");
    }
}

#[test]
fn plain_sqlite_with_full_sync_loses_nothing_and_with_less_it_is_found_losing_commits() {
    survives(Workload::Plain(Synchronous::Full), 1_000);
    for less in [Synchronous::Normal, Synchronous::Off] {
        let what = is_found(Workload::Plain(less), Planted::Nothing, 200);
        println!("synchronous={}: {what}", less.name());
    }
}

#[test]
fn a_ward_on_disks_that_do_not_sync_is_found_losing_what_was_called_saved() {
    is_found(Workload::Ward, Planted::NoSync, 300);
    is_found(Workload::Ward, Planted::SyncAtCheckpoint, 2_000);
    is_found(Workload::Ward, Planted::NoFolderSync, 300);
}
