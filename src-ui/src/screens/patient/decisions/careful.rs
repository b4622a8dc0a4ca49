//! What to be careful of: one tap, and for weight-bearing which leg.

use super::{Card, deciding::Set};
use crate::{widgets::panel::panel, words::decisions as words};
use clinical::care::{Leg, Precaution};
use contract::{Decision, FlagKind};
use yew::prelude::*;

impl Card {
    pub(super) fn precaution(&self) -> (Vec<Html>, Option<Decision>) {
        let chosen = &self.deciding.precaution;
        let groups = [(words::ward_flags(), self.ward_flags())].into_iter().chain(words::precautions());
        let mut inside = Vec::new();
        for (title, all) in groups {
            let of_a_leg = all
                .iter()
                .any(|one| matches!(one, Precaution::WeightBearing(_)) && chosen.as_ref() == Some(one));
            let choices = all.into_iter().map(|one| {
                let on = chosen.as_ref() == Some(&one);
                let label = match &one {
                    Precaution::WeightBearing(bearing) => bearing.label().to_owned(),
                    other => other.label(),
                };
                self.choice(&label, "precaution", on, Set::Precaution(one)).english()
            });
            inside.push(panel(title, "panel--inline", choices.collect()));
            if of_a_leg {
                inside.push(self.legs());
            }
        }
        let mut decided = chosen.clone();
        if let Some(Precaution::Limb { words, spare: true, .. }) = &mut decided {
            inside.push(self.in_words(words::limb_words()));
            *words = self.deciding.words.trim().to_owned();
        }
        (inside, decided.and_then(|decided| self.of_a_leg(decided)))
    }

    fn legs(&self) -> Html {
        let choices = words::legs().map(|(code, label)| {
            self.choice(label, "leg", self.deciding.code == code, Set::Code(code.into()))
        });
        panel(words::which_leg(), "panel--inline", choices.into())
    }

    /// Weight-bearing is of a leg, or of both; nothing is written before that is said.
    fn of_a_leg(&self, decided: Precaution) -> Option<Decision> {
        let Precaution::WeightBearing(bearing) = decided else { return Some(Decision::Precaution(decided)) };
        let leg = |leg| Decision::Precaution(Precaution::LegBearing { leg, bearing });
        match self.deciding.code.as_str() {
            "left" => Some(leg(Leg::Left)),
            "right" => Some(leg(Leg::Right)),
            "both" => Some(Decision::BothLegs(bearing)),
            _ => None,
        }
    }

    /// The policy's flags: to raise one, or to take back one that stands.
    fn ward_flags(&self) -> Vec<Precaution> {
        let stands = |label: &str| {
            self.view.flags.iter().any(|flag| flag.kind == FlagKind::Ward && flag.short == label)
        };
        let listed = self.view.choices.flags.iter();
        let flag = |(code, label): &(String, String)| {
            Some(Precaution::Ward { code: code.parse().ok()?, label: label.clone(), holds: !stands(label) })
        };
        listed.filter_map(flag).collect()
    }
}
