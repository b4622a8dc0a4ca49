//! Every language is held to English: what it may leave to English, and what stops the build.

use std::path::Path;
use wording::{Shelf, read_folder};

const ENGLISH: &str = "language-name = English\n\
    # A heading.\nboard-title = Ward board\n\
    # $n (Number) how many\nboard-beds = { $n ->\n    [one] 1 bed\n   *[other] { $n } beds\n}\n\
    # $name (String) a patient\n# $bed (String) a bed\nboard-who = { $name } in { $bed }\n";

fn shelf(english: &str, welsh: &str) -> Result<Shelf, String> {
    let files = [("en", english), ("cy", welsh)].map(|(tag, text)| (tag.to_owned(), text.to_owned()));
    let all =
        |faults: Vec<wording::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    Shelf::of(&files).map_err(all)
}

fn welsh(messages: &str) -> Result<Shelf, String> {
    shelf(ENGLISH, &format!("language-name = Cymraeg\nlanguage-draft = drafft\n{messages}"))
}

fn english(messages: &str) -> Result<Shelf, String> {
    shelf(&format!("{ENGLISH}{messages}"), "language-name = Cymraeg\n")
}

#[test]
fn what_a_language_lacks_is_english_message_by_message() {
    let shelf = welsh("board-title = Bwrdd y ward\n").unwrap();
    let cy = shelf.languages().iter().find(|language| language.tag == "cy").unwrap();
    assert_eq!(shelf.missing(cy).collect::<Vec<_>>(), ["board-beds", "board-who"]);
    let (cy, en) = (shelf.lines(cy), shelf.lines(&shelf.languages()[0]));
    let (cy, en): (Vec<_>, Vec<_>) = (cy.lines().collect(), en.lines().collect());
    assert_eq!(cy.len(), en.len());
    assert_eq!((cy[5], en[5]), ("Bwrdd y ward", "Ward board"));
    assert_eq!(cy[6..], en[6..], "the rest is said in English and nothing is blank");
    assert_eq!(cy[0], en[0], "both fit the same page");
    assert_eq!((cy[3], cy[4]), ("Cymraeg (drafft)", "en=English|cy=Cymraeg (drafft)"));
}

fn texts(tag: &str, content: &str) -> Result<Shelf, String> {
    let files = [(tag.to_owned(), content.to_owned())];
    let all =
        |faults: Vec<wording::Fault>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    welsh("board-title = Bwrdd y ward\n")?.with_texts(&files).map_err(all)
}

