//! A set added to a fold, in stays where much else goes on: moved, sent and received, handed over, visited, allocated.

use super::{
    build::*,
    episode_properties::{NOT_A_CLOSE, any_facts},
};
use crate::{
    StaffId,
    entry::{Allocation, Entry, EntryBody, Withdrawal},
    escalation::Named,
    handover::{Handover, HandoverNote, HandoverRead},
    note::NoteOpened,
    policy::Policy,
    staff::{AuthLevel, Role},
    visit::{
        CaseloadEntry, Consent, Goal, GoalStanding, Home, TherapyHandover, VisitEnd, VisitEnding, VisitPlan,
        VisitStart,
    },
    ward::Place,
};
use proptest::prelude::*;

/// What else a day brings, as something that names another fact in its body, and says to which ward.
fn day(kind: u8, named: u8, minutes: i64, away: bool) -> EntryBody {
    let staff = StaffId::from_bytes([1; 16]);
    let ward = if away { "primrose" } else { "bluebell" };
    let place = Place { ward: ward.parse().unwrap(), bay: "Bay".into(), bed: "2".into() };
    let words = || "dizzy on standing".to_owned();
    match kind {
        0 => EntryBody::Placement(place),
        1 => EntryBody::Arrival(place),
        2 => EntryBody::Handover(Handover {
            note: HandoverNote { situation: words(), ..HandoverNote::default() },
            role: if away { Role::Nurse } else { Role::Therapist },
        }),
        3 => EntryBody::HandoverRead(HandoverRead { read: Named::new([id(named)]).unwrap() }),
        4 => EntryBody::VisitPlan(VisitPlan { staff, at: minute(minutes + 60), purpose: words() }),
        5 => EntryBody::VisitStart(VisitStart {
            plan: Some(id(named)),
            identity: Default::default(),
            consent: Consent::Given,
        }),
        6 => EntryBody::VisitEnd(VisitEnd { visit: id(named), how: VisitEnding::Seen }),
        7 => {
            EntryBody::Goal(Goal { words: words(), measure: words(), by: None, standing: GoalStanding::Open })
        }
        8 => EntryBody::TherapyHandover(TherapyHandover {
            situation: words(),
            watch: String::new(),
            to_do: String::new(),
        }),
        9 => EntryBody::Caseload(CaseloadEntry { staff, on: away }),
        10 => EntryBody::Allocation(Allocation { staff, looking_after: away }),
        11 => EntryBody::Home(Home { address: words(), access: String::new() }),
        12 => EntryBody::Note(NoteOpened { visit: Some(id(named)) }),
        _ => EntryBody::Withdrawal(Withdrawal::EnteredInError),
    }
}

/// Facts 40 to 55, which follow or name one another, the bed of the admission, and the sets and forms 10 to 33.
fn any_day() -> impl Strategy<Value = Vec<Entry>> {
    let linked = || prop_oneof![4 => 40..56u8, 2 => Just(2u8), 1 => 10..34u8];
    let fact = (0..14u8, linked(), prop::option::of(linked()), 0..600i64, any::<bool>());
    prop::collection::vec(fact, 1..16).prop_map(|facts| {
        let made = facts.into_iter().zip(40..);
        made.map(|((kind, named, follows, minutes, away), n)| {
            let of: Vec<u8> = follows.into_iter().filter(|of| *of != n).collect();
            over(entry(n, minutes, day(kind, named, minutes, away)), &of)
        })
        .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_set_added_to_a_busy_stay_is_the_set_folded_with_all_that_goes_on_there(
        charted in any_facts(NOT_A_CLOSE), day in any_day(),
    ) {
        let policy = Policy::rcp_default();
        let facts = [charted, day].concat();
        let whole = state(&facts);
        for place in 0..facts.len() {
            let mut others = facts.clone();
            let last = others.remove(place);
            let linked = others.iter().any(|other| other.supersedes.contains(&last.id));
            let plain = matches!(last.body, EntryBody::Observations(_)) && last.supersedes.is_empty();
            let added = state(&others).with_set(&last, &others, &policy);
            let stopped = facts.iter().any(|fact| matches!(fact.body, EntryBody::ObservationsStop(_) | EntryBody::Discharge(_)));
            if plain && !linked && !stopped && last.auth == AuthLevel::Pin {
                prop_assert!(added.is_some(), "a plain set is never folded");
            }
            if let Some(added) = added {
                prop_assert_eq!(&added, &whole);
            }
        }
    }
}
