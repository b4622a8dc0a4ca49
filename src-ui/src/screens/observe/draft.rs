//! A set while it is keyed: a pure reducer from key presses to a draft. Nothing is recorded that was not pressed.

mod step;

use super::{digits, taken::Taken};
use clinical::{
    FactId, UtcMillis,
    vitals::{self, Breathing, Consciousness, Counted, Field, Oxygen, Sign, UnableReason, Vitals},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where the keypad stops, in the chart's A to E order.
pub const STOPS: [Field; 8] = [
    Field::Respiration,
    Field::Spo2,
    Field::Oxygen,
    Field::Systolic,
    Field::Diastolic,
    Field::Pulse,
    Field::Consciousness,
    Field::Temperature,
];

/// The sign that a stop belongs to.
pub const fn sign_of(field: Field) -> Sign {
    match field {
        Field::Spo2 => Sign::Spo2,
        Field::Oxygen | Field::Device | Field::Flow | Field::Fio2 => Sign::Oxygen,
        Field::Systolic | Field::Diastolic => Sign::BloodPressure,
        Field::Pulse => Sign::Pulse,
        Field::Consciousness => Sign::Consciousness,
        Field::Temperature => Sign::Temperature,
        Field::Respiration | Field::Set => Sign::Respiration,
    }
}

/// The digits of one number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Number {
    /// As keyed, without a decimal point.
    pub digits: String,
    /// She has gone on from it, so it counts for the live score.
    pub done: bool,
}

/// How supplemental oxygen is given, as keyed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Delivery {
    /// Code from the policy's list; empty when not recorded.
    pub device: String,
    /// Litres a minute.
    pub flow: String,
    /// Per cent.
    pub fio2: String,
}

/// A key that did nothing, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// No possible value begins with that digit.
    Blocked(Field),
    /// What stands there is not a possible value.
    Impossible(Field),
    /// Temperature is keyed with three digits.
    ThreeDigits,
    /// The values of an old draft stand as they are; new ones begin a new set.
    TooOld,
}

/// A set so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Draft {
    numbers: BTreeMap<Field, Number>,
    breathing: Option<Breathing>,
    /// How oxygen is given.
    pub delivery: Delivery,
    level: Option<Consciousness>,
    counted: Option<Counted>,
    /// The set of which one sign is measured again: the one that is keyed first.
    rechecks: Option<FactId>,
    unable: BTreeMap<Sign, UnableReason>,
    /// Codes of the soft checks that she answered with "keep".
    pub confirmed: BTreeSet<String>,
    /// When the set was taken.
    pub taken: Taken,
    /// A remark in her words.
    pub remark: String,
    /// Why it is corrected, or entered so late.
    pub reason: String,
    /// When the first key was pressed.
    pub first_key: Option<UtcMillis>,
    /// Taken up again too late: what stands is offered as it is.
    #[serde(skip)]
    pub frozen: bool,
    /// The stop whose keys are shown; `None` once there is nothing more to key.
    #[serde(skip)]
    pub focus: Option<Field>,
    /// The next digit replaces what stands in the field.
    #[serde(skip)]
    fresh: bool,
    #[serde(skip)]
    last: Option<Field>,
    /// Why the last key did nothing.
    #[serde(skip)]
    pub notice: Option<Notice>,
}

/// A key press, a choice, a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A digit key.
    Digit(u8),
    /// The back key.
    Back,
    /// The "Next" key.
    Next,
    /// A row was tapped.
    Focus(Field),
    /// A rate of breaths, counted.
    Counted(u16, Counted),
    /// Air or oxygen.
    Breathe(Breathing),
    /// Oxygen, and how.
    Deliver(Delivery),
    /// The level of consciousness.
    Level(Consciousness),
    /// Why a sign could not be recorded.
    Unable(Sign, UnableReason),
    /// One reason for everything that is missing (safety rule 19).
    UnableRest(UnableReason),
    /// Soft checks about one row answered with "keep", by their codes.
    Keep(Vec<String>),
    /// A soft check answered with "re-enter".
    Again(Field),
    /// When it was taken.
    Taken(Taken),
    /// The remark.
    Remark(String),
    /// Why it is corrected or late.
    Reason(String),
}

impl Delivery {
    /// As it stands in a set.
    pub fn from_set(how: &clinical::vitals::OxygenDelivery) -> Self {
        Self {
            device: how.device.clone(),
            flow: how.flow.map(|flow| litres(flow.get())).unwrap_or_default(),
            fio2: how.fio2.map(|per_cent| per_cent.get().to_string()).unwrap_or_default(),
        }
    }
}

