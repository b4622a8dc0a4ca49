//! What a hospital's file can do wrong: each is refused with its line and its rule, all of them at once.

use super::*;

/// The rules that a file breaks.
fn broken(file: &Value) -> Vec<Rule> {
    match Definition::parse(&file.to_string()) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.rule).collect(),
    }
}

fn breaks(items: Value, more: &[Value], rule: Rule) {
    let rules = broken(&file(items.clone(), more));
    assert!(rules.contains(&rule), "{rule:?} in {rules:?} of {items:#}");
}

fn shown_when(item: Value, question: &str) -> Value {
    with(item, "enableWhen", json!([{ "question": question, "operator": "exists", "answerBoolean": true }]))
}

#[test]
fn a_plain_form_is_taken() {
    assert_eq!(broken(&file(json!([yes_no("a")]), &[])), []);
}

#[test]
fn a_ring_of_conditions_is_refused_however_long() {
    breaks(json!([shown_when(yes_no("a"), "a")]), &[], Rule::Cycle);
    breaks(json!([shown_when(yes_no("a"), "b"), shown_when(yes_no("b"), "a")]), &[], Rule::Cycle);
    let inside = json!({ "linkId": "g", "text": "g", "type": "group", "item": [yes_no("a")] });
    breaks(json!([shown_when(inside, "a")]), &[], Rule::Cycle);
    let ring: Vec<Value> =
        (0..400).map(|n| shown_when(yes_no(&format!("q{n}")), &format!("q{}", (n + 1) % 400))).collect();
    breaks(json!(ring), &[], Rule::Cycle);
    let chain: Vec<Value> =
        (0..400)
            .map(|n| {
                if n == 0 {
                    yes_no("q0")
                } else {
                    shown_when(yes_no(&format!("q{n}")), &format!("q{}", n - 1))
                }
            })
            .collect();
    assert_eq!(broken(&file(json!(chain), &[])), [], "a chain is no ring");
}

#[test]
fn a_ring_through_a_value_worked_out_is_refused() {
    let derived = json!({ "linkId": "fall", "text": "f", "type": "integer", "readOnly": true, "extension": [
        nested("urn:wardlight:form:derived", vec![
            json!({ "url": "formula", "valueCode": "fall-since-last" }),
            json!({ "url": "total", "valueCode": "t" }),
            json!({ "url": "missing", "valueString": "none" }),
        ])
    ] });
    let item = shown_when(weighed("a", &[0, 1]), "fall");
    breaks(json!([derived, item]), &[total("t", &["a"], vec![])], Rule::Cycle);
}

#[test]
fn overlapping_missing_and_unreachable_bands_are_refused() {
    let items = || json!([whole("a", 0, 10)]);
    let bands = |bands: &[(Option<f64>, Option<f64>)]| {
        let bands = bands.iter().map(|(low, high)| band(*low, *high, None)).collect();
        broken(&file(items(), &[total("t", &["a"], bands)]))
    };
    let (some, none) = (|n: u32| Some(f64::from(n)), None);
    assert_eq!(bands(&[(some(0), some(3)), (some(4), some(10))]), []);
    assert_eq!(bands(&[(none, some(3)), (some(4), none)]), [], "open at both ends");
    for wrong in [
        vec![(some(0), some(3)), (some(3), some(10))],
        vec![(some(0), some(3)), (some(5), some(10))],
        vec![(some(1), some(10))],
        vec![(some(0), some(9))],
        vec![(some(0), none), (some(4), some(10))],
        vec![(some(0), some(10)), (some(11), some(12))],
        vec![(some(3), some(0)), (some(4), some(10))],
        vec![(some(4), some(10)), (some(0), some(3))],
        vec![(some(0), Some(3.5)), (Some(4.5), some(10))],
        vec![(none, none), (none, none)],
    ] {
        assert_eq!(bands(&wrong), [Rule::Bands], "{wrong:?}");
    }
}

