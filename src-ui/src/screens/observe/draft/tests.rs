//! Keying a set, as presses and what they make.

use super::*;

const NOW: UtcMillis = UtcMillis(1_785_978_630_000);

/// Applies keys written as a nurse would say them: digits, `A`ir, `O`xygen, `a` alert, `<` back, `>` next.
fn key(mut draft: Draft, keys: &str) -> Draft {
    for (count, letter) in keys.chars().enumerate() {
        let act = match letter {
            '0'..='9' => Act::Digit(letter as u8 - b'0'),
            'A' => Act::Breathe(Breathing::Air),
            'O' => Act::Breathe(Breathing::Oxygen),
            'a' => Act::Level(Consciousness::Alert),
            '<' => Act::Back,
            '>' => Act::Next,
            other => panic!("no key {other}"),
        };
        draft = draft.apply(act, NOW.plus_minutes(count as i64));
    }
    draft
}

/// Respirations 18, saturation 96 on air, pressure 124 over 78, pulse 88, alert, 37.2 degrees.
const COMMON_SET: &str = "1896A1247888a372";

#[test]
fn a_common_set_takes_eighteen_taps_with_open_and_save() {
    let draft = key(Draft::new(), COMMON_SET);
    assert_eq!(COMMON_SET.len() + 2, 18, "sixteen keys, one to open the form and one to save");
    assert_eq!(draft.focus, None, "nothing is left to key");
    let set = vitals::parse(&draft.keyed(false)).unwrap();
    assert_eq!(
        STOPS.map(|f| number_of(&set, f)),
        [18, 96, -1, 124, 78, 88, -1, 372].map(|n| (n >= 0).then_some(n))
    );
    assert_eq!((set.oxygen, set.consciousness), (Some(Oxygen::Air), Some(Consciousness::Alert)));
    assert!(set.unable.is_empty());
    assert_eq!(draft.first_key, Some(NOW), "the set was taken when its first key was pressed");
}

#[test]
fn nothing_is_filled_in_that_was_not_pressed() {
    let empty = Draft::new();
    assert!(empty.is_untouched());
    assert_eq!(empty.keyed(false), vitals::Draft::default());
    let looked_around = [Field::Pulse, Field::Oxygen, Field::Temperature]
        .into_iter()
        .fold(empty, |draft, field| draft.apply(Act::Focus(field), NOW).apply(Act::Next, NOW));
    assert!(looked_around.is_untouched(), "looking at a row records nothing");
    assert_eq!(looked_around.first_key, None);
}

#[test]
fn any_row_may_be_keyed_first_and_the_keypad_finds_the_next_empty_one() {
    let draft = Draft::new().apply(Act::Focus(Field::Pulse), NOW);
    let draft = key(draft, "88");
    assert_eq!(draft.focus, Some(Field::Consciousness));
    let draft = key(draft, "a372");
    assert_eq!(draft.focus, Some(Field::Respiration), "from the last row back to the first that is empty");
    let draft = key(draft, "1896A12478");
    assert_eq!(draft.focus, None);
}

#[test]
fn the_back_key_takes_a_digit_away_and_then_opens_the_number_before() {
    let draft = key(Draft::new(), "181<");
    assert_eq!((draft.focus, draft.digits(Field::Spo2)), (Some(Field::Spo2), ""));
    let draft = key(draft, "<");
    assert_eq!((draft.focus, draft.digits(Field::Respiration)), (Some(Field::Respiration), "18"));
    let draft = key(draft, "<5");
    assert_eq!((draft.focus, draft.digits(Field::Respiration)), (Some(Field::Spo2), "15"));
}

#[test]
fn a_rate_of_a_hundred_and_twenty_is_keyed_by_opening_the_number_again() {
    let draft = key(Draft::new(), "12<0");
    assert_eq!(draft.digits(Field::Respiration), "120");
    assert_eq!(draft.focus, Some(Field::Spo2));
    let pulse = key(Draft::new().apply(Act::Focus(Field::Pulse), NOW), "31<0");
    assert_eq!(pulse.digits(Field::Pulse), "310");
}

#[test]
fn a_row_that_is_tapped_again_is_keyed_anew() {
    let draft = key(Draft::new(), "1896").apply(Act::Focus(Field::Respiration), NOW);
    assert_eq!(draft.digits(Field::Respiration), "18", "it stands until a key is pressed");
    let draft = key(draft, "24");
    assert_eq!(draft.digits(Field::Respiration), "24");
    assert_eq!(draft.focus, Some(Field::Oxygen), "96 still stands");
}

