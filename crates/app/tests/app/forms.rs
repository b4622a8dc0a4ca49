//! Forms that a hospital publishes reach devices as facts of the directory: offered at once, pinned by what was answered,
//! withdrawn without losing what was begun, and set aside in sight where they cannot be read.

use crate::{assessments::*, support::*};
use clinical::{
    StayId,
    entry::EntryBody,
    form::{Given, PublishedForm},
    news2::Response,
    stay::Stage,
};
use contract::{Code, SaveAssessment};
use serde_json::json;

const THIRST: &str = "https://forms.example.nhs.uk/thirst";

/// A form of one question whose worse answer calls the registered nurse.
fn thirst(version: &str, asks: &str) -> String {
    let option = |code: &str, label: &str, weight: u8| {
        json!({
            "valueCoding": { "code": code, "display": label },
            "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight }]
        })
    };
    let band = |low: u8, high: u8, label: &str, more: serde_json::Value| {
        let mut parts = vec![
            json!({ "url": "low", "valueDecimal": low }),
            json!({ "url": "high", "valueDecimal": high }),
            json!({ "url": "label", "valueString": label }),
        ];
        parts.extend(more.as_array().unwrap().iter().cloned());
        json!({ "url": "band", "extension": parts })
    };
    let tell = json!([
        { "url": "level", "valueCode": "urgent" },
        { "url": "words", "valueString": "Tell the doctor, and start a fluid chart." }
    ]);
    json!({
        "resourceType": "Questionnaire", "url": THIRST, "version": version, "title": "Thirst", "status": "active",
        "copyright": "Written by Example NHS Trust for its own wards.",
        "extension": [
            { "url": "urn:wardlight:form:source", "valueString": "Example NHS Trust, 2026." },
            { "url": "urn:wardlight:form:total", "extension": [
                { "url": "id", "valueCode": "thirst" },
                { "url": "label", "valueString": "Thirst" },
                { "url": "item", "valueString": "mouth" },
                band(0, 0, "Drinking well", json!([])),
                band(1, 1, "Dry", tell)
            ] }
        ],
        "item": [{
            "linkId": "mouth", "text": asks, "type": "choice", "required": true,
            "answerOption": [option("moist", "Moist", 0), option("dry", "Dry", 1)]
        }]
    })
    .to_string()
}

fn publish(server: &Server, revision: u32, text: &str) {
    let form = PublishedForm::parse(text, revision).unwrap_or_else(|refused| panic!("{refused}")).0;
    server.author(EntryBody::Form(Box::new(form)));
}

fn withdraw(server: &Server, revision: u32) {
    let form = PublishedForm::withdrawn(THIRST.into(), revision).unwrap();
    server.author(EntryBody::Form(Box::new(form)));
}

fn offered(device: &Device, stay: StayId) -> bool {
    device.patient(stay).assessments.forms.iter().any(|tile| tile.form == THIRST)
}

fn dry() -> [(&'static str, Given); 1] {
    [("mouth", chosen("dry"))]
}

#[test]
fn a_published_form_is_offered_at_once_scores_and_raises_like_any_other_also_without_a_server() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    assert!(!offered(&device, stay));
    publish(&server, 1, &thirst("1", "The mouth looks"));
    server.sync(&device.app);
    assert!(offered(&device, stay));
    server.cut(&device.app);
    let device = device.restarted_with_nurse();
    let saved = assess(&device, stay, THIRST, &dry());
    assert_eq!(saved.totals[0].band, "Dry");
    let page = device.patient(stay);
    assert_eq!((page.episodes[0].stage, page.episodes[0].level), (Stage::Raised, Response::Urgent));
    assert_eq!(words(&page.assessments.history[0], "The mouth looks"), "Dry");
}

#[test]
fn another_version_leaves_what_was_answered_as_it_was_and_takes_over_what_was_begun_in_sight() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    publish(&server, 1, &thirst("1", "The mouth looks"));
    server.sync(&device.app);
    assess(&device, stay, THIRST, &dry());
    let begun = open(&device, stay, THIRST);
    let draft = keyed_into(&begun, &dry());
    fill(&device, &begun, draft.clone()).unwrap();
    publish(&server, 2, &thirst("2", "The mouth and tongue look"));
    server.sync(&device.app);
    let refused = try_save(&device, to_save(&begun, draft)).unwrap_err();
    assert!(refused.message.contains("changed"), "{refused:?}");
    let again = open(&device, stay, THIRST);
    assert!(
        again.notice.contains("still here") && again.draft.given.contains_key("mouth"),
        "{}",
        again.notice
    );
    try_save(&device, to_save(&again, again.draft.clone())).unwrap();
    let made = history(&device, stay);
    assert_eq!(words(&made[1], "The mouth looks"), "Dry", "in the words it was given under");
    assert!(made[1].note.contains("version 1") && made[1].note.contains("version 2"), "{}", made[1].note);
    assert_eq!(words(&made[0], "The mouth and tongue look"), "Dry");
}

#[test]
fn a_withdrawn_form_is_offered_no_more_and_what_was_begun_in_it_is_saved_and_corrected() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    publish(&server, 1, &thirst("1", "The mouth looks"));
    server.sync(&device.app);
    let begun = open(&device, stay, THIRST);
    let draft = keyed_into(&begun, &dry());
    fill(&device, &begun, draft.clone()).unwrap();
    withdraw(&server, 2);
    server.sync(&device.app);
    assert!(offered(&device, stay), "what was begun can be gone on with");
    let saved = try_save(&device, to_save(&begun, draft)).unwrap();
    assert!(!offered(&device, stay));
    assert!(history(&device, stay)[0].can_correct && history(&device, stay)[0].note.is_empty());
    let corrected = open_for(&device, stay, THIRST, Some(saved.fact)).unwrap();
    let draft = keyed_into(&corrected, &[("mouth", chosen("moist"))]);
    let reason = "Keyed the other one".to_owned();
    try_save(&device, SaveAssessment { reason, ..to_save(&corrected, draft) }).unwrap();
    assert_eq!(words(&history(&device, stay)[0], "The mouth looks"), "Moist");
}

#[test]
fn a_form_that_cannot_be_read_is_set_aside_in_sight_and_the_version_before_goes_on() {
    let server = Server::new();
    let device = Device::with_nurse(&server, 1);
    let stay = device.admit("Adeyemi", "A1");
    publish(&server, 1, &thirst("1", "The mouth looks"));
    let text = Some(json!({ "of": "tomorrow" }).to_string());
    server.author(EntryBody::Form(Box::new(PublishedForm { url: THIRST.into(), revision: 2, text })));
    server.sync(&device.app);
    assert!(offered(&device, stay));
    let parked = device.parked();
    assert!(parked.len() == 1 && parked[0].why.contains("version before stays in force"), "{parked:?}");
    let device = device.restarted_with_nurse();
    assert_eq!((offered(&device, stay), device.parked().len()), (true, 1));
    publish(&server, 3, &thirst("3", "The mouth looks"));
    server.sync(&device.app);
    assert_eq!(device.sync_state().set_aside, 0, "one that can be read puts an end to it");
    let unknown = open_for(&device, stay, "urn:nobody", None).unwrap_err();
    assert_eq!(unknown.code, Code::NotFound);
}