#[test]
fn duplicate_and_ill_formed_link_ids_are_refused() {
    breaks(json!([yes_no("a"), yes_no("a")]), &[], Rule::DuplicateLinkId);
    let group = json!({ "linkId": "g", "text": "g", "type": "group", "item": [yes_no("a")] });
    breaks(json!([yes_no("a"), group]), &[], Rule::DuplicateLinkId);
    for link in ["", "a b", "ä", "<b>", &"a".repeat(65)] {
        let rules = broken(&file(json!([yes_no(link)]), &[]));
        assert!(rules.iter().any(|rule| matches!(rule, Rule::LinkId | Rule::Shape)), "{link:?}: {rules:?}");
    }
}

#[test]
fn markup_is_refused_wherever_words_stand() {
    for text in [
        "<b>Pain</b>",
        "a<br/>",
        "<img src=x onerror=alert(1)>",
        "&lt;b&gt;",
        "&#60;",
        "<!-- -->",
        "a\u{202e}b",
        "a\u{7}",
    ] {
        breaks(json!([with(yes_no("a"), "text", json!(text))]), &[], Rule::Markup);
        let mut title = file(json!([yes_no("a")]), &[]);
        title["title"] = json!(text);
        assert!(broken(&title).contains(&Rule::Markup), "{text}");
        let mut option = weighed("a", &[0, 1]);
        option["answerOption"][0]["valueCoding"]["display"] = json!(text);
        breaks(json!([option]), &[], Rule::Markup);
    }
    for text in ["SpO2 < 92 & falling", "a < b > c", "AT&T; or so it goes", "BP <90 systolic", "R&D"] {
        let rules = broken(&file(json!([with(yes_no("a"), "text", json!(text))]), &[]));
        assert!(rules.is_empty() || text.contains("&T;"), "{text}: {rules:?}");
    }
}

#[test]
fn five_thousand_items_are_refused_and_five_hundred_taken() {
    let many = |n: usize| json!((0..n).map(|n| yes_no(&format!("q{n}"))).collect::<Vec<_>>());
    breaks(many(5000), &[], Rule::TooManyItems);
    breaks(many(MAX_ITEMS + 1), &[], Rule::TooManyItems);
    assert_eq!(broken(&file(many(MAX_ITEMS), &[])), []);
    let nest = |depth: usize| {
        (1..depth).fold(
            yes_no("leaf"),
            |inner, n| json!({ "linkId": format!("g{n}"), "text": "g", "type": "group", "item": [inner] }),
        )
    };
    breaks(json!([nest(MAX_DEPTH + 1)]), &[], Rule::TooManyItems);
    assert_eq!(broken(&file(json!([nest(MAX_DEPTH)]), &[])), []);
    let huge = " ".repeat(MAX_FILE_BYTES + 1);
    assert_eq!(Definition::parse(&huge).unwrap_err()[0].rule, Rule::Size);
}

#[test]
fn the_refusals_that_a_form_meets_most_are_read_as_these_sentences() {
    let said = |file: &Value| -> Vec<String> {
        let errors = Definition::parse(&file.to_string()).unwrap_err();
        errors.into_iter().map(|error| error.message).collect()
    };
    let ring = json!([shown_when(yes_no("a"), "b"), shown_when(yes_no("b"), "a")]);
    let bands = |low: f64| {
        let bands = vec![band(Some(0.0), Some(3.0), None), band(Some(low), Some(10.0), None)];
        file(json!([whole("a", 0, 10)]), &[total("t", &["a"], bands)])
    };
    let many = json!((0..501).map(|n| yes_no(&format!("q{n}"))).collect::<Vec<_>>());
    let marked = json!([with(yes_no("a"), "text", json!("<b>Pain</b>"))]);
    for (file, sentence) in [
        (
            file(ring, &[]),
            "Whether \"b\" is shown, or what it is, rests on \"a\", which rests on it. Break the ring.",
        ),
        (bands(3.0), "This band overlaps the one before it: it must begin at 4."),
        (bands(5.0), "No band holds 4: this one must begin there."),
        (file(marked, &[]), "Labels are plain text: take out HTML, entities and control characters."),
        (file(many, &[]), "The form has more than 500 items. Split it into several forms."),
    ] {
        assert!(said(&file).iter().any(|message| message == sentence), "{sentence} in {:?}", said(&file));
    }
}

