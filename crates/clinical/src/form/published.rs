//! Forms as a hospital publishes them, and the forms in force: those published over those that are shipped.
//!
//! A form has one address in all its versions, and of each address one version is in force. One that was withdrawn is
//! offered no more; what was keyed in it can still be saved, and what was saved still be corrected.

use super::{Definition, FormError, Pin, fluid, shipped::SHIPPED};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

/// The most bytes of a published form's text: with its envelope it has to fit into one fact.
pub const MOST_TEXT: usize = 15 * 1024;

/// A form as it travels: the hospital's own text, so that a device of a newer version reads more in it than this one.
///
/// Made only from a text that was read and found to keep every rule; what comes from elsewhere is read again before it is
/// put in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublishedForm {
    /// The form's address, the same in all its versions.
    pub url: String,
    /// How often this address was published before, and once more: counted from 1 by the server. The highest is in force.
    pub revision: u32,
    /// The form's JSON; `None` when it is withdrawn.
    pub text: Option<String>,
}

/// Why a text was not published. The forms in force stay in force.
#[derive(Debug, thiserror::Error)]
pub enum NotPublishable {
    /// It breaks rules.
    #[error("The form breaks {} of the rules. Nothing was changed.{}", .0.len(), each(.0))]
    Broken(Vec<FormError>),
    /// Longer than a fact can carry.
    #[error(
        "The form has {found} bytes without its indentation, and {MOST_TEXT} are the most that can be sent to devices. \
         Nothing was changed. Shorten its labels, or make two forms of it."
    )]
    TooLong {
        /// How long it is.
        found: usize,
    },
    /// The fluid totals are added up from the answers of this form.
    #[error(
        "The fluid balance is added up from the answers of this form, so it cannot be replaced or withdrawn. Nothing was \
         changed. Publish a form of your own under another address."
    )]
    Counted,
}

fn each(errors: &[FormError]) -> String {
    errors.iter().map(|error| format!("\n{error}")).collect()
}

impl PublishedForm {
    /// A form fit to be published under this revision, and what it holds.
    ///
    /// # Errors
    /// When the text is no form, breaks a rule, is too long, or is the one that the fluid totals rest on.
    pub fn parse(text: &str, revision: u32) -> Result<(Self, Definition), NotPublishable> {
        Definition::parse(text).map_err(NotPublishable::Broken)?;
        // Indentation is for whoever edits the file; devices are sent none of it.
        let text = serde_json::from_str::<serde_json::Value>(text)
            .map_or_else(|_| text.to_owned(), |value| value.to_string());
        if text.len() > MOST_TEXT {
            return Err(NotPublishable::TooLong { found: text.len() });
        }
        let form = Definition::parse(&text).map_err(NotPublishable::Broken)?;
        let published = Self::of(form.pin().url.clone(), revision, Some(text))?;
        Ok((published, form))
    }

    /// The word that a form is not offered any more.
    ///
    /// # Errors
    /// When the fluid totals rest on it.
    pub fn withdrawn(url: String, revision: u32) -> Result<Self, NotPublishable> {
        Self::of(url, revision, None)
    }

    fn of(url: String, revision: u32, text: Option<String>) -> Result<Self, NotPublishable> {
        if url == fluid::FORM { Err(NotPublishable::Counted) } else { Ok(Self { url, revision, text }) }
    }

    /// What it does, if this version can read it and it is the form that it is said to be.
    pub fn read(&self) -> Option<Published> {
        if self.url == fluid::FORM {
            return None;
        }
        let Some(text) = &self.text else { return Some(Published::Withdrawn) };
        let form = Definition::parse(text).ok()?;
        (form.pin().url == self.url).then(|| Published::InForce(Box::new(form)))
    }
}

/// What a published form does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// This version of it is in force.
    InForce(Box<Definition>),
    /// It is offered no more.
    Withdrawn,
}

/// A form whose newest revision this version of the application cannot read: an older one is in force.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadForm {
    /// Its address.
    pub url: String,
    /// The revision that cannot be read.
    pub revision: u32,
}

/// The forms of a hospital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    known: Vec<Known>,
    unread: Vec<UnreadForm>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    form: Arc<Definition>,
    offered: bool,
}

static FROM_THE_START: LazyLock<Vec<Known>> = LazyLock::new(|| {
    // A test reads every shipped form.
    let read = SHIPPED.iter().filter_map(|shipped| Definition::parse(shipped.json).ok());
    read.map(|form| Known { form: Arc::new(form), offered: true }).collect()
});

