//! The importer: rows in whole transactions, scores worked out here, every bad row named, and a second run harmless.

#![expect(clippy::unwrap_used, reason = "a test may stop where its premise fails")]

use clinical::{
    FactId, StaffId, Stamp, StayId, TakenAt, UtcMillis,
    entry::{Discharge, EntryBody},
    news2::{NotApplicable, Outcome, Scale},
    observation::ObservationSet,
    vitals::{Consciousness, Sign},
};
use demo::import::{
    Fate, HistoricStay, ImportError, Lists, Nowhere, ROWS_PER_TRANSACTION, Report, Sink, Source, import,
};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, BufReader, Read},
    path::PathBuf,
};

const HEADING: &str = "male,age,NEWS,syst,dias,temp,pulse,resp,sat,sup,alert,died\n";
const GOOD: &str = "0,68,3,150,98,36.7999992370605,78,26,96,0,0,0\n";

fn source(name: &str) -> Source {
    Source {
        name: name.to_owned(),
        author: StaffId::from_bytes([7; 16]),
        recorded_at: Stamp { utc: UtcMillis(1_795_000_000_000), offset_minutes: 0 },
    }
}

/// Keeps stays in memory, whole transactions or nothing, and fails before a transaction when told to.
#[derive(Default)]
struct Memory {
    stays: BTreeMap<StayId, HistoricStay>,
    transactions: usize,
    fail_after: Option<usize>,
}

#[derive(Debug, thiserror::Error)]
#[error("the disk is full")]
struct DiskFull;

impl Sink for Memory {
    type Error = DiskFull;

    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, DiskFull> {
        if self.fail_after == Some(self.transactions) {
            return Err(DiskFull);
        }
        self.transactions += 1;
        let fate = |stay: &HistoricStay| match self.stays.get(&stay.id) {
            None => Fate::New,
            Some(there) if there == stay => Fate::AlreadyThere,
            Some(_) => Fate::Differs,
        };
        let fates: Vec<_> = stays.iter().map(fate).collect();
        for (stay, fate) in stays.iter().zip(&fates) {
            if *fate == Fate::New {
                self.stays.insert(stay.id, stay.clone());
            }
        }
        Ok(fates)
    }
}

impl Memory {
    fn sets(&self) -> Vec<&ObservationSet> {
        let facts = self.stays.values().flat_map(|stay| &stay.facts);
        facts
            .filter_map(|fact| match &fact.body {
                EntryBody::Observations(set) => Some(&**set),
                _ => None,
            })
            .collect()
    }
}

/// Imports a text and answers the report and the rejects file.
fn run(text: &str, sink: &mut Memory) -> (Report, String) {
    let mut rejects = Vec::new();
    let report =
        import(&mut text.as_bytes(), &source("a file"), sink, Lists::new(&mut rejects), |_| {}).unwrap();
    (report, String::from_utf8(rejects).unwrap())
}

fn rows(count: usize) -> String {
    HEADING.to_owned() + &GOOD.repeat(count)
}

/// The published file where it lies, or `None`, said aloud.
fn published_file() -> Option<PathBuf> {
    let lies = std::env::var_os("WARDLIGHT_NEWS_CSV").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/nhs_synthetic_news.csv"),
        PathBuf::from,
    );
    if lies.is_file() {
        return Some(lies);
    }
    eprintln!("skipped: no nhs_synthetic_news.csv; set WARDLIGHT_NEWS_CSV to where it lies");
    None
}

#[test]
fn the_published_file_comes_in_whole_and_376_of_its_scores_are_not_the_news2_of_their_row() {
    let Some(path) = published_file() else { return };
    let mut sink = Memory::default();
    let (report, rejects) = run(&fs::read_to_string(path).unwrap(), &mut sink);
    assert_eq!((report.rows, report.brought_in, report.rejected), (1000, 1000, 0), "{rejects}");
    assert_eq!((report.scored, report.incomplete, report.not_applicable), (1000, 0, 0));
    assert_eq!((report.compared, report.disagree()), (1000, 376));
    assert_eq!(sink.stays.len(), 1000, "one stay a row");
    insta::assert_snapshot!("report_of_the_published_file", report);
}

