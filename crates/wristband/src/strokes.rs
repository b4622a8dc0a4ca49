//! Older bands, most of them PDF417: fields between upright strokes, in the order that the hospital's policy says.

use crate::{BadBand, Band, HospitalNumber, Named, Numbers, gs1::day, nhs};
use clinical::policy::{BandField, WristbandRules};

pub(crate) fn read(text: &str, rules: &WristbandRules) -> Result<Band, BadBand> {
    let inside = text.strip_prefix('|').unwrap_or(text);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let fields: Vec<&str> = inside.split('|').map(str::trim).collect();
    if fields.len() != rules.fields.iter().len() {
        return Err(BadBand::Parts);
    }
    let (mut number, mut hospital, mut named, mut strange) = (None, None, Named::default(), false);
    for (kind, field) in rules.fields.iter().zip(fields).filter(|(_, field)| !field.is_empty()) {
        match kind {
            BandField::HospitalNumber if rules.hospital_numbers.is_empty() => {
                hospital = Some(field.to_ascii_uppercase());
            }
            // A hospital that describes its numbers has no others.
            BandField::HospitalNumber => match rules.hospital_number(field) {
                Some(number) => hospital = Some(number),
                None => strange = true,
            },
            BandField::NhsNumber => number = Some(nhs(field)?),
            BandField::Family => named.family = field.to_owned(),
            BandField::Given => named.given = field.to_owned(),
            BandField::Born => named.born = Some(day(field).ok_or(BadBand::Born)?),
            BandField::Other => {}
        }
    }
    if strange && number.is_none() {
        return Err(BadBand::NoNumberOfOurs);
    }
    let hospital = hospital.map(|number| HospitalNumber { hospital: String::new(), number });
    let named = (named != Named::default()).then_some(named);
    Ok(Band { numbers: Numbers::of(number, hospital)?, named, baby: None })
}
