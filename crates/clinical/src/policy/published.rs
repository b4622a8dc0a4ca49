//! Policies as a hospital publishes them.

use super::{Policy, PolicyError, Setting};

/// The most bytes of a published policy's text: with its envelope it has to fit into one fact.
pub const MOST_TEXT: usize = 12 * 1024;

/// A policy as it travels: the hospital's own text, so that a device of a newer version reads more in it than this one.
///
/// Made only from a text that was read and found to keep every rule; what comes from elsewhere is read again before it is
/// put in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedPolicy {
    /// The kind of place.
    pub setting: Setting,
    /// The revision, counted from 1. The highest is in force.
    pub revision: u32,
    /// The policy's JSON.
    pub text: String,
}

/// Why a text was not published. The policy in force stays in force.
#[derive(Debug, thiserror::Error)]
pub enum NotPublishable {
    /// It breaks a rule.
    #[error(transparent)]
    Broken(#[from] PolicyError),
    /// Longer than a fact can carry.
    #[error(
        "The policy has {found} bytes, and {MOST_TEXT} are the most that can be sent to devices. The policy in force \
         stays. Shorten its labels and load it again."
    )]
    TooLong {
        /// How long it is.
        found: usize,
    },
}

impl PublishedPolicy {
    /// A policy fit to be published.
    ///
    /// # Errors
    /// When the text is no policy, breaks a rule, or is too long.
    pub fn parse(text: &str) -> Result<Self, NotPublishable> {
        let policy = Policy::parse(text)?;
        // Indentation is for whoever edits the file; devices are sent none of it.
        let text = serde_json::from_str::<serde_json::Value>(text)
            .map_or_else(|_| text.to_owned(), |v| v.to_string());
        if text.len() > MOST_TEXT {
            return Err(NotPublishable::TooLong { found: text.len() });
        }
        Ok(Self { setting: policy.setting(), revision: policy.revision(), text })
    }

    /// The policy, if this version can read it and it is the one that it is said to be.
    pub fn read(&self) -> Option<Policy> {
        let policy = Policy::parse(&self.text).ok()?;
        (policy.setting() == self.setting && policy.revision() == self.revision).then_some(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_a_rule_or_is_too_long_is_not_published() {
        let text = include_str!("../../../../assets/policy/acute.json");
        let zero = text.replacen("\"due_minutes\": 720", "\"due_minutes\": 0", 1);
        assert!(matches!(PublishedPolicy::parse(&zero), Err(NotPublishable::Broken(_))));
        let long = text.replacen("ratified", &"r".repeat(MOST_TEXT), 1);
        assert!(matches!(PublishedPolicy::parse(&long), Err(NotPublishable::TooLong { .. })));
    }
}
