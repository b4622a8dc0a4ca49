//! A chain with a gap, an overlap, an unknown role or a slack time is refused, and the line and the rule are named.

use super::*;

fn refused(setting: &str, pointer: &str, value: Value) -> PolicyError {
    let text = file_of(setting);
    let mut file: Value = serde_json::from_str(&text).unwrap();
    *file.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the file")) = value;
    Policy::parse(&serde_json::to_string_pretty(&file).unwrap()).unwrap_err()
}

fn file_of(setting: &str) -> String {
    match setting {
        "acute" => include_str!("../../../../../assets/policy/acute.json"),
        "home" => include_str!("../../../../../assets/policy/home.json"),
        _ => include_str!("../../../../../assets/policy/mental-health.json"),
    }
    .to_owned()
}

#[test]
fn every_setting_ships_a_policy_with_one_chain() {
    for (setting, id, steps) in [
        (Setting::AcuteWard, "acute-rcp", 4),
        (Setting::MentalHealth, "mental-health-rcp", 4),
        (Setting::Home, "home-rcp", 3),
    ] {
        let policy = Policy::shipped(setting);
        assert_eq!((policy.id(), policy.setting()), (id, setting));
        assert_eq!(policy.chain().steps().len(), steps, "{setting:?}");
        assert!(policy.overrides().is_empty(), "shipped as the Royal College has it");
        for response in [Response::UrgentWardBased, Response::Urgent, Response::Emergency] {
            assert!(policy.chain().raises(response), "{setting:?} {response:?}");
        }
        assert!(!policy.chain().raises(Response::Routine));
    }
}

#[test]
fn a_broken_chain_is_refused_by_rule() {
    use BrokenRule as B;
    let chain = "/escalation/chain";
    let level = "/escalation/levels";
    let is = |pointer: String, value: Value| refused("acute", &pointer, value).broken;
    assert!(matches!(is(format!("{chain}/2/step"), json!(4)), B::Steps { expected: 3 }), "one left out");
    assert!(matches!(is(format!("{chain}/2/step"), json!(2)), B::Steps { expected: 3 }), "one twice");
    assert!(matches!(is(format!("{chain}/1/role"), json!("night_porter")), B::UnknownRole));
    assert!(matches!(is(format!("{chain}/1/answer_minutes"), json!(0)), B::Empty(_)));
    assert!(matches!(is(format!("{chain}/1/answer_minutes"), json!(-5)), B::Shape(_)));
    assert!(matches!(is(format!("{chain}/1/ask"), json!(" ")), B::Empty(_)));
    assert!(matches!(is(chain.to_owned(), json!([])), B::Empty(_)));
    assert!(matches!(is("/roles/2/staff".into(), json!(["janitor"])), B::Shape(_)), "no such role");
    assert!(matches!(is(format!("{level}/1/response"), json!("emergency")), B::OverlappingLevel(_)));
    assert!(matches!(
        is(format!("{level}/1/response"), json!("ward_based")),
        B::MissingLevel(Response::Urgent) | B::InvertedLevel(_)
    ));
    assert!(matches!(is(format!("{level}/0/response"), json!("routine")), B::NeverRaises));
    assert!(matches!(is(format!("{level}/2/first_step"), json!(9)), B::NoSuchStep));
    assert!(matches!(is(format!("{level}/2/first_step"), json!(0)), B::NoSuchStep));
    assert!(matches!(is(format!("{level}/2/first_step"), json!(1)), B::InvertedLevel(Response::Emergency)));
    assert!(matches!(is(format!("{level}/2/attend_minutes"), json!(90)), B::InvertedLevel(_)));
    assert!(matches!(is("/escalation/late_trigger_role".into(), json!("nobody")), B::UnknownRole));
    assert!(matches!(is("/escalation/concern_response".into(), json!("routine")), B::MissingLevel(_)));
    assert!(matches!(is("/escalation/no_improvement_minutes".into(), json!(0)), B::Empty(_)));
    assert!(matches!(is("/escalation/close_reasons".into(), json!([])), B::Empty(_)));
    assert!(matches!(is("/observations_stop_reasons".into(), json!([])), B::Empty(_)));
    assert!(matches!(is("/flags/1/code".into(), json!("isolation")), B::Codes("flags")));
    assert!(matches!(is("/restart_set_minutes".into(), json!(0)), B::Empty(_)));
    assert!(matches!(is("/day_begins".into(), json!(12)), B::DayBegins));
    assert!(matches!(is("/sepsis/from".into(), json!("urgent")), B::LooserThanNice));
    assert!(matches!(is("/sepsis/antimicrobial_minutes/emergency".into(), json!(61)), B::LooserThanNice));
}

