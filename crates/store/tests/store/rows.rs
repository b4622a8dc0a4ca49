//! Drafts, PINs, projections, directory, identity: the tables that hold one row a thing.

use crate::support::*;
use clinical::{BootId, DeviceId, StaffId, UtcMillis, WardId};
use store::{BoardRow, Draft, Enrolment, FactHash, Identity, KnownClock, Secret, StoreError};

fn row(patient: u8, ward: &str, bed: &str) -> BoardRow {
    BoardRow {
        stay: stay(patient),
        ward: ward.parse().unwrap(),
        bed: bed.into(),
        due_at: None,
        row: vec![patient],
    }
}

fn draft(form: u64, body: &str, kept_at: i64) -> Draft {
    Draft {
        form: fact_id(form),
        stay: stay(1),
        author: nurse(),
        started_at: UtcMillis(NOW.0 + kept_at),
        kept_at: UtcMillis(NOW.0 + kept_at),
        body: body.into(),
    }
}

#[test]
fn a_draft_keeps_the_time_of_its_first_key_and_takes_the_newest_text() {
    let folder = folder();
    let store = open(folder.path());
    for (body, at) in [("rr 1", 0), ("rr 18", 5), ("rr 18 <img onerror=alert(1)>", 9)] {
        store.write(|tx| tx.drafts().keep(&draft(1, body, at))).unwrap();
    }
    let kept = read(&store, |tx| tx.drafts().get(&fact_id(1))).expect("the draft is here");
    assert_eq!(kept.started_at, NOW, "the first key's time stays");
    assert_eq!(kept.body, "rr 18 <img onerror=alert(1)>", "text is text");
    assert!(!format!("{kept:?}").contains("rr 18"), "a debug print never shows what was keyed");
    store.write(|tx| tx.drafts().drop(&fact_id(1))).unwrap();
    store.write(|tx| tx.drafts().drop(&fact_id(1))).unwrap();
    assert_eq!(read(&store, |tx| tx.drafts().get(&fact_id(1))), None, "dropping twice is dropping once");
}

#[test]
fn a_persons_drafts_for_a_stay_come_last_kept_first() {
    let folder = folder();
    let store = open(folder.path());
    for form in 1..=3 {
        store.write(|tx| tx.drafts().keep(&draft(form, "", form as i64))).unwrap();
    }
    let forms: Vec<_> =
        read(&store, |tx| tx.drafts().of(&nurse(), &stay(1))).iter().map(|d| d.form).collect();
    assert_eq!(forms, [3, 2, 1].map(fact_id));
    assert!(read(&store, |tx| tx.drafts().of(&nurse(), &stay(2))).is_empty(), "another stay has none");
    assert_eq!(
        store.write(|tx| tx.drafts().drop_before(UtcMillis(NOW.0 + 3))).unwrap(),
        2,
        "the two older go"
    );
}

#[test]
fn a_wrong_attempt_is_counted_before_the_check_and_survives_a_restart() {
    let folder = folder();
    let store = open(folder.path());
    let first = store.write(|tx| tx.pins().count_attempt(&nurse())).unwrap();
    assert_eq!(
        (first.attempts, first.verifier),
        (1, None),
        "counted although this device cannot check it yet"
    );
    store.write(|tx| tx.pins().set_verifier(&nurse(), "$argon2id$...")).unwrap();
    store.write(|tx| tx.pins().pause(&nurse(), NOW)).unwrap();
    drop(store);
    let store = open(folder.path());
    let second = store.write(|tx| tx.pins().count_attempt(&nurse())).unwrap();
    assert_eq!((second.attempts, second.paused_until), (2, Some(NOW)), "a restart gives no free guess");
    assert!(!format!("{second:?}").contains("argon2"), "a debug print never shows a verifier");
    store.write(|tx| tx.pins().succeeded(&nurse())).unwrap();
    let row = read(&store, |tx| tx.pins().get(&nurse())).expect("a row");
    assert_eq!((row.attempts, row.paused_until), (0, None), "the right PIN begins the count again");
    assert_eq!(read(&store, |tx| tx.pins().ready()), [nurse()], "this device can check this PIN");
    store.write(|tx| tx.pins().forget_verifier(&nurse())).unwrap();
    assert!(read(&store, |tx| tx.pins().ready()).is_empty(), "and now no more");
}

#[test]
fn attempts_of_one_person_never_count_against_another() {
    let folder = folder();
    let store = open(folder.path());
    for _ in 0..20 {
        store.write(|tx| tx.pins().count_attempt(&nurse())).map(drop).unwrap();
    }
    let other = store.write(|tx| tx.pins().count_attempt(&StaffId::from_bytes([2; 16]))).unwrap();
    assert_eq!(other.attempts, 1, "locking one person out locks nobody else out");
}

