//! What a hospital's informatician sees.

use super::*;

fn shipped(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets/forms").join(name)
}

/// What is printed, and whether the exit code is 0.
fn checked(files: &[PathBuf]) -> (String, bool) {
    let mut out = Vec::new();
    let fine = check(files, &mut out).is_ok();
    (String::from_utf8(out).unwrap(), fine)
}

fn written(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("wardlight-forms-{}-{name}", std::process::id()));
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_good_form_is_told_with_its_totals_and_bands() {
    let (text, fine) = checked(&[shipped("pain.json")]);
    assert!(fine, "{text}");
    for line in [
        "Pain score, version 1",
        "  5 items: 4 questions, 1 of them required; 0 rules",
        "  total \"Pain at rest\": 0 to 10",
        "    0: No pain",
        "    4 to 6: Moderate, due 1-hourly",
        "    7 to 10: Severe, alerts: ward-based response, due every 30 to 60 minutes",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}

#[test]
fn every_shipped_form_passes() {
    let files: Vec<PathBuf> =
        clinical::form::shipped::SHIPPED.iter().map(|form| shipped(&format!("{}.json", form.name))).collect();
    let (text, fine) = checked(&files);
    assert!(fine, "{text}");
}

#[test]
fn a_refused_form_is_told_line_by_line_and_the_others_are_checked_too() {
    let text = fs::read_to_string(shipped("pain.json")).unwrap();
    let overlapping = text.replacen("\"low\", \"valueDecimal\": 4", "\"low\", \"valueDecimal\": 3", 1);
    assert_ne!(text, overlapping);
    let bad = written("bad.json", &overlapping.replacen("\"Pain at rest\"", "\"<b>Pain</b> at rest\"", 1));
    let (out, fine) = checked(&[bad.clone(), PathBuf::from("nowhere.json"), shipped("falls.json")]);
    fs::remove_file(bad).unwrap();
    assert!(!fine);
    assert!(out.contains(": [markup] Labels are plain text"), "{out}");
    assert!(out.contains(": [bands] This band overlaps the one before it: it must begin at 4."), "{out}");
    let line = |rule: &str| -> u32 {
        let found = out.lines().find(|line| line.contains(rule)).unwrap();
        found.split("line ").nth(1).unwrap().split(':').next().unwrap().parse().unwrap()
    };
    let holds = |n: u32| text.lines().nth(n as usize - 1).unwrap_or_default();
    assert!(holds(line("[markup]")).contains("Pain at rest"));
    assert!(holds(line("[bands]")).trim() == "{", "the line where the band begins");
    assert!(out.contains("refused, broken rules: 2"), "{out}");
    assert!(out.contains("nowhere.json: cannot be read"), "{out}");
    assert!(out.contains("Falls: what can be done, version 1"), "{out}");
}

#[test]
fn the_example_of_the_manual_is_a_good_form() {
    let manual =
        fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/forms.md")).unwrap();
    let example = manual.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let path = written("example.json", example);
    let (out, fine) = checked(std::slice::from_ref(&path));
    fs::remove_file(path).unwrap();
    assert!(fine, "{out}");
    assert!(out.contains("total \"Thirst\": 0 to 6"), "{out}");
}
