//! What replication promises, tested through its public face.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a helper of a test may panic as the test does, and a run of many seeds says how many"
)]

mod answers;
mod model;
mod pages;
mod session;
mod simulation;
mod wire_hostile;
mod wire_shapes;
