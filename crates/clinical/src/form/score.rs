//! Totals, bands and what follows from them: one function, for the preview and for the record.

use super::{
    Action, Answer, Answers, Assessment, Band, Definition, FormRule, Formula, Item, ItemKind, Number, Total,
    page::{Page, Truth},
};
use crate::{news2::Response, policy::Interval, vitals::UnableReason};
use serde::{Deserialize, Serialize};

/// What a total came to. Missing is never zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Score {
    /// Nothing that it counts was asked: its items are hidden, or none of them is required and none was answered.
    NotAsked,
    /// Every part is there.
    Complete {
        /// The total.
        total: Number,
    },
    /// Parts are still missing.
    Incomplete {
        /// The least it can turn out to be, over every answer that the missing parts could have.
        at_least: Number,
        /// The most.
        at_most: Number,
        /// The linkIds of what is missing.
        missing: Vec<String>,
    },
    /// A part cannot be tested, and the rest is there: there is no total.
    NotTestable {
        /// The least it could be.
        at_least: Number,
        /// The most.
        at_most: Number,
        /// The linkIds of what could not be tested.
        parts: Vec<String>,
    },
}

/// A total as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalResult {
    /// Its name in the form.
    pub id: String,
    /// Its label as it was shown.
    pub label: String,
    /// Decimals to show it with.
    pub places: u8,
    /// What it came to.
    pub score: Score,
    /// The label of its band; `None` without a total, or when it could still fall in several.
    pub band: Option<String>,
}

/// A value that was worked out, as it was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedResult {
    /// The item's linkId.
    pub link: String,
    /// Its label.
    pub label: String,
    /// The value; `None` when something that it needs is missing.
    pub value: Option<super::Measured>,
}

/// Somebody is to be told. It feeds the same escalation as a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// How urgently, and by that, whom.
    pub level: Response,
    /// What to do, in the form's words.
    pub words: String,
    /// The total or rule that raised it, by its name in the form; `too_unwell` when nothing could be obtained.
    pub from: String,
    /// It is about a change since the last time, so that each time it is raised, it is new.
    pub since_last: bool,
}

/// Everything that follows from a form's answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormResult {
    /// Each total, in the form's order.
    pub totals: Vec<TotalResult>,
    /// Each value worked out that is shown, in the form's order.
    pub derived: Vec<DerivedResult>,
    /// Whom to tell, the most urgent first.
    pub alerts: Vec<Alert>,
    /// Advice of bands that alert nobody.
    pub advice: Vec<String>,
    /// When to do it again; `None`: the form does not say.
    pub next_due: Option<Interval>,
}

impl FormResult {
    /// The most urgent level that was raised.
    pub fn level(&self) -> Option<Response> {
        self.alerts.iter().map(|alert| alert.level).max()
    }
}

/// Works out a form: the same for the preview while keying and for the record.
///
/// `recent` holds the assessments of the same form before this one, newest first; they are looked at for
/// a fall since then and for nothing else. Answers to hidden items, and answers that the form cannot take, count for
/// nothing. Never fails: a form of which nothing is answered has no totals and raises nothing.
pub fn score(
    form: &Definition,
    answers: &Answers,
    recent: &[&Assessment],
    unable: Option<&UnableReason>,
) -> FormResult {
    let mut page = Page::new(form, answers, recent);
    let mut result = FormResult::default();
    if unable == Some(&UnableReason::TooUnwell) {
        let words = "Could not be obtained: too unwell. Call for help now.".to_owned();
        let (level, from) = (Response::Emergency, "too_unwell".to_owned());
        result.alerts.push(Alert { level, words, from, since_last: false });
    }
    let mut due: Vec<Interval> = Vec::new();
    for total in &form.totals {
        let score = page.total(total);
        let bands = total.reached(&score);
        let band = if let [band] = bands.as_slice() { Some(band.label.clone()) } else { None };
        certain(&bands, total, &mut result);
        due.extend(bands.iter().filter_map(|band| band.action.next_due));
        let (id, label) = (total.id.clone(), total.label.clone());
        result.totals.push(TotalResult { id, label, places: total.places, score, band });
    }
    for FormRule { id, when, action } in &form.rules {
        if page.holds(when).shown {
            let since_last = when.of.iter().any(|when| is_since_last(&form.items[when.question]));
            raise(action, id, since_last, &mut result);
            due.extend(action.next_due);
        }
    }
    for place in 0..form.items.len() {
        let item = &form.items[place];
        if let ItemKind::Derived(derived) = &item.kind
            && page.standing(place).shown
        {
            let unit = derived.unit.map_or("", |unit| unit.ucum()).to_owned();
            let measured = |number| super::Measured { number, places: derived.places, unit };
            let value = page.number(place).map(measured);
            let (link, label) = (item.link.clone(), item.text.clone());
            result.derived.push(DerivedResult { link, label, value });
        }
    }
    result.alerts.sort_by_key(|alert| std::cmp::Reverse(alert.level));
    // The soonest of all that could be asked for: what is missing never makes it later.
    result.next_due = due.into_iter().min_by_key(|i| (i.due_minutes, i.overdue_minutes)).or(form.next_due);
    result
}

