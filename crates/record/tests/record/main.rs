//! What the record promises, tested through its public face.

mod chains;
mod hostile;
mod islands;
mod notes;
mod reading;
mod samples;
mod stored_shapes;
mod vetting;
