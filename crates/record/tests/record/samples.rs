//! Facts to test with: made of fixed keys, identifiers and times, so that their bytes never vary.

use crate::samples_of_the_day::every_kind_of_the_day;
use clinical::{
    BootId, ClockTrust, DeviceId, FactId, Incarnation, ScopeId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::{
        Act, Allergies, Allocation, Discharge, EnrolledDevice, EntryBody, Provenance, ScaleDecision,
        Withdrawal,
    },
    form::PublishedForm,
    news2::{NotApplicable, Outcome, Risk, Scale},
    observation::ObservationSet,
    patient::{Gender, Identity},
    policy::{PublishedPolicy, Setting},
    staff::{AuthLevel, Role, Staff},
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Fio2, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate,
        Sign, Spo2, Systolic, UnableReason, Vitals,
    },
    ward::{Bay, Place, Ward},
};
use record::{
    ClockFacts, EntryHash, Fact, Header, KeyId, PolicyRevision, SignedFact, SigningKey, fact::SCHEMA,
};

pub(crate) const NOON: UtcMillis = UtcMillis(1_795_348_800_000);

pub(crate) fn device_key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

pub(crate) fn server_key() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

pub(crate) fn device() -> DeviceId {
    DeviceId::from_bytes([0xd1; 16])
}

pub(crate) fn nurse() -> StaffId {
    StaffId::from_bytes([0xa1; 16])
}

pub(crate) fn stay(n: u8) -> StayId {
    StayId::from_bytes([n; 16])
}

pub(crate) fn stay_scope(n: u8) -> ScopeId {
    ScopeId::Stay(stay(n))
}

pub(crate) fn fact_id(n: u32) -> FactId {
    let mut random = [0x55; 10];
    random[..4].copy_from_slice(&n.to_be_bytes());
    FactId::mint(UtcMillis(NOON.0 + i64::from(n)), &random)
}

pub(crate) fn stamp(utc: UtcMillis) -> Stamp {
    Stamp { utc, offset_minutes: 0 }
}

pub(crate) fn header(n: u32, scope: ScopeId) -> Header {
    Header {
        schema: SCHEMA,
        scope,
        id: fact_id(n),
        taken_at: TakenAt::At(stamp(NOON)),
        recorded_at: stamp(UtcMillis(NOON.0 + 40_000)),
        clock: ClockFacts {
            monotonic_ms: 5_000_000,
            boot: BootId::from_bytes([0xb0; 16]),
            trust: ClockTrust::Proved { offset_ms: -1_250 },
        },
        author: nurse(),
        on_behalf_of: None,
        auth: AuthLevel::Pin,
        device: device(),
        incarnation: Incarnation::from_bytes([0x1c; 16]),
        device_seq: u64::from(n) + 1,
        previous: EntryHash([0x9e; 32]),
        signer: KeyId::of(&device_key().verifying_key()),
        policy: PolicyRevision(3),
        ruleset: "rcp-news2-2017".to_owned(),
        supersedes: Vec::new(),
        reason: String::new(),
    }
}

pub(crate) fn fact(n: u32, scope: ScopeId, body: EntryBody) -> Fact {
    Fact { header: header(n, scope), body }
}

/// As a faulty device signs it, whether or not it can be read again.
pub(crate) fn forged(n: u32, scope: ScopeId, body: EntryBody) -> SignedFact {
    use ed25519_dalek::Signer;
    let bytes = fact(n, scope, body).bytes();
    let signature = device_key().sign(&[b"wardlight/fact/v1\0", &bytes[..]].concat()).to_bytes();
    SignedFact { bytes, signature }
}

pub(crate) fn signed(n: u32, scope: ScopeId, body: EntryBody) -> SignedFact {
    fact(n, scope, body).sign(&device_key()).unwrap()
}

/// The `n`th of many small facts of one stay.
pub(crate) fn small(n: u32) -> SignedFact {
    signed(n, stay_scope(1), EntryBody::Pregnancy(n.is_multiple_of(2)))
}

