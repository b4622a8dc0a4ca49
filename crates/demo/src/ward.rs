//! The synthetic hospital: its wards, and the people who work there.

use clinical::{
    StaffId, UtcMillis, WardId,
    ids::BadId,
    policy::Setting,
    staff::Role,
    ward::{Bay, Place, Ward},
};

/// The PIN that everybody on the synthetic ward shares. Printed on the sign-in screen there, and nowhere else used.
pub const PIN: &str = "204060";

/// The ward that most of the charting is about.
pub const BLUEBELL: &str = "bluebell";

/// The ward next door, where some of its patients go.
pub const FOXGLOVE: &str = "foxglove";

/// The community team, whose patients are at home.
pub const RIVERSIDE: &str = "riverside";

/// Wards and staff, as a server's directory takes them in. The same for every seed, so that the directory can be
/// loaded before the ward is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Bluebell Ward, which is full of patients, Foxglove Ward, which is not, and a team that visits people at home.
    pub wards: Vec<Ward>,
    /// Everybody who may sign in.
    pub staff: Vec<DemoStaff>,
}

/// One line of the staff file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoStaff {
    /// Stable: the same person in each synthetic hospital.
    pub id: StaffId,
    /// The name as it signs.
    pub name: &'static str,
    /// The role.
    pub role: Role,
    /// Wards they work on.
    pub wards: Vec<WardId>,
}

impl Directory {
    /// The synthetic hospital. Fails only when a slug in this file is not one.
    pub fn new() -> Result<Self, BadId> {
        let staff: Result<Vec<DemoStaff>, BadId> = PEOPLE
            .iter()
            .enumerate()
            .map(|(n, (name, role, wards))| {
                let wards: Result<_, _> = wards.iter().map(|slug| slug.parse()).collect();
                Ok(DemoStaff { id: staff_id(n), name, role: *role, wards: wards? })
            })
            .collect();
        let ward = |slug: &str, name: &str, telephone: &str, bays, setting| {
            let (name, telephone) = (name.to_owned(), telephone.to_owned());
            Ok(Ward { id: slug.parse()?, name, telephone, bays, setting })
        };
        let (acute, home) = (Setting::AcuteWard, Setting::Home);
        let foxglove_bays = vec![bay("Bay F", "F", 4), bay("Bay G", "G", 4)];
        let wards = vec![
            ward(BLUEBELL, "Bluebell Ward", "Nurse in charge, ext. 4312", bluebell_bays(), acute)?,
            ward(FOXGLOVE, "Foxglove Ward", "Nurse in charge, ext. 4327", foxglove_bays, acute)?,
            ward(RIVERSIDE, "Riverside Community Team", "Duty desk, ext. 5150", riverside_rounds(), home)?,
        ];
        let staff = staff?;
        Ok(Self { wards, staff })
    }

    /// The people of one role, in the order of the list.
    pub fn with_role(&self, role: Role) -> Vec<StaffId> {
        self.staff.iter().filter(|person| person.role == role).map(|person| person.id).collect()
    }

    /// A person's name; empty for nobody of this hospital.
    pub fn name_of(&self, id: StaffId) -> &'static str {
        self.staff.iter().find(|person| person.id == id).map_or("", |person| person.name)
    }

    /// In whose name history is brought in.
    pub fn history_import(&self) -> Option<StaffId> {
        self.with_role(Role::System).first().copied()
    }

    /// Where this bed, or this address, is; `None` when there is no such.
    pub fn place(&self, bed: &str) -> Option<Place> {
        self.wards.iter().find_map(|ward| {
            let bay = ward.bays.iter().find(|bay| bay.beds.iter().any(|label| label == bed))?;
            Some(Place { ward: ward.id.clone(), bay: bay.name.clone(), bed: bed.to_owned() })
        })
    }

    /// Whether this is an address rather than a bed.
    pub fn is_home(&self, bed: &str) -> bool {
        let place = self.place(bed);
        let ward = self.wards.iter().find(|ward| place.as_ref().is_some_and(|place| place.ward == ward.id));
        ward.is_some_and(|ward| ward.setting == Setting::Home)
    }
}

/// 28 beds: four bays of six, and four side rooms of one.
fn bluebell_bays() -> Vec<Bay> {
    let mut bays: Vec<Bay> =
        ["A", "B", "C", "D"].map(|letter| bay(&format!("Bay {letter}"), letter, 6)).into();
    bays.extend((1..=4).map(|n| Bay { name: format!("Side room {n}"), beds: vec![format!("S{n}")] }));
    bays
}

/// The team's two rounds, each with the addresses on it.
fn riverside_rounds() -> Vec<Bay> {
    let round = |name: &str, homes: &[&str]| Bay {
        name: name.to_owned(),
        beds: homes.iter().map(|home| (*home).to_owned()).collect(),
    };
    vec![
        round("North round", &["12 Mill Lane", "3 Chapel Row", "Flat 7, Weir Court"]),
        round("South round", &["41 Station Road", "The Lodge, Ferry Hill"]),
    ]
}

fn bay(name: &str, letter: &str, beds: u8) -> Bay {
    Bay { name: name.to_owned(), beds: (1..=beds).map(|n| format!("{letter}{n}")).collect() }
}

/// A staff identifier that depends on the place in the list alone.
fn staff_id(n: usize) -> StaffId {
    /// 2026-01-01T00:00Z, when the synthetic hospital opened.
    const OPENED: UtcMillis = UtcMillis(1_767_225_600_000);
    let mut random = *b"bluebell\0\0";
    random[9] = n as u8;
    StaffId::mint(OPENED, &random)
}

