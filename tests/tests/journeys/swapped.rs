//! Two patients change beds while a form is open: the form stays with its patient, asks before it saves, and a set that
//! went to the wrong patient all the same raises its alert at the right one.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

async fn open_patient(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    browser.see("urgent").await;
    browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
    browser.see("patient").await;
}

/// The family name that the board shows in this bed.
async fn who_lies_in(browser: &Browser, bed: &str) -> String {
    browser.go("#/ward/bluebell").await;
    let of = format!("[data-testid=\"row\"][data-bed=\"{bed}\"] .row-family");
    browser.see_by(&of).await.text().await.unwrap()
}

async fn move_bed(browser: &Browser, from: &str, to: &str) {
    open_patient(browser, from).await;
    browser.tap("to-more").await;
    let summary = browser.see_by("[data-testid=\"move\"] > summary").await;
    browser.tap_it(&summary).await;
    browser.tap(&format!("bed-{to}")).await;
    browser.tap("confirm-move").await;
    browser.read("banner", to).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beds_that_are_swapped_under_an_open_form_stop_the_save_until_the_nurse_has_looked() {
    let mut ward = Ward::begin().await;
    let (nurse_at, sister_at) =
        (ward.device("Nurse's tablet", 1).await, ward.device("Sister's tablet", 2).await);
    let nurse = Browser::open("swap-nurse", 810, 1080).await;
    let sister = Browser::open("swap-sister", 810, 1080).await;
    sign_in(&sister, &sister_at, "Gwen Abara-Lloyd").await;
    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    let hers = who_lies_in(&nurse, "A1").await;

    // The form is open for whoever lies in A1; meanwhile that patient goes to the free bed and another comes into A1.
    nurse.tap_it(&nurse.see_by(&row("A1", "row-observe")).await).await;
    nurse.see("observe-screen").await;
    move_bed(&sister, "A1", "S4").await;
    move_bed(&sister, "C4", "A1").await;
    key_an_ill_set(&nurse).await;
    nurse.picture("keyed").await;
    nurse.tap("taken").await;
    nurse.tap("taken-15").await;
    let chosen = nurse.see("taken").await.text().await.unwrap();
    let taken = chosen.split_whitespace().last().unwrap().to_owned();
    nurse.tap("save").await;
    nurse.read("standing", "Is this the patient?").await;
    nurse.read("standing", "S4").await;
    nurse.picture("asked").await;
    nurse.tap("bed-confirm").await;
    nurse.see("saved").await;
    nurse.picture("saved").await;

    // It is the patient's whose form it was, wherever they lie now; whoever lies in A1 has nothing of it.
    assert_eq!(who_lies_in(&sister, "S4").await, hers);
    // The alert and not the score: somebody may have charted them since the set was taken.
    sister.see_by(&row("S4", "row-alert")).await;
    let other = sister.see_by("[data-testid=\"row\"][data-bed=\"A1\"] .score").await.text().await.unwrap();
    assert!(!other.contains("11"), "nothing of the set is at the bed that the form was opened from");

    it_was_somebody_elses(&nurse, &sister, &taken).await;
}

/// The set turns out to be that of whoever lies in A1: moved there, it alerts there, as of when it was taken.
async fn it_was_somebody_elses(nurse: &Browser, sister: &Browser, taken: &str) {
    nurse.tap("to-patient").await;
    nurse.see("patient").await;
    for step in ["correct", "wrong-patient"] {
        nurse.tap(step).await;
    }
    nurse.tap_named("move-to", "A1 ").await;
    nurse.tap("reason").await;
    nurse.picture("wrong-patient").await;
    nurse.tap("confirm-move").await;
    nurse.read("set", "Moved").await;
    nurse.picture("moved").await;
    sister.see_by(&row("A1", "row-alert")).await;
    sister.picture("board").await;
    open_patient(sister, "A1").await;
    sister.read("episode", "Emergency").await;
    // Behind the day, where midnight has passed since.
    sister.read("episode", taken).await;
    sister.picture("alerted").await;
}
