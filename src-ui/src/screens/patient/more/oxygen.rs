//! Prescribing oxygen, copying a prescription from paper, stopping it.

use super::{Chosen as Page, Ground};
use crate::{
    dates::typed,
    widgets::{
        el::{el, english, id, none, say},
        field,
        panel::{Choice, panel},
        when,
    },
    words::oxygen as words,
};
use clinical::{
    oxygen::{Amount, Given, Span, Target},
    policy::OxygenDevice,
    vitals::{Fio2, flow_of},
};
use contract::{Decide, Decision, DecisionKind, OxygenAsked, OxygenChoices, OxygenWanted, Request};
use yew::prelude::*;

/// What was chosen and typed so far. Nothing is chosen beforehand.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Chosen {
    /// One of the policy's targets; inside, `None` is another range.
    target: Option<Option<Target>>,
    /// A device by its code; inside, `None` is any.
    device: Option<Option<String>>,
    given: Option<Given>,
    /// The ends of a range of one's own, then of the amount, who prescribed on paper, when it is reviewed.
    text: [String; 6],
    stop: bool,
}

/// Places in [`Chosen::text`].
const LOW: usize = 0;
const HIGH: usize = 1;
const LEAST: usize = 2;
const MOST: usize = 3;
const BY: usize = 4;
const REVIEW: usize = 5;

/// The section.
pub(super) fn oxygen(ground: &Ground) -> Html {
    let Some(choices) = &ground.view.standing.oxygen else { return none() };
    let stands = ground.view.standing.decisions.iter().filter(|of| of.kind == DecisionKind::Oxygen);
    let lines = stands.map(|of| {
        let inside = vec![say("b", "", &of.words), say("span", "quiet", &of.by), say("span", "", &of.review)]
            .into_iter()
            .map(english)
            .collect();
        id(el("li", "decided-line", inside), "oxygen-stands")
    });
    let mut parts = vec![
        say("p", "", if choices.signs { words::more() } else { words::more_on_paper() }),
        el("ul", "decided", lines.collect()),
    ];
    if choices.stands {
        let stop = ground.chosen.oxygen.stop;
        let kinds = [(words::prescribe(), false), (words::stop(), true)];
        let kinds =
            kinds.map(|(label, to)| choice(ground, label, "oxygen-what", stop == to, move |of| of.stop = to));
        parts.push(panel(words::what(), "panel--inline", kinds.into()));
    }
    if !ground.chosen.oxygen.stop {
        parts.extend(prescription(ground, choices));
    }
    if !choices.signs {
        parts.push(line(ground, words::on_paper(), BY, "oxygen-by"));
    }
    let stops = ground.chosen.oxygen.stop && choices.stands;
    let (label, class) = match (stops, choices.signs) {
        (true, _) => (words::confirm_stop(), "button--warning"),
        (false, true) => (words::sign(), "button--main"),
        (false, false) => (words::copy(), "button--main"),
    };
    let request = asked(ground, choices, stops).map(|asked| {
        let decision = Decision::Oxygen(asked);
        Request::Decide(Box::new(Decide { stay: ground.stay(), decision, reason: String::new() }))
    });
    parts.push(ground.confirm(label.to_owned(), class, "confirm-oxygen", request));
    el("div", "", parts)
}

fn prescription(ground: &Ground, choices: &OxygenChoices) -> Vec<Html> {
    let chosen = &ground.chosen.oxygen;
    let target = |target: Option<Target>, label: &str| {
        choice(ground, label, "oxygen-target", chosen.target == Some(target), move |of| {
            of.target = Some(target)
        })
    };
    let mut targets: Vec<Choice> =
        choices.targets.iter().map(|of| target(Some(*of), &words::target(of.ends()))).collect();
    targets.push(target(None, words::other_target()));
    let mut parts = vec![panel(words::target_heading(), "panel--inline", targets)];
    if chosen.target == Some(None) {
        parts.push(line(ground, words::low(), LOW, "oxygen-low"));
        parts.push(line(ground, words::high(), HIGH, "oxygen-high"));
    }
    let device = |code: Option<&str>, label: &str| {
        let code = code.map(str::to_owned);
        let on = chosen.device.as_ref() == Some(&code);
        choice(ground, label, "oxygen-device", on, move |of| {
            of.device = Some(code.clone());
            of.text[LEAST].clear();
            of.text[MOST].clear();
        })
    };
    let listed =
        ground.view.bedside.oxygen_devices.iter().map(|of| device(Some(&of.code), &of.label).english());
    let devices = std::iter::once(device(None, words::any_device())).chain(listed);
    parts.push(panel(words::device(), "panel--inline", devices.collect()));
    if let Some(of) = chosen_device(ground) {
        let unit = if of.percent { "%" } else { "L/min" };
        parts.push(line(ground, &words::from(unit), LEAST, "oxygen-least"));
        parts.push(line(ground, &words::to(unit), MOST, "oxygen-most"));
    }
    let given = [(Given::Continuous, words::continuous()), (Given::AsNeeded, words::as_needed())];
    let given = given.map(|(to, label)| {
        choice(ground, label, "oxygen-given", chosen.given == Some(to), move |of| of.given = Some(to))
    });
    parts.push(panel(words::given(), "panel--inline", given.into()));
    parts.push(when::day(words::review(), &chosen.text[REVIEW], "oxygen-review", &typing(ground, REVIEW)));
    parts
}

