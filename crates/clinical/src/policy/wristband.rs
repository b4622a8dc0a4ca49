//! What a hospital's own numbers and wristbands look like.

use super::BrokenRule;
use serde::Deserialize;

/// How the wristbands of this hospital are read. What every NHS wristband has in common is not in here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WristbandRules {
    /// What a hospital number looks like. With none, a number by itself is an NHS number or nothing.
    pub hospital_numbers: Vec<NumberPattern>,
    /// ODS codes of this hospital. A band of another hospital carries that one's numbers. With none, that cannot be told.
    pub hospitals: Vec<String>,
    /// The order of the fields on older bands, which are text between upright strokes.
    pub fields: BandFields,
}

/// The order of the fields of an older band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandFields(Vec<BandField>);

/// One field of an older band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandField {
    /// The hospital's number.
    HospitalNumber,
    /// The NHS number.
    NhsNumber,
    /// The family name.
    Family,
    /// The given names.
    Given,
    /// The date of birth.
    Born,
    /// Something that is not read, such as the sex.
    Other,
}

/// What a hospital number looks like: `#` is a digit, `@` a letter, anything else stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPattern(String);

/// As a policy's file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WristbandFile {
    #[serde(default)]
    hospital_numbers: Vec<String>,
    #[serde(default)]
    hospitals: Vec<String>,
    #[serde(default)]
    fields: Option<Vec<BandField>>,
}

/// A shorter number is found on too many things that are no wristband.
const SHORTEST_NUMBER: usize = 5;

/// As many digits as an NHS number has.
const NHS_DIGITS: usize = 10;

impl NumberPattern {
    /// Reads a pattern: at least five characters, one of them a digit's, and none that takes ten bare digits for its own,
    /// since those are an NHS number.
    pub fn parse(text: &str) -> Option<Self> {
        let kept = |c: char| c.is_ascii_alphanumeric() || "#@-/".contains(c);
        let takes_nhs_numbers =
            text.len() == NHS_DIGITS && text.chars().all(|c| c == '#' || c.is_ascii_digit());
        let fits = text.len() >= SHORTEST_NUMBER && text.chars().all(kept) && text.contains('#');
        (fits && !takes_nhs_numbers).then(|| Self(text.to_ascii_uppercase()))
    }

    /// The number as it is kept, in capitals, where `text` looks like one.
    pub fn number(&self, text: &str) -> Option<String> {
        let text = text.trim().to_ascii_uppercase();
        let fits = |(wanted, c): (char, char)| match wanted {
            '#' => c.is_ascii_digit(),
            '@' => c.is_ascii_uppercase(),
            itself => c == itself,
        };
        let same_length = self.0.chars().count() == text.chars().count();
        (same_length && self.0.chars().zip(text.chars()).all(fits)).then_some(text)
    }
}

impl Default for BandFields {
    /// As printed by the bands that were common before DCB1077: number, NHS number, family name, given name, birth, sex.
    fn default() -> Self {
        use BandField::{Born, Family, Given, HospitalNumber, NhsNumber, Other};
        Self(vec![HospitalNumber, NhsNumber, Family, Given, Born, Other])
    }
}

impl BandFields {
    /// Each field once, but [`BandField::Other`]; a number and the date of birth among them.
    pub fn new(fields: Vec<BandField>) -> Option<Self> {
        use BandField::{Born, HospitalNumber, NhsNumber, Other};
        let twice = |(at, field): (usize, &BandField)| *field != Other && fields[..at].contains(field);
        let numbered = fields.contains(&HospitalNumber) || fields.contains(&NhsNumber);
        let sound = numbered && fields.contains(&Born) && !fields.iter().enumerate().any(twice);
        sound.then_some(Self(fields))
    }

    /// In their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = BandField> + '_ {
        self.0.iter().copied()
    }
}

impl WristbandRules {
    /// What more than one kind of place of one hospital has, taken together.
    pub fn and(mut self, other: &Self) -> Self {
        for pattern in &other.hospital_numbers {
            if !self.hospital_numbers.contains(pattern) {
                self.hospital_numbers.push(pattern.clone());
            }
        }
        for code in &other.hospitals {
            if !self.hospitals.contains(code) {
                self.hospitals.push(code.clone());
            }
        }
        self
    }

    /// A hospital number in a text of its own.
    pub fn hospital_number(&self, text: &str) -> Option<String> {
        self.hospital_numbers.iter().find_map(|pattern| pattern.number(text))
    }

    /// Whether the numbers of a band of this hospital are ours. An empty code says nothing, and neither do we with no codes of
    /// our own.
    pub fn is_ours(&self, code: &str) -> bool {
        code.is_empty()
            || self.hospitals.is_empty()
            || self.hospitals.iter().any(|own| own.eq_ignore_ascii_case(code))
    }
}

impl WristbandFile {
    /// The rules, or the part of the file that breaks one.
    pub(super) fn check(self) -> Result<WristbandRules, (String, BrokenRule)> {
        let mut hospital_numbers = Vec::new();
        for (at, text) in self.hospital_numbers.iter().enumerate() {
            let broken = || (format!("hospital_numbers/{at}"), BrokenRule::NumberPattern);
            hospital_numbers.push(NumberPattern::parse(text).ok_or_else(broken)?);
        }
        let is_code =
            |code: &String| (1..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if let Some(at) = self.hospitals.iter().position(|code| !is_code(code)) {
            return Err((format!("hospitals/{at}"), BrokenRule::OdsCode));
        }
        let fields = match self.fields {
            None => BandFields::default(),
            Some(fields) => {
                BandFields::new(fields).ok_or_else(|| ("fields".to_owned(), BrokenRule::BandFields))?
            }
        };
        Ok(WristbandRules { hospital_numbers, hospitals: self.hospitals, fields })
    }
}
