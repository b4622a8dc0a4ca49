//! The administrator: imports that can be run again, codes, PINs.

use crate::house::House;
use clinical::{ScopeId, StaffId, policy::Setting, staff::Role};
use sync_server::admin::{AdminError, StaffReport, WardReport};

#[test]
fn a_staff_import_run_again_changes_nothing() {
    let house = House::new();
    let file =
        "name,role,wards,pin\nBo Chen,doctor,bluebell;daisy,928374\nCleo Dunn,healthcare assistant,daisy,\n";
    let desk = house.desk();
    let first = desk.import_staff(file.as_bytes()).unwrap();
    assert_eq!(first, StaffReport { written: 2, unchanged: 0, pins_set: 1, rejected: vec![] });
    let head = desk.directory().unwrap().head();
    let second = desk.import_staff(file.as_bytes()).unwrap();
    assert_eq!(second, StaffReport { written: 0, unchanged: 2, pins_set: 0, rejected: vec![] });
    assert_eq!(desk.directory().unwrap().head(), head, "not one fact more");
}

/// Devices forget how they checked the old PIN by this.
#[test]
fn the_directory_says_when_a_pin_was_set_and_says_nothing_where_it_was_not() {
    let house = House::new();
    let desk = house.desk();
    let set_at = || desk.directory().unwrap().member(&house.nurse).unwrap().value.pin_set_at;
    let import = |row: &str| {
        let file = format!("staff_id,name,role,wards,pin\n{},{row}\n", house.nurse);
        desk.import_staff(file.as_bytes()).unwrap()
    };
    let first = house.now();
    assert_eq!(set_at(), Some(first));
    house.later(60_000);
    assert_eq!(import("Amina Yusuf,nurse,bluebell,204060").written, 0, "the same PIN");
    assert_eq!(import("Amina Yusuf,nurse,bluebell,").written, 0, "none said");
    assert_eq!(import("Amina Bello,nurse,bluebell,").written, 1);
    assert_eq!(set_at(), Some(first), "another name is no other PIN");
    let report = import("Amina Bello,nurse,bluebell,918273");
    assert_eq!((report.written, report.pins_set), (1, 1));
    assert_eq!(set_at(), Some(house.now()));
}

#[test]
fn a_changed_row_is_a_new_fact_in_place_of_the_old_one() {
    let house = House::new();
    let desk = house.desk();
    desk.import_staff("staff_id,name,role\n4711,Bo Chen,nurse\n".as_bytes()).unwrap();
    let before = desk.directory().unwrap().head();
    let report = desk.import_staff("staff_id,name,role\n4711,Bo Chen,nurse_in_charge\n".as_bytes()).unwrap();
    assert_eq!((report.written, desk.directory().unwrap().head()), (1, before + 1));
    let directory = desk.directory().unwrap();
    let bo: Vec<_> = directory.staff().filter(|listed| listed.value.name == "Bo Chen").collect();
    let [bo] = bo.as_slice() else { panic!("one person, not {}", bo.len()) };
    assert_eq!((bo.value.role, bo.leaves.len()), (Role::NurseInCharge, 1), "and no conflict");
}

#[test]
fn bad_rows_are_reported_with_line_and_reason_and_the_good_ones_are_imported() {
    let house = House::new();
    let file = "staff_id,name,role,wards,pin,active\n\
        1,Good Person,nurse,bluebell,928374,\n\
        2,,nurse,bluebell,,\n\
        3,Wizard,wizard,bluebell,,\n\
        4,Lost,nurse,nowhere,,\n\
        5,Weak,nurse,bluebell,123456,\n\
        6,Short,nurse,bluebell,1234,\n\
        1,Twice,nurse,bluebell,,\n\
        7,Maybe,nurse,bluebell,,perhaps\n\
        8,Too,many,columns,here,are,more\n\
        9,\"Quoted, Person\",student,,,true\n";
    let report = house.desk().import_staff(file.as_bytes()).unwrap();
    assert_eq!((report.written, report.pins_set), (2, 1));
    let lines: Vec<u64> = report.rejected.iter().map(|rejected| rejected.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 10]);
    let words = report.rejected.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in [
        "line 3: the name is missing",
        "none of healthcare_assistant",
        "no ward nowhere",
        "too easy",
        "six digits",
        "already",
        "neither true nor false",
    ] {
        assert!(words.contains(part), "{part:?} is not said in:\n{words}");
    }
    assert!(!words.contains("123456") && !words.contains("1234"), "a PIN was repeated:\n{words}");
}

