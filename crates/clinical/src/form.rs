//! Assessments as data: a hospital's form is read and checked, filled in, scored and kept, by pure functions.
//!
//! A [`Definition`] is read from a documented subset of FHIR R4 `Questionnaire` (`docs/forms.md`). A [`Draft`] is what was
//! keyed; [`Draft::after`] is its reducer, [`Draft::shown`], [`Draft::next`] and [`Draft::preview`] draw it, [`check`]
//! asks about it and [`assess`] makes an [`Assessment`] of it, scored by [`score`]: one function for the preview and for
//! the record. Missing is never zero: a total with parts missing is "at least".

mod answers;
mod assessment;
mod check;
mod definition;
mod draft;
mod error;
pub mod fluid;
mod json;
mod number;
mod page;
mod published;
mod read;
mod score;
pub mod shipped;

pub use answers::{Answer, Answered, Answers, Mark, Measured, ReadBack, read_back};
pub use assessment::{Assessment, assess};
pub use check::{FormCheck, FormCheckKind, check};
pub use definition::{
    Action, Band, ChoiceOption, Coded, Conditions, ContentHash, Control, Definition, Derived, FormRule,
    Formula, Item, ItemKind, NumberKind, Pin, Total, Unit,
};
pub use draft::{Draft, FieldCode, FieldError, Given, Key};
pub use error::{FormError, Rule};
pub use number::{BadNumber, MOST_PLACES, Number};
pub use page::{Asks, Compare, When};
pub use published::{Forms, MOST_TEXT, NotPublishable, Published, PublishedForm, UnreadForm};
pub use read::{MAX_DEPTH, MAX_FILE_BYTES, MAX_ITEMS};
pub use score::{Alert, DerivedResult, FormResult, Score, TotalResult, score};

#[cfg(test)]
mod tests;