#[test]
fn unknown_types_names_and_extensions_are_refused() {
    for kind in ["attachment", "open-choice", "reference", "date", "slider", "Choice"] {
        breaks(json!([with(yes_no("a"), "type", json!(kind))]), &[], Rule::ItemType);
    }
    breaks(json!([with(yes_no("a"), "initial", json!([{ "valueBoolean": true }]))]), &[], Rule::NotInSubset);
    breaks(json!([with(yes_no("a"), "requierd", json!(true))]), &[], Rule::NotInSubset);
    breaks(json!([yes_no("a")]), &[json!({ "url": "urn:wardlight:form:totl" })], Rule::NotInSubset);
    breaks(json!([with(yes_no("a"), "modifierExtension", json!([]))]), &[], Rule::NotInSubset);
    let calculated = json!([{ "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression" }]);
    breaks(json!([with(whole("a", 0, 1), "extension", calculated)]), &[], Rule::NotInSubset);
}

#[test]
fn options_have_codes_of_their_own_and_weights_where_they_count() {
    let mut no_code = weighed("a", &[0, 1]);
    no_code["answerOption"][1]["valueCoding"].as_object_mut().unwrap().remove("code");
    breaks(json!([no_code]), &[], Rule::Option);
    let mut twice = weighed("a", &[0, 1]);
    twice["answerOption"][1]["valueCoding"]["code"] = json!("w0");
    breaks(json!([twice]), &[], Rule::Option);
    breaks(json!([weighed("a", &[0])]), &[], Rule::Option);
    let mut light = weighed("a", &[0, 1]);
    light["answerOption"][1].as_object_mut().unwrap().remove("extension");
    assert_eq!(broken(&file(json!([light.clone()]), &[])), [], "uncounted, it needs none");
    breaks(json!([light]), &[total("t", &["a"], vec![])], Rule::Weight);
    breaks(json!([with(weighed("a", &[0, 1]), "repeats", json!(true))]), &[], Rule::Weight);
}

#[test]
fn totals_count_what_exists_and_can_be_counted() {
    breaks(json!([yes_no("a")]), &[total("t", &["b"], vec![])], Rule::Total);
    breaks(json!([yes_no("a")]), &[total("t", &["a"], vec![])], Rule::Total);
    breaks(json!([yes_no("a")]), &[total("t", &[], vec![])], Rule::Total);
    breaks(json!([whole("a", 0, 1)]), &[total("t", &["a", "a"], vec![])], Rule::Total);
    breaks(json!([whole("a", 0, 1)]), &[total("t", &["a"], vec![]), total("t", &["a"], vec![])], Rule::Total);
}

#[test]
fn quantities_have_a_known_unit_and_a_range() {
    let quantity = |code: Option<&str>, low: i64, high: i64| {
        let mut item = with(whole("a", low, high), "type", json!("quantity"));
        if let Some(code) = code {
            let unit = json!({ "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
                "valueCoding": { "system": "http://unitsofmeasure.org", "code": code } });
            item["extension"].as_array_mut().unwrap().push(unit);
        }
        broken(&file(json!([item]), &[]))
    };
    assert_eq!(quantity(Some("kg"), 0, 5), []);
    assert_eq!(quantity(None, 0, 5), [Rule::Unit]);
    assert_eq!(quantity(Some("mg/dL"), 0, 5), [Rule::Unit]);
    assert_eq!(quantity(Some("kg"), 5, 5), [Rule::Range]);
    let bare = json!({ "linkId": "a", "text": "a", "type": "integer" });
    breaks(json!([bare]), &[], Rule::Range);
}

