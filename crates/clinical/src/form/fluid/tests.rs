//! A ward's day of fluid: sums, what is unknown, and the two days a year that are not 24 hours.

use super::*;
use crate::form::{Definition, Draft, Key, assess};
use crate::{FactId, UtcMillis};
use proptest::prelude::*;

/// 2026-10-24 12:00 BST, the day before the clocks go back.
const NOON: i64 = 1_792_839_600_000;

fn at(hours: i64, offset_minutes: i16) -> Stamp {
    Stamp { utc: UtcMillis(NOON + hours * 3_600_000), offset_minutes }
}

fn entry(at: Stamp, direction: Direction, volume: Volume) -> FluidEntry {
    FluidEntry { at, direction, kind: "urine".to_owned(), label: "Urine".to_owned(), volume }
}

/// The window of a day by a wall that shows these offsets at its two ends.
fn window(day: FluidDay, begins: u8, (first, last): (i16, i16)) -> FluidWindow {
    let (from, until) = day.bounds(begins, first, last);
    let stamp = |utc, offset_minutes| Stamp { utc, offset_minutes };
    FluidWindow::new(stamp(from, first), stamp(until, last)).unwrap()
}

/// The totals of entries that nobody disagrees on, on the day that the clocks go back.
fn sums<'a>(entries: impl IntoIterator<Item = &'a FluidEntry>) -> FluidTotals {
    let items = entries.into_iter().zip(1..).map(|(entry, n)| item([(n, entry)]));
    totals(&items.collect::<Vec<_>>(), window(day(), DAY_BEGINS, (60, 0)))
}

fn item<'a>(versions: impl IntoIterator<Item = (u8, &'a FluidEntry)>) -> FluidItem {
    let version = |(n, entry): (u8, &FluidEntry)| (FactId::from_bytes([n; 16]), Some(entry.clone()));
    FluidItem::new(versions.into_iter().map(version).collect())
}

fn day() -> FluidDay {
    FluidDay("2026-10-24".parse().unwrap())
}

#[test]
fn the_day_that_ends_with_the_clocks_going_back_has_25_hours() {
    let (start, end) = day().bounds(DAY_BEGINS, 60, 0);
    assert_eq!(end.minutes_since(start), 25 * 60);
    assert_eq!(start, at(-5, 60).utc, "07:00 BST");
    let day_of = |utc: UtcMillis, offset| FluidDay::of(Stamp { utc, offset_minutes: offset }, DAY_BEGINS);
    assert_eq!(day_of(start, 60), day());
    assert_eq!(day_of(UtcMillis(start.0 - 1), 60), FluidDay("2026-10-23".parse().unwrap()));
    assert_eq!(day_of(UtcMillis(end.0 - 1), 0), day(), "06:59 GMT, in the 25th hour");
    assert_eq!(day_of(end, 0), FluidDay("2026-10-25".parse().unwrap()));
    let spring = FluidDay("2027-03-27".parse().unwrap());
    let (start, end) = spring.bounds(DAY_BEGINS, 0, 60);
    assert_eq!(end.minutes_since(start), 23 * 60);
}

#[test]
fn both_of_octobers_half_past_ones_count() {
    let twice = [at(12, 60), at(13, 0)];
    assert_eq!(twice[0].local(), twice[1].local(), "00:00 to 01:00 comes twice");
    let entries = twice.map(|at| entry(at, Direction::Out, Volume::Measured(200)));
    assert_eq!(sums(&entries).output, Amount::Total(400));
}

#[test]
fn no_output_recorded_is_an_unknown_balance_and_not_zero() {
    let intake = entry(at(0, 60), Direction::In, Volume::Measured(500));
    let sum = sums([&intake]);
    assert_eq!(
        (sum.intake, sum.output, sum.balance()),
        (Amount::Total(500), Amount::NotRecorded, Balance::Unknown)
    );
    let none = sums([]);
    assert_eq!((none.intake, none.balance()), (Amount::NotRecorded, Balance::Unknown));
}