#[test]
fn a_board_shows_its_ward_in_the_order_of_beds_and_a_disputed_patient_twice() {
    let folder = folder();
    let store = open(folder.path());
    store
        .write(|tx| {
            tx.board().put(&stay(1), &[row(1, "bluebell", "A2")])?;
            tx.board().put(&stay(2), &[row(2, "bluebell", "A1"), row(2, "bluebell", "A3")])?;
            tx.board().put(&stay(3), &[row(3, "foxglove", "A1")])
        })
        .unwrap();
    let beds = |ward: &str| -> Vec<(String, u8)> {
        let ward: WardId = ward.parse().unwrap();
        read(&store, |tx| tx.board().of_ward(&ward)).into_iter().map(|row| (row.bed, row.row[0])).collect()
    };
    assert_eq!(
        beds("bluebell"),
        [("A1".into(), 2), ("A2".into(), 1), ("A3".into(), 2)],
        "both beds show the name"
    );
    store.write(|tx| tx.board().put(&stay(2), &[row(2, "foxglove", "B1")])).unwrap();
    assert_eq!(beds("bluebell"), [("A2".into(), 1)], "settled: one place, on the other ward");
    store.write(|tx| tx.board().put(&stay(1), &[])).unwrap();
    assert!(beds("bluebell").is_empty(), "off every board");
    assert_eq!(read(&store, |tx| tx.board().of_stay(&stay(2))).len(), 1, "the stay knows its rows");
}

#[test]
fn a_stays_projection_follows_it_from_ward_to_ward_and_away() {
    let folder = folder();
    let store = open(folder.path());
    let foxglove: WardId = "foxglove".parse().unwrap();
    store.write(|tx| tx.stays().put(&stay(1), Some(&ward()), b"1")).unwrap();
    store.write(|tx| tx.stays().put(&stay(1), Some(&ward()), b"2")).unwrap();
    assert_eq!(read(&store, |tx| tx.stays().get(&stay(1))).map(|row| row.state), Some(b"2".to_vec()));
    store.write(|tx| tx.stays().put(&stay(1), Some(&foxglove), b"3")).unwrap();
    assert!(read(&store, |tx| tx.stays().of_ward(&ward())).is_empty(), "it left this ward");
    assert_eq!(read(&store, |tx| tx.stays().of_ward(&foxglove)).len(), 1, "for that one");
    store.write(|tx| tx.stays().put(&stay(1), None, b"4")).unwrap();
    assert!(read(&store, |tx| tx.stays().of_ward(&foxglove)).is_empty(), "discharged");
    assert_eq!(read(&store, |tx| tx.stays().count()), 1, "and still one stay");
}

#[test]
fn ward_index_allocations_and_directory_answer_what_was_put() {
    let folder = folder();
    let store = open(folder.path());
    store
        .write(|tx| {
            tx.members().add(&ward(), &stay(1))?;
            tx.members().add(&ward(), &stay(1))?;
            tx.members().add(&ward(), &stay(2))?;
            tx.members().remove(&ward(), &stay(2))?;
            tx.allocations().put(&stay(1), &[nurse(), nurse()])?;
            tx.directory().put_staff(&nurse(), b"old")?;
            tx.directory().put_staff(&nurse(), b"new")?;
            tx.directory().put_ward(&ward(), b"ward")?;
            tx.directory().put_device(&device(), b"device")
        })
        .unwrap();
    assert_eq!(read(&store, |tx| tx.members().of_ward(&ward())), [stay(1)]);
    assert!(read(&store, |tx| tx.members().has(&ward(), &stay(1))), "named once, there once");
    assert_eq!(read(&store, |tx| tx.allocations().of_staff(&nurse())), [stay(1)]);
    assert_eq!(read(&store, |tx| tx.allocations().of_stay(&stay(1))), [nurse()]);
    assert_eq!(read(&store, |tx| tx.directory().staff(&nurse())), Some(b"new".to_vec()), "the newest stands");
    assert_eq!(read(&store, |tx| tx.directory().all_wards()), [(ward(), b"ward".to_vec())]);
    assert_eq!(read(&store, |tx| tx.directory().all_devices()), [(device(), b"device".to_vec())]);
    store.write(|tx| tx.allocations().put(&stay(1), &[])).unwrap();
    assert!(read(&store, |tx| tx.allocations().of_staff(&nurse())).is_empty(), "handed back");
}

