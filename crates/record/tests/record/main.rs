//! What the record promises, tested through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may panic as the test does")]

mod chains;
mod exporting;
mod forms;
mod hostile;
mod islands;
mod mutated;
mod notes;
mod notes_flooded;
mod notes_together;
mod reading;
mod samples;
mod samples_of_the_day;
mod samples_of_the_ward;
mod samples_of_visits;
mod stored_shapes;
mod vetting;
