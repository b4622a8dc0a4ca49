//! A form as it is being filled in: what was keyed, what is shown, what comes next, what stands against saving.

use super::{
    Answer, Answered, Answers, Assessment, Coded, Definition, FormResult, Item, ItemKind, Number, NumberKind,
    Pin, number::BadNumber, page::Page, score,
};
use crate::{Stamp, vitals::UnableReason};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was keyed so far. There are no defaults: what has no entry was not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The form that it was begun under.
    pub pin: Pin,
    /// By linkId. Answers to items that are hidden meanwhile stay here, and are not saved.
    pub given: BTreeMap<String, Given>,
    /// One reason for every required item that has no answer (safety rule 19).
    pub unable: Option<UnableReason>,
    /// Codes of soft checks that were confirmed.
    pub confirmed: Vec<String>,
}

/// What was keyed for one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// A number or words, as keyed.
    Typed(String),
    /// Codes of the options chosen.
    Chosen(Vec<String>),
    /// Yes or no.
    Yes(bool),
    /// A date and a time.
    At(Stamp),
    /// Not testable, by the code of the reason.
    NotTestable(String),
}

/// One act at the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A number or words, the whole text as it now stands. Empty text takes the answer away.
    Typed(String),
    /// An option was tapped: chosen, or among several, taken away if it was. Tapping a single choice again takes it away.
    Tapped(String),
    /// Yes or no; the same again takes it away.
    Yes(bool),
    /// A date and a time.
    At(Stamp),
    /// Not testable, by the code of the reason.
    NotTestable(String),
    /// Nothing after all.
    Cleared,
}

impl Draft {
    /// An empty draft of a form.
    pub fn new(form: &Definition) -> Self {
        Self { pin: form.pin.clone(), given: BTreeMap::new(), unable: None, confirmed: Vec::new() }
    }

    /// The draft after one act. An act on an item that the form does not have changes nothing.
    #[must_use]
    pub fn after(mut self, form: &Definition, link: &str, key: Key) -> Self {
        let Some(item) = form.find(link).map(|place| &form.items[place]) else { return self };
        let now = match key {
            Key::Typed(text) if text.is_empty() => None,
            Key::Typed(text) => Some(Given::Typed(text)),
            Key::Tapped(code) => {
                let many = matches!(item.kind, ItemKind::Choice { many: true, .. });
                let before = match self.given.get(link) {
                    Some(Given::Chosen(codes)) => codes.clone(),
                    _ => Vec::new(),
                };
                let mut codes: Vec<String> = before.iter().filter(|c| many && **c != code).cloned().collect();
                if !before.contains(&code) {
                    codes.push(code);
                }
                (!codes.is_empty()).then_some(Given::Chosen(codes))
            }
            Key::Yes(yes) => (self.given.get(link) != Some(&Given::Yes(yes))).then_some(Given::Yes(yes)),
            Key::At(stamp) => Some(Given::At(stamp)),
            Key::NotTestable(reason) => Some(Given::NotTestable(reason)),
            Key::Cleared => None,
        };
        match now {
            Some(given) => drop(self.given.insert(link.to_owned(), given)),
            None => drop(self.given.remove(link)),
        }
        self
    }

    /// What can be read so far, for the preview: a field that cannot be read is as good as not recorded.
    pub fn so_far(&self, form: &Definition) -> Answers {
        self.read(form, &mut Vec::new())
    }

    /// The live result.
    pub fn preview(&self, form: &Definition, recent: &[&Assessment]) -> FormResult {
        score(form, &self.so_far(form), recent, self.unable.as_ref())
    }

    /// The places of the items that are shown now, in the order of the page. `recent` as for [`score`].
    pub fn shown(&self, form: &Definition, recent: &[&Assessment]) -> Vec<usize> {
        let answers = self.so_far(form);
        let mut page = Page::new(form, &answers, recent);
        (0..form.items.len()).filter(|place| page.standing(*place).shown).collect()
    }

    /// The first question after `link` that is shown and has no answer; from the top when `link` is `None`.
    pub fn next(&self, form: &Definition, link: Option<&str>, recent: &[&Assessment]) -> Option<usize> {
        let after = link.and_then(|link| form.find(link));
        let open = |place: &usize| {
            let item = &form.items[*place];
            after.is_none_or(|after| *place > after)
                && item.is_question()
                && !self.given.contains_key(&item.link)
        };
        self.shown(form, recent).into_iter().find(open)
    }

    /// Reads every field of the form; what cannot be read is an error, whether it is shown or not.
    pub(super) fn read(&self, form: &Definition, errors: &mut Vec<FieldError>) -> Answers {
        let mut answers = Answers::new();
        for item in &form.items {
            let Some(given) = self.given.get(&item.link) else { continue };
            match read(item, given) {
                Ok(Some(answer)) => {
                    let label = item.text.clone();
                    drop(answers.insert(item.link.clone(), Answered { label, answer }));
                }
                Ok(None) => {}
                Err((code, message)) => errors.push(FieldError { link: item.link.clone(), code, message }),
            }
        }
        answers
    }
}

