//! A hospital may tighten; nothing looser, emptier or contradictory gets in.

mod escalation;

use super::*;
use crate::news2::Risk;
use serde_json::{Value, json};

fn shipped() -> Value {
    serde_json::from_str(include_str!("../../../../assets/policy/acute.json")).unwrap()
}

/// Reads the shipped policy after one change.
fn with(pointer: &str, value: Value) -> Result<Policy, BrokenRule> {
    let mut file = shipped();
    *file.pointer_mut(pointer).unwrap() = value;
    read(&file)
}

/// The policy, or the rule that it breaks.
fn read(file: &Value) -> Result<Policy, BrokenRule> {
    Policy::parse(&file.to_string()).map_err(|refused| refused.broken)
}

#[test]
fn the_shipped_policy_is_the_royal_colleges() {
    let policy = Policy::rcp_default();
    let labels: Vec<String> = Response::ALL.map(|r| policy.interval(r).label()).to_vec();
    assert_eq!(labels, ["12-hourly", "4-6-hourly", "1-hourly", "1-hourly", "continuous"]);
    let high = policy.interval(Response::to(7, Risk::High));
    assert_eq!((high.due_minutes, high.overdue_minutes), (30, 30), "continuous is due every 30 minutes here");
    assert!(high.words().contains("every 30 minutes"), "and says so");
    let low = policy.interval(Response::WardBased);
    assert_eq!((low.due_minutes, low.overdue_minutes), (240, 360), "due at 4 hours, overdue at 6");
    assert_eq!((policy.id(), policy.revision()), ("acute-rcp", 3));
    assert_eq!((policy.emergency_number(), policy.first_set_minutes()), ("2222", 15));
}

#[test]
fn a_looser_interval_is_refused_and_a_tighter_one_is_welcome() {
    for row in 0..5 {
        let due = shipped()["intervals"][row]["due_minutes"].as_u64().unwrap();
        let looser = with(&format!("/intervals/{row}/due_minutes"), json!(due + 1));
        assert!(looser.is_err(), "row {row} one minute looser");
        let overdue = shipped()["intervals"][row]["overdue_minutes"].as_u64().unwrap();
        let later = with(&format!("/intervals/{row}/overdue_minutes"), json!(overdue + 1));
        assert!(matches!(later, Err(BrokenRule::LooserThanRcp { .. })), "row {row} overdue one minute later");
    }
    let tighter = with("/intervals/0/due_minutes", json!(480)).unwrap();
    assert_eq!(tighter.interval(Response::Routine).label(), "8-12-hourly");
    assert!(with("/intervals/4/due_minutes", json!(15)).is_ok());
}

#[test]
fn zero_negative_and_fractional_intervals_are_refused() {
    for wrong in [json!(0), json!(-60), json!(59.5), json!("60"), json!(null)] {
        assert!(with("/intervals/2/due_minutes", wrong.clone()).is_err(), "{wrong}");
    }
    assert!(matches!(
        with("/intervals/1/overdue_minutes", json!(120)),
        Err(BrokenRule::ImpossibleInterval(_))
    ));
    assert!(with("/not_scored_interval/due_minutes", json!(0)).is_err());
    assert!(with("/not_scored_interval/due_minutes", json!(300)).is_err());
}

#[test]
fn a_missing_a_double_and_an_inverted_band_are_refused_by_name() {
    let mut file = shipped();
    file["intervals"].as_array_mut().unwrap().remove(2);
    let missing = read(&file);
    assert!(matches!(missing, Err(BrokenRule::MissingInterval(Response::UrgentWardBased))));

    let mut file = shipped();
    let double = file["intervals"][3].clone();
    file["intervals"].as_array_mut().unwrap().push(double);
    let overlapping = read(&file);
    assert!(matches!(overlapping, Err(BrokenRule::OverlappingInterval(Response::Urgent))));

    let inverted = with("/intervals/2/due_minutes", json!(20));
    assert!(matches!(inverted, Err(BrokenRule::Inverted(Response::Urgent))), "60 at medium, 20 below it");
}

#[test]
fn an_unknown_field_is_refused_because_it_may_be_a_misspelt_rule() {
    let mut file = shipped();
    file["first_set_minuts"] = json!(10);
    assert!(matches!(read(&file), Err(BrokenRule::Shape(_))));
}

