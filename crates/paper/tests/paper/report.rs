//! The observation report of a stay.

use crate::{pdf, samples};
use clinical::{Stamp, TakenAt, UtcMillis};
use paper::stay_report;

#[test]
fn every_page_carries_patient_time_source_and_number() {
    let mut report = samples::report();
    let set = report.chart.sets[0].clone();
    report.chart.sets = (0..80).map(|_| set.clone()).collect();
    let text = pdf::text(&stay_report(&report, &samples::source()).unwrap());
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "80 sets do not fit on {} pages", pages.len());
    for (page, number) in pages.iter().zip(1..) {
        for said in [
            "ŁUKASZEWICZ-O’BRIEN, Zoë (Mrs)",
            "Born 03-Feb-1941 (85y)",
            "943 476 5919",
            "H12345",
            "Bluebell Ward, bed A3",
            "ALLERGIES: Penicillin, Latex",
            "Printed 23-Nov-2026 07:10 by Amina Yusuf, nurse",
            "Wardlight 0.1.0, record 3f2a 91bc",
            "last news from the server 23-Nov-2026 07:08",
            "DEMO: synthetic patients. Not for clinical use",
            &format!("Page {number} of {}", pages.len()),
        ] {
            let page = page.replace('\u{a0}', " ");
            assert!(page.contains(said), "page {number} lacks {said:?}:\n{page}");
        }
    }
}

#[test]
fn a_set_is_told_with_values_points_score_who_and_when() {
    let words = pdf::words(&stay_report(&samples::report(), &samples::source()).unwrap());
    for said in [
        "26 (3)",
        "91% (3)",
        "Nasal cannula",
        "2.5 L/min (2)",
        "96/48 (2)",
        "122 (2)",
        "A (0)",
        "39.1 (2)",
        "14 High",
        "Amina Yusuf, registered nurse",
        "23-Nov-2026 06:50",
        "23-Nov-2026 06:52",
        "What it set off: see alert 1",
    ] {
        assert!(words.contains(said), "{said:?} is not in:\n{words}");
    }
}

#[test]
fn what_was_refused_is_neither_empty_nor_a_score() {
    let words = pdf::words(&stay_report(&samples::report(), &samples::source()).unwrap());
    assert!(words.contains("– Declined"), "{words}");
    assert!(words.contains("Incomplete: at least 2, at most"), "{words}");
    assert!(words.contains("Remark: Wants to sleep"), "{words}");
}

#[test]
fn a_gap_is_told_with_what_the_score_had_asked_for() {
    let words = pdf::words(&stay_report(&samples::report(), &samples::source()).unwrap());
    assert!(
        words.contains("No set for 31 h before this one; the one before asked for: 12-hourly"),
        "{words}"
    );
}

#[test]
fn what_was_corrected_stays_readable_with_who_when_and_why() {
    let report = samples::report();
    let words = pdf::words(&stay_report(&report, &samples::source()).unwrap());
    assert!(words.contains("220/6"), "the value is gone: {words}");
    let marked = "ENTERED IN ERROR, marked by Tom Baker, 22-Nov-2026 21:20: Wrong patient’s cuff";
    assert!(words.contains(marked), "{words}");
    let mut standing = report.clone();
    standing.chart.sets[1].mark = contract::Mark::Current;
    let struck = pdf::picture(&stay_report(&report, &samples::source()).unwrap());
    let whole = pdf::picture(&stay_report(&standing, &samples::source()).unwrap());
    assert_ne!(struck.points, whole.points, "nothing on the page shows that it counts no longer");
}

#[test]
fn what_a_score_set_off_is_told_to_its_end() {
    let words = pdf::words(&stay_report(&samples::report(), &samples::source()).unwrap());
    for said in [
        "Alert 1: 23-Nov-2026 06:50, NEWS2 13. Emergency assessment by a critical care team. Plan made",
        "Told medical registrar (Dr Okafor), by telephone",
        "With the patient: Dr Okafor",
        "Plan: fluids, blood cultures, observations every 30 minutes",
        "Observe every 30 min, until 23-Nov-2026 12:00",
        "Not for resuscitation",
        "Review 22-Nov-2026 – past",
    ] {
        assert!(words.contains(said), "{said:?} is not in:\n{words}");
    }
}

#[test]
fn the_hour_that_comes_twice_is_told_by_its_offset() {
    let mut report = samples::report();
    let twice = UtcMillis(1_792_888_200_000);
    report.chart.sets.truncate(1);
    report.chart.sets[0].taken = TakenAt::At(Stamp { utc: twice, offset_minutes: 60 });
    let mut later = report.chart.sets[0].clone();
    later.taken = TakenAt::At(Stamp { utc: twice.plus_minutes(60), offset_minutes: 0 });
    report.chart.sets.push(later);
    let words = pdf::words(&stay_report(&report, &samples::source()).unwrap());
    assert!(words.contains("25-Oct-2026 01:30 (UTC+1)"), "{words}");
    assert!(words.contains("25-Oct-2026 01:30 (UTC)"), "{words}");
}

#[test]
fn a_stay_without_sets_says_so() {
    let mut report = samples::report();
    report.chart.sets.clear();
    report.episodes.clear();
    let words = pdf::words(&stay_report(&report, &samples::source()).unwrap());
    assert!(words.contains("No observations have been recorded in this stay."), "{words}");
    assert!(words.contains("No alert was raised in this stay."), "{words}");
}

#[test]
fn the_same_views_make_the_same_bytes() {
    let (report, source) = (samples::report(), samples::source());
    assert_eq!(stay_report(&report, &source), stay_report(&report, &source));
}

#[test]
fn it_is_tagged_and_its_title_names_nobody() {
    let pdf = stay_report(&samples::report(), &samples::source()).unwrap();
    let info = pdf::info(&pdf);
    assert!(info.contains("Tagged:          yes"), "{info}");
    assert!(info.contains("Title:           Observation report of a stay"), "{info}");
    let structure = pdf::structure(&pdf);
    for part in ["H1", "H2", "Table", "TR", "TH", "TD"] {
        assert!(structure.contains(part), "no {part} in:\n{structure}");
    }
}

#[test]
fn a_letter_that_cannot_be_printed_is_owned_up_to() {
    let mut report = samples::report();
    report.chart.banner.given = "Ивана".into();
    let words = pdf::words(&stay_report(&report, &samples::source()).unwrap());
    assert!(words.contains("ŁUKASZEWICZ-O’BRIEN, ?????"), "{words}");
    assert!(words.contains("Letters that this paper cannot print stand as a question mark"), "{words}");
}