/// Made-up people. The order of the nurses and healthcare assistants decides who is on the present shift.
const PEOPLE: &[(&str, Role, &[&str])] = &[
    ("Gwen Abara-Lloyd", Role::NurseInCharge, &[BLUEBELL]),
    ("Colm Brannigan", Role::NurseInCharge, &[BLUEBELL]),
    ("Sunita Deshpande", Role::NurseInCharge, &[BLUEBELL]),
    ("Amina Yusuf", Role::Nurse, &[BLUEBELL]),
    ("Tom Hartwell", Role::Nurse, &[BLUEBELL]),
    ("Precious Moyo", Role::Nurse, &[BLUEBELL]),
    ("Lakshmi Parthasarathy", Role::Nurse, &[BLUEBELL]),
    ("Ewa Zielonka", Role::Nurse, &[BLUEBELL]),
    ("Declan O'Rourke", Role::Nurse, &[BLUEBELL]),
    ("Blessing Ekwueme", Role::Nurse, &[BLUEBELL]),
    ("Marisol Dimaculangan", Role::Nurse, &[BLUEBELL]),
    ("Hannah Thistlewood", Role::Nurse, &[BLUEBELL]),
    ("Rhodri Penry", Role::Nurse, &[BLUEBELL]),
    ("Jomon Kuruvilla", Role::Nurse, &[BLUEBELL]),
    ("Shanice Delroy-Beckford", Role::Nurse, &[BLUEBELL]),
    ("Kieran Tulloch", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Fatima Bensaid", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Dorota Malec", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Leroy Fairweather", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Chloe Ridsdale", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Ngozi Umeh", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Paulo Teixeira", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Sian Maddocks", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Imran Qadir", Role::HealthcareAssistant, &[BLUEBELL]),
    ("Ellie Wainscott", Role::Student, &[BLUEBELL]),
    ("Yusra Haddad", Role::Student, &[BLUEBELL]),
    ("Fergus McAllan", Role::Therapist, &[BLUEBELL, FOXGLOVE, RIVERSIDE]),
    ("Priya Venkataraman", Role::Therapist, &[BLUEBELL, FOXGLOVE, RIVERSIDE]),
    ("Beatriz Quintela", Role::Therapist, &[BLUEBELL, FOXGLOVE, RIVERSIDE]),
    ("Dr Olufemi Adesanya", Role::Doctor, &[BLUEBELL, FOXGLOVE]),
    ("Dr Harriet Stanbridge", Role::Doctor, &[BLUEBELL, FOXGLOVE]),
    ("Dr Wei-Ling Chua", Role::Doctor, &[BLUEBELL, FOXGLOVE]),
    ("Dr Callum Ferrier", Role::Doctor, &[BLUEBELL, FOXGLOVE]),
    ("History import", Role::System, &[BLUEBELL]),
    ("Margit Halvorsen", Role::NurseInCharge, &[FOXGLOVE]),
    ("Adebayo Okoro", Role::NurseInCharge, &[FOXGLOVE]),
    ("Nia Prosser", Role::Nurse, &[FOXGLOVE]),
    ("Callista Braithwaite", Role::Nurse, &[FOXGLOVE]),
    ("Joseph Mensah", Role::Nurse, &[FOXGLOVE]),
    ("Roisin Kilbride", Role::Nurse, &[FOXGLOVE]),
    ("Wanda Sobczak", Role::HealthcareAssistant, &[FOXGLOVE]),
    ("Terrence Oakes", Role::HealthcareAssistant, &[FOXGLOVE]),
    ("Maja Lindqvist", Role::HealthcareAssistant, &[FOXGLOVE]),
    ("Judith Ackroyd", Role::NurseInCharge, &[RIVERSIDE]),
    ("Samir Choudhury", Role::Nurse, &[RIVERSIDE]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_ward_in_use_has_28_beds_with_labels_of_their_own() {
        let directory = Directory::new().unwrap();
        let beds: Vec<_> = directory.wards[0].bays.iter().flat_map(|bay| &bay.beds).collect();
        assert_eq!(beds.len(), 28);
        assert_eq!(beds.iter().collect::<BTreeSet<_>>().len(), 28, "no label twice");
        assert_eq!(directory.place("S4").map(|place| place.bay), Some("Side room 4".to_owned()));
        assert_eq!(directory.place("E1"), None);
    }

    #[test]
    fn every_role_that_charts_is_on_the_staff_and_nobody_twice() {
        let directory = Directory::new().unwrap();
        for role in [
            Role::HealthcareAssistant,
            Role::Student,
            Role::Nurse,
            Role::NurseInCharge,
            Role::Therapist,
            Role::Doctor,
        ] {
            assert!(!directory.with_role(role).is_empty(), "{role:?}");
        }
        let ids: BTreeSet<_> = directory.staff.iter().map(|person| person.id).collect();
        let names: BTreeSet<_> = directory.staff.iter().map(|person| person.name).collect();
        assert_eq!((ids.len(), names.len()), (PEOPLE.len(), PEOPLE.len()));
    }

    #[test]
    fn the_shared_pin_is_six_digits_and_no_run() {
        assert!(PIN.len() == 6 && PIN.bytes().all(|digit| digit.is_ascii_digit()));
        assert!(!PIN.as_bytes().windows(2).any(|pair| pair[0].abs_diff(pair[1]) <= 1), "no run, no repeat");
    }
}
