//! Projections that are ahead of the disk: readers see them, and nothing about them is lost.

use crate::support::*;
use clinical::{FactId, ScopeId, WardId};
use store::{BoardRow, Projection, ReadTx, Source, Standing, StayRow, Store, StoreError};

/// A stay's projection: its ward and bed, and a number that tells one version from another.
fn projection(patient: u8, ward: &WardId, bed: &str, version: u8) -> Projection {
    let row = BoardRow {
        stay: stay(patient),
        ward: ward.clone(),
        bed: bed.into(),
        due_at: Some(NOW),
        row: vec![version],
    };
    Projection {
        stay: stay(patient),
        ward: Some(ward.clone()),
        state: vec![version],
        rows: vec![row],
        looked_after_by: vec![nurse()],
    }
}

fn foxglove() -> WardId {
    "foxglove".parse().unwrap()
}

/// Everything that can be read of the projections of three stays.
fn seen(store: &Store) -> (Vec<BoardRow>, Vec<StayRow>, Vec<clinical::StayId>, u64) {
    let read_all = |tx: &ReadTx<'_>| -> Result<_, StoreError> {
        let mut rows = tx.board().of_ward(&ward())?;
        rows.extend(tx.board().of_ward(&foxglove())?);
        let mut states = tx.stays().of_ward(&ward())?;
        states.extend(tx.stays().of_ward(&foxglove())?);
        for patient in 1..=3 {
            rows.extend(tx.board().of_stay(&stay(patient))?);
            states.extend(tx.stays().get(&stay(patient))?);
        }
        Ok((rows, states, tx.allocations().of_staff(&nurse())?, tx.stays().count()?))
    };
    read(store, read_all)
}

fn put_all(store: &Store, projections: &[Projection]) {
    store.write(|tx| projections.iter().try_for_each(|projection| tx.put(projection))).unwrap();
}

#[test]
fn what_is_held_reads_as_what_is_put() {
    let folders = (folder(), folder());
    let (held, put) = (open(folders.0.path()), open(folders.1.path()));
    let before =
        [projection(1, &ward(), "A1", 1), projection(2, &ward(), "A2", 1), projection(3, &ward(), "A2", 1)];
    // One that stays, one that moves to another ward and is handed back, a new bed between the others, one that leaves.
    let moved = Projection { looked_after_by: Vec::new(), ..projection(2, &foxglove(), "B1", 2) };
    let gone = Projection { ward: None, rows: Vec::new(), ..projection(3, &ward(), "A2", 3) };
    for store in [&held, &put] {
        put_all(store, &before);
    }
    for step in
        [vec![projection(1, &ward(), "A0", 2), moved], vec![gone], vec![projection(3, &ward(), "A9", 4)]]
    {
        put_all(&put, &step);
        held.hold(step);
        assert_eq!(seen(&held), seen(&put));
    }
    assert_eq!(held.held(), 3);
    let rows: i64 = looked_at(folders.0.path(), "SELECT count(*) FROM board WHERE bed = 'A9'");
    assert_eq!(rows, 0, "none of it is on the disk");
    held.write(|tx| tx.put_held()).unwrap();
    assert_eq!(held.held(), 0);
    assert_eq!(seen(&held), seen(&put), "and it reads the same once it is");
    let rows: i64 = looked_at(folders.0.path(), "SELECT count(*) FROM board WHERE bed = 'A9'");
    assert_eq!(rows, 1);
}