impl Default for Forms {
    fn default() -> Self {
        Self { known: FROM_THE_START.clone(), unread: Vec::new() }
    }
}

impl Forms {
    /// Those published, in any order, over those that are shipped. Of each address the highest revision that can be read is
    /// in force; of two of one revision the one whose text comes last, on every device alike.
    pub fn of<'f>(published: impl IntoIterator<Item = &'f PublishedForm>) -> Self {
        let mut by_address: BTreeMap<&str, Vec<&PublishedForm>> = BTreeMap::new();
        published.into_iter().for_each(|form| by_address.entry(&form.url).or_default().push(form));
        let mut forms = Self::default();
        let mut own = Vec::new();
        for (url, mut of_one) in by_address {
            of_one.sort();
            let at = forms.known.iter().position(|known| known.form.pin().url == url);
            let shipped = at.map(|at| forms.known[at].clone());
            let (known, unread) = latest(&of_one, shipped);
            forms.unread.extend(unread);
            match (at, known) {
                (Some(at), Some(known)) => forms.known[at] = known,
                (None, Some(known)) => own.push(known),
                (_, None) => {}
            }
        }
        let order = |known: &Known| (known.form.title().to_owned(), known.form.pin().url.clone());
        own.sort_by_key(order);
        forms.known.extend(own);
        forms
    }

    /// Those that are offered, in the order in which a ward looks for them: the shipped ones, then the hospital's own by
    /// title.
    pub fn offered(&self) -> impl Iterator<Item = &Arc<Definition>> {
        self.known.iter().filter(|known| known.offered).map(|known| &known.form)
    }

    /// The form of this address in the version that is in force; of one that was withdrawn, the last.
    pub fn find(&self, url: &str) -> Option<&Arc<Definition>> {
        self.known.iter().map(|known| &known.form).find(|form| form.pin().url == url)
    }

    /// Whether it is offered; one that was withdrawn is not.
    pub fn offers(&self, url: &str) -> bool {
        self.offered().any(|form| form.pin().url == url)
    }

    /// The form that something is pinned to, where that very version is in force.
    pub fn pinned(&self, pin: &Pin) -> Option<&Arc<Definition>> {
        self.find(&pin.url).filter(|form| form.pin() == pin)
    }

    /// Those of which a newer revision cannot be read.
    pub fn unread(&self) -> &[UnreadForm] {
        &self.unread
    }
}

