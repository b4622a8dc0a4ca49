//! Who each patient is on paper: a date of birth, and numbers that were never anybody's.

use crate::{calendar, chance::Chance, people::Person};
use chrono::{Days, Months, NaiveDate};
use clinical::{
    UtcMillis,
    patient::{Identity, NhsNumber},
};

/// Identity of the patient `number` places down the list.
pub(crate) fn identity(
    person: &Person,
    number: u32,
    seed: u64,
    now: UtcMillis,
    chance: &mut Chance,
) -> Identity {
    let unknown = person.age.is_none();
    Identity {
        family: person.family.to_owned(),
        given: person.given.to_owned(),
        title: person.title.to_owned(),
        preferred: person.preferred.to_owned(),
        born: person.age.and_then(|age| born(age, now, chance)),
        gender: person.gender,
        nhs_number: if unknown { None } else { never_issued(seed, number) },
        hospital_number: format!("DEMO{:05}", 10_000 + (seed % 800) as u32 * 100 + number),
    }
}

/// A day on which somebody of this age was born; their birthday is between two days and a year away.
fn born(age: u16, now: UtcMillis, chance: &mut Chance) -> Option<NaiveDate> {
    let today = calendar::local(now).date();
    let days = chance.between(2, 363) as u64;
    today.checked_sub_months(Months::new(u32::from(age) * 12))?.checked_sub_days(Days::new(days))
}

/// An NHS number from 999 000 0000 to 999 999 9999, which are set aside for testing and never issued. One of ten
/// neighbours may have no check digit, so the search goes on to the next; patients are 20 apart and never meet.
fn never_issued(seed: u64, number: u32) -> Option<NhsNumber> {
    let first = (seed.wrapping_mul(7_919) % 900_000) as u32 + number * 20;
    (first..first + 20).find_map(|n| (0..10).find_map(|check| format!("999{n:06}{check}").parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::PATIENTS;
    use clinical::patient::age_in_years;
    use std::collections::BTreeSet;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    #[test]
    fn every_nhs_number_is_valid_never_issued_and_one_persons() {
        for seed in 0..300 {
            let numbers: BTreeSet<_> = (0..40).filter_map(|n| never_issued(seed, n)).collect();
            assert_eq!(numbers.len(), 40, "seed {seed}: each has one, none has another's");
            assert!(numbers.iter().all(|number| number.digits().starts_with("999")), "seed {seed}");
        }
    }

    #[test]
    fn each_patient_is_as_old_as_the_list_says_and_the_unknown_man_has_no_birthday() {
        let today = calendar::local(NOW).date();
        for (n, person) in PATIENTS.iter().enumerate() {
            let identity = identity(person, n as u32, 7, NOW, &mut Chance::new(7, n as u64));
            let age = identity.born.and_then(|born| age_in_years(born, today));
            assert_eq!(age, person.age.map(u32::from), "{}", person.bed);
            assert_eq!(identity.nhs_number.is_some(), person.age.is_some(), "{}", person.bed);
        }
    }
}