#[test]
fn texts_come_last_in_the_order_of_their_english_and_english_has_none() {
    let shelf =
        texts("cy", r#"{ "b": { "Left": "Chwith" }, "a": { "Other": "Arall", "Left": "Chwith" } }"#).unwrap();
    let lines = |language| shelf.lines(language).lines().map(str::to_owned).collect::<Vec<_>>();
    let [en, cy] = shelf.languages() else { panic!() };
    assert_eq!(lines(cy)[lines(en).len()..], ["Left\u{e060}Chwith", "Other\u{e060}Arall"]);
}

#[test]
fn a_text_that_is_said_in_two_ways_or_not_at_all_stops_the_build() {
    for (tag, content, complaint) in [
        (
            "cy",
            r#"{ "a": { "Left": "Chwith" }, "b": { "Left": "Gadawyd" } }"#,
            "cy.ftl: Left: is said in two ways",
        ),
        ("cy", r#"{ "a": { "Left": " " } }"#, "is empty"),
        ("cy", r#"{ "a": { "Left": "Chw\nith" } }"#, "no screen can draw"),
        ("cy", r#"{ "Left": "Chwith" }"#, "cannot be read"),
        ("en", r#"{ "a": { "Left": "Left" } }"#, "belong to no language"),
        ("gd", r#"{ "a": { "Left": "Clì" } }"#, "belong to no language"),
    ] {
        let refused = texts(tag, content).unwrap_err();
        assert!(refused.contains(complaint), "{content}: {refused}");
    }
}

#[test]
fn a_message_or_an_argument_that_english_does_not_have_stops_the_build() {
    assert!(
        welsh("board-titel = Bwrdd\n").unwrap_err().contains("cy.ftl: board-titel: is no message of English")
    );
    assert!(welsh("board-who = { $nmae } yn { $name }, { $bed }\n").unwrap_err().contains("uses $nmae"));
    assert!(welsh("board-who = { $name }\n").unwrap_err().contains("leaves out $bed"));
    let chosen = "board-who = { $name ->\n   *[other] { $name } yn { $bed }\n}\n";
    assert!(welsh(chosen).unwrap_err().contains("which is no number"));
}

#[test]
fn a_file_that_cannot_be_said_stops_the_build() {
    for (messages, complaint) in [
        ("board-x = { board-title }\n", "no reference"),
        ("board-x = { \"\" }\n", "says nothing"),
        ("board-x = one\n    two\n", "more than one line"),
        ("board-title = Again\n", "twice"),
        ("nowhere = Words\n", "named without the part"),
        ("-brand = Wardlight\n", "is a term"),
        ("board-x = { $n }\n", "does not say what it is"),
        ("# $n how many\nboard-x = { $n }\n", "(String) or a (Number)"),
        ("# $n (Number) how many\nboard-x = Words\n", "declares $n and does not use it"),
        (
            "# $n (Number) how many\nboard-x = { $n ->\n    [lots] many\n   *[other] { $n }\n}\n",
            "no plural category",
        ),
        (
            "# $n (Number) how many\nboard-x = { $n ->\n   *[one] one\n    [other] { $n }\n}\n",
            "end with a form *[other]",
        ),
        ("board-x = { $\n", "line"),
    ] {
        let said = english(messages).unwrap_err();
        assert!(said.contains("en.ftl: ") && said.contains(complaint), "{messages:?}: {said}");
    }
}

#[test]
fn english_becomes_functions_with_typed_arguments() {
    let rust = welsh("").unwrap().rust();
    let board = &rust["board"];
    assert!(board.contains("/// A heading.\n#[inline(always)]\npub fn title() -> &'static str {"), "{board}");
    assert!(
        board.contains("pub fn beds(n: i64) -> String {") && board.contains("Argument::Number(n)"),
        "{board}"
    );
    assert!(board.contains("pub fn who(name: &str, bed: &str) -> String {"), "{board}");
}

#[test]
fn words_of_another_build_are_told_apart() {
    let print = |shelf: Shelf| shelf.fingerprint();
    let as_it_is = print(welsh("").unwrap());
    assert_eq!(
        as_it_is,
        print(welsh("board-title = Bwrdd\n").unwrap()),
        "a better word fits the page as it is"
    );
    assert_ne!(as_it_is, print(english("board-more = More\n").unwrap()));
}

#[test]
fn a_sentence_of_the_core_is_said_by_its_name_in_another_language_and_is_no_function() {
    let shelf = shelf(
        &format!("{ENGLISH}# $field (String) a field\n# $low (String) a number\ncore-check-low = {{ $field }} is under {{ $low }}\n"),
        "language-name = Cymraeg\ncore-check-low = O dan { $low }: { $field }\n",
    )
    .unwrap();
    let [en, cy] = shelf.languages() else { panic!("two languages") };
    let [en, cy] = [en, cy].map(|language| shelf.lines(language));
    assert_eq!(cy.lines().last(), Some("check_low=O dan \u{e001}: \u{e050}"), "the screen says the field");
    assert_eq!(en.lines().count() + 1, cy.lines().count(), "the core has said the English");
    assert!(!shelf.rust().contains_key("core"));
}

/// The words that ship. Whatever Welsh does not say is listed here, so that nothing falls back to English unnoticed.
#[test]
fn welsh_says_everything_but_the_notice_for_everybody_and_the_royal_colleges_citation() {
    let shelf = read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/words")).unwrap();
    let cy = shelf.languages().iter().find(|language| language.tag == "cy").unwrap();
    assert_eq!(shelf.missing(cy).collect::<Vec<_>>(), ["frame-not-for-clinical-use", "help-acknowledgement"]);
    assert!(cy.draft.is_some(), "the mark goes only when a hospital's own people have checked every word");
    assert!(shelf.messages().len() > 300, "{}", shelf.messages().len());
}
