//! Whom to ring where nobody else can have been told: one list, in the order in which to ring, every number once.
//!
//! Where an emergency is asked for, whoever the policy calls to one comes first, and the ward's own after them. Below that the
//! ward's own come first: they are nearer than whoever has to be bleeped.

use crate::{directory::Directory, project::Folded};
use clinical::{news2::Response, policy::Chain, stay::Episode};

impl Directory {
    /// Whom to ring about an alert, a line each; about a patient with none, the ward's own.
    pub(crate) fn ring(&self, folded: &Folded, alert: Option<&Episode>) -> String {
        let chain = folded.policy.chain();
        let asked = alert.and_then(|of| of.ask.as_ref()).filter(|ask| !ask.number.trim().is_empty());
        let asked = asked.map(|ask| Line::new(&ask.label, &ask.number));
        let is_emergency = alert.is_some_and(|of| of.level == Response::Emergency);
        let mut own = self.telephones(folded);
        // Nobody in particular is named then, so that the number which always answers stands there too.
        let mut always = None;
        if own.is_empty() {
            own.push(Line::new(&in_charge(chain), ""));
            let number = folded.policy.emergency_number();
            always = Some(Line::new("In an emergency", number)).filter(|_| !is_emergency || asked.is_none());
        } else if is_emergency && asked.is_none() {
            // A step without a number is no reason to ring the ward first.
            always = Some(Line::new("In an emergency", folded.policy.emergency_number()));
        }
        let lines: Vec<Line> = if is_emergency {
            asked.into_iter().chain(always).chain(own).collect()
        } else {
            own.into_iter().chain(asked).chain(always).collect()
        };
        once(&lines, is_emergency)
    }

    fn telephones(&self, folded: &Folded) -> Vec<Line> {
        let wards = folded.places().into_iter().filter_map(|place| self.wards.get(&place.ward));
        wards.map(|ward| Line::new("", &ward.telephone)).filter(|line| !line.number.is_empty()).collect()
    }
}

/// Who is in charge there, as the policy calls them.
fn in_charge(chain: &Chain) -> String {
    let role = chain.role(chain.late_trigger_role());
    role.map_or_else(|| "Nurse in charge".to_owned(), |role| role.label.clone())
}

/// Somebody to ring.
struct Line {
    /// Empty where the number, in the hospital's own words, says it.
    who: String,
    /// Empty where it is not known.
    number: String,
}

impl Line {
    fn new(who: &str, number: &str) -> Self {
        Self { who: who.to_owned(), number: number.trim().to_owned() }
    }

    fn words(&self) -> String {
        match (self.who.as_str(), self.number.as_str()) {
            ("", number) => number.to_owned(),
            (who, "") => who.to_owned(),
            // `Ambulance, 999` says it itself.
            (who, number) if has(who, number) => who.to_owned(),
            (who, number) => format!("{who}: {number}"),
        }
    }
}

/// The lines without those whose number stands in another one. The first of an emergency stays as it is.
fn once(lines: &[Line], is_emergency: bool) -> String {
    let mut said: Vec<&Line> = Vec::new();
    for line in lines {
        let again = |other: &&mut &Line| has(&other.number, &line.number) || has(&line.number, &other.number);
        let first = said.first().filter(|first| is_emergency && !has(&first.number, &line.number));
        let from = usize::from(first.is_some());
        match said.iter_mut().skip(from).find(again) {
            // The longer one says whose it is as well.
            Some(other) if is_emergency && lines.first().is_some_and(|first| std::ptr::eq(*other, first)) => {
            }
            Some(other) if other.words().len() < line.words().len() => *other = line,
            Some(_) => {}
            None => said.push(line),
        }
    }
    said.iter().map(|line| line.words()).collect::<Vec<_>>().join("\n")
}

/// Whether a number stands in a text: 4312 in `ext. 4312`, and not in 14312.
fn has(text: &str, number: &str) -> bool {
    // Groups of one number may stand apart: 029 2222 4312.
    let apart = [' ', '-'];
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    !number.is_empty()
        && text.match_indices(number).any(|(at, found)| {
            let (before, after) = (text.get(..at), text.get(at + found.len()..));
            !digit(before.and_then(|before| before.trim_end_matches(apart).chars().next_back()))
                && !digit(after.and_then(|after| after.trim_start_matches(apart).chars().next()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_two_name_is_said_once_and_in_the_first_ones_place() {
        let lines = |of: &[(&str, &str)]| {
            once(&of.iter().map(|(who, number)| Line::new(who, number)).collect::<Vec<_>>(), false)
        };
        assert_eq!(lines(&[("Ambulance", "999"), ("", "Ward 4312")]), "Ambulance: 999\nWard 4312");
        assert_eq!(
            lines(&[("", "Nurse in charge, ext. 4312"), ("Nurse in charge", "4312")]),
            "Nurse in charge, ext. 4312"
        );
        assert_eq!(lines(&[("", "999"), ("Ambulance", "999"), ("", "14312")]), "Ambulance: 999\n14312");
        assert_eq!(lines(&[("", "14312"), ("Doctor", "4312")]), "14312\nDoctor: 4312", "another number");
        assert_eq!(lines(&[("Nurse in charge", ""), ("Doctor", "0")]), "Nurse in charge\nDoctor: 0");
        assert_eq!(lines(&[("Ambulance, 999", "999")]), "Ambulance, 999");
        let whole = [("Medical emergency team", "2222"), ("", "029 2222 4312")];
        assert_eq!(lines(&whole), "Medical emergency team: 2222\n029 2222 4312", "a part of a longer number");
    }

    #[test]
    fn the_first_line_of_an_emergency_gives_way_to_none() {
        let lines = |of: &[(&str, &str)]| {
            once(&of.iter().map(|(who, number)| Line::new(who, number)).collect::<Vec<_>>(), true)
        };
        let ward = [("Ambulance", "999"), ("", "Ward 4312 or 999")];
        assert_eq!(lines(&ward), "Ambulance: 999\nWard 4312 or 999");
        assert_eq!(lines(&[("Ambulance", "999"), ("", "999"), ("", "4312")]), "Ambulance: 999\n4312");
    }
}
