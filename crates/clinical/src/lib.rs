//! The vocabulary of the ward: pure types and pure functions, shared by every other crate.
//!
//! Nothing here reads a clock, draws a random number, touches a disk or knows that a network exists. The score that
//! the nurse sees while she types and the score that is stored are the same function of this crate.

pub mod care;
pub mod cui;
pub mod entry;
pub mod escalation;
pub mod form;
pub mod handover;
pub mod ids;
pub mod leaves;
pub mod monitoring;
pub mod news2;
pub mod note;
pub mod observation;
mod order;
pub mod origin;
pub mod oxygen;
pub mod patient;
pub mod policy;
mod said;
pub mod sbar;
pub mod scope;
pub mod staff;
pub mod stay;
pub mod time;
pub mod visit;
pub mod vitals;
pub mod ward;

pub use ids::{BootId, DeviceId, FactId, Incarnation, NoteId, StaffId, StayId};
pub use said::Said;
pub use scope::ScopeId;
pub use time::{ClockTrust, Stamp, TakenAt, UtcMillis};
pub use ward::WardId;
