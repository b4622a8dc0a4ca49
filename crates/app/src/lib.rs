//! The application: everything a device does, behind one typed door.
//!
//! A shell opens an [`App`], owns a [`Session`] per screen, and forwards every [`contract::Request`] whole to
//! [`App::call`]. What people do becomes facts in `commit`, what the server sends becomes facts in `ingest`; nothing
//! else writes facts or projections. The core is synchronous; clocks and randomness are arguments; only [`driver`]
//! and [`enrol`] await sockets.
//!
//! What it never knows: which shell, a browser, a server's inside.

mod afterwards;
mod allocation;
mod app;
mod aside;
mod assessments;
mod audit;
pub mod authoring;
mod behind;
mod beside;
mod call;
mod chart;
mod clock;
mod commit;
mod config;
mod corrections;
mod countersign;
mod decided;
mod decisions;
mod directory;
pub mod downtime;
mod drafts;
pub mod driver;
mod ending;
pub mod enrol;
mod entries;
mod entropy;
mod episodes;
mod escalation;
mod export;
mod find;
mod finding;
mod fluids;
mod forms;
mod guide;
mod identified;
mod ingest;
mod joining;
mod line;
mod made;
mod notes;
mod observations;
mod options;
mod oxygen;
mod patient;
mod people;
mod pin;
mod placement;
mod policies;
mod printing;
mod project;
mod receipt;
mod refused;
mod renewed;
mod restated;
mod ringing;
mod saved;
mod scanned;
mod session;
mod stays;
mod syncing;
mod taken;
mod tasks;
mod transfer;
mod unknown;
mod unverified;
mod views;
mod visits;
mod waiting;
mod ward;
mod words;

pub use app::{App, OpenError};
pub use clock::{Clock, SystemClock, offset_minutes};
pub use commit::DURABLE;
pub use config::{Config, Downtime};
pub use entropy::{Entropy, SystemEntropy};
pub use options::DowntimeOptions;
pub use people::{PinAuthority, PinVerdict};
pub use pin::PinCost;
pub use renewed::Renewed;
pub use replication::session::Input;
pub use session::{LOCK_AFTER_SECONDS, Session};
pub use syncing::SyncAction;
pub use unknown::UnknownKinds;
