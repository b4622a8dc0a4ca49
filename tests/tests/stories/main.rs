//! Stories: three devices and a server, the whole product in memory over a network that cuts, heals, repeats and
//! reorders by a seed, until nothing is left to say.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clock;
mod faults;
mod full_disk;
mod in_memory;
mod people;
mod two_wards;
mod world;