pub(crate) fn vitals() -> Vitals {
    Vitals {
        respiration: RespRate::new(22),
        spo2: Spo2::new(93),
        oxygen: Some(Oxygen::Supplemental(OxygenDelivery {
            device: "N".to_owned(),
            flow: OxygenFlow::new(200),
            fio2: Fio2::new(28),
        })),
        systolic: Systolic::new(108),
        diastolic: Diastolic::new(64),
        pulse: Pulse::new(112),
        consciousness: Some(Consciousness::Confusion),
        temperature: DeciCelsius::new(384),
        unable: Default::default(),
    }
}

pub(crate) fn complete_set() -> ObservationSet {
    let points = [2, 2, 2, 1, 2, 3, 1];
    let outcome =
        Outcome::Complete { parts: Sign::ALL.into_iter().zip(points).collect(), total: 13, risk: Risk::High };
    ObservationSet {
        confirmed: vec!["pulse_unusual".to_owned()],
        ..ObservationSet::new(vitals(), Scale::One, outcome)
    }
}

pub(crate) fn incomplete_set() -> ObservationSet {
    let vitals = Vitals {
        oxygen: Some(Oxygen::Air),
        systolic: None,
        diastolic: None,
        temperature: None,
        unable: [
            (Sign::BloodPressure, UnableReason::TooUnwell),
            (Sign::Temperature, UnableReason::Other("probe covers have run out".to_owned())),
        ]
        .into(),
        ..vitals()
    };
    let outcome = Outcome::Incomplete {
        parts: [(Sign::Respiration, 2), (Sign::Pulse, 2)].into(),
        at_least: 9,
        at_most: 15,
        floor_risk: Risk::High,
        ceiling_risk: Risk::High,
        missing: vec![Sign::BloodPressure, Sign::Temperature],
    };
    ObservationSet {
        from_device: [Sign::Spo2, Sign::Pulse].into(),
        moved_from: Some((stay(2), fact_id(77))),
        remark: "Left arm only".to_owned(),
        ..ObservationSet::new(vitals, Scale::Two, outcome)
    }
}

fn identity() -> Identity {
    Identity {
        family: "Testperson".to_owned(),
        given: "Ada Example".to_owned(),
        title: "Mrs".to_owned(),
        preferred: "Addie".to_owned(),
        born: "1941-10-26".parse().ok(),
        gender: Gender::Female,
        nhs_number: "9434765919".to_owned().try_into().ok(),
        hospital_number: "T000123".to_owned(),
    }
}

fn unknown_person() -> Identity {
    Identity {
        family: "UNKNOWN".to_owned(),
        given: String::new(),
        title: String::new(),
        preferred: String::new(),
        born: None,
        gender: Gender::NotKnown,
        nhs_number: None,
        hospital_number: String::new(),
    }
}

fn not_applicable_set() -> ObservationSet {
    let outcome = Outcome::NotApplicable { reason: NotApplicable::Pregnancy };
    ObservationSet::new(Vitals::default(), Scale::One, outcome)
}