#[test]
fn a_row_becomes_a_historic_stay_with_its_own_score_and_the_sources_as_provenance() {
    let mut sink = Memory::default();
    run(&rows(1), &mut sink);
    let stay = sink.stays.values().next().unwrap();
    assert!(stay.facts.iter().all(|fact| fact.taken_at == TakenAt::NotRecorded), "no time is invented");
    let provenance = stay.facts.iter().find_map(|fact| match &fact.body {
        EntryBody::Historic(provenance) => Some(provenance.clone()),
        _ => None,
    });
    let provenance = provenance.unwrap();
    assert_eq!((provenance.source.as_str(), provenance.row.as_str()), ("a file", "1"));
    assert_eq!(provenance.score_there, Some(3));

    let set = sink.sets()[0];
    assert_eq!(set.scale, Scale::One);
    assert_eq!(set.vitals.temperature.map(|t| t.get()), Some(368), "36.7999992370605 is charted as 36.8");
    assert!(matches!(set.outcome, Outcome::Complete { total: 3, .. }), "{:?}", set.outcome);
    assert!(set.remark.contains("68 years"), "the age that the score rests on: {}", set.remark);
}

#[test]
fn nothing_of_an_import_goes_on_a_board() {
    let mut sink = Memory::default();
    run(&(HEADING.to_owned() + GOOD + &GOOD.replace(",0\n", ",1\n")), &mut sink);
    for stay in sink.stays.values() {
        assert!(stay.facts.iter().any(|fact| matches!(fact.body, EntryBody::Historic(_))));
        assert!(
            !stay
                .facts
                .iter()
                .any(|fact| { matches!(fact.body, EntryBody::Placement(_) | EntryBody::Allocation(_)) })
        );
    }
    let died = sink.stays.values().flat_map(|stay| &stay.facts);
    assert_eq!(died.filter(|fact| fact.body == EntryBody::Discharge(Discharge::Died)).count(), 1);
}

#[test]
fn avpu_by_number_and_a_missing_sign_is_missing() {
    let mut sink = Memory::default();
    let text = HEADING.to_owned()
        + "1,70,,120,70,37.0,80,16,97,1,0,0\n1,70,,120,70,37.0,80,16,97,1,1,0\n1,70,,120,70,37.0,80,16,97,1,2,0\n1,70,,120,70,37.0,80,16,97,1,3,0\n1,70,2,120,70,NA,80,16,97,0,,0\n";
    let (report, _) = run(&text, &mut sink);
    let mut minds: Vec<_> = sink.sets().iter().filter_map(|set| set.vitals.consciousness).collect();
    minds.sort();
    let expected =
        [Consciousness::Alert, Consciousness::Voice, Consciousness::Pain, Consciousness::Unresponsive];
    assert_eq!(minds, expected, "0 to 3, and none is new confusion");
    let partial = sink.sets().into_iter().find(|set| !set.outcome.is_complete()).unwrap();
    assert_eq!(partial.vitals.missing().collect::<Vec<_>>(), [Sign::Consciousness, Sign::Temperature]);
    assert_eq!(partial.vitals.problems(), vec![], "each missing sign has a reason");
    assert_eq!(
        (report.scored, report.incomplete, report.compared),
        (4, 1, 0),
        "nothing to compare them with"
    );
}

#[test]
fn a_child_and_a_row_without_age_are_recorded_and_not_scored() {
    let mut sink = Memory::default();
    let text =
        HEADING.to_owned() + &GOOD.replace("68", "15") + &GOOD.replace("68", "") + &GOOD.replace("68", "16");
    let (report, _) = run(&text, &mut sink);
    assert_eq!((report.brought_in, report.not_applicable, report.scored), (3, 2, 1));
    let mut reasons: Vec<_> = sink
        .sets()
        .iter()
        .filter_map(|set| match set.outcome {
            Outcome::NotApplicable { reason } => Some(reason),
            _ => None,
        })
        .collect();
    reasons.sort();
    assert_eq!(reasons, [NotApplicable::Under16, NotApplicable::AgeUnknown]);
}

#[test]
fn every_bad_row_is_listed_with_its_line_and_reason_and_the_others_come_in() {
    let text = HEADING.to_owned()
        + GOOD
        + "0,68,3,150,98,x,78,26,96,0,0,0\n"
        + "0,68,3,150,98,36.8,78,26,960,0,0,0\n"
        + "\n"
        + "0,68,3,90,120,36.8,78,26,96,0,0,0\n"
        + "0,68,3\n"
        + "2,500,99,150,98,36.8,78.5,26,96,3,4,maybe\n"
        + "0,68,,,,,,,,,,0\n"
        + "\"0,68,3,150,98,36.8,78,26,96,0,0,0\n"
        + GOOD;
    let mut sink = Memory::default();
    let (report, rejects) = run(&text, &mut sink);
    assert_eq!((report.rows, report.brought_in, report.rejected), (9, 2, 7));
    insta::assert_snapshot!("rejects", rejects);
}

