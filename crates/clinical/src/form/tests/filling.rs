//! Filling in: keys, errors on fields, the next item, reasons, and the door of the record.

use super::*;
use crate::{news2::Response, vitals::UnableReason};

fn errors(form: &Definition, draft: &Draft) -> Vec<(String, FieldCode)> {
    let errors = assess(form, draft, &[]).err().unwrap_or_default();
    errors.into_iter().map(|error| (error.link, error.code)).collect()
}

#[test]
fn a_second_tap_takes_an_answer_back_and_nothing_is_chosen_at_first() {
    let many = with(yes_no("m"), "type", json!("choice"));
    let many = with(many, "repeats", json!(true));
    let options = json!([
        { "valueCoding": { "code": "x", "display": "X" } }, { "valueCoding": { "code": "y", "display": "Y" } },
    ]);
    let form = form(json!([weighed("c", &[0, 1]), with(many, "answerOption", options), yes_no("b")]), &[]);
    let mut draft = Draft::new(&form);
    assert!(draft.given.is_empty());
    for (link, key, now) in [
        ("c", tap("w0"), Some(Given::Chosen(vec!["w0".to_owned()]))),
        ("c", tap("w1"), Some(Given::Chosen(vec!["w1".to_owned()]))),
        ("c", tap("w1"), None),
        ("m", tap("y"), Some(Given::Chosen(vec!["y".to_owned()]))),
        ("m", tap("x"), Some(Given::Chosen(vec!["y".to_owned(), "x".to_owned()]))),
        ("m", tap("y"), Some(Given::Chosen(vec!["x".to_owned()]))),
        ("b", Key::Yes(false), Some(Given::Yes(false))),
        ("b", Key::Yes(false), None),
        ("b", Key::Yes(true), Some(Given::Yes(true))),
        ("b", Key::Cleared, None),
    ] {
        draft = draft.after(&form, link, key);
        assert_eq!(draft.given.get(link), now.as_ref(), "{link}");
    }
    assert_eq!(draft.clone().after(&form, "nobody", Key::Yes(true)), draft);
}

#[test]
fn a_time_that_is_not_whole_stays_in_the_draft_and_is_no_answer() {
    let form = form(json!([{ "linkId": "d", "text": "d", "type": "dateTime" }]), &[]);
    let draft = drafted(&form, &[("d", typed("7/Aug/2026/"))]);
    assert_eq!(errors(&form, &draft), [("d".to_owned(), FieldCode::NotATime)]);
    let wrong = assess(&form, &draft, &[]).unwrap_err();
    assert!(
        wrong.iter().all(|error| error.message.contains("Complete it") && !error.message.contains("7/Aug"))
    );
}

#[test]
fn every_field_that_is_wrong_says_so_at_once_in_form_order() {
    let text = json!({ "linkId": "t", "text": "t", "type": "text", "maxLength": 3 });
    let form = form(json!([whole("z", 0, 10), whole("a", 0, 10), text, weighed("c", &[0, 1])]), &[]);
    let draft =
        drafted(&form, &[("c", tap("gone")), ("t", typed("four")), ("a", typed("1.5")), ("z", typed("11"))]);
    assert_eq!(
        errors(&form, &draft),
        [
            ("z".to_owned(), FieldCode::Impossible),
            ("a".to_owned(), FieldCode::TooPrecise),
            ("t".to_owned(), FieldCode::TooLong),
            ("c".to_owned(), FieldCode::OptionGone),
        ]
    );
    let wrong = assess(&form, &draft, &[]).unwrap_err();
    assert!(
        wrong.iter().all(|e| !e.message.contains("11") && !e.message.contains("four")),
        "no values in messages"
    );
    let none = errors(&form, &Draft::new(&form));
    assert_eq!(none, [(String::new(), FieldCode::Empty)]);
}

#[test]
fn zero_is_an_answer_and_missing_is_none() {
    let form = shipped_form("pain");
    let zero = assess(&form, &drafted(&form, &[("rest", typed("0"))]), &[]).unwrap();
    assert_eq!(first(&zero.result), &Score::Complete { total: Number::whole(0) });
    assert_eq!(zero.result.totals[0].band.as_deref(), Some("No pain"));
    assert_eq!(zero.result.totals[1].score, Score::NotAsked, "on movement nobody asked");
}

