//! A stop between any two steps leaves whole transactions.

use crate::support::*;
use clinical::ScopeId;
use store::{BoardRow, FactHash, Source, StoreError, WriteTx};

/// One step of saving a set.
type Step = fn(&WriteTx<'_>) -> Result<(), StoreError>;

/// The steps of saving a set, in order, each on its own.
const STEPS: [Step; 6] = [
    |tx| insert(tx, &scope(1), 3, Source::Here),
    |tx| {
        let link = tx.device().link()?;
        tx.device().advance(link, &FactHash(spread(3)))
    },
    |tx| insert(tx, &ScopeId::Audit(device()), 4, Source::Here),
    |tx| tx.stays().put(&stay(1), Some(&ward()), b"after"),
    |tx| {
        let row =
            BoardRow { stay: stay(1), ward: ward(), bed: "A1".into(), due_at: None, row: b"after".to_vec() };
        tx.board().put(&stay(1), &[row])
    },
    |tx| tx.drafts().drop(&fact_id(3)),
];

/// Everything a caller can see, for comparing before and after.
fn everything(store: &store::Store) -> impl PartialEq + std::fmt::Debug + use<> {
    read(store, |tx| {
        Ok((
            tx.facts().of_scope(&scope(1))?,
            tx.facts().of_scope(&ScopeId::Audit(device()))?,
            tx.outbox().next(0, 100)?,
            tx.cursors().all()?,
            tx.log().after(&scope(1), 0, 100)?,
            tx.stays().get(&stay(1))?,
            tx.board().of_ward(&ward())?,
            tx.drafts().get(&fact_id(3))?,
        ))
    })
}

#[test]
fn a_save_that_stops_after_any_step_leaves_no_trace() {
    for done in 0..=STEPS.len() {
        let folder = folder();
        let store = open(folder.path());
        store.write(|tx| save_whole(tx, 1)).map(drop).unwrap();
        let before = everything(&store);
        let stopped = store.write(|tx| {
            STEPS[..done].iter().try_for_each(|step| step(tx))?;
            Err::<(), _>(StoreError::Absent { what: "power" })
        });
        assert!(stopped.is_err(), "it stopped after {done} steps");
        assert_eq!(everything(&store), before, "nothing of {done} steps shows");
        drop(store);
        let store = open(folder.path());
        assert_eq!(everything(&store), before, "nor after a restart");
        store.write(|tx| STEPS.iter().try_for_each(|step| step(tx))).unwrap();
        assert_ne!(everything(&store), before, "the same save, not stopped, is there");
    }
}

#[test]
fn a_page_that_stops_between_facts_and_cursor_leaves_no_trace() {
    let folder = folder();
    let store = open(folder.path());
    chart(&store, &scope(1), 1);
    let before = everything(&store);
    let chain = store::ChainHash([3; 32]);
    let (one, two) = (entries([1]), entries([2]));
    let stopped = store.write_if_room(|tx| {
        insert(tx, &scope(1), 2, Source::Server)?;
        let came_back = tx.log().append(&page(&scope(1), 1, &one, &chain))?;
        assert_eq!(came_back, [fact_id(1)], "inside, the entry has left the outbox");
        // The next page has a gap before it, so all of it is undone.
        tx.log().append(&page(&scope(1), 5, &two, &chain)).map(drop)
    });
    assert!(matches!(stopped, Err(StoreError::PageOutOfOrder { .. })), "the second page does not follow");
    assert_eq!(everything(&store), before, "fact, log, cursor and outbox are as they were");
}
