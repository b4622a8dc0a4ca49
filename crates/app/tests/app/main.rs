//! The application as a shell sees it: requests in, replies out, over real data folders and a server in memory.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may panic as the test does")]

mod support;

mod afterwards;
mod assessments;
mod assessments_kept;
mod attribution;
mod boards;
mod charted_course;
mod charting;
mod clocks;
mod corrections;
mod decided;
mod deterioration;
mod disk;
mod downtime;
mod drafts;
mod driving;
mod elsewhere;
mod finding;
mod fluids;
mod forms;
mod identified;
mod known;
mod leases;
mod legs;
mod looked_over;
mod moved;
mod notes;
mod offline;
mod older;
mod options;
mod oxygen;
mod parked;
mod people;
mod pin_door;
mod policies;
mod printing;
mod proof;
mod record_always;
mod replicas;
mod restated;
mod scanned;
mod sent_again;
mod supervised;
mod told;
mod untrusted;
mod visits;
mod visits_changed;
mod wards_day;
mod wire_size;
