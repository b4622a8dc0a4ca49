//! A stay to try the rules on: facts in minutes from admission, by a clock that may be off.

use crate::{
    ClockTrust, DeviceId, FactId, StaffId, Stamp, TakenAt, UtcMillis,
    entry::{Discharge, Entry, EntryBody, ScaleDecision, Withdrawal},
    form::{
        self, Answer, Answered, Assessment, Coded, FormResult, Pin,
        fluid::{Direction, Volume},
    },
    news2::{Applicability, Response, Scale, score},
    observation::ObservationSet,
    patient::{Gender, Identity},
    policy::{Interval, Policy},
    stay::{Status, StayState},
    vitals::{
        Consciousness, DeciCelsius, Oxygen, OxygenDelivery, Pulse, RespRate, Sign, Spo2, Systolic,
        UnableReason, Vitals,
    },
    ward::Place,
};
use chrono::NaiveDate;

/// Admission: 1 November 2026, 08:00 UTC.
pub(super) const ADMITTED: UtcMillis = UtcMillis(1_793_520_000_000);

pub(super) const PROVED: ClockTrust = ClockTrust::Proved { offset_ms: 0 };

pub(super) fn minute(minutes: i64) -> UtcMillis {
    ADMITTED.plus_minutes(minutes)
}

pub(super) fn stamp(minutes: i64) -> Stamp {
    Stamp { utc: minute(minutes), offset_minutes: 0 }
}

pub(super) fn id(n: u8) -> FactId {
    FactId::from_bytes([n; 16])
}

/// An entry that was true, and written, so many minutes after admission, by a proved clock.
pub(super) fn entry(n: u8, minutes: i64, body: EntryBody) -> Entry {
    Entry {
        id: id(n),
        taken_at: TakenAt::At(stamp(minutes)),
        recorded_at: stamp(minutes),
        clock: PROVED,
        author: StaffId::from_bytes([1; 16]),
        on_behalf_of: None,
        auth: crate::staff::AuthLevel::Pin,
        device: DeviceId::from_bytes([1; 16]),
        supersedes: Vec::new(),
        reason: String::new(),
        body,
    }
}

pub(super) fn over(mut entry: Entry, supersedes: &[u8]) -> Entry {
    entry.supersedes = supersedes.iter().map(|n| id(*n)).collect();
    entry
}

pub(super) fn by_clock(mut entry: Entry, clock: ClockTrust) -> Entry {
    entry.clock = clock;
    entry
}

/// Written down so many minutes after admission, whenever it was true.
pub(super) fn written(mut entry: Entry, minutes: i64) -> Entry {
    entry.recorded_at = stamp(minutes);
    entry
}

pub(super) fn identity(born: Option<(i32, u32, u32)>) -> Identity {
    Identity {
        family: "Example".into(),
        given: "Erin".into(),
        title: "Ms".into(),
        preferred: String::new(),
        born: born.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d)),
        gender: Gender::Female,
        nhs_number: None,
        hospital_number: String::new(),
    }
}

pub(super) fn place(bed: &str) -> Place {
    Place { ward: "bluebell".parse().unwrap(), bay: "Bay A".into(), bed: bed.into() }
}

/// Fact 1: an adult is admitted. Fact 2: in bed A1. Both at minute 0.
pub(super) fn admitted() -> Vec<Entry> {
    vec![
        entry(1, 0, EntryBody::Admission(identity(Some((1950, 5, 1))))),
        entry(2, 0, EntryBody::Placement(place("A1"))),
    ]
}

/// Vital signs of this total on scale 1, 0 to 7, without any single 3, or `3` as one 3 when `three`.
pub(super) fn vitals(total: u8) -> Vitals {
    let mut vitals = Vitals {
        respiration: RespRate::new(16),
        spo2: Spo2::new(97),
        oxygen: Some(Oxygen::Air),
        systolic: Systolic::new(125),
        pulse: Pulse::new(70),
        consciousness: Some(Consciousness::Alert),
        temperature: DeciCelsius::new(370),
        ..Vitals::default()
    };
    let mut left = total;
    let mut worsen = |points: u8, change: &mut dyn FnMut()| {
        if left >= points {
            left -= points;
            change();
        }
    };
    worsen(2, &mut || vitals.respiration = RespRate::new(22));
    worsen(2, &mut || vitals.systolic = Systolic::new(95));
    worsen(2, &mut || vitals.pulse = Pulse::new(115));
    worsen(1, &mut || vitals.temperature = DeciCelsius::new(385));
    assert_eq!(left, 0, "totals up to 7 can be built");
    vitals
}

pub(super) fn set_under(n: u8, minutes: i64, vitals: Vitals, scale: Scale) -> Entry {
    let outcome = score(&vitals, scale, Applicability::Applies);
    entry(n, minutes, EntryBody::Observations(Box::new(ObservationSet::new(vitals, scale, outcome))))
}

pub(super) fn set(n: u8, minutes: i64, vitals: Vitals) -> Entry {
    set_under(n, minutes, vitals, Scale::One)
}