#[test]
fn bytes_that_are_no_text_and_a_line_without_end_are_rejected_and_the_rest_comes_in() {
    let mut bytes = HEADING.as_bytes().to_vec();
    bytes.extend_from_slice(b"\xff\xfe\n");
    bytes.extend_from_slice(&vec![b'9'; 1_000_000]);
    bytes.extend_from_slice(b"\n");
    bytes.extend_from_slice(GOOD.as_bytes());
    let mut sink = Memory::default();
    let mut rejects = Vec::new();
    let report = import(
        &mut BufReader::new(&bytes[..]),
        &source("a file"),
        &mut sink,
        Lists::new(&mut rejects),
        |_| {},
    )
    .unwrap();
    assert_eq!((report.rows, report.brought_in, report.rejected), (3, 1, 2));
    let rejects = String::from_utf8(rejects).unwrap();
    assert!(rejects.len() < 400, "the endless line is not repeated");
}

#[test]
fn scores_that_disagree_are_listed_line_by_line_when_asked_for() {
    let text = HEADING.to_owned() + GOOD + &GOOD.replace("68,3,", "68,5,") + &GOOD.replace("68,3,", "68,,");
    let mut differences = Vec::new();
    let lists = Lists::new(io::sink()).with_differences(&mut differences);
    let report = import(&mut text.as_bytes(), &source("a file"), &mut Nowhere, lists, |_| {}).unwrap();
    assert_eq!((report.compared, report.disagree()), (2, 1));
    assert_eq!(String::from_utf8(differences).unwrap(), "line,score_there,score_here\n3,5,3\n");
}

#[test]
fn a_list_that_cannot_be_written_stops_the_import_and_says_so() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("no space left"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let text = HEADING.to_owned() + "x\n" + GOOD;
    let stopped =
        import(&mut text.as_bytes(), &source("x"), &mut Nowhere, Lists::new(Full), |_| {}).unwrap_err();
    assert!(matches!(stopped, ImportError::Lists { .. }));
    assert!(stopped.to_string().contains("Make room"), "{stopped}");
}

#[test]
fn a_file_of_another_kind_is_refused_with_the_names_it_lacks() {
    let outcome = |text: &str| {
        import(&mut text.as_bytes(), &source("x"), &mut Nowhere, Lists::new(io::sink()), |_| {})
            .unwrap_err()
            .to_string()
    };
    let refused = outcome("male,age,heart_rate\n1,2,3\n");
    assert!(refused.contains("NEWS, syst, dias"), "{refused}");
    assert!(refused.contains("Nothing was brought in"), "{refused}");
    assert!(outcome("").contains("no readable first line"));
}

#[test]
fn columns_are_found_by_name_in_any_order_with_others_ignored_and_a_byte_order_mark() {
    let text = "\u{feff}\"ward\",died,alert,sup,sat,resp,pulse,temp,dias,syst,news,age,male\r\n\
                \"B, side\",0,0,0,96,26,78,36.8,98,150,3,68,0\r\n";
    let mut sink = Memory::default();
    let (report, rejects) = run(text, &mut sink);
    assert_eq!(report.brought_in, 1, "{rejects}");
    assert!(matches!(sink.sets()[0].outcome, Outcome::Complete { total: 3, .. }));
}

#[test]
fn a_second_run_finds_everything_there_and_adds_nothing() {
    let text = rows(2_500);
    let mut sink = Memory::default();
    let (first, _) = run(&text, &mut sink);
    let before = sink.stays.clone();
    let (second, _) = run(&text, &mut sink);
    assert_eq!((first.brought_in, first.transactions), (2_500, 3));
    assert_eq!((second.brought_in, second.already_there), (0, 2_500));
    assert_eq!(sink.stays, before);
}

#[test]
fn an_interrupted_run_leaves_whole_transactions_and_is_completed_by_the_next() {
    let text = rows(4_300);
    for fail_after in 0..5 {
        let mut sink = Memory { fail_after: Some(fail_after), ..Memory::default() };
        let stopped =
            import(&mut text.as_bytes(), &source("a file"), &mut sink, Lists::new(io::sink()), |_| {})
                .unwrap_err();
        assert_eq!(sink.stays.len(), fail_after * ROWS_PER_TRANSACTION, "whole transactions only");
        let said = stopped.to_string();
        assert!(said.contains(&format!("{} rows are dealt with", fail_after * 1_000)), "{said}");
        assert!(said.contains("Run the same command again"), "{said}");
        let expected_line = fail_after as u64 * 1_000 + 2;
        assert!(matches!(stopped, ImportError::Sink { line, .. } if line == expected_line));

        sink.fail_after = None;
        let (again, _) = run(&text, &mut sink);
        assert_eq!(again.already_there, fail_after as u64 * 1_000, "what was in is recognised");
        assert_eq!((sink.stays.len(), again.brought_in), (4_300, 4_300 - fail_after as u64 * 1_000));
    }
}

