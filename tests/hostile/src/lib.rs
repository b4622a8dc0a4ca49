//! Hostile input, against the real server in a process of its own and against the real core of a device.
//!
//! [`corpus`] is a list of entries that somebody made by hand to do harm: bombs, forgeries, numbers at the ends of their
//! types. [`altered`] makes more of them from a seed. [`campaign`] brings all of them to a server between good ones, and
//! [`tablet`] has a server that lies hand them to a device. [`flood`] measures what a device that pushes without end costs the
//! others. [`fuzz`] hands what chance makes of good input to every reader of what comes from outside. Nothing in the product knows of any of it.

pub mod altered;
pub mod campaign;
pub mod chunk;
pub mod corpus;
pub mod dice;
pub mod flood;
pub mod fuzz;
pub mod hand;
pub mod liar;
pub mod line;
pub mod memory;
pub mod process;
pub mod tablet;
