//! What went wrong, whether anything was lost, what to do next.

use contract::Code;

/// Added to what the transport saw.
pub const NOT_REACHED: &str = "Whatever was saved before is safe on this device. What you are keying is kept on this screen; try again.";
/// A screen of another chunk that did not come.
pub const CHUNK_MISSING: &str = "This screen could not be opened. Nothing was lost.";
/// The way back from it.
pub const TO_THE_WARD: &str = "Back to the ward";
/// After half an update.
pub const GARBLED: &str = "The screen and the application do not understand each other, as after an update that \
                           is only half done. Nothing was lost. Close Wardlight and open it again.";
/// The whole page has lost its shell.
pub const CANNOT_BE_REACHED: &str = "Wardlight cannot be reached";
/// Under it.
pub const CANNOT_BE_REACHED_MORE: &str = "The part of Wardlight that keeps the record does not answer. Nothing that was \
     saved is lost. This screen keeps trying. What it shows may be out of date: if you need to chart now, use paper.";
/// Asks once more.
pub const TRY_AGAIN: &str = "Try again";
/// Above an old answer whose question now fails.
pub fn shown_is_from(age: &str) -> String {
    format!("What you see was last refreshed {age}. It may be out of date.")
}
/// Nothing at this address.
pub const NOTHING_HERE: &str = "There is no such patient or ward on this device. It may not have arrived yet, or the \
                                patient is on a ward that this device does not show.";

/// The heading above an error's own words.
pub const fn heading(code: Code) -> &'static str {
    match code {
        Code::NotSignedIn => "You are signed out",
        Code::Locked => "Reading is locked",
        Code::WrongPin => "That PIN is not right",
        Code::PinPaused => "Too many wrong PINs",
        Code::NeedsServer => "The first sign-in here needs the server",
        Code::NotAllowed => "Your role may not do this",
        Code::NotFound => "Not found on this device",
        Code::Invalid => "Please look at this again",
        Code::BedChanged => "The patient's bed has changed",
        Code::AlreadyChanged => "Somebody changed this meanwhile",
        Code::DiskFull => "This device is full",
        Code::Storage => "This device's storage failed",
        Code::Internal => "Wardlight failed",
        Code::Unreachable => CANNOT_BE_REACHED,
    }
}
