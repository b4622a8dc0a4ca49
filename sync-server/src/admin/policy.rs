//! Policies published to devices: read, held against every rule, signed with the directory.

use super::{AdminError, Desk};
use clinical::{
    entry::EntryBody,
    policy::{NotPublishable, Policy, PublishedPolicy},
};

/// Why a policy was not published. Nothing was changed: the one in force stays in force.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It breaks a rule or is too long; with the line.
    #[error(transparent)]
    NotPublishable(#[from] NotPublishable),
    /// Its revision is not above the one in force, so that devices would not tell them apart.
    #[error(
        "This is revision {found}, and revision {in_force} is in force. Nothing was changed. Raise the file's revision \
         and publish it again."
    )]
    NotNewer {
        /// The file's.
        found: u32,
        /// What devices have.
        in_force: u32,
    },
}

impl Desk {
    /// Publishes a policy for its kind of place: every device that follows this server has it with its next page, also
    /// one that was off for a month. Publishing the same text again changes nothing.
    ///
    /// # Errors
    /// When the text breaks a rule, its revision is not above the one in force, or the database cannot be written.
    pub fn publish_policy(&self, text: &str) -> Result<PublishedPolicy, AdminError> {
        let policy = PublishedPolicy::parse(text).map_err(Refused::from)?;
        let directory = self.directory()?;
        let listed = directory.policy(policy.setting);
        if listed.is_some_and(|listed| listed.value == policy) {
            return Ok(policy);
        }
        let shipped = Policy::shipped(policy.setting).revision();
        let in_force = listed.map_or(shipped, |listed| listed.value.revision);
        if policy.revision <= in_force {
            return Err(Refused::NotNewer { found: policy.revision, in_force }.into());
        }
        let mut author = self.author()?;
        let body = EntryBody::Policy(Box::new(policy.clone()));
        author.write(body, listed.map_or(&[], |listed| &listed.leaves))?;
        self.storage.log.append(author.finish())?;
        Ok(policy)
    }
}