#[test]
fn a_step_to_somebody_outside_needs_a_number_and_home_says_999() {
    let silent = refused("home", "/escalation/chain/2/number", json!(""));
    assert!(matches!(silent.broken, BrokenRule::Unreachable));
    let registrar = refused("home", "/escalation/chain/2/number", json!("the registrar"));
    assert!(matches!(registrar.broken, BrokenRule::HomeWithout999));
}

#[test]
fn an_error_names_the_line_it_stands_on() {
    let text = file_of("acute");
    let wrong = text.replace("\"role\": \"registrar\", \"ask\"", "\"role\": \"night_porter\", \"ask\"");
    let error = Policy::parse(&wrong).unwrap_err();
    let line = 1 + wrong.lines().position(|line| line.contains("night_porter")).unwrap();
    assert_eq!(error.line, line);
    assert!(error.to_string().starts_with(&format!("Line {line}: This role is not in the policy's list")));
    let field = text.replace("\"answer_minutes\": 10", "\"answer_minuts\": 10");
    let error = Policy::parse(&field).unwrap_err();
    assert_eq!(error.line, 1 + field.lines().position(|line| line.contains("answer_minuts")).unwrap());
    assert!(error.to_string().contains("unknown field"), "{error}");
    let loose = text.replace(
        "\"urgent\", \"due_minutes\": 60, \"overdue_minutes\": 60",
        "\"urgent\", \"due_minutes\": 60, \"overdue_minutes\": 90",
    );
    let error = Policy::parse(&loose).unwrap_err();
    assert_eq!(
        error.line,
        1 + loose.lines().position(|line| line.contains("\"overdue_minutes\": 90")).unwrap()
    );
}

#[test]
fn looser_than_the_royal_college_only_by_a_signed_override_that_the_policy_shows() {
    let leave = |response: &str, reason: &str, by: &str| json!([{ "response": response, "reason": reason, "signed_by": by, "signed_on": "2026-10-01" }]);
    let loosened = |overrides: Value| {
        let mut file = shipped();
        *file.pointer_mut("/intervals/1/overdue_minutes").unwrap() = json!(480);
        file["overrides"] = overrides;
        read(&file)
    };
    assert!(matches!(loosened(json!([])), Err(BrokenRule::LooserThanRcp { .. })));
    let signed = loosened(leave("ward_based", "night ward", "Dr Example, medical director")).unwrap();
    assert_eq!(signed.overrides()[0].signed_by, "Dr Example, medical director");
    assert_eq!(signed.interval(Response::WardBased).overdue_minutes, 480);
    for unsigned in [leave("ward_based", "", "Dr Example"), leave("ward_based", "night ward", " ")] {
        assert!(matches!(loosened(unsigned), Err(BrokenRule::UnsignedOverride)));
    }
    assert!(matches!(
        loosened(leave("urgent", "night ward", "Dr Example")),
        Err(BrokenRule::LooserThanRcp { .. })
    ));
    assert!(matches!(with("/overrides", leave("urgent", "a", "b")), Err(BrokenRule::NeedlessOverride)));
    let undated = json!([{ "response": "ward_based", "reason": "a", "signed_by": "b", "signed_on": "soon" }]);
    assert!(matches!(loosened(undated), Err(BrokenRule::Shape(_))));
}

#[test]
fn a_hospital_may_raise_the_low_band_too() {
    let mut file = shipped();
    let low = json!({ "response": "ward_based", "first_step": 1, "attend_minutes": 240, "words": "1 to 4" });
    file["escalation"]["levels"].as_array_mut().unwrap().push(low);
    assert!(read(&file).unwrap().chain().raises(Response::WardBased));
}
