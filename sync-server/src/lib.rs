//! The sync server: orders, authorises, vets and serves logs. It opens no document and knows no observation.
//!
//! [`Exchange`] answers one message of a device at a time, without a socket; [`Server`] puts it behind a WebSocket, beside
//! the doors for enrolment, PIN checks and health; [`admin`] is the administrator's side. Underneath lies
//! [`change_log::ChangeLog`], one append-only, hash-chained log per scope; [`storage`] chooses on which database.
//!
//! # The server's rules, and where each is kept
//!
//! | SRV | Rule | Kept in |
//! |---|---|---|
//! | 1 | dense sequence per scope, assigned inside the inserting transaction | `change_log::{sqlite,postgres}::append` |
//! | 2 | one entry per identifier and per hash; the same identifier with other bytes is an alarm, kept aside | `change_log::{sqlite,postgres}::append` |
//! | 3 | `chain_n = H(chain_{n-1} \|\| hash_n)` | `change_log::{sqlite,postgres}::append` |
//! | 4 | the fact is this scope's, its signature holds, its device is enrolled, its author was allowed | `exchange::arrival`, `record::vet` |
//! | 5 | limits on sizes, entries, rate and quota | [`exchange::Limits`], [`rate`] |
//! | 6 | acknowledged only after a durable commit | `writer`, [`postgres`] |
//! | 7 | what is refused is kept with its bytes and reason, answered by a code, blocks nothing | [`quarantine`] |
//! | 8 | no change and no removal in the log | `migrations/sqlite/0001_log.sql`, `migrations/postgres/0003_append_only.sql` |
//! | 9 | notes closed under their dependencies: none is taken until they are served | `exchange::arrival` |
//! | 10 | authorisation per scope and message; revocation closes sockets; what was signed before it is taken and flagged | [`exchange`], [`access`] |
//! | 11 | the server holds no documents | this crate's dependencies |

pub mod access;
pub mod admin;
pub mod audit;
pub mod change_log;
pub mod clock;
pub mod config;
pub mod copy;
pub mod database;
pub mod directory;
pub mod doors;
pub mod enrolment;
pub mod exchange;
pub mod folder;
pub mod key;
pub mod pin;
pub mod postgres;
pub mod proof;
pub mod quarantine;
pub mod rate;
pub mod server;
pub mod shelves;
pub mod storage;

#[cfg(test)]
#[cfg(unix)]
#[path = "../tests/cluster/mod.rs"]
mod cluster;
mod hints;
mod http;
mod writer;

pub use config::{Config, Patience, StorageAt};
pub use exchange::{Conn, Exchange, Limits};
pub use key::ServerKey;
pub use server::{Running, Server, StartError};
