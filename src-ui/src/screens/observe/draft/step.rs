//! What each key does to the draft.

use super::{Act, Delivery, Draft, Notice, Number, STOPS, sign_of};
use crate::screens::observe::digits::{self, Keyed};
use clinical::vitals::{Breathing, Field, Sign, UnableReason};

impl Draft {
    pub(super) fn step(&mut self, act: Act) {
        match act {
            Act::Digit(digit) => self.digit(digit),
            Act::Back => self.back(),
            Act::Next => self.next(),
            Act::Focus(field) => self.open(field),
            Act::Counted(rate, how) => {
                self.put(Field::Respiration, digits::digits_of(rate.into()), true);
                self.counted = Some(how);
                self.advance(Field::Respiration);
            }
            Act::Breathe(breathing) => {
                if breathing == Breathing::Air {
                    self.delivery = Delivery::default();
                }
                self.breathe(breathing);
            }
            Act::Deliver(delivery) => {
                self.delivery = delivery;
                self.breathe(Breathing::Oxygen);
            }
            Act::Level(level) => {
                self.level = Some(level);
                self.recorded(Field::Consciousness);
                self.advance(Field::Consciousness);
            }
            Act::Unable(sign, reason) => self.mark_unable(sign, reason),
            Act::UnableRest(reason) => {
                for sign in Sign::ALL {
                    if !self.has(sign) {
                        self.unable.insert(sign, reason.clone());
                    }
                }
                self.focus = None;
            }
            Act::Keep(codes) => self.confirmed.extend(codes),
            Act::Again(field) => {
                self.clear(field);
                self.open(field);
            }
            Act::Taken(taken) => self.taken = taken,
            Act::Remark(remark) => self.remark = remark,
            Act::Reason(reason) => self.reason = reason,
        }
    }

    fn digit(&mut self, digit: u8) {
        let Some(field) = self.focus.filter(|f| digits::range(*f).is_some()) else { return };
        let standing = if self.fresh { "" } else { self.digits(field) };
        match digits::press(field, standing, digit) {
            Keyed::Blocked => self.notice = Some(Notice::Blocked(field)),
            Keyed::Open(text) => self.put(field, text, false),
            Keyed::Whole(text) => {
                let possible = digits::is_possible(field, &text);
                self.put(field, text, possible);
                if possible {
                    self.advance(field);
                } else {
                    self.notice = Some(Notice::Impossible(field));
                }
            }
        }
    }

    fn put(&mut self, field: Field, digits: String, done: bool) {
        self.numbers.insert(field, Number { digits, done });
        self.fresh = false;
        self.recorded(field);
    }

    fn back(&mut self) {
        let standing = self.focus.map_or(0, |f| self.digits(f).len());
        match self.focus {
            Some(field) if standing > 0 => {
                let mut shorter = self.digits(field).to_owned();
                shorter.pop();
                if shorter.is_empty() {
                    self.clear(field);
                } else {
                    self.put(field, shorter, false);
                }
                self.fresh = false;
            }
            _ => {
                // Opens the last field as it stands, so that a digit can be added or taken away.
                if let Some(last) = self.last.take() {
                    self.focus = Some(last);
                    self.fresh = false;
                }
            }
        }
    }

    fn next(&mut self) {
        let Some(field) = self.focus else { return };
        if self.settle(field) {
            self.advance(field);
        }
    }

    /// Goes on from a field: a possible value counts from now on. False when what stands there is none.
    fn settle(&mut self, field: Field) -> bool {
        let Some(number) = self.numbers.get_mut(&field) else { return true };
        number.done = digits::is_possible(field, &number.digits);
        if !number.done {
            let three = field == Field::Temperature;
            self.notice = Some(if three { Notice::ThreeDigits } else { Notice::Impossible(field) });
        }
        number.done
    }

    /// Opens a row that was tapped. The row that is left counts if it can; if not, it says so where it stands.
    fn open(&mut self, field: Field) {
        if let Some(left) = self.focus.filter(|left| *left != field) {
            self.settle(left);
            self.notice = None;
        }
        if !self.frozen && self.is_open_to(field) {
            self.focus = Some(field);
            // A whole number is keyed anew; one that was left half keyed goes on.
            self.fresh = self.numbers.get(&field).is_none_or(|number| number.done);
        }
    }

    /// A recheck is of one sign: once one is keyed, the others stay as they are.
    fn is_open_to(&self, field: Field) -> bool {
        self.rechecks.is_none() || Sign::ALL.into_iter().all(|sign| sign == sign_of(field) || !self.has(sign))
    }

    fn advance(&mut self, from: Field) {
        self.last = Some(from);
        self.focus = self.next_empty(Some(from));
        self.fresh = true;
    }

    /// The next stop after `from` with neither a value nor a reason, then the first of all; `None` when there is none.
    pub(super) fn next_empty(&self, from: Option<Field>) -> Option<Field> {
        let start = from.and_then(|f| STOPS.iter().position(|s| *s == f)).map_or(0, |i| i + 1);
        let (before, after) = STOPS.split_at(start);
        let others = after.iter().chain(before).copied().filter(|f| Some(*f) != from);
        // Of a recheck only what belongs to the same sign.
        let due =
            |f: &Field| self.rechecks.is_none() || from.is_some_and(|from| sign_of(from) == sign_of(*f));
        others.into_iter().filter(due).find(|f| !self.stands(*f) && !self.unable.contains_key(&sign_of(*f)))
    }

    fn breathe(&mut self, breathing: Breathing) {
        self.breathing = Some(breathing);
        self.recorded(Field::Oxygen);
        if self.focus == Some(Field::Oxygen) {
            self.advance(Field::Oxygen);
        }
    }

    fn mark_unable(&mut self, sign: Sign, reason: UnableReason) {
        for field in STOPS.into_iter().filter(|f| sign_of(*f) == sign) {
            self.clear(field);
        }
        self.unable.insert(sign, reason);
        if let Some(field) = self.focus.filter(|f| sign_of(*f) == sign) {
            self.advance(field);
        }
    }

    /// A value changed: no reason for its absence stands, and no answer to a question that rested on it.
    fn recorded(&mut self, field: Field) {
        let sign = sign_of(field);
        if sign == Sign::Respiration {
            self.counted = None;
        }
        self.unable.remove(&sign);
        self.confirmed.retain(|code| !rests_on(code, sign));
    }

    fn clear(&mut self, field: Field) {
        match field {
            Field::Oxygen => {
                self.breathing = None;
                self.delivery = Delivery::default();
            }
            Field::Consciousness => self.level = None,
            _ => {
                self.numbers.remove(&field);
            }
        }
        self.recorded(field);
    }
}

/// Whether the question with this code (`jump:pulse`) rested on a value of this sign.
fn rests_on(code: &str, sign: Sign) -> bool {
    let (kind, about) = code.split_once(':').unwrap_or((code, ""));
    let details = [Field::Device, Field::Flow, Field::Fio2];
    let own = STOPS.into_iter().chain(details).any(|f| sign_of(f) == sign && f.name() == about);
    let compared = match sign {
        Sign::Spo2 => kind == "same_as_spo2",
        Sign::BloodPressure => kind == "pulse_pressure_swapped",
        _ => false,
    };
    let whole_set = about == Field::Set.name() && !matches!(sign, Sign::Oxygen | Sign::Consciousness);
    own || compared || whole_set
}