#[test]
fn an_incomplete_form_is_saved_with_a_reason_and_never_without() {
    let form = shipped_form("neuro");
    let mut draft = drafted(&form, &[("eyes", tap("e4")), ("motor", tap("m6"))]);
    assert_eq!(errors(&form, &draft), [("verbal".to_owned(), FieldCode::Required)]);
    draft.unable = Some(UnableReason::Other(" ".to_owned()));
    assert_eq!(errors(&form, &draft), [(String::new(), FieldCode::ReasonWords)]);
    draft.unable = Some(UnableReason::Asleep);
    let made = assess(&form, &draft, &[]).unwrap();
    assert_eq!(made.unable, Some(UnableReason::Asleep));
    let expected = Score::Incomplete {
        at_least: Number::whole(11),
        at_most: Number::whole(15),
        missing: vec!["verbal".to_owned()],
    };
    assert_eq!(first(&made.result), &expected);
    assert_eq!(made.result.next_due.unwrap().due_minutes, 30, "the soonest that it could be due");
    draft.unable = Some(UnableReason::TooUnwell);
    let worst = assess(&form, &draft, &[]).unwrap();
    assert_eq!(worst.result.level(), Some(Response::Emergency));
    let complete = draft.after(&form, "verbal", tap("v5"));
    assert_eq!(assess(&form, &complete, &[]).unwrap().unable, None, "nothing is missing");
    let mut refused = Draft::new(&form);
    refused.unable = Some(UnableReason::Declined);
    assert_eq!(
        first(&assess(&form, &refused, &[]).unwrap().result).clone(),
        Score::Incomplete {
            at_least: Number::whole(3),
            at_most: Number::whole(15),
            missing: ["eyes", "verbal", "motor"].map(str::to_owned).to_vec(),
        }
    );
}

#[test]
fn the_next_item_is_the_first_open_question_that_is_shown() {
    let form = shipped_form("fluid");
    let next = |draft: &Draft, after: Option<&str>| {
        draft.next(&form, after, &[]).map(|place| form.items()[place].link.clone())
    };
    let mut draft = Draft::new(&form);
    for (link, code, then) in
        [("direction", "out", "kind-out"), ("kind-out", "urine", "how"), ("how", "measured", "volume")]
    {
        draft = draft.after(&form, link, tap(code));
        assert_eq!(next(&draft, Some(link)).as_deref(), Some(then));
    }
    assert_eq!(next(&draft, Some("remarks")), None);
    assert_eq!(next(&draft, None).as_deref(), Some("volume"), "from the top");
}

#[test]
fn a_draft_of_another_version_is_told_and_kept() {
    let mut file = file(json!([yes_no("a")]), &[]);
    let old = Definition::parse(&file.to_string()).unwrap();
    let draft = drafted(&old, &[("a", Key::Yes(true))]);
    file["version"] = json!("2");
    let new = Definition::parse(&file.to_string()).unwrap();
    assert_eq!(errors(&new, &draft), [(String::new(), FieldCode::OtherForm)]);
    file["version"] = json!("1");
    file["title"] = json!("Another under the same number");
    let altered = Definition::parse(&file.to_string()).unwrap();
    assert_eq!(
        errors(&altered, &draft),
        [(String::new(), FieldCode::OtherForm)],
        "the content counts, not its number"
    );
}

#[test]
fn an_answer_whose_option_is_gone_stays_readable_and_is_marked() {
    let items = json!([weighed("a", &[0, 1, 2]), whole("n", 0, 10), yes_no("old")]);
    let before = form(items, &[total("t", &["a"], vec![])]);
    let draft = drafted(&before, &[("a", tap("w2")), ("n", typed("9")), ("old", Key::Yes(true))]);
    let made = assess(&before, &draft, &[]).unwrap();
    let after = form(json!([whole("n", 0, 5), weighed("a", &[0, 1])]), &[total("t", &["a"], vec![])]);
    let read: Vec<(String, String, Option<Mark>)> = read_back(&made.answers, &after)
        .into_iter()
        .map(|read| (read.label.to_owned(), read.answer.words(), read.mark))
        .collect();
    let row = |label: &str, words: &str, mark| (label.to_owned(), words.to_owned(), Some(mark));
    assert_eq!(
        read,
        [
            row("n", "9", Mark::OtherKind),
            row("a", "Option 2", Mark::OptionGone),
            row("old", "Yes", Mark::ItemGone),
        ]
    );
    let rescored = score(&after, &made.answers, &[], None);
    assert!(
        matches!(first(&rescored), Score::Incomplete { .. }),
        "and counts for nothing under the new form"
    );
    assert!(read_back(&made.answers, &before).iter().all(|read| read.mark.is_none()));
}

#[test]
fn an_unusual_value_is_asked_about_at_its_edges_and_never_refused() {
    let form = shipped_form("glucose");
    for (text, asked) in [("4.0", false), ("3.9", true), ("15.0", false), ("15.1", true)] {
        let draft = drafted(
            &form,
            &[("meter", tap("number")), ("glucose", typed(text)), ("swallow", Key::Yes(true))],
        );
        assert_eq!(check(&form, &draft.so_far(&form), &[]).len(), usize::from(asked), "{text}");
        assert!(assess(&form, &draft, &[]).is_ok(), "{text}");
    }
}

#[test]
fn what_travels_between_core_and_screens_reads_the_same() {
    for shipped in super::super::shipped::SHIPPED {
        let form = shipped_form(shipped.name);
        let sent = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<Definition>(&sent).unwrap(), form, "{}", shipped.name);
    }
    let form = shipped_form("neuro");
    let mut draft = drafted(&form, &[("eyes", tap("e4")), ("verbal", Key::NotTestable("tube".to_owned()))]);
    draft.unable = Some(UnableReason::Asleep);
    let made = assess(&form, &draft, &[]).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&serde_json::to_string(&draft).unwrap()).unwrap(), draft);
    assert_eq!(serde_json::from_str::<Assessment>(&serde_json::to_string(&made).unwrap()).unwrap(), made);
}
