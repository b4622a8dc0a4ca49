//! What replication promises, tested through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may panic as the test does")]

mod answers;
mod model;
mod pages;
mod session;
mod wire_hostile;
mod wire_shapes;