#[test]
fn an_unmeasured_output_makes_the_total_at_least_and_the_balance_at_most() {
    let entries = [
        entry(at(0, 60), Direction::In, Volume::Measured(500)),
        entry(at(1, 60), Direction::Out, Volume::Estimated(300)),
        entry(at(2, 60), Direction::Out, Volume::Unmeasured),
    ];
    let sum = sums(&entries);
    assert_eq!(
        (sum.output, sum.balance(), sum.estimated),
        (Amount::AtLeast(300), Balance::AtMost(200), true)
    );
    let only = sums(&entries[2..]);
    assert_eq!((only.output, only.balance()), (Amount::AtLeast(0), Balance::Unknown), "not zero");
    let sip = entry(at(3, 60), Direction::In, Volume::Unmeasured);
    assert_eq!(sums([&entries[1], &sip]).balance(), Balance::AtLeast(-300));
}

#[test]
fn what_two_people_chart_differently_is_one_thing_of_which_the_least_is_known() {
    let out = |hour, volume| entry(at(hour, 60), Direction::Out, volume);
    let (less, more) = (out(0, Volume::Measured(250)), out(0, Volume::Measured(300)));
    let all = window(day(), DAY_BEGINS, (60, 0));
    let of = |versions: &[&FluidEntry]| {
        totals(&[item(versions.iter().copied().zip(1..).map(|(entry, n)| (n, entry)))], all)
    };
    assert_eq!(of(&[&less, &more]).output, Amount::AtLeast(250), "neither both nor one of them");
    assert_eq!(
        of(&[&less, &out(1, Volume::Measured(250))]).output,
        Amount::Total(250),
        "only when is disputed"
    );
    assert_eq!(of(&[&less, &out(0, Volume::Unmeasured)]).output, Amount::AtLeast(0));
    let drunk = entry(at(0, 60), Direction::In, Volume::Measured(250));
    let either = of(&[&less, &drunk]);
    assert_eq!((either.intake, either.output), (Amount::AtLeast(0), Amount::AtLeast(0)));
    let yesterday = out(-24, Volume::Measured(250));
    assert_eq!(of(&[&less, &yesterday]).output, Amount::AtLeast(0), "perhaps it was not today at all");
    assert_eq!(of(&[&yesterday]).output, Amount::NotRecorded);
}

#[test]
fn a_window_has_two_ends_and_no_more_than_a_days_length() {
    assert!(FluidWindow::new(at(0, 60), at(0, 60)).is_none());
    assert!(FluidWindow::new(at(1, 60), at(0, 60)).is_none());
    assert!(FluidWindow::new(at(0, 60), at(25, 0)).is_some());
    assert!(FluidWindow::new(at(0, 60), at(26, 0)).is_none());
    let shift = FluidWindow::new(at(-5, 60), at(7, 60)).unwrap();
    assert_eq!(shift.to_string(), "24-Oct-2026 07:00 to 19:00");
    assert!(shift.contains(at(-5, 0).utc) && !shift.contains(at(7, 0).utc));
}

#[test]
fn the_shifts_of_a_day_follow_each_other_and_make_it_up_when_the_clocks_change_too() {
    // The clocks go back at 01:00 UTC, 13 hours after noon BST (11:00 UTC) and two.
    let changes = at(14, 0).utc;
    let offset_at = |utc: UtcMillis| if utc < changes { 60 } else { 0 };
    let of = |period| FluidWindow::of(day(), period, DAY_BEGINS, offset_at).unwrap();
    let [first, second, whole] = FluidPeriod::ALL.map(of);
    assert_eq!((first.from(), first.until()), (whole.from(), second.from()));
    assert_eq!(second.until(), whole.until());
    let hours = |window: FluidWindow| window.ends().1.minutes_since(window.ends().0) / 60;
    assert_eq!([first, second, whole].map(hours), [12, 13, 25]);
}

