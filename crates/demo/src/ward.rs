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

/// The ward that is in use.
pub const BLUEBELL: &str = "bluebell";

/// Wards and staff, as a server's directory takes them in. The same for every seed, so that the directory can be
/// loaded before the ward is filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Bluebell Ward, which is full of patients, and Foxglove Ward, which has none.
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
        let bluebell: WardId = BLUEBELL.parse()?;
        let foxglove: WardId = "foxglove".parse()?;
        let staff = PEOPLE
            .iter()
            .enumerate()
            .map(|(n, (name, role))| {
                let both = matches!(role, Role::Doctor | Role::Therapist);
                let wards =
                    if both { vec![bluebell.clone(), foxglove.clone()] } else { vec![bluebell.clone()] };
                DemoStaff { id: staff_id(n), name, role: *role, wards }
            })
            .collect();
        let wards = vec![
            Ward {
                id: bluebell,
                name: "Bluebell Ward".to_owned(),
                telephone: "Nurse in charge, ext. 4312".to_owned(),
                bays: bluebell_bays(),
                setting: Setting::AcuteWard,
            },
            Ward {
                id: foxglove,
                name: "Foxglove Ward".to_owned(),
                telephone: "Nurse in charge, ext. 4327".to_owned(),
                bays: vec![bay("Bay A", "A", 4), bay("Bay B", "B", 4)],
                setting: Setting::AcuteWard,
            },
        ];
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

    /// Where this bed of the ward in use is; `None` when it has no such bed.
    pub fn place(&self, bed: &str) -> Option<Place> {
        let ward = self.wards.iter().find(|ward| ward.id.as_str() == BLUEBELL)?;
        let bay = ward.bays.iter().find(|bay| bay.beds.iter().any(|label| label == bed))?;
        Some(Place { ward: ward.id.clone(), bay: bay.name.clone(), bed: bed.to_owned() })
    }
}

/// 28 beds: four bays of six, and four side rooms of one.
fn bluebell_bays() -> Vec<Bay> {
    let mut bays: Vec<Bay> =
        ["A", "B", "C", "D"].map(|letter| bay(&format!("Bay {letter}"), letter, 6)).into();
    bays.extend((1..=4).map(|n| Bay { name: format!("Side room {n}"), beds: vec![format!("S{n}")] }));
    bays
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
const PEOPLE: &[(&str, Role)] = &[
    ("Gwen Abara-Lloyd", Role::NurseInCharge),
    ("Colm Brannigan", Role::NurseInCharge),
    ("Sunita Deshpande", Role::NurseInCharge),
    ("Amina Yusuf", Role::Nurse),
    ("Tom Hartwell", Role::Nurse),
    ("Precious Moyo", Role::Nurse),
    ("Lakshmi Parthasarathy", Role::Nurse),
    ("Ewa Zielonka", Role::Nurse),
    ("Declan O'Rourke", Role::Nurse),
    ("Blessing Ekwueme", Role::Nurse),
    ("Marisol Dimaculangan", Role::Nurse),
    ("Hannah Thistlewood", Role::Nurse),
    ("Rhodri Penry", Role::Nurse),
    ("Jomon Kuruvilla", Role::Nurse),
    ("Shanice Delroy-Beckford", Role::Nurse),
    ("Kieran Tulloch", Role::HealthcareAssistant),
    ("Fatima Bensaid", Role::HealthcareAssistant),
    ("Dorota Malec", Role::HealthcareAssistant),
    ("Leroy Fairweather", Role::HealthcareAssistant),
    ("Chloe Ridsdale", Role::HealthcareAssistant),
    ("Ngozi Umeh", Role::HealthcareAssistant),
    ("Paulo Teixeira", Role::HealthcareAssistant),
    ("Sian Maddocks", Role::HealthcareAssistant),
    ("Imran Qadir", Role::HealthcareAssistant),
    ("Ellie Wainscott", Role::Student),
    ("Yusra Haddad", Role::Student),
    ("Fergus McAllan", Role::Therapist),
    ("Priya Venkataraman", Role::Therapist),
    ("Beatriz Quintela", Role::Therapist),
    ("Dr Olufemi Adesanya", Role::Doctor),
    ("Dr Harriet Stanbridge", Role::Doctor),
    ("Dr Wei-Ling Chua", Role::Doctor),
    ("Dr Callum Ferrier", Role::Doctor),
    ("History import", Role::System),
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
