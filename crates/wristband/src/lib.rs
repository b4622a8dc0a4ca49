//! Reads what a scanner read off a patient's wristband, and refuses what it cannot be sure of.
//!
//! Three kinds of band are about on one ward: the GS1 DataMatrix of DCB1077 (NHS England, formerly ISB 1077), older ones with text
//! between upright strokes, and a number by itself. Whatever a band says is held against the record by whoever asked, and
//! confirmed by a person: a scan alone identifies nobody.

mod bad;
mod elements;
mod gs1;
mod gsrn;
mod scanner;
mod strokes;

pub use bad::BadBand;
pub use gsrn::NHS_PREFIX;
pub use scanner::{CannotScan, Scan, Scanner};

use chrono::NaiveDate;
use clinical::{patient::NhsNumber, policy::WristbandRules};

/// The longest text that is looked at, in bytes: a DataMatrix of a wristband holds a hundred or two.
const LONGEST: usize = 600;

/// What a wristband says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// By which number the patient is found.
    pub numbers: Numbers,
    /// Who it is, where the band says so.
    pub named: Option<Named>,
    /// A baby's band, beside whose mother.
    pub baby: Option<Baby>,
}

/// The numbers on a band; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbers {
    /// The NHS number.
    Nhs(NhsNumber),
    /// The number of a hospital.
    Hospital(HospitalNumber),
    /// Both.
    Both(NhsNumber, HospitalNumber),
}

/// A hospital's own number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HospitalNumber {
    /// The hospital's ODS code; empty where the band does not say.
    pub hospital: String,
    /// The number, in capitals.
    pub number: String,
}

/// Who it is, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Family name; empty where it is not there.
    pub family: String,
    /// Given names; empty where they are not there.
    pub given: String,
    /// Date of birth.
    pub born: Option<NaiveDate>,
}

/// A newborn's band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baby {
    /// Which of them, from 1.
    pub which: u8,
    /// Of how many.
    pub of: u8,
    /// The mother's family name.
    pub mother: String,
}

impl Numbers {
    fn of(nhs: Option<NhsNumber>, hospital: Option<HospitalNumber>) -> Result<Self, BadBand> {
        match (nhs, hospital) {
            (Some(nhs), Some(hospital)) => Ok(Self::Both(nhs, hospital)),
            (Some(nhs), None) => Ok(Self::Nhs(nhs)),
            (None, Some(hospital)) => Ok(Self::Hospital(hospital)),
            (None, None) => Err(BadBand::NoNumber),
        }
    }

    /// The NHS number, where there is one.
    pub const fn nhs(&self) -> Option<NhsNumber> {
        match self {
            Self::Nhs(nhs) | Self::Both(nhs, _) => Some(*nhs),
            Self::Hospital(_) => None,
        }
    }

    /// The hospital's number, where there is one.
    pub const fn hospital(&self) -> Option<&HospitalNumber> {
        match self {
            Self::Hospital(number) | Self::Both(_, number) => Some(number),
            Self::Nhs(_) => None,
        }
    }
}

/// Reads what a scanner typed or a camera saw. What is only partly sure is refused whole.
///
/// # Errors
/// In words for whoever holds the scanner; never with anything of what was read, which may be a patient's.
pub fn read(text: &str, rules: &WristbandRules) -> Result<Band, BadBand> {
    let text = scanner::without_symbology(text).trim_matches([' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(BadBand::Nothing);
    }
    if text.len() > LONGEST {
        return Err(BadBand::NoBand);
    }
    let text = elements::with_separators(text);
    if let Some(broken) = gs1::read(&text) {
        return broken;
    }
    if text.contains('|') {
        return strokes::read(&text, rules);
    }
    number(&text, rules)
}

/// A number by itself.
fn number(text: &str, rules: &WristbandRules) -> Result<Band, BadBand> {
    let hospital =
        rules.hospital_number(text).map(|number| HospitalNumber { hospital: String::new(), number });
    let numbers = match hospital {
        Some(hospital) => Numbers::Hospital(hospital),
        None if text.chars().any(|c| c.is_ascii_digit()) => {
            Numbers::Nhs(nhs(text).map_err(|bad| match bad {
                // Letters, or another length: the number of something else, or of a hospital whose numbers nobody described.
                BadBand::Nhs(clinical::patient::BadNhsNumber::CheckDigit) | BadBand::NeverIssued => bad,
                _ => BadBand::NoNumberOfOurs,
            })?)
        }
        None => return Err(BadBand::NoBand),
    };
    Ok(Band { numbers, named: None, baby: None })
}

/// An NHS number of a person. One digit ten times fits the check digit and is nobody's: systems write it for "not known".
fn nhs(text: &str) -> Result<NhsNumber, BadBand> {
    let number: NhsNumber = text.parse().map_err(BadBand::Nhs)?;
    let digits = number.digits();
    if digits.bytes().all(|digit| digits.as_bytes().first() == Some(&digit)) {
        return Err(BadBand::NeverIssued);
    }
    Ok(number)
}
