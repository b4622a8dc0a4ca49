//! A server and a device in memory, for tests: the host's side of the contracts that `session::io` and `serve` state.

pub(crate) mod device;
pub(crate) mod facts;
pub(crate) mod server;

pub(crate) use device::Device;
pub(crate) use server::Server;
