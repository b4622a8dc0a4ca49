//! The Global Service Relation Number of a patient: application identifier 8018 (GS1 General Specifications, section 3.9.2).

use crate::{BadBand, nhs};
use clinical::patient::NhsNumber;

/// The company prefix that GS1 UK gave the NHS for patients (DCB1077).
pub const NHS_PREFIX: &str = "5050898";

/// Digits in all: prefix, NHS number, check digit.
pub(crate) const DIGITS: usize = 18;

/// The NHS number in the eighteen digits. The whole and the number have a check digit each, and both must fit.
pub(crate) fn nhs_number(gsrn: &str) -> Result<NhsNumber, BadBand> {
    if gsrn.len() != DIGITS || !gsrn.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadBand::CutOff);
    }
    if !checks(gsrn) {
        return Err(BadBand::CheckDigit);
    }
    let number = gsrn.strip_prefix(NHS_PREFIX).ok_or(BadBand::NotNhs)?;
    nhs(&number[..10])
}

/// Modulo 10, weights 3 and 1 from the right (GS1 General Specifications, section 7.9).
fn checks(digits: &str) -> bool {
    let weighted = digits.bytes().rev().zip([1, 3].into_iter().cycle());
    let sum: u32 = weighted.map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    sum.is_multiple_of(10)
}
