//! What is read off wristbands, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its subject has failed")]

use clinical::policy::{NumberPattern, WristbandRules};
use proptest::prelude::*;
use wristband::{BadBand, Band, NHS_PREFIX, Numbers, read};

/// The number after the prefix, with the check digit that belongs to it.
fn gsrn(nhs: &str) -> String {
    let body = [NHS_PREFIX, nhs].concat();
    let check = (0..10).map(|check| format!("{body}{check}")).find(|whole| {
        let weighted = whole.bytes().rev().enumerate();
        let sum: u32 =
            weighted.map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 }).sum();
        sum.is_multiple_of(10)
    });
    ["8018", &check.unwrap()].concat()
}

fn rules() -> WristbandRules {
    WristbandRules {
        hospital_numbers: vec![NumberPattern::parse("H#####").unwrap()],
        hospitals: vec!["RJC".into()],
        ..WristbandRules::default()
    }
}

fn band(text: &str) -> Result<Band, BadBand> {
    read(text, &rules())
}

/// NHS number, hospital number, family name and birth of a band.
fn told(band: &Band) -> (String, String, String, String) {
    let named = band.named.clone().unwrap_or_default();
    (
        band.numbers.nhs().map_or_else(String::new, |nhs| nhs.digits()),
        band.numbers.hospital().map_or_else(String::new, |of| format!("{}:{}", of.hospital, of.number)),
        named.family,
        named.born.map_or_else(String::new, |born| born.to_string()),
    )
}

const NHS: &str = "9990000018";

#[test]
fn the_example_of_the_standard_is_the_one_that_is_made_here() {
    assert_eq!(gsrn(NHS), "8018505089899900000183");
}

#[test]
fn a_whole_band_is_read_with_separators_however_a_scanner_writes_them() {
    let full = (NHS.into(), "RJC:949724".into(), "JORDAN".into(), "1949-11-29".into());
    for separator in ["\u{1d}", "{GS}", "<GS>", "[GS]", "␝"] {
        for before in ["", "]d2", "]C1", "]d2\u{1d}", "\u{1d}"] {
            for end in ["", "\r", "\r\n", "\t", " "] {
                let text = format!(
                    "{before}{}{separator}91RJC,949724,50552303{separator}93JORDAN,Dwayne,29-Nov-1949{end}",
                    gsrn(NHS)
                );
                let read = band(&text).unwrap();
                assert_eq!(told(&read), full, "{separator:?} {before:?} {end:?}");
                assert_eq!(read.named.unwrap().given, "Dwayne");
            }
        }
    }
}

#[test]
fn without_separators_a_band_is_read_where_there_is_one_way_to_read_it() {
    let read = band(&format!("{}91RJC,949724,50552303,93JORDAN,Dwayne,29-Nov-1949,", gsrn(NHS))).unwrap();
    assert_eq!(told(&read), (NHS.into(), "RJC:949724".into(), "JORDAN".into(), "1949-11-29".into()));
    // The hospital's number has a 93 in it, and no element begins there.
    let read = band(&format!("{}91RJC,939393,93JORDAN,Dwayne,29-Nov-1949", gsrn(NHS))).unwrap();
    assert_eq!(told(&read).1, "RJC:939393");
    // Where the number ends cannot be told: 9497, or 949793.
    let doubtful = format!("{}91RJC,949793JORDAN,Dwayne,29-Nov-1949", gsrn(NHS));
    assert_eq!(
        told(&band(&doubtful).unwrap()).1,
        "RJC:9497",
        "the family name has no digits, so there is one way"
    );
    let twice = format!("{}91RJC,9393JORDAN,Dwayne,29-Nov-194993SMITH,Jane,01-Jan-1950", gsrn(NHS));
    assert_eq!(band(&twice), Err(BadBand::Parts));
}

#[test]
fn a_babys_band_says_which_of_how_many_and_whose() {
    let text = format!("{}\u{1d}922/2,Okafor,Ada\u{1d}93OKAFOR,Baby,03-Feb-2026,14:10", gsrn(NHS));
    let baby = band(&text).unwrap().baby.unwrap();
    assert_eq!((baby.which, baby.of, baby.mother.as_str()), (2, 2, "Okafor"));
    for births in ["0/1", "2/1", "1", "one/2", "/"] {
        let text = format!("{}\u{1d}92{births},Okafor,Ada", gsrn(NHS));
        assert_eq!(band(&text), Err(BadBand::Parts), "{births}");
    }
}

#[test]
fn the_sample_from_the_field_is_refused_for_both_of_its_wrong_digits() {
    assert_eq!(band("8018505089810096905383"), Err(BadBand::CheckDigit));
    // Its own check digit put right, the NHS number in it is still none.
    assert!(matches!(band(&gsrn("1009690538")), Err(BadBand::Nhs(_))));
}

#[test]
fn every_wrong_digit_of_the_service_relation_is_refused_and_every_swap_of_neighbours() {
    let good = gsrn(NHS);
    for place in 4..good.len() {
        for digit in b'0'..=b'9' {
            let mut wrong = good.clone().into_bytes();
            wrong[place] = digit;
            let wrong = String::from_utf8(wrong).unwrap();
            assert_eq!(band(&wrong).is_ok(), wrong == good, "digit {digit} at {place}");
        }
        if place + 1 < good.len() {
            let mut swapped = good.clone().into_bytes();
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            // The check digit of the whole cannot see a swap of two digits that differ by five; that of the NHS number,
            // and the prefix, see those too.
            assert_eq!(band(&swapped).is_ok(), swapped == good, "swapped at {place}");
        }
    }
}