#[test]
fn a_row_that_changed_since_the_last_run_is_listed_and_the_first_stays() {
    let mut sink = Memory::default();
    run(&rows(3), &mut sink);
    let before = sink.stays.clone();
    let changed = HEADING.to_owned() + GOOD + &GOOD.replace(",78,", ",178,") + GOOD;
    let (report, rejects) = run(&changed, &mut sink);
    assert_eq!((report.already_there, report.differing), (2, 1));
    assert!(rejects.contains("3,\"was brought in before with other values"), "{rejects}");
    assert_eq!(sink.stays, before);
}

#[test]
fn identities_follow_from_the_source_and_the_row_alone() {
    let ids = |name: &str| {
        let mut sink = Memory::default();
        import(&mut rows(50).as_bytes(), &source(name), &mut sink, Lists::new(io::sink()), |_| {}).unwrap();
        let facts: Vec<FactId> = sink.stays.values().flat_map(|s| &s.facts).map(|fact| fact.id).collect();
        facts
    };
    let (first, other) = (ids("a file"), ids("another file"));
    assert_eq!(first, ids("a file"));
    assert!(first.iter().all(|id| !other.contains(id)), "another source is another history");
    let mut once = first.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), 150, "no identity twice");
}

/// A file of any length that is never held in memory.
struct Endless {
    rows: usize,
    rest: &'static [u8],
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && self.rows > 0 {
            self.rows -= 1;
            self.rest = GOOD.as_bytes();
        }
        let taken = self.rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&self.rest[..taken]);
        self.rest = &self.rest[taken..];
        Ok(taken)
    }
}

/// Forgets the stays, but notes the largest transaction.
#[derive(Default)]
struct Largest(usize);

impl Sink for Largest {
    type Error = DiskFull;

    fn take_in(&mut self, stays: &[HistoricStay]) -> Result<Vec<Fate>, DiskFull> {
        self.0 = self.0.max(stays.len());
        Ok(vec![Fate::New; stays.len()])
    }
}

#[test]
fn a_long_file_is_streamed_a_transaction_at_a_time() {
    let file = Endless { rows: 20_500, rest: HEADING.as_bytes() };
    let mut sink = Largest::default();
    let mut told = Vec::new();
    let report =
        import(&mut BufReader::new(file), &source("x"), &mut sink, Lists::new(io::sink()), |report| {
            told.push(report.rows)
        })
        .unwrap();
    assert_eq!((report.brought_in, report.transactions), (20_500, 21));
    assert_eq!(sink.0, ROWS_PER_TRANSACTION, "never more than one transaction is held");
    assert_eq!(told.len(), 21, "progress after each");
}

#[test]
fn a_file_that_cannot_be_read_on_says_how_far_it_came() {
    struct Torn(usize);
    impl Read for Torn {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("the memory stick was pulled out"));
            }
            self.0 -= 1;
            let line = if self.0 == 1_200 { HEADING } else { GOOD };
            buffer[..line.len()].copy_from_slice(line.as_bytes());
            Ok(line.len())
        }
    }
    let mut sink = Memory::default();
    let stopped =
        import(&mut BufReader::new(Torn(1_201)), &source("x"), &mut sink, Lists::new(io::sink()), |_| {})
            .unwrap_err();
    let said = stopped.to_string();
    assert!(said.contains("beyond line 1201") && said.contains("1000 rows are dealt with"), "{said}");
    assert_eq!(sink.stays.len(), 1_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_rows_hold_the_counts_add_up_and_every_stay_could_have_been_charted(
        lines in prop::collection::vec(
            prop_oneof![
                Just(GOOD.trim_end().to_owned()),
                "[0-9,.xNA\"]{0,60}",
                prop::collection::vec(prop_oneof![Just(String::new()), (0..250u32).prop_map(|n| n.to_string())], 12)
                    .prop_map(|fields| fields.join(",")),
            ],
            0..40,
        ),
    ) {
        let mut sink = Memory::default();
        let (report, rejects) = run(&(HEADING.to_owned() + &lines.join("\n")), &mut sink);
        prop_assert_eq!(report.rows, report.brought_in + report.already_there + report.differing + report.rejected);
        prop_assert_eq!(rejects.lines().count() as u64, 1 + report.rejected);
        prop_assert_eq!(sink.stays.len() as u64, report.brought_in);
        for set in sink.sets() {
            prop_assert_eq!(set.vitals.problems(), vec![]);
        }
    }
}
