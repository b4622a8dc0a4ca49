//! Our server beside others, and alone under a hospital's tablets: what `cargo xtask bench --peers` and `--tablets` measure.
//!
//! [`compare`] has each server do the same [`workload`]s, each through its own client: those of the peers run in node
//! (`tests/peers/js`), ours is [`drive`], which is tablets ([`tablet`]) in a process of their own. [`process`] reads what a
//! server used, [`relay`] counts its bytes. [`fleet`] is ours alone. Nothing in the product knows of any of it (ADR 0038).

pub mod compare;
pub mod drive;
pub mod fleet;
pub mod hand;
pub mod house;
pub mod peer;
pub mod process;
pub mod relay;
pub mod run;
pub mod table;
pub mod tablet;
pub mod workload;
