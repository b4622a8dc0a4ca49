//! The forms that come with the application: each keeps every rule, names its source, and acts as it says.

use super::*;
use crate::news2::Response;

#[test]
fn every_shipped_form_keeps_every_rule_and_names_its_source() {
    let mut urls = std::collections::BTreeSet::new();
    for shipped in super::super::shipped::SHIPPED {
        let form =
            Definition::parse(shipped.json).unwrap_or_else(|errors| panic!("{}: {errors:#?}", shipped.name));
        assert_eq!(form.pin().url, format!("urn:wardlight:questionnaire:{}", shipped.name));
        assert!(form.source().len() > 30 && form.licence().len() > 30, "{}", shipped.name);
        assert!(urls.insert(form.pin().url.clone()));
        assert_eq!(form.pin().hash, ContentHash::of(shipped.json));
    }
    let lying: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/forms"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".json", ""))
        .collect();
    assert_eq!(lying.len(), urls.len(), "every file of the folder is shipped: {lying:?}");
}

#[test]
fn no_licensed_instrument_is_shipped() {
    for shipped in super::super::shipped::SHIPPED {
        let form = shipped_form(shipped.name);
        let titles = form.title().to_lowercase();
        for name in
            ["braden", "waterlow", "purpose t", "must", "4at", "abbey", "vip", "bristol", "barthel", "berg"]
        {
            assert!(!titles.contains(name), "{name}");
        }
    }
    for name in ["skin", "falls", "cannula", "bed-rails"] {
        assert!(shipped_form(name).totals().is_empty(), "{name} is unscored");
    }
}

/// Every edge of every band of every shipped total that counts one number, from one step below to one above.
#[test]
fn every_band_of_a_single_number_holds_exactly_its_edges() {
    let mut edges = 0;
    for shipped in super::super::shipped::SHIPPED {
        let form = shipped_form(shipped.name);
        for (n, total) in form.totals().iter().enumerate() {
            let [place] = total.items.as_slice() else { continue };
            let ItemKind::Number(kind) = &form.items()[*place].kind else { continue };
            let step = super::super::Number::step(kind.places);
            for band in &total.bands {
                for (number, inside) in [
                    (band.low.unwrap_or(kind.low).0, true),
                    (band.high.unwrap_or(kind.high).0, true),
                    (band.low.unwrap_or(kind.low).0 - step, false),
                    (band.high.unwrap_or(kind.high).0 + step, false),
                ] {
                    let number = Number(number);
                    if number < kind.low || number > kind.high {
                        continue;
                    }
                    let link = &form.items()[*place].link;
                    let text = number.shown(kind.places);
                    let acts = [(link.as_str(), typed(&text)), ("meter", tap("number"))];
                    let result = drafted(&form, &acts).preview(&form, &[]);
                    let score = &result.totals[n].score;
                    assert_eq!(score, &Score::Complete { total: number }, "{} {text}", shipped.name);
                    let in_band = result.totals[n].band.as_ref() == Some(&band.label);
                    assert!(
                        in_band == inside || total.bands.iter().filter(|b| b.label == band.label).count() > 1
                    );
                    let alerted = result.alerts.iter().any(|alert| alert.from == total.id);
                    let expected = total.reached(score)[0].action.level.is_some();
                    assert_eq!(alerted, expected, "{} {text}", shipped.name);
                    edges += 1;
                }
            }
        }
    }
    assert!(edges > 50, "{edges}");
}

fn gcs(eyes: &str, verbal: &str, motor: &str) -> Vec<(&'static str, Key)> {
    vec![("eyes", tap(eyes)), ("verbal", tap(verbal)), ("motor", tap(motor))]
}

