//! A nurse completes two assessments with the server gone; the sister sees both once it is back, and what they raised.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};

/// The row of the patient.
const ROW: &str = "[data-testid=\"row\"][data-bed=\"B4\"]";

async fn open_patient(browser: &Browser) {
    browser.go("#/ward/bluebell").await;
    browser.see("board").await;
    browser.tap_it(&browser.see_by(&format!("{ROW} [data-testid=\"row-open\"]")).await).await;
    browser.see("assessments").await;
}

/// Opens a form from the patient's page: from the list of those used here, or from the rest.
pub(crate) async fn open_form(browser: &Browser, title: &str) {
    browser.see("assessments").await;
    let script = "const all = [...document.querySelectorAll('[data-testid=\"form-tile\"],[data-testid=\"form-start\"]')]; \
                  all.find(link => link.textContent.includes(arguments[0])).click();";
    browser.page.execute(script, vec![title.into()]).await.unwrap();
    browser.see("form-screen").await;
}

async fn score_coma(browser: &Browser, eyes: &str, verbal: &str, motor: &str) {
    for code in [format!("eyes-{eyes}"), format!("verbal-{verbal}"), format!("motor-{motor}")] {
        browser.tap(&code).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_assessments_done_while_the_server_is_away_reach_the_sister_with_what_they_raised() {
    let mut ward = Ward::begin().await;
    let (nurse_at, sister_at) =
        (ward.device("Nurse's phone", 1).await, ward.device("Sister's tablet", 2).await);
    let nurse = Browser::open("phone-form", 360, 800).await;
    let sister = Browser::open("tablet-form", 810, 1080).await;
    sign_in(&sister, &sister_at, "Gwen Abara-Lloyd").await;
    sign_in(&nurse, &nurse_at, "Amina Yusuf").await;
    open_patient(&sister).await;
    ward.server_stops().await;

    // The first coma score is whole; nothing is chosen before she chooses it.
    open_patient(&nurse).await;
    nurse.picture("patient").await;
    open_form(&nurse, "Neurological").await;
    nurse.picture("empty").await;
    nurse.read("save-state", "Nothing keyed yet").await;
    nurse.tap("eyes-e4").await;
    nurse.read("live-total", "≥").await;
    nurse.tap("save").await;
    nurse.picture("missing").await;
    nurse.tap("answer-them").await;
    score_coma(&nurse, "e4", "v5", "m6").await;
    nurse.tap("eyes-e4").await;
    nurse.read("live-total", "15").await;
    nurse.tap("save").await;
    nurse.read("saved-outcome", "GCS 15").await;
    nurse.picture("saved").await;

    // The second has fallen: it says so before it is saved, raises an alert, and names whom to ring.
    nurse.tap("to-patient").await;
    nurse.see("form-tile").await;
    nurse.picture("done").await;
    open_form(&nurse, "Neurological").await;
    score_coma(&nurse, "e3", "v4", "m5").await;
    nurse.read("live-total", "12").await;
    nurse.read("form-alert", "fallen by 2").await;
    nurse.picture("fallen").await;
    nurse.tap("save").await;
    nurse.read("saved-outcome", "fallen by 2").await;
    nurse.read("ring", "Nobody else has been told").await;
    nurse.picture("saved-offline").await;

    // Blood glucose: the number on the form's own keypad, the question that a low one brings with it.
    nurse.tap("to-patient").await;
    open_form(&nurse, "Blood glucose").await;
    nurse.tap("meter-number").await;
    nurse.tap("glucose").await;
    for key in ["3", "point", "1"] {
        nurse.tap(&format!("key-{key}")).await;
    }
    nurse.picture("keypad").await;
    nurse.tap("key-next").await;
    nurse.tap("swallow-Yes").await;
    nurse.read("live-total", "3.1").await;
    nurse.tap("save").await;
    // Unusual, so asked about once.
    nurse.tap("confirm-check").await;
    nurse.tap("save").await;
    nurse.read("saved-outcome", "3.1").await;
    nurse.picture("saved-glucose").await;

    ward.server_returns().await;
    sister.read("assessments", "3.1").await;
    sister.read("episode", "GCS has fallen").await;
    sister.picture("patient").await;
    sister
        .page
        .execute("document.querySelector('[data-testid=\"history\"]').open = true;", Vec::new())
        .await
        .unwrap();
    sister.read("made", "To sound").await;
    sister.picture("history").await;
}
