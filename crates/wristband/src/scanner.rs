//! Whatever reads a code: a camera, a hand scanner that types, an image file in a test.

/// What was read off a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The text, with the separators as the scanner sent them.
    pub text: String,
    /// Which kind of code, as the scanner calls it; empty where it does not say.
    pub symbology: String,
}

/// Something that reads one code when it is asked to.
pub trait Scanner {
    /// Reads one code; `None` when whoever held it thought better of it.
    ///
    /// # Errors
    /// In words for whoever held it.
    fn scan(&self) -> Result<Option<Scan>, CannotScan>;
}

/// Why nothing could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotScan {
    /// The person, or the device's owner, does not let the camera be used.
    #[error(
        "The camera may not be used by this application. Nothing was lost. Allow it in the device's settings, or find the patient in the list."
    )]
    NotAllowed,
    /// The camera, or what reads its pictures, does not work.
    #[error(
        "The camera could not be used. Nothing was lost. Try again, use a hand scanner, or find the patient in the list."
    )]
    Failed,
    /// No code in the picture.
    #[error(
        "No code was found. Flatten the band, hold it in the light and scan again, or find the patient in the list."
    )]
    NoCode,
}

/// Without the symbology identifier that scanners put in front (ISO/IEC 15424), such as `]d2`.
pub(crate) fn without_symbology(text: &str) -> &str {
    let mut letters = text.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(']'), Some(code), Some(more)) if code.is_ascii_alphabetic() && more.is_ascii_alphanumeric() => {
            letters.as_str()
        }
        _ => text,
    }
}