#[test]
fn gcs_sums_its_three_parts_over_every_combination() {
    let form = shipped_form("neuro");
    for (e, v, m) in (1..=4).flat_map(|e| (1..=5).flat_map(move |v| (1..=6).map(move |m| (e, v, m)))) {
        let acts = gcs(&format!("e{e}"), &format!("v{v}"), &format!("m{m}"));
        let result = drafted(&form, &acts).preview(&form, &[]);
        let sum: i64 = e + v + m;
        assert_eq!(first(&result), &Score::Complete { total: Number::whole(sum) });
        let level = match sum {
            3..=8 => Some(Response::Emergency),
            9..=12 => Some(Response::Urgent),
            13..=14 => Some(Response::WardBased),
            _ => None,
        };
        assert_eq!(result.level(), level, "GCS {sum}");
        assert_eq!(result.next_due.unwrap().due_minutes, if sum <= 8 { 15 } else { 30 });
    }
}

#[test]
fn a_part_not_testable_leaves_no_total_and_needs_a_known_reason() {
    let form = shipped_form("neuro");
    let mut acts = gcs("e4", "v5", "m6");
    acts.push(("verbal", Key::NotTestable("tube".to_owned())));
    let result = drafted(&form, &acts).preview(&form, &[]);
    let expected = Score::NotTestable {
        at_least: Number::whole(11),
        at_most: Number::whole(15),
        parts: vec!["verbal".to_owned()],
    };
    assert_eq!(first(&result), &expected);
    assert_eq!(
        (result.totals[0].band.as_ref(), result.level()),
        (None, None),
        "11 to 15 is certain of no alert"
    );
    acts.push(("verbal", Key::NotTestable("because".to_owned())));
    let errors = assess(&form, &drafted(&form, &acts), &[]).unwrap_err();
    assert_eq!((errors[0].link.as_str(), errors[0].code), ("verbal", FieldCode::OptionGone));
    let mut severe = gcs("e1", "v1", "m2");
    severe.push(("verbal", Key::NotTestable("tube".to_owned())));
    let result = drafted(&form, &severe).preview(&form, &[]);
    assert_eq!(result.level(), Some(Response::Emergency), "4 to 8, whatever the verbal response would be");
}

#[test]
fn gcs_parts_are_mandatory_and_pupils_and_limbs_are_not() {
    let form = shipped_form("neuro");
    let draft = drafted(&form, &gcs("e4", "v5", "m6")[..2]);
    let errors = assess(&form, &draft, &[]).unwrap_err();
    assert_eq!(errors.iter().map(|e| e.link.as_str()).collect::<Vec<_>>(), ["motor"]);
    assert!(assess(&form, &drafted(&form, &gcs("e4", "v5", "m6")), &[]).is_ok());
}

#[test]
fn a_fall_of_two_in_gcs_or_motor_and_unequal_pupils_escalate() {
    let form = shipped_form("neuro");
    let before = assess(&form, &drafted(&form, &gcs("e4", "v5", "m6")), &[]).unwrap();
    let now = |acts: Vec<(&str, Key)>| drafted(&form, &acts).preview(&form, &[&before]);
    assert_eq!(levels(&now(gcs("e4", "v4", "m6"))), [("gcs", Response::WardBased)], "a fall of one");
    let fell = now(gcs("e3", "v4", "m6"));
    assert_eq!(levels(&fell), [("gcs-drop", Response::Urgent), ("gcs", Response::WardBased)]);
    assert_eq!(fell.next_due.unwrap().due_minutes, 15);
    let mut tube = gcs("e4", "v5", "m4");
    tube.push(("verbal", Key::NotTestable("tube".to_owned())));
    let raised = now(tube);
    assert!(levels(&raised).contains(&("motor-drop", Response::Urgent)), "even where there is no total");
    assert!(
        levels(&raised).contains(&("gcs", Response::WardBased)),
        "9 to 13: below 15 whatever it would be"
    );
    let tube = [gcs("e4", "v5", "m6"), vec![("verbal", Key::NotTestable("tube".to_owned()))]].concat();
    let between = assess(&form, &drafted(&form, &tube), &[]).unwrap();
    let after = drafted(&form, &gcs("e3", "v4", "m6")).preview(&form, &[&between, &before]);
    assert_eq!(after.level(), Some(Response::Urgent), "an incomplete one in between hides no fall");
    let alone = drafted(&form, &gcs("e3", "v4", "m6")).preview(&form, &[]);
    assert_eq!(levels(&alone), [("gcs", Response::WardBased)], "with nothing before there is no fall");
    for (right, left, unequal) in [("3", "3", false), ("4", "3", true), ("3", "4", true)] {
        let mut acts = gcs("e4", "v5", "m6");
        acts.extend([("pupil-right", typed(right)), ("pupil-left", typed(left))]);
        let raised = levels(&now(acts)).contains(&("pupils-unequal", Response::Urgent));
        assert_eq!(raised, unequal, "{right} and {left}");
    }
    let mut one = gcs("e4", "v5", "m6");
    one.push(("pupil-right", typed("8")));
    assert_eq!(levels(&now(one)), [], "one pupil cannot be unequal");
}

