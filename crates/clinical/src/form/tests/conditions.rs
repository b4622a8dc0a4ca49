//! What is shown when, and what follows from what is hidden.

use super::*;
use crate::news2::Response;

fn shown_when(item: Value, all: bool, of: Value) -> Value {
    let behaviour = if all { "all" } else { "any" };
    with(with(item, "enableWhen", of), "enableBehavior", json!(behaviour))
}

fn yes(question: &str) -> Value {
    json!({ "question": question, "operator": "=", "answerBoolean": true })
}

fn shown(form: &Definition, acts: &[(&str, Key)]) -> Vec<String> {
    let draft = drafted(form, acts);
    draft.shown(form, &[]).into_iter().map(|place| form.items()[place].link.clone()).collect()
}

#[test]
fn all_and_any_mean_what_they_say() {
    for (all, one_is_enough) in [(true, false), (false, true)] {
        let items =
            json!([yes_no("a"), yes_no("b"), shown_when(yes_no("c"), all, json!([yes("a"), yes("b")]))]);
        let form = form(items, &[]);
        let c = |acts: &[(&str, Key)]| shown(&form, acts).contains(&"c".to_owned());
        assert!(!c(&[]));
        assert_eq!(c(&[("a", Key::Yes(true))]), one_is_enough);
        assert_eq!(c(&[("b", Key::Yes(true)), ("a", Key::Yes(false))]), one_is_enough);
        assert!(c(&[("a", Key::Yes(true)), ("b", Key::Yes(true))]));
    }
}

#[test]
fn numbers_compare_at_their_edges() {
    for (operator, holds) in [
        ("=", [false, true, false]),
        (">", [false, false, true]),
        ("<", [true, false, false]),
        (">=", [false, true, true]),
        ("<=", [true, true, false]),
    ] {
        let condition = json!([{ "question": "n", "operator": operator, "answerInteger": 5 }]);
        let form = form(json!([whole("n", 0, 10), shown_when(yes_no("c"), true, condition)]), &[]);
        for (text, expected) in ["4", "5", "6"].into_iter().zip(holds) {
            assert_eq!(
                shown(&form, &[("n", typed(text))]).contains(&"c".to_owned()),
                expected,
                "{text} {operator} 5"
            );
        }
    }
}

#[test]
fn a_hidden_group_hides_all_under_it_and_what_hangs_on_that() {
    let group = json!({ "linkId": "g", "text": "g", "type": "group", "item": [yes_no("b")] });
    let items = json!([
        yes_no("a"),
        shown_when(group, true, json!([yes("a")])),
        shown_when(yes_no("c"), true, json!([yes("b")])),
    ]);
    let form = form(items, &[]);
    let mut acts = vec![("a", Key::Yes(true)), ("b", Key::Yes(true))];
    assert_eq!(shown(&form, &acts), ["a", "g", "b", "c"]);
    acts.push(("a", Key::Yes(false)));
    assert_eq!(shown(&form, &acts), ["a"], "the answer under the hidden group counts for nothing");
}

#[test]
fn answers_to_hidden_items_are_neither_scored_nor_saved_and_come_back_when_shown_again() {
    let item = shown_when(weighed("w", &[0, 4]), true, json!([yes("a")]));
    let form = form(json!([yes_no("a"), item]), &[total("t", &["w"], vec![])]);
    let draft = drafted(&form, &[("a", Key::Yes(true)), ("w", tap("w1"))]);
    assert_eq!(first(&draft.preview(&form, &[])), &Score::Complete { total: Number::whole(4) });
    let hidden = draft.after(&form, "a", Key::Yes(false));
    assert_eq!(first(&hidden.preview(&form, &[])), &Score::NotAsked);
    let made = assess(&form, &hidden, &[]).unwrap();
    assert_eq!(made.answers.keys().collect::<Vec<_>>(), ["a"]);
    assert_eq!(first(&made.result), &Score::NotAsked);
    let again = hidden.after(&form, "a", Key::Yes(true));
    assert_eq!(first(&again.preview(&form, &[])), &Score::Complete { total: Number::whole(4) });
}

#[test]
fn a_field_that_is_hidden_cannot_be_wrong() {
    let form = form(json!([yes_no("a"), shown_when(whole("n", 0, 5), true, json!([yes("a")]))]), &[]);
    let draft = drafted(&form, &[("a", Key::Yes(false)), ("n", typed("99"))]);
    assert!(assess(&form, &draft, &[]).is_ok());
    let shown = draft.after(&form, "a", Key::Yes(true));
    assert_eq!(assess(&form, &shown, &[]).unwrap_err()[0].code, FieldCode::Impossible);
}

#[test]
fn an_unanswered_question_on_which_an_item_rests_keeps_the_total_open() {
    let items = json!([
        yes_no("a"),
        weighed("base", &[0, 1]),
        shown_when(weighed("more", &[2, 4]), true, json!([yes("a")]))
    ]);
    let form = form(items, &[total("t", &["base", "more"], vec![])]);
    let base = drafted(&form, &[("base", tap("w1"))]);
    let expected = Score::Incomplete {
        at_least: Number::whole(1),
        at_most: Number::whole(5),
        missing: vec!["a".to_owned()],
    };
    assert_eq!(first(&base.preview(&form, &[])), &expected, "until a is answered it may be 1, 3 or 5");
    let no = base.after(&form, "a", Key::Yes(false));
    assert_eq!(first(&no.preview(&form, &[])), &Score::Complete { total: Number::whole(1) });
}

#[test]
fn a_rule_needs_its_conditions_known_and_not_testable_is_no_value() {
    let rule = nested(
        "urn:wardlight:form:rule",
        vec![
            json!({ "url": "id", "valueCode": "high" }),
            nested(
                "when",
                vec![
                    json!({ "url": "question", "valueString": "n" }),
                    json!({ "url": "operator", "valueCode": ">" }),
                    json!({ "url": "answer", "valueInteger": 5 }),
                ],
            ),
            json!({ "url": "level", "valueCode": "urgent" }),
            json!({ "url": "words", "valueString": "Act." }),
        ],
    );
    let mut number = whole("n", 0, 10);
    number["extension"].as_array_mut().unwrap().push(nested(
        "urn:wardlight:form:not-testable",
        vec![json!({ "url": "reason", "valueCoding": { "code": "no", "display": "No" } })],
    ));
    let form = form(json!([number]), &[rule]);
    let raised = |key: Key| drafted(&form, &[("n", key)]).preview(&form, &[]).level();
    assert_eq!(raised(typed("6")), Some(Response::Urgent));
    assert_eq!(raised(typed("5")), None);
    assert_eq!(raised(typed("")), None);
    assert_eq!(raised(Key::NotTestable("no".to_owned())), None);
}
