//! What the shapes are made of: one patient, one ward, one set, each with every field filled.

use clinical::{
    FactId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::Allergies,
    news2::{Outcome, Risk, Scale},
    patient::Gender,
    policy::{Bedside, Policy},
    staff::{AuthLevel, Role},
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate, Sign,
        Spo2, Systolic, Vitals,
    },
    ward::Place,
};
use contract::*;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

pub(crate) fn fact(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

pub(crate) fn stay() -> StayId {
    StayId::from_bytes([7; 16])
}

pub(crate) fn staff() -> StaffId {
    StaffId::from_bytes([9; 16])
}

pub(crate) fn place() -> Place {
    Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: "A3".into() }
}

pub(crate) fn vitals() -> Vitals {
    Vitals {
        respiration: RespRate::new(22),
        spo2: Spo2::new(93),
        oxygen: Some(Oxygen::Supplemental(OxygenDelivery {
            device: "N".into(),
            flow: OxygenFlow::new(200),
            fio2: None,
        })),
        systolic: Systolic::new(108),
        diastolic: Diastolic::new(64),
        pulse: Pulse::new(112),
        consciousness: Some(Consciousness::Confusion),
        temperature: DeciCelsius::new(384),
        unable: BTreeMap::new(),
    }
}

pub(crate) fn complete() -> Outcome {
    let points = [2, 2, 2, 1, 2, 3, 1];
    Outcome::Complete { parts: Sign::ALL.into_iter().zip(points).collect(), total: 13, risk: Risk::High }
}

pub(crate) fn incomplete() -> Outcome {
    Outcome::Incomplete {
        parts: BTreeMap::from([(Sign::Respiration, 2)]),
        at_least: 2,
        at_most: 19,
        floor_risk: Risk::Low,
        ceiling_risk: Risk::High,
        missing: Sign::ALL[1..].to_vec(),
    }
}

pub(crate) fn sync_view() -> SyncView {
    SyncView {
        connection: Connection::Offline { since: Some(NOW) },
        unsent: 3,
        unverified: 1,
        set_aside: 0,
        heard_at: Some(NOW),
        clock_offset_ms: Some(-250),
        trouble: String::new(),
        disk_nearly_full: false,
    }
}

pub(crate) fn banner() -> Banner {
    Banner {
        stay: stay(),
        family: "Whitcombe".into(),
        given: "Ada".into(),
        title: "Mrs".into(),
        preferred: String::new(),
        born: chrono::NaiveDate::from_ymd_opt(1945, 7, 14),
        age_years: Some(81),
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: "H1234".into(),
        allergies: Some(Allergies::Known(vec!["Penicillin".into()])),
        like_name: false,
        places: vec![place()],
        ended: None,
    }
}

pub(crate) fn status() -> StatusView {
    StatusView {
        score: ScoreView::Complete { total: 13, risk: Risk::High },
        other_scale: None,
        since: Some(NOW),
        later_incomplete: false,
        unchecked_clock: false,
        trend: Trend::Up,
        due: Some(NOW),
        overdue: Some(NOW),
        monitoring: "Continuous; here every 30 minutes".into(),
        response: "Emergency assessment".into(),
        repeat_now: false,
    }
}

pub(crate) fn scale() -> ScaleView {
    ScaleView {
        scale: Scale::Two,
        disputed: false,
        target: Some((88, 92)),
        decided: "Dr B. Okafor".into(),
        notice: String::new(),
    }
}

pub(crate) fn set(mark: Mark) -> SetView {
    SetView {
        fact: fact(1),
        taken: TakenAt::At(Stamp { utc: NOW, offset_minutes: 0 }),
        recorded: NOW,
        vitals: vitals(),
        scale: Scale::One,
        outcome: complete(),
        no_longer_applies: None,
        by: "A. Yusuf".into(),
        role: Some(Role::Nurse),
        auth: AuthLevel::Pin,
        countersigned: "A. Yusuf, 22-Nov-2026 09:10".into(),
        mark,
        moved_here: false,
        moved_by: String::new(),
        identified: String::new(),
        counted: None,
        rechecks: None,
        late: false,
        clock_doubtful: false,
        remark: String::new(),
        confirmed: vec![],
        sync: EntrySync::OnServer,
        from_device: BTreeSet::new(),
        corrects: false,
    }
}

