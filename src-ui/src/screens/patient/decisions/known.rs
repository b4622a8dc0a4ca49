//! What is known of the patient and gates what the screens show: allergies, and pregnancy.

use super::{
    Card,
    deciding::{Set, Text},
};
use crate::{
    widgets::{
        class::on,
        el::{el, given, given_any, id, none, say, say_any},
        panel::{Choice, panel},
    },
    words::decisions as words,
};
use contract::{AllergiesAsked, DecidedView, Decision, DecisionKind};
use yew::prelude::*;

impl Card {
    pub(super) fn allergies(&self) -> (Vec<Html>, Option<Decision>) {
        let (deciding, listed) = (&*self.deciding, &self.standing().allergies);
        let title = words::act(DecisionKind::Allergies);
        let answers = panel(title, "panel--inline", self.answers(words::allergies(), "allergies-known"));
        let Some(known) = deciding.answer else { return (vec![answers], None) };
        let remove = if known { &deciding.out } else { listed };
        let add: Vec<String> = if known { lines(&deciding.allergic) } else { Vec::new() };
        let some_left = !add.is_empty() || listed.iter().any(|name| !remove.contains(name));
        let reason = remove.is_empty() || !deciding.words.trim().is_empty();
        let asked = if known {
            AllergiesAsked::Known { add, remove: remove.clone() }
        } else {
            AllergiesAsked::NoneKnown { remove: remove.clone() }
        };
        let mut inside = vec![answers];
        if known {
            inside.push(self.line(words::allergic_to(), &deciding.allergic, "allergic-to", Text::Allergic));
            inside.push(if listed.is_empty() { none() } else { self.take_out(listed) });
        }
        if !remove.is_empty() {
            let out = format!("{} {}", words::taken_out(), remove.join(", "));
            inside.push(id(say("p", "notice notice--problem", &out), "allergies-out"));
            inside.push(self.in_words(words::reason()));
        }
        (inside, (reason && (some_left || !known)).then_some(Decision::Allergies(asked)))
    }

    /// The two answers to the question that a panel asks first.
    pub(super) fn answers(&self, two: [(&'static str, bool); 2], testid: &'static str) -> Vec<Choice> {
        let chosen = self.deciding.answer;
        two.map(|(label, yes)| self.choice(label, testid, chosen == Some(yes), Set::Answer(yes))).into()
    }

    fn take_out(&self, listed: &[String]) -> Html {
        let choices = listed.iter().map(|name| {
            let out = self.deciding.out.contains(name);
            self.choice(name, "allergy", out, Set::Out(name.clone()))
        });
        panel(words::take_out(), "panel--inline", choices.collect())
    }

    pub(super) fn pregnancy(&self) -> (Vec<Html>, Option<Decision>) {
        let answer = self.deciding.answer;
        let title = words::act(DecisionKind::Pregnancy);
        let mut inside = vec![panel(title, "panel--inline", self.answers(words::pregnant(), "pregnant"))];
        if let Some(yes) = answer {
            inside.push(say("p", "notice", words::pregnancy_means(yes)));
        }
        (inside, answer.map(Decision::Pregnancy))
    }
}

/// What was typed, one a line.
fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// One decision that stands: what, who, until when.
pub(super) fn decided(of: &DecidedView) -> Html {
    let past = if of.review_past { format!(" – {}", words::review_past()) } else { String::new() };
    let review = vec![given_any("span", "", &of.review), say_any("span", "", &past)];
    let inside = vec![
        given("b", "", &of.words),
        given("span", "quiet", &of.by),
        el("span", on(of.review_past, "due--overdue"), review),
    ];
    id(el("li", "decided-line", inside), "decided")
}
