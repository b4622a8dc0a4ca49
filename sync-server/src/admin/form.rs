//! Assessment forms published to devices: read, held against every rule, signed with the directory.

use super::{AdminError, Desk};
use clinical::{
    FactId,
    entry::EntryBody,
    form::{Definition, Forms, NotPublishable, PublishedForm},
};

/// Why a form was not published or withdrawn. Nothing was changed: those in force stay in force.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It breaks a rule, is too long, or may not be replaced.
    #[error(transparent)]
    NotPublishable(#[from] NotPublishable),
    /// Its version is that of the form in force, which says something else: answers are pinned to a version, and nobody
    /// could tell the two apart.
    #[error(
        "Version {version} of this form is in force and says something else. Nothing was changed. Raise the file's version \
         and publish it again."
    )]
    SameVersion {
        /// The version of both.
        version: String,
    },
    /// There is no such form.
    #[error(
        "There is no form with the address {url}. Nothing was changed. `form list` shows what was published."
    )]
    Unknown {
        /// The address.
        url: String,
    },
}

impl Desk {
    /// Publishes a form: every device that follows this server offers it after its next page, also one that was off for a
    /// month. Publishing the form in force again changes nothing.
    ///
    /// # Errors
    /// When the text breaks a rule, is another text under the version in force, or the database cannot be written.
    pub fn publish_form(&self, text: &str) -> Result<Definition, AdminError> {
        let (form, definition) = PublishedForm::parse(text, 1).map_err(Refused::from)?;
        let (revision, leaves) = self.of_form(&form.url)?;
        let forms = self.forms()?;
        if let Some(in_force) = forms.find(&form.url).filter(|_| forms.offers(&form.url)) {
            // A shipped file is pinned with its indentation, and this one without: what it says is compared.
            let (said, version) = (in_force.says_the_same(&definition), &definition.pin().version);
            match in_force.pin().version == *version {
                true if said => return Ok(definition),
                true => return Err(Refused::SameVersion { version: version.clone() }.into()),
                false => {}
            }
        }
        self.write_form(PublishedForm { revision, ..form }, &leaves)?;
        Ok(definition)
    }

    /// Has a form offered no more, a shipped one too. Withdrawing it again changes nothing.
    ///
    /// # Errors
    /// When there is no such form, the fluid totals rest on it, or the database cannot be written.
    pub fn withdraw_form(&self, url: &str) -> Result<(), AdminError> {
        let forms = self.forms()?;
        if forms.find(url).is_none() && self.directory()?.form(url).is_none() {
            return Err(Refused::Unknown { url: url.to_owned() }.into());
        }
        let (revision, leaves) = self.of_form(url)?;
        let form = PublishedForm::withdrawn(url.to_owned(), revision).map_err(Refused::from)?;
        if forms.offers(url) { self.write_form(form, &leaves) } else { Ok(()) }
    }

    fn forms(&self) -> Result<Forms, AdminError> {
        let directory = self.directory()?;
        Ok(Forms::of(directory.forms().map(|listed| &listed.value)))
    }

    /// The next revision of an address, and the facts that it supersedes.
    fn of_form(&self, url: &str) -> Result<(u32, Vec<FactId>), AdminError> {
        let directory = self.directory()?;
        let listed = directory.form(url);
        let next = listed.map_or(1, |listed| listed.value.revision.saturating_add(1));
        Ok((next, listed.map(|listed| listed.leaves.clone()).unwrap_or_default()))
    }

    fn write_form(&self, form: PublishedForm, leaves: &[FactId]) -> Result<(), AdminError> {
        let mut author = self.author()?;
        author.write(EntryBody::Form(Box::new(form)), leaves)?;
        self.storage.log.append(author.finish())?;
        Ok(())
    }
}
