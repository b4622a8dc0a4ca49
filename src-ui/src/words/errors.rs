//! What went wrong, whether anything was lost, what to do next.

use contract::Code;

include!(concat!(env!("OUT_DIR"), "/errors.rs"));

/// Above an old answer whose question now fails.
pub fn shown_is_from(age: &str) -> String {
    last_refreshed(age)
}

/// The heading above an error's own words.
pub fn heading(code: Code) -> &'static str {
    match code {
        Code::NotSignedIn => not_signed_in(),
        Code::Locked => locked(),
        Code::WrongPin => wrong_pin(),
        Code::PinPaused => pin_paused(),
        Code::NeedsServer => needs_server(),
        Code::NotAllowed => not_allowed(),
        Code::NotFound => not_found(),
        Code::Invalid => invalid(),
        Code::BedChanged => bed_changed(),
        Code::AlreadyChanged => already_changed(),
        Code::DiskFull => disk_full(),
        Code::Storage => storage(),
        Code::Internal => internal(),
        Code::Unreachable => cannot_be_reached(),
    }
}