fn chosen_device(ground: &Ground) -> Option<&OxygenDevice> {
    ground.view.bedside.oxygen_device(ground.chosen.oxygen.device.as_ref()?.as_ref()?)
}

fn choice(
    ground: &Ground,
    label: &str,
    testid: &'static str,
    on: bool,
    change: impl Fn(&mut Chosen) + 'static,
) -> Choice {
    Choice::new(label.to_owned(), testid, ground.choose(move |page: &mut Page| change(&mut page.oxygen)))
        .on(on)
}

fn typing(ground: &Ground, n: usize) -> Callback<String> {
    let chosen = ground.chosen.clone();
    Callback::from(move |text: String| {
        let mut next = (*chosen).clone();
        next.oxygen.text[n] = text;
        chosen.set(next);
    })
}

fn line(ground: &Ground, label: &str, n: usize, testid: &str) -> Html {
    field::line(label, &ground.chosen.oxygen.text[n], testid, &typing(ground, n))
}

/// What was chosen, once it is whole.
fn asked(ground: &Ground, choices: &OxygenChoices, stops: bool) -> Option<OxygenAsked> {
    let chosen = &ground.chosen.oxygen;
    let by = chosen.text[BY].trim();
    let on_paper = (!choices.signs).then(|| by.to_owned());
    if on_paper.as_ref().is_some_and(String::is_empty) {
        return None;
    }
    if stops {
        return Some(OxygenAsked { on_paper, order: None });
    }
    let order = OxygenWanted {
        target: chosen.target()?,
        device: chosen.device.clone()?,
        amount: chosen.amount(chosen_device(ground))?,
        given: chosen.given?,
        review_on: typed::optional_day(&chosen.text[REVIEW])?,
    };
    Some(OxygenAsked { on_paper, order: Some(order) })
}

impl Chosen {
    fn target(&self) -> Option<Target> {
        let end = |n: usize| self.text[n].trim().parse().ok();
        self.target?.or_else(|| Target::new(end(LOW)?, end(HIGH)?))
    }

    /// Inside, `None` is as much as the target needs; outside, that what was typed is no amount.
    fn amount(&self, device: Option<&OxygenDevice>) -> Option<Option<Amount>> {
        let (least, most) = (self.text[LEAST].trim(), self.text[MOST].trim());
        let Some(device) = device.filter(|_| !least.is_empty() || !most.is_empty()) else {
            return Some(None);
        };
        // One number alone is both ends.
        let (least, most) =
            (if least.is_empty() { most } else { least }, if most.is_empty() { least } else { most });
        if device.percent {
            let end = |text: &str| Fio2::new(text.parse().ok()?);
            Some(Some(Amount::Percent(Span::new(end(least)?, end(most)?)?)))
        } else {
            Some(Some(Amount::Flow(Span::new(flow_of(least)?, flow_of(most)?)?)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(least: &str, most: &str) -> Chosen {
        let mut chosen = Chosen::default();
        (chosen.text[LEAST], chosen.text[MOST]) = (least.into(), most.into());
        chosen
    }

    #[test]
    fn an_amount_is_read_in_its_devices_unit_and_one_that_cannot_be_is_not_sent() {
        let policy = clinical::policy::Policy::rcp_default();
        let (nasal, venturi) = (policy.oxygen_device("N"), policy.oxygen_device("V24"));
        let said = |least, most, device| typed(least, most).amount(device);
        assert_eq!(said("", "", nasal), Some(None), "as much as the target needs");
        let Some(Some(Amount::Flow(flow))) = said("0.5", "2", nasal) else { panic!("no flow") };
        assert_eq!((flow.ends().0.get(), flow.ends().1.get()), (50, 200));
        let Some(Some(Amount::Percent(percent))) = said("24", "", venturi) else { panic!("no per cent") };
        assert_eq!((percent.ends().0.get(), percent.ends().1.get()), (24, 24));
        for (least, most, device) in [("4", "2", nasal), ("x", "2", nasal), ("20", "24", venturi)] {
            assert_eq!(said(least, most, device), None, "{least} to {most}");
        }
    }

    #[test]
    fn a_range_of_ones_own_is_a_target_only_where_it_can_be_one() {
        let mut chosen = Chosen { target: Some(None), ..Chosen::default() };
        assert_eq!(chosen.target(), None);
        (chosen.text[LOW], chosen.text[HIGH]) = ("90".into(), " 94 ".into());
        assert_eq!(chosen.target().map(Target::ends), Some((90, 94)));
        chosen.text[HIGH] = "89".into();
        assert_eq!(chosen.target(), None);
    }
}
