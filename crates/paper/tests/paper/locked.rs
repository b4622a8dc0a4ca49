//! A PDF with a password.

use crate::{pdf, samples};
use paper::{handover, lock};

#[test]
fn it_opens_with_the_password_and_with_no_other() {
    let clear = handover(&samples::handover(vec![samples::handed_over()]), &samples::source()).unwrap();
    let locked = lock(&clear, "korrekt Pferd 7", &[7; 32]).unwrap();
    let opened = pdf::text_with(&locked, "korrekt Pferd 7").expect("the password opens it");
    assert!(opened.contains("Chest sepsis"), "{opened}");
    for wrong in ["", "korrekt Pferd 8"] {
        assert_eq!(pdf::text_with(&locked, wrong), None, "{wrong:?} opened it");
    }
}

#[test]
fn nothing_of_the_patient_can_be_read_off_the_bytes() {
    let clear = handover(&samples::handover(vec![samples::handed_over()]), &samples::source()).unwrap();
    let locked = lock(&clear, "korrekt Pferd 7", &[7; 32]).unwrap();
    // The heading's words stand in the clear in the structure of the one and not in the other.
    let holds = |pdf: &[u8], text: &str| pdf.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&clear, "Handover sheet"));
    assert!(!holds(&locked, "Handover sheet"));
    assert!(holds(&locked, "/AESV3"), "not AES-256");
}
