//! The handover sheet of a ward.

use crate::{pdf, samples};
use paper::handover;

#[test]
fn a_patient_is_told_with_bed_score_alert_flags_lines_and_tasks() {
    let view = samples::handover(vec![samples::handed_over()]);
    let words = pdf::words(&handover(&view, &samples::source()).unwrap()).replace('\u{a0}', " ");
    for said in [
        "Bluebell Ward",
        "A3 ŁUKASZEWICZ-O’BRIEN, Zoë (Mrs)",
        "NHS No. 943 476 5919",
        "NEWS2 13, high risk",
        "Next set due 23-Nov-2026 07:20",
        "ALERT 23-Nov-2026 06:50",
        "Dr Okafor has accepted",
        "Not for resuscitation (Dr Okafor): check the signed form",
        "Situation: Chest sepsis, worse since 06:50",
        "Watch for: Urine under 30 mL/h",
        "To do: Repeat lactate at 09:00",
        "Remarks: Wants to sleep",
    ] {
        assert!(words.contains(said), "{said:?} is not in:\n{words}");
    }
}

#[test]
fn every_patient_of_a_full_ward_is_on_it_once() {
    let patients: Vec<_> = (1..=30)
        .map(|bed| {
            let mut patient = samples::handed_over();
            patient.row.place.bed = format!("Z{bed}");
            patient
        })
        .collect();
    let text = pdf::words(&handover(&samples::handover(patients), &samples::source()).unwrap());
    for bed in 1..=30 {
        assert_eq!(text.matches(&format!("Z{bed} ŁUK")).count(), 1, "bed {bed}");
    }
}

#[test]
fn a_text_longer_than_a_page_goes_on_over_the_next() {
    let mut patient = samples::handed_over();
    let remarks: Vec<String> = (0..600).map(|n| format!("remark{n:03}")).collect();
    patient.remarks = vec![remarks.join(" "), remarks.join(" ")];
    let text = pdf::words(&handover(&samples::handover(vec![patient]), &samples::source()).unwrap());
    for remark in remarks {
        assert_eq!(text.matches(&remark).count(), 2, "{remark} was lost");
    }
}

#[test]
fn a_ward_without_patients_says_so() {
    let words = pdf::words(&handover(&samples::handover(Vec::new()), &samples::source()).unwrap());
    assert!(words.contains("No patients on this ward."), "{words}");
}