#[test]
fn low_glucose_asks_about_swallowing_and_the_meters_lo_is_an_emergency() {
    let form = shipped_form("glucose");
    let low = drafted(&form, &[("meter", tap("number")), ("glucose", typed("3.9"))]);
    let shown = |draft: &Draft| -> Vec<String> {
        draft.shown(&form, &[]).into_iter().map(|place| form.items()[place].link.clone()).collect()
    };
    assert!(shown(&low).contains(&"swallow".to_owned()));
    assert_eq!(levels(&low.preview(&form, &[])), [("glucose", Response::UrgentWardBased)]);
    assert_eq!(low.preview(&form, &[]).next_due.unwrap().due_minutes, 10);
    let cannot = low.after(&form, "swallow", Key::Yes(false)).preview(&form, &[]);
    assert_eq!(cannot.level(), Some(Response::Emergency));
    let fine = drafted(&form, &[("meter", tap("number")), ("glucose", typed("4.0"))]);
    assert!(!shown(&fine).contains(&"swallow".to_owned()));
    assert_eq!(levels(&fine.preview(&form, &[])), []);
    let lo = drafted(&form, &[("meter", tap("lo"))]).preview(&form, &[]);
    assert_eq!(lo.level(), Some(Response::Emergency));
    assert_eq!(first(&lo), &Score::NotAsked, "LO is no number, and not zero");
    for (text, level) in
        [("14.0", None), ("14.1", Some(Response::WardBased)), ("60", Some(Response::WardBased))]
    {
        let draft = drafted(&form, &[("meter", tap("number")), ("glucose", typed(text))]);
        assert_eq!(draft.preview(&form, &[]).level(), level, "{text}");
    }
}

#[test]
fn no_urine_for_six_hours_asks_for_an_urgent_assessment_and_little_for_a_review() {
    let form = shipped_form("urine");
    let answered = |output: &str| {
        let draft = drafted(&form, &[("output", tap(output)), ("catheter", Key::Yes(true))]);
        assess(&form, &draft, &[]).unwrap().result
    };
    assert_eq!(levels(&answered("none")), [("no-urine", Response::Urgent)]);
    assert_eq!(levels(&answered("little")), [("little-urine", Response::UrgentWardBased)]);
    for output in ["enough", "unknown"] {
        assert_eq!((answered(output).level(), answered(output).next_due), (None, None), "{output}");
    }
    assert_eq!(answered("none").next_due.unwrap().due_minutes, 60, "looked at again within the hour");
}

#[test]
fn body_mass_index_is_worked_out_and_asks_for_a_missing_height() {
    let form = shipped_form("weight-height");
    let bmi = |weight: &str, height: &str| {
        let draft = drafted(&form, &[("weight", typed(weight)), ("height", typed(height))]);
        draft.preview(&form, &[]).derived[0].value.as_ref().map(Measured::words)
    };
    assert_eq!(bmi("70", "170"), Some("24.2 kg/m²".to_owned()));
    assert_eq!(bmi("400", "40"), Some("2500.0 kg/m²".to_owned()));
    assert_eq!(bmi("60.6", "180.5"), Some("18.6 kg/m²".to_owned()));
    assert_eq!(bmi("70", ""), None);
    let ItemKind::Derived(derived) = &form.items()[form.find("bmi").unwrap()].kind else { panic!("derived") };
    assert!(derived.when_missing.contains("height"), "{}", derived.when_missing);
}

