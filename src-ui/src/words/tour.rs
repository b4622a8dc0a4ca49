//! The first walk through the demo ward.

include!(concat!(env!("OUT_DIR"), "/tour.rs"));

/// One step after the other.
pub const STEPS: [fn() -> &'static str; 5] = [step_1, step_2, step_3, step_4, step_5];

/// `Step 2 of 5`.
pub fn number(step: usize, of: usize) -> String {
    step_of(step as i64, of as i64)
}
