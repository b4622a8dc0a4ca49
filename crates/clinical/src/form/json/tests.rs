//! The reader agrees with another one on what is JSON, and knows its lines.

use super::*;
use proptest::prelude::*;

fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(b) => (*b).into(),
        Value::Number(text) => text.parse::<i64>().map_or_else(|_| text.clone().into(), Into::into),
        Value::Text(text) => text.clone().into(),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => entries.iter().map(|(key, node)| (key.clone(), plain(node))).collect(),
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| map.into_iter().collect::<serde_json::Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn what_another_writer_wrote_reads_the_same(value in any_json()) {
        prop_assert_eq!(plain(&read(&value.to_string()).unwrap()), value.clone());
        prop_assert_eq!(plain(&read(&format!("{value:#}")).unwrap()), value);
    }

    #[test]
    fn no_text_brings_it_down_and_what_it_takes_another_takes_too(text in "[\\[\\]{}:,\"\\\\u0dD8-9.eEtruefalsn \n-]{0,40}") {
        if read(&text).is_ok() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
        }
    }
}

#[test]
fn every_value_knows_its_line() {
    let node = read("{\n \"a\": 1,\n \"b\": [\n  true,\n  \"x\"\n ]\n}").unwrap();
    let Value::Map(entries) = node.value else { panic!("an object") };
    assert_eq!(entries[0].1.line, 2);
    let Value::List(items) = &entries[1].1.value else { panic!("a list") };
    assert_eq!((items[0].line, items[1].line), (4, 5));
}

#[test]
fn what_is_not_json_is_told_with_its_line() {
    for (text, line) in [
        ("", 1),
        ("{\n\"a\" 1}", 2),
        ("[1,\n\n2", 3),
        ("{\"a\":1,\"a\":2}", 1),
        ("[01]", 1),
        ("[1e3]", 1),
        ("\"\\ud800\"", 1),
        ("\"\n\"", 1),
        ("1 2", 1),
        ("nul", 1),
    ] {
        assert_eq!(read(text).unwrap_err().line, line, "{text:?}");
    }
    assert!(read(&"[".repeat(100_000)).is_err(), "depth is bounded");
    assert_eq!(plain(&read("\"\\ud83d\\ude00\\u00e9\"").unwrap()), "😀é");
}