/// Hundredths of a litre as one says them: 200 is `2`, 50 is `0.5`, 25 is `0.25`.
pub fn litres(hundredths: u16) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Draft {
    /// An empty set: nothing is filled in.
    pub fn new() -> Self {
        Self { focus: Some(STOPS[0]), fresh: true, ..Self::default() }
    }

    /// One sign of a set, to be measured again; which one is asked first.
    pub fn rechecking(set: FactId) -> Self {
        Self { rechecks: Some(set), focus: None, ..Self::new() }
    }

    /// A set to be corrected begins as it stands; every value can be keyed anew.
    pub fn amending(set: &Vitals, rechecks: Option<FactId>) -> Self {
        let mut draft = Self { taken: Taken::AsBefore, rechecks, ..Self::new() };
        for field in STOPS {
            if let Some(value) = number_of(set, field) {
                let number = Number { digits: digits::digits_of(value), done: true };
                draft.numbers.insert(field, number);
            }
        }
        match &set.oxygen {
            None => {}
            Some(Oxygen::Air) => draft.breathing = Some(Breathing::Air),
            Some(Oxygen::Supplemental(how)) => {
                draft.breathing = Some(Breathing::Oxygen);
                draft.delivery = Delivery::from_set(how);
            }
        }
        draft.level = set.consciousness;
        draft.unable = set.unable.clone();
        draft.focus = None;
        draft
    }

    /// Takes up what was kept; `None` when it cannot be read. `frozen` once it is too old to be mixed with new values.
    pub fn take_up(kept: &str, first_key: UtcMillis, frozen: bool) -> Option<Self> {
        let mut draft: Self = crate::json::read(kept)?;
        // The core tells the first key's time by today's clock, which may have been put right since.
        let put_right = draft.first_key.map_or(0, |kept| first_key.0.saturating_sub(kept.0));
        draft.taken = draft.taken.shifted(put_right);
        draft.first_key = Some(first_key);
        draft.frozen = frozen;
        // A number that was left half keyed is no value.
        draft.numbers.retain(|_, number| number.done);
        draft.focus = if frozen { None } else { draft.next_empty(None) };
        draft.fresh = true;
        Some(draft)
    }

    /// What to keep after every key.
    pub fn to_keep(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The draft after a key press at `now`.
    #[must_use]
    pub fn apply(&self, act: Act, now: UtcMillis) -> Self {
        let mut next = self.clone();
        next.notice = None;
        let keys_a_value = matches!(
            act,
            Act::Digit(_)
                | Act::Back
                | Act::Counted(..)
                | Act::Breathe(_)
                | Act::Deliver(_)
                | Act::Level(_)
                | Act::Again(_)
        );
        if self.frozen && keys_a_value {
            next.notice = Some(Notice::TooOld);
            return next;
        }
        next.step(act);
        if next.first_key.is_none() && !next.is_untouched() {
            next.first_key = Some(now);
        }
        next
    }

    /// The digits of a field as keyed.
    pub fn digits(&self, field: Field) -> &str {
        self.numbers.get(&field).map_or("", |number| &number.digits)
    }

    /// As shown in the row.
    pub fn shown(&self, field: Field) -> String {
        digits::shown(field, self.digits(field))
    }

    /// Whether the value is whole but cannot be, or was left half keyed.
    pub fn is_wrong(&self, field: Field) -> bool {
        self.focus != Some(field) && self.numbers.get(&field).is_some_and(|number| !number.done)
    }

    /// Whether a field holds a value, whole or not.
    pub fn stands(&self, field: Field) -> bool {
        match field {
            Field::Oxygen => self.breathing.is_some(),
            Field::Consciousness => self.level.is_some(),
            _ => self.numbers.contains_key(&field),
        }
    }

    /// Whether a sign has any value.
    pub fn has(&self, sign: Sign) -> bool {
        STOPS.into_iter().any(|field| sign_of(field) == sign && self.stands(field))
    }

    /// How the respiratory rate was counted; `None` where it was keyed.
    pub const fn counted(&self) -> Option<Counted> {
        self.counted
    }

    /// The set of which one sign is measured again.
    pub const fn rechecks(&self) -> Option<FactId> {
        self.rechecks
    }

    /// Air or oxygen.
    pub const fn breathing(&self) -> Option<Breathing> {
        self.breathing
    }

    /// The level of consciousness.
    pub const fn level(&self) -> Option<Consciousness> {
        self.level
    }

    /// Why a sign was not recorded.
    pub fn reason_for(&self, sign: Sign) -> Option<&UnableReason> {
        self.unable.get(&sign)
    }

    /// Whether nothing at all was keyed, chosen or explained.
    pub fn is_untouched(&self) -> bool {
        self.numbers.is_empty() && self.breathing.is_none() && self.level.is_none() && self.unable.is_empty()
    }

    /// The set for the parser at the door. With `so_far`, a number still being keyed is left out, so that the live
    /// score does not flicker through the digits.
    pub fn keyed(&self, so_far: bool) -> vitals::Draft {
        let text = |field| match self.numbers.get(&field) {
            Some(number) if number.done || !so_far => digits::shown(field, &number.digits),
            _ => String::new(),
        };
        vitals::Draft {
            respiration: text(Field::Respiration),
            spo2: text(Field::Spo2),
            oxygen: self.breathing,
            device: self.delivery.device.clone(),
            flow: self.delivery.flow.clone(),
            fio2: self.delivery.fio2.clone(),
            systolic: text(Field::Systolic),
            diastolic: text(Field::Diastolic),
            pulse: text(Field::Pulse),
            consciousness: self.level,
            temperature: text(Field::Temperature),
            unable: self.unable.clone(),
            unable_all: None,
        }
    }
}

/// A charted number in the digits' unit.
pub fn number_of(set: &Vitals, field: Field) -> Option<i32> {
    match field {
        Field::Respiration => set.respiration.map(|v| v.get().into()),
        Field::Spo2 => set.spo2.map(|v| v.get().into()),
        Field::Systolic => set.systolic.map(|v| v.get().into()),
        Field::Diastolic => set.diastolic.map(|v| v.get().into()),
        Field::Pulse => set.pulse.map(|v| v.get().into()),
        Field::Temperature => set.temperature.map(|v| v.get().into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
