//! What goes wrong between the bedside and the chart: late entries, slips of the finger, duplicates, taps taken back.

use crate::chance::Chance;
use clinical::vitals::{DeciCelsius, Pulse, RespRate, Spo2, Vitals};

/// What happens to one set on its way into the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Nothing.
    None,
    /// Entered so many minutes after it was taken.
    Late(i64),
    /// A wrong number is saved, and corrected so many minutes later.
    MisKeyed(i64),
    /// Saved twice; the second is marked as entered in error so many minutes later.
    Duplicate(i64),
    /// Saved with a wrong number, undone at once and keyed again.
    Undone,
}

/// Of a thousand sets: late, mis-keyed, duplicated, undone.
const OFTEN: [u32; 4] = [42, 10, 6, 5];

/// What becomes of the next set.
pub(crate) fn slip(chance: &mut Chance) -> Slip {
    let [late, mis_keyed, duplicate, undone] = OFTEN;
    let drawn = chance.below(1000);
    let minutes = |chance: &mut Chance, low, high| i64::from(chance.between(low, high));
    match drawn {
        n if n < late => Slip::Late(minutes(chance, 18, 175)),
        n if n < late + mis_keyed => Slip::MisKeyed(minutes(chance, 3, 80)),
        n if n < late + mis_keyed + duplicate => Slip::Duplicate(minutes(chance, 2, 45)),
        n if n < late + mis_keyed + duplicate + undone => Slip::Undone,
        _ => Slip::None,
    }
}

/// A set with one number mis-keyed, and what to say about it later; `None` when no number of the set lends itself.
pub(crate) fn mis_key(vitals: &Vitals, chance: &mut Chance) -> Option<(Vitals, &'static str)> {
    let mut wrong = vitals.clone();
    let first = chance.below(4);
    // Any number will do, but which is tried first is chance: else all slips would be of one kind.
    for choice in (0..4).map(|n| (first + n) % 4) {
        let said = match choice {
            0 => set(&mut wrong.pulse, |v| Pulse::new(i64::from(v.get()) + 100), "Mis-keyed pulse"),
            1 => set(&mut wrong.spo2, |v| Spo2::new(swapped(v.get().into())?), "Mis-keyed saturation"),
            2 => set(
                &mut wrong.respiration,
                |v| RespRate::new(i64::from(v.get()) + 10),
                "Mis-keyed respiratory rate",
            ),
            _ => set(
                &mut wrong.temperature,
                |v| DeciCelsius::new(i64::from(v.get()) - 20),
                "Mis-keyed temperature",
            ),
        };
        if let Some(said) = said {
            return Some((wrong, said));
        }
    }
    None
}

/// Replaces a recorded value, where the slip gives another that can be charted.
fn set<T: Copy + PartialEq>(
    value: &mut Option<T>,
    slip: impl Fn(T) -> Option<T>,
    said: &'static str,
) -> Option<&'static str> {
    let slipped = slip((*value)?)?;
    if Some(slipped) == *value {
        return None;
    }
    *value = Some(slipped);
    Some(said)
}

/// Two digits the wrong way round: 97 becomes 79.
const fn swapped(value: i64) -> Option<i64> {
    if value >= 10 && value < 100 { Some(value % 10 * 10 + value / 10) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_changes_exactly_one_number_and_says_which() {
        let vitals = Vitals {
            pulse: Pulse::new(78),
            spo2: Spo2::new(97),
            respiration: RespRate::new(16),
            temperature: DeciCelsius::new(367),
            ..Vitals::default()
        };
        let mut said = std::collections::BTreeSet::new();
        let mut chance = Chance::new(3, 0);
        for _ in 0..100 {
            let (wrong, words) = mis_key(&vitals, &mut chance).unwrap();
            let changed = [
                wrong.pulse != vitals.pulse,
                wrong.spo2 != vitals.spo2,
                wrong.respiration != vitals.respiration,
                wrong.temperature != vitals.temperature,
            ];
            assert_eq!(changed.iter().filter(|changed| **changed).count(), 1, "{words}");
            said.insert(words);
        }
        assert_eq!(said.len(), 4, "every kind happens");
    }

    #[test]
    fn a_set_without_numbers_cannot_be_mis_keyed() {
        assert_eq!(mis_key(&Vitals::default(), &mut Chance::new(1, 0)), None);
        let palindrome = Vitals { spo2: Spo2::new(88), ..Vitals::default() };
        assert_eq!(mis_key(&palindrome, &mut Chance::new(1, 0)), None, "88 stays 88");
    }
}
