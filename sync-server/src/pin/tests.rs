//! PINs: pauses, locks, and what is on disk when.

use super::*;
use crate::clock::SystemEntropy;

const NURSE: StaffId = StaffId::from_bytes([1; 16]);
const OTHER: StaffId = StaffId::from_bytes([2; 16]);
const TABLET: DeviceId = DeviceId::from_bytes([3; 16]);
const SPARE: DeviceId = DeviceId::from_bytes([4; 16]);
const START: UtcMillis = UtcMillis(1_763_780_000_000);

struct Desk {
    folder: tempfile::TempDir,
    pins: Pins,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(crate::database::Database::open(folder.path()).unwrap());
    let doors = Arc::new(crate::doors::sqlite::SqliteDoors::new(database));
    set_pins(&*doors);
    Desk { folder, pins: Pins::new(doors) }
}

fn set_pins(doors: &dyn Doors) {
    let verifier = Verifier::make(&"204060".parse().unwrap(), &SystemEntropy).unwrap();
    let nobody = crate::change_log::Quota { entries: 0, bytes: 0 };
    let push = crate::change_log::Push {
        scope: clinical::ScopeId::Dir,
        brought_by: TABLET,
        at: START,
        arrivals: Vec::new(),
        quota: nobody,
        aside: nobody,
    };
    doors.set_pins(push, [NURSE, OTHER].map(|staff| (staff, verifier.clone())).to_vec()).unwrap();
}

#[test]
fn five_wrong_pins_are_free_then_pauses_grow_and_ten_lock_that_person_on_that_device_only() {
    let desk = desk();
    let mut now = START;
    let wrong = |now| desk.pins.check(NURSE, TABLET, "000001", now).unwrap();
    for left in (5..10).rev() {
        assert_eq!(wrong(now), PinAnswer::Wrong { left });
    }
    for (seconds, left) in [(30, 4), (60, 3), (300, 2), (300, 1)] {
        assert_eq!(wrong(now), PinAnswer::Paused { seconds }, "before the attempt that leaves {left}");
        let right = desk.pins.check(NURSE, TABLET, "204060", now).unwrap();
        assert_eq!(right, PinAnswer::Paused { seconds }, "the right PIN waits too");
        now = UtcMillis(now.0 + i64::from(seconds) * 1_000);
        assert_eq!(wrong(now), PinAnswer::Wrong { left });
    }
    now = UtcMillis(now.0 + 300_000);
    assert_eq!(wrong(now), PinAnswer::Locked, "the tenth");
    now = UtcMillis(now.0 + 86_400_000);
    assert_eq!(desk.pins.check(NURSE, TABLET, "204060", now).unwrap(), PinAnswer::Locked);

    assert_eq!(
        desk.pins.check(OTHER, TABLET, "204060", now).unwrap(),
        PinAnswer::Right,
        "nobody else is kept out"
    );
    assert_eq!(
        desk.pins.check(NURSE, SPARE, "204060", now).unwrap(),
        PinAnswer::Right,
        "nor on another device"
    );
    desk.pins.unlock(NURSE).unwrap();
    assert_eq!(desk.pins.check(NURSE, TABLET, "204060", now).unwrap(), PinAnswer::Right);
}

#[test]
fn an_attempt_is_on_disk_before_the_pin_is_looked_at() {
    let desk = desk();
    let on_disk = || -> u32 {
        let file = rusqlite::Connection::open(desk.folder.path().join(crate::database::FILE)).unwrap();
        let counted = "SELECT ifnull(sum(attempts), 0) FROM pin_attempt";
        file.query_row(counted, [], |row| row.get(0)).unwrap()
    };
    let mut seen = None;
    let look = |_: &Verifier| {
        seen = Some(on_disk());
        false
    };
    assert_eq!(desk.pins.attempt(NURSE, TABLET, START, look).unwrap(), PinAnswer::Wrong { left: 9 });
    assert_eq!(seen, Some(1), "whoever reads the disk while the PIN is looked at finds it counted");
    // The process ends in the middle of the comparison.
    let ends = std::panic::AssertUnwindSafe(|| {
        desk.pins.attempt(NURSE, TABLET, START, |_| std::panic::resume_unwind(Box::new(())))
    });
    assert!(std::panic::catch_unwind(ends).is_err());
    assert_eq!(on_disk(), 2);
    assert_eq!(
        desk.pins.check(NURSE, TABLET, "000001", START).unwrap(),
        PinAnswer::Wrong { left: 7 },
        "the interrupted attempt was the second"
    );
}

/// A comparison is slow by design. What is asked meanwhile gains no attempt over what is asked in turn.
#[test]
fn attempts_that_are_asked_while_another_is_looked_at_are_counted_one_by_one() {
    let desk = desk();
    let wrong = || desk.pins.check(NURSE, TABLET, "000001", START).unwrap();
    let mut meanwhile = Vec::new();
    let look = |_: &Verifier| {
        meanwhile = (0..5).map(|_| wrong()).collect();
        false
    };
    assert_eq!(desk.pins.attempt(NURSE, TABLET, START, look).unwrap(), PinAnswer::Wrong { left: 9 });
    let left: Vec<PinAnswer> = (5..9).rev().map(|left| PinAnswer::Wrong { left }).collect();
    assert_eq!(meanwhile[..4], left);
    assert_eq!(
        meanwhile[4],
        PinAnswer::Paused { seconds: 30 },
        "the fifth in all was the last without a wait"
    );
}

