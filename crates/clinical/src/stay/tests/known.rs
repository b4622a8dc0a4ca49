//! What somebody was once alerted by stays open, whatever became known of age, pregnancy or scale since (safety rules 1
//! and 4).

use super::{acts::*, build::*};
use crate::{
    FactId,
    entry::{Entry, EntryBody, Withdrawal},
    news2::{Applicability, NotApplicable, Scale, score},
    observation::ObservationSet,
    stay::Stage,
};

fn born(n: u8, minutes: i64, year: i32, earlier: &[u8]) -> Entry {
    over(entry(n, minutes, EntryBody::Identity(identity(Some((year, 1, 1))))), earlier)
}

/// Charted by somebody who did not know the age.
fn unscored(n: u8, minutes: i64, reason: NotApplicable) -> Entry {
    let outcome = score(&vitals(7), Scale::One, Applicability::DoesNotApply(reason));
    entry(n, minutes, EntryBody::Observations(Box::new(ObservationSet::new(vitals(7), Scale::One, outcome))))
}

#[test]
fn an_alert_of_a_set_that_was_scored_at_last_outlives_another_correction_of_the_age() {
    let unknown = entry(1, 0, EntryBody::Admission(identity(None)));
    let placed = entry(2, 0, EntryBody::Placement(place("A1")));
    let mut entries = vec![unknown, placed, unscored(3, 10, NotApplicable::AgeUnknown)];
    assert!(episodes(&entries, 20).is_empty());
    entries.extend([born(4, 30, 1950, &[1]), told(5, 40, "registrar", &[3])]);
    assert_eq!(episode(&entries, 45).stage, Stage::Told);
    entries.push(born(6, 50, 2015, &[4]));
    assert_eq!(episode(&entries, 60).stage, Stage::Told, "whoever was told finds it");
    let state = state(&entries);
    let set = state.set(id(3)).unwrap();
    assert_eq!(set.no_longer_applies, Some(NotApplicable::Under16), "and it is marked");
}

#[test]
fn a_child_whose_age_was_put_right_before_the_set_is_never_scored() {
    let entries = stay([born(3, 5, 2015, &[1]), unscored(4, 10, NotApplicable::Under16)]);
    assert!(episodes(&entries, 20).is_empty());
    let pregnant = entry(3, 12, EntryBody::Pregnancy(true));
    let entries = stay([pregnant, unscored(4, 10, NotApplicable::Pregnancy)]);
    assert!(episodes(&entries, 20).is_empty(), "written down under a clock that is ahead");
}

#[test]
fn an_alert_by_a_scale_that_is_taken_back_stays_until_a_person_closes_it() {
    let on_oxygen = set_under(4, 10, saturation(97, true), Scale::One);
    let mut entries = stay([scale(3, 5, Scale::Two), on_oxygen]);
    let raised = episode(&entries, 20);
    entries.push(withdrawal(5, 30, Withdrawal::EnteredInError, &[3]));
    let now = episode(&entries, 40);
    assert!(now.is_open());
    assert_eq!((now.id, now.level), (raised.id, raised.level));
    entries.push(scale(6, 50, Scale::One));
    let later = set_under(7, 60, saturation(97, true), Scale::One);
    let entries = [entries, vec![closed(8, 55, &[4]), later]].concat();
    assert!(state(&entries).set(id(7)).unwrap().other_readings.is_empty(), "nor does it reach a later set");
    assert!(!episode(&entries, 70).is_open());
}

/// Identities that say nothing new, each written a minute after the one before.
fn repeated(how_many: u16, year: i32) -> impl Iterator<Item = Entry> {
    (0..how_many).map(move |n| {
        let mut again = born(9, 60 + i64::from(n), year, &[]);
        let [high, low] = n.to_be_bytes();
        again.id = FactId::from_bytes([9, 9, high, low, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
        again.supersedes = [id(1), id(5)].into();
        again
    })
}

#[test]
fn no_number_of_corrections_takes_away_an_alert_that_rests_on_an_earlier_one() {
    let unknown = entry(1, 0, EntryBody::Admission(identity(None)));
    let placed = entry(2, 0, EntryBody::Placement(place("A1")));
    let charted = unscored(3, 10, NotApplicable::AgeUnknown);
    let alerted = vec![unknown, placed, charted, born(5, 30, 1950, &[1])];
    let open = |entries: &[Entry]| state(entries).open_episodes(minute(1000)).len();
    assert_eq!(open(&alerted), 1);
    for how_many in [1, 31, 32, 33, 127, 128, 129, 400] {
        let entries = [alerted.clone(), repeated(how_many, 2015).collect()].concat();
        assert_eq!(open(&entries), 1, "{how_many} corrections");
    }
}