const fn is_since_last(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Derived(derived) if matches!(derived.formula, Formula::FallSinceLast { .. }))
}

fn raise(action: &Action, from: &str, since_last: bool, result: &mut FormResult) {
    match action.level {
        Some(level) => {
            let (words, from) = (action.words.clone(), from.to_owned());
            result.alerts.push(Alert { level, words, from, since_last });
        }
        None if !action.words.is_empty() => result.advice.push(action.words.clone()),
        None => {}
    }
}

/// What is certain whatever the missing parts turn out to be: if every band that can still be reached alerts, the
/// least urgent of them does so now.
fn certain(bands: &[&Band], total: &Total, result: &mut FormResult) {
    match bands {
        [] => {}
        [only] => raise(&only.action, &total.id, false, result),
        several if several.iter().all(|band| band.action.level.is_some()) => {
            if let Some(least) = several.iter().min_by_key(|band| band.action.level) {
                raise(&least.action, &total.id, false, result);
            }
        }
        _ => {}
    }
}

impl Total {
    /// The least and the most that it can be when everything it counts is answered. Items that may be hidden may also
    /// count nothing.
    pub fn range(&self, items: &[Item]) -> (Number, Number) {
        let (mut least, mut most) = (0, 0);
        for place in &self.items {
            let (mut low, mut high) = weights(&items[*place]);
            let mut on_the_way = Some(*place);
            while let Some(at) = on_the_way {
                if items[at].shown_when.is_some() {
                    (low, high) = (low.min(0), high.max(0));
                }
                on_the_way = items[at].parent;
            }
            least += low;
            most += high;
        }
        (Number(least), Number(most))
    }

    /// The bands that a score is in, or can still turn out to be in, from low to high.
    pub fn reached(&self, score: &Score) -> Vec<&Band> {
        let (least, most) = match score {
            Score::NotAsked => return Vec::new(),
            Score::Complete { total } => (*total, *total),
            Score::Incomplete { at_least, at_most, .. } | Score::NotTestable { at_least, at_most, .. } => {
                (*at_least, *at_most)
            }
        };
        let reached = |band: &&Band| {
            band.low.is_none_or(|low| low <= most) && band.high.is_none_or(|high| high >= least)
        };
        self.bands.iter().filter(reached).collect()
    }
}

/// The least and the most that an item can count, in thousandths.
fn weights(item: &Item) -> (i64, i64) {
    match &item.kind {
        ItemKind::Number(number) => (number.low.0, number.high.0),
        ItemKind::Choice { options, .. } => {
            let weights = || options.iter().filter_map(|option| option.weight).map(|weight| weight.0);
            (weights().min().unwrap_or(0), weights().max().unwrap_or(0))
        }
        _ => (0, 0),
    }
}

impl Page<'_> {
    /// What a total comes to with the answers so far.
    pub(super) fn total(&mut self, total: &Total) -> Score {
        let form = self.form;
        let (mut least, mut most) = (0_i64, 0_i64);
        let (mut missing, mut parts): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let (mut asked, mut unsettled) = (false, false);
        for &place in &total.items {
            let item = &form.items[place];
            let standing = self.standing(place);
            let number = self.number(place);
            let (mut low, mut high) = number.map_or_else(|| weights(item), |number| (number.0, number.0));
            match standing.truth {
                Truth::No => continue,
                Truth::Yes => asked |= item.required || self.answer(place).is_some(),
                Truth::Unsettled => {
                    (low, high) = (low.min(0), high.max(0));
                    unsettled = true;
                    asked |= self.answer(place).is_some();
                    self.open_questions(place, &mut missing);
                }
            }
            least += low;
            most += high;
            if matches!(self.answer(place), Some(Answer::NotTestable(_))) {
                parts.push(place);
            } else if number.is_none() && standing.shown {
                missing.push(place);
            }
        }
        let links = |mut places: Vec<usize>| -> Vec<String> {
            places.sort_unstable();
            places.dedup();
            places.into_iter().map(|place| form.items[place].link.clone()).collect()
        };
        let (at_least, at_most) = (Number(least), Number(most));
        match (asked, unsettled || !missing.is_empty(), parts.is_empty()) {
            (false, ..) => Score::NotAsked,
            (true, true, _) => Score::Incomplete { at_least, at_most, missing: links(missing) },
            (true, false, false) => Score::NotTestable { at_least, at_most, parts: links(parts) },
            (true, false, true) => Score::Complete { total: at_least },
        }
    }

    /// The questions on which it rests whether an item is shown, and which nobody has answered.
    fn open_questions(&mut self, place: usize, missing: &mut Vec<usize>) {
        let form = self.form;
        let mut on_the_way = Some(place);
        while let Some(at) = on_the_way {
            for when in form.items[at].shown_when.iter().flat_map(|conditions| &conditions.of) {
                if self.standing(when.question).shown && !self.is_answered(when.question) {
                    missing.push(when.question);
                }
            }
            on_the_way = form.items[at].parent;
        }
    }
}
