//! Soft checks of a form: possible, but asked about once. Nothing here refuses anything.

use super::{Answer, Answers, Assessment, Definition, ItemKind, page::Page};
use serde::{Deserialize, Serialize};

/// Why a value is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormCheckKind {
    /// Outside the form's usual range.
    Unusual,
    /// A great change since the last time.
    Change,
}

/// One question to whoever fills in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCheck {
    /// Why.
    pub kind: FormCheckKind,
    /// About which item.
    pub link: String,
    /// In words, as a question.
    pub message: String,
}

impl FormCheck {
    /// The code that is kept once confirmed, such as `unusual:weight`.
    pub fn code(&self) -> String {
        let kind = match self.kind {
            FormCheckKind::Unusual => "unusual",
            FormCheckKind::Change => "change",
        };
        format!("{kind}:{}", self.link)
    }
}

/// What to ask about the answers before they are saved, in form order.
pub fn check(form: &Definition, answers: &Answers, recent: &[&Assessment]) -> Vec<FormCheck> {
    let mut page = Page::new(form, answers, recent);
    let mut found = Vec::new();
    for (place, item) in form.items.iter().enumerate() {
        let (ItemKind::Number(kind), Some(Answer::Number(now))) = (&item.kind, page.answer(place)) else {
            continue;
        };
        let mut ask = |kind, message| found.push(FormCheck { kind, link: item.link.clone(), message });
        if let Some((low, high)) = kind.usual
            && (now.number < low || now.number > high)
        {
            let range = format!("{} to {}", low.shown(kind.places), high.shown(kind.places));
            let message = format!("{} is outside the usual {range}. Measured?", item.text);
            ask(FormCheckKind::Unusual, message);
        }
        let same = recent.iter().filter(|before| before.pin.url == form.pin.url);
        let mut before =
            same.filter_map(|before| before.answers.get(&item.link)).map(|answered| &answered.answer);
        let before = before.find(|answer| matches!(answer, Answer::Number(_)));
        if let (Some(percent), Some(Answer::Number(before))) = (kind.change_percent, before)
            && before.unit == now.unit
            && (now.number.0 - before.number.0).unsigned_abs().saturating_mul(100)
                > before.number.0.unsigned_abs().saturating_mul(percent.into())
        {
            let message = format!(
                "{} was {} last time: a change of more than {percent} per cent. Measured?",
                item.text,
                before.words()
            );
            ask(FormCheckKind::Change, message);
        }
    }
    found
}
