//! The device's disk, from outside: what goes in comes out, what must not happen is refused, and nothing is lost.
#![expect(clippy::unwrap_used, reason = "what a test sets up stops it when it fails")]

mod crash;
mod damage;
mod facts;
mod full_disk;
mod held;
mod kill;
mod log;
mod model;
mod opening;
mod power_cut;
mod quarantine;
mod rows;
mod support;
mod transactions;
