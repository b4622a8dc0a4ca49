//! The patients: names made up by hand, to be as awkward as a real ward's, each with a course of illness.

use crate::course::Archetype;
use clinical::patient::Gender;

/// One patient of the synthetic ward.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The bed they lie in now, or lay in until they left.
    pub bed: &'static str,
    /// Family name; `UNKNOWN` for the man whom nobody has named yet.
    pub family: &'static str,
    /// Given names; empty for a person with a single name.
    pub given: &'static str,
    /// Title; may be empty.
    pub title: &'static str,
    /// What they like to be called; may be empty.
    pub preferred: &'static str,
    /// Stated gender.
    pub gender: Gender,
    /// Age in years; `None` is not known.
    pub age: Option<u16>,
    /// What happens to them.
    pub archetype: Archetype,
    /// The least and the most hours since they came.
    pub came: (i32, i32),
    /// What they are allergic to, as asked.
    pub allergies: Asked,
}

/// What came of asking about allergies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nobody has recorded an answer.
    NotYet,
    /// None.
    None,
    /// These.
    To(&'static [&'static str]),
}

/// The bed that stands empty whatever the seed; those who have left lay in it one after the other.
pub const EMPTY_BED: &str = "D6";

/// A second bed that stands empty for every other seed.
pub const SOMETIMES_EMPTY_BED: &str = "S4";

/// Two women with one surname in one bay, whose charts get mixed up: the set was charted for the first and belongs to
/// the second.
pub const LIKE_NAMES: [&str; 2] = ["A2", "A3"];

/// Two women who changed beds with each other, so that the confused one lies nearer to the nurses.
pub const SWAPPED_BEDS: [&str; 2] = ["A3", "A5"];

/// Somebody who got worse on the first ward, was sent to a bed on the second, and was received there with the alert open.
pub const TRANSFERRED: (&str, &str) = (EMPTY_BED, "F3");

use Archetype::{
    Bleeding, Copd, Delirium, EndOfLife, Frail, OffWard, PostOperative, Pregnant, Refusing, ScaleDisputed,
    SepsisRecovering, SepsisRising, SilentHypoxia, Unidentified,
};
use Gender::{Female, Male, NotSpecified};

/// From here on the table: one line a person.
const fn person(
    bed: &'static str,
    (family, given, title, preferred): (&'static str, &'static str, &'static str, &'static str),
    gender: Gender,
    age: u16,
    archetype: Archetype,
    came: (i32, i32),
    allergies: Asked,
) -> Person {
    Person { bed, family, given, title, preferred, gender, age: Some(age), archetype, came, allergies }
}

/// Everybody who lies in a bed now.
#[rustfmt::skip]
pub const PATIENTS: &[Person] = &[
    person("A1", ("Okonkwo-Hughes", "Margaret", "Mrs", "Peggy"), Female, 78, PostOperative, (210, 260), Asked::To(&["Penicillin (rash)"])),
    person("A2", ("Morgan", "Jean", "Mrs", ""), Female, 82, Frail, (336, 336), Asked::None),
    person("A3", ("Morgan", "Joan", "Miss", ""), Female, 79, Delirium, (250, 300), Asked::To(&["Codeine (vomiting)"])),
    person("A4", ("O'Dowd", "Siobhán", "Mrs", ""), Female, 67, Copd, (220, 290), Asked::None),
    person("A5", ("Thirunavukkarasu", "Vijayalakshmi", "Dr", "Viji"), Female, 59, PostOperative, (60, 72), Asked::None),
    person("A6", ("Llewelyn-Prydderch", "Bronwen Angharad", "Mrs", "Bron"), Female, 71, SepsisRising, (70, 110), Asked::To(&["Trimethoprim (rash)", "Elastoplast"])),
    person("B1", ("Szczepańska-Wójtowicz", "Agnieszka", "Ms", ""), Female, 45, PostOperative, (30, 44), Asked::None),
    person("B2", ("Pettifer", "Doreen", "Mrs", "Dolly"), Female, 88, Frail, (336, 336), Asked::To(&["Latex"])),
    person("B3", ("Rahman-Cole", "Aisha", "Mrs", ""), Female, 31, Pregnant, (20, 30), Asked::None),
    person("B4", ("Adjei", "Patience", "Ms", ""), Female, 52, PostOperative, (230, 290), Asked::None),
    person("B5", ("D'Arcy-Finn", "Kathleen", "Mrs", "Kath"), Female, 74, Bleeding, (40, 60), Asked::To(&["Ibuprofen (bronchospasm)"])),
    person("B6", ("Sallow", "Winifred", "Miss", "Freda"), Female, 91, Refusing, (300, 336), Asked::None),
    person("C1", ("Grzybowski", "Tomasz", "Mr", "Tomek"), Male, 63, Copd, (300, 336), Asked::None),
    person("C2", ("Achterberg", "Desmond", "Mr", "Des"), Male, 70, SilentHypoxia, (50, 80), Asked::To(&["Penicillin (anaphylaxis)"])),
    person("C3", ("ap Rhys", "Ifan", "Mr", ""), Male, 48, PostOperative, (24, 36), Asked::None),
    person("C4", ("Sureshkumar", "", "Mr", ""), Male, 39, PostOperative, (44, 60), Asked::None),
    person("C5", ("Penhallow", "Alfred", "Mr", "Alf"), Male, 84, Delirium, (336, 336), Asked::To(&["Haloperidol (rigidity)"])),
    person("C6", ("Al-Hadithi", "Mohammed", "Mr", ""), Male, 57, OffWard, (280, 330), Asked::None),
    person("D1", ("Asante-Boyle", "Kwabena", "Mr", ""), Male, 66, PostOperative, (300, 336), Asked::To(&["Morphine (itch)"])),
    person("D2", ("Tudwal", "Gareth", "Mr", ""), Male, 55, PostOperative, (12, 20), Asked::NotYet),
    person("D3", ("Nguyen", "Binh", "Mr", ""), Male, 61, SepsisRecovering, (160, 220), Asked::None),
    person("D4", ("Krawczyk-Lis", "Zbigniew", "Mr", ""), Male, 73, ScaleDisputed, (60, 90), Asked::To(&["Aspirin (wheeze)"])),
    person("D5", ("Fitzwarine", "Roland", "Mr", ""), Male, 80, Frail, (336, 336), Asked::None),
    person("S1", ("Ramsbotham-Kaye", "Edith", "Mrs", ""), Female, 93, EndOfLife, (336, 336), Asked::None),
    Person {
        bed: "S2", family: "UNKNOWN", given: "Unknown", title: "", preferred: "", gender: Male, age: None,
        archetype: Unidentified, came: (9, 11), allergies: Asked::NotYet,
    },
    person("S3", ("Nwosu", "Chukwuemeka", "Mx", "Emeka"), NotSpecified, 29, SepsisRecovering, (200, 250), Asked::None),
    person(SOMETIMES_EMPTY_BED, ("Cadwaladr-Jones", "Olwen Haf", "Mrs", ""), Female, 76, Frail, (160, 230), Asked::To(&["Clarithromycin (nausea)"])),
];