#[test]
fn a_code_that_is_no_patients_says_what_it_is() {
    for (text, why) in [
        ("", BadBand::Nothing),
        ("\r\n", BadBand::Nothing),
        ("HELLO", BadBand::NoBand),
        ("https://example.org/|", BadBand::Parts),
        ("0105012345678900171231", BadBand::Product),
        ("]d20105012345678900\u{1d}10ABC123", BadBand::Product),
        ("8018505089899900", BadBand::CutOff),
        ("801850508989990000018A", BadBand::CutOff),
        ("8018é05089899900000183", BadBand::CutOff),
        ("5012345678900", BadBand::NoNumberOfOurs),
        ("H1234", BadBand::NoNumberOfOurs),
        ("9999999999", BadBand::NeverIssued),
        ("|||JORDAN|Dwayne|29/11/1949|M|", BadBand::NoNumber),
        ("|||JORDAN|Dwayne|29/11/1949|", BadBand::Parts),
        ("|H12345||JORDAN|Dwayne|31/11/1949|M|", BadBand::Born),
        ("|X12345||JORDAN|Dwayne|29/11/1949|M|", BadBand::NoNumberOfOurs),
    ] {
        assert_eq!(band(text), Err(why), "{text:?}");
    }
    let other_prefix = "8018401234500000000004";
    assert!(matches!(band(other_prefix), Err(BadBand::NotNhs | BadBand::CheckDigit)));
    assert_eq!(band(&"9".repeat(601)), Err(BadBand::NoBand));
    assert_eq!(band(&format!("{}\u{1d}93JORDAN,Dwayne,31-Nov-1949", gsrn(NHS))), Err(BadBand::Born));
}

#[test]
fn older_bands_and_bare_numbers_are_read_as_the_hospital_says() {
    let old = band("|h12345|999 000 0018|SMITH|Jane|03/02/1931|F|").unwrap();
    assert_eq!(told(&old), (NHS.into(), ":H12345".into(), "SMITH".into(), "1931-02-03".into()));
    let strange = band("|X12345|999 000 0018|SMITH|Jane|03/02/1931|F|").unwrap();
    assert!(matches!(strange.numbers, Numbers::Nhs(_)), "the other number is not one of this hospital's");
    let without = band("|H12345||SMITH|Jane|03/02/1931|F|").unwrap();
    assert!(matches!(without.numbers, Numbers::Hospital(_)));
    for text in ["9990000018", "999 000 0018", "999-000-0018", "999\u{a0}000\u{a0}0018", "]C09990000018\r"] {
        assert_eq!(band(text).unwrap().numbers.nhs().unwrap().digits(), NHS, "{text}");
    }
    assert!(matches!(band("9990000019"), Err(BadBand::Nhs(_))), "its last digit is wrong");
    assert_eq!(told(&band("h12345").unwrap()).1, ":H12345");
}

#[test]
fn no_reason_repeats_what_was_read() {
    for text in ["801850508989990000018A", "|X12345||JORDAN|Dwayne|29/11/1949|M|", "9990000019", "H1234"] {
        let words = band(text).unwrap_err().to_string();
        assert!(!words.contains("JORDAN") && !words.chars().any(|c| c.is_ascii_digit()), "{words}");
    }
}

/// Ten digits whose last is the check digit of the others, where there is one.
fn checked(nine: u32) -> Option<String> {
    (0..10)
        .map(|check| format!("{nine:09}{check}"))
        .find(|all| all.parse::<clinical::patient::NhsNumber>().is_ok())
}

proptest! {
    #[test]
    fn whatever_is_printed_by_the_standard_is_read_back(
        nine in 400_000_000_u32..800_000_000,
        local in "[A-Z0-9]{1,12}",
        family in "[A-Z][A-Za-z' -]{0,20}[A-Za-z]",
        given in "[A-Z][a-z]{0,15}",
        day in 1_u32..29, year in 1900_i32..2027,
    ) {
        if let Some(nhs) = checked(nine).filter(|nhs| nhs.bytes().any(|b| b != nhs.as_bytes()[0])) {
            let text = format!("]d2{}\u{1d}91RJC,{local}\u{1d}93{family},{given},{day:02}-Mar-{year}", gsrn(&nhs));
            let read = band(&text).unwrap();
            prop_assert_eq!(told(&read), (nhs, format!("RJC:{local}"), family, format!("{year}-03-{day:02}")));
        }
    }

    #[test]
    fn whatever_is_scanned_is_answered(text in "\\PC{0,80}") {
        let _answered = band(&text);
    }

    #[test]
    fn whatever_follows_the_service_relation_is_answered_and_never_another_patient(rest in "[0-9A-Z,/|\u{1d}]{0,60}") {
        if let Ok(read) = band(&format!("{}{rest}", gsrn(NHS))) {
            prop_assert_eq!(read.numbers.nhs().unwrap().digits(), NHS);
        }
    }

    #[test]
    fn one_wrong_digit_in_a_bare_number_is_refused(nine in 400_000_000_u32..800_000_000, place in 0_usize..10, digit in 0_u8..10) {
        if let Some(nhs) = checked(nine) {
            let mut wrong = nhs.clone().into_bytes();
            wrong[place] = b'0' + digit;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(band(&wrong).is_ok(), wrong == nhs);
        }
    }
}
