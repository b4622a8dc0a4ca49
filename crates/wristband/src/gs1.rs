//! The wristband of DCB1077: 8018 with the NHS number, 91 the hospital's number, 92 a baby's, 93 who it is.
//!
//! The fields within an element are parted by commas. Scanners that type often leave out the separators between elements, as a
//! sample from the field does; then the text counts only if there is one way alone in which all of it makes sense.

use crate::{
    Baby, BadBand, Band, HospitalNumber, Named, Numbers,
    elements::{Element, SEPARATOR, ways},
    gsrn,
};
use chrono::NaiveDate;

/// Application identifiers of what a hand scanner on a ward meets otherwise: pallets, products, batches, dates, serial
/// numbers, places, assets.
const OF_PRODUCTS: [&str; 9] = ["00", "01", "02", "10", "11", "17", "21", "414", "8003"];

/// What the parts after the first say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    hospital: Option<HospitalNumber>,
    named: Option<Named>,
    baby: Option<Baby>,
}

/// The band; `None` where the text is not GS1 at all.
pub(crate) fn read(text: &str) -> Option<Result<Band, BadBand>> {
    let Some((relation, ways)) = ways(text) else {
        let product = |name: &str| text.trim_start_matches(SEPARATOR).starts_with(name);
        let is_gs1 = text.contains(SEPARATOR) || text.len() >= 16;
        let digits = text.bytes().take(16).filter(u8::is_ascii_digit).count() >= 14;
        return (is_gs1 && digits && OF_PRODUCTS.iter().any(|name| product(name)))
            .then_some(Err(BadBand::Product));
    };
    Some(band(relation, &ways))
}

fn band(relation: &str, ways: &[Vec<Element<'_>>]) -> Result<Band, BadBand> {
    let nhs = gsrn::nhs_number(relation)?;
    let mut read = ways.iter().map(|way| parts(way));
    let mut only: Option<Parts> = None;
    let mut why = BadBand::Parts;
    for way in &mut read {
        match (way, &only) {
            (Ok(parts), None) => only = Some(parts),
            (Ok(parts), Some(before)) if parts == *before => {}
            (Ok(_), Some(_)) => return Err(BadBand::Parts),
            (Err(BadBand::Born), _) if ways.len() == 1 => why = BadBand::Born,
            (Err(_), _) => {}
        }
    }
    let Parts { hospital, named, baby } = only.ok_or(why)?;
    Ok(Band { numbers: Numbers::of(Some(nhs), hospital)?, named, baby })
}

/// One way to read the rest, each element once.
fn parts(way: &[Element<'_>]) -> Result<Parts, BadBand> {
    let mut parts = Parts::default();
    for (name, text) in way {
        let fields: Vec<&str> = text.trim_end_matches(',').split(',').map(str::trim).collect();
        let again = match *name {
            "91" => parts.hospital.replace(hospital(&fields)?).is_some(),
            "92" => parts.baby.replace(baby(&fields)?).is_some(),
            "93" => parts.named.replace(named(&fields)?).is_some(),
            // For the hospital's own use: whatever it says, it is not who the patient is.
            _ => false,
        };
        if again {
            return Err(BadBand::Parts);
        }
    }
    Ok(parts)
}

/// ODS code, the hospital's number, and perhaps the number of its place.
fn hospital(fields: &[&str]) -> Result<HospitalNumber, BadBand> {
    let code = |text: &str, most: usize| {
        (1..=most).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-/".contains(&b))
    };
    let (hospital, number, place) = match fields {
        [hospital, number] => (hospital, number, ""),
        [hospital, number, place] => (hospital, number, *place),
        _ => return Err(BadBand::Parts),
    };
    if !code(hospital, 12) || !code(number, 20) || !place.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadBand::Parts);
    }
    Ok(HospitalNumber { hospital: hospital.to_ascii_uppercase(), number: number.to_ascii_uppercase() })
}

/// Which of how many, and the mother's names.
fn baby(fields: &[&str]) -> Result<Baby, BadBand> {
    let ([births, mother] | [births, mother, _]) = fields else { return Err(BadBand::Parts) };
    let (which, of) = births.split_once('/').ok_or(BadBand::Parts)?;
    let (which, of): (u8, u8) = which
        .parse()
        .ok()
        .zip(of.parse().ok())
        .filter(|(which, of)| (1..=*of).contains(which))
        .ok_or(BadBand::Parts)?;
    if mother.is_empty() {
        return Err(BadBand::Parts);
    }
    Ok(Baby { which, of, mother: (*mother).to_owned() })
}

/// Family name, given name, date of birth, and for a newborn the time.
fn named(fields: &[&str]) -> Result<Named, BadBand> {
    let ([family, given, born] | [family, given, born, _]) = fields else { return Err(BadBand::Parts) };
    let name = |text: &str| !text.bytes().any(|b| b.is_ascii_digit());
    if family.is_empty() || !name(family) || !name(given) {
        return Err(BadBand::Parts);
    }
    let born = day(born).ok_or(BadBand::Born)?;
    Ok(Named { family: (*family).to_owned(), given: (*given).to_owned(), born: Some(born) })
}

/// A day as DCB1077 prints it, such as 29-Nov-1949, or in the digits of older bands.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    ["%d-%b-%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
        .into_iter()
        .find_map(|shape| NaiveDate::parse_from_str(text, shape).ok())
        .filter(|day| *day >= NaiveDate::default() - chrono::Days::new(90 * 366))
}