#[test]
fn two_entries_of_one_void_within_minutes_are_queried() {
    let minutes = |n: i64| Stamp { utc: UtcMillis(NOON).plus_minutes(n), offset_minutes: 60 };
    let first = entry(minutes(0), Direction::Out, Volume::Measured(300));
    let again = |n: i64| entry(minutes(n), Direction::Out, Volume::Unmeasured);
    assert_eq!(same_void(&again(10), [&first]), Some(&first));
    assert_eq!(same_void(&again(-10), [&first]), Some(&first), "whichever was entered first");
    assert_eq!(same_void(&again(11), [&first]), None);
    let vomit = FluidEntry { kind: "vomit".to_owned(), ..again(1) };
    assert_eq!(same_void(&vomit, [&first]), None);
    let drink = entry(minutes(1), Direction::In, Volume::Measured(300));
    assert_eq!((same_void(&drink, [&first]), same_void(&first, [&drink])), (None, None));
}

#[test]
fn the_shipped_form_becomes_entries() {
    let shipped = crate::form::shipped::SHIPPED.iter().find(|form| form.name == "fluid").unwrap();
    let form = Definition::parse(shipped.json).unwrap();
    let filled = |acts: &[(&str, Key)]| {
        let draft =
            acts.iter().fold(Draft::new(&form), |draft, (link, key)| draft.after(&form, link, key.clone()));
        FluidEntry::of(&assess(&form, &draft, &[]).unwrap(), at(0, 60)).unwrap()
    };
    let tap = |code: &str| Key::Tapped(code.to_owned());
    let urine = [("direction", tap("out")), ("kind-out", tap("urine"))];
    let measured =
        [&urine[..], &[("how", tap("measured")), ("volume", Key::Typed("250".to_owned()))]].concat();
    let entry = filled(&measured);
    assert_eq!(
        (entry.direction, entry.kind.as_str(), entry.volume),
        (Direction::Out, "urine", Volume::Measured(250))
    );
    let unmeasured = [&urine[..], &[("how", tap("unmeasured"))]].concat();
    assert_eq!(filled(&unmeasured).volume, Volume::Unmeasured);
}

proptest! {
    #[test]
    fn totals_are_the_same_in_any_order_and_more_output_never_lowers_them(
        volumes in proptest::collection::vec((any::<bool>(), proptest::option::of(1_u32..2000), 0_i64..20), 0..12),
        turn in 0_usize..12,
    ) {
        let of = |(out, ml, hour): &(bool, Option<u32>, i64)| {
            let direction = if *out { Direction::Out } else { Direction::In };
            entry(at(*hour - 4, 60), direction, ml.map_or(Volume::Unmeasured, Volume::Measured))
        };
        let entries: Vec<FluidEntry> = volumes.iter().map(of).collect();
        let mut turned = entries.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        let sum = sums(&entries);
        prop_assert_eq!(sum, sums(&turned));
        let ml = |amount: Amount| match amount {
            Amount::NotRecorded => 0,
            Amount::Total(ml) | Amount::AtLeast(ml) => ml,
        };
        if let Some((_, rest)) = entries.split_last() {
            prop_assert!(ml(sums(rest).output) <= ml(sum.output));
        }
    }
}

