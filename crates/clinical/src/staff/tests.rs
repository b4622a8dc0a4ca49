//! The whole table of role, authentication and action, written out by hand.

use super::*;

/// One line an action; the letters are the roles, in the order of `Role::ALL`, that may do it with a PIN.
const WITH_PIN: [(Action, &str); 13] = [
    (Action::RecordObservations, "HSNCTDY"),
    (Action::RaiseConcern, "HSNCTDY"),
    (Action::CorrectOwn, "HSNCTDY"),
    (Action::CorrectOthers, "--NC-DY"),
    (Action::MoveToPatient, "HSNCTDY"),
    (Action::Admit, "HSNCTDY"),
    (Action::MoveBed, "HSNCTDY"),
    (Action::Discharge, "--NC-DY"),
    (Action::RecordAllergies, "HSNCTDY"),
    (Action::RecordPregnancy, "HSNCTDY"),
    (Action::DecideScale, "---C-D-"),
    (Action::Read, "HSNCTDY"),
    (Action::ReadParked, "HSNCTDY"),
];

/// What a name typed in an emergency may do, whatever the role: write, and see nothing.
const IN_AN_EMERGENCY: [Action; 6] = [
    Action::RecordObservations,
    Action::RaiseConcern,
    Action::CorrectOwn,
    Action::Admit,
    Action::RecordAllergies,
    Action::RecordPregnancy,
];

#[test]
fn every_role_at_every_level_may_do_exactly_what_the_table_says() {
    assert_eq!(WITH_PIN.map(|(action, _)| action), Action::ALL, "the table has every action once");
    for (action, letters) in WITH_PIN {
        for (role, letter) in Role::ALL.into_iter().zip(letters.chars()) {
            let with_pin = letter != '-';
            assert_eq!(may(role, AuthLevel::Pin, action), with_pin, "{role:?} {action:?} with a PIN");
            let emergency = IN_AN_EMERGENCY.contains(&action);
            assert_eq!(
                may(role, AuthLevel::Emergency, action),
                emergency,
                "{role:?} {action:?} by typed name"
            );
            let system = with_pin && action != Action::DecideScale;
            assert_eq!(may(role, AuthLevel::System, action), system, "{role:?} {action:?} as a system");
        }
    }
}

#[test]
fn recording_and_concern_are_refused_to_nobody() {
    for role in Role::ALL {
        for auth in AuthLevel::ALL {
            for action in [Action::RecordObservations, Action::RaiseConcern, Action::CorrectOwn] {
                assert!(may(role, auth, action), "{role:?} {auth:?} {action:?}");
            }
        }
    }
}
