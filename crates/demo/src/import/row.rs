//! One row of the file: every problem named, or a set scored here.

use super::columns::{Columns, Unreadable};
use clinical::{
    news2::{ADULT_FROM_YEARS, Applicability, NotApplicable, Outcome, Scale, score},
    patient::Gender,
    vitals::{
        Consciousness, DeciCelsius, Diastolic, Oxygen, OxygenDelivery, Pulse, RespRate, Sign, Spo2, Systolic,
        UnableReason, Vitals,
    },
};

/// The highest age that is believed.
const OLDEST: i64 = 130;

/// What a sign without a value says in place of a reason: the source gave none.
const NOT_IN_SOURCE: &str = "Not recorded in the source";

/// A row as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Place in the source, from 1: the line of the file less its heading.
    pub number: u64,
    /// Stated gender.
    pub gender: Gender,
    /// Stated age in years; there is no date of birth.
    pub age: Option<u8>,
    /// The score that the source gave. Kept, never trusted.
    pub published: Option<u8>,
    /// The signs.
    pub vitals: Vitals,
    /// The score of these signs, on scale 1 and at the stated age.
    pub outcome: Outcome,
    /// The source says that the patient died.
    pub died: bool,
}

impl Row {
    /// Reads row `number`.
    ///
    /// # Errors
    /// Everything that is wrong with it, in words.
    pub fn read(columns: &Columns, record: &csv::StringRecord, number: u64) -> Result<Self, String> {
        if record.len() != columns.width() {
            return Err(format!("has {} fields where the heading has {}", record.len(), columns.width()));
        }
        let mut problems = Problems::default();
        let gender = match problems.within(columns.whole(record, "male"), "male", 0, 1) {
            Some(0) => Gender::Female,
            Some(_) => Gender::Male,
            None => Gender::NotKnown,
        };
        let age = problems.within(columns.whole(record, "age"), "age", 0, OLDEST).map(|age| age as u8);
        let published =
            problems.within(columns.whole(record, "NEWS"), "NEWS", 0, 20).map(|score| score as u8);
        let died = problems.within(columns.whole(record, "died"), "died", 0, 1) == Some(1);
        let mut vitals = problems.vitals(columns, record);
        if vitals.missing().count() == Sign::ALL.len() {
            problems.0.push("no sign is recorded".to_owned());
        }
        let missing: Vec<Sign> = vitals.missing().collect();
        vitals.unable =
            missing.into_iter().map(|sign| (sign, UnableReason::Other(NOT_IN_SOURCE.to_owned()))).collect();
        if problems.0.is_empty() {
            problems.0.extend(vitals.problems().into_iter().map(|problem| problem.message));
        }
        if !problems.0.is_empty() {
            return Err(problems.0.join("; "));
        }
        let outcome = score(&vitals, Scale::One, applicability(age));
        Ok(Self { number, gender, age, published, vitals, outcome, died })
    }
}

/// NEWS2 by the age that the source states, there being no date of birth.
fn applicability(age: Option<u8>) -> Applicability {
    match age {
        None => Applicability::DoesNotApply(NotApplicable::AgeUnknown),
        Some(age) if u32::from(age) < ADULT_FROM_YEARS => Applicability::DoesNotApply(NotApplicable::Under16),
        Some(_) => Applicability::Applies,
    }
}

/// Collects what is wrong with a row, so that it is all said at once.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn within(
        &mut self,
        read: Result<Option<i64>, Unreadable>,
        name: &str,
        low: i64,
        high: i64,
    ) -> Option<i64> {
        match read {
            Ok(Some(value)) if (low..=high).contains(&value) => Some(value),
            Ok(None) => None,
            Ok(Some(_)) => {
                self.0.push(format!("{name} is outside {low} to {high}"));
                None
            }
            Err(Unreadable { name, why }) => {
                self.0.push(format!("{name} {why}"));
                None
            }
        }
    }

    fn vitals(&mut self, columns: &Columns, record: &csv::StringRecord) -> Vitals {
        let mut sign = |name, low: i64, high: i64| self.within(columns.whole(record, name), name, low, high);
        let respiration = sign("resp", RespRate::MIN.into(), RespRate::MAX.into()).and_then(RespRate::new);
        let spo2 = sign("sat", Spo2::MIN.into(), Spo2::MAX.into()).and_then(Spo2::new);
        let systolic = sign("syst", Systolic::MIN.into(), Systolic::MAX.into()).and_then(Systolic::new);
        let diastolic = sign("dias", Diastolic::MIN.into(), Diastolic::MAX.into()).and_then(Diastolic::new);
        let pulse = sign("pulse", Pulse::MIN.into(), Pulse::MAX.into()).and_then(Pulse::new);
        let oxygen = sign("sup", 0, 1).map(|given| match given {
            0 => Oxygen::Air,
            _ => Oxygen::Supplemental(OxygenDelivery::default()),
        });
        // AVPU by number. The source does not know new confusion.
        let consciousness = sign("alert", 0, 3).map(|level| match level {
            0 => Consciousness::Alert,
            1 => Consciousness::Voice,
            2 => Consciousness::Pain,
            _ => Consciousness::Unresponsive,
        });
        let (coldest, hottest) = (DeciCelsius::MIN.into(), DeciCelsius::MAX.into());
        let temperature = self
            .within(columns.tenths(record, "temp"), "temp, in tenths of a degree,", coldest, hottest)
            .and_then(DeciCelsius::new);
        Vitals {
            respiration,
            spo2,
            oxygen,
            systolic,
            diastolic,
            pulse,
            consciousness,
            temperature,
            ..Vitals::default()
        }
    }
}
