//! What the core says of values, held to the words of the file by which another language says it.

use super::*;
use crate::words::names;
use clinical::{
    policy::Policy,
    vitals::{Breathing, Draft, Field, Sign, UnableReason, check, parse},
};
use std::{collections::BTreeSet, path::Path};
use wording::{Message, Piece};

/// Respiration, SpO2, device, flow, fio2, systolic, diastolic, pulse, temperature, as keyed.
fn draft(keys: [&str; 9], oxygen: Option<Breathing>) -> Draft {
    let [respiration, spo2, device, flow, fio2, systolic, diastolic, pulse, temperature] =
        keys.map(str::to_owned);
    let known = Draft { respiration, spo2, oxygen, device, flow, fio2, ..Draft::default() };
    Draft { systolic, diastolic, pulse, temperature, ..known }
}

/// Every question and every refusal that these keys bring about, with its English.
fn said_of_values() -> Vec<(Said, String)> {
    let policy = Policy::rcp_default();
    let on = Some(Breathing::Oxygen);
    let calm = draft(["16", "97", "", "", "", "120", "70", "72", "36.0"], Some(Breathing::Air));
    let mut unwell = draft(["16", "", "", "", "", "", "", "", ""], None);
    unwell.unable =
        [Sign::Respiration, Sign::Spo2].map(|sign| (sign, UnableReason::Other(String::new()))).into();
    let keyed = [
        (["0", "97", "N", "", "", "72", "60", "0", "46.0"], on),
        (["97", "97", "N", "70", "", "300", "20", "97", "26.0"], on),
        (["16", "97", "V28", "", "", "72", "", "120", "36.0"], on),
        (["45", "50", "zz", "", "", "68", "", "115", "36.0"], on),
        (["x", "101", "N", "0.005", "x", "60", "120", "999", "370"], on),
        (["16", "97", "??", "99", "10", "", "", "", "x"], on),
        (["", "", "N", "x", "", "", "", "", "37.25"], on),
        (["", "", "N", "2", "", "", "", "", "99.0"], None),
        ([""; 9], None),
    ];
    let drafts = keyed.map(|(keys, oxygen)| draft(keys, oxygen)).into_iter().chain([calm.clone(), unwell]);
    let before = calm.so_far();
    let mut all = Vec::new();
    for draft in drafts {
        let vitals = draft.so_far();
        let asked = check(&vitals, &[&before, &before, &before], policy.bedside());
        all.extend(asked.into_iter().map(|of| (of.said, of.message)));
        let wrong = parse(&draft).err().unwrap_or_default().into_iter().chain(vitals.recheck_problems());
        all.extend(wrong.map(|of| (of.said, of.message)));
    }
    all
}

/// The message in English, with what is put into it.
fn english(message: &Message, with: &[String]) -> String {
    let place = |name: &str| message.variables.iter().position(|of| of.name == name).unwrap();
    let said = message.pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Argument(name) if name == "field" => field_in_english(&with[place(name)]),
        Piece::Argument(name) => with[place(name)].clone(),
        Piece::Select(..) => panic!("a sentence of the core has one form"),
    });
    said.collect()
}

/// As `clinical` begins a sentence with a field.
fn field_in_english(name: &str) -> String {
    let said = match name {
        "set" => "The set",
        "device" => "The oxygen device",
        "systolic" => "Systolic pressure",
        "diastolic" => "Diastolic pressure",
        "spo2" => "SpO₂",
        "consciousness" => "Consciousness",
        other => names::field_named(other),
    };
    said.to_owned()
}

#[test]
fn what_is_said_of_a_value_is_said_in_the_language_of_the_device() {
    let shelf = wording::read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/words")).unwrap();
    let mut seen = BTreeSet::new();
    for (said, message) in said_of_values() {
        assert!(spoken::speak("en"));
        let of = shelf.messages().iter().find(|of| of.of_core().as_deref() == Some(said.name.as_str()));
        let of = of.unwrap_or_else(|| panic!("{message} has no name in the file"));
        assert_eq!(english(of, &said.with), message, "{}", said.name);
        assert!(spoken::speak("cy"));
        let (welsh, lang) = of_core(&said, &message);
        assert!(welsh != message && lang.is_none() && !welsh.contains(['\u{e000}', '\u{e050}']), "{welsh}");
        seen.insert(said.name);
    }
    assert!(spoken::speak("en"));
    let of_values = shelf.messages().iter().filter_map(Message::of_core);
    let of_values: BTreeSet<String> =
        of_values.filter(|name| name.starts_with("check_") || name.starts_with("field_")).collect();
    assert_eq!(seen, of_values, "each was brought about");
}

#[test]
fn a_sentence_without_words_of_its_own_is_the_cores_and_says_in_which_language_it_is() {
    let wrong_pin = Said::new("wrong_pin", &[]);
    let english = "The PIN was not right. Nothing was lost. Key it again.";
    assert_eq!(of_core(&wrong_pin, english), (english.to_owned(), Some("en-GB")));
    assert!(spoken::speak("cy"));
    let welsh = "Nid oedd y PIN yn gywir. Ni chollwyd dim. Rhowch ef i mewn eto.";
    assert_eq!(of_core(&wrong_pin, english), (welsh.to_owned(), None));
    for nameless in [Said::default(), Said::new("not_yet_known", &[]), Said::new("wrong", &[])] {
        assert_eq!(of_core(&nameless, english), (english.to_owned(), Some("en-GB")));
    }
    let risen = Said::new("check_risen", &[Field::Pulse.name()]);
    for (english, welsh) in [
        ("Choose a reason from the list.", "Dewiswch reswm o’r rhestr."),
        (
            "This can be 15.0 to 46.0. Check and key again.",
            "Gall hwn fod yn 15.0 i 46.0. Gwiriwch a rhowch i mewn eto.",
        ),
        ("Up to 200 characters fit here.", "Mae hyd at 200 nod yn ffitio yma."),
    ] {
        assert_eq!(of_core(&Said::default(), english), (welsh.to_owned(), None), "known by its wording");
    }
    assert_eq!(of_core(&risen, "").0, "Pwls: wedi codi llawer ers y set ddiwethaf. Wedi’i fesur?");
    let garbled = own(Code::Internal, garbled());
    assert_eq!(of_core(&garbled.said, &garbled.message), (garbled.message.clone(), None), "the page's own");
    assert!(spoken::speak("en"));
}
