//! What the house rules, the stories and the journeys share. The tests themselves lie under `tests/`.

pub mod camera;
pub mod pictures;
pub mod programs;
pub mod references;
pub mod repository;
