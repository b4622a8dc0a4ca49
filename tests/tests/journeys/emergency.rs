//! Somebody without a PIN charts in an emergency: the patient is confirmed by bed and two identifiers in one tap, nothing is
//! refused, and a nurse sees what was confirmed.

use crate::{
    bedside::{key_an_ill_set, sign_in},
    browser::Browser,
    ward::Ward,
};

const OBSERVE_A1: &str = "[data-testid=\"row\"][data-bed=\"A1\"] [data-testid=\"row-observe\"]";

/// In another light.
async fn in_the(browser: &Browser, name: &str) {
    let set = "document.documentElement.dataset.theme = arguments[0];";
    browser.page.execute(set, vec![name.into()]).await.unwrap();
}

/// By a typed name, to the board.
async fn in_an_emergency(browser: &Browser, address: &str) {
    browser.page.goto(address).await.unwrap();
    browser.tap("emergency").await;
    browser.see("emergency-name").await.send_keys("Jo Bank").await.unwrap();
    browser.tap("emergency-go").await;
    browser.see("board").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_charts_without_a_pin_confirms_bed_and_identifiers_in_one_tap_and_the_record_says_so() {
    let mut ward = Ward::begin().await;
    let (phone_at, tablet_at) = (ward.device("Ward phone", 1).await, ward.device("Ward tablet", 2).await);
    let phone = Browser::open("phone-emergency", 360, 800).await;
    let tablet = Browser::open("tablet-emergency", 810, 1080).await;
    in_an_emergency(&phone, &phone_at).await;
    phone.taps();
    phone.tap_it(&phone.see_by(OBSERVE_A1).await).await;
    phone.read("identify", "Bed A1").await;
    phone.picture("identify").await;
    phone.accessible().await;
    let sideways = "return document.documentElement.scrollWidth > window.innerWidth;";
    assert_eq!(
        phone.page.execute(sideways, Vec::new()).await.unwrap(),
        false,
        "nothing is wider than the phone"
    );
    in_the(&phone, "night").await;
    phone.picture("identify-night").await;
    phone.tap("identify-yes").await;
    phone.see("observe-screen").await;
    let taps = phone.taps();
    println!("taps from the board to the open form without a PIN: {taps}");
    assert_eq!(taps, 2, "the bed, and the patient");
    key_an_ill_set(&phone).await;
    phone.tap("save").await;
    phone.see("saved").await;

    in_an_emergency(&tablet, &tablet_at).await;
    tablet.tap_it(&tablet.see_by(OBSERVE_A1).await).await;
    tablet.see("identify").await;
    tablet.picture("identify").await;
    in_the(&tablet, "night").await;
    tablet.picture("identify-night").await;
    tablet.tap("identify-no").await;
    tablet.see("board").await;
    tablet.tap_it(&tablet.see_by(OBSERVE_A1).await).await;
    tablet.tap("identify-skip").await;
    tablet.see("observe-screen").await;
    key_an_ill_set(&tablet).await;
    tablet.tap("save").await;
    tablet.see("saved").await;

    tablet.go("#/ward/bluebell").await;
    tablet.sign_out().await;
    sign_in(&tablet, &tablet_at, "Amina Yusuf").await;
    tablet.tap_it(&tablet.see_by("[data-testid=\"row\"][data-bed=\"A1\"] a").await).await;
    tablet.read("patient", "Patient not confirmed by two identifiers").await;
    tablet.read("patient", "Patient confirmed by bed A1, name, date of birth and NHS number").await;
    tablet.picture("patient").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_concern_without_a_pin_asks_who_it_is_beside_it_and_a_form_before_it_once_in_a_session() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 5).await;
    let phone = Browser::open("phone-emergency-concern", 360, 800).await;
    in_an_emergency(&phone, &address).await;
    let stay = phone.see_by(OBSERVE_A1).await.attr("href").await.unwrap().expect("it leads to a form");
    let stay = stay.split('/').nth(2).expect("an address names the stay").to_owned();
    phone.go(&format!("#/stay/{stay}/form/urn:wardlight:questionnaire:glucose")).await;
    phone.see("identify").await;
    phone.picture("form").await;
    phone.go(&format!("#/stay/{stay}/concern")).await;
    phone.see("concern").await;
    phone.see("who-not").await;
    phone.picture("concern").await;
    phone.accessible().await;
    in_the(&phone, "night").await;
    phone.picture("concern-night").await;
    phone.tap("who-yes").await;
    phone.tap("raise-concern").await;
    phone.see("concern-raised").await;
    phone.go(&format!("#/stay/{stay}/form/urn:wardlight:questionnaire:glucose")).await;
    phone.see("form-screen").await;
}
