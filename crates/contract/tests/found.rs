//! The shapes of finding a patient that cross the door, as JSON.

use clinical::{StayId, patient::Gender, ward::Place};
use contract::*;

fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

#[test]
fn requests_that_find_a_patient_keep_their_shape() {
    let all = [
        Request::ReadWristband(Box::new(ReadWristband { text: "]d28018\u{1d}91".into(), at: Some(stay()) })),
        Request::ConfirmWristband(Box::new(ConfirmWristband { stay: stay(), bed_shown: "A3".into() })),
        Request::FindPatients { text: "Whitcombe".into() },
    ];
    for request in &all {
        let text = serde_json::to_string(request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&text).unwrap(), *request);
    }
    insta::assert_json_snapshot!(all);
}

#[test]
fn replies_that_find_a_patient_keep_their_shape() {
    let found = PatientFound {
        banner: Banner {
            stay: stay(),
            family: "Whitcombe".into(),
            given: "Ada".into(),
            title: String::new(),
            preferred: String::new(),
            born: chrono::NaiveDate::from_ymd_opt(1945, 7, 14),
            age_years: Some(81),
            gender: Gender::Female,
            nhs_number: None,
            hospital_number: "H77".into(),
            allergies: None,
            like_name: true,
            places: vec![Place { ward: "primrose".parse().unwrap(), bay: "Bay 1".into(), bed: "4".into() }],
            ended: None,
        },
        bed: "4".into(),
        place: "Bed 4, Primrose Ward".into(),
        warning: String::new(),
        likeness: vec![Likeness {
            what: "Born".into(),
            here: "14-Jul-1945".into(),
            there: "15-Jul-1945".into(),
            fits: Some(false),
        }],
    };
    let looked_for = PatientFound { likeness: Vec::new(), ..found.clone() };
    let words = String::from("This device knows the patients of Primrose Ward.");
    let all = [
        Reply::Wristband(Box::new(WristbandView {
            patients: vec![found],
            words: String::new(),
            at: Some(false),
        })),
        Reply::PatientsFound(Box::new(PatientsFound { patients: vec![looked_for], more: false, words })),
    ];
    for reply in &all {
        let text = serde_json::to_string(reply).unwrap();
        assert_eq!(serde_json::from_str::<Reply>(&text).unwrap(), *reply);
    }
    insta::assert_json_snapshot!(all);
}
