//! Numbers before a noun in Welsh, which changes the noun's first letter: `2 gofnod`, `3 chofnod`. No speaker has read the draft, so its
//! nouns are held to the rule: soft after 2, breathed after 3 (of a masculine noun) and 6, soft after 1 of a feminine noun.

use std::collections::BTreeSet;

/// Nouns that the files count, in their plain form, and whether each is feminine.
const NOUNS: [(&str, bool); 13] = [
    ("ateb", false),
    ("brawddeg", true),
    ("claf", false),
    ("cofnod", false),
    ("diwrnod", false),
    ("dyfais", true),
    ("eiliad", false),
    ("golygiad", false),
    ("gwely", false),
    ("munud", true),
    ("nod", false),
    ("pwynt", false),
    ("set", true),
];

/// What follows a number and does not change: words between two numbers, short forms, and `o` before a plural.
const NO_NOUN: [&str; 19] = [
    "a", "am", "ar", "asesiad", "awr", "e", "heb", "i", "lawn", "mewn", "ml", "mun", "munud", "o", "oed",
    "neu", "set", "y", "yn",
];

fn soft(noun: &str) -> String {
    let changes = [
        ("ll", "l"),
        ("rh", "r"),
        ("c", "g"),
        ("p", "b"),
        ("t", "d"),
        ("g", ""),
        ("b", "f"),
        ("d", "dd"),
        ("m", "f"),
    ];
    let kept = ["ch", "ph", "th", "dd", "ff", "ng"].iter().any(|letter| noun.starts_with(letter));
    let change = changes.iter().find_map(|(from, to)| Some(format!("{to}{}", noun.strip_prefix(from)?)));
    change.filter(|_| !kept).unwrap_or_else(|| noun.to_owned())
}

fn breathed(noun: &str) -> String {
    if noun.starts_with(['c', 'p', 't']) { format!("{}h{}", &noun[..1], &noun[1..]) } else { noun.to_owned() }
}

/// What a noun becomes after the number of which a category of CLDR for Welsh speaks, `other` of which is none that changes it.
fn after(noun: &str, feminine: bool, category: &str) -> String {
    match category {
        "one" if feminine => soft(noun),
        "two" => soft(noun),
        "few" if !feminine => breathed(noun),
        "many" => breathed(noun),
        _ => noun.to_owned(),
    }
}

const ENGLISH: &str = include_str!("../../../assets/words/en.ftl");
const WELSH: &str = include_str!("../../../assets/words/cy.ftl");

/// Every message, as its lines.
fn messages(file: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(" = ") {
            Some((name, said)) if !line.starts_with(' ') => {
                all.push((name.to_owned(), vec![said.to_owned()]))
            }
            _ => {
                if let Some((_, lines)) = all.last_mut() {
                    lines.push(line.trim().to_owned());
                }
            }
        }
    }
    all
}

/// The forms of a message that goes by a number: each category or number, and what is said.
fn forms(lines: &[String]) -> Vec<(&str, &str)> {
    lines.iter().filter_map(|line| line.trim_start_matches('*').strip_prefix('[')?.split_once("] ")).collect()
}

#[test]
fn a_noun_after_a_number_is_changed_as_welsh_changes_it() {
    assert_eq!(
        [soft("gwely"), soft("dyfais"), breathed("claf"), soft("set")],
        ["wely", "ddyfais", "chlaf", "set"]
    );
    let mut held = BTreeSet::new();
    for (name, lines) in messages(WELSH) {
        let forms = forms(&lines);
        let Some((_, other)) = forms.iter().find(|(category, _)| *category == "other") else { continue };
        for (noun, feminine) in NOUNS {
            // Of a noun in the plural or in another place the rule says nothing.
            let counted = [format!("{{ $n }} {noun}"), format!("{{ $n }} {noun} ")];
            let alone = other.split(' ').next() == Some(noun);
            if !other.ends_with(&counted[0])
                && !other.contains(&counted[1])
                && !other.contains(&format!("{}.", counted[0]))
                && !alone
            {
                continue;
            }
            for (category, number) in [("one", 1), ("two", 2), ("few", 3), ("many", 6)] {
                let said = forms.iter().find(|(of, _)| *of == category).map_or(*other, |(_, said)| said);
                let noun = after(noun, feminine, category);
                let right = said.contains(&format!("{number} {noun}"))
                    || said.contains(&format!("{{ $n }} {noun}"))
                    || said.split(' ').next() == Some(noun.as_str())
                    || category == "one"
                        && !said.contains(char::is_numeric)
                        && said.contains(&format!("un {noun}"));
                assert!(right, "{name} says “{said}” of {number}: it is {number} {noun}");
            }
            held.insert(name.clone());
        }
    }
    assert!(held.len() > 20, "{held:?}");
}

#[test]
fn a_number_before_a_noun_that_changes_is_never_said_in_one_form() {
    let numbers: BTreeSet<&str> = ENGLISH
        .lines()
        .filter_map(|line| line.strip_prefix("# $")?.split_once(" (Number)"))
        .map(|(name, _)| name)
        .chain(["n"])
        .collect();
    let mut found = Vec::new();
    for (name, lines) in messages(WELSH).into_iter().filter(|(_, lines)| forms(lines).is_empty()) {
        for piece in lines.concat().split("{ $").skip(1) {
            let Some((argument, rest)) = piece.split_once(" } ") else { continue };
            let word: String = rest.chars().take_while(|letter| letter.is_alphabetic()).collect();
            let counts = numbers.contains(argument) && !word.is_empty();
            let changes = NOUNS
                .iter()
                .any(|(noun, _)| *noun == word && (soft(noun) != *noun || breathed(noun) != *noun));
            if counts
                && (changes
                    || !NO_NOUN.contains(&word.as_str()) && !NOUNS.iter().any(|(noun, _)| *noun == word))
            {
                found.push(format!("{name}: {{ ${argument} }} {word}"));
            }
        }
    }
    assert!(found.is_empty(), "each needs forms by the number, or its word a place in NO_NOUN: {found:#?}");
}
