//! Answers: typed, and readable by themselves. What was not answered is not there; it is never zero.

use super::{Coded, Definition, ItemKind, Number};
use crate::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answers by linkId.
pub type Answers = BTreeMap<String, Answered>;

/// An answer and the label it was given under, so that it can be read without its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The item's label as it was shown.
    pub label: String,
    /// The answer.
    pub answer: Answer,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The options chosen, with their words as they were shown; at least one.
    Chosen(Vec<Coded>),
    /// A number.
    Number(Measured),
    /// Words.
    Text(String),
    /// Yes or no.
    Yes(bool),
    /// A date and a time.
    At(Stamp),
    /// Not testable, and why.
    NotTestable(Coded),
}

/// A number with what is needed to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The number.
    pub number: Number,
    /// Decimals that it was taken with.
    pub places: u8,
    /// UCUM code of its unit; empty when it has none.
    pub unit: String,
}

impl Measured {
    /// The number and its unit, as they are read.
    pub fn words(&self) -> String {
        let number = self.number.shown(self.places);
        if self.unit.is_empty() {
            return number;
        }
        let known = super::Unit::ALL.iter().find(|unit| unit.ucum() == self.unit);
        format!("{number} {}", known.map_or(self.unit.as_str(), |unit| unit.shown()))
    }
}

impl Answer {
    /// In words. A time is the renderer's to write, since it knows the day; here it is the clock on the wall.
    pub fn words(&self) -> String {
        match self {
            Self::Chosen(options) => {
                options.iter().map(|option| option.label.as_str()).collect::<Vec<_>>().join(", ")
            }
            Self::Number(measured) => measured.words(),
            Self::Text(text) => text.clone(),
            Self::Yes(true) => "Yes".to_owned(),
            Self::Yes(false) => "No".to_owned(),
            Self::At(stamp) => crate::cui::date_time(*stamp),
            Self::NotTestable(reason) => format!("Not testable: {}", reason.label),
        }
    }
}

/// How an answer stands to a form that may be another version than the one it was given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The form has no such item any more.
    ItemGone,
    /// The item has no such option, or no such reason, any more.
    OptionGone,
    /// The item asks for something else now: another kind of answer, unit or range.
    OtherKind,
}

/// An answer as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack<'a> {
    /// The item's name.
    pub link: &'a str,
    /// The label under which it was answered.
    pub label: &'a str,
    /// The answer.
    pub answer: &'a Answer,
    /// Set where the form in hand no longer has it. The answer stands all the same.
    pub mark: Option<Mark>,
}

/// Stored answers beside a form of any version: those that it has first, in its order, then the rest.
pub fn read_back<'a>(answers: &'a Answers, form: &Definition) -> Vec<ReadBack<'a>> {
    let mut read: Vec<(usize, ReadBack<'a>)> = answers
        .iter()
        .map(|(link, Answered { label, answer })| {
            let place = form.find(link);
            let mark = match place {
                None => Some(Mark::ItemGone),
                Some(place) => mark(answer, form, place),
            };
            (place.unwrap_or(usize::MAX), ReadBack { link, label, answer, mark })
        })
        .collect();
    read.sort_by_key(|(place, _)| *place);
    read.into_iter().map(|(_, read)| read).collect()
}

/// Whether an item can still take an answer.
pub(super) fn mark(answer: &Answer, form: &Definition, place: usize) -> Option<Mark> {
    let item = &form.items[place];
    match (answer, &item.kind) {
        (Answer::NotTestable(reason), _) => {
            let known = item.not_testable.iter().any(|known| known.code == reason.code);
            (!known).then_some(Mark::OptionGone)
        }
        (Answer::Chosen(chosen), ItemKind::Choice { options, many }) => {
            let known = |code: &str| options.iter().any(|option| option.code == code);
            if !chosen.iter().all(|option| known(&option.code)) {
                Some(Mark::OptionGone)
            } else {
                (!many && chosen.len() != 1).then_some(Mark::OtherKind)
            }
        }
        (Answer::Number(measured), ItemKind::Number(kind)) => {
            let unit = kind.unit.map_or("", |unit| unit.ucum());
            let fits = measured.unit == unit && kind.low <= measured.number && measured.number <= kind.high;
            (!fits).then_some(Mark::OtherKind)
        }
        (Answer::Text(_), ItemKind::Text { .. })
        | (Answer::Yes(_), ItemKind::Boolean)
        | (Answer::At(_), ItemKind::DateTime) => None,
        _ => Some(Mark::OtherKind),
    }
}
