//! The kinds that came after those of a ward's day and of visits.

use crate::samples::{fact_id, stay_scope};
use clinical::{
    ScopeId,
    entry::EntryBody,
    escalation::Dismissal,
    observation::{Confirmed, Identified},
    oxygen::{Amount, Given, OxygenOrder, Prescriber, Prescription, Span, Target},
    staff::Role,
    visit::IdentityCheck,
    vitals::{Fio2, OxygenFlow},
};

fn oxygen() -> Vec<(&'static str, EntryBody)> {
    let (flow, percent) = (|n| OxygenFlow::new(n).unwrap(), |n| Fio2::new(n).unwrap());
    let signed = Prescription {
        target: Target::new(88, 92).unwrap(),
        device: Some("N".to_owned()),
        amount: Span::new(flow(50), flow(200)).map(Amount::Flow),
        given: Given::AsNeeded,
        by: Prescriber::Signed(Role::Doctor),
        review_on: "2026-12-01".parse().ok(),
    };
    let on_paper = Prescription {
        target: Target::new(90, 94).unwrap(),
        device: None,
        amount: Span::new(percent(24), percent(28)).map(Amount::Percent),
        given: Given::Continuous,
        by: Prescriber::OnPaper("Dr Example".to_owned()),
        review_on: None,
    };
    let stopped = OxygenOrder::Stopped(Prescriber::OnPaper("Dr Example".to_owned()));
    vec![
        ("oxygen", EntryBody::Oxygen(OxygenOrder::Prescribed(Box::new(signed)))),
        ("oxygen_on_paper", EntryBody::Oxygen(OxygenOrder::Prescribed(Box::new(on_paper)))),
        ("oxygen_stopped", EntryBody::Oxygen(stopped)),
    ]
}

fn confirmed() -> Vec<(&'static str, EntryBody)> {
    let identified =
        Identified { bed: "A3".to_owned(), by: [IdentityCheck::Name, IdentityCheck::BornOn].into() };
    let of = |identified| EntryBody::Confirmed(Confirmed { of: fact_id(5), identified });
    vec![("confirmed", of(Some(identified))), ("confirmed_not", of(None))]
}

fn dismissal() -> (&'static str, EntryBody) {
    ("dismissal", EntryBody::Dismissal(Dismissal { of: fact_id(5), role: Role::NurseInCharge }))
}

/// A fact of every such kind, by name.
pub(crate) fn every_kind_of_the_ward() -> Vec<(&'static str, ScopeId, EntryBody)> {
    oxygen()
        .into_iter()
        .chain(confirmed())
        .chain([dismissal()])
        .map(|(name, body)| (name, stay_scope(1), body))
        .collect()
}