/// A fact of every kind, by name, in the scope where it lies.
pub(crate) fn every_kind() -> Vec<(&'static str, ScopeId, EntryBody)> {
    let ward = || "bluebell".parse().unwrap();
    let in_stay = |name, body| (name, stay_scope(1), body);
    let in_dir = |name, body| (name, ScopeId::Dir, body);
    let mut kinds = vec![
        in_stay("admission", EntryBody::Admission(identity())),
        in_stay("identity", EntryBody::Identity(unknown_person())),
        in_stay(
            "placement",
            EntryBody::Placement(Place { ward: ward(), bay: "Bay A".to_owned(), bed: "A1".to_owned() }),
        ),
        in_stay("discharge", EntryBody::Discharge(Discharge::Died)),
        in_stay("observations_complete", EntryBody::Observations(Box::new(complete_set()))),
        in_stay("observations_incomplete", EntryBody::Observations(Box::new(incomplete_set()))),
        in_stay("observations_not_applicable", EntryBody::Observations(Box::new(not_applicable_set()))),
        in_stay("withdrawal_in_error", EntryBody::Withdrawal(Withdrawal::EnteredInError)),
        in_stay(
            "withdrawal_wrong_patient",
            EntryBody::Withdrawal(Withdrawal::WrongPatient { moved_to: stay(3) }),
        ),
        in_stay(
            "spo2_scale",
            EntryBody::SpO2Scale(ScaleDecision { scale: Scale::Two, target: Some((88, 92)) }),
        ),
        in_stay("pregnancy", EntryBody::Pregnancy(true)),
        in_stay("allergies_none", EntryBody::Allergies(Allergies::NoneKnown)),
        in_stay("allergies", EntryBody::Allergies(Allergies::Known(vec!["penicillin: rash".to_owned()]))),
        in_stay(
            "historic",
            EntryBody::Historic(Provenance {
                source: "old-eobs.csv".to_owned(),
                row: "17".to_owned(),
                score_there: Some(4),
            }),
        ),
        in_stay("allocation", EntryBody::Allocation(Allocation { staff: nurse(), looking_after: true })),
        ("index_stay", ScopeId::Ward(ward(), 1), EntryBody::IndexStay(stay(1))),
        in_dir(
            "staff",
            EntryBody::Staff(Staff {
                id: nurse(),
                name: "Amina Example".to_owned(),
                role: Role::Nurse,
                wards: vec![ward()],
                active: true,
                pin_set_at: None,
            }),
        ),
        in_dir(
            "ward",
            EntryBody::Ward(Ward {
                id: ward(),
                name: "Bluebell Ward".to_owned(),
                telephone: "Nurse in charge, ext. 4312".to_owned(),
                bays: vec![Bay { name: "Bay A".to_owned(), beds: vec!["A1".to_owned(), "A2".to_owned()] }],
                setting: Setting::AcuteWard,
            }),
        ),
        in_dir(
            "device",
            EntryBody::Device(EnrolledDevice {
                id: device(),
                label: "Bluebell tablet 3".to_owned(),
                key: device_key().verifying_key().to_bytes(),
                wards: vec![ward()],
                revoked_at: Some(Stamp { utc: NOON, offset_minutes: 60 }),
            }),
        ),
        (
            "act",
            ScopeId::Audit(device()),
            EntryBody::Act(Act { what: "view_patient".to_owned(), stay: Some(stay(1)) }),
        ),
        // After all else, so that the samples before it keep their numbers and their bytes.
        in_dir(
            "staff_with_pin",
            EntryBody::Staff(Staff {
                id: nurse(),
                name: "Amina Example".to_owned(),
                role: Role::Nurse,
                wards: vec![ward()],
                active: false,
                pin_set_at: Some(UtcMillis(1_795_338_000_000)),
            }),
        ),
        in_stay("assessment", EntryBody::Assessment(Box::new(crate::forms::sample()))),
        in_stay("assessment_short", EntryBody::Assessment(Box::new(crate::forms::short_sample()))),
    ];
    kinds.extend(every_kind_of_the_day());
    kinds.extend([
        in_dir(
            "ward_home",
            EntryBody::Ward(Ward {
                id: "community-east".parse().unwrap(),
                name: "Community team east".to_owned(),
                telephone: String::new(),
                bays: Vec::new(),
                setting: Setting::Home,
            }),
        ),
        in_dir(
            "policy",
            EntryBody::Policy(Box::new(PublishedPolicy {
                setting: Setting::Home,
                revision: 2,
                text: "{\"id\":\"home-rcp\"}".to_owned(),
            })),
        ),
    ]);
    kinds.extend(crate::samples_of_visits::every_kind_of_visits());
    kinds.push((
        "fluid_signature",
        stay_scope(1),
        crate::samples_of_the_day::fluid_signature([fact_id(5), fact_id(6)]),
    ));
    kinds.extend([
        in_dir(
            "form",
            EntryBody::Form(Box::new(PublishedForm {
                url: "https://forms.example.nhs.uk/thirst".to_owned(),
                revision: 3,
                text: Some("{\"version\":\"2\"}".to_owned()),
            })),
        ),
        in_dir(
            "form_withdrawn",
            EntryBody::Form(Box::new(PublishedForm {
                url: "https://forms.example.nhs.uk/thirst".to_owned(),
                revision: 4,
                text: None,
            })),
        ),
    ]);
    kinds.extend(crate::samples_of_visits::later_kinds());
    kinds.extend(crate::samples_of_the_ward::every_kind_of_the_ward());
    kinds
}