/// What is wrong with a field, for the screen to branch on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// Not a number.
    NotANumber,
    /// More decimals than the item takes.
    TooPrecise,
    /// Outside what is possible.
    Impossible,
    /// Not above the item that it must be above.
    NotAbove,
    /// More characters than the item takes.
    TooLong,
    /// The form has no such option, or no such reason, any more.
    OptionGone,
    /// The form has no such item.
    ItemGone,
    /// Not the kind of answer that the item takes.
    OtherKind,
    /// It must be answered, or a reason given.
    Required,
    /// "Other" without words, or with too many.
    ReasonWords,
    /// Nothing was recorded and no reason was given.
    Empty,
    /// The draft was begun under another version of the form.
    OtherForm,
    /// Not a day and a time, or not the whole of them.
    NotATime,
}

/// One problem with one field. The message carries no value: it may end up in a log, and a value is the patient's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The item; empty for the form as a whole.
    pub link: String,
    /// What.
    pub code: FieldCode,
    /// In words, with what to do.
    pub message: String,
}

type Wrong = (FieldCode, String);

fn read(item: &Item, given: &Given) -> Result<Option<Answer>, Wrong> {
    let gone =
        || (FieldCode::OptionGone, "This answer is not one of the form's any more. Choose again.".to_owned());
    match (given, &item.kind) {
        (Given::NotTestable(code), _) if item.is_question() => {
            let reason = item.not_testable.iter().find(|reason| reason.code == *code);
            reason.map(|reason| Some(Answer::NotTestable(reason.clone()))).ok_or_else(gone)
        }
        (Given::Chosen(codes), ItemKind::Choice { options, many }) => {
            // In the form's order, each once, whatever the order of the taps.
            let chosen: Vec<Coded> = options
                .iter()
                .filter(|option| codes.contains(&option.code))
                .map(|option| Coded { code: option.code.clone(), label: option.label.clone() })
                .collect();
            let all_known = codes.iter().all(|code| options.iter().any(|option| option.code == *code));
            match chosen.len() {
                _ if !all_known => Err(gone()),
                0 => Ok(None),
                n if n > 1 && !many => Err(other_kind()),
                _ => Ok(Some(Answer::Chosen(chosen))),
            }
        }
        (Given::Typed(text), ItemKind::Number(kind)) => number(text.trim(), kind),
        (Given::Typed(text), ItemKind::Text { longest }) => {
            let text = text.trim();
            if text.chars().count() > *longest as usize {
                let message = format!("This takes {longest} characters at most. Shorten it.");
                return Err((FieldCode::TooLong, message));
            }
            Ok((!text.is_empty()).then(|| Answer::Text(text.to_owned())))
        }
        (Given::Yes(yes), ItemKind::Boolean) => Ok(Some(Answer::Yes(*yes))),
        (Given::At(stamp), ItemKind::DateTime) => Ok(Some(Answer::At(*stamp))),
        // What was typed so far is kept with the draft, and is no time yet.
        (Given::Typed(_), ItemKind::DateTime) => {
            let message =
                "This takes a day, a month, a year and a time, such as 7 Aug 2026 09:10. Complete it.";
            Err((FieldCode::NotATime, message.to_owned()))
        }
        _ => Err(other_kind()),
    }
}

fn other_kind() -> Wrong {
    (FieldCode::OtherKind, "This item takes another kind of answer now. Answer it again.".to_owned())
}

fn number(text: &str, kind: &NumberKind) -> Result<Option<Answer>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let NumberKind { unit, low, high, places, .. } = kind;
    let range = format!("{} to {}", low.shown(*places), high.shown(*places));
    match Number::read(text, *places) {
        Ok(number) if (*low..=*high).contains(&number) => {
            let unit = unit.map_or("", |unit| unit.ucum()).to_owned();
            Ok(Some(Answer::Number(super::Measured { number, places: *places, unit })))
        }
        Ok(_) => Err((FieldCode::Impossible, format!("This can be {range}. Check and key again."))),
        Err(BadNumber::TooPrecise) => {
            let decimals = match places {
                0 => "no decimals".to_owned(),
                1 => "one decimal".to_owned(),
                places => format!("{places} decimals"),
            };
            let message = format!("This takes {decimals}. Nothing is rounded for you: key it again.");
            Err((FieldCode::TooPrecise, message))
        }
        Err(BadNumber::NotANumber) => Err((FieldCode::NotANumber, format!("This takes a number, {range}."))),
    }
}