proptest! {
    // Safety rule 17: "unmeasured output makes the total 'at least'".
    #[test]
    fn one_output_that_nobody_measured_makes_the_total_at_least_wherever_it_stands_and_leaves_no_known_balance(
        volumes in proptest::collection::vec((1_u32..2000, 0_i64..20), 0..10),
        drunk in proptest::collection::vec((1_u32..2000, 0_i64..20), 0..4),
        unmeasured in proptest::collection::vec(0_usize..10, 1..3),
    ) {
        let out = |volume, hour: i64| entry(at(hour - 4, 60), Direction::Out, volume);
        let mut entries: Vec<FluidEntry> =
            volumes.iter().map(|(ml, hour)| out(Volume::Measured(*ml), *hour)).collect();
        entries.extend(drunk.iter().map(|(ml, hour)| entry(at(*hour - 4, 60), Direction::In, Volume::Measured(*ml))));
        let known = sums(&entries);
        let measured: u64 = volumes.iter().map(|(ml, _)| u64::from(*ml)).sum();
        prop_assert_eq!(known.output, if volumes.is_empty() { Amount::NotRecorded } else { Amount::Total(measured) });
        for place in &unmeasured {
            let place = (*place).min(entries.len());
            entries.insert(place, out(Volume::Unmeasured, 3));
        }
        let sum = sums(&entries);
        prop_assert_eq!(sum.output, Amount::AtLeast(measured));
        prop_assert!(!matches!(sum.balance(), Balance::Known(_) | Balance::AtLeast(_)), "{:?}", sum.balance());
    }

    // Safety rule 17: "the day may have 23 or 25 hours".
    #[test]
    fn every_entry_is_counted_in_one_day_and_the_days_follow_each_other_whatever_the_clocks_do(
        minutes in 0_i64..(3 * 24 * 60), autumn in any::<bool>(), begins in 0_u8..24, change_hour in 0_i64..24,
    ) {
        // The wall changes its offset once, somewhere in three days.
        let (before, after) = if autumn { (60, 0) } else { (0, 60) };
        let start = UtcMillis(NOON).plus_minutes(-36 * 60);
        let changes = start.plus_minutes((36 + change_hour) * 60);
        let wall = |utc: UtcMillis| Stamp { utc, offset_minutes: if utc < changes { before } else { after } };
        let utc = start.plus_minutes(minutes);
        let day = FluidDay::of(wall(utc), begins);
        // The offsets that the wall shows where the day begins and ends.
        let (first, last) = day.bounds(begins, before, before);
        let offset = |edge: UtcMillis| if edge < changes { before } else { after };
        let (from, to) = day.bounds(begins, offset(first), offset(last));
        let hours = to.minutes_since(from) / 60;
        prop_assert!([23, 24, 25].contains(&hours));
        let crosses = offset(first) != offset(last);
        prop_assert_eq!(hours, if !crosses { 24 } else if autumn { 25 } else { 23 });
        // An hour that comes twice may lie at the very edge, where the wall cannot tell.
        if begins > 2 && (utc.minutes_since(changes)).abs() > 60 && from.minutes_since(changes).abs() > 60
            && to.minutes_since(changes).abs() > 60
        {
            prop_assert!(from <= utc && utc < to);
            let entry = entry(wall(utc), Direction::Out, Volume::Measured(100));
            let window = window(day, begins, (offset(first), offset(last)));
            prop_assert_eq!(totals(&[item([(1, &entry)])], window).output, Amount::Total(100));
        }
    }

    // Safety rule 17: "two entries of one void within minutes are queried".
    #[test]
    fn two_outputs_of_one_kind_are_queried_when_they_are_minutes_apart_and_at_no_other_time(
        apart in -40_i64..40, same in any::<bool>(), first_out in any::<bool>(), again_out in any::<bool>(),
        measured in any::<bool>(), others in proptest::collection::vec(60_i64..2000, 0..5),
    ) {
        let minutes = |n: i64| Stamp { utc: UtcMillis(NOON).plus_minutes(n), offset_minutes: 60 };
        let way = |out: bool| if out { Direction::Out } else { Direction::In };
        let first = entry(minutes(0), way(first_out), Volume::Measured(300));
        let volume = if measured { Volume::Measured(300) } else { Volume::Unmeasured };
        let mut again = entry(minutes(apart), way(again_out), volume);
        if !same {
            again.kind = "vomit".to_owned();
        }
        let others: Vec<FluidEntry> =
            others.iter().map(|n| entry(minutes(*n), Direction::Out, Volume::Measured(50))).collect();
        let queried = same_void(&again, others.iter().chain([&first])).is_some();
        prop_assert_eq!(queried, same && first_out && again_out && apart.abs() <= ONE_VOID_MINUTES);
    }
}
