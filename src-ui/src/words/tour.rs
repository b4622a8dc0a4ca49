//! The first walk through the demo ward.

/// The strip, for a screen reader.
pub const TITLE: &str = "First steps";
/// Ends it.
pub const END: &str = "End the tour";
/// One step after the other.
pub const STEPS: [&str; 5] = [
    "This is the ward. On top stands who needs somebody now. Tap a name to open a patient.",
    "One patient: the score, how it came about, what is asked. Tap Observe and key a set. The score shows before you save.",
    "Saved. If the score was high, the screen says whom to ring. Now open Chart from a patient's page.",
    "The chart: by column as the Royal College prints it, or in true time. Next: Tasks, what is open on the ward.",
    "Last: tap your name at the top. Help explains scores and colours; Entries made here shows that everything is safe.",
];

/// `Step 2 of 5`.
pub fn number(step: usize, of: usize) -> String {
    format!("Step {step} of {of}")
}
