//! What a form shows and knows with the answers so far: which items, which values worked out.
//!
//! Showing an item may rest on a question that nobody has answered yet. For the eye it is hidden; for the score it is
//! *unsettled*: neither counted nor left out until the question is answered.

use super::{
    Answer, Answers, Assessment, Conditions, Definition, Formula, Item, ItemKind, Number, Score,
    answers::mark,
};
use serde::{Deserialize, Serialize};

/// One condition on one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The item that is asked about, by its place.
    pub question: usize,
    /// What is asked.
    pub asks: Asks,
}

/// What a condition asks of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// That it is there, or that it is not. "Not testable" is an answer.
    Exists(bool),
    /// That this option was chosen.
    Code(String),
    /// That it is yes, or no.
    Yes(bool),
    /// How the number compares.
    Number(Compare, Number),
}

/// A comparison; the answer stands on the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// The same.
    Equal,
    /// Greater.
    Above,
    /// Less.
    Below,
    /// Greater or the same.
    AtLeast,
    /// Less or the same.
    AtMost,
}

/// Whether something holds, whatever is still to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    No,
    Unsettled,
    Yes,
}

/// Whether an item is shown with the answers so far, and whether that is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) shown: bool,
    pub(super) truth: Truth,
}

/// A form with answers. Asked lazily and in any order; the definition has no cycles, so every question ends.
pub(super) struct Page<'a> {
    pub(super) form: &'a Definition,
    answers: Vec<Option<&'a Answer>>,
    recent: &'a [&'a Assessment],
    standing: Vec<Option<Standing>>,
}

impl<'a> Page<'a> {
    /// Answers that the form does not have are left aside. So are `recent` assessments of other forms.
    pub(super) fn new(form: &'a Definition, answers: &'a Answers, recent: &'a [&'a Assessment]) -> Self {
        let answer = |(place, item): (usize, &Item)| {
            let answer = &answers.get(&item.link)?.answer;
            (mark(answer, form, place).is_none()).then_some(answer)
        };
        Self {
            form,
            answers: form.items.iter().enumerate().map(answer).collect(),
            recent,
            standing: vec![None; form.items.len()],
        }
    }

    /// Whether an item is shown, and whether that is settled.
    pub(super) fn standing(&mut self, place: usize) -> Standing {
        if let Some(known) = self.standing[place] {
            return known;
        }
        let form = self.form;
        let item = &form.items[place];
        let mut standing = Standing { shown: true, truth: Truth::Yes };
        if let Some(parent) = item.parent {
            standing = self.standing(parent);
        }
        if let Some(conditions) = &item.shown_when {
            let own = self.holds(conditions);
            standing.shown &= own.shown;
            standing.truth = standing.truth.min(own.truth);
        }
        self.standing[place] = Some(standing);
        standing
    }

    /// Whether conditions hold with the answers so far, and whether that is settled.
    pub(super) fn holds(&mut self, conditions: &Conditions) -> Standing {
        let each: Vec<Standing> = conditions.of.iter().map(|when| self.when(when)).collect();
        let truths = each.iter().map(|standing| standing.truth);
        if conditions.all {
            Standing {
                shown: each.iter().all(|standing| standing.shown),
                truth: truths.min().unwrap_or(Truth::Yes),
            }
        } else {
            Standing {
                shown: each.iter().any(|standing| standing.shown),
                truth: truths.max().unwrap_or(Truth::No),
            }
        }
    }

    fn when(&mut self, when: &When) -> Standing {
        let asked = self.standing(when.question);
        let exists = self.is_answered(when.question);
        let holds = match &when.asks {
            Asks::Exists(there) => exists == *there,
            Asks::Code(code) => match self.answer(when.question) {
                Some(Answer::Chosen(options)) => options.iter().any(|option| option.code == *code),
                _ => false,
            },
            Asks::Yes(yes) => matches!(self.answer(when.question), Some(Answer::Yes(said)) if said == yes),
            Asks::Number(compare, with) => self.number(when.question).is_some_and(|number| match compare {
                Compare::Equal => number == *with,
                Compare::Above => number > *with,
                Compare::Below => number < *with,
                Compare::AtLeast => number >= *with,
                Compare::AtMost => number <= *with,
            }),
        };
        // Hidden for good, it will never be answered; otherwise an answer that is not there may still come.
        let settled = match asked.truth {
            Truth::No => true,
            Truth::Unsettled => false,
            Truth::Yes => exists,
        };
        let truth = match (settled, holds) {
            (false, _) => Truth::Unsettled,
            (true, true) => Truth::Yes,
            (true, false) => Truth::No,
        };
        Standing { shown: holds, truth }
    }

    /// The answer to an item that is shown.
    pub(super) fn answer(&mut self, place: usize) -> Option<&'a Answer> {
        if self.standing(place).shown { self.answers[place] } else { None }
    }

    /// Whether an item that is shown has an answer, or a value that could be worked out.
    pub(super) fn is_answered(&mut self, place: usize) -> bool {
        match self.form.items[place].kind {
            ItemKind::Derived(_) => self.number(place).is_some(),
            _ => self.answer(place).is_some(),
        }
    }

    /// The number of an item that is shown: keyed, weighed or worked out.
    pub(super) fn number(&mut self, place: usize) -> Option<Number> {
        if !self.standing(place).shown {
            return None;
        }
        let form = self.form;
        match (&form.items[place].kind, self.answers[place]) {
            (ItemKind::Derived(derived), _) => {
                self.derive(derived.formula).map(|number| rounded(number, derived.places))
            }
            (ItemKind::Choice { options, many: false }, Some(Answer::Chosen(chosen))) => {
                let code = &chosen.first()?.code;
                options.iter().find(|option| option.code == *code)?.weight
            }
            (_, Some(Answer::Number(measured))) => Some(measured.number),
            _ => None,
        }
    }

    /// The newest complete total of this name; one that was incomplete in between hides no fall.
    fn last_complete(&self, id: &str) -> Option<Number> {
        let same = self.recent.iter().filter(|before| before.pin.url == self.form.pin.url);
        let mut totals = same.flat_map(|before| &before.result.totals).filter(|total| total.id == id);
        totals.find_map(|total| match total.score {
            Score::Complete { total } => Some(total),
            _ => None,
        })
    }

    fn derive(&mut self, formula: Formula) -> Option<Number> {
        match formula {
            Formula::Difference(first, second) => {
                Some(Number(self.number(first)?.0 - self.number(second)?.0))
            }
            Formula::Bmi { weight, height } => bmi(self.number(weight)?, self.number(height)?),
            Formula::FallSinceLast { total } => {
                let total = &self.form.totals[total];
                let Score::Complete { total: now } = self.total(total) else { return None };
                Some(Number(self.last_complete(&total.id)?.0 - now.0))
            }
        }
    }
}

/// Half up at so many decimals, away from zero below it.
fn rounded(number: Number, places: u8) -> Number {
    let step = Number::step(places);
    let half = step / 2;
    let up = if number.0 < 0 { number.0 - half } else { number.0 + half };
    Number(up / step * step)
}

/// Body mass index in thousandths, from kilograms and centimetres in thousandths: weight over the square of height.
fn bmi(weight: Number, height: Number) -> Option<Number> {
    let square = height.0.checked_mul(height.0).filter(|square| *square > 0)?;
    // Cut off here and rounded once, where it is shown.
    Some(Number(weight.0.checked_mul(10_000_000_000)? / square))
}