#[test]
fn a_file_that_is_no_staff_list_imports_nothing() {
    let house = House::new();
    let desk = house.desk();
    let head = desk.directory().unwrap().head();
    for file in ["", "a,b\n1,2\n", "name\nBo\n"] {
        let Err(AdminError::File(words)) = desk.import_staff(file.as_bytes()) else {
            panic!("took {file:?}")
        };
        assert!(words.contains("column"), "{words}");
    }
    assert_eq!(desk.directory().unwrap().head(), head);
}

#[test]
fn wards_come_all_or_none_and_again_without_change() {
    let house = House::new();
    let desk = house.desk();
    let file = r#"[{"id":"elm","name":"Elm","telephone":"1","bays":[{"name":"A","beds":["A1"]}]}]"#;
    assert_eq!(desk.import_wards(file.as_bytes()).unwrap(), WardReport { written: 1, unchanged: 0 });
    assert_eq!(desk.import_wards(file.as_bytes()).unwrap(), WardReport { written: 0, unchanged: 1 });
    let head = desk.directory().unwrap().head();
    for (file, words) in [
        ("{}", "not a list of wards"),
        (r#"[{"id":"NOT A SLUG","name":"","telephone":"","bays":[]}]"#, "not a list of wards"),
        (
            r#"[{"id":"a","name":"","telephone":"","bays":[]},{"id":"a","name":"","telephone":"","bays":[]}]"#,
            "twice",
        ),
        (
            r#"[{"id":"a","name":"","telephone":"","bays":[{"name":"A","beds":["1"]},{"name":"B","beds":["1"]}]}]"#,
            "two beds called 1",
        ),
    ] {
        let error = desk.import_wards(file.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains("nothing was imported"), "{error}");
    }
    assert_eq!(desk.directory().unwrap().head(), head);
}

#[test]
fn no_verifier_and_no_pin_is_anywhere_in_the_logs() {
    let house = House::new();
    let server = house.open();
    let tablet = house.tablet(&server, 1, &["bluebell"]);
    let dir = tablet.greet(&server, &house).pull(&ScopeId::Dir).unwrap();
    let whole = format!("{dir:?}");
    let bytes: Vec<u8> = dir
        .entries
        .iter()
        .flat_map(|entry| match entry {
            replication::Entry::Fact { bytes, .. } => bytes.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    let says = |needle: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
    assert!(says(b"Amina Yusuf"), "the directory is what was read");
    assert!(!says(b"argon2") && !says(b"204060") && !whole.contains("argon2"));
}

#[test]
fn a_code_for_a_ward_that_is_not_there_is_refused_in_words() {
    let house = House::new();
    let error = house.desk().enrolment_code("x", &["nowhere".parse().unwrap()]).unwrap_err();
    assert_eq!(error.to_string(), "there is no ward nowhere; import the wards first");
}

#[test]
fn the_same_number_is_the_same_person_on_every_server() {
    let ids: Vec<StaffId> = (0..2)
        .map(|_| {
            let house = House::new();
            let desk = house.desk();
            desk.import_staff("staff_id,name,role\nESR-4711,Bo,nurse\n".as_bytes()).unwrap();
            let directory = desk.directory().unwrap();
            directory.staff().find(|listed| listed.value.name == "Bo").unwrap().value.id
        })
        .collect();
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn a_published_policy_is_a_fact_of_the_directory_and_publishing_it_again_is_none() {
    let house = House::new();
    let desk = house.desk();
    let before = desk.directory().unwrap().head();
    let published = desk.publish_policy(&home(3)).unwrap();
    assert_eq!((published.setting, published.revision), (Setting::Home, 3));
    desk.publish_policy(&home(3)).unwrap();
    let directory = desk.directory().unwrap();
    assert_eq!(directory.head(), before + 1, "once");
    assert_eq!(directory.policy(Setting::Home).unwrap().value, published);
    desk.publish_policy(&home(4)).unwrap();
    let directory = desk.directory().unwrap();
    let listed = directory.policy(Setting::Home).unwrap();
    assert_eq!((listed.value.revision, listed.leaves.len()), (4, 1), "in place of the one before");
}

#[test]
fn a_policy_that_breaks_a_rule_or_is_not_newer_is_refused_in_words_and_changes_nothing() {
    let house = House::new();
    let desk = house.desk();
    desk.publish_policy(&home(3)).unwrap();
    let before = desk.directory().unwrap().head();
    let looser = home(4).replacen("\"due_minutes\": 720", "\"due_minutes\": 0", 1);
    let broken = desk.publish_policy(&looser).unwrap_err().to_string();
    assert!(broken.starts_with("Line 7: "), "the line is named: {broken}");
    let other_text = home(3).replace("\"first_set_minutes\": 15,", "\"first_set_minutes\": 12,");
    let same_revision = desk.publish_policy(&other_text).unwrap_err().to_string();
    assert!(same_revision.contains("Raise the file's revision"), "{same_revision}");
    let as_shipped = desk.publish_policy(include_str!("../../../assets/policy/acute.json"));
    assert!(as_shipped.is_err(), "the shipped one is in force already");
    assert_eq!(desk.directory().unwrap().head(), before);
}

#[test]
fn a_hospitals_own_form_is_a_fact_of_the_directory_until_it_is_withdrawn() {
    let house = House::new();
    let desk = house.desk();
    let before = desk.directory().unwrap().head();
    let published = desk.publish_form(&thirst("1", "Mouth dry")).unwrap();
    assert_eq!(published.title(), "Thirst");
    desk.publish_form(&thirst("1", "Mouth dry")).unwrap();
    assert_eq!(desk.directory().unwrap().head(), before + 1, "once");
    desk.publish_form(&thirst("2", "Mouth and tongue dry")).unwrap();
    let directory = desk.directory().unwrap();
    let listed = directory.form(THIRST).unwrap();
    assert_eq!((listed.value.revision, listed.leaves.len()), (2, 1), "in place of the one before");
    desk.withdraw_form(THIRST).unwrap();
    desk.withdraw_form(THIRST).unwrap();
    let directory = desk.directory().unwrap();
    assert_eq!((directory.form(THIRST).unwrap().value.text.as_ref(), directory.head()), (None, before + 3));
    desk.publish_form(&thirst("2", "Mouth and tongue dry")).unwrap();
    assert_eq!(desk.directory().unwrap().form(THIRST).unwrap().value.revision, 4, "it is offered again");
}

#[test]
fn a_form_that_breaks_a_rule_or_keeps_its_version_is_refused_in_words_and_changes_nothing() {
    let house = House::new();
    let desk = house.desk();
    desk.publish_form(&thirst("1", "Mouth dry")).unwrap();
    let before = desk.directory().unwrap().head();
    let refused = |result: Result<(), AdminError>, words: &str| {
        let said = result.unwrap_err().to_string();
        assert!(said.contains(words) && said.contains("Nothing was changed"), "{said}");
    };
    let publish = |text: &str| desk.publish_form(text).map(drop);
    refused(publish(&thirst("2", "<b>Mouth</b>")), "line ");
    refused(publish(&thirst("1", "Tongue dry")), "Raise the file's version");
    refused(publish(include_str!("../../../assets/forms/fluid.json")), "fluid balance is added up");
    refused(desk.withdraw_form("urn:wardlight:questionnaire:fluid"), "fluid balance is added up");
    refused(desk.withdraw_form("urn:nobody"), "no form with the address urn:nobody");
    publish(include_str!("../../../assets/forms/pain.json")).unwrap();
    assert_eq!(desk.directory().unwrap().head(), before, "the shipped one is in force already");
}

const THIRST: &str = "https://forms.example.nhs.uk/thirst";

/// A hospital's own form with one question.
fn thirst(version: &str, asks: &str) -> String {
    let source = [
        serde_json::json!({ "url": "urn:wardlight:form:source", "valueString": "Example NHS Trust, 2026." }),
    ];
    let item = [serde_json::json!({ "linkId": "dry", "text": asks, "type": "boolean", "required": true })];
    serde_json::json!({
        "resourceType": "Questionnaire", "url": THIRST, "version": version, "title": "Thirst", "status": "active",
        "copyright": "Written by Example NHS Trust for its own wards.", "extension": source, "item": item
    })
    .to_string()
}

/// The policy for homes as shipped, as another revision.
fn home(revision: u32) -> String {
    let shipped = include_str!("../../../assets/policy/home.json");
    shipped.replace("\"revision\": 2,", &format!("\"revision\": {revision},"))
}