#[test]
fn a_short_number_counts_once_she_goes_on() {
    let draft = key(Draft::new(), "8");
    assert_eq!(draft.keyed(true).respiration, "", "8 may become 80");
    assert_eq!(key(draft.clone(), ">").keyed(true).respiration, "8");
    let left = draft.apply(Act::Focus(Field::Pulse), NOW);
    assert_eq!(left.keyed(true).respiration, "8", "tapping another row goes on as well");
    assert!(!left.is_wrong(Field::Respiration));
}

#[test]
fn what_cannot_be_is_said_where_it_stands_and_never_clipped() {
    let draft = Draft::new().apply(Act::Focus(Field::Systolic), NOW);
    let short = key(draft, "12>");
    assert_eq!(
        (short.focus, short.notice),
        (Some(Field::Systolic), Some(Notice::Impossible(Field::Systolic)))
    );
    let left = short.apply(Act::Focus(Field::Pulse), NOW);
    assert!(left.is_wrong(Field::Systolic));
    assert!(vitals::parse(&left.keyed(false)).unwrap_err().iter().any(|e| e.field == Field::Systolic));

    let blocked = key(Draft::new(), "180");
    assert_eq!(blocked.notice, Some(Notice::Blocked(Field::Spo2)));
    assert_eq!(blocked.digits(Field::Spo2), "");

    let half = key(Draft::new().apply(Act::Focus(Field::Temperature), NOW), "37>");
    assert_eq!(half.notice, Some(Notice::ThreeDigits), "37 is not taken for 37.0");
    assert_eq!(key(half, "0").keyed(false).temperature, "37.0");
}

#[test]
fn a_number_that_was_left_half_keyed_goes_on_where_it_stood() {
    let draft = key(Draft::new().apply(Act::Focus(Field::Temperature), NOW), "37");
    let again = draft.apply(Act::Focus(Field::Temperature), NOW);
    assert_eq!(key(again, "2").keyed(false).temperature, "37.2");
    let left =
        key(Draft::new().apply(Act::Focus(Field::Systolic), NOW), "12").apply(Act::Focus(Field::Pulse), NOW);
    let back = key(left.apply(Act::Focus(Field::Systolic), NOW), "4");
    assert_eq!(back.keyed(false).systolic, "124");
}

#[test]
fn one_reason_covers_everything_that_is_missing() {
    let draft = key(Draft::new(), "1896A").apply(Act::UnableRest(UnableReason::Declined), NOW);
    let set = vitals::parse(&draft.keyed(false)).unwrap();
    assert_eq!(set.unable.len(), 4);
    assert_eq!(set.respiration.map(|r| r.get()), Some(18));

    let refused = Draft::new().apply(Act::UnableRest(UnableReason::Asleep), NOW);
    assert_eq!(refused.first_key, Some(NOW), "a refusal has a time as well");
    assert_eq!(vitals::parse(&refused.keyed(false)).unwrap().unable.len(), 7);
}

#[test]
fn a_sign_is_recorded_or_explained_and_never_both() {
    let draft = key(Draft::new(), "18").apply(Act::Unable(Sign::Spo2, UnableReason::Equipment), NOW);
    assert_eq!(draft.focus, Some(Field::Oxygen), "the keypad goes on");
    assert_eq!(draft.reason_for(Sign::Spo2), Some(&UnableReason::Equipment));
    let after_all = key(draft.apply(Act::Focus(Field::Spo2), NOW), "94");
    assert_eq!(after_all.reason_for(Sign::Spo2), None);
    let instead = after_all.apply(Act::Unable(Sign::Spo2, UnableReason::Declined), NOW);
    assert_eq!(instead.digits(Field::Spo2), "");
}

#[test]
fn air_after_oxygen_forgets_the_device() {
    let how = Delivery { device: "N".into(), flow: "2".into(), fio2: String::new() };
    let draft = Draft::new().apply(Act::Deliver(how), NOW);
    assert_eq!(draft.breathing(), Some(Breathing::Oxygen));
    let air = draft.apply(Act::Breathe(Breathing::Air), NOW);
    assert_eq!((air.breathing(), air.delivery), (Some(Breathing::Air), Delivery::default()));
}

#[test]
fn an_answer_holds_until_the_value_it_was_about_changes() {
    let keep = |draft: Draft, code: &str| draft.apply(Act::Keep(vec![code.into()]), NOW);
    let draft = keep(keep(key(Draft::new(), COMMON_SET), "unusual:pulse"), "same_as_last:set");
    let other = key(draft.clone().apply(Act::Focus(Field::Temperature), NOW), "385");
    assert!(other.confirmed.contains("unusual:pulse"), "the pulse did not change");
    assert!(!other.confirmed.contains("same_as_last:set"), "the set did");
    let same = key(draft.apply(Act::Focus(Field::Pulse), NOW), "99");
    assert!(same.confirmed.is_empty());
    let again = same.apply(Act::Again(Field::Pulse), NOW);
    assert_eq!((again.focus, again.digits(Field::Pulse)), (Some(Field::Pulse), ""));
}

