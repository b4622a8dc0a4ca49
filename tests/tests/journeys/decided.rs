//! Decisions that a ward makes in a day, each on its screen: ceiling, scale and target, allergies, a limb; and an alert that
//! is not escalated, with its reasons.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
    wards_day::row,
};

async fn open(browser: &Browser, bed: &str) {
    browser.go("#/ward/bluebell").await;
    browser.tap_it(&browser.see_by(&row(bed, "row-open")).await).await;
    browser.see("patient").await;
}

/// Opens one decision.
async fn decide(browser: &Browser, act: &str) {
    browser.tap("decide").await;
    browser.tap(act).await;
    browser.see("decision-panel").await;
}

async fn write(browser: &Browser, testid: &str, words: &str) {
    browser.see(testid).await.send_keys(words).await.unwrap();
}

/// Signs it, and waits until it stands among the others.
async fn sign(browser: &Browser, words: &str) {
    browser.tap("decision-sign").await;
    browser.read("decided", words).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_doctor_and_a_nurse_decide_in_a_day_stands_on_the_page() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 3).await;
    let tablet = Browser::open("tablet-decided", 810, 1080).await;
    sign_in(&tablet, &address, "Dr Wei-Ling Chua").await;
    open(&tablet, "C3").await;
    decide(&tablet, "decide-ceiling").await;
    tablet.tap_named("ceiling-level", "Ward").await;
    write(&tablet, "decided-by", "Dr Lindqvist, consultant").await;
    // A day that is not whole is never left out in silence.
    write(&tablet, "review-on-day", "31").await;
    write(&tablet, "review-on-month", "Jna").await;
    tablet.read("review-on", "Month “Jna” was not understood").await;
    let sign_button = tablet.see("decision-sign").await;
    assert!(sign_button.attr("disabled").await.unwrap().is_some(), "not while its day cannot be read");
    tablet.picture("not-understood").await;
    write(&tablet, "review-on-month", "\u{8}\u{8}an").await;
    write(&tablet, "review-on-year", "2020").await;
    tablet.read("review-on", "31-Jan-2020").await;
    tablet.picture("ceiling").await;
    tablet.accessible().await;
    sign(&tablet, "Ward").await;
    tablet.read("decided", "31-Jan-2020").await;

    tablet.tap("decide-scale").await;
    tablet.tap("scale-1").await;
    tablet.tap_named("target", "94 to 98").await;
    tablet.tap_named("reason", "").await;
    tablet.picture("scale").await;
    tablet.accessible().await;
    tablet.tap("confirm-scale").await;
    tablet.read("patient", "94 to 98%").await;

    tablet.sign_out().await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    open(&tablet, "C3").await;
    decide(&tablet, "decide-allergies").await;
    tablet.tap_named("allergies-known", "Known allergies").await;
    write(&tablet, "allergic-to", "Latex (rash)").await;
    tablet.picture("allergies").await;
    tablet.accessible().await;
    sign(&tablet, "Latex").await;
    decide(&tablet, "decide-precaution").await;
    tablet.tap_named("precaution", "left arm").await;
    write(&tablet, "decision-words", "fistula").await;
    tablet.picture("limb").await;
    sign(&tablet, "fistula").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_that_is_not_escalated_keeps_its_reason_and_stays_open() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward tablet", 4).await;
    let tablet = Browser::open("tablet-not-escalated", 810, 1080).await;
    sign_in(&tablet, &address, "Amina Yusuf").await;
    tablet.tap_it(&tablet.see_by(&row("A2", "row-observe")).await).await;
    tablet.see("observe-screen").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;
    open(&tablet, "A2").await;
    tablet.tap("not-escalate").await;
    tablet.picture("reasons").await;
    tablet.accessible().await;
}