#[test]
fn a_weight_that_changed_by_more_than_a_tenth_is_asked_about() {
    let form = shipped_form("weight-height");
    let weighed = |kg: &str| drafted(&form, &[("weight", typed(kg)), ("weight-how", tap("measured"))]);
    let before = assess(&form, &weighed("80"), &[]).unwrap();
    for (kg, asked) in [("72", false), ("71.9", true), ("88", false), ("88.1", true)] {
        let asks = check(&form, &weighed(kg).so_far(&form), &[&before]);
        assert_eq!(
            asks.iter().map(FormCheck::code).collect::<Vec<_>>(),
            vec!["change:weight"; asked.into()],
            "{kg}"
        );
    }
}

fn blood_pressure(
    lying: (u32, u32),
    one: (u32, u32),
    three: (u32, u32),
    symptoms: bool,
) -> Vec<(&'static str, Key)> {
    let number = |n: u32| typed(&n.to_string());
    vec![
        ("lying-systolic", number(lying.0)),
        ("lying-diastolic", number(lying.1)),
        ("one-systolic", number(one.0)),
        ("one-diastolic", number(one.1)),
        ("three-systolic", number(three.0)),
        ("three-diastolic", number(three.1)),
        ("symptoms", Key::Yes(symptoms)),
    ]
}

#[test]
fn standing_drops_raise_at_their_edges() {
    let form = shipped_form("lying-standing-bp");
    let raised = |acts: Vec<(&str, Key)>| -> Vec<String> {
        let made = assess(&form, &drafted(&form, &acts), &[]).unwrap();
        made.result.alerts.into_iter().map(|alert| alert.from).collect()
    };
    let steady = (140, 80);
    assert_eq!(raised(blood_pressure(steady, (121, 80), (121, 80), true)), [""; 0]);
    assert_eq!(raised(blood_pressure(steady, (120, 80), steady, false)), ["systolic-drop"]);
    assert_eq!(raised(blood_pressure(steady, steady, (120, 80), false)), ["systolic-drop"]);
    assert_eq!(raised(blood_pressure(steady, (140, 70), steady, false)), [""; 0], "without symptoms");
    assert_eq!(raised(blood_pressure(steady, (140, 70), steady, true)), ["diastolic-drop-one"]);
    assert_eq!(raised(blood_pressure(steady, steady, (140, 70), true)), ["diastolic-drop-three"]);
    assert_eq!(raised(blood_pressure(steady, (140, 71), steady, true)), [""; 0]);
    assert_eq!(raised(blood_pressure((100, 60), (90, 60), (89, 60), false)), ["low-standing"]);
    let errors =
        assess(&form, &drafted(&form, &blood_pressure((80, 140), steady, steady, false)), &[]).unwrap_err();
    assert_eq!((errors[0].link.as_str(), errors[0].code), ("lying-systolic", FieldCode::NotAbove));
}

#[test]
fn the_therapists_tests_have_their_tools() {
    let control = |name: &str, link: &str| {
        let form = shipped_form(name);
        let place = form.find(link).unwrap();
        let ItemKind::Number(kind) = &form.items()[place].kind else { panic!("a number") };
        kind.control
    };
    assert_eq!(control("timed-up-and-go", "seconds"), Control::Stopwatch);
    assert_eq!(control("sit-to-stand-30s", "stands"), Control::Counter { seconds: 30 });
    let form = shipped_form("sit-to-stand-30s");
    let arms = drafted(&form, &[("arms", tap("yes")), ("stands", typed("9"))]);
    let made = assess(&form, &arms, &[]).unwrap();
    assert!(!made.answers.contains_key("stands"), "hidden, so not saved");
    assert_eq!(first(&made.result), &Score::NotAsked);
}
