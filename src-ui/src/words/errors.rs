//! What went wrong, whether anything was lost, what to do next.

use super::{spoken, texts};
use clinical::Said;
use contract::{CallError, Code};

include!(concat!(env!("OUT_DIR"), "/errors.rs"));

/// Above an old answer whose question now fails.
pub fn shown_is_from(age: &str) -> String {
    last_refreshed(age)
}

/// The name of a sentence that the page itself has said, in its own language.
const OF_THE_PAGE: &str = "page";

/// An error that the page itself has come upon.
pub fn own(code: Code, message: &str) -> CallError {
    CallError::new(code, message).said(OF_THE_PAGE, &[])
}

/// A sentence of the core in the language of this device, and the language that it is in where that is another one: an attribute.
pub fn of_core(said: &Said, english: &str) -> (String, Option<&'static str>) {
    let of_the_page = said.name == OF_THE_PAGE;
    if let Some(said) = spoken::of_core(said) {
        return (said, None);
    }
    // A sentence without a name, such as what is wrong with a field of a form, may be known by its wording (ADR 0048); one that is not
    // known whole stays as it is.
    let texts = texts::in_texts(english);
    if texts.iter().all(|(_, own)| *own) {
        return (texts.into_iter().map(|(text, _)| text).collect(), None);
    }
    (english.to_owned(), (!of_the_page).then_some("en-GB"))
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

#[cfg(test)]
mod tests;
