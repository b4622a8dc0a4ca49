//! Devices, a server in memory, a synthetic ward.

mod device;
mod hand;
mod hands;
mod server;

pub(crate) use device::{Device, Pins, config};
pub(crate) use hand::{Hand, entry, numbered};
pub(crate) use hands::{Hands, NOON, Seeded};
pub(crate) use server::{Server, signed};

use clinical::{
    StaffId, WardId,
    patient::{Gender, Identity},
    staff::{Role, Staff},
    vitals::{Draft, Vitals, parse},
    ward::{Bay, Place, Ward},
};

/// Everybody's PIN.
pub(crate) const PIN: &str = "204060";

pub(crate) fn bluebell() -> WardId {
    "bluebell".parse().unwrap()
}

pub(crate) fn ward() -> Ward {
    let bay = |name: &str, letter: char| Bay {
        name: name.into(),
        beds: (1..=4).map(|n| format!("{letter}{n}")).collect(),
    };
    Ward {
        id: bluebell(),
        name: "Bluebell Ward".into(),
        telephone: "Nurse in charge, ext. 4312".into(),
        bays: vec![bay("Bay A", 'A'), bay("Bay B", 'B')],
        setting: clinical::policy::Setting::AcuteWard,
    }
}

pub(crate) fn place(bed: &str) -> Place {
    let bay = if bed.starts_with('A') { "Bay A" } else { "Bay B" };
    Place { ward: bluebell(), bay: bay.into(), bed: bed.into() }
}

/// One member of staff of each role.
pub(crate) fn person(role: Role) -> StaffId {
    StaffId::from_bytes([100 + role as u8; 16])
}

/// A second nurse.
pub(crate) fn other_nurse() -> StaffId {
    StaffId::from_bytes([120; 16])
}

pub(crate) fn staff() -> Vec<Staff> {
    let member = |id, name: String, role| {
        let (wards, active, pin_set_at) = (vec![bluebell()], true, None);
        Staff { id, name, role, wards, active, pin_set_at }
    };
    let mut staff: Vec<Staff> =
        Role::ALL.into_iter().map(|role| member(person(role), format!("{role:?} Okafor"), role)).collect();
    staff.push(member(other_nurse(), "Second Nurse".into(), Role::Nurse));
    staff
}

pub(crate) fn identity(family: &str) -> Identity {
    Identity {
        family: family.into(),
        given: "Mary".into(),
        title: "Mrs".into(),
        preferred: String::new(),
        born: chrono::NaiveDate::from_ymd_opt(1944, 3, 14),
        gender: Gender::Female,
        nhs_number: Some("9434765919".parse().unwrap()),
        hospital_number: "H1234".into(),
    }
}

/// Parses keyed text as the screen does.
pub(crate) fn keyed(fill: impl FnOnce(&mut Draft)) -> Vitals {
    let mut draft = Draft {
        respiration: "16".into(),
        spo2: "97".into(),
        oxygen: Some(clinical::vitals::Breathing::Air),
        systolic: "122".into(),
        diastolic: "74".into(),
        pulse: "72".into(),
        consciousness: Some(clinical::vitals::Consciousness::Alert),
        temperature: "36.8".into(),
        ..Draft::default()
    };
    fill(&mut draft);
    parse(&draft).unwrap()
}

/// NEWS2 0.
pub(crate) fn well() -> Vitals {
    keyed(|_| {})
}

/// Whom to ring about one of [`ill`], where nobody can have been told.
pub(crate) const RING: &str =
    "Medical registrar: bleep the medical registrar through switchboard, 0\nNurse in charge, ext. 4312";

/// NEWS2 9: respiration 25 (3), SpO2 92 (2), pulse 112 (2), temperature 39.2 (2).
pub(crate) fn ill() -> Vitals {
    keyed(|draft| {
        draft.respiration = "25".into();
        draft.spo2 = "92".into();
        draft.pulse = "112".into();
        draft.temperature = "39.2".into();
    })
}

/// Numbers by chance, the same each time.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A full set, calm or not, on air or on oxygen.
    pub(crate) fn vitals(&mut self) -> Vitals {
        let (rr, spo2, oxygen, pulse) =
            (self.below(24) + 8, self.below(20) + 81, self.below(2), self.below(80) + 50);
        keyed(|draft| {
            draft.respiration = rr.to_string();
            draft.spo2 = spo2.to_string();
            draft.pulse = pulse.to_string();
            if oxygen == 1 {
                draft.oxygen = Some(clinical::vitals::Breathing::Oxygen);
                draft.device = "N".into();
            }
        })
    }
}
