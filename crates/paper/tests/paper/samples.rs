//! Views as the core would send them.

use chrono::NaiveDate;
use clinical::{
    FactId, Stamp, StayId, TakenAt, UtcMillis, WardId,
    entry::Allergies,
    handover::HandoverNote,
    news2::{self, Applicability, Response, Scale},
    patient::Gender,
    policy::Policy,
    staff::{AuthLevel, Role},
    stay::Stage,
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Oxygen, OxygenDelivery, OxygenFlow, Pulse, RespRate, Sign,
        Spo2, Systolic, UnableReason, Vitals,
    },
    ward::Place,
};
use contract::{
    AlertView, Banner, BoardRow, ChartView, DecidedView, DecisionKind, EntrySync, EpisodeView, Flag,
    FlagKind, HandoverLines, HandoverPatient, HandoverView, Mark, MarkedBy, ScaleView, ScoreView, SetView,
    StatusView, StoryLine, Trend,
};
use paper::{Source, StayReport};

/// 23-Nov-2026 07:10 in London.
pub(crate) const NOW: UtcMillis = UtcMillis(1_795_417_800_000);

/// The last night of British Summer Time in 2026: 01:00 UTC on 25 October.
const BACK: UtcMillis = UtcMillis(1_792_890_000_000);

pub(crate) fn local(at: UtcMillis) -> Stamp {
    Stamp { utc: at, offset_minutes: if at < BACK { 60 } else { 0 } }
}

pub(crate) fn source() -> Source<'static> {
    Source {
        printed: local(NOW),
        by: "by Amina Yusuf, nurse".into(),
        device: "Tablet 7".into(),
        version: "0.1.0".into(),
        record: "3f2a 91bc".into(),
        heard: Some(NOW.plus_minutes(-2)),
        demo: true,
        local: &local,
    }
}

pub(crate) fn banner() -> Banner {
    Banner {
        stay: StayId::from_bytes([2; 16]),
        family: "Łukaszewicz-O’Brien".into(),
        given: "Zoë".into(),
        title: "Mrs".into(),
        preferred: String::new(),
        born: NaiveDate::from_ymd_opt(1941, 2, 3),
        age_years: Some(85),
        gender: Gender::Female,
        nhs_number: "9434765919".parse().ok(),
        hospital_number: "H12345".into(),
        allergies: Some(Allergies::Known(vec!["Penicillin".into(), "Latex".into()])),
        like_name: false,
        places: vec![place()],
        ended: None,
    }
}

pub(crate) fn place() -> Place {
    Place { ward: ward(), bay: "Bay A".into(), bed: "A3".into() }
}

pub(crate) fn ward() -> WardId {
    "bluebell".parse().unwrap()
}

pub(crate) fn vitals(respiration: i64, spo2: i64, systolic: i64, pulse: i64, tenths: i64) -> Vitals {
    Vitals {
        respiration: RespRate::new(respiration),
        spo2: Spo2::new(spo2),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(systolic),
        diastolic: Diastolic::new(systolic / 2),
        pulse: Pulse::new(pulse),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(tenths),
        unable: std::collections::BTreeMap::new(),
    }
}

pub(crate) fn set(number: u8, minutes_ago: i64, vitals: Vitals) -> SetView {
    let at = NOW.plus_minutes(-minutes_ago);
    SetView {
        fact: FactId::from_bytes([number; 16]),
        taken: TakenAt::At(local(at)),
        recorded: at.plus_minutes(2),
        outcome: news2::score(&vitals, Scale::One, Applicability::Applies),
        vitals,
        scale: Scale::One,
        no_longer_applies: None,
        by: "Amina Yusuf".into(),
        role: Some(Role::Nurse),
        auth: AuthLevel::Pin,
        countersigned: String::new(),
        mark: Mark::Current,
        moved_here: false,
        moved_by: String::new(),
        identified: String::new(),
        late: false,
        clock_doubtful: false,
        remark: String::new(),
        confirmed: Vec::new(),
        counted: None,
        rechecks: None,
        sync: EntrySync::Verified,
        from_device: std::collections::BTreeSet::new(),
        corrects: false,
    }
}

/// A quiet one, a corrected one, a refused one and one that raises the alarm.
pub(crate) fn sets() -> Vec<SetView> {
    let mut corrected = set(11, 600, vitals(18, 97, 12, 80, 371));
    corrected.vitals.systolic = Systolic::new(220);
    corrected.mark = Mark::InError(MarkedBy {
        name: "Tom Baker".into(),
        at: NOW.plus_minutes(-590),
        reason: "Wrong patient’s cuff".into(),
    });
    let mut refused = set(12, 240, vitals(20, 95, 118, 92, 374));
    for sign in [Sign::BloodPressure, Sign::Temperature] {
        refused.vitals.unable.insert(sign, UnableReason::Declined);
    }
    (refused.vitals.systolic, refused.vitals.diastolic, refused.vitals.temperature) = (None, None, None);
    refused.outcome = news2::score(&refused.vitals, Scale::One, Applicability::Applies);
    refused.remark = "Wants to sleep".into();
    let mut worse = set(13, 20, vitals(26, 91, 96, 122, 391));
    worse.vitals.oxygen = Some(Oxygen::Supplemental(OxygenDelivery {
        device: "N".into(),
        flow: OxygenFlow::new(250),
        fio2: None,
    }));
    worse.outcome = news2::score(&worse.vitals, Scale::One, Applicability::Applies);
    vec![set(10, 2_100, vitals(16, 97, 124, 78, 368)), corrected, refused, worse]
}

