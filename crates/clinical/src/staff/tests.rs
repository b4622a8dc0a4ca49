//! The whole table of role, authentication and action, written out by hand.

use super::*;

/// One line an action; the letters are the roles, in the order of `Role::ALL`, that may do it with a PIN.
const WITH_PIN: [(Action, &str); 31] = [
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
    (Action::TellOfEscalation, "HSNCTDY"),
    (Action::AcceptEscalation, "--NCTD-"),
    (Action::AttendEscalation, "--NCTD-"),
    (Action::PlanEscalation, "--NCTD-"),
    (Action::DecideNotToEscalate, "--NC-D-"),
    (Action::AnswerSepsis, "--NC-D-"),
    (Action::CloseEscalation, "--NC-D-"),
    (Action::RelaxMonitoring, "--NC-D-"),
    (Action::TightenMonitoring, "HSNCTDY"),
    (Action::StopObservations, "---C-D-"),
    (Action::RestartObservations, "HSNCTDY"),
    (Action::RecordOffWard, "HSNCTDY"),
    (Action::RecordTreatmentDecision, "--NC-D-"),
    (Action::RecordPrecaution, "HSNCTDY"),
    (Action::JoinStays, "--NC-DY"),
    (Action::Allocate, "---C---"),
    (Action::Countersign, "--NC-D-"),
    (Action::SignFluid, "--NC-D-"),
    (Action::Read, "HSNCTDY"),
    (Action::ReadParked, "HSNCTDY"),
];

/// What a name typed in an emergency may do, whatever the role: write, and see nothing.
const IN_AN_EMERGENCY: [Action; 11] = [
    Action::RecordObservations,
    Action::RaiseConcern,
    Action::CorrectOwn,
    Action::Admit,
    Action::RecordAllergies,
    Action::RecordPregnancy,
    Action::TellOfEscalation,
    Action::TightenMonitoring,
    Action::RestartObservations,
    Action::RecordOffWard,
    Action::RecordPrecaution,
];

/// What a system never does: these are a person's decisions, whoever's role it carries.
const A_PERSONS_DECISION: [Action; 13] = [
    Action::DecideScale,
    Action::AcceptEscalation,
    Action::AttendEscalation,
    Action::PlanEscalation,
    Action::DecideNotToEscalate,
    Action::AnswerSepsis,
    Action::CloseEscalation,
    Action::RelaxMonitoring,
    Action::StopObservations,
    Action::RecordTreatmentDecision,
    Action::Allocate,
    Action::Countersign,
    Action::SignFluid,
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
            let system = with_pin && !A_PERSONS_DECISION.contains(&action);
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

#[test]
fn an_alarm_is_answered_and_closed_by_registered_people_whose_pin_was_checked() {
    for role in Role::ALL {
        for auth in [AuthLevel::Emergency, AuthLevel::System] {
            for action in [Action::AcceptEscalation, Action::CloseEscalation, Action::RelaxMonitoring] {
                assert!(!may(role, auth, action), "{role:?} {auth:?} {action:?}");
            }
            assert!(may(role, auth, Action::TellOfEscalation), "telling somebody is never refused");
        }
    }
    assert!(!may(Role::HealthcareAssistant, AuthLevel::Pin, Action::CloseEscalation));
}
