//! The server's rules once more, on PostgreSQL: the very tests of `tests/server`, and what only several nodes have to keep.
//! Where PostgreSQL does not start they say so and run on SQLite again; with `WARDLIGHT_POSTGRES=required` they fail.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene stops there")]

#[path = "../server/access.rs"]
mod access;
#[path = "../server/admin.rs"]
mod admin;
#[path = "../server/aside.rs"]
mod aside;
#[path = "../cluster/mod.rs"]
mod cluster;
mod copied;
#[path = "../server/doors.rs"]
mod doors;
#[path = "../server/frames.rs"]
mod frames;
#[path = "../server/greeting.rs"]
mod greeting;
#[path = "../server/house.rs"]
mod house;
mod nodes;
#[path = "../server/notes.rs"]
mod notes;
#[path = "../server/push.rs"]
mod push;
#[path = "../server/sockets.rs"]
mod sockets;

/// A fresh database for each house.
fn storage() -> sync_server::StorageAt {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    match cluster::cluster(&test) {
        Some(cluster) => sync_server::StorageAt::Postgres(cluster.database().parse().unwrap()),
        None => sync_server::StorageAt::Folder,
    }
}
