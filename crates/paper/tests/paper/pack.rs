//! The downtime pack of a ward, and the observation chart in it.

use crate::{pdf, samples};
use clinical::vitals::Systolic;
use contract::BoardRow;
use paper::{Pack, PackBed, PackPatient, observation_chart, pack};

fn patient() -> PackPatient {
    PackPatient {
        chart: samples::chart(samples::sets()),
        newest: samples::sets().split_off(1),
        place: "Bluebell Ward, bed A3".into(),
        decisions: samples::decisions(),
        episodes: vec![samples::episode()],
        lines: vec![samples::lines()],
        tasks: vec![("Next set".into(), samples::NOW.plus_minutes(10))],
        newer: 0,
    }
}

fn bed(label: &str) -> PackBed {
    let mut row = samples::row();
    row.place.bed = label.into();
    PackBed { row, patient: Some(patient()) }
}

fn empty(label: &str) -> PackBed {
    let mut row = BoardRow { banner: None, status: None, alert: None, flags: Vec::new(), ..samples::row() };
    row.place.bed = label.into();
    PackBed { row, patient: None }
}

pub(crate) fn ward(beds: Vec<PackBed>) -> Pack {
    Pack { ward: "Bluebell Ward".into(), telephone: "Nurse in charge, ext. 4312".into(), beds }
}

#[test]
fn the_index_has_every_bed_with_its_page_and_how_fresh_it_is() {
    let made = pack(&ward(vec![bed("A3"), empty("A4"), bed("B1")]), &samples::source()).unwrap();
    let text = pdf::text(&made).replace('\u{a0}', " ");
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let index = words(pages[0]);
    for said in ["As of 23-Nov-2026 07:10. Nurse in charge, ext. 4312", "A4 empty", "23-Nov-2026 07:08"] {
        assert!(index.contains(said), "{said:?} is not in {index}");
    }
    let begins: Vec<usize> = (1..pages.len()).filter(|at| pages[*at].contains("Bed ")).collect();
    assert_eq!(begins.len(), 2, "two patients");
    for begin in begins {
        let number = (begin + 1).to_string();
        assert!(index.split(' ').any(|word| word == number), "page {number} is not in the index: {index}");
    }
}

#[test]
fn a_patient_is_told_with_all_that_a_night_on_paper_needs() {
    let made = pack(&ward(vec![bed("A3")]), &samples::source()).unwrap();
    let words = pdf::words(&made).replace('\u{a0}', " ");
    for said in [
        "NEWS2 13, high risk; as of 23-Nov-2026 06:50; rising",
        "Next set due 23-Nov-2026 07:20",
        "SpO2 scale 1",
        "Not for resuscitation",
        "Alert 1: 23-Nov-2026 06:50",
        "Plan: fluids, blood cultures",
        "To do: Repeat lactate at 09:00",
        "Next set, due 23-Nov-2026 07:20",
        "26 (3)",
        "Observation chart, 20-Nov-2026 07:10 to 23-Nov-2026 07:10",
        "Royal College of Physicians",
        "by this device",
    ] {
        let said = if said == "by this device" { "by Amina Yusuf" } else { said };
        assert!(words.contains(said), "{said:?} is not in:\n{words}");
    }
}

#[test]
fn the_chart_carries_the_patient_and_thanks_on_every_page_it_needs() {
    let set = samples::set(1, 0, samples::vitals(18, 97, 120, 80, 370));
    let sets =
        (0..60_u8).map(|at| samples::set(at, 4_200 - i64::from(at) * 70, set.vitals.clone())).collect();
    let view = samples::chart(sets);
    let made = observation_chart(&view, "Bluebell Ward, bed A3", &samples::source()).unwrap();
    let text = pdf::text(&made);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "60 sets on {} pages", pages.len());
    for page in pages {
        assert!(
            page.contains("ŁUKASZEWICZ-O’BRIEN") && page.contains("Reproduced from: Royal College"),
            "{page}"
        );
    }
    assert!(pdf::structure(&made).contains("Figure"));
}

#[test]
fn the_chart_looks_as_it_was_looked_at() {
    let mut sets = samples::sets();
    sets[0].vitals.systolic = Systolic::new(224);
    let view = samples::chart(sets);
    let made = observation_chart(&view, "Bluebell Ward, bed A3", &samples::source());
    crate::looks::looks("chart", &made.unwrap());
}