#[test]
fn conditions_ask_what_can_be_answered() {
    let asks = |question: &str, operator: &str, key: &str, value: Value| {
        let condition = json!([{ "question": question, "operator": operator, key: value }]);
        let items = json!([
            yes_no("b"),
            weighed("c", &[0, 1]),
            whole("n", 0, 5),
            with(yes_no("a"), "enableWhen", condition)
        ]);
        broken(&file(items, &[]))
    };
    assert_eq!(asks("c", "=", "answerCoding", json!({ "code": "w1" })), []);
    assert_eq!(asks("n", ">=", "answerInteger", json!(3)), []);
    assert_eq!(asks("nobody", "exists", "answerBoolean", json!(true)), [Rule::Condition]);
    assert_eq!(asks("c", "=", "answerCoding", json!({ "code": "gone" })), [Rule::Condition]);
    assert_eq!(asks("c", ">", "answerInteger", json!(1)), [Rule::Condition]);
    assert_eq!(asks("b", "!=", "answerBoolean", json!(true)), [Rule::Condition]);
    assert_eq!(asks("n", "=", "answerBoolean", json!(true)), [Rule::Condition]);
}

#[test]
fn actions_have_a_level_that_exists_words_and_time() {
    let items = || json!([whole("a", 0, 1)]);
    let acting = |parts: Vec<Value>| {
        let mut all = vec![json!({ "url": "label", "valueString": "All" })];
        all.extend(parts);
        broken(&file(items(), &[total("t", &["a"], vec![nested("band", all)])]))
    };
    let level = |level: &str| json!({ "url": "level", "valueCode": level });
    let words = json!({ "url": "words", "valueString": "Act." });
    let minutes = |name: &str, n: i64| json!({ "url": name, "valueInteger": n });
    assert_eq!(acting(vec![level("urgent"), words.clone(), minutes("due", 30)]), []);
    assert_eq!(acting(vec![level("panic"), words.clone()]), [Rule::Action]);
    assert_eq!(acting(vec![level("routine"), words.clone()]), [Rule::Action], "nobody is told of a routine");
    assert_eq!(acting(vec![level("urgent")]), [Rule::Action]);
    for wrong in [
        vec![minutes("due", 0)],
        vec![minutes("due", -5)],
        vec![minutes("overdue", 5)],
        vec![minutes("due", 60), minutes("overdue", 30)],
    ] {
        assert!(acting(wrong.clone()).contains(&Rule::Action), "{wrong:?}");
    }
}

#[test]
fn source_and_licence_are_not_left_out() {
    let mut form = file(json!([yes_no("a")]), &[]);
    form.as_object_mut().unwrap().remove("copyright");
    form["extension"] = json!([]);
    assert_eq!(broken(&form), [Rule::Licence, Rule::Licence]);
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line() {
    let text = r#"{
  "resourceType": "Questionnaire", "url": "urn:t", "version": "1", "title": "T", "copyright": "Free.",
  "extension": [{ "url": "urn:wardlight:form:source", "valueString": "Test." }],
  "item": [
    { "linkId": "a", "text": "<b>A</b>", "type": "boolean" },
    { "linkId": "a", "text": "A", "type": "slider" },
    { "linkId": "c", "text": "C", "type": "integer" }
  ]
}"#;
    let errors = Definition::parse(text).unwrap_err();
    let found: Vec<(u32, Rule)> = errors.iter().map(|error| (error.line, error.rule)).collect();
    assert_eq!(found, [(5, Rule::Markup), (6, Rule::ItemType), (6, Rule::DuplicateLinkId), (7, Rule::Range)]);
    assert_eq!(errors[0].at, "item[0].text");
    assert!(errors[3].to_string().starts_with("line 7: [range] "), "{}", errors[3]);
    let broken = Definition::parse("{\n\"item\": [\n}").unwrap_err();
    assert_eq!((broken.len(), broken[0].line, broken[0].rule), (1, 3, Rule::Syntax));
}
