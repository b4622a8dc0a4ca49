//! A therapist's caseload over two wards and some homes: what is ready without a signal, a visit at home, words left
//! unsigned that the end of the day names, and what is added once they are signed.

use crate::{bedside::sign_in, browser::Browser, ward::Ward};

async fn open_from_caseload(browser: &Browser, words: &str) {
    browser.go("#/caseload").await;
    browser.tap_named("caseload-row", words).await;
    browser.see("visit").await;
}

async fn begin(browser: &Browser, by: [&str; 2]) {
    for check in by {
        browser.tap_named("identity", check).await;
    }
    browser.tap_named("consent", "Agreed").await;
    browser.tap("begin").await;
    browser.read("visit-card", "Begun").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_therapists_round_goes_over_two_wards_and_a_home_and_its_end_names_what_is_left() {
    let mut ward = Ward::begin().await;
    let address = ward.device_of(&["bluebell", "foxglove", "riverside"], "Therapist's phone", 1).await;
    let phone = Browser::open("phone-round", 360, 800).await;
    sign_in(&phone, &address, "Fergus McAllan").await;
    phone.go("#/caseload").await;
    phone.read("ready", "Ready offline, 9 of 9, at").await;
    phone.read("caseload", "12 Mill Lane").await;
    phone.read("caseload", "F2").await;
    phone.picture("caseload").await;
    phone.accessible().await;
    ward.server_stops().await;

    // At home: where it is and how one gets in, who it is, and that they agreed.
    open_from_caseload(&phone, "12 Mill Lane").await;
    phone.read("visit", "Key safe by the door").await;
    begin(&phone, ["Full name", "Address"]).await;
    phone.read("visit-card", "Identified by: full name, address. Consent: agreed").await;
    phone.picture("home").await;
    phone.accessible().await;
    phone.tap("note").await;
    phone.see("note").await;
    phone.see("note-subjective").await.send_keys("Slept well. Wants to go to the post box.").await.unwrap();
    phone.read("note-saved", "Saved on this device").await;

    // Nothing of it hides at the end of the day, on the caseload or not.
    open_from_caseload(&phone, "12 Mill Lane").await;
    phone.tap("caseload-toggle").await;
    phone.read("caseload-toggle", "Take on").await;
    phone.go("#/finish").await;
    phone.read("finish-day", "not ended").await;
    phone.read("finish-day", "2 sentences not signed").await;
    phone.picture("left").await;
    phone.accessible().await;
    phone.tap_named("loose-end", "sentences not signed").await;
    phone.see("note").await;
    phone.tap("sign").await;
    phone.read("signatures", "Fergus McAllan").await;

    // What comes to mind afterwards is an addendum, with a signature of its own.
    phone.see("note-addendum").await.send_keys("Daughter has the spare key.").await.unwrap();
    phone.read("signing", "Sign 1 sentence").await;
    phone.tap("sign").await;
    // It stands under the signature, and its field is empty for what comes next.
    phone.read("sentence", "Daughter has the spare key.").await;
    phone.read("sentence", "Signed: Fergus McAllan").await;
    phone.read("signing", "Nothing of yours here waits").await;
    let left = "return document.querySelector('[data-testid=note-addendum]').value;";
    assert_eq!(phone.page.execute(left, Vec::new()).await.unwrap(), "", "a signed addendum is in no field");
    phone.see("note-addendum").await.send_keys("She comes on Thursdays.").await.unwrap();
    phone.read("signing", "Sign 1 sentence").await;
    phone.tap("sign").await;
    phone.read("sentence", "She comes on Thursdays.").await;
    phone.read("note", "Daughter has the spare key.").await;
    phone.picture("addendum").await;
    phone.accessible().await;
    phone.tap("back").await;
    phone.tap("end-seen").await;
    phone.read("visit-card", "Seen").await;

    // On the second ward: what to be careful of, before anything is done.
    open_from_caseload(&phone, "F2").await;
    phone.read("precautions", "Allergy: Latex").await;
    phone.picture("second-ward").await;
    phone.accessible().await;
    ward.server_returns().await;
    phone.go("#/finish").await;
    phone.read("finish-day", "Today: 1 seen").await;
    phone.picture("finished").await;
}
