//! What a file of words can have wrong with it.

use thiserror::Error;

/// Why a file of words is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{tag}.ftl: {message}: {what}")]
pub struct Fault {
    /// The language of the file.
    pub tag: String,
    /// The message, or the part of the file.
    pub message: String,
    /// What is wrong with it, and what to do.
    pub what: String,
}

impl Fault {
    pub(crate) fn new(tag: &str, message: &str, what: impl Into<String>) -> Self {
        Self { tag: tag.to_owned(), message: message.to_owned(), what: what.into() }
    }
}
