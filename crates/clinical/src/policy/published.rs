//! Policies as a hospital publishes them, and which one is in force in each kind of place.

use super::{Policy, PolicyError, Setting};
use std::sync::Arc;

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

    /// The policy, if this version can read it.
    fn read(&self) -> Option<Policy> {
        let policy = Policy::parse(&self.text).ok()?;
        (policy.setting() == self.setting && policy.revision() == self.revision).then_some(policy)
    }
}

/// The policy in force in each kind of place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policies {
    /// In the order of [`Setting::ALL`].
    in_force: [Arc<Policy>; 3],
    unread: Vec<Setting>,
}

impl Default for Policies {
    fn default() -> Self {
        Self { in_force: Setting::ALL.map(|setting| Arc::new(Policy::shipped(setting))), unread: Vec::new() }
    }
}

impl Policies {
    /// Those published, in any order, over those that are shipped. Of two of one kind of place and one revision, the one
    /// whose text comes last counts, on every device alike.
    pub fn of<'p>(published: impl IntoIterator<Item = &'p PublishedPolicy>) -> Self {
        let mut policies = Self::default();
        let mut all: Vec<&PublishedPolicy> = published.into_iter().collect();
        all.sort_by(|a, b| (a.revision, &a.text).cmp(&(b.revision, &b.text)));
        for one in all {
            let place = one.setting as usize;
            match one.read() {
                Some(policy) => {
                    policies.in_force[place] = Arc::new(policy);
                    policies.unread.retain(|setting| *setting != one.setting);
                }
                None if policies.unread.contains(&one.setting) => {}
                None => policies.unread.push(one.setting),
            }
        }
        policies
    }

    /// The one in force.
    pub fn in_force(&self, setting: Setting) -> &Arc<Policy> {
        &self.in_force[setting as usize]
    }

    /// Kinds of place whose newest policy this version cannot read: an older one is in force there, and the screens say
    /// so.
    pub fn unread(&self) -> &[Setting] {
        &self.unread
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(revision: u32, first_set: u32) -> PublishedPolicy {
        let text = include_str!("../../../../assets/policy/home.json")
            .replace("\"revision\": 1,", &format!("\"revision\": {revision},"))
            .replace("\"first_set_minutes\": 15,", &format!("\"first_set_minutes\": {first_set},"));
        PublishedPolicy::parse(&text).unwrap()
    }

    #[test]
    fn the_highest_revision_is_in_force_in_whatever_order_they_came() {
        let (second, third) = (home(2, 12), home(3, 10));
        for published in [[&second, &third], [&third, &second]] {
            let policies = Policies::of(published);
            assert_eq!(policies.in_force(Setting::Home).first_set_minutes(), 10);
            let acute = policies.in_force(Setting::AcuteWard);
            assert_eq!(**acute, Policy::shipped(Setting::AcuteWard));
            assert_eq!(policies.unread(), []);
        }
    }

    #[test]
    fn two_texts_of_one_revision_leave_the_same_one_in_force_everywhere() {
        let (a, b) = (home(2, 12), home(2, 10));
        assert_eq!(Policies::of([&a, &b]), Policies::of([&b, &a]));
    }

    #[test]
    fn a_policy_that_this_version_cannot_read_leaves_the_one_before_in_force_and_says_so() {
        let newer = PublishedPolicy { text: "{\"of\":\"tomorrow\"}".into(), ..home(9, 10) };
        let policies = Policies::of([&home(2, 12), &newer]);
        assert_eq!(policies.in_force(Setting::Home).first_set_minutes(), 12);
        assert_eq!(policies.unread(), [Setting::Home]);
    }

    #[test]
    fn a_policy_under_another_ones_name_is_not_put_in_force() {
        let disguised = PublishedPolicy { setting: Setting::AcuteWard, ..home(9, 10) };
        let policies = Policies::of([&disguised]);
        assert_eq!(policies.in_force(Setting::AcuteWard), &Arc::new(Policy::shipped(Setting::AcuteWard)));
        assert_eq!(policies.unread(), [Setting::AcuteWard]);
    }

    #[test]
    fn what_breaks_a_rule_or_is_too_long_is_not_published() {
        let text = include_str!("../../../../assets/policy/acute.json");
        let zero = text.replacen("\"due_minutes\": 720", "\"due_minutes\": 0", 1);
        assert!(matches!(PublishedPolicy::parse(&zero), Err(NotPublishable::Broken(_))));
        let long = text.replacen("ratified", &"r".repeat(MOST_TEXT), 1);
        assert!(matches!(PublishedPolicy::parse(&long), Err(NotPublishable::TooLong { .. })));
    }
}
