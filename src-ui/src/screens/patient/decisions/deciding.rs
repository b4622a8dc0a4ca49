//! A decision being made: what was chosen and typed so far.

use crate::dates::typed;
use chrono::NaiveDate;
use clinical::care::{CeilingLevel, Precaution};
use contract::{CallError, DecisionKind};
use std::rc::Rc;

/// What is being decided. Nothing is chosen beforehand.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Deciding {
    /// The list of decisions is open.
    pub(super) listed: bool,
    pub(super) open: Option<DecisionKind>,
    /// To the question that the panel asks first.
    pub(super) answer: Option<bool>,
    pub(super) level: Option<CeilingLevel>,
    pub(super) precaution: Option<Precaution>,
    pub(super) code: String,
    /// Allergies as typed, one a line.
    pub(super) allergic: String,
    /// Allergies to be taken out of the list.
    pub(super) out: Vec<String>,
    pub(super) place: String,
    pub(super) words: String,
    pub(super) by: String,
    pub(super) review: String,
    pub(super) minutes: i64,
    pub(super) every: u32,
    pub(super) refused: Option<Rc<CallError>>,
}

/// One change to it.
#[derive(Clone)]
pub(super) enum Set {
    List(bool),
    Open(DecisionKind),
    Answer(bool),
    /// In or out of the list, in turn.
    Out(String),
    Level(CeilingLevel),
    Precaution(Precaution),
    Code(String),
    Minutes(i64),
    Every(u32),
    Text(Text, String),
}

/// What is typed.
#[derive(Clone, Copy)]
pub(super) enum Text {
    Place,
    Words,
    By,
    Review,
    Allergic,
}

impl Deciding {
    /// Who decided, and when it is to be looked at again; none while either cannot be read.
    pub(super) fn signed(&self) -> Option<(String, Option<NaiveDate>)> {
        let by = self.by.trim();
        let review = typed::optional_day(&self.review)?;
        (!by.is_empty()).then(|| (by.to_owned(), review))
    }

    /// After one change.
    pub(super) fn after(&self, set: Set) -> Self {
        let mut next = self.clone();
        match set {
            Set::List(listed) => return Self { listed, ..Self::default() },
            Set::Open(kind) => return Self { listed: true, open: Some(kind), ..Self::default() },
            Set::Answer(answer) => next.answer = Some(answer),
            Set::Out(name) => match next.out.iter().position(|out| *out == name) {
                Some(at) => drop(next.out.remove(at)),
                None => next.out.push(name),
            },
            Set::Level(level) => next.level = Some(level),
            Set::Precaution(precaution) => next.precaution = Some(precaution),
            Set::Code(code) => next.code = code,
            Set::Minutes(minutes) => next.minutes = minutes,
            Set::Every(every) => next.every = every,
            Set::Text(Text::Place, text) => next.place = text,
            Set::Text(Text::Words, text) => next.words = text,
            Set::Text(Text::By, text) => next.by = text,
            Set::Text(Text::Review, text) => next.review = text,
            Set::Text(Text::Allergic, text) => next.allergic = text,
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{BACK, HOLDS},
        Deciding,
    };

    #[test]
    fn a_decision_waits_for_a_name_and_for_a_day_that_is_whole() {
        let said = |by: &str, review: &str| {
            let deciding = Deciding { by: by.into(), review: review.into(), ..Deciding::default() };
            deciding.signed().map(|(_, review)| review.map(crate::dates::date))
        };
        assert_eq!(said("Dr Lindqvist ", "31/Jan/2027"), Some(Some("31-Jan-2027".into())));
        assert_eq!(said("Dr Lindqvist", ""), Some(None), "no day was asked for");
        assert_eq!(said(" ", "31/Jan/2027"), None);
        for unread in ["31/Jan/20", "31/Feb/2027", "x"] {
            assert_eq!(said("Dr Lindqvist", unread), None, "{unread} is never left out in silence");
        }
    }

    #[test]
    fn a_time_that_is_offered_is_as_long_as_it_says() {
        for minutes in HOLDS.into_iter().chain(BACK).filter(|minutes| *minutes != 0) {
            let label = crate::words::times::whole(minutes);
            let (number, unit) = label.split_once(' ').unwrap();
            let each = if unit.starts_with("hour") { 60 } else { 1 };
            assert_eq!(number.parse::<i64>().unwrap() * each, minutes, "{label}");
        }
    }
}
