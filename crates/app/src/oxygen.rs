//! Prescribed oxygen: from what a screen asks to an entry, and from entries to words.

use crate::{
    escalation::short,
    project::Folded,
    session::Person,
    words::{self, Fail},
};
use clinical::{
    entry::EntryBody,
    news2::Scale,
    oxygen::{Amount, Given, Limits, OxygenOrder, Prescriber, Prescription},
    policy::Policy,
    staff::{Action, may},
    stay::StayState,
};
use contract::{CallError, OxygenAsked, OxygenChoices, OxygenView, OxygenWanted};

/// What can be checked before the stay is known: a name where it is copied from paper.
pub(crate) fn check(asked: &OxygenAsked) -> Result<(), CallError> {
    let Some(name) = &asked.on_paper else { return Ok(()) };
    short("on_paper", name)?;
    if name.trim().is_empty() {
        return Err(words::invalid("on_paper", "empty", "Write the name of whoever prescribed it on paper."));
    }
    Ok(())
}

/// The entry that somebody asks for, where they may: to prescribe is the policy's roles', to copy from paper that of
/// whoever may record a decision on treatment.
pub(crate) fn body(asked: &OxygenAsked, person: &Person, folded: &Folded) -> Result<EntryBody, Fail> {
    let policy = &folded.policy;
    let by = match &asked.on_paper {
        Some(name) => {
            crate::escalation::allowed(person, Action::RecordTreatmentDecision)?;
            Prescriber::OnPaper(name.trim().to_owned())
        }
        None if policy.oxygen().may_prescribe(person.role, person.auth) => Prescriber::Signed(person.role),
        None => return Err(words::not_a_prescriber().into()),
    };
    let order = match &asked.order {
        Some(wanted) => OxygenOrder::Prescribed(Box::new(prescription(wanted, by, policy)?)),
        None if folded.state.oxygen_prescribed().next().is_none() => {
            return Err(words::invalid("order", "nothing", "No oxygen is prescribed here.").into());
        }
        None => OxygenOrder::Stopped(by),
    };
    Ok(EntryBody::Oxygen(order))
}

fn prescription(wanted: &OxygenWanted, by: Prescriber, policy: &Policy) -> Result<Prescription, CallError> {
    let OxygenWanted { target, device, amount, given, review_on } = wanted.clone();
    if let Some(code) = &device {
        let unknown = || words::invalid("device", "unknown", "Choose a device from the list.");
        let of = policy.oxygen_device(code).ok_or_else(unknown)?;
        let fits = match amount {
            Some(Amount::Flow(_)) => of.flow,
            Some(Amount::Percent(_)) => of.percent,
            None => true,
        };
        if !fits {
            let message = format!("{} is not set like that. Correct the flow or the per cent.", of.label);
            return Err(words::invalid("amount", "device", &message));
        }
    }
    Ok(Prescription { target, device, amount, given, by, review_on })
}

/// An order in words: `Oxygen 88 to 92%: Venturi 24%, all the time`.
pub(crate) fn order_words(order: &OxygenOrder, policy: &Policy) -> String {
    match order {
        OxygenOrder::Prescribed(of) => prescription_words(of, policy),
        OxygenOrder::Stopped(_) => "Oxygen no longer prescribed".to_owned(),
    }
}

fn prescription_words(of: &Prescription, policy: &Policy) -> String {
    let (low, high) = of.target.ends();
    let label = |code: &String| policy.oxygen_device(code).map_or_else(|| code.clone(), |d| d.label.clone());
    let device = of.device.as_ref().map_or_else(|| "any device".to_owned(), label);
    let amount = of.amount.map_or_else(String::new, |amount| format!(", {}", amount_words(amount)));
    let given = match of.given {
        Given::Continuous => "all the time",
        Given::AsNeeded => "as needed",
    };
    format!("Oxygen {low} to {high}%: {device}{amount}, {given}")
}

fn amount_words(amount: Amount) -> String {
    match amount {
        Amount::Flow(span) => {
            let (least, most) = span.ends();
            format!("{} L/min", between(&litres(least.get()), &litres(most.get())))
        }
        Amount::Percent(span) => {
            let (least, most) = span.ends();
            format!("{}%", between(&least.get().to_string(), &most.get().to_string()))
        }
    }
}

fn between(least: &str, most: &str) -> String {
    if least == most { least.to_owned() } else { format!("{least} to {most}") }
}

/// `2`, `0.5`, `0.25`, from hundredths of a litre.
fn litres(hundredths: u16) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}").trim_end_matches('0').to_owned() }
}

/// Who prescribed on paper, for the line that also says who wrote it down; empty where that is the prescriber.
pub(crate) fn on_paper(order: &OxygenOrder) -> String {
    let by = match order {
        OxygenOrder::Prescribed(of) => &of.by,
        OxygenOrder::Stopped(by) => by,
    };
    match by {
        Prescriber::Signed(_) => String::new(),
        Prescriber::OnPaper(name) => format!("On paper by {name}"),
    }
}

/// What the signed-in person may write down; `None` where that is nothing.
pub(crate) fn choices(folded: &Folded, person: &Person) -> Option<OxygenChoices> {
    let rules = folded.policy.oxygen();
    let signs = rules.may_prescribe(person.role, person.auth);
    let copies = may(person.role, person.auth, Action::RecordTreatmentDecision);
    let stands = folded.state.oxygen_prescribed().next().is_some();
    (signs || copies).then(|| OxygenChoices { targets: rules.targets.clone(), signs, stands })
}

/// What the form of vital signs shows.
pub(crate) fn form_view(folded: &Folded) -> OxygenView {
    let prescribed = || folded.state.oxygen_prescribed().map(|(_, of)| of);
    let words: Vec<String> = prescribed().map(|of| prescription_words(of, &folded.policy)).collect();
    OxygenView {
        target: folded.state.oxygen_target(),
        limits: prescribed().map(Limits::from).collect(),
        words: words.join(" / "),
    }
}

/// That what is prescribed and the scale do not go together, in words; empty where they do. Neither changes the other.
pub(crate) fn against_scale(state: &StayState) -> String {
    if !state.oxygen_against_scale() {
        return String::new();
    }
    match state.scale().shown() {
        Scale::One => {
            "Oxygen is prescribed for 88 to 92%, and sets are scored on scale 1. Whoever decides the scale should look: \
             scale 2 is for confirmed hypercapnic respiratory failure."
        }
        Scale::Two => {
            "Sets are scored on scale 2, and oxygen is not prescribed for 88 to 92%. Keep to the lower target; the \
             prescriber and whoever decides the scale should look."
        }
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::litres;

    #[test]
    fn a_flow_is_said_without_needless_noughts() {
        let said = [25, 50, 100, 150, 1500].map(litres);
        assert_eq!(said, ["0.25", "0.5", "1", "1.5", "15"]);
    }
}
