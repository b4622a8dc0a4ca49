//! Our half of the comparison and the tablets, as small as they can be, against the real server: what is measured is what
//! happened.

use peers::{
    drive::Devices,
    house::House,
    workload::{Task, Workload, named},
};
use std::collections::BTreeSet;
use sync_server::{Config, Server, StorageAt};
use tokio::time::Instant;

/// With pauses, so that an outbox is empty before the next set goes into it.
fn small() -> Task {
    let all = Workload::Burst.task(60_000);
    Task { devices: 3, writers: 2, documents: 2, each: 4, pause_ms: 100, expected: 8, ..all }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_set_reaches_every_tablet_and_a_new_one_and_each_is_acknowledged() {
    let task = small();
    let house = House::new(StorageAt::Folder, 1).unwrap();
    house.fill(10, 10, &[(0..task.documents).collect()]).unwrap();
    let key = house.key().unwrap();
    let config = Config::new(house.folder(), "127.0.0.1:0".parse().unwrap());
    let running = Server::start(config).await.unwrap();

    let mut devices = Devices::open(&running.url(), key, &task).unwrap();
    devices.quiet().await.unwrap();
    let said = devices.run(Instant::now(), |_| Ok(())).await.unwrap();
    assert_eq!(said.lacking, Some(0));
    let last = devices.end();
    let all: BTreeSet<u64> = (0..2).flat_map(|whose| (0..4).map(move |which| named(whose, which))).collect();
    assert_eq!(last.acknowledged.map(BTreeSet::from_iter), Some(all.clone()));

    let mut fresh = Devices::open(&running.url(), key, &task.fetched(Vec::new())).unwrap();
    let there = fresh.count().await.unwrap().there.unwrap();
    assert_eq!(BTreeSet::from_iter(there), all);
    running.stop().await;
}

/// A server that is not the one whose key the tablets hold gets nothing, and nothing is taken for measured.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_another_server_everything_is_missing() {
    let task = Task { limit_ms: 500, ..small() };
    let [house, other] = [(); 2].map(|()| House::new(StorageAt::Folder, 1).unwrap());
    house.fill(10, 10, &[(0..task.documents).collect()]).unwrap();
    let config = Config::new(house.folder(), "127.0.0.1:0".parse().unwrap());
    let running = Server::start(config).await.unwrap();
    let mut devices = Devices::open(&running.url(), other.key().unwrap(), &task).unwrap();
    let said = devices.run(Instant::now(), |_| Ok(())).await.unwrap();
    assert_eq!(said.lacking, Some(3 * 8 - 2 * 4), "each has but its own");
    running.stop().await;
}