#[test]
fn the_right_pin_forgives_the_wrong_ones_before_it() {
    let desk = desk();
    for _ in 0..3 {
        desk.pins.check(NURSE, TABLET, "000001", START).unwrap();
    }
    assert_eq!(desk.pins.check(NURSE, TABLET, "204060", START).unwrap(), PinAnswer::Right);
    assert_eq!(desk.pins.check(NURSE, TABLET, "000001", START).unwrap(), PinAnswer::Wrong { left: 9 });
}

#[test]
fn a_clock_set_back_keeps_nobody_out_for_longer_than_the_longest_pause() {
    let desk = desk();
    for _ in 0..5 {
        desk.pins.check(NURSE, TABLET, "000001", START).unwrap();
    }
    let years_before = UtcMillis(0);
    let answer = desk.pins.check(NURSE, TABLET, "204060", years_before).unwrap();
    assert_eq!(answer, PinAnswer::Paused { seconds: 300 });
}

#[test]
fn somebody_without_a_pin_is_told_so() {
    let nobody = StaffId::from_bytes([9; 16]);
    assert_eq!(desk().pins.check(nobody, TABLET, "204060", START).unwrap(), PinAnswer::NoPin);
}

#[test]
fn a_question_is_answered_once() {
    let desk = desk();
    assert!(desk.pins.first_time(TABLET, [7; 16]).unwrap());
    assert!(!desk.pins.first_time(TABLET, [7; 16]).unwrap());
    assert!(desk.pins.first_time(SPARE, [7; 16]).unwrap(), "another device may draw the same");
}

#[test]
fn a_verifier_is_argon2id_at_the_floor_or_above_with_a_salt_of_its_own() {
    let pin: Pin = "204060".parse().unwrap();
    let [one, two] = [(); 2].map(|()| Verifier::make(&pin, &SystemEntropy).unwrap());
    assert_ne!(one, two, "each has its own salt");
    assert!(one.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", &one.0[..32]);
    assert!(one.fits("204060") && !one.fits("204061"));
    assert!(!format!("{one:?} {pin:?}").contains("argon2") && !format!("{pin:?}").contains("204060"));
}

#[test]
fn pins_that_anybody_would_try_first_are_refused() {
    for easy in ["000000", "111111", "123456", "654321", "121212", "123123", "012345"] {
        assert_eq!(easy.parse::<Pin>(), Err(BadPin::TooEasy), "{easy}");
    }
    for bad in ["", "12345", "1234567", "12a456", "１２３４５６", " 12345"] {
        assert_eq!(bad.parse::<Pin>(), Err(BadPin::NotSixDigits), "{bad:?}");
    }
    assert!("204060".parse::<Pin>().is_ok());
}

/// Codes, PINs, attempts and nonces over any doors.
pub(crate) fn an_attempt_is_counted_and_forgiven(doors: &dyn Doors) {
    set_pins(doors);
    let attempts = |device| match doors.count_attempt(NURSE, device, START).unwrap() {
        Attempt::May { attempts, .. } => attempts,
        Attempt::Not(answer) => panic!("{answer:?}"),
    };
    assert_eq!([attempts(TABLET), attempts(TABLET), attempts(SPARE)], [1, 2, 1]);
    doors.forgive(NURSE, Some(TABLET)).unwrap();
    assert_eq!([attempts(TABLET), attempts(SPARE)], [1, 2]);
    doors.forgive(NURSE, None).unwrap();
    assert_eq!(attempts(SPARE), 1);
    let nobody = StaffId::from_bytes([9; 16]);
    assert_eq!(doors.count_attempt(nobody, TABLET, START).unwrap(), Attempt::NO_PIN);
    for n in 0..5 {
        assert!(doors.first_time(TABLET, [n; 16], 3).unwrap());
    }
    for _ in 0..9 {
        assert!(
            !doors.first_time(TABLET, [4; 16], 3).unwrap(),
            "sent again and again, it is remembered all the same"
        );
    }
    assert!(doors.first_time(TABLET, [0; 16], 3).unwrap(), "beyond the bound it is forgotten");
    let code = crate::doors::KeptCode {
        label: "Tablet 7".into(),
        wards: vec!["bluebell".parse().unwrap()],
        expires_at: START,
        used_by: None,
    };
    doors.put_code([5; 32], code.clone()).unwrap();
    assert_eq!(doors.code([5; 32]).unwrap(), Some(code.clone()));
    let push = crate::change_log::contract::bulky(9);
    assert!(doors.take_code([5; 32], TABLET, push.clone()).unwrap());
    assert!(!doors.take_code([5; 32], SPARE, push).unwrap(), "somebody else was first");
    assert_eq!(doors.code([5; 32]).unwrap().unwrap().used_by, Some(TABLET));
}

#[test]
fn codes_pins_attempts_and_nonces_are_kept_as_every_database_keeps_them() {
    let folder = tempfile::tempdir().unwrap();
    let database = Arc::new(crate::database::Database::open(folder.path()).unwrap());
    an_attempt_is_counted_and_forgiven(&crate::doors::sqlite::SqliteDoors::new(database));
}
