//! A completed form as it stands in the record, and the door through which it comes.

use super::{
    Answers, Definition, Draft, FieldCode, FieldError, FormResult, ItemKind, NumberKind, Pin, Score,
    TotalResult, page::Page, score,
};
use crate::{FactId, StayId, origin::ChartedThere, vitals::UnableReason};
use serde::{Deserialize, Serialize};

/// A completed form: answers, and what followed from them when it was saved. Who took it, for whom, when and on which
/// device stands on the entry that carries it. Never scored again: asking what another version would say is a separate
/// question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The form, its version and its content.
    pub pin: Pin,
    /// The form's title as it was shown.
    pub title: String,
    /// Answers of the items that were shown.
    pub answers: Answers,
    /// Why required items are missing, where some are.
    pub unable: Option<UnableReason>,
    /// Totals, alerts and next due as they were shown.
    pub result: FormResult,
    /// Soft checks that fired and were confirmed, by code.
    pub confirmed: Vec<String>,
    /// The stay and the fact it was first charted as, when it was moved here from another patient (safety rule 13).
    pub moved_from: Option<(StayId, FactId)>,
    /// How it was charted there. Absent in what was not moved, and in what earlier versions moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charted_there: Option<ChartedThere>,
}

impl Assessment {
    /// Whether it says everything that it could: nothing required is missing, and no total wants a part.
    pub fn is_complete(&self) -> bool {
        let whole = |total: &TotalResult| matches!(total.score, Score::Complete { .. } | Score::NotAsked);
        self.unable.is_none() && self.result.totals.iter().all(whole)
    }
}

/// Longest "other" reason, in characters.
const LONGEST_REASON: usize = 200;

/// Makes an assessment of a draft, for saving: the same on the screen and in the core. `recent` as for [`score`].
///
/// # Errors
/// Every problem of every field, in form order. What was keyed stays in the draft.
pub fn assess(
    form: &Definition,
    draft: &Draft,
    recent: &[&Assessment],
) -> Result<Assessment, Vec<FieldError>> {
    if draft.pin != form.pin {
        let message = "The form has changed since it was begun. What you keyed is still there: open it under the new \
                       version, look it over and save again.";
        return Err(vec![error("", FieldCode::OtherForm, message)]);
    }
    let mut errors = Vec::new();
    let mut answers = draft.read(form, &mut errors);
    let readable = answers.clone();
    let mut page = Page::new(form, &readable, recent);
    // What is hidden is not saved, and cannot be wrong.
    answers.retain(|link, _| form.find(link).is_some_and(|place| page.standing(place).shown));
    errors.retain(|error| form.find(&error.link).is_some_and(|place| page.standing(place).shown));
    for link in draft.given.keys().filter(|link| form.find(link).is_none()) {
        let message = "The form has no such item any more. Take the answer away.";
        errors.push(error(link, FieldCode::ItemGone, message));
    }
    not_above(&mut page, &mut errors);
    reason_words(draft.unable.as_ref(), &mut errors);
    if answers.is_empty() && errors.is_empty() && draft.unable.is_none() {
        let message = "Nothing is recorded yet. Answer an item, or say why none could be.";
        return Err(vec![error("", FieldCode::Empty, message)]);
    }
    let open: Vec<&str> = (0..form.items.len())
        .filter(|place| form.items[*place].required && page.standing(*place).shown)
        .map(|place| form.items[place].link.as_str())
        .filter(|link| !answers.contains_key(*link))
        .collect();
    if draft.unable.is_none() {
        required(&open, &mut errors);
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| form.find(&error.link).map_or(0, |place| place + 1));
        return Err(errors);
    }
    // A reason for what is missing, where nothing is, says nothing.
    let unable = draft.unable.clone().filter(|_| !open.is_empty() || answers.is_empty());
    let result = score(form, &answers, recent, unable.as_ref());
    let (pin, title) = (form.pin.clone(), form.title.clone());
    let confirmed = draft.confirmed.clone();
    Ok(Assessment { pin, title, answers, unable, result, confirmed, moved_from: None, charted_there: None })
}

fn error(link: &str, code: FieldCode, message: impl Into<String>) -> FieldError {
    FieldError { link: link.to_owned(), code, message: message.into() }
}

/// Numbers that must be above another one, such as a systolic pressure above the diastolic.
fn not_above(page: &mut Page<'_>, errors: &mut Vec<FieldError>) {
    let form = page.form;
    for (place, item) in form.items.iter().enumerate() {
        if let ItemKind::Number(NumberKind { above: Some(above), .. }) = item.kind
            && let (Some(number), Some(other)) = (page.number(place), page.number(above))
            && number <= other
        {
            let other = &form.items[above].text;
            let message = format!("This must be above “{other}”. Were they keyed the wrong way round?");
            errors.push(error(&item.link, FieldCode::NotAbove, message));
        }
    }
}

/// "Other" needs words, and not too many.
fn reason_words(unable: Option<&UnableReason>, errors: &mut Vec<FieldError>) {
    if let Some(UnableReason::Other(words)) = unable
        && (words.trim().is_empty() || words.chars().count() > LONGEST_REASON)
    {
        let message = format!("Say why in up to {LONGEST_REASON} characters.");
        errors.push(error("", FieldCode::ReasonWords, message));
    }
}

/// A field that was keyed wrongly is wrong, not missing: told once.
fn required(open: &[&str], errors: &mut Vec<FieldError>) {
    for link in open {
        if !errors.iter().any(|error| error.link == **link) {
            let message = "This is missing. Answer it, or say why the form is incomplete.";
            errors.push(error(link, FieldCode::Required, message));
        }
    }
}
