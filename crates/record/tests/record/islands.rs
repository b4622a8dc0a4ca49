//! Islands: the failures of causal documents that they make impossible, and convergence.

use crate::samples::{complete_set, device_key, fact, fact_id, header, nurse, signed, small, stay_scope};
use automerge::{Automerge, Change, ReadDoc, ScalarValue, transaction::Transactable};
use clinical::{Incarnation, entry::EntryBody};
use proptest::prelude::*;
use record::{
    Chart, EntryHash, Fact, SignedFact, SigningKey,
    chart::{Applied, BadChart, LeftOut},
    island::{self, GENESIS_HASH},
};
use std::collections::BTreeSet;

fn chart_of<'f>(facts: impl IntoIterator<Item = &'f SignedFact>) -> Chart {
    let mut chart = Chart::new().unwrap();
    chart.apply(facts).unwrap();
    chart
}

fn set_of(facts: impl IntoIterator<Item = SignedFact>) -> BTreeSet<Vec<u8>> {
    facts.into_iter().map(|fact| fact.bytes).collect()
}

#[test]
fn the_genesis_is_the_same_bytes_for_ever() {
    let chart = Chart::new().unwrap();
    assert_eq!(
        chart.heads(),
        [EntryHash(GENESIS_HASH)],
        "the genesis changed: no older record could be read"
    );
    assert_eq!(
        chart.heads()[0].to_string(),
        "9b225c8b7b968fe2a16bc2be7242fed4d1cb583af7e76bb38184ad81ceb79333"
    );
}

#[test]
fn a_change_is_a_pure_function_of_its_fact() {
    let fact = small(1);
    let (first, second) = (island::change_of(&fact).unwrap(), island::change_of(&fact.clone()).unwrap());
    assert_eq!(first.raw_bytes(), second.raw_bytes());
    assert_eq!(fact.hash().0, first.hash().0);
    assert_eq!(first.deps().iter().map(|hash| hash.0).collect::<Vec<_>>(), [GENESIS_HASH]);
    assert_eq!((first.seq(), first.start_op().get(), first.timestamp(), first.len()), (1, 2, 0, 1));
    assert_eq!(first.actor_id().to_bytes(), fact.id().unwrap().as_bytes());
}

#[test]
fn the_island_of_one_known_fact_keeps_its_hash() {
    insta::assert_snapshot!(
        signed(5, stay_scope(1), EntryBody::Observations(Box::new(complete_set()))).hash()
    );
}

#[test]
fn automerge_itself_makes_the_same_document_of_an_island() {
    let fact = small(1);
    let mut document = Automerge::new();
    let genesis = Chart::new().unwrap().save();
    document.load_incremental(&genesis).unwrap();
    document.apply_changes([island::change_of(&fact).unwrap()]).unwrap();
    let (_, facts) = document.get(automerge::ROOT, island::FACTS).unwrap().unwrap();
    assert_eq!(document.keys(&facts).count(), 1);
    assert_eq!(
        document.get_heads(),
        chart_of([&fact]).heads().iter().map(|h| automerge::ChangeHash(h.0)).collect::<Vec<_>>()
    );
}

/// F1: a device restored from backup writes again under the actor it used before. The actor is the fact, so there is
/// none to use again; a batch is never refused for it.
#[test]
fn a_restored_device_that_writes_again_blocks_nobody() {
    let before: Vec<_> = (0..6).map(small).collect();
    let mut again = fact(1_000, stay_scope(1), EntryBody::Pregnancy(true));
    again.header.device_seq = 6;
    again.header.incarnation = Incarnation::from_bytes([0x2c; 16]);
    let again = again.sign(&device_key()).unwrap();
    let others: Vec<_> = (20..25).map(small).collect();
    let mut chart = chart_of(&before[..5]);
    let batch = [&again, &before[5]].into_iter().chain(&others);
    let applied = chart.apply(batch).unwrap();
    assert_eq!(applied, Applied { added: 7, known: 0, left_out: Vec::new() });
    assert_eq!(chart.facts().len(), 12);
}

/// F3: with causal changes an orphan in the queue made Automerge refuse the real change. An island has no parent to
/// wait for but the genesis, so each arrival is visible at once.
#[test]
fn no_fact_ever_waits_for_another() {
    let facts: Vec<_> = (0..20).map(small).collect();
    let mut chart = Chart::new().unwrap();
    for (n, fact) in facts.iter().rev().enumerate() {
        chart.apply([fact]).unwrap();
        assert_eq!(chart.facts().len(), n + 1, "a fact that arrived before an older one is hidden");
    }
}

