//! The list of allergies: what a change makes of it, and who may take something out.
//!
//! Putting in is recording, and never refused. Taking out is putting right what somebody recorded: one's own is
//! anybody's to put right, a colleague's asks for the role, and either for a reason.

use crate::{
    decided::allergies,
    escalation::{allowed, short},
    project::Folded,
    session::Person,
    words,
};
use clinical::{
    entry::{Allergies, EntryBody},
    staff::Action,
};
use contract::{AllergiesAsked, CallError};

/// Whether what is put in says something, each.
pub(super) fn check(asked: &AllergiesAsked) -> Result<(), CallError> {
    let AllergiesAsked::Known { add, .. } = asked else { return Ok(()) };
    add.iter().try_for_each(
        |name| {
            if name.trim().is_empty() { Err(none_said()) } else { short("allergies", name) }
        },
    )
}

/// The list after the change, which starts from everything that stands in this stay, whoever wrote it.
pub(super) fn list(asked: &AllergiesAsked, folded: &Folded, person: &Person) -> Result<Allergies, CallError> {
    let stands = allergies(folded);
    let out = asked.removed();
    for name in out {
        if !lists(&stands, name) {
            return Err(words::allergies_have_changed());
        }
        let own = !recorded_by_others(folded, person, name);
        allowed(person, if own { Action::CorrectOwn } else { Action::CorrectOthers })?;
    }
    let mut left: Vec<String> = stands.into_iter().filter(|name| !lists(out, name)).collect();
    let AllergiesAsked::Known { add, .. } = asked else {
        return if left.is_empty() { Ok(Allergies::NoneKnown) } else { Err(words::allergies_have_changed()) };
    };
    for name in add {
        if !lists(&left, name) {
            left.push(name.trim().to_owned());
        }
    }
    if left.is_empty() { Err(none_said()) } else { Ok(Allergies::Known(left)) }
}

/// As the fold compares them.
fn lists(names: &[String], name: &str) -> bool {
    names.iter().any(|listed| listed.trim().eq_ignore_ascii_case(name.trim()))
}

/// Whether anybody else has ever signed a list with it.
fn recorded_by_others(folded: &Folded, person: &Person, name: &str) -> bool {
    folded.all().any(|entry| match &entry.body {
        EntryBody::Allergies(Allergies::Known(names)) => entry.author != person.staff && lists(names, name),
        _ => false,
    })
}

fn none_said() -> CallError {
    words::invalid(
        "allergies",
        "missing",
        "Write what the patient is allergic to, or choose that no allergies are known.",
    )
}
