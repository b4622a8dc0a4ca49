//! The stories over real sockets: the server's own process, the loopback shell's own processes, spoken to as the page
//! speaks to them, and killed without warning.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
mod killed;
mod people;
mod relay;
mod trouble;
mod twice;
mod wait;
mod ward;