/// F5: two tablets open the same stay's document offline. Both have the same genesis, so neither's facts hide the
/// other's.
#[test]
fn two_tablets_that_open_one_document_hide_nothing_of_each_other() {
    let (here, there): (Vec<_>, Vec<_>) = ((0..5).map(small).collect(), (5..10).map(small).collect());
    let (a, b) = (chart_of(&here), chart_of(&there));
    let mut merged = Automerge::load(&a.save()).unwrap();
    merged.merge(&mut Automerge::load(&b.save()).unwrap()).unwrap();
    let merged = Chart::load(&merged.save()).unwrap();
    assert_eq!(merged.facts().len(), 10);
    assert_eq!(merged.heads(), chart_of(here.iter().chain(&there)).heads());
}

/// F7: a device writes under another's actor to delete and overwrite. An island is rebuilt from its fact, so there is
/// no operation to smuggle; a document that carries one is not taken for a chart.
#[test]
fn a_document_that_deletes_a_fact_is_not_a_chart() {
    let mut document = Automerge::load(&chart_of(&[small(0), small(1)]).save()).unwrap();
    let (_, facts) = document.get(automerge::ROOT, island::FACTS).unwrap().unwrap();
    let key = document.keys(&facts).next().unwrap();
    document.transact(|tx| tx.delete(&facts, key)).unwrap();
    assert_eq!(Chart::load(&document.save()).unwrap_err(), BadChart::Foreign);
}

/// F7 again: overwriting a fact's place with other bytes, or putting something that is no fact there.
#[test]
fn a_document_that_overwrites_a_fact_is_not_a_chart() {
    for value in
        [ScalarValue::Bytes(island_bytes(&small(9))), ScalarValue::Bytes(vec![1, 2]), ScalarValue::Int(4)]
    {
        let mut document = Automerge::load(&chart_of(&[small(0), small(1)]).save()).unwrap();
        let (_, facts) = document.get(automerge::ROOT, island::FACTS).unwrap().unwrap();
        let key = document.keys(&facts).next().unwrap();
        document.transact(|tx| tx.put(&facts, key, value.clone())).unwrap();
        assert_eq!(Chart::load(&document.save()).unwrap_err(), BadChart::Foreign);
    }
}

fn island_bytes(fact: &SignedFact) -> Vec<u8> {
    [
        &[0x82, 0x59, (fact.bytes.len() >> 8) as u8, fact.bytes.len() as u8],
        &fact.bytes[..],
        &[0x58, 0x40],
        &fact.signature,
    ]
    .concat()
}

/// F12: of two devices that set one register, the next write hid one for good. There are no registers: both corrections
/// of a fact, made apart, stay in the document whatever is written later.
#[test]
fn two_corrections_of_one_fact_both_stay() {
    let correction = |n: u32| {
        let mut fact = fact(n, stay_scope(1), EntryBody::Pregnancy(n == 1));
        fact.header.supersedes = vec![fact_id(0)];
        fact.sign(&device_key()).unwrap()
    };
    let (mine, theirs) = (correction(1), correction(2));
    let mut chart = chart_of([&small(0), &mine, &theirs]);
    chart.apply([&small(9)]).unwrap();
    let facts = set_of(chart.facts());
    assert!(facts.contains(&mine.bytes) && facts.contains(&theirs.bytes));
}

/// F8: a change with a start operation near the counter's end made the next local write panic. An island's is always 2,
/// whatever the fact says, so a document with any number of facts can still be written to.
#[test]
fn no_fact_can_use_up_the_operation_counter() {
    let facts: Vec<_> = (0..50).map(small).collect();
    assert!(facts.iter().all(|fact| island::change_of(fact).unwrap().start_op().get() == 2));
    let mut document = Automerge::load(&chart_of(&facts).save()).unwrap();
    document.transact(|tx| tx.put(automerge::ROOT, "still", "writable")).unwrap();
}

/// The measured disaster of causal documents: without change 5 of 3,000, five facts stayed visible and Automerge said
/// nothing. With islands the other 2,999 are all there.
#[test]
fn a_missing_fact_hides_no_other_of_three_thousand() {
    let facts: Vec<_> = unsigned_many(3_000);
    let chart = chart_of(facts.iter().enumerate().filter(|(n, _)| *n != 5).map(|(_, fact)| fact));
    assert_eq!(chart.facts().len(), 2_999);
    let mut whole = chart.clone();
    whole.apply([&facts[5]]).unwrap();
    assert_eq!(set_of(whole.facts()), set_of(facts.clone()));
    assert_eq!(whole.heads(), chart_of(&facts).heads());
}

/// Facts without good signatures, for tests that look at documents only: signing 3,000 takes longer than the rest.
fn unsigned_many(count: u32) -> Vec<SignedFact> {
    let template = fact(0, stay_scope(1), EntryBody::Pregnancy(true)).sign(&device_key()).unwrap();
    let place = template.bytes.windows(16).position(|part| part == fact_id(0).as_bytes()).unwrap();
    let numbered = |n: u32| {
        let mut copy = template.clone();
        copy.bytes[place..place + 16].copy_from_slice(fact_id(n).as_bytes());
        copy
    };
    (0..count).map(numbered).collect()
}