#[test]
fn codes_are_unique_and_the_alarm_reason_cannot_be_left_out() {
    assert!(matches!(with("/oxygen_devices/1/code", json!("N")), Err(BrokenRule::Codes("oxygen devices"))));
    assert!(matches!(with("/unable_reasons/1/reason", json!("asleep")), Err(BrokenRule::Codes("reasons"))));
    let mut file = shipped();
    file["unable_reasons"].as_array_mut().unwrap().retain(|r| r["reason"] != "too_unwell");
    assert!(matches!(read(&file), Err(BrokenRule::ReasonNeeded(_))));
}

#[test]
fn usual_ranges_lie_inside_what_can_be_charted() {
    for (pointer, value) in [
        ("/usual/pulse/low", json!(160)),
        ("/usual/pulse/high", json!(351)),
        ("/usual/temperature_tenths/low", json!(149)),
        ("/usual/spo2/fall", json!(0)),
    ] {
        assert!(matches!(with(pointer, value), Err(BrokenRule::Usual { .. })), "{pointer}");
    }
}

#[test]
fn empty_names_and_zero_times_are_refused() {
    for (pointer, value) in [
        ("/id", json!(" ")),
        ("/revision", json!(0)),
        ("/emergency_number", json!("")),
        ("/first_set_minutes", json!(0)),
        ("/late_after_minutes", json!(0)),
        ("/unheard_seconds", json!(0)),
        ("/oxygen_devices", json!([])),
    ] {
        assert!(matches!(with(pointer, value), Err(BrokenRule::Empty(_))), "{pointer}");
    }
}

#[test]
fn a_bedside_may_not_stay_calm_for_long_while_nobody_has_been_told() {
    assert!(matches!(with("/unheard_seconds", json!(31)), Err(BrokenRule::UnheardTooLong { most: 30 })));
    assert!(with("/unheard_seconds", json!(30)).is_ok());
}

#[test]
fn a_hospital_says_what_its_numbers_and_its_wristbands_look_like() {
    let mut file = shipped();
    file["wristband"] = json!({
        "hospital_numbers": ["H######", "@@-####"],
        "hospitals": ["RJC"],
        "fields": ["nhs_number", "born", "other", "other"],
    });
    let policy = read(&file).unwrap();
    let rules = policy.wristband();
    assert_eq!(rules.hospital_number(" h123456 ").as_deref(), Some("H123456"));
    assert_eq!(rules.hospital_number("AB-1234").as_deref(), Some("AB-1234"));
    for other in ["H12345", "H1234567", "X123456", "A1-1234", ""] {
        assert_eq!(rules.hospital_number(other), None, "{other}");
    }
    assert!(rules.is_ours("rjc") && rules.is_ours("") && !rules.is_ours("RXX"));
    assert_eq!(rules.fields.iter().len(), 4);
    file.as_object_mut().unwrap().remove("wristband");
    let silent = read(&file).unwrap();
    assert!(silent.wristband().is_ours("RXX"), "with no codes of its own it cannot tell");
    assert_eq!(silent.wristband().hospital_number("H123456"), None);
}

#[test]
fn a_pattern_that_takes_too_much_is_refused_with_its_line() {
    for (wristband, broken) in [
        (json!({ "hospital_numbers": ["H######", "##########"] }), "not ten digits"),
        (json!({ "hospital_numbers": ["H###"] }), "at least five"),
        (json!({ "hospital_numbers": ["HHHHHH"] }), "at least one #"),
        (json!({ "hospital_numbers": ["H### ##"] }), "letters, digits or marks"),
        (json!({ "hospitals": ["R-C"] }), "ODS code"),
        (json!({ "fields": ["family", "born"] }), "hospital_number or nhs_number"),
        (json!({ "fields": ["nhs_number", "family"] }), "with born"),
        (json!({ "fields": ["nhs_number", "born", "nhs_number"] }), "each stand once"),
        (json!({ "pattern": "H######" }), "unknown field"),
    ] {
        let mut file = shipped();
        file["wristband"] = wristband;
        let text = serde_json::to_string_pretty(&file).unwrap();
        let refused = Policy::parse(&text).unwrap_err();
        assert!(refused.to_string().contains(broken), "{refused}");
        let line = text.lines().nth(refused.line - 1).unwrap();
        let near =
            text.lines().skip(refused.line.saturating_sub(8)).take(10).any(|line| line.contains("wristband"));
        assert!(near, "line {}: {line}", refused.line);
    }
}
