//! The words of finding a patient, by the band on the wrist or in the list.

include!(concat!(env!("OUT_DIR"), "/find.rs"));

/// Only where there is a camera.
pub const CAMERA: &str = "Scan with the camera";

/// Band and record say the same of these.
pub fn agree(parts: &[&str]) -> String {
    agree_on(&super::list(parts).to_lowercase().replace("nhs", "NHS"))
}

/// Confirms.
pub fn this_is(bed: &str) -> String {
    if bed.is_empty() { this_is_them().to_owned() } else { this_is_bed(bed) }
}