/// What F1 to F3 look like where changes do depend on one another: kept so that an Automerge that changes its ways is
/// noticed. Islands rest on none of it.
#[test]
fn causal_changes_still_hide_everything_behind_a_missing_one() {
    let mut author = automerge::AutoCommit::new();
    let mut changes: Vec<Change> = Vec::new();
    for n in 0..20 {
        author.put(automerge::ROOT, format!("fact {n}"), n).unwrap();
        author.commit();
        changes.push(author.get_last_local_change().unwrap());
    }
    changes.remove(5);
    let mut reader = Automerge::new();
    reader.apply_changes(changes).unwrap();
    assert_eq!(reader.keys(automerge::ROOT).count(), 5, "Automerge said Ok and shows 5 of 19");
}

#[test]
fn of_two_facts_with_one_identifier_the_first_stays_and_the_other_is_named() {
    let first = small(3);
    let mut other = fact(3, stay_scope(1), EntryBody::Pregnancy(true));
    other.header.reason = "other words".to_owned();
    let other = other.sign(&device_key()).unwrap();
    let mut chart = chart_of([&first]);
    let applied = chart.apply([&other, &small(4)]).unwrap();
    assert_eq!(applied, Applied { added: 1, known: 0, left_out: vec![(other.hash(), LeftOut::Twin)] });
    assert_eq!(set_of(chart.facts()), set_of([first, small(4)]));
}

#[test]
fn bytes_that_show_no_identifier_are_left_out_and_hide_nothing() {
    let junk = SignedFact { bytes: vec![0xff; 40], signature: [0; 64] };
    let mut chart = Chart::new().unwrap();
    let applied = chart.apply([&small(0), &junk, &small(1)]).unwrap();
    assert_eq!(applied, Applied { added: 2, known: 0, left_out: vec![(junk.hash(), LeftOut::Unreadable)] });
    assert_eq!(chart.facts().len(), 2);
}

#[test]
fn a_saved_chart_reads_back_whole_and_is_an_ordinary_automerge_file() {
    let chart = chart_of(&(0..30).map(small).collect::<Vec<_>>());
    let file = chart.save();
    let read = Chart::load(&file).unwrap();
    assert_eq!((read.heads(), read.len()), (chart.heads(), 30));
    assert_eq!(set_of(read.facts()), set_of(chart.facts()));
    assert!(!read.is_empty());
    let fact = read.facts().remove(0);
    fact.verify(&device_key().verifying_key()).unwrap();
    assert!(Automerge::load(&file).is_ok());
}

#[test]
fn a_damaged_file_is_an_error_and_never_a_panic() {
    let file = chart_of(&(0..5).map(small).collect::<Vec<_>>()).save();
    for at in 0..file.len() {
        let mut damaged = file.clone();
        damaged[at] ^= 0x41;
        assert!(Chart::load(&damaged).is_err(), "a file with byte {at} flipped was taken");
    }
    assert_eq!(Chart::load(&file[..file.len() / 2]).unwrap_err(), BadChart::Damaged);
    assert_eq!(Chart::load(&[]).unwrap_err(), BadChart::Foreign, "an empty file has no genesis");
}

#[test]
fn the_hash_covers_the_signature_too() {
    let fact = small(1);
    let mut other = fact.clone();
    other.signature[0] ^= 1;
    assert_ne!(fact.hash(), other.hash());
}

#[test]
fn two_devices_that_sign_the_same_words_make_two_facts() {
    let other = SigningKey::from_bytes(&[8; 32]);
    let mut header = header(2, stay_scope(1));
    header.signer = record::KeyId::of(&other.verifying_key());
    header.author = nurse();
    let theirs = Fact { header, body: EntryBody::Pregnancy(true) }.sign(&other).unwrap();
    assert_ne!(theirs.hash(), small(2).hash());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Any order, any repetition, any cutting into batches: one document.
    #[test]
    fn charts_converge_in_any_order(
        order in prop::collection::vec(0_u32..40, 1..120),
        cuts in prop::collection::vec(1_usize..17, 1..20),
    ) {
        let facts = unsigned_many(40);
        let mut chart = Chart::new().unwrap();
        let mut rest = &order[..];
        for cut in cuts.iter().cycle() {
            let (batch, later) = rest.split_at((*cut).min(rest.len()));
            chart.apply(batch.iter().map(|n| &facts[*n as usize])).unwrap();
            rest = later;
            if rest.is_empty() { break; }
        }
        let arrived: BTreeSet<_> = order.iter().copied().collect();
        let straight = chart_of(arrived.iter().map(|n| &facts[*n as usize]));
        prop_assert_eq!(chart.heads(), straight.heads());
        prop_assert_eq!(set_of(chart.facts()), set_of(straight.facts()));
    }
}
