//! A synthetic ward from a seed, and the import of history from a file. For demonstration and tests, never for care.
//!
//! The generator is pure: [`Plan::new`] depends on a seed and a time and on nothing else. Every screen of a ward made
//! from it says DEMO; its NHS numbers lie in the range that is never issued.

pub mod files;
pub mod import;
pub mod listing;
pub mod people;
pub mod planned;
pub mod seeding;
pub mod stats;
pub mod stories;
pub mod ward;

mod answers;
mod assessed;
mod calendar;
mod care;
mod chance;
mod charting;
mod course;
mod hand;
mod handed;
mod identity;
mod measuring;
mod mishaps;
mod oxygen;
mod physiology;
mod plan;
mod rhythm;
mod rota;
mod round;
mod scene;
mod settled;
mod slips;
mod stay;
mod worried;

pub use course::Archetype;
pub use plan::PlanError;
pub use planned::{Plan, PlannedFact, Stay};
pub(crate) use seeding::authored;
pub use settled::{ANSWERED_WITHIN_MINUTES, OLDEST_OPEN_HOURS};
pub use stats::Stats;
pub use stay::NoSuchBed;
