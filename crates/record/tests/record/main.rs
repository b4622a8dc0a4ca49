//! What the record promises, tested through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may panic as the test does")]

mod chains;
mod forms;
mod hostile;
mod islands;
mod notes;
mod reading;
mod samples;
mod samples_of_the_day;
mod stored_shapes;
mod vetting;
