//! The words of finding a patient, by the band on the wrist or in the list.

include!(concat!(env!("OUT_DIR"), "/find.rs"));

/// Only where there is a camera.
pub const CAMERA: &str = "Scan with the camera";

/// Band and record say the same of these.
pub fn agree(parts: &[&str]) -> String {
    let inside = |part: &&str| {
        let said = super::texts::text_or(part);
        let mut letters = said.chars();
        let first: String = letters.by_ref().take(1).flat_map(char::to_lowercase).collect();
        // "NHS" stays as it is.
        if letters.as_str().starts_with(char::is_uppercase) { said } else { first + letters.as_str() }
    };
    let parts: Vec<String> = parts.iter().map(inside).collect();
    agree_on(&super::list(&parts))
}

/// Confirms.
pub fn this_is(bed: &str) -> String {
    if bed.is_empty() { this_is_them().to_owned() } else { this_is_bed(bed) }
}
