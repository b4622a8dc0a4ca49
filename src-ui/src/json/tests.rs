//! This reader and `serde_json` agree: on every text that the core writes, and on what is no JSON at all.

use super::read;
use crate::samples;
use clinical::vitals::Vitals;
use contract::{CallError, Code, Event, FormView, Mark, Reply};
use proptest::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, fmt::Debug};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Bare,
    One(String),
    Two(i8, u32),
    Named { a: Option<bool>, b: Vec<i64> },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Whole {
    text: String,
    kinds: Vec<Kind>,
    by_name: BTreeMap<String, i64>,
    pair: (u8, Option<Box<Whole>>),
    #[serde(default)]
    added_later: u16,
}

/// Both readers make the same of a text, or both refuse it.
fn agree<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    assert_eq!(read::<T>(text), serde_json::from_str(text).ok(), "{text}");
}

fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    for text in [serde_json::to_string(value).unwrap(), serde_json::to_string_pretty(value).unwrap()] {
        assert_eq!(read::<T>(&text).as_ref(), Some(value), "{text}");
    }
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Bare),
        any::<String>().prop_map(Kind::One),
        any::<(i8, u32)>().prop_map(|(a, b)| Kind::Two(a, b)),
        any::<(Option<bool>, Vec<i64>)>().prop_map(|(a, b)| Kind::Named { a, b }),
    ]
}

type Leaf = (String, Vec<Kind>, BTreeMap<String, i64>, u8);

fn around(inner: Option<Box<Whole>>, (text, kinds, by_name, n): Leaf) -> Whole {
    Whole { text, kinds, by_name, pair: (n, inner), added_later: 7 }
}

fn leaf() -> impl Strategy<Value = Leaf> {
    (any::<String>(), prop::collection::vec(kind(), 0..5), any::<BTreeMap<String, i64>>(), any::<u8>())
}

fn whole() -> impl Strategy<Value = Whole> {
    (leaf(), leaf()).prop_map(|(outer, inner)| around(Some(Box::new(around(None, inner))), outer))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(value in whole()) {
        again(&value);
    }

    #[test]
    fn a_text_with_one_character_lost_or_changed_is_read_as_by_the_other_reader(
        value in whole(), at in any::<prop::sample::Index>(), other in prop::option::of("[\\[\\]{}:,\"\\\\0-9a-z -]")
    ) {
        let mut signs: Vec<char> = serde_json::to_string(&value).unwrap().chars().collect();
        let at = at.index(signs.len());
        signs.splice(at..=at, other.iter().flat_map(|other| other.chars()));
        agree::<Whole>(&signs.iter().collect::<String>());
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), cut in any::<prop::sample::Index>()) {
        let _ = read::<Whole>(&text);
        let form = serde_json::to_string(&samples::form(Vec::new())).unwrap();
        let signs: Vec<char> = form.chars().collect();
        let cut = cut.index(signs.len());
        prop_assert_eq!(read::<FormView>(&signs[..cut].iter().collect::<String>()), None, "cut short");
    }
}

#[test]
fn escapes_are_read_as_by_the_other_reader() {
    for text in [
        r#""\"\\\/\b\f\n\r\t""#,
        r#""a\u0041\u00e9""#,
        r#""\ud83d\ude00 \ud83d""#,
        r#""\ude00""#,
        r#""\ud83d\u0041""#,
        r#""\u+041""#,
        r#""\x41""#,
        r#""\u00""#,
        r#""plain"#,
        "\"a\nb\"",
        "\"<img src=x onerror=alert(1)>\u{202e}\"",
    ] {
        agree::<String>(text);
    }
}

#[test]
fn numbers_are_read_as_by_the_other_reader() {
    for text in ["0", "-7", "255", "256", "007", "--1", "-", "+1", "1.5", "1e3", "1E3", "", " 12 ", "12 3"] {
        agree::<u8>(text);
        agree::<i8>(text);
    }
    for text in [i64::MAX.to_string(), i64::MIN.to_string(), "9223372036854775808".to_owned()] {
        agree::<i64>(&text);
    }
}

#[test]
fn lists_records_and_choices_are_read_as_by_the_other_reader() {
    for text in ["[]", "[1]", "[1,]", "[,1]", "[1 2]", "[1,2", "{}", "null", "[1]]", "[[1]]"] {
        agree::<Vec<u8>>(text);
    }
    for text in [
        r#""bare""#,
        r#"{"bare":1}"#,
        r#""one""#,
        r#"{"one":"x"}"#,
        r#"{"one":"x","two":1}"#,
        r#"{"two":[1]}"#,
    ] {
        agree::<Kind>(text);
    }
}

#[test]
fn a_field_that_a_newer_core_added_is_passed_over() {
    let text = |more: &str| format!(r#"{{"code":"locked",{more}"message":"m","fields":[]}}"#);
    let known = read::<CallError>(&text(""));
    assert_eq!(known.as_ref().map(|error| error.code), Some(Code::Locked));
    for more in
        [r#""new":{"a":[1.5e3,"]}",null,{"b":true}]},"#, r#""new":"x","#, r#""new":-1,"#, r#""new":[],"#]
    {
        assert_eq!(read::<CallError>(&text(more)), known, "{more}");
    }
    let deep = format!(r#""new":{}{},"#, "[".repeat(200_000), "]".repeat(200_000));
    assert_eq!(read::<CallError>(&text(&deep)), known, "however deep");
}

#[test]
fn what_the_core_answers_is_read() {
    let form = samples::form(vec![samples::set(Vitals::default(), Mark::Current)]);
    again(&form);
    again(&Reply::Form(Box::new(form)));
    again(&Reply::Done);
    again(&Event::Session);
    assert_eq!(read::<Reply>(r#""what a newer core answers""#), None);
}

#[test]
fn a_day_of_birth_is_read_as_it_is_written_and_no_other_way() {
    let mut form = samples::form(Vec::new());
    form.banner.born = chrono::NaiveDate::from_ymd_opt(1941, 2, 3);
    again(&form);
    let text = serde_json::to_string(&form).unwrap();
    for wrong in ["1941-02-30", "1941-13-03", "1941-02", "03/02/1941", "1941-02-03T00:00", ""] {
        assert_eq!(read::<FormView>(&text.replace("1941-02-03", wrong)), None, "{wrong}");
    }
}