/// What a form's revisions, the lowest first, come to over what is shipped; and the newest that cannot be read and is above
/// what is in force.
fn latest(revisions: &[&PublishedForm], shipped: Option<Known>) -> (Option<Known>, Option<UnreadForm>) {
    let (mut known, mut unread) = (shipped, None);
    for one in revisions {
        match one.read() {
            Some(Published::InForce(form)) => {
                (known, unread) = (Some(Known { form: Arc::from(form), offered: true }), None);
            }
            Some(Published::Withdrawn) => {
                known = known.map(|known| Known { offered: false, ..known });
                unread = None;
            }
            None => unread = Some(UnreadForm { url: one.url.clone(), revision: one.revision }),
        }
    }
    (known, unread)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const THIRST: &str = "https://forms.example.nhs.uk/thirst";

    fn thirst(version: &str, title: &str) -> String {
        serde_json::json!({
            "resourceType": "Questionnaire",
            "url": THIRST,
            "version": version,
            "title": title,
            "status": "active",
            "copyright": "Written by Example NHS Trust for its own wards.",
            "extension": [{ "url": "urn:wardlight:form:source", "valueString": "Example NHS Trust, 2026." }],
            "item": [{ "linkId": "dry", "text": "Mouth dry", "type": "boolean", "required": true }]
        })
        .to_string()
    }

    fn published(version: &str, revision: u32) -> PublishedForm {
        PublishedForm::parse(&thirst(version, "Thirst"), revision).unwrap().0
    }

    fn version(forms: &Forms) -> Option<String> {
        forms.find(THIRST).map(|form| form.pin().version.clone())
    }

    #[test]
    fn a_hospitals_own_form_stands_after_the_shipped_ones_and_its_highest_revision_counts() {
        let (one, two) = (published("1", 1), published("2", 2));
        let forms = Forms::of([&two, &one]);
        assert_eq!(version(&forms).as_deref(), Some("2"));
        assert_eq!(forms.offered().count(), SHIPPED.len() + 1);
        assert_eq!(forms.offered().last().map(|form| form.pin().url.as_str()), Some(THIRST));
        assert!(
            forms.pinned(one.read().unwrap().form().pin()).is_none(),
            "a version of before is not in force"
        );
    }

    #[test]
    fn a_withdrawn_form_is_not_offered_and_can_be_found_for_what_was_begun_in_it() {
        let (one, gone) = (published("1", 1), PublishedForm::withdrawn(THIRST.into(), 2).unwrap());
        let forms = Forms::of([&one, &gone]);
        assert!(!forms.offers(THIRST) && version(&forms).is_some());
        let back = published("2", 3);
        assert!(Forms::of([&one, &gone, &back]).offers(THIRST));
        let pain = "urn:wardlight:questionnaire:pain";
        assert!(Forms::default().offers(pain));
        let gone = PublishedForm::withdrawn(pain.into(), 1).unwrap();
        assert!(!Forms::of([&gone]).offers(pain), "a shipped one can be withdrawn too");
    }

    #[test]
    fn one_that_cannot_be_read_leaves_the_one_before_in_force_and_says_so() {
        let newer =
            PublishedForm { url: THIRST.into(), revision: 2, text: Some("{\"of\":\"tomorrow\"}".into()) };
        let forms = Forms::of([&published("1", 1), &newer]);
        assert_eq!(version(&forms).as_deref(), Some("1"));
        assert_eq!(forms.unread(), [UnreadForm { url: THIRST.into(), revision: 2 }]);
        let mended = Forms::of([&published("1", 1), &newer, &published("3", 3)]);
        assert!(mended.unread().is_empty() && version(&mended).as_deref() == Some("3"));
        let posing = PublishedForm { url: "urn:other".into(), ..published("1", 1) };
        assert!(
            Forms::of([&posing]).find("urn:other").is_none(),
            "an address and its text that disagree are not in force"
        );
    }

    #[test]
    fn what_breaks_a_rule_is_too_long_or_counts_the_fluids_is_not_published() {
        let broken = thirst("1", "<b>Thirst</b>");
        let Err(NotPublishable::Broken(errors)) = PublishedForm::parse(&broken, 1) else { panic!() };
        assert!(NotPublishable::Broken(errors).to_string().contains("line 1"), "the line is named");
        let mut long: serde_json::Value = serde_json::from_str(&thirst("1", "Thirst")).unwrap();
        long["copyright"] = "x".repeat(400).into();
        let item = long["item"][0].clone();
        long["item"] = (0..300)
            .map(|n| {
                let mut one = item.clone();
                one["linkId"] = format!("dry-{n}").into();
                one
            })
            .collect();
        let refused = PublishedForm::parse(&long.to_string(), 1);
        assert!(matches!(refused, Err(NotPublishable::TooLong { .. })), "{refused:?}");
        let fluids = SHIPPED.iter().find(|form| form.name == "fluid").unwrap();
        assert!(matches!(PublishedForm::parse(fluids.json, 1), Err(NotPublishable::Counted)));
        assert!(PublishedForm::withdrawn(fluid::FORM.into(), 1).is_err());
    }

    #[test]
    fn every_shipped_form_but_that_of_the_fluids_could_be_published_by_a_hospital() {
        for shipped in SHIPPED.iter().filter(|form| form.name != "fluid") {
            let (published, form) = PublishedForm::parse(shipped.json, 1).unwrap();
            assert_eq!(published.read(), Some(Published::InForce(Box::new(form))), "{}", shipped.name);
        }
    }

    impl Published {
        fn form(&self) -> &Definition {
            match self {
                Self::InForce(form) => form,
                Self::Withdrawn => panic!("it was withdrawn"),
            }
        }
    }

    proptest! {
        /// Devices that heard of them in another order agree.
        #[test]
        fn the_order_of_arrival_makes_no_difference(
            kinds in proptest::collection::vec((0_u8..3, 1_u32..5), 0..8),
            by in proptest::collection::vec(any::<u32>(), 8),
        ) {
            let all: Vec<PublishedForm> = kinds
                .iter()
                .map(|(kind, revision)| match kind {
                    0 => published(&format!("v{revision}"), *revision),
                    1 => PublishedForm::withdrawn(THIRST.into(), *revision).unwrap(),
                    _ => PublishedForm { url: THIRST.into(), revision: *revision, text: Some("{}".into()) },
                })
                .collect();
            let mut other: Vec<(u32, &PublishedForm)> = by.iter().copied().zip(&all).collect();
            other.sort_by_key(|(by, _)| *by);
            prop_assert_eq!(Forms::of(&all), Forms::of(other.into_iter().map(|(_, form)| form)));
        }
    }
}
