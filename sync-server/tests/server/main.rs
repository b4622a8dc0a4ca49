//! The server's rules, told from outside: over its exchange without sockets, over real sockets, and over its own binary.
//!
//! Rules of the server (SRV) are named at the head of each test's documentation, or in its name.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its scene stops there")]

mod access;
mod admin;
mod aside;
mod beside;
mod crash;
mod doors;
mod frames;
mod greeting;
mod house;
mod kept;
mod news;
mod notes;
mod pieces;
mod proof;
mod push;
mod reading;
mod restored;
mod revoked;
mod seen;
mod sockets;

/// Where these tests' servers keep their database. `tests/postgres` runs the same tests on the other one.
fn storage() -> sync_server::StorageAt {
    sync_server::StorageAt::Folder
}