pub(crate) fn scale() -> ScaleView {
    ScaleView {
        scale: Scale::One,
        disputed: false,
        target: None,
        decided: String::new(),
        notice: String::new(),
    }
}

pub(crate) fn chart(sets: Vec<SetView>) -> ChartView {
    ChartView {
        banner: banner(),
        from: NOW.plus_minutes(-4_320),
        now: NOW,
        offset_minutes: 0,
        sets_in_all: u32::try_from(sets.len()).unwrap(),
        sets,
        scale_changes: Vec::new(),
        scale: scale(),
        bedside: Policy::rcp_default().bedside().clone(),
        clock: Vec::new(),
        pauses: Vec::new(),
        acts: Vec::new(),
        escalated: std::collections::BTreeSet::new(),
    }
}

pub(crate) fn status() -> StatusView {
    StatusView {
        score: ScoreView::Complete { total: 13, risk: clinical::news2::Risk::High },
        other_scale: None,
        since: Some(NOW.plus_minutes(-20)),
        later_incomplete: false,
        unchecked_clock: false,
        trend: Trend::Up,
        due: Some(NOW.plus_minutes(10)),
        overdue: Some(NOW.plus_minutes(10)),
        monitoring: "Continuous".into(),
        response: "Emergency assessment".into(),
        repeat_now: false,
    }
}

pub(crate) fn episode() -> EpisodeView {
    let line = |minutes: i64, words: &str, by: &str, alert| StoryLine {
        at: NOW.plus_minutes(-minutes),
        words: words.into(),
        by: by.into(),
        alert,
        counts: true,
    };
    EpisodeView {
        id: FactId::from_bytes([13; 16]),
        raised_at: NOW.plus_minutes(-20),
        level: Response::Emergency,
        words: "Emergency assessment by a critical care team".into(),
        total: Some(13),
        stage: Stage::Planned,
        story: vec![
            line(20, "Raised. Emergency assessment", "", true),
            line(17, "Told medical registrar (Dr Okafor), by telephone", "Amina Yusuf, nurse", false),
            line(12, "With the patient: Dr Okafor", "Dr Okafor, doctor", false),
            line(
                8,
                "Plan: fluids, blood cultures, observations every 30 minutes",
                "Dr Okafor, doctor",
                false,
            ),
        ],
        owner: Some("Dr Okafor".into()),
        also_accepted: Vec::new(),
        ask: None,
        attend_by: None,
        infection: None,
        notes: Vec::new(),
        sbar: None,
        seen: vec![FactId::from_bytes([13; 16])],
        may: Vec::new(),
        level_since: None,
        waiting_since: None,
        beside: Vec::new(),
    }
}

pub(crate) fn decisions() -> Vec<DecidedView> {
    vec![DecidedView {
        kind: DecisionKind::Resuscitation,
        words: "Not for resuscitation".into(),
        by: "Dr Okafor. Recorded by Amina Yusuf, 20-Nov-2026 10:00".into(),
        review: "Review 22-Nov-2026".into(),
        review_past: true,
    }]
}

pub(crate) fn report() -> StayReport {
    StayReport {
        chart: chart(sets()),
        place: "Bluebell Ward, bed A3".into(),
        status: status(),
        decisions: decisions(),
        watching: vec![StoryLine {
            at: NOW.plus_minutes(-8),
            words: "Observe every 30 min, until 23-Nov-2026 12:00".into(),
            by: "Dr Okafor, doctor".into(),
            alert: false,
            counts: true,
        }],
        episodes: vec![episode()],
        conflicts: Vec::new(),
        newer: 0,
    }
}

pub(crate) fn row() -> BoardRow {
    BoardRow {
        place: place(),
        banner: Some(banner()),
        status: Some(status()),
        spark: Vec::new(),
        looked_after_by: vec!["Amina Yusuf".into()],
        carers: Vec::new(),
        mine: true,
        conflicts: Vec::new(),
        unverified: false,
        unsent: 0,
        heard_at: Some(NOW.plus_minutes(-2)),
        alert: Some(AlertView {
            episode: FactId::from_bytes([13; 16]),
            level: Response::Emergency,
            stage: Stage::Planned,
            raised_at: NOW.plus_minutes(-20),
            owner: "Dr Okafor".into(),
            ask: String::new(),
            since: NOW.plus_minutes(-20),
            climbs_at: None,
            unanswered: false,
            others: 0,
        }),
        flags: vec![Flag {
            kind: FlagKind::NotForResuscitation,
            short: "DNACPR".into(),
            words: "Not for resuscitation (Dr Okafor): check the signed form".into(),
            settled: true,
        }],
        therapy: None,
        transfer: None,
    }
}

pub(crate) fn lines() -> HandoverLines {
    HandoverLines {
        note: HandoverNote {
            situation: "Chest sepsis, worse since 06:50".into(),
            watch: "Urine under 30 mL/h".into(),
            to_do: "Repeat lactate at 09:00".into(),
        },
        by: "Amina Yusuf, 23-Nov-2026 07:00".into(),
    }
}

pub(crate) fn handed_over() -> HandoverPatient {
    HandoverPatient {
        row: row(),
        tasks: vec![("Next set".into(), NOW.plus_minutes(10))],
        lines: vec![lines()],
        remarks: vec!["Wants to sleep (Amina Yusuf, 03:10)".into()],
        read_by: Vec::new(),
        seen: Vec::new(),
    }
}

pub(crate) fn handover(patients: Vec<HandoverPatient>) -> HandoverView {
    HandoverView { ward: ward(), title: "Bluebell Ward".into(), patients, now: NOW, offset_minutes: 0 }
}