fn looked_at(folder: &std::path::Path, query: &str) -> i64 {
    let database = rusqlite::Connection::open(folder.join("wardlight.db")).unwrap();
    database.query_row(query, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_could_not_be_put_is_held_on() {
    let folder = folder();
    let store = open(folder.path());
    store.hold([projection(1, &ward(), "A1", 1)]);
    let failed = store.write(|tx| -> Result<(), StoreError> {
        tx.put_held()?;
        Err(StoreError::StaleLink)
    });
    assert!(failed.is_err());
    assert_eq!(store.held(), 1);
    assert_eq!(read(&store, |tx| tx.board().of_ward(&ward())).len(), 1, "and shown");
}

#[test]
fn a_transaction_that_puts_what_is_held_reads_what_it_puts_after_that() {
    let folder = folder();
    let store = open(folder.path());
    store.hold([projection(1, &ward(), "A1", 1)]);
    store
        .write(|tx| {
            tx.put_held()?;
            tx.put(&projection(1, &ward(), "A1", 2))?;
            assert_eq!(tx.stays().get(&stay(1))?.map(|row| row.state), Some(vec![2]));
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(read(&store, |tx| tx.stays().get(&stay(1))).map(|row| row.state), Some(vec![2]));
}

#[test]
fn a_fact_made_here_is_behind_until_its_projection_is_put() {
    let folder = folder();
    let behind = |store: &Store| -> Vec<ScopeId> { read(store, |tx| tx.projected().behind()) };
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    store.write(|tx| tx.put_held()).unwrap();
    assert!(behind(&store).is_empty());
    chart(&store, &scope(2), 2);
    store.write(|tx| insert(tx, &scope(3), 3, Source::Server)).unwrap();
    assert_eq!(behind(&store), [scope(2)], "what comes from the server is projected where it is written");
    drop(store);
    let store = open(folder.path());
    assert_eq!(behind(&store), [scope(2)], "known to whoever opens the folder next");
    store.hold([projection(2, &ward(), "A1", 1)]);
    store.write(|tx| tx.put_held()).unwrap();
    assert!(behind(&store).is_empty());
}

#[test]
fn with_a_projection_that_could_not_be_made_nothing_more_is_noted_as_projected() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    store.lose_track();
    chart(&store, &scope(2), 2);
    store.hold([projection(2, &ward(), "A2", 1)]);
    store.write(|tx| tx.put_held()).unwrap();
    assert_eq!(
        read(&store, |tx| tx.projected().behind()),
        [scope(1), scope(2)],
        "made anew at the next opening"
    );
}

#[test]
fn what_is_to_be_signed_is_kept_in_its_order_and_is_on_this_device_only_meanwhile() {
    let folder = folder();
    let store = open(folder.path());
    let (first, second) = (FactId::from_bytes([2; 16]), FactId::from_bytes([1; 16]));
    let (scope, audit) = (ScopeId::Stay(stay(1)), ScopeId::Audit(device()));
    let keep = |tx: &store::WriteTx<'_>| -> Result<(), StoreError> {
        tx.unsigned().keep(&scope, &first, b"first")?;
        tx.unsigned().keep(&audit, &second, b"second")
    };
    store.write(keep).unwrap();
    drop(store);
    let store = open(folder.path());
    let bytes: Vec<Vec<u8>> =
        read(&store, |tx| tx.unsigned().all()).into_iter().map(|to_sign| to_sign.bytes).collect();
    assert_eq!(bytes, [b"first".to_vec(), b"second".to_vec()], "kept, in the order of the chain");
    assert_eq!(read(&store, |tx| tx.unsigned().of_scope(&scope)), [b"first".to_vec()]);
    let standing = read(&store, |tx| tx.outbox().standing(&scope, &first));
    assert_eq!(standing, Some(Standing::OnDevice), "never taken for one that came back");
    assert_eq!(read(&store, |tx| tx.outbox().standings(&scope))[&first], Standing::OnDevice);
    assert_eq!(read(&store, |tx| tx.outbox().count()).on_device, 2);
    assert_eq!(read(&store, |tx| tx.outbox().scopes()), [audit, scope.clone()]);
    assert!(read(&store, |tx| tx.projected().behind()).contains(&scope));
    store.write(|tx| tx.unsigned().signed()).unwrap();
    assert!(!read(&store, |tx| tx.unsigned().any()));
    assert_eq!(read(&store, |tx| tx.outbox().standing(&scope, &first)), None);
}