pub(crate) fn entry() -> EntryView {
    EntryView {
        fact: fact(1),
        stay: Some(stay()),
        what: "Observations, bed A3".into(),
        recorded: NOW,
        by: "A. Yusuf".into(),
        sync: EntrySync::Verified,
    }
}

pub(crate) fn marked() -> MarkedBy {
    MarkedBy { name: "A. Yusuf".into(), at: NOW, reason: "mis-keyed".into() }
}

pub(crate) fn conflict() -> ConflictView {
    ConflictView {
        about: "SpO2 scale".into(),
        versions: vec!["Scale 2, B. Okafor".into(), "Scale 1, C. Lowe".into()],
        meanwhile: "the higher score counts".into(),
    }
}

pub(crate) fn handover() -> clinical::handover::HandoverNote {
    clinical::handover::HandoverNote {
        situation: "Day 2 after hip".into(),
        watch: "Drowsy on morphine".into(),
        to_do: "Repeat at 10".into(),
    }
}

pub(crate) fn transfer() -> TransferView {
    TransferView {
        leaving: true,
        from: place(),
        from_ward: "Bluebell Ward".into(),
        to: Place { ward: "primrose".parse().unwrap(), bay: "Bay 1".into(), bed: "1".into() },
        to_ward: "Primrose Ward".into(),
        since: NOW,
        by: "A. Yusuf".into(),
    }
}

pub(crate) fn board() -> BoardView {
    BoardView {
        ward: Some("bluebell".parse().unwrap()),
        title: "Bluebell Ward".into(),
        rows: vec![
            BoardRow {
                place: place(),
                banner: Some(banner()),
                status: Some(status()),
                spark: vec![SparkPoint { at: NOW, total: 13, complete: true }],
                looked_after_by: vec!["A. Yusuf".into()],
                carers: vec![StaffId::from_bytes([7; 16])],
                mine: true,
                conflicts: vec![conflict()],
                unverified: false,
                unsent: 1,
                heard_at: Some(NOW),
                alert: None,
                flags: vec![Flag {
                    kind: FlagKind::Allergy,
                    short: "Allergy".into(),
                    words: "Allergy: Penicillin".into(),
                    settled: true,
                }],
                therapy: Some("Two to stand; frame by the bed".into()),
                transfer: Some(transfer()),
            },
            BoardRow {
                place: Place { bed: "A4".into(), ..place() },
                banner: None,
                status: None,
                spark: vec![],
                looked_after_by: vec![],
                carers: vec![],
                mine: false,
                conflicts: vec![],
                unverified: false,
                unsent: 0,
                heard_at: None,
                alert: None,
                flags: vec![],
                therapy: None,
                transfer: None,
            },
        ],
        gone: vec![GoneView {
            stay: stay(),
            family: "Whitcombe".into(),
            given: "Ada".into(),
            place: place(),
            how: Gone::Moved("Primrose Ward".into()),
            at: NOW,
            left_open: true,
        }],
        devices: vec![DeviceSeen { label: "Tablet 3".into(), last_entry: None, heard: None, as_of: None }],
        sync: sync_view(),
        now: NOW,
        offset_minutes: 0,
    }
}

pub(crate) fn signed_in() -> SignedIn {
    SignedIn {
        staff: staff(),
        name: "A. Yusuf".into(),
        role: Role::Nurse,
        auth: AuthLevel::Pin,
        locked: false,
        on_wall: None,
        lock_after_seconds: 60,
    }
}

/// The acute policy's part, with the first of each list.
pub(crate) fn bedside() -> Bedside {
    let mut bedside = Policy::rcp_default().bedside().clone();
    bedside.oxygen_devices.truncate(1);
    bedside.unable_reasons.truncate(2);
    bedside
}
