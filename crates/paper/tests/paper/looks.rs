//! How pages look: held against pictures that a person has looked at. `PAPER_KEEP=1 cargo test -p paper looks` keeps the
//! pages as they are now; look at them before committing them.

use crate::{pdf, samples};
use paper::{handover, stay_report};
use std::path::Path;

/// Points of a page that may differ by more than [`SHADE`], in a thousand: letters are drawn a little differently by each
/// version of poppler.
const DIFFERING: usize = 8;
/// So much lighter or darker is the same point.
const SHADE: u8 = 72;

pub(crate) fn looks(name: &str, pdf: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper/pages").join(format!("{name}.png"));
    let page = pdf::picture(pdf);
    if std::env::var_os("PAPER_KEEP").is_some() {
        pdf::keep(&path, &page);
    }
    let kept = pdf::read(&path);
    assert_eq!((page.width, page.points.len()), (kept.width, kept.points.len()), "{name}: another size");
    let differ = page.points.iter().zip(&kept.points).filter(|(now, then)| now.abs_diff(**then) > SHADE);
    let differ = differ.count() * 1000 / kept.points.len();
    assert!(differ <= DIFFERING, "{name}: {differ} points in a thousand look different");
}

#[test]
fn the_report_looks_as_it_was_looked_at() {
    looks("report", &stay_report(&samples::report(), &samples::source()).unwrap());
}

#[test]
fn the_handover_looks_as_it_was_looked_at() {
    let mut second = samples::handed_over();
    second.row.place.bed = "A4".into();
    second.row.alert = None;
    second.lines.clear();
    let view = samples::handover(vec![samples::handed_over(), second]);
    looks("handover", &handover(&view, &samples::source()).unwrap());
}