/// A complete set of this total.
pub(super) fn scoring(n: u8, minutes: i64, total: u8) -> Entry {
    set(n, minutes, vitals(total))
}

/// The set without these signs, for this reason.
pub(super) fn partial(full: Vitals, missing: &[Sign], reason: UnableReason) -> Vitals {
    let mut vitals = full;
    for sign in missing {
        match sign {
            Sign::Respiration => vitals.respiration = None,
            Sign::Spo2 => vitals.spo2 = None,
            Sign::Oxygen => vitals.oxygen = None,
            Sign::BloodPressure => vitals.systolic = None,
            Sign::Pulse => vitals.pulse = None,
            Sign::Consciousness => vitals.consciousness = None,
            Sign::Temperature => vitals.temperature = None,
        }
        vitals.unable.insert(*sign, reason.clone());
    }
    vitals
}

/// A set of which everything but these signs of the total 7 is missing.
pub(super) fn only(n: u8, minutes: i64, kept: &[Sign], total: u8) -> Entry {
    let missing: Vec<Sign> = Sign::ALL.into_iter().filter(|sign| !kept.contains(sign)).collect();
    set(n, minutes, partial(vitals(total), &missing, UnableReason::Declined))
}

pub(super) fn withdrawal(n: u8, minutes: i64, what: Withdrawal, of: &[u8]) -> Entry {
    over(entry(n, minutes, EntryBody::Withdrawal(what)), of)
}

pub(super) fn scale(n: u8, minutes: i64, scale: Scale) -> Entry {
    let target = (scale == Scale::Two).then_some((88, 92));
    entry(n, minutes, EntryBody::SpO2Scale(ScaleDecision { scale, target }))
}

pub(super) fn discharge(n: u8, minutes: i64) -> Entry {
    entry(n, minutes, EntryBody::Discharge(Discharge::Discharged))
}

pub(super) fn state(entries: &[Entry]) -> StayState {
    StayState::fold(entries, &Policy::rcp_default())
}

pub(super) fn status(entries: &[Entry], minutes: i64) -> Status {
    state(entries).at(minute(minutes))
}

pub(super) fn stay(more: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
    let mut entries = admitted();
    entries.extend(more);
    entries
}

/// On oxygen or on air, at this saturation, otherwise calm.
pub(super) fn saturation(spo2: i64, on_oxygen: bool) -> Vitals {
    let mut vitals = vitals(0);
    vitals.spo2 = Spo2::new(spo2);
    if on_oxygen {
        vitals.oxygen = Some(Oxygen::Supplemental(OxygenDelivery::default()));
    }
    vitals
}

/// A completed form that asks for this, as its alert `from`; it asks to be done again after 30 minutes.
pub(super) fn assessed(n: u8, minutes: i64, form: &str, level: Option<Response>, from: &str) -> Entry {
    let alert =
        |level| form::Alert { level, words: "Get help.".into(), from: from.into(), since_last: false };
    let made = Assessment {
        pin: Pin { url: format!("urn:test:{form}"), version: "1".into(), hash: form::ContentHash([0; 32]) },
        title: form.to_owned(),
        answers: form::Answers::new(),
        unable: None,
        result: FormResult {
            alerts: level.map(alert).into_iter().collect(),
            next_due: Some(Interval { due_minutes: 30, overdue_minutes: 40, continuous: false }),
            ..FormResult::default()
        },
        confirmed: Vec::new(),
        moved_from: None,
        charted_there: None,
    };
    entry(n, minutes, EntryBody::Assessment(Box::new(made)))
}

/// An entry of fluid.
pub(super) fn fluid(n: u8, minutes: i64, way: Direction, volume: Volume) -> Entry {
    let chosen = |code: &str| Answer::Chosen(vec![Coded { code: code.into(), label: code.into() }]);
    let (direction, kind) = match way {
        Direction::In => ("in", ("kind-in", "oral")),
        Direction::Out => ("out", ("kind-out", "urine")),
    };
    let (how, ml) = match volume {
        Volume::Measured(ml) => ("measured", Some(ml)),
        Volume::Estimated(ml) => ("estimated", Some(ml)),
        Volume::Unmeasured => ("unmeasured", None),
    };
    let measured = ml.map(|ml| {
        let number = form::Number(i64::from(ml) * 1000);
        ("volume", Answer::Number(form::Measured { number, places: 0, unit: "mL".into() }))
    });
    let given = [("direction", chosen(direction)), (kind.0, chosen(kind.1)), ("how", chosen(how))];
    let answered =
        |(link, answer): (&str, Answer)| (link.to_owned(), Answered { label: link.into(), answer });
    made_with(assessed(n, minutes, "fluid", None, ""), |made| {
        made.pin.url = form::fluid::FORM.into();
        made.answers = given.into_iter().chain(measured).map(answered).collect();
        made.result = FormResult::default();
    })
}

/// The same, changed.
pub(super) fn made_with(mut entry: Entry, change: impl FnOnce(&mut Assessment)) -> Entry {
    if let EntryBody::Assessment(made) = &mut entry.body {
        change(made);
    }
    entry
}