#[test]
fn dropping_projections_touches_nothing_that_is_not_made_from_facts() {
    let folder = folder();
    let store = open(folder.path());
    store
        .write(|tx| {
            save_whole(tx, 1)?;
            tx.members().add(&ward(), &stay(1))?;
            tx.allocations().put(&stay(1), &[nurse()])?;
            tx.directory().put_staff(&nurse(), b"n")?;
            tx.pins().set_verifier(&nurse(), "v")?;
            tx.drafts().keep(&draft(1, "", 0))
        })
        .unwrap();
    store.write(|tx| tx.drop_projections()).unwrap();
    assert!(read(&store, |tx| tx.board().of_ward(&ward())).is_empty(), "boards are gone");
    assert_eq!(read(&store, |tx| tx.stays().count()), 0, "states are gone");
    assert_eq!(read(&store, |tx| tx.directory().staff(&nurse())), None, "the directory is gone");
    assert!(read(&store, |tx| tx.members().of_ward(&ward())).is_empty(), "indexes are gone");
    assert_eq!(read(&store, |tx| tx.facts().count()), 2, "facts are here");
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, 2, "the outbox is here");
    assert_eq!(read(&store, |tx| tx.pins().ready()), [nurse()], "verifiers are here");
    assert!(read(&store, |tx| tx.drafts().get(&fact_id(1))).is_some(), "drafts are here");
}

#[test]
fn a_device_is_identified_once() {
    let folder = folder();
    let store = open(folder.path());
    assert_eq!(read(&store, |tx| tx.device().identity()), None, "nobody at first");
    let identity = Identity { device: device(), secret: Secret([0x11; 32]) };
    store.write(|tx| tx.device().identify(&identity)).unwrap();
    let other = Identity { device: DeviceId::from_bytes([1; 16]), secret: Secret([0x22; 32]) };
    let error = store.write(|tx| tx.device().identify(&other)).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyIdentified), "{error}");
    assert_eq!(read(&store, |tx| tx.device().identity()), Some(identity.clone()), "the first identity stays");
    assert!(!format!("{identity:?}").contains("17"), "a debug print never shows the secret");
}

#[test]
fn the_device_chain_is_dense_and_each_link_names_the_fact_before() {
    let folder = folder();
    let store = open(folder.path());
    let link = store.write(|tx| tx.device().link()).unwrap();
    assert_eq!(
        (link.sequence, link.previous, link.incarnation),
        (1, None, life(1)),
        "the first has none before it"
    );
    store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
    let next = store.write(|tx| tx.device().link()).unwrap();
    assert_eq!((next.sequence, next.previous), (3, Some(FactHash(spread(2)))), "two facts later");
    let error = store
        .write(|tx| tx.device().advance(store::Link { sequence: 1, ..link_like(tx)? }, &FactHash([0; 32])));
    assert!(matches!(error, Err(StoreError::StaleLink)), "a link is used once");
}

fn link_like(tx: &store::WriteTx<'_>) -> Result<store::Link, StoreError> {
    tx.device().link()
}

#[test]
fn enrolment_epoch_and_clock_are_kept() {
    let folder = folder();
    let store = open(folder.path());
    assert!(store.write(|tx| tx.device().set_epoch(b"1")).is_err(), "no epoch without a server");
    let enrolment = Enrolment {
        url: "http://127.0.0.1:4000".into(),
        server: vec![1, 2],
        key: [8; 32],
        label: "Bluebell tablet 3".into(),
        epoch: None,
    };
    store.write(|tx| tx.device().enrol(&enrolment)).unwrap();
    store.write(|tx| tx.device().set_epoch(b"e1")).unwrap();
    let kept = read(&store, |tx| tx.device().enrolment()).expect("enrolled");
    assert_eq!(kept, Enrolment { epoch: Some(b"e1".to_vec()), ..enrolment });
    assert_eq!(read(&store, |tx| tx.device().known_clock()), None, "an unproved clock is no clock");
    for offset_ms in [5, -7_200_000] {
        let clock = KnownClock { boot: BootId::from_bytes([1; 16]), offset_ms, heard_at: NOW };
        store.write(|tx| tx.device().set_clock(&clock)).unwrap();
        assert_eq!(
            read(&store, |tx| tx.device().known_clock()),
            Some(clock),
            "the newest is the one that counts"
        );
    }
}

#[test]
fn an_answer_about_other_devices_takes_the_place_of_the_last_one_whole() {
    let folder = folder();
    let store = open(folder.path());
    assert_eq!(read(&store, |tx| tx.heard().as_of()), None, "never said");
    let (one, other) = (device(), DeviceId::from_bytes([1; 16]));
    store.write(|tx| tx.heard().put(UtcMillis(50), &[(one, UtcMillis(7)), (other, UtcMillis(8))])).unwrap();
    store.write(|tx| tx.heard().put(UtcMillis(90), &[(other, UtcMillis(60))])).unwrap();
    assert_eq!(read(&store, |tx| tx.heard().as_of()), Some(UtcMillis(90)));
    assert_eq!(read(&store, |tx| tx.heard().from(&other)), Some(UtcMillis(60)));
    assert_eq!(read(&store, |tx| tx.heard().from(&one)), None, "the newer answer does not name it");
}