/// Who lies on the ward next door, and who is visited at home.
#[rustfmt::skip]
pub const ELSEWHERE: &[Person] = &[
    person("F1", ("Whitcombe", "Hilda", "Mrs", ""), Female, 86, Frail, (300, 336), Asked::None),
    person("F2", ("Bassett-Ojukwu", "Ifeoma", "Ms", "Ify"), Female, 54, PostOperative, (90, 120), Asked::To(&["Latex"])),
    person(TRANSFERRED.1, ("Ellingworth", "Maurice", "Mr", ""), Male, 75, SepsisRising, (15, 18), Asked::To(&["Penicillin (rash)"])),
    person("F4", ("Jarvis", "Leonard", "Mr", "Len"), Male, 77, SepsisRecovering, (120, 160), Asked::None),
    person("G1", ("Tavernier", "Josephine", "Mrs", "Jo"), Female, 69, PostOperative, (60, 90), Asked::NotYet),
    person("G3", ("Mukherjee", "Arun", "Dr", ""), Male, 72, Frail, (200, 260), Asked::To(&["Codeine (rash)"])),
    person("12 Mill Lane", ("Hathersage", "Vera", "Mrs", ""), Female, 84, Frail, (336, 336), Asked::None),
    person("3 Chapel Row", ("Pugh-Morris", "Emlyn", "Mr", ""), Male, 79, Copd, (336, 336), Asked::None),
    person("Flat 7, Weir Court", ("Dlamini", "Thandeka", "Ms", "Thandi"), Female, 46, PostOperative, (300, 336), Asked::To(&["Penicillin (rash)"])),
    person("41 Station Road", ("Cranleigh", "Sidney", "Mr", "Sid"), Male, 91, Frail, (336, 336), Asked::None),
];

/// One who has left: hours ago that they came and went.
#[derive(Debug, Clone, Copy)]
pub struct Departed {
    /// Who.
    pub person: Person,
    /// Hours ago.
    pub left: i32,
    /// Died, rather than went home.
    pub died: bool,
}

/// Those who lay in [`EMPTY_BED`], one after the other.
#[rustfmt::skip]
pub const DEPARTED: &[Departed] = &[
    Departed { person: person(EMPTY_BED, ("Whitlow", "Bernard", "Mr", ""), Male, 69, PostOperative, (300, 320), Asked::None), left: 204, died: false },
    Departed { person: person(EMPTY_BED, ("Oyelaran", "Samuel", "Mr", ""), Male, 87, EndOfLife, (180, 196), Asked::None), left: 118, died: true },
    Departed { person: person(EMPTY_BED, ("Kettering", "Noel", "Mr", ""), Male, 58, SepsisRecovering, (96, 108), Asked::To(&["Penicillin (rash)"])), left: 22, died: false },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_bed_has_one_patient_and_two_may_stand_empty() {
        let beds: BTreeSet<_> = PATIENTS.iter().map(|person| person.bed).collect();
        assert_eq!((beds.len(), PATIENTS.len()), (27, 27));
        assert!(!beds.contains(EMPTY_BED));
    }

    #[test]
    fn the_names_are_as_awkward_as_a_wards() {
        let has = |test: fn(&Person) -> bool| PATIENTS.iter().any(test);
        assert!(has(|p| p.family.contains('-')), "double-barrelled");
        assert!(has(|p| p.family.contains('\'')), "apostrophe");
        assert!(has(|p| p.family.contains(' ')), "a particle apart");
        assert!(has(|p| p.given.is_empty()), "a single name");
        assert!(has(|p| !p.family.is_ascii()), "letters beyond ASCII");
        assert!(has(|p| p.family.len() >= 16), "long");
        assert!(has(|p| p.family == "UNKNOWN" && p.age.is_none()), "nobody knows");
        let [first, second] = LIKE_NAMES.map(|bed| PATIENTS.iter().find(|p| p.bed == bed).unwrap());
        assert_eq!(first.family, second.family);
        assert_eq!(first.bed.as_bytes()[0], second.bed.as_bytes()[0], "in one bay");
    }

    #[test]
    fn nobody_who_left_lay_in_the_bed_with_another() {
        for pair in DEPARTED.windows(2) {
            assert!(pair[0].left > pair[1].person.came.1, "one left before the next came");
        }
    }
}
