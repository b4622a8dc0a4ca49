//! Codes as a camera sees them: drawn, written to an image file, found in it and read.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its subject has failed")]

use clinical::policy::WristbandRules;
use rxing::BarcodeFormat;
use tests::camera::ImageFile;
use wristband::{CannotScan, Scanner as _, read};

/// Draws a code with a margin into a file of its own.
fn drawn(folder: &tempfile::TempDir, format: BarcodeFormat, text: &str) -> ImageFile {
    ImageFile::of(folder.path().join("band.pgm"), format, text).unwrap()
}

#[test]
fn a_data_matrix_in_a_picture_is_read_as_the_band_that_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let text = "8018505089899900000183\u{1d}91RJC,949724\u{1d}93JORDAN,Dwayne,29-Nov-1949";
    let scan = drawn(&folder, BarcodeFormat::DATA_MATRIX, text).scan().unwrap().unwrap();
    assert_eq!(scan.symbology, "DATA_MATRIX");
    let band = read(&scan.text, &WristbandRules::default()).unwrap();
    assert_eq!(band.numbers.nhs().unwrap().digits(), "9990000018");
    assert_eq!(band.numbers.hospital().unwrap().number, "949724");
    assert_eq!(band.named.unwrap().family, "JORDAN");
}

#[test]
fn an_older_band_in_a_picture_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let text = "|H12345|999 000 0018|SMITH|Jane|03/02/1931|F|";
    let scan = drawn(&folder, BarcodeFormat::PDF_417, text).scan().unwrap().unwrap();
    assert_eq!(scan.symbology, "PDF_417");
    let band = read(&scan.text, &WristbandRules::default()).unwrap();
    assert_eq!(band.named.unwrap().given, "Jane");
}

#[test]
fn a_picture_without_a_code_says_so_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let blank = ImageFile::blank(folder.path().join("band.pgm")).unwrap();
    assert_eq!(blank.scan(), Err(CannotScan::NoCode));
    assert_eq!(ImageFile(folder.path().join("none")).scan(), Err(CannotScan::Failed));
    assert!(CannotScan::NoCode.to_string().contains("find the patient in the list"));
}