#[test]
fn a_draft_reads_back_as_it_was_kept() {
    let how = Delivery { device: "V28".into(), flow: String::new(), fio2: "28".into() };
    let draft = key(Draft::new(), "2488").apply(Act::Deliver(how), NOW);
    let draft =
        draft.apply(Act::Unable(Sign::Temperature, UnableReason::Other("in theatre gown".into())), NOW);
    let draft = draft.apply(Act::Remark("seen with sister".into()), NOW);
    let kept = draft.to_keep();
    assert!(kept.len() < 8 * 1024, "the core keeps at most 8 KiB");
    let taken_up = Draft::take_up(&kept, NOW, false).unwrap();
    assert_eq!(taken_up.keyed(false), draft.keyed(false));
    assert_eq!((taken_up.first_key, taken_up.focus), (Some(NOW), Some(Field::Systolic)));
    assert_eq!(taken_up.remark, "seen with sister");
    assert_eq!(Draft::take_up("{", NOW, false), None);
}

#[test]
fn minutes_ago_follow_a_clock_that_was_put_right_and_a_time_off_the_wall_stays() {
    let ago = Taken::Ago { minutes: 15, at: NOW.plus_minutes(-15) };
    let three_days = 3 * 24 * 60;
    for (chosen, meant) in [(ago, NOW.plus_minutes(three_days - 15)), (Taken::At(NOW), NOW)] {
        let draft = Draft { taken: chosen, ..key(Draft::new(), "18") };
        let taken_up = Draft::take_up(&draft.to_keep(), NOW.plus_minutes(three_days), false).unwrap();
        assert_eq!(taken_up.taken.resolve(taken_up.first_key), Some(meant));
    }
}

#[test]
fn an_old_draft_stands_as_it_is_and_takes_no_new_values() {
    let kept = key(Draft::new(), "18961").to_keep();
    let old = Draft::take_up(&kept, NOW, true).unwrap();
    let pressed = key(old.clone(), "9");
    assert_eq!(pressed.notice, Some(Notice::TooOld));
    assert_eq!(pressed.keyed(false), old.keyed(false));
    let explained = old.apply(Act::UnableRest(UnableReason::Emergency), NOW.plus_minutes(40));
    assert_eq!(explained.first_key, Some(NOW), "its time stays that of its first key");
    assert!(vitals::parse(&explained.keyed(false)).is_ok(), "it can be saved as a partial");
}

#[test]
fn a_correction_begins_with_the_set_as_it_stands() {
    let set = vitals::parse(&key(Draft::new(), COMMON_SET).keyed(false)).unwrap();
    let draft = Draft::amending(&set, None);
    assert_eq!(vitals::parse(&draft.keyed(false)).unwrap(), set);
    assert_eq!(draft.taken, Taken::AsBefore);
    let corrected = key(draft.apply(Act::Focus(Field::Pulse), NOW), "98");
    assert_eq!(vitals::parse(&corrected.keyed(false)).unwrap().pulse.map(|p| p.get()), Some(98));
}

#[test]
fn litres_are_written_as_one_says_them() {
    assert_eq!([200, 50, 25, 1500].map(litres), ["2", "0.5", "0.25", "15"]);
}

#[test]
fn a_counted_rate_says_how_until_it_is_keyed_over() {
    let counted = Draft::new().apply(Act::Counted(18, Counted::Tapped), NOW);
    assert_eq!((counted.digits(Field::Respiration), counted.counted()), ("18", Some(Counted::Tapped)));
    assert_eq!(counted.focus, Some(Field::Spo2), "and the keypad goes on");
    let kept = Draft::take_up(&counted.to_keep(), NOW, false).unwrap();
    assert_eq!(kept.counted(), Some(Counted::Tapped));
    let over = key(counted.apply(Act::Focus(Field::Respiration), NOW), "20");
    assert_eq!((over.digits(Field::Respiration), over.counted()), ("20", None));
}

#[test]
fn a_recheck_is_of_the_sign_that_is_keyed_first_and_of_no_other() {
    let of = clinical::FactId::from_bytes([7; 16]);
    let again = Draft::rechecking(of);
    assert_eq!((again.focus, again.is_untouched()), (None, true), "which one is asked");
    let pressure = key(again.apply(Act::Focus(Field::Systolic), NOW), "12478");
    assert_eq!(
        (pressure.shown(Field::Systolic), pressure.shown(Field::Diastolic)),
        ("124".into(), "78".into())
    );
    assert_eq!(pressure.focus, None, "the next row is not due");
    let other = key(pressure.apply(Act::Focus(Field::Pulse), NOW), "88");
    assert!(!other.stands(Field::Pulse));
    assert_eq!(Draft::take_up(&other.to_keep(), NOW, false).unwrap().rechecks(), Some(of));
}
